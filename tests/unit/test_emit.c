// The emitter: IR written as text becomes an object, the object a module, and the Python on PATH
// imports it and checks what its functions do.

#include "support/file.h"
#include "support/process.h"
#include "tests/unit/emit_support.h"
#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A directory of its own for each test, and the Python that runs it.
typedef struct Bench {
    Arena *arena;
    IrCase *test;
    const char *directory;
    const char *python;
    CodegenOptions options;
} Bench;

static const char *output_of(Bench *bench, const char *program, const char *script) {
    ProcessResult result;
    const char *arguments[] = {program, "-c", script, NULL};
    if (!process_run(bench->arena, arguments, &result)) {
        fprintf(stderr, "\n%s%s\n", result.output, result.errors);
        return NULL;
    }
    return result.output;
}

// What stands around the bodies: the callable, whose entry is `<name>_wrapper`, and a module body
// that makes the function and stores it as a global.
static const char *module_text(Arena *arena, const char *name, unsigned parameters,
                               const char *bodies) {
    static const char *const lines[] = {"    parameter #0 PARAMETER_NORMAL\n",
                                        "    parameter #1 PARAMETER_NORMAL\n"};
    bool has_entry = strstr(bodies, "_wrapper ") != NULL;
    const char *entry = has_entry ? arena_format(arena, " entry=%s_wrapper", name) : "";
    return arena_format(arena,
                        "constant #0 name 'A'\nconstant #1 name 'B'\nconstant #2 name '%s'\n"
                        "callable %s name '%s' qualified '%s'%s\n%s%s%s"
                        "function zi_module_body module module status () -> void\n"
                        "bb0:\n"
                        " o:object = make_function %s null:object, null:object, null:object, "
                        "null:object\n"
                        " s:i32 = call_runtime store_global 2:i64, o\n"
                        " return\n",
                        name, name, name, name, entry, parameters > 0 ? lines[0] : "",
                        parameters > 1 ? lines[1] : "", bodies, name);
}

// A module with one callable of so many parameters, A and B.
static Bench *bench_create(const char *name, unsigned parameters, const char *ir) {
    Arena *arena = arena_create();
    Bench *bench = ARENA_NEW(arena, Bench);
    bench->arena = arena;
    char *directory = arena_copy_string(arena, "/tmp/zilant-test-XXXXXX");
    bench->directory = mkdtemp(directory);
    bench->python = process_find_program(arena, "python3");
    bench->test = ir_case_create(module_text(arena, name, parameters, ir));
    const char *tag =
        output_of(bench, bench->python, "import sys; print(sys.implementation.cache_tag, end='')");
    bench->options = (CodegenOptions){
        .optimization = 2,
        .verify = true,
        .cpu = "",
        .runtime_directory = ZILANT_BINARY_DIR "/share/zilant/runtime",
        .python = {.minor = 11, .tag = tag},
    };
    return bench;
}

static void bench_destroy(Bench *bench) {
    const char *remove = arena_format(bench->arena, "rm -r '%s'", bench->directory);
    CU_ASSERT_PTR_NOT_NULL(output_of(bench, "/bin/sh", remove));
    ir_case_destroy(bench->test);
    arena_destroy(bench->arena);
}

static IrBody *find_function(const Bench *bench, const char *name) {
    const IrModule *module = bench->test->module;
    for (uint32_t i = 0; i < module->bodies.count; i++)
        if (strcmp(module->bodies.items[i]->link_name, name) == 0)
            return module->bodies.items[i];
    return NULL;
}

static bool emit(Bench *bench, EmitStage stage, const char *name) {
    const char *path = path_join(bench->arena, bench->directory, name);
    bool good = emit_to_file(bench->test->module, &bench->options, stage, path);
    diag_flush(bench->test->compilation->diagnostics, stderr, DIAG_FORMAT_TEXT, false);
    return good;
}

// Builds the module and runs the script, which says what must hold.
static void check_module(Bench *bench, const char *script) {
    ir_case_finish(bench->test);
    CU_ASSERT_FATAL(emit(bench, EMIT_OBJECT, "module.a"));
    const char *link =
        arena_format(bench->arena,
                     "cd '%s' && ld -shared --eh-frame-hdr -z now --gc-sections -o module.so "
                     "--whole-archive module.a --no-whole-archive '%s/%s.o'",
                     bench->directory, bench->options.runtime_directory, bench->options.python.tag);
    CU_ASSERT_PTR_NOT_NULL_FATAL(output_of(bench, "/bin/sh", link));
    const char *whole = arena_format(bench->arena, "import sys; sys.path.insert(0, '%s')\n%s",
                                     bench->directory, script);
    CU_ASSERT_PTR_NOT_NULL(output_of(bench, bench->python, whole));
}

