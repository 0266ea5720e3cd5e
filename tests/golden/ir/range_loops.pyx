"""Loops over range(): in C, backwards, by a step that is known when it runs, over Python's ints."""


def in_c(int n):
    cdef int i, total = 0
    for i in range(n):
        total += i
    return total


def backwards(int n):
    cdef int i
    for i in range(n, 0, -1):
        if i == 3:
            break
    else:
        return None
    return i


def any_step(int n, int step):
    cdef long i
    for i in range(0, n, step):
        pass


def over_objects(n):
    total = 0
    for i in range(n):
        total += i
    return total
