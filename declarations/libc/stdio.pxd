# <stdio.h>, from the C11 standard (7.21) and POSIX.

from libc.string cimport const_char, const_void

cdef extern from "<stdio.h>" nogil:
    ctypedef struct FILE
    ctypedef struct fpos_t
    FILE *stdin
    FILE *stdout
    FILE *stderr
    const int EOF
    const int BUFSIZ
    const int FILENAME_MAX
    const int FOPEN_MAX
    const int _IOFBF
    const int _IOLBF
    const int _IONBF
    const int SEEK_SET
    const int SEEK_CUR
    const int SEEK_END

    FILE *fopen(const char *path, const char *mode)
    FILE *freopen(const char *path, const char *mode, FILE *stream)
    FILE *fdopen(int descriptor, const char *mode)
    int fclose(FILE *stream)
    int fflush(FILE *stream)
    int fileno(FILE *stream)
    int remove(const char *path)
    int rename(const char *old, const char *new)
    FILE *tmpfile()
    int setvbuf(FILE *stream, char *buffer, int mode, size_t size)
    void setbuf(FILE *stream, char *buffer)

    int printf(const char *format, ...)
    int fprintf(FILE *stream, const char *format, ...)
    int sprintf(char *buffer, const char *format, ...)
    int snprintf(char *buffer, size_t size, const char *format, ...)
    int scanf(const char *format, ...)
    int fscanf(FILE *stream, const char *format, ...)
    int sscanf(const char *text, const char *format, ...)
    void perror(const char *text)

    int getchar()
    int putchar(int character)
    int puts(const char *text)
    int fgetc(FILE *stream)
    char *fgets(char *buffer, int size, FILE *stream)
    # C11 has taken it out, and so have headers of today.
    char *gets(char *buffer)
    ssize_t getline(char **line, size_t *size, FILE *stream)
    int fputc(int character, FILE *stream)
    int fputs(const char *text, FILE *stream)
    int getc(FILE *stream)
    int putc(int character, FILE *stream)
    int ungetc(int character, FILE *stream)
    size_t fread(void *target, size_t size, size_t count, FILE *stream)
    size_t fwrite(const void *source, size_t size, size_t count, FILE *stream)
    int fseek(FILE *stream, long offset, int origin)
    long ftell(FILE *stream)
    void rewind(FILE *stream)
    int fgetpos(FILE *stream, fpos_t *position)
    int fsetpos(FILE *stream, const fpos_t *position)
    int feof(FILE *stream)
    int ferror(FILE *stream)
    void clearerr(FILE *stream)

ctypedef const fpos_t const_fpos_t
