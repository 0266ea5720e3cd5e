"""An annotation that is None says nothing of a type: what is returned is an object.

>>> returned(None), given(3)
('called', 3)
>>> hinted(None) is None
True
"""

import cython


@cython.cfunc
def plain(x) -> None:
    return x


@cython.ccall
def given(x: None) -> None:
    return x


def hinted(x: None) -> None:
    return plain(x)


def returned(x) -> None:
    return "called" if plain(x) is None else plain(x)
