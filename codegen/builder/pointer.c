// C memory: addresses of variables, fields and elements, casts, sizeof.
//
// Takes: expressions that stand for places in C memory. Gives: pointers to them. An access through
// a cdef object that may be None is checked first, if nonecheck says so.

#include "codegen/builder/internal.h"
#include <string.h>

static bool is_struct_like(const Type *type) {
    return type->kind == TYPE_STRUCT || type->kind == TYPE_CTUPLE || type->kind == TYPE_COMPLEX;
}

// --- Variables -----------------------------------------------------------------------------------

static bool symbol_has_address(const Symbol *symbol) {
    switch (symbol->kind) {
    case SYMBOL_LOCAL:
        return !is_in_cell(symbol) || is_in_c_cell(symbol);
    case SYMBOL_C_GLOBAL:
    case SYMBOL_C_VARIABLE:
    case SYMBOL_FUNCTION:
        return true;
    case SYMBOL_GLOBAL: // no C memory
    case SYMBOL_BUILTIN:
    case SYMBOL_CLASS:
    case SYMBOL_PYTHON_CLASS:
    case SYMBOL_CLASS_ATTRIBUTE:
    case SYMBOL_FIELD: // asked by its owner
    case SYMBOL_TYPE:
    case SYMBOL_CONSTANT:
    case SYMBOL_MODULE:
    case SYMBOL_PROPERTY:
    case SYMBOL_CYTHON:
        break;
    }
    return false;
}

static IrValue symbol_address(Builder *builder, Symbol *symbol) {
    IrValue address;
    if (symbol->kind == SYMBOL_LOCAL || has_register(builder, symbol))
        return local_lies_in_memory(builder, symbol, &address)
                   ? address
                   : add_pointer_to(builder, local_register(builder, symbol));
    if (symbol->kind == SYMBOL_C_GLOBAL)
        return c_global_address(builder, symbol);
    if (symbol->kind == SYMBOL_C_VARIABLE)
        return add_extern_address(builder, symbol);
    zi_assert(symbol->kind == SYMBOL_FUNCTION);
    return load_function_address(builder, symbol).ir;
}

// --- Fields --------------------------------------------------------------------------------------

// Can the expression be None? `self` cannot, unless it is assigned to.
static bool may_be_none(const Builder *builder, const Node *node) {
    if (!node_is(node, NODE_NameExpression) || builder->symbol == NULL ||
        builder->symbol->owner == NULL || builder->symbol->python.is_static)
        return true;
    const Symbol *symbol = ((const NameExpression *)node)->symbol;
    const SymbolVector *parameters = &builder->symbol->parameter_symbols;
    return parameters->count == 0 || symbol != parameters->items[0] || symbol->is_assigned ||
           symbol->is_deleted;
}

static void check_not_none(Builder *builder, IrValue object, const Name *attribute) {
    if (!builder->directives.nonecheck)
        return;
    IrOp *op = add_op(builder, IR_OP_CHECK_NOT_NONE, IR_NO_REGISTER, &object, 1);
    op->aux.text = text_of_name(attribute);
}

IrValue add_field(Builder *builder, IrValue base, const Type *type, Symbol *field) {
    IrOp *op = add_op_giving(builder, IR_OP_FIELD, (IrType){.kind = IR_POINTER}, &base, 1);
    op->aux.field = field_of(builder->owner, type, field);
    return ir_reg(op->result);
}

IrValue build_method_self(Builder *builder, Attribute *attribute) {
    IrValue self = build_expression(builder, attribute->value).ir;
    if (may_be_none(builder, attribute->value))
        check_not_none(builder, self, attribute->name);
    return self;
}

