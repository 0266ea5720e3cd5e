// Redundant checks: of two that ask the same of one value the dominated one goes.
//
// Expects: SSA form, so that a register is one value; an error branch after each check. Leaves: no
// check (trait CHECKS) of what is known on every path to it: because the same check has passed, or
// a comparison with None has told.
//
// A walk over the dominator tree, with what is known of each register in a list that shrinks again
// when the walk leaves the block where it came to be known.

#include "codegen/passes/internal.h"

// What is known of a register.
typedef struct Fact {
    IrRegisterId reg;
    // it has passed this; NULL: it is not None
    const IrOp *check;
    // number + 1 of the fact before it about the register, or 0
    uint32_t previous;
} Fact;

typedef struct Checks {
    IrBody *body;
    Arena *arena;
    const Definition *definitions;
    const Predecessors *predecessors;
    // of each register: number + 1 of its latest fact
    uint32_t *latest;
    VECTOR(Fact) facts;
    bool has_dropped;
} Checks;

// What lives in memory may change between two checks.
static bool is_value(const Checks *pass, IrValue value) {
    return value.kind == IR_VALUE_REGISTER && !pass->definitions[value.reg].in_memory;
}

static bool is_check(const Checks *pass, const IrOp *op) {
    return ir_op_has(op, IR_CHECKS) && is_value(pass, op->operands[0]);
}

static bool is_same_check(const IrOp *known, const IrOp *op) {
    if (known->code != op->code)
        return known->code == IR_OP_CHECK_TYPE && (known->flags & IR_FLAG_NOT_NONE) != 0 &&
               op->code == IR_OP_CHECK_NOT_NONE;
    if (op->code != IR_OP_CHECK_TYPE)
        return true;
    return known->aux.type == op->aux.type &&
           (known->flags & IR_FLAG_NOT_NONE) >= (op->flags & IR_FLAG_NOT_NONE);
}

static bool is_known(const Checks *pass, const IrOp *op) {
    for (uint32_t i = pass->latest[op->operands[0].reg]; i > 0;) {
        zi_assert(pass->facts.items != NULL);
        const Fact *fact = &pass->facts.items[i - 1];
        if (fact->check == NULL ? op->code == IR_OP_CHECK_NOT_NONE : is_same_check(fact->check, op))
            return true;
        i = fact->previous;
    }
    return false;
}

static void add_fact(Checks *pass, IrRegisterId reg, const IrOp *check) {
    Fact fact = {reg, check, pass->latest[reg]};
    vector_push(pass->arena, &pass->facts, fact);
    pass->latest[reg] = pass->facts.count;
}

static void forget_facts(Checks *pass, uint32_t count) {
    while (pass->facts.count > count) {
        Fact fact = vector_pop(&pass->facts);
        pass->latest[fact.reg] = fact.previous;
    }
}

// --- What an edge tells --------------------------------------------------------------------------

static bool is_none(const Checks *pass, IrValue value) {
    const IrOp *op = definition_of(pass->definitions, value);
    return op != NULL && op->code == IR_OP_SINGLETON && op->aux.number == SINGLETON_NONE;
}

// `x is not None`, where it is true, and `x is None`, where it is false.
static void learn_from_comparison(Checks *pass, const IrOp *branch, bool is_true) {
    const IrOp *op = definition_of(pass->definitions, branch->operands[0]);
    for (; op != NULL && op->code == IR_OP_NOT; is_true = !is_true)
        op = definition_of(pass->definitions, op->operands[0]);
    CompareOperator wanted = is_true ? COMPARE_IS_NOT : COMPARE_IS;
    if (op == NULL || op->code != IR_OP_COMPARE || op->aux.number != wanted)
        return;
    for (uint32_t i = 0; i < 2; i++)
        if (is_value(pass, op->operands[i]) && is_none(pass, op->operands[1 - i]))
            add_fact(pass, op->operands[i].reg, NULL);
}

// Adds what is known at the start of a block that one edge alone leads to.
static void learn_from_edge(Checks *pass, const IrBlock *block) {
    const BlockVector *from = &pass->predecessors->normal[block->id];
    if (from->count != 1)
        return;
    const IrBlock *before = from->items[0];
    const IrOp *terminator = ir_block_terminator(before);
    if (terminator->code == IR_OP_BRANCH)
        learn_from_comparison(pass, terminator, terminator->aux.targets.blocks[0] == block);
    if (terminator->code != IR_OP_ERROR_BRANCH || terminator->aux.targets.blocks[0] != block)
        return;
    const IrOp *check = before->ops.items[before->ops.count - 2];
    if (is_check(pass, check))
        add_fact(pass, check->operands[0].reg, check);
}

// Takes away a check that is known to pass; its error branch leads to the good side alone.
static void drop_known_check(Checks *pass, IrBlock *block) {
    IrOp *terminator = ir_block_terminator(block);
    if (terminator->code != IR_OP_ERROR_BRANCH)
        return;
    const IrOp *check = block->ops.items[block->ops.count - 2];
    if (!is_check(pass, check) || !is_known(pass, check))
        return;
    edit_take_good_side(terminator);
    block->ops.items[block->ops.count - 2] = terminator;
    block->ops.count--;
    pass->has_dropped = true;
}

// --- The walk ------------------------------------------------------------------------------------

typedef struct Visit {
    uint32_t block;
    uint32_t fact_count; // before the block
    uint32_t child;      // to visit next
} Visit;

static void enter_block(Checks *pass, Visit *visit) {
    IrBlock *block = pass->body->blocks.items[visit->block];
    visit->fact_count = pass->facts.count;
    learn_from_edge(pass, block);
    drop_known_check(pass, block);
}

static bool has_checks(const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (ir_op_has(block->ops.items[j], IR_CHECKS))
                return true;
    }
    return false;
}

bool pass_checks(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    if (!has_checks(body))
        return false;
    Arena *arena = arena_create();
    const DominatorChildren *children = analyses_dominator_children(analyses);
    Checks pass = {.body = body,
                   .arena = arena,
                   .definitions = analyses_definitions(analyses),
                   .predecessors = analyses_predecessors(analyses),
                   .latest = ARENA_ARRAY(arena, uint32_t, body->registers.count + 1)};
    VECTOR(Visit) stack = {0};
    vector_push(arena, &stack, ((Visit){.block = 0}));
    enter_block(&pass, &vector_last(&stack));
    while (stack.count > 0) {
        Visit *visit = &vector_last(&stack);
        uint32_t first = children->first[visit->block];
        if (first + visit->child < children->first[visit->block + 1]) {
            uint32_t next = children->ids[first + visit->child++];
            vector_push(arena, &stack, ((Visit){.block = next}));
            enter_block(&pass, &vector_last(&stack));
        } else {
            forget_facts(&pass, visit->fact_count);
            stack.count--;
        }
    }
    if (pass.has_dropped)
        edit_remove_unreachable(body);
    arena_destroy(arena);
    return pass.has_dropped;
}
