# Attributes of cdef classes that Python sees: their types have to have Python values.

cdef struct Point:
    int x

cdef struct Link:
    Link *next

ctypedef int (*Function)(int)


cdef class Node:
    cdef int *hidden
    cdef public int *values  # error: E0522 an attribute of type 'int *' cannot be read by Python
    cdef readonly void *data  # error: E0522
    cdef public Function function  # error: E0522
    cdef readonly Point *point  # error: E0522
    cdef public void *rows[3]  # error: E0522
    cdef public Link link  # error: E0522 an attribute of type 'Link' cannot be read by Python
    cdef public Point fine
    cdef public const char *text
    cdef readonly double complex number


cdef class Referred:
    cdef dict __dict__
    cdef object __weakref__

    def special(self):
        return self.__dict__, self.__weakref__  # error: E0403 'Referred' has no attribute '__weakref__'
