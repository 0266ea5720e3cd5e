# Where declarations may stand: Cython's rules.
cimport cython
from libc.math cimport sin

cdef:
    int module_variable = 1

IF True:
    cdef int in_compile_time_if
    from libc.math cimport cos
ELSE:
    cdef int in_compile_time_else

if module_variable:
    from libc.math cimport tan
    cdef int in_if  # error: E0227 cdef statement not allowed here
else:
    cdef class InElse:  # error: E0227 cdef statement not allowed here
        pass

try:
    cdef int in_try()  # error: E0227
except ValueError:
    cdef struct InExcept:  # error: E0227
        int x
finally:
    cdef extern from *:  # error: E0227
        pass

with cython.boundscheck(False):
    cdef int in_with  # error: E0227
    ctypedef int with_type  # error: E0227 ctypedef statement not allowed here


def f(x):
    cdef int at_head = 1
    cdef:
        int in_block
    IF True:
        cdef double compile_time = 2
    DEF SIZE = 3
    from cython cimport boundscheck
    cdef extern from "math.h":
        double fabs(double)
    for at_head in range(3):
        DEF IN_LOOP = 3
        cdef int in_for  # error: E0227
        for in_block from 0 <= in_block < 3:
            cdef int in_for_from  # error: E0227
    else:
        cdef int in_for_else  # error: E0227
    while x:
        IF True:
            cdef int in_while  # error: E0227
    with nogil:
        cdef int without_gil  # error: E0227
    cimport libc.stdlib  # error: E0227 cimport only allowed at module level
    from libc.stdlib cimport malloc  # error: E0227 cimport only allowed at module level
    ctypedef int local_type  # error: E0227
    cdef class Local:  # error: E0227 Extension type definition not allowed here
        pass
    cdef struct LocalStruct:  # error: E0227 C struct/union/enum definition not allowed here
        int y
    cdef enum LocalEnum:  # error: E0227
        A
    cdef public int shown  # error: E0227 a local variable cannot be public
    cdef int inner(int y):  # error: E0227 C function definition not allowed here
        return y
    cdef int later(int y)  # error: E0227
    return x


class Python:
    cdef int field  # error: E0227 cdef statement not allowed here


cdef class Extension:
    cdef int counted
    if True:
        cdef int in_class_if  # error: E0227
    cdef extern from "x.h":  # error: E0227 Attribute of extension type cannot be declared extern
        int outside
    cdef extern int outside_too  # error: E0227 Attribute of extension type cannot be declared extern


cdef int named(int x "c_x"):  # error: E0227 a parameter cannot have a name in C
    return x


def named_too(int y "c_y"):  # error: E0227 a parameter cannot have a name in C
    return y
