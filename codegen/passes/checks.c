// Narrowing: of two questions about one value the dominated one goes, if its answer is known.
//
// Expects: SSA form, so that a register is one value; an error branch after each op that may raise.
// Leaves: no check (trait CHECKS) that passes whatever happens, and no `is None`, test of an exact
// type or isinstance of a builtin type whose answer is known on every path to it: because a check
// or a branch has told, or what sets the value does. Branches on what is known are jumps.
//
// A walk over the dominator tree, with what is known of each register in a list that shrinks again
// when the walk leaves the block where it came to be known. (A conditional constant propagation
// over types, without its optimism: Wegman and Zadeck, 1991.)

#include "codegen/passes/checks.h"

typedef struct Checks {
    IrModule *module;
    IrBody *body;
    Arena *arena;
    const Definition *definitions;
    const Predecessors *predecessors;
    const Dominators *dominators;
    // of each register: number + 1 of its latest fact
    uint32_t *latest;
    VECTOR(Fact) facts;
    // another one after each op that runs Python code, and where control may come from elsewhere
    uint32_t epoch, epochs;
    uint32_t *end_epoch; // of each block: at its end
    // of each register that answers a question: when that was asked
    uint32_t *asked_epoch;
    Replacements replacements;
    bool has_dropped, has_replaced;
} Checks;

// A CHECK of something that stays as it is: what lives in memory may change between two.
static bool find_check(const Checks *pass, const IrOp *op, Question *question) {
    if (!ir_op_has(op, IR_CHECKS) || !definition_is_value(pass->definitions, op->operands[0]))
        return false;
    *question = (Question){.kind = ASKS_CHECK, .reg = op->operands[0].reg, .check = op};
    return true;
}

static Answer find_answer(const Checks *pass, const Question *question) {
    Answer answer = checks_answer_by_definition(pass->module, pass->definitions, question);
    for (uint32_t i = pass->latest[question->reg]; answer == ANSWER_UNKNOWN && i > 0;) {
        zi_assert(pass->facts.items != NULL);
        const Fact *fact = &pass->facts.items[i - 1];
        answer = checks_answer_by_fact(fact, question, fact->epoch == pass->epoch);
        i = fact->previous;
    }
    return answer;
}

static void add_fact(Checks *pass, Question question, bool answer, uint32_t epoch) {
    Fact fact = {question, answer, epoch, pass->latest[question.reg]};
    vector_push(pass->arena, &pass->facts, fact);
    pass->latest[question.reg] = pass->facts.count;
}

static void forget_facts(Checks *pass, uint32_t count) {
    while (pass->facts.count > count) {
        Fact fact = vector_pop(&pass->facts);
        pass->latest[fact.question.reg] = fact.previous;
    }
}

// --- What an edge tells --------------------------------------------------------------------------

// The op behind a condition, past negations; NULL: there is none.
static const IrOp *find_condition(const Checks *pass, IrValue condition, bool *is_negated) {
    const IrOp *op = definition_of(pass->definitions, condition);
    for (*is_negated = false; op != NULL && op->code == IR_OP_NOT; *is_negated = !*is_negated)
        op = definition_of(pass->definitions, op->operands[0]);
    return op;
}

static void learn_from_branch(Checks *pass, const IrOp *branch, bool is_true) {
    bool is_negated, is_opposite;
    const IrOp *op = find_condition(pass, branch->operands[0], &is_negated);
    Question question;
    if (op != NULL && checks_find_question(pass->definitions, op, &question, &is_opposite))
        add_fact(pass, question, is_true != (is_negated != is_opposite),
                 pass->asked_epoch[op->result]);
}

// Adds what is known at the start of a block that one edge alone leads to.
static void learn_from_edge(Checks *pass, const IrBlock *block) {
    const BlockVector *from = &pass->predecessors->normal[block->id];
    if (from->count != 1)
        return;
    const IrBlock *before = from->items[0];
    const IrOp *terminator = ir_block_terminator(before);
    if (terminator->code == IR_OP_BRANCH && op_has_register(terminator, 0))
        learn_from_branch(pass, terminator, terminator->aux.targets.blocks[0] == block);
    if (terminator->code != IR_OP_ERROR_BRANCH || terminator->aux.targets.blocks[0] != block)
        return;
    Question question;
    if (find_check(pass, before->ops.items[before->ops.count - 2], &question))
        add_fact(pass, question, true, pass->epoch);
}

// --- What is known -------------------------------------------------------------------------------