// --- Cases ---------------------------------------------------------------------------------------

static void test_sum_of_duals(void) {
    Bench *bench =
        bench_create("total", 1,
                     "function total(A:object) -> object of total\n"
                     "bb0:\n"
                     " i:i64 = copy 0:i64\n"
                     " iter:object = call_runtime iter_start A, &i\n"
                     " Sum:dual = dual_from_int 0:i64\n"
                     " jump bb1\n"
                     "bb1 loop header handler=bb4:\n"
                     " item:object = call_runtime.no_traceback iter_next iter, &i\n"
                     " jump bb2\n"
                     "bb2:\n"
                     " n:dual = dual_from_object item\n"
                     " square:dual = dual_binary * n, n\n"
                     " Sum:dual = dual_binary.inplace + Sum, square\n"
                     " jump bb1\n"
                     "bb3:\n"
                     " Sum = dual_box Sum\n"
                     " boxed:object = dual_object Sum\n"
                     " return boxed\n"
                     "bb4:\n"
                     " ended:i32 = call_runtime iter_end iter, i\n"
                     " jump bb3\n"
                     "function total_wrapper entry vectorcall null () -> object of total\n"
                     "bb0:\n"
                     " A:object = parse_arguments total\n"
                     " r:object = call_native total A:object\n"
                     " return r\n");
    check_module(bench, "from module import total\n"
                        "from fractions import Fraction\n"
                        "def same(x, y): assert type(x) is type(y) and x == y, (x, y)\n"
                        "for case in ([], [1, 2, 3], [True, 2.5], [10**20, -3], [1 << 31] * 9,\n"
                        "             [Fraction(1, 3), 2], (1.5, 2), range(1000)):\n"
                        "    same(total(case), sum(n * n for n in case))\n"
                        "for bad in (5, ['x'], [None]):\n"
                        "    try: total(bad)\n"
                        "    except TypeError: pass\n"
                        "    else: assert False\n");
    bench_destroy(bench);
}

static const char view_sum[] =
    "function sum generic native status (v:view<double[:]>) -> f64 of sum\n"
    "bb0:\n"
    " check_view 'sum' v\n"
    " n:i64 = view_shape 0 v\n"
    " Total:f64 = copy 0.0:f64\n"
    " I:i64 = copy 0:i64\n"
    " jump bb1\n"
    "bb1 loop header:\n"
    " more:bool = compare < I, n\n"
    " branch more, bb2, bb3\n"
    "bb2:\n"
    " k:i64 = bounds_check.checked.wraparound 0 I, n\n"
    " place:pointer = view_element <double[:]> v, k\n"
    " x:f64 = load <double> place\n"
    " square:f64 = multiply x, x\n"
    " Total:f64 = add Total, square\n"
    " I:i64 = add.no_wrap I, 1:i64\n"
    " jump bb1\n"
    "bb3:\n"
    " return Total\n"
    "function sum_wrapper entry vectorcall null () -> object of sum\n"
    "bb0:\n"
    " A:object = parse_arguments sum\n"
    " view:view<double[:]> = view_acquire <double[:]> A:object\n"
    " total:f64 = call_native sum view\n"
    " r:object = box_float total\n"
    " return r\n";

static void test_sum_over_view(void) {
    Bench *bench = bench_create("sum", 1, view_sum);
    check_module(bench, "import array, sys\n"
                        "from module import sum as squares\n"
                        "for n in (0, 1, 2, 7, 1000):\n"
                        "    values = array.array('d', range(n))\n"
                        "    before = sys.getrefcount(values)\n"
                        "    assert squares(values) == float(sum(i * i for i in range(n)))\n"
                        "    assert squares(memoryview(values)[::-2]) == sum(\n"
                        "        x * x for x in values[::-2])\n"
                        "    assert sys.getrefcount(values) == before\n"
                        "for bad, error in ((array.array('l', [1]), ValueError), (5, TypeError),\n"
                        "                   (None, Exception)):\n"
                        "    try: squares(bad)\n"
                        "    except error: pass\n"
                        "    else: assert False, bad\n");
    bench_destroy(bench);
}

static void test_view_loop_is_vectorised(void) {
    Bench *bench = bench_create("sum", 1, view_sum);
    for (uint32_t i = 0; i < bench->test->module->bodies.count; i++) {
        IrBody *body = bench->test->module->bodies.items[i];
        body->fast_math = FAST_MATH_REASSOC;
        for (uint32_t j = 0; j < body->blocks.count; j++) {
            IrBlock *block = body->blocks.items[j];
            for (uint32_t k = 0; k < block->ops.count; k++)
                if (block->ops.items[k]->code == IR_OP_VIEW_ELEMENT)
                    block->ops.items[k]->flags |= IR_FLAG_LAST_CONTIGUOUS;
        }
    }
    ir_case_finish(bench->test);
    bench->options.optimization = 3;
    CU_ASSERT_FATAL(emit(bench, EMIT_LLVM_OPTIMIZED, "module.ll"));
    size_t length;
    int error;
    const char *text =
        file_read(bench->arena, path_join(bench->arena, bench->directory, "module.ll"),
                  SIZE_MAX / 2, &length, &error);
    CU_ASSERT_TRUE(text != NULL && strstr(text, "vector.body") != NULL);
    CU_ASSERT_TRUE(text != NULL && strstr(text, "fadd reassoc <2 x double>") != NULL);
    bench_destroy(bench);
}

