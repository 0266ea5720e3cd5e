// Hashing: takes bytes, gives 64 bits. Eight bytes are mixed at a time by multiplication and
// shifts.

#include "support/hash.h"
#include <string.h>

uint64_t hash_number(uint64_t number) {
    number ^= number >> 32;
    number *= 0xd6e8feb86659fd93ULL;
    number ^= number >> 32;
    number *= 0xd6e8feb86659fd93ULL;
    return number ^ (number >> 32);
}

uint64_t hash_bytes(const void *bytes, size_t length, uint64_t seed) {
    const unsigned char *next = bytes;
    uint64_t hash = hash_number(seed ^ length);
    for (; length >= 8; length -= 8, next += 8) {
        uint64_t word;
        memcpy(&word, next, 8);
        hash = (hash ^ hash_number(word)) * 0x9fb21c651e98df25ULL;
        hash ^= hash >> 29;
    }
    uint64_t rest = 0;
    for (size_t i = 0; i < length; i++)
        rest |= (uint64_t)next[i] << (8 * i);
    return hash_number(hash ^ hash_number(rest));
}
