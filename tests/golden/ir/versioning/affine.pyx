# Subscripts of two counters, times a number, and with steps: one test of their extremes before the loops.


def windows(double[::1] view, double[::1] target, Py_ssize_t width):
    cdef Py_ssize_t i, k
    for i in range(target.shape[0]):
        for k in range(width):
            target[i] += view[i + k]


def every_other(double[::1] view, int count):
    cdef int i
    for i in range(0, count, 2):
        view[i] = 2 * i


def pairs(double[::1] view, Py_ssize_t count):
    cdef Py_ssize_t i
    for i in range(count):
        view[2 * i + 1] = view[2 * i]
