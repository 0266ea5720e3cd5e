# What a second definition of a struct or an enum says has to be what the first one said.
cdef struct Point:
    int x, y

cdef struct Point  # known already

cdef struct Point:
    int x
    int y

cdef struct Point:  # error: E0302 'Point' is already declared
    double x, y

cdef union Point:  # error: E0302
    int x, y

cdef packed struct Point:  # error: E0302
    int x, y

cdef struct Node:
    Node *next

cdef struct Node:
    Node *next

cdef enum Color:
    RED

cdef enum Color:  # error: E0302 'Color' is already declared
    GREEN

cpdef enum Shape:
    ROUND


def of_enum():
    # Python's class has more than the items.
    return Shape.__members__, Shape.ROUND, Shape.FLAT  # error: E0403 'Shape' has no attribute 'FLAT'


cdef class shapes.Outline:  # error: E0424 a cdef class of the module 'shapes' is declared as 'extern' only
    pass


cdef extern from *:
    cdef class shapes.Area [object Area]:
        pass

    cdef struct Open:
        int first

    cdef struct Open:
        int second


def arrays():
    cdef int[3] items = [1, 2]  # error: E0416 cannot unpack 2 values into 3 targets
    items = [1, 2, 3, 4]  # error: E0416
    items = [1, 2, 3]
    items[:2] = [1, 2]
    return items
