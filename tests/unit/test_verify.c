// The verifier: what is well-formed passes, each kind of fault is found.

#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <string.h>

static void test_good(void) {
    ir_case_expect_fault("function f(a:object) -> object\n"
                         "bb0 handler=bb1:\n"
                         " x:object = call_python a, a\n"
                         " return x\n"
                         "bb1:\n"
                         " propagate\n",
                         NULL);
}

static void test_terminators(void) {
    ir_case_expect_fault("function f(a:object) -> object\nbb0:\n x:object = copy a\n",
                         "has no terminator");
    ir_case_expect_fault("function f(a:object) -> object\nbb0:\n return a\n return a\n",
                         "terminator inside its block");
    ir_case_expect_fault(
        "function f generic native status (c:bool) -> void\nbb0:\n branch c, bb0\n",
        "has 1 targets");
    ir_case_expect_fault("function f generic native status () -> void\nbb0:\n jump bb0, bb0\n",
                         "has 2 targets");
}

static void test_kinds(void) {
    ir_case_expect_fault(
        "function f generic native status (a:i64, b:i32) -> void\nbb0:\n x:i64 = add a, "
        "b\n return\n",
        "operand 1 of kind i32");
    ir_case_expect_fault(
        "function f generic native status (a:i64) -> void\nbb0:\n x:f64 = add a, a\n return\n",
        "result of kind f64");
    ir_case_expect_fault(
        "function f generic native status (a:object) -> void\nbb0:\n x:object = add a, "
        "a\n return\n",
        "operand 0 of kind object");
    ir_case_expect_fault(
        "function f generic native status (a:i64) -> void\nbb0:\n branch a, bb0, bb0\n",
        "operand 0 of kind i64");
    ir_case_expect_fault("function f generic native status (a:object) -> i64\nbb0:\n return a\n",
                         "gives object, not i64");
    ir_case_expect_fault("function f generic native status (a:object) -> void\nbb0:\n x:dual = "
                         "python_binary + a, a\n "
                         "return\n",
                         "result of kind dual");
}

static void test_counts(void) {
    ir_case_expect_fault("function f generic native status (a:object) -> void\nbb0:\n x:object = "
                         "python_binary + a\n "
                         "return\n",
                         "has only 1 operands");
    ir_case_expect_fault("function f generic native status (a:object) -> void\nbb0:\n x:object = "
                         "python_unary - a, a\n "
                         "return\n",
                         "has 2 operands");
    ir_case_expect_fault(
        "function f generic native status (a:object) -> void\nbb0:\n call_python a\n return\n",
        "has no result");
}

static void test_runtime_signatures(void) {
    ir_case_expect_fault("function f generic native status (a:object) -> void\nbb0:\n x:object = "
                         "call_runtime get_item a\n "
                         "return\n",
                         "get_item has only 1 operands");
    ir_case_expect_fault(
        "function f generic native status (a:object) -> void\nbb0:\n x:object = call_runtime "
        "get_item_index a, a\n return\n",
        "operand 1 of kind object");
    ir_case_expect_fault("function f generic native status (a:object) -> void\nbb0:\n x:object = "
                         "call_runtime load_global "
                         "99\n return\n",
                         "no constant as operand 0");
    ir_case_expect_fault("function f generic native status (a:object) -> void\nbb0:\n x:object = "
                         "call_runtime tuple_build "
                         "a, a, a, a\n return\n",
                         NULL);
    ir_case_expect_fault("function f generic native status (a:object) -> void\nbb0:\n x:object = "
                         "call_runtime get_item a, "
                         "null:object\n return\n",
                         "has null as operand 1");
}

static void test_arguments_are_never_set(void) {
    ir_case_expect_fault(
        "function f generic native status (a:object) -> void\nbb0:\n a = call_python a\n return\n",
        "sets the argument %0");
    ir_case_expect_fault(
        "function f generic native status (d:dual) -> void\nbb0:\n d = dual_box d\n return\n",
        "sets the argument %0");
    ir_case_expect_fault(
        "function f generic native status (a:object) -> void\nbb0:\n i:i64 = copy 0\n "
        "s:i32 = call_runtime "
        "yield_from_step a, a, a, &a\n return\n",
        "sets the argument %0");
}

