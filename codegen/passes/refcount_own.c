// Who owns what: the ownership of every register.

#include "codegen/passes/refcount.h"

static bool is_counted(const Refcount *pass, IrRegisterId reg) {
    return ir_kind_is_counted(pass->body->registers.items[reg].type.kind);
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
    for (uint32_t i = 0; op->code == IR_OP_JUMP && i < op->operand_count; i++)
        if (!is_pinned_operand(pass, op, i))
            changed |= refute_pinned(pass, op->aux.targets.blocks[0]->parameters.items[i]);
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

static const IrRegisterVector *find_extra_uses(void *context, const IrOp *op) {
    const Refcount *pass = context;
    for (uint32_t i = 0; op->code == IR_OP_GIL_RESTORE && i < pass->restores.count; i++)
        if (pass->restores.items[i].op == op)
            return &pass->restores.items[i].uses;
    return NULL;
}

static void find_liveness(Refcount *pass) {
    for (IrRegisterId reg = 0; reg < pass->register_count; reg++)
        pass->is_tracked[reg] = refcount_is(pass, reg, OWNED) || refcount_is(pass, reg, BORROWED);
    pass->request = (LivenessRequest){.tracked = pass->is_tracked,
                                      .roots = pass->roots,
                                      .extra_uses = find_extra_uses,
                                      .context = pass};
    pass->liveness = analyses_find_liveness(pass->analyses, pass->arena, &pass->request);
}

static void find_restores(Refcount *pass) {
    for (uint32_t i = 0; i < pass->body->blocks.count; i++) {
        const IrBlock *block = pass->body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            Restore restore = {.op = block->ops.items[j], .block = i, .index = j + 1};
            if (restore.op->code == IR_OP_GIL_RESTORE)
                vector_push(pass->arena, &pass->restores, restore);
        }
    }
}

typedef struct Region {
    Refcount *pass;
    const Dominators *dominators;
    bool *is_added;
} Region;

// Has the register been set where the GIL comes back? An op that raises has set nothing.
static bool is_set_at(const Region *region, IrRegisterId reg, const Restore *restore) {
    const Definition *definition = &region->pass->definitions[reg];
    if (!definition_reaches(definition, region->dominators, restore->block, restore->index))
        return false;
    const IrBlock *block = region->pass->body->blocks.items[definition->block];
    const IrOp *last = block->ops.items[block->ops.count - 1];
    bool may_fail = last->code == IR_OP_ERROR_BRANCH && definition->index + 1 == block->ops.count;
    return !may_fail ||
           dominators_has(region->dominators, last->aux.targets.blocks[0]->id, restore->block);
}

// What has been set whichever way control came. Of other registers the reference ops take the GIL.
static void add_use_at_restore(void *context, IrRegisterId reg) {
    Region *region = context;
    Refcount *pass = region->pass;
    if (region->is_added[reg] || !refcount_is(pass, reg, OWNED))
        return;
    region->is_added[reg] = true;
    for (uint32_t i = 0; i < pass->restores.count; i++) {
        Restore *restore = &pass->restores.items[i];
        if (is_set_at(region, reg, restore))
            vector_push(pass->arena, &restore->uses, reg);
    }
}

// What is live somewhere without the GIL is used once more where it comes back, so that nothing is
// released in between.
static void find_uses_at_restore(Refcount *pass) {
    Region region = {pass, analyses_dominators(pass->analyses),
                     ARENA_ARRAY(pass->arena, bool, pass->register_count)};
    for (uint32_t i = 0; i < pass->restores.count; i++)
        pass->restores.items[i].uses.count = 0;
    for (uint32_t i = 0; i < pass->body->blocks.count; i++) {
        const IrBlock *block = pass->body->blocks.items[i];
        bool held = pass->held[i];
        for (uint32_t r = 0; !held && r < pass->liveness.in[i].count; r++)
            add_use_at_restore(&region, pass->liveness.in[i].items[r]);
        for (uint32_t j = 0; j < block->ops.count; j++) {
            if (!held)
                liveness_each_use(&pass->request, block->ops.items[j], add_use_at_restore, &region);
            held = ir_gil_after(block->ops.items[j], held);
        }
    }
}

// --- The whole -----------------------------------------------------------------------------------

static void find_uses_at_exit(Refcount *pass) {
    for (IrRegisterId reg = 0; reg < pass->register_count; reg++)
        if (refcount_is(pass, reg, OWNED_ALWAYS))
            vector_push(pass->arena, &pass->at_exit, reg);
}

void refcount_find_ownership(Refcount *pass) {
    uint32_t count = pass->register_count;
    pass->ownership = ARENA_ARRAY(pass->arena, uint8_t, count);
    pass->roots = ARENA_ARRAY(pass->arena, IrRegisterVector, count);
    pass->owner = ARENA_ARRAY(pass->arena, IrRegisterId, count);
    pass->is_tracked = ARENA_ARRAY(pass->arena, bool, count);
    pass->definitions = analyses_definitions(pass->analyses);
    find_restores(pass);
    find_pinned(pass);
    bool *is_refused = ARENA_ARRAY(pass->arena, bool, count);
    do {
        refcount_propose_borrows(pass, is_refused);
        find_liveness(pass);
        if (pass->restores.count > 0) {
            find_uses_at_restore(pass);
            find_liveness(pass);
        }
    } while (refcount_refuse_borrows(pass, is_refused));
    find_uses_at_exit(pass);
}
