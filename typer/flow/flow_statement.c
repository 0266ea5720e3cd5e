// The walk over statements: branches, loops, and the ways that exceptions and jumps take.

#include "typer/flow/flow.h"
#include <string.h>

// --- Branches ------------------------------------------------------------------------------------
// Is the value of a test known, as that of `cython.compiled` is?
static bool is_known(Flow *flow, const Node *test, bool *value) {
    flow->typer->quiet++;
    ConstantValue constant = evaluate_constant(flow->typer, test);
    flow->typer->quiet--;
    *value = constant.kind != CONSTANT_NONE && constant_truth(&constant);
    return constant.kind != CONSTANT_NONE;
}

static void visit_if(Flow *flow, Node *visited) {
    const If *node = (const If *)visited;
    bool value;
    flow_value(flow, node->test);
    if (is_known(flow, node->test, &value)) {
        flow_statements(flow, value ? &node->body : &node->orelse);
        return;
    }
    FlowState other = flow_copy(flow, &flow->now);
    flow_statements(flow, &node->body);
    FlowState after = flow->now;
    flow->now = other;
    flow_statements(flow, &node->orelse);
    flow_join(flow, &flow->now, &after);
}

static void bind_pattern(Flow *flow, Node *node);

static void bind_child(Node **child, NodeRole role, void *context) {
    (void)role;
    bind_pattern(context, *child);
}

static void bind_pattern(Flow *flow, Node *node) {
    if (node_kind_family((NodeKind)node->kind) == FAMILY_EXPRESSION) {
        flow_value(flow, node);
        return;
    }
    Symbol *symbol = node_is(node, NODE_AsPattern)     ? ((const AsPattern *)node)->symbol
                     : node_is(node, NODE_StarPattern) ? ((const StarPattern *)node)->symbol
                     : node_is(node, NODE_MappingPattern)
                         ? ((const MappingPattern *)node)->rest_symbol
                         : NULL;
    node_walk(node, bind_child, flow);
    flow_define(flow, node, symbol, node->span, false);
}

static bool takes_all(const MatchCase *node) {
    return node->guard == NULL && node_is(node->pattern, NODE_AsPattern) &&
           ((const AsPattern *)node->pattern)->pattern == NULL;
}

static void visit_match(Flow *flow, Node *visited) {
    const Match *node = (const Match *)visited;
    FlowState after = flow_empty(flow);
    flow_value(flow, node->subject);
    for (uint32_t i = 0; i < node->cases.count; i++) {
        const MatchCase *branch = NODE_AS(MatchCase, node->cases.items[i]);
        FlowState other = flow_copy(flow, &flow->now);
        bind_pattern(flow, branch->pattern);
        flow_value(flow, branch->guard);
        if (branch->guard != NULL) // which may be false
            flow_join(flow, &other, &flow->now);
        flow_statements(flow, &branch->body);
        flow_join(flow, &after, &flow->now);
        flow->now = other;
        if (takes_all(branch))
            flow->now.is_live = false;
    }
    flow_join(flow, &flow->now, &after);
}

// --- Loops ---------------------------------------------------------------------------------------
// What arrives at the head of a loop: it only grows, so that the walk ends however loops nest.
static FlowState *head_of(Flow *flow, const Node *loop) {
    FlowState *head = flow->is_registering ? NULL : map_get(&flow->heads, loop);
    if (head != NULL)
        return head;
    head = ARENA_NEW(flow->scratch, FlowState);
    *head = flow_empty(flow);
    if (!flow->is_registering)
        map_put(flow->scratch, &flow->heads, loop, head);
    return head;
}

typedef struct FlowLoop {
    const Node *node;
    Node *test, *target; // of a While; of a For
    const NodeList *body, *orelse;
} FlowLoop;

// Once round; returns what arrives where the loop ends by itself.
static FlowState walk_round(Flow *flow, const FlowLoop *loop, FlowFrame *frame) {
    bool value = false;
    if (loop->test != NULL)
        flow_value(flow, loop->test);
    flow_may_raise(flow); // asking for the next element too
    FlowState end = flow_copy(flow, &flow->now);
    if (loop->test != NULL && is_known(flow, loop->test, &value)) {
        end.is_live &= !value;
        flow->now.is_live &= value;
    }
    if (loop->target != NULL)
        flow_target(flow, loop->target);
    frame->outer = flow->frame;
    flow->frame = frame;
    if (flow->now.is_live)
        flow_statements(flow, loop->body);
    flow->frame = frame->outer;
    flow_join(flow, &frame->jumps[JUMP_CONTINUE], &flow->now);
    return end;
}

