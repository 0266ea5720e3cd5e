"""Modules that work without cython: what is there instead of it is never used in a compiled module.

>>> COMPILED == cython.compiled if not COMPILED else True
True
>>> [double(3), Half(8).get()]
[6, 4.0]
>>> other()
1
"""

try:
    import cython
except ImportError:

    class cython:
        compiled = False

        def cfunc(function):
            return function

        def cclass(function):
            return function

        int = double = None


try:
    import cython as cy

    COMPILED = cy.compiled
except ModuleNotFoundError:
    cy = None
    COMPILED = False


@cython.cfunc
def twice(x: cython.int) -> cython.int:
    return x * 2


def double(x):
    return twice(x)


@cython.cclass
class Half:
    value: cython.double

    def __init__(self, whole):
        self.value = whole / 2

    def get(self):
        return self.value


def other():
    if cython.compiled:
        return 1
    return 1 if cy is None or not cy.compiled else 2
