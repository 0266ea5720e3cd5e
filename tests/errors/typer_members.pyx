# Members of structs and cdef classes, and where pure mode makes C functions and cdef classes.
cimport cython


cdef class Extension:
    cdef int counted
    cdef int with_value = 1  # error: E0520 field 'with_value' of a struct or cdef class
    cdef int method():  # error: E0519 method 'method' takes no object
        return 1
    def shown():  # error: E0519 method 'shown' takes no object
        return 1
    def stars(*arguments):
        return 1
    def by_keyword(*, x):  # error: E0519
        return 1
    @staticmethod
    def free():
        return 1
    @staticmethod
    cdef int free_too():
        return 1
    cdef int number(int value):  # error: E0524 the first argument of C method 'number' is its object: 'Extension', not 'int'
        return 1
    cpdef any(object self):  # error: E0524
        return 1
    cdef itself(Extension self):
        return 1


cdef struct Pair:
    int first, second
    int third = 3  # error: E0520


def f(x):
    @cython.cfunc  # error: E0227 C function definition not allowed here
    def pure(y):
        return y
    @cython.cclass
    class PureLocal:  # error: E0227 Extension type definition not allowed here
        pass
    return x


class Python:
    @cython.cfunc  # error: E0227
    def method(self):
        pass


cdef class Managed:
    cdef void __enter__(self) noexcept:
        pass

    def __exit__(self, *details):
        pass


cdef class Parameterized:
    cdef int __enter__(self, int x) noexcept:
        return x

    def __exit__(self, *details):
        pass


def enter():
    with Managed():
        pass
    with Parameterized() as y:  # error: E0402 '__enter__' takes 1 argument, 0 given
        pass
