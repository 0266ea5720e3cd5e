# <string.h>, from the C11 standard (7.24), POSIX and the manual of Linux.

# Names that files from before `const` was a word of the language use.
ctypedef const char const_char
ctypedef const signed char const_schar
ctypedef const unsigned char const_uchar
ctypedef const void const_void

cdef extern from "<string.h>" nogil:
    void *memcpy(void *pto, const void *pfrom, size_t size)
    void *memmove(void *pto, const void *pfrom, size_t size)
    void *memset(void *block, int c, size_t size)
    int memcmp(const void *a1, const void *a2, size_t size)
    void *memchr(const void *block, int c, size_t size)
    void *memrchr(const void *block, int c, size_t size)

    size_t strlen(const char *s)
    size_t strnlen(const char *text, size_t limit)
    char *strcpy(char *pto, const char *pfrom)
    char *strncpy(char *pto, const char *pfrom, size_t size)
    char *strcat(char *pto, const char *pfrom)
    char *strncat(char *pto, const char *pfrom, size_t size)
    char *strdup(const char *s)
    char *strndup(const char *s, size_t size)
    int strcmp(const char *s1, const char *s2)
    int strncmp(const char *s1, const char *s2, size_t size)
    int strcasecmp(const char *s1, const char *s2)
    int strncasecmp(const char *s1, const char *s2, size_t n)
    int strcoll(const char *s1, const char *s2)
    size_t strxfrm(char *pto, const char *pfrom, size_t size)
    char *strchr(const char *string, int c)
    char *strrchr(const char *string, int c)
    size_t strcspn(const char *string, const char *stopset)
    size_t strspn(const char *string, const char *set)
    char *strpbrk(const char *string, const char *stopset)
    char *strstr(const char *haystack, const char *needle)
    char *strcasestr(const char *haystack, const char *needle)
    char *strtok(char *newstring, const char *delimiters)
    char *strtok_r(char *text, const char *separators, char **state)
    char *strsep(char **string_ptr, const char *delimiter)
    char *strerror(int errnum)
