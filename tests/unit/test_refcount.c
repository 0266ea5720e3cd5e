// References by liveness: each case says what the pass has to insert, and every path through it is
// counted; then many random functions are.

#include "codegen/passes/internal.h"
#include "tests/unit/ir_random.h"
#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <stdlib.h>

// Runs exceptions, ssa and refcount; prints what is wrong.
static IrCase *count_references(const char *text) {
    IrCase *test = ir_case_create(text);
    const char *fault = ir_find_fault(test->compilation->arena, test->module, test->body);
    if (fault == NULL)
        fault = ir_case_run(test, pass_exceptions);
    if (fault == NULL)
        fault = ir_case_run(test, pass_ssa);
    char *before = ir_case_dump(test);
    if (fault == NULL)
        fault = ir_case_run(test, pass_refcount);
    if (fault == NULL)
        fault = ir_case_find_imbalance(test);
    if (fault != NULL)
        fprintf(stderr, "\n%s\n%s\n%s\n", fault, before, ir_case_dump(test));
    CU_ASSERT_PTR_NULL(fault);
    return test;
}

static uint32_t count_gains(const IrCase *test) {
    return ir_case_count(test, IR_OP_INCREF) + ir_case_count(test, IR_OP_INCREF_NULLABLE);
}

static uint32_t count_releases(const IrCase *test) {
    return ir_case_count(test, IR_OP_DECREF) + ir_case_count(test, IR_OP_DECREF_NULLABLE);
}

// Expects so many new references and releases.
static void expect_counts(const char *text, uint32_t gains, uint32_t releases) {
    IrCase *test = count_references(text);
    if (count_gains(test) != gains || count_releases(test) != releases)
        fprintf(stderr, "\n%s\n", ir_case_dump(test));
    CU_ASSERT_EQUAL(count_gains(test), gains);
    CU_ASSERT_EQUAL(count_releases(test), releases);
    ir_case_destroy(test);
}

static void test_argument_is_borrowed(void) {
    expect_counts("function f(a:object) -> object\n"
                  "bb0:\n"
                  " return a\n",
                  1, 0);
}

static void test_new_result_moves_to_return(void) {
    expect_counts("function f(a:object) -> object\n"
                  "bb0:\n"
                  " x:object = call_python a, a @1\n"
                  " return x\n",
                  0, 0);
}

static void test_dead_result_is_released(void) {
    expect_counts("function f(a:object) -> object\n"
                  "bb0:\n"
                  " x:object = call_python a @1\n"
                  " n:object = singleton None\n"
                  " return n\n",
                  1, 1);
}

static void test_last_use_releases_on_both_sides(void) {
    expect_counts("function f(a:object) -> object\n"
                  "bb0:\n"
                  " x:object = call_python a @1\n"
                  " y:object = call_python a, x @2\n"
                  " return y\n",
                  0, 2);
}

static void test_copy_moves(void) {
    expect_counts("function f(a:object) -> object\n"
                  "bb0:\n"
                  " x:object = call_python a @1\n"
                  " V:object = copy x\n"
                  " return V\n",
                  0, 0);
}

static void test_loop_variable(void) {
    expect_counts("function f(a:object, c:bool) -> object\n"
                  "bb0:\n"
                  " n:object = singleton None\n"
                  " V:object = copy n\n"
                  " jump bb1\n"
                  "bb1 header:\n"
                  " branch c, bb2, bb3\n"
                  "bb2:\n"
                  " x:object = call_python a, V @1\n"
                  " V = copy x\n"
                  " jump bb1\n"
                  "bb3:\n"
                  " return V\n",
                  1, 2);
}

static void test_maybe_unbound(void) {
    IrCase *test = count_references("function f(a:object, c:bool) -> object\n"
                                    "bb0:\n"
                                    " branch c, bb1, bb2\n"
                                    "bb1:\n"
                                    " x:object = call_python a @1\n"
                                    " V:object = copy x\n"
                                    " jump bb2\n"
                                    "bb2:\n"
                                    " y:object = call_python a @2\n"
                                    " check_bound 'text' V @3\n"
                                    " z:object = call_python y, V @4\n"
                                    " return z\n");
    CU_ASSERT(ir_case_count(test, IR_OP_UNBOUND) >= 1);
    CU_ASSERT(ir_case_count(test, IR_OP_DECREF_NULLABLE) >= 1);
    ir_case_destroy(test);
}

