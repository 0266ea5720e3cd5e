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
