"""C functions in which nothing can raise: what calls them need not ask."""


cdef int fibonacci(int n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


cdef bint is_even(int n):
    return True if n == 0 else is_odd(n - 1)


cdef bint is_odd(int n):
    return False if n == 0 else is_even(n - 1)


cdef int checked(int n):
    if n > 5:
        raise ValueError(n)
    return n


cdef int through(int n):
    return checked(n) + fibonacci(n)


cdef int divide(int a, int b):
    return a // b


cpdef int both(int n):
    return n if n < 2 else both(n - 1) + both(n - 2)


cdef int (*pointer)(int)
pointer = fibonacci


def values():
    """
    >>> values()
    (55, True, False, 10, 55, 55)
    """
    return fibonacci(10), is_even(10), is_odd(10), through(5), both(10), pointer(10)


def errors(int n):
    """
    >>> errors(6)
    Traceback (most recent call last):
    ValueError: 6
    >>> divided(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: integer division or modulo by zero
    """
    return through(n)


def divided(int a, int b):
    return divide(a, b)


cdef int handled(int n):
    try:
        return checked(n)
    except ValueError:
        return -1


def caught():
    """
    >>> caught()
    (3, -1)
    """
    return handled(3), handled(7)


cdef int minus_one():
    return -1


def looks_like_an_error():
    """
    >>> looks_like_an_error()
    -1
    """
    return minus_one()


cdef class Counter:
    cdef int n

    cdef int step(self):
        self.n += 1
        return self.n

    cdef int steps(self, int count):
        return self.n if count == 0 else self.step() and self.steps(count - 1)


def methods():
    """
    >>> methods()
    4
    """
    return Counter().steps(4)
