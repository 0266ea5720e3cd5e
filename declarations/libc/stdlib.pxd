# <stdlib.h>, from the C11 standard (7.22) and POSIX.

from libc.string cimport const_char, const_void

cdef extern from "<stdlib.h>" nogil:
    void *malloc(size_t size)
    void *calloc(size_t count, size_t size)
    void *realloc(void *memory, size_t size)
    void *aligned_alloc(size_t alignment, size_t size)
    int posix_memalign(void **memory, size_t alignment, size_t size)
    void free(void *memory)

    const int EXIT_SUCCESS
    const int EXIT_FAILURE
    const int RAND_MAX
    void abort()
    void exit(int status)
    void _exit(int status)
    int atexit(void (*function)() noexcept)
    char *getenv(const char *name)
    int setenv(const char *name, const char *value, int overwrite)
    int unsetenv(const char *name)
    int system(const char *command)

    double atof(const char *text)
    int atoi(const char *text)
    long atol(const char *text)
    long long atoll(const char *text)
    double strtod(const char *text, char **end)
    float strtof(const char *text, char **end)
    long double strtold(const char *text, char **end)
    long strtol(const char *text, char **end, int base)
    long long strtoll(const char *text, char **end, int base)
    unsigned long strtoul(const char *text, char **end, int base)
    unsigned long long strtoull(const char *text, char **end, int base)

    int rand()
    void srand(unsigned int seed)
    long random()
    void srandom(unsigned int seed)
    double drand48()
    void srand48(long seed)

    int abs(int number)
    long labs(long number)
    long long llabs(long long number)
    ctypedef struct div_t:
        int quot
        int rem
    ctypedef struct ldiv_t:
        long quot
        long rem
    ctypedef struct lldiv_t:
        long long quot
        long long rem
    div_t div(int number, int divisor)
    ldiv_t ldiv(long number, long divisor)
    lldiv_t lldiv(long long number, long long divisor)

    void qsort(void *base, size_t count, size_t size,
               int (*compare)(const void *, const void *) noexcept nogil)
    void *bsearch(const void *key, const void *base, size_t count, size_t size,
                  int (*compare)(const void *, const void *) noexcept nogil)
