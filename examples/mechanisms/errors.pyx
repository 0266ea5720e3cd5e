"""Exceptions: try/except/finally, raise from, true tracebacks, and raising without the GIL."""


class BadNumber(Exception):
    """What parse() raises."""


def parse(text, log):
    """Return the number in a text; log that the attempt has ended.

    >>> log = []
    >>> parse('12', log), log
    (12, ['ok', 'end'])
    >>> try:
    ...     parse('x', log)
    ... except BadNumber as error:
    ...     print(error, '<-', type(error.__cause__).__name__)
    no number: x <- ValueError
    >>> log
    ['ok', 'end', 'end']
    >>> import sys
    >>> sys.exc_info()
    (None, None, None)
    """
    try:
        number = int(text)
    except ValueError as error:
        raise BadNumber(f"no number: {text}") from error
    else:
        log.append("ok")
    finally:
        log.append("end")
    return number


def trace_lines():
    """Return the function names and the lines relative to this function's own in a traceback.

    >>> trace_lines()
    [('trace_lines', 9), ('parse', -8)]
    """
    import traceback
    first = 36  # the line of `def trace_lines`
    try:
        parse("?", [])
    except BadNumber as error:
        return [(entry.name, entry.lineno - first) for entry in traceback.extract_tb(error.__traceback__)]


cdef int checked_root(int value) except -1 nogil:
    cdef int root = 0
    if value < 0:
        with gil:
            raise ValueError(f"negative: {value}")
    while (root + 1) * (root + 1) <= value:
        root += 1
    return root


def root_sum(int first, int last):
    """Sum integer square roots without holding the GIL.

    >>> root_sum(0, 10)
    19
    >>> root_sum(-1, 10)
    Traceback (most recent call last):
    ValueError: negative: -1
    """
    cdef int value, total = 0
    with nogil:
        for value in range(first, last + 1):
            total += checked_root(value)
    return total


def nested(divisor):
    """Return how each level of nested handlers saw the error.

    >>> nested(0)
    ['inner ZeroDivisionError', 'outer KeyError from ZeroDivisionError', 'finally']
    >>> nested(1)
    ['finally']
    """
    seen = []
    try:
        try:
            1 / divisor
        except ZeroDivisionError as error:
            seen.append("inner " + type(error).__name__)
            raise KeyError("outer")
    except KeyError as error:
        seen.append(f"outer KeyError from {type(error.__context__).__name__}")
    finally:
        seen.append("finally")
    return seen
