// for over iterables.
//
// `for i, (a, b) in enumerate(zip(x, y))` makes no tuples: where a call of enumerate or zip stands
// in the loop itself and the target has a part for each, the parts are stepped through side by
// side. What is evaluated, and when each iterator is made and asked, is as in Python.

#include "codegen/builder/loop.h"
#include <string.h>

typedef enum StreamKind {
    STREAM_ITERABLE,
    STREAM_COUNTED,
    STREAM_ENUMERATION,
    STREAM_ZIP
} StreamKind;

// What gives the values of a target.
typedef struct Stream {
    StreamKind kind;
    Node *target;
    Node *node; // the iterable
    // ITERABLE
    IrValue iterable, iterator, item;
    IrRegisterId position;
    Counted counted; // COUNTED
    // ENUMERATION: the next number, I64; the expression of the first, or NULL
    IrRegisterId counter;
    Node *start;
    // of the arguments that are stepped through
    struct Stream *parts;
    uint32_t part_count;
} Stream;

Span span_of_iteration(const Builder *builder, const Node *iterable) {
    return is_python_since(builder, 13) ? iterable->span : builder->span;
}

// --- Which form it has ---------------------------------------------------------------------------

static bool has_parts(const Node *target, uint32_t count) {
    const NodeList *parts = elements_of(target);
    if (parts == NULL || parts->count != count)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (node_is(parts->items[i], NODE_Starred))
            return false;
    return true;
}

static bool is_c_number(Builder *builder, Node *node) {
    int64_t known;
    return literal_integer(builder, node, &known) ||
           (node->type != NULL && type_is_integral(node->type));
}

static bool is_enumeration(Builder *builder, Stream *stream) {
    if (!is_call_of_form(stream->node, FORM_enumerate) || !has_parts(stream->target, 2))
        return false;
    const NodeList *arguments = &((const Call *)stream->node)->arguments;
    stream->start = arguments->count == 2 ? arguments->items[1] : NULL;
    return arguments->count == 1 || (arguments->count == 2 && is_c_number(builder, stream->start));
}

static bool is_zip(const Stream *stream) {
    if (!is_call_of_form(stream->node, FORM_zip))
        return false;
    uint32_t count = ((const Call *)stream->node)->arguments.count;
    return count > 0 && has_parts(stream->target, count);
}

static Stream find_stream(Builder *builder, Node *target, Node *node);

static void find_parts(Builder *builder, Stream *stream, uint32_t first, uint32_t count) {
    stream->part_count = count;
    stream->parts = ARENA_ARRAY(builder->arena, Stream, count);
    for (uint32_t i = 0; i < count; i++)
        stream->parts[i] = find_stream(builder, elements_of(stream->target)->items[first + i],
                                       ((Call *)stream->node)->arguments.items[i]);
}

static Stream find_stream(Builder *builder, Node *target, Node *node) {
    Stream stream = {.target = target, .node = node};
    if (is_enumeration(builder, &stream)) {
        stream.kind = STREAM_ENUMERATION;
        find_parts(builder, &stream, 1, 1);
    } else if (is_zip(&stream)) {
        stream.kind = STREAM_ZIP;
        find_parts(builder, &stream, 0, ((const Call *)node)->arguments.count);
    } else if (is_counted(builder, target, node)) {
        stream.kind = STREAM_COUNTED;
    }
    return stream;
}

// --- Before the loop -----------------------------------------------------------------------------

// What a generator expression is given: iter() has been called on it, which happens once.
static bool is_iterator_of_expression(const Builder *builder, const Node *iterable) {
    const FunctionSymbol *function = builder->symbol;
    return function != NULL && function->kind == FUNCTION_GENERATOR_EXPRESSION &&
           node_is(iterable, NODE_NameExpression) &&
           NODE_AS(NameExpression, iterable)->symbol == function->parameter_symbols.items[0];
}

static void begin_stream(Builder *builder, Stream *stream, Span span) {
    if (stream->kind != STREAM_ITERABLE)
        return;
    stream->position = builder_new_ir_register(builder, IR_I64);
    if (is_iterator_of_expression(builder, stream->node)) {
        add_copy(builder, stream->position, ADD_RUNTIME(builder, iter_position, stream->iterable));
        stream->iterator = stream->iterable;
        return;
    }
    Span outer = builder->span;
    builder->span = span;
    stream->iterator = ADD_RUNTIME(builder, iter_start, stream->iterable, ir_reg(stream->position));
    builder->span = outer;
}

