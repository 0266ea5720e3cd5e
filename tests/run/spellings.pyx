"""What Cython reads in its files of any language level, though Python does not: octal numbers with a
leading zero, `except A, target`, and keywords as names of members.
"""

cdef enum Mode:
    MODE_READ = 0400
    MODE_ALL = 0777
    None

cdef struct Interval:
    int as
    int None "none"

class Holder:
    pass


def octal():
    """
    >>> octal()
    (64, -8, 0, 256, 511)
    """
    return 0100, -010, 00, MODE_READ, MODE_ALL


def comma():
    """The target keeps the exception.

    >>> comma()
    KeyError('key')
    """
    try:
        raise KeyError("key")
    except KeyError, error:
        pass
    return error


def comma_after_tuple(kind):
    """
    >>> comma_after_tuple(KeyError), comma_after_tuple(ValueError)
    (KeyError(), ValueError())
    """
    holder = Holder()
    try:
        raise kind
    except (KeyError, ValueError), holder.error:
        return holder.error


def as_still_deletes(fails=True):
    """
    >>> as_still_deletes()
    'unbound'
    """
    try:
        if fails:
            raise KeyError
        error = 1
    except KeyError as error:
        pass
    try:
        return error
    except UnboundLocalError:
        return "unbound"


def members():
    """
    >>> members()
    (1, 2, 3, 4)
    """
    cdef Interval interval
    interval.as = 1
    interval.None = 2
    holder = Holder()
    holder.as = 3
    setattr(holder, "None", 4)
    return interval.as, interval.None, holder.as, holder.None


cdef class Node:
    """
    >>> getattr(Node(), "as")
    1
    """
    cdef public int as

    def __init__(self):
        self.as = 1
