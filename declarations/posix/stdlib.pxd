# <stdlib.h>, from POSIX.

cdef extern from "<stdlib.h>" nogil:
    void _Exit(int status)

    double drand48()
    double erand48(unsigned short *state)
    void lcong48(unsigned short *parameters)
    long lrand "lrand48"()
    long mrand "mrand48"()
    long nrand48(unsigned short *state)
    unsigned short *seed48(unsigned short *state)
    void srand48(long seed)
    int rand_r(unsigned int *seed)
    long random()
    char *setstate(char *state)
    void srandom(unsigned int seed)

    int getsubopt(char **option, char *const *tokens, char **value)
    char *mkdtemp(char *template)
    int mkstemp(char *template)
    int posix_memalign(void **memory, size_t alignment, size_t size)
    char *realpath(const char *path, char *resolved)

    int posix_openpt(int flags)
    char *ptsname(int descriptor)
    int unlockpt(int descriptor)

    # The environment keeps the text that putenv is given.
    int putenv(char *text)
    int setenv(const char *name, const char *value, int overwrite)
    int unsetenv(const char *name)

    # No longer in the headers of Linux.
    void setkey(const char *key)