static void test_variable_keeps_value_on_error(void) {
    IrCase *test = count_references("function f(a:object) -> object\n"
                                    "bb0 handler=bb1:\n"
                                    " V:object = call_python a @1\n"
                                    " V = call_python a, V @2\n"
                                    " return V\n"
                                    "bb1:\n"
                                    " check_bound 'text' V @3\n"
                                    " return V\n");
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_UNBOUND), 1);
    ir_case_destroy(test);
}

static void test_memory_borrow_holds(void) {
    expect_counts("function f generic native status (a:object) -> bool\n"
                  "bb0:\n"
                  " p:pointer = field Box.value a\n"
                  " x:object = load <object> p\n"
                  " n:object = singleton None\n"
                  " c:bool = compare is x, n\n"
                  " return c\n",
                  0, 0);
}

static void test_memory_borrow_ends(void) {
    expect_counts("function f(a:object) -> object\n"
                  "bb0:\n"
                  " p:pointer = field Box.value a\n"
                  " x:object = load <object> p\n"
                  " y:object = call_python a, x @1\n"
                  " return y\n",
                  1, 2);
}

static void test_memory_borrow_of_dying_container(void) {
    expect_counts("function f generic native status (a:object) -> bool\n"
                  "bb0:\n"
                  " o:object = call_python a @1\n"
                  " p:pointer = field Box.value o\n"
                  " x:object = load <object> p\n"
                  " n:object = singleton None\n"
                  " c:bool = compare is x, n\n"
                  " return c\n",
                  0, 1);
}

static void test_walk_along_a_list(void) {
    IrCase *test = count_references("function f(a:object, c:bool) -> object\n"
                                    "bb0:\n"
                                    " N:object = copy a\n"
                                    " jump bb1\n"
                                    "bb1 header:\n"
                                    " check_not_none 'next' N @1\n"
                                    " p:pointer = field Box.value N\n"
                                    " x:object = load <object> p\n"
                                    " N = copy x\n"
                                    " branch c, bb1, bb2\n"
                                    "bb2:\n"
                                    " return N\n");
    CU_ASSERT_EQUAL(count_gains(test), 2);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_DECREF_NULLABLE), 0);
    ir_case_destroy(test);
}

static void test_pointer_keeps_object(void) {
    expect_counts("function f(a:object) -> object\n"
                  "bb0:\n"
                  " b:object = call_python a @1\n"
                  " p:pointer = call_runtime unbox_bytes b @2\n"
                  " q:pointer = element <object> p, 3\n"
                  " y:object = call_runtime box_bytes q @3\n"
                  " return y\n",
                  0, 3);
}

static void test_same_register_stolen_twice(void) {
    expect_counts("function f(a:object) -> object\n"
                  "bb0:\n"
                  " x:object = call_python a @1\n"
                  " V:object = copy x\n"
                  " W:object = copy x\n"
                  " y:object = call_python a, V, W @2\n"
                  " V = copy y\n"
                  " z:object = call_python a, V, W @3\n"
                  " return z\n",
                  0, 5);
    // Two parameters own, so one of them needs a reference of its own.
    expect_counts("function f(a:object, c:bool) -> object\n"
                  "bb0:\n"
                  " x:object = call_python a @1\n"
                  " jump bb1(x, x)\n"
                  "bb1(v:object, w:object):\n"
                  " y:object = call_python a, v, w @2\n"
                  " branch c, bb2, bb3\n"
                  "bb2:\n"
                  " jump bb1(y, w)\n"
                  "bb3:\n"
                  " return y\n",
                  1, 4);
}

static void test_dead_parameter_is_released(void) {
    expect_counts("function f(a:object, c:bool) -> object\n"
                  "bb0:\n"
                  " x:object = call_python a @1\n"
                  " jump bb1(x)\n"
                  "bb1(v:object):\n"
                  " y:object = call_python a @2\n"
                  " branch c, bb2, bb3\n"
                  "bb2:\n"
                  " jump bb1(y)\n"
                  "bb3:\n"
                  " return y\n",
                  0, 1);
}

// What a method's look-up gives is released after the call, and where an argument raises.
static void test_method_look_up(void) {
    expect_counts("function f(a:object) -> object\n"
                  "bb0:\n"
                  " x:object = call_python a @1\n"
                  " m:object(new), t:bool = load_method name x @2\n"
                  " y:object = call_python a @3\n"
                  " z:object = call_method m, t, x, y @4\n"
                  " return z\n",
                  0, 9);
}

