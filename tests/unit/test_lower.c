// Lowering: literals, header directives, limits, includes, and expressions printed again.

#include "frontend/frontend.h"
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static Compilation *compilation;

static int start(void) {
    compilation = compilation_create();
    return 0;
}

static int end(void) {
    compilation_destroy(compilation);
    return 0;
}

// Parses text as a file of that kind, at that language level.
static ParsedFile *parse_level(const char *text, SourceKind kind, int level) {
    end();
    start();
    const Source *source =
        source_add_text(compilation->sources, "test.pyx", kind, text, strlen(text));
    FrontendOptions options = {level, 13, NULL};
    return parse_file(compilation, source, &options);
}

static ParsedFile *parse(const char *text) { return parse_level(text, SOURCE_PYX, 3); }

static uint32_t count_errors(void) { return diag_error_count(compilation->diagnostics); }

// The value of the first statement, an expression.
static Node *parse_expression(const char *text) {
    const ParsedFile *file = parse(text);
    CU_ASSERT_EQUAL_FATAL(file->module->body.count, 1);
    return NODE_AS(ExpressionStatement, file->module->body.items[0])->value;
}

// --- Literals ------------------------------------------------------------------------------------
static void check_digits(const char *text, const char *digits) {
    const IntLiteral *literal = NODE_AS(IntLiteral, parse_expression(text));
    CU_ASSERT_STRING_EQUAL(literal->digits.bytes, digits);
    CU_ASSERT_EQUAL(literal->digits.length, strlen(digits));
}

static void test_integers(void) {
    check_digits("0", "0");
    check_digits("000", "0");
    check_digits("1_000", "1000");
    check_digits("0xff", "255");
    check_digits("0b101", "5");
    check_digits("0o17", "15");
    check_digits("0xffffffffffffffffffffffffffffffff", "340282366920938463463374607431768211455");
    check_digits("0x3B9ACA00", "1000000000");
    const IntLiteral *literal = NODE_AS(IntLiteral, parse_expression("10uLL"));
    CU_ASSERT_EQUAL(literal->suffix_longs, 2);
    CU_ASSERT_TRUE(literal->suffix_unsigned);
    ParsedFile *old = parse_level("0777", SOURCE_PYX, 2);
    const ExpressionStatement *statement = NODE_AS(ExpressionStatement, old->module->body.items[0]);
    CU_ASSERT_STRING_EQUAL(NODE_AS(IntLiteral, statement->value)->digits.bytes, "511");
}

static void test_long_integer(void) {
    char text[5003] = "0x";
    memset(text + 2, 'f', 5000);
    const IntLiteral *literal = NODE_AS(IntLiteral, parse_expression(text));
    CU_ASSERT_EQUAL(literal->digits.length, 5002);
    CU_ASSERT_NSTRING_EQUAL(literal->digits.bytes, "0xfff", 5);
    memset(text, '1', 5002);
    parse(text);
    CU_ASSERT_EQUAL(count_errors(), 1);
}

static void check_text(const char *source, const char *bytes, uint32_t length, StringKind kind) {
    const StringLiteral *literal = NODE_AS(StringLiteral, parse_expression(source));
    CU_ASSERT_EQUAL(literal->kind, kind);
    CU_ASSERT_EQUAL_FATAL(literal->value.length, length);
    CU_ASSERT_EQUAL(memcmp(literal->value.bytes, bytes, length), 0);
}

static void test_strings(void) {
    check_text("'a\\tb'", "a\tb", 3, STRING_STR);
    check_text("'\\x41\\u20ac\\101'",
               "A\xe2\x82\xac"
               "A",
               5, STRING_STR);
    check_text("'\\N{BULLET}\\N{LATIN SMALL LETTER A}'",
               "\xe2\x80\xa2"
               "a",
               4, STRING_STR);
    check_text("'\\N{HANGUL SYLLABLE GAG}\\N{CJK UNIFIED IDEOGRAPH-4E00}'",
               "\xea\xb0\x81\xe4\xb8\x80", 6, STRING_STR);
    check_text("'\\ud800'", "\xed\xa0\x80", 3, STRING_STR);
    check_text("r'\\n' 'a' \"b\"", "\\nab", 4, STRING_STR);
    check_text("b'\\xff\\0'", "\xff\0", 2, STRING_BYTES);
    check_text("'''a\r\nb\\\nc'''", "a\nbc", 4, STRING_STR);
    check_text("c'x'", "x", 1, STRING_CHAR);
    CU_ASSERT_EQUAL(count_errors(), 0);
}

// --- Printing ------------------------------------------------------------------------------------
static void check_print(const char *text) {
    Node *expression = parse_expression(text);
    const char *printed = unparse_expression(compilation->arena, expression);
    CU_ASSERT_STRING_EQUAL(printed, text);
}

