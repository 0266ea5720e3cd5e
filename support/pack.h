// Packs bytes so that they take less room in a compiled module: repeated parts become references.
//
// Takes: bytes. Gives: a string of bits, highest bit of a byte first, which runtime/unpack.c reads.
// Items follow one another until all bytes are there:
//
//     1 byte                       the byte itself, 8 bits
//     0 length far near            a copy of what stands before: `length` - 1 and `far` + 1 as
//     numbers
//                                  below, `near` in 7 bits; it begins far * 128 + near + 1 bytes
//                                  back, and may overlap what it makes
//
// A number n > 0 is as many zeros as it has bits after its highest, then its bits (Elias's gamma).
// At the end are zeros, so that the reader may always take PACK_PADDING bytes at once.
#ifndef ZILANT_SUPPORT_PACK_H
#define ZILANT_SUPPORT_PACK_H

#include "support/arena.h"
#include <stddef.h>

enum { PACK_PADDING = 8, PACK_MOST = 64 << 20 };

typedef struct PackedBytes {
    char *bytes;
    size_t length; // with the padding
} PackedBytes;

// Finds about the shortest; takes some milliseconds for 100 KB. At most PACK_MOST bytes.
PackedBytes pack_bytes(Arena *arena, const char *bytes, size_t length);

#endif
