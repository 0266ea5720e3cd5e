// Which registers may be null where, so that the cheaper ops are used where they cannot.
//
// Null comes from UNBOUND, from `&` registers that a runtime function may leave alone, from frames
// and from copies of such registers; CHECK_BOUND proves that there is none. A register that no op
// checks may be null wherever it lives: only the few others are followed along the paths, since
// variables live from where they are set to every exit.

#include "codegen/passes/refcount.h"

static bool operand_may_be_null(const Refcount *pass, const IrOp *op, uint32_t operand) {
    if (op_has_register(op, operand))
        return pass->may_be_null[op->operands[operand].reg];
    return op->operands[operand].kind == IR_VALUE_NULL;
}

// Fields of extension types hold None, where there is nothing, never null.
static bool is_field_of_object(const Refcount *pass, const IrOp *load) {
    if (!op_has_register(load, 0) || load->operands[0].reg >= pass->register_count ||
        pass->body->registers.items[load->result].type.kind != IR_OBJECT)
        return false;
    const IrOp *op = definition_op(&pass->definitions[load->operands[0].reg]);
    return op != NULL && op->code == IR_OP_FIELD && op_has_register(op, 0) &&
           pass->body->registers.items[op->operands[0].reg].type.kind == IR_OBJECT;
}

// May the op set its result to null without raising?
static bool gives_null(const Refcount *pass, const IrOp *op) {
    if (!ir_op_has(op, IR_MAY_BE_NULL))
        return false;
    if (ir_op_has(op, IR_ALIASES))
        return operand_may_be_null(pass, op, 0);
    return op->code != IR_OP_LOAD || !is_field_of_object(pass, op);
}

static bool note_null(Refcount *pass, IrRegisterId reg) {
    bool is_new = !pass->may_be_null[reg] && !refcount_is(pass, reg, UNCOUNTED);
    pass->may_be_null[reg] |= is_new;
    return is_new;
}

static bool note_nulls_of(Refcount *pass, const IrOp *op) {
    bool changed = false;
    if (op->result != IR_NO_REGISTER && gives_null(pass, op))
        changed |= note_null(pass, op->result);
    for (uint32_t i = 0; op->code == IR_OP_JUMP && i < op->operand_count; i++)
        if (operand_may_be_null(pass, op, i))
            changed |= note_null(pass, op->aux.targets.blocks[0]->parameters.items[i]);
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (op_has_register(op, i) && ir_op_is_address_operand(op, i))
            changed |= note_null(pass, op->operands[i].reg);
    return changed;
}

static void find_registers(Refcount *pass) {
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < pass->body->blocks.count; i++) {
            const IrBlock *block = pass->body->blocks.items[i];
            for (uint32_t j = 0; j < block->ops.count; j++)
                changed |= note_nulls_of(pass, block->ops.items[j]);
        }
    }
}

static void find_checked(Refcount *pass) {
    for (uint32_t i = 0; i < pass->body->blocks.count; i++) {
        const IrBlock *block = pass->body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code == IR_OP_CHECK_BOUND && op_has_register(op, 0))
                pass->is_checked[op->operands[0].reg] = true;
        }
    }
}

// --- Along the paths -----------------------------------------------------------------------------

// Whether the register may be null after the op, if it may or may not be before it.
static bool step_over(const Refcount *pass, const IrOp *op, IrRegisterId reg, bool before) {
    if (op->code == IR_OP_CHECK_BOUND && op_has_register(op, 0) && op->operands[0].reg == reg)
        return false;
    if (!flow_has_definition(op, reg))
        return before;
    return op->result != reg || gives_null(pass, op);
}

// The state after the first `end` ops of the block.
static bool state_before(const Refcount *pass, const IrBlock *block, uint32_t end, IrRegisterId reg,
                         bool at_start) {
    bool state = at_start;
    for (uint32_t i = 0; i < end; i++)
        state = step_over(pass, block->ops.items[i], reg, state);
    return state;
}

