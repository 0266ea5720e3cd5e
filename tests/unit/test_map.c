// Maps: finding, replacing, and iteration in the order of insertion.

#include "support/map.h"
#include <CUnit/CUnit.h>

static void test_empty_map(void) {
    Map map = {0};
    int key = 0;
    CU_ASSERT_PTR_NULL(map_get(&map, &key));
    CU_ASSERT_FALSE(map_has(&map, &key));
}

static void test_put_replaces(void) {
    Arena *arena = arena_create();
    Map map = {0};
    int key, first, second;
    map_put(arena, &map, &key, &first);
    map_put(arena, &map, &key, &second);
    CU_ASSERT_PTR_EQUAL(map_get(&map, &key), &second);
    CU_ASSERT_EQUAL(map.count, 1);
    arena_destroy(arena);
}

static void test_null_value_is_there(void) {
    Arena *arena = arena_create();
    Map map = {0};
    int key = 0;
    map_put(arena, &map, &key, NULL);
    CU_ASSERT(map_has(&map, &key));
    arena_destroy(arena);
}

static void test_many_keys_in_order(void) {
    enum { COUNT = 5000 };
    static int keys[COUNT];
    Arena *arena = arena_create();
    Map map = {0};
    for (int i = 0; i < COUNT; i++)
        map_put(arena, &map, &keys[i], &keys[COUNT - 1 - i]);
    CU_ASSERT_EQUAL(map.count, COUNT);
    for (int i = 0; i < COUNT; i++) {
        CU_ASSERT_PTR_EQUAL_FATAL(map.entries[i].key, &keys[i]);
        CU_ASSERT_PTR_EQUAL_FATAL(map_get(&map, &keys[i]), &keys[COUNT - 1 - i]);
    }
    arena_destroy(arena);
}

static void test_numbers(void) {
    Arena *arena = arena_create();
    NumberMap map = {0};
    int first, second, third;
    uint64_t number = 7;
    CU_ASSERT_FALSE(number_map_get(&map, &first, &number));
    CU_ASSERT_EQUAL(number, 7);
    number_map_put(arena, &map, &first, 0);
    number_map_put(arena, &map, &second, 1);
    number_map_put(arena, &map, &second, UINT64_MAX);
    CU_ASSERT(number_map_get(&map, &first, &number));
    CU_ASSERT_EQUAL(number, 0);
    CU_ASSERT(number_map_get(&map, &second, &number));
    CU_ASSERT_EQUAL(number, UINT64_MAX);
    CU_ASSERT_FALSE(number_map_get(&map, &third, &number));
    arena_destroy(arena);
}

void suite_map(void) {
    CU_pSuite suite = CU_add_suite("map", NULL, NULL);
    CU_add_test(suite, "empty map", test_empty_map);
    CU_add_test(suite, "put replaces", test_put_replaces);
    CU_add_test(suite, "NULL value is there", test_null_value_is_there);
    CU_add_test(suite, "many keys in order", test_many_keys_in_order);
    CU_add_test(suite, "numbers", test_numbers);
}
