# <dlfcn.h>, from POSIX.

cdef extern from "<dlfcn.h>" nogil:
    const int RTLD_LAZY
    const int RTLD_NOW
    const int RTLD_GLOBAL
    const int RTLD_LOCAL

    void *dlopen(const char *file, int mode)
    void *dlsym(void *library, const char *name)
    int dlclose(void *library)
    # Lends its result, until the next call of any of these.
    char *dlerror()
