// Which bodies go together: see plan.h.
//
// A callable, what is defined in it, and all their bodies are never apart. Callables that call each
// other directly go together while that is not large, since LLVM inlines within an object. Such
// families follow each other in the order of the source until one whose name says that a group ends
// there: a new function moves the borders of the group that it falls into alone.

#include "codegen/plan/plan.h"
#include "support/hash.h"
#include <stdlib.h>
#include <string.h>

enum {
    // ops of a module that is one group
    SMALL_MODULE = 600,
    // ops of callables that go together because they call each other
    LARGEST_FAMILY = 4000,
    // ops of a family that is a group of its own
    LARGE_FAMILY = 1000,
    // ops of a body that is copied into groups that call it
    LARGEST_COPY = 120,
    // a group ends after one in so many families
    FAMILIES_A_GROUP = 3,
    FAMILIES_A_LARGE_GROUP = 32,
};

typedef struct Grouping {
    Arena *arena;
    ModulePlan *plan;
    const IrModule *module;
    uint32_t *parents; // of callables, by number: union-find
    uint32_t *sizes;   // of roots: ops
    Group *group;      // whose bodies are being looked at
} Grouping;

// --- Families ------------------------------------------------------------------------------------

static uint32_t root_of(Grouping *grouping, uint32_t callable) {
    uint32_t *parents = grouping->parents;
    while (parents[callable] != callable)
        callable = parents[callable] = parents[parents[callable]];
    return callable;
}

// The one that stands first in the module stands for both.
static void join(Grouping *grouping, uint32_t left, uint32_t right) {
    left = root_of(grouping, left);
    right = root_of(grouping, right);
    if (left == right)
        return;
    uint32_t first = left < right ? left : right, other = left < right ? right : left;
    grouping->parents[other] = first;
    grouping->sizes[first] += grouping->sizes[other];
}

typedef void OpVisitor(Grouping *grouping, const IrBody *body, const IrBlock *block,
                       const IrOp *op);

static void visit_body(Grouping *grouping, const IrBody *body, OpVisitor *visit) {
    for (uint32_t i = 0; body != NULL && i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            visit(grouping, body, block, block->ops.items[j]);
    }
}

static void visit_bodies(Grouping *grouping, const IrBodyVector *bodies, OpVisitor *visit) {
    for (uint32_t i = 0; i < bodies->count; i++)
        visit_body(grouping, bodies->items[i], visit);
}

static void visit_functions(Grouping *grouping, OpVisitor *visit) {
    for (uint32_t i = 0; i < grouping->module->bodies.count; i++)
        if (grouping->module->bodies.items[i]->callable != NULL)
            visit_body(grouping, grouping->module->bodies.items[i], visit);
}

static void join_inner_function(Grouping *grouping, const IrBody *body, const IrBlock *block,
                                const IrOp *op) {
    (void)block;
    if (ir_op_makes_function(op))
        join(grouping, body->callable->number, op->aux.callable->number);
}

// What is not called by cold code alone, and is no larger with what it calls than is good.
static void join_callee(Grouping *grouping, const IrBody *body, const IrBlock *block,
                        const IrOp *op) {
    if (op->code != IR_OP_CALL_NATIVE || block->is_cold || op->aux.body->callable == NULL)
        return;
    uint32_t left = root_of(grouping, body->callable->number);
    uint32_t right = root_of(grouping, op->aux.body->callable->number);
    if (left != right && grouping->sizes[left] + grouping->sizes[right] <= LARGEST_FAMILY)
        join(grouping, left, right);
}

static void find_families(Grouping *grouping) {
    const IrModule *module = grouping->module;
    uint32_t count = module->callables.count;
    grouping->parents = ARENA_ARRAY(grouping->arena, uint32_t, count);
    grouping->sizes = ARENA_ARRAY(grouping->arena, uint32_t, count);
    grouping->plan->outermost = ARENA_ARRAY(grouping->arena, const IrCallable *, count);
    for (uint32_t i = 0; i < count; i++)
        grouping->parents[i] = i;
    for (uint32_t i = 0; i < module->bodies.count; i++) {
        const IrBody *body = module->bodies.items[i];
        if (body->callable != NULL)
            grouping->sizes[body->callable->number] += ir_body_size(body);
    }
    visit_functions(grouping, join_inner_function);
    for (uint32_t i = 0; i < count; i++)
        grouping->plan->outermost[i] = module->callables.items[root_of(grouping, i)];
    visit_functions(grouping, join_callee);
}

