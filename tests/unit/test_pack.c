// Packing and unpacking: what the runtime reads is what was packed, and repeated parts take little.

#include "runtime/unpack.h"
#include "support/hash.h"
#include "support/pack.h"
#include <CUnit/CUnit.h>
#include <string.h>

enum { ROOM = 1 << 16 };

static Arena *arena;
static char bytes[ROOM], unpacked[ROOM];

// Packs the first bytes, compares a part of what comes back and then all of it; returns the packed
// size.
static size_t pack_and_compare(size_t length) {
    PackedBytes packed = pack_bytes(arena, bytes, length);
    memset(unpacked, '#', sizeof unpacked);
    zi_unpacker unpacker = {.packed = packed.bytes, .bytes = unpacked, .size = length};
    for (int halves = 1; halves <= 2; halves++) {
        size_t size = length * (size_t)halves / 2;
        zi_unpack_bytes(&unpacker, size);
        CU_ASSERT(unpacker.done >= size && unpacker.done <= length);
        CU_ASSERT_EQUAL(memcmp(unpacked, bytes, size), 0);
        CU_ASSERT(length == ROOM || unpacked[length] == '#');
    }
    return packed.length;
}

static void fill_in(const char *text, size_t length) {
    for (size_t i = 0, count = strlen(text); i < length; i++)
        bytes[i] = text[i % count];
}

static void test_short(void) {
    arena = arena_create();
    static const char short_text[] = "abcabcabcabcd\xff";
    memcpy(bytes, short_text, sizeof short_text);
    for (size_t length = 0; length <= 14; length++)
        pack_and_compare(length);
    arena_destroy(arena);
}

static void test_repeated(void) {
    arena = arena_create();
    fill_in("a", ROOM);
    CU_ASSERT(pack_and_compare(ROOM) < 400);
    fill_in("Return the nearest number. ", ROOM);
    CU_ASSERT(pack_and_compare(ROOM) < 600);
    arena_destroy(arena);
}

// Copies from far away, of all lengths.
static void test_far(void) {
    arena = arena_create();
    uint64_t hash = HASH_SEED;
    for (size_t i = 0; i < ROOM; i++) {
        hash = hash_bytes(&i, sizeof i, hash);
        bytes[i] = (char)(hash >> 32);
    }
    size_t plain = pack_and_compare(ROOM);
    CU_ASSERT(plain > ROOM);
    for (size_t at = ROOM / 2, length = 3; at + length + 1 < ROOM; at += length + 1, length += 5)
        memcpy(bytes + at, bytes + length, length);
    CU_ASSERT(pack_and_compare(ROOM) < plain * 3 / 4);
    arena_destroy(arena);
}

void suite_pack(void) {
    CU_pSuite suite = CU_add_suite("pack", NULL, NULL);
    CU_add_test(suite, "short strings", test_short);
    CU_add_test(suite, "repeated parts", test_repeated);
    CU_add_test(suite, "copies from far away", test_far);
}
