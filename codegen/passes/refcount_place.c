// Placing the ops: each block is made anew from its end to its beginning, with the registers that
// are live after each op at hand.

#include "codegen/passes/refcount.h"

// --- Small steps ---------------------------------------------------------------------------------

void place_op_reversed(Placement *placement, IrOp *op) {
    vector_push(placement->pass->arena, &placement->reversed, op);
}

void place_live(Placement *placement, IrRegisterId reg) {
    if (placement->live[reg] || !refcount_is(placement->pass, reg, OWNED))
        return;
    placement->live[reg] = true;
    vector_push(placement->pass->arena, &placement->live_set, reg);
}

static IrOp *make_count_op(const Placement *placement, IrOpcode code, IrRegisterId reg) {
    IrValue value = ir_reg(reg);
    const IrOp *at = placement->block->ops.items[placement->index];
    return ir_op_create(placement->pass->body, code, at->span, IR_NO_REGISTER, &value, 1);
}

IrOp *place_make_release(const Placement *placement, IrRegisterId reg, bool is_nullable) {
    return make_count_op(placement, is_nullable ? IR_OP_DECREF_NULLABLE : IR_OP_DECREF, reg);
}

// A new reference for a register as it is before the op `index`.
IrOp *place_make_gain(const Placement *placement, IrRegisterId reg, uint32_t index) {
    bool is_nullable = refcount_is_nullable(placement->pass, placement->block, index, reg);
    return make_count_op(placement, is_nullable ? IR_OP_INCREF_NULLABLE : IR_OP_INCREF, reg);
}

static void put_release_after(Placement *placement, IrRegisterId reg) {
    bool is_nullable =
        refcount_is_nullable(placement->pass, placement->block, placement->index + 1, reg);
    place_op_reversed(placement, place_make_release(placement, reg, is_nullable));
}

// --- What an op takes over -----------------------------------------------------------------------

static bool is_owning(const Refcount *pass, IrRegisterId reg) {
    return refcount_is(pass, reg, OWNED) || refcount_is(pass, reg, OWNED_ALWAYS);
}

bool place_gains_result(const Refcount *pass, const IrOp *op) {
    return op->result != IR_NO_REGISTER && ir_op_result(op) == IR_RESULT_BORROWED &&
           is_owning(pass, op->result);
}

// Is the owner's reference needed by an operand other than `operand`? Of several operands that take
// over one reference the first is the one to move it.
static bool is_used_beside(const Refcount *pass, const IrOp *op, uint32_t operand,
                           IrRegisterId owner) {
    for (uint32_t i = 0; i < op->operand_count; i++) {
        if (i == operand || !op_has_register(op, i) || (i > operand && ir_op_steals(op, i)))
            continue;
        IrRegisterId other = op->operands[i].reg;
        if (other == owner || register_list_has(&pass->roots[other], owner))
            return true;
    }
    return false;
}

// Null, or a number that has just become a dual.
static bool never_has_reference(const Refcount *pass, IrRegisterId reg) {
    const IrOp *op = definition_op(&pass->definitions[reg]);
    return op != NULL && op->result == reg && ir_op_result(op) == IR_RESULT_VALUE;
}

// What copies and jumps give to a register that does not own takes nothing.
static bool is_taken(const Refcount *pass, const IrOp *op, uint32_t operand) {
    if (op->code == IR_OP_JUMP)
        return is_owning(pass, op->aux.targets.blocks[0]->parameters.items[operand]);
    return !ir_op_is_move(op) || is_owning(pass, op->result);
}

void place_find_taken(const Placement *placement, const IrOp *op, IrRegisterVector *gained,
                      IrRegisterVector *moved) {
    const Refcount *pass = placement->pass;
    for (uint32_t i = 0; i < op->operand_count; i++) {
        if (!op_has_register(op, i) || !ir_op_steals(op, i) || !is_taken(pass, op, i) ||
            refcount_is(pass, op->operands[i].reg, UNCOUNTED))
            continue;
        IrRegisterId reg = op->operands[i].reg;
        if (never_has_reference(pass, reg))
            continue;
        IrRegisterId owner = refcount_is(pass, reg, OWNED) ? reg : pass->owner[reg];
        bool moves = owner != IR_NO_REGISTER && !placement->live[owner] &&
                     !is_used_beside(pass, op, i, owner);
        vector_push(pass->arena, moves ? moved : gained, moves ? owner : reg);
    }
}

// --- Before and after an op ----------------------------------------------------------------------

