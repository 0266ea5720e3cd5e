# An annotation that is a tuple of types declares nothing.
cimport cython


def area(size: (cython.double, cython.double)):  # warning: W0123 a tuple of types declares nothing
    result: (int, int) = size  # warning: W0123
    return result


def given(size: tuple[cython.double, cython.double]):
    return size
