// Loop versions for contiguous memoryviews.

#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <string.h>

static IrCase *version(const char *text) { return ir_case_passed(text, pass_versioning); }

#define NESTED                                                                                     \
    "function f generic native status (v:view<double[:]>, w:view<double[:]>, n:i64) -> f64\n"      \
    "bb0:\n"                                                                                       \
    " S:f64 = copy 0.0\n"                                                                          \
    " i:i64 = copy 0\n"                                                                            \
    " jump bb1\n"                                                                                  \
    "bb1 header:\n"                                                                                \
    " c:bool = compare < i, n\n"                                                                   \
    " branch c, bb2, bb6\n"                                                                        \
    "bb2:\n"                                                                                       \
    " j:i64 = copy 0\n"                                                                            \
    " jump bb3\n"                                                                                  \
    "bb3 header:\n"                                                                                \
    " d:bool = compare < j, n\n"                                                                   \
    " branch d, bb4, bb5\n"                                                                        \
    "bb4:\n"                                                                                       \
    " k:i64 = bounds_check.checked 0 j, n @1\n"                                                    \
    " p:pointer = view_element <double[:]> v, k\n"                                                 \
    " x:f64 = load <double> p\n"                                                                   \
    " q:pointer = view_element <double[:]> w, k\n"                                                 \
    " y:f64 = load <double> q\n"                                                                   \
    " z:f64 = multiply x, y\n"                                                                     \
    " S = add S, z\n"                                                                              \
    " j = add j, 1\n"                                                                              \
    " jump bb3\n"                                                                                  \
    "bb5:\n"                                                                                       \
    " i = add i, 1\n"                                                                              \
    " jump bb1\n"                                                                                  \
    "bb6:\n"                                                                                       \
    " return S\n"

static void test_outer_loop_is_copied_once(void) {
    IrCase *test = version(NESTED);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_VIEW_STRIDE), 2);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_VIEW_ELEMENT), 4);
    const char *dump = ir_case_dump(test);
    uint32_t marked = 0;
    for (const char *at = dump; (at = strstr(at, "view_element.last_contiguous")) != NULL; at++)
        marked++;
    CU_ASSERT_EQUAL(marked, 2);
    // The entry leads to the test now, and the old loop is still there.
    CU_ASSERT_PTR_NOT_NULL(strstr(dump, "version"));
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_BOUNDS_CHECK), 2);
    ir_case_check_balance(test);
    ir_case_destroy(test);
}

#define LOOP(head, element)                                                                        \
    "function f generic native status (v:view<double[:]>, n:i64, a:object) -> f64" head "bb0:\n"   \
    " S:f64 = copy 0.0\n"                                                                          \
    " i:i64 = copy 0\n"                                                                            \
    " R:view<double[:]> = copy v\n"                                                                \
    " jump bb1\n"                                                                                  \
    "bb1 header:\n"                                                                                \
    " c:bool = compare < i, n\n"                                                                   \
    " branch c, bb2, bb3\n"                                                                        \
    "bb2:\n" element " x:f64 = load <double> p\n"                                                  \
    " S = add S, x\n"                                                                              \
    " i = add i, 1\n"                                                                              \
    " jump bb1\n"                                                                                  \
    "bb3:\n"                                                                                       \
    " return S\n"

static void test_set_in_the_loop(void) {
    IrCase *test = version(
        LOOP("\n", " R = view_acquire <double[:]> a @1\n p:pointer = view_element <double[:]> R, "
                   "i\n"));
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_VIEW_STRIDE), 0);
    ir_case_destroy(test);
}

static void test_maybe_unbound(void) {
    IrCase *test =
        version(LOOP("\n", " check_bound 'R' R @1\n p:pointer = view_element <double[:]> R, i\n"));
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_VIEW_STRIDE), 0);
    ir_case_destroy(test);
}

static void test_unmarked_loop_of_contiguous(void) {
    IrCase *test = ir_case_create(LOOP("\n", " p:pointer = view_element <double[:]> R, i\n"));
    IrCType *type = (IrCType *)test->body->registers.items[5].type.type;
    CU_ASSERT_EQUAL_FATAL(test->body->registers.items[5].type.kind, IR_VIEW);
    type->memoryview.packing[0] = AXIS_CONTIGUOUS;
    CU_ASSERT_PTR_NULL(ir_case_run(test, pass_versioning));
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_VIEW_STRIDE), 0);
    type->memoryview.packing[0] = AXIS_STRIDED;
    CU_ASSERT_PTR_NULL(ir_case_run(test, pass_versioning));
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_VIEW_STRIDE), 1);
    ir_case_destroy(test);
}

