// Hashing: takes bytes, gives 64 bits. Eight bytes are mixed at a time by multiplication and
// shifts.

#include "support/hash.h"
#include <string.h>

enum { LANES = 4, LEAST_STRIPED = 256 };

uint64_t hash_number(uint64_t number) {
    number ^= number >> 32;
    number *= 0xd6e8feb86659fd93ULL;
    number ^= number >> 32;
    number *= 0xd6e8feb86659fd93ULL;
    return number ^ (number >> 32);
}

static uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 0x9fb21c651e98df25ULL;
    return hash ^ hash >> 29;
}

// Long texts are mixed in lanes that do not wait for each other.
static uint64_t hash_stripes(const unsigned char **next, size_t *length, uint64_t hash) {
    uint64_t lanes[LANES] = {hash, ~hash, hash_number(hash), ~hash_number(hash)};
    for (; *length >= sizeof lanes; *length -= sizeof lanes, *next += sizeof lanes)
        for (size_t i = 0; i < LANES; i++)
            lanes[i] = mix(lanes[i], hash_number(load_word(*next + 8 * i)));
    for (size_t i = 0; i < LANES; i++)
        hash = mix(hash, hash_number(lanes[i]));
    return hash;
}

uint64_t hash_bytes(const void *bytes, size_t length, uint64_t seed) {
    const unsigned char *next = bytes;
    uint64_t hash = hash_number(seed ^ length);
    if (length >= LEAST_STRIPED)
        hash = hash_stripes(&next, &length, hash);
    for (; length >= 8; length -= 8, next += 8)
        hash = mix(hash, hash_number(load_word(next)));
    uint64_t rest = 0;
    for (size_t i = 0; i < length; i++)
        rest |= (uint64_t)next[i] << (8 * i);
    return hash_number(hash ^ hash_number(rest));
}
