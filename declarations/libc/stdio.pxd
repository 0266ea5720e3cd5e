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

    FILE *fopen(const char *filename, const char *opentype)
    FILE *freopen(const char *filename, const char *opentype, FILE *stream)
    FILE *fdopen(int fdescriptor, const char *opentype)
    int fclose(FILE *stream)
    int fflush(FILE *stream)
    int fileno(FILE *stream)
    int remove(const char *filename)
    int rename(const char *oldname, const char *newname)
    FILE *tmpfile()
    int setvbuf(FILE *stream, char *buf, int mode, size_t size)
    void setbuf(FILE *stream, char *buf)

    int printf(const char *template, ...)
    int fprintf(FILE *stream, const char *template, ...)
    int sprintf(char *s, const char *template, ...)
    int snprintf(char *s, size_t size, const char *template, ...)
    int scanf(const char *template, ...)
    int fscanf(FILE *stream, const char *template, ...)
    int sscanf(const char *s, const char *template, ...)
    void perror(const char *message)

    int getchar()
    int putchar(int c)
    int puts(const char *s)
    int fgetc(FILE *stream)
    char *fgets(char *s, int count, FILE *stream)
    # C11 has taken it out, and so have headers of today.
    char *gets(char *s)
    ssize_t getline(char **lineptr, size_t *n, FILE *stream)
    int fputc(int c, FILE *stream)
    int fputs(const char *s, FILE *stream)
    int getc(FILE *stream)
    int putc(int c, FILE *stream)
    int ungetc(int c, FILE *stream)
    size_t fread(void *data, size_t size, size_t count, FILE *stream)
    size_t fwrite(const void *data, size_t size, size_t count, FILE *stream)
    int fseek(FILE *stream, long offset, int whence)
    long ftell(FILE *stream)
    void rewind(FILE *stream)
    int fgetpos(FILE *stream, fpos_t *position)
    int fsetpos(FILE *stream, const fpos_t *position)
    int feof(FILE *stream)
    int ferror(FILE *stream)
    void clearerr(FILE *stream)

ctypedef const fpos_t const_fpos_t
