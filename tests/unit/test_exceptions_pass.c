// Error branches and tracebacks; definite assignment; clean-up.

#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <string.h>

static void test_edges_are_shared_by_line(void) {
    IrCase *test = ir_case_passed("function f(a:object) -> object\n"
                                  "bb0:\n"
                                  " x:object = call_python a @3\n"
                                  " y:object = call_python a, x @3\n"
                                  " z:object = call_python a, y @4\n"
                                  " return z\n",
                                  pass_exceptions);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_ERROR_BRANCH), 3);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_TRACEBACK), 2);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_RETURN_ERROR), 1);
    CU_ASSERT(test->body->has_error_branches);
    ir_case_destroy(test);
}

static void test_handler(void) {
    IrCase *test = ir_case_passed("function f(a:object) -> object\n"
                                  "bb0 handler=bb1:\n"
                                  " x:object = call_python a @3\n"
                                  " return x\n"
                                  "bb1:\n"
                                  " s:object = call_runtime exception_push\n"
                                  " propagate\n",
                                  pass_exceptions);
    CU_ASSERT(ir_case_has(test, "    traceback @3\n    jump bb1"));
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_PROPAGATE), 0);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_TRACEBACK), 1);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_RETURN_ERROR), 1);
    ir_case_destroy(test);
}

static void test_raise_is_unconditional(void) {
    IrCase *test = ir_case_passed("function f(a:object) -> object\n"
                                  "bb0:\n"
                                  " call_runtime raise a, null:object @3\n"
                                  " unreachable\n",
                                  pass_exceptions);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_ERROR_BRANCH), 0);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_UNREACHABLE), 0);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_TRACEBACK), 1);
    ir_case_destroy(test);
}

static void test_wrapper_adds_no_entry(void) {
    IrCase *test =
        ir_case_passed("function callee generic native status (x:f64) -> f64\nbb0:\n return x\n"
                       "function f entry vectorcall null (a:object) -> object\n"
                       "bb0:\n"
                       " x:f64 = unbox_float a @1\n"
                       " y:f64 = call_native callee x @1\n"
                       " z:object = box_float y @1\n"
                       " return z\n",
                       pass_exceptions);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_TRACEBACK), 0);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_ERROR_BRANCH), 3);
    ir_case_destroy(test);
}

static void test_noexcept_reports(void) {
    IrCase *test = ir_case_passed("function f generic native no_error (i:i64) -> f64\n"
                                  "bb0:\n"
                                  " check_nonzero 'text' i @3\n"
                                  " return 1.0\n",
                                  pass_exceptions);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_RETURN_ERROR), 0);
    CU_ASSERT(ir_case_has(test, "call_runtime unraisable"));
    CU_ASSERT(ir_case_has(test, "return 0:f64"));
    ir_case_destroy(test);
}

static void test_without_gil(void) {
    IrCase *test = ir_case_passed("function f generic native status (i:i64) -> i64 nogil\n"
                                  "bb0:\n"
                                  " j:i64 = bounds_check.checked 0 i, i @3\n"
                                  " return j\n",
                                  pass_exceptions);
    CU_ASSERT(!ir_case_has(test, "needs_ensure"));
    CU_ASSERT_PTR_NULL(ir_case_run(test, pass_ensure));
    CU_ASSERT(ir_case_has(test, "bounds_check.checked.needs_ensure"));
    CU_ASSERT(ir_case_has(test, "traceback.needs_ensure"));
    ir_case_destroy(test);
}

// Where the function holds the GIL for a while, nothing takes it once more.
static void test_ensure_in_regions(void) {
    IrCase *test =
        ir_case_passed("function f generic native status (a:object, i:i64) -> void nogil\n"
                       "bb0:\n"
                       " j:i64 = bounds_check.checked 0 i, i @1\n"
                       " g:i32 = gil_ensure\n"
                       " incref a\n"
                       " k:i64 = bounds_check.checked 1 i, i @2\n"
                       " gil_leave g\n"
                       " return\n",
                       pass_ensure);
    CU_ASSERT(ir_case_has(test, "bounds_check.checked.needs_ensure 0"));
    CU_ASSERT(ir_case_has(test, "bounds_check.checked 1"));
    CU_ASSERT(!ir_case_has(test, "incref.needs_ensure"));
    ir_case_destroy(test);
}

static void test_variable_is_set_on_the_good_side(void) {
    IrCase *test = ir_case_passed("function f generic native status (a:object) -> i64\n"
                                  "bb0 handler=bb1:\n"
                                  " N:i64 = copy 1\n"
                                  " N = call_runtime length a @3\n"
                                  " return N\n"
                                  "bb1:\n"
                                  " return N\n",
                                  pass_exceptions);
    CU_ASSERT(ir_case_has(test, "%2:i64 = call_runtime length"));
    CU_ASSERT(ir_case_has(test, "%1:i64 N = copy %2"));
    ir_case_destroy(test);
}

// --- Definite assignment -------------------------------------------------------------------------

static void expect_checks(const char *text, uint32_t count) {
    IrCase *test = ir_case_passed(text, pass_undefined);
    if (ir_case_count(test, IR_OP_CHECK_BOUND) != count)
        fprintf(stderr, "\n%s\n", ir_case_dump(test));
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_CHECK_BOUND), count);
    ir_case_destroy(test);
}

static void test_bound_on_all_paths(void) {
    expect_checks("function f(a:object, c:bool) -> object\n"
                  "bb0:\n"
                  " branch c, bb1, bb2\n"
                  "bb1:\n"
                  " V:object = copy a\n"
                  " jump bb3\n"
                  "bb2:\n"
                  " V = call_python a\n"
                  " jump bb3\n"
                  "bb3:\n"
                  " check_bound 'V' V\n"
                  " return V\n",
                  0);
}

