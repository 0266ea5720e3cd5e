// Guarded memory: each block begins with a head that only its true address matches.

#include "support/guarded_memory.h"
#include "support/diag.h"
#include "support/hash.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Head {
    uint64_t mark;
    uint64_t padding; // keeps the block aligned for any type
} Head;

// What the head at this place holds while its block is in use.
static uint64_t mark_of(const Head *head) { return hash_number((uintptr_t)head ^ HASH_SEED); }

// Marks the head and returns its block; ends the process if there is none.
static void *begin_block(Head *head) {
    if (!head) {
        fputs("lindworm: out of memory\n", stderr);
        exit(1);
    }
    head->mark = mark_of(head);
    return head + 1;
}

// Returns the head of the block, or NULL if the address is not that of a block in use.
static Head *head_of(void *address) {
    Head *head = (Head *)address - 1;
    return head->mark == mark_of(head) ? head : NULL;
}

void *guarded_allocate(size_t size) {
    return begin_block(size < SIZE_MAX / 2 ? malloc(sizeof(Head) + size) : NULL);
}

void *guarded_allocate_zeroed(size_t count, size_t size) {
    lw_assert(!size || count < SIZE_MAX / 2 / size);
    return memset(guarded_allocate(count * size), 0, count * size);
}

void *guarded_reallocate(void *address, size_t size) {
    if (!address)
        return guarded_allocate(size);
    Head *head = head_of(address);
    lw_assert(head);
    head->mark = 0;
    return begin_block(size < SIZE_MAX / 2 ? realloc(head, sizeof(Head) + size) : NULL);
}

void guarded_free(void *address) {
    Head *head = address ? head_of(address) : NULL;
    if (!head)
        return;
    head->mark = 0;
    free(head);
}
