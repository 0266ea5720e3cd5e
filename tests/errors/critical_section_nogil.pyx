cimport cython


def section(o):
    with nogil:
        with cython.critical_section(o):  # error: E0701 a critical section needs the GIL
            pass


@cython.critical_section  # error: E0701 a critical section needs the GIL
cdef void without_gil(a) noexcept nogil:
    pass
