# distutils: extra_compile_args = -fopenmp
# cython: language_level=3
"""Buffers in brackets and structs in memoryviews, in parallel loops.

>>> import array
>>> numbers = array.array("d", range(10))
>>> doubled(numbers), numbers[9]
(90.0, 18.0)
>>> fails(numbers)
Traceback (most recent call last):
ValueError: 5
>>> doubled([])
Traceback (most recent call last):
TypeError: a bytes-like object is required, not 'list'
>>> of_structs(5)
(5.0, {'count': 4, 'half': 2.0})
"""
from cython.parallel cimport prange


def doubled(object[double] numbers):
    cdef int i
    cdef double total = 0
    for i in prange(10, nogil=True, num_threads=4):
        numbers[i] = numbers[i] * 2
        total += numbers[i]
    return total


def fails(object[double] numbers):
    cdef int i
    for i in prange(10, nogil=True, num_threads=4):
        numbers[i] = i
        with gil:
            if i == 5:
                raise ValueError(i)


cdef struct Pair:
    int count
    double half


def of_structs(int count):
    cdef Pair[8] memory
    cdef Pair[:] pairs = memory
    cdef double total = 0
    cdef int i
    for i in prange(count, nogil=True, num_threads=3):
        pairs[i].count = i
        pairs[i].half = i * 0.5
        total += pairs[i].half
    return total, memory[count - 1]
