# distutils: extra_compile_args = -fopenmp
# A parallel loop: the threads' body, the frame, what goes back, how an exception leaves.
from cython.parallel import prange


def total(double[:] view, int n):
    cdef int i, last = 0
    cdef double sum_ = 0
    for i in prange(n, nogil=True, schedule='dynamic'):
        sum_ += view[i]
        last = i
    return sum_, last
