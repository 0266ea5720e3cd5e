# `cython.declare` takes a type and a value.
import cython

a = cython.declare(cython.int, 1, 2)  # error: E0402 'declare' takes 1 or 2 arguments, 3 given
b = cython.declare(cython.int, size=3)  # error: E0410


def f():
    c = cython.declare(cython.int, 1, 2)  # error: E0402
    d = cython.declare(cython.int, 1)
    print(cython.declare())  # error: E0402
    print(cython.declare(cython.int, d, 2))  # error: E0402
    with cython.boundscheck(False) as e:  # error: E0525 'as' has no meaning where there is no context manager
        return c, d


@cython.cclass
class C:
    x = cython.declare(cython.int, visibility="public")
    y = cython.declare(cython.int, 1, 2, visibility="public")  # error: E0402
