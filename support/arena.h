// Arena: memory that is given back all at once.
//
// Takes: sizes. Gives: zeroed memory aligned for any type. Guarantees: an address stays valid until
// the arena is reset or freed; running out of memory ends the process with a message (the compiler
// has nothing useful to do then), so no caller checks for NULL.
#ifndef ZILANT_SUPPORT_ARENA_H
#define ZILANT_SUPPORT_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct Arena Arena;

Arena *arena_create(void);
// Gives all memory back to the arena for reuse; addresses from before are invalid.
void arena_reset(Arena *arena);
void arena_destroy(Arena *arena);

// Returns `size` zeroed bytes.
void *arena_allocate(Arena *arena, size_t size);
// Returns an array of `new_size` bytes that starts with the `old_size` bytes at `old`; in place if
// `old` was the latest allocation.
void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size);
char *arena_copy_string(Arena *arena, const char *text);
char *arena_copy_bytes(Arena *arena, const char *bytes, size_t length); // adds a NUL
char *arena_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_format_list(Arena *arena, const char *format, va_list arguments);
// Bytes handed out since creation or the last reset.
size_t arena_used(const Arena *arena);

#define ARENA_NEW(arena, Type) ((Type *)arena_allocate((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count)                                                            \
    ((Type *)arena_allocate((arena), sizeof(Type) * (size_t)(count)))

#endif
