// Guarded memory: works as malloc does, and ignores an address inside of a block.

#include "support/guarded_memory.h"
#include <CUnit/CUnit.h>
#include <string.h>

static void test_ordinary_use(void) {
    char *bytes = guarded_allocate_zeroed(10, 10);
    for (int i = 0; i < 100; i++)
        CU_ASSERT_EQUAL(bytes[i], 0);
    memset(bytes, 'x', 100);
    bytes = guarded_reallocate(bytes, 100000);
    CU_ASSERT_EQUAL(bytes[99], 'x');
    guarded_free(bytes);
    guarded_free(guarded_reallocate(NULL, 0));
    guarded_free(NULL);
}

static void test_inner_address_is_ignored(void) {
    char *bytes = guarded_allocate(1000);
    memset(bytes, 'x', 1000);
    guarded_free(bytes + 512);
    CU_ASSERT_EQUAL(bytes[999], 'x');
    guarded_free(bytes);
}

void suite_guarded_memory(void) {
    CU_pSuite suite = CU_add_suite("guarded memory", NULL, NULL);
    CU_add_test(suite, "ordinary use", test_ordinary_use);
    CU_add_test(suite, "an inner address is ignored", test_inner_address_is_ignored);
}
