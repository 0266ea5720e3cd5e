// Identifiers: which characters they hold, and which of them are one name.

#include "frontend/syntax/identifier.h"
#include <CUnit/CUnit.h>
#include <string.h>

static void expect_name(const char *text, const char *expected) {
    Arena *arena = arena_create();
    const Name *name = identifier_intern(arena, name_table_create(arena), text, strlen(text));
    CU_ASSERT_STRING_EQUAL(name->text, expected);
    arena_destroy(arena);
}

static void test_ascii(void) {
    expect_name("", "");
    expect_name("name_1", "name_1");
}

static void test_compatible_characters(void) {
    expect_name("\xef\xac\x81", "fi");        // the ligature
    expect_name("\xef\xbd\x97idth", "width"); // a full-width letter
    expect_name("\xc2\xb5", "\xce\xbc");      // the micro sign is the letter
    expect_name("\xf0\x9d\x94\x98", "U");     // a letter of mathematics
}

static void test_marks(void) {
    expect_name("e\xcc\x81", "\xc3\xa9");                // e and its accent are one character
    expect_name("\xe1\xba\x9b\xcc\xa3", "\xe1\xb9\xa9"); // two marks, in the wrong order
    expect_name("a\xcc\xa3\xcc\x81", "\xe1\xba\xa1\xcc\x81");
}

static void test_hangul(void) {
    expect_name("\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8",
                "\xea\xb0\x81"); // three letters, a syllable
    expect_name("\xea\xb0\x80\xe1\x86\xa8", "\xea\xb0\x81");
    expect_name("\xea\xb0\x81", "\xea\xb0\x81");
}

static void test_invalid_bytes_stay(void) { expect_name("a\xff", "a\xff"); }

static void test_characters(void) {
    CU_ASSERT(identifier_can_start(0xe9));   // a letter
    CU_ASSERT(!identifier_can_start(0x301)); // an accent
    CU_ASSERT(identifier_can_continue(0x301));
    CU_ASSERT(!identifier_can_start(0x661)); // a digit
    CU_ASSERT(identifier_can_continue(0x661));
    CU_ASSERT(!identifier_can_continue(0x20ac)); // the euro
    CU_ASSERT(!identifier_can_continue(0x80));
    CU_ASSERT(!identifier_can_continue(0x10ffff));
}

void suite_identifier(void) {
    CU_pSuite suite = CU_add_suite("identifier", NULL, NULL);
    CU_add_test(suite, "ASCII stays", test_ascii);
    CU_add_test(suite, "compatible characters", test_compatible_characters);
    CU_add_test(suite, "marks", test_marks);
    CU_add_test(suite, "Hangul", test_hangul);
    CU_add_test(suite, "invalid bytes stay", test_invalid_bytes_stay);
    CU_add_test(suite, "which characters", test_characters);
}
