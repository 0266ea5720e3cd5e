"""Errors where so much is released that the releases come after the traceback's line."""

divisor = 2


def long_cleanup(a, n, items, *rest, **more):
    """
    >>> long_cleanup([4], 1, [1]).__name__
    'method'
    >>> long_cleanup([4, 'x'], 1, [1])
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for //: 'str' and 'int'
    """
    for value in a:
        pair = (value, value // divisor)
        try:

            class Local:

                def method():
                    nonlocal pair
                    n.x = 1
                    pair ^= value.go({1 for _ in a}, *items)
        except KeyError as error:
            pass
    return Local.method
