// The rounds of a parallel loop, in the threads' function.
//
// Takes: ParallelFor nodes whose rounds the threads share. Gives: a loop over the thread's part of
// the rounds, or over one part after the other; a round looks whether the loop has been left where
// that matters.

#include "abi/abi.h"
#include "codegen/builder/parallel.h"

// --- How many, and which -------------------------------------------------------------------------

RangeBounds build_parallel_bounds(Builder *builder, const ParallelFor *node) {
    return build_range_bounds(builder, node->start, node->stop, node->step, node->target->type);
}

IrValue count_rounds(Builder *builder, const RangeBounds *bounds) {
    check_range_step(builder, bounds->step);
    return ADD_RUNTIME(builder, parallel_rounds, bounds->start, bounds->stop, bounds->step,
                       ir_int(IR_BOOL, bounds->is_unsigned));
}

IrValue build_chunk_size(Builder *builder, const ParallelFor *node) {
    const Type *type = builder->common->int_;
    if (node->chunk_size == NULL)
        return ir_int(IR_I32, 0);
    return add_saved_copy(builder, value_of(build_as(builder, node->chunk_size, type), type)).ir;
}

static bool comes_at_once(const ParallelFor *node) {
    return node->schedule == SCHEDULE_DEFAULT ||
           (node->schedule == SCHEDULE_STATIC && node->chunk_size == NULL);
}

static IrValue schedule_of(const ParallelFor *node) {
    static const int numbers[] = {[SCHEDULE_DEFAULT] = ZI_SCHEDULE_STATIC,
                                  [SCHEDULE_STATIC] = ZI_SCHEDULE_STATIC,
                                  [SCHEDULE_DYNAMIC] = ZI_SCHEDULE_DYNAMIC,
                                  [SCHEDULE_GUIDED] = ZI_SCHEDULE_GUIDED,
                                  [SCHEDULE_RUNTIME] = ZI_SCHEDULE_RUNTIME};
    return ir_int(IR_I32, numbers[node->schedule]);
}

// start + round * step; it wraps where the numbers in between do not.
static IrValue number_of_round(Builder *builder, const RangeBounds *bounds, IrValue round) {
    IrValue distance = add_binary(builder, IR_OP_MULTIPLY, IR_I64, round, bounds->step);
    return add_binary(builder, IR_OP_ADD, IR_I64, bounds->start, distance);
}

static RangeLoop range_of_part(Builder *builder, const RangeBounds *bounds, IrValue first,
                               IrValue end) {
    RangeLoop range = {.step = bounds->step,
                       .is_unsigned = bounds->is_unsigned,
                       .unit = range_unit(bounds->step, bounds->is_unsigned)};
    range.counter = builder_new_ir_register(builder, IR_I64);
    add_copy(builder, range.counter, number_of_round(builder, bounds, first));
    if (range.unit != 0) {
        range.stop = number_of_round(builder, bounds, end);
        return range;
    }
    range.remaining = builder_new_ir_register(builder, IR_I64);
    add_copy(builder, range.remaining, add_binary(builder, IR_OP_SUBTRACT, IR_I64, end, first));
    return range;
}

// --- Looking for others who have left ------------------------------------------------------------

static void find_exit(Node **child, void *context) {
    *(bool *)context |= node_is(*child, NODE_Break) || node_is(*child, NODE_Return);
    node_each_child(*child, find_exit, context);
}

static bool has_exit(const NodeList *body) {
    bool found = false;
    for (uint32_t i = 0; i < body->count; i++)
        find_exit(&body->items[i], &found);
    return found;
}

// May one round take long?
static bool takes_time(const IrOp *op) {
    switch (op->code) {
    case IR_OP_CALL_NATIVE:
    case IR_OP_CALL_VIRTUAL:
    case IR_OP_CALL_SLOT:
    case IR_OP_CALL_IMPORT:
    case IR_OP_CALL_POINTER:
    case IR_OP_GIL_ENSURE:
        return true;
    case IR_OP_CALL_EXTERN:
        return ir_op_can_raise(op);
    default:
        return (ir_op_effects(op) & IR_NEEDS_GIL) != 0;
    }
}

// A loop that only an exception ends, and whose rounds are a few operations on C numbers each, goes
// on in the other threads: a look at memory in each round would keep it from being vectorised.
static bool has_to_look(const Builder *builder, uint32_t first_block) {
    bool raises = false, lasts = false;
    for (uint32_t i = first_block; i < builder->function->blocks.count; i++) {
        const IrBlock *block = builder->function->blocks.items[i];
        lasts |= block->is_loop_header;
        for (uint32_t j = 0; j < block->ops.count; j++) {
            raises |= ir_op_can_raise(block->ops.items[j]);
            lasts |= takes_time(block->ops.items[j]);
        }
    }
    return raises && lasts;
}

static void drop_look(IrOp *look) {
    look->code = IR_OP_COPY;
    look->operands[0] = ir_int(IR_BOOL, 0);
    look->operand_count = 1;
}

// --- One part ------------------------------------------------------------------------------------

typedef struct Part {
    Rounds *rounds;
    IrRegisterId first, end; // of its rounds
    // BOOL: has the thread done the last round of all
    IrRegisterId is_last;
    IrBlock *left, *broken;
} Part;

static void advance(Builder *builder, void *context) { advance_range(builder, context); }

