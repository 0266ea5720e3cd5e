"""Types that pure mode makes, and the functions of cython beside them."""

import cython

Pair = cython.struct(a=cython.int, b=cython.double)
Either = cython.union(i=cython.int, f=cython.float)
Pointer = cython.typedef(cython.p_int)
Wide = cython.typedef(cython.longlong)


def structs():
    """
    >>> structs()
    (5, 2.0, 3, 3.0)
    """
    pair: Pair = Pair(a=1, b=2)
    either = cython.declare(Either)
    given = cython.declare(Pair, Pair(a=2, b=3))
    either.i = 3
    pair.a += 4
    return pair.a, pair.b, either.i, given.b


def typedefs():
    """
    >>> typedefs()
    (3, 1099511627776)
    """
    x = cython.declare(cython.int[1])
    x[0] = 3
    p = cython.declare(Pointer, x)
    y: Wide = 1 << 40
    return p[0], y


def several():
    """
    >>> several()
    (3, 4.0, 5, 6)
    """
    a, b = cython.declare(cython.int), cython.declare(cython.double)
    c, d = cython.declare(cython.int, 5), cython.declare("long")
    a, b = 3, 4.0
    d = 6
    return a, b, c, d


def texts_are_c(x):
    """
    >>> texts_are_c(3)
    (3, True)
    """
    a = cython.declare("unsigned int", x)
    b = cython.cast("double", x)
    return a, b == 3.0


def divided(a: cython.int, b: cython.int):
    """
    >>> divided(-7, 2)
    (-3, -1, -4, 1)
    >>> divided(7, -2)
    (-3, 1, -4, -1)
    """
    return cython.cdiv(a, b), cython.cmod(a, b), a // b, a % b


@cython.locals(x="double")
@cython.returns("double")
@cython.cfunc
def halved(x):
    return x / 2


def declared_by_text():
    """
    >>> declared_by_text()
    1.5
    """
    return halved(3)


def annotated_without_the_gil():
    """
    >>> annotated_without_the_gil()
    7
    """
    with cython.nogil:
        x: cython.int = 3
        x += 4
    return x


def pointed_to(text: cython.p_const_char):
    """
    >>> pointed_to(b"xyz")
    b'xyz'
    """
    return text


def restricted():
    """
    >>> restricted()
    True
    """
    p: cython.restrict[cython.pointer[cython.int]] = cython.NULL
    return p == cython.NULL


# Quoted, a class may stand further down.
LaterOrFloat = cython.fused_type(float, "Later")


def of_class_below(x: LaterOrFloat):
    """
    >>> of_class_below(1.5), of_class_below(Later(4))
    (1.5, 4)
    """
    return x if isinstance(x, float) else x.value


@cython.cfunc
def value_of(later: "Later") -> cython.int:
    return later.value


def keep(later: "Later"):
    """
    >>> keep(Later(7))
    (7, 7)
    >>> keep(MoreThanLater(8))
    (8, 8)
    """
    own = cython.declare("Later", later)
    return value_of(own), own.value


@cython.cclass
class Later:
    value: cython.int

    def __init__(self, value):
        self.value = value


@cython.cclass
class MoreThanLater(Later):
    pass
