// The generator pass: what is kept across a yield, and that nothing is lost.

#include "tests/unit/ir_random.h"
#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

// Makes the state machine; the case's function is the resume function then.
static IrCase *make_machine(const char *text) {
    IrCase *test = ir_case_passed(text, pass_generator);
    test->body = test->body->resume;
    return test;
}

static const char *const counting = "function count(a:object, n:object) -> object of f generator\n"
                                    "bb0:\n"
                                    " i:i64 = copy 0\n"
                                    " jump bb1\n"
                                    "bb1 header:\n"
                                    " x:object = call_python a, n @1\n"
                                    " sent:object = yield x @2\n"
                                    " i = add i, 1\n"
                                    " c:bool = compare < i, 10\n"
                                    " branch c, bb1, bb2\n"
                                    "bb2:\n"
                                    " r:object = singleton None\n"
                                    " return r @3\n";

static void test_frame(void) {
    IrCase *test = make_machine(counting);
    IrBody *resume = test->body;
    CU_ASSERT_EQUAL(resume->convention, IR_CONVENTION_RESUME);
    CU_ASSERT_EQUAL(resume->frame_object_slots, 2); // a and n
    CU_ASSERT_EQUAL(resume->frame_values.count, 1); // i
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_YIELD), 0);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_SENT_VALUE), 1);
    CU_ASSERT(ir_case_has(test, "switch %"));
    CU_ASSERT(ir_case_has(test, "frame_set_state -2"));
    CU_ASSERT(ir_case_has(test, "call_runtime generator_return"));
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

static void test_ramp(void) {
    IrCase *test = make_machine(counting);
    IrBody *ramp = test->module->bodies.items[0];
    CU_ASSERT_EQUAL(ramp->convention, IR_CONVENTION_NATIVE);
    CU_ASSERT_EQUAL(ramp->parameter_count, 2);
    CU_ASSERT_FALSE(ramp->is_generator);
    test->body = ramp;
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_GENERATOR_NEW), 1);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_FRAME_STORE), 2);
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

static void test_yielded_parameter(void) {
    IrCase *test = make_machine("function f(a:object, b:object) -> object of f generator\n"
                                "bb0:\n"
                                " s:object = yield a @1\n"
                                " t:object = yield b @2\n"
                                " n:object = singleton None\n"
                                " return n\n");
    CU_ASSERT_EQUAL(test->body->frame_object_slots, 2);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_FRAME_LOAD), 3); // both at the start, b again
    ir_case_check_balance(test);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_UNBOUND), 0);
    ir_case_destroy(test);
}

// What no later yield keeps leaves its slot to another.
static void test_slots_are_shared(void) {
    IrCase *test = make_machine("function f(a:object) -> object of f generator\n"
                                "bb0:\n"
                                " n:object = singleton None\n"
                                " x:object = call_python a @1\n"
                                " s:object = yield n @1\n"
                                " y:object = call_python x, a @2\n"
                                " z:object = call_python y @2\n"
                                " t:object = yield n @2\n"
                                " u:object = call_python y, z, a @3\n"
                                " v:object = yield n @3\n"
                                " w:object = call_python u, a @4\n"
                                " return w\n");
    CU_ASSERT_EQUAL(test->body->frame_object_slots, 3); // a; x, y and u; z
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

static void test_thrown_in_goes_to_handler(void) {
    IrCase *test = make_machine("function f(a:object) -> object of f generator\n"
                                "bb0 handler=bb1:\n"
                                " V:object = call_python a @1\n"
                                " sent:object = yield V @2\n"
                                " return sent\n"
                                "bb1:\n"
                                " s:object = call_runtime exception_push\n"
                                " check_bound 'V' V @3\n"
                                " sent2:object = yield V @4\n"
                                " call_runtime exception_pop s\n"
                                " return sent2\n");
    const char *dump = ir_case_dump(test);
    const char *sent = strstr(dump, "sent_value");
    CU_ASSERT_PTR_NOT_NULL(sent);
    // The first resumption stands in a block of the handler.
    CU_ASSERT_PTR_NOT_NULL(strstr(dump, "resumed handler=bb"));
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

static void test_dual_and_view_across_yield(void) {
    IrCase *test = make_machine("function f(a:object) -> object of f generator\n"
                                "bb0:\n"
                                " v:view<double[:]> = view_acquire <double[:]> a @1\n"
                                " d:dual = dual_from_object a\n"
                                " e:dual = dual_binary + d, d @1\n"
                                " n:object = singleton None\n"
                                " s:object = yield n @2\n"
                                " g:dual = dual_binary + e, e @3\n"
                                " g = dual_box g @3\n"
                                " o:object = dual_object g\n"
                                " w:object = view_object <double[:]> v @3\n"
                                " t:object = yield o @4\n"
                                " return w\n");
    // a view: owner, data, length and stride; a dual: tag and payload
    CU_ASSERT_EQUAL(test->body->frame_values.count, 2);
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

// --- Random generators ---------------------------------------------------------------------------

enum { VARIABLES = 3, BLOCKS = 4 };

static void write_random_op(FILE *text, unsigned n) {
    unsigned v = random_below(VARIABLES), w = random_below(VARIABLES);
    switch (random_below(5)) {
    case 0:
        fprintf(text, " check_bound 'V' V%u @1\n t%u:object = yield V%u @2\n V%u = copy t%u\n", v,
                n, v, w, n);
        break;
    case 1:
        fprintf(text, " V%u = call_python a @1\n", v);
        break;
    case 2:
        fprintf(text, " check_bound 'V' V%u @1\n V%u = copy V%u\n", v, w, v);
        break;
    case 3:
        fprintf(text, " V%u = unbound\n", v);
        break;
    default:
        fprintf(text,
                " check_bound 'V' V%u @1\n t%u:object = call_python a, V%u @1\n "
                "s%u:object = yield t%u @2\n u%u:object = call_python t%u, s%u @3\n",
                v, n, v, n, n, n, n, n);
        break;
    }
}

static const RandomFunction random_shape = {
    .head = "function f(a:object, c:bool) -> object of f generator\nbb0:\n",
    .variable = " V%u:object = unbound\n",
    .variables = VARIABLES,
    .blocks = BLOCKS,
    .write_op = write_random_op};

static void test_random_generators(void) {
    unsigned failures = CU_get_number_of_failures();
    for (uint32_t seed = 1; seed <= 200 && CU_get_number_of_failures() == failures; seed++) {
        random_start(seed);
        char *text = random_function(&random_shape);
        IrCase *test = make_machine(text);
        ir_case_check_balance(test);
        ir_case_destroy(test);
        free(text);
    }
}

void suite_generator(void) {
    CU_pSuite suite = CU_add_suite("generator pass", NULL, NULL);
    CU_add_test(suite, "the frame", test_frame);
    CU_add_test(suite, "the ramp", test_ramp);
    CU_add_test(suite, "a yielded parameter", test_yielded_parameter);
    CU_add_test(suite, "slots are shared", test_slots_are_shared);
    CU_add_test(suite, "what is thrown in goes to the handler", test_thrown_in_goes_to_handler);
    CU_add_test(suite, "duals and views across a yield", test_dual_and_view_across_yield);
    CU_add_test(suite, "random generators", test_random_generators);
}
