"""NULL gives a variable that nothing else does the type of a pointer to anything. (Cython agrees.)

>>> only_null(), null_or_address(False), null_or_address(True)
((True, 'void *'), (True, 'int *', 0), (False, 'int *', 3))
"""
cimport cython


def only_null():
    pointer = NULL
    return pointer == NULL, cython.typeof(pointer)


def null_or_address(has_address):
    cdef int number = 3
    pointer = NULL
    if has_address:
        pointer = &number
    return pointer is NULL, cython.typeof(pointer), pointer[0] if pointer else 0
