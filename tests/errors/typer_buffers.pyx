# Buffers: what is declared in brackets, and elements that memoryviews cannot have.
cimport cython

cdef union Either:
    int x
    double y

ctypedef int (*callback)(int)

cdef struct Linked:
    callback next
    int x

cdef struct Nested:
    Linked first[2]


cdef class Item:
    pass


def buffers(object[double] a):
    cdef object[int, ndim=2] b = a
    cdef list[int] fine = []
    return a, b, fine


def of_structs(Either[:] a,  # error: E0514 a memoryview cannot have elements of type 'Either'
               Linked[:] b,  # error: E0514 a memoryview cannot have elements of type 'Linked'
               Nested[:] c):  # error: E0514 a memoryview cannot have elements of type 'Nested'
    return a, b, c


# Buffers in brackets are types of variables and arguments of functions.
cdef object[int] of_module  # error: E0525 a buffer in brackets has no meaning but for a variable # help: a memoryview
ctypedef object[int] named  # error: E0525 a buffer in brackets has no meaning


cdef class HasBuffer:
    cdef object[int] of_object  # error: E0525 a buffer in brackets has no meaning
    cdef list[int] items


cdef struct Record:
    object[int] member  # error: E0525 a buffer in brackets has no meaning # error: E0538


# A result and a cast are objects of that type.
cdef object[int] result(x):
    return <object[int]>x


def pointers(x):
    cdef object[int] *pointer  # error: E0538 a pointer cannot hold Python objects
    cdef object[int] array[3]  # error: E0538 a C array cannot hold Python objects
    return x


def has_buffer(object[int] argument):
    cdef object[int, ndim=2, mode="c", cast=True, negative_indices=False] variable
    cdef object[dtype=int, ndim=1 + 1] by_name
    cdef object[int, nmid=2] misspelt  # error: E0410 'object' has no argument 'nmid' # help: did you mean 'ndim'?
    cdef object[int, 2] without_name  # error: E0582 what a buffer is told besides the type of its items goes by name
    cdef object[ndim=2] without_type  # error: E0581 a buffer in brackets needs the type of its items
    cdef object[int, dtype=int] twice  # error: E0583 the option 'dtype' of a buffer is given twice
    cdef object[int, ndim=9] too_many  # error: E0580 the option 'ndim' of a buffer has to be a number from 1 to 8
    cdef object[int, ndim="2"] no_number  # error: E0580
    cdef object[int, mode="z"] no_mode  # error: E0580 the option 'mode' of a buffer has to be "c", "fortran", "strided" or "full"
    cdef object[int, cast=1] no_truth  # error: E0580 the option 'cast' of a buffer has to be True or False
    cdef object[callback] of_functions  # error: E0514
    cdef object[Item] of_items  # error: E0514
    return argument


def elements(object[const int] fixed, object[int] numbers, int i):
    fixed[i] = 1  # error: E0406 cannot assign to a const value
    del numbers[i]  # error: E0411


cdef void without_gil(object[int] numbers) noexcept nogil:  # error: E0584 'numbers' is a buffer, which cannot be taken without the GIL # help: a memoryview
    pass


def region(object[object] things, object[int] numbers, x):
    with nogil:
        things[0] = 1  # error: E0701
        numbers = x  # error: E0701


def fused(object[cython.floating] numbers):
    cdef cython.floating number = numbers[0]
    cdef object[cython.integral] others  # error: E0570
    return number
