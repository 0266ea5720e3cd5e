// Names: interned byte strings. Equal text means equal pointer, so names are compared with ==.
#ifndef LINDWORM_SUPPORT_NAME_H
#define LINDWORM_SUPPORT_NAME_H

#include "support/arena.h"
#include <stdint.h>

typedef struct Name {
    uint32_t length; // bytes of UTF-8
    uint32_t hash;
    char text[]; // NUL-terminated; identifiers hold no NUL inside
} Name;

typedef struct NameTable NameTable;

NameTable *name_table_create(Arena *arena);
const Name *name_intern(NameTable *table, const char *text, size_t length);
const Name *name_intern_string(NameTable *table, const char *text);

#endif
