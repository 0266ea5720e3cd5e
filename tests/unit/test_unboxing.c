// Unboxing: where duals pay, where they do not, and that all stays well-formed and balanced.

#include "tests/unit/ir_random.h"
#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

static const char *find_fault(const IrCase *test) {
    for (uint32_t i = 0; i < test->module->bodies.count; i++) {
        const char *fault =
            ir_find_fault(test->compilation->arena, test->module, test->module->bodies.items[i]);
        if (fault != NULL)
            return fault;
    }
    return NULL;
}

static IrCase *unbox(const char *text) {
    IrCase *test = ir_case_create(text);
    const char *fault = find_fault(test);
    if (fault == NULL) {
        pass_unboxing(test->module);
        fault = find_fault(test);
    }
    if (fault != NULL)
        fprintf(stderr, "\n%s\n%s\n", fault, ir_case_dump(test));
    CU_ASSERT_PTR_NULL(fault);
    return test;
}

static void test_accumulator(void) {
    IrCase *test = unbox("function f(a:object, c:bool) -> object\n"
                         "bb0:\n"
                         " k:object = constant 0\n"
                         " T:object = copy k\n"
                         " jump bb1\n"
                         "bb1 header:\n"
                         " V:object = call_python a @1\n"
                         " x:object = python_binary * V, V @1\n"
                         " y:object = python_binary.inplace + T, x @1\n"
                         " T = copy y\n"
                         " branch c, bb1, bb2\n"
                         "bb2:\n"
                         " return T\n");
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BINARY) == 2);
    ir_case_expect(test, ir_case_has(test, "dual_from_int 0:i64"));
    ir_case_expect(test, ir_case_has(test, "dual_binary.inplace + "));
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BOX) == 1);
    ir_case_expect(test, ir_case_has(test, ":object V = call_python"));
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

static void test_single_operation_stays(void) {
    IrCase *test = unbox("function f(a:object, b:object) -> object\n"
                         "bb0:\n"
                         " x:object = python_binary + a, b @1\n"
                         " return x\n");
    ir_case_expect(test, ir_case_count(test, IR_OP_PYTHON_BINARY) == 1);
    ir_case_destroy(test);
}

static void test_unread_box(void) {
    const char *text = "function f(n:i64, c:bool) -> object\n"
                       "bb0:\n"
                       " jump bb1\n"
                       "bb1 header:\n"
                       " b:object = box_int n\n"
                       " V:object = copy b\n"
                       " branch c, bb1, bb2\n"
                       "bb2:\n"
                       " r:object = singleton None\n"
                       " return %s\n";
    char filled[512];
    snprintf(filled, sizeof filled, text, "r");
    IrCase *test = unbox(filled);
    ir_case_expect(test, ir_case_count(test, IR_OP_BOX_INT) == 0);
    ir_case_check_balance(test);
    ir_case_destroy(test);
    snprintf(filled, sizeof filled, text, "V");
    test = unbox(filled);
    ir_case_expect(test, ir_case_count(test, IR_OP_BOX_INT) == 1);
    ir_case_destroy(test);
}

static void test_chain(void) {
    IrCase *test = unbox("function f(a:object, b:object) -> object\n"
                         "bb0:\n"
                         " x:object = python_binary * a, a @1\n"
                         " y:object = python_binary * b, b @1\n"
                         " z:object = python_binary + x, y @1\n"
                         " return z\n");
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BINARY) == 3);
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BOX) == 1);
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

static void test_identity_refuses(void) {
    const char *text = "function f(a:object, b:object) -> object\n"
                       "bb0:\n"
                       " x:object = python_binary * a, a @1\n"
                       " %s\n"
                       " c:bool = compare is x, n\n"
                       " y:object = python_binary + x, a @2\n"
                       " z:object = python_binary + y, b @2\n"
                       " return z\n";
    char filled[512];
    snprintf(filled, sizeof filled, text, "n:object = copy b");
    IrCase *test = unbox(filled);
    ir_case_expect(test, ir_case_has(test, "%2:object = dual_object") ||
                             ir_case_has(test, "%2:object = python_binary"));
    ir_case_check_balance(test);
    ir_case_destroy(test);
    snprintf(filled, sizeof filled, text, "n:object = singleton None");
    test = unbox(filled);
    ir_case_expect(test, ir_case_has(test, "%2:dual = dual_binary"));
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BOX) == 1);
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

static void test_other_uses_box_in_place(void) {
    IrCase *test = unbox("function f(a:object, l:object) -> object\n"
                         "bb0:\n"
                         " X:object = python_binary * a, a @1\n"
                         " s:i32 = call_runtime list_append l, X @2\n"
                         " y:object = call_python l, X, X @2\n"
                         " z:object = python_binary + X, y @3\n"
                         " return z\n");
    ir_case_expect(test, ir_case_has(test, "%2:dual X = dual_box %2"));
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BOX) == 4);
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