static void test_unparse(void) {
    check_print("a + b * -c ** 2");
    check_print("(a + b) * c");
    check_print("a - (b - c)");
    check_print("(-a) ** 2");
    check_print("not (a and (b or c))");
    check_print("a < b is not c");
    check_print("(a if b else c)[1:2, ::3]");
    check_print("lambda a, /, b=1, *c, d, **e: (yield)");
    check_print("f(*a, b=1, **c)(x for x in y if z)");
    check_print("[{1: 2, **a}, {b}, [c, *d], (), (e,)]");
    check_print("'it' + \"it's\" + b'\\x00\\n'");
    check_print("f'{a!r:>{b}}{{c}}'");
    check_print("1.5 + 1e+100 + 2j + 3.0");
    check_print("<unsigned char*>a + sizeof(int*)");
    check_print("(a := 1)");
    check_print("[x async for x in y]");
}

// --- Header --------------------------------------------------------------------------------------
static void test_header(void) {
    const ParsedFile *file = parse("# cython: boundscheck = False, language_level=2\n"
                                   "#distutils: libraries = a, b\n"
                                   "# zilant: fastmath=reassoc,contract, x=1\n"
                                   "\n"
                                   "pass\n"
                                   "# cython: cdivision=True\n");
    CU_ASSERT_EQUAL_FATAL(file->directive_count, 5);
    CU_ASSERT_EQUAL(file->language_level, 2);
    CU_ASSERT_STRING_EQUAL(file->directives[0].name->text, "boundscheck");
    CU_ASSERT_STRING_EQUAL(file->directives[0].value, "False");
    CU_ASSERT_TRUE(file->directives[2].is_distutils);
    CU_ASSERT_STRING_EQUAL(file->directives[2].value, "a, b");
    CU_ASSERT_TRUE(file->directives[3].is_zilant);
    CU_ASSERT_STRING_EQUAL(file->directives[3].value, "reassoc,contract");
    CU_ASSERT_STRING_EQUAL(file->directives[4].name->text, "x");
}

// --- Limits --------------------------------------------------------------------------------------
// `count` times the opening, then a name, then `count` times the closing.
static char *nest(const char *opening, const char *closing, size_t count) {
    size_t size = (strlen(opening) + strlen(closing)) * count + 2;
    char *text = arena_allocate(compilation->arena, size);
    char *place = text;
    for (size_t i = 0; i < count; i++) {
        place = stpcpy(place, opening);
    }
    place = stpcpy(place, "a");
    for (size_t i = 0; i < count; i++) {
        place = stpcpy(place, closing);
    }
    return text;
}

static void check_too_deep(const char *opening, const char *closing, size_t count) {
    Compilation *own = compilation;
    char *text = nest(opening, closing, count);
    compilation = NULL;
    start();
    const Source *source =
        source_add_text(compilation->sources, "test.py", SOURCE_PY, text, strlen(text));
    FrontendOptions options = {3, 13, NULL};
    parse_file(compilation, source, &options);
    CU_ASSERT_TRUE(count_errors() >= 1);
    end();
    compilation = own;
}

static void test_depth(void) {
    check_too_deep("(", ")", 100000);
    check_too_deep("[", "", 100000);
    check_too_deep("-", "", 20000);
    check_too_deep("not ", "", 20000);
    check_too_deep("a.", "", 20000);
    check_too_deep("a+", "", 20000);
    check_too_deep("lambda: ", "", 20000);
    check_too_deep("f'{", "}'", 1000);
    check_too_deep("a if b else ", "", 20000);
}

// A file that lacks what it should hold has messages, and a module nevertheless.
static void test_broken(void) {
    const ParsedFile *file = parse("def f(:\n    pass\nx = (\n");
    CU_ASSERT_TRUE(count_errors() >= 1);
    CU_ASSERT_PTR_NOT_NULL(file->module);
    file = parse("");
    CU_ASSERT_EQUAL(count_errors(), 0);
    CU_ASSERT_EQUAL(file->module->body.count, 0);
}

static void test_cycle(void) {
    char name[] = "/tmp/zilant_include_XXXXXX.pyx";
    int descriptor = mkstemps(name, 4);
    CU_ASSERT_FATAL(descriptor >= 0);
    end();
    start();
    const char *text =
        arena_format(compilation->arena, "x = 1\ninclude \"%s\"\n", strrchr(name, '/') + 1);
    CU_ASSERT_TRUE(write(descriptor, text, strlen(text)) > 0);
    close(descriptor);
    const Source *source =
        source_load(compilation->sources, compilation->diagnostics, name, NO_SPAN);
    FrontendOptions options = {3, 13, NULL};
    CU_ASSERT_PTR_NOT_NULL_FATAL(source);
    parse_file(compilation, source, &options);
    CU_ASSERT_EQUAL(count_errors(), 1);
    remove(name);
}

void suite_lower(void) {
    CU_pSuite suite = CU_add_suite("lower", start, end);
    CU_add_test(suite, "integers of every base are decimal digits", test_integers);
    CU_add_test(suite, "integers beyond 4,300 digits", test_long_integer);
    CU_add_test(suite, "strings are decoded", test_strings);
    CU_add_test(suite, "expressions are printed as they were", test_unparse);
    CU_add_test(suite, "directives of the header", test_header);
    CU_add_test(suite, "deep nesting gives a message", test_depth);
    CU_add_test(suite, "broken and empty files give a module", test_broken);
    CU_add_test(suite, "a file that includes itself", test_cycle);
}
