// Fewer releases and calls in code that is not hot, by two rewritings that emission makes:
//
// Hoisting. Where both edges of an ERROR_BRANCH begin by releasing the same registers, these are
// released once, before the branch. On the error edge that is what most blocks of a cleanup chain
// are for, so they go.
//
//     b: x = op t            b: x = op t; release t
//        good g, error e        good g, error f
//     g: decref t; ...       g: ...
//     e: decref t; jump f
//
// Fusing. A LOAD_METHOD whose CALL_METHOD follows with nothing in between that Python could see is
// one call, which has no use for the method object; a load_global and its CALL_PYTHON likewise.
//
// Takes: a body after all passes and its hotness. Gives: what emission leaves out and adds. The IR
// stays as it is.

#include "codegen/analysis/analysis.h"
#include "codegen/llvm/internal.h"

typedef struct Planner {
    Emitter *emitter;
    const IrBody *body;
    ReleasePlan *plan;
    Predecessors predecessors;
} Planner;

static bool is_skipped(const Planner *planner, const IrOp *op) {
    return map_has(&planner->plan->skipped, op);
}

static void skip(Planner *planner, const IrOp *op) {
    map_put(planner->emitter->arena, &planner->plan->skipped, op, planner->plan);
}

static bool releases_same(const IrOp *left, const IrOp *right) {
    return left->code == right->code && left->flags == right->flags && op_has_register(left, 0) &&
           op_has_register(right, 0) && left->operands[0].reg == right->operands[0].reg;
}

// The entry has one more, the caller's.
static bool has_one_predecessor(const Planner *planner, const IrBlock *block) {
    return block->id != 0 && planner->predecessors.normal[block->id].count == 1;
}

// A place in a block, which skips what is skipped.
typedef struct Place {
    const IrBlock *block;
    uint32_t index;
} Place;

static const IrOp *op_at(const Planner *planner, Place *place) {
    while (is_skipped(planner, place->block->ops.items[place->index]))
        place->index++;
    return place->block->ops.items[place->index];
}

// --- Hoisting ------------------------------------------------------------------------------------

typedef VECTOR(const IrOp *) OpVector;

// What a block releases first.
static OpVector first_releases(const Planner *planner, const IrBlock *block) {
    OpVector found = {0};
    Place place = {block, 0};
    for (const IrOp *op; ir_op_is_release(op = op_at(planner, &place)); place.index++)
        vector_push(planner->emitter->arena, &found, op);
    return found;
}

// Those of `found` that do not release what the op itself has set.
static OpVector without_results(const Planner *planner, const OpVector *found, const IrOp *op) {
    OpVector kept = {0};
    for (uint32_t i = 0; i < found->count; i++) {
        const IrOp *release = found->items[i];
        if (op_has_register(release, 0) && !flow_has_definition(op, release->operands[0].reg))
            vector_push(planner->emitter->arena, &kept, release);
    }
    return kept;
}

static bool list_has(const OpVector *list, const IrOp *op) {
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] == op)
            return true;
    return false;
}

// One of `releases` that is not in `taken` and does the same as `op`; or NULL.
static const IrOp *find_same(const OpVector *releases, const OpVector *taken, const IrOp *op) {
    for (uint32_t i = 0; i < releases->count; i++)
        if (releases_same(releases->items[i], op) && !list_has(taken, releases->items[i]))
            return releases->items[i];
    return NULL;
}

// Where the error edge leads after the releases that the good edge has too. Those of `good` that
// were passed go to `hoisted`, those of the last block, if nobody else comes there, to `passed`.
static Place pass_releases(const Planner *planner, const IrBlock *error, const OpVector *good,
                           OpVector *hoisted, OpVector *passed) {
    Arena *arena = planner->emitter->arena;
    Place place = {error, 0};
    // all blocks so far are reached from here only
    bool is_exclusive = true;
    uint32_t hoisted_before = 0;
    for (uint32_t steps = 0; steps < planner->body->blocks.count;) {
        is_exclusive &= has_one_predecessor(planner, place.block);
        const IrOp *op = op_at(planner, &place);
        const IrOp *same = ir_op_is_release(op) ? find_same(good, hoisted, op) : NULL;
        if (same != NULL) {
            vector_push(arena, hoisted, same);
            vector_push(arena, passed, op);
            place.index++;
        } else if (op->code == IR_OP_JUMP && op->operand_count == 0) {
            place = (Place){op->aux.targets.blocks[0], 0};
            hoisted_before = hoisted->count;
            passed->count = 0;
            steps++;
        } else {
            break;
        }
    }
    if (!is_exclusive && passed->count > 0) {
        hoisted->count = hoisted_before;
        passed->count = 0;
        place.index = 0;
    }
    return place;
}

// Those of `releases` that are in `hoisted`: destructors run as the good edge has them.
static OpVector in_order(const Planner *planner, const OpVector *releases,
                         const OpVector *hoisted) {
    OpVector ordered = {0};
    for (uint32_t i = 0; i < releases->count; i++)
        if (list_has(hoisted, releases->items[i]))
            vector_push(planner->emitter->arena, &ordered, releases->items[i]);
    return ordered;
}

