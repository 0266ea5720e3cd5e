// Who owns what: the ownership of every register.

#include "codegen/passes/refcount.h"

static bool is_counted(const Refcount *pass, IrRegisterId reg) {
    return ir_kind_is_counted(pass->body->registers.items[reg].type.kind);
}

static void find_definitions(Refcount *pass) {
    const Definition *definitions = definitions_find(pass->arena, pass->body);
    for (IrRegisterId reg = 0; reg < pass->register_count; reg++) {
        pass->definitions[reg] = definitions[reg].count;
        pass->definition[reg] = definitions[reg].count == 1 ? definitions[reg].op : NULL;
    }
}

// --- Pinned registers ----------------------------------------------------------------------------

static bool is_pinned_operand(const Refcount *pass, const IrOp *op, uint32_t operand) {
    return !op_has_register(op, operand) || refcount_is(pass, op->operands[operand].reg, PINNED);
}

// Does the op set its result to something that outlives the function, as far as is known now?
static bool gives_pinned(const Refcount *pass, const IrOp *op) {
    if (ir_op_has(op, IR_ALIASES) || ir_op_has(op, IR_PART_OF_FIRST))
        return is_pinned_operand(pass, op, 0);
    return ir_op_has(op, IR_PERMANENT) || ir_op_result(op) == IR_RESULT_VALUE;
}

static bool refute_pinned(Refcount *pass, IrRegisterId reg) {
    if (!refcount_is(pass, reg, PINNED) || pass->body->registers.items[reg].is_argument)
        return false;
    pass->ownership[reg] = OWNED;
    return true;
}

// Gives up the assumptions that the op contradicts; returns whether any was.
static bool refute_pinned_of(Refcount *pass, const IrOp *op) {
    bool changed = false;
    if (op->result != IR_NO_REGISTER && !gives_pinned(pass, op))
        changed |= refute_pinned(pass, op->result);
    for (uint32_t i = 0; i < op->result_count; i++)
        if (op->owned_results >> i & 1)
            changed |= refute_pinned(pass, op->results[i]);
    for (uint32_t i = 0; i < op->operand_count; i++) {
        if (op_has_register(op, i) && ir_op_is_address_operand(op, i))
            changed |= refute_pinned(pass, op->operands[i].reg);
    }
    return changed;
}

// An optimistic fixed point: all is assumed to be pinned until an op contradicts it.
static void find_pinned(Refcount *pass) {
    for (IrRegisterId reg = 0; reg < pass->register_count; reg++) {
        const IrRegister *entry = &pass->body->registers.items[reg];
        if (!is_counted(pass, reg))
            pass->ownership[reg] = UNCOUNTED;
        else if (entry->address_taken && !entry->is_argument)
            pass->ownership[reg] = OWNED_ALWAYS;
        else
            pass->ownership[reg] = PINNED;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < pass->body->blocks.count; i++) {
            const IrBlock *block = pass->body->blocks.items[i];
            for (uint32_t j = 0; j < block->ops.count; j++)
                changed |= refute_pinned_of(pass, block->ops.items[j]);
        }
    }
}

// --- Liveness ------------------------------------------------------------------------------------

static const RegisterVector *find_extra_uses(void *context, const IrOp *op) {
    const Refcount *pass = context;
    return op->code == IR_OP_GIL_RESTORE ? &pass->at_restore : NULL;
}

static void find_liveness(Refcount *pass) {
    for (IrRegisterId reg = 0; reg < pass->register_count; reg++) {
        // A variable that holds pinned objects alone may still be read before it is set.
        bool may_be_unbound =
            refcount_is(pass, reg, PINNED) && !pass->body->registers.items[reg].is_argument &&
            (pass->body->registers.items[reg].name != NULL || pass->definitions[reg] != 1);
        pass->is_tracked[reg] =
            may_be_unbound || refcount_is(pass, reg, OWNED) || refcount_is(pass, reg, BORROWED);
    }
    pass->request = (LivenessRequest){.tracked = pass->is_tracked,
                                      .roots = pass->roots,
                                      .extra_uses = find_extra_uses,
                                      .context = pass};
    pass->liveness = liveness_find(pass->arena, pass->body, &pass->request);
}

static void add_at_restore(Refcount *pass, bool *is_added, IrRegisterId reg) {
    if (is_added[reg] || !refcount_is(pass, reg, OWNED))
        return;
    is_added[reg] = true;
    vector_push(pass->arena, &pass->at_restore, reg);
}

typedef struct Region {
    Refcount *pass;
    bool *is_added;
} Region;

static void add_use_at_restore(void *context, IrRegisterId reg) {
    Region *region = context;
    add_at_restore(region->pass, region->is_added, reg);
}

// What is live somewhere without the GIL is used once more where it comes back, so that nothing is
// released in between.
static void find_uses_at_restore(Refcount *pass) {
    bool *is_added = ARENA_ARRAY(pass->arena, bool, pass->register_count);
    Region region = {pass, is_added};
    pass->at_restore.count = 0;
    for (uint32_t i = 0; i < pass->body->blocks.count; i++) {
        const IrBlock *block = pass->body->blocks.items[i];
        bool held = pass->held[i];
        for (uint32_t r = 0; !held && r < pass->liveness.in[i].count; r++)
            add_at_restore(pass, is_added, pass->liveness.in[i].items[r]);
        for (uint32_t j = 0; j < block->ops.count; j++) {
            if (!held)
                liveness_each_use(pass->body, &pass->request, block->ops.items[j],
                                  add_use_at_restore, &region);
            held = ir_gil_after(block->ops.items[j], held);
        }
    }
}

static bool releases_gil(const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (block->ops.items[j]->code == IR_OP_GIL_RELEASE)
                return true;
    }
    return false;
}

// --- The whole -----------------------------------------------------------------------------------

static void find_uses_at_exit(Refcount *pass) {
    for (IrRegisterId reg = 0; reg < pass->register_count; reg++)
        if (refcount_is(pass, reg, OWNED_ALWAYS))
            vector_push(pass->arena, &pass->at_exit, reg);
}

void refcount_find_ownership(Refcount *pass) {
    uint32_t count = pass->register_count;
    pass->definitions = ARENA_ARRAY(pass->arena, uint32_t, count);
    pass->definition = ARENA_ARRAY(pass->arena, IrOp *, count);
    pass->ownership = ARENA_ARRAY(pass->arena, uint8_t, count);
    pass->roots = ARENA_ARRAY(pass->arena, RegisterVector, count);
    pass->owner = ARENA_ARRAY(pass->arena, IrRegisterId, count);
    pass->is_tracked = ARENA_ARRAY(pass->arena, bool, count);
    find_definitions(pass);
    find_pinned(pass);
    bool *is_refused = ARENA_ARRAY(pass->arena, bool, count);
    do {
        refcount_propose_borrows(pass, is_refused);
        find_liveness(pass);
        if (releases_gil(pass->body)) {
            find_uses_at_restore(pass);
            find_liveness(pass);
        }
    } while (refcount_refuse_borrows(pass, is_refused));
    find_uses_at_exit(pass);
}
