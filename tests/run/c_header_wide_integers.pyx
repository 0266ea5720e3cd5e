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
