// Packing: of all ways to write the bytes as items, the cheapest, found from the end backwards.
// Copies are looked for among the last places where the same three bytes stand.

#include "support/pack.h"
#include "support/hash.h"
#include <stdint.h>
#include <string.h>

enum {
    LEAST_COPY = 3,
    MOST_COPY = 1024,
    // not worth looking for another, nor what a part of it would save
    LONG_COPY = 64,
    // so many places are compared for each byte
    MOST_PLACES = 16,
    NEAR_BITS = 7,
    HASH_BITS = 15,
    LITERAL_COST = 9,
};
#define NOWHERE UINT32_MAX

typedef struct Packer {
    const unsigned char *bytes;
    uint32_t length;
    // of each byte: the place before it whose first bytes have the same hash
    uint32_t *earlier;
    // of each byte: the bits that it and all after it take, and the item that begins there; a copy
    // of one byte is the byte itself
    uint32_t *costs, *counts, *distances;
    char *output;
    size_t bit_count;
} Packer;

// --- What copies there are -----------------------------------------------------------------------

static uint32_t hash_at(const unsigned char *bytes) {
    uint32_t key = bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16;
    return key * 2654435761U >> (32 - HASH_BITS);
}

static void find_places(Packer *packer, Arena *arena) {
    uint32_t *latest = ARENA_ARRAY(arena, uint32_t, 1U << HASH_BITS);
    memset(latest, 0xff, sizeof *latest << HASH_BITS);
    for (uint32_t i = 0; i < packer->length; i++) {
        packer->earlier[i] = NOWHERE;
        if (i + LEAST_COPY > packer->length)
            continue;
        uint32_t *place = &latest[hash_at(packer->bytes + i)];
        packer->earlier[i] = *place;
        *place = i;
    }
}

// Eight bytes at a time, then one by one.
static uint32_t common_length(const Packer *packer, uint32_t place, uint32_t at) {
    const unsigned char *earlier = packer->bytes + place, *here = packer->bytes + at;
    uint32_t most = packer->length - at, length = 0;
    if (most > MOST_COPY)
        most = MOST_COPY;
    while (length + sizeof(uint64_t) <= most &&
           load_word(earlier + length) == load_word(here + length))
        length += sizeof(uint64_t);
    while (length < most && earlier[length] == here[length])
        length++;
    return length;
}

// --- The cheapest way ----------------------------------------------------------------------------

static uint32_t bits_of_number(uint32_t number) {
    uint32_t bits = 1;
    for (; number > 1; number >>= 1)
        bits += 2;
    return bits;
}

static uint32_t cost_of_copy(uint32_t count, uint32_t distance) {
    return 1 + bits_of_number(count - 1) + bits_of_number(((distance - 1) >> NEAR_BITS) + 1) +
           NEAR_BITS;
}

static void consider_copy(Packer *packer, uint32_t at, uint32_t count, uint32_t distance) {
    uint32_t cost = cost_of_copy(count, distance) + packer->costs[at + count];
    if (cost >= packer->costs[at])
        return;
    packer->costs[at] = cost;
    packer->counts[at] = count;
    packer->distances[at] = distance;
}

// Of places that are as good the nearest costs least, so each has to give a longer copy.
static void choose_item(Packer *packer, uint32_t at) {
    packer->costs[at] = LITERAL_COST + packer->costs[at + 1];
    packer->counts[at] = 1;
    uint32_t longest = LEAST_COPY - 1, places = MOST_PLACES;
    for (uint32_t place = packer->earlier[at];
         place != NOWHERE && places > 0 && longest < LONG_COPY;
         place = packer->earlier[place], places--) {
        if (at + longest >= packer->length ||
            packer->bytes[place + longest] != packer->bytes[at + longest])
            continue;
        uint32_t length = common_length(packer, place, at);
        uint32_t first = length < LONG_COPY ? longest + 1 : length;
        for (uint32_t count = first; count <= length; count++)
            consider_copy(packer, at, count, at - place);
        if (length > longest)
            longest = length;
    }
}

// --- Writing -------------------------------------------------------------------------------------

static void write_bits(Packer *packer, uint32_t bits, uint32_t count) {
    while (count-- > 0) {
        if ((bits >> count & 1) != 0)
            packer->output[packer->bit_count / 8] |= (char)(0x80 >> (packer->bit_count % 8));
        packer->bit_count++;
    }
}

static void write_number(Packer *packer, uint32_t number) {
    uint32_t width = (bits_of_number(number) + 1) / 2;
    write_bits(packer, 0, width - 1);
    write_bits(packer, number, width);
}

static void write_items(Packer *packer) {
    for (uint32_t at = 0; at < packer->length; at += packer->counts[at]) {
        uint32_t count = packer->counts[at];
        if (count == 1) {
            write_bits(packer, 1U << 8 | packer->bytes[at], LITERAL_COST);
            continue;
        }
        uint32_t back = packer->distances[at] - 1;
        write_bits(packer, 0, 1);
        write_number(packer, count - 1);
        write_number(packer, (back >> NEAR_BITS) + 1);
        write_bits(packer, back & ((1U << NEAR_BITS) - 1), NEAR_BITS);
    }
}

PackedBytes pack_bytes(Arena *arena, const char *bytes, size_t length) {
    Packer packer = {.bytes = (const unsigned char *)bytes, .length = (uint32_t)length};
    packer.earlier = ARENA_ARRAY(arena, uint32_t, length + 1);
    packer.costs = ARENA_ARRAY(arena, uint32_t, length + 1);
    packer.counts = ARENA_ARRAY(arena, uint32_t, length + 1);
    packer.distances = ARENA_ARRAY(arena, uint32_t, length + 1);
    find_places(&packer, arena);
    packer.costs[length] = 0;
    for (uint32_t at = packer.length; at-- > 0;)
        choose_item(&packer, at);
    size_t packed = ((size_t)packer.costs[0] + 7) / 8 + PACK_PADDING;
    packer.output = arena_allocate(arena, packed);
    memset(packer.output, 0, packed);
    write_items(&packer);
    return (PackedBytes){packer.output, packed};
}
