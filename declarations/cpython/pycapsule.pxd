# Capsules: Python/C API Reference Manual, "Capsules".

cdef extern from "Python.h":
    ctypedef void (*PyCapsule_Destructor)(object capsule) noexcept
    bint PyCapsule_CheckExact(object o)
    object PyCapsule_New(void *pointer, const char *name, PyCapsule_Destructor destructor)
    void *PyCapsule_GetPointer(object capsule, const char *name) except? NULL
    const char *PyCapsule_GetName(object capsule) except? NULL
    void *PyCapsule_GetContext(object capsule) except? NULL
    bint PyCapsule_IsValid(object capsule, const char *name)
    int PyCapsule_SetPointer(object capsule, void *pointer) except -1
    void *PyCapsule_Import(const char *name, int no_block) except? NULL
