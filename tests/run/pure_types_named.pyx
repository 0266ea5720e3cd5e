"""Types of pure mode by names of Python: C's, where a C type is asked for. (Interpreted they differ.)"""

cimport cython


@cython.locals(a=int, b=float, c=cython.int)
def names_of_python(a, b, c):
    """Where a C type is asked for, names of Python are C's.

    >>> names_of_python(1, 2.0, 3)
    ['int', 'float', 'int', 'int', 'float', 'bint', 'list object', 'str object', 'int *', 'int object']
    """
    d = cython.declare(int)
    e = cython.declare(float, 2.5)
    f = cython.declare(bool, True)
    g = cython.declare(list, [])
    h = cython.declare(str)
    i = cython.declare("int*")
    j: int = 4
    d = 3
    return [
        cython.typeof(a),
        cython.typeof(b),
        cython.typeof(c),
        cython.typeof(d),
        cython.typeof(e),
        cython.typeof(f),
        cython.typeof(g),
        cython.typeof(h),
        cython.typeof(i),
        cython.typeof(j),
    ]


@cython.cfunc
@cython.returns(int)
@cython.locals(x=float)
def truncated(x):
    return cython.cast(int, x)


def casts():
    """
    >>> casts()
    (2, 3, 4, 4)
    """
    return truncated(2.5), cython.cast(int, 3.7), cython.sizeof(int), cython.sizeof(float)


def types_of_variables(int n, x):
    """cython.typeof(variable) is a type where one is asked for.

    >>> types_of_variables(3, 2)
    (3.0, 'double', 1, 'int', 2.0)
    """
    cdef double d = 2.5
    as_double = cython.cast(cython.typeof(d), n)
    same: cython.typeof(n) = 1
    return as_double, cython.typeof(as_double), same, cython.typeof(same), cython.cast(cython.typeof(d), x)
