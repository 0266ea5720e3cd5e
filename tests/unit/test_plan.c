// The plan of emission: which bodies go together, and what a group's key depends on.

#include "codegen/plan/plan.h"
#include "support/file.h"
#include "tests/unit/ir_text.h"
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

// Callables f and g; f's body has a line of each kind of thing that it may refer to.
static const char module_text[] =
    "constant #0 name 'A'\n"
    "constant #1 str 'text'\n"
    "constant #2 float 1.5 0\n"
    "constant #3 tuple #1 #2\n"
    "struct Pair complete\n"
    "    field left <long> VISIBILITY_PRIVATE\n"
    "    field right <double> VISIBILITY_PRIVATE\n"
    "type <Pair> struct Pair\n"
    "type <Pair *> pointer <Pair>\n"
    "class Chest\n"
    "    field value <object> VISIBILITY_PRIVATE\n"
    "global total <double>\n"
    "inner 'part' 'f.part' @4\n"
    "callable f name 'f' qualified 'f' @3\n"
    "callable g name 'g' qualified 'g' @20\n"
    "function m.f generic native null (a:object, p:pointer<Pair *>) -> object of f @3\n"
    "bb0:\n"
    " c:object = constant #3 @4\n"
    " left:pointer = field Pair.right p @5\n"
    " place:pointer = global_address total @5\n"
    " value:pointer = field Chest.value a @5\n"
    " real:f64 = add 1.5:f64, 2.5:f64 @5\n"
    " x:object = call_runtime load_attribute a, 0 @6\n"
    " y:object = call_native m.g a, x @7\n"
    " branch 1:bool, bb1, bb2 @8\n"
    "bb1:\n"
    " traceback @9\n"
    " return y @9\n"
    "bb2 cold:\n"
    " return x @10\n"
    "function m.g generic native null (a:object, b:object) -> object of g @20\n"
    "bb0:\n"
    " r:object = call_python a, b @21\n"
    " r2:object = call_python r, b @21\n"
    " return r2 @22\n";

// The text with one place changed; both must be there once.
static const char *edited(Arena *arena, const char *old, const char *new) {
    const char *place = strstr(module_text, old);
    zi_assert(place != NULL && strstr(place + 1, old) == NULL);
    return arena_format(arena, "%.*s%s%s", (int)(place - module_text), module_text, new,
                        place + strlen(old));
}

static const Group *group_of(const IrCase *test, const ModulePlan *plan, const char *name) {
    for (uint32_t i = 0; i < test->module->bodies.count; i++)
        if (strcmp(test->module->bodies.items[i]->link_name, name) == 0)
            return map_get(&plan->group_of, test->module->bodies.items[i]);
    return NULL;
}

static CacheKey key_of_f(const char *text, const char *environment, const char *shim) {
    IrCase *test = ir_case_create(text);
    ModulePlan *plan = plan_groups(test->compilation->arena, test->module, false);
    CacheKey key = group_key(plan, group_of(test, plan, "m.f"), environment, shim);
    ir_case_destroy(test);
    return key;
}

static bool same(CacheKey left, CacheKey right) { return memcmp(&left, &right, sizeof left) == 0; }

// --- Keys ----------------------------------------------------------------------------------------

static void test_what_changes_a_key(void) {
    static const struct {
        const char *old, *new;
    } edits[] = {
        {"str 'text'", "str 'texts'"},
        {"str 'text'", "bytes 'text'"},
        {"float 1.5 0", "float -1.5 0"},
        {"constant #3 @4", "constant #2 @4"},
        {"constant #3 @4", "constant #3 @5"},
        {"left <long>", "left <double>"},
        {"right <double>", "right <long>"},
        {"field Pair.right", "field Pair.left"},
        {"value <object>", "value <double>"},
        {"class Chest\n", "class Chest\n    field first <double> VISIBILITY_PRIVATE\n"},
        {"global total <double>", "global total <long>"},
        {"add 1.5:f64", "add 1.25:f64"},
        {"add 1.5:f64", "subtract 1.5:f64"},
        {"load_attribute a, 0", "load_attribute a, 1"},
        {"branch 1:bool, bb1, bb2", "branch 1:bool, bb2, bb1"},
        {"bb2 cold:", "bb2:"},
        {"return x @10", "return y @10"},
        {"callable f name 'f' qualified 'f' @3", "callable f name 'h' qualified 'f' @3"},
        {"callable f name 'f' qualified 'f' @3", "callable f name 'f' qualified 'f' hidden @3"},
        {"a:object, b:object) -> object of g", "a:object, b:dual) -> object of g"},
        {"r2:object = call_python r, b", "r2:object = call_python r, a"},
    };
    Arena *arena = arena_create();
    CacheKey plain = key_of_f(module_text, "", "");
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        bool changes = !same(plain, key_of_f(edited(arena, edits[i].old, edits[i].new), "", ""));
        if (!changes)
            fprintf(stderr, "\n'%s' -> '%s' is not in the key\n", edits[i].old, edits[i].new);
        CU_ASSERT(changes);
    }
    CU_ASSERT_FALSE(same(plain, key_of_f(module_text, "another compiler", "")));
    arena_destroy(arena);
}

