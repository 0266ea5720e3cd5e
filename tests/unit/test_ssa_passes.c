// The passes on SSA form: copies, redundant checks, floats, dead code.

#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>

// --- Copies --------------------------------------------------------------------------------------

static void test_copies_go(void) {
    IrCase *test = ir_case_passed("function f(a:object, c:bool) -> object ssa branches\n"
                                  "bb0:\n"
                                  " x:object = copy a\n"
                                  " y:object = copy x\n"
                                  " branch c, bb1, bb2\n"
                                  "bb1:\n"
                                  " jump bb3(x)\n"
                                  "bb2:\n"
                                  " jump bb3(y)\n"
                                  "bb3(z:object):\n"
                                  " return z\n",
                                  pass_copies);
    ir_case_expect(test, ir_case_count(test, IR_OP_COPY) == 0);
    // Both ways give the argument, so the parameter is it.
    ir_case_expect(test, ir_case_has(test, "bb3:\n    return %0"));
    ir_case_destroy(test);
}

static void test_copies_of_memory_stay(void) {
    IrCase *test = ir_case_passed("function f(a:i64) -> i64 ssa branches\n"
                                  "bb0:\n"
                                  " X:i64 = copy a\n"
                                  " p:pointer = address X\n"
                                  " y:i64 = copy X\n"
                                  " store <long> p, 7:i64\n"
                                  " z:i64 = add X, y\n"
                                  " return z\n",
                                  pass_copies);
    ir_case_expect(test, ir_case_count(test, IR_OP_COPY) == 2);
    ir_case_destroy(test);
}

// Boxed in straight code and after a join that both ways reach by one value: one box is enough.
static void test_boxes_in_a_row(void) {
    IrCase *test = ir_case_passed("function f(a:object, c:bool) -> object ssa branches\n"
                                  "bb0:\n"
                                  " x:dual = dual_from_object a\n"
                                  " b:dual = dual_box x @1\n"
                                  " error_branch bb1, bb5\n"
                                  "bb1:\n"
                                  " o:object = dual_object b\n"
                                  " branch c, bb2, bb3\n"
                                  "bb2:\n"
                                  " d:dual = dual_box b @2\n"
                                  " error_branch bb4, bb5\n"
                                  "bb3:\n"
                                  " e:dual = dual_box x @3\n"
                                  " error_branch bb6, bb5\n"
                                  "bb4:\n"
                                  " p:object = dual_object d\n"
                                  " return p\n"
                                  "bb5:\n"
                                  " return_error\n"
                                  "bb6:\n"
                                  " q:object = dual_object e\n"
                                  " return q\n",
                                  pass_copies);
    // x itself has not been boxed, as far as its register says.
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BOX) == 2);
    ir_case_expect(test, ir_case_has(test, "bb2:\n    jump bb4"));
    ir_case_expect(test, ir_case_has(test, "= dual_object %3\n    return"));
    ir_case_destroy(test);
}

// --- Checks --------------------------------------------------------------------------------------

static void test_dominated_check_goes(void) {
    IrCase *test = ir_case_passed("function f(a:object, c:bool) -> object ssa branches\n"
                                  "bb0:\n"
                                  " check_not_none 'x' a @1\n"
                                  " error_branch bb1, bb4\n"
                                  "bb1:\n"
                                  " branch c, bb2, bb3\n"
                                  "bb2:\n"
                                  " check_not_none 'y' a @2\n"
                                  " error_branch bb3, bb4\n"
                                  "bb3:\n"
                                  " return a\n"
                                  "bb4:\n"
                                  " return_error\n",
                                  pass_checks);
    ir_case_expect(test, ir_case_count(test, IR_OP_CHECK_NOT_NONE) == 1);
    ir_case_expect(test, ir_case_count(test, IR_OP_ERROR_BRANCH) == 1);
    ir_case_destroy(test);
}

static void test_check_of_one_way_stays(void) {
    IrCase *test = ir_case_passed("function f(a:object, c:bool) -> object ssa branches\n"
                                  "bb0:\n"
                                  " branch c, bb1, bb2\n"
                                  "bb1:\n"
                                  " check_not_none 'x' a @1\n"
                                  " error_branch bb2, bb4\n"
                                  "bb2:\n"
                                  " check_not_none 'y' a @2\n"
                                  " error_branch bb3, bb4\n"
                                  "bb3:\n"
                                  " return a\n"
                                  "bb4:\n"
                                  " return_error\n",
                                  pass_checks);
    ir_case_expect(test, ir_case_count(test, IR_OP_CHECK_NOT_NONE) == 2);
    ir_case_destroy(test);
}

