// Parallel sections: prange(), `with parallel():`, threadid().
//
// Takes: ParallelFor and ParallelBlock nodes. Gives: where the module is built with OpenMP, the
// outermost section as a function of its own (an outlined body), which libgomp's threads call with
// a frame in the function around; a loop in a block shares its rounds among the block's threads.
// All else is loops and blocks like any others.
//
// What leaves a section before its end waits until all threads are there: an exception is kept and
// raised again, a return, break or continue is done in the function around.

#include "codegen/builder/parallel.h"
#include "abi/abi.h"

// --- In one thread -------------------------------------------------------------------------------

static void advance(Builder *builder, void *context) { advance_range(builder, context); }

// As any other loop; its number is set anew in each round.
static void build_loop(Builder *builder, const ParallelFor *node) {
    RangeBounds bounds = build_parallel_bounds(builder, node);
    RangeLoop range = begin_range_between(builder, &bounds, false);
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

// --- Leaving a section, inside -------------------------------------------------------------------

typedef struct StoredResult {
    const Outlined *outlined;
    Value value;
} StoredResult;

static void store_result(Builder *builder, void *context) {
    const StoredResult *result = context;
    add_store(builder, ir_reg(result->outlined->result_place), result->value.ir,
              result->value.type);
}

// All cleanups have run, so that the state is that at the start of the section.
void leave_section(Builder *builder, const Value *value) {
    Outlined *outlined = builder->outlined;
    IrBlock *handler = builder->handler;
    bool without_gil = builder->without_gil;
    builder->without_gil = true;
    builder_set_handler(builder, NULL, "leave");
    IrBlock *first = builder_new_block(builder, "first to return");
    outlined->returns |= value == NULL;
    if (value != NULL && !outlined->returns_value)
        add_result(builder);
    int exit = value != NULL ? ZI_PARALLEL_RETURN_VALUE : ZI_PARALLEL_RETURN;
    IrValue claimed =
        ADD_RUNTIME(builder, parallel_claim, ir_reg(outlined->context), ir_int(IR_I32, exit));
    add_branch(builder, claimed, first, outlined->finish);
    builder_start_block(builder, first);
    if (value != NULL) {
        StoredResult result = {outlined, *value};
        bool is_counted = ir_kind_is_counted(ir_type_of(builder->owner, value->type).kind);
        if (is_counted)
            build_with_gil(builder, store_result, &result);
        else
            store_result(builder, &result);
    }
    add_jump(builder, outlined->finish);
    builder->without_gil = without_gil;
    builder->handler = handler;
}

// A break or continue that is the affair of a loop around the section.
static IrBlock *build_jump_out(Builder *inner, int exit) {
    Outlined *outlined = inner->outlined;
    IrBlock *current = inner->block;
    IrBlock *block = builder_new_block(inner, "jump out");
    builder_start_block(inner, block);
    ADD_RUNTIME(inner, parallel_claim, ir_reg(outlined->context), ir_int(IR_I32, exit));
    add_jump(inner, outlined->finish);
    builder_start_block(inner, current);
    return block;
}

// --- The body of a section -----------------------------------------------------------------------

// Does something in the body raise, or run Python code?
static bool runs_python(const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code == IR_OP_GIL_ENSURE || ir_op_can_raise(op) ||
                (ir_op_effects(op) & IR_NEEDS_GIL) != 0)
                return true;
        }
    }
    return false;
}

