"""Releasing and taking the GIL: blocks, functions, raising, returning and breaking inside."""

cimport cython


cdef int add(int a, int b) noexcept nogil:
    return a + b


cdef double polynomial(double x) noexcept nogil:
    cdef double total = 0
    cdef int i
    for i in range(4):
        total = total * x + i
    return total


def block(int a, int b):
    """
    >>> block(1, 2)
    3
    """
    cdef int result
    with nogil:
        result = add(a, b)
    return result


cdef int return_from_block(int a) except? -1:
    with nogil:
        return add(a, a)


def returned_from_block(int a):
    """
    >>> returned_from_block(2)
    4
    """
    return return_from_block(a)


def loop(int n):
    """
    >>> loop(10)
    45
    """
    cdef int i, total = 0
    with nogil:
        for i in range(n):
            total += i
    return total


def while_loop(int n):
    """
    >>> while_loop(10)
    4
    """
    cdef int steps = 0
    with nogil:
        while n > 0:
            n //= 2
            steps += 1
    return steps


def break_from_loop(int n):
    """
    >>> break_from_loop(10), break_from_loop(2)
    (5, -1)
    """
    cdef int i, found = -1
    with nogil:
        for i in range(n):
            if i == 5:
                found = i
                break
    return found


def blocks_in_loop(int n):
    """
    >>> blocks_in_loop(5)
    [0, 2, 4, 6, 8]
    """
    cdef int i, value
    result = []
    for i in range(n):
        with nogil:
            value = add(i, i)
        result.append(value)
    return result


def continue_in_block(int n):
    """
    >>> continue_in_block(5)
    [1, 3]
    """
    cdef int i
    result = []
    for i in range(n):
        with nogil:
            if i % 2 == 0:
                continue
        result.append(i)
    return result


def gil_inside(int n):
    """
    >>> gil_inside(4)
    [0, 1, 2, 3]
    """
    cdef int i
    result = []
    with nogil:
        for i in range(n):
            with gil:
                result.append(i)
    return result


def raise_inside(int n):
    """
    >>> raise_inside(0)
    'fine'
    >>> raise_inside(1)
    Traceback (most recent call last):
    ValueError: inside
    """
    with nogil:
        if n:
            with gil:
                raise ValueError('inside')
    return 'fine'


def caught_outside(int n):
    """
    >>> caught_outside(1)
    ('caught', 'finally')
    """
    result = 'none'
    try:
        with nogil:
            if n:
                with gil:
                    raise ValueError
    except ValueError:
        result = 'caught'
    finally:
        last = 'finally'
    return result, last


def division(int a, int b):
    """A division by zero takes the GIL to raise.

    >>> division(7, 2)
    3
    >>> division(7, 0)
    Traceback (most recent call last):
    ZeroDivisionError: integer division or modulo by zero
    """
    cdef int result
    with nogil:
        result = a // b
    return result


def view_sum(double[:] values):
    """
    >>> import array
    >>> view_sum(array.array('d', [1, 2, 3]))
    6.0
    """
    cdef double total = 0
    cdef Py_ssize_t i
    with nogil:
        for i in range(values.shape[0]):
            total += values[i]
    return total


def view_bounds(double[:] values, int i):
    """
    >>> import array
    >>> view_bounds(array.array('d', [1, 2, 3]), 1)
    2.0
    >>> view_bounds(array.array('d', [1, 2, 3]), 3)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    """
    cdef double result
    with nogil:
        result = values[i]
    return result


cdef double sum_view(double[:] values) noexcept nogil:
    cdef double total = 0
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        total += values[i]
    return total


def view_argument(double[:] values):
    """
    >>> import array
    >>> view_argument(array.array('d', [1, 2, 3]))
    6.0
    """
    cdef double result
    with nogil:
        result = sum_view(values)
    return result


cdef int with_gil_function(int value) except -1 with gil:
    return len('x' * value)


def call_with_gil(int value):
    """
    >>> call_with_gil(5)
    5
    """
    cdef int result
    with nogil:
        result = with_gil_function(value)
    return result


cdef int checked(int value) except -1 nogil:
    if value < 0:
        raise ValueError('negative')
    return value


def raise_without_gil_block(int value):
    """`raise` takes the GIL by itself.

    >>> raise_without_gil_block(1)
    1
    >>> raise_without_gil_block(-1)
    Traceback (most recent call last):
    ValueError: negative
    """
    cdef int result
    with nogil:
        result = checked(value)
    return result


def conditional(int a, int b):
    """
    >>> conditional(1, 2), conditional(5, 2)
    (2, 5)
    """
    cdef int result
    with nogil:
        result = a if a > b else b
    return result


def polynomial_value(double x):
    """
    >>> polynomial_value(2)
    11.0
    """
    with nogil:
        x = polynomial(x)
    return x


def from_threads(int n):
    """
    >>> from_threads(4)
    [499500, 499500, 499500, 499500]
    """
    import threading
    results = []

    def work():
        cdef int i
        cdef long total = 0
        with nogil:
            for i in range(1000):
                total += i
        results.append(total)
    threads = [threading.Thread(target=work) for _ in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


cdef extern from "Python.h":
    int PyGILState_Check() nogil


cdef int held_inside(int depth) noexcept nogil:
    cdef int held = PyGILState_Check()
    with nogil:
        held = 10 * held + PyGILState_Check()
        with gil:
            held = 10 * held + PyGILState_Check()
    return 10 * held + PyGILState_Check()


cdef int raising_inside(int x) except -1 nogil:
    with nogil:
        if x == 1:
            return x
        with gil:
            raise ValueError(x)


def released_in_nogil_function():
    """
    >>> released_in_nogil_function()
    (1011, 10)
    """
    cdef int without
    with nogil:
        without = held_inside(0)
    return held_inside(0), without


def left_in_nogil_function(x):
    """
    >>> left_in_nogil_function(1)
    (1, 1)
    >>> left_in_nogil_function(2)
    Traceback (most recent call last):
        ...
    ValueError: 2
    """
    result = raising_inside(x)
    return result, PyGILState_Check()


def released_if(int n):
    """
    >>> released_if(1)
    3
    """
    with nogil(True):
        n += 1
    with nogil(False):
        n += len([n])
    return n
