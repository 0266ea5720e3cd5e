# Pointers into objects that nothing keeps.

from libc.string cimport strlen

cdef bytes kept = b"abc"
free = b"abc"
cdef const char *p


cdef class Holder:
    cdef const char *text
    cdef public object name


def stores(bytes a, b, list items, Holder holder):
    cdef const char *p = a + a  # error: E0421 the pointer outlives the temporary Python object
    cdef void *q
    p = a
    p = b"constant"
    p = kept
    p = items[0]
    p = b.name
    p = holder.name
    p = holder.text
    p = a[:2]  # error: E0421
    p = b[1:]  # error: E0421
    p = b.make()  # error: E0421
    p = b.make().name  # error: E0421
    p = str(b).encode()  # error: E0421
    p = a if b else kept
    p = a + b"x" if b else kept  # error: E0421
    p = b or a
    p = <const char *>a
    p = <const char *>(a + a)  # error: E0421 # error: E0421
    q = <void *>b
    q = <void *>b.make()  # error: E0421 # error: E0421
    holder.text = a + a  # error: E0421
    return strlen(a + a), strlen(<const char *>a), strlen(<const char *>(a + a))  # error: E0421


def fine(a, Py_ssize_t n):
    cdef const char *p = (b := a + a)
    cdef size_t address = <size_t><void *>a
    cdef int number = <int>(a + n)
    cdef int *numbers = [1, 2, number]
    return p, address, number


p = free  # error: W0105 the module may rebind 'free' while the pointer into its object is in use
p = kept
