// Reads the strings of bits that support/pack.h describes.

#include "runtime/unpack.h"
#include <stdint.h>
#include <string.h>

enum { NEAR_BITS = 7 };

typedef struct BitReader {
    const unsigned char *bytes;
    size_t bit;
} BitReader;

// The next bits, of which at least 57 count; what follows the last is zero.
static uint64_t peek(const BitReader *reader) {
    uint64_t bits;
    memcpy(&bits, reader->bytes + reader->bit / 8, sizeof bits);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    bits = __builtin_bswap64(bits);
#endif
    return bits << (reader->bit % 8);
}

static uint64_t read_bits(BitReader *reader, unsigned count) {
    uint64_t bits = peek(reader) >> (64 - count);
    reader->bit += count;
    return bits;
}

static size_t read_number(BitReader *reader) {
    uint64_t bits = peek(reader);
    unsigned zeros = bits ? (unsigned)__builtin_clzll(bits) : 0;
    reader->bit += zeros;
    return (size_t)read_bits(reader, zeros + 1);
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

void zi_unpack_bytes(const char *packed, char *bytes, size_t size) {
    BitReader reader = {(const unsigned char *)packed, 0};
    for (size_t done = 0; done < size;) {
        uint64_t item = peek(&reader);
        if (item >> 63) {
            bytes[done++] = (char)(item >> (63 - 8));
            reader.bit += 1 + 8;
            continue;
        }
        reader.bit++;
        size_t count = read_number(&reader) + 1;
        size_t far = read_number(&reader) - 1;
        size_t distance = (far << NEAR_BITS) + (size_t)read_bits(&reader, NEAR_BITS) + 1;
        size_t room = size - done;
        copy_back(bytes + done, distance, count < room ? count : room, room);
        done += count;
    }
}
