"""Instances of cdef classes are pickled and copied by their fields, in Cython's format.

>>> point = Point(1, 2.5, "name", (3, 4.5), 5j); point.items = [point]
>>> copied = pickle.loads(pickle.dumps(point))
>>> copied.values(), copied.items[0] is copied
((1, 2.5, 'name', (3, 4.5), 5j), True)
>>> copy.copy(point).values(), copy.deepcopy(point).items[0] is point
((1, 2.5, 'name', (3, 4.5), 5j), False)
>>> function, arguments, state = point.__reduce__()
>>> function.__name__, arguments[0].__name__, arguments[2], len(state)
('__pyx_unpickle_Point', 'Point', None, 6)
>>> Plain(3).__reduce__()[1:], Plain.__reduce__ is not object.__reduce__
(((<class 'cdef_class_pickle.Plain'>, 28404509, (3,)),), True)

Another field, another checksum. Pickles that Cython's module has written are read.

>>> function(Point, 5, None)
Traceback (most recent call last):
...
_pickle.PickleError: Incompatible checksums (0x5 vs (0xafd6121, 0x7d239ab, 0xb610cfe) = (items, n, name, pair, x, z))
>>> function(int, arguments[1], None)
Traceback (most recent call last):
...
TypeError: cdef_class_pickle.Point.__new__(int): int is not a subtype of cdef_class_pickle.Point
>>> function(Point, arguments[1], 5)
Traceback (most recent call last):
...
TypeError: Argument '__pyx_state' has incorrect type (expected tuple, got int)
>>> Point(1, 2, "", (3, 4), 5).__setstate__((1, 2))
Traceback (most recent call last):
...
TypeError: Expected list, got int
>>> Point(1, 2, "", (3, 4), 5).__setstate__([])
Traceback (most recent call last):
...
TypeError: Expected tuple, got list
>>> Point(1, 2, "", (3, 4), 5).__setstate__(())
Traceback (most recent call last):
...
IndexError: tuple index out of range
>>> pickle.loads(BY_CYTHON).values(), pickle.loads(BY_CYTHON).items
((7, 0.5, 'old', (8, 9.0), (1+2j)), [1])

Inherited fields, a `__dict__`, and classes of Python's that derive from ours.

>>> derived = Derived(1, 2.5, "name", (3, 4.5), 5j); derived.extra = "more"
>>> copied = pickle.loads(pickle.dumps(derived)); copied.values(), copied.extra
((1, 2.5, 'name', (3, 4.5), 5j), 'more')
>>> class Python(Point):
...     __module__ = "cdef_class_pickle"
>>> python = Python(9, 2.5, "name", (3, 4.5), 5j); python.attribute = 3
>>> copied = copy.deepcopy(python); type(copied).__name__, copied.values()[0], copied.attribute
('Python', 9, 3)

What cannot be pickled says so when it is tried.

>>> refused(WithCinit())
no default __reduce__ due to non-trivial __cinit__
no default __reduce__ due to non-trivial __cinit__
>>> refused(WithPointers())
self.first,self.second cannot be converted to a Python object for pickling
self.first,self.second cannot be converted to a Python object for pickling
>>> refused(WithStruct())
Pickling of struct members such as self.pair must be explicitly requested with @auto_pickle(True)
Pickling of struct members such as self.pair must be explicitly requested with @auto_pickle(True)
>>> copy.copy(AskedFor(1, 2)).values()
(1, 2)
>>> hasattr(Never, "__reduce_cython__"), Never.__reduce__ is object.__reduce__
(False, True)

A class that says itself how it is pickled is left alone.

>>> copy.copy(Reduces(3)).n, copy.copy(ReducesToo(4)).n
(13, 13)
>>> copy.copy(GetsState(5)).n, GetsState.__reduce__ is object.__reduce__
(6, True)
>>> copy.copy(SetsState(5)).n
5
>>> str(copy.copy(Failure(1, 2)))
'(1, 2)'
"""
import copy
import pickle

cimport cython

BY_CYTHON = (
    b'\x80\x02ccdef_class_pickle\n__pyx_unpickle_Point\nq\x00ccdef_class_pick'
    b'le\nPoint\nq\x01J!a\xfd\nN\x87q\x02Rq\x03(]q\x04K\x01aK\x07X\x03\x00\x00\x00oldq\x05K\x08G@"\x00\x00\x00\x00\x00\x00\x86q\x06G?\xe0\x00'
    b'\x00\x00\x00\x00\x00c__builtin__\ncomplex\nq\x07G?\xf0\x00\x00\x00\x00\x00\x00G@\x00\x00\x00\x00\x00\x00\x00\x86q\x08Rq\ttq\nb.'
)


def refused(value):
    for function in (pickle.dumps, copy.copy):
        try:
            function(value)
        except TypeError as error:
            print(error)


cdef class Point:
    cdef int n
    cdef double x
    cdef str name
    cdef (int, double) pair
    cdef double complex z
    cdef public list items

    def __init__(self, n, x, name, pair, z):
        self.n, self.x, self.name, self.pair, self.z = n, x, name, pair, z

    def values(self):
        return self.n, self.x, self.name, self.pair, self.z


cdef class Derived(Point):
    cdef bint flag
    cdef dict __dict__


cdef class Plain:
    cdef int n

    def __init__(self, n):
        self.n = n


cdef class WithCinit:
    def __cinit__(self):
        pass


cdef class WithPointers:
    cdef int *first
    cdef void *second


cdef struct Pair:
    int a, b


cdef class WithStruct:
    cdef Pair pair


@cython.auto_pickle(True)
cdef class AskedFor:
    cdef Pair pair

    def __init__(self, a, b):
        self.pair = Pair(a, b)

    def values(self):
        return self.pair.a, self.pair.b


@cython.auto_pickle(False)
cdef class Never:
    cdef int n


cdef class Reduces:
    cdef readonly int n

    def __init__(self, n):
        self.n = n

    def __reduce__(self):
        return type(self), (13,)


cdef class ReducesToo(Reduces):
    cdef int another


cdef class GetsState:
    cdef readonly int n

    def __init__(self, n=0):
        self.n = n

    def __getstate__(self):
        return {"n": self.n}

    def __setstate__(self, state):
        self.n = state["n"] + 1


cdef class SetsState:
    cdef readonly int n

    def __init__(self, n):
        self.n = n

    def __setstate__(self, state):
        self.n = state[0] + 100


cdef class Failure(Exception):
    cdef int n
