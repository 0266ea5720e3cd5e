"""finally in code without the GIL: left by an exception, a return, a break."""


cdef int failing(int n) except -1 nogil:
    if n > 2:
        with gil:
            raise ValueError("propagate")
    return n


def raised(int n):
    """
    >>> raised(1), raised(3)
    (['finally'], ['finally', 'propagate'])
    """
    found = []
    try:
        with nogil:
            try:
                failing(n)
            finally:
                with gil:
                    found.append("finally")
    except ValueError as error:
        found.append(str(error))
    return found


cdef int counted(int n, int *count) except -1 nogil:
    try:
        return failing(n)
    finally:
        count[0] += 1


def in_a_nogil_function():
    """
    >>> in_a_nogil_function()
    (1, 'propagate', 2)
    """
    cdef int count = 0, first
    with nogil:
        first = counted(1, &count)
    try:
        with nogil:
            counted(5, &count)
    except ValueError as error:
        return first, str(error), count


def left_otherwise():
    """
    >>> left_otherwise()
    (3, 3)
    """
    cdef int i = 0, count = 0
    with nogil:
        while True:
            i += 1
            try:
                if i < 3:
                    continue
                break
            finally:
                count += 1
    return i, count


def handled_stays():
    """
    >>> handled_stays()
    ('outer', 'propagate', 'outer')
    """
    import sys
    try:
        raise KeyError("outer")
    except KeyError:
        before = sys.exc_info()[1].args[0]
        try:
            with nogil:
                try:
                    failing(9)
                finally:
                    pass
        except ValueError as error:
            inner = str(error)
        return before, inner, sys.exc_info()[1].args[0]
