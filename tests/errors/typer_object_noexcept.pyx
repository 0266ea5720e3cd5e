# noexcept on what gives an object keeps no exception.
cimport cython

cdef object give() noexcept:  # warning: W0114 'noexcept' has no effect on a function that gives a 'object'
    return 1


cdef str give_text() noexcept:  # warning: W0114 'noexcept' has no effect on a function that gives a 'str'
    return ""


cdef int number() noexcept:
    return 1


cdef implicit():
    return 1


ctypedef object (*giver)() noexcept  # warning: W0114

cdef extern from *:
    object of_header() noexcept


@cython.exceptval(check=False)  # warning: W0114
cdef decorated():
    return 1


@cython.exceptval(check=False)  # warning: W0114
@cython.cfunc
def pure() -> list:
    return []


@cython.exceptval(check=True)
@cython.cfunc
def pure_checked() -> list:
    return []


@cython.exceptval(-1)  # error: E0525 an exception value has no meaning where no C value is returned
@cython.cfunc
def pure_value() -> object:
    return None


@cython.exceptval(-1)  # error: E0525 an exception value has no meaning where no C value is returned
cdef object value():
    return None
