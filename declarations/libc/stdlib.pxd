# <stdlib.h>, from the C11 standard (7.22) and POSIX.

from libc.string cimport const_char, const_void

cdef extern from "<stdlib.h>" nogil:
    void *malloc(size_t size)
    void *calloc(size_t count, size_t eltsize)
    void *realloc(void *ptr, size_t newsize)
    void *aligned_alloc(size_t alignment, size_t size)
    int posix_memalign(void **memory, size_t alignment, size_t size)
    void free(void *ptr)

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

    double atof(const char *string)
    int atoi(const char *string)
    long atol(const char *string)
    long long atoll(const char *string)
    double strtod(const char *string, char **tailptr)
    float strtof(const char *string, char **tailptr)
    long double strtold(const char *string, char **tailptr)
    long strtol(const char *string, char **tailptr, int base)
    long long strtoll(const char *string, char **tailptr, int base)
    unsigned long strtoul(const char *string, char **tailptr, int base)
    unsigned long long strtoull(const char *string, char **tailptr, int base)

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
    div_t div(int numerator, int denominator)
    ldiv_t ldiv(long numerator, long denominator)
    lldiv_t lldiv(long long numerator, long long denominator)

    void qsort(void *array, size_t count, size_t size, int (*compare)(const void *, const void *) noexcept nogil)
    void *bsearch(const void *key, const void *array, size_t count, size_t size, int (*compare)(const void *,
                  const void *) noexcept nogil)
