// C headers: macros, inline functions, structs of partly known layout and variables of a header of
// the test's own reach the module through the shim; a wrong declaration is reported at its place.

#include "support/file.h"
#include "support/process.h"
#include "tests/unit/emit_support.h"
#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

static const char header_text[] = "#define LIMIT 1000\n"
                                  "#define TWICE(x) ((x) * 2)\n"
                                  "#define HALF(x) ((x) / 2)\n"
                                  "typedef struct { char hidden[40]; long y; short more; } Point;\n"
                                  "static inline Point make_point(long y)\n"
                                  "{ Point p = {{0}, y, 3}; return p; }\n"
                                  "static inline long point_y(Point p) { return p.y; }\n"
                                  "static const Point origin = {{0}, 7, 0};\n"
                                  "typedef unsigned short narrow;\n"
                                  "static const narrow narrow_value = 65535;\n";

typedef struct Case {
    IrCase *test;
    Arena *arena;
    const char *directory;
    CodegenOptions options;
} Case;

static bool run(Case *test, const char *program, const char *argument) {
    ProcessResult result;
    const char *arguments[] = {program, "-c", argument, NULL};
    bool good = process_run(test->arena, arguments, &result);
    if (!good)
        fprintf(stderr, "\n%s%s\n", result.output, result.errors);
    return good;
}

static const char *path_of(Case *test, const char *name) {
    return path_join(test->arena, test->directory, name);
}

#define NEVER "exception=EXCEPTION_RULE_NEVER:0:0\n"

// What C says, and a module body that keeps `f` alive: its address becomes an object.
static const char entries[] =
    "header quoted '%s' own @1\n"
    "type <ulong> integer 64 unsigned\n"
    "type <Point> struct Point\n"
    "type <narrow> integer 64 signed extern narrow\n"
    "type <long(long)> function c no_error (i64<long>) -> i64<long> " NEVER
    "type <ulong(ulong)> function c no_error (i64<ulong>) -> i64<ulong> " NEVER
    "type <Point(long)> function c no_error (i64<long>) -> "
    "aggregate<Point> " NEVER "type <long(Point)> function c no_error (aggregate<Point>) -> "
    "i64<long> " NEVER "struct Point typedef extern header=0 @2\n"
    "    field y <long> VISIBILITY_PRIVATE @2\n"
    "extern LIMIT <long> header=0 @2\n"
    "extern TWICE <long(long)> header=0 @2\n"
    "extern HALF <ulong(ulong)> header=0 @2\n"
    "extern make_point <Point(long)> header=0 @2\n"
    "extern point_y <long(Point)> header=0 @2\n"
    "extern origin <Point> header=0 @2\n"
    "extern narrow header=0 @2\n"
    "extern narrow_value <narrow> header=0 @2\n"
    "extern nowhere <long(long)> header=0 @2\n"
    "constant #0 name 'address'\n"
    "callable f name 'f' qualified 'f' @1\n"
    "function zi_module_body module module status () -> void\n"
    "bb0:\n"
    " p:pointer = function_address f\n"
    " n:i64 = convert p\n"
    " o:object = box_int n\n"
    " s:i32 = call_runtime store_global 0:i64, o\n"
    " return\n"
    "function f generic native no_error (X:i64) -> i64 of f @1\n"
    "bb0:\n";

// A module with one function f(x: long) -> long of these operations, and a header beside its
// source.
static Case *case_create(const char *header, const char *operations) {
    Arena *arena = arena_create();
    Case *test = ARENA_NEW(arena, Case);
    test->arena = arena;
    test->directory = mkdtemp(arena_copy_string(arena, "/tmp/zilant-test-XXXXXX"));
    const char *text = arena_format(arena, entries, header);
    test->test =
        ir_case_create(arena_format(arena, "module 'module' source '%s'\nstate static\n%s%s",
                                    path_of(test, "module.pyx"), text, operations));
    Diagnostics *diagnostics = test->test->compilation->diagnostics;
    CU_ASSERT(file_write_atomic(arena, diagnostics, path_of(test, "shapes.h"), header_text,
                                strlen(header_text)));
    static const char *includes[] = {NULL, NULL};
    test->options = (CodegenOptions){
        .optimization = 2,
        .cpu = "",
        .runtime_directory = ZILANT_BINARY_DIR "/share/zilant/runtime",
        .include_directories = includes,
        .cache_directory = path_of(test, "cache"),
        .python = {.minor = 11, .tag = "cpython-311"},
    };
    ir_case_finish(test->test);
    return test;
}

static void case_destroy(Case *test) {
    CU_ASSERT(run(test, "/bin/sh", arena_format(test->arena, "rm -r '%s'", test->directory)));
    ir_case_destroy(test->test);
    arena_destroy(test->arena);
}

static const char *emit_text(Case *test) {
    const char *path = path_of(test, "module.ll");
    if (!emit_to_file(test->test->module, &test->options, EMIT_LLVM_OPTIMIZED, path))
        return NULL;
    size_t length;
    int error;
    return file_read(test->arena, path, SIZE_MAX / 2, &length, &error);
}

