// The ends of blocks. What is live before a terminator but not in one of its targets dies on the
// CFG edge between them: it is released at the start of the target if that has no other
// predecessor, else the critical edge is split, and edges with the same releases share the block.
//
// Edges to where errors go lead through a cleanup chain: each block releases one register, the
// newest first as when Python unwinds its stack, and leads to the block that releases the next
// older one. So the code for an expression with many values grows with their number, not with its
// square.

#include "codegen/passes/refcount.h"
#include "support/hash.h"
#include <stdlib.h>

// Shorter chains end in the line's traceback, which all edges from one line share; longer ones
// begin with it, so that lines share the chain.
enum { LONGEST_CLEANUP_CHAIN = 8 };

// --- Blocks on edges -----------------------------------------------------------------------------

static uint64_t hash_edge(const IrBlock *target, const IrOpVector *ops) {
    uint64_t hash = hash_number(target->id);
    for (uint32_t i = 0; i < ops->count; i++) {
        const IrOp *op = ops->items[i];
        uint64_t parts[] = {op->code, op->flags, op->operand_count ? op->operands[0].reg : 0,
                            op->operand_count ? 0 : op->span.start};
        hash = hash_bytes(parts, sizeof parts, hash);
    }
    return hash | 1;
}

static bool edge_equals(const IrBlock *block, const IrBlock *target, const IrOpVector *ops) {
    if (block->ops.count != ops->count + 1 ||
        vector_last(&block->ops)->aux.targets.blocks[0] != target)
        return false;
    for (uint32_t i = 0; i < ops->count; i++) {
        const IrOp *left = block->ops.items[i], *right = ops->items[i];
        if (left->code != right->code || left->flags != right->flags ||
            (left->operand_count == 0 ? left->span.start != right->span.start
                                      : left->operands[0].reg != right->operands[0].reg))
            return false;
    }
    return true;
}

// The block that does these ops and goes on to the target.
static IrBlock *find_edge_block(Placement *placement, IrBlock *target, const IrOpVector *ops) {
    Refcount *pass = placement->pass;
    for (uint64_t hash = hash_edge(target, ops);; hash += 2) {
        const void *key = (const void *)(uintptr_t)hash;
        IrBlock *block = map_get(&placement->edge_blocks, key);
        if (block != NULL && !edge_equals(block, target, ops))
            continue;
        if (block == NULL) {
            block = ir_block_create(pass->body, "release", NULL);
            block->is_cold = target->is_cold;
            for (uint32_t i = 0; i < ops->count; i++)
                ir_block_append(pass->body, block, ops->items[i]);
            edit_append_jump(pass->body, &block->ops, ops->items[0]->span, target);
            map_put(pass->arena, &placement->edge_blocks, key, block);
        }
        return block;
    }
}

static bool are_releases(const IrOpVector *ops) {
    for (uint32_t i = 0; i < ops->count; i++)
        if (!ir_op_is_release(ops->items[i]))
            return false;
    return true;
}

// A block that only adds a line to the traceback before it goes on, to a block without parameters.
static bool is_traceback(const IrBlock *block) {
    return block->ops.count == 2 && block->ops.items[0]->code == IR_OP_TRACEBACK &&
           block->ops.items[1]->code == IR_OP_JUMP && block->ops.items[1]->operand_count == 0;
}

// The first block of the cleanup chain that does these releases, the last one first, and goes on to
// the target.
static IrBlock *find_cleanup_chain(Placement *placement, IrBlock *target, const IrOpVector *ops) {
    bool is_long = ops->count > LONGEST_CLEANUP_CHAIN;
    IrOp *traceback = is_long && is_traceback(target) ? target->ops.items[0] : NULL;
    if (traceback != NULL)
        target = target->ops.items[1]->aux.targets.blocks[0];
    for (uint32_t i = 0; i < ops->count; i++) {
        IrOpVector one = {&ops->items[i], 1, 1};
        target = find_edge_block(placement, target, &one);
    }
    if (traceback == NULL)
        return target;
    IrOp *copy = ir_op_clone(placement->pass->body, traceback);
    IrOpVector one = {&copy, 1, 1};
    return find_edge_block(placement, target, &one);
}

// Has the ops done on the edge to target `number` of the terminator.
static void put_on_edge(Placement *placement, IrOp *terminator, uint32_t number,
                        const IrOpVector *ops) {
    if (ops->count == 0)
        return;
    IrBlock *target = terminator->aux.targets.blocks[number];
    if (placement->predecessors->normal[target->id].count > 1) {
        terminator->aux.targets.blocks[number] = target->is_cold && are_releases(ops)
                                                     ? find_cleanup_chain(placement, target, ops)
                                                     : find_edge_block(placement, target, ops);
        return;
    }
    for (uint32_t i = 0; i < ops->count; i++)
        vector_push(placement->pass->arena, &placement->prefixes[target->id], ops->items[i]);
}

