cdef extern from "math.h":
    cpdef double root "sqrt"(double)
