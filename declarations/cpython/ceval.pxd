# Threads of the interpreter: Python/C API Reference Manual, "Initialization, Finalization, and Threads". Both
# functions do nothing since 3.7, and are gone from later headers.

cdef extern from "Python.h":
    void PyEval_InitThreads()
    int PyEval_ThreadsInitialized()
