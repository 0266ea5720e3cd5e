"""Fused types with buffers among their members, and what the source calls types.

>>> sorted(size.__signatures__)
['ndarray[Python object,ndim=1]', 'ndarray[double,ndim=1]', 'ndarray[int32_t,ndim=2]', 'ndarray[point,ndim=1]', 'ndarray[real,ndim=2]', 'object']
>>> for argument in (np.zeros(3), np.zeros((2, 4)), np.zeros((2, 2), np.int32), np.array(['a'], object), points(), 'ab'):
...     print(size(argument), of_class(argument))
('ndarray[double,ndim=1]', 3) ('ndarray[double,ndim=1]', 'C')
('ndarray[real,ndim=2]', 2) ('ndarray[real,ndim=2]', 'C')
('ndarray[int32_t,ndim=2]', 2) ('ndarray[int32_t,ndim=2]', 'C')
('ndarray[Python object,ndim=1]', 1) ('ndarray[Python object,ndim=1]', 'C')
('ndarray[point,ndim=1]', 1) ('ndarray[point,ndim=1]', 'C')
('Python object', 2) ('Python object', 'C')
>>> size(np.zeros((4, 4), np.int32)[::2])
Traceback (most recent call last):
ValueError: ndarray is not C-contiguous
>>> size['ndarray[real,ndim=2]'](np.zeros(3))
Traceback (most recent call last):
ValueError: Buffer has wrong number of dimensions (expected 2, got 1)
>>> size['object'](np.zeros(3))
('Python object', 3)

An item is read and written in memory.

>>> table = np.zeros(3)
>>> put(table, 2), table.tolist(), put(points(), 0), put([1, 2], 1)
(('ndarray', 1.5), [0.0, 0.0, 1.5], ('points', 7.0), ('object', 1.5))
>>> either(np.zeros(3)), either(memoryview(b'abc')), either([1, 2]), either(4), either(np.zeros((2, 3), np.intc))
(('ndarray[double,ndim=1]', 0.0), ('const unsigned char[:]', 97), 2, 8, ('Python object[int,ndim=2]', 0))
>>> either((1,))
Traceback (most recent call last):
TypeError: No matching signature found
>>> sorted(either.__signatures__)
['Python object[int,ndim=2]', 'const unsigned char[:]', 'int', 'list', 'ndarray[double,ndim=1]']
>>> [m for m in sorted(C.__dict__) if 'fuse' in m]
['__pyx_fuse_0method', '__pyx_fuse_1method']
>>> C().__pyx_fuse_0method(2), C().__pyx_fuse_1method(2)
(('float', 2.0), ('double', 2.0))

A typedef's name counts where people read of the type, and keeps its place among the choices.

>>> sorted(named.__signatures__)
['int32_t|columns', 'int32_t|rows', 'int64_t|columns', 'int64_t|rows', 'real|columns', 'real|rows']
>>> named(1, np.zeros((2, 2), np.intc)), named(1.5, np.zeros((2, 2), order='F'))
(('int32_t', 'rows'), ('real', 'columns'))
>>> views['int64_t[::1]'](np.zeros(2, np.int64))
'int64_t[::1]'
>>> names()
('real', 'const double', 'int32_t', 'real *', 'int32_t', 'ndarray[int64_t,ndim=2]', 'double')
>>> mixed['double', 'int32_t'](np.zeros(2), np.zeros(2))
Traceback (most recent call last):
ValueError: Buffer dtype mismatch, expected 'int32_t' but got 'double'

C chooses by the declarations of the variables.

>>> from_c()
(('ndarray[double,ndim=1]', 1), ('ndarray[real,ndim=2]', 2), ('Python object', 3))

Of a pointer to a function the result is the first fused type. A version is chosen by a cast.

>>> pointers()
(2.5, None, 1.5, 1.0, 4.0)

What an annotation says is a view is not None, unless it says so; then no version is for None.

>>> annotated(None)
Traceback (most recent call last):
TypeError: Argument 'view' must not be None
>>> annotated_fused(None)
Traceback (most recent call last):
TypeError: No matching signature found
>>> annotated_fused(np.zeros(2, np.int64)), with_default(), with_default(None), not_none(np.zeros(2, np.float32))
('int64_t', 'float', 'float', 'float')
>>> not_none(None)
Traceback (most recent call last):
TypeError: No matching signature found

Python's integers are of the first type that a typedef names.

>>> in_order(1), in_order(2.5), reordered(1)
('int32_t', 'double', 'int64_t')
"""