// Is the op needless, because its answer is known?
static bool drop_op(Checks *pass, const IrOp *op) {
    Question question;
    bool is_opposite;
    if (find_check(pass, op, &question))
        return find_answer(pass, &question) == ANSWER_YES;
    if (op->result == IR_NO_REGISTER ||
        !checks_find_question(pass->definitions, op, &question, &is_opposite))
        return false;
    Answer answer = find_answer(pass, &question);
    if (answer == ANSWER_UNKNOWN || pass->definitions[op->result].in_memory)
        return false;
    pass->replacements.values[op->result] = ir_int(IR_BOOL, (answer == ANSWER_YES) != is_opposite);
    pass->has_replaced = true;
    return true;
}

// Makes a jump of a branch whose condition is known.
static void take_known_side(Checks *pass, IrOp *branch) {
    bool is_negated;
    const IrOp *op = find_condition(pass, branch->operands[0], &is_negated);
    IrValue value = op == NULL ? branch->operands[0]
                               : edit_find_replacement(&pass->replacements, ir_reg(op->result));
    if (value.kind != IR_VALUE_INTEGER)
        return;
    bool is_true = (value.integer != 0) != is_negated;
    edit_take_side(branch, is_true ? 0 : 1);
    pass->has_dropped = true;
}

static void note_op(Checks *pass, const IrOp *op) {
    if ((ir_op_effects(op) & IR_RUNS_PYTHON) != 0)
        pass->epoch = ++pass->epochs;
    if (op->result != IR_NO_REGISTER)
        pass->asked_epoch[op->result] = pass->epoch;
}

static void narrow_block(Checks *pass, IrBlock *block) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < block->ops.count; i++) {
        IrOp *op = block->ops.items[i];
        if (op->code == IR_OP_BRANCH)
            take_known_side(pass, op);
        if (!drop_op(pass, op)) {
            note_op(pass, op);
            block->ops.items[kept++] = op;
            continue;
        }
        pass->has_dropped = true;
        IrOp *after = block->ops.items[i + 1];
        if (after->code == IR_OP_ERROR_BRANCH)
            edit_take_good_side(after);
    }
    block->ops.count = kept;
    pass->end_epoch[block->id] = pass->epoch;
}

// --- The walk ------------------------------------------------------------------------------------

typedef struct Visit {
    uint32_t block;
    uint32_t fact_count; // before the block
    uint32_t child;      // to visit next
} Visit;

static void enter_block(Checks *pass, Visit *visit) {
    IrBlock *block = pass->body->blocks.items[visit->block];
    uint32_t before = pass->dominators->immediate[visit->block];
    bool is_after = pass->predecessors->normal[visit->block].count == 1 && before != visit->block;
    pass->epoch = is_after ? pass->end_epoch[before] : ++pass->epochs;
    visit->fact_count = pass->facts.count;
    learn_from_edge(pass, block);
    narrow_block(pass, block);
}

static bool has_questions(const Checks *pass) {
    Question question;
    bool is_opposite;
    for (uint32_t i = 0; i < pass->body->blocks.count; i++) {
        const IrBlock *block = pass->body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (ir_op_has(block->ops.items[j], IR_CHECKS) ||
                checks_find_question(pass->definitions, block->ops.items[j], &question,
                                     &is_opposite))
                return true;
    }
    return false;
}

static void walk_tree(Checks *pass, const DominatorChildren *children) {
    VECTOR(Visit) stack = {0};
    vector_push(pass->arena, &stack, ((Visit){.block = 0}));
    enter_block(pass, &vector_last(&stack));
    while (stack.count > 0) {
        Visit *visit = &vector_last(&stack);
        uint32_t first = children->first[visit->block];
        if (first + visit->child < children->first[visit->block + 1]) {
            uint32_t next = children->ids[first + visit->child++];
            vector_push(pass->arena, &stack, ((Visit){.block = next}));
            enter_block(pass, &vector_last(&stack));
        } else {
            forget_facts(pass, visit->fact_count);
            stack.count--;
        }
    }
}

bool pass_checks(IrModule *module, IrBody *body, Analyses *analyses) {
    Arena *arena = arena_create();
    uint32_t registers = body->registers.count;
    Checks pass = {.module = module,
                   .body = body,
                   .arena = arena,
                   .definitions = analyses_definitions(analyses)};
    if (has_questions(&pass)) {
        pass.predecessors = analyses_predecessors(analyses);
        pass.dominators = analyses_dominators(analyses);
        pass.latest = ARENA_ARRAY(arena, uint32_t, registers + 1);
        pass.end_epoch = ARENA_ARRAY(arena, uint32_t, body->blocks.count);
        pass.asked_epoch = ARENA_ARRAY(arena, uint32_t, registers + 1);
        pass.replacements = edit_start_replacing(arena, body);
        walk_tree(&pass, analyses_dominator_children(analyses));
        if (pass.has_replaced)
            edit_replace_registers(body, &pass.replacements);
        if (pass.has_dropped)
            edit_remove_unreachable(body);
    }
    arena_destroy(arena);
    return pass.has_dropped;
}
