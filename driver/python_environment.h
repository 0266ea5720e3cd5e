// The Python that modules are built for.
#ifndef ZILANT_DRIVER_PYTHON_ENVIRONMENT_H
#define ZILANT_DRIVER_PYTHON_ENVIRONMENT_H

#include "support/compilation.h"
#include <stdbool.h>

typedef struct PythonEnvironment {
    const char *program;        // its path, as it was found
    const char *implementation; // "cpython"
    int major, minor;           // 3.N
    // "cpython-311": names the runtime bitcode
    const char *tag;
    const char *extension_suffix; // ".cpython-311-x86_64-linux-gnu.so"
    // folder of Python.h; it may have no headers
    const char *include;
    bool is_debug, is_free_threaded;
    // the folders in which it finds modules; ends in NULL
    const char **search_path;
} PythonEnvironment;

// Finds the Python: `wanted` (a path or a name on PATH) if not NULL; else the first usable one that
// lies beside the executable, in VIRTUAL_ENV, on PATH. A Python counts only after it has been run;
// what it said is kept in `cache_directory` (which may be NULL). With `report`, reports what is
// wrong. Returns NULL if there is none.
const PythonEnvironment *python_environment_find(Compilation *compilation, const char *wanted,
                                                 const char *program_directory,
                                                 const char *cache_directory, bool report);

#endif