static void start_numbers(Builder *builder, Stream *stream) {
    IrValue start = ir_int(IR_I64, 0);
    int64_t known = 0;
    if (stream->start != NULL && !literal_integer(builder, stream->start, &known))
        start = to_index(builder, build_expression(builder, stream->start));
    stream->counter = builder_new_ir_register(builder, IR_I64);
    add_copy(builder, stream->counter, known != 0 ? ir_int(IR_I64, known) : start);
}

// `reversed(items)` of what is declared as a list or a tuple, in Cython's language: the items.
static Node *find_reversed(const Builder *builder, const Node *node) {
    if (builder->typed->is_pure_python || !is_call_of_form(node, FORM_reversed))
        return NULL;
    const NodeList *arguments = &((const Call *)node)->arguments;
    Node *items = arguments->count == 1 ? arguments->items[0] : NULL;
    bool is_sequence = items != NULL && (type_is_builtin(items->type, BUILTIN_LIST) ||
                                         type_is_builtin(items->type, BUILTIN_TUPLE));
    return is_sequence ? items : NULL;
}

// `for key in d.iterkeys()` loops over a dict, though nothing says that it is one and Python's dict
// has no such method any more.
IrValue build_iterable(Builder *builder, Node *node) {
    Node *reversed = find_reversed(builder, node);
    if (reversed != NULL)
        return ADD_RUNTIME(builder, reversed_iterator, build_object(builder, reversed));
    static const char *const names[] = {"iterkeys", "itervalues", "iteritems"};
    const Call *call = node_is(node, NODE_Call) ? NODE_AS(Call, node) : NULL;
    bool is_method = call != NULL && call->target->kind == CALL_METHOD &&
                     call->arguments.count == 0 && !builder->typed->is_pure_python;
    for (size_t i = 0; is_method && i < sizeof names / sizeof *names; i++) {
        Attribute *method = NODE_AS(Attribute, call->function);
        if (strcmp(method->name->text, names[i]) == 0)
            return ADD_RUNTIME(builder, dict_iteration, build_object(builder, method->value),
                               name_operand(builder, method->name));
    }
    return build_object(builder, node);
}

// A call of zip or enumerate makes the iterators of its arguments when all are evaluated.
static void evaluate_stream(Builder *builder, Stream *stream) {
    if (stream->kind == STREAM_ITERABLE) {
        stream->iterable = build_iterable(builder, stream->node);
        return;
    }
    if (stream->kind == STREAM_COUNTED) {
        stream->counted = begin_counted(builder, stream->target, stream->node);
        return;
    }
    for (uint32_t i = 0; i < stream->part_count; i++) {
        Stream *part = &stream->parts[i];
        evaluate_stream(builder, part);
        // Another argument may set the variable anew.
        if (part->kind == STREAM_ITERABLE && stream->part_count > 1)
            part->iterable = add_saved_copy(builder, object_value(builder, part->iterable)).ir;
    }
    if (stream->kind == STREAM_ENUMERATION)
        start_numbers(builder, stream);
    for (uint32_t i = 0; i < stream->part_count; i++)
        begin_stream(builder, &stream->parts[i], stream->node->span);
}

// --- In the loop ---------------------------------------------------------------------------------

IrValue add_next_item(Builder *builder, IrValue iterator, IrRegisterId position,
                      IrBlock *exhausted) {
    IrBlock *outer = builder->handler;
    IrBlock *none = builder_new_block(builder, "no item");
    builder_set_handler(builder, none, "next item");
    IrValue item = ADD_RUNTIME(builder, iter_next, iterator, ir_reg(position));
    vector_last(&builder->block->ops)->flags |= IR_FLAG_NO_TRACEBACK;
    builder_set_handler(builder, outer, "item");
    IrBlock *found = builder->block;
    builder_start_block(builder, none);
    ADD_RUNTIME(builder, iter_end, iterator, ir_reg(position));
    add_jump(builder, exhausted);
    builder_start_block(builder, found);
    return item;
}

// Gets the next item of each iterable; the first that has none ends the loop.
static void build_step(Builder *builder, Stream *stream, const Loop *loop) {
    if (stream->kind == STREAM_ITERABLE)
        stream->item = add_next_item(builder, stream->iterator, stream->position, loop->exhausted);
    if (stream->kind == STREAM_COUNTED) {
        IrBlock *next = builder_new_block(builder, "next item");
        add_branch(builder, counted_goes_on(builder, &stream->counted), next, loop->exhausted);
        builder_start_block(builder, next);
    }
    for (uint32_t i = 0; i < stream->part_count; i++)
        build_step(builder, &stream->parts[i], loop);
}