// --- What dies -----------------------------------------------------------------------------------

static int compare_registers(const void *left, const void *right) {
    IrRegisterId a = *(const IrRegisterId *)left, b = *(const IrRegisterId *)right;
    return (a > b) - (a < b);
}

static void add_ascending(const Placement *placement, IrRegisterVector *list, IrRegisterId reg) {
    if (list->count == 0 || vector_last(list) != reg)
        vector_push(placement->pass->arena, list, reg);
}

// The live registers, each once, ascending. What is live in a target comes first and in order, so
// that only the few others are sorted.
static IrRegisterVector list_live(const Placement *placement) {
    IrRegisterVector all = {0}, list = {0};
    for (uint32_t i = 0; i < placement->live_set.count; i++)
        if (placement->live[placement->live_set.items[i]])
            vector_push(placement->pass->arena, &all, placement->live_set.items[i]);
    uint32_t ordered = all.count > 0;
    while (ordered < all.count && all.items[ordered - 1] <= all.items[ordered])
        ordered++;
    if (ordered < all.count)
        qsort(all.items + ordered, all.count - ordered, sizeof(IrRegisterId), compare_registers);
    uint32_t left = 0, right = ordered;
    while (left < ordered || right < all.count) {
        bool is_left =
            right == all.count || (left < ordered && all.items[left] <= all.items[right]);
        add_ascending(placement, &list, all.items[is_left ? left++ : right++]);
    }
    return list;
}

// Adds releases of what is in `before`, was not moved, and is not live in the target. `index`:
// where in the block it is known whether a register is null.
static void release_dying(Placement *placement, const IrRegisterVector *before,
                          const IrRegisterVector *moved, const IrBlock *target, uint32_t index,
                          IrOpVector *ops) {
    Refcount *pass = placement->pass;
    const IrRegisterVector *after = &pass->liveness.in[target->id];
    uint32_t next = 0;
    for (uint32_t i = 0; i < before->count; i++) {
        IrRegisterId reg = before->items[i];
        while (next < after->count && after->items[next] < reg)
            next++;
        bool stays = next < after->count && after->items[next] == reg;
        if (stays || register_list_has(moved, reg))
            continue;
        bool is_nullable = refcount_is_nullable(pass, placement->block, index, reg);
        vector_push(pass->arena, ops, place_make_release(placement, reg, is_nullable));
    }
}

static void add_live_at(Placement *placement, const IrBlock *block) {
    const IrRegisterVector *in = &placement->pass->liveness.in[block->id];
    for (uint32_t i = 0; i < in->count; i++)
        place_live(placement, in->items[i]);
}

static void make_live(void *context, IrRegisterId reg) { place_live(context, reg); }

// --- Error branches ------------------------------------------------------------------------------

typedef struct Results {
    Placement *placement;
    const IrBlock *target;
    IrOpVector *ops;
    bool is_error;
    const IrOp *op;
} Results;

// A result that the good side does not use; on the error side, what an `&` register holds.
static void release_result(void *context, IrRegisterId reg) {
    Results *results = context;
    Placement *placement = results->placement;
    Refcount *pass = placement->pass;
    bool is_output = reg != results->op->result;
    if (!refcount_is(pass, reg, OWNED) || liveness_has(&pass->liveness, results->target, reg) ||
        (results->is_error && !is_output))
        return;
    bool is_nullable = results->is_error ||
                       refcount_is_nullable(pass, placement->block, placement->index + 1, reg);
    vector_push(pass->arena, results->ops, place_make_release(placement, reg, is_nullable));
}

static void put_results(Placement *placement, const IrOp *op, const IrBlock *target, bool is_error,
                        IrOpVector *ops) {
    Refcount *pass = placement->pass;
    // What PARSE_ARGUMENTS has not set needs no release.
    if (is_error && op->result_count > 0)
        return;
    if (!place_gains_result(pass, op)) {
        Results results = {placement, target, ops, is_error, op};
        flow_each_definition(op, release_result, &results);
    } else if (!is_error && (refcount_is(pass, op->result, OWNED_ALWAYS) ||
                             liveness_has(&pass->liveness, target, op->result))) {
        vector_push(pass->arena, ops, place_make_gain(placement, op->result, placement->index + 1));
    }
}

