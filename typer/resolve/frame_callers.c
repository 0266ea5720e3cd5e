// Which calls have to show a frame of the function that they stand in.
//
// Takes: the module's functions. Gives: `frame_callers`, the names that such calls have. What
// looks at frames (frame_reader.def) counts those between itself and whom it looks for, so whatever
// calls it, directly or through other functions of the module, shows its frame while it does.
// Functions are known by name: a call of another that has the same one shows a frame for nothing.

#include "typer/internal.h"
#include <string.h>

// The names that a function calls.
typedef struct Called {
    VECTOR(const Name *) names;
    bool is_reader; // one of them is in `frame_callers`
} Called;

typedef struct Search {
    Typer *typer;
    Called *called; // of the function at hand
} Search;

static const Name *name_of_callee(const Node *callee) {
    switch (callee->kind) {
    case NODE_NameExpression:
        return ((const NameExpression *)callee)->name;
    case NODE_Attribute:
        return ((const Attribute *)callee)->name;
    default: // what has no name, nobody can know
        return NULL;
    }
}

// Of the names in `frame_callers`, those that have a value count frames, however they are reached.
static bool counts_frames(const TypedModule *module, const Name *name) {
    return map_get(&module->frame_callers, name) != NULL;
}

bool call_shows_frame(const TypedModule *module, const Call *call) {
    const Name *name = name_of_callee(call->function);
    if (name == NULL)
        return false;
    bool is_plain = node_is(call->function, NODE_NameExpression);
    return is_plain ? map_has(&module->frame_callers, name) : counts_frames(module, name);
}

static bool is_function(const Node *node) {
    return node_is(node, NODE_FunctionDef) || node_is(node, NODE_CFunctionDef) ||
           node_is(node, NODE_Lambda);
}

static void collect_calls(Node **slot, NodeRole role, void *context) {
    (void)role;
    Search *search = context;
    Typer *typer = search->typer;
    if (*slot == NULL || is_function(*slot))
        return;
    if (!depth_enter(&typer->depth, typer->diagnostics, (*slot)->span))
        return;
    const Name *name =
        node_is(*slot, NODE_Call) ? name_of_callee(NODE_AS(Call, *slot)->function) : NULL;
    if (name != NULL)
        vector_push(typer->arena, &search->called->names, name);
    node_walk(*slot, collect_calls, search);
    depth_leave(&typer->depth);
}

static void add_name(Typer *typer, const Name *name) {
    map_put(typer->arena, &typer->module->frame_callers, name, (void *)name);
}

// A class is called by its own name.
static bool makes_instances(const Name *method) {
    return strcmp(method->text, "__init__") == 0 || strcmp(method->text, "__new__") == 0;
}

static void add_function(Typer *typer, const FunctionSymbol *function) {
    const Name *name = function->symbol.name;
    const Scope *around = function->scope != NULL ? function->scope->parent : NULL;
    if (name == NULL)
        return;
    add_name(typer, name);
    if (around != NULL && scope_is_class(around) && makes_instances(name))
        add_name(typer, around->name);
}

static bool calls_reader(const Typer *typer, const Called *called) {
    for (uint32_t i = 0; i < called->names.count; i++)
        if (counts_frames(typer->module, called->names.items[i]))
            return true;
    return false;
}

// Adds functions until none is added.
static void propagate(Typer *typer, Called *called) {
    const FunctionVector *functions = &typer->module->functions;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < functions->count; i++) {
            if (called[i].is_reader || !calls_reader(typer, &called[i]))
                continue;
            called[i].is_reader = changed = true;
            add_function(typer, functions->items[i]);
        }
    }
}

void find_frame_callers(Typer *typer) {
#define FRAME_READER(name) add_name(typer, intern(typer->compilation, #name));
#define FLAGS_READER(name)                                                                         \
    map_put(typer->arena, &typer->module->frame_callers, intern(typer->compilation, #name), NULL);
#include "typer/frame_reader.def"
    const FunctionVector *functions = &typer->module->functions;
    Called *called = ARENA_ARRAY(typer->arena, Called, functions->count + 1);
    for (uint32_t i = 0; i < functions->count; i++) {
        Search search = {typer, &called[i]};
        if (functions->items[i]->node != NULL)
            node_walk(functions->items[i]->node, collect_calls, &search);
    }
    propagate(typer, called);
}
