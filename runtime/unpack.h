// Unpacks what support/pack.c has packed; that says how. Knows nothing of Python.
#ifndef ZILANT_RUNTIME_UNPACK_H
#define ZILANT_RUNTIME_UNPACK_H

#include <stddef.h>

typedef struct zi_unpacker {
    const char *packed;
    char *bytes; // all of them have room here
    size_t size; // of all
    size_t bit;  // the next one to read
    size_t done; // bytes that are there
} zi_unpacker;

// Goes on until at least the first `count` bytes are there.
void zi_unpack_bytes(zi_unpacker *unpacker, size_t count);

#endif
