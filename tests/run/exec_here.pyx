# cython: language_level=2
"""The exec statement that names no namespace.

>>> Body.bound, bound_at_module
(3, 1)
"""

exec "bound_at_module = 1"


def function(values):
    """
    >>> function([])
    ([1], 'local')
    """
    name = 'local'
    exec "values.append(bound_at_module); name = 'other'"
    return values, name


class Body:
    first = 1
    exec "bound = first + 2"


def failing():
    """
    >>> failing()
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    """
    exec "1 / 0"
