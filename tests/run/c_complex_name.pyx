"""The name `complex` in a declaration is that of C's `double complex`; elsewhere it is Python's."""

import cython

cdef complex at_module = 1.5
ctypedef complex number
cdef number[3] three


class Derived(complex):
    pass


def argument(complex z):
    """What is a number is converted.

    >>> argument(1), argument(2.5), argument(1 + 2j), type(argument(Derived(1, 2)))
    ((1+0j), (2.5+0j), (1+2j), <class 'complex'>)
    >>> argument('x')
    Traceback (most recent call last):
    TypeError: must be real number, not str
    >>> argument(None)
    Traceback (most recent call last):
    TypeError: must be real number, not NoneType
    """
    return z


def annotated(z: complex):
    """
    >>> annotated(1), annotated(Derived(1, 2))
    (((1+0j), 'double complex'), ((1+2j), 'double complex'))
    """
    return z, cython.typeof(z)


def defaults(complex z=1j, *, complex w=2):
    """
    >>> defaults()
    (1j, (2+0j))
    >>> defaults(3, w=4)
    ((3+0j), (4+0j))
    """
    return z, w


def types(value):
    """
    >>> types(1)
    ('double complex', 'double complex', 'double complex', 'double complex')
    """
    cdef complex z = value
    cdef number w = value
    return (cython.typeof(z), cython.typeof(<complex>value), cython.typeof(at_module),
            cython.typeof(z * 2))


def sizes():
    """
    >>> sizes()
    (16, 16, 48)
    """
    return sizeof(complex), sizeof(number), sizeof(three)


def still_the_class(value):
    """
    >>> still_the_class(1j)
    (True, 1j, True, (1+2j), 'complex object')
    >>> still_the_class(1)
    (False, (1+0j), True, (1+2j), 'complex object')
    """
    return (isinstance(value, complex), complex(value), complex is type(1j), complex(1, 2),
            cython.typeof(complex(1, 2)))


def add(values):
    """
    >>> add([1, 2j, 3.5])
    ((4.5+2j), 2.0, (4.5-2j))
    """
    cdef complex total = 0
    for value in values:
        total += value
    return total, total.imag, total.conjugate()


def cast(list values):
    """
    >>> cast([1, 2j])
    [(1+0j), 2j]
    """
    return [<complex>value for value in values]


def through_pointer():
    """
    >>> through_pointer()
    (1+1j)
    """
    cdef complex z = 1j
    cdef complex *place = &z
    place[0] += 1
    return z


def in_array():
    """
    >>> in_array()
    [0j, (2+0j), 0j]
    """
    three[1] = 2
    return three


cdef complex twice(complex z) nogil:
    return z + z


def without_gil(value):
    """
    >>> without_gil(1 + 2j)
    (2+4j)
    """
    cdef complex z = value
    with nogil:
        z = twice(z)
    return z


def yielding(complex z):
    """
    >>> list(yielding(1))
    [(1+0j), (2+0j)]
    """
    yield z
    z += 1
    yield z


def enclosing(complex z):
    """
    >>> enclosing(1)()
    (1+1j)
    """
    def inner():
        return z + 1j
    return inner


cdef class Holder:
    """
    >>> holder = Holder()
    >>> holder.z
    0j
    >>> holder.z = 3
    >>> holder.z
    (3+0j)
    >>> holder.z = 'x'
    Traceback (most recent call last):
    TypeError: must be real number, not str
    """
    cdef public complex z


cdef class Number(complex):
    """As a base it is the class.

    >>> Number(1, 2), isinstance(Number(1), complex)
    ((1+2j), True)
    """
