# fallback: yes
"""What runs interpreted is compiled with the module's `from __future__` flags."""
from __future__ import annotations


def variables(x: int):
    """Its variables are looked at.

    >>> variables(1)
    ['x']
    >>> variables.__annotations__
    {'x': 'int'}
    """
    return list(locals())


class Owner:
    """
    >>> Owner.method.__annotations__
    {'x': 'list[Missing]'}
    """

    def method(self, x: list[Missing]):
        return locals()
