// Loops: while, for over memoryviews, C arrays and the characters of texts; their parts.
//
//     header ──test──> body ──> latch (poll) ──> header
//        └──> exhausted (else clause) ──> after <── break
//
// A loop whose code touches objects polls for signals on its back edge.

#include "codegen/builder/internal.h"

// --- Parts of loops ------------------------------------------------------------------------------

Loop begin_loop(Builder *builder, const char *label) {
    Loop loop = {.first_block = builder->function->blocks.count};
    loop.header = builder_new_block(builder, label);
    loop.header->is_loop_header = true;
    loop.body = builder_new_block(builder, "body");
    loop.latch = builder_new_block(builder, "next");
    loop.exhausted = builder_new_block(builder, "exhausted");
    loop.after = builder_new_block(builder, "loop end");
    return loop;
}

const EnteredComprehension *begin_iterable(Builder *builder) {
    const EnteredComprehension *entered = builder->entering;
    builder->entering = NULL;
    if (entered == NULL)
        return NULL;
    builder->comprehension_depth--;
    if (entered->code != NULL)
        suspend_inner_code(builder, entered->code);
    return entered;
}

void end_iterable(Builder *builder, const EnteredComprehension *entered) {
    if (entered == NULL)
        return;
    builder->comprehension_depth++;
    if (entered->code != NULL)
        resume_inner_code(builder, entered->code);
}

static bool needs_gil(const IrOp *op) { return (ir_op_effects(op) & IR_NEEDS_GIL) != 0; }

static void add_poll(Builder *builder, uint32_t first_block) {
    if (builder->without_gil)
        return;
    for (uint32_t i = first_block; i < builder->function->blocks.count; i++) {
        const IrBlock *block = builder->function->blocks.items[i];
        for (uint32_t o = 0; o < block->ops.count; o++) {
            if (needs_gil(block->ops.items[o])) {
                add_op(builder, IR_OP_POLL, IR_NO_REGISTER, NULL, 0);
                return;
            }
        }
    }
}

