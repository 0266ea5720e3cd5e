// Names of modules in identifiers of C, as Python and Cython make them.
#ifndef ZILANT_SUPPORT_C_SYMBOL_H
#define ZILANT_SUPPORT_C_SYMBOL_H

#include "support/arena.h"

// The prefix and the name: "PyInit" and "m" give PyInit_m; what is not ASCII becomes punycode with
// '_' for '-', and the prefix ends in U.
const char *module_symbol(Arena *arena, const char *prefix, const char *name);
// The name of the function by which Python imports the module: PyInit_name.
const char *init_symbol(Arena *arena, const char *module_name);

#endif
