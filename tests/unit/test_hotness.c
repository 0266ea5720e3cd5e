// Hotness: components of graphs, loops, what loops call, and what fast paths that pays for.

#include "codegen/analysis/components.h"
#include "codegen/analysis/hotness.h"
#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

// --- Components ----------------------------------------------------------------------------------

static uint32_t count_nodes(const Graph *graph, const Components *found, uint32_t component) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < graph->count; i++)
        count += found->number[i] == component;
    return count;
}

static void test_components(void) {
    // 0 -> 1 -> 2 -> 1, 2 -> 3, 3 -> 3, 4
    static const uint32_t first[] = {0, 1, 2, 4, 5, 5};
    static const uint32_t targets[] = {1, 2, 1, 3, 3};
    Arena *arena = arena_create();
    Graph graph = {5, first, targets};
    Components found = components_find(arena, &graph);
    CU_ASSERT_EQUAL(found.count, 4);
    CU_ASSERT_EQUAL(found.number[1], found.number[2]);
    CU_ASSERT_EQUAL(count_nodes(&graph, &found, found.number[1]), 2);
    CU_ASSERT(found.is_cycle[found.number[1]] && found.is_cycle[found.number[3]]);
    CU_ASSERT(!found.is_cycle[found.number[0]] && !found.is_cycle[found.number[4]]);
    arena_destroy(arena);
}

// A chain of many nodes needs no deep stack.
static void test_long_chain(void) {
    enum { COUNT = 200000 };
    Arena *arena = arena_create();
    uint32_t *first = ARENA_ARRAY(arena, uint32_t, COUNT + 1);
    uint32_t *targets = ARENA_ARRAY(arena, uint32_t, COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        first[i + 1] = i + 1;
        targets[i] = (i + 1) % COUNT;
    }
    Graph graph = {COUNT, first, targets};
    CU_ASSERT_EQUAL(components_find(arena, &graph).count, 1);
    arena_destroy(arena);
}

// --- Bodies --------------------------------------------------------------------------------------

typedef struct HotCase {
    IrCase *test;
    Arena *arena;
    NumberMap calls;
} HotCase;

static HotCase find_hotness(const char *text) {
    HotCase found = {.test = ir_case_create(text)};
    found.arena = found.test->compilation->arena;
    found.calls = hotness_find_calls(found.arena, found.test->module);
    return found;
}

static const BodyHotness *of_body(const HotCase *found, uint32_t index) {
    const IrBody *body = found->test->module->bodies.items[index];
    return hotness_of_body(found->arena, found->test->module, body,
                           hotness_calls_of(&found->calls, body));
}

static void test_loops(void) {
    HotCase found = find_hotness("function f(a:object, c:bool) -> object\n"
                                 "bb0:\n"
                                 " jump bb1\n"
                                 "bb1 header:\n"
                                 " branch c, bb2, bb4\n"
                                 "bb2 header:\n"
                                 " x:object = call_runtime get_item_index a, 0:i64 @1\n"
                                 " error_branch bb3, bb5 @1\n"
                                 "bb3:\n"
                                 " decref x @1\n"
                                 " branch c, bb2, bb1\n"
                                 "bb4:\n"
                                 " return a\n"
                                 "bb5 cold:\n"
                                 " jump bb1\n");
    const BodyHotness *hotness = of_body(&found, 0);
    CU_ASSERT_EQUAL(hotness->calls, CALLS_ONCE);
    CU_ASSERT(hotness->has_fast_paths && !hotness->has_number_loops);
    CU_ASSERT_EQUAL(hotness->blocks[0], FAST_PATHS_ALL); // the preheader
    CU_ASSERT_EQUAL(hotness->blocks[1], FAST_PATHS_ALL);
    CU_ASSERT_EQUAL(hotness->blocks[2], FAST_PATHS_ALL);
    CU_ASSERT_EQUAL(hotness->blocks[3], FAST_PATHS_ALL);
    CU_ASSERT_EQUAL(hotness->blocks[4], FAST_PATHS_NONE);
    CU_ASSERT_EQUAL(hotness->blocks[5], FAST_PATHS_NONE);
    ir_case_destroy(found.test);
}

// What an op with much work of its own stands beside is worth less size.
static void test_heavy_loop(void) {
    HotCase found = find_hotness("function f(a:object, c:bool) -> object\n"
                                 "bb0 header:\n"
                                 " x:object = call_python a @1\n"
                                 " decref x @1\n"
                                 " branch c, bb0, bb1\n"
                                 "bb1:\n"
                                 " return a\n");
    CU_ASSERT_EQUAL(of_body(&found, 0)->blocks[0], FAST_PATHS_MEDIUM);
    CU_ASSERT_EQUAL(of_body(&found, 0)->blocks[1], FAST_PATHS_NONE);
    ir_case_destroy(found.test);
}

