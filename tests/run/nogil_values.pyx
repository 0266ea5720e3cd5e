"""What makes no object although it looks like it, so that it needs no GIL.

>>> import array
>>> none(array.array('d', [1.5]))
(322, True)
>>> mixed(0, 2, 3), mixed(4, 1, 9), mixed(0, 0, 7), mixed(5, 1, 0)
((1, 0.0), (4, 9.0), (7, 0.0), (5, 0.0))
>>> characters(b'x42', 1)
(42, 233, 255, -1)
"""


# --- A view that holds nothing --------------------------------------------------------------------

cdef int count(double[:] view, const int[:] other=None) noexcept nogil:
    return (view is None) + 2 * (other is None)


def none(double[:] view):
    cdef double[:] second = view
    cdef int found
    with nogil:
        found = count(None) * 100 + count(view) * 10 + count(second, None)
        second = None
    return found, second is None


# --- Parts of C memory that are taken apart -------------------------------------------------------

def memory(double[:, :, ::1] view):
    """
    >>> import numpy
    >>> memory(numpy.arange(24.0).reshape(2, 3, 4))
    (2, 3, 7, 8, 9, 1.0, 2.0, 8, 9, 3, 4)
    """
    cdef Py_ssize_t rows, columns
    cdef int numbers[3]
    cdef int x, y, z
    cdef double *start = &view[0, 0, 0]
    cdef double one, two
    numbers[:] = [7, 8, 9]
    with nogil:
        rows, columns = view.shape[:2]
        x, y, z = numbers
        one, two = start[1:3]
        numbers[0], numbers[1] = numbers[1:]
    [more, most] = view.shape[1:]
    return rows, columns, x, y, z, one, two, numbers[0], numbers[1], more, most


def wrong_count():
    """
    >>> wrong_count()
    Traceback (most recent call last):
    ValueError: too many values to unpack (expected 2)
    """
    cdef int numbers[3]
    numbers[:] = [7, 8, 9]
    x, y = numbers
    return x, y


# --- `and` and `or` of numbers that have no type in common ----------------------------------------

cdef unsigned char either(unsigned char a, bint b, int c) noexcept nogil:
    return a or b or c


cdef double both(unsigned char a, bint b, double c) noexcept nogil:
    return a and b and c


def mixed(a, b, c):
    return either(a, b, c), both(a, b, c)


cdef unsigned char goes_left(unsigned char missing, unsigned char bin, unsigned char value) \
        noexcept nogil:
    return (missing and value == bin) or (value <= 2)


def nested(missing):
    """
    >>> nested(0), nested(5)
    ([1, 1, 0, 0], [1, 1, 1, 0])
    """
    return [goes_left(missing, 3, value) for value in range(1, 5)]


# --- ord() of what is written out -----------------------------------------------------------------

cdef int number_at(const char *text, int place) noexcept nogil:
    return (text[place] - ord("0")) * 10 + (text[place + 1] - ord(b"0"))


def characters(bytes text, int place):
    cdef signed char byte = b"\xff"
    return number_at(text, place), ord("\xe9"), ord(b"\xff"), byte


# --- int() of a C number that goes into a C integer ------------------------------------------------

cdef long truncated(double real, float single, short number) except? -1 nogil:
    cdef int whole = int(real)
    cdef long other = int(single)
    cdef long last = int(number)
    return whole * 10000 + other * 100 + last


def integers(real, single, number):
    """
    >>> integers(-1.9, 2.9, 3)
    -9797
    >>> integers(2147483647.5, 0, 0), integers(-2147483648.9, 0, 0)
    (21474836470000, -21474836480000)
    >>> integers(2147483648.0, 0, 0)
    Traceback (most recent call last):
    OverflowError: value too large to convert to int
    >>> integers(float('nan'), 0, 0)
    Traceback (most recent call last):
    ValueError: cannot convert float NaN to integer
    >>> integers(0, float('-inf'), 0)
    Traceback (most recent call last):
    OverflowError: cannot convert float infinity to integer
    """
    cdef long found
    cdef double one = real
    cdef float two = single
    cdef short three = number
    with nogil:
        found = truncated(one, two, three)
    return found


def wide_integers(double real):
    """
    >>> wide_integers(2.0 ** 63), wide_integers(255.5)
    ((0, 9223372036854775808), (255, 255))
    >>> wide_integers(-1.0)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned char
    >>> wide_integers(2.0 ** 64)
    Traceback (most recent call last):
    OverflowError: value too large to convert to unsigned long
    """
    cdef unsigned char byte = 0 if real > 1e18 else int(real)
    cdef unsigned long wide = int(real)
    return byte, wide


def of_objects(text):
    """
    >>> of_objects("12"), of_objects(3.5)
    (12, 3)
    """
    cdef int number = int(text)
    return number
