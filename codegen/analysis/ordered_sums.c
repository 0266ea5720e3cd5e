// Which loops sum in order, and how they read: by the parameters of their headers, and the
// addresses in them.

#include "codegen/analysis/ordered_sums.h"
#include "codegen/analysis/analysis.h"

enum {
    MOST_STEPS = 4,
    // Of floating-point operations beside the sum. Of a product alone vectors gain less than short
    // loops lose by the test whether there are enough items: the inner loops of pairwise() and
    // convolve() in benchmarks/arrays.pyx.
    LEAST_WORK = 2,
};

typedef struct SumLoop {
    const IrBody *body;
    const Definition *definitions;
    const LoopForest *forest;
    uint32_t number;
    const IrBlock *header;
} SumLoop;

static bool is_inside(const SumLoop *loop, const IrBlock *block) {
    return loops_has(loop->forest, loop->number, block);
}

static const Definition *definition_in(const SumLoop *loop, IrValue value) {
    if (value.kind != IR_VALUE_REGISTER)
        return NULL;
    const Definition *definition = &loop->definitions[value.reg];
    return definition->count > 0 && is_inside(loop, loop->body->blocks.items[definition->block])
               ? definition
               : NULL;
}

// Is the block one whose JUMP goes on with the loop?
static const IrOp *find_latch(const SumLoop *loop, const IrBlock *block) {
    const IrOp *terminator = ir_block_terminator(block);
    return terminator->code == IR_OP_JUMP && terminator->aux.targets.blocks[0] == loop->header
               ? terminator
               : NULL;
}

// --- Sums ----------------------------------------------------------------------------------------

// Is it the parameter and more? What several ways lead to is taken to be.
static bool adds_to(const SumLoop *loop, IrValue value, IrRegisterId parameter, int steps) {
    const Definition *definition = definition_in(loop, value);
    if (definition == NULL || value.reg == parameter)
        return false;
    const IrOp *op = definition->op;
    if (op == NULL)
        return true;
    if (steps == 0 || (op->code != IR_OP_ADD && op->code != IR_OP_SUBTRACT))
        return false;
    for (uint32_t i = 0; i < 2; i++)
        if (op_has_register(op, i) && (op->operands[i].reg == parameter ||
                                       adds_to(loop, op->operands[i], parameter, steps - 1)))
            return true;
    return false;
}

static bool is_real(const SumLoop *loop, IrRegisterId reg) {
    IrKind kind = loop->body->registers.items[reg].type.kind;
    return kind == IR_F32 || kind == IR_F64;
}

static uint32_t count_sums(const SumLoop *loop) {
    const Loop *found = &loop->forest->loops[loop->number];
    uint32_t count = 0;
    for (uint32_t j = 0; j < loop->header->parameters.count; j++) {
        IrRegisterId parameter = loop->header->parameters.items[j];
        bool is_sum = false;
        for (uint32_t i = 0; is_real(loop, parameter) && i < found->block_count; i++) {
            const IrOp *latch = find_latch(loop, loop->body->blocks.items[found->blocks[i]]);
            is_sum |= latch != NULL && adds_to(loop, latch->operands[j], parameter, MOST_STEPS);
        }
        count += is_sum;
    }
    return count;
}

// How many floating-point operations a round has, the sums among them.
static uint32_t count_work(const SumLoop *loop) {
    const Loop *found = &loop->forest->loops[loop->number];
    uint32_t count = 0;
    for (uint32_t i = 0; i < found->block_count; i++) {
        const IrBlock *block = loop->body->blocks.items[found->blocks[i]];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            bool is_arithmetic = op->code == IR_OP_ADD || op->code == IR_OP_SUBTRACT ||
                                 op->code == IR_OP_MULTIPLY || op->code == IR_OP_DIVIDE;
            count += is_arithmetic && is_real(loop, op->result);
        }
    }
    return count;
}

// --- Rows ----------------------------------------------------------------------------------------

// A parameter of the header that each round steps by one, forward or backward.
static bool is_counter(const SumLoop *loop, IrRegisterId reg) {
    const Loop *found = &loop->forest->loops[loop->number];
    uint32_t place = 0;
    while (place < loop->header->parameters.count && loop->header->parameters.items[place] != reg)
        place++;
    if (place == loop->header->parameters.count)
        return false;
    for (uint32_t i = 0; i < found->block_count; i++) {
        const IrOp *latch = find_latch(loop, loop->body->blocks.items[found->blocks[i]]);
        if (latch == NULL)
            continue;
        const Definition *next = definition_in(loop, latch->operands[place]);
        if (next == NULL || next->op == NULL || next->op->code != IR_OP_ADD ||
            !op_has_register(next->op, 0) || next->op->operands[0].reg != reg ||
            next->op->operands[1].kind != IR_VALUE_INTEGER ||
            (next->op->operands[1].integer != 1 && next->op->operands[1].integer != -1))
            return false;
    }
    return true;
}

