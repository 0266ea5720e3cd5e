// Hashing of bytes: fast, well mixed, the same on every machine. Not for secrets.
#ifndef ZILANT_SUPPORT_HASH_H
#define ZILANT_SUPPORT_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define HASH_SEED 0x9e3779b97f4a7c15ULL

// Returns the hash of the bytes. To hash several pieces, pass the hash so far as `seed`.
uint64_t hash_bytes(const void *bytes, size_t length, uint64_t seed);
// Returns a hash of the number in which every bit depends on every bit.
uint64_t hash_number(uint64_t number);

// Eight bytes, wherever they lie, as the machine reads them.
static inline uint64_t load_word(const void *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

#endif
