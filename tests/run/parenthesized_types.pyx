"""Types in parentheses: without a comma they are the type itself, with one a tuple."""

cimport cython


cdef (int *) address(int *value):
    return value


cdef (int (*)(int)) chosen(bint flag):
    return twice if flag else NULL


cdef int twice(int x):
    return 2 * x


def types():
    """
    >>> types()
    ('int', 'int *', '(int)', '(int, double)', 4, 6, True)
    """
    cdef (int) plain = 4
    cdef (int *) pointer = address(&plain)
    cdef (int,) single = (1,)
    cdef (int, double) pair = (1, 2)
    return (cython.typeof(plain), cython.typeof(pointer), cython.typeof(single),
            cython.typeof(pair), pointer[0], chosen(True)(3), chosen(False) is NULL)


cdef int sum_of(const (int *) values, const (int) count):
    cdef int total = 0
    values[0] = 10
    for i in range(count):
        total += values[i]
    return total


def summed():
    """The pointer never changes, what it points to may.

    >>> summed()
    15
    """
    cdef int[3] values = [1, 2, 3]
    return sum_of(values, 3)
