# Names that are not defined, declared twice or not what they should be.
cimport libc.math
from libc.math cimport sqrtt  # error: E0303 module 'libc.math' declares no 'sqrtt'
cimport no_such_module  # error: E0304 no declarations of module 'no_such_module' found

cdef int size
cdef double size  # error: E0302 'size' is already declared


cdef struct Point:
    int x
    int x  # error: E0302 'x' is already declared


def undefined(width, height):
    return width * heigth  # error: E0301 'heigth' is not defined


def in_comprehension(values):
    return [valeu for value in values]  # error: E0301 'valeu' is not defined


def in_default(x=nothing):  # error: E0301 'nothing' is not defined
    return x


def reported_once(x):
    y = unknown_name + 1  # error: E0301 'unknown_name' is not defined
    cdef int z = y
    return z


def module_value():
    return libc.math  # error: E0306 'libc.math' is a module and has no value


def missing_in_module(double x):
    return libc.math.sqr(x)  # error: E0303 module 'libc.math' declares no 'sqr'


def type_value():
    return Point  # error: E0308 'Point' is a type and has no value here


cdef int twice(int x):
    return 2 * x


def rebind():
    global twice
    twice = None  # error: E0309 cannot assign to 'twice', which is a C function


def local_twice(int x):
    cdef int x  # error: E0302 'x' is already declared
    return x


class NotAType:
    pass


def declared(NotAType x):  # error: E0305 'NotAType' is not a type
    cdef intt y  # error: E0501 unknown type 'intt'
    return x


cdef enum:
    SMALL = 1

cdef enum Size:
    LARGE

SMALL = 3  # error: E0309 cannot assign to 'SMALL', which is a constant
for LARGE in range(3):  # error: E0309 cannot assign to 'LARGE', which is a constant
    pass


cdef class Held:
    pass


import os as twice  # error: E0302 'twice' is already declared
from os import path as SMALL  # error: E0302 'SMALL' is already declared


class Held:  # error: E0302 'Held' is already declared
    pass


from nowhere_at_all cimport *  # error: E0304 no declarations of module 'nowhere_at_all' found


def annotated(x: double, y: Py_ssize_t, z: int, w: nothing_known):  # warning: W0126 the annotation 'double' has no effect # help: write `cython.double` # warning: W0126 the annotation 'Py_ssize_t' has no effect
    return x
