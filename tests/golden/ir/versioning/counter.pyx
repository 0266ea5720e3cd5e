def total(double[:] a):
    cdef int i
    cdef double sum = 0
    for i in range(a.shape[0]):
        sum += a[i]
    return sum
