// Parallel sections: loops over prange() and `with parallel():`.
//
// Takes: For and With nodes before their names are bound. Gives: ParallelFor and ParallelBlock
// nodes, with the arguments of the calls in fields of their own. `nogil=True` becomes a `with
// nogil:` around the loop.

#include "typer/internal.h"
#include <string.h>

static bool is_parallel_call(Typer *typer, const Node *node, CythonName name) {
    return node_is(node, NODE_Call) && is_cython_name(typer, ((const Call *)node)->function, name);
}

// --- Arguments -----------------------------------------------------------------------------------
// What both calls take, and where it goes.
typedef struct ParallelArguments {
    const char *name; // of what is called
    bool is_loop;
    Node *positions[3];
    uint32_t position_count;
    Node *thread_count, *condition, *chunk_size;
    ParallelSchedule schedule;
    Node *schedule_node; // or NULL
    bool nogil;
} ParallelArguments;

// The place of an argument that is evaluated where the section begins, or NULL.
static Node **evaluated_argument(ParallelArguments *arguments, const char *name) {
    if (strcmp(name, "num_threads") == 0)
        return &arguments->thread_count;
    if (strcmp(name, "use_threads_if") == 0)
        return &arguments->condition;
    return arguments->is_loop && strcmp(name, "chunksize") == 0 ? &arguments->chunk_size : NULL;
}

static const char *const schedule_names[] = {
#define X(SCHEDULE, text) text,
    PARALLEL_SCHEDULES(X)
#undef X
};

static void read_schedule(Typer *typer, ParallelArguments *arguments, Node *value) {
    arguments->schedule_node = value;
    if (node_is(value, NODE_NoneLiteral))
        return;
    if (!node_is(value, NODE_StringLiteral)) {
        report(typer, DIAG_E0550, value->span, arguments->name, "known when compiling");
        return;
    }
    const char *text = ((const StringLiteral *)value)->value.bytes;
    for (int i = SCHEDULE_STATIC; i <= SCHEDULE_RUNTIME; i++)
        if (strcmp(schedule_names[i], text) == 0)
            arguments->schedule = (ParallelSchedule)i;
    if (arguments->schedule == SCHEDULE_DEFAULT)
        report(typer, DIAG_E0590, value->span,
               arena_format(typer->arena, "there is no schedule '%s'", text));
}

static void read_nogil(Typer *typer, ParallelArguments *arguments, const Node *value) {
    if (node_is(value, NODE_BoolLiteral))
        arguments->nogil = ((const BoolLiteral *)value)->value;
    else if (!node_is(value, NODE_NoneLiteral))
        report(typer, DIAG_E0550, value->span, arguments->name, "known when compiling");
}

static void read_keyword(Typer *typer, ParallelArguments *arguments, const Keyword *keyword) {
    const char *name = keyword->name != NULL ? keyword->name->text : "**";
    Node **place = evaluated_argument(arguments, name);
    if (place != NULL && *place != NULL)
        report(typer, DIAG_E0417, keyword->node.span, name);
    else if (place != NULL)
        *place = keyword->value;
    else if (arguments->is_loop && strcmp(name, "schedule") == 0)
        read_schedule(typer, arguments, keyword->value);
    else if (arguments->is_loop && strcmp(name, "nogil") == 0)
        read_nogil(typer, arguments, keyword->value);
    else
        report(typer, DIAG_E0410, keyword->node.span, arguments->name, name);
}

// An argument that is None is as good as none.
static void drop_none(Node **argument) {
    if (*argument != NULL && node_is(*argument, NODE_NoneLiteral))
        *argument = NULL;
}

static void check_chunk_size(Typer *typer, const ParallelArguments *arguments) {
    const Node *size = arguments->chunk_size;
    int64_t value;
    if (size == NULL)
        return;
    if (arguments->schedule == SCHEDULE_DEFAULT)
        report(typer, DIAG_E0590, size->span, "chunksize needs a schedule");
    else if (arguments->schedule == SCHEDULE_RUNTIME)
        report(typer, DIAG_E0590, size->span, "the schedule 'runtime' brings its own chunksize");
    else if (constant_integer(typer, size, &value) && value <= 0)
        report(typer, DIAG_E0590, size->span, "chunksize must be positive");
}

static ParallelArguments read_arguments(Typer *typer, const Call *call, bool is_loop) {
    ParallelArguments arguments = {.name = is_loop ? "prange" : "parallel", .is_loop = is_loop};
    uint32_t most = is_loop ? 3 : 0;
    for (uint32_t i = 0; i < call->arguments.count; i++) {
        Node *argument = call->arguments.items[i];
        if (node_is(argument, NODE_Keyword))
            read_keyword(typer, &arguments, (const Keyword *)argument);
        else if (arguments.position_count++ < most)
            arguments.positions[arguments.position_count - 1] = argument;
    }
    uint32_t given = arguments.position_count;
    if (given > most || (is_loop && given == 0))
        report(typer, DIAG_E0402, call->node.span, arguments.name,
               is_loop ? "1 to 3 positional arguments" : "no positional arguments", given);
    drop_none(&arguments.thread_count);
    drop_none(&arguments.condition);
    drop_none(&arguments.chunk_size);
    check_chunk_size(typer, &arguments);
    int64_t count;
    if (arguments.thread_count != NULL && constant_integer(typer, arguments.thread_count, &count)) {
        if (count < 0)
            report(typer, DIAG_E0590, arguments.thread_count->span,
                   "num_threads cannot be negative");
        if (count == 0) // as many as there would be anyway
            arguments.thread_count = NULL;
    }
    return arguments;
}