static IrValue field_address(Builder *builder, Attribute *node) {
    const Type *type = node->value->type;
    IrValue base;
    if (type_is_object(type)) {
        base = build_expression(builder, node->value).ir;
        if (may_be_none(builder, node->value))
            check_not_none(builder, base, node->name);
    } else if (is_struct_like(type)) {
        if (has_address(builder, node->value)) {
            base = build_address(builder, node->value);
        } else {
            IrRegisterId copy = builder_new_register(builder, type, NULL);
            add_copy(builder, copy, build_expression(builder, node->value).ir);
            base = add_pointer_to(builder, copy);
        }
    } else {
        base = build_expression(builder, node->value).ir;
    }
    return add_field(builder, base, type, node->symbol);
}

// --- Elements ------------------------------------------------------------------------------------

static const Type *element_of(const Type *type) {
    return type->kind == TYPE_ARRAY ? type->array.element : type->element;
}

IrValue add_element(Builder *builder, IrValue base, IrValue index, const Type *element) {
    IrValue operands[] = {base, index};
    IrOp *op = add_op_giving(builder, IR_OP_ELEMENT, (IrType){.kind = IR_POINTER}, operands, 2);
    op->aux.type = c_type_of(builder->owner, element);
    return ir_reg(op->result);
}

Value load_element(Builder *builder, IrValue base, IrValue index, const Type *element) {
    return load_from_memory(builder, add_element(builder, base, index, element), element);
}

static IrValue element_address(Builder *builder, Subscript *node) {
    Value base = build_expression(builder, node->value);
    IrValue index = to_index(builder, build_in_c(builder, node->index));
    return add_element(builder, base.ir, index, element_of(base.type));
}

static uint32_t tuple_position(const Type *type, int64_t index) {
    return (uint32_t)(index < 0 ? index + (int64_t)type->members.count : index);
}

// The member that pair[0] of a C tuple names.
static uint32_t member_number(Builder *builder, const Subscript *node) {
    IrValue index = build_literal_as(builder, node->index, builder->common->long_);
    return tuple_position(node->value->type, index.integer);
}

bool is_tuple_member(Builder *builder, const Subscript *node) {
    return node->value->type->kind == TYPE_CTUPLE &&
           is_literal_of(node->index, builder->common->long_);
}

Value load_tuple_member(Builder *builder, Subscript *node) {
    return load_aggregate_member(builder, build_expression(builder, node->value),
                                 member_number(builder, node));
}

static bool subscript_has_address(Builder *builder, const Subscript *node) {
    const Type *type = node->value->type;
    if (is_view(type))
        return is_view_element(node);
    if (type->kind == TYPE_CTUPLE)
        return is_tuple_member(builder, node) && has_address(builder, node->value);
    return type_element(type) != NULL && !node_is(node->index, NODE_Slice);
}

static IrValue subscript_address(Builder *builder, Subscript *node) {
    const Type *type = node->value->type;
    if (is_view(type))
        return build_view_address(builder, node);
    if (type->kind != TYPE_CTUPLE)
        return element_address(builder, node);
    uint32_t member = member_number(builder, node);
    return member_address(builder, build_address(builder, node->value), type, member);
}

bool has_address(Builder *builder, const Node *node) {
    switch (node->kind) {
    case NODE_NameExpression: {
        const Symbol *symbol = ((const NameExpression *)node)->symbol;
        return symbol != NULL && symbol_has_address(symbol);
    }
    case NODE_Attribute: {
        const Attribute *attribute = (const Attribute *)node;
        const Symbol *symbol = attribute->symbol;
        if (is_complex_part(attribute))
            return has_address(builder, attribute->value);
        return symbol != NULL && (symbol->kind == SYMBOL_FIELD || symbol_has_address(symbol));
    }
    case NODE_Subscript:
        return subscript_has_address(builder, (const Subscript *)node);
    default: // no place
        return false;
    }
}