static void test_comparison_with_none(void) {
    const char *text = "function f(a:object) -> object ssa branches\n"
                       "bb0:\n"
                       " n:object = singleton None\n"
                       " c:bool = compare %s a, n\n"
                       " branch c, bb1, bb2\n"
                       "bb1:\n"
                       " check_not_none 'x' a @1\n"
                       " error_branch bb3, bb4\n"
                       "bb2:\n"
                       " check_not_none 'x' a @2\n"
                       " error_branch bb3, bb4\n"
                       "bb3:\n"
                       " return a\n"
                       "bb4:\n"
                       " return_error\n";
    char filled[512];
    snprintf(filled, sizeof filled, text, "is not");
    IrCase *test = ir_case_passed(filled, pass_checks);
    ir_case_expect(test, ir_case_count(test, IR_OP_CHECK_NOT_NONE) == 1);
    ir_case_expect(test, ir_case_has(test, "check_not_none 'x' %0 @2"));
    ir_case_destroy(test);
    snprintf(filled, sizeof filled, text, "is");
    test = ir_case_passed(filled, pass_checks);
    ir_case_expect(test, ir_case_has(test, "check_not_none 'x' %0 @1"));
    ir_case_destroy(test);
}

static void test_type_that_is_not_none(void) {
    IrCase *test = ir_case_passed("function f(a:object) -> object ssa branches\n"
                                  "bb0:\n"
                                  " check_type.not_none <object> a @1\n"
                                  " error_branch bb1, bb4\n"
                                  "bb1:\n"
                                  " check_not_none 'x' a @1\n"
                                  " error_branch bb2, bb4\n"
                                  "bb2:\n"
                                  " check_type <object> a @1\n"
                                  " error_branch bb3, bb4\n"
                                  "bb3:\n"
                                  " check_type <double> a @1\n"
                                  " error_branch bb5, bb4\n"
                                  "bb4:\n"
                                  " return_error\n"
                                  "bb5:\n"
                                  " return a\n",
                                  pass_checks);
    ir_case_expect(test, ir_case_count(test, IR_OP_CHECK_NOT_NONE) == 0);
    ir_case_expect(test, ir_case_count(test, IR_OP_CHECK_TYPE) == 2);
    ir_case_destroy(test);
}

// A truth value in memory may be another one when the branch asks.
static void test_comparison_in_memory(void) {
    IrCase *test = ir_case_passed("function f(a:object) -> object ssa branches\n"
                                  "bb0:\n"
                                  " n:object = singleton None\n"
                                  " X:bool = compare is not a, n\n"
                                  " p:pointer = address X\n"
                                  " store <long> p, 0:i64\n"
                                  " branch X, bb1, bb2\n"
                                  "bb1:\n"
                                  " check_not_none 'x' a @1\n"
                                  " error_branch bb2, bb3\n"
                                  "bb2:\n"
                                  " return a\n"
                                  "bb3:\n"
                                  " return_error\n",
                                  pass_checks);
    ir_case_expect(test, ir_case_count(test, IR_OP_CHECK_NOT_NONE) == 1);
    ir_case_destroy(test);
}

// --- Floats --------------------------------------------------------------------------------------

static void test_float_loop(void) {
    IrCase *test = ir_case_passed("function f(c:bool, b:object) -> object ssa branches\n"
                                  "bb0:\n"
                                  " x:dual = dual_from_float 0.5\n"
                                  " jump bb1(x)\n"
                                  "bb1(y:dual) header:\n"
                                  " two:dual = dual_from_int 2:i64\n"
                                  " z:dual = dual_binary * y, two @1\n"
                                  " error_branch bb2, bb4\n"
                                  "bb2:\n"
                                  " branch c, bb5, bb3\n"
                                  "bb3:\n"
                                  " w:dual = dual_box z @2\n"
                                  " error_branch bb6, bb4\n"
                                  "bb4:\n"
                                  " return_error\n"
                                  "bb5:\n"
                                  " jump bb1(z)\n"
                                  "bb6:\n"
                                  " o:object = dual_object w\n"
                                  " return o\n",
                                  pass_floats);
    CU_ASSERT_PTR_NULL(ir_case_run(test, pass_dead));
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BINARY) == 0);
    ir_case_expect(test, ir_case_has(test, "= multiply %"));
    // One number goes around, and no dual.
    ir_case_expect(test, ir_case_has(test, "bb1(%8:f64) header:"));
    ir_case_expect(test, ir_case_has(test, "jump bb1(0.5:f64)"));
    ir_case_destroy(test);
}

