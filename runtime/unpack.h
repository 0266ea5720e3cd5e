// Unpacks what support/pack.c has packed; that says how. Knows nothing of Python.
#ifndef ZILANT_RUNTIME_UNPACK_H
#define ZILANT_RUNTIME_UNPACK_H

#include <stddef.h>

// Gives the first `size` bytes, of at least as many.
void zi_unpack_bytes(const char *packed, char *bytes, size_t size);

#endif
