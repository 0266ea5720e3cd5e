// Diagnostics: what is printed, in which order, and what is kept silent.

#include "support/compilation.h"
#include "support/depth.h"
#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

static Compilation *compilation;
static const Source *source;

// Starts a test with this text as the file "t.pyx".
static void begin(const char *text) {
    compilation = compilation_create();
    source = source_add_text(compilation->sources, "t.pyx", SOURCE_PYX, text, strlen(text));
}

// Returns the span of the first place in the text where `part` stands.
static Span span_at(const char *part) {
    uint32_t start = (uint32_t)(strstr(source->text, part) - source->text);
    return span_of(source, start, start + (uint32_t)strlen(part));
}

static Diagnostic *report(Span span, const char *text) {
    return diag_report(compilation->diagnostics, DIAG_E0009, span, text);
}

// Prints what was reported into the arena.
static const char *flush(DiagFormat format, bool color) {
    char *output;
    size_t size;
    FILE *stream = open_memstream(&output, &size);
    diag_flush(compilation->diagnostics, stream, format, color);
    fclose(stream);
    const char *copy = arena_copy_bytes(compilation->arena, output, size);
    free(output);
    return copy;
}

// Compares what is printed with `expected`, shows both if they differ, and ends the test.
static void finish(const char *expected) {
    const char *output = flush(DIAG_FORMAT_TEXT, false);
    CU_ASSERT_STRING_EQUAL(output, expected);
    if (strcmp(output, expected) != 0)
        printf("\nexpected:\n%sgot:\n%s", expected, output);
    compilation_destroy(compilation);
}

static void test_caret(void) {
    begin("a = 1\nb = spam + 1\n");
    report(span_at("spam"), "no spam");
    finish("t.pyx:2:5: error[E0009]: no spam\n"
           " 2 | b = spam + 1\n"
           "   |     ^^^^\n");
}

static void test_empty_span_and_end_of_file(void) {
    begin("a = (\n");
    report(span_of(source, 6, 6), "end");
    finish("t.pyx:2:1: error[E0009]: end\n"
           " 2 |\n"
           "   | ^\n");
}

static void test_tabs_and_wide_characters(void) {
    begin("\ts = '日本e\xcc\x81', x\n");
    report(span_at("x"), "here");
    finish("t.pyx:1:14: error[E0009]: here\n"
           " 1 |     s = '日本e\xcc\x81', x\n"
           "   |                  ^\n");
}

static void test_labels_notes_help(void) {
    begin("def f(a):\n    pass\n\nf(1, 2)\nf(3)\n");
    Diagnostic *message = report(span_at("1, 2"), "too many");
    diag_add_label(message, span_at("a"), "takes %d", 1);
    diag_add_label(message, span_at("f(3)"), "as here");
    diag_add_note(message, "a note\nof two lines\n");
    diag_add_help(message, "some help");
    finish("t.pyx:4:3: error[E0009]: too many\n"
           " 1 | def f(a):\n"
           "   |       - takes 1\n"
           " ...\n"
           " 4 | f(1, 2)\n"
           "   |   ^^^^\n"
           " 5 | f(3)\n"
           "   | ---- as here\n"
           "   = note: a note\n"
           "           of two lines\n"
           "   = help: some help\n");
}

static void test_label_in_another_file(void) {
    begin("x\n");
    const Source *other = source_add_text(compilation->sources, "o.pxd", SOURCE_PXD, "cdef y\n", 7);
    diag_add_label(report(span_at("x"), "bad"), span_of(other, 5, 6), "declared here");
    finish("t.pyx:1:1: error[E0009]: bad\n"
           " 1 | x\n"
           "   | ^\n"
           "  --> o.pxd:1:6\n"
           " 1 | cdef y\n"
           "   |      - declared here\n");
}

static void test_span_over_lines(void) {
    begin("f(a,\r\n  b)\r\n");
    report(span_at("f(a,\r\n  b)"), "all of it");
    finish("t.pyx:1:1: error[E0009]: all of it\n"
           " 1 | f(a,\n"
           "   | ^^^^\n");
}

