# Buffers: what is declared in brackets, and memoryviews of structs.

cdef struct Point:
    int x


def buffers(object[double] a):  # warning: W0107 a buffer of objects in brackets is an object
    cdef object[int, ndim=2] b = a  # warning: W0107
    cdef list[int] fine = []
    return a, b, fine


def of_structs(Point[:] a):  # error: E0599 a memoryview of the struct 'Point' is not supported yet
    return a[0].x
