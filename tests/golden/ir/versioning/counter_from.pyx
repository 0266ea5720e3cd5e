# A C int that counts from what is known before the loop: tested for a negative start too.


def fill(double[:] view, int first, int last):
    cdef int i
    for i in range(first, last):
        view[i] = i
