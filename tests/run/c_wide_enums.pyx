"""Enums with items that are no C int: their integer is the one that gcc takes."""

cdef enum Wide:
    WIDE = 0x100000000
    MINUS = -1
    ZERO
    LARGEST = 0x7fffffffffffffff
    LEAST = -0x8000000000000000

cpdef enum Seen:
    SEEN = 0x100000000
    NEXT
    NEGATIVE = -2

cdef enum Unsigned:
    FULL = 0xffffffff
    HALF = 0x80000000

cdef enum Plain:
    ONE = 1
    LAST = 0x7fffffff

cpdef enum:
    NAMELESS = 0x123456789ab
    SMALL = 1

cdef struct Held:
    char before
    Wide wide
    char after


cdef Wide variable = WIDE
cdef Wide several[3]


def values():
    """
    >>> values()
    (4294967296, -1, 0, 9223372036854775807, -9223372036854775808, 4294967295, 2147483648)
    >>> [sizes() for _ in range(1)]
    [(8, 8, 4, 4, 24)]
    >>> NAMELESS, SMALL
    (1250999896491, 1)
    """
    return WIDE, MINUS, ZERO, LARGEST, LEAST, FULL, HALF


def sizes():
    return sizeof(Wide), sizeof(Seen), sizeof(Unsigned), sizeof(Plain), sizeof(Held)


def through(Wide x):
    """
    >>> through(2 ** 32), through(-1), through(2 ** 63 - 1), through(-2 ** 63)
    (4294967296, -1, 9223372036854775807, -9223372036854775808)
    >>> through(2 ** 63)
    Traceback (most recent call last):
    OverflowError: Python int too large to convert to C long
    """
    return x


def through_unsigned(Unsigned x):
    """
    >>> through_unsigned(0xffffffff), through_unsigned(0)
    (4294967295, 0)
    >>> through_unsigned(-1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to Unsigned
    >>> through_unsigned(2 ** 32)
    Traceback (most recent call last):
    OverflowError: value too large to convert to Unsigned
    """
    return x


def through_seen(Seen x):
    """
    >>> through_seen(2 ** 32), through_seen(Seen.NEXT), through_seen(-2)
    (<Seen.SEEN: 4294967296>, <Seen.NEXT: 4294967297>, <Seen.NEGATIVE: -2>)
    >>> [int(item) for item in Seen]
    [4294967296, 4294967297, -2]
    """
    return x


def in_memory():
    """
    >>> in_memory()
    (4294967296, 9223372036854775807, {'before': 1, 'wide': -9223372036854775808, 'after': 2}, [4294967296, -1, 0])
    """
    cdef Held held
    held.before = 1
    held.wide = LEAST
    held.after = 2
    several[0] = WIDE
    several[1] = MINUS
    cdef Wide local = LARGEST
    return variable, local, held, list(several)


cdef Wide chosen(int which) noexcept nogil:
    return WIDE if which else LEAST


def of_functions():
    """
    >>> of_functions()
    (-9223372036854775808, 4294967296, True)
    """
    cdef Wide a, b
    with nogil:
        a = chosen(0)
        b = chosen(1)
    return a, b, chosen(1) == WIDE


def arithmetic():
    """Of the enum's integer: an unsigned one wraps as unsigned.

    >>> arithmetic()
    (0, 1, 4294967294, True, 4294967297, 8589934592, True, 2147483647)
    """
    cdef Unsigned x = FULL
    cdef Wide y = WIDE
    return x + 1, -x, x * 2, x > 0, y + 1, y * 2, y > x, x >> 1


def cast(long long x):
    """
    >>> cast(2 ** 40), cast(-5)
    ((1099511627776, 0, 0), (-5, -5, 4294967291))
    """
    return <Wide>x, <int>x, <Unsigned>x


def branches(Wide x):
    """
    >>> branches(2 ** 32), branches(2 ** 63 - 1), branches(0), branches(1)
    ('wide', 'largest', 'zero', 'none')
    """
    if x == WIDE:
        return "wide"
    elif x == LARGEST:
        return "largest"
    return "zero" if x in (ZERO, MINUS) else "none"


def closures(Wide x):
    """
    >>> closures(2 ** 40)
    [1099511627776, 1099511627777, 4294967296]
    """
    def inner():
        yield x
        yield x + 1
        yield <Wide>WIDE
    return list(inner())


cdef extern from *:
    """
    enum zi_big { ZI_SMALL = 1, ZI_LARGE = 1L << 40 };
    typedef enum { ZI_LEAST = -5, ZI_MOST = 0xFFFFFFFFFFL } zi_typedef;
    enum zi_unsigned { ZI_ALL = 0xFFFFFFFF };
    enum zi_plain { ZI_MINUS = -1 };
    struct zi_holder { char c; enum zi_big big; };
    static enum zi_big zi_same(enum zi_big x) { return x; }
    #define ZI_VARIABLE (zi_computed())
    static int zi_computed(void) { return 7; }
    """
    enum zi_big:
        ZI_SMALL
        ZI_LARGE
    ctypedef enum zi_typedef:
        ZI_LEAST
        ZI_MOST
    enum zi_unsigned:
        ZI_ALL
    enum zi_plain:
        ZI_MINUS
        ZI_VARIABLE
    struct zi_holder:
        char c
        zi_big big
    zi_big zi_same(zi_big x)


def of_headers(zi_big x):
    """
    >>> of_headers(2**40)
    (1099511627776, 1099511627777, -5, 1099511627775, 4294967295, -1, 7)
    >>> of_headers(2**63)
    Traceback (most recent call last):
    OverflowError: Python int too large to convert to C long
    """
    cdef zi_holder holder
    cdef zi_big[2] both = [ZI_SMALL, ZI_LARGE]
    holder.big = zi_same(x)
    assert holder.big == both[1] == ZI_LARGE and sizeof(zi_big) == 8
    return (holder.big, both[1] + both[0], <int>ZI_LEAST, ZI_MOST, ZI_ALL, ZI_MINUS, ZI_VARIABLE)
