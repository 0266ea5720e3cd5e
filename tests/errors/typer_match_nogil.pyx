# What patterns do without the GIL.
cdef int numbers(int n, double[:] view, (int, int) pair) noexcept nogil:
    match n:
        case 1 | 2 | -3:
            return 1
        case True | None:
            return 2
        case other if other > 4:
            return other
        case summed:  # error: E0701 binding a Python object needs the GIL
            return summed + 1  # error: E0701
    match view:  # warning: W0303
        case None:
            return 4
        case [first, 2.5, *_]:
            return <int>first
        case [last, *rest]:  # error: E0701 a sequence pattern needs the GIL
            return 5
    match pair:
        case (0, second):
            return second
        case {"key": _}:  # error: E0701 a mapping pattern needs the GIL
            return 6
        case int(whole):  # error: E0701 a class pattern needs the GIL
            return 7
    return 0


cdef int objects(value) noexcept:
    with nogil:
        match value:  # error: E0701 using the Python object 'value' needs the GIL
            case None:
                return 1
    return 0
