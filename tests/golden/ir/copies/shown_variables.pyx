# options: -g


def choose(first, items):
    """C variables are in memory; an object has the name of what it is copied to."""
    cdef int count = 0
    second = first
    found = [first]
    for each in items:
        count += 1
    return second, found, count