// A counter, plus or minus what the loop does not change.
static bool steps_by_one(const SumLoop *loop, IrValue value, int steps) {
    const Definition *definition = definition_in(loop, value);
    if (definition == NULL || steps == 0)
        return false;
    const IrOp *op = definition->op;
    if (op == NULL)
        return is_counter(loop, value.reg);
    if (op->code == IR_OP_COPY)
        return steps_by_one(loop, op->operands[0], steps - 1);
    if (op->code != IR_OP_ADD && op->code != IR_OP_SUBTRACT)
        return false;
    bool is_first = definition_in(loop, op->operands[1]) == NULL;
    return (is_first || definition_in(loop, op->operands[0]) == NULL) &&
           steps_by_one(loop, op->operands[!is_first], steps - 1);
}

static bool reads_row(const SumLoop *loop, const IrOp *op) {
    if (op->code != IR_OP_VIEW_ELEMENT && op->code != IR_OP_ELEMENT)
        return true;
    if (op->code == IR_OP_VIEW_ELEMENT && !element_is_contiguous(loop->body, op))
        return false;
    uint32_t last = op->operand_count - 1;
    for (uint32_t i = 1; i < last; i++)
        if (definition_in(loop, op->operands[i]) != NULL)
            return false;
    return definition_in(loop, op->operands[last]) == NULL ||
           steps_by_one(loop, op->operands[last], MOST_STEPS);
}

static bool reads_rows(const SumLoop *loop) {
    const Loop *found = &loop->forest->loops[loop->number];
    for (uint32_t i = 0; i < found->block_count; i++) {
        const IrBlock *block = loop->body->blocks.items[found->blocks[i]];
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (!reads_row(loop, block->ops.items[j]))
                return false;
    }
    return true;
}

// --- The body ------------------------------------------------------------------------------------

static bool has_candidates(const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; block->is_loop_header && j < block->parameters.count; j++) {
            IrKind kind = body->registers.items[block->parameters.items[j]].type.kind;
            if (kind == IR_F32 || kind == IR_F64 || block->is_jammed)
                return true;
        }
    }
    return false;
}

// NONE: LLVM may do as it likes.
static SumAdvice choose_advice(const SumLoop *loop) {
    if (loop->header->is_jammed)
        return SUM_ONE_BY_ONE;
    uint32_t sums = (loop->body->fast_math & FAST_MATH_REASSOC) == 0 ? count_sums(loop) : 0;
    if (sums == 0)
        return SUM_NONE;
    bool pays = reads_rows(loop) && count_work(loop) >= sums + LEAST_WORK;
    return pays ? SUM_OF_ROWS : SUM_ONE_BY_ONE;
}

static void advise(const SumLoop *loop, SumAdvice *advice) {
    const Loop *found = &loop->forest->loops[loop->number];
    SumAdvice own = choose_advice(loop);
    for (uint32_t i = 0; i < found->block_count; i++) {
        const IrBlock *block = loop->body->blocks.items[found->blocks[i]];
        if (find_latch(loop, block) != NULL)
            advice[block->id] = own;
    }
}

SumAdvice *ordered_sums_find(Arena *arena, const IrBody *body) {
    if (!has_candidates(body))
        return NULL;
    DepthFirst walk = flow_depth_first(arena, body);
    Predecessors predecessors = flow_find_predecessors(arena, body);
    LoopForest forest = loops_find(arena, body, &walk, &predecessors);
    SumLoop loop = {
        .body = body,
        .definitions = definitions_find(arena, body, flow_find_memory(arena, body)),
        .forest = &forest,
    };
    SumAdvice *advice = ARENA_ARRAY(arena, SumAdvice, body->blocks.count);
    for (loop.number = 0; loop.number < forest.count; loop.number++) {
        loop.header = body->blocks.items[forest.loops[loop.number].header];
        if (!forest.loops[loop.number].is_irreducible && loops_is_innermost(&forest, loop.number))
            advise(&loop, advice);
    }
    return advice;
}
