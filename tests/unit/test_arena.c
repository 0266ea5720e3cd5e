// Arenas and vectors: alignment, zeroing, growing in place and elsewhere, reuse after a reset.

#include "support/arena.h"
#include "support/vector.h"
#include <CUnit/CUnit.h>
#include <stdint.h>
#include <string.h>

static void test_allocations_are_aligned_and_zero(void) {
    Arena *arena = arena_create();
    for (size_t size = 0; size < 500; size++) {
        char *bytes = arena_allocate(arena, size);
        CU_ASSERT_EQUAL((uintptr_t)bytes % 16, 0);
        for (size_t i = 0; i < size; i++)
            CU_ASSERT_EQUAL_FATAL(bytes[i], 0);
        memset(bytes, 0xff, size);
    }
    arena_destroy(arena);
}

static void test_large_allocation(void) {
    Arena *arena = arena_create();
    size_t size = (size_t)50 * 1024 * 1024;
    char *large = arena_allocate(arena, size);
    large[size - 1] = 'x';
    char *small = arena_allocate(arena, 8);
    CU_ASSERT(small < large || small >= large + size);
    CU_ASSERT(arena_used(arena) >= size + 8);
    arena_destroy(arena);
}

static void test_reset_reuses_and_zeroes(void) {
    Arena *arena = arena_create();
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 1000; i++) {
            unsigned char *bytes = arena_allocate(arena, 1000);
            CU_ASSERT_EQUAL_FATAL(bytes[0] + bytes[999], 0);
            memset(bytes, 0xaa, 1000);
        }
        arena_reset(arena);
        CU_ASSERT_EQUAL(arena_used(arena), 0);
    }
    arena_destroy(arena);
}

static void test_grow_in_place_and_elsewhere(void) {
    Arena *arena = arena_create();
    char *first = arena_allocate(arena, 10);
    for (int i = 0; i < 10; i++)
        first[i] = (char)('0' + i);
    char *grown = arena_grow(arena, first, 10, 100);
    CU_ASSERT_PTR_EQUAL(grown, first);
    arena_allocate(arena, 1);
    char *moved = arena_grow(arena, grown, 100, 200);
    CU_ASSERT_PTR_NOT_EQUAL(moved, grown);
    CU_ASSERT_EQUAL(memcmp(moved, "0123456789", 10), 0);
    for (int i = 10; i < 200; i++)
        CU_ASSERT_EQUAL(moved[i], 0);
    arena_destroy(arena);
}

static void test_strings(void) {
    Arena *arena = arena_create();
    CU_ASSERT_STRING_EQUAL(arena_copy_string(arena, ""), "");
    CU_ASSERT_STRING_EQUAL(arena_copy_bytes(arena, "abcdef", 3), "abc");
    CU_ASSERT_STRING_EQUAL(arena_format(arena, "%s-%d", "x", 42), "x-42");
    arena_destroy(arena);
}

static void test_vector_grows(void) {
    Arena *arena = arena_create();
    VECTOR(int) numbers = {0};
    for (int i = 0; i < 10000; i++)
        vector_push(arena, &numbers, i);
    CU_ASSERT_EQUAL(numbers.count, 10000);
    for (int i = 0; i < 10000; i++)
        CU_ASSERT_EQUAL_FATAL(numbers.items[i], i);
    CU_ASSERT_EQUAL(vector_pop(&numbers), 9999);
    CU_ASSERT_EQUAL(vector_last(&numbers), 9998);
    arena_destroy(arena);
}

void suite_arena(void) {
    CU_pSuite suite = CU_add_suite("arena", NULL, NULL);
    CU_add_test(suite, "allocations are aligned and zero", test_allocations_are_aligned_and_zero);
    CU_add_test(suite, "large allocation", test_large_allocation);
    CU_add_test(suite, "reset reuses and zeroes", test_reset_reuses_and_zeroes);
    CU_add_test(suite, "grow in place and elsewhere", test_grow_in_place_and_elsewhere);
    CU_add_test(suite, "strings", test_strings);
    CU_add_test(suite, "vector grows", test_vector_grows);
}
