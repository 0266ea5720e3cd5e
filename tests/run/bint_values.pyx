"""A bint is a C int that Python sees as True or False: it keeps the number that it is given."""

cdef extern from *:
    """
    #include <stdbool.h>
    typedef struct { bool truth; unsigned bits : 3; short narrow; } given_flags;
    static bool of_c(bool x) { return x; }
    """
    ctypedef struct given_flags:
        bint truth
        bint bits
        bint narrow
    bint of_c(bint x)

ctypedef struct Flags:
    bint first
    bint second


cdef class Holder:
    cdef bint flag
    cdef public bint shown


cdef bint given(bint x):
    return x


cdef int six = 6


def toggled(list marks):
    """`~` turns 0 into -1 and back.

    >>> toggled([0, 1, 0, 1, 1, 1])
    [False, True, True, False, True, False]
    """
    cdef bint inside = False
    seen = []
    for mark in marks:
        if mark:
            inside = ~inside
        seen.append(inside)
    return seen


def numbers():
    """
    >>> numbers()
    [5, 6, -6, 4, -5, 10, True, False]
    """
    cdef bint b = 5
    return [<int>b, b + 1, ~b, b & 4, -b, b * 2, b == 5, b == True]


def kept():
    """
    >>> kept()
    [6, 7, 8, 9, 10, 6, 11]
    """
    cdef bint b = six
    cdef Flags flags
    cdef Holder holder = Holder()
    cdef bint[2] several
    cdef bint *pointer = &several[0]
    flags.second = 8
    holder.flag = 9
    several[1] = 10
    pointer[0] = 11
    return [<int>b, <int>given(7), <int>flags.second, <int>holder.flag, <int>several[1],
            <int>given(six), <int>several[0]]


def changed():
    """
    >>> changed()
    [9, 8, 1, 0, 1]
    """
    cdef bint b = six
    b += 3
    r = [<int>b]
    b ^= 1
    r.append(<int>b)
    b = <bint>six
    r.append(<int>b)
    b = not six
    r.append(<int>b)
    b = six > 3
    r.append(<int>b)
    return r


def from_objects(bint x, y, double real):
    """Objects and floating-point numbers become 0 or 1.

    >>> from_objects(7, [0], 2.5), from_objects([], 0.0, 0)
    ([1, 1, 1], [0, 0, 0])
    """
    cdef bint of_object = y
    cdef bint of_real = <bint>real
    return [<int>x, <int>of_object, <int>of_real]


def shown():
    """
    >>> shown()
    (True, True, True, False, 'yes')
    """
    cdef bint b = six
    holder = Holder()
    holder.shown = six
    (<Holder>holder).flag = 0
    return b, holder.shown, bool(b), (<Holder>holder).flag, 'yes' if b else 'no'


def chosen(bint which):
    """
    >>> chosen(True), chosen(False)
    ((6, 8), (8, 8))
    """
    cdef bint eight = 8
    cdef bint number_or_bint = six if which else eight
    cdef bint bints = eight if which else eight
    return <int>number_or_bint, <int>bints


def in_closures():
    """
    >>> in_closures()
    (5, [True, False, True], -1)
    """
    cdef bint b = 5

    def inner():
        nonlocal b
        before = <int>b
        b = 0
        return before

    def flips():
        cdef bint flag = True
        flag = -1
        for i in range(3):
            yield flag
            flag = ~flag

    before = inner()
    return before, list(flips()), <int>~b


def nogil_kept():
    """
    >>> nogil_kept()
    (-1, 3)
    """
    cdef bint b = 0
    cdef int count = 0
    with nogil:
        for i in range(5):
            b = ~b
            if b:
                count += 1
    return <int>b, count


def compared(bint a, bint b):
    """
    >>> compared(1, 0), compared(0, 1), compared(1, 1)
    ((False, True, False), (True, False, False), (False, False, True))
    """
    return a < b, a > b, a == b


def matched(int number):
    """
    >>> matched(1), matched(0)
    ('true', 'false')
    """
    cdef bint b = number
    match b:
        case True:
            return 'true'
        case False:
            return 'false'


def of_headers(int number):
    """What C has as a bool is 0 or 1, whatever it is given.

    >>> of_headers(5), of_headers(256)
    ((1, 5, 5, 1), (1, 0, 256, 1))
    """
    cdef given_flags flags
    flags.truth = flags.bits = flags.narrow = number
    return (<int>flags.truth, <int>flags.bits, <int>flags.narrow, <int>of_c(number))


def chosen_beside_object(double x, y, bint which):
    """Beside an object a number is one, of which the truth counts.

    >>> chosen_beside_object(0.5, 0, True), chosen_beside_object(0, [1], True)
    (True, False)
    >>> chosen_beside_object(0, [], False), chosen_beside_object(0, [1], False)
    (False, True)
    """
    cdef bint b = x if which else y
    return b