IrValue build_address(Builder *builder, Node *node) {
    switch (node->kind) {
    case NODE_NameExpression:
        return symbol_address(builder, NODE_AS(NameExpression, node)->symbol);
    case NODE_Attribute: {
        Attribute *attribute = NODE_AS(Attribute, node);
        if (is_complex_part(attribute))
            return member_address(builder, build_address(builder, attribute->value),
                                  attribute->value->type, complex_part_number(attribute));
        bool is_field = attribute->symbol->kind == SYMBOL_FIELD;
        return is_field ? field_address(builder, attribute)
                        : symbol_address(builder, attribute->symbol);
    }
    case NODE_Subscript:
        return subscript_address(builder, NODE_AS(Subscript, node));
    default:
        internal_error("a %s has no address", node_kind_name(node->kind));
    }
}

Value build_address_of(Builder *builder, Node *node) {
    Node *operand = NODE_AS(AddressOf, node)->operand;
    return value_of(build_address(builder, operand), node->type);
}

// --- Sizes ---------------------------------------------------------------------------------------

IrValue size_of(Builder *builder, const Type *type) {
    IrOp *op = add_op_giving(builder, IR_OP_SIZE_OF, (IrType){.kind = IR_I64}, NULL, 0);
    op->aux.type = c_type_of(builder->owner, type);
    return ir_reg(op->result);
}

// --- Slices of pointers and arrays ---------------------------------------------------------------

IrValue array_length(Builder *builder, const Type *type) {
    if (type->array.header_length == NULL)
        return ir_int(IR_I64, (int64_t)type->array.length);
    return add_binary(builder, IR_OP_DIVIDE, IR_I64, size_of(builder, type),
                      size_of(builder, type->array.element));
}

static IrValue add_number_to(Builder *builder, IrValue value, int64_t number) {
    if (value.kind == IR_VALUE_INTEGER)
        return ir_int(IR_I64, value.integer + number);
    return add_binary(builder, IR_OP_ADD, IR_I64, value, ir_int(IR_I64, number));
}

// A bound; those of arrays may count from the end.
static IrValue build_bound(Builder *builder, Node *node, const Type *type) {
    IrValue bound = build_as(builder, node, builder->common->ssize_t_);
    if (type->kind != TYPE_ARRAY)
        return add_saved_copy(builder, value_of(bound, builder->common->ssize_t_)).ir;
    if (bound.kind == IR_VALUE_INTEGER && bound.integer >= 0)
        return bound;
    IrValue length = array_length(builder, type);
    if (bound.kind == IR_VALUE_INTEGER)
        return add_number_to(builder, length, bound.integer);
    IrValue choices[] = {add_compare(builder, COMPARE_LESS, bound, ir_int(IR_I64, 0), false),
                         add_binary(builder, IR_OP_ADD, IR_I64, bound, length), bound};
    return ir_reg(
        add_op_giving(builder, IR_OP_SELECT, (IrType){.kind = IR_I64}, choices, 3)->result);
}

int64_t known_step(const CPart *part) {
    return part->step.kind == IR_VALUE_INTEGER ? part->step.integer : 0;
}

// One of two bounds, by the direction of the step.
static IrValue choose_bound(Builder *builder, const CPart *part, IrValue upwards,
                            IrValue downwards) {
    if (known_step(part) != 0)
        return known_step(part) > 0 ? upwards : downwards;
    IrValue is_down = add_compare(builder, COMPARE_LESS, part->step, ir_int(IR_I64, 0), false);
    IrValue choices[] = {is_down, downwards, upwards};
    return ir_reg(
        add_op_giving(builder, IR_OP_SELECT, (IrType){.kind = IR_I64}, choices, 3)->result);
}

// Where a slice without an end stops. (The step of a text's is known.)
static IrValue build_open_end(Builder *builder, const Value *base, const CPart *part,
                              bool is_text) {
    if (known_step(part) < 0)
        return ir_int(IR_I64, -1);
    if (base->type->kind == TYPE_ARRAY && !is_text)
        return choose_bound(builder, part, array_length(builder, base->type), ir_int(IR_I64, -1));
    IrValue length = build_string_length(builder, *base, part->start);
    return add_binary(builder, IR_OP_ADD, IR_I64, part->start, length);
}