static void test_iteration_output(void) {
    IrCase *test = count_references("function f(a:object) -> object\n"
                                    "bb0:\n"
                                    " jump bb1\n"
                                    "bb1 header:\n"
                                    " s:i32 = call_runtime yield_from_step a, a, a, &t:object @1\n"
                                    " c:bool = compare == s, 0:i32\n"
                                    " branch c, bb3, bb2\n"
                                    "bb2:\n"
                                    " V:object = copy t\n"
                                    " x:object = call_python a, V @2\n"
                                    " jump bb1\n"
                                    "bb3:\n"
                                    " n:object = singleton None\n"
                                    " return n\n");
    // The call itself sets what it gives to null before.
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_UNBOUND), 0);
    ir_case_destroy(test);
}

static void test_dual_box_and_return(void) {
    expect_counts("function f(a:object) -> object\n"
                  "bb0:\n"
                  " x:dual = dual_from_object a\n"
                  " y:dual = dual_binary * x, x @1\n"
                  " z:dual = dual_binary + y, x @1\n"
                  " z = dual_box z @1\n"
                  " o:object = dual_object z\n"
                  " return o\n",
                  0, 2);
}

static void test_dual_kept_beside_its_object(void) {
    expect_counts("function f(a:object) -> object\n"
                  "bb0:\n"
                  " x:dual = dual_from_object a\n"
                  " y:dual = dual_binary * x, x @1\n"
                  " y = dual_box y @1\n"
                  " o:object = dual_object y\n"
                  " r:object = call_python a, o @1\n"
                  " z:dual = dual_binary + y, x @1\n"
                  " z = dual_box z @1\n"
                  " p:object = dual_object z\n"
                  " return p\n",
                  0, 3);
}

static void test_view_slice_of_argument(void) {
    expect_counts("function f generic native status (v:view<double[:]>, i:i64) -> pointer nogil\n"
                  "bb0:\n"
                  " s:view<double[:]> = view_slice [index] <double[:]> v, i @1\n"
                  " R:view<double[:]> = copy s\n"
                  " p:pointer = view_element <double[:]> R, i\n"
                  " return p\n",
                  0, 0);
}

static void test_view_acquired(void) {
    expect_counts("function f(a:object, i:i64) -> object\n"
                  "bb0:\n"
                  " s:view<double[:]> = view_acquire <double[:]> a @1\n"
                  " R:view<double[:]> = copy s\n"
                  " j:i64 = bounds_check.checked 0 i, i @2\n"
                  " p:pointer = view_element <double[:]> R, j\n"
                  " x:f64 = load <double> p\n"
                  " y:object = box_float x @3\n"
                  " return y\n",
                  0, 2);
}

static void test_handler_and_propagate(void) {
    expect_counts("function f(a:object) -> object\n"
                  "bb0 handler=bb1:\n"
                  " V:object = call_python a @1\n"
                  " W:object = call_python a, V @2\n"
                  " call_runtime raise V, null:object @3\n"
                  " unreachable\n"
                  "bb1:\n"
                  " s:object = call_runtime exception_push\n"
                  " c:bool = call_runtime exception_matches a @4\n"
                  " branch c, bb2, bb3\n"
                  "bb2:\n"
                  " call_runtime exception_pop s\n"
                  " n:object = singleton None\n"
                  " return n\n"
                  "bb3:\n"
                  " h:object = call_runtime exception_handled\n"
                  " call_runtime exception_restore h\n"
                  " call_runtime exception_pop s\n"
                  " propagate\n",
                  1, 5);
}

static void test_address_taken(void) {
    IrCase *test = count_references("function f(a:object, c:bool) -> object\n"
                                    "bb0:\n"
                                    " x:object = call_python a @1\n"
                                    " V:object = copy x\n"
                                    " p:pointer = address V\n"
                                    " y:object = call_python a, V @2\n"
                                    " V = copy y\n"
                                    " return V\n");
    CU_ASSERT(ir_case_count(test, IR_OP_DECREF_NULLABLE) >= 3);
    ir_case_destroy(test);
}