// A character of a text is a C value: its width is asked before the loop, if LLVM may.
static void test_text_loop(void) {
    HotCase found = find_hotness("function f(a:pointer, i:i64, w:i32) -> void\n"
                                 "bb0 header:\n"
                                 " x:i32 = call_runtime str_read a, i, w @1\n"
                                 " c:bool = compare == x, 32:i32\n"
                                 " branch c, bb0, bb1\n"
                                 "bb1:\n"
                                 " return\n");
    CU_ASSERT(of_body(&found, 0)->has_number_loops);
    ir_case_destroy(found.test);
}

static void test_number_loop(void) {
    HotCase found = find_hotness("function f(a:f64, c:bool) -> f64\n"
                                 "bb0 header:\n"
                                 " x:f64 = add a, a\n"
                                 " branch c, bb0, bb1\n"
                                 "bb1:\n"
                                 " return x\n"
                                 "function g(a:f64) -> f64\n"
                                 "bb0:\n"
                                 " x:f64 = add a, a\n"
                                 " return x\n");
    CU_ASSERT(of_body(&found, 0)->has_number_loops);
    CU_ASSERT(!of_body(&found, 1)->has_number_loops);
    ir_case_destroy(found.test);
}

// A C function is for loops elsewhere, unless it has to do with objects where it does not raise.
static void test_c_function(void) {
    HotCase found = find_hotness("function larger(a:i32, b:i32) -> i32\n"
                                 "bb0:\n"
                                 " c:bool = compare > a, b\n"
                                 " x:i32 = select c, a, b\n"
                                 " return x\n"
                                 "function raising(a:i32, b:i32, o:object) -> i32\n"
                                 "bb0:\n"
                                 " c:bool = compare > a, b\n"
                                 " branch c, bb1, bb2\n"
                                 "bb1:\n"
                                 " return a\n"
                                 "bb2 cold:\n"
                                 " x:object = call_python o @1\n"
                                 " decref x @1\n"
                                 " jump bb1\n"
                                 "function calling(a:i32, o:object) -> i32\n"
                                 "bb0:\n"
                                 " x:object = call_python o @1\n"
                                 " decref x @1\n"
                                 " return a\n"
                                 "function f(a:i32, b:i32, o:object) -> i32\n"
                                 "bb0 header:\n"
                                 " x:i32 = call_native larger a, b @1\n"
                                 " y:i32 = call_native raising a, b, o @1\n"
                                 " z:i32 = call_native calling a, o @1\n"
                                 " c:bool = compare == x, y\n"
                                 " branch c, bb0, bb1\n"
                                 "bb1:\n"
                                 " return x\n"
                                 "function unused(a:i32, b:i32) -> i32\n"
                                 "bb0:\n"
                                 " return a\n");
    CU_ASSERT(of_body(&found, 0)->has_number_loops);
    CU_ASSERT(of_body(&found, 1)->has_number_loops);
    CU_ASSERT(!of_body(&found, 2)->has_number_loops);
    CU_ASSERT(!of_body(&found, 4)->has_number_loops);
    ir_case_destroy(found.test);
}

static void test_recursion_and_calls(void) {
    HotCase found = find_hotness("function leaf(a:object) -> object\n"
                                 "bb0:\n"
                                 " x:object = call_native leaf a @1\n"
                                 " return x\n"
                                 "function idle(a:object) -> object\n"
                                 "bb0:\n"
                                 " return a\n"
                                 "function called(a:object) -> object\n"
                                 "bb0:\n"
                                 " return a\n"
                                 "function f(a:object, c:bool) -> object\n"
                                 "bb0 header:\n"
                                 " x:object = call_native called a @1\n"
                                 " branch c, bb0, bb1\n"
                                 "bb1:\n"
                                 " y:object = call_native idle a @1\n"
                                 " return a\n");
    CU_ASSERT_EQUAL(of_body(&found, 0)->calls, CALLS_DIRECT);
    CU_ASSERT_EQUAL(of_body(&found, 1)->calls, CALLS_ONCE);
    CU_ASSERT_EQUAL(of_body(&found, 2)->calls, CALLS_DIRECT);
    CU_ASSERT_EQUAL(of_body(&found, 3)->calls, CALLS_ONCE);
    CU_ASSERT_EQUAL(of_body(&found, 2)->blocks[0], FAST_PATHS_ALL);
    ir_case_destroy(found.test);
}

