# C variables that are read before they are set are zero, on every path.


def conditional(flag, int n):
    """
    >>> conditional(True, 7)
    (7, 7.0, False)
    >>> conditional(False, 7)
    (0, 0.0, True)
    """
    cdef int whole
    cdef double real
    cdef int *pointer
    if flag:
        whole = n
        real = n
        pointer = &whole
    return whole, real, pointer == NULL


def after_loop(int n):
    """
    >>> after_loop(3)
    (2, True)
    >>> after_loop(0)
    (0, False)
    """
    cdef int i
    cdef bint seen
    for i in range(n):
        seen = True
    return i, seen


def after_exception(value):
    """
    >>> after_exception('5')
    5
    >>> after_exception('x')
    0
    """
    cdef long number
    try:
        number = int(value)
    except ValueError:
        pass
    return number


def through_address(flag):
    """
    >>> through_address(True), through_address(False)
    (9, 0)
    """
    cdef int whole
    cdef int *place = &whole
    if flag:
        place[0] = 9
    return whole


def accumulated(int n):
    """
    >>> accumulated(4)
    6
    """
    cdef int i, total
    for i in range(n):
        total += i
    return total


def generated(int n):
    """
    >>> list(generated(3))
    [0, 0, 1]
    """
    cdef int last, i
    for i in range(n):
        yield last
        last = i
