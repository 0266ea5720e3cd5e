// Vector: a growable array of any type, in an arena.
//
//     typedef VECTOR(Symbol *) SymbolVector;      // zero-initialised is empty
//     vector_push(arena, &symbols, symbol);
//     for (uint32_t i = 0; i < symbols.count; i++) use(symbols.items[i]);
#ifndef ZILANT_SUPPORT_VECTOR_H
#define ZILANT_SUPPORT_VECTOR_H

#include "support/arena.h"
#include <stdint.h>

#define VECTOR(Type)                                                                               \
    struct {                                                                                       \
        Type *items;                                                                               \
        uint32_t count;                                                                            \
        uint32_t capacity;                                                                         \
    }

#define vector_push(arena, vector, item)                                                           \
    ((vector)->count == (vector)->capacity                                                         \
         ? (void)((vector)->items = vector_grow_items(                                             \
                      (arena), (vector)->items, &(vector)->capacity, sizeof *(vector)->items))     \
         : (void)0,                                                                                \
     (void)((vector)->items[(vector)->count++] = (item)))

#define vector_last(vector) ((vector)->items[(vector)->count - 1])
#define vector_pop(vector) ((vector)->items[--(vector)->count])

// Appends an array of items.
#define vector_append(arena, vector, first, added)                                                 \
    ((vector)->items =                                                                             \
         vector_append_items((arena), (vector)->items, &(vector)->count, &(vector)->capacity,      \
                             sizeof *(vector)->items, (first), (added)))

// Doubles the room for items of `item_size` bytes; used by vector_push only.
void *vector_grow_items(Arena *arena, void *items, uint32_t *capacity, size_t item_size);
void *vector_append_items(Arena *arena, void *items, uint32_t *count, uint32_t *capacity,
                          size_t item_size, const void *first, size_t added);

#endif
