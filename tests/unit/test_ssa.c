// SSA form: where variables get parameters, and what jumps give them.

#include "codegen/passes/internal.h"
#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <stdlib.h>

static IrCase *construct(const char *text) { return ir_case_passed(text, pass_ssa); }

static uint32_t count_parameters(const IrCase *test) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < test->body->blocks.count; i++)
        count += test->body->blocks.items[i]->parameters.count;
    return count;
}

static void test_one_value_needs_no_parameter(void) {
    IrCase *test = construct("function f(c:bool) -> i64\n"
                             "bb0:\n"
                             " X:i64 = copy 1\n"
                             " branch c, bb1, bb2\n"
                             "bb1:\n"
                             " jump bb2\n"
                             "bb2:\n"
                             " return X\n");
    ir_case_expect(test, count_parameters(test) == 0);
    ir_case_destroy(test);
}

static void test_two_values_meet(void) {
    IrCase *test = construct("function f(c:bool) -> i64\n"
                             "bb0:\n"
                             " branch c, bb1, bb2\n"
                             "bb1:\n"
                             " X:i64 = copy 1\n"
                             " jump bb3\n"
                             "bb2:\n"
                             " X = copy 2\n"
                             " jump bb3\n"
                             "bb3:\n"
                             " return X\n");
    ir_case_expect(test, count_parameters(test) == 1);
    ir_case_expect(test, ir_case_has(test, "jump bb3(%1 X)"));
    ir_case_expect(test, ir_case_has(test, "jump bb3(%2 X)"));
    ir_case_expect(test, ir_case_has(test, "bb3(%3:i64 X):"));
    ir_case_expect(test, ir_case_has(test, "return %3 X"));
    ir_case_destroy(test);
}

static void test_loop(void) {
    IrCase *test = construct("function f(c:bool, n:i64) -> i64\n"
                             "bb0:\n"
                             " X:i64 = copy 0\n"
                             " Y:i64 = copy 7\n"
                             " jump bb1\n"
                             "bb1 header:\n"
                             " X = add X, n\n"
                             " branch c, bb1, bb2\n"
                             "bb2:\n"
                             " z:i64 = add X, Y\n"
                             " return z\n");
    // Y is the same in and after the loop.
    ir_case_expect(test, count_parameters(test) == 1);
    ir_case_expect(test, ir_case_has(test, "bb1(%6:i64 X) header:"));
    // The branch cannot give it, so its edge is split.
    ir_case_expect(test, ir_case_has(test, "bb3:\n    jump bb1(%5 X)"));
    ir_case_expect(test, ir_case_has(test, "jump bb1(%2 X)"));
    ir_case_destroy(test);
}

static void test_both_edges_to_one_block(void) {
    IrCase *test = construct("function f(c:bool) -> i64\n"
                             "bb0:\n"
                             " X:i64 = copy 0\n"
                             " jump bb1\n"
                             "bb1:\n"
                             " X = add X, 1:i64\n"
                             " branch c, bb1, bb1\n");
    ir_case_expect(test, count_parameters(test) == 1);
    ir_case_expect(test, ir_case_count(test, IR_OP_JUMP) == 3);
    ir_case_destroy(test);
}

static void test_unset(void) {
    IrCase *test = construct("function f(c:bool, a:object) -> object\n"
                             "bb0:\n"
                             " branch c, bb1, bb2\n"
                             "bb1:\n"
                             " X:object = copy a\n"
                             " N:i64 = copy 3\n"
                             " jump bb2\n"
                             "bb2:\n"
                             " y:object = box_int N\n"
                             " return X\n");
    ir_case_expect(test, ir_case_has(test, "bb3:\n    jump bb2(%"));
    ir_case_expect(test, ir_case_count(test, IR_OP_UNBOUND) == 1);
    ir_case_expect(test, ir_case_has(test, ", 0:i64)"));
    ir_case_destroy(test);
}