static IrValue build_open_start(Builder *builder, const Value *base, const CPart *part) {
    IrValue first = ir_int(IR_I64, 0);
    if (base->type->kind != TYPE_ARRAY || known_step(part) > 0)
        return first;
    IrValue last = add_number_to(builder, array_length(builder, base->type), -1);
    return choose_bound(builder, part, first, last);
}

static IrValue build_step(Builder *builder, Node *step) {
    if (step == NULL)
        return ir_int(IR_I64, 1);
    IrValue value = build_as(builder, step, builder->common->ssize_t_);
    return value.kind == IR_VALUE_INTEGER
               ? value
               : add_saved_copy(builder, value_of(value, builder->common->ssize_t_)).ir;
}

CPart build_c_part(Builder *builder, Node *node, bool is_text) {
    CPart part = {.base = ir_null(IR_POINTER)};
    Subscript *subscript = NODE_AS(Subscript, node);
    Slice *slice = NODE_AS(Slice, subscript->index);
    Value base = build_expression(builder, subscript->value);
    part.base = base.ir;
    part.element = element_of(base.type);
    if (slice->start != NULL)
        part.start = build_bound(builder, slice->start, base.type);
    if (slice->stop != NULL)
        part.stop = build_bound(builder, slice->stop, base.type);
    part.step = build_step(builder, slice->step);
    if (slice->start == NULL)
        part.start = build_open_start(builder, &base, &part);
    if (slice->stop == NULL)
        part.stop = build_open_end(builder, &base, &part, is_text);
    return part;
}

CPart whole_array(Builder *builder, IrValue address, const Type *type) {
    return (CPart){.base = address,
                   .start = ir_int(IR_I64, 0),
                   .stop = array_length(builder, type),
                   .step = ir_int(IR_I64, 1),
                   .element = type->array.element};
}

// Not more than 0 if there are none.
IrValue count_part(Builder *builder, const CPart *part) {
    int64_t step = known_step(part);
    if (step == 0)
        return ADD_RUNTIME(builder, part_count, part->start, part->stop, part->step);
    int64_t rest = step > 0 ? step - 1 : step + 1;
    if (part->start.kind == IR_VALUE_INTEGER && part->stop.kind == IR_VALUE_INTEGER)
        return ir_int(IR_I64, (part->stop.integer - part->start.integer + rest) / step);
    IrValue count = add_binary(builder, IR_OP_SUBTRACT, IR_I64, part->stop, part->start);
    if (step == 1)
        return count;
    count = add_binary(builder, IR_OP_ADD, IR_I64, count, ir_int(IR_I64, rest));
    return add_binary(builder, IR_OP_DIVIDE, IR_I64, count, part->step);
}

static IrValue first_of_part(Builder *builder, const CPart *part) {
    return add_element(builder, part->base, part->start, part->element);
}

// The address of the element with this number in the part.
static IrValue part_element(Builder *builder, const CPart *part, IrValue first, IrValue number) {
    if (known_step(part) != 1)
        number = add_binary(builder, IR_OP_MULTIPLY, IR_I64, number, part->step);
    return add_element(builder, first, number, part->element);
}

Value load_from_part(Builder *builder, const CPart *part, IrValue number) {
    IrValue first = first_of_part(builder, part);
    return load_from_memory(builder, part_element(builder, part, first, number), part->element);
}

IrValue box_part(Builder *builder, const CPart *part) {
    IrValue count = count_part(builder, part);
    IrValue first = first_of_part(builder, part);
    IrValue list = add_runtime_list(builder, RUNTIME_list_build, NULL, 0);
    ElementLoop loop = start_element_loop(builder, count);
    Value item =
        load_from_memory(builder, part_element(builder, part, first, loop.index), part->element);
    ADD_RUNTIME(builder, list_append, list, to_object(builder, item));
    end_element_loop(builder, &loop);
    return list;
}