// Builds body, back edge and else clause; `advance` may add what the back edge does, before the
// poll.
void finish_loop(Builder *builder, Loop *loop, const NodeList *body, const NodeList *orelse,
                 LoopAdvance *advance, void *context) {
    Span span = builder->span;
    Cleanup cleanup = {.kind = CLEANUP_LOOP,
                       .break_target = loop->after,
                       .continue_target = loop->latch,
                       .handler = builder->handler};
    push_cleanup(builder, &cleanup);
    build_statements(builder, body);
    pop_cleanup(builder);
    add_jump(builder, loop->latch);
    builder_start_block(builder, loop->latch);
    builder->span = span;
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

// --- Memoryviews, C arrays and texts -------------------------------------------------------------

typedef struct Counter {
    IrRegisterId index; // I64
    int64_t step;
} Counter;

static void advance_counter(Builder *builder, void *context) {
    const Counter *counter = context;
    add_step(builder, counter->index, counter->step);
}

// What a loop counts through: a memoryview, a C array or a part of either, or a str or bytes.
typedef struct Counted {
    Value view;
    CPart part;          // of a view: without a base
    const Type *address; // of an element, if the loop gives that
    bool is_str;
    IrValue width; // of a character of str, in bytes: I32
} Counted;

static Value load_view_row(Builder *builder, Value view, IrValue index, const Type *row) {
    IrSliceAxis *axes = ARENA_ARRAY(builder->arena, IrSliceAxis, view.type->memoryview.dimensions);
    axes[0].is_index = true;
    IrValue operands[] = {view.ir, index};
    IrOp *op =
        add_op_giving(builder, IR_OP_VIEW_SLICE, ir_type_of(builder->owner, row), operands, 2);
    op->aux.slice.axes = axes;
    op->aux.slice.count = view.type->memoryview.dimensions;
    op->aux.slice.type = c_type_of(builder->owner, view.type);
    return value_of(ir_reg(op->result), row);
}

// The type of a view's rows: strided, as any layout is.
static const Type *row_type(Builder *builder, const Type *view) {
    Type row = *view;
    row.memoryview.dimensions--;
    for (uint8_t i = 0; i < row.memoryview.dimensions; i++)
        row.memoryview.packing[i] = AXIS_STRIDED;
    return type_memoryview(builder->types, &row);
}

static Value load_view_item(Builder *builder, Value view, IrValue index) {
    const Type *element = view.type->memoryview.element;
    if (view.type->memoryview.dimensions > 1)
        return load_view_row(builder, view, index, row_type(builder, view.type));
    IrValue operands[] = {view.ir, index};
    IrOp *op =
        add_op_giving(builder, IR_OP_VIEW_ELEMENT, (IrType){.kind = IR_POINTER}, operands, 2);
    op->aux.type = c_type_of(builder->owner, view.type);
    return value_of(add_load(builder, ir_reg(op->result), element), element);
}

// Is the variable a C integer that can take what a loop over this str or bytes gives?
static bool is_text_loop(const For *node) {
    const Type *target = node->target->type;
    if (target == NULL || target->kind != TYPE_INTEGER)
        return false;
    return type_is_builtin(node->iterable->type,
                           target->integer.is_unicode ? BUILTIN_STR : BUILTIN_BYTES);
}

static bool is_counted(const For *node) {
    const Node *iterable = node->iterable;
    return is_c_memory(iterable) || is_view(iterable->type) || is_text_loop(node);
}

// The text does not change, so length and place of its characters are read once before the loop,
// and no object is made of any.
static Counted begin_text(Builder *builder, Node *iterable) {
    IrValue text = ADD_RUNTIME(builder, loop_text, build_object(builder, iterable));
    Counted counted = {.part = {.start = ir_int(IR_I64, 0), .step = 1}};
    counted.is_str = type_is_builtin(iterable->type, BUILTIN_STR);
    counted.part.stop = ADD_RUNTIME(builder, text_length, text);
    if (counted.is_str) {
        counted.part.base = ADD_RUNTIME(builder, str_start, text);
        counted.width = ADD_RUNTIME(builder, str_width, text);
    } else {
        counted.part.base = ADD_RUNTIME(builder, bytes_start, text);
        counted.part.element = builder->common->uchar;
    }
    return counted;
}

// --- C memory ------------------------------------------------------------------------------------

bool is_c_memory(const Node *iterable) {
    return is_c_slice(iterable) || iterable->type->kind == TYPE_ARRAY;
}

CPart build_memory_part(Builder *builder, Node *iterable) {
    if (is_c_slice(iterable))
        return build_c_part(builder, iterable, false);
    return whole_array(builder, build_expression(builder, iterable).ir, iterable->type);
}

bool is_given_memory(const Builder *builder, const Node *iterable) {
    const FunctionSymbol *function = builder->symbol;
    if (function == NULL || function->kind != FUNCTION_GENERATOR_EXPRESSION)
        return false;
    const Node *clause = NODE_AS(Comprehension, function->node)->clauses.items[0];
    return node_is(clause, NODE_ComprehensionFor) &&
           NODE_AS(ComprehensionFor, clause)->iterable == iterable && is_c_memory(iterable);
}

static CPart load_given_memory(Builder *builder, const Node *iterable) {
    IrValue given = load_symbol(builder, builder->symbol->parameter_symbols.items[0]).ir;
    CPart part = {.base = ADD_RUNTIME(builder, memory_part_base, given),
                  .start = ADD_RUNTIME(builder, memory_part_start, given),
                  .stop = ADD_RUNTIME(builder, memory_part_stop, given),
                  .step = 1};
    part.element = type_element(iterable->type);
    if (is_c_slice(iterable)) {
        const Subscript *subscript = NODE_AS(Subscript, iterable);
        const Slice *slice = NODE_AS(Slice, subscript->index);
        part.element = type_element(subscript->value->type);
        if (slice->step != NULL)
            (void)literal_integer(builder, slice->step, &part.step);
    }
    return part;
}

static Counted begin_counted(Builder *builder, const For *node) {
    Node *iterable = node->iterable;
    Counted counted = {.part = {.start = ir_int(IR_I64, 0), .step = 1}};
    if (is_given_memory(builder, iterable)) {
        counted.part = load_given_memory(builder, iterable);
    } else if (is_c_memory(iterable)) {
        counted.part = build_memory_part(builder, iterable);
    } else if (is_text_loop(node)) {
        counted = begin_text(builder, iterable);
    } else {
        // The body may assign to the variable.
        counted.view = add_saved_copy(builder, build_expression(builder, iterable));
        IrOp *op =
            add_op_giving(builder, IR_OP_VIEW_SHAPE, (IrType){.kind = IR_I64}, &counted.view.ir, 1);
        counted.part.stop = ir_reg(op->result);
    }
    if (counted.part.element != NULL &&
        loops_over_addresses(node->target, iterable, counted.part.element))
        counted.address = node->target->type;
    return counted;
}

static Value load_counted(Builder *builder, const Counted *counted, IrValue index) {
    if (counted->view.type != NULL)
        return load_view_item(builder, counted->view, index);
    if (counted->address != NULL)
        return value_of(add_element(builder, counted->part.base, index, counted->part.element),
                        counted->address);
    if (!counted->is_str)
        return load_element(builder, counted->part.base, index, counted->part.element);
    IrValue character = ADD_RUNTIME(builder, str_read, counted->part.base, index, counted->width);
    return value_of(character, builder->common->ucs4);
}

static void build_counted_loop(Builder *builder, For *node) {
    Counted counted = begin_counted(builder, node);
    Counter counter = {builder_new_ir_register(builder, IR_I64), counted.part.step};
    add_copy(builder, counter.index, counted.part.start);
    Loop loop = begin_loop(builder, "for");
    add_jump(builder, loop.header);
    builder_start_block(builder, loop.header);
    IrValue more = add_compare(builder, counter.step > 0 ? COMPARE_LESS : COMPARE_GREATER,
                               ir_reg(counter.index), counted.part.stop, false);
    add_branch(builder, more, loop.body, loop.exhausted);
    builder_start_block(builder, loop.body);
    assign_target(builder, node->target, load_counted(builder, &counted, ir_reg(counter.index)));
    finish_loop(builder, &loop, &node->body, &node->orelse, advance_counter, &counter);
}

void build_for(Builder *builder, Node *node) {
    For *statement = NODE_AS(For, node);
    if (statement->is_async)
        build_async_loop(builder, statement);
    else if (is_range_loop(statement))
        build_range_loop(builder, statement);
    else if (is_counted(statement))
        build_counted_loop(builder, statement);
    else
        build_iterator_loop(builder, statement);
}
