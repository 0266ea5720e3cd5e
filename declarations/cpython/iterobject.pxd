# Iterators over sequences and calls: Python/C API Reference Manual, "Iterator Objects".

cdef extern from "Python.h":
    bint PySeqIter_Check(object o)
    object PySeqIter_New(object sequence)
    bint PyCallIter_Check(object o)
    object PyCallIter_New(object callable, object sentinel)
