# cython: c_string_type=str, c_string_encoding=ascii
"""`cpdef` among the declarations of a C header: Python finds the function in the module.

>>> root(9), name_of_three("abc", 98), increase(4)
(3.0, 'bc', 5)
>>> name_of_three(character=98, text="abc")
'bc'
>>> root("a")
Traceback (most recent call last):
TypeError: must be real number, not str
>>> fail(3)
Traceback (most recent call last):
ValueError: no luck with 3
>>> root.__name__, callable(increase), list(map(increase, range(3)))
('root', True, [1, 2, 3])
>>> "hidden" in globals(), in_c(16), as_object()(25)
(False, 4.0, 5.0)
>>> list(roots(3))
[0.0, 1.0, 1.4142135623730951]
"""

cdef extern from "math.h":
    cpdef double root "sqrt"(double x) nogil
    double hidden "sqrt"(double x)


cdef extern from "string.h":
    cpdef const char *name_of_three "strchr"(const char *text, int character)


cdef extern from *:
    """
    static int increase(int x) { return x + 1; }
    static int fail(int x) {
        PyErr_Format(PyExc_ValueError, "no luck with %d", x);
        return -1;
    }
    """
    cpdef int increase(int x) nogil
    cpdef int fail(int x) except -1


def in_c(double x):
    cdef double result
    with nogil:
        result = root(x)
    return result + hidden(0)


def as_object():
    return root


def roots(n):
    for i in range(n):
        yield root(i)
