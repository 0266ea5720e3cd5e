# Declarations that do not parse.
cdef int f(int x:  # error: E0102 '(' was never closed
    return 1
cdef class A
    pass
# error on line 4: E0101 expected ':'
cdef int x = 3 4  # error: E0100 invalid syntax
y = <int *>x z  # error: E0100 invalid syntax
for i from 0 <= j < 3:  # error: E0126
    pass
c = c'ab'  # error: E0125 a c'' literal holds exactly one byte
cdef extern from "x.h":
    int g(int)
    int h(int  # error: E0102 '(' was never closed
def k():
    pass
cdef extern from "y.h":
    ctypedef class y.Lenient [object Lenient, check_size warn]:
        pass
    ctypedef class y.Strict [object Strict, check_size strict]:  # error: E0139 expected one of error, warn or ignore, found 'strict'
        pass
def describe(Pixel value):
    if Pixel is unsigned char:  # error: E0428 a type of several words is no expression
        return "a byte"
    elif not (Pixel is not long long):  # error: E0428
        return "an integer"
    return Pixel is long
