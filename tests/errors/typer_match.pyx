# Patterns of C values: what they cannot take, and what needs the GIL.
cdef int number


cdef int function() noexcept nogil:
    return 1


cdef struct Pair:
    int first


def pointers(int n):
    cdef int *p = &n
    match p:
        case NULL:
            pass
        case [first]:  # error: E0401 cannot convert 'int *' to 'object'
            pass


def names(value):
    match value:
        case [function, _]:
            return function
    cdef int *p
    match value:
        case p:  # error: E0401 cannot convert 'object' to 'int *'
            pass


match number:
    case function:  # error: E0302
        pass


def structs(Pair pair):
    match pair:
        case 1:  # error: E0404
            pass
