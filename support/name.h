// Names: interned byte strings. Equal text means equal pointer, so names are compared with ==.
#ifndef ZILANT_SUPPORT_NAME_H
#define ZILANT_SUPPORT_NAME_H

#include "support/arena.h"
#include <stdint.h>

typedef struct Name {
    uint32_t length; // bytes of UTF-8
    uint32_t hash;
    // NUL-terminated; identifiers hold no NUL inside
    char text[];
} Name;

typedef struct NameTable NameTable;

NameTable *name_table_create(Arena *arena);
const Name *name_intern(NameTable *table, const char *text, size_t length);
const Name *name_intern_string(NameTable *table, const char *text);

#endif
