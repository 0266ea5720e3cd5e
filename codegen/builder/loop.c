// Loops: while, for over memoryviews, C arrays and the characters of texts; their parts.
//
//     header ──test──> body ──> latch (poll) ──> header
//        └──> exhausted (else clause) ──> after <── break
//
// A loop polls for signals on its back edge, unless it is one of C alone.

#include "codegen/builder/loop.h"
#include "codegen/builder/trace.h"

// --- Parts of loops ------------------------------------------------------------------------------

Loop begin_loop(Builder *builder, const char *label) {
    Loop loop = {.first_block = builder->function->blocks.count};
    loop.header = builder_new_block(builder, label);
    loop.header->is_loop_header = true;
    loop.body = builder_new_block(builder, "body");
    loop.latch = builder_new_block(builder, "next");
    loop.exhausted = builder_new_block(builder, "exhausted");
    loop.after = loop.broken = builder_new_block(builder, "loop end");
    return loop;
}

// (Whether a view has a value is mostly known when the passes are done.)
static bool touches_objects(const Builder *builder, const IrOp *op) {
    bool asks_view = op->code == IR_OP_CHECK_BOUND &&
                     builder_value_type(builder, op->operands[0]).kind == IR_VIEW;
    return (ir_op_effects(op) & IR_NEEDS_GIL) != 0 && !asks_view;
}

// Computes with C values and touches no object, as only code that has C types can.
static bool is_of_c_alone(const Builder *builder, uint32_t first_block) {
    bool computes = false;
    for (uint32_t i = first_block; i < builder->function->blocks.count; i++) {
        const IrBlock *block = builder->function->blocks.items[i];
        for (uint32_t o = 0; o < block->ops.count; o++) {
            if (touches_objects(builder, block->ops.items[o]))
                return false;
            computes |= !ir_op_is_terminator(block->ops.items[o]);
        }
    }
    return computes && !builder->module->has_python_texts;
}

static void add_poll(Builder *builder, uint32_t first_block) {
    if (!builder->without_gil && !is_of_c_alone(builder, first_block))
        add_op(builder, IR_OP_POLL, IR_NO_REGISTER, NULL, 0);
}

// Builds body, back edge and else clause; `advance` may add what the back edge does, before the
// poll.
void finish_loop(Builder *builder, Loop *loop, const NodeList *body, const NodeList *orelse,
                 LoopAdvance *advance, void *context) {
    Span span = builder->span;
    Cleanup cleanup = {.kind = CLEANUP_LOOP,
                       .break_target = loop->broken,
                       .continue_target = loop->latch,
                       .handler = builder->handler};
    push_cleanup(builder, &cleanup);
    build_statements(builder, body);
    pop_cleanup(builder);
    add_jump(builder, loop->latch);
    builder_start_block(builder, loop->latch);
    builder->span = span;
    trace_line(builder, span);
    if (advance != NULL)
        advance(builder, context);
    add_poll(builder, loop->first_block);
    add_jump(builder, loop->header);
    builder_start_block(builder, loop->exhausted);
    build_statements(builder, orelse);
    add_jump(builder, loop->after);
    builder_start_block(builder, loop->after);
}

void build_while(Builder *builder, Node *node) {
    While *statement = NODE_AS(While, node);
    Loop loop = begin_loop(builder, "while");
    add_jump(builder, loop.header);
    builder_start_block(builder, loop.header);
    build_branch(builder, statement->test, loop.body, loop.exhausted);
    builder_start_block(builder, loop.body);
    finish_loop(builder, &loop, &statement->body, &statement->orelse, NULL, NULL);
}

void build_for(Builder *builder, Node *node) {
    For *statement = NODE_AS(For, node);
    if (statement->is_async)
        build_async_loop(builder, statement);
    else if (is_counted(builder, statement->target, statement->iterable))
        build_counted_loop(builder, statement);
    else if (is_range_loop(statement))
        build_object_range(builder, statement);
    else
        build_iterator_loop(builder, statement);
}
