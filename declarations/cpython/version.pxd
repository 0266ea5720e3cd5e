# The version of the headers: Python/C API Reference Manual, "API and ABI Versioning". sys.version_info is that of the
# Python that runs.

cdef extern from "Python.h":
    const int PY_VERSION_HEX
    const int PY_MAJOR_VERSION
    const int PY_MINOR_VERSION
    const int PY_MICRO_VERSION
    const int PY_RELEASE_LEVEL
    const int PY_RELEASE_SERIAL
    const char *PY_VERSION
    # No longer in the headers.
    const char *PY_PATCHLEVEL_REVISION
