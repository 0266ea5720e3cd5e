"""Versions of fused functions as values: pointers to functions, in variables, structs, arrays and arguments.

>>> called()
(7.0, 9.0, 4.0, 4.0, 4.0, 2.0, 4.0)
>>> passed()
(12.0, 8.0)
>>> chosen()
(('long', 'float'), ('short', 'double'), ('long', 'float'))

An error is told as the pointer's type says.

>>> [message(which) for which in range(4)]
['double -1.0', 'float -1.0', 'float -1.0', 'method -1.0']
"""

cimport cython

ctypedef double (*of_double)(double)
ctypedef float (*of_float)(float) except *
ctypedef cython.floating (*of_floating)(cython.floating)

cdef struct Operations:
    of_double d
    float (*f)(float)


cdef cython.floating twice(cython.floating x):
    if x < 0:
        raise ValueError(f"{cython.typeof(x)} {x}")
    return x * 2


cdef cython.floating repeat(of_floating f, cython.floating x):
    return f(f(x))


cdef double run_double(of_double f, double x):
    return f(x) + 1


cdef float run_float(of_float f, float x) except *:
    return f(x) + 1


cdef object names(cython.integral x, cython.floating y):
    return cython.typeof(x), cython.typeof(y)


cdef class C:
    cdef cython.floating method(self, cython.floating x):
        if x < 0:
            raise ValueError(f"method {x}")
        return x


def called():
    cdef Operations operations
    cdef of_double table[2]
    table[0] = twice
    table[1] = twice[double]
    operations.d = twice[double]
    operations.f = twice
    return (run_double(twice, 3), run_double(twice[double], 4), run_float(twice, 1.5), operations.d(2),
            operations.f(2), table[0](1), table[1](2))


def passed():
    return repeat[double](twice, 3), repeat(<float (*)(float)>twice[float], <float>2)


def chosen():
    cdef object (*pointer)(long, float)
    pointer = names
    first = pointer(1, 2)
    pointer = names[long, float]
    return first, names[short, double](1, 2), pointer(1, 2)


def message(int which):
    cdef Operations operations
    operations.f = twice
    try:
        if which == 0:
            run_double(twice, -1)
        elif which == 1:
            run_float(twice, -1)
        elif which == 2:
            operations.f(-1)
        else:
            C().method[double](-1)
    except ValueError as error:
        return str(error)