// The text with another constant before all others.
static char *renumbered(Arena *arena) {
    char *text = arena_format(arena, "constant #/ name 'first'\n%s", module_text);
    for (char *at = strchr(text, '#'); at != NULL; at = strchr(at + 1, '#'))
        at[1]++;
    char *attribute = strstr(text, "load_attribute a, 0");
    attribute[strlen("load_attribute a, ")]++;
    return text;
}

static void test_what_changes_no_key(void) {
    static const struct {
        const char *old, *new;
    } edits[] = {
        // other declarations
        {"global total <double>\n", "global other <long>\nglobal total <double>\n"},
        {"class Chest\n",
         "class Crate\n    field value <object> VISIBILITY_PRIVATE\nclass Chest\n"},
        {"callable g name", "callable h name 'h' qualified 'h' @15\ncallable g name"},
    };
    Arena *arena = arena_create();
    CacheKey plain = key_of_f(module_text, "", "");
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        bool stays = same(plain, key_of_f(edited(arena, edits[i].old, edits[i].new), "", ""));
        if (!stays)
            fprintf(stderr, "\n'%s' -> '%s' changes the key\n", edits[i].old, edits[i].new);
        CU_ASSERT(stays);
    }
    CU_ASSERT(same(plain, key_of_f(renumbered(arena), "", "")));
    // f knows no header
    CU_ASSERT(same(plain, key_of_f(module_text, "", "another shim")));
    arena_destroy(arena);
}

// --- Groups --------------------------------------------------------------------------------------

// A module of so many functions of 40 ops, each of which makes a function in it, and calls the next
// one if `calls`.
static IrCase *many_functions(uint32_t count, bool calls) {
    Arena *arena = arena_create();
    const char *callables = "", *bodies = "";
    for (uint32_t i = 0; i < count; i++) {
        callables = arena_format(arena,
                                 "%scallable f%u name 'f' qualified 'f' @%u\n"
                                 "callable f%u.inner name 'inner' qualified 'inner' @%u\n",
                                 callables, i, 10 * i + 1, i, 10 * i + 2);
        const char *ops = "";
        for (uint32_t j = 0; j < 40; j++)
            ops = arena_format(arena, "%s t%u:object = call_python a @%u\n", ops, j, 10 * i + 3);
        const char *call =
            calls && i + 1 < count
                ? arena_format(arena, " c:object = call_native m.f%u a @%u\n", i + 1, 10 * i + 4)
                : "";
        bodies = arena_format(
            arena,
            "%sfunction m.f%u generic native null (a:object) -> object of f%u @%u\n"
            "bb0:\n%s%s i:object = make_function f%u.inner null:object, null:object, null:object, "
            "null:object @%u\n return i @%u\n"
            "function m.f%u.inner generic native null () -> object of f%u.inner @%u\n"
            "bb0:\n unreachable @%u\n",
            bodies, i, i, 10 * i + 1, ops, call, i, 10 * i + 2, 10 * i + 2, i, i, 10 * i + 2,
            10 * i + 2);
    }
    IrCase *test = ir_case_create(arena_format(
        arena,
        "%s%sfunction zi_module_body module module status () -> void\nbb0:\n"
        " f:object = make_function f0 null:object, null:object, null:object, null:object @1\n"
        " return @1\n",
        callables, bodies));
    arena_destroy(arena);
    return test;
}