static void walk_loop(Flow *flow, const FlowLoop *loop) {
    FlowState *head = head_of(flow, loop->node);
    FlowFrame frame = {.kind = FRAME_LOOP};
    FlowState end;
    flow_join(flow, head, &flow->now);
    do {
        frame.jumps[JUMP_BREAK] = flow_empty(flow);
        frame.jumps[JUMP_CONTINUE] = flow_empty(flow);
        flow->now = flow_copy(flow, head);
        end = walk_round(flow, loop, &frame);
    } while (flow_join(flow, head, &frame.jumps[JUMP_CONTINUE]));
    flow->now = end;
    if (end.is_live)
        flow_statements(flow, loop->orelse);
    flow_join(flow, &flow->now, &frame.jumps[JUMP_BREAK]);
}

static void visit_while(Flow *flow, Node *visited) {
    const While *node = (const While *)visited;
    walk_loop(flow, &(FlowLoop){.node = visited,
                                .test = node->test,
                                .body = &node->body,
                                .orelse = &node->orelse});
}

static void visit_for(Flow *flow, Node *visited) {
    const For *node = (const For *)visited;
    flow_value(flow, node->iterable);
    walk_loop(flow, &(FlowLoop){.node = visited,
                                .target = node->target,
                                .body = &node->body,
                                .orelse = &node->orelse});
}

static void visit_parallel_for(Flow *flow, Node *visited) {
    const ParallelFor *node = (const ParallelFor *)visited;
    Node *arguments[] = {node->start,        node->stop,      node->step,
                         node->thread_count, node->condition, node->chunk_size};
    for (size_t i = 0; i < sizeof arguments / sizeof *arguments; i++)
        flow_value(flow, arguments[i]);
    walk_loop(flow, &(FlowLoop){.node = visited,
                                .target = node->target,
                                .body = &node->body,
                                .orelse = &node->orelse});
}

// What each thread sets for itself is gone with the threads.
static void visit_parallel_block(Flow *flow, Node *visited) {
    const ParallelBlock *node = (const ParallelBlock *)visited;
    flow_value(flow, node->thread_count);
    flow_value(flow, node->condition);
    flow_statements(flow, &node->body);
    for (uint32_t i = 0; node->section != NULL && i < node->section->variables.count; i++)
        flow_leave_block(flow, visited, node->section->variables.items[i].symbol);
}

// Its target has the first number even if that is beyond the end.
static void visit_for_from(Flow *flow, Node *visited) {
    const ForFrom *node = (const ForFrom *)visited;
    flow_value(flow, node->start);
    flow_value(flow, node->stop);
    flow_value(flow, node->step);
    flow_target(flow, node->target);
    walk_loop(flow, &(FlowLoop){.node = visited, .body = &node->body, .orelse = &node->orelse});
}

// --- try -----------------------------------------------------------------------------------------
static FlowFrame make_frame(Flow *flow, FlowFrameKind kind) {
    FlowFrame frame = {.kind = kind, .raised = flow_copy(flow, &flow->now), .outer = flow->frame};
    for (int i = 0; i < JUMP_COUNT; i++)
        frame.jumps[i] = flow_empty(flow);
    return frame;
}

// `raised`: what arrives at the handler, and at the next one if it does not take the exception.
static void walk_handler(Flow *flow, const ExceptHandler *handler, FlowState *raised) {
    flow->now = flow_copy(flow, raised);
    flow_value(flow, handler->exception);
    flow_join(flow, raised, &flow->now);
    flow_may_raise(flow); // no handler may take it
    if (handler->target != NULL)
        flow_target(flow, handler->target);
    flow_statements(flow, &handler->body);
    if (node_is(handler->target, NODE_NameExpression) && !handler->keeps_target)
        flow_undefine(flow, ((const NameExpression *)handler->target)->symbol);
}

