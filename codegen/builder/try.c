// try: handlers, else and finally.
//
// Takes: Try nodes. Gives: blocks whose handler is the dispatch of the except clauses or the
// exceptional copy of the finally body. Guarantees: while a clause runs, its exception is the
// handled one (what sys.exc_info() gives and a bare `raise` raises again), and however the clause
// is left, the one from before is that again.
//
//     body ──exception──> dispatch: push, test each clause ──> clause ──> pop ──> end
//                            │ none fits: raise it again, pop     │ exception: pop
//                            └──────────────> the handler outside of it <──────┘

#include "codegen/builder/trace.h"

// What changes the handled exception, which is the thread's own, takes the GIL for as long where it
// is not held: the finally of a nogil region.
static IrValue add_handling(Builder *builder, RuntimeId id, const IrValue *operands,
                            uint32_t count) {
    if (!builder->without_gil)
        return add_runtime_list(builder, id, operands, count);
    IrOp *ensure = add_op_giving(builder, IR_OP_GIL_ENSURE, (IrType){.kind = IR_I32}, NULL, 0);
    IrValue state = ir_reg(ensure->result);
    IrValue result = add_runtime_list(builder, id, operands, count);
    add_op(builder, IR_OP_GIL_LEAVE, IR_NO_REGISTER, &state, 1);
    return result;
}

void add_exception_pop(Builder *builder, const Cleanup *cleanup) {
    IrValue saved = ir_reg(cleanup->saved);
    add_handling(builder, RUNTIME_exception_pop, &saved, 1);
}

IrBlock *begin_handling(Builder *builder, IrBlock *entry, Cleanup *cleanup) {
    IrBlock *outer = builder->handler;
    IrBlock *failed = builder_new_block(builder, "handler failed");
    failed->is_cold = true;
    builder->handler = failed;
    entry->handler = failed;
    entry->is_cold = true;
    builder_start_block(builder, entry);
    IrValue saved = add_handling(builder, RUNTIME_exception_push, NULL, 0);
    *cleanup = (Cleanup){.kind = CLEANUP_EXCEPT, .handler = outer, .saved = saved.reg};
    push_cleanup(builder, cleanup);
    return failed;
}

void add_reraise(Builder *builder, const Cleanup *cleanup, IrValue exception) {
    add_handling(builder, RUNTIME_exception_restore, &exception, 1);
    add_exception_pop(builder, cleanup);
    IrBlock *propagate = ir_block_create(builder->function, "unhandled", cleanup->handler);
    add_jump(builder, propagate);
    builder_start_block(builder, propagate);
    add_propagate(builder);
}

void add_reraise_handled(Builder *builder, const Cleanup *cleanup) {
    IrValue exception = add_handling(builder, RUNTIME_exception_handled, NULL, 0);
    add_reraise(builder, cleanup, exception);
}

void end_handling(Builder *builder, IrBlock *failed, const Cleanup *cleanup) {
    pop_cleanup(builder);
    builder->handler = cleanup->handler;
    builder_start_block(builder, failed);
    add_exception_pop(builder, cleanup);
    add_propagate(builder);
}

// `as name`: after the clause the name is unbound, as if by `name = None; del name`.
void unbind_target(Builder *builder, Symbol *target) {
    IrValue none = add_singleton(builder, SINGLETON_NONE);
    store_symbol(builder, target, value_of(none, target->type)); // which any type of objects holds
    delete_symbol(builder, target);
}

