// Building blocks of IR: registers, blocks, constants, tables, dump.

#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <string.h>

static IrConstant text_constant(IrConstantKind kind, const char *text) {
    return (IrConstant){.kind = kind, .text = {text, (uint32_t)strlen(text)}};
}

static void test_constants_are_shared(void) {
    IrCase *test = ir_case_create("function f generic native status () -> void\nbb0:\n return\n");
    IrConstant one = text_constant(IR_CONSTANT_INT, "1");
    IrConstant name = text_constant(IR_CONSTANT_NAME, "1");
    IrConstant zero = {.kind = IR_CONSTANT_FLOAT, .real = 0.0};
    IrConstant minus_zero = {.kind = IR_CONSTANT_FLOAT, .real = -0.0};
    IrConstant truth = {.kind = IR_CONSTANT_TRUE};
    uint32_t first = ir_constant_add(test->module, &one);
    CU_ASSERT_EQUAL(ir_constant_add(test->module, &one), first);
    CU_ASSERT_NOT_EQUAL(ir_constant_add(test->module, &name), first);
    CU_ASSERT_NOT_EQUAL(ir_constant_add(test->module, &truth), first);
    uint32_t plus = ir_constant_add(test->module, &zero);
    CU_ASSERT_NOT_EQUAL(ir_constant_add(test->module, &minus_zero), plus);
    uint32_t items[] = {first, plus};
    IrConstant pair = {.kind = IR_CONSTANT_TUPLE, .items = items, .item_count = 2};
    uint32_t tuple = ir_constant_add(test->module, &pair);
    uint32_t other_items[] = {plus, first};
    IrConstant other = {.kind = IR_CONSTANT_TUPLE, .items = other_items, .item_count = 2};
    CU_ASSERT_NOT_EQUAL(ir_constant_add(test->module, &other), tuple);
    other_items[0] = first;
    other_items[1] = plus;
    CU_ASSERT_EQUAL(ir_constant_add(test->module, &other), tuple);
    ir_case_destroy(test);
}

static void test_many_constants(void) {
    IrCase *test = ir_case_create("function f generic native status () -> void\nbb0:\n return\n");
    enum { COUNT = 3000 };
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < COUNT; i++) {
            char text[16];
            snprintf(text, sizeof text, "%u", i);
            IrConstant constant = text_constant(IR_CONSTANT_STR, text);
            CU_ASSERT_EQUAL_FATAL(ir_constant_add(test->module, &constant), i);
        }
    }
    CU_ASSERT_EQUAL(test->module->constants.count, COUNT);
    ir_case_destroy(test);
}

static void test_dump(void) {
    IrCase *test = ir_case_create("function scale(a:object, n:i64) -> object\n"
                                  "bb0 entry handler=bb1:\n"
                                  " x:object = python_binary.inplace * a, a @12\n"
                                  " c:bool = compare <= n, -5\n"
                                  " branch c, bb2, bb1\n"
                                  "bb1 failed:\n"
                                  " return_error\n"
                                  "bb2 loop header:\n"
                                  " V:object = copy x\n"
                                  " k:object = constant 7\n"
                                  " y:object = call_runtime get_item_index V, n @13\n"
                                  " switch n, else: bb2, 1: bb1\n");
    const char *expected = "function scale generic native null (%0:object, %1:i64) -> object\n"
                           "bb0 entry handler=bb1:\n"
                           "    %2:object = python_binary.inplace * %0, %0 @12\n"
                           "    %3:bool = compare <= %1, -5:i64\n"
                           "    branch %3, bb2, bb1\n"
                           "bb1 failed:\n"
                           "    return_error\n"
                           "bb2 loop header:\n"
                           "    %4:object V = copy %2\n"
                           "    %5:object = constant #0  ; 7\n"
                           "    %6:object = call_runtime get_item_index %4 V, %1 @13\n"
                           "    switch %1, else: bb2, 1: bb1\n";
    CU_ASSERT_STRING_EQUAL(ir_case_dump(test), expected);
    ir_case_destroy(test);
}