cimport cython
cimport numpy as np
import numpy as np

np.import_array()

ctypedef double real
ctypedef int[:, ::1] rows
ctypedef double[::1, :] columns

cdef struct point:
    int x
    double y

cdef fused Table:
    np.ndarray[double, ndim=1]
    np.ndarray[real, ndim=2]
    np.ndarray[np.int32_t, ndim=2, mode="c"]
    np.ndarray[point, ndim=1]
    np.ndarray[object, ndim=1]
    object

cdef fused Either:
    np.ndarray[double, ndim=1]
    const unsigned char[:]
    list
    object[int, ndim=2]
    int

cdef fused Number:
    real
    np.int32_t
    np.int64_t

cdef fused Items:
    np.int32_t[::1]
    np.int64_t[::1]

Layout = cython.fused_type(rows, columns)


ctypedef fused Ordered:
    double
    np.int32_t
    np.int64_t
    long

ctypedef fused Reordered:
    int
    double
    np.int64_t


def points():
    cdef point[1] items
    items[0] = point(1, 7)
    return np.asarray(<point[:1]>items).copy()


def size(Table table):
    return cython.typeof(table), len(table)


cdef class C:
    def method(self, cython.floating x):
        return cython.typeof(x), x

    cpdef describe(self, Table table, int n=0):
        return cython.typeof(table), n or type(self).__name__


def of_class(table):
    return getattr(C(), 'describe')(table)


def put(Table table, int i):
    cdef Table same = table
    if Table is np.ndarray[double, ndim=1]:
        same[i] = 1.5
        return 'ndarray', same[i]
    elif Table is np.ndarray[point, ndim=1]:
        return 'points', same[i].y
    elif Table is np.ndarray:
        return 'other'
    elif Table is object:
        table[i] = 1.5
        return 'object', same[i]


def either(Either x):
    if Either is int:
        return 2 * x
    elif Either is list:
        return len(x)
    elif Either is object[int, ndim=2]:
        return cython.typeof(x), x[1, 1]
    else:
        return cython.typeof(x), x[0]


def named(Number x, Layout y):
    return cython.typeof(x), cython.typeof(y)


def views(Items x):
    return cython.typeof(x)


cdef name_of(const double x, Number y):
    cdef Number *address = &y
    return cython.typeof(x), cython.typeof(y), cython.typeof(address), cython.typeof(address[0])


def names():
    cdef real x = 1
    cdef np.int32_t i = 2
    cdef np.ndarray[np.int64_t, ndim=2] table = np.zeros((1, 1), np.int64)
    constant, variable, _, _ = name_of(x, i)
    _, _, address, _ = name_of(x, x)
    return (cython.typeof(x), constant, variable, address, cython.typeof(i), cython.typeof(table),
            cython.typeof(table[0, 0] + 1.5))


def mixed(np.ndarray[cython.floating] x, np.ndarray[Number] y):
    return cython.typeof(x), cython.typeof(y)


def from_c():
    cdef np.ndarray[double, ndim=1] a = np.zeros(3)
    cdef np.ndarray[real, ndim=2] b = np.zeros((2, 2))
    cdef C c = C()
    return c.describe(a, 1), c.describe(b, 2), c.describe(<object>a, 3)


cdef double half(int x) noexcept:
    return x / 2.0


cdef apply(cython.floating (*f)(cython.integral) noexcept, cython.integral x):
    return f(x)


cdef apply_version(object (*f)(cython.floating (*)(cython.integral) noexcept, cython.integral)):
    if cython.floating is double and cython.integral is int:
        return f(half, 5)
    return None


cdef third(cython.integral x, cython.floating y):
    return x + y


def pointers():
    cdef object (*of_long)(long, float)
    of_long = <object (*)(long, float)>third
    return (apply_version(apply[double, int]), apply_version(apply[float, int]), apply(half, 3), of_long(1, 0),
            (<object (*)(int, double)>third)(1, 3))


def annotated(view: cython.double[:]):
    return view[0]


def annotated_fused(view: Number[:]):
    return cython.typeof(view[0]) if Number is real else 'int32_t' if Number is np.int32_t else 'int64_t'


def with_default(view: cython.floating[:] = None):
    return 'double' if cython.floating is double else 'float'


def not_none(cython.floating[:] view not None):
    return cython.typeof(view[0])


def in_order(Ordered x):
    return cython.typeof(x)


def reordered(Reordered x):
    return cython.typeof(x)
