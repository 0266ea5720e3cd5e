// Sources: encodings, bad files, line tables, positions, global offsets.

#include "support/compilation.h"
#include "support/file.h"
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// One folder for the files of this suite, one compilation a test.
static char folder[] = "/tmp/zilant-source-XXXXXX";
static Compilation *compilation;

static int make_folder(void) { return mkdtemp(folder) ? 0 : 1; }

static int remove_folder(void) { return rmdir(folder); }

static void begin(void) { compilation = compilation_create(); }

static void end(void) { compilation_destroy(compilation); }

// Writes a file of these bytes, loads and removes it.
static const Source *load_bytes(const char *name, const char *bytes, size_t length) {
    const char *path = path_join(compilation->arena, folder, name);
    CU_ASSERT_FATAL(
        file_write_atomic(compilation->arena, compilation->diagnostics, path, bytes, length));
    const Source *source =
        source_load(compilation->sources, compilation->diagnostics, path, NO_SPAN);
    unlink(path);
    return source;
}

static const Source *load_text(const char *text) { return load_bytes("x.py", text, strlen(text)); }

// Checks that loading these bytes gives exactly one message: of this code, at this line and column.
static void check_failure(const char *bytes, size_t length, const char *expected) {
    begin();
    CU_ASSERT_PTR_NULL(load_bytes("x.py", bytes, length));
    CU_ASSERT_EQUAL(diag_error_count(compilation->diagnostics), 1);
    char *output;
    size_t size;
    FILE *stream = open_memstream(&output, &size);
    diag_flush(compilation->diagnostics, stream, DIAG_FORMAT_TEXT, false);
    fclose(stream);
    CU_ASSERT_PTR_NOT_NULL(strstr(output, expected));
    if (!strstr(output, expected))
        printf("expected %s in\n%s", expected, output);
    free(output);
    end();
}

static void check_text(const char *bytes, const char *expected) {
    begin();
    const Source *source = load_text(bytes);
    CU_ASSERT_PTR_NOT_NULL_FATAL(source);
    if (!source)
        return;
    CU_ASSERT_STRING_EQUAL(source->text, expected);
    CU_ASSERT_EQUAL(source->length, strlen(expected));
    end();
}

// The directive c_string_encoding is a cookie in Python alone.
static void test_cython_directive(void) {
    begin();
    const char *bytes = "# cython: c_string_encoding=default\n'\xc3\xa4'";
    CU_ASSERT_PTR_NOT_NULL(load_bytes("x.pyx", bytes, strlen(bytes)));
    CU_ASSERT_PTR_NULL(load_bytes("x.py", bytes, strlen(bytes)));
    bytes = "# cython: c_string_encoding=ascii, coding: klingon\n";
    CU_ASSERT_PTR_NULL(load_bytes("y.pyx", bytes, strlen(bytes)));
    end();
}

static void test_utf8(void) {
    check_text("s = 'ä€𝄞'\n", "s = 'ä€𝄞'\n");
    check_text("\xef\xbb\xbfx\n", "x\n");
    check_text("\xef\xbb\xbf# coding: utf-8\n", "# coding: utf-8\n");
    check_text("", "");
}

static void test_cookies(void) {
    check_text("# -*- coding: latin-1 -*-\n'\xe9'", "# -*- coding: latin-1 -*-\n'é'");
    check_text("#!x\n# vim: fileencoding=iso-8859-15\n'\xa4'",
               "#!x\n# vim: fileencoding=iso-8859-15\n'€'");
    check_text("\n#coding=cp1252\n'\x80'", "\n#coding=cp1252\n'€'");
    check_text("#coding:Latin_1\n\xfc", "#coding:Latin_1\nü");
    check_text("#coding: koi8-r\n\xc1", "#coding: koi8-r\nа");
    check_text("#coding: shift_jis\n\x82\xa0", "#coding: shift_jis\nあ");
    check_text("#\r#coding: latin-1\r\xe9", "#\r#coding: latin-1\ré");
    check_text("#\r\n#coding: latin-1\r\n\xe9", "#\r\n#coding: latin-1\r\né");
    // Not cookies: after code, in the third line, not in a comment.
    check_text("x\n#coding: latin-1\né", "x\n#coding: latin-1\né");
    check_text("\n\n#coding: latin-1\né", "\n\n#coding: latin-1\né");
    check_text("coding = 'é'", "coding = 'é'");
}

static void test_bad_text(void) {
    check_failure("a\nb = '\xff'\n", 9, "x.py:2:6: error[E0004]");
    check_failure("\xed\xa0\x80", 3, ":1:1: error[E0004]");
    check_failure("\xc0\x80", 2, ":1:1: error[E0004]");
    check_failure("x\0y", 3, "x.py:1:2: error[E0005]: source code cannot contain null bytes");
    check_failure("\x7f"
                  "ELF\2\1\1\0\xff",
                  9, ":1:8: error[E0005]");
    check_failure("\xff\xfe"
                  "a\0",
                  4, "save it as UTF-8");
    check_failure("# coding: klingon\n", 18, ":1:11: error[E0006]: unknown encoding: klingon");
    check_failure("#coding: ascii\n\xe9", 16, "x.py:2:1: error[E0004]");
    check_failure("#coding: euc-jp\n\xff\xff", 18, ":2:1: error[E0004]");
    check_failure("\xef\xbb\xbf#coding: latin-1\n", 20, ":1:10: error[E0010]");
}

