# Instances of Python 2's classes, which no header has any more.

cdef extern from "Python.h":
    bint PyInstance_Check(object obj)
    object PyInstance_New(object cls, object arg, object kw)
    object PyInstance_NewRaw(object cls, object dict)
