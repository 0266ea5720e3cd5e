"""Types that decorators and calls of cython.declare give to private names of a class.

>>> Typed().decorated(1), Typed().decorated(_Typed__x=2), Typed().declared(3), Typed().annotated(4)
(1, 2, 3, 4)
>>> Typed().decorated("a")
Traceback (most recent call last):
TypeError: an integer is required
>>> Typed().declared("a")
Traceback (most recent call last):
TypeError: an integer is required
>>> Typed().annotated("a")
Traceback (most recent call last):
TypeError: an integer is required
>>> Extension().decorated(1)
1
>>> Extension().decorated("a")
Traceback (most recent call last):
TypeError: an integer is required
"""

import cython


class Typed:
    @cython.locals(__x=cython.int)
    def decorated(self, __x):
        assert cython.typeof(__x) == "int"
        return __x

    def declared(self, x):
        cython.declare(__x=cython.int)
        __x = x
        return __x

    def annotated(self, x):
        __x: cython.int = x
        return __x


@cython.cclass
class Extension:
    @cython.locals(__x=cython.int)
    def decorated(self, __x):
        return __x