static void test_loop_with_yield(void) {
    IrCase *test =
        version("function f(v:view<double[:]>, n:i64, a:object) -> object of f generator\n"
                "bb0:\n"
                " i:i64 = copy 0\n"
                " jump bb1\n"
                "bb1 header:\n"
                " c:bool = compare < i, n\n"
                " branch c, bb2, bb3\n"
                "bb2:\n"
                " p:pointer = view_element <double[:]> v, i\n"
                " x:f64 = load <double> p\n"
                " o:object = box_float x\n"
                " s:object = yield o\n"
                " i = add i, 1\n"
                " jump bb1\n"
                "bb3:\n"
                " return a\n");
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_VIEW_STRIDE), 0);
    ir_case_destroy(test);
}

// cdef int i; for i in range(v.shape[0]): S += v[i]
#define NARROW(bound, change)                                                                      \
    "function f generic native status (v:view<double[:]>, n:i64, m:i32) -> f64\n"                  \
    "bb0:\n"                                                                                       \
    " S:f64 = copy 0.0\n"                                                                          \
    " t:i64 = copy 0\n" bound " jump bb1\n"                                                        \
    "bb1 header:\n"                                                                                \
    " c:bool = compare < t, l\n"                                                                   \
    " branch c, bb2, bb3\n"                                                                        \
    "bb2:\n"                                                                                       \
    " h:i32 = convert t\n"                                                                         \
    " I:i32 = copy h\n" change " i:i64 = convert I\n"                                              \
    " p:pointer = view_element <double[:]> v, i\n"                                                 \
    " x:f64 = load <double> p\n"                                                                   \
    " S = add S, x\n"                                                                              \
    " t = add.no_wrap t, 1\n"                                                                      \
    " jump bb1\n"                                                                                  \
    "bb3:\n"                                                                                       \
    " return S\n"

static void test_narrow_counter(void) {
    IrCase *test = version(NARROW(" l:i64 = view_shape 0 v\n", ""));
    // In front: stride and bound. In the copy: the variable's twin in place of its widening.
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_VIEW_STRIDE), 1);
    CU_ASSERT(ir_case_has(test, "compare <= %5, 2147483647:i64"));
    const char *dump = ir_case_dump(test);
    const char *copied = strstr(dump, "last_contiguous");
    CU_ASSERT_PTR_NOT_NULL_FATAL(copied);
    // The variable, its twin when it starts, and the loop itself: one widening each.
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_CONVERT), 2 + 1 + 1);
    ir_case_destroy(test);
}

static void test_narrow_counter_with_narrow_bound(void) {
    IrCase *test = version(NARROW(" l:i64 = convert m\n", ""));
    CU_ASSERT(ir_case_has(test, "compare <= %5"));
    ir_case_destroy(test);
    test = version(NARROW(" l:i64 = copy 100\n", ""));
    CU_ASSERT(ir_case_has(test, "compare <= %5"));
    ir_case_destroy(test);
}

static void test_narrow_variable_that_changes(void) {
    IrCase *test = version(NARROW(" l:i64 = copy n\n", " I = add I, m\n"));
    // The twin follows: it is made anew after the addition.
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_CONVERT), 2 + 1 + 1 + 1);
    ir_case_destroy(test);
}

static void test_counter_that_jumps(void) {
    IrCase *test = version(NARROW(" l:i64 = copy n\n", " t = add t, n\n"));
    CU_ASSERT_FALSE(ir_case_has(test, "compare <="));
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_CONVERT), 2 * 2);
    ir_case_destroy(test);
}

