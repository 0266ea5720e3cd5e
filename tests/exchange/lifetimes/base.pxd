cdef class Plain:
    cdef int number

cdef class Logged:
    cdef object payload
    cdef readonly list log
    cdef note(self, what)

cdef class Weak:
    cdef object __weakref__
    cdef dict __dict__
    cdef object payload

cdef class Finalized:
    cdef readonly list log

cdef class Node:
    cdef public object other

cdef class Sequence(list):
    cdef public object extra