static void test_view_slices(void) {
    Bench *bench = bench_create(
        "cut", 2,
        "function cut(v:view<double[:]>, from:i64, to:i64, by:i64) -> object of cut\n"
        "bb0:\n"
        " part:view<double[:]> = view_slice [start:stop:step] <double[:]> v, from, to, by\n"
        " r:object = view_object <double[:]> part\n"
        " return r\n"
        "function cut_wrapper entry vectorcall null () -> object of cut\n"
        "bb0:\n"
        " A:object, B:object = parse_arguments cut\n"
        " view:view<double[:]> = view_acquire <double[:]> A:object\n"
        " x:object = call_runtime tuple_item B:object, 0:i64\n"
        " y:object = call_runtime tuple_item B:object, 1:i64\n"
        " z:object = call_runtime tuple_item B:object, 2:i64\n"
        " from:i64 = unbox_int <long> x\n"
        " to:i64 = unbox_int <long> y\n"
        " by:i64 = unbox_int <long> z\n"
        " r:object = call_native cut view, from, to, by\n"
        " return r\n");
    check_module(bench, "import array\n"
                        "import sys\n"
                        "from module import cut\n"
                        "for n in (0, 1, 5):\n"
                        "    values = array.array('d', range(n))\n"
                        "    before = sys.getrefcount(values)\n"
                        "    for start in range(-7, 8):\n"
                        "        for stop in range(-7, 8):\n"
                        "            for step in (-7, -2, -1, 1, 2, 3, 9):\n"
                        "                got = list(cut(values, (start, stop, step)))\n"
                        "                assert got == list(values[start:stop:step]), (\n"
                        "                    n, start, stop, step, got)\n"
                        "    assert sys.getrefcount(values) == before\n"
                        "try: cut(values, (0, 1, 0))\n"
                        "except ValueError: pass\n"
                        "else: assert False\n");
    bench_destroy(bench);
}

// One op on two longs; the text stands for %s.
static void check_arithmetic(const char *op, const char *expression) {
    Arena *arena = arena_create();
    Bench *bench =
        bench_create("f", 2,
                     arena_format(arena,
                                  "function f generic native no_error (x:i64, y:i64) -> i64 of f\n"
                                  "bb0:\n"
                                  " r:i64 = %s x, y\n"
                                  " return r\n"
                                  "function f_wrapper entry vectorcall null () -> object of f\n"
                                  "bb0:\n"
                                  " A:object, B:object = parse_arguments f\n"
                                  " x:i64 = unbox_int <long> A:object\n"
                                  " y:i64 = unbox_int <long> B:object\n"
                                  " z:i64 = call_native f x, y\n"
                                  " r:object = box_int z\n"
                                  " return r\n",
                                  op));
    check_module(
        bench,
        arena_format(
            arena,
            "from module import f\n"
            "wrap = lambda n: (n + 2**63) %% 2**64 - 2**63\n"
            "numbers = [0, 1, -1, 2, -2, 3, 7, -7, 63, 64, 2**31, 2**62, 2**63 - 1, -2**63]\n"
            "for x in numbers:\n"
            "    for y in numbers:\n"
            "        if y == 0 and '%s' in ('floor_divide', 'floor_modulo', 'divide'): continue\n"
            "        want = wrap(%s)\n"
            "        assert f(x, y) == want, (x, y, f(x, y), want)\n",
            op, expression));
    bench_destroy(bench);
    arena_destroy(arena);
}

static void test_arithmetic(void) {
    check_arithmetic("add", "x + y");
    check_arithmetic("multiply", "x * y");
    check_arithmetic("divide", "abs(x) // abs(y) * (1 if (x < 0) == (y < 0) else -1)");
    check_arithmetic("floor_divide", "x // y");
    check_arithmetic("floor_modulo", "x % y");
    check_arithmetic("shift_left", "x << (y & 63)");
    check_arithmetic("shift_right", "x >> (y & 63)");
}