static uint32_t line_of(const ModulePlan *plan, Span span) {
    return source_line(plan->module->compilation->sources, span);
}

// --- Landmarks -----------------------------------------------------------------------------------

static int compare_places(const void *left, const void *right) {
    const IrCallable *a = *(const IrCallable *const *)left, *b = *(const IrCallable *const *)right;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static void note_last_line(Grouping *grouping, const IrBody *body, const IrBlock *block,
                           const IrOp *op) {
    (void)body;
    (void)block;
    uint32_t line = line_of(grouping->plan, op->span);
    if (line > grouping->plan->last_line)
        grouping->plan->last_line = line;
}

static void note_made_function(Grouping *grouping, const IrBody *body, const IrBlock *block,
                               const IrOp *op) {
    (void)body;
    (void)block;
    if (ir_op_makes_function(op))
        vector_push(grouping->arena, &grouping->plan->landmarks, op->aux.callable);
}

static void find_landmarks(Grouping *grouping) {
    AnchorVector *landmarks = &grouping->plan->landmarks;
    visit_body(grouping, grouping->module->module_body, note_made_function);
    visit_body(grouping, grouping->module->module_body, note_last_line);
    if (landmarks->count > MOST_LANDMARKS)
        landmarks->count = 0;
    if (landmarks->count > 1)
        qsort(landmarks->items, landmarks->count, sizeof *landmarks->items, compare_places);
}

// --- Groups --------------------------------------------------------------------------------------

static Group *add_group(Grouping *grouping, const char *name) {
    Group *group = ARENA_NEW(grouping->arena, Group);
    group->number = grouping->plan->groups.count;
    group->name = name;
    vector_push(grouping->arena, &grouping->plan->groups, group);
    return group;
}

// A key of the group's own stands for no anchor.
static const void *anchor_key(const Group *group, const IrCallable *anchor) {
    return anchor != NULL ? (const void *)anchor : group;
}

static void add_anchor(Grouping *grouping, const IrBody *body, Span span) {
    Group *group = grouping->group;
    const IrCallable *anchor = plan_anchor(grouping->plan, body, line_of(grouping->plan, span));
    uint64_t known;
    if (number_map_get(&group->anchor_numbers, anchor_key(group, anchor), &known))
        return;
    number_map_put(grouping->arena, &group->anchor_numbers, anchor_key(group, anchor),
                   group->anchors.count);
    vector_push(grouping->arena, &group->anchors, anchor);
}

static void add_anchor_of_op(Grouping *grouping, const IrBody *body, const IrBlock *block,
                             const IrOp *op) {
    (void)block;
    add_anchor(grouping, body, op->span);
}

// The module's body has anchors wherever it has lines.
static void add_anchors(Grouping *grouping, const IrBody *body) {
    add_anchor(grouping, body, body->span);
    if (body->callable == NULL)
        visit_body(grouping, body, add_anchor_of_op);
}

static void add_body(Grouping *grouping, Group *group, IrBody *body) {
    vector_push(grouping->arena, &group->bodies, body);
    group->size += ir_body_size(body);
    grouping->group = group;
    add_anchors(grouping, body);
    map_put(grouping->arena, &grouping->plan->group_of, body, group);
}

// Does a group end after a family of this name?
static bool ends_group(const char *name, bool are_large) {
    uint64_t every = are_large ? FAMILIES_A_LARGE_GROUP : FAMILIES_A_GROUP;
    return hash_bytes(name, strlen(name), HASH_SEED) % every == 0;
}

static bool is_small(const IrModule *module) {
    uint32_t size = 0;
    for (uint32_t i = 0; i < module->bodies.count; i++)
        size += ir_body_size(module->bodies.items[i]);
    return size <= SMALL_MODULE;
}

// Gives each family the group that is open where its first callable stands.
static void make_groups(Grouping *grouping, bool are_large) {
    const IrModule *module = grouping->module;
    uint32_t count = module->callables.count;
    Group **groups = ARENA_ARRAY(grouping->arena, Group *, count); // of families, by root
    Group *open = NULL;
    bool is_one = is_small(module);
    for (uint32_t i = 0; i < count; i++) {
        if (grouping->parents[i] != i)
            continue;
        const char *name = module->callables.items[i]->link_name;
        if (!is_one && grouping->sizes[i] >= LARGE_FAMILY) {
            groups[i] = add_group(grouping, name);
            continue;
        }
        if (open == NULL)
            open = add_group(grouping, name);
        groups[i] = open;
        if (!is_one && ends_group(name, are_large))
            open = NULL;
    }
    for (uint32_t i = 0; i < module->bodies.count; i++) {
        IrBody *body = module->bodies.items[i];
        if (body->callable != NULL)
            add_body(grouping, groups[root_of(grouping, body->callable->number)], body);
    }
    if (module->module_body == NULL)
        return;
    if (!is_one || open == NULL)
        open = add_group(grouping, module->module_body->link_name);
    // With the bodies of parallel sections in it.
    for (uint32_t i = 0; i < module->bodies.count; i++)
        if (module->bodies.items[i]->callable == NULL)
            add_body(grouping, open, module->bodies.items[i]);
}

// --- Copies --------------------------------------------------------------------------------------

// Worth a copy: short, and not made into another body by the passes.
static bool is_copied(const IrBody *body) {
    return !body->is_generator && body->convention == IR_CONVENTION_NATIVE &&
           (body->is_inline || ir_body_size(body) <= LARGEST_COPY);
}

static bool has_body(const IrBodyVector *bodies, const IrBody *body) {
    for (uint32_t i = 0; i < bodies->count; i++)
        if (bodies->items[i] == body)
            return true;
    return false;
}

static void copy_callee(Grouping *grouping, const IrBody *caller, const IrBlock *block,
                        const IrOp *op) {
    (void)caller;
    Group *group = grouping->group;
    if (op->code != IR_OP_CALL_NATIVE || block->is_cold || !is_copied(op->aux.body) ||
        map_get(&grouping->plan->group_of, op->aux.body) == group ||
        has_body(&group->copies, op->aux.body))
        return;
    vector_push(grouping->arena, &group->copies, op->aux.body);
    add_anchors(grouping, op->aux.body);
}

// Two deep: what the bodies call, and what that calls.
static void find_copies(Grouping *grouping, Group *group) {
    grouping->group = group;
    visit_bodies(grouping, &group->bodies, copy_callee);
    const IrBodyVector direct = group->copies;
    visit_bodies(grouping, &direct, copy_callee);
}

// --- Shared bodies -------------------------------------------------------------------------------

static void share(Grouping *grouping, const IrBody *body) {
    if (body != NULL)
        map_put(grouping->arena, &grouping->plan->shared, body, grouping);
}

// What a body of the group, or a copy in it, refers to.
static void share_foreign(Grouping *grouping, const IrBody *body, const IrBlock *block,
                          const IrOp *op) {
    (void)body;
    (void)block;
    if (ir_op_infos[op->code].aux == IR_AUX_BODY &&
        map_get(&grouping->plan->group_of, op->aux.body) != grouping->group)
        share(grouping, op->aux.body);
}

// What the module's data refers to.
static void share_described(Grouping *grouping) {
    const IrModule *module = grouping->module;
    share(grouping, module->module_body);
    for (uint32_t i = 0; i < module->bodies.count; i++)
        if (module->bodies.items[i]->c_symbol != NULL)
            share(grouping, module->bodies.items[i]);
    for (uint32_t i = 0; i < module->callables.count; i++)
        share(grouping, module->callables.items[i]->entry);
    for (uint32_t i = 0; i < module->exports.count; i++)
        share(grouping, module->exports.items[i].body);
    for (uint32_t i = 0; i < module->classes.count; i++) {
        const IrClass *class_ = module->classes.items[i];
        for (uint32_t j = 0; j < class_->slot_count; j++)
            share(grouping, class_->vtable[j].body);
        for (uint32_t j = 0; j < class_->type_slots.count; j++)
            share(grouping, class_->type_slots.items[j].body);
        for (uint32_t j = 0; j < class_->properties.count; j++) {
            share(grouping, class_->properties.items[j].getter);
            share(grouping, class_->properties.items[j].setter);
        }
        for (uint32_t j = 0; j < class_->field_count; j++) {
            share(grouping, class_->fields[j]->getter);
            share(grouping, class_->fields[j]->setter);
        }
    }
}

static void find_shared(Grouping *grouping) {
    share_described(grouping);
    for (uint32_t i = 0; i < grouping->plan->groups.count; i++) {
        grouping->group = grouping->plan->groups.items[i];
        visit_bodies(grouping, &grouping->group->bodies, share_foreign);
        visit_bodies(grouping, &grouping->group->copies, share_foreign);
    }
}

// --- Inner codes ---------------------------------------------------------------------------------

static void name_inner_code(Grouping *grouping, const IrBody *body, uint32_t code, uint32_t *seen) {
    const char **name = &grouping->plan->inner_names[code - 1];
    const IrCallable *inlined = grouping->module->inner_codes.items[code - 1].inlined;
    if (inlined != NULL)
        *name = inlined->link_name;
    else if (*name == NULL)
        *name = arena_format(grouping->arena, "zi_inner.%s.%u", body->link_name, (*seen)++);
}

// By the order in which a body first speaks of them.
static void name_inner_codes_of(Grouping *grouping, const IrBody *body) {
    uint32_t seen = 0;
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        if (block->inner_code > 0)
            name_inner_code(grouping, body, block->inner_code, &seen);
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if ((op->code == IR_OP_TRACEBACK || op->code == IR_OP_NOTE_LINE) && op->aux.number > 0)
                name_inner_code(grouping, body, (uint32_t)op->aux.number, &seen);
        }
    }
}

