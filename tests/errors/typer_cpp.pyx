# C++, which is not supported yet: said where it is used.

cdef extern from "thrower.h":
    int risky(int) except +
    int risky_as(int) except +MemoryError
    int risky_star(int) except +*
    object risky_object(int) except +
    int calm(int) noexcept
    ctypedef int (*Risky)(int) except +

cdef extern from "space.h" namespace "space":  # error: E0599 a C++ namespace is not supported yet
    int inside()

cdef extern from "classes.h":
    cdef cppclass Vector[T]:  # error: E0599 a C++ class is not supported yet
        Vector() except +
        void push_back(T&) except +


def call(int x):
    cdef Risky pointer = risky
    cdef int (*careless)(int) noexcept = risky  # error: E0401
    cdef int (*asking)(int) except * = risky  # error: E0401
    risky(x)  # error: E0599 calling 'risky', which may throw a C++ exception, is not supported yet
    risky_as(x)  # error: E0599 calling 'risky_as'
    risky_star(x)  # error: E0599 calling 'risky_star'
    risky_object(x)  # error: E0599 calling 'risky_object'
    pointer(x)  # error: E0599 calling 'pointer'
    return calm(x)


cdef int own(int x) except +:  # error: E0518 only functions of C++ headers have 'except +', not 'own'
    return x


cdef class Counter:
    cdef int count(self) except +:  # error: E0518
        return 1
