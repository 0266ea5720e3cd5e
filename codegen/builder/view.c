// Memoryviews: elements, slices, views of C memory.
//
// Takes: subscripts of memoryview types, casts to them. Gives: for elements the plain checked form
// that vectorises -- an index check an axis, then the address from data and strides.

#include "codegen/builder/internal.h"
#include <string.h>

bool is_view(const Type *type) { return type != NULL && type->kind == TYPE_MEMORYVIEW; }

// --- Indices -------------------------------------------------------------------------------------

typedef struct Indices {
    Node **items;
    uint32_t count;
} Indices;

static Indices indices_of(const Subscript *node) {
    if (node_is(node->index, NODE_TupleExpression)) {
        NodeList *elements = &NODE_AS(TupleExpression, node->index)->elements;
        return (Indices){elements->items, elements->count};
    }
    return (Indices){(Node **)(uintptr_t)&node->index, 1};
}

static bool is_single_index(const Node *node) {
    return node->kind != NODE_Slice && node->kind != NODE_EllipsisLiteral &&
           node->kind != NODE_NoneLiteral;
}

bool is_view_element(const Subscript *node) {
    Indices indices = indices_of(node);
    if (indices.count != node->value->type->memoryview.dimensions)
        return false;
    for (uint32_t i = 0; i < indices.count; i++)
        if (!is_single_index(indices.items[i]))
            return false;
    return true;
}

IrValue view_number(Builder *builder, IrOpcode code, IrValue view, uint32_t axis) {
    IrOp *op = add_op_giving(builder, code, (IrType){.kind = IR_I64}, &view, 1);
    op->aux.number = axis;
    return ir_reg(op->result);
}

static IrValue check_index(Builder *builder, IrValue view, Value index, uint32_t axis,
                           bool may_wrap) {
    IrValue number = to_index(builder, index);
    bool wraps = may_wrap && builder->directives.wraparound && !is_unsigned(index.type) &&
                 !(number.kind == IR_VALUE_INTEGER && number.integer >= 0);
    if (!builder->directives.boundscheck && !wraps)
        return number;
    IrValue operands[] = {number, view_number(builder, IR_OP_VIEW_SHAPE, view, axis)};
    IrOp *op = add_op_giving(builder, IR_OP_BOUNDS_CHECK, (IrType){.kind = IR_I64}, operands, 2);
    op->aux.number = axis;
    op->flags |= builder->directives.boundscheck ? IR_FLAG_CHECKED : 0;
    op->flags |= wraps ? IR_FLAG_WRAPAROUND : 0;
    return ir_reg(op->result);
}

// --- Elements ------------------------------------------------------------------------------------

// The view of an element. One that has never been set has no elements: the check of the bounds
// finds that, so there is none of its own.
static Value build_indexed_view(Builder *builder, Node *node) {
    const Symbol *symbol = node_is(node, NODE_Attribute) ? NODE_AS(Attribute, node)->symbol
                           : node_is(node, NODE_NameExpression)
                               ? NODE_AS(NameExpression, node)->symbol
                               : NULL;
    bool may_be_unset =
        symbol != NULL && (symbol->kind == SYMBOL_FIELD || symbol->kind == SYMBOL_C_GLOBAL);
    if (!may_be_unset || !builder->directives.boundscheck)
        return build_expression(builder, node);
    return value_of(add_load(builder, build_address(builder, node), node->type), node->type);
}

// `object[int, negative_indices=False]`
static bool may_wrap_around(const Node *view) {
    const Symbol *symbol = symbol_of(view);
    return symbol == NULL || symbol->buffer == NULL || !symbol->buffer->buffer.has_no_negative;
}

IrValue build_view_address(Builder *builder, Subscript *node) {
    Value view = build_indexed_view(builder, node->value);
    bool may_wrap = may_wrap_around(node->value);
    Indices indices = indices_of(node);
    Value values[MEMORYVIEW_MAX_DIMENSIONS];
    for (uint32_t i = 0; i < indices.count; i++)
        values[i] = build_in_c(builder, indices.items[i]);
    IrValue operands[MEMORYVIEW_MAX_DIMENSIONS + 1] = {view.ir};
    // of several indices that are out of bounds the last one is told, as in Cython
    for (uint32_t i = indices.count; i-- > 0;)
        operands[i + 1] = check_index(builder, view.ir, values[i], i, may_wrap);
    IrOp *op = add_op_giving(builder, IR_OP_VIEW_ELEMENT, (IrType){.kind = IR_POINTER}, operands,
                             indices.count + 1);
    op->aux.type = c_type_of(builder->owner, view.type);
    return ir_reg(op->result);
}

// --- Slices --------------------------------------------------------------------------------------

typedef struct SliceOperands {
    IrValue *values;
    uint32_t count;
} SliceOperands;