static void build_part(Builder *builder, const Part *part) {
    const Rounds *rounds = part->rounds;
    const ParallelFor *node = rounds->node;
    IrValue context = ir_reg(builder->outlined->context);
    IrValue first =
        add_saved_copy(builder, value_of(ir_reg(part->first), builder->common->long_)).ir;
    IrValue end = add_saved_copy(builder, value_of(ir_reg(part->end), builder->common->long_)).ir;
    RangeLoop range = range_of_part(builder, &rounds->bounds, first, end);
    Loop loop = begin_loop(builder, "prange");
    IrBlock *round = builder_new_block(builder, "round");
    loop.broken = part->broken;
    add_jump(builder, loop.header);
    builder_start_block(builder, loop.header);
    add_branch(builder, range_goes_on(builder, &range), loop.body, loop.exhausted);
    builder_start_block(builder, loop.body);
    assign_target(builder, node->target, range_number(builder, &range));
    IrValue stops = ADD_RUNTIME(builder, parallel_stops, context, rounds->number);
    IrOp *look = builder->block->ops.items[builder->block->ops.count - 1];
    add_branch(builder, stops, part->left, round);
    builder_start_block(builder, round);
    uint32_t first_block = builder->function->blocks.count;
    finish_loop(builder, &loop, &node->body, &(NodeList){0}, advance, &range);
    if (!has_exit(&node->body) && !has_to_look(builder, first_block))
        drop_look(look);
    IrValue any = add_compare(builder, COMPARE_NOT_EQUAL, first, end, false);
    IrValue all = add_compare(builder, COMPARE_EQUAL, end, rounds->count, false);
    IrValue last = add_binary(builder, IR_OP_AND, IR_BOOL, any, all);
    add_copy(builder, part->is_last,
             add_binary(builder, IR_OP_OR, IR_BOOL, ir_reg(part->is_last), last));
}

// --- All of them ---------------------------------------------------------------------------------

static void build_parts(Builder *builder, const Part *part) {
    const Rounds *rounds = part->rounds;
    IrValue schedule = schedule_of(rounds->node);
    IrValue first = ir_reg(part->first), end = ir_reg(part->end);
    if (comes_at_once(rounds->node)) {
        ADD_RUNTIME(builder, parallel_share, rounds->count, first, end);
        build_part(builder, part);
        return;
    }
    IrBlock *next = builder_new_block(builder, "part");
    IrBlock *done = builder_new_block(builder, "no part");
    IrValue more =
        ADD_RUNTIME(builder, parallel_first, schedule, rounds->count, rounds->chunk, first, end);
    add_branch(builder, more, next, done);
    builder_start_block(builder, next);
    build_part(builder, part);
    more = ADD_RUNTIME(builder, parallel_next, schedule, rounds->count, rounds->chunk, first, end);
    add_branch(builder, more, next, done);
    builder_start_block(builder, done);
}

// What is set in the last round counts, but less than what the thread has that breaks the loop.
static IrValue turn_of(Builder *builder, const Rounds *rounds, int64_t place) {
    IrValue doubled =
        add_binary(builder, IR_OP_MULTIPLY, IR_I32, rounds->number, ir_int(IR_I32, 2));
    return add_binary(builder, IR_OP_ADD, IR_I32, doubled, ir_int(IR_I32, place));
}

static void publish_last(Builder *builder, const Part *part, const ParallelSection *section) {
    IrBlock *last = builder_new_block(builder, "last round");
    add_branch(builder, ir_reg(part->is_last), last, part->left);
    builder_start_block(builder, last);
    publish_variables(builder, section, turn_of(builder, part->rounds, 0));
    add_jump(builder, part->left);
}

static void build_break_of_rounds(Builder *builder, const Part *part,
                                  const ParallelSection *section) {
    IrValue context = ir_reg(builder->outlined->context);
    builder_start_block(builder, part->broken);
    if (section->opens) {
        IrBlock *first = builder_new_block(builder, "first to break");
        IrValue claimed =
            ADD_RUNTIME(builder, parallel_claim, context, ir_int(IR_I32, ZI_PARALLEL_BREAK));
        add_branch(builder, claimed, first, part->left);
        builder_start_block(builder, first);
    } else {
        ADD_RUNTIME(builder, parallel_stop, context, part->rounds->number);
    }
    publish_variables(builder, section, turn_of(builder, part->rounds, 1));
    add_jump(builder, part->left);
}

void leave_rounds(Builder *builder, const Cleanup *cleanup) {
    const Rounds *rounds = cleanup->rounds;
    ADD_RUNTIME(builder, parallel_stop, ir_reg(builder->outlined->context), rounds->number);
    ADD_RUNTIME(builder, parallel_end, schedule_of(rounds->node));
}

void build_rounds(Builder *builder, Rounds *rounds, const ParallelSection *section) {
    Cleanup cleanup = {.kind = CLEANUP_ROUNDS, .handler = builder->handler, .rounds = rounds};
    Part part = {.rounds = rounds,
                 .first = builder_new_ir_register(builder, IR_I64),
                 .end = builder_new_ir_register(builder, IR_I64),
                 .is_last = builder_new_ir_register(builder, IR_BOOL)};
    IrBlock *failed = builder_new_block(builder, "rounds failed");
    failed->is_cold = true;
    part.left = builder_new_block(builder, "rounds left");
    part.broken = builder_new_block(builder, "rounds broken");
    add_copy(builder, part.is_last, ir_int(IR_BOOL, 0));
    push_cleanup(builder, &cleanup);
    builder_set_handler(builder, failed, "rounds");
    build_parts(builder, &part);
    pop_cleanup(builder);
    builder_set_handler(builder, cleanup.handler, "rounds end");
    publish_last(builder, &part, section);
    build_break_of_rounds(builder, &part, section);
    builder_start_block(builder, failed);
    leave_rounds(builder, &cleanup);
    add_propagate(builder);
    builder_start_block(builder, part.left);
    ADD_RUNTIME(builder, parallel_end, schedule_of(rounds->node));
}