static void test_dead_variable(void) {
    IrCase *test = construct("function f(c:bool) -> i64\n"
                             "bb0:\n"
                             " X:i64 = copy 0\n"
                             " jump bb1\n"
                             "bb1:\n"
                             " X = copy 1\n"
                             " branch c, bb1, bb2\n"
                             "bb2:\n"
                             " return X\n");
    ir_case_expect(test, count_parameters(test) == 0);
    ir_case_destroy(test);
}

static void test_what_lives_in_memory_stays(void) {
    IrCase *test = construct("function f(c:bool, a:object) -> i64\n"
                             "bb0:\n"
                             " X:i64 = copy 0\n"
                             " p:pointer = address X\n"
                             " iter:object = call_runtime iter_start a, &i:i64\n"
                             " jump bb1\n"
                             "bb1:\n"
                             " item:object = unbound\n"
                             " more:i32 = call_runtime yield_from_step iter, a, a, &item\n"
                             " X = copy 1\n"
                             " branch c, bb1, bb2\n"
                             "bb2:\n"
                             " return X\n");
    ir_case_expect(test, count_parameters(test) == 0);
    // what the runtime function sets alone is a result of the call
    ir_case_expect(test, ir_case_has(test, "yield_from_step %4, %1, %1, &%8"));
    ir_case_destroy(test);
}

static void test_again(void) {
    IrCase *test = construct("function f(c:bool) -> i64\n"
                             "bb0:\n"
                             " X:i64 = copy 0\n"
                             " jump bb1(X)\n"
                             "bb1(Y:i64):\n"
                             " X = add Y, 1:i64\n"
                             " branch c, bb2, bb3\n"
                             "bb2:\n"
                             " jump bb1(X)\n"
                             "bb3:\n"
                             " return X\n");
    ir_case_expect(test, count_parameters(test) == 1);
    char *once = ir_case_dump(test);
    CU_ASSERT_PTR_NULL(ir_case_run(test, pass_ssa));
    CU_ASSERT_STRING_EQUAL(once, ir_case_dump(test));
    ir_case_destroy(test);
}

static void test_faults(void) {
    ir_case_expect_fault(
        "function f(c:bool) -> i64 ssa\nbb0:\n x:i64 = copy 0\n x = copy 1\n return x\n",
        "is set twice");
    ir_case_expect_fault("function f(c:bool) -> i64 ssa\nbb0:\n branch c, bb1, bb2\n"
                         "bb1:\n x:i64 = copy 0\n jump bb2\nbb2:\n return x\n",
                         "may be read before it is set");
    ir_case_expect_fault(
        "function f(c:bool) -> i64\nbb0:\n branch c, bb1, bb1\nbb1(x:i64):\n return x\n",
        "gives bb1 0 arguments");
    ir_case_expect_fault("function f(c:bool) -> i64\nbb0:\n jump bb1(c)\nbb1(x:i64):\n return x\n",
                         "gives bb1 argument 0 of kind bool, not i64");
    ir_case_expect_fault("function f(c:bool) -> i64\nbb0(x:i64):\n return x\n",
                         "is the entry and has parameters");
}

// --- Very large bodies ---------------------------------------------------------------------------

// A function of so many variables, each set by a call.
static IrCase *create_large(uint32_t variables) {
    char *buffer = NULL;
    size_t size = 0;
    FILE *text = open_memstream(&buffer, &size);
    fputs("function f generic native null (a:object) -> object of f\nbb0:\n", text);
    for (uint32_t i = 0; i < variables; i++)
        fprintf(text, " V%u:object = call_python a @%u\n", i, i + 1);
    fputs(" return a\n", text);
    fclose(text);
    IrCase *test = ir_case_create(buffer);
    free(buffer);
    for (IrRegisterId reg = 0; reg < test->body->registers.count; reg++)
        test->body->registers.items[reg].is_debug_local =
            test->body->registers.items[reg].name != NULL;
    CU_ASSERT_PTR_NULL(ir_case_run(test, pass_lifetime));
    CU_ASSERT_PTR_NULL(ir_case_run(test, pass_exceptions));
    return test;
}

