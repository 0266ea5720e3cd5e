# The interpreter's life: Python/C API Reference Manual, "Initialization, Finalization, and Threads", and the headers
# pylifecycle.h and pyconfig.h. Functions that a Python does not have are an error where they are used.

from libc.stddef cimport wchar_t
from libc.stdio cimport FILE
from cpython.pystate cimport PyThreadState

cdef extern from "Python.h":
    # The texts are kept, not copied.
    void Py_SetProgramName(wchar_t *name)
    wchar_t *Py_GetProgramName()
    void Py_SetPythonHome(wchar_t *path)
    wchar_t *Py_GetPythonHome()
    void Py_SetPath(const wchar_t *path)
    int Py_SetStandardStreamEncoding(const char *encoding, const char *errors)

    void Py_Initialize()
    void Py_InitializeEx(int handles_signals)
    void _Py_InitializeEx_Private(int handles_signals, int installs_importlib)
    void Py_Finalize()
    int Py_FinalizeEx()
    int Py_IsInitialized() nogil
    PyThreadState *Py_NewInterpreter()
    void Py_EndInterpreter(PyThreadState *thread)
    int Py_AtExit(void (*func)() noexcept)
    void _Py_PyAtExit(void (*func)(object o) noexcept, object o)
    void Py_Exit(int status)
    void _Py_RestoreSignals()
    int Py_FdIsInteractive(FILE *stream, const char *name)
    int Py_Main(int argc, wchar_t **argv)

    # These lend their result.
    wchar_t *Py_GetProgramFullPath()
    wchar_t *Py_GetPrefix()
    wchar_t *Py_GetExecPrefix()
    wchar_t *Py_GetPath()
    int _Py_CheckPython3()
    const char *Py_GetVersion() nogil
    const char *Py_GetPlatform() nogil
    const char *Py_GetCopyright() nogil
    const char *Py_GetCompiler() nogil
    const char *Py_GetBuildInfo() nogil
    const char *_Py_gitidentifier()
    const char *_Py_gitversion()

    ctypedef void (*PyOS_sighandler_t)(int signal) noexcept nogil
    PyOS_sighandler_t PyOS_getsig(int signal) nogil
    PyOS_sighandler_t PyOS_setsig(int signal, PyOS_sighandler_t handler) nogil
    int _PyOS_URandom(void *buffer, Py_ssize_t size) except -1
    int _PyOS_URandomNonblock(void *buffer, Py_ssize_t size) except -1