static void test_boxed_c_numbers(void) {
    IrCase *test = unbox("function f generic native status (i:i32, u:i64, d:f64) -> bool\n"
                         "bb0:\n"
                         " x:object = box_int i @1\n"
                         " y:object = box_int.unsigned u @1\n"
                         " z:object = box_float d @1\n"
                         " s:object = python_binary + x, y @1\n"
                         " t:object = python_binary + s, z @1\n"
                         " c:bool = python_compare_truth < t, x @1\n"
                         " return c\n");
    ir_case_expect(test, ir_case_count(test, IR_OP_CONVERT) == 1);
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_FROM_INT) == 1);
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_FROM_FLOAT) == 1);
    ir_case_expect(test, ir_case_count(test, IR_OP_BOX_INT) == 1); // unsigned 64 bits may not fit
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_COMPARE_TRUTH) == 1);
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

static void test_comparison_with_constant(void) {
    IrCase *test = unbox("function f generic native status (a:object) -> bool\n"
                         "bb0:\n"
                         " k:object = constant 10\n"
                         " c:bool = python_compare_truth < a, k @1\n"
                         " return c\n");
    ir_case_expect(test, ir_case_has(test, "dual_from_int 10:i64"));
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_COMPARE_TRUTH) == 1);
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

static void test_large_constants_stay_objects(void) {
    IrCase *test = unbox("function f(a:object) -> object\n"
                         "bb0:\n"
                         " k:object = constant 99999999999999999999\n"
                         " x:object = python_binary + a, k @1\n"
                         " y:object = python_binary + x, k @1\n"
                         " return y\n");
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_FROM_INT) == 0);
    ir_case_expect(test, ir_case_count(test, IR_OP_CONSTANT) == 1);
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

static void test_unbound_variable(void) {
    IrCase *test = unbox("function f(a:object, c:bool) -> object\n"
                         "bb0:\n"
                         " branch c, bb1, bb2\n"
                         "bb1:\n"
                         " x:object = python_binary * a, a @1\n"
                         " V:object = copy x\n"
                         " jump bb2\n"
                         "bb2:\n"
                         " check_bound 'V' V @2\n"
                         " y:object = python_binary + V, a @2\n"
                         " V = unbound\n"
                         " z:object = python_binary + y, a @2\n"
                         " return z\n");
    ir_case_expect(test,
                   ir_case_has(test, "check_bound 'V' %4 V") || ir_case_has(test, ":dual V = "));
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

// def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2), through direct calls.
static const char *const fibonacci = "function fib(n:object) -> object\n"
                                     "bb0:\n"
                                     " k:object = constant 2\n"
                                     " c:bool = python_compare_truth < n, k @1\n"
                                     " branch c, bb1, bb2\n"
                                     "bb1:\n"
                                     " return n\n"
                                     "bb2:\n"
                                     " one:object = constant 1\n"
                                     " m:object = python_binary - n, one @2\n"
                                     " x:object = call_native fib m @2\n"
                                     " l:object = python_binary - n, k @2\n"
                                     " y:object = call_native fib l @2\n"
                                     " z:object = python_binary + x, y @2\n"
                                     " return z\n"
                                     "function fib_wrapper entry vectorcall null () -> object\n"
                                     "bb0:\n"
                                     " a:object = singleton None\n"
                                     " r:object = call_native fib a @1\n"
                                     " return r\n";

static void test_signature(void) {
    IrCase *test = unbox(fibonacci);
    IrBody *fib = test->module->bodies.items[0];
    CU_ASSERT_EQUAL(fib->result.kind, IR_DUAL);
    CU_ASSERT_EQUAL(fib->error, IR_RETURNS_DUAL);
    CU_ASSERT_EQUAL(fib->registers.items[fib->parameters[0]].type.kind, IR_DUAL);
    // The wrapper gives and takes objects.
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_FROM_OBJECT) == 1);
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BOX) == 1);
    test->body = fib;
    ir_case_expect(test, ir_case_count(test, IR_OP_DUAL_BOX) == 0);
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

static void test_signature_of_uncalled_function_stays(void) {
    IrCase *test = unbox("function f(n:object) -> object\n"
                         "bb0:\n"
                         " x:object = python_binary * n, n @1\n"
                         " y:object = python_binary + x, n @1\n"
                         " return y\n"
                         "function f_wrapper entry vectorcall null () -> object\n"
                         "bb0:\n"
                         " a:object = singleton None\n"
                         " r:object = call_native f a @1\n"
                         " return r\n");
    CU_ASSERT_EQUAL(test->module->bodies.items[0]->result.kind, IR_OBJECT);
    ir_case_destroy(test);
}

