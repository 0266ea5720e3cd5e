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

// A map from a pointer to a number: the register of a variable, the offset of a field.
typedef struct NumberMap {
    Map entries;
} NumberMap;

// Stores the number in `*number` and returns true if the key is there.
bool number_map_get(const NumberMap *map, const void *key, uint64_t *number);
// Adds or replaces.
void number_map_put(Arena *arena, NumberMap *map, const void *key, uint64_t number);

#endif
