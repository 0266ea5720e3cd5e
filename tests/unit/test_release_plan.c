// The plan of releases: what is hoisted over an error branch, which calls are fused with the
// look-up of what they call.

#include "codegen/llvm/internal.h"
#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>

typedef struct PlanCase {
    IrCase *test;
    ReleasePlan plan;
} PlanCase;

static PlanCase make_plan(const char *text) {
    PlanCase made = {.test = ir_case_create(text)};
    Emitter emitter = {.arena = made.test->compilation->arena, .module = made.test->module};
    NumberMap calls = hotness_find_calls(emitter.arena, made.test->module);
    const IrBody *body = made.test->body;
    made.plan = plan_releases(
        &emitter, body,
        hotness_of_body(emitter.arena, made.test->module, body, hotness_calls_of(&calls, body)));
    return made;
}

static const IrOp *op_of(const PlanCase *made, uint32_t block, uint32_t index) {
    return made->test->body->blocks.items[block]->ops.items[index];
}

static const BranchPlan *branch_of(const PlanCase *made, uint32_t block) {
    return map_get(&made->plan.branches,
                   ir_block_terminator(made->test->body->blocks.items[block]));
}

static bool is_skipped(const PlanCase *made, uint32_t block, uint32_t index) {
    return map_has(&made->plan.skipped, op_of(made, block, index));
}

static void test_hoisting(void) {
    PlanCase made = make_plan("function f(a:object) -> object\n"
                              "bb0:\n"
                              " t:object = call_python a @1\n"
                              " error_branch bb1, bb3 @1\n"
                              "bb1:\n"
                              " x:object = call_python t, a @1\n"
                              " error_branch bb2, bb4 @1\n"
                              "bb2:\n"
                              " decref t @1\n"
                              " return x @1\n"
                              "bb3 cold:\n"
                              " return_error @1\n"
                              "bb4 cold:\n"
                              " decref t @1\n"
                              " jump bb3 @1\n");
    CU_ASSERT_PTR_NULL(branch_of(&made, 0));
    const BranchPlan *plan = branch_of(&made, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
    CU_ASSERT_EQUAL(plan->release_count, 1);
    CU_ASSERT_EQUAL(plan->error->id, 3);
    CU_ASSERT(is_skipped(&made, 2, 0));
    ir_case_destroy(made.test);
}

// A release in the middle of a block that others come to stays there.
static void test_shared_error_block(void) {
    PlanCase made = make_plan("function f(a:object, t:object, c:bool) -> object\n"
                              "bb0:\n"
                              " branch c, bb1, bb3 @1\n"
                              "bb1:\n"
                              " x:object = call_python t, a @1\n"
                              " error_branch bb2, bb3 @1\n"
                              "bb2:\n"
                              " decref t @1\n"
                              " return x @1\n"
                              "bb3 cold:\n"
                              " decref t @1\n"
                              " return_error @1\n");
    CU_ASSERT_PTR_NULL(branch_of(&made, 1));
    CU_ASSERT(!is_skipped(&made, 2, 0) && !is_skipped(&made, 3, 0));
    ir_case_destroy(made.test);
}

// Only the error edge's own block can do without.
static void test_own_error_block(void) {
    PlanCase made = make_plan("function f(a:object, t:object) -> object\n"
                              "bb0:\n"
                              " x:object = call_python t, a @1\n"
                              " error_branch bb1, bb2 @1\n"
                              "bb1:\n"
                              " decref t @1\n"
                              " decref x @1\n"
                              " return a @1\n"
                              "bb2 cold:\n"
                              " decref t @1\n"
                              " return_error @1\n");
    const BranchPlan *plan = branch_of(&made, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
    CU_ASSERT_EQUAL(plan->release_count, 1);
    CU_ASSERT_EQUAL(plan->error->id, 2);
    CU_ASSERT(is_skipped(&made, 1, 0) && !is_skipped(&made, 1, 1) && is_skipped(&made, 2, 0));
    ir_case_destroy(made.test);
}

static const char method_text[] = "function f(a:object) -> object\n"
                                  "bb0:\n"
                                  " m:object(new), s:bool = load_method 'strip' a @1\n"
                                  " error_branch bb1, bb3 @1\n"
                                  "bb1:\n"
                                  " x:object = call_method m, s, a @1\n"
                                  " error_branch bb2, bb4 @1\n"
                                  "bb2:\n"
                                  " decref m @1\n"
                                  " return x @1\n"
                                  "bb3 cold:\n"
                                  " return_error @1\n"
                                  "bb4 cold:\n"
                                  " decref m @1\n"
                                  " jump bb3 @1\n";

static void test_fused_method(void) {
    PlanCase made = make_plan(method_text);
    CU_ASSERT_PTR_EQUAL(map_get(&made.plan.fused, op_of(&made, 1, 0)), op_of(&made, 0, 0));
    CU_ASSERT(is_skipped(&made, 0, 0) && is_skipped(&made, 2, 0) && is_skipped(&made, 4, 0));
    CU_ASSERT_EQUAL(branch_of(&made, 1)->error->id, 3);
    ir_case_destroy(made.test);
}

// A call of a global with the arguments.
static PlanCase plan_global_call(const char *arguments) {
    static char text[512];
    snprintf(text, sizeof text,
             "constant #0 name 'f'\n"
             "function f(a:object) -> object\n"
             "bb0:\n"
             " g:object = call_runtime load_global 0:i64 @1\n"
             " error_branch bb1, bb3 @1\n"
             "bb1:\n"
             " x:object = call_python g, %s @1\n"
             " error_branch bb2, bb4 @1\n"
             "bb2:\n"
             " decref g @1\n"
             " return x @1\n"
             "bb3 cold:\n"
             " return_error @1\n"
             "bb4 cold:\n"
             " decref g @1\n"
             " jump bb3 @1\n",
             arguments);
    return make_plan(text);
}

static void test_fused_global(void) {
    PlanCase made = plan_global_call("a, a");
    CU_ASSERT_PTR_EQUAL(map_get(&made.plan.fused, op_of(&made, 1, 0)), op_of(&made, 0, 0));
    CU_ASSERT(is_skipped(&made, 0, 0) && is_skipped(&made, 2, 0) && is_skipped(&made, 4, 0));
    CU_ASSERT_EQUAL(branch_of(&made, 1)->error->id, 3);
    ir_case_destroy(made.test);
    // what is an argument too is needed
    made = plan_global_call("g");
    CU_ASSERT_EQUAL(map_get(&made.plan.fused, op_of(&made, 1, 0)), NULL);
    CU_ASSERT_FALSE(is_skipped(&made, 0, 0));
    ir_case_destroy(made.test);
}

void suite_release_plan(void) {
    CU_pSuite suite = CU_add_suite("release plan", NULL, NULL);
    CU_add_test(suite, "hoisting", test_hoisting);
    CU_add_test(suite, "a shared error block", test_shared_error_block);
    CU_add_test(suite, "an error block of one's own", test_own_error_block);
    CU_add_test(suite, "a fused method call", test_fused_method);
    CU_add_test(suite, "a fused call of a global", test_fused_global);
}
