# Files: Python/C API Reference Manual, "File Objects".

cdef extern from "Python.h":
    # What is -1 or NULL here has its usual value.
    object PyFile_FromFd(int fd, const char *name, const char *mode, int buffering, const char *encoding,
                         const char *errors, const char *newline, bint closefd)
    object PyFile_GetLine(object p, int n)
    const int Py_PRINT_RAW
    int PyFile_WriteObject(object obj, object p, int flags) except -1
    int PyFile_WriteString(const char *s, object p) except -1
