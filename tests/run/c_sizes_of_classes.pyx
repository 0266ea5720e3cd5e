# sizeof() of a cdef class is the size of the struct of its objects, as CPython allocates it.


cdef class Empty:
    pass


cdef class Point:
    cdef int x
    cdef double y
    cdef object name


cdef class Moving(Point):
    cdef char speed

    cdef int step(self) nogil:
        return self.x


def sizes():
    """
    >>> sizes()
    [True, True, True]
    """
    return [sizeof(Empty) == Empty.__basicsize__, sizeof(Point) == Point.__basicsize__,
            sizeof(Moving) == Moving.__basicsize__]


def size_of_variable(Point point):
    """What a variable is declared as counts, not what it holds, and None will do.

    >>> size_of_variable(Moving()) == Point.__basicsize__ == size_of_variable(None)
    True
    """
    return sizeof(point)


def size_without_gil():
    """
    >>> size_without_gil() == Moving.__basicsize__
    True
    """
    cdef size_t total
    with nogil:
        total = sizeof(Moving)
    return total


def size_in_generator(count):
    """
    >>> [size == Point.__basicsize__ * i for i, size in enumerate(size_in_generator(3))]
    [True, True, True]
    """
    cdef size_t i
    for i in range(count):
        yield i * sizeof(Point)