// Everything of the header folds: f(x) is 1000 + 2x + (x as unsigned)/2 + x + x + 7 + 65535.
static const char everything[] = " limit:i64 = extern_value LIMIT\n"
                                 " twice:i64 = call_extern TWICE X\n"
                                 " a:i64 = add limit, twice\n"
                                 " half:i64<ulong> = call_extern HALF X\n"
                                 " b:i64 = add a, half\n"
                                 " made:aggregate<Point> = call_extern make_point X\n"
                                 " m:pointer = address made\n"
                                 " my:pointer = field Point.y m\n"
                                 " mv:i64 = load <long> my\n"
                                 " c:i64 = add b, mv\n"
                                 " y:i64 = call_extern point_y made\n"
                                 " d:i64 = add c, y\n"
                                 " o:pointer = extern_address origin\n"
                                 " oy:pointer = field Point.y o\n"
                                 " ov:i64 = load <long> oy\n"
                                 " e:i64 = add d, ov\n"
                                 " n:pointer = extern_address narrow_value\n"
                                 " nv:i64<narrow> = load <narrow> n\n"
                                 " g:i64 = add e, nv\n"
                                 " return g\n";

static const char call_of_nowhere[] = " r:i64 = call_extern nowhere X\n return r\n";
static const char call_of_twice[] = " r:i64 = call_extern TWICE X\n return r\n";

static bool holds(const char *text, const char *part) {
    return text != NULL && strstr(text, part) != NULL;
}

static void test_header_is_inlined(void) {
    Case *test = case_create("shapes.h", everything);
    const char *text = emit_text(test);
    diag_flush(test->test->compilation->diagnostics, stderr, DIAG_FORMAT_TEXT, false);
    CU_ASSERT_FALSE(holds(text, "call i64 @zi_shim"));
    // The parts that are constants have been added up.
    CU_ASSERT_TRUE(holds(text, "66542"));
    CU_ASSERT_TRUE(holds(text, "lshr i64"));
    case_destroy(test);
}

// The second build takes the bitcode from the cache; a changed header is compiled again.
static void test_cache(void) {
    Case *first = case_create("shapes.h", everything);
    CU_ASSERT_PTR_NOT_NULL(emit_text(first));
    const char *count = "cd '%s/cache' && test $(find . -name '*.entry' | wc -l) = %d";
    CU_ASSERT(run(first, "/bin/sh", arena_format(first->arena, count, first->directory, 2)));
    CU_ASSERT_PTR_NOT_NULL(emit_text(first));
    CU_ASSERT(run(first, "/bin/sh", arena_format(first->arena, count, first->directory, 2)));
    const char *change = "cd '%s' && sed -i s/1000/2000/ shapes.h";
    CU_ASSERT(run(first, "/bin/sh", arena_format(first->arena, change, first->directory)));
    const char *text = emit_text(first);
    CU_ASSERT_TRUE(holds(text, "67542"));
    CU_ASSERT(run(first, "/bin/sh", arena_format(first->arena, count, first->directory, 3)));
    case_destroy(first);
}

// Emits and expects one message with this text.
static void expect_message(Case *test, const char *message) {
    char *text = NULL;
    size_t size = 0;
    CU_ASSERT_PTR_NULL(emit_text(test));
    FILE *stream = open_memstream(&text, &size);
    diag_flush(test->test->compilation->diagnostics, stream, DIAG_FORMAT_TEXT, false);
    fclose(stream);
    if (strstr(text, message) == NULL)
        fprintf(stderr, "\n%s\n", text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, message));
    CU_ASSERT_EQUAL(diag_error_count(test->test->compilation->diagnostics), 1);
    free(text);
}

static void test_wrong_declaration(void) {
    Case *test = case_create("shapes.h", call_of_nowhere);
    expect_message(test, "module.pyx:2:1: error[E0611]: 'nowhere' does not agree");
    case_destroy(test);
}

static void test_missing_header(void) {
    Case *test = case_create("missing.h", call_of_nowhere);
    expect_message(test, "module.pyx:1:1: error[E0611]: 'missing.h' does not agree");
    case_destroy(test);
}

static void test_missing_compiler(void) {
    Case *test = case_create("shapes.h", call_of_twice);
    test->options.c_compiler = "no-such-clang";
    expect_message(test, "error[E0610]: C headers need clang: 'no-such-clang'");
    case_destroy(test);
}

static const CU_TestInfo tests[] = {
    {"a header's declarations are inlined", test_header_is_inlined},
    {"the cache of shims", test_cache},
    {"a declaration that C does not have", test_wrong_declaration},
    {"a header that is missing", test_missing_header},
    {"a compiler that is missing", test_missing_compiler},
};

void suite_shim(void) {
    CU_pSuite suite = CU_add_suite("shim", NULL, NULL);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        CU_add_test(suite, tests[i].pName, tests[i].pTestFunc);
}