static void build_named_clause(Builder *builder, const ExceptHandler *clause) {
    NameExpression *target = NODE_AS(NameExpression, clause->target);
    IrValue exception = add_runtime_list(builder, RUNTIME_exception_handled, NULL, 0);
    assign_target(builder, clause->target, value_of(exception, clause->caught));
    IrBlock *outer = builder->handler;
    IrBlock *failed = builder_new_block(builder, "unbind");
    failed->is_cold = true;
    Cleanup cleanup = {.kind = CLEANUP_TARGET, .handler = outer, .target = target->symbol};
    push_cleanup(builder, &cleanup);
    builder_set_handler(builder, failed, "clause");
    build_statements(builder, &clause->body);
    pop_cleanup(builder);
    builder_set_handler(builder, outer, "clause end");
    if (builder->block != NULL)
        unbind_target(builder, target->symbol);
    IrBlock *end = builder->block;
    builder_start_block(builder, failed);
    IrValue raised = add_runtime_list(builder, RUNTIME_exception_fetch, NULL, 0);
    unbind_target(builder, target->symbol);
    ADD_RUNTIME(builder, exception_set, raised);
    add_propagate(builder);
    builder_start_block(builder, end);
}

// `except E, target[0]:`, and in Python 2 `except E as name:`, assign to any target and leave it
// so.
static void build_assigned_clause(Builder *builder, const ExceptHandler *clause) {
    IrValue exception = add_runtime_list(builder, RUNTIME_exception_handled, NULL, 0);
    assign_target(builder, clause->target, value_of(exception, clause->caught));
    build_statements(builder, &clause->body);
}

// except_clause: "except" [expression ["as" NAME]] ":" block
static void build_clause(Builder *builder, ExceptHandler *clause, const Cleanup *handling,
                         IrBlock *end) {
    builder->span = clause->node.span;
    trace_line(builder, clause->node.span);
    IrBlock *next = builder_new_block(builder, "next clause");
    if (clause->exception != NULL) {
        IrValue wanted = build_object(builder, clause->exception);
        IrValue fits = ADD_RUNTIME(builder, exception_matches, wanted);
        IrBlock *body = builder_new_block(builder, "clause");
        add_branch(builder, fits, body, next);
        builder_start_block(builder, body);
    }
    bool unbinds = builder->typed->directives.language_level >= 3 && !clause->keeps_target;
    if (clause->target != NULL && unbinds)
        build_named_clause(builder, clause);
    else if (clause->target != NULL)
        build_assigned_clause(builder, clause);
    else
        build_statements(builder, &clause->body);
    if (builder->block != NULL) {
        add_exception_pop(builder, handling);
        add_jump(builder, end);
    }
    // Behind a bare `except:` nothing is left to test: the block is unreachable.
    builder_start_block(builder, next);
}

static void build_clauses(Builder *builder, const Try *node, const Cleanup *handling,
                          IrBlock *end) {
    for (uint32_t i = 0; i < node->handlers.count; i++)
        build_clause(builder, NODE_AS(ExceptHandler, node->handlers.items[i]), handling, end);
    add_reraise_handled(builder, handling);
}

// --- Clauses that do not look --------------------------------------------------------------------

// Nothing that the statement does finds out which exception is handled.
static bool is_blind_statement(const Node *statement) {
    switch (statement->kind) {
    case NODE_Pass:
    case NODE_Break:
    case NODE_Continue:
        return true;
    case NODE_Return: {
        const Node *value = NODE_AS(Return, statement)->value;
        return value == NULL || is_constant(value);
    }
    default:
        return false;
    }
}

// The name that a class has in the module or among the builtins; NULL: it is something else.
static const Symbol *global_class(const Builder *builder, const Node *exception) {
    const Symbol *symbol = exception != NULL && node_is(exception, NODE_NameExpression)
                               ? NODE_AS(NameExpression, exception)->symbol
                               : NULL;
    if (symbol == NULL)
        return NULL;
    bool is_python = symbol->kind == SYMBOL_BUILTIN || symbol->kind == SYMBOL_GLOBAL ||
                     symbol->kind == SYMBOL_PYTHON_CLASS;
    bool is_of_module = symbol->kind == SYMBOL_BUILTIN || symbol->scope == builder->typed->scope;
    return is_python && is_of_module ? symbol : NULL;
}

