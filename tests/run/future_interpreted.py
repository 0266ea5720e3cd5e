# fallback: yes
"""What runs interpreted is compiled with the module's `from __future__` flags."""
from __future__ import annotations


def matched(x: int):
    """A statement that runs interpreted.

    >>> matched(1)
    'one'
    >>> matched.__annotations__
    {'x': 'int'}
    """
    match x:
        case 1:
            return "one"


class Owner:
    """
    >>> Owner.method.__annotations__
    {'x': 'list[Missing]'}
    """

    def method(self, x: list[Missing]):
        match x:
            case [first]:
                return first