// A clause of except* may run after those before it, whether they raise or not; what they raise
// leaves the statement after the last.
static void walk_group_clauses(Flow *flow, const Try *node, FlowState *raised) {
    for (uint32_t i = 0; i < node->handlers.count; i++) {
        flow->now = flow_copy(flow, raised);
        FlowFrame clause = make_frame(flow, FRAME_TRY);
        flow->frame = &clause;
        walk_handler(flow, NODE_AS(ExceptHandler, node->handlers.items[i]), raised);
        flow->frame = clause.outer;
        flow_join(flow, raised, &clause.raised);
        flow_join(flow, raised, &flow->now);
    }
    flow->now = flow_copy(flow, raised);
    flow_may_raise(flow);
}

static void walk_try_except(Flow *flow, const Try *node) {
    if (node->handlers.count == 0) {
        flow_statements(flow, &node->body);
        return;
    }
    FlowFrame frame = make_frame(flow, FRAME_TRY);
    flow->frame = &frame;
    flow_statements(flow, &node->body);
    flow_may_raise(flow);
    flow->frame = frame.outer;
    flow_statements(flow, &node->orelse);
    FlowState after = flow->now;
    for (uint32_t i = 0; i < node->handlers.count && !node->is_star; i++) {
        walk_handler(flow, NODE_AS(ExceptHandler, node->handlers.items[i]), &frame.raised);
        flow_join(flow, &after, &flow->now);
    }
    if (node->is_star) {
        walk_group_clauses(flow, node, &frame.raised);
        flow_join(flow, &after, &flow->now);
    }
    flow->now = after;
}

// How deep `finally` blocks in one another are told apart by how they are entered: each of them
// doubles the work.
enum { MAX_FINALLY_DEPTH = 4 };

// The block on its way to somewhere else: an exception goes on, jumps arrive where they lead.
static void walk_finally_aside(Flow *flow, const Try *node, const FlowFrame *frame) {
    flow->now = flow_copy(flow, &frame->raised);
    for (int i = 0; i < JUMP_COUNT; i++)
        flow_join(flow, &flow->now, &frame->jumps[i]);
    flow_statements(flow, &node->finalbody);
    flow_may_raise(flow);
    for (int i = 0; i < JUMP_COUNT; i++) {
        FlowState left = flow_copy(flow, &flow->now);
        left.is_live &= frame->jumps[i].is_live;
        FlowState saved = flow->now;
        flow->now = left;
        if (left.is_live)
            flow_jump(flow, (FlowJump)i);
        flow->now = saved;
    }
}

static void visit_try(Flow *flow, Node *visited) {
    const Try *node = (const Try *)visited;
    if (node->finalbody.count == 0) {
        walk_try_except(flow, node);
        return;
    }
    FlowFrame frame = make_frame(flow, FRAME_FINALLY);
    flow->frame = &frame;
    walk_try_except(flow, node);
    flow_may_raise(flow);
    flow->frame = frame.outer;
    FlowState after = flow->now;
    flow->finally_depth++;
    bool is_apart = flow->finally_depth <= MAX_FINALLY_DEPTH;
    if (!is_apart)
        flow_join(flow, &frame.raised, &after);
    walk_finally_aside(flow, node, &frame);
    if (is_apart) {
        flow->now = after;
        if (after.is_live)
            flow_statements(flow, &node->finalbody);
    } else {
        flow->now.is_live &= after.is_live;
    }
    flow->finally_depth--;
}

// --- with ----------------------------------------------------------------------------------------
// A context manager may end the exception that leaves its block.
static void visit_with(Flow *flow, Node *visited) {
    const With *node = (const With *)visited;
    if (node->rule != WITH_PYTHON) {
        flow_statements(flow, &node->body);
        return;
    }
    for (uint32_t i = 0; i < node->items.count; i++)
        flow_children(flow, node->items.items[i]);
    FlowFrame frame = make_frame(flow, FRAME_TRY);
    flow->frame = &frame;
    flow_statements(flow, &node->body);
    flow->frame = frame.outer;
    FlowState after = flow->now;
    flow->now = frame.raised;
    flow_may_raise(flow);
    if (after.is_live)
        flow->now = after;
}

// --- What leaves ---------------------------------------------------------------------------------
static void visit_return(Flow *flow, Node *node) {
    flow_children(flow, node);
    flow_jump(flow, JUMP_RETURN);
}