// --- Loops ---------------------------------------------------------------------------------------
static Node *make_loop(Typer *typer, const For *node, const ParallelArguments *arguments) {
    ParallelFor *loop = NODE_NEW(typer->arena, ParallelFor, node->node.span);
    uint32_t given = arguments->position_count;
    loop->target = node->target;
    loop->start = given > 1 ? arguments->positions[0] : NULL;
    loop->stop = arguments->positions[given > 1 ? 1 : 0];
    loop->step = given > 2 ? arguments->positions[2] : NULL;
    loop->schedule = arguments->schedule;
    loop->thread_count = arguments->thread_count;
    loop->condition = arguments->condition;
    loop->chunk_size = arguments->chunk_size;
    loop->body = node->body;
    loop->orelse = node->orelse;
    return &loop->node;
}

static Node *without_gil(Typer *typer, Node *loop, Span span) {
    With *with = NODE_NEW(typer->arena, With, loop->span);
    WithItem *item = NODE_NEW(typer->arena, WithItem, span);
    item->context = (Node *)NODE_NEW(typer->arena, NoneLiteral, span); // it is not evaluated
    with->items = node_list_of(typer->arena, &item->node);
    with->body = node_list_of(typer->arena, loop);
    with->rule = WITH_NOGIL;
    return &with->node;
}

bool take_parallel_loop(Typer *typer, Node **slot) {
    const For *node = (const For *)*slot;
    if (node->is_async || !is_parallel_call(typer, node->iterable, CYTHON_PARALLEL_PRANGE))
        return false;
    ParallelArguments arguments = read_arguments(typer, (const Call *)node->iterable, true);
    Node *loop = make_loop(typer, node, &arguments);
    *slot = arguments.nogil ? without_gil(typer, loop, node->iterable->span) : loop;
    return true;
}

// What the target of the loop gets: the bounds, and the numbers in between.
void bind_parallel_for(Typer *typer, Node **slot) {
    ParallelFor *node = (ParallelFor *)*slot;
    Node **arguments[] = {&node->start,      &node->stop,         &node->step,
                          &node->chunk_size, &node->thread_count, &node->condition};
    for (size_t i = 0; i < sizeof arguments / sizeof *arguments; i++)
        if (*arguments[i] != NULL)
            bind_node(arguments[i], typer);
    bind_target(typer, &node->target, BINDING_PARALLEL, slot);
    bind_statements(typer, &node->body);
    bind_statements(typer, &node->orelse);
}

// --- Blocks --------------------------------------------------------------------------------------
static Node *make_block(Typer *typer, const With *node, const WithItem *item, NodeList body) {
    ParallelBlock *block = NODE_NEW(typer->arena, ParallelBlock, node->node.span);
    block->body = body;
    if (!node_is(item->context, NODE_Call)) {
        report(typer, DIAG_E0590, item->context->span, "'parallel' has to be called");
        return &block->node;
    }
    ParallelArguments arguments = read_arguments(typer, (const Call *)item->context, false);
    block->thread_count = arguments.thread_count;
    block->condition = arguments.condition;
    if (item->target != NULL)
        report(typer, DIAG_E0525, item->target->span, "'as'", "on a parallel section");
    if (node->is_async)
        report(typer, DIAG_E0525, node->node.span, "'async'", "where there is no context manager");
    return &block->node;
}

static bool is_block(Typer *typer, const WithItem *item) {
    return is_parallel_call(typer, item->context, CYTHON_PARALLEL_PARALLEL) ||
           is_cython_name(typer, item->context, CYTHON_PARALLEL_PARALLEL);
}

// `with a, parallel(), b:` is `with a:` around the section around `with b:`.
bool take_parallel_block(Typer *typer, Node **slot) {
    With *node = (With *)*slot;
    uint32_t at = 0;
    while (at < node->items.count && !is_block(typer, (const WithItem *)node->items.items[at]))
        at++;
    if (at == node->items.count)
        return false;
    NodeList body = node->body;
    uint32_t after = node->items.count - at - 1;
    if (after > 0) {
        With *inner = NODE_NEW(typer->arena, With, node->node.span);
        inner->items = (NodeList){node->items.items + at + 1, after};
        inner->body = body;
        inner->is_async = node->is_async;
        body = node_list_of(typer->arena, &inner->node);
    }
    Node *block = make_block(typer, node, (const WithItem *)node->items.items[at], body);
    node->items.count = at;
    node->body = node_list_of(typer->arena, block);
    if (at == 0)
        *slot = block;
    return true;
}
