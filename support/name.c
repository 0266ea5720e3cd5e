// Names: a hash table of all texts seen; open addressing, at most half full.

#include "support/name.h"
#include "support/diag.h"
#include "support/hash.h"
#include <string.h>

#define FIRST_CAPACITY 1024U

struct NameTable {
    Arena *arena;
    const Name **slots;
    uint32_t capacity; // a power of two
    uint32_t count;
};

NameTable *name_table_create(Arena *arena) {
    NameTable *table = ARENA_NEW(arena, NameTable);
    table->arena = arena;
    table->capacity = FIRST_CAPACITY;
    table->slots = ARENA_ARRAY(arena, const Name *, FIRST_CAPACITY);
    return table;
}

// Returns the slot that holds the text or that it would go into.
static const Name **find_slot(const NameTable *table, const char *text, size_t length,
                              uint32_t hash) {
    uint32_t mask = table->capacity - 1;
    for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
        const Name *name = table->slots[i];
        if (!name)
            return &table->slots[i];
        if (name->hash == hash && name->length == length && !memcmp(name->text, text, length))
            return &table->slots[i];
    }
}

// Doubles the room; the names themselves stay where they are.
static void grow_table(NameTable *table) {
    const Name **old = table->slots;
    uint32_t old_capacity = table->capacity;
    table->capacity *= 2;
    table->slots = ARENA_ARRAY(table->arena, const Name *, table->capacity);
    for (uint32_t i = 0; i < old_capacity; i++)
        if (old[i])
            *find_slot(table, old[i]->text, old[i]->length, old[i]->hash) = old[i];
}

const Name *name_intern(NameTable *table, const char *text, size_t length) {
    zi_assert(length < UINT32_MAX);
    uint32_t hash = (uint32_t)hash_bytes(text, length, HASH_SEED);
    const Name **slot = find_slot(table, text, length, hash);
    if (*slot)
        return *slot;
    Name *name = arena_allocate(table->arena, sizeof(Name) + length + 1);
    name->length = (uint32_t)length;
    name->hash = hash;
    if (length)
        memcpy(name->text, text, length);
    *slot = name;
    if (++table->count > table->capacity / 2)
        grow_table(table);
    return name;
}

const Name *name_intern_string(NameTable *table, const char *text) {
    return name_intern(table, text, strlen(text));
}