static void test_long_line_shows_window(void) {
    enum { LENGTH = 100000 };
    char *text = malloc(LENGTH + 1);
    memset(text, 'a', LENGTH);
    text[LENGTH] = '\0';
    text[LENGTH / 2] = '!';
    begin(text);
    free(text);
    report(span_at("!"), "bang");
    const char *output = flush(DIAG_FORMAT_TEXT, false);
    CU_ASSERT(strlen(output) < 400);
    // The caret is under the place: both lines have it at the same distance, "…" counting as one.
    const char *line = strchr(output, '\n') + 1, *marks = strchr(line, '\n') + 1;
    CU_ASSERT_EQUAL(strchr(line, '!') - line - 2, strchr(marks, '^') - marks);
    compilation_destroy(compilation);
}

static void test_control_characters_are_replaced(void) {
    begin("x = '\033[31m\xff'\n");
    report(span_at("x"), "a\033b");
    finish("t.pyx:1:1: error[E0009]: a\xef\xbf\xbd"
           "b\n"
           " 1 | x = '\xef\xbf\xbd[31m\xef\xbf\xbd'\n"
           "   | ^\n");
}

static void test_sorted_and_without_repeats(void) {
    begin("a b c\n");
    report(span_at("c"), "third");
    report(span_at("a"), "first");
    report(span_at("a"), "again");
    diag_report(compilation->diagnostics, DIAG_E0100, span_at("a"));
    report(NO_SPAN, "no place");
    report(NO_SPAN, "no place");
    report(NO_SPAN, "nor here");
    CU_ASSERT_EQUAL(diag_error_count(compilation->diagnostics), 5);
    finish("zilant: error[E0009]: no place\n"
           "zilant: error[E0009]: nor here\n"
           "t.pyx:1:1: error[E0009]: first\n"
           " 1 | a b c\n"
           "   | ^\n"
           "t.pyx:1:1: error[E0100]: invalid syntax\n"
           " 1 | a b c\n"
           "   | ^\n"
           "t.pyx:1:5: error[E0009]: third\n"
           " 1 | a b c\n"
           "   |     ^\n");
}

static void test_repeats_across_flushes(void) {
    begin("a\n");
    report(span_at("a"), "x");
    CU_ASSERT(strlen(flush(DIAG_FORMAT_TEXT, false)) > 0);
    report(span_at("a"), "x");
    finish("");
}

static void test_error_limit(void) {
    char text[301];
    memset(text, 'x', 300);
    text[300] = '\0';
    begin(text);
    for (uint32_t i = 0; i < 300; i++)
        report(span_of(source, i, i + 1), "x");
    const char *output = flush(DIAG_FORMAT_TEXT, false);
    int shown = 0;
    for (const char *next = output; (next = strstr(next, "error[")); next++)
        shown++;
    CU_ASSERT_EQUAL(shown, 100);
    CU_ASSERT_PTR_NOT_NULL(strstr(output, "\nzilant: 200 more errors not shown\n"));
    CU_ASSERT_EQUAL(diag_error_count(compilation->diagnostics), 300);
    compilation_destroy(compilation);
}

static void test_warnings_and_promotion(void) {
    begin("a b\n");
    diag_report(compilation->diagnostics, DIAG_W0001, span_at("a"), "function", "f", "yield");
    CU_ASSERT_EQUAL(diag_error_count(compilation->diagnostics), 0);
    CU_ASSERT_EQUAL(diag_warning_count(compilation->diagnostics), 1);
    diag_promote(compilation->diagnostics, DIAG_W0001);
    diag_report(compilation->diagnostics, DIAG_W0001, span_at("b"), "function", "g", "yield");
    CU_ASSERT_EQUAL(diag_error_count(compilation->diagnostics), 1);
    const char *output = flush(DIAG_FORMAT_TEXT, false);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(output, "1:1: warning[W0001]: function 'f' runs interpreted: yield"));
    CU_ASSERT_PTR_NOT_NULL(strstr(output, "1:3: error[W0001]: "));
    compilation_destroy(compilation);
}

