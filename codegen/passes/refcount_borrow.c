// Which registers can borrow, and what their objects depend on.
//
// A register that is set once borrows from the register that it was copied or taken from, as long
// as that one is not set anew while it is in use; or from memory, for the few ops during which no
// Python code runs, nothing is written and nothing is released. Its roots are kept alive while it
// is used. Pointers have roots too: all counted registers that they may point into.

#include "codegen/passes/refcount.h"

// --- Roots ---------------------------------------------------------------------------------------

static bool add_root(Refcount *pass, IrRegisterId reg, IrRegisterId root) {
    if (reg == root || register_list_has(&pass->roots[reg], root))
        return false;
    vector_push(pass->arena, &pass->roots[reg], root);
    return true;
}

// Adds what the operand register is or depends on; returns whether anything is new.
static bool add_roots_of(Refcount *pass, IrRegisterId reg, IrRegisterId operand) {
    bool changed = false;
    if (refcount_is(pass, operand, OWNED) || refcount_is(pass, operand, BORROWED))
        changed |= add_root(pass, reg, operand);
    for (uint32_t i = 0; i < pass->roots[operand].count; i++)
        changed |= add_root(pass, reg, pass->roots[operand].items[i]);
    return changed;
}

// Only pointers and borrowed registers have roots; what they come from are the op's operands. Not a
// variable in memory that is set at several places: where it is used, the operands of each may not
// be set. What Python variables refer to outlives it anyway (lifetime.c).
static bool add_roots_of_op(Refcount *pass, const IrOp *op) {
    bool changed = false;
    if (op->result == IR_NO_REGISTER)
        return false;
    bool is_pointer = pass->body->registers.items[op->result].type.kind == IR_POINTER;
    if (!is_pointer && !refcount_is(pass, op->result, BORROWED))
        return false;
    if (pass->definitions[op->result].count > 1)
        return false;
    for (uint32_t i = 0; i < op->operand_count; i++) {
        if (!op_has_register(op, i))
            continue;
        IrRegisterId operand = op->operands[i].reg;
        IrKind kind = pass->body->registers.items[operand].type.kind;
        if (kind == IR_POINTER || ir_kind_is_counted(kind))
            changed |= add_roots_of(pass, op->result, operand);
    }
    return changed;
}

static void find_roots(Refcount *pass) {
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < pass->body->blocks.count; i++) {
            const IrBlock *block = pass->body->blocks.items[i];
            for (uint32_t j = 0; j < block->ops.count; j++)
                changed |= add_roots_of_op(pass, block->ops.items[j]);
        }
    }
}

// --- Proposals -----------------------------------------------------------------------------------

// The operand that the op's result shares its very reference with, or none.
static IrRegisterId shared_operand(const IrOp *op) {
    return ir_op_has(op, IR_ALIASES) && op_has_register(op, 0) ? op->operands[0].reg
                                                               : IR_NO_REGISTER;
}

// The register that the op's result borrows from, or none.
static IrRegisterId borrowed_operand(const IrOp *op) {
    bool is_part = ir_op_has(op, IR_PART_OF_FIRST) && op_has_register(op, 0);
    return is_part ? op->operands[0].reg : shared_operand(op);
}

// Could the register borrow, judged by its op alone?
static bool may_borrow(const Refcount *pass, IrRegisterId reg) {
    const IrOp *op = definition_op(&pass->definitions[reg]);
    if (op == NULL || op->result != reg)
        return false;
    IrRegisterId from = borrowed_operand(op);
    if (from != IR_NO_REGISTER)
        return !refcount_is(pass, from, OWNED_ALWAYS) && !refcount_is(pass, from, UNCOUNTED);
    return ir_op_result(op) == IR_RESULT_BORROWED;
}