// `build` makes what each thread does.
static void build_section(Builder *inner, bool holds_gil, GilBuilder *build, void *context) {
    Outlined *outlined = inner->outlined;
    IrValue entered = ADD_RUNTIME(inner, parallel_enter, ir_int(IR_BOOL, 1));
    IrOp *enter = inner->block->ops.items[inner->block->ops.count - 1];
    IrBlock *failed = builder_new_block(inner, "section failed");
    failed->is_cold = true;
    builder_set_handler(inner, failed, "threads");
    if (holds_gil)
        build_with_gil(inner, build, context);
    else
        build(inner, context);
    builder_set_handler(inner, NULL, "section end");
    add_jump(inner, outlined->finish);
    builder_start_block(inner, failed);
    ADD_RUNTIME(inner, parallel_fail, ir_reg(outlined->context));
    add_jump(inner, outlined->finish);
    builder_start_block(inner, outlined->finish);
    combine_variables(inner);
    ADD_RUNTIME(inner, parallel_leave, entered);
    add_return(inner, value_of(ir_null(IR_VOID), inner->common->void_));
    finish_frame(inner);
    outlined->raises = runs_python(inner->function);
    enter->operands[0].integer = outlined->raises;
}

// --- The function around -------------------------------------------------------------------------

// How many threads there are to be; 0: as many as there are processors.
static IrValue build_thread_count(Builder *builder, Node *thread_count, Node *condition) {
    const Type *type = builder->common->int_;
    IrRegisterId count = builder_new_ir_register(builder, IR_I32);
    add_copy(builder, count,
             thread_count == NULL ? ir_int(IR_I32, 0) : build_as(builder, thread_count, type));
    if (condition == NULL)
        return ir_reg(count);
    IrBlock *alone = builder_new_block(builder, "one thread");
    IrBlock *after = builder_new_block(builder, "thread count");
    build_branch(builder, condition, after, alone);
    builder_start_block(builder, alone);
    add_copy(builder, count, ir_int(IR_I32, 1));
    add_jump(builder, after);
    builder_start_block(builder, after);
    return ir_reg(count);
}

static void keep_lent_alive(Outlined *outlined) {
    Builder *outer = outlined->outer;
    for (uint32_t i = 0; i < outlined->entries.count; i++) {
        const FrameEntry *entry = &outlined->entries.items[i];
        if (entry->use == FRAME_LENT)
            add_op(outer, IR_OP_KEEP_ALIVE, IR_NO_REGISTER, &entry->outside, 1);
    }
}

static IrValue run_section(Outlined *outlined, const Builder *inner, IrValue threads) {
    Builder *outer = outlined->outer;
    IrValue frame = build_frame(outlined);
    ADD_RUNTIME(outer, parallel_run, add_body_address(outer, inner->function), frame, threads);
    keep_lent_alive(outlined);
    take_back_variables(outlined, frame);
    take_back_objects(outlined);
    return frame;
}

static void return_from_section(Outlined *outlined, IrValue frame) {
    Builder *outer = outlined->outer;
    const Type *type = result_type(outer);
    IrValue value = outlined->result_register != IR_NO_REGISTER
                        ? ir_reg(outlined->result_register)
                        : load_from_frame(outlined, frame, outlined->result_field);
    Value saved = add_saved_copy(outer, value_of(value, type));
    build_cleanups(outer, NULL);
    return_value(outer, saved);
}

static void return_nothing(Outlined *outlined) {
    build_cleanups(outlined->outer, NULL);
    if (outlined->outer->block != NULL)
        build_default_return(outlined->outer);
}

static bool is_in_loop(const Builder *builder) {
    for (const Cleanup *cleanup = builder->cleanups; cleanup != NULL; cleanup = cleanup->outer)
        if (cleanup->kind == CLEANUP_LOOP)
            return true;
    return false;
}

// Goes on in a block for what has left the section in this way; gives that for all others.
static IrBlock *start_exit(Builder *outer, IrValue how, int exit) {
    IrBlock *same = builder_new_block(outer, "left");
    IrBlock *other = builder_new_block(outer, "not so");
    IrValue is_same = add_compare(outer, COMPARE_EQUAL, how, ir_int(IR_I32, exit), false);
    add_branch(outer, is_same, same, other);
    builder_start_block(outer, same);
    return other;
}