// With a step: what lies between, of which Python takes the part.
static IrValue build_text(Builder *builder, const CPart *part, BuiltinKind kind) {
    if (known_step(part) == 1)
        return box_c_text(builder, part->base, part->start, part->stop, kind);
    bool is_up = known_step(part) > 0;
    IrValue one = ir_int(IR_I64, 1);
    IrValue start = is_up ? part->start : add_binary(builder, IR_OP_ADD, IR_I64, part->stop, one);
    IrValue stop = is_up ? part->stop : add_binary(builder, IR_OP_ADD, IR_I64, part->start, one);
    IrValue text = box_c_text(builder, part->base, start, stop, kind);
    Value step = value_of(part->step, builder->common->long_);
    IrValue none = ir_null(IR_OBJECT);
    IrValue slice = ADD_RUNTIME(builder, slice_new, none, none, to_object(builder, step));
    return ADD_RUNTIME(builder, get_item, text, slice);
}

// What the typer says: a C tuple of the elements; of a char * bytes, bytearray or str; else a list.
Value build_c_slice(Builder *builder, Node *node) {
    bool is_text = type_is_c_string(NODE_AS(Subscript, node)->value->type);
    CPart part = build_c_part(builder, node, is_text);
    if (node->type->kind == TYPE_CTUPLE)
        return build_members_of_part(builder, &part, node->type);
    BuiltinKind kind = !is_text                           ? BUILTIN_LIST
                       : node->type->kind == TYPE_BUILTIN ? node->type->builtin
                                                          : BUILTIN_BYTES;
    bool from_end = NODE_AS(Slice, NODE_AS(Subscript, node)->index)->from_end;
    IrValue object;
    if (from_end && kind == BUILTIN_BYTES && known_step(&part) == 1)
        object = ADD_RUNTIME(builder, bytes_slice_from_end, part.base, part.start, part.stop);
    else
        object = is_text ? build_text(builder, &part, kind) : box_part(builder, &part);
    return value_of(object, builder->common->builtin[kind]);
}

ElementLoop start_element_loop(Builder *builder, IrValue count) {
    ElementLoop loop = {.index = ir_reg(builder_new_ir_register(builder, IR_I64)),
                        .header = builder_new_block(builder, "elements"),
                        .after = builder_new_block(builder, "after_elements")};
    IrBlock *body = builder_new_block(builder, "element");
    loop.header->is_loop_header = true;
    add_copy(builder, loop.index.reg, ir_int(IR_I64, 0));
    add_jump(builder, loop.header);
    builder_start_block(builder, loop.header);
    add_branch(builder, add_compare(builder, COMPARE_LESS, loop.index, count, false), body,
               loop.after);
    builder_start_block(builder, body);
    return loop;
}

void end_element_loop(Builder *builder, const ElementLoop *loop) {
    IrValue next[] = {loop->index, ir_int(IR_I64, 1)};
    add_op(builder, IR_OP_ADD, loop->index.reg, next, 2)->flags |= IR_FLAG_NO_WRAP;
    add_jump(builder, loop->header);
    builder_start_block(builder, loop->after);
}

// Moves elements between two parts without a step; an error if they have not the same length.
static void move_part(Builder *builder, const CPart *to, const CPart *from) {
    IrValue to_count = count_part(builder, to), from_count = count_part(builder, from);
    ADD_RUNTIME(builder, move_part, first_of_part(builder, to), to_count,
                first_of_part(builder, from), from_count, size_of(builder, to->element));
}

static bool has_same_elements(const Type *memory, const Type *element) {
    return type_conversion(type_element(memory), element) == CONVERT_SAME;
}

static bool has_known_length(const Type *array, IrValue count) {
    return count.kind == IR_VALUE_INTEGER && array->array.header_length == NULL &&
           count.integer == (int64_t)array->array.length;
}