static void test_json(void) {
    begin("ab = \"c\"\n");
    Diagnostic *message = report(span_at("\"c\""), "say \"no\"\n\xff");
    diag_add_label(message, span_at("ab"), "label");
    diag_add_help(message, "help");
    CU_ASSERT_STRING_EQUAL(
        flush(DIAG_FORMAT_JSON, false),
        "{\"code\": \"E0009\", \"severity\": \"error\", \"message\": "
        "\"say \\\"no\\\"\\n\\ufffd\", \"file\": \"t.pyx\", \"line\": 1, \"column\": 6, "
        "\"end_line\": 1, \"end_column\": 9, \"labels\": [{\"file\": \"t.pyx\", \"line\": 1, "
        "\"column\": 1, \"end_line\": 1, \"end_column\": 3, \"text\": \"label\"}], "
        "\"notes\": [], \"help\": [\"help\"]}\n");
    compilation_destroy(compilation);
}

static void test_color(void) {
    begin("a\n");
    report(span_at("a"), "x");
    const char *output = flush(DIAG_FORMAT_TEXT, true);
    CU_ASSERT_PTR_NOT_NULL(strstr(output, "\033[1;31merror[E0009]\033[0m"));
    compilation_destroy(compilation);
}

static void test_codes(void) {
    for (int i = 0; i < DIAG_COUNT; i++) {
        DiagCode code;
        CU_ASSERT(diag_code_from_text(diag_code_text((DiagCode)i), &code));
        CU_ASSERT_EQUAL((int)code, i);
        bool warning = diag_code_text(code)[0] == 'W';
        CU_ASSERT_EQUAL(diag_code_severity(code), warning ? SEVERITY_WARNING : SEVERITY_ERROR);
    }
    DiagCode code;
    CU_ASSERT_FALSE(diag_code_from_text("E9999", &code));
}

static void test_depth_limit(void) {
    begin("((((\n");
    DepthGuard guard = {.limit = 3};
    for (int i = 0; i < 3; i++)
        CU_ASSERT(depth_enter(&guard, compilation->diagnostics, span_at("(")));
    CU_ASSERT_FALSE(depth_enter(&guard, compilation->diagnostics, span_at("((((")));
    depth_leave(&guard);
    CU_ASSERT(depth_enter(&guard, compilation->diagnostics, span_at("(")));
    finish("t.pyx:1:1: error[E0008]: nested too deeply (limit 3)\n"
           " 1 | ((((\n"
           "   | ^^^^\n");
}

void suite_diag(void) {
    CU_pSuite suite = CU_add_suite("diag", NULL, NULL);
    CU_add_test(suite, "caret", test_caret);
    CU_add_test(suite, "empty span and end of file", test_empty_span_and_end_of_file);
    CU_add_test(suite, "tabs and wide characters", test_tabs_and_wide_characters);
    CU_add_test(suite, "labels, notes, help", test_labels_notes_help);
    CU_add_test(suite, "label in another file", test_label_in_another_file);
    CU_add_test(suite, "span over lines", test_span_over_lines);
    CU_add_test(suite, "long line shows window", test_long_line_shows_window);
    CU_add_test(suite, "control characters are replaced", test_control_characters_are_replaced);
    CU_add_test(suite, "sorted and without repeats", test_sorted_and_without_repeats);
    CU_add_test(suite, "repeats across flushes", test_repeats_across_flushes);
    CU_add_test(suite, "error limit", test_error_limit);
    CU_add_test(suite, "warnings and promotion", test_warnings_and_promotion);
    CU_add_test(suite, "JSON", test_json);
    CU_add_test(suite, "color", test_color);
    CU_add_test(suite, "codes", test_codes);
    CU_add_test(suite, "depth limit", test_depth_limit);
}
