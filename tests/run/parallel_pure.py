# distutils: extra_compile_args = -fopenmp
"""Parallel sections in pure mode: the interpreter runs the same file in one thread.

>>> total(10)
(45, 9)
>>> find(10, 7), find(10, 20)
(7, -1)
>>> sorted(numbers(1))
[0]
>>> typed(5)
[0.0, 1.0, 4.0, 9.0, 16.0]
"""

from array import array

import cython
from cython.parallel import parallel, prange, threadid


def total(n: cython.int):
    i: cython.int = -1
    sum_: cython.int = 0
    for i in prange(n, nogil=True, schedule="dynamic"):
        sum_ += i
    return sum_, i


@cython.nogil
@cython.cfunc
@cython.exceptval(check=False)
def search(n: cython.int, wanted: cython.int) -> cython.int:
    i: cython.int
    for i in prange(n):
        if i == wanted:
            return i
    return -1


def find(n: cython.int, wanted: cython.int):
    return search(n, wanted)


def numbers(threads: cython.int):
    seen = set()
    with cython.nogil, parallel(num_threads=threads):
        number: cython.int = threadid()
        with cython.gil:
            seen.add(number)
    return seen


def typed(n: cython.int):
    squares: cython.double[:] = array("d", [0.0] * n)
    i: cython.Py_ssize_t
    for i in prange(n, nogil=True, num_threads=3):
        squares[i] = i * i
    return list(squares)