static void name_inner_codes(Grouping *grouping) {
    const IrModule *module = grouping->module;
    const char **names = ARENA_ARRAY(grouping->arena, const char *, module->inner_codes.count + 1);
    grouping->plan->inner_names = names;
    for (uint32_t i = 0; i < module->bodies.count; i++)
        name_inner_codes_of(grouping, module->bodies.items[i]);
    // nothing is left of the code itself, but its number stands for a code object
    for (uint32_t i = 0; i < module->inner_codes.count; i++)
        if (names[i] == NULL)
            names[i] = arena_format(grouping->arena, "zi_inner.unused.%u", i);
}

// --- The plan ------------------------------------------------------------------------------------

ModulePlan *plan_groups(Arena *arena, const IrModule *module, bool are_large) {
    ModulePlan *plan = ARENA_NEW(arena, ModulePlan);
    plan->module = module;
    plan->lines_are_relative =
        module->source != NULL && module->source->line_count < MOST_RELATIVE_LINES;
    plan->calls = hotness_find_calls(arena, module);
    Grouping grouping = {.arena = arena, .plan = plan, .module = module};
    find_families(&grouping);
    find_landmarks(&grouping);
    make_groups(&grouping, are_large);
    for (uint32_t i = 0; i < plan->groups.count; i++)
        find_copies(&grouping, plan->groups.items[i]);
    find_shared(&grouping);
    name_inner_codes(&grouping);
    return plan;
}

// --- Anchors -------------------------------------------------------------------------------------

// The first landmark in or after the line.
static const IrCallable *find_landmark(const ModulePlan *plan, uint32_t line) {
    uint32_t low = 0, high = plan->landmarks.count;
    while (low < high) {
        uint32_t middle = low + ((high - low) / 2);
        if (plan_anchor_line(plan, plan->landmarks.items[middle]) < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low < plan->landmarks.count ? plan->landmarks.items[low] : NULL;
}

const IrCallable *plan_anchor(const ModulePlan *plan, const IrBody *body, uint32_t line) {
    return body->callable == NULL ? find_landmark(plan, line)
                                  : plan->outermost[body->callable->number];
}

uint32_t plan_anchor_index(const Group *group, const IrCallable *anchor) {
    uint64_t number;
    if (!number_map_get(&group->anchor_numbers, anchor_key(group, anchor), &number))
        internal_error("the group '%s' has no such anchor", group->name);
    return (uint32_t)number;
}

uint32_t plan_anchor_line(const ModulePlan *plan, const IrCallable *anchor) {
    return anchor != NULL ? line_of(plan, anchor->span) : plan->last_line;
}
