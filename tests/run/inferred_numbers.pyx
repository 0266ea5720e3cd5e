"""Types of variables that are assigned C numbers more than once: of floats a double, as in Cython,
so that no assignment rounds to 32 bits.

>>> once(0.1)
('float', True)
>>> twice(0.1)
('double', True)
>>> augmented(0.1)
('double', True)
>>> other_floats(0.1, 0.2)
('double', True)
>>> chosen(0.1, 0.2, True)
('double', True)
>>> in_loop(0.1, 3)
('double', 0.30000000000000004)
>>> list(yielded(0.1))
['double', 'double']
>>> captured(0.1)
('double', True)
>>> declared(0.1)
('float', False)
"""
cimport cython

TENTH = 0.1


def once(float x):
    y = x
    return cython.typeof(y), y == x


def twice(float x):
    y = x
    y = TENTH_of_c()
    return cython.typeof(y), y == TENTH


cdef double TENTH_of_c():
    return 0.1


cdef float narrow(double x):
    return x


def augmented(float x):
    y = x
    y += 0.1
    return cython.typeof(y), y == x + 0.1


def other_floats(float x, long double z):
    y = x
    y = narrow(z)
    return cython.typeof(y), y == narrow(0.2)


def chosen(float x, float z, bint first):
    y = x if first else z
    y = y * 0.1
    return cython.typeof(y), y == x * 0.1


def in_loop(double x, int count):
    y = narrow(0)
    for _ in range(count):
        y = y + x
    return cython.typeof(y), y


def yielded(float x):
    y = x
    yield cython.typeof(y)
    y = y + 1
    yield cython.typeof(y)


def captured(float x):
    y = x
    y = y + 0.1

    def inner():
        return y

    return cython.typeof(y), inner() == x + 0.1


def declared(float x):
    cdef float y = x
    y = 0.1
    return cython.typeof(y), y == TENTH
