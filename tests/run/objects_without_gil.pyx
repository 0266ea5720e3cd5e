# cython: language_level=2
"""What may be done with the object of a variable where the GIL is not held."""


cdef class Holder:
    cdef list items

    def __init__(self, items):
        self.items = items

    def is_empty(self):
        """
        >>> Holder([]).is_empty(), Holder([1]).is_empty(), Holder(None).is_empty()
        (True, False, True)
        """
        cdef bint result
        with nogil:
            result = not self.items
        return result


cdef int count(list items, dict names, str text, bytes data, tuple rest) nogil:
    cdef int found = 0
    if items:
        found += 1
    if not names:
        found += 10
    while text and found < 100:
        found += 100
    found += 1000 if data else 0
    if rest and items:
        found += 10000
    return found


def counted(list items, dict names, str text, bytes data, tuple rest):
    """
    >>> counted([1], {}, 'a', b'b', (1,))
    11111
    >>> counted(None, None, None, None, None), counted([], {1: 1}, '', b'', ())
    (10, 0)
    """
    return count(items, names, text, data, rest)


def character(str text, int index):
    """
    >>> character('abc', 1), character('abc', -1)
    ('b', 'c')
    >>> character('abc', 3)
    Traceback (most recent call last):
    IndexError: string index out of range
    """
    cdef Py_UCS4 found
    with nogil:
        found = text[index]
    return found


def printed(x):
    """
    >>> printed(3)
    3 and 4
    """
    with nogil:
        print x, "and",
        print 4


cdef int sum_of(int n) except -1 nogil:
    cdef int[3] values, others
    values[:] = [1, 2, 3]
    others[:] = values[:]
    others[:n] = values
    return others[0] + others[1] + others[2]


def summed(n):
    """
    >>> summed(3)
    6
    """
    return sum_of(n)


cdef int length_of(object items) except -1 nogil:
    with gil:
        return len(items)


cdef int through_pointer(void *pointer) except -1 nogil:
    return length_of(<object>pointer) + length_of(<list>pointer)


def passed_as_pointer(items):
    """
    >>> import sys
    >>> items = [1, 2, 3]
    >>> count = sys.getrefcount(items)
    >>> passed_as_pointer(items), sys.getrefcount(items) - count
    (6, 0)
    >>> passed_as_pointer(5)
    Traceback (most recent call last):
    TypeError: object of type 'int' has no len()
    """
    cdef int result
    cdef void *pointer = <void *>items
    with nogil:
        result = through_pointer(pointer)
    return result