static void test_boxed_argument_is_copied(void) {
    IrCase *test = unbox("function f(n:object) -> object\n"
                         "bb0:\n"
                         " x:object = python_binary * n, n @1\n"
                         " y:object = call_python n, x @1\n"
                         " z:object = python_binary + x, y @1\n"
                         " r:object = call_native f z @1\n"
                         " s:object = python_binary + r, z @1\n"
                         " return s\n");
    CU_ASSERT_EQUAL(test->body->registers.items[0].type.kind, IR_DUAL);
    ir_case_expect(test, ir_case_has(test, ":dual = copy %0"));
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

static void test_boxed_later_is_not_shared(void) {
    // The copy stays unboxed while its source is boxed.
    IrCase *test = unbox("function f(a:object, g:object) -> object\n"
                         "bb0:\n"
                         " x:object = python_binary * a, a @1\n"
                         " V:object = copy x\n"
                         " t:object = copy V\n"
                         " y:object = call_python g, V @2\n"
                         " z:object = python_binary + t, y @3\n"
                         " W:object = copy t\n"
                         " w:object = python_binary + z, V @3\n"
                         " r:object = call_python g, W, w @3\n"
                         " return r\n");
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

// --- Random functions ----------------------------------------------------------------------------

enum { VARIABLES = 3, BLOCKS = 4 };

static void write_random_op(FILE *text, unsigned n) {
    unsigned v = random_below(VARIABLES), w = random_below(VARIABLES);
    switch (random_below(8)) {
    case 0:
        fprintf(text, " check_bound 'V' V%u @1\n V%u = call_python a, V%u @2\n", v, w, v);
        break;
    case 1:
        fprintf(text, " k%u:object = constant %u\n V%u = copy k%u\n", n, n, v, n);
        break;
    case 2:
        fprintf(text, " check_bound 'V' V%u @1\n V%u = copy V%u\n", v, w, v);
        break;
    case 3:
        fprintf(text, " V%u = unbound\n", v);
        break;
    case 4:
        fprintf(text, " V%u = copy b\n", v);
        break;
    case 5:
        fprintf(text,
                " check_bound 'V' V%u @1\n t%u:object = copy V%u\n V%u = call_native f t%u, "
                "t%u @2\n",
                v, n, v, w, n, n);
        break;
    case 6:
        fprintf(text, " check_bound 'V' V%u @1\n c%u:bool = python_compare_truth < V%u, b @2\n", v,
                n, v);
        break;
    default:
        fprintf(text,
                " check_bound 'V' V%u @1\n check_bound 'V' V%u @1\n t%u:object = python_binary + "
                "V%u, V%u @2\n V%u = copy t%u\n",
                v, w, n, v, w, random_below(VARIABLES), n);
        break;
    }
}

static const RandomFunction random_shape = {
    .head = "function f(a:object, b:object) -> object\nbb0:\n c:bool = copy 0:bool\n",
    .variable = " V%u:object = unbound\n",
    .variables = VARIABLES,
    .blocks = BLOCKS,
    .write_op = write_random_op};

static void test_random_functions(void) {
    unsigned failures = CU_get_number_of_failures();
    for (uint32_t seed = 1; seed <= 300 && CU_get_number_of_failures() == failures; seed++) {
        random_start(seed);
        char *text = random_function(&random_shape);
        IrCase *test = unbox(text);
        ir_case_check_balance(test);
        ir_case_destroy(test);
        free(text);
    }
}

void suite_unboxing(void) {
    CU_pSuite suite = CU_add_suite("unboxing pass", NULL, NULL);
    CU_add_test(suite, "an accumulator", test_accumulator);
    CU_add_test(suite, "a single operation stays", test_single_operation_stays);
    CU_add_test(suite, "a box that nobody reads", test_unread_box);
    CU_add_test(suite, "a chain", test_chain);
    CU_add_test(suite, "identity", test_identity_refuses);
    CU_add_test(suite, "other uses box in place", test_other_uses_box_in_place);
    CU_add_test(suite, "boxed C numbers", test_boxed_c_numbers);
    CU_add_test(suite, "comparison with a constant", test_comparison_with_constant);
    CU_add_test(suite, "large constants stay objects", test_large_constants_stay_objects);
    CU_add_test(suite, "a variable that may be unbound", test_unbound_variable);
    CU_add_test(suite, "a signature of duals", test_signature);
    CU_add_test(suite, "an uncalled function keeps its", test_signature_of_uncalled_function_stays);
    CU_add_test(suite, "a boxed argument is copied", test_boxed_argument_is_copied);
    CU_add_test(suite, "a copy of what is boxed later", test_boxed_later_is_not_shared);
    CU_add_test(suite, "random functions", test_random_functions);
}