static uint32_t count_arguments(const IrCase *test) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < test->body->blocks.count; i++)
        count += ir_block_terminator(test->body->blocks.items[i])->operand_count;
    return count;
}

// The exit is given what each variable holds where the error is: through a tree that is n log n.
static void test_many_edges_to_one_block(void) {
    enum { VARIABLES = 512, LEVELS = 3, EDGES_A_NODE = 8 };
    IrCase *test = create_large(VARIABLES);
    CU_ASSERT_PTR_NULL(ir_case_run(test, pass_joins));
    CU_ASSERT_PTR_NULL(ir_case_run(test, pass_ssa));
    ir_case_expect(test, count_arguments(test) <= VARIABLES * LEVELS * EDGES_A_NODE);
    CU_ASSERT_PTR_NULL(ir_case_run(test, pass_refcount));
    ir_case_destroy(test);
}

static void test_few_edges_are_left_alone(void) {
    IrCase *test = create_large(6);
    uint32_t blocks = test->body->blocks.count;
    CU_ASSERT_PTR_NULL(ir_case_run(test, pass_joins));
    CU_ASSERT_EQUAL(test->body->blocks.count, blocks);
    ir_case_destroy(test);
}

// Uses in a loop count more than others.
static void test_variables_in_memory(void) {
    IrCase *test = ir_case_create("function f(a:object, c:bool) -> object\n"
                                  "bb0:\n"
                                  " X:object = copy a\n"
                                  " X = copy a\n"
                                  " X = copy a\n"
                                  " Y:object = copy a\n"
                                  " jump bb1\n"
                                  "bb1:\n"
                                  " Y = copy Y\n"
                                  " branch c, bb1, bb2\n"
                                  "bb2:\n"
                                  " keep_alive X, Y\n"
                                  " return X\n");
    IrRegisterId names[2] = {0}, count = 0;
    for (IrRegisterId reg = 0; reg < test->body->registers.count; reg++) {
        IrRegister *entry = &test->body->registers.items[reg];
        if (entry->is_argument || entry->type.kind != IR_OBJECT)
            continue;
        entry->is_debug_local = true;
        names[count++] = reg;
    }
    Analyses *analyses = analyses_create(test->body);
    CU_ASSERT_FALSE(memory_move_variables(test->body, analyses, 2));
    CU_ASSERT(memory_move_variables(test->body, analyses, 1));
    CU_ASSERT(test->body->registers.items[names[0]].address_taken);
    CU_ASSERT_FALSE(test->body->registers.items[names[1]].address_taken);
    analyses_destroy(analyses);
    ir_case_destroy(test);
}

void suite_ssa(void) {
    CU_pSuite suite = CU_add_suite("ssa", NULL, NULL);
    CU_add_test(suite, "one value needs no parameter", test_one_value_needs_no_parameter);
    CU_add_test(suite, "two values meet", test_two_values_meet);
    CU_add_test(suite, "a loop", test_loop);
    CU_add_test(suite, "both edges lead to one block", test_both_edges_to_one_block);
    CU_add_test(suite, "a variable that is not set on one way", test_unset);
    CU_add_test(suite, "a variable that is dead where it meets", test_dead_variable);
    CU_add_test(suite, "what lives in memory stays", test_what_lives_in_memory_stays);
    CU_add_test(suite, "again", test_again);
    CU_add_test(suite, "faults", test_faults);
    CU_add_test(suite, "many edges to one block", test_many_edges_to_one_block);
    CU_add_test(suite, "few edges are left alone", test_few_edges_are_left_alone);
    CU_add_test(suite, "variables in memory", test_variables_in_memory);
}
