# options: -I declarations
# What cannot be used of another module: what its .pxd says is not enough.
from elsewhere cimport function, optional, callback, WithDefault

cdef callback address = function
address = <callback>optional  # error: E0613 the address of a function with optional arguments of another module

# A default that only the other module knows cannot be stepped over.
cdef int result = optional(1, c=2)  # error: E0613 the default of an argument of another module


def default(value):
    return (<WithDefault>value).method(c=1)  # error: E0613 the default of an argument of another module
