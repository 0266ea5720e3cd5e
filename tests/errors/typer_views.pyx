# Memoryviews: what they cannot hold, be indexed by, or be made of.
cdef struct Deep:
    int items[1][1][1][1][1][1][1][1][1]

cdef Deep[:] deep  # error: E0514 a memoryview cannot have elements of type 'Deep'


def axes(int[:, :, :, :] v):
    fine = v[None, None, None, None]
    also = v[0, None, None, None, None, None]
    return fine, also, v[None, None, None, None, None]  # error: E0515 a memoryview has 1 to 8 dimensions


def without_buffer(list numbers, dict names):
    cdef int[:] a = numbers  # warning: W0136 a 'list' has no buffer of its own, as 'int[:]' needs one
    a = names  # warning: W0136
    a = int  # warning: W0136 a 'type' has no buffer of its own
    a = [1, 2]  # error: E0401 cannot convert 'list' to 'int[:]'
    a = "text"  # error: E0401
    a = None
    return a


cdef of_memory(object o, double *p, int *q):
    cdef int numbers[3]
    cdef int[:] a = <int[:2]>o  # error: E0418 cannot cast 'object' to 'int[:]'
    a = <int[:2]>p  # error: E0418
    a = <int[:2]>q
    a = <int[:2, :2]>numbers  # error: E0418


def without_gil(object[:] objects, int[:] numbers):
    with nogil:
        objects.copy()  # error: E0702 'copy' is called without the GIL
        numbers.copy()
        numbers.T
        print(numbers.base)  # error: E0701