static const IrOp *first_op(const IrCase *test) {
    return test->body->blocks.items[0]->ops.items[0];
}

static void test_runtime_calls(void) {
    IrCase *test = ir_case_create("function f generic native status (a:object) -> void\n"
                                  "bb0:\n"
                                  " s:i32 = call_runtime yield_from_step a, a, a, &o:object\n"
                                  " return\n");
    const IrOp *op = first_op(test);
    CU_ASSERT_EQUAL(ir_op_error(op), IR_ERROR_STATUS);
    CU_ASSERT_EQUAL(ir_op_result(op), IR_RESULT_VALUE);
    CU_ASSERT((ir_op_effects(op) & IR_RUNS_PYTHON) != 0);
    CU_ASSERT_FALSE(ir_op_is_address_operand(op, 0));
    CU_ASSERT_FALSE(ir_op_is_address_operand(op, 2));
    CU_ASSERT(ir_op_is_address_operand(op, 3));
    ir_case_destroy(test);
    test = ir_case_create("function f generic native status (a:object) -> void\n"
                          "bb0:\n"
                          " call_runtime exception_pop a\n"
                          " return\n");
    CU_ASSERT(ir_op_steals(first_op(test), 0));
    CU_ASSERT_FALSE(ir_op_can_raise(first_op(test)));
    ir_case_destroy(test);
}

static void test_native_calls(void) {
    IrCase *test = ir_case_create("function callee generic native no_error (x:f64) -> f64\n"
                                  "bb0:\n"
                                  " return x\n"
                                  "function f generic native status () -> f64\n"
                                  "bb0:\n"
                                  " r:f64 = call_native callee 1.5\n"
                                  " return r\n");
    CU_ASSERT_FALSE(ir_op_can_raise(first_op(test)));
    test->module->bodies.items[0]->error = IR_RETURNS_STATUS;
    CU_ASSERT_EQUAL(ir_op_error(first_op(test)), IR_ERROR_STATUS);
    ir_case_destroy(test);
}

static void test_unchecked_bounds_never_raise(void) {
    IrCase *test = ir_case_create("function f generic native status (i:i64) -> i64\n"
                                  "bb0:\n"
                                  " j:i64 = bounds_check.wraparound 0 i, i\n"
                                  " return j\n");
    CU_ASSERT_FALSE(ir_op_can_raise(first_op(test)));
    ir_case_destroy(test);
}

// Every op's shape is well-formed, and ops without a result have none in their shape.
static void test_table(void) {
    for (int code = 0; code < IR_OPCODE_COUNT; code++) {
        const IrOpInfo *info = &ir_op_infos[code];
        CU_ASSERT_EQUAL(info->shape[1], '=');
        bool gives_nothing = info->result == IR_RESULT_NONE || info->result == IR_RESULT_MANY;
        CU_ASSERT_EQUAL(info->shape[0] == '-', gives_nothing);
    }
    for (int id = 0; id < RUNTIME_COUNT; id++) {
        const RuntimeInfo *info = &runtime_infos[id];
        const RuntimeSignature *signature = runtime_signature((RuntimeId)id);
        if (info->error == IR_ERROR_NULL)
            CU_ASSERT(signature->result == IR_OBJECT || signature->result == IR_POINTER);
        if (info->error == IR_ERROR_ALWAYS)
            CU_ASSERT_EQUAL(signature->result, IR_VOID);
    }
}

void suite_ir(void) {
    CU_pSuite suite = CU_add_suite("IR", NULL, NULL);
    CU_add_test(suite, "equal constants are shared", test_constants_are_shared);
    CU_add_test(suite, "many constants", test_many_constants);
    CU_add_test(suite, "dump", test_dump);
    CU_add_test(suite, "runtime calls", test_runtime_calls);
    CU_add_test(suite, "native calls", test_native_calls);
    CU_add_test(suite, "unchecked bounds never raise", test_unchecked_bounds_never_raise);
    CU_add_test(suite, "the tables", test_table);
}
