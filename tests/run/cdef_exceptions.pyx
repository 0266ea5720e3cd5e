"""Exceptions through cdef functions: clauses, sentinel values, noexcept, without the GIL."""

import sys


cdef int default_clause(int value):
    if value < 0:
        raise ValueError(f'negative: {value}')
    return value


cdef int minus_one_is_valid(int value) except? -1:
    if value == 5:
        raise ValueError('five')
    return value


cdef int never_returns_minus_one(int value) except -1:
    if value == 5:
        raise ValueError('five')
    return value


cdef void check(int value) except *:
    if value == 5:
        raise ValueError('five')


cdef double real(double value) except? -1:
    if value < 0:
        raise ValueError('negative real')
    return value


cdef object make(value):
    if value is None:
        raise TypeError('none')
    return value


cdef list make_list(int n):
    return [1 // (n - i) for i in range(3)]


cdef bint flag(value) except *:
    return value > 1


cdef unsigned char small(int value) except? 255:
    if value > 255:
        raise OverflowError('too large')
    return value


def default(int value):
    """
    >>> default(3)
    3
    >>> default(-3)
    Traceback (most recent call last):
    ValueError: negative: -3
    """
    return default_clause(value)


def sentinel(int value):
    """The sentinel is a valid result where the clause has a question mark.

    >>> sentinel(-1), sentinel(4)
    (-1, 4)
    >>> sentinel(5)
    Traceback (most recent call last):
    ValueError: five
    """
    return minus_one_is_valid(value)


def exact_sentinel(int value):
    """
    >>> exact_sentinel(4)
    4
    >>> exact_sentinel(5)
    Traceback (most recent call last):
    ValueError: five
    """
    return never_returns_minus_one(value)


def void_result(int value):
    """
    >>> void_result(4)
    'fine'
    >>> void_result(5)
    Traceback (most recent call last):
    ValueError: five
    """
    check(value)
    return 'fine'


def real_result(double value):
    """
    >>> real_result(2)
    2.0
    >>> real_result(-1)
    Traceback (most recent call last):
    ValueError: negative real
    """
    return real(value)


def object_result(value):
    """
    >>> object_result([])
    []
    >>> object_result(None)
    Traceback (most recent call last):
    TypeError: none
    """
    return make(value)


def error_in_comprehension(int n):
    """
    >>> error_in_comprehension(3)
    [0, 0, 1]
    >>> error_in_comprehension(1)
    Traceback (most recent call last):
    ZeroDivisionError: integer division or modulo by zero  # until 3.13
    ZeroDivisionError: division by zero  # from 3.14
    """
    return make_list(n)


def bint_result(value):
    """
    >>> bint_result(2), bint_result(0)
    (True, False)
    >>> bint_result('x')
    Traceback (most recent call last):
    TypeError: '>' not supported between instances of 'str' and 'int'
    """
    return flag(value)


def small_result(int value):
    """
    >>> small_result(255), small_result(3)
    (255, 3)
    >>> small_result(256)
    Traceback (most recent call last):
    OverflowError: too large
    """
    return small(value)


def caught(int value):
    """
    >>> caught(-3), caught(3)
    ('negative: -3', 3)
    """
    try:
        return default_clause(value)
    except ValueError as error:
        return str(error)


def in_expression(int a, int b):
    """
    >>> in_expression(1, 2)
    3
    >>> in_expression(1, -2)
    Traceback (most recent call last):
    ValueError: negative: -2
    """
    return default_clause(a) + default_clause(b)


cdef int unraisable(int value) noexcept:
    if value < 0:
        raise ValueError('nobody sees this')
    return value


def report_of_unraisable():
    """An exception in a `noexcept` function is reported and dropped; the result is zero.

    >>> report_of_unraisable()
    (5, 0, 'ValueError', True)
    """
    seen = []
    original = sys.unraisablehook
    sys.unraisablehook = lambda report: seen.append((report.exc_type.__name__, str(report.exc_value)))
    try:
        good, bad = unraisable(5), unraisable(-1)
    finally:
        sys.unraisablehook = original
    return good, bad, seen[0][0], seen[0][1] == 'nobody sees this'


cdef int nogil_check(int value) except -1 nogil:
    if value > 3:
        with gil:
            raise ValueError(f'too large: {value}')
    return value


def without_gil(int n):
    """
    >>> without_gil(4)
    6
    >>> without_gil(6)
    Traceback (most recent call last):
    ValueError: too large: 4
    """
    cdef int i, total = 0
    with nogil:
        for i in range(n):
            total += nogil_check(i)
    return total


def caught_outside_nogil(int n):
    """
    >>> caught_outside_nogil(2), caught_outside_nogil(9)
    ('fine', 'too large: 4')
    """
    cdef int i
    try:
        with nogil:
            for i in range(n):
                nogil_check(i)
    except ValueError as error:
        return str(error)
    return 'fine'


cdef int chain_one(int n) except? -1:
    return chain_two(n) + 1


cdef int chain_two(int n) except? -1:
    return 10 // n


def traceback_names():
    """
    >>> traceback_names()
    ['traceback_names', 'chain_one', 'chain_two']
    """
    import traceback
    try:
        chain_one(0)
    except ZeroDivisionError as error:
        return [entry.name.split('.')[-1] for entry in traceback.extract_tb(error.__traceback__)]


cdef int cleanup(list log, int value) except? -1:
    try:
        return default_clause(value)
    finally:
        log.append('cleaned')


def finally_in_cdef(int value):
    """
    >>> finally_in_cdef(1), finally_in_cdef(-1)
    ((1, ['cleaned']), ('negative: -1', ['cleaned']))
    """
    log = []
    try:
        return cleanup(log, value), log
    except ValueError as error:
        return str(error), log


cpdef int exported(int value) except -1:
    """
    >>> exported(2)
    2
    >>> exported(-2)
    Traceback (most recent call last):
    ValueError: negative: -2
    """
    return default_clause(value)


cdef enum:
    FAILED = -5


cdef int constant_sentinel(int value) except FAILED:
    if value == 1:
        raise KeyError(value)
    return value


def named_sentinel(int value):
    """
    >>> named_sentinel(2)
    2
    >>> named_sentinel(1)
    Traceback (most recent call last):
    KeyError: 1
    """
    return constant_sentinel(value)


DEF NAN = float("nan")
DEF INFINITE = float("inf")


cdef double not_a_number(double value) except? NAN:
    if value == 1:
        raise KeyError(value)
    return value


cdef double infinite(double value) except INFINITE:
    if value == 1:
        raise KeyError(value)
    return value


cdef float too_large_for_an_integer(float value) except 100000000000000000000000000000:
    if value == 1:
        raise KeyError(value)
    return value


def real_sentinels(double value, int which):
    """
    >>> [real_sentinels(2, which) for which in range(3)]
    [2.0, 2.0, 2.0]
    >>> real_sentinels(float('nan'), 0)
    nan
    >>> real_sentinels(1, 0)
    Traceback (most recent call last):
    KeyError: 1.0
    >>> real_sentinels(1, 1)
    Traceback (most recent call last):
    KeyError: 1.0
    >>> real_sentinels(1, 2)
    Traceback (most recent call last):
    KeyError: 1.0
    """
    cdef double (*function)(double) except? NAN = not_a_number
    if which == 0:
        return function(value) + not_a_number(value) - value
    return infinite(value) if which == 1 else too_large_for_an_integer(value)


cdef int told_by_zero(int value) except 0:
    if value == 7:
        raise KeyError(value)
    return value


cdef int told_by_any(int value) except? -2:
    if value == 7:
        raise KeyError(value)
    return value


cdef int never_told(int value) noexcept nogil:
    return value


ctypedef int (*Unary)(int)
cdef struct Unaries:
    Unary first
    int (*second)(int)


cdef int apply(int (*function)(int), int value) except? -1:
    return function(value)


cdef int apply_nogil(int (*function)(int) nogil, int value) except? -1 nogil:
    return function(value)


cdef int told_without_gil(int value) except 0 nogil:
    if value == 7:
        with gil:
            raise KeyError(value)
    return value


def pointers_without_a_clause(int value):
    """What a pointer without a clause points to tells errors by any value, or has none.

    >>> pointers_without_a_clause(-1)
    [-1, -1, -1, -1, -1, -1, -1]
    >>> pointers_without_a_clause(7)
    ['7', '7', 7, '7', '7', '7', '7']
    """
    cdef Unary[3] functions = [told_by_zero, told_by_any, never_told]
    cdef Unaries members = Unaries(told_by_zero, told_by_any)
    results = []
    for place in range(7):
        try:
            if place < 3:
                results.append(functions[place](value))
            elif place == 3:
                results.append(members.first(value))
            elif place == 4:
                results.append(members.second(value))
            elif place == 5:
                results.append(apply(told_by_zero, value))
            else:
                results.append(apply_nogil(told_without_gil, value))
        except KeyError as error:
            results.append(str(error))
    return results


cdef class Teller:
    cdef int tell(self, int value) except *:
        if value == 7:
            raise KeyError(value)
        return value


cdef class SilentTeller(Teller):
    cdef int tell(self, int value) except *:
        return -1


def methods_without_a_value(int value):
    """
    >>> methods_without_a_value(5), methods_without_a_value(-1)
    ((5, -1), (-1, -1))
    >>> methods_without_a_value(7)
    Traceback (most recent call last):
    KeyError: 7
    """
    cdef Teller teller = Teller(), silent = SilentTeller()
    return teller.tell(value), silent.tell(value)
