// Reads the strings of bits that support/pack.h describes.

#include "runtime/unpack.h"
#include <stdint.h>
#include <string.h>

// Of bits that were read at once, those that are there after the length for certain hold the rest
// of a copy if the length took no more than SHORT_LENGTH: a distance has up to 26 bits.
enum { PEEKED_BITS = 57, NEAR_BITS = 7, FAR_BITS = 2 * (26 - NEAR_BITS) + 1 };
enum { SHORT_LENGTH = PEEKED_BITS - 1 - FAR_BITS - NEAR_BITS };

// The next bits, of which at least PEEKED_BITS count; what follows the last is zero.
static inline uint64_t peek(const unsigned char *packed, size_t bit) {
    uint64_t bits;
    memcpy(&bits, packed + bit / 8, sizeof bits);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    bits = __builtin_bswap64(bits);
#endif
    return bits << (bit % 8);
}

// Takes a number off the highest bits; adds the bits that it had. Damaged data may have none.
static inline size_t take_number(uint64_t *bits, size_t *bit) {
    unsigned zeros = (unsigned)__builtin_clzll(*bits | 1);
    size_t number = (size_t)((*bits << zeros) >> (63 - zeros));
    *bits = zeros < 32 ? *bits << (2 * zeros + 1) : 0;
    *bit += 2 * (size_t)zeros + 1;
    return number;
}

// A copy that overlaps what it makes repeats it, so it goes byte by byte; others go in words, which
// may write beyond their end: what stands there is still to come.
static void copy_back(char *target, size_t distance, size_t count, size_t room) {
    const char *source = target - distance;
    size_t done = 0;
    if (distance >= sizeof(uint64_t)) {
        for (; done < count && done + sizeof(uint64_t) <= room; done += sizeof(uint64_t)) {
            uint64_t word;
            memcpy(&word, source + done, sizeof word);
            memcpy(target + done, &word, sizeof word);
        }
    }
    for (; done < count; done++) {
        target[done] = source[done];
    }
}

void zi_unpack_bytes(zi_unpacker *unpacker, size_t count) {
    const unsigned char *packed = (const unsigned char *)unpacker->packed;
    char *bytes = unpacker->bytes;
    size_t done = unpacker->done, bit = unpacker->bit;
    while (done < count) {
        uint64_t bits = peek(packed, bit++);
        if (bits >> 63) {
            bytes[done++] = (char)(bits >> (63 - 8));
            bit += 8;
            continue;
        }
        bits <<= 1;
        size_t start = bit, length = take_number(&bits, &bit) + 1;
        if (bit - start > SHORT_LENGTH) {
            bits = peek(packed, bit);
        }
        size_t far = take_number(&bits, &bit) - 1;
        size_t distance = (far << NEAR_BITS) + (size_t)(bits >> (64 - NEAR_BITS)) + 1;
        bit += NEAR_BITS;
        size_t room = unpacker->size - done;
        copy_back(bytes + done, distance, length < room ? length : room, room);
        done += length;
    }
    unpacker->done = done;
    unpacker->bit = bit;
}
