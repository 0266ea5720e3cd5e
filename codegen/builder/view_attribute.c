// What a memoryview is asked: its lengths and strides, how many items there are, copies.
//
// Takes: attributes and methods of memoryviews that primitives/view_attribute.def lists. Gives:
// numbers and views that are made of what is in registers; no object, so that none needs the GIL.

#include "codegen/builder/internal.h"

// None has no attributes.
static IrValue build_viewed(Builder *builder, Attribute *attribute) {
    Value view = build_expression(builder, attribute->value);
    if (!builder->directives.nonecheck)
        return view.ir;
    IrOp *op = add_op(builder, IR_OP_CHECK_VIEW, IR_NO_REGISTER, &view.ir, 1);
    op->aux.text = text_of_name(attribute->name);
    return view.ir;
}

// --- Numbers -------------------------------------------------------------------------------------

// The op that gives a number of each axis.
static IrOpcode axis_op_of(ViewAttribute extents) {
    return extents == VIEW_SHAPE     ? IR_OP_VIEW_SHAPE
           : extents == VIEW_STRIDES ? IR_OP_VIEW_STRIDE
                                     : IR_OP_VIEW_SUBOFFSET;
}

static bool is_extents(ViewAttribute attribute) {
    return view_attribute_group(attribute) == VIEW_GROUP_EXTENTS;
}

static uint32_t axis_of(const Node *index) {
    const Text digits = ((const IntLiteral *)index)->digits;
    return digits.length == 1 ? (uint32_t)(digits.bytes[0] - '0') : UINT32_MAX;
}

// `view.shape[axis]` and its kin with a known axis, read from the view.
bool is_view_axis(const Node *node) {
    const Subscript *subscript = (const Subscript *)node;
    if (!is_extents(view_attribute_of(subscript->value)) ||
        !node_is(subscript->index, NODE_IntLiteral))
        return false;
    const Attribute *attribute = (const Attribute *)subscript->value;
    return axis_of(subscript->index) < attribute->value->type->memoryview.dimensions;
}

Value build_view_axis(Builder *builder, Node *node) {
    const Subscript *subscript = NODE_AS(Subscript, node);
    Attribute *attribute = NODE_AS(Attribute, subscript->value);
    IrOpcode code = axis_op_of(view_attribute_of(subscript->value));
    IrValue view = build_viewed(builder, attribute);
    return value_of(view_number(builder, code, view, axis_of(subscript->index)),
                    builder->common->ssize_t_);
}

// The lengths or strides of all axes, as a C array of the function's own; behind them is room, as
// in Cython, for those that other views have.
static Value build_axis_array(Builder *builder, IrValue view, IrOpcode code, uint32_t dimensions) {
    const Type *number = builder->common->ssize_t_;
    const Type *whole = type_array(builder->types, number, MEMORYVIEW_MAX_DIMENSIONS);
    IrValue address = add_pointer_to(builder, builder_new_register(builder, whole, NULL));
    for (uint32_t i = 0; i < MEMORYVIEW_MAX_DIMENSIONS; i++) {
        IrValue place = add_element(builder, address, ir_int(IR_I64, i), number);
        add_store(builder, place,
                  i < dimensions ? view_number(builder, code, view, i) : ir_int(IR_I64, 0), number);
    }
    return value_of(address, type_array(builder->types, number, dimensions));
}

static IrValue build_item_count(Builder *builder, IrValue view, const Type *type) {
    IrValue count = view_number(builder, IR_OP_VIEW_SHAPE, view, 0);
    for (uint32_t i = 1; i < type->memoryview.dimensions; i++)
        count = add_binary(builder, IR_OP_MULTIPLY, IR_I64, count,
                           view_number(builder, IR_OP_VIEW_SHAPE, view, i));
    return count;
}

static IrValue item_size_of(Builder *builder, const Type *view) {
    return size_of(builder, type_unqualified(builder->types, view->memoryview.element));
}

static IrValue build_number(Builder *builder, ViewAttribute number, IrValue view,
                            const Type *type) {
    if (number == VIEW_DIMENSIONS)
        return ir_int(IR_I64, type->memoryview.dimensions);
    if (number == VIEW_ITEM_SIZE)
        return item_size_of(builder, type);
    IrValue count = build_item_count(builder, view, type);
    return number == VIEW_SIZE
               ? count
               : add_binary(builder, IR_OP_MULTIPLY, IR_I64, count, item_size_of(builder, type));
}

// --- Attributes ----------------------------------------------------------------------------------

bool is_view_attribute(const Node *node) {
    ViewAttributeGroup group = view_attribute_group(view_attribute_of(node));
    return group != VIEW_GROUP_METHOD && group != VIEW_GROUP_OTHER;
}

Value build_view_attribute(Builder *builder, Node *node) {
    Attribute *attribute = NODE_AS(Attribute, node);
    ViewAttribute which = view_attribute_of(node);
    const Type *type = attribute->value->type;
    IrValue view = build_viewed(builder, attribute);
    switch (view_attribute_group(which)) {
    case VIEW_GROUP_EXTENTS:
        return build_axis_array(builder, view, axis_op_of(which), type->memoryview.dimensions);
    case VIEW_GROUP_ADDRESS:
        return value_of(add_unary(builder, IR_OP_VIEW_DATA, IR_POINTER, view), node->type);
    case VIEW_GROUP_PART: {
        IrOp *op = add_op_giving(builder, IR_OP_VIEW_TRANSPOSED,
                                 ir_type_of(builder->owner, node->type), &view, 1);
        return value_of(ir_reg(op->result), node->type);
    }
    case VIEW_GROUP_NUMBER:
    case VIEW_GROUP_METHOD:
    case VIEW_GROUP_OTHER:
        break;
    }
    return value_of(build_number(builder, which, view, type), builder->common->ssize_t_);
}

// --- Methods -------------------------------------------------------------------------------------

typedef struct ViewCopy {
    IrValue source, made;
    const Type *type;
} ViewCopy;

// The memory, whose owner is an object.
static void build_copy_memory(Builder *builder, void *context) {
    ViewCopy *copy = context;
    IrOp *op = add_op_giving(builder, IR_OP_VIEW_NEW, ir_type_of(builder->owner, copy->type),
                             &copy->source, 1);
    op->aux.type = c_type_of(builder->owner, copy->type);
    copy->made = ir_reg(op->result);
}

static Value build_copy(Builder *builder, Value view, const Type *type) {
    ViewCopy copy = {.source = view.ir, .type = type};
    build_with_gil(builder, build_copy_memory, &copy);
    Value made = value_of(copy.made, type);
    copy_view(builder, made, view);
    return made;
}

static Value build_is_contiguous(Builder *builder, Value view, bool is_fortran) {
    IrValue answer = ADD_RUNTIME(builder, view_has_order, add_view_address(builder, view.ir),
                                 ir_int(IR_I32, view.type->memoryview.dimensions),
                                 item_size_of(builder, view.type), ir_int(IR_I32, is_fortran));
    return value_of(answer, builder->common->bint);
}

Value build_view_call(Builder *builder, Call *call) {
    Attribute *attribute = NODE_AS(Attribute, call->function);
    ViewAttribute method = view_attribute_of(call->function);
    Value view = value_of(build_viewed(builder, attribute), attribute->value->type);
    if (method == VIEW_COPY || method == VIEW_COPY_FORTRAN)
        return build_copy(builder, view, call->node.type);
    return build_is_contiguous(builder, view, method == VIEW_IS_F_CONTIGUOUS);
}