static void visit_break(Flow *flow, Node *node) {
    (void)node;
    flow_jump(flow, JUMP_BREAK);
}

static void visit_continue(Flow *flow, Node *node) {
    (void)node;
    flow_jump(flow, JUMP_CONTINUE);
}

static void visit_raise(Flow *flow, Node *node) {
    flow_children(flow, node);
    flow_may_raise(flow);
    flow->now.is_live = false;
}

// --- Statements that bind ------------------------------------------------------------------------
static void visit_delete(Flow *flow, Node *visited) {
    const NodeList *targets = &((const Delete *)visited)->targets;
    for (uint32_t i = 0; i < targets->count; i++) {
        flow_value(flow, targets->items[i]);
        if (node_is(targets->items[i], NODE_NameExpression))
            flow_undefine(flow, ((const NameExpression *)targets->items[i])->symbol);
    }
}

static void visit_augmented_assign(Flow *flow, Node *visited) {
    const AugmentedAssign *node = (const AugmentedAssign *)visited;
    flow_value(flow, node->target);
    flow_value(flow, node->value);
    flow_target(flow, node->target);
}

// Without a value it binds nothing.
static void visit_annotated_assign(Flow *flow, Node *visited) {
    const AnnotatedAssign *node = (const AnnotatedAssign *)visited;
    flow_value(flow, node->value);
    if (node->value != NULL || !node_is(node->target, NODE_NameExpression))
        flow_target(flow, node->target);
}

static void define_aliases(Flow *flow, const NodeList *aliases) {
    for (uint32_t i = 0; i < aliases->count; i++)
        flow_define(flow, aliases->items[i], ((const Alias *)aliases->items[i])->symbol,
                    aliases->items[i]->span, false);
}

static void visit_import(Flow *flow, Node *node) {
    define_aliases(flow, &((const Import *)node)->aliases);
}

static void visit_import_from(Flow *flow, Node *node) {
    define_aliases(flow, &((const ImportFrom *)node)->aliases);
}

static void visit_function_def(Flow *flow, Node *visited) {
    const FunctionDef *node = (const FunctionDef *)visited;
    flow_values(flow, &node->decorators);
    flow_value(flow, node->parameters);
    if (node->function != NULL)
        flow_define(flow, node, node->function->python.variable, node->name_span, false);
}

static void visit_class_def(Flow *flow, Node *visited) {
    const ClassDef *node = (const ClassDef *)visited;
    flow_values(flow, &node->decorators);
    flow_values(flow, &node->arguments);
    flow->class_depth++;
    flow_statements(flow, &node->body);
    flow->class_depth--;
    flow_define(flow, node, node->symbol, node->name_span, false);
}

// --- Cython's declarations -----------------------------------------------------------------------
static void warn_late_declaration(const Flow *flow, const DeclaratorName *name) {
    uint64_t first;
    const Symbol *symbol = name->symbol;
    if (!flow->is_registering || symbol == NULL || symbol->is_extern || symbol->from_pxd ||
        symbol->kind == SYMBOL_FIELD || symbol->is_parameter ||
        !number_map_get(&flow->used, symbol, &first))
        return;
    Diagnostic *message = report(flow->typer, DIAG_E0311, name->node.span, symbol->name->text);
    if (message != NULL) {
        uint32_t start = (uint32_t)first;
        diag_add_label(message, (Span){start, start + symbol->name->length}, "it is used here");
        diag_add_help(message, "move the declaration to the top of the %s",
                      flow->function != NULL ? "function" : "file");
    }
}

static void visit_declaration(Flow *flow, Node *visited) {
    const NodeList *declarators = &((const CVariableDeclaration *)visited)->declarators;
    for (uint32_t i = 0; i < declarators->count; i++) {
        const DeclaratorName *name = declarator_core(declarators->items[i]);
        if (name == NULL)
            continue;
        warn_late_declaration(flow, name);
        flow_value(flow, name->default_value);
        if (name->default_value != NULL)
            flow_define(flow, name, name->symbol, name->node.span, false);
    }
}

