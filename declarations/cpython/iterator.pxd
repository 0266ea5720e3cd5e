# Iterators: Python/C API Reference Manual, "Iterator Protocol".

cdef extern from "Python.h":
    bint PyIter_Check(object o)
    # The end is a SystemError here, since there is no object then: `for` and next() say it better.
    object PyIter_Next(object o)
