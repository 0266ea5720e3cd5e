# cython: c_api_binop_methods=True


cdef class Number:
    def __add__(self, other, more):  # error: E0542 '__add__' of a cdef class is called by C code as (left, right)
        return 1

    def __pow__(self):  # error: E0542 '__pow__' of a cdef class is called by C code as (left, right, modulus)
        return 1

    def __sub__(self, other=None):  # error: E0542 # error: E0525
        return 1

    @staticmethod
    def __mul__(other):  # error: E0542
        return 1
