// Arena: blocks from malloc, handed out in order and given back together.
//
// Under AddressSanitizer the part of a block that is not handed out is poisoned, and every
// allocation is followed by a gap, so that overruns and uses after a reset are found as with
// malloc.

#include "support/arena.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#endif

#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define GAP ((size_t)16)
#define poison(address, size) ASAN_POISON_MEMORY_REGION((address), (size))
#define unpoison(address, size) ASAN_UNPOISON_MEMORY_REGION((address), (size))
#else
#define GAP ((size_t)0)
#define poison(address, size) ((void)(address), (void)(size))
#define unpoison(address, size) ((void)(address), (void)(size))
#endif

#define ALIGNMENT ((size_t)16)
#define FIRST_BLOCK ((size_t)64 * 1024)
#define LARGEST_BLOCK ((size_t)4 * 1024 * 1024)

typedef struct Block {
    struct Block *previous;
    size_t size; // of the room after this head
    size_t used;
    // keeps the head a multiple of ALIGNMENT
    size_t padding;
} Block;

struct Arena {
    Block *block;      // the one that allocations come from
    size_t next_block; // size of the next ordinary block
    size_t used;
    char *latest; // start of the latest allocation
};

// Ends the process: without memory the compiler cannot even say more.
static _Noreturn void fail_out_of_memory(void) {
    fputs("zilant: out of memory\n", stderr);
    exit(1);
}

static char *block_room(Block *block) { return (char *)(block + 1); }

// Puts a new block with room for at least `size` bytes before the others.
static void add_block(Arena *arena, size_t size) {
    size_t room = size > arena->next_block ? size : arena->next_block;
    if (room > SIZE_MAX / 2)
        fail_out_of_memory();
    Block *block = malloc(sizeof(Block) + room);
    if (!block)
        fail_out_of_memory();
    *block = (Block){.previous = arena->block, .size = room};
    poison(block_room(block), room);
    arena->block = block;
    if (arena->next_block < LARGEST_BLOCK)
        arena->next_block *= 2;
}

Arena *arena_create(void) {
    Arena *arena = calloc(1, sizeof(Arena));
    if (!arena)
        fail_out_of_memory();
    arena->next_block = FIRST_BLOCK;
    add_block(arena, FIRST_BLOCK);
    return arena;
}

// Frees all blocks but the latest ordinary one, which is kept for reuse.
void arena_reset(Arena *arena) {
    Block *kept = arena->block;
    while (kept->previous && kept->size > LARGEST_BLOCK) {
        Block *previous = kept->previous;
        free(kept);
        kept = previous;
    }
    for (Block *block = kept->previous; block;) {
        Block *previous = block->previous;
        free(block);
        block = previous;
    }
    kept->previous = NULL;
    kept->used = 0;
    poison(block_room(kept), kept->size);
    arena->block = kept;
    arena->used = 0;
    arena->latest = NULL;
}

void arena_destroy(Arena *arena) {
    if (!arena)
        return;
    for (Block *block = arena->block; block;) {
        Block *previous = block->previous;
        free(block);
        block = previous;
    }
    free(arena);
}

static size_t round_up(size_t size) { return (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1); }

// Hands out `size` bytes whose content is not defined.
static char *take(Arena *arena, size_t size) {
    if (size > SIZE_MAX / 4)
        fail_out_of_memory();
    size_t whole = round_up(size) + GAP;
    if (whole > arena->block->size - arena->block->used)
        add_block(arena, whole);
    Block *block = arena->block;
    char *address = block_room(block) + block->used;
    block->used += whole;
    arena->used += size;
    arena->latest = address;
    unpoison(address, size);
    return address;
}

void *arena_allocate(Arena *arena, size_t size) {
    char *address = take(arena, size);
    memset(address, 0, size);
    return address;
}

// Makes the latest allocation longer where it is; false if its block has no room.
static int extend_latest(Arena *arena, const char *old, size_t old_size, size_t new_size) {
    Block *block = arena->block;
    size_t offset = (size_t)(old - block_room(block));
    size_t whole = round_up(new_size) + GAP;
    if (whole > block->size - offset)
        return 0;
    unpoison(block_room(block) + offset, new_size);
    block->used = offset + whole;
    arena->used += new_size - old_size;
    return 1;
}

void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size) {
    if (new_size <= old_size && old)
        return old;
    if (new_size > SIZE_MAX / 4)
        fail_out_of_memory();
    char *address = old;
    if (!old || old != arena->latest || !extend_latest(arena, old, old_size, new_size)) {
        address = take(arena, new_size);
        if (old)
            memcpy(address, old, old_size);
    }
    memset(address + old_size, 0, new_size - old_size);
    return address;
}

char *arena_copy_bytes(Arena *arena, const char *bytes, size_t length) {
    char *copy = take(arena, length + 1);
    if (bytes)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *arena_copy_string(Arena *arena, const char *text) {
    return arena_copy_bytes(arena, text, strlen(text));
}

char *arena_format_list(Arena *arena, const char *format, va_list arguments) {
    char small[256];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(small, sizeof small, format, arguments);
    if (length < 0) {
        length = 0;
        small[0] = '\0';
    }
    char *text = take(arena, (size_t)length + 1);
    if ((size_t)length < sizeof small)
        memcpy(text, small, (size_t)length + 1);
    else
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

char *arena_format(Arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_format_list(arena, format, arguments);
    va_end(arguments);
    return text;
}

size_t arena_used(const Arena *arena) { return arena->used; }
