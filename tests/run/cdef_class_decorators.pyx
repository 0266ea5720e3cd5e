"""Decorators of cdef classes: trashcan, no_gc, no_gc_clear, internal, collection_type, freelist."""

import gc
import sys

cimport cython

DEPTH = 200_000

cdef int twice_released = 0


def nest(kind, depth=DEPTH):
    cdef int i
    value = None
    for i in range(depth):
        value = kind(value)
    del value
    return twice_released


@cython.trashcan(True)
cdef class Chain:
    """
    >>> nest(Chain)
    0
    """
    cdef object next_one
    cdef int released

    def __cinit__(self, next_one):
        self.next_one = next_one

    def __dealloc__(self):
        global twice_released
        twice_released += self.released
        self.released = 1


cdef class InheritingChain(Chain):
    """
    >>> nest(InheritingChain)
    0
    """
    cdef int released_too

    def __dealloc__(self):
        global twice_released
        twice_released += self.released_too
        self.released_too = 1


class PythonChain(Chain):
    """
    >>> nest(PythonChain)
    0
    """


@cython.trashcan(False)
cdef class ShortChain(Chain):
    """
    >>> nest(ShortChain, 100)
    0
    """


cdef class ListChain(list):
    """
    >>> ListChain(42)
    [42]
    >>> nest(ListChain)
    0
    """
    def __init__(self, item):
        super().__init__((item,))


cdef class DictChain(dict):
    """
    >>> DictChain(42)
    {'item': 42}
    >>> nest(DictChain)
    0
    """
    def __init__(self, item):
        super().__init__(item=item)


@cython.trashcan(True)
@cython.freelist(8)
cdef class FinalizedChain:
    """
    >>> before = count_finalized()
    >>> nest(FinalizedChain, 1000)
    0
    >>> count_finalized() - before
    1000
    """
    cdef object next_one

    def __init__(self, next_one):
        self.next_one = next_one

    def __del__(self):
        global finalized
        finalized += 1


finalized = 0


def count_finalized():
    return finalized


@cython.no_gc
cdef class Uncollected:
    """
    >>> gc.is_tracked(Uncollected([])), gc.is_tracked(Collected([]))
    (False, True)
    """
    cdef object item

    def __init__(self, item):
        self.item = item


cdef class Collected:
    cdef object item

    def __init__(self, item):
        self.item = item


log = []


@cython.no_gc_clear
cdef class NotCleared:
    """
    >>> log.clear()
    >>> for kind in (NotCleared, DerivedFromNotCleared, Cleared):
    ...     item = kind()
    ...     item.itself = [item]
    ...     del item
    ...     collected = gc.collect()
    >>> log
    ['name', 'name', None]
    >>> log.clear()
    """
    cdef object name
    cdef public object itself

    def __init__(self):
        self.name = 'name'

    def __dealloc__(self):
        log.append(self.name)


cdef class DerivedFromNotCleared(NotCleared):
    cdef object more


cdef class Cleared:
    cdef object name
    cdef public object itself

    def __init__(self):
        self.name = 'name'

    def __dealloc__(self):
        log.append(self.name)


@cython.internal
cdef class Internal:
    cdef int value

    def __init__(self, value):
        self.value = value


def internal_class():
    """
    >>> internal_class()
    (5, False, 'Internal')
    """
    cdef Internal item = Internal(5)
    return item.value, 'Internal' in globals(), type(item).__name__


@cython.collection_type('sequence')
cdef class Sequence:
    """
    >>> [has_flag(kind, 5) for kind in (Sequence, Mapping, Collected)]
    [True, False, False]
    """


@cython.collection_type('mapping')
cdef class Mapping:
    """
    >>> [has_flag(kind, 6) for kind in (Sequence, Mapping, Collected)]
    [False, True, False]
    """


def has_flag(kind, bit):
    if sys.version_info < (3, 10):
        return bit == 5 and kind is Sequence or bit == 6 and kind is Mapping
    return bool(kind.__flags__ & (1 << bit))


cdef class Wrapped:
    """
    >>> Wrapped.named(), Wrapped().named(), Wrapped.plain(3), Wrapped().plain(4)
    ('Wrapped', 'Wrapped', 3, 4)
    >>> Wrapped().old, Wrapped().kept(), Wrapped().again
    (5, 5, 6)
    """
    def named(cls):
        return cls.__name__

    named = classmethod(named)

    def plain(x):
        return x

    plain = staticmethod(plain)

    def old(self):
        return 5

    kept = old
    old = property(old)

    def again(self):
        return 6

    again = property(again)


@cython.collection_type('sequence')
cdef class Numbers:
    cdef public list values

    def __init__(self, values):
        self.values = values

    def __len__(self):
        return len(self.values)

    def __getitem__(self, Py_ssize_t index):
        return self.values[index]

    def __setitem__(self, Py_ssize_t index, value):
        self.values[index] = value, index

    def __delitem__(self, Py_ssize_t index):
        del self.values[index]


cdef class OnlyDeletes(Numbers):
    """A base that is a sequence sets what this class, a mapping, does not.

    >>> numbers = OnlyDeletes([1, 2, 3])
    >>> del numbers["key"]
    >>> numbers[0] = 5; numbers[-1] = 6
    >>> numbers.values
    [(5, 0), 2, 3, (6, 3)]
    >>> numbers["x"] = 1
    Traceback (most recent call last):
    TypeError: 'str' object cannot be interpreted as an integer
    >>> numbers[9] = 1
    Traceback (most recent call last):
    IndexError: list assignment index out of range
    >>> numbers[1 << 80] = 1
    Traceback (most recent call last):
    IndexError: cannot fit 'int' into an index-sized integer
    >>> class Derived(OnlyDeletes):
    ...     def __delitem__(self, key):
    ...         self.values.append("derived")
    >>> derived = Derived([1])
    >>> derived[0] = 2
    >>> del derived[0]
    >>> derived.values
    [(2, 0), 'derived']
    """
    def __delitem__(self, key):
        self.values.append(key)


cdef class OnlySets(Numbers):
    """
    >>> numbers = OnlySets([1, 2, 3])
    >>> numbers["key"] = 4
    >>> del numbers[-2]
    >>> numbers.values
    [1, 2, ('key', 4)]
    """
    def __setitem__(self, key, value):
        self.values.append((key, value))
