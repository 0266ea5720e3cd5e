# Buffers: what is declared in brackets, and elements that memoryviews cannot have.

cdef union Either:
    int x
    double y

cdef struct Linked:
    Linked *next
    int x

cdef struct Nested:
    Linked first[2]


def buffers(object[double] a):  # warning: W0107 a buffer of objects in brackets is an object
    cdef object[int, ndim=2] b = a  # warning: W0107
    cdef list[int] fine = []
    return a, b, fine


def of_structs(Either[:] a,  # error: E0514 a memoryview cannot have elements of type 'Either'
               Linked[:] b,  # error: E0514 a memoryview cannot have elements of type 'Linked'
               Nested[:] c):  # error: E0514 a memoryview cannot have elements of type 'Nested'
    return a, b, c


# Buffers in brackets are types of variables and arguments of functions, with these options.
cdef object[int] of_module  # error: E0525 a buffer in brackets has no meaning but for a variable # warning: W0107 # help: a memoryview
ctypedef object[int] named  # error: E0525 a buffer in brackets has no meaning # warning: W0107


cdef class HasBuffer:
    cdef object[int] of_object  # error: E0525 a buffer in brackets has no meaning # warning: W0107
    cdef list[int] items


def has_buffer(object[int] argument):  # warning: W0107
    cdef object[int, ndim=2, mode="c", cast=True, negative_indices=False] variable  # warning: W0107
    cdef object[int, nmid=2] misspelt  # error: E0410 'object' has no argument 'nmid' # warning: W0107 # help: did you mean 'ndim'?
