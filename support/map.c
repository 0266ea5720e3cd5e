// Map: entries in order of insertion, found through a table of their numbers.

#include "support/map.h"
#include "support/diag.h"
#include "support/hash.h"

#define FIRST_CAPACITY 16U

// Returns the slot of the key, or the free slot that it would go into. The map has slots.
static uint32_t *find_slot(const Map *map, const void *key) {
    uint32_t mask = map->capacity - 1;
    for (uint32_t i = (uint32_t)hash_number((uintptr_t)key) & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &map->slots[i];
        if (!*slot || map->entries[*slot - 1].key == key)
            return slot;
    }
}

// Returns the entry of the key, NULL if there is none.
static MapEntry *find_entry(const Map *map, const void *key) {
    if (!map->count)
        return NULL;
    uint32_t number = *find_slot(map, key);
    return number ? &map->entries[number - 1] : NULL;
}

void *map_get(const Map *map, const void *key) {
    MapEntry *entry = find_entry(map, key);
    return entry ? entry->value : NULL;
}

bool map_has(const Map *map, const void *key) { return find_entry(map, key) != NULL; }

// Doubles the room. Half of the slots stay free, so there are half as many entries as slots.
static void grow_map(Arena *arena, Map *map) {
    uint32_t old = map->capacity;
    map->capacity = old ? old * 2 : FIRST_CAPACITY;
    map->entries = arena_grow(arena, map->entries, sizeof(MapEntry) * (old / 2),
                              sizeof(MapEntry) * (map->capacity / 2));
    map->slots = ARENA_ARRAY(arena, uint32_t, map->capacity);
    for (uint32_t i = 0; i < map->count; i++)
        *find_slot(map, map->entries[i].key) = i + 1;
}

void map_put(Arena *arena, Map *map, const void *key, void *value) {
    MapEntry *entry = find_entry(map, key);
    if (entry) {
        entry->value = value;
        return;
    }
    if (map->count == map->capacity / 2)
        grow_map(arena, map);
    zi_assert(map->entries);
    map->entries[map->count++] = (MapEntry){key, value};
    *find_slot(map, key) = map->count;
}

bool number_map_get(const NumberMap *map, const void *key, uint64_t *number) {
    const MapEntry *entry = find_entry(&map->entries, key);
    if (entry)
        *number = (uintptr_t)entry->value;
    return entry != NULL;
}

void number_map_put(Arena *arena, NumberMap *map, const void *key, uint64_t number) {
    map_put(arena, &map->entries, key, (void *)(uintptr_t)number);
}
