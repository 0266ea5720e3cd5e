"""Parallel sections that are built without OpenMP: loops and blocks like any others.

>>> sums(10)
(45, 3628800, 9)
>>> sums(0)
(0, 1, -1)
>>> stepped(10, 0, -3)
[10, 7, 4, 1]
>>> broken(10)
(5, 'left')
>>> broken(3)
(2, 'all')
>>> returned(10)
6
>>> returned(3)
-1
>>> raised(10)
(3, 'at 3')
>>> parts([0.5, 1.5])
[1.0, 3.0]
>>> reset()
(10, [0, 2, 4, 6, 8])
>>> types(1, 2)
('short', 'long', 'int')
"""

import cython
cimport cython.parallel
from cython.parallel import prange, parallel, threadid
from array import array


def sums(int n):
    cdef int i = -1, total = 0
    cdef long product = 1
    for i in prange(n, nogil=True, schedule='dynamic', chunksize=2):
        total += i
        product *= i + 1
    return total, product, i


def stepped(int start, int stop, int step):
    cdef int i
    found = []
    for i in prange(start, stop, step, nogil=True):
        with gil:
            found.append(i)
    return found


def broken(int n):
    cdef int i
    how = 'left'
    for i in prange(n, nogil=True):
        if i == 5:
            break
    else:
        with gil:
            how = 'all'
    return i, how


cdef int find(int n) noexcept nogil:
    cdef int i
    for i in prange(n):
        if i == 6:
            return i
    return -1


def returned(int n):
    return find(n)


def raised(int n):
    cdef int i
    try:
        for i in prange(n, nogil=True):
            if i == 3:
                raise ValueError(f"at {i}")
    except ValueError as error:
        return i, str(error)


def parts(items):
    cdef double[:] view = array('d', items)
    cdef Py_ssize_t i
    with nogil, parallel(num_threads=2):
        for i in cython.parallel.prange(view.shape[0]):
            view[i] *= 2 + threadid()
    return list(view)


# What the body does to the bounds and the variable does not change the rounds.
def reset():
    cdef int start = 0, stop = 10, step = 2, i
    found = []
    for i in prange(start, stop, step, nogil=True):
        start = stop = step = 0
        with gil:
            found.append(i)
        i = 10
    return i, found


def types(short end, long start):
    for i in prange(end, nogil=True):
        pass
    for j in prange(start, end, nogil=True):
        pass
    for k in prange(end, end, end, nogil=True):
        pass
    return cython.typeof(i), cython.typeof(j), cython.typeof(k)