static void test_groups(void) {
    IrCase *test = many_functions(40, false);
    ModulePlan *plan = plan_groups(test->compilation->arena, test->module, false);
    CU_ASSERT(plan->groups.count > 4 && plan->groups.count < 40);
    CU_ASSERT_PTR_EQUAL(group_of(test, plan, "m.f7"), group_of(test, plan, "m.f7.inner"));
    const Group *last = vector_last(&plan->groups);
    CU_ASSERT_EQUAL(last->bodies.count, 1);
    CU_ASSERT_PTR_EQUAL(last->bodies.items[0], test->module->module_body);
    // large groups are fewer
    ModulePlan *large = plan_groups(test->compilation->arena, test->module, true);
    CU_ASSERT(large->groups.count < plan->groups.count);
    ir_case_destroy(test);
}

// The borders do not move when a function is added elsewhere.
static void test_borders_are_stable(void) {
    IrCase *few = many_functions(40, false), *more = many_functions(41, false);
    ModulePlan *before = plan_groups(few->compilation->arena, few->module, false);
    ModulePlan *after = plan_groups(more->compilation->arena, more->module, false);
    uint32_t moved = 0;
    for (uint32_t i = 0; i < 40; i++) {
        char name[16];
        snprintf(name, sizeof name, "m.f%u", i);
        moved += strcmp(group_of(few, before, name)->name, group_of(more, after, name)->name) != 0;
    }
    CU_ASSERT_EQUAL(moved, 0);
    ir_case_destroy(few);
    ir_case_destroy(more);
}

static void test_a_small_module_is_one_group(void) {
    IrCase *test = many_functions(3, false);
    ModulePlan *plan = plan_groups(test->compilation->arena, test->module, false);
    CU_ASSERT_EQUAL(plan->groups.count, 1);
    CU_ASSERT_EQUAL(plan->groups.items[0]->bodies.count, test->module->bodies.count);
    ir_case_destroy(test);
}

// What calls each other is together while that is not large; what is called from elsewhere is
// copied there, and not internal.
static void test_callers_and_callees(void) {
    IrCase *test = many_functions(300, true);
    ModulePlan *plan = plan_groups(test->compilation->arena, test->module, false);
    CU_ASSERT_PTR_EQUAL(group_of(test, plan, "m.f0"), group_of(test, plan, "m.f9"));
    CU_ASSERT(plan->groups.count > 2);
    uint32_t copies = 0;
    for (uint32_t i = 0; i < plan->groups.count; i++) {
        const Group *group = plan->groups.items[i];
        CU_ASSERT(group->size <= 4000);
        for (uint32_t j = 0; j < group->copies.count; j++) {
            copies++;
            CU_ASSERT(map_has(&plan->shared, group->copies.items[j]));
        }
    }
    CU_ASSERT(copies > 0);
    ir_case_destroy(test);
}

// --- Lines ---------------------------------------------------------------------------------------

static void test_anchors(void) {
    IrCase *test = many_functions(20, false);
    ModulePlan *plan = plan_groups(test->compilation->arena, test->module, false);
    const IrBody *inner = test->module->bodies.items[7]; // m.f3.inner
    CU_ASSERT_STRING_EQUAL(plan_anchor(plan, inner, 32)->link_name, "f3");
    CU_ASSERT_EQUAL(plan_anchor_line(plan, plan_anchor(plan, inner, 32)), 31);
    // the module's body makes f0 alone; behind it there is no function more
    const IrBody *body = test->module->module_body;
    CU_ASSERT_STRING_EQUAL(plan_anchor(plan, body, 1)->link_name, "f0");
    CU_ASSERT_PTR_NULL(plan_anchor(plan, body, 2));
    CU_ASSERT_EQUAL(plan_anchor_line(plan, NULL), 1);
    ir_case_destroy(test);
}

void suite_plan(void);
void suite_plan(void) {
    CU_pSuite suite = CU_add_suite("plan of emission", NULL, NULL);
    CU_add_test(suite, "what changes a key", test_what_changes_a_key);
    CU_add_test(suite, "what changes no key", test_what_changes_no_key);
    CU_add_test(suite, "groups", test_groups);
    CU_add_test(suite, "borders are stable", test_borders_are_stable);
    CU_add_test(suite, "a small module is one group", test_a_small_module_is_one_group);
    CU_add_test(suite, "callers and callees", test_callers_and_callees);
    CU_add_test(suite, "anchors", test_anchors);
}
