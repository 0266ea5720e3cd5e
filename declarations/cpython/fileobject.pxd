# Files: Python/C API Reference Manual, "File Objects".

cdef extern from "Python.h":
    # What is -1 or NULL here has its usual value.
    object PyFile_FromFd(int descriptor, const char *name, const char *mode, int buffering, const char *encoding,
                         const char *errors, const char *newline, bint closes)
    object PyFile_GetLine(object file, int limit)
    const int Py_PRINT_RAW
    int PyFile_WriteObject(object o, object file, int flags) except -1
    int PyFile_WriteString(const char *text, object file) except -1