static void visit_c_class_def(Flow *flow, Node *visited) {
    const CClassDef *node = (const CClassDef *)visited;
    flow_values(flow, &node->decorators);
    flow->class_depth++;
    flow_statements(flow, &node->body);
    flow->class_depth--;
}

static void visit_c_function_def(Flow *flow, Node *visited) {
    const CFunctionDef *node = (const CFunctionDef *)visited;
    flow_values(flow, &node->decorators);
    if (node->function != NULL && node->function->parameters != NULL)
        flow_value(flow, &node->function->parameters->node);
}

static void visit_fused_definition(Flow *flow, Node *visited) {
    const FusedDefinition *node = (const FusedDefinition *)visited;
    flow_values(flow, &node->decorators);
    flow_statements(flow, &node->versions);
    if (node->function != NULL)
        flow_define(flow, node, node->function->python.variable, node->node.span, false);
}

static void visit_generic_definition(Flow *flow, Node *visited) {
    const GenericDefinition *node = (const GenericDefinition *)visited;
    flow_values(flow, &node->decorators);
    flow_values(flow, &node->arguments);
    const NameExpression *target = NODE_AS(NameExpression, node->target);
    flow_define(flow, node, target->symbol, target->node.span, false);
}

// Their statements stand where they stand themselves.
static void visit_include(Flow *flow, Node *node) {
    flow_statements(flow, &((const Include *)node)->body);
}

static void visit_cdef_block(Flow *flow, Node *node) {
    flow_statements(flow, &((const CdefBlock *)node)->body);
}

static void visit_compile_time_if(Flow *flow, Node *node) {
    flow_statements(flow, &((const CompileTimeIf *)node)->body);
}

// --- Dispatch ------------------------------------------------------------------------------------
typedef void FlowVisitor(Flow *flow, Node *node);

static FlowVisitor *const visitors[NODE_COUNT] = {
    [NODE_If] = visit_if,
    [NODE_Match] = visit_match,
    [NODE_While] = visit_while,
    [NODE_For] = visit_for,
    [NODE_ForFrom] = visit_for_from,
    [NODE_ParallelFor] = visit_parallel_for,
    [NODE_ParallelBlock] = visit_parallel_block,
    [NODE_Try] = visit_try,
    [NODE_With] = visit_with,
    [NODE_Return] = visit_return,
    [NODE_Break] = visit_break,
    [NODE_Continue] = visit_continue,
    [NODE_Raise] = visit_raise,
    [NODE_Delete] = visit_delete,
    [NODE_AugmentedAssign] = visit_augmented_assign,
    [NODE_AnnotatedAssign] = visit_annotated_assign,
    [NODE_Import] = visit_import,
    [NODE_ImportFrom] = visit_import_from,
    [NODE_FunctionDef] = visit_function_def,
    [NODE_FusedDefinition] = visit_fused_definition,
    [NODE_ClassDef] = visit_class_def,
    [NODE_GenericDefinition] = visit_generic_definition,
    [NODE_CVariableDeclaration] = visit_declaration,
    [NODE_CClassDef] = visit_c_class_def,
    [NODE_CFunctionDef] = visit_c_function_def,
    [NODE_Include] = visit_include,
    [NODE_CdefBlock] = visit_cdef_block,
    [NODE_CompileTimeIf] = visit_compile_time_if,
};

// `return; yield` makes a generator of a function: its yield is not there to be reached.
static bool is_plain_yield(const Node *node) {
    if (!node_is(node, NODE_ExpressionStatement))
        return false;
    const Node *value = ((const ExpressionStatement *)node)->value;
    return node_is(value, NODE_Yield) && ((const Yield *)value)->value == NULL;
}

void flow_statements(Flow *flow, const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        Node *node = list->items[i];
        if (!flow->now.is_live) {
            bool is_told =
                flow->directives->warn_unreachable && !flow->is_registering && flow_sees_all(flow);
            if (is_told && !is_plain_yield(node))
                report(flow->typer, DIAG_W0303, node->span);
            return;
        }
        if (!depth_enter(&flow->typer->depth, flow->typer->diagnostics, node->span))
            return;
        flow_may_raise(flow);
        FlowVisitor *visitor = visitors[node->kind];
        (visitor != NULL ? visitor : flow_children)(flow, node);
        depth_leave(&flow->typer->depth);
    }
}
