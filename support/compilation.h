// Compilation: the owner of everything that one run of the compiler makes.
#ifndef ZILANT_SUPPORT_COMPILATION_H
#define ZILANT_SUPPORT_COMPILATION_H

#include "support/arena.h"
#include "support/diag.h"
#include "support/map.h"
#include "support/name.h"
#include "support/source.h"
#include "support/vector.h"

typedef struct Compilation {
    Arena *arena; // lives as long as the compilation
    NameTable *names;
    SourceTable *sources;
    Diagnostics *diagnostics;
} Compilation;

Compilation *compilation_create(void);
void compilation_destroy(Compilation *compilation);

// Interns a C string literal or NUL-terminated text.
const Name *intern(Compilation *compilation, const char *text);

#endif
