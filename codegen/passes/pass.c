// The driver of the passes: runs them in the order of pass.def.
//
// Between two passes over the whole module each body goes through all passes before the next body
// does, so that its analyses can be kept from pass to pass, and no other's are in memory meanwhile.

#include "codegen/passes/internal.h"
#include <string.h>

const PassInfo pass_infos[] = {
#define PASS(name, KEEPS) {#name, pass_##name, NULL, KEEPS},
#define MODULE_PASS(name) {#name, NULL, pass_##name, KEEPS_NOTHING},
#include "codegen/passes/pass.def"
#undef PASS
#undef MODULE_PASS
};
const unsigned pass_count = sizeof pass_infos / sizeof pass_infos[0];

static void verify_bodies(const IrModule *module, const char *after) {
    for (uint32_t i = 0; i < module->bodies.count; i++)
        ir_verify(module, module->bodies.items[i], after);
}

const char *pass_run(const PassInfo *pass, IrModule *module, IrBody *body, Analyses *analyses,
                     bool verify) {
    if (verify)
        analyses_complete(analyses);
    bool changes = pass->run(module, body, analyses);
    analyses_end_pass(analyses, changes ? pass->keeps : KEEPS_ALL);
    return verify ? analyses_find_fault(analyses) : NULL;
}

static void run_pass(const PassInfo *pass, IrModule *module, IrBody *body, Analyses *analyses,
                     bool verify) {
    const char *fault = pass_run(pass, module, body, analyses, verify);
    if (fault != NULL)
        internal_error("%s: the pass %s has changed what it says to keep: %s", body->link_name,
                       pass->name, fault);
    if (verify)
        ir_verify(module, body, pass->name);
}

// Runs passes `first` to before `end` on these bodies. A body that a pass adds goes on with the
// next.
static void run_on_bodies(IrModule *module, const IrBodyVector *bodies, unsigned first,
                          unsigned end, bool verify) {
    Arena *arena = arena_create();
    struct Work {
        IrBody *body;
        unsigned start; // the pass that it begins with
    };
    VECTOR(struct Work) works = {0};
    for (uint32_t i = 0; i < bodies->count; i++)
        vector_push(arena, &works, ((struct Work){bodies->items[i], first}));
    for (uint32_t i = 0; i < works.count; i++) {
        IrBody *body = works.items[i].body;
        Analyses *analyses = analyses_create(body);
        for (unsigned pass = works.items[i].start; pass < end; pass++) {
            uint32_t known = module->bodies.count;
            run_pass(&pass_infos[pass], module, body, analyses, verify);
            for (; known < module->bodies.count; known++)
                vector_push(arena, &works, ((struct Work){module->bodies.items[known], pass + 1}));
        }
        analyses_destroy(analyses);
    }
    arena_destroy(arena);
}

static void run_module_pass(const PassInfo *pass, IrModule *module, bool verify) {
    pass->run_module(module);
    if (verify)
        verify_bodies(module, pass->name);
}

// The next pass over the whole module, from `first` to before `end`; or `end`.
static unsigned find_module_pass(unsigned first, unsigned end) {
    while (first < end && pass_infos[first].run != NULL)
        first++;
    return first;
}

// How many passes run, up to the named one.
static unsigned count_passes(const char *stop_after) {
    for (unsigned i = 0; stop_after != NULL && i < pass_count; i++)
        if (strcmp(stop_after, pass_infos[i].name) == 0)
            return i + 1;
    return pass_count;
}

void run_passes(IrModule *module, const char *stop_after, bool verify) {
    unsigned count = count_passes(stop_after);
    if (verify)
        verify_bodies(module, "build");
    for (unsigned first = 0; first < count;) {
        unsigned end = find_module_pass(first, count);
        if (end > first)
            run_on_bodies(module, &module->bodies, first, end, verify);
        if (end < count)
            run_module_pass(&pass_infos[end], module, verify);
        first = end + 1;
    }
    if (count == pass_count)
        ir_state_complete(module);
}

// Where the passes begin that look at one body alone.
static unsigned first_body_pass(void) {
    unsigned first = pass_count;
    while (first > 0 && pass_infos[first - 1].run_module == NULL)
        first--;
    return first;
}

void run_module_passes(IrModule *module, bool verify) {
    unsigned first = first_body_pass();
    if (first > 0)
        run_passes(module, pass_infos[first - 1].name, verify);
}

void run_body_passes(IrModule *module, const IrBodyVector *bodies, bool verify) {
    IrBodyVector unfinished = {0};
    for (uint32_t i = 0; i < bodies->count; i++)
        if (!bodies->items[i]->is_ssa)
            vector_push(module->arena, &unfinished, bodies->items[i]);
    run_on_bodies(module, &unfinished, first_body_pass(), pass_count, verify);
}
