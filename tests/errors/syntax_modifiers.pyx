# Words before declarations that mean nothing there, and keywords as names.
cpdef class Class:  # error: E0525 cpdef has no meaning on a class
    cdef readonly public int x  # error: E0525 public has no meaning beside 'readonly'


cpdef struct Struct:  # error: E0525 cpdef has no meaning on a struct
    int x


cpdef union Union:  # error: E0525 cpdef has no meaning on a union
    int x


cdef inline class Inline:  # error: E0525 inline has no meaning on a class
    pass


cdef inline struct InlineStruct:  # error: E0525 inline has no meaning on a struct
    int x


cpdef extern from *:  # error: E0525 cpdef has no meaning on the declarations of a C header
    cdef enum Items:
        A


cpdef nogil:  # error: E0525 cpdef has no meaning on a block
    cdef int first()


cdef nogil:
    cpdef int second():
        return 1


cdef extern public int twice  # error: E0525 public has no meaning beside 'extern'
cdef pass  # error: E0129 'pass' is a keyword and cannot be used as a name
cdef int if, lambda  # error: E0129 'if' is a keyword and cannot be used as a name # error: E0129 'lambda' is a keyword and cannot be used as a name
