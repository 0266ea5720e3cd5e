# cython: c_string_type=str, c_string_encoding=ascii
"""`cpdef` functions of C headers: Python functions of the module."""

import pickle


cdef extern from "math.h":
    cpdef double fabs(double x), floor(double)
    cdef double ceil(double)

cdef extern from "string.h":
    """
    typedef struct { int x, y; } Point;
    static const char *found(const char *text, int letter) { return strchr(text, letter); }
    static int divided(int a, int b) {
        if (b != 0)
            return a / b;
        PyGILState_STATE state = PyGILState_Ensure();
        PyErr_SetString(PyExc_ZeroDivisionError, "by C");
        PyGILState_Release(state);
        return -1;
    }
    static Point swapped(Point p) { Point q = {p.y, p.x}; return q; }
    static PyObject *pair(PyObject *a, PyObject *b) { return PyTuple_Pack(2, a, b); }
    static int count;
    static void tick(void) { count++; }
    """
    ctypedef struct Point:
        int x, y
    cpdef const char *found(const char *text, int letter)
    cpdef int divided(int a, int b) except? -1 nogil
    cpdef Point swapped(Point p)
    cpdef object pair(object a, object b)
    cpdef void tick()
    int count


ctypedef double (*Function)(double) noexcept


cpdef double half(double x) noexcept:
    return x / 2


cdef double apply(Function f, double x):
    return f(x)


def from_python():
    """
    >>> fabs(-2), floor(2.5), root(16)
    (2.0, 2.0, 4.0)
    >>> fabs(x=-3.5), found("abcabc", ord("c")), found(letter=98, text="xbx")
    (3.5, 'cabc', 'bx')
    >>> divided(7, 2), divided(b=3, a=-9)
    (3, -3)
    >>> divided(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: by C
    >>> swapped({"x": 1, "y": 2}) == {"x": 2, "y": 1}, pair([], b=None)
    (True, ([], None))
    >>> tick(), from_c() > 0
    (None, True)
    >>> ceil(1.5)
    Traceback (most recent call last):
    NameError: name 'ceil' is not defined
    """


def errors():
    """
    >>> fabs()
    Traceback (most recent call last):
    TypeError: fabs() takes exactly 1 positional argument (0 given)
    >>> fabs("1")
    Traceback (most recent call last):
    TypeError: must be real number, not str
    >>> divided(2 ** 40, 1)
    Traceback (most recent call last):
    OverflowError: value too large to convert to int
    >>> floor(x=1.0)
    Traceback (most recent call last):
    TypeError: floor() got an unexpected keyword argument 'x'
    """


def names():
    """
    >>> names()
    ('root', 'root', True)
    """
    o = <object>root
    return o.__name__, o.__qualname__, pickle.loads(pickle.dumps(root)) is root


def from_c():
    before = count
    tick()
    return count - before


def as_values():
    """As an object a Python function, as a pointer the function of C.

    >>> as_values()
    (1.5, 1.0, 3.0, [3.0, 9.0], True)
    """
    cdef Function f = fabs
    g = lambda x: root(x)
    return f(-1.5), apply(floor, 1.5), g(9), list(map(fabs, (-3, 9))), fabs is globals()["fabs"]


def of_cpdef():
    """The address of a cpdef function of this module: its body, that no Python sees.

    >>> of_cpdef()
    (2.0, 4.0, True, True, 1.0, 3.0)
    """
    cdef Function f = half
    cdef Function g = &half
    cdef Function table[2]
    table[0], table[1] = half, root
    return f(4), apply(half, 8), f == g, g == <Function>half, table[0](2), table[1](9)


def without_gil(double x):
    """
    >>> without_gil(6)
    3.0
    """
    cdef int y
    with nogil:
        y = divided(<int>x, 2)
    return fabs(-y)


def without_names():
    """
    >>> root(arg0=4)
    2.0
    """