// Hot code looks up a method and a global; a class is called by its own name.
static void test_calls_by_name(void) {
    HotCase found = find_hotness("constant #0 name 'strip'\n"
                                 "constant #1 name 'Box'\n"
                                 "constant #2 name 'idle'\n"
                                 "callable m name 'strip' qualified 'A.strip' entry=m\n"
                                 "callable i name '__init__' qualified 'Box.__init__' entry=i\n"
                                 "callable o name 'idle' qualified 'idle' entry=o\n"
                                 "function m entry vectorcall null () -> object of m\n"
                                 "bb0:\n"
                                 " return null:object\n"
                                 "function i entry vectorcall null () -> object of i\n"
                                 "bb0:\n"
                                 " return null:object\n"
                                 "function o entry vectorcall null () -> object of o\n"
                                 "bb0:\n"
                                 " return null:object\n"
                                 "function f(a:object, c:bool) -> object\n"
                                 "bb0 header:\n"
                                 " x:object(new), t:bool = load_method 'strip' a @1\n"
                                 " y:object = call_runtime load_global 1:i64 @1\n"
                                 " branch c, bb0, bb1\n"
                                 "bb1:\n"
                                 " z:object = call_runtime load_global 2:i64 @1\n"
                                 " return a\n");
    CU_ASSERT_EQUAL(of_body(&found, 0)->calls, CALLS_BY_NAME);
    CU_ASSERT_EQUAL(of_body(&found, 1)->calls, CALLS_BY_NAME);
    CU_ASSERT_EQUAL(of_body(&found, 2)->calls, CALLS_ONCE);
    CU_ASSERT_EQUAL(of_body(&found, 0)->blocks[0], FAST_PATHS_SHORT);
    CU_ASSERT_EQUAL(of_body(&found, 2)->blocks[0], FAST_PATHS_NONE);
    ir_case_destroy(found.test);
}

// Operators, loops and attributes of a hot block may be the business of a class.
static void test_special_calls(void) {
    HotCase found = find_hotness("constant #0 name 'area'\n"
                                 "callable r name '__radd__' qualified 'A.__radd__' entry=r\n"
                                 "callable n name '__next__' qualified 'A.__next__' entry=n\n"
                                 "callable a name 'area' qualified 'A.area' entry=a\n"
                                 "callable s name '__sub__' qualified 'A.__sub__' entry=s\n"
                                 "function r entry vectorcall null () -> object of r\n"
                                 "bb0:\n"
                                 " return null:object\n"
                                 "function n entry vectorcall null () -> object of n\n"
                                 "bb0:\n"
                                 " return null:object\n"
                                 "function a entry vectorcall null () -> object of a\n"
                                 "bb0:\n"
                                 " return null:object\n"
                                 "function s entry vectorcall null () -> object of s\n"
                                 "bb0:\n"
                                 " return null:object\n"
                                 "function f(a:object, c:bool, p:i64) -> object\n"
                                 "bb0 header:\n"
                                 " x:object = python_binary + a, a @1\n"
                                 " y:object = call_runtime load_attribute a, 0 @1\n"
                                 " m:object = call_runtime iter_next a, p @1\n"
                                 " branch c, bb0, bb1\n"
                                 "bb1:\n"
                                 " z:object = python_binary - a, a @1\n"
                                 " return a\n");
    for (uint32_t i = 0; i < 3; i++)
        CU_ASSERT_EQUAL(of_body(&found, i)->calls, CALLS_BY_NAME);
    CU_ASSERT_EQUAL(of_body(&found, 3)->calls, CALLS_ONCE);
    ir_case_destroy(found.test);
}

void suite_hotness(void) {
    CU_pSuite suite = CU_add_suite("hotness", NULL, NULL);
    CU_add_test(suite, "components", test_components);
    CU_add_test(suite, "a long chain", test_long_chain);
    CU_add_test(suite, "loops", test_loops);
    CU_add_test(suite, "heavy loops", test_heavy_loop);
    CU_add_test(suite, "loops over numbers", test_number_loop);
    CU_add_test(suite, "loops over text", test_text_loop);
    CU_add_test(suite, "functions of C", test_c_function);
    CU_add_test(suite, "recursion and calls", test_recursion_and_calls);
    CU_add_test(suite, "calls by name", test_calls_by_name);
    CU_add_test(suite, "special methods", test_special_calls);
}
