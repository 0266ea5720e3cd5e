"""Integer types of C headers that are declared narrower than they are, as Cython's docs advise."""

cdef extern from *:
    """
    typedef unsigned long long zi_big;
    typedef long zi_long;
    typedef unsigned char zi_small;
    static zi_big zi_twice(zi_big x) { return 2 * x; }
    struct zi_pair { zi_big big; zi_small small; };
    """
    ctypedef int zi_big
    ctypedef int zi_long
    ctypedef int zi_small
    zi_big zi_twice(zi_big x)

    struct zi_pair:
        zi_big big
        zi_small small


cdef class Holder:
    cdef public zi_big big
    cdef zi_pair pair


def values(zi_big big, zi_long long_, zi_small small):
    """
    >>> values(2**63 + 5, -2**40, 200)
    (9223372036854775813, -1099511627776, 200, 10, 8, 8, 1, True, True)
    >>> values(-1, 0, 0)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to zi_big
    >>> values(2**64, 0, 0)
    Traceback (most recent call last):
    OverflowError: Python int too large to convert to C unsigned long
    >>> values(0, 0, 256)
    Traceback (most recent call last):
    OverflowError: value too large to convert to zi_small
    """
    cdef zi_big[2] several
    several[1] = zi_twice(big)
    return (big, long_, small, several[1], sizeof(zi_big), sizeof(zi_long), sizeof(zi_small),
            <zi_long>-1 < 0, <zi_big>-1 > 0)


def held(value):
    """
    >>> held(2**64 - 1)
    (18446744073709551615, {'big': 18446744073709551615, 'small': 7})
    """
    holder = Holder()
    holder.big = value
    holder.pair.big = holder.big
    holder.pair.small = 7
    return holder.big, holder.pair


def generated(zi_big start):
    """
    >>> list(generated(2**62))
    [4611686018427387904, 9223372036854775808]
    """
    for i in range(2):
        yield start
        start = zi_twice(start)


cdef extern from *:
    """
    typedef unsigned int zi_unsigned;
    typedef signed char zi_tiny;
    typedef unsigned short zi_half;
    """
    ctypedef int zi_unsigned
    ctypedef int zi_tiny
    ctypedef int zi_half


def bits_kept(int x, long long y):
    """
    >>> bits_kept(-1, 2**32 + 5)
    (4294967295, 2147483647, 5, -1, 5, 65535, 32767)
    >>> bits_kept(200, 2**40 - 1)
    (4294967295, 2147483647, 4294967295, -56, -1, 65535, 32767)
    """
    cdef zi_tiny tiny = x
    cdef zi_half half = -1
    return (<zi_unsigned>-1, <zi_unsigned>-1 >> 1, <zi_unsigned>y, tiny, <zi_tiny>y, half,
            half >> 1)


def limits(zi_unsigned x, zi_tiny y):
    """
    >>> limits(4294967295, -128)
    (4294967295, -128)
    >>> limits(-1, 0)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to zi_unsigned
    >>> limits(0, 128)
    Traceback (most recent call last):
    OverflowError: value too large to convert to zi_tiny
    """
    return x, y


def augmented(zi_tiny x, int count):
    """
    >>> augmented(127, 2)
    -127
    """
    cdef int i
    for i in range(count):
        x += 1
    return x