static void test_error_branches(void) {
    ir_case_expect_fault(
        "function f(a:object) -> object\nbb0:\n x:object = call_python a\n error_branch "
        "bb1, bb2\nbb1:\n return x\nbb2:\n return_error\n",
        NULL);
    ir_case_expect_fault(
        "function f(a:object) -> object\nbb0:\n x:object = copy a\n error_branch bb1, "
        "bb2\nbb1:\n return x\nbb2:\n return_error\n",
        "not after an operation that may raise");
    IrCase *test = ir_case_create("function f(a:object) -> object\nbb0:\n x:object = call_python "
                                  "a\n return x\n");
    test->body->has_error_branches = true;
    const char *fault = ir_find_fault(test->compilation->arena, test->module, test->body);
    CU_ASSERT(fault != NULL && strstr(fault, "needs its error branch") != NULL);
    ir_case_destroy(test);
}

static void test_gil(void) {
    ir_case_expect_fault(
        "function f generic native status (a:object) -> void nogil\nbb0:\n x:object = "
        "call_python a\n "
        "return\n",
        "needs the GIL");
    ir_case_expect_fault(
        "function f generic native status (a:object) -> void nogil\nbb0:\n g:i32 = "
        "gil_ensure\n x:object "
        "= call_python a\n gil_leave g\n return\n",
        NULL);
    ir_case_expect_fault("function f generic native status (a:object) -> void\nbb0:\n g:pointer = "
                         "gil_release\n x:object = "
                         "call_python a\n gil_restore g\n return\n",
                         "needs the GIL");
    ir_case_expect_fault(
        "function f(i:i64) -> object\nbb0:\n x:object = box_int.needs_ensure i\n return x\n",
        "cannot take the GIL itself");
}

static void test_calls(void) {
    const char *callee = "function callee generic native status (x:f64) -> f64\nbb0:\n return x\n";
    char text[512];
    snprintf(text, sizeof text,
             "%sfunction f generic native status (a:object) -> f64\nbb0:\n r:f64 = call_native "
             "callee a\n return r\n",
             callee);
    ir_case_expect_fault(text, "argument 0 of kind object, not f64");
    snprintf(text, sizeof text,
             "%sfunction f generic native status () -> i64\nbb0:\n r:i64 = call_native callee "
             "1.0\n return r\n",
             callee);
    ir_case_expect_fault(text, "gives f64, not i64");
    snprintf(text, sizeof text,
             "%sfunction f generic native status () -> f64\nbb0:\n r:f64 = call_native callee\n "
             "return r\n",
             callee);
    ir_case_expect_fault(text, "has 0 operands");
}

static void test_blocks_of_other_functions(void) {
    IrCase *test = ir_case_create("function g generic native status () -> void\nbb0:\n return\n"
                                  "function f generic native status () -> void\nbb0:\n return\n");
    test->body->blocks.items[0]->handler = test->module->bodies.items[0]->blocks.items[0];
    const char *fault = ir_find_fault(test->compilation->arena, test->module, test->body);
    CU_ASSERT(fault != NULL && strstr(fault, "handler that is no block") != NULL);
    ir_case_destroy(test);
}

void suite_verify(void) {
    CU_pSuite suite = CU_add_suite("IR verifier", NULL, NULL);
    CU_add_test(suite, "a good function", test_good);
    CU_add_test(suite, "terminators", test_terminators);
    CU_add_test(suite, "kinds", test_kinds);
    CU_add_test(suite, "numbers of operands", test_counts);
    CU_add_test(suite, "runtime signatures", test_runtime_signatures);
    CU_add_test(suite, "arguments are never set", test_arguments_are_never_set);
    CU_add_test(suite, "error branches", test_error_branches);
    CU_add_test(suite, "the GIL", test_gil);
    CU_add_test(suite, "native calls", test_calls);
    CU_add_test(suite, "blocks of other functions", test_blocks_of_other_functions);
}