// for I in range(0, n): S += v[index]; the index is worked out by `change`
#define INDEXED(start, operator, step, change)                                                     \
    "function f generic native status (v:view<double[:]>, n:i64, m:i64) -> f64\n"                  \
    "bb0:\n"                                                                                       \
    " S:f64 = copy 0.0\n"                                                                          \
    " t:i64 = copy " start "\n"                                                                    \
    " jump bb1\n"                                                                                  \
    "bb1 header:\n"                                                                                \
    " c:bool = compare " operator" t, n\n"                                                         \
                                 " branch c, bb2, bb3\n"                                           \
                                 "bb2:\n"                                                          \
                                 " I:i64 = copy t\n" change " l:i64 = view_shape 0 v\n"            \
                                 " k:i64 = bounds_check.checked 0 j, l @1\n"                       \
                                 " p:pointer = view_element <double[:]> v, k\n"                    \
                                 " x:f64 = load <double> p\n"                                      \
                                 " S = add S, x\n"                                                 \
                                 " t = add.no_wrap t, " step "\n"                                  \
                                 " jump bb1\n"                                                     \
                                 "bb3:\n"                                                          \
                                 " return S\n"

// How many checks are left in the loop and its copy: 1 where the copy does without.
static uint32_t count_checks(const char *text) {
    IrCase *test = version(text);
    uint32_t count = ir_case_count(test, IR_OP_BOUNDS_CHECK);
    CU_ASSERT_EQUAL(ir_case_count(test, IR_OP_VIEW_ELEMENT), 2);
    ir_case_destroy(test);
    return count;
}

static void test_checks_before_the_loop(void) {
    CU_ASSERT_EQUAL(count_checks(INDEXED("0", "<", "1", " j:i64 = copy I\n")), 1);
    CU_ASSERT_EQUAL(count_checks(INDEXED("m", "<", "1", " j:i64 = add I, m\n")), 1);
    CU_ASSERT_EQUAL(count_checks(INDEXED("0", "<", "1", " j:i64 = subtract m, I\n")), 1);
    CU_ASSERT_EQUAL(count_checks(INDEXED("m", ">", "-1", " j:i64 = copy I\n")), 1);
    IrCase *test = version(INDEXED("0", "<", "1", " j:i64 = add I, m\n"));
    // Both extremes, as numbers without a sign.
    CU_ASSERT(ir_case_has(test, "compare.unsigned <"));
    ir_case_destroy(test);
}

static void test_checks_that_stay(void) {
    // The variable changes; the counter runs backwards, or twice as fast; the index is left
    // from an earlier turn, or no sum; the counter may have been counted up.
    CU_ASSERT_EQUAL(count_checks(INDEXED("0", "<", "1", " I = add I, m\n j:i64 = copy I\n")), 2);
    CU_ASSERT_EQUAL(count_checks(INDEXED("0", "<", "-1", " j:i64 = copy I\n")), 2);
    CU_ASSERT_EQUAL(count_checks(INDEXED("0", "<", "2", " j:i64 = copy I\n")), 2);
    CU_ASSERT_EQUAL(count_checks(INDEXED("0", "<", "1", " j:i64 = multiply I, m\n")), 2);
    CU_ASSERT_EQUAL(count_checks(INDEXED("0", "<", "1", " j:i64 = add I, I\n")), 2);
    CU_ASSERT_EQUAL(count_checks(INDEXED("0", "<", "1", " j:i64 = copy t\n")), 2);
}

void suite_versioning(void) {
    CU_pSuite suite = CU_add_suite("versioning pass", NULL, NULL);
    CU_add_test(suite, "an outer loop is copied once", test_outer_loop_is_copied_once);
    CU_add_test(suite, "a view set in the loop", test_set_in_the_loop);
    CU_add_test(suite, "a view that may be unbound", test_maybe_unbound);
    CU_add_test(suite, "contiguous views need no test", test_unmarked_loop_of_contiguous);
    CU_add_test(suite, "a loop with a yield", test_loop_with_yield);
    CU_add_test(suite, "a counter copied to an int", test_narrow_counter);
    CU_add_test(suite, "bounds of an int's counter", test_narrow_counter_with_narrow_bound);
    CU_add_test(suite, "an int that the body changes", test_narrow_variable_that_changes);
    CU_add_test(suite, "a counter that jumps", test_counter_that_jumps);
    CU_add_test(suite, "checks before the loop", test_checks_before_the_loop);
    CU_add_test(suite, "checks that stay in the loop", test_checks_that_stay);
}
