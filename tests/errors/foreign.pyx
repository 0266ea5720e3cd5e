# options: -I declarations
# What belongs to another module cannot be reached yet.
from foreign cimport function, both, variable, Thing, WithDefault, callback

cdef int result = function(1)  # error: E0613 a C function of another module cannot be compiled yet
result = both(2)  # error: E0613 a C function of another module cannot be compiled yet
cdef callback address = function  # error: E0613 a C function of another module cannot be compiled yet
result = variable  # error: E0613 a C variable of another module cannot be compiled yet
variable = 3  # error: E0613 a C variable of another module cannot be compiled yet
cdef int *pointer = &variable  # error: E0613 a C variable of another module cannot be compiled yet
thing = Thing()  # error: E0613 a cdef class of another module cannot be compiled yet


def field(Thing thing):  # error: E0613 a cdef class of another module cannot be compiled yet
    return thing.field


def convert(value):
    cdef Thing thing = value  # error: E0613 a cdef class of another module cannot be compiled yet
    return thing


def default(value):
    return (<WithDefault>value).method()  # error: E0613 the default of an argument of another module


def cast(value):
    return <Thing?>value  # error: E0613 a cdef class of another module cannot be compiled yet
