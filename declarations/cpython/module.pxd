# Modules and imports: Python/C API Reference Manual, "Importing Modules" and "Module Objects".

from cpython.object cimport PyObject

cdef extern from "Python.h":
    struct _inittab:
        pass

    object PyImport_ImportModule(const char *name)
    object PyImport_ImportModuleEx(const char *name, object globals, object locals, object fromlist)
    object PyImport_ImportModuleLevel(const char *name, object globals, object locals, object fromlist, int level)
    object PyImport_Import(object name)
    object PyImport_ReloadModule(object m)
    # Lends its result.
    PyObject *PyImport_AddModule(const char *name) except NULL
    object PyImport_ExecCodeModule(const char *name, object co)
    long PyImport_GetMagicNumber() except? -1
    # Lends its result.
    PyObject *PyImport_GetModuleDict() except NULL
    int PyImport_ImportFrozenModule(const char *name) except -1
    int PyImport_ExtendInittab(_inittab *newtab) except -1

    bint PyModule_Check(object p)
    bint PyModule_CheckExact(object p)
    object PyModule_NewObject(object name)
    object PyModule_New(const char *name)
    # Lends its result.
    PyObject *PyModule_GetDict(object module) except NULL
    object PyModule_GetNameObject(object module)
    const char *PyModule_GetName(object module) except NULL
    # NULL if the module has no state.
    void *PyModule_GetState(object module) except? NULL
    object PyModule_GetFilenameObject(object module)
    const char *PyModule_GetFilename(object module) except NULL
    # Steals the value unless it fails: Py_INCREF comes first.
    int PyModule_AddObject(object module, const char *name, object value) except -1
    int PyModule_AddIntConstant(object module, const char *name, long value) except -1
    int PyModule_AddStringConstant(object module, const char *name, const char *value) except -1