// Follows copies of borrowed registers to the one that owns the reference.
static void find_owners(Refcount *pass) {
    for (IrRegisterId reg = 0; reg < pass->register_count; reg++) {
        IrRegisterId owner = reg;
        uint32_t steps = 0;
        while (owner != IR_NO_REGISTER && refcount_is(pass, owner, BORROWED) &&
               steps++ < pass->register_count)
            owner = shared_operand(definition_op(&pass->definitions[owner]));
        bool is_owned = owner != IR_NO_REGISTER && refcount_is(pass, owner, OWNED);
        pass->owner[reg] = is_owned && owner != reg ? owner : IR_NO_REGISTER;
    }
}

void refcount_propose_borrows(Refcount *pass, const bool *is_refused) {
    for (IrRegisterId reg = 0; reg < pass->register_count; reg++) {
        pass->roots[reg].count = 0;
        if (!refcount_is(pass, reg, OWNED) && !refcount_is(pass, reg, BORROWED))
            continue;
        bool borrows = !is_refused[reg] && may_borrow(pass, reg);
        pass->ownership[reg] = borrows ? BORROWED : OWNED;
    }
    find_roots(pass);
    find_owners(pass);
}

// --- Refusals ------------------------------------------------------------------------------------

typedef struct Check {
    Refcount *pass;
    bool *is_refused;
    // of each register: BORROWED ones that have it as a root
    IrRegisterVector *dependents;
    // of each register: block id + 1 if it is live after the op
    uint32_t *live;
    uint32_t block;
    const IrOp *op;
    bool releases; // something is released after the op
    bool any;
} Check;

static bool is_live(const Check *check, IrRegisterId reg) {
    return check->live[reg] == check->block + 1;
}

static void refuse(Check *check, IrRegisterId reg) {
    check->any |= !check->is_refused[reg];
    check->is_refused[reg] = true;
}

// The register is set: what borrows from it must not be in use any more.
static void check_definition(void *context, IrRegisterId reg) {
    Check *check = context;
    const IrRegisterVector *dependents = &check->dependents[reg];
    // Nor may the op itself read it: the old value has to be released before it, and not after.
    for (uint32_t i = 0; i < check->op->operand_count; i++) {
        if (!op_has_register(check->op, i))
            continue;
        IrRegisterId operand = check->op->operands[i].reg;
        if (refcount_is(check->pass, operand, BORROWED) &&
            register_list_has(&check->pass->roots[operand], reg))
            refuse(check, operand);
    }
    for (uint32_t i = 0; i < dependents->count; i++) {
        IrRegisterId dependent = dependents->items[i];
        if (is_live(check, dependent))
            refuse(check, dependent);
    }
}

static void note_definition(void *context, IrRegisterId reg) {
    Check *check = context;
    bool is_owned = refcount_is(check->pass, reg, OWNED);
    check->releases |= is_owned && !is_live(check, reg);
    check_definition(context, reg);
    check->live[reg] = 0;
}

static void note_use(void *context, IrRegisterId reg) {
    Check *check = context;
    check->releases |= refcount_is(check->pass, reg, OWNED) && !is_live(check, reg);
    if (check->pass->is_tracked[reg])
        check->live[reg] = check->block + 1;
}

// Walks the block backwards with the registers that are live. Notes which ops may be followed by a
// release.
static void check_register_borrows(Check *check, const IrBlock *block, bool *releases_after) {
    check->block = block->id;
    const IrOp *terminator = ir_block_terminator(block);
    for (uint32_t t = 0; t < ir_op_target_count(terminator); t++) {
        const IrRegisterVector *in =
            &check->pass->liveness.in[terminator->aux.targets.blocks[t]->id];
        for (uint32_t i = 0; i < in->count; i++)
            check->live[in->items[i]] = block->id + 1;
    }
    for (uint32_t i = block->ops.count; i-- > 0;) {
        check->op = block->ops.items[i];
        check->releases = false;
        flow_each_definition(check->op, note_definition, check);
        liveness_each_use(&check->pass->request, check->op, note_use, check);
        releases_after[i] = check->releases;
    }
    for (uint32_t i = 0; i < block->parameters.count; i++)
        check->live[block->parameters.items[i]] = 0;
}