static bool list_has(const IrRegisterVector *list, IrRegisterId reg) {
    return list->count > 0 && vector_last(list) == reg;
}

static bool is_followed(const Refcount *pass, IrRegisterId reg) {
    return pass->may_be_null[reg] && pass->is_checked[reg] && refcount_is(pass, reg, OWNED);
}

bool refcount_is_nullable(const Refcount *pass, const IrBlock *block, uint32_t index,
                          IrRegisterId reg) {
    // Registers that passes made after the analysis are never null.
    if (reg >= pass->register_count || !pass->may_be_null[reg])
        return false;
    if (!is_followed(pass, reg))
        return true;
    bool at_start = false;
    const IrRegisterVector *in = &pass->null_in[block->id];
    for (uint32_t i = 0; i < in->count && in->items[i] <= reg; i++)
        at_start |= in->items[i] == reg;
    return state_before(pass, block, index, reg, at_start);
}

typedef struct Spread {
    Refcount *pass;
    IrRegisterId reg;
    // blocks whose start may find the register null
    BlockVector work;
} Spread;

static void spread_into(Spread *spread, IrBlock *block) {
    IrRegisterVector *in = &spread->pass->null_in[block->id];
    if (list_has(in, spread->reg) || !liveness_has(&spread->pass->liveness, block, spread->reg))
        return;
    vector_push(spread->pass->arena, in, spread->reg);
    vector_push(spread->pass->arena, &spread->work, block);
}

static void spread_from(Spread *spread, const IrBlock *block, bool at_start) {
    const IrOp *terminator = ir_block_terminator(block);
    uint32_t count = block->ops.count;
    bool state = state_before(spread->pass, block, count, spread->reg, at_start);
    bool on_error = state;
    if (terminator->code == IR_OP_ERROR_BRANCH) {
        // A check that fails leaves what it found. All else: either state.
        on_error |= state_before(spread->pass, block, count - 2, spread->reg, at_start);
    }
    for (uint32_t t = 0; t < ir_op_target_count(terminator); t++) {
        bool is_error = terminator->code == IR_OP_ERROR_BRANCH && t == 1;
        if (is_error ? on_error : state)
            spread_into(spread, terminator->aux.targets.blocks[t]);
    }
}

static void spread_register(Spread *spread) {
    const Refcount *pass = spread->pass;
    const Definition *place = &pass->definitions[spread->reg];
    IrBlock *block = pass->body->blocks.items[place->block];
    if (place->index > 0) {
        spread_from(spread, block, false);
    } else {
        // a parameter: null from the block's start on
        vector_push(pass->arena, &pass->null_in[block->id], spread->reg);
        vector_push(pass->arena, &spread->work, block);
    }
    while (spread->work.count > 0)
        spread_from(spread, vector_pop(&spread->work), true);
}

// Says so of the objects that become duals: null has to be told from them.
static void mark_bound_objects(const Refcount *pass, const IrBlock *block) {
    for (uint32_t i = 0; i < block->ops.count; i++) {
        IrOp *op = block->ops.items[i];
        if (op->code == IR_OP_DUAL_FROM_OBJECT && op_has_register(op, 0) &&
            !refcount_is_nullable(pass, block, i, op->operands[0].reg))
            op->flags |= IR_FLAG_NOT_NULL;
    }
}

void refcount_find_nulls(Refcount *pass) {
    pass->may_be_null = ARENA_ARRAY(pass->arena, bool, pass->register_count);
    pass->is_checked = ARENA_ARRAY(pass->arena, bool, pass->register_count);
    pass->null_in = ARENA_ARRAY(pass->arena, IrRegisterVector, pass->body->blocks.count);
    find_registers(pass);
    find_checked(pass);
    for (IrRegisterId reg = 0; reg < pass->register_count; reg++) {
        if (!is_followed(pass, reg))
            continue;
        Spread spread = {.pass = pass, .reg = reg};
        spread_register(&spread);
    }
    for (uint32_t i = 0; i < pass->body->blocks.count; i++)
        mark_bound_objects(pass, pass->body->blocks.items[i]);
}
