# A C float is no C integer, and an integer no member of an enum, without a cast.
from libc.math cimport floor

cdef enum Color:
    RED = 1
    BLUE = 2

cpdef enum Size:
    SMALL = 1

cdef struct Pair:
    int count
    double weight

ctypedef double real
ctypedef int whole

cdef int module_wide = 2.5  # error: E0401

cdef class Counter:
    cdef int count

    def __init__(self):
        self.count = 1.5  # error: E0401

    cdef int add(self, int amount) except -1:
        return amount / 2.0  # error: E0401

    cdef int half(self) except -1:
        return self.count / 2  # error: E0401


def default(int count=1.5):  # error: E0401
    pass


def variables(double d, int i, float f):
    cdef char c = 2.5  # error: E0401
    cdef Color color = d  # error: E0401
    cdef Color other = i  # error: E0401
    cdef Size size = i  # error: E0401
    cdef Py_UCS4 letter = d  # error: E0401
    cdef Py_ssize_t length = floor(d)  # error: E0401
    cdef whole w = <real>d  # error: E0401
    cdef int chosen = 1 if i else d  # error: E0401
    i = d  # error: E0401
    i += f  # error: E0401
    i = i / 2  # error: E0401
    i = i ** 0.5  # error: E0401
    i = abs(d)  # error: E0401
    color = 1  # error: E0401
    size = color  # error: E0401
    i = d or 1  # error: E0401
    i = -d  # error: E0401
    i = d // 1  # error: E0401
    i = max(1, d)  # error: E0401
    i, d = d, i  # error: E0401
    i = w = d  # error: E0401
    if (i := 1.5):  # error: E0401
        pass
    with nogil:
        i = d  # error: E0401
    default(2.5)


cdef memory(Pair p, int* numbers, int[:] view, Counter counter):
    p.count = 1.5  # error: E0401
    numbers[0] = 1.5  # error: E0401
    view[0] = 1.5  # error: E0401
    counter.add(2.5)  # error: E0401
    cdef (int, double) both = (1.5, 2)  # error: E0401
    cdef double complex z = 1
    cdef int part = z.real  # error: E0401
    for part from 0.0 <= part < 3.0:  # error: E0401
        pass


# What initialises a member, and /= of integers, is cut, with a warning; a cast says that it is meant.
def cut(int i, Color color):
    cdef int[2] numbers = [1.5, 2]  # warning: W0127
    cdef Pair first = Pair(1.5, 2)  # warning: W0127
    cdef Pair second = {"count": 1.5, "weight": 2}  # warning: W0127
    i /= 2  # warning: W0127
    i = <int>1.5
    i = <int>(i / 2)
    i //= 2
    i = color
    color = <Color>i
    return i