static void test_unbound_on_one_path(void) {
    expect_checks("function f(a:object, c:bool) -> object\n"
                  "bb0:\n"
                  " branch c, bb1, bb2\n"
                  "bb1:\n"
                  " V:object = copy a\n"
                  " check_bound 'V' V\n"
                  " jump bb2\n"
                  "bb2:\n"
                  " check_bound 'V' V\n"
                  " check_bound 'V' V\n"
                  " return V\n",
                  1);
}

// Of the C variables only those are cleared that some path reads unset.
static void test_c_variables_read_unset(void) {
    IrCase *test = ir_case_passed("function f(c:bool, n:i64) -> i64\n"
                                  "bb0:\n"
                                  " A:i64 = copy n\n"
                                  " branch c, bb1, bb2\n"
                                  "bb1:\n"
                                  " S:i64 = copy n\n"
                                  " jump bb2\n"
                                  "bb2:\n"
                                  " x:i64 = add A, S\n"
                                  " return x\n",
                                  pass_undefined);
    CU_ASSERT(ir_case_has(test, "S = copy 0:i64"));
    CU_ASSERT(!ir_case_has(test, "A = copy 0:i64"));
    ir_case_destroy(test);
}

// The clearing stands before a loop that begins with the function.
static void test_c_variable_of_a_first_loop(void) {
    IrCase *test = ir_case_passed("function f(c:bool) -> i64\n"
                                  "bb0 header:\n"
                                  " N:i64 = add N, 1\n"
                                  " branch c, bb0, bb1\n"
                                  "bb1:\n"
                                  " return N\n",
                                  pass_undefined);
    CU_ASSERT(ir_case_has(test, "N = copy 0:i64"));
    CU_ASSERT_EQUAL(vector_last(&test->body->blocks.items[0]->ops)->code, IR_OP_JUMP);
    ir_case_destroy(test);
}

static void test_deleted(void) {
    expect_checks("function f(a:object, c:bool) -> object\n"
                  "bb0:\n"
                  " V:object = copy a\n"
                  " jump bb1\n"
                  "bb1 header:\n"
                  " check_bound 'V' V\n"
                  " W:object = copy V\n"
                  " check_bound 'W' W\n"
                  " V = unbound\n"
                  " branch c, bb1, bb2\n"
                  "bb2:\n"
                  " return W\n",
                  1);
}

static void test_unbound_in_handler(void) {
    // The call may raise before the variable is set, the copy after it may not.
    expect_checks("function f(a:object) -> object\n"
                  "bb0 handler=bb1:\n"
                  " x:object = call_python a\n"
                  " V:object = copy x\n"
                  " return V\n"
                  "bb1:\n"
                  " check_bound 'V' V\n"
                  " return V\n",
                  1);
    expect_checks("function f(a:object) -> object\n"
                  "bb0 handler=bb1:\n"
                  " V:object = copy a\n"
                  " x:object = call_python a\n"
                  " return x\n"
                  "bb1:\n"
                  " check_bound 'V' V\n"
                  " return V\n",
                  0);
}

// --- Clean-up ------------------------------------------------------------------------------------

static void test_blocks_are_merged(void) {
    IrCase *test = ir_case_passed("function f(a:object, c:bool) -> object\n"
                                  "bb0:\n"
                                  " branch c, bb1, bb2\n"
                                  "bb1:\n"
                                  " jump bb3\n"
                                  "bb2:\n"
                                  " return a\n"
                                  "bb3:\n"
                                  " jump bb4\n"
                                  "bb4:\n"
                                  " V:object = copy a\n"
                                  " jump bb5\n"
                                  "bb5:\n"
                                  " return V\n"
                                  "bb6:\n"
                                  " jump bb5\n",
                                  pass_cleanup);
    CU_ASSERT_EQUAL(test->body->blocks.count, 3);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_JUMP), 0);
    ir_case_destroy(test);
}

static void test_empty_loop_stays(void) {
    IrCase *test = ir_case_passed("function f generic native status () -> void\n"
                                  "bb0:\n"
                                  " jump bb1\n"
                                  "bb1:\n"
                                  " jump bb2\n"
                                  "bb2:\n"
                                  " jump bb1\n",
                                  pass_cleanup);
    CU_ASSERT(test->body->blocks.count >= 1);
    ir_case_destroy(test);
}

void suite_exceptions_pass(void) {
    CU_pSuite suite = CU_add_suite("exceptions, undefined and cleanup passes", NULL, NULL);
    CU_add_test(suite, "edges are shared by line", test_edges_are_shared_by_line);
    CU_add_test(suite, "a handler", test_handler);
    CU_add_test(suite, "a raise is unconditional", test_raise_is_unconditional);
    CU_add_test(suite, "a wrapper adds no entry", test_wrapper_adds_no_entry);
    CU_add_test(suite, "noexcept reports", test_noexcept_reports);
    CU_add_test(suite, "without the GIL", test_without_gil);
    CU_add_test(suite, "regions with the GIL", test_ensure_in_regions);
    CU_add_test(suite, "variables are set on the good side", test_variable_is_set_on_the_good_side);
    CU_add_test(suite, "bound on all paths", test_bound_on_all_paths);
    CU_add_test(suite, "unbound on one path", test_unbound_on_one_path);
    CU_add_test(suite, "C variables read unset", test_c_variables_read_unset);
    CU_add_test(suite, "a C variable of a first loop", test_c_variable_of_a_first_loop);
    CU_add_test(suite, "deleted", test_deleted);
    CU_add_test(suite, "unbound in a handler", test_unbound_in_handler);
    CU_add_test(suite, "blocks are merged", test_blocks_are_merged);
    CU_add_test(suite, "an empty loop stays", test_empty_loop_stays);
}
