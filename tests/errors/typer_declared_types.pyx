# Types that variables, members and elements cannot have, and parts of declarations without meaning.
cimport cython

cdef struct Hidden

cdef struct Known


cdef object objects[3]  # error: E0538 a C array cannot hold Python objects: 'object'
cdef list *lists  # error: E0538 a pointer cannot hold Python objects: 'list'
cdef int open_array[]  # error: E0507 a variable cannot have the type 'int[0]'
cdef int open_inside[3][]  # error: E0507 an array's element cannot have the type 'int[0]'
cdef Hidden hidden  # error: E0507 a variable cannot have the type 'Hidden'
cdef Hidden hidden_array[2]  # error: E0507 an array's element cannot have the type 'Hidden'
cdef void nothing[2]  # error: E0507
cdef extern int functions[5]()  # error: E0507 an array's element cannot have the type
cdef extern int (*pointers[5])()
cdef Hidden *good
cdef Known known
cdef int sized_by_value[0]


cdef struct Known:
    int member


cdef struct Holder:
    object first  # error: E0538 a C struct cannot hold Python objects: 'object'
    double[:] view  # error: E0538
    int rest[]  # error: E0507 a member cannot have the type 'int[0]'
    int also[0]


cdef union Either:
    list objects  # error: E0538 a C union cannot hold
    int number


cdef struct Empty:  # error: E0529 struct 'Empty' is empty
    pass


ctypedef union EmptyUnion:  # error: E0529 union 'EmptyUnion' is empty
    pass


cdef enum EmptyEnum:  # error: E0529 enum 'EmptyEnum' is empty
    pass


cdef enum Sized(unsigned char):  # error: E0525 a type in brackets has no meaning on an enum
    ONE


cdef extern from *:
    struct OfHeader:
        pass
    enum EnumOfHeader:
        pass
    int of_header[]


cdef int takes(Hidden value):  # error: E0507 an argument cannot have the type 'Hidden'
    return sizeof(Hidden)  # error: E0419


ctypedef struct Known:  # error: E0531 'Known' has been declared with cdef
    int member


cpdef int counter = 1  # error: E0525 cpdef has no meaning on a variable


cdef class Special:
    cdef public dict __dict__  # error: E0528 '__dict__' cannot be public or readonly
    cdef readonly object __weakref__  # error: E0528
    cpdef int attribute  # error: E0525 cpdef

    cdef __cinit__(self):  # error: E0527 special method '__cinit__' is a def
        pass

    cpdef int __len__(self):  # error: E0527
        return 1

    def __add__(self, other=1):  # error: E0525 a default value
        return other

    def __pow__(self, other, modulo=1):  # error: E0525 a default value other than None
        return other

    def __ipow__(self, other, modulo=None):
        return self

    def __call__(self, other=1):
        return other


def not_none(x not None=None):  # error: E0525 None as the default
    return x


cdef char *address() except -1:  # error: E0502
    return NULL


cdef char *cast_address() except <char *>-1:
    return NULL


cdef char *null_address() except NULL:
    return NULL


cdef signed long double signed_double  # error: E0501


cdef class Base:
    @cython.final
    cdef int fixed(self):
        return 1

    @cython.final  # error: E0525 @final has no meaning on a method that Python code can override
    cpdef int half_fixed(self):
        return 1


cdef class Derived(Base):
    cdef int fixed(self):  # error: E0532 'fixed' overrides a final method
        return 2


@cython.final
cdef class Last:
    @cython.final
    cpdef int fixed(self):
        return 1


cdef class BehindLast(Last):  # error: E0506 a cdef class cannot extend 'Last'
    pass


@cython.collection_type("sequence")  # error: E0525 a collection_type has no meaning where another
@cython.collection_type("mapping")
cdef class Both:
    pass


def wrap(function):
    return function


cdef class Properties:
    @property
    @wrap  # error: E0521 a property of a cdef class takes decorators of cython only
    def first(self):
        return 1

    @property
    def second(self):
        return 2

    @second.setter  # error: E0533 the property is called 'second', and its method 'other'
    def other(self, value):
        pass


@cython.language_level(2)  # error: E0534 directive 'language_level' can only be set for the whole
def level():
    with cython.c_string_encoding("ascii"):  # error: E0534
        pass


# Objects are neither const nor volatile, whether their type is written or not.
cdef const constant = [1, 2]  # error: E0537 a Python object cannot be const: 'object'


def qualified():
    cdef volatile changing = 1  # error: E0537 a Python object cannot be volatile: 'object'
    cdef const object written  # error: E0537
    return changing, written


cdef int *restrict give_restricted(int *restrict numbers):  # error: E0525 restrict has no meaning on the result of a function
    return numbers
from typing import Optional, Union
cdef optional_numbers(Optional[int] number,  # error: E0535 None is no value of the C type 'int'
                      Union[None, double] other):  # error: E0535 None is no value of the C type 'double'
    cdef Optional[Missing] absent  # error: E0501
    return number
