// Compilation: made first, destroyed last; everything in it comes from its arena.

#include "support/compilation.h"

Compilation *compilation_create(void) {
    Arena *arena = arena_create();
    Compilation *compilation = ARENA_NEW(arena, Compilation);
    compilation->arena = arena;
    compilation->names = name_table_create(arena);
    compilation->sources = source_table_create(arena);
    compilation->diagnostics = diagnostics_create(arena, compilation->sources);
    return compilation;
}

void compilation_destroy(Compilation *compilation) {
    if (compilation)
        arena_destroy(compilation->arena);
}

const Name *intern(Compilation *compilation, const char *text) {
    return name_intern_string(compilation->names, text);
}
