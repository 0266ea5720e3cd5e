// Which cimport gives a name that is not defined: functions, types and constants of C's library and
// of Python's C API are known, but not without being asked for.

#include "typer/internal.h"

static const char *const modules[] = {
    "libc.stdlib",  "libc.math",      "libc.string",    "libc.stdio",        "libc.stdint",
    "libc.time",    "libc.errno",     "libc.ctype",     "libc.limits",       "libc.float",
    "libc.signal",  "libc.stddef",    "posix.unistd",   "cpython.mem",       "cpython.ref",
    "cpython.exc",  "cpython.object", "cpython.bytes",  "cpython.unicode",   "cpython.list",
    "cpython.dict", "cpython.tuple",  "cpython.buffer", "cpython.pycapsule",
};

void suggest_cimport(Typer *typer, Diagnostic *message, const Name *name) {
    for (size_t i = 0; message != NULL && i < sizeof modules / sizeof *modules; i++) {
        const Name *module_name = intern(typer->compilation, modules[i]);
        const ModuleSymbol *module = load_module(typer, module_name, NO_SPAN);
        const Symbol *symbol = module != NULL ? scope_find(module->scope, name) : NULL;
        if (symbol == NULL || !symbol->is_extern)
            continue;
        diag_add_help(message, "write `from %s cimport %s`", modules[i], name->text);
        return;
    }
}
