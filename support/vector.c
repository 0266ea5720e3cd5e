// Vector: the functions under vector_push and vector_append.

#include "support/vector.h"
#include "support/diag.h"
#include <string.h>

void *vector_grow_items(Arena *arena, void *items, uint32_t *capacity, size_t item_size) {
    uint32_t old = *capacity;
    zi_assert(old <= UINT32_MAX / 2);
    uint32_t grown = old ? old * 2 : 8;
    *capacity = grown;
    return arena_grow(arena, items, old * item_size, grown * item_size);
}

void *vector_append_items(Arena *arena, void *items, uint32_t *count, uint32_t *capacity,
                          size_t item_size, const void *first, size_t added) {
    zi_assert(added <= UINT32_MAX / 2 - *count);
    while (*capacity - *count < added)
        items = vector_grow_items(arena, items, capacity, item_size);
    if (added > 0)
        memcpy((char *)items + (*count * item_size), first, added * item_size);
    *count += (uint32_t)added;
    return items;
}
