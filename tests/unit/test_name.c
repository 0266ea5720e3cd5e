// Names: equal text gives the same name, also after the table has grown.

#include "support/compilation.h"
#include <CUnit/CUnit.h>
#include <string.h>

static void test_equal_text_is_equal_pointer(void) {
    Compilation *compilation = compilation_create();
    const Name *name = intern(compilation, "spam");
    CU_ASSERT_PTR_EQUAL(name, name_intern(compilation->names, "spam and eggs", 4));
    CU_ASSERT_PTR_NOT_EQUAL(name, intern(compilation, "Spam"));
    CU_ASSERT_STRING_EQUAL(name->text, "spam");
    CU_ASSERT_EQUAL(name->length, 4);
    compilation_destroy(compilation);
}

static void test_empty_and_nul(void) {
    Compilation *compilation = compilation_create();
    CU_ASSERT_EQUAL(intern(compilation, "")->length, 0);
    const Name *with_nul = name_intern(compilation->names, "a\0b", 3);
    CU_ASSERT_PTR_NOT_EQUAL(with_nul, intern(compilation, "a"));
    CU_ASSERT_PTR_EQUAL(with_nul, name_intern(compilation->names, "a\0b", 3));
    compilation_destroy(compilation);
}

static void test_many_names(void) {
    enum { COUNT = 20000 };
    Compilation *compilation = compilation_create();
    const Name **names = ARENA_ARRAY(compilation->arena, const Name *, COUNT);
    for (int i = 0; i < COUNT; i++)
        names[i] = intern(compilation, arena_format(compilation->arena, "name_%d", i));
    for (int i = 0; i < COUNT; i++)
        CU_ASSERT_PTR_EQUAL_FATAL(
            names[i], intern(compilation, arena_format(compilation->arena, "name_%d", i)));
    compilation_destroy(compilation);
}

void suite_name(void) {
    CU_pSuite suite = CU_add_suite("name", NULL, NULL);
    CU_add_test(suite, "equal text is equal pointer", test_equal_text_is_equal_pointer);
    CU_add_test(suite, "empty and NUL", test_empty_and_nul);
    CU_add_test(suite, "many names", test_many_names);
}
