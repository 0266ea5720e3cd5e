"""C properties of classes that C headers know: `@property cdef inline` in `cdef extern from`."""

cimport cython

cdef extern from *:
    """
    #define HALF(z) ((z) / 2)
    """
    double HALF(double)

    ctypedef struct struct_of_complex "Py_complex":
        double real, imag

    ctypedef class builtins.complex [object PyComplexObject]:
        cdef struct_of_complex cval

        @property
        cdef inline double re(self) noexcept nogil:
            return self.cval.real

        @property
        cdef inline double half(self) noexcept:
            "Other properties are known in it."
            return HALF(self.re)

        @property
        cdef inline object parts(self):
            return self.cval.real, self.cval.imag

        @property
        cdef inline long whole(self) except -1:
            return <long><object>self.cval.real

        @property
        cdef inline struct_of_complex *address(self) noexcept:
            return &self.cval


def parts(complex z):
    """
    >>> parts(3 + 4j)
    (3.0, 1.5, (3.0, 4.0), 3)
    """
    return z.re, z.half, z.parts, z.whole

def whole(complex z):
    """
    >>> whole(float('inf') + 0j)
    Traceback (most recent call last):
        ...
    OverflowError: cannot convert float infinity to integer
    """
    return z.whole

cdef double sum_of(complex y, complex z) noexcept nogil:
    return y.re + z.re

def without_gil(complex z, complex y):
    """
    >>> without_gil(1j, 2 + 1j)
    2.0
    """
    cdef double result
    with nogil:
        result = sum_of(y, z)
    return result

def in_places(complex z):
    """
    >>> in_places(5 + 6j)
    (5.0, 6.0, 10.0, [5.0, 5.0], 'double')
    """
    cdef double total = z.re
    total += z.re
    return z.address.real, z.address[0].imag, total, [z.re for _ in range(2)], typeof_re(z)

def typeof_re(complex z):
    return cython.typeof(z.re)

def of_none(complex z):
    """
    >>> of_none(None)
    'none'
    """
    return "none" if z is None else z.re


# --- Setters ---------------------------------------------------------------------------------------

cdef extern from *:
    """
    static PyObject *args_of(PyObject *error) { return PyObject_GetAttrString(error, "args"); }
    static int set_args(PyObject *error, PyObject *args) {
        return PyObject_SetAttrString(error, "args", args);
    }
    """
    object args_of(object)
    int set_args(object, object) except -1

    ctypedef class builtins.Exception [object PyObject, check_size ignore]:
        @property
        cdef inline tuple values(self):
            return args_of(self)

        @values.setter
        cdef inline int values(self, values) except -1:
            return set_args(self, values)

        @property
        cdef inline int number(self):
            return args_of(self)[0]

        @number.setter
        cdef inline void number(self, int value):
            set_args(self, (value,))

        @property
        cdef inline text(self):
            return args_of(self)[0]

        @text.setter
        cdef inline void text(self, const char *value) noexcept:
            set_args(self, (value,))


def set_values(values):
    """
    >>> set_values((1, 2)), set_values([3])
    (Exception(1, 2), Exception(3))
    >>> set_values(5)
    Traceback (most recent call last):
    TypeError: 'int' object is not iterable
    """
    error = Exception()
    error.values = values
    return error


def set_number(Exception error, number):
    """
    >>> set_number(Exception(), 7)
    7
    >>> set_number(Exception(), None)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ...
    >>> set_number(None, 7)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'number'
    """
    error.number = number
    return error.number


def get_number(Exception error):
    """
    >>> get_number(Exception())
    Traceback (most recent call last):
    IndexError: tuple index out of range
    """
    return error.number


def set_text(const char *text):
    """
    >>> set_text(b"abc")
    b'abc'
    """
    error = Exception()
    error.text = text
    return error.text


def set_later(Exception error, values):
    """
    >>> error = Exception()
    >>> list(set_later(error, [(1,), (2, 3)])), error
    ([(1,), (2, 3)], Exception('last'))
    """
    for each in values:
        error.values = each
        yield error.values

    def set_last():
        error.values = ("last",)

    set_last()


def set_of_result(values):
    """
    >>> set_of_result((1, 2))
    """
    Exception().values = values


def add_values(error_type, more):
    """
    >>> add_values(Exception, (3, 4))
    Exception(1, 2, 3, 4)
    >>> add_values(ValueError, [3])
    Traceback (most recent call last):
    TypeError: can only concatenate tuple (not "list") to tuple
    """
    error: Exception = error_type(1, 2)
    error.values += more
    return error


class Appended(list):
    def __iadd__(self, other):
        return ["in place", *other]


cdef extern from *:
    """
    static PyObject *cause_of(PyObject *error) { return PyObject_GetAttrString(error, "note"); }
    static int set_cause(PyObject *error, PyObject *note) {
        return PyObject_SetAttrString(error, "note", note);
    }
    """
    object cause_of(object)
    int set_cause(object, object) except -1

    ctypedef class builtins.ValueError [object PyObject, check_size ignore]:
        @property
        cdef inline note(self):
            return cause_of(self)

        @note.setter
        cdef inline int note(self, value) except -1:
            return set_cause(self, value)


def add_in_place(ValueError error):
    """
    >>> error = ValueError()
    >>> error.note = Appended()
    >>> add_in_place(error)
    ['in place', 1]
    >>> add_in_place(None)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'note'
    """
    error.note += [1]
    return error.note


def add_number(Exception error, int value):
    """
    >>> add_number(Exception(5), 7), add_number(Exception(5), -2)
    ((12, 36), (3, 9))
    """
    error.number += value
    first = error.number
    error.number *= 3
    return first, error.number