static void hoist_releases(Planner *planner, const IrOp *op, const IrOp *branch) {
    const IrBlock *good = branch->aux.targets.blocks[0];
    BranchPlan *plan = map_get(&planner->plan->branches, branch);
    const IrBlock *error = plan != NULL ? plan->error : branch->aux.targets.blocks[1];
    if (!has_one_predecessor(planner, good) || good == error)
        return;
    OpVector first = first_releases(planner, good), hoisted = {0}, passed = {0};
    OpVector releases = without_results(planner, &first, op);
    if (releases.count == 0)
        return;
    Place place = pass_releases(planner, error, &releases, &hoisted, &passed);
    if (hoisted.count == 0)
        return;
    hoisted = in_order(planner, &releases, &hoisted);
    if (plan == NULL) {
        plan = ARENA_NEW(planner->emitter->arena, BranchPlan);
        map_put(planner->emitter->arena, &planner->plan->branches, branch, plan);
    }
    *plan = (BranchPlan){place.block, hoisted.items, hoisted.count};
    for (uint32_t i = 0; i < hoisted.count; i++)
        skip(planner, hoisted.items[i]);
    for (uint32_t i = 0; i < passed.count; i++)
        skip(planner, passed.items[i]);
}

// --- Fusing --------------------------------------------------------------------------------------

static bool is_global_load(const IrOp *op) {
    return op->code == IR_OP_CALL_RUNTIME && op->aux.runtime == RUNTIME_load_global;
}

// Is the register the op's first operand, and no other?
static bool takes_first(const IrOp *op, IrRegisterId reg) {
    for (uint32_t i = 1; i < op->operand_count; i++)
        if (op_has_register(op, i) && op->operands[i].reg == reg)
            return false;
    return op_has_register(op, 0) && op->operands[0].reg == reg;
}

// The call of this kind that the block begins with, behind ops that do nothing but name a value; or
// NULL.
static const IrOp *first_call(const IrBlock *block, IrOpcode code) {
    for (uint32_t i = 0; i < block->ops.count; i++) {
        const IrOp *op = block->ops.items[i];
        if (op->code == code)
            return op;
        if (op->code != IR_OP_CONSTANT && op->code != IR_OP_SINGLETON)
            return NULL;
    }
    return NULL;
}

// The release of the register among the block's first ones, or NULL.
static const IrOp *find_release(const Planner *planner, const IrBlock *block, IrRegisterId reg) {
    OpVector releases = first_releases(planner, block);
    for (uint32_t i = 0; i < releases.count; i++)
        if (releases.items[i]->operands[0].reg == reg)
            return releases.items[i];
    return NULL;
}

// Does the block do nothing but release the register and go to `next`?
static bool only_releases(const IrBlock *block, IrRegisterId reg, const IrBlock *next) {
    return block->ops.count == 2 && ir_op_is_release(block->ops.items[0]) &&
           block->ops.items[0]->operands[0].reg == reg && block->ops.items[1]->code == IR_OP_JUMP &&
           block->ops.items[1]->aux.targets.blocks[0] == next;
}

static void fuse_call(Planner *planner, const IrOp *load, const IrOp *load_branch) {
    const IrBlock *next = load_branch->aux.targets.blocks[0];
    const IrBlock *error = load_branch->aux.targets.blocks[1];
    bool is_method = load->code == IR_OP_LOAD_METHOD;
    IrRegisterId callee = is_method ? load->results[0] : load->result;
    const IrOp *call = first_call(next, is_method ? IR_OP_CALL_METHOD : IR_OP_CALL_PYTHON);
    if (call == NULL || !has_one_predecessor(planner, next) || !takes_first(call, callee))
        return;
    const IrOp *call_branch = ir_block_terminator(next);
    if (call_branch->code != IR_OP_ERROR_BRANCH || next->ops.items[next->ops.count - 2] != call)
        return;
    const IrBlock *good = call_branch->aux.targets.blocks[0];
    const IrBlock *failed = call_branch->aux.targets.blocks[1];
    if (!has_one_predecessor(planner, good) || !has_one_predecessor(planner, failed) ||
        !only_releases(failed, callee, error))
        return;
    const IrOp *release = find_release(planner, good, callee);
    if (release == NULL)
        return;
    BranchPlan *plan = ARENA_NEW(planner->emitter->arena, BranchPlan);
    plan->error = error;
    map_put(planner->emitter->arena, &planner->plan->branches, call_branch, plan);
    map_put(planner->emitter->arena, &planner->plan->fused, call, (void *)load);
    skip(planner, load);
    skip(planner, release);
    // nothing leads there, and there is no callee
    skip(planner, failed->ops.items[0]);
}

// --- The plan ------------------------------------------------------------------------------------

ReleasePlan plan_releases(Emitter *emitter, const IrBody *body, const BodyHotness *hotness) {
    ReleasePlan plan = {0};
    Planner planner = {emitter, body, &plan, flow_find_predecessors(emitter->arena, body)};
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        const IrOp *branch = ir_block_terminator(block);
        if (hotness->blocks[i] == FAST_PATHS_ALL || branch->code != IR_OP_ERROR_BRANCH)
            continue;
        const IrOp *op = block->ops.items[block->ops.count - 2];
        if (op->code == IR_OP_LOAD_METHOD || is_global_load(op))
            fuse_call(&planner, op, branch);
        hoist_releases(&planner, op, branch);
    }
    return plan;
}