// An array of another length, or of one that only the run tells, is asked for it, with the elements
// of another type as an object; a pointer promises as many elements as are asked for.
void fill_part(Builder *builder, const CPart *part, Value value) {
    IrValue count = count_part(builder, part);
    bool from_array = value.type->kind == TYPE_ARRAY;
    bool is_known = from_array && has_known_length(value.type, count);
    if (from_array && !is_known && known_step(part) == 1 &&
        has_same_elements(value.type, part->element)) {
        CPart whole = whole_array(builder, value.ir, value.type);
        move_part(builder, part, &whole);
        return;
    }
    bool from_memory =
        is_known || (value.type->kind == TYPE_POINTER && !type_is_c_string(value.type));
    IrValue items = from_memory
                        ? value.ir
                        : ADD_RUNTIME(builder, array_items, to_object(builder, value), count);
    IrValue first = first_of_part(builder, part);
    ElementLoop loop = start_element_loop(builder, count);
    Value item = from_memory
                     ? load_element(builder, items, loop.index, element_of(value.type))
                     : object_value(builder, ADD_RUNTIME(builder, tuple_item, items, loop.index));
    store_in_memory(builder, part_element(builder, part, first, loop.index), part->element, item);
    end_element_loop(builder, &loop);
}

static bool has_step(const Node *slice) {
    return NODE_AS(Slice, NODE_AS(Subscript, slice)->index)->step != NULL;
}

bool moves_memory(const Node *target, const Node *value) {
    const Type *element = type_element(NODE_AS(Subscript, target)->value->type);
    if (value->type->kind == TYPE_POINTER)
        return !type_is_c_string(value->type);
    bool is_part = is_c_slice(value);
    const Type *memory = is_part ? NODE_AS(Subscript, value)->value->type : value->type;
    return type_element(memory) != NULL && has_same_elements(memory, element) &&
           !has_step(target) && !(is_part && has_step(value));
}

void move_c_slice(Builder *builder, Node *target, Node *value) {
    CPart from = build_c_part(builder, value, false);
    CPart to = build_c_part(builder, target, false);
    move_part(builder, &to, &from);
}

// part[:] = value
void store_c_slice(Builder *builder, Node *target, Value value) {
    CPart part = build_c_part(builder, target, false);
    fill_part(builder, &part, value);
}

// --- Casts and sizes -----------------------------------------------------------------------------

Value build_cast(Builder *builder, Node *node) {
    Cast *cast = NODE_AS(Cast, node);
    if (!type_is_object(node->type) && is_literal_of(cast->operand, node->type))
        return value_of(build_literal_as(builder, cast->operand, node->type), node->type);
    Value value = build_in_c(builder, cast->operand);
    if (is_view(NODE_AS(CType, cast->target_type)->resolved) && !is_view(node->type))
        return build_view_of_memory(builder, value, cast);
    IrValue result = build_cast_value(builder, value, node->type);
    bool is_checked = cast->checked && type_is_object(node->type) && type_is_object(value.type);
    if (is_checked && node->type->kind != TYPE_OBJECT)
        add_type_check(builder, result, node->type, IR_FLAG_NOT_NONE);
    return value_of(result, node->type);
}

// Of a cdef class the struct of its objects is meant, not what a variable holds.
static IrValue measure(Builder *builder, const Type *type) {
    if (type->kind != TYPE_EXTENSION)
        return size_of(builder, type);
    IrOp *op = add_op_giving(builder, IR_OP_CLASS_SIZE, (IrType){.kind = IR_I64}, NULL, 0);
    op->aux.class_ = class_of(builder->owner, type->class_symbol);
    return ir_reg(op->result);
}

static Value build_size(Builder *builder, Node *node, const Type *measured) {
    Value size = value_of(measure(builder, measured), builder->common->size_t_);
    return value_of(build_conversion(builder, size, node->type), node->type);
}

Value build_sizeof_type(Builder *builder, Node *node) {
    return build_size(builder, node, NODE_AS(CType, NODE_AS(SizeofType, node)->measured)->resolved);
}

// The operand is not evaluated.
Value build_sizeof_expression(Builder *builder, Node *node) {
    const Type *type = NODE_AS(SizeofExpression, node)->operand->type;
    return build_size(builder, node, type->kind == TYPE_TYPE ? type->named : type);
}
