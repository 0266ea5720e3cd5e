// Guarded memory: the four functions of malloc, for libraries that get addresses wrong.
//
// tree-sitter before 0.20.9 counts the children of a node in 16 bits. It gives back the memory of a
// node with more children (which takes a syntax error in a long file) by an address in the middle
// of it. Here such an address is ignored: the memory stays taken, and the process goes on.
//
//     ts_set_allocator(guarded_allocate, guarded_allocate_zeroed, guarded_reallocate,
//     guarded_free);
//
// Like the arena's, these end the process when there is no more memory.
#ifndef LINDWORM_SUPPORT_GUARDED_MEMORY_H
#define LINDWORM_SUPPORT_GUARDED_MEMORY_H

#include <stddef.h>

void *guarded_allocate(size_t size);
void *guarded_allocate_zeroed(size_t count, size_t size);
// The address is one that these functions gave, or NULL.
void *guarded_reallocate(void *address, size_t size);
// Does nothing if these functions did not give the address.
void guarded_free(void *address);

#endif
