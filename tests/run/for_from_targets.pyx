"""for-from loops whose variable is changed in the body: the change counts, whatever the variable is."""

cdef int counter
position = None


def local(int bound, int factor):
    """
    >>> local(10, 2)
    ([0, 1, 3, 7], 15)
    """
    cdef object i
    seen = []
    for i from 0 <= i < bound:
        seen.append(i)
        i *= factor
    return seen, i


def module_variable(int bound, int factor):
    """
    >>> module_variable(10, 2)
    ([0, 1, 3, 7], 15)
    """
    global position
    seen = []
    for position from 0 <= position < bound:
        seen.append(position)
        if position == 1:
            position *= factor
            continue
        position *= factor
    return seen, position


def c_variable(int bound):
    """
    >>> c_variable(6)
    ([0, 2, 4], 6)
    """
    global counter
    seen = []
    for counter from 0 <= counter < bound:
        seen.append(counter)
        counter += 1
    return seen, counter


def down(unsigned int start):
    """
    >>> down(5)
    [5, 3, 1]
    """
    cdef object i
    seen = []
    for i from start >= i >= 1:
        seen.append(i)
        i -= 1
    return seen


def wrong(int bound):
    """
    >>> wrong(3)
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef object i
    for i from 0 <= i < bound:
        i = "text"