static void kill_definition(void *context, IrRegisterId reg) {
    ((Placement *)context)->live[reg] = false;
}

// The op and its branch are one: the result is there on the good side only.
static void place_error_branch(Placement *placement, IrOp *branch) {
    Refcount *pass = placement->pass;
    IrOp *op = placement->block->ops.items[--placement->index];
    IrBlock *targets[] = {branch->aux.targets.blocks[0], branch->aux.targets.blocks[1]};
    IrRegisterVector gained = {0}, moved = {0};
    bool fails_unowned = ir_op_has(op, IR_FAILS_UNOWNED);
    add_live_at(placement, targets[0]);
    if (!fails_unowned)
        add_live_at(placement, targets[1]);
    flow_each_definition(op, kill_definition, placement);
    place_find_taken(placement, op, &gained, &moved);
    if (fails_unowned)
        add_live_at(placement, targets[1]);
    liveness_each_use(&pass->request, op, make_live, placement);
    IrRegisterVector before = list_live(placement);
    for (uint32_t i = 0; i < 2; i++) {
        IrOpVector ops = {0};
        uint32_t index = placement->index + (i == 0);
        put_results(placement, op, targets[i], i == 1, &ops);
        release_dying(placement, &before, &moved, targets[i], index, &ops);
        put_on_edge(placement, branch, i, &ops);
    }
    place_op_reversed(placement, branch);
    place_op_reversed(placement, op);
    place_before(placement, op, &gained);
}

// --- Other terminators ---------------------------------------------------------------------------

static void place_branch(Placement *placement, IrOp *terminator) {
    uint32_t count = ir_op_target_count(terminator);
    IrRegisterVector moved = {0};
    for (uint32_t i = 0; i < count; i++)
        add_live_at(placement, terminator->aux.targets.blocks[i]);
    IrRegisterVector before = list_live(placement);
    for (uint32_t i = 0; i < count; i++) {
        IrOpVector ops = {0};
        release_dying(placement, &before, &moved, terminator->aux.targets.blocks[i],
                      placement->index, &ops);
        put_on_edge(placement, terminator, i, &ops);
    }
    place_op_reversed(placement, terminator);
}

// A jump gives its arguments away; what dies is released before it.
static void place_jump(Placement *placement, IrOp *jump) {
    Refcount *pass = placement->pass;
    IrRegisterVector gained = {0}, moved = {0};
    const IrBlock *target = jump->aux.targets.blocks[0];
    add_live_at(placement, target);
    place_find_taken(placement, jump, &gained, &moved);
    liveness_each_use(&pass->request, jump, make_live, placement);
    IrRegisterVector before = list_live(placement);
    IrOpVector releases = {0};
    release_dying(placement, &before, &moved, target, placement->index, &releases);
    place_op_reversed(placement, jump);
    for (uint32_t i = releases.count; i-- > 0;)
        place_op_reversed(placement, releases.items[i]);
    place_before(placement, jump, &gained);
}

// Before the function is left: new references for what it gives, then releases.
static void place_exit(Placement *placement, IrOp *terminator) {
    Refcount *pass = placement->pass;
    IrRegisterVector gained = {0}, moved = {0};
    place_find_taken(placement, terminator, &gained, &moved);
    liveness_each_use(&pass->request, terminator, make_live, placement);
    IrRegisterVector before = list_live(placement);
    place_op_reversed(placement, terminator);
    bool exits = terminator->code == IR_OP_RETURN || terminator->code == IR_OP_RETURN_ERROR;
    for (uint32_t i = 0; exits && i < pass->at_exit.count; i++)
        place_op_reversed(placement, place_make_release(placement, pass->at_exit.items[i], true));
    for (uint32_t i = 0; i < before.count; i++) {
        if (register_list_has(&moved, before.items[i]))
            continue;
        bool is_nullable =
            refcount_is_nullable(pass, placement->block, placement->index, before.items[i]);
        place_op_reversed(placement, place_make_release(placement, before.items[i], is_nullable));
    }
    place_before(placement, terminator, &gained);
}

uint32_t place_terminator(Placement *placement) {
    uint32_t count = placement->block->ops.count;
    placement->index = count - 1;
    IrOp *terminator = placement->block->ops.items[placement->index];
    if (terminator->code == IR_OP_ERROR_BRANCH) {
        place_error_branch(placement, terminator);
        return 2;
    }
    if (terminator->operand_count > 0 && terminator->code == IR_OP_JUMP)
        place_jump(placement, terminator);
    else if (ir_op_target_count(terminator) > 0)
        place_branch(placement, terminator);
    else
        place_exit(placement, terminator);
    return 1;
}
