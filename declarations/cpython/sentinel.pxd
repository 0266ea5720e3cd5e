# Sentinels, from 3.15 on: Python/C API Reference Manual, "Sentinel objects".

cdef extern from "Python.h":
    bint PySentinel_Check(object o)
    object PySentinel_New(const char *name, const char *module)
