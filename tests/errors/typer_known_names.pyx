# Names of C's library and of Python's C API are known, but have to be cimported.
def function(int n):
    cdef int *p = <int *>malloc(n)  # error: E0301 'malloc' # help: `from libc.stdlib cimport malloc`
    print(sqrt(2.0))  # error: E0301 'sqrt' # help: `from libc.math cimport sqrt`
    print(n < INT_MAX)  # error: E0301 # help: `from libc.limits cimport INT_MAX`
    print(PyList_Size([1]))  # error: E0301 # help: `from cpython.list cimport PyList_Size`
    free(p, unknown=p)  # error: E0301 'free' # help: `from libc.stdlib cimport free`


cdef FILE *stream  # error: E0501 unknown type 'FILE' # help: `from libc.stdio cimport FILE`
