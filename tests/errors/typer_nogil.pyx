# What cannot be done without the GIL.
from libc.math cimport sqrt


cdef class Holder:
    cdef double number
    cdef list items


cdef int needs_gil(int x):
    return x


cdef double fine(double x, double[:] values, Holder holder) noexcept nogil:
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        x += sqrt(values[i]) * holder.number
    return x


cdef double broken(list values, Holder holder, int n) except? -1 nogil:
    cdef double total = len(values)  # error: E0701 calling a Python object needs the GIL
    n = needs_gil(n)  # error: E0702 'needs_gil' is called without the GIL but is not declared nogil
    holder.items = None  # error: E0701 using the Python attribute 'items' needs the GIL
    values[0] = None  # error: E0701 indexing a Python object needs the GIL
    if n < 0:
        raise ValueError("negative")
    with gil:
        values.append(total)
    return total


cdef class Measured:
    cdef int x


def size(Measured value):
    cdef size_t total
    with nogil:
        total = sizeof(value)
    return total


def block(double[:] values, other):
    cdef double total = 0
    cdef Py_ssize_t i
    with nogil:
        for i in range(values.shape[0]):
            total += values[i]
        print(total)  # error: E0701 calling a Python object needs the GIL
        other = None  # error: E0701 using the Python object 'other' needs the GIL
    with gil:  # error: E0703 'with gil' where the GIL is already held
        pass
    return total


cdef int *take(int start):
    return NULL


cdef void pointer_with_value() noexcept nogil:
    cdef int *first = take(1)  # error: E0702 'take' is called without the GIL


async def without_gil(x):
    with nogil:
        await x  # error: E0701 a generator needs the GIL
