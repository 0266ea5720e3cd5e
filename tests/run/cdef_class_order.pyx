"""cdef classes whose bases are defined further down, or declared first."""

cdef class Forward


cdef class Grandchild(Child):
    cdef object last

    def __init__(self):
        super().__init__()
        self.last = 'last'

    cpdef name(self):
        return 'grandchild of ' + Child.name(self)


cdef class Child(Parent):
    cdef double middle

    def __init__(self):
        super().__init__()
        self.middle = 2.5

    cpdef name(self):
        return 'child of ' + Parent.name(self)

    cdef int number(self):
        return 2


cdef class Parent:
    cdef int first

    def __init__(self):
        self.first = 1

    cpdef name(self):
        return 'parent'

    cdef int number(self):
        return 1


cdef class Forward(Parent):
    pass


cdef class Other:
    cdef Later later


cdef class Later:
    cdef Other other


def names():
    """
    >>> names()
    ('parent', 'child of parent', 'grandchild of child of parent', 'parent')
    """
    return Parent().name(), Child().name(), Grandchild().name(), Forward().name()


def numbers():
    """
    >>> numbers()
    [1, 2, 2, 1]
    """
    cdef Parent item
    result = []
    for item in (Parent(), Child(), Grandchild(), Forward()):
        result.append(item.number())
    return result


def fields():
    """
    >>> fields()
    (1, 2.5, 'last')
    """
    cdef Grandchild item = Grandchild()
    return item.first, item.middle, item.last


def bases():
    """
    >>> bases()
    ['Grandchild', 'Child', 'Parent', 'object']
    """
    return [base.__name__ for base in Grandchild.__mro__]


def order_of_creation():
    """
    >>> order_of_creation()
    ['Parent', 'Forward', 'Child', 'Grandchild', 'Other', 'Later']
    """
    return [name for name, value in globals().items() if isinstance(value, type)]


def cycle():
    """
    >>> cycle()
    True
    """
    cdef Other other = Other()
    other.later = Later()
    other.later.other = other
    return other.later.other is other