static void assign_stream(Builder *builder, const Stream *stream) {
    switch (stream->kind) {
    case STREAM_ITERABLE:
        assign_target(builder, stream->target, object_value(builder, stream->item));
        return;
    case STREAM_COUNTED:
        assign_target(builder, stream->target, load_counted(builder, &stream->counted));
        return;
    case STREAM_ENUMERATION:
        assign_target(builder, elements_of(stream->target)->items[0],
                      value_of(ir_reg(stream->counter), builder->common->long_));
        break;
    case STREAM_ZIP:
        break;
    }
    for (uint32_t i = 0; i < stream->part_count; i++)
        assign_stream(builder, &stream->parts[i]);
}

void add_step(Builder *builder, IrRegisterId counter, int64_t step) {
    IrValue operands[] = {ir_reg(counter), ir_int(IR_I64, step)};
    add_op(builder, IR_OP_ADD, counter, operands, 2)->flags |= IR_FLAG_NO_WRAP;
}

static void advance_stream(Builder *builder, void *context) {
    const Stream *stream = context;
    if (stream->kind == STREAM_ENUMERATION)
        add_step(builder, stream->counter, 1);
    if (stream->kind == STREAM_COUNTED)
        advance_counted(builder, &stream->counted);
    for (uint32_t i = 0; i < stream->part_count; i++)
        advance_stream(builder, &stream->parts[i]);
}

void build_iterator_loop(Builder *builder, For *node) {
    const EnteredComprehension *entered = begin_iterable(builder);
    Stream stream = find_stream(builder, node->target, node->iterable);
    evaluate_stream(builder, &stream);
    Span outer = builder->span;
    builder->span = span_of_iteration(builder, node->iterable);
    begin_stream(builder, &stream, builder->span);
    end_iterable(builder, entered);
    Loop loop = begin_loop(builder, "for");
    add_jump(builder, loop.header);
    builder_start_block(builder, loop.header);
    build_step(builder, &stream, &loop);
    builder->span = outer;
    add_jump(builder, loop.body);
    builder_start_block(builder, loop.body);
    assign_stream(builder, &stream);
    finish_loop(builder, &loop, &node->body, &node->orelse, advance_stream, &stream);
}

// --- async for -----------------------------------------------------------------------------------

// Waits for the next item. StopAsyncIteration ends the loop, wherever in the waiting it is raised.
static IrValue build_async_step(Builder *builder, IrValue iterator, const Loop *loop) {
    IrBlock *outer = builder->handler;
    IrBlock *failed = builder_new_block(builder, "no item");
    IrBlock *raised = builder_new_block(builder, "raised");
    failed->is_cold = raised->is_cold = true;
    builder_set_handler(builder, failed, "next item");
    IrValue item = add_delegation(builder, ADD_RUNTIME(builder, async_iter_next, iterator));
    builder_set_handler(builder, outer, "item");
    IrBlock *found = builder->block;
    builder_start_block(builder, failed);
    IrValue has_ended = add_runtime_list(builder, RUNTIME_async_iter_has_ended, NULL, 0);
    add_branch(builder, has_ended, loop->exhausted, raised);
    builder_start_block(builder, raised);
    add_propagate(builder);
    builder_start_block(builder, found);
    return item;
}

void build_async_loop(Builder *builder, For *node) {
    const EnteredComprehension *entered = begin_iterable(builder);
    IrValue iterator = build_object(builder, node->iterable);
    Span outer = builder->span;
    builder->span = span_of_iteration(builder, node->iterable);
    if (!is_iterator_of_expression(builder, node->iterable))
        iterator = ADD_RUNTIME(builder, async_iter_start, iterator, python_words(builder));
    end_iterable(builder, entered);
    Loop loop = begin_loop(builder, "async for");
    add_jump(builder, loop.header);
    builder_start_block(builder, loop.header);
    IrValue item = build_async_step(builder, iterator, &loop);
    add_jump(builder, loop.body);
    builder->span = outer;
    builder_start_block(builder, loop.body);
    assign_target(builder, node->target, object_value(builder, item));
    finish_loop(builder, &loop, &node->body, &node->orelse, NULL, NULL);
}