// It has the traceback of where it was raised.
static void build_raise_kept(Outlined *outlined, IrValue frame) {
    Builder *outer = outlined->outer;
    if (!outlined->raises) {
        add_unreachable(outer);
        return;
    }
    IrOp *raise = add_op(outer, IR_OP_CALL_RUNTIME, IR_NO_REGISTER, &frame, 1);
    raise->aux.runtime = RUNTIME_parallel_raise;
    raise->flags |= IR_FLAG_NO_TRACEBACK;
    add_unreachable(outer);
}

// `broken`: where a break leads, NULL: out of a loop around.
static void build_exits(Outlined *outlined, IrValue frame, IrBlock *broken) {
    Builder *outer = outlined->outer;
    IrBlock *left = builder_new_block(outer, "section left");
    IrBlock *done = builder_new_block(outer, "section done");
    left->is_cold = true;
    IrValue how = ADD_RUNTIME(outer, parallel_exit, frame);
    IrValue is_done =
        add_compare(outer, COMPARE_EQUAL, how, ir_int(IR_I32, ZI_PARALLEL_NONE), false);
    add_branch(outer, is_done, done, left);
    builder_start_block(outer, left);
    IrBlock *other = start_exit(outer, how, ZI_PARALLEL_BREAK);
    if (broken != NULL)
        add_jump(outer, broken);
    else if (is_in_loop(outer))
        build_break(outer, NULL);
    else
        add_unreachable(outer);
    builder_start_block(outer, other);
    if (broken == NULL && is_in_loop(outer)) {
        other = start_exit(outer, how, ZI_PARALLEL_CONTINUE);
        build_continue(outer, NULL);
        builder_start_block(outer, other);
    }
    if (outlined->returns_value) {
        other = start_exit(outer, how, ZI_PARALLEL_RETURN_VALUE);
        return_from_section(outlined, frame);
        builder_start_block(outer, other);
    }
    if (outlined->returns) {
        other = start_exit(outer, how, ZI_PARALLEL_RETURN);
        return_nothing(outlined);
        builder_start_block(outer, other);
    }
    build_raise_kept(outlined, frame);
    builder_start_block(outer, done);
}

// --- Loops ---------------------------------------------------------------------------------------

static void build_rounds_of_loop(Builder *inner, void *context) {
    Rounds *rounds = context;
    build_rounds(inner, rounds, inner->outlined->section);
}

static Rounds evaluate_rounds(Builder *builder, const ParallelFor *node) {
    Rounds rounds = {.node = node, .bounds = build_parallel_bounds(builder, node)};
    rounds.count = count_rounds(builder, &rounds.bounds);
    rounds.chunk = build_chunk_size(builder, node);
    return rounds;
}

// What comes when no round is left, and where a break leads.
static void finish_rounds(Builder *builder, const ParallelFor *node, IrBlock *exhausted,
                          IrBlock *after) {
    builder_start_block(builder, exhausted);
    build_statements(builder, &node->orelse);
    add_jump(builder, after);
    builder_start_block(builder, after);
}

static IrValue run_loop(Builder *builder, Outlined *outlined, const ParallelFor *node,
                        Rounds *rounds, IrValue threads) {
    const Type *number = builder->common->long_;
    Builder inner;
    begin_outlined(builder, &inner, outlined, node->section, true);
    rounds->bounds.start = lend_value(&inner, rounds->bounds.start, number);
    rounds->bounds.step = lend_value(&inner, rounds->bounds.step, number);
    rounds->count = lend_value(&inner, rounds->count, number);
    rounds->chunk = lend_value(&inner, rounds->chunk, builder->common->int_);
    build_section(&inner, !builder->without_gil, build_rounds_of_loop, rounds);
    return run_section(outlined, &inner, threads);
}