void place_before(Placement *placement, const IrOp *op, const IrRegisterVector *gained) {
    Refcount *pass = placement->pass;
    for (uint32_t i = 0; i < op->operand_count; i++) {
        if (!op_has_register(op, i) || !ir_op_is_address_operand(op, i) ||
            !refcount_is(pass, op->operands[i].reg, OWNED_ALWAYS))
            continue;
        // The function sets what is in memory or leaves it alone.
        IrRegisterId reg = op->operands[i].reg;
        place_op_reversed(placement,
                          ir_op_create(pass->body, IR_OP_UNBOUND, op->span, reg, NULL, 0));
        place_op_reversed(placement, place_make_release(placement, reg, true));
    }
    if (op->result != IR_NO_REGISTER && refcount_is(pass, op->result, OWNED_ALWAYS))
        place_op_reversed(placement, place_make_release(placement, op->result, true));
    for (uint32_t i = 0; i < gained->count; i++)
        place_op_reversed(placement,
                          place_make_gain(placement, gained->items[i], placement->index));
}

static void release_dead_result(void *context, IrRegisterId reg) {
    Placement *placement = context;
    if (refcount_is(placement->pass, reg, OWNED) && !placement->live[reg])
        put_release_after(placement, reg);
}

static void kill_definition(void *context, IrRegisterId reg) {
    ((Placement *)context)->live[reg] = false;
}

typedef struct Uses {
    Placement *placement;
    const IrRegisterVector *moved;
} Uses;

// Releases what is used for the last time, and makes it live.
static void place_use(void *context, IrRegisterId reg) {
    Uses *uses = context;
    Placement *placement = uses->placement;
    if (!refcount_is(placement->pass, reg, OWNED) || placement->live[reg])
        return;
    if (!register_list_has(uses->moved, reg))
        put_release_after(placement, reg);
    place_live(placement, reg);
}

// A copy that nobody reads is no op at all.
static bool is_dead_copy(const Placement *placement, const IrOp *op) {
    return ir_op_is_move(op) && refcount_is(placement->pass, op->result, OWNED) &&
           !placement->live[op->result];
}

static void place_op(Placement *placement, IrOp *op) {
    Refcount *pass = placement->pass;
    IrRegisterVector gained = {0}, moved = {0};
    bool is_dropped = is_dead_copy(placement, op);
    bool gains = place_gains_result(pass, op) &&
                 (placement->live[op->result] || refcount_is(pass, op->result, OWNED_ALWAYS));
    if (!is_dropped && !place_gains_result(pass, op))
        flow_each_definition(op, release_dead_result, placement);
    flow_each_definition(op, kill_definition, placement);
    if (!is_dropped)
        place_find_taken(placement, op, &gained, &moved);
    Uses uses = {placement, &moved};
    liveness_each_use(&pass->request, op, place_use, &uses);
    if (is_dropped)
        return;
    if (gains)
        place_op_reversed(placement, place_make_gain(placement, op->result, placement->index + 1));
    place_op_reversed(placement, op);
    place_before(placement, op, &gained);
}

// --- Blocks --------------------------------------------------------------------------------------

// Before the first op.
static void release_dead_parameters(Placement *placement, const IrBlock *block) {
    const Refcount *pass = placement->pass;
    placement->index = 0;
    for (uint32_t i = block->parameters.count; i-- > 0;) {
        IrRegisterId reg = block->parameters.items[i];
        bool is_nullable = refcount_is_nullable(pass, block, 0, reg);
        if (refcount_is(pass, reg, OWNED) && !placement->live[reg])
            place_op_reversed(placement, place_make_release(placement, reg, is_nullable));
    }
}

static IrOpVector place_block(Placement *placement, IrBlock *block) {
    placement->block = block;
    placement->reversed = (IrOpVector){0};
    for (uint32_t i = 0; i < placement->live_set.count; i++)
        placement->live[placement->live_set.items[i]] = false;
    placement->live_set.count = 0;
    uint32_t left = block->ops.count - place_terminator(placement);
    while (left > 0) {
        placement->index = --left;
        place_op(placement, block->ops.items[left]);
    }
    release_dead_parameters(placement, block);
    return placement->reversed;
}

void refcount_place(Refcount *pass) {
    IrBody *body = pass->body;
    Placement placement = {.pass = pass,
                           .predecessors = analyses_predecessors(pass->analyses),
                           .live = ARENA_ARRAY(pass->arena, bool, pass->register_count),
                           .prefixes = ARENA_ARRAY(pass->arena, IrOpVector, body->blocks.count)};
    // Blocks are replaced at the end: nullability is read from the ops as they were.
    uint32_t count = body->blocks.count;
    IrOpVector *placed = ARENA_ARRAY(pass->arena, IrOpVector, count);
    for (uint32_t i = 0; i < count; i++)
        placed[i] = place_block(&placement, body->blocks.items[i]);
    for (uint32_t i = 0; i < count; i++) {
        IrOpVector *ops = &placement.prefixes[i];
        for (uint32_t j = placed[i].count; j-- > 0;)
            vector_push(pass->arena, ops, placed[i].items[j]);
        body->blocks.items[i]->ops = *ops;
    }
}