// What is boxed in the loop keeps its object around it, and its number beside it.
static void test_boxed_float_keeps_its_object(void) {
    IrCase *test = ir_case_passed("function f(c:bool, b:object) -> object ssa branches\n"
                                  "bb0:\n"
                                  " x:dual = dual_from_float 0.5\n"
                                  " jump bb1(x)\n"
                                  "bb1(y:dual) header:\n"
                                  " z:dual = dual_binary + y, y @1\n"
                                  " error_branch bb2, bb4\n"
                                  "bb2:\n"
                                  " w:dual = dual_box z @2\n"
                                  " error_branch bb3, bb4\n"
                                  "bb3:\n"
                                  " o:object = dual_object w\n"
                                  " branch c, bb5, bb6\n"
                                  "bb4:\n"
                                  " return_error\n"
                                  "bb5:\n"
                                  " jump bb1(w)\n"
                                  "bb6:\n"
                                  " return o\n",
                                  pass_floats);
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BINARY) == 0);
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BOX) == 1);
    ir_case_expect(test, ir_case_has(test, "bb1(%3:dual, "));
    CU_ASSERT_PTR_NULL(ir_case_run(test, pass_dead));
    // Nobody reads the dual at the loop's start but as a number.
    ir_case_expect(test, !ir_case_has(test, "bb1(%3:dual, "));
    ir_case_destroy(test);
}

static void test_other_values_refuse(void) {
    IrCase *test = ir_case_passed("function f(c:bool, b:object) -> dual ssa branches\n"
                                  "bb0:\n"
                                  " x:dual = dual_from_float 0.5\n"
                                  " o:dual = dual_from_object b\n"
                                  " branch c, bb1, bb2\n"
                                  "bb1:\n"
                                  " jump bb3(x)\n"
                                  "bb2:\n"
                                  " jump bb3(o)\n"
                                  "bb3(y:dual):\n"
                                  " z:dual = dual_binary + y, x @1\n"
                                  " error_branch bb4, bb5\n"
                                  "bb4:\n"
                                  " return z\n"
                                  "bb5:\n"
                                  " return_error\n",
                                  pass_floats);
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BINARY) == 1);
    ir_case_destroy(test);
}

// A divisor of zero raises as the dual op does.
static void test_division(void) {
    IrCase *test = ir_case_passed("function f(d:f64) -> dual ssa branches\n"
                                  "bb0:\n"
                                  " x:dual = dual_from_float 0.5\n"
                                  " y:dual = dual_from_float d\n"
                                  " z:dual = dual_binary / x, y @1\n"
                                  " error_branch bb1, bb2\n"
                                  "bb1:\n"
                                  " return z\n"
                                  "bb2:\n"
                                  " return_error\n",
                                  pass_floats);
    ir_case_expect(test, ir_case_count(test, IR_OP_DIVIDE) == 1);
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BINARY) == 1);
    ir_case_expect(test, ir_case_has(test, "branch.unlikely"));
    ir_case_destroy(test);
}

static void test_comparisons(void) {
    IrCase *test = ir_case_passed("function f(d:f64, n:i64) -> bool ssa branches\n"
                                  "bb0:\n"
                                  " x:dual = dual_from_float d\n"
                                  " small:dual = dual_from_int 3:i64\n"
                                  " other:dual = dual_from_int n\n"
                                  " a:bool = dual_compare_truth < x, small @1\n"
                                  " error_branch bb1, bb3\n"
                                  "bb1:\n"
                                  " b:bool = dual_compare_truth < x, other @1\n"
                                  " error_branch bb2, bb3\n"
                                  "bb2:\n"
                                  " c:bool = and a, b\n"
                                  " return c\n"
                                  "bb3:\n"
                                  " return_error\n",
                                  pass_floats);
    // An int that may not be exact as a double is compared as an int.
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_COMPARE_TRUTH) == 1);
    ir_case_expect(test, ir_case_count(test, IR_OP_COMPARE) == 1);
    ir_case_destroy(test);
}

