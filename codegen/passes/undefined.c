// Definite assignment, the one place where it is asked which variables may be read before they are
// set: removes the CHECK_BOUNDs that cannot fail, and clears C variables that need it.
//
// Expects: checks wherever a variable of a counted kind is read that is no parameter; edges to
// handlers implied. Leaves: a check only where some path from the entry, an UNBOUND or a `del`
// leads to it without binding the variable; C variables that some path reads unset are zero at the
// entry, as module variables are.
//
// Checks: a forward analysis over the registers that are checked, a bit each: "may be unbound
// here". C variables: those that are live at the entry.

#include "codegen/passes/internal.h"
#include <string.h>

// --- Checks --------------------------------------------------------------------------------------

typedef struct Analysis {
    IrBody *body;
    // of each register: its bit + 1, or 0 if it is never checked
    uint32_t *bits;
    uint32_t words;   // of a set
    uint64_t *states; // of each block, at its start
    uint64_t *state;  // at the op being looked at
    bool *is_queued;
    BlockVector work;
} Analysis;

static bool has_bit(const uint64_t *set, uint32_t bit) { return set[bit / 64] >> (bit % 64) & 1; }

static void change_bit(uint64_t *set, uint32_t bit, bool value) {
    uint64_t mask = (uint64_t)1 << (bit % 64);
    set[bit / 64] = value ? set[bit / 64] | mask : set[bit / 64] & ~mask;
}

// Gives a bit to each register that is checked; returns how many.
static uint32_t number_registers(Analysis *analysis) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < analysis->body->blocks.count; i++) {
        const IrBlock *block = analysis->body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code == IR_OP_CHECK_BOUND && op_has_register(op, 0) &&
                analysis->bits[op->operands[0].reg] == 0)
                analysis->bits[op->operands[0].reg] = ++count;
        }
    }
    return count;
}

static void note_bound(void *context, IrRegisterId reg) {
    Analysis *analysis = context;
    if (analysis->bits[reg] > 0)
        change_bit(analysis->state, analysis->bits[reg] - 1, false);
}

static void note_unbound(Analysis *analysis, IrRegisterId reg) {
    if (analysis->bits[reg] > 0)
        change_bit(analysis->state, analysis->bits[reg] - 1, true);
}

// Does it read what other code may have left unbound?
static bool may_read_null(const Analysis *analysis, const IrOp *op) {
    bool is_copy = op->code == IR_OP_COPY && op_has_register(op, 0);
    return op->code == IR_OP_LENT || op->code == IR_OP_LOAD ||
           (is_copy && analysis->body->registers.items[op->operands[0].reg].address_taken);
}

// UNBOUND, and what sets a variable to null if it finds nothing.
static bool may_unbind(const IrOp *op) {
    return (ir_op_effects(op) & (IR_DIRECT | IR_MAY_BE_NULL | IR_ALIASES)) ==
           (IR_DIRECT | IR_MAY_BE_NULL);
}

// Changes the state as the op does when it does not raise.
static void step_over(Analysis *analysis, const IrOp *op) {
    flow_each_definition(op, note_bound, analysis);
    if (may_read_null(analysis, op))
        note_unbound(analysis, op->result);
    if (may_unbind(op))
        note_unbound(analysis, op->result);
    if (op->code == IR_OP_CHECK_BOUND && op_has_register(op, 0))
        note_bound(analysis, op->operands[0].reg);
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (op_has_register(op, i) && ir_op_is_address_operand(op, i))
            note_unbound(analysis, op->operands[i].reg);
}

// Adds the current state to what may reach `target`.
static void flow_into(Analysis *analysis, IrBlock *target) {
    uint64_t *into = analysis->states + (size_t)target->id * analysis->words;
    bool changed = false;
    for (uint32_t i = 0; i < analysis->words; i++) {
        changed |= (analysis->state[i] & ~into[i]) != 0;
        into[i] |= analysis->state[i];
    }
    if (changed && !analysis->is_queued[target->id]) {
        analysis->is_queued[target->id] = true;
        vector_push(analysis->body->arena, &analysis->work, target);
    }
}

static void analyse_block(Analysis *analysis, const IrBlock *block) {
    memcpy(analysis->state, analysis->states + (size_t)block->id * analysis->words,
           analysis->words * sizeof(uint64_t));
    for (uint32_t i = 0; i < block->ops.count; i++) {
        const IrOp *op = block->ops.items[i];
        if (block->handler != NULL && (ir_op_can_raise(op) || op->code == IR_OP_PROPAGATE))
            flow_into(analysis, block->handler);
        step_over(analysis, op);
        for (uint32_t t = 0; t < ir_op_target_count(op); t++)
            flow_into(analysis, op->aux.targets.blocks[t]);
    }
}

