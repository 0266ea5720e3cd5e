# Sentinels, from 3.15 on: Python/C API Reference Manual, "Sentinel objects".

cdef extern from *:
    """
    #include <Python.h>
    #if PY_VERSION_HEX >= 0x030F0000 /* with the usual representation */
    static inline PyObject *zi_sentinel_new(const char *name, const char *module) {
        return PySentinel_New(name, module, NULL);
    }
    #endif
    """
    bint PySentinel_Check(object o)
    object PySentinel_New "zi_sentinel_new"(const char *name, const char *module_name)