// --- Speculation ---------------------------------------------------------------------------------

// In a loop, two ops beside a float constant have a copy, which asks the operand once.
static void test_stretch_of_floats(void) {
    const char *text = "function f(a:object, c:bool) -> object ssa branches\n"
                       "bb0:\n"
                       " jump bb1\n"
                       "bb1 header:\n"
                       " branch c, bb2, bb5\n"
                       "bb2:\n"
                       " x:dual = dual_from_object a\n"
                       " half:dual = %s\n"
                       " y:dual = dual_binary * x, half @1\n"
                       " error_branch bb3, bb6\n"
                       "bb3:\n"
                       " z:dual = dual_binary / y, x @1\n"
                       " error_branch bb4, bb6\n"
                       "bb4:\n"
                       " jump bb1\n"
                       "bb5:\n"
                       " return a\n"
                       "bb6:\n"
                       " return_error\n";
    static const struct {
        const char *number;
        uint32_t questions;
    } cases[] = {{"dual_from_float 0.5:f64", 1},
                 {"dual_binary & x, x @1\n error_branch bb7, bb6\nbb7:", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char filled[1024];
        snprintf(filled, sizeof filled, text, cases[i].number);
        IrCase *test = ir_case_passed(filled, pass_speculation);
        uint32_t calls = ir_case_count(test, IR_OP_CALL_RUNTIME); // is_float, float_value
        ir_case_expect(test, calls == 2 * cases[i].questions);
        ir_case_expect(test, ir_case_count(test, IR_OP_MULTIPLY) == cases[i].questions);
        ir_case_expect(test, ir_case_count(test, IR_OP_DIVIDE) == cases[i].questions);
        ir_case_destroy(test);
    }
}

// --- Dead code -----------------------------------------------------------------------------------

static void test_dead_values_go(void) {
    IrCase *test = ir_case_passed("function f(c:bool, a:object) -> object ssa branches\n"
                                  "bb0:\n"
                                  " x:i64 = copy 1\n"
                                  " k:object = constant 0\n"
                                  " jump bb1(x, k)\n"
                                  "bb1(y:i64, o:object) header:\n"
                                  " z:i64 = add y, 1:i64\n"
                                  " branch c, bb2, bb3\n"
                                  "bb2:\n"
                                  " jump bb1(z, o)\n"
                                  "bb3:\n"
                                  " r:object = call_python a @1\n"
                                  " error_branch bb4, bb5\n"
                                  "bb4:\n"
                                  " return a\n"
                                  "bb5:\n"
                                  " return_error\n",
                                  pass_dead);
    // y and z only feed each other; a call has an effect.
    ir_case_expect(test, ir_case_count(test, IR_OP_ADD) == 0);
    ir_case_expect(test, ir_case_count(test, IR_OP_CONSTANT) == 0);
    ir_case_expect(test, ir_case_count(test, IR_OP_CALL_PYTHON) == 1);
    ir_case_expect(test, ir_case_has(test, "bb1 header:"));
    ir_case_destroy(test);
}

// --- Tuples --------------------------------------------------------------------------------------

// Two tuples that meet and are unpacked: their parts meet instead.
static void test_tuples_that_meet(void) {
    IrCase *test = ir_case_passed("function f(a:object, b:object, c:bool) -> object ssa branches\n"
                                  "bb0:\n"
                                  " branch c, bb1, bb2\n"
                                  "bb1:\n"
                                  " s:object = call_runtime tuple_build a, b @1\n"
                                  " error_branch bb3, bb7\n"
                                  "bb2:\n"
                                  " t:object = call_runtime tuple_build b, a @1\n"
                                  " error_branch bb4, bb7\n"
                                  "bb3:\n"
                                  " jump bb5(s)\n"
                                  "bb4:\n"
                                  " jump bb5(t)\n"
                                  "bb5(p:object):\n"
                                  " w:object(new), x:object(new) = unpack p, 2:i64, 0:i32 @1\n"
                                  " error_branch bb6, bb7\n"
                                  "bb6:\n"
                                  " return x\n"
                                  "bb7:\n"
                                  " return_error\n",
                                  pass_tuples);
    ir_case_expect(test, ir_case_count(test, IR_OP_CALL_RUNTIME) == 0);
    ir_case_expect(test, ir_case_count(test, IR_OP_ERROR_BRANCH) == 0);
    ir_case_destroy(test);
}

// A number of parts that is wrong raises, and a tuple that something else sees is made.
static void test_tuples_that_stay(void) {
    const char *text = "function f(a:object, b:object) -> object ssa branches\n"
                       "bb0:\n"
                       " t:object = call_runtime tuple_build a, b @1\n"
                       " error_branch bb1, bb3\n"
                       "bb1:\n"
                       " x:object(new), y:object(new)%s = unpack t, %u:i64, 0:i32 @1\n"
                       " error_branch bb2, bb3\n"
                       "bb2:\n"
                       " return %s\n"
                       "bb3:\n"
                       " return_error\n";
    static const struct {
        const char *more, *result;
        uint32_t calls;
        unsigned star;
    } cases[] = {{"", "x", 0, 2}, {", z:object(new)", "x", 1, 3}, {"", "t", 1, 2}, {"", "x", 1, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char filled[512];
        snprintf(filled, sizeof filled, text, cases[i].more, cases[i].star, cases[i].result);
        IrCase *test = ir_case_passed(filled, pass_tuples);
        ir_case_expect(test, ir_case_count(test, IR_OP_CALL_RUNTIME) == cases[i].calls);
        ir_case_destroy(test);
    }
}

// --- Boxes ---------------------------------------------------------------------------------------

static void test_box_of_a_known_number(void) {
    IrCase *test = ir_case_passed("function f(a:dual) -> object ssa branches\n"
                                  "bb0:\n"
                                  " d:dual = dual_from_float 1.5:f64\n"
                                  " e:dual = dual_box d @1\n"
                                  " error_branch bb1, bb3\n"
                                  "bb1:\n"
                                  " f:dual = dual_binary + e, a @1\n"
                                  " error_branch bb2, bb3\n"
                                  "bb2:\n"
                                  " g:dual = dual_box f @1\n"
                                  " error_branch bb4, bb3\n"
                                  "bb3:\n"
                                  " return_error\n"
                                  "bb4:\n"
                                  " o:object = dual_object g\n"
                                  " return o\n",
                                  pass_boxes);
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BOX) == 1);
    ir_case_expect(test, ir_case_count(test, IR_OP_CONSTANT) == 1);
    ir_case_destroy(test);
}