// `except E:` with statements that do not look at the exception, and nobody is told of lines.
static bool is_blind_clause(const Builder *builder, const ExceptHandler *clause) {
    bool is_blind = clause->target == NULL && builder->trace == NULL && !builder->without_gil &&
                    global_class(builder, clause->exception) != NULL;
    for (uint32_t i = 0; is_blind && i < clause->body.count; i++)
        is_blind = is_blind_statement(clause->body.items[i]);
    return is_blind;
}

// If the exception is the clause's and nobody else has it, nothing else is done than to let it go;
// returns the block for all else. The exceptions pass asks before it adds to the traceback.
static IrBlock *build_blind_clause(Builder *builder, IrBlock *dispatch, const ExceptHandler *clause,
                                   IrBlock *end) {
    IrBlock *quiet = builder_new_block(builder, "quiet");
    IrBlock *rest = builder_new_block(builder, "seen");
    dispatch->is_cold = quiet->is_cold = true;
    builder_start_block(builder, dispatch);
    builder->span = clause->node.span;
    const Symbol *class = global_class(builder, clause->exception);
    IrValue caught = ADD_RUNTIME(builder, exception_caught, name_operand(builder, class->name));
    add_branch(builder, caught, quiet, rest);
    builder_start_block(builder, quiet);
    build_statements(builder, &clause->body);
    if (builder->block != NULL)
        add_jump(builder, end);
    return rest;
}

static void build_try_except(Builder *builder, const Try *node) {
    IrBlock *outer = builder->handler;
    IrBlock *dispatch = builder_new_block(builder, "except");
    IrBlock *end = builder_new_block(builder, "try end");
    builder_set_handler(builder, dispatch, "try");
    build_statements(builder, &node->body);
    builder_set_handler(builder, outer, "else");
    build_statements(builder, &node->orelse);
    add_jump(builder, end);
    const ExceptHandler *first = NODE_AS(ExceptHandler, node->handlers.items[0]);
    if (!node->is_star && is_blind_clause(builder, first))
        dispatch = build_blind_clause(builder, dispatch, first, end);
    Cleanup handling;
    IrBlock *failed = begin_handling(builder, dispatch, &handling);
    if (node->is_star)
        build_group_clauses(builder, node, failed, &handling, end);
    else
        build_clauses(builder, node, &handling, end);
    end_handling(builder, failed, &handling);
    builder_start_block(builder, end);
}

// The finally body is built once for each exit: here for the normal and the exceptional one, by
// build_cleanups for break, continue and return.
static void build_try_finally(Builder *builder, const Try *node) {
    IrBlock *outer = builder->handler;
    IrBlock *raised = builder_new_block(builder, "finally raised");
    IrBlock *end = builder_new_block(builder, "finally end");
    Cleanup cleanup = {.kind = CLEANUP_FINALLY, .handler = outer, .finally_body = &node->finalbody};
    push_cleanup(builder, &cleanup);
    builder_set_handler(builder, raised, "try");
    if (node->handlers.count > 0)
        build_try_except(builder, node);
    else
        build_statements(builder, &node->body);
    pop_cleanup(builder);
    builder_set_handler(builder, outer, "finally");
    build_statements(builder, &node->finalbody);
    add_jump(builder, end);
    Cleanup handling;
    IrBlock *failed = begin_handling(builder, raised, &handling);
    build_statements(builder, &node->finalbody);
    add_reraise_handled(builder, &handling);
    end_handling(builder, failed, &handling);
    builder_start_block(builder, end);
}

// try_stmt: "try" ":" block except_clause* ["else" ":" block] ["finally" ":" block]
void build_try(Builder *builder, Node *node) {
    const Try *statement = NODE_AS(Try, node);
    builder->try_depth++;
    if (statement->finalbody.count > 0)
        build_try_finally(builder, statement);
    else
        build_try_except(builder, statement);
    builder->try_depth--;
}
