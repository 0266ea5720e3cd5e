# Arguments and results that Python functions cannot have: no object becomes them, or they no object.
from cpython.buffer cimport Py_buffer


ctypedef int (*Function)(int *)

cdef struct Chain:
    int value
    Chain *next


def of_pointer(int *x):  # error: E0401 cannot convert 'object' to 'int *'
    pass


def of_untyped(a, *, void *x):  # error: E0401 cannot convert 'object' to 'void *'
    pass


def of_struct(Chain x):  # error: E0401 cannot convert 'object' to 'Chain'
    pass


def of_function(Function f):  # error: E0401 cannot convert 'object' to 'int (int *) except *'
    pass


def of_default(double *x=NULL):  # error: E0401 cannot convert 'object' to 'double *'
    pass


cpdef both(
    char *text,
    char **texts,  # error: E0401 cannot convert 'object' to 'char **'
    Chain *place,  # error: E0401 cannot convert 'object' to 'Chain *'
):
    pass


cpdef int *gives_pointer():  # error: E0401 cannot convert 'int *' to 'object'
    return NULL


cpdef Function gives_function():  # error: E0401 cannot convert 'int (int *) except *' to 'object'
    return NULL


def outer():
    def inner(int *x):  # error: E0401 cannot convert 'object' to 'int *'
        return 1
    return inner


cdef class Holder:
    def __cinit__(self, Chain *x):  # error: E0401 cannot convert 'object' to 'Chain *'
        pass

    def __getitem__(self, int *x):  # error: E0401 cannot convert 'object' to 'int *'
        return 1

    cpdef Chain *get(self):  # error: E0401 cannot convert 'Chain *' to 'object'
        return NULL

    cdef int *of_c(self, Chain *x, Function f):
        return NULL

    def __getbuffer__(self, Py_buffer *buffer, int flags):
        pass


class Plain:
    def method(self, void **x):  # error: E0401 cannot convert 'object' to 'void **'
        pass


def operators(Holder holder, object o):
    cdef Function f = NULL
    f + o  # error: E0401 cannot convert 'int (int *) except *' to 'object'
    f[0]  # error: E0407 'int (int *) except *' has no elements to index