void suite_ssa_passes(void) {
    CU_pSuite suite = CU_add_suite("passes on SSA form", NULL, NULL);
    CU_add_test(suite, "copies go", test_copies_go);
    CU_add_test(suite, "copies of what lives in memory stay", test_copies_of_memory_stay);
    CU_add_test(suite, "boxes in a row", test_boxes_in_a_row);
    CU_add_test(suite, "a comparison in memory tells nothing", test_comparison_in_memory);
    CU_add_test(suite, "a dominated check goes", test_dominated_check_goes);
    CU_add_test(suite, "a check on one way only stays", test_check_of_one_way_stays);
    CU_add_test(suite, "a comparison with None tells", test_comparison_with_none);
    CU_add_test(suite, "a type that is not None", test_type_that_is_not_none);
    CU_add_test(suite, "a float around a loop", test_float_loop);
    CU_add_test(suite, "a boxed float keeps its object", test_boxed_float_keeps_its_object);
    CU_add_test(suite, "other values are no floats", test_other_values_refuse);
    CU_add_test(suite, "division", test_division);
    CU_add_test(suite, "comparisons", test_comparisons);
    CU_add_test(suite, "a stretch of what may be floats", test_stretch_of_floats);
    CU_add_test(suite, "dead values go", test_dead_values_go);
    CU_add_test(suite, "tuples that meet", test_tuples_that_meet);
    CU_add_test(suite, "tuples that stay", test_tuples_that_stay);
    CU_add_test(suite, "the box of a known number", test_box_of_a_known_number);
}
