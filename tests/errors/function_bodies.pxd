# What a .pxd file may define: the functions that each module which cimports it has as its own.
cimport cython

cdef int declared(int x)
cdef inline int doubled(int x):
    return 2 * x

cdef int defined(int x):  # error: E0227 function definition in pxd file must be declared 'cdef inline' # help: end the line without a colon
    return x

@cython.inline
cdef int decorated(int x):  # error: E0227 function definition in pxd file must be declared
    return x

cdef public inline int seen(int x):  # error: E0227 inline function definition in pxd file cannot be 'public'
    return x

cdef api inline int exported(int x):  # error: E0227 inline function definition in pxd file cannot be 'api'
    return x

def python(x):  # error: E0227 function definition in pxd file must be declared # help: leave it out here
    return x

class Python:  # error: E0227 class definition not allowed here
    pass

cdef class Owner:
    """Text is no statement that runs."""

    cdef int field
    cdef int method(self)
    cpdef inline int own(self):
        return self.field

    cdef int body(self):  # error: E0227 function definition in pxd file must be declared
        return 1

    def python(self):  # error: E0227 function definition in pxd file must be declared
        pass

    def __getbuffer__(self, Py_buffer *buffer, int flags):
        pass

    def __releasebuffer__(self, Py_buffer *buffer):
        pass

    x = 1  # error: E0227 Executable statement not allowed here
    if True:  # error: E0227 Executable statement not allowed here
        pass

cdef extern from *:
    cdef class elsewhere.Foreign [object Foreign]:
        def python(self):  # error: E0227 function definition in pxd file must be declared
            pass

        @property
        cdef inline int size(self):
            return 1
