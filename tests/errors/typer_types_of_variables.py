# cython.typeof(x) where a type is asked for, and casts to what is no type.
import cython


def cast(x, d: cython.double, n: cython.int):
    a = cython.cast(x, d)  # error: E0305 'x' is not a type
    b = cython.cast(cython.pointer(x), d)  # error: E0305 'cython.pointer(x)' is not a type
    c = cython.cast(cython.typeof(x.y), d)  # error: E0305 'cython.typeof(x.y)' is not a type
    e = cython.cast(cython.typeof(d), n)
    f: cython.typeof(n) = 1
    return a, b, c, e, f


def unknown(x):
    text: cython.typeof(x.y) = x
    return cython.cast(cython.typeof(text), x)  # error: E0305 'cython.typeof(text)' is not a type