// Checks that this path cannot be loaded, with this message.
static void check_unreadable(const char *path, const char *expected) {
    begin();
    CU_ASSERT_PTR_NULL(source_load(compilation->sources, compilation->diagnostics, path, NO_SPAN));
    char *output;
    size_t size;
    FILE *stream = open_memstream(&output, &size);
    diag_flush(compilation->diagnostics, stream, DIAG_FORMAT_TEXT, false);
    fclose(stream);
    CU_ASSERT_PTR_NOT_NULL(strstr(output, expected));
    free(output);
    end();
}

static void test_bad_files(void) {
    check_unreadable("/nonexistent/x.py",
                     "zilant: error[E0001]: cannot read '/nonexistent/x.py': No such file");
    check_unreadable(folder, "error[E0002]");
    check_unreadable("/dev/null/x.py", "error[E0001]");
}

static void test_too_large(void) {
    begin();
    char *path = path_join(compilation->arena, folder, "large.py");
    FILE *file = fopen(path, "w");
    CU_ASSERT_FATAL(file && ftruncate(fileno(file), (off_t)3 << 30) == 0); // a hole, no disk
    if (file)
        fclose(file);
    CU_ASSERT_PTR_NULL(source_load(compilation->sources, compilation->diagnostics, path, NO_SPAN));
    CU_ASSERT_EQUAL(diag_error_count(compilation->diagnostics), 1);
    unlink(path);
    end();
}

static void test_same_path_same_source(void) {
    begin();
    const Source *first = load_text("x\n");
    // The file is gone: only the table can answer.
    CU_ASSERT_PTR_EQUAL(
        source_load(compilation->sources, compilation->diagnostics, first->path, NO_SPAN), first);
    end();
}

static void test_kinds(void) {
    begin();
    CU_ASSERT_EQUAL(load_bytes("a.py", "", 0)->kind, SOURCE_PY);
    CU_ASSERT_EQUAL(load_bytes("a.pyx", "", 0)->kind, SOURCE_PYX);
    CU_ASSERT_EQUAL(load_bytes("a.pxd", "", 0)->kind, SOURCE_PXD);
    CU_ASSERT_EQUAL(load_bytes("a.pxi", "", 0)->kind, SOURCE_PXI);
    end();
}

// Checks line and column of an offset.
static void check_position(const Source *source, uint32_t offset, uint32_t line, uint32_t column) {
    Position position = source_position(compilation->sources, source->base + offset);
    CU_ASSERT_PTR_EQUAL(position.source, source);
    CU_ASSERT_EQUAL(position.line, line);
    CU_ASSERT_EQUAL(position.column, column);
}

static void test_positions(void) {
    begin();
    const char text[] = "ab\ncd\r\nef\rgh\n";
    const Source *other = source_add_text(compilation->sources, "o", SOURCE_VIRTUAL, "", 0);
    const Source *source =
        source_add_text(compilation->sources, "t", SOURCE_VIRTUAL, text, sizeof text - 1);
    CU_ASSERT_EQUAL(source->line_count, 5);
    check_position(other, 0, 1, 1);
    check_position(source, 0, 1, 1);
    check_position(source, 2, 1, 3);
    check_position(source, 3, 2, 1);
    check_position(source, 7, 3, 1);
    check_position(source, 10, 4, 1);
    check_position(source, 13, 5, 1);
    CU_ASSERT_EQUAL(source_line(compilation->sources, span_of(source, 7, 8)), 3);
    CU_ASSERT_EQUAL(source_line(compilation->sources, NO_SPAN), 0);
    CU_ASSERT_PTR_NULL(source_of_span(compilation->sources, NO_SPAN));
    CU_ASSERT_PTR_EQUAL(source_of_span(compilation->sources, span_of(source, 13, 13)), source);
    CU_ASSERT_PTR_EQUAL(source_of_span(compilation->sources, span_of(other, 0, 0)), other);
    end();
}

static void test_columns_count_characters(void) {
    begin();
    const char text[] = "'äöü日本', 'and some more text' X";
    const Source *source =
        source_add_text(compilation->sources, "t", SOURCE_VIRTUAL, text, sizeof text - 1);
    check_position(source, (uint32_t)(strchr(text, 'X') - text), 1, 31);
    end();
}

void suite_source(void) {
    CU_pSuite suite = CU_add_suite("source", make_folder, remove_folder);
    CU_add_test(suite, "UTF-8", test_utf8);
    CU_add_test(suite, "cookies", test_cookies);
    CU_add_test(suite, "Cython's directive is no cookie", test_cython_directive);
    CU_add_test(suite, "bad text", test_bad_text);
    CU_add_test(suite, "bad files", test_bad_files);
    CU_add_test(suite, "too large", test_too_large);
    CU_add_test(suite, "same path, same source", test_same_path_same_source);
    CU_add_test(suite, "kinds", test_kinds);
    CU_add_test(suite, "positions", test_positions);
    CU_add_test(suite, "columns count characters", test_columns_count_characters);
}
