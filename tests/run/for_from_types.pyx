# cython: language_level=3
"""for-from: bounds of other types than the variable's, and unsigned variables that count down."""
# The bound is compared as it is: C converts no bound to the type of the variable.

cimport cython


def beyond(unsigned char i, int stop):
    """
    >>> beyond(7, 3)
    ([0, 1, 2], 3)
    >>> beyond(7, -1)
    ([], 0)
    """
    seen = []
    for i from 0 <= i < stop:
        seen.append(i)
    return seen, i


def ended_by_break(unsigned char i, int stop):
    """
    >>> ended_by_break(7, 300)
    (254, 511)
    """
    cdef int turns = 0
    for i from 0 <= i < stop:
        turns += 1
        if turns > 510:
            break
    return i, turns


def down_to_zero(unsigned int i, unsigned int start, unsigned int stop):
    """
    >>> down_to_zero(7, 5, 0)
    ([4, 3, 2, 1, 0], 0)
    >>> down_to_zero(7, 0, 0)
    ([], 0)
    >>> down_to_zero(7, 5, 4)
    ([4], 4)
    """
    seen = []
    for i from start > i >= stop:
        seen.append(i)
    return seen, i


def down_by_two(unsigned char i, int start, long stop):
    """
    >>> down_by_two(7, 5, 0)
    ([5, 3, 1, 'else'], 1)
    >>> down_by_two(7, 5, -1)
    ([5, 3, 1, 'else'], 1)
    >>> down_by_two(7, 0, 0)
    (['else'], 2)
    """
    seen = []
    for i from start >= i > stop by 2:
        seen.append(i)
        if i == 3:
            continue
    else:
        seen.append("else")
    return seen, i


cdef unsigned int shared


def down_in_global(int start, long stop):
    """
    >>> down_in_global(5, 0)
    ([5, 3], 3)
    >>> down_in_global(6, 1)
    ([6, 4, 2], 2)
    """
    global shared
    seen = []
    for shared from start >= shared > stop by 2:
        seen.append(shared)
        if shared == 3:
            break
    return seen, shared


def down_in_closure(unsigned short start):
    """
    >>> down_in_closure(3)
    [(2, 2), (1, 1), (0, 0)]
    """
    cdef unsigned short i

    def current():
        return i

    seen = []
    for i from start > i >= 0:
        seen.append((i, current()))
    return seen


def down_in_generator(unsigned int start, object stop):
    """
    >>> list(down_in_generator(3, 0))
    [3, 2, 1, 0]
    >>> list(down_in_generator(3, -1))
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned int
    """
    cdef unsigned int i
    for i from start >= i >= stop:
        yield i


def real(float x, int stop):
    """
    >>> real(1, 2)
    ([0.0, 0.5, 1.0, 1.5], 2.0)
    """
    seen = []
    for x from 0 <= x < stop by 0.5:
        seen.append(x)
    return seen, x


cdef int of_module = 0
cdef unsigned int unsigned_of_module = 0


def counted_elsewhere(int n):
    """What the body does to a C variable of a closure or of the module counts as well.

    >>> counted_elsewhere(9)
    ([0, 1, 2, 6, 7, 8], 9, 9)
    >>> of_the_module(7)
    ([7, 6, 5, 4, 1], 0, [7, 6, 5, 4, 1, 0])
    >>> list(of_generator(6))
    [0, 2, 4]
    """
    cdef int i
    def seen():
        return i
    counted = []
    for i from 0 <= i < n:
        counted.append(seen())
        if i == 2:
            i = 5
    return counted, i, seen()


def of_the_module(int n):
    global of_module, unsigned_of_module
    counted, down = [], []
    for of_module from n >= of_module > 0:
        counted.append(of_module)
        if of_module == 4:
            of_module = 2
    for unsigned_of_module from n >= unsigned_of_module >= 0:
        down.append(unsigned_of_module)
        if unsigned_of_module == 4:
            unsigned_of_module = 2
    return counted, of_module, down


def of_generator(int n):
    cdef int i
    for i from 0 <= i < n:
        yield i
        i += 1


def counts_by_fractions():
    """
    >>> counts_by_fractions()
    ([0.0, 0.5, 1.0, 1.5], 'double', 2.0)
    """
    found = []
    for number from 0 <= number < 2 by .5:
        found.append(number)
    return found, cython.typeof(number), number
