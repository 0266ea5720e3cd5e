# Generators: Python/C API Reference Manual, "Generator Objects".

from cpython.pystate cimport PyFrameObject

cdef extern from "Python.h":
    bint PyGen_Check(object ob)
    bint PyGen_CheckExact(object ob)
    # These two steal the frame, also when they fail.
    object PyGen_New(PyFrameObject *frame)
    object PyGen_NewWithQualName(PyFrameObject *frame, object name, object qualname)
