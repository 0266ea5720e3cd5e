"""C values are matched as they are."""


cdef int number(int value) nogil:
    match value:
        case 1 | 2:
            return 3
        case other:
            return other


def view(int[:] values):
    match values:
        case [first, *_]:
            return first
