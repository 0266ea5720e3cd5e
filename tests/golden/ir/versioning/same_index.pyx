# Checks of the same index are one question: about the lesser of the lengths.
def add(double[::1] x, const double[::1] y, Py_ssize_t count):
    cdef Py_ssize_t i
    for i in range(count):
        x[i] += y[i] * y[i + 1]
