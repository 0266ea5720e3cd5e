"""Attributes of extension classes: all C types, object types, visibility, properties, None."""


cdef class Numbers:
    """Public attributes of C types convert like arguments.

    >>> numbers = Numbers()
    >>> numbers.a, numbers.b, numbers.c, numbers.d, numbers.e, numbers.f, numbers.g
    (0, 0, 0, 0.0, 0.0, False, 0)
    >>> numbers.a = 5; numbers.b = 2**32 - 1; numbers.c = -2**63; numbers.d = 1; numbers.f = 'x'
    >>> numbers.a, numbers.b, numbers.c, numbers.d, numbers.f
    (5, 4294967295, -9223372036854775808, 1.0, True)
    >>> numbers.a = 2**31
    Traceback (most recent call last):
    OverflowError: value too large to convert to int
    >>> numbers.b = -1
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned int
    >>> numbers.d = 'x'
    Traceback (most recent call last):
    TypeError: must be real number, not str
    >>> numbers.g = 300
    Traceback (most recent call last):
    OverflowError: value too large to convert to unsigned char
    >>> numbers.a
    5
    """

    cdef public int a
    cdef public unsigned int b
    cdef public long long c
    cdef public double d
    cdef public float e
    cdef public bint f
    cdef public unsigned char g


cdef class Objects:
    """Attributes of object types begin as None.

    >>> objects = Objects()
    >>> objects.anything, objects.values, objects.text, objects.table, objects.other
    (None, None, None, None, None)
    >>> objects.values = [1]; objects.text = 'x'; objects.table = {}; objects.anything = 5
    >>> objects.values, objects.text, objects.table, objects.anything
    ([1], 'x', {}, 5)
    >>> objects.values = (1,)
    Traceback (most recent call last):
    TypeError: Expected list, got tuple
    >>> objects.values = None
    >>> objects.other = Objects()
    >>> objects.other.other
    >>> objects.other = 'x'
    Traceback (most recent call last):
    TypeError: Cannot convert str to cdef_class_attributes.Objects
    >>> del objects.text
    >>> objects.text
    """

    cdef public object anything
    cdef public list values
    cdef public str text
    cdef public dict table
    cdef public Objects other


cdef class Visibility:
    """
    >>> visibility = Visibility()
    >>> visibility.shown
    1
    >>> visibility.shown = 5  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    AttributeError: ...
    >>> visibility.hidden
    Traceback (most recent call last):
    AttributeError: 'cdef_class_attributes.Visibility' object has no attribute 'hidden'
    >>> visibility.new = 5  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    AttributeError: 'cdef_class_attributes.Visibility' object has no attribute 'new'...
    >>> visibility.sum()
    3
    """

    cdef readonly int shown
    cdef int hidden

    def __init__(self):
        self.shown = 1
        self.hidden = 2

    def sum(self):
        """Use both attributes."""
        return self.shown + self.hidden


cdef class WithDict:
    """
    >>> with_dict = WithDict()
    >>> with_dict.new = 5
    >>> with_dict.new, with_dict.__dict__
    (5, {'new': 5})
    """

    cdef dict __dict__


cdef class Properties:
    """
    >>> properties = Properties(3)
    >>> properties.doubled
    6
    >>> properties.doubled = 10
    >>> properties.doubled, properties.read_only
    (10, 'read only')
    >>> properties.read_only = 1  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    AttributeError: ...
    >>> del properties.doubled
    >>> properties.doubled
    0
    >>> Properties.doubled.__doc__
    'Twice the value.'
    """

    cdef int value

    def __init__(self, value):
        self.value = value

    @property
    def doubled(self):
        """Twice the value."""
        return self.value * 2

    @doubled.setter
    def doubled(self, new):
        self.value = new // 2

    @doubled.deleter
    def doubled(self):
        self.value = 0

    @property
    def read_only(self):
        return 'read only'


cdef class OldProperties:
    """The property blocks of older code.

    >>> old = OldProperties()
    >>> old.value = 4
    >>> old.value
    8
    """

    cdef int stored

    property value:
        def __get__(self):
            return self.stored * 2

        def __set__(self, int value):
            self.stored = value


def typed_access(Numbers numbers):
    """
    >>> numbers = Numbers()
    >>> typed_access(numbers), numbers.a, numbers.d
    (3.5, 3, 0.5)
    """
    numbers.a = 1
    numbers.a += 2
    numbers.d = 0.5
    return numbers.a + numbers.d


def untyped_access(numbers):
    """
    >>> untyped_access(Numbers())
    4
    """
    numbers.a = 3
    numbers.a += 1
    return numbers.a


def attribute_of_none(Numbers numbers):
    """
    >>> attribute_of_none(None)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'a'
    """
    return numbers.a


def set_attribute_of_none(Numbers numbers):
    """
    >>> set_attribute_of_none(None)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'a'
    """
    numbers.a = 5


def object_attributes(Objects objects):
    """
    >>> object_attributes(Objects())
    ([1, 2], 'text', 3)
    """
    objects.values = [1]
    objects.values.append(2)
    objects.text = 'text'
    objects.anything = 1
    objects.anything += 2
    return objects.values, objects.text, objects.anything


cdef class Node:
    """A linked list."""

    cdef int value
    cdef Node next

    def __init__(self, int value, Node next=None):
        self.value = value
        self.next = next


def linked_list(int n):
    """
    >>> linked_list(5)
    [5, 4, 3, 2, 1]
    """
    cdef Node node = None
    cdef int i
    for i in range(1, n + 1):
        node = Node(i, node)
    result = []
    while node is not None:
        result.append(node.value)
        node = node.next
    return result


cdef class Array:
    """A C array as an attribute."""

    cdef int values[4]
    cdef double *pointer

    def __init__(self):
        for i in range(4):
            self.values[i] = i * i

    def total(self):
        """
        >>> Array().total()
        14
        """
        cdef int i, total = 0
        for i in range(4):
            total += self.values[i]
        return total

    def pointer_is_null(self):
        """
        >>> Array().pointer_is_null()
        True
        """
        return self.pointer is NULL


cdef class Cycle:
    """Cycles are collected.

    >>> import gc
    >>> first = Cycle(); first.other = first
    >>> Cycle.count()
    1
    >>> del first; _ = gc.collect()
    >>> Cycle.count()
    0
    """

    cdef public object other

    def __cinit__(self):
        alive[0] += 1

    def __dealloc__(self):
        alive[0] -= 1

    @staticmethod
    def count():
        """Return how many are alive."""
        return alive[0]


alive = [0]
