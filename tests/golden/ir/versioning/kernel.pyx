def scale(double[:] a, double[::1] b, double factor):
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        a[i] = b[i] * factor