static bool check_can_fail(const Analysis *analysis, const IrOp *op) {
    if (!op_has_register(op, 0))
        return true;
    IrRegisterId reg = op->operands[0].reg;
    return analysis->body->registers.items[reg].address_taken ||
           has_bit(analysis->state, analysis->bits[reg] - 1);
}

// Returns whether there were any.
static bool remove_checks(Analysis *analysis, IrBlock *block) {
    memcpy(analysis->state, analysis->states + (size_t)block->id * analysis->words,
           analysis->words * sizeof(uint64_t));
    uint32_t kept = 0;
    for (uint32_t i = 0; i < block->ops.count; i++) {
        IrOp *op = block->ops.items[i];
        if (op->code == IR_OP_CHECK_BOUND && !check_can_fail(analysis, op))
            continue;
        step_over(analysis, op);
        block->ops.items[kept++] = op;
    }
    bool any = kept < block->ops.count;
    block->ops.count = kept;
    return any;
}

// --- C variables ---------------------------------------------------------------------------------

// Whole aggregates are left as they are: to fill them costs more than to read one unset is worth.
static bool is_c_variable(const IrRegister *reg) {
    return reg->name != NULL && !reg->is_argument && reg->type.kind != IR_VOID &&
           reg->type.kind != IR_AGGREGATE && !ir_kind_is_counted(reg->type.kind);
}

static bool clear_unset_variables(IrBody *body, Analyses *analyses) {
    bool *tracked = ARENA_ARRAY(body->arena, bool, body->registers.count);
    bool any = false;
    for (IrRegisterId reg = 0; reg < body->registers.count; reg++)
        any |= tracked[reg] = is_c_variable(&body->registers.items[reg]);
    if (!any)
        return false;
    LivenessRequest request = {.tracked = tracked};
    Liveness liveness = analyses_find_liveness(analyses, body->arena, &request);
    IrRegisterVector unset = liveness.in[0];
    if (unset.count == 0)
        return false;
    IrOpVector ops = {0};
    for (uint32_t i = 0; i < unset.count; i++) {
        IrValue zero = ir_zero(body->registers.items[unset.items[i]].type.kind);
        edit_append(body, &ops, IR_OP_COPY, body->span, unset.items[i], &zero, 1);
    }
    edit_separate_entry(body);
    edit_prepend_to_entry(body, &ops);
    return true;
}

// --- The whole -----------------------------------------------------------------------------------

static bool remove_needless_checks(IrBody *body) {
    Arena *arena = body->arena;
    Analysis analysis = {.body = body, .bits = ARENA_ARRAY(arena, uint32_t, body->registers.count)};
    uint32_t checked = number_registers(&analysis);
    if (checked == 0)
        return false;
    analysis.words = (checked + 63) / 64;
    analysis.states = ARENA_ARRAY(arena, uint64_t, (size_t)analysis.words * body->blocks.count);
    analysis.state = ARENA_ARRAY(arena, uint64_t, analysis.words);
    analysis.is_queued = ARENA_ARRAY(arena, bool, body->blocks.count);
    // At the entry nothing is bound but the arguments. Every block is looked at once at least.
    for (IrRegisterId reg = 0; reg < body->registers.count; reg++)
        if (analysis.bits[reg] > 0 && !body->registers.items[reg].is_argument)
            change_bit(analysis.states, analysis.bits[reg] - 1, true);
    for (uint32_t i = body->blocks.count; i-- > 0;) {
        analysis.is_queued[i] = true;
        vector_push(arena, &analysis.work, body->blocks.items[i]);
    }
    while (analysis.work.count > 0) {
        IrBlock *block = vector_pop(&analysis.work);
        analysis.is_queued[block->id] = false;
        analyse_block(&analysis, block);
    }
    bool any = false;
    for (uint32_t i = 0; i < body->blocks.count; i++)
        any |= remove_checks(&analysis, body->blocks.items[i]);
    return any;
}

bool pass_undefined(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    bool has_removed = remove_needless_checks(body);
    if (has_removed)
        analyses_forget(analyses, KEEPS_NOTHING);
    bool has_cleared = clear_unset_variables(body, analyses);
    return has_removed || has_cleared;
}
