# interpret: generic Owner.method
"""What runs interpreted is compiled with the module's `from __future__` flags."""
from __future__ import annotations


def generic(x: int):
    """A function that runs interpreted.

    >>> generic(1)
    'one'
    >>> generic.__annotations__
    {'x': 'int'}
    """
    if x == 1:
        return "one"


class Owner:
    """
    >>> Owner.method.__annotations__
    {'x': 'list[Missing]'}
    """

    def method(self, x: list[Missing]):
        return x[0]