static void build_loop_in_threads(Builder *builder, const ParallelFor *node) {
    Rounds rounds = evaluate_rounds(builder, node);
    rounds.number = ir_int(IR_I32, 1);
    IrValue threads = build_thread_count(builder, node->thread_count, node->condition);
    IrBlock *some = builder_new_block(builder, "some rounds");
    IrBlock *exhausted = builder_new_block(builder, "exhausted");
    IrBlock *after = builder_new_block(builder, "loop end");
    IrValue any = add_compare(builder, COMPARE_NOT_EQUAL, rounds.count, ir_int(IR_I64, 0), false);
    add_branch(builder, any, some, exhausted);
    builder_start_block(builder, some);
    Outlined outlined;
    IrValue frame = run_loop(builder, &outlined, node, &rounds, threads);
    build_exits(&outlined, frame, after);
    add_jump(builder, exhausted);
    finish_rounds(builder, node, exhausted, after);
}

// The threads of the block are there already.
static void build_loop_in_block(Builder *builder, const ParallelFor *node) {
    Rounds rounds = evaluate_rounds(builder, node);
    IrRegisterId last = builder->outlined->loop_number;
    add_copy(builder, last,
             add_binary(builder, IR_OP_ADD, IR_I32, ir_reg(last), ir_int(IR_I32, 1)));
    rounds.number = add_saved_copy(builder, value_of(ir_reg(last), builder->common->int_)).ir;
    build_rounds(builder, &rounds, node->section);
    if (node->orelse.count == 0)
        return;
    IrBlock *exhausted = builder_new_block(builder, "exhausted");
    IrBlock *after = builder_new_block(builder, "loop end");
    IrValue stops =
        ADD_RUNTIME(builder, parallel_stops, ir_reg(builder->outlined->context), rounds.number);
    add_branch(builder, stops, after, exhausted);
    finish_rounds(builder, node, exhausted, after);
}

void build_parallel_for(Builder *builder, Node *node) {
    const ParallelFor *loop = NODE_AS(ParallelFor, node);
    bool has_threads = builder->typed->has_threads;
    if (has_threads && loop->section->opens) {
        build_loop_in_threads(builder, loop);
    } else if (has_threads && loop->section->shares_rounds) {
        build_loop_in_block(builder, loop);
    } else {
        build_ignored(builder, loop->chunk_size);
        build_ignored(builder, loop->thread_count);
        build_ignored(builder, loop->condition);
        build_loop(builder, loop);
    }
}

// --- Blocks --------------------------------------------------------------------------------------

static void build_block_in_thread(Builder *inner, void *context) {
    const ParallelBlock *node = context;
    Cleanup cleanup = {.kind = CLEANUP_LOOP, .handler = inner->handler};
    cleanup.break_target = build_jump_out(inner, ZI_PARALLEL_BREAK);
    cleanup.continue_target = build_jump_out(inner, ZI_PARALLEL_CONTINUE);
    push_cleanup(inner, &cleanup);
    build_statements(inner, &node->body);
    pop_cleanup(inner);
}

static void build_block_in_threads(Builder *builder, ParallelBlock *node) {
    IrValue threads = build_thread_count(builder, node->thread_count, node->condition);
    Outlined outlined;
    Builder inner;
    begin_outlined(builder, &inner, &outlined, node->section, false);
    build_section(&inner, !builder->without_gil, build_block_in_thread, node);
    IrValue frame = run_section(&outlined, &inner, threads);
    build_exits(&outlined, frame, NULL);
}

void build_parallel_block(Builder *builder, Node *node) {
    ParallelBlock *block = NODE_AS(ParallelBlock, node);
    if (builder->typed->has_threads) {
        build_block_in_threads(builder, block);
        return;
    }
    build_ignored(builder, block->thread_count);
    build_ignored(builder, block->condition);
    build_statements(builder, &block->body);
}

Value build_thread_number(Builder *builder, Node *node) {
    IrValue number = builder->typed->has_threads
                         ? add_runtime_list(builder, RUNTIME_parallel_number, NULL, 0)
                         : ir_int(IR_I32, 0);
    return value_of(number, node->type);
}
