// Loops that count: over ranges of C integers, memoryviews, C arrays and parts of either, and the
// characters of texts.
//
// Each is a Counted, whatever counts: a loop of its own, or an argument of enumerate() or zip().

#include "codegen/builder/loop.h"

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
    for (uint8_t i = 0; i < row.memoryview.dimensions; i++) {
        row.memoryview.packing[i] = AXIS_STRIDED;
        row.memoryview.access[i] = view->memoryview.access[i + 1];
    }
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
static bool is_text_loop(const Node *target_node, const Node *iterable) {
    const Type *target = target_node->type;
    if (target == NULL || target->kind != TYPE_INTEGER)
        return false;
    return type_is_builtin(iterable->type,
                           target->integer.is_unicode ? BUILTIN_STR : BUILTIN_BYTES);
}

// The text does not change, so length and place of its characters are read once before the loop,
// and no object is made of any.
static Counted begin_text(Builder *builder, Node *iterable) {
    IrValue text = ADD_RUNTIME(builder, loop_text, build_object(builder, iterable));
    Counted counted = {.part = {.start = ir_int(IR_I64, 0), .step = ir_int(IR_I64, 1)}};
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
                  .step = ir_int(IR_I64, 1)};
    part.element = type_element(iterable->type);
    if (is_c_slice(iterable)) {
        const Subscript *subscript = NODE_AS(Subscript, iterable);
        const Slice *slice = NODE_AS(Slice, subscript->index);
        part.element = type_element(subscript->value->type);
        if (slice->step != NULL)
            part.step = build_as(builder, slice->step, builder->common->ssize_t_);
    }
    return part;
}

static Counted begin_elements(Builder *builder, const Node *target, Node *iterable) {
    Counted counted = {.part = {.start = ir_int(IR_I64, 0), .step = ir_int(IR_I64, 1)}};
    if (is_given_memory(builder, iterable)) {
        counted.part = load_given_memory(builder, iterable);
    } else if (is_c_memory(iterable)) {
        counted.part = build_memory_part(builder, iterable);
    } else if (is_text_loop(target, iterable)) {
        counted = begin_text(builder, iterable);
    } else {
        // The body may assign to the variable.
        counted.view = add_saved_copy(builder, build_expression(builder, iterable));
        IrOp *op =
            add_op_giving(builder, IR_OP_VIEW_SHAPE, (IrType){.kind = IR_I64}, &counted.view.ir, 1);
        counted.part.stop = ir_reg(op->result);
    }
    if (counted.part.element != NULL &&
        loops_over_addresses(target, iterable, counted.part.element))
        counted.address = target->type;
    counted.index = builder_new_ir_register(builder, IR_I64);
    add_copy(builder, counted.index, counted.part.start);
    return counted;
}

static Value load_element_of(Builder *builder, const Counted *counted) {
    IrValue index = ir_reg(counted->index);
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

// --- Loops ---------------------------------------------------------------------------------------

bool is_counted(Builder *builder, const Node *target, const Node *iterable) {
    return counts_in_c(builder, target, iterable) || is_c_memory(iterable) ||
           is_view(iterable->type) || is_text_loop(target, iterable);
}

Counted begin_counted(Builder *builder, const Node *target, Node *iterable) {
    if (!counts_in_c(builder, target, iterable))
        return begin_elements(builder, target, iterable);
    return (Counted){.is_range = true, .range = begin_range(builder, target, iterable)};
}

IrValue counted_goes_on(Builder *builder, const Counted *counted) {
    if (counted->is_range)
        return range_goes_on(builder, &counted->range);
    CompareOperator which = known_step(&counted->part) > 0 ? COMPARE_LESS : COMPARE_GREATER;
    return add_compare(builder, which, ir_reg(counted->index), counted->part.stop, false);
}

Value load_counted(Builder *builder, const Counted *counted) {
    return counted->is_range ? range_number(builder, &counted->range)
                             : load_element_of(builder, counted);
}

void advance_counted(Builder *builder, const Counted *counted) {
    if (counted->is_range)
        advance_range(builder, &counted->range);
    else
        add_step(builder, counted->index, known_step(&counted->part));
}

static void advance_loop(Builder *builder, void *context) { advance_counted(builder, context); }

void build_counted_loop(Builder *builder, For *node) {
    const EnteredComprehension *entered = begin_iterable(builder);
    Counted counted = begin_counted(builder, node->target, node->iterable);
    end_iterable(builder, entered);
    Loop loop = begin_loop(builder, counted.is_range ? "range" : "for");
    add_jump(builder, loop.header);
    builder_start_block(builder, loop.header);
    add_branch(builder, counted_goes_on(builder, &counted), loop.body, loop.exhausted);
    builder_start_block(builder, loop.body);
    assign_target(builder, node->target, load_counted(builder, &counted));
    finish_loop(builder, &loop, &node->body, &node->orelse, advance_loop, &counted);
}
