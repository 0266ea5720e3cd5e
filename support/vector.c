// Vector: the one function under vector_push.

#include "support/vector.h"
#include "support/diag.h"

void *vector_grow_items(Arena *arena, void *items, uint32_t *capacity, size_t item_size) {
    uint32_t old = *capacity;
    zi_assert(old <= UINT32_MAX / 2);
    uint32_t grown = old ? old * 2 : 8;
    *capacity = grown;
    return arena_grow(arena, items, old * item_size, grown * item_size);
}