// Constants of every kind come back as they were.
static void test_constants(void) {
    Bench *bench = bench_create("f", 0,
                                "function f() -> object of f\n"
                                "bb0:\n"
                                " c:object = constant 1234567890123456789012345678901234567890\n"
                                " return c\n"
                                "function f_wrapper entry vectorcall null () -> object of f\n"
                                "bb0:\n"
                                " parse_arguments f\n"
                                " r:object = call_native f\n"
                                " return r\n");
    IrModule *module = bench->test->module;
    IrOp *op = find_function(bench, "f")->blocks.items[0]->ops.items[0];
    uint32_t items[] = {
        op->aux.constant,
        ir_constant_add(module, &(IrConstant){.kind = IR_CONSTANT_INT, .text = {"-32768", 6}}),
        ir_constant_add(module,
                        &(IrConstant){.kind = IR_CONSTANT_INT, .text = {"-1073741824", 11}}),
        ir_constant_add(module, &(IrConstant){.kind = IR_CONSTANT_INT, .text = {"0x1F", 4}}),
        ir_constant_add(module, &(IrConstant){.kind = IR_CONSTANT_FLOAT, .real = -0.0}),
        ir_constant_add(module,
                        &(IrConstant){.kind = IR_CONSTANT_COMPLEX, .real = 1.5, .imaginary = -2}),
        ir_constant_add(module,
                        &(IrConstant){.kind = IR_CONSTANT_STR, .text = {"a\0\xed\xa0\x80", 5}}),
        ir_constant_add(module, &(IrConstant){.kind = IR_CONSTANT_BYTES, .text = {"\0\xff", 2}}),
        ir_constant_add(module, &(IrConstant){.kind = IR_CONSTANT_NONE}),
        ir_constant_add(module, &(IrConstant){.kind = IR_CONSTANT_TRUE}),
        ir_constant_add(module, &(IrConstant){.kind = IR_CONSTANT_ELLIPSIS}),
    };
    IrConstant all = {
        .kind = IR_CONSTANT_TUPLE, .items = items, .item_count = sizeof items / sizeof *items};
    op->aux.constant = ir_constant_add(module, &all);
    check_module(
        bench, "from module import f\n"
               "want = (1234567890123456789012345678901234567890, -32768, -1073741824, 31, -0.0,\n"
               "        1.5-2j, 'a\\0\\ud800', b'\\0\\xff', None, True, ...)\n"
               "assert repr(f()) == repr(want), f()\n");
    bench_destroy(bench);
}

// Without the runtime's bitcode there is a message and no file.
static void test_missing_runtime(void) {
    Bench *bench = bench_create("f", 0, "function f() -> object of f\nbb0:\n return null:object\n");
    ir_case_finish(bench->test);
    bench->options.python.tag = "cpython-200";
    CU_ASSERT_FALSE(emit(bench, EMIT_OBJECT, "module.a"));
    CU_ASSERT_EQUAL(diag_error_count(bench->test->compilation->diagnostics), 1);
    CU_ASSERT_FALSE(file_exists(path_join(bench->arena, bench->directory, "module.a")));
    bench_destroy(bench);
}

// The runtime of another version: its functions are not those that the emitter calls.
static void test_runtime_without_a_function(void) {
    Bench *bench = bench_create("f", 0,
                                "function f(a:object) -> object of f\n"
                                "bb0:\n"
                                " r:object = python_binary + a, a\n"
                                " return r\n");
    const char *change = "cd '%s' && llvm-dis-19 -o old.ll '%s/%s.bc' && "
                         "sed 's/zi_binary_add/zi_other/g' old.ll > new.ll && "
                         "llvm-as-19 -o %s.bc new.ll";
    CU_ASSERT_PTR_NOT_NULL_FATAL(output_of(
        bench, "/bin/sh",
        arena_format(bench->arena, change, bench->directory, bench->options.runtime_directory,
                     bench->options.python.tag, bench->options.python.tag)));
    bench->options.runtime_directory = bench->directory;
    ir_case_finish(bench->test);
    CU_ASSERT_FALSE(emit(bench, EMIT_OBJECT, "module.a"));
    CU_ASSERT_EQUAL(diag_error_count(bench->test->compilation->diagnostics), 1);
    bench_destroy(bench);
}

static const CU_TestInfo tests[] = {
    {"a sum of squares over duals", test_sum_of_duals},
    {"a sum over a memoryview", test_sum_over_view},
    {"a checked loop over a memoryview is vectorised", test_view_loop_is_vectorised},
    {"slices of memoryviews", test_view_slices},
    {"C integers", test_arithmetic},
    {"constants", test_constants},
    {"a missing runtime", test_missing_runtime},
    {"a runtime of another version", test_runtime_without_a_function},
};

void suite_emit(void) {
    CU_pSuite suite = CU_add_suite("emit", NULL, NULL);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        CU_add_test(suite, tests[i].pName, tests[i].pTestFunc);
}
