"""A region without the GIL: put back on the normal way, on return and on an exception; views live on."""


cdef double total(double[:] values) except? -1 nogil:
    cdef double result = 0
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        result += values[i]
    return result


def sum_without_gil(values):
    cdef double[:] view = values
    cdef double result
    with nogil:
        result = total(view)
        if result > 100:
            raise ValueError('large')
    return result
