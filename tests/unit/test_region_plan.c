// The plan of regions: where a huge body is cut, and what its parts share.

#include "codegen/llvm/internal.h"
#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <string.h>

typedef struct PlanCase {
    IrCase *test;
    RegionPlan plan;
} PlanCase;

static PlanCase make_plan(const char *text) {
    PlanCase made = {.test = ir_case_create(text)};
    Emitter emitter = {.arena = made.test->compilation->arena, .module = made.test->module};
    NumberMap calls = hotness_find_calls(emitter.arena, made.test->module);
    const IrBody *body = made.test->body;
    const BodyHotness *hotness =
        hotness_of_body(emitter.arena, made.test->module, body, hotness_calls_of(&calls, body));
    ReleasePlan releases = plan_releases(&emitter, body, hotness);
    made.plan = plan_regions(emitter.arena, body, hotness, &releases);
    return made;
}

static const char *many_calls(Arena *arena, unsigned count) {
    const char *text = "";
    for (unsigned i = 0; i < count; i++)
        text = arena_format(arena, "%s call_python a, a @1\n", text);
    return text;
}

static uint32_t region_of(const PlanCase *made, uint32_t block) {
    return made->plan.of_block[block];
}

// Control comes into a region through its entry only.
static void check_entries(const PlanCase *made) {
    const IrBody *body = made->test->body;
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrOp *terminator = ir_block_terminator(body->blocks.items[i]);
        for (uint32_t t = 0; t < ir_op_target_count(terminator); t++) {
            const IrBlock *target = terminator->aux.targets.blocks[t];
            uint32_t region = region_of(made, target->id);
            CU_ASSERT(region == 0 || region == region_of(made, i) ||
                      made->plan.entries[region] == target);
        }
    }
}

static void test_small_body(void) {
    PlanCase made = make_plan("function f(a:object) -> object\n"
                              "bb0:\n"
                              " jump bb1\n"
                              "bb1:\n"
                              " return a\n");
    CU_ASSERT_EQUAL(made.plan.count, 1);
    CU_ASSERT_EQUAL(region_of(&made, 1), 0);
    ir_case_destroy(made.test);
}

// bb1 and bb2 are large; both lead to bb3, which bb1 does not dominate.
static void test_straight_code(void) {
    Arena *arena = arena_create();
    const char *calls = many_calls(arena, 1500);
    PlanCase made = make_plan(arena_format(arena,
                                           "function f(a:object, c:bool) -> object\n"
                                           "bb0:\n"
                                           " n:i64 = copy 1:i64\n"
                                           " jump bb1\n"
                                           "bb1:\n"
                                           "%s"
                                           " x:object = call_python a @1\n"
                                           " branch c, bb2, bb3\n"
                                           "bb2:\n"
                                           "%s"
                                           " m:i64 = add n, n\n"
                                           " jump bb4(m)\n"
                                           "bb3 cold:\n"
                                           " k:i64 = add n, n\n"
                                           " jump bb4(k)\n"
                                           "bb4(p:i64):\n"
                                           "%s"
                                           " return x\n",
                                           calls, calls, calls));
    CU_ASSERT(made.plan.count >= 3);
    check_entries(&made);
    CU_ASSERT_NOT_EQUAL(region_of(&made, 1), region_of(&made, 2));
    CU_ASSERT_NOT_EQUAL(region_of(&made, 2), region_of(&made, 4));
    CU_ASSERT_EQUAL(region_of(&made, 0), 0);
    // set in bb0, used in bb2; set in bb1, used in bb4; given to bb4
    const IrBody *body = made.test->body;
    IrRegisterId n = body->blocks.items[0]->ops.items[0]->result;
    IrRegisterId p = body->blocks.items[4]->parameters.items[0];
    IrRegisterId m = body->blocks.items[3]->ops.items[0]->result;
    CU_ASSERT(made.plan.is_shared[n] && !made.plan.is_passed[n]);
    CU_ASSERT(made.plan.is_passed[p]);
    CU_ASSERT(!made.plan.is_shared[m]);
    CU_ASSERT(!region_keeps(&made.plan, region_of(&made, 2), n));
    ir_case_destroy(made.test);
    arena_destroy(arena);
}

// A block that is reached from a region that was cut from its own cannot stay there.
static void test_side_entry(void) {
    Arena *arena = arena_create();
    const char *calls = many_calls(arena, 1500), *few = many_calls(arena, 900);
    PlanCase made = make_plan(arena_format(arena,
                                           "function f(a:object, c:bool) -> object\n"
                                           "bb0:\n"
                                           " jump bb1\n"
                                           "bb1:\n"
                                           "%s"
                                           " branch c, bb2, bb3\n"
                                           "bb2:\n"
                                           "%s"
                                           " jump bb4\n"
                                           "bb3:\n"
                                           " jump bb4\n"
                                           "bb4:\n"
                                           " return a\n",
                                           few, calls));
    CU_ASSERT(made.plan.count >= 2);
    check_entries(&made);
    CU_ASSERT_EQUAL(region_of(&made, 4), 0);
    ir_case_destroy(made.test);
    arena_destroy(arena);
}

// However large what stands around a hot loop is, its blocks stay together.
static void test_hot_loop(void) {
    Arena *arena = arena_create();
    const char *calls = many_calls(arena, 3000);
    PlanCase made = make_plan(arena_format(arena,
                                           "function f(a:object, n:i64) -> i64\n"
                                           "bb0:\n"
                                           "%s"
                                           " jump bb1(0:i64)\n"
                                           "bb1(i:i64) loop header:\n"
                                           " less:bool = compare < i, n\n"
                                           " branch less, bb2, bb3\n"
                                           "bb2:\n"
                                           " next:i64 = add i, 1:i64\n"
                                           " jump bb1(next)\n"
                                           "bb3:\n"
                                           "%s"
                                           " return i\n",
                                           calls, calls));
    CU_ASSERT(made.plan.count >= 2);
    check_entries(&made);
    CU_ASSERT_EQUAL(region_of(&made, 1), region_of(&made, 2));
    CU_ASSERT_NOT_EQUAL(region_of(&made, 2), region_of(&made, 3));
    ir_case_destroy(made.test);
    arena_destroy(arena);
}

// Functions that read their own parameters anywhere stay whole.
static void test_c_function(void) {
    Arena *arena = arena_create();
    PlanCase made = make_plan(arena_format(arena,
                                           "function f generic c status (a:object) -> i32\n"
                                           "bb0:\n"
                                           " jump bb1\n"
                                           "bb1:\n"
                                           "%s"
                                           " return 0:i32\n",
                                           many_calls(arena, 5000)));
    CU_ASSERT_EQUAL(made.plan.count, 1);
    ir_case_destroy(made.test);
    arena_destroy(arena);
}

void suite_region_plan(void) {
    CU_pSuite suite = CU_add_suite("region plan", NULL, NULL);
    CU_add_test(suite, "a small body", test_small_body);
    CU_add_test(suite, "straight code", test_straight_code);
    CU_add_test(suite, "a side entry", test_side_entry);
    CU_add_test(suite, "a hot loop", test_hot_loop);
    CU_add_test(suite, "a C function", test_c_function);
}
