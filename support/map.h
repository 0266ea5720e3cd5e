// Map: a hash table from a pointer (a name, a type, a symbol) to a pointer, in an arena.
// Iteration goes in the order of insertion, so that output never depends on addresses.
#ifndef ZILANT_SUPPORT_MAP_H
#define ZILANT_SUPPORT_MAP_H

#include "support/arena.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct MapEntry {
    const void *key;
    void *value;
} MapEntry;

typedef struct Map {
    MapEntry *entries; // in order of insertion
    // open addressing; entry number + 1, 0 = free
    uint32_t *slots;
    uint32_t count;
    uint32_t capacity; // of slots, a power of two
} Map;

// Returns the value, or NULL if the key is not there.
void *map_get(const Map *map, const void *key);
bool map_has(const Map *map, const void *key);
// Adds or replaces.
void map_put(Arena *arena, Map *map, const void *key, void *value);

#endif
