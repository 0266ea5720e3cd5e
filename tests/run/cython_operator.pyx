"""The functions of cython.operator on C values.

>>> read()
(1.5, 7, 3)
>>> write_through()
[5, 9]
>>> chained()
4
>>> texts()
(104, b'ello')
"""
cimport cython
from cython.operator cimport address, dereference
from cython.operator cimport dereference as deref

cdef struct Pair:
    double left
    int *right


cdef int *no_pointer(int *pointer) noexcept nogil:
    return pointer


def read():
    cdef int number = 7
    cdef double real = 1.5
    cdef Pair pair = Pair(real, &number)
    cdef Pair *place = &pair
    number = deref(place.right)
    return dereference(place).left, number, cython.operator.dereference(&number) - 4


def write_through():
    cdef int items[2]
    items[0] = 5
    items[1] = 6
    cdef int *second = address(items[1])
    second[0] += 3
    return [deref(no_pointer(items)), deref(second)]


def chained():
    cdef int number = 4
    cdef int *pointer = &number
    cdef int **twice = &pointer
    with nogil:
        number = deref(deref(twice))
    return number


def texts():
    cdef bytes data = b"hello"
    cdef char *text = data
    return deref(text), <bytes>&text[1]
