# What fused types cannot be, and calls that fit no version or several.
cimport cython
from cython import fused_type

ctypedef fused number:
    int
    double

Twice = fused_type(short, short, int)  # error: E0575 the fused type has 'short' already
Keyword = fused_type(int, double, kind=1)  # error: E0420 a keyword cannot be passed
cdef fused Again:
    long
    number
    long  # error: E0575


cdef number of_module  # error: E0570 'number' is a fused type


cdef class Attributes:
    cdef number attribute  # error: E0570


cdef number unknown_result(cython.integral x):  # error: E0571 the result of 'unknown_result' is of the fused type 'number'
    return 1


cdef number no_arguments():  # error: E0571
    return 1


cdef number plain(number x, int y):
    return x


cdef void inside(cython.integral x):
    cdef number local  # error: E0570
    cdef cython.integral fine = x
    annotated: number = 1  # error: E0570
    size = sizeof(number)  # error: E0419
    if number is int:  # error: E0570
        pass
    if cython.integral is object[unknown]:  # error: E0308 # error: E0301 'unknown' is not defined
        pass
    if cython.integral in int:  # error: E0574 'int' is no fused type
        pass
    if cython.integral is short:
        x.nothing  # nobody asks here: no version but that of short has it


cdef fused either:
    int
    const int


cdef takes_either(either x):
    return x


def calls(int i, x):
    plain(i, 2)
    plain[int](i, 2)
    plain(i)  # error: E0402 'plain' takes 2 arguments, 1 given
    plain[float](i, 2)  # error: E0572 no version of 'plain' takes [float]
    plain[int, int](i, 2)  # error: E0572
    plain[unknown](i, 2)  # error: E0301
    <void *>plain  # error: E0572 no version of 'plain' takes void *
    (<object (*)(float)>takes_either)(1)  # error: E0572
    plain("text", 2)  # error: E0572 no version of 'plain' takes (str, long)
    plain(*x)  # error: E0420
    takes_either(1)  # error: E0573 several versions of 'takes_either' take
    x = plain  # error: E0401
    return lambda number z: z  # error: E0570


def plain(x):  # error: E0302
    return x