static bool add_bound(Builder *builder, SliceOperands *operands, Node *bound) {
    if (bound == NULL || node_is(bound, NODE_NoneLiteral))
        return false;
    operands->values[operands->count++] = to_index(builder, build_expression(builder, bound));
    return true;
}

static IrSliceAxis build_axis(Builder *builder, Node *node, SliceOperands *operands) {
    IrSliceAxis axis = {0};
    if (node_is(node, NODE_Slice)) {
        Slice *slice = NODE_AS(Slice, node);
        axis.has_start = add_bound(builder, operands, slice->start);
        axis.has_stop = add_bound(builder, operands, slice->stop);
        axis.has_step = add_bound(builder, operands, slice->step);
    } else if (node_is(node, NODE_NoneLiteral)) {
        axis.is_new_axis = true;
    } else {
        axis.is_index = true;
        operands->values[operands->count++] = to_index(builder, build_expression(builder, node));
    }
    return axis;
}

static uint32_t count_axes(const Indices *indices) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < indices->count; i++)
        count += indices->items[i]->kind != NODE_EllipsisLiteral &&
                 indices->items[i]->kind != NODE_NoneLiteral;
    return count;
}

// `...` stands for as many whole axes as are not written; without it they come last.
Value build_view_slice(Builder *builder, Subscript *node) {
    Value view = build_expression(builder, node->value);
    Indices indices = indices_of(node);
    uint32_t dimensions = view.type->memoryview.dimensions;
    uint32_t missing = dimensions - count_axes(&indices);
    IrSliceAxis *axes = ARENA_ARRAY(builder->arena, IrSliceAxis, indices.count + dimensions + 1);
    SliceOperands operands = {ARENA_ARRAY(builder->arena, IrValue, indices.count * 3 + 1), 1};
    operands.values[0] = view.ir;
    uint32_t count = 0;
    for (uint32_t i = 0; i < indices.count; i++) {
        if (node_is(indices.items[i], NODE_EllipsisLiteral)) {
            count += missing;
            missing = 0;
        } else {
            axes[count++] = build_axis(builder, indices.items[i], &operands);
        }
    }
    count += missing;
    IrOp *op = add_op_giving(builder, IR_OP_VIEW_SLICE, ir_type_of(builder->owner, node->node.type),
                             operands.values, operands.count);
    op->aux.slice.axes = axes;
    op->aux.slice.count = count;
    op->aux.slice.type = c_type_of(builder->owner, view.type);
    return value_of(ir_reg(op->result), node->node.type);
}

Value build_view_subscript(Builder *builder, Subscript *node) {
    const Type *element = node->value->type->memoryview.element;
    if (!is_view_element(node))
        return build_view_slice(builder, node);
    Value item = load_from_memory(builder, build_view_address(builder, node), element);
    if (type_is_object(element))
        item.ir = ADD_RUNTIME(builder, item_or_none, item.ir);
    return item;
}

// --- Views of C memory ---------------------------------------------------------------------------

// An object of cython.view.array that shows the memory.
static IrValue memory_object(Builder *builder, IrValue data, const IrValue *lengths,
                             const Type *view) {
    const Type *extent = builder->common->ssize_t_;
    const Type *shape = type_array(builder->types, extent, view->memoryview.dimensions);
    IrValue address = add_pointer_to(builder, builder_new_register(builder, shape, NULL));
    for (uint32_t i = 0; i < view->memoryview.dimensions; i++)
        add_store(builder, add_element(builder, address, ir_int(IR_I64, i), extent), lengths[i],
                  extent);
    return ADD_RUNTIME(builder, memory_object, data, address, add_view_info(builder, view));
}

static IrValue object_of_array(Builder *builder, Value array, const Type *view) {
    IrValue lengths[MEMORYVIEW_MAX_DIMENSIONS];
    const Type *type = array.type;
    for (uint32_t i = 0; i < view->memoryview.dimensions; i++) {
        lengths[i] = array_length(builder, type);
        type = type->array.element;
    }
    return memory_object(builder, array.ir, lengths, view);
}

Value build_view_of_memory(Builder *builder, Value memory, const Cast *cast) {
    const Type *view = NODE_AS(CType, cast->target_type)->resolved;
    if (cast->lengths.count == 0)
        return value_of(object_of_array(builder, memory, view), cast->node.type);
    IrValue lengths[MEMORYVIEW_MAX_DIMENSIONS];
    zi_assert(view->memoryview.dimensions == cast->lengths.count);
    for (uint32_t i = 0; i < cast->lengths.count; i++)
        lengths[i] = build_as(builder, cast->lengths.items[i], builder->common->ssize_t_);
    return value_of(memory_object(builder, memory.ir, lengths, view), cast->node.type);
}

IrValue build_view_of_array(Builder *builder, Value array, const Type *view) {
    IrValue object = object_of_array(builder, array, view);
    return build_conversion(builder, object_value(builder, object), view);
}
