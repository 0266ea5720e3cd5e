"""Fields of a header's struct that are declared as integers of another width or sign."""

from cpython.ref cimport PyObject

from functools import partial

cdef extern from *:
    """
    #include <stdint.h>
    typedef struct {
        uint8_t before;
        uint16_t narrow;
        uint8_t after;
        int64_t wide;
        signed char small;
        unsigned int same;
        _Bool truth;
        enum { ZI_A, ZI_B = 7 } choice;
    } zi_record;
    static zi_record zi_made = {1, 65535, 2, -5, -3, 4000000000u, 1, ZI_B};
    static zi_record *zi_get(void) { return &zi_made; }
    """
    ctypedef struct zi_record:
        int before
        int narrow
        long after
        int wide
        long small
        int same
        int truth
        long choice
    zi_record *zi_get()


def read():
    """
    >>> read()
    (1, 65535, 2, -5, -3, -294967296, 1, 7)
    """
    cdef zi_record *r = zi_get()
    return r.before, r.narrow, r.after, r.wide, r.small, r.same, r.truth, r.choice


def write():
    """
    >>> write()
    (1, 1000, 2, 70000, -7, 9, 1, 0)
    """
    cdef zi_record copy = zi_get()[0]
    copy.narrow = 1000
    copy.wide = 70000
    copy.small = -7
    copy.same = 5
    copy.same += 4
    copy.truth = 12
    copy.choice = 0
    return (copy.before, copy.narrow, copy.after, copy.wide, copy.small, copy.same, copy.truth,
            copy.choice)


def as_a_dict():
    """
    >>> sorted(as_a_dict().items())[:4]
    [('after', 2), ('before', 1), ('choice', 7), ('narrow', 65535)]
    """
    return zi_get()[0]


cdef struct Partial:
    PyObject header
    PyObject *function
    PyObject *arguments


def own_struct_with_header_struct():
    """A struct of ours holds one of a header's by value: the fields behind it lie where C puts them.

    >>> own_struct_with_header_struct()
    (True, (3,))
    """
    made = partial(len, 3)
    cdef Partial *inside = <Partial *>made
    return <object>inside.function is len, <object>inside.arguments


cdef extern from *:
    """
    struct zi_split {
        short before;
        struct { unsigned short start, length; } parts[2][3];
        union { int number; double real; } last;
    };
    """

    struct zi_part:
        unsigned short start
        unsigned short length

    union zi_last:
        int number
        double real

    struct zi_split:
        short before
        zi_part parts[2][3]
        zi_last last


def struct_without_a_name():
    """A struct that the header does not name is known by the field that holds it.

    >>> struct_without_a_name()
    (1, 5, 50, [0, 0, 5], 2.5, 4, 6.0)
    """
    cdef zi_split split
    cdef zi_part part
    for i in range(2):
        for j in range(3):
            split.parts[i][j].start = i + j if i else 0
            split.parts[i][j].length = 10 * j
    split.before = 1
    split.parts[1][2].start = 5
    split.parts[1][2].length = 50
    split.last.real = 2.5
    part = split.parts[1][2]
    split.parts[0][2] = part
    starts = [split.parts[0][j].start for j in range(3)]
    return (split.before, part.start, part.length, starts, split.last.real, sizeof(zi_part),
            sizeof(split.parts[0]) / sizeof(short))


# A struct of a header may be told a second time, even as a typedef, if the first time counts.
cdef extern from *:
    """
    struct zi_told { int n; };
    """
    cdef struct zi_told:
        int n

cdef extern from *:
    ctypedef struct zi_told:
        pass


def told_twice(n):
    """
    >>> told_twice(5)
    6
    """
    cdef zi_told told
    told.n = n
    told.n += 1
    return told.n
