"""Private names in cdef classes: `__name` in a class C is `_C__name`, as in Python's classes."""

__version = 7
__count = 100
cdef int __limit = 8

cdef enum __Color:
    __RED = 1
    __GREEN

ctypedef int __number
cdef struct __Pair:
    int __first
    int second

cdef int __square(int x):
    return x * x

cdef object values_of(Private one):
    return one.__list


cdef class Private:
    """
    >>> one = Private([1])
    >>> one.get()
    ([1], 'shown', 5, 'hidden', 'both', 4, 3)
    >>> one._Private__shown, one._Private__number, one._Private__property, one._Private__attribute
    ('shown', 5, 4, 3)
    >>> one._Private__hidden(), one._Private__both(), Private._Private__both.__name__
    ('hidden', 'both', '_Private__both')
    >>> one.__shown
    Traceback (most recent call last):
    AttributeError: 'cdef_class_private.Private' object has no attribute '__shown'
    >>> sorted(name for name in dir(one) if "Private" in name)
    ['_Private__attribute', '_Private__both', '_Private__hidden', '_Private__number', '_Private__property', '_Private__shown']
    """
    cdef list __list
    cdef public str __shown
    cdef readonly int __number
    cdef int __count
    __attribute = 3

    def __init__(self, values):
        self.__list = values
        self.__shown = "shown"
        self.__number = 5

    def __hidden(self):
        return "hidden"

    cpdef __both(self):
        return "both"

    cdef int __own(self, int __x):
        cdef int __twice = 2 * __x
        return __twice

    property __property:
        def __get__(self):
            return 4

    def get(self):
        return (self.__list, self.__shown, self.__number, self.__hidden(), self.__both(),
                self.__property, self.__attribute)

    def own(self, int x):
        """
        >>> Private([]).own(4)
        8
        """
        return self.__own(x)

    def of_other(self, Private other):
        """
        >>> Private([1]).of_other(Private([2]))
        [1, 2]
        """
        return self.__list + other.__list

    def of_module(self):
        """What the module has under the private name is seen, and can be assigned.

        >>> Private([]).of_module()
        (7, 8, 9, 101, 0)
        """
        global __count
        __count += 1
        before = __count
        __count -= 1
        return __version, __limit, __square(3), before, self.__count

    def c_names(self):
        """Names of C, and of members of its structs, are not private.

        >>> Private([]).c_names()
        (3, 5, 7, 5, True, 6)
        """
        cdef __Pair pair
        cdef __Pair *place = &pair
        cdef __number number = 5
        pair.__first = number
        place.second = 7
        place.__first *= 1
        return (__RED + __GREEN, number, place.second, pair.__first,
                sizeof(__Pair) == 2 * sizeof(__number), __Color.__GREEN + 4)

    def arguments(self, __first=1, *, __second=2):
        """
        >>> one = Private([])
        >>> one.arguments(3, _Private__second=4), one.arguments(_Private__first=5)
        ((3, 4), (5, 2))
        >>> one.arguments(__first=5)
        Traceback (most recent call last):
        TypeError: arguments() got an unexpected keyword argument '__first'
        """
        return __first, __second

    def closure(self):
        """
        >>> list(Private([1, 2]).closure())
        [11, 12]
        """
        def __add(x):
            return x + 10

        return (__add(x) for x in self.__list)


cdef class Derived(Private):
    cdef list __list

    def lists(self):
        """The names of another class are others.

        >>> Derived([1]).lists()
        (None, [1])
        """
        return self.__list, (<Private>self)._Private__list

    def missing(self):
        """
        >>> Derived([1]).missing()
        Traceback (most recent call last):
        AttributeError: 'cdef_class_private.Derived' object has no attribute '_Derived__shown'  # until 3.13
        AttributeError: 'cdef_class_private.Derived' object has no attribute '_Derived__shown'. Did you mean: '_Private__shown'?  # from 3.14 until 3.14
        AttributeError: 'cdef_class_private.Derived' object has no attribute '_Derived__shown'. Did you mean '._Private__shown' instead of '._Derived__shown'?  # from 3.15
        """
        return self.__shown


cdef class __Hidden:
    cdef readonly int __x

    def get(self):
        """
        >>> hidden()
        (0, 0)
        """
        return self.__x


def hidden():
    one = __Hidden()
    return one.get(), one._Hidden__x


def of_function():
    """A C attribute is found by the class of the object, wherever that is asked.

    >>> of_function()
    ([1, 2], [1, 2])
    """
    cdef Private one = Private([1, 2])
    return values_of(one), one.__list


class Ordinary:
    """
    >>> Ordinary().get()
    (2, 7, 8, 3)
    >>> Ordinary._Ordinary__version, Ordinary.green
    (2, 2)
    >>> Ordinary().list_of(Private([3]))
    [3]
    """
    __version = 2
    green = __GREEN

    def list_of(self, Private one):
        return one.__list

    def get(self):
        cdef int __local = 3
        return self.__version, __version, __limit, __local

    def own_first(self):
        """
        >>> Private([]).own_first() if False else Ordinary().own_first()
        ('own', 'again')
        """
        _Ordinary__limit = "own"
        own = __limit

        def inner():
            return __limit
        _Ordinary__limit = "again"
        return own, inner()
