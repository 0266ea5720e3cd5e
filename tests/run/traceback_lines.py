"""Tracebacks: names and lines of all frames that an exception passed."""

import traceback


def lines(function, *arguments):
    """Call the function; return the name and line of each entry below this one.

    Lines are counted from the first line of the function, or of `function` for what is inside of it.
    """
    try:
        function(*arguments)
    except Exception as error:
        result = []
        for entry in traceback.extract_tb(error.__traceback__)[1:]:
            start = globals().get(entry.name, function).__code__.co_firstlineno
            result.append((entry.name, entry.lineno - start))
        return result


def direct(value):
    """
    >>> lines(direct, 0)
    [('direct', 7)]
    """
    if value:
        return value
    return 1 / value


def in_a_loop(values):
    """
    >>> lines(in_a_loop, [1, 0])
    [('in_a_loop', 7)]
    """
    total = 0
    for value in values:
        total += 1 / value
    return total


def over_nothing(values):
    """
    >>> lines(over_nothing, 5)
    [('over_nothing', 5)]
    """
    for value in values:
        return value


def calls(value):
    """
    >>> lines(calls, 0)
    [('calls', 6), ('direct', 7)]
    """
    result = 5
    return result + direct(value)


def recursion(n):
    """
    >>> lines(recursion, 2)
    [('recursion', 7), ('recursion', 7), ('recursion', 6)]
    """
    if n == 0:
        raise ValueError
    return recursion(n - 1) + 1


def expression_over_lines(a, b):
    """
    >>> lines(expression_over_lines, 1, 0)
    [('expression_over_lines', 7)]
    """
    return [
        a,
        a / b,
        b,
    ]


def call_over_lines(value):
    """
    >>> lines(call_over_lines, 0)
    [('call_over_lines', 5), ('direct', 7)]
    """
    return direct(
        value
    )


def reraised(value):
    """
    >>> lines(reraised, 0)
    [('reraised', 6), ('direct', 7)]
    """
    try:
        return direct(value)
    except ZeroDivisionError:
        value = 5
        raise


def raised_again(value):
    """
    >>> lines(raised_again, 0)
    [('raised_again', 8), ('raised_again', 6), ('direct', 7)]
    """
    try:
        return direct(value)
    except ZeroDivisionError as error:
        raise error


def through_finally(value):
    """
    >>> lines(through_finally, 0)
    [('through_finally', 6), ('direct', 7)]
    """
    try:
        direct(value)
    finally:
        value = 5


def in_handler():
    """
    >>> lines(in_handler)
    [('in_handler', 8)]
    """
    try:
        raise ValueError
    except ValueError:
        raise KeyError


def inner_function():
    """
    >>> lines(inner_function)
    [('inner_function', 7), ('inner', 6)]
    """
    def inner():
        raise ValueError
    inner()


def in_lambda():
    """
    >>> lines(in_lambda)
    [('in_lambda', 6), ('<lambda>', 5)]
    """
    function = lambda: 1 / 0
    function()


class Class:
    """A class whose method fails."""

    def method(self):
        """Fail."""
        raise ValueError

    @property
    def value(self):
        """Fail."""
        return self.missing


def in_method():
    """
    >>> lines(in_method)
    [('in_method', 5), ('method', -8)]
    """
    Class().method()


def in_property():
    """
    >>> lines(in_property)
    [('in_property', 5), ('value', -11)]
    """
    Class().value


def in_generator():
    """
    >>> lines(in_generator)
    [('in_generator', 11), ('generator', 7)]
    """
    def generator():
        yield 1
        raise ValueError
    iterator = generator()
    next(iterator)
    values = []
    for value in iterator:
        values.append(value)


def in_generator_expression():
    """
    >>> lines(in_generator_expression)
    [('in_generator_expression', 5), ('<genexpr>', 5)]
    """
    return sum(1 / i for i in (1, 0))


def wrong_call():
    """The callee of a wrong call has no entry.

    >>> lines(wrong_call)
    [('wrong_call', 6)]
    """
    direct(1, 2, 3)


def missing_name():
    """
    >>> lines(missing_name)
    [('missing_name', 6)]
    """
    value = 5
    return value + not_a_name


def with_statement():
    """
    >>> lines(with_statement)
    [('with_statement', 7), ('direct', 7)]
    """
    import contextlib
    with contextlib.nullcontext():
        direct(0)


def file_name():
    """
    >>> file_name()
    True
    """
    try:
        direct(0)
    except ZeroDivisionError as error:
        entry = traceback.extract_tb(error.__traceback__)[-1]
        return 'traceback_lines' in entry.filename


def caught_inside_loop():
    """
    >>> caught_inside_loop()
    [2, 2]
    """
    lengths = []
    for _ in range(2):
        try:
            direct(0)
        except ZeroDivisionError as error:
            lengths.append(len(traceback.extract_tb(error.__traceback__)))
    return lengths
