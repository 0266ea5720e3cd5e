# cdef classes that are to be pickled by their fields, and cannot.
cimport cython


@cython.auto_pickle(True)
cdef class Buffer:  # error: E0530 'Buffer' cannot be pickled by its fields: self.memory cannot be converted to a Python object for pickling
    cdef void *memory


@cython.auto_pickle(True)
cdef class Counted:  # error: E0530 'Counted' cannot be pickled by its fields: no default __reduce__ due to non-trivial __cinit__
    def __cinit__(self):
        pass


cdef class Silent:
    cdef void *memory
