// Parallel sections: prange(), `with parallel():`, threadid().
//
// Takes: ParallelFor and ParallelBlock nodes. Gives: loops and blocks like any others.

#include "codegen/builder/internal.h"

// --- In one thread -------------------------------------------------------------------------------
// A count that only fits an unsigned number of 64 bits counts what remains.
static RangeLoop begin_rounds(Builder *builder, const ParallelFor *node) {
    RangeBounds bounds =
        build_range_bounds(builder, node->start, node->stop, node->step, node->target->type);
    return begin_range_between(builder, &bounds, false);
}

static void advance(Builder *builder, void *context) { advance_range(builder, context); }

// As any other loop; its number is set anew in each round.
static void build_loop(Builder *builder, const ParallelFor *node) {
    RangeLoop range = begin_rounds(builder, node);
    Loop loop = begin_loop(builder, "prange");
    add_jump(builder, loop.header);
    builder_start_block(builder, loop.header);
    add_branch(builder, range_goes_on(builder, &range), loop.body, loop.exhausted);
    builder_start_block(builder, loop.body);
    assign_target(builder, node->target, range_number(builder, &range));
    finish_loop(builder, &loop, &node->body, &node->orelse, advance, &range);
}

static void build_ignored(Builder *builder, Node *argument) {
    if (argument != NULL)
        build_discarded(builder, argument);
}

void build_parallel_for(Builder *builder, Node *node) {
    const ParallelFor *loop = NODE_AS(ParallelFor, node);
    build_ignored(builder, loop->chunk_size);
    build_ignored(builder, loop->thread_count);
    build_ignored(builder, loop->condition);
    build_loop(builder, loop);
}

void build_parallel_block(Builder *builder, Node *node) {
    const ParallelBlock *block = NODE_AS(ParallelBlock, node);
    build_ignored(builder, block->thread_count);
    build_ignored(builder, block->condition);
    build_statements(builder, &block->body);
}

Value build_thread_number(Builder *builder, Node *node) {
    (void)builder;
    return value_of(ir_int(IR_I32, 0), node->type);
}
