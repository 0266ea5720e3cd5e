# <string.h>, from the C11 standard (7.24), POSIX and the manual of Linux.

# Names that files from before `const` was a word of the language use.
ctypedef const char const_char
ctypedef const signed char const_schar
ctypedef const unsigned char const_uchar
ctypedef const void const_void

cdef extern from "<string.h>" nogil:
    void *memcpy(void *target, const void *source, size_t size)
    void *memmove(void *target, const void *source, size_t size)
    void *memset(void *target, int byte, size_t size)
    int memcmp(const void *left, const void *right, size_t size)
    void *memchr(const void *memory, int byte, size_t size)
    void *memrchr(const void *memory, int byte, size_t size)

    size_t strlen(const char *text)
    size_t strnlen(const char *text, size_t limit)
    char *strcpy(char *target, const char *source)
    char *strncpy(char *target, const char *source, size_t limit)
    char *strcat(char *target, const char *source)
    char *strncat(char *target, const char *source, size_t limit)
    char *strdup(const char *text)
    char *strndup(const char *text, size_t limit)
    int strcmp(const char *left, const char *right)
    int strncmp(const char *left, const char *right, size_t limit)
    int strcasecmp(const char *left, const char *right)
    int strncasecmp(const char *left, const char *right, size_t limit)
    int strcoll(const char *left, const char *right)
    size_t strxfrm(char *target, const char *source, size_t limit)
    char *strchr(const char *text, int character)
    char *strrchr(const char *text, int character)
    size_t strcspn(const char *text, const char *characters)
    size_t strspn(const char *text, const char *characters)
    char *strpbrk(const char *text, const char *characters)
    char *strstr(const char *text, const char *part)
    char *strcasestr(const char *text, const char *part)
    char *strtok(char *text, const char *separators)
    char *strtok_r(char *text, const char *separators, char **state)
    char *strsep(char **text, const char *separators)
    char *strerror(int number)
