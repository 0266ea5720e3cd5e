"""C integers as indices and keys of objects."""


def unsigned_keys():
    """A number without a sign is no index that counts from the end, and may be any key.

    >>> unsigned_keys()
    ('found', {18446744073709551614: 3}, True, 0)
    """
    cdef unsigned long key = -2
    cdef object table = {key: "found"}
    found = table[key]
    del table[key]
    table[key] = 3
    held = dict(table), key in table
    table[key] -= 3
    return found, held[0], held[1], table[key]


def unsigned_indices(unsigned long index):
    """
    >>> unsigned_indices(1)
    ('b', 'b')
    >>> unsigned_indices(2**64 - 1)
    Traceback (most recent call last):
    IndexError: list index out of range
    """
    cdef list items = ["a", "b"]
    cdef object any_of = items
    return items[index], any_of[index]


def huge_of_object(unsigned long long index):
    """
    >>> try: huge_of_object(2**64 - 1)
    ... except IndexError as error: print(error)
    cannot fit 'int' into an index-sized integer
    """
    cdef object items = [1]
    return items[index]