// Is the register only given away by the op, if it is used at all? Then the new reference is there
// before the op runs anything.
static bool is_only_stolen(const IrOp *op, IrRegisterId reg) {
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (op_has_register(op, i) && op->operands[i].reg == reg && !ir_op_steals(op, i))
            return false;
    return true;
}

static bool uses_register(const Refcount *pass, const IrOp *op, IrRegisterId reg) {
    for (uint32_t i = 0; i < op->operand_count; i++) {
        if (!op_has_register(op, i))
            continue;
        IrRegisterId operand = op->operands[i].reg;
        if (operand == reg || register_list_has(&pass->roots[operand], reg))
            return true;
    }
    return false;
}

static bool ends_memory_borrow(const Refcount *pass, const IrOp *op) {
    unsigned effects = ir_op_effects(op);
    if (op->code == IR_OP_STORE)
        return op_has_register(op, 1) && !refcount_is(pass, op->operands[1].reg, UNCOUNTED);
    return (effects & (IR_RUNS_PYTHON | IR_WRITES)) != 0;
}

// Does the object that the op `start` took from memory stay there until the last use?
static bool memory_borrow_holds(const Refcount *pass, const IrBlock *block, uint32_t start,
                                const bool *releases_after) {
    IrRegisterId reg = block->ops.items[start]->result;
    uint32_t last = start;
    for (uint32_t i = start + 1; i < block->ops.count; i++)
        if (uses_register(pass, block->ops.items[i], reg))
            last = i;
    for (uint32_t i = start + 1; i <= last; i++) {
        const IrOp *op = block->ops.items[i];
        bool given_away = i == last && is_only_stolen(op, reg);
        if (releases_after[i - 1] || (ends_memory_borrow(pass, op) && !given_away))
            return false;
    }
    const IrOp *terminator = ir_block_terminator(block);
    for (uint32_t t = 0; t < ir_op_target_count(terminator); t++)
        if (liveness_has(&pass->liveness, terminator->aux.targets.blocks[t], reg))
            return false;
    return true;
}

static void check_memory_borrows(Check *check, const IrBlock *block, const bool *releases_after) {
    for (uint32_t i = 0; i < block->ops.count; i++) {
        const IrOp *op = block->ops.items[i];
        if (op->result == IR_NO_REGISTER || !refcount_is(check->pass, op->result, BORROWED) ||
            borrowed_operand(op) != IR_NO_REGISTER)
            continue;
        if (!memory_borrow_holds(check->pass, block, i, releases_after))
            refuse(check, op->result);
    }
}

static void find_dependents(Check *check) {
    const Refcount *pass = check->pass;
    for (IrRegisterId reg = 0; reg < pass->register_count; reg++)
        for (uint32_t i = 0; refcount_is(pass, reg, BORROWED) && i < pass->roots[reg].count; i++)
            vector_push(pass->arena, &check->dependents[pass->roots[reg].items[i]], reg);
}

bool refcount_refuse_borrows(Refcount *pass, bool *is_refused) {
    Check check = {.pass = pass,
                   .is_refused = is_refused,
                   .dependents = ARENA_ARRAY(pass->arena, IrRegisterVector, pass->register_count),
                   .live = ARENA_ARRAY(pass->arena, uint32_t, pass->register_count)};
    find_dependents(&check);
    for (uint32_t i = 0; i < pass->body->blocks.count; i++) {
        const IrBlock *block = pass->body->blocks.items[i];
        bool *releases_after = ARENA_ARRAY(pass->arena, bool, block->ops.count);
        check_register_borrows(&check, block, releases_after);
        check_memory_borrows(&check, block, releases_after);
    }
    return check.any;
}