static void test_release_waits_for_gil(void) {
    IrCase *test = count_references("function f(a:object) -> object\n"
                                    "bb0:\n"
                                    " o:object = call_python a @1\n"
                                    " g:pointer = gil_release\n"
                                    " p:pointer = field Box.value o\n"
                                    " x:f64 = load <double> p\n"
                                    " gil_restore g\n"
                                    " y:object = box_float x @2\n"
                                    " return y\n");
    const char *dump = ir_case_dump(test);
    CU_ASSERT_PTR_NOT_NULL_FATAL(strstr(dump, "gil_restore"));
    CU_ASSERT_PTR_NOT_NULL(strstr(strstr(dump, "gil_restore"), "decref"));
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_DECREF), 1);
    ir_case_destroy(test);
}

// --- Random functions ----------------------------------------------------------------------------

enum { VARIABLES = 3, BLOCKS = 5 };

// `n` numbers the temporaries.
static void write_random_op(FILE *text, unsigned n) {
    unsigned v = random_below(VARIABLES), w = random_below(VARIABLES);
    switch (random_below(17)) {
    case 0:
        fprintf(text, " check_bound 'text' V%u @1\n t%u:object = call_python a, V%u @2\n", v, n, v);
        break;
    case 1:
        fprintf(text, " V%u = call_python a @1\n", v);
        break;
    case 2:
        fprintf(text, " check_bound 'text' V%u @1\n V%u = copy V%u\n", w, v, w);
        break;
    case 3:
        fprintf(text,
                " check_bound 'text' V%u @1\n t%u:object = copy V%u\n V%u = call_python a, "
                "t%u @2\n",
                v, n, v, w, n);
        break;
    case 4:
        fprintf(text, " V%u = unbound\n", v);
        break;
    case 5:
        fprintf(text, " t%u:object = singleton None\n V%u = copy t%u\n", n, v, n);
        break;
    case 6:
        fprintf(text, " V%u = copy a\n", v);
        break;
    case 7:
        fprintf(
            text,
            " p%u:pointer = field Box.value a\n t%u:object = load <object> p%u\n V%u = copy t%u\n",
            n, n, n, v, n);
        break;
    case 8:
        fprintf(text,
                " check_bound 'text' V%u @1\n t%u:object = call_python V%u @1\n o%u:object = "
                "call_runtime tuple_item t%u, 0\n x%u:object = call_python a, o%u @2\n V%u "
                "= copy o%u\n",
                v, n, v, n, n, n, n, w, n);
        break;
    case 9:
        fprintf(text,
                " check_bound 'text' V%u @1\n d%u:dual = dual_from_object V%u\n D%u = "
                "dual_binary + d%u, d%u @1\n",
                v, n, v, v, n, n);
        break;
    case 10:
        fprintf(
            text,
            " check_bound 'text' D%u @1\n D%u = dual_box D%u @1\n o%u:object = dual_object D%u\n"
            " V%u = copy o%u\n",
            w, w, w, n, w, v, n);
        break;
    case 11:
        fprintf(text,
                " check_bound 'text' D%u @1\n d%u:dual = copy D%u\n D%u = dual_binary + d%u, "
                "D%u @1\n",
                w, n, w, v, n, w);
        break;
    case 12:
        fprintf(text,
                " s%u:i32 = call_runtime yield_from_step a, a, a, &t%u:object @1\n"
                " z%u:bool = compare == s%u, 0:i32\n V%u = copy t%u\n",
                n, n, n, n, v, n);
        break;
    case 13:
        fprintf(text,
                " check_bound 'text' V%u @1\n p%u:pointer = field Box.value V%u\n t%u:object = "
                "load <object> "
                "p%u\n V%u = copy t%u\n",
                v, n, v, n, n, w, n);
        break;
    case 14:
        fprintf(text,
                " check_bound 'text' V%u @1\n p%u:pointer = field Box.value V%u\n V%u = load "
                "<object> p%u\n",
                v, n, v, v, n);
        break;
    case 15:
        fprintf(text,
                " check_bound 'text' V%u @1\n t%u:object = copy V%u\n V%u = copy a\n x%u:object = "
                "call_python t%u @2\n V%u = copy t%u\n",
                v, n, v, w, n, n, v, n);
        break;
    default:
        fprintf(text,
                " check_bound 'text' V%u @1\n p%u:pointer = call_runtime unbox_bytes V%u @1\n "
                "V%u = call_runtime box_bytes p%u @1\n",
                v, n, v, w, n);
        break;
    }
}

