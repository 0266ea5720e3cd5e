# even and odd call each other and cannot raise; checked raises, so through may.
cdef bint even(int n):
    return True if n == 0 else odd(n - 1)


cdef bint odd(int n):
    return False if n == 0 else even(n - 1)


cdef int checked(int n):
    if n > 5:
        raise ValueError
    return n


cdef int through(int n):
    return checked(n) + even(n)
