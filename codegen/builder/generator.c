// yield, yield from and await.
//
// Takes: Yield, YieldFrom and Await nodes of functions whose body can be suspended. Gives: YIELD
// ops; the generator pass makes the state machine of them.

#include "codegen/builder/trace.h"

static bool handles_exception(const Builder *builder) {
    const Cleanup *cleanup = builder->cleanups;
    while (cleanup != NULL && cleanup->kind != CLEANUP_EXCEPT)
        cleanup = cleanup->outer;
    return cleanup != NULL;
}

static IrOp *add_yield(Builder *builder, IrValue value) {
    if (handles_exception(builder))
        builder->function->callable->flags |= IR_CALLABLE_YIELDS_HANDLING;
    TracedYield traced = trace_suspension(builder, value);
    IrOp *yield = add_op_giving(builder, IR_OP_YIELD, (IrType){.kind = IR_OBJECT}, &value, 1);
    trace_resumption(builder, &traced);
    return yield;
}

// The object whose body is built.
static IrValue add_generator(Builder *builder) {
    IrType type = {.kind = IR_OBJECT};
    return ir_reg(add_op_giving(builder, IR_OP_GENERATOR, type, NULL, 0)->result);
}

Value build_yield(Builder *builder, Node *node) {
    const Yield *yield = NODE_AS(Yield, node);
    IrValue value = yield->value != NULL ? build_object(builder, yield->value)
                                         : add_singleton(builder, SINGLETON_NONE);
    if (builder->symbol->is_async)
        ADD_RUNTIME(builder, async_generator_gives, add_generator(builder));
    return object_value(builder, ir_reg(add_yield(builder, value)->result));
}

// Waits for what the iterator returns, as PEP 380 says:
//     loop:   step the iterator with what was sent; finished: the value of the expression
//     yield:  give the item out; what comes back is sent; an exception thrown in is the iterator's
//     first
IrValue add_delegation(Builder *builder, IrValue iterator) {
    IrRegisterId sent = builder_new_ir_register(builder, IR_OBJECT);
    IrRegisterId item = builder_new_ir_register(builder, IR_OBJECT);
    add_copy(builder, sent, add_singleton(builder, SINGLETON_NONE));
    IrBlock *loop = builder_new_block(builder, "yield from");
    IrBlock *give = builder_new_block(builder, "delegate");
    IrBlock *thrown = builder_new_block(builder, "thrown");
    IrBlock *finished = builder_new_block(builder, "yielded");
    loop->is_loop_header = true;
    add_jump(builder, loop);
    builder_start_block(builder, loop);
    IrValue status = ADD_RUNTIME(builder, yield_from_step, add_generator(builder), iterator,
                                 ir_reg(sent), ir_reg(item));
    IrValue goes_on = add_compare(builder, COMPARE_NOT_EQUAL, status, ir_int(IR_I32, 0), false);
    add_branch(builder, goes_on, give, finished);
    give->handler = thrown;
    builder_start_block(builder, give);
    IrOp *yield = add_yield(builder, ir_reg(item));
    // the step that the exception is given to adds its own
    yield->flags |= IR_FLAG_NO_TRACEBACK;
    add_copy(builder, sent, ir_reg(yield->result));
    add_jump(builder, loop);
    builder_start_block(builder, thrown);
    add_op(builder, IR_OP_UNBOUND, sent, NULL, 0);
    add_jump(builder, loop);
    builder_start_block(builder, finished);
    return ir_reg(item);
}

// Only types.coroutine() lets a generator wait for coroutines. What it is given is known when the
// program runs; a decorator may be it.
static bool may_await(const FunctionSymbol *symbol) {
    return node_is(symbol->node, NODE_FunctionDef) &&
           NODE_AS(FunctionDef, symbol->node)->decorators.count > 0;
}

Value build_yield_from(Builder *builder, Node *node) {
    IrValue iterable = build_object(builder, NODE_AS(YieldFrom, node)->value);
    IrValue iterator =
        ADD_RUNTIME(builder, yield_from_start, add_generator(builder), iterable,
                    ir_int(IR_BOOL, may_await(builder->symbol)), python_words(builder));
    return object_value(builder, add_delegation(builder, iterator));
}

Value build_await(Builder *builder, Node *node) {
    IrValue awaitable = build_object(builder, NODE_AS(Await, node)->value);
    IrValue iterator = ADD_RUNTIME(builder, await_start, awaitable);
    return object_value(builder, add_delegation(builder, iterator));
}