static const RandomFunction random_shape = {
    .head = "function f(a:object, c:bool) -> object\nbb0:\n",
    .variable = " V%u:object = unbound\n D%u:dual = unbound\n",
    .variables = VARIABLES,
    .blocks = BLOCKS,
    .write_op = write_random_op,
    .has_error_returns = true};

static void test_random_functions(void) {
    unsigned failures = CU_get_number_of_failures();
    for (uint32_t seed = 1; seed <= 400 && CU_get_number_of_failures() == failures; seed++) {
        random_start(seed);
        char *text = random_function(&random_shape);
        IrCase *test = count_references(text);
        ir_case_destroy(test);
        test = ir_case_create(text);
        ir_case_check_balance(test);
        ir_case_destroy(test);
        free(text);
    }
}

// The same with variables in memory.
static void test_random_functions_in_memory(void) {
    unsigned failures = CU_get_number_of_failures();
    for (uint32_t seed = 1; seed <= 200 && CU_get_number_of_failures() == failures; seed++) {
        random_start(seed);
        char *text = random_function(&random_shape);
        IrCase *test = ir_case_create(text);
        CU_ASSERT_PTR_NULL(ir_case_run(test, pass_exceptions));
        for (IrRegisterId reg = 0; reg < test->body->registers.count; reg++)
            test->body->registers.items[reg].is_debug_local |=
                test->body->registers.items[reg].name != NULL;
        Analyses *analyses = analyses_create(test->body);
        memory_move_variables(test->body, analyses, seed % VARIABLES);
        analyses_destroy(analyses);
        static PassFunction *const passes[] = {
            pass_ssa,    pass_copies, pass_checks,   pass_speculation,
            pass_floats, pass_dead,   pass_refcount,
        };
        const char *fault = NULL;
        for (size_t i = 0; fault == NULL && i < sizeof passes / sizeof *passes; i++)
            fault = ir_case_run(test, passes[i]);
        if (fault == NULL)
            fault = ir_case_find_imbalance(test);
        if (fault != NULL)
            fprintf(stderr, "\n%s\n%s\n", fault, ir_case_dump(test));
        CU_ASSERT_PTR_NULL(fault);
        ir_case_destroy(test);
        free(text);
    }
}

void suite_refcount(void) {
    CU_pSuite suite = CU_add_suite("refcount", NULL, NULL);
    CU_add_test(suite, "an argument is borrowed", test_argument_is_borrowed);
    CU_add_test(suite, "a new result moves to the return", test_new_result_moves_to_return);
    CU_add_test(suite, "a dead result is released", test_dead_result_is_released);
    CU_add_test(suite, "the last use releases on both sides", test_last_use_releases_on_both_sides);
    CU_add_test(suite, "a copy moves", test_copy_moves);
    CU_add_test(suite, "a variable of a loop", test_loop_variable);
    CU_add_test(suite, "a variable that may be unbound", test_maybe_unbound);
    CU_add_test(suite, "a variable keeps its value on errors", test_variable_keeps_value_on_error);
    CU_add_test(suite, "a borrow from memory holds", test_memory_borrow_holds);
    CU_add_test(suite, "a borrow from memory ends", test_memory_borrow_ends);
    CU_add_test(suite, "the container of a borrow stays", test_memory_borrow_of_dying_container);
    CU_add_test(suite, "a walk along a list", test_walk_along_a_list);
    CU_add_test(suite, "a pointer keeps its object", test_pointer_keeps_object);
    CU_add_test(suite, "one value in two variables", test_same_register_stolen_twice);
    CU_add_test(suite, "a dead parameter is released", test_dead_parameter_is_released);
    CU_add_test(suite, "a method's look-up", test_method_look_up);
    CU_add_test(suite, "the item of an iteration", test_iteration_output);
    CU_add_test(suite, "a boxed dual moves to the return", test_dual_box_and_return);
    CU_add_test(suite, "a dual used beside its object", test_dual_kept_beside_its_object);
    CU_add_test(suite, "a slice of an argument", test_view_slice_of_argument);
    CU_add_test(suite, "an acquired view", test_view_acquired);
    CU_add_test(suite, "a handler that passes on", test_handler_and_propagate);
    CU_add_test(suite, "a register whose address is taken", test_address_taken);
    CU_add_test(suite, "releases wait for the GIL", test_release_waits_for_gil);
    CU_add_test(suite, "random functions", test_random_functions);
    CU_add_test(suite, "random functions with variables in memory",
                test_random_functions_in_memory);
}
