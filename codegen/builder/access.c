// Attributes and subscripts, and the places that assignments store to.
//
// Takes: Attribute and Subscript nodes. Gives: loads, stores and deletions through Python, or
// through the address where it is C memory. A EvaluatedTarget is a target whose parts have been
// evaluated once.

#include "codegen/builder/internal.h"
#include <string.h>

// --- Attributes ----------------------------------------------------------------------------------

IrValue load_attribute(Builder *builder, IrValue object, const Name *name) {
    return ADD_RUNTIME(builder, load_attribute, object, name_operand(builder, name));
}

Span span_of_attribute(const Builder *builder, const Node *attribute) {
    Span span = attribute->span;
    if (span.end > span.start && !is_python_before(builder, 10))
        span.start = span.end - 1;
    return span;
}

// Does the attribute name something that has a value of its own, apart from the object before the
// dot?
static bool is_plain_symbol(const Symbol *symbol) {
    if (symbol == NULL)
        return false;
    switch (symbol->kind) {
    case SYMBOL_C_GLOBAL:
    case SYMBOL_C_VARIABLE:
    case SYMBOL_CONSTANT:
    case SYMBOL_CLASS:
        return true;
    case SYMBOL_FUNCTION:
        return ((const FunctionSymbol *)symbol)->owner == NULL;
    case SYMBOL_LOCAL:
    case SYMBOL_GLOBAL:
    case SYMBOL_BUILTIN:
    case SYMBOL_PYTHON_CLASS:
    case SYMBOL_CLASS_ATTRIBUTE:
    case SYMBOL_FIELD:
    case SYMBOL_TYPE:
    case SYMBOL_MODULE:
    case SYMBOL_PROPERTY:
    case SYMBOL_CYTHON:
        break;
    }
    return false;
}

// (Where a cpdef function becomes an object it is one that Python has.)
static bool is_c_function(const Attribute *node) {
    if (node->symbol == NULL || node->symbol->kind != SYMBOL_FUNCTION)
        return false;
    FunctionKind kind = ((const FunctionSymbol *)node->symbol)->kind;
    return kind == FUNCTION_CDEF ||
           (kind == FUNCTION_CPDEF && node->node.type->kind == TYPE_FUNCTION);
}

// `Class.method`, where it is not called: the C function, whose address is taken.
static bool is_method_of_class(const Attribute *node) {
    return is_c_function(node) && node->value->type->kind != TYPE_EXTENSION;
}

// `object.method`, where it is not called: what is called through the object's vtable. A pointer's
// callers know nothing of optional arguments.
static bool is_method_of_object(const Attribute *node) {
    return is_c_function(node) && node->symbol->type->function.optional_count == 0 &&
           node->value->type->kind == TYPE_EXTENSION;
}

// Nor do they say whether a cpdef method has been looked for in Python: its address is that of a
// function that calls it.
static Value load_method_address(Builder *builder, Attribute *node) {
    FunctionSymbol *method = (FunctionSymbol *)node->symbol;
    IrValue self = build_method_self(builder, node);
    if (method->kind != FUNCTION_CPDEF)
        return value_of(add_method_address(builder, method, &self), method->symbol.type);
    IrBody *entry = virtual_entry_of(builder->owner, method);
    if (entry == NULL) {
        report_foreign(builder, "the address of a cpdef method");
        return value_of(ir_null(IR_POINTER), method->symbol.type);
    }
    return value_of(add_body_address(builder, entry), method->symbol.type);
}

bool is_complex_part(const Attribute *node) {
    return node->value->type->kind == TYPE_COMPLEX &&
           (strcmp(node->name->text, "real") == 0 || strcmp(node->name->text, "imag") == 0);
}

uint32_t complex_part_number(const Attribute *node) {
    return strcmp(node->name->text, "real") == 0 ? 0 : 1;
}

static Value load_complex_part(Builder *builder, const Attribute *node) {
    return load_aggregate_member(builder, build_expression(builder, node->value),
                                 complex_part_number(node));
}

static const Type *type_of_field(const Builder *builder, const Attribute *node) {
    return type_of_struct_member(builder->types, node->value->type, node->symbol->type);
}

Value build_attribute(Builder *builder, Node *node) {
    Attribute *attribute = NODE_AS(Attribute, node);
    const Symbol *symbol = attribute->symbol;
    if (is_plain_symbol(symbol) || is_method_of_class(attribute) ||
        (symbol != NULL && symbol->kind == SYMBOL_TYPE))
        return load_named(builder, node, attribute->symbol);
    if (is_method_of_object(attribute))
        return load_method_address(builder, attribute);
    if (symbol != NULL && symbol->kind == SYMBOL_FIELD)
        return load_from_memory(builder, build_address(builder, node),
                                type_of_field(builder, attribute));
    if (is_view_attribute(node))
        return build_view_attribute(builder, node);
    if (is_complex_part(attribute))
        return load_complex_part(builder, attribute);
    IrValue object = build_object(builder, attribute->value);
    builder->span = span_of_attribute(builder, node);
    return object_value(builder, load_attribute(builder, object, attribute->name));
}

// --- Subscripts ----------------------------------------------------------------------------------

static IrValue build_bound(Builder *builder, Node *node) {
    return node == NULL ? ir_null(IR_OBJECT) : build_object(builder, node);
}

Value build_slice(Builder *builder, Node *node) {
    Slice *slice = NODE_AS(Slice, node);
    IrValue start = build_bound(builder, slice->start);
    IrValue stop = build_bound(builder, slice->stop);
    IrValue step = build_bound(builder, slice->step);
    IrValue object = ADD_RUNTIME(builder, slice_new, start, stop, step);
    return value_of(object, builder->common->builtin[BUILTIN_SLICE]);
}

// `start:stop` of an object, for which no slice object is made; NULL: it is another index.
static const Slice *find_part(const Node *index) {
    const Slice *slice = node_is(index, NODE_Slice) ? (const Slice *)index : NULL;
    return slice != NULL && slice->step == NULL ? slice : NULL;
}

static IrValue build_part_bound(Builder *builder, Node *node) {
    return node == NULL ? add_singleton(builder, SINGLETON_NONE) : build_object(builder, node);
}

static bool is_huge_index(const Type *type) {
    return is_unsigned(type) && type->integer.bits == 64;
}

// A number of 64 bits without a sign may be a key of what the type says nothing of.
static bool is_c_index(const Value *container, const Node *index) {
    const Type *type = index->type;
    if (type == NULL || type->kind != TYPE_INTEGER || type->integer.is_unicode)
        return false;
    bool is_known = container->type->kind == TYPE_BUILTIN;
    return is_known ? !type_is_builtin(container->type, BUILTIN_DICT) : !is_huge_index(type);
}

// An unsigned index beyond what a container can have must not turn into one from the end.
static IrValue build_c_index(Builder *builder, Node *node) {
    Value value = build_in_c(builder, node);
    if (!is_huge_index(value.type) || value.ir.kind == IR_VALUE_INTEGER)
        return to_index(builder, value);
    IrValue wraps = add_compare(builder, COMPARE_LESS, value.ir, ir_int(IR_I64, 0), false);
    IrValue choices[] = {wraps, ir_int(IR_I64, INT64_MAX), value.ir};
    return ir_reg(
        add_op_giving(builder, IR_OP_SELECT, (IrType){.kind = IR_I64}, choices, 3)->result);
}

static Value build_index(Builder *builder, const Value *container, Node *index) {
    if (is_c_index(container, index))
        return value_of(build_c_index(builder, index), builder->common->ssize_t_);
    return object_value(builder, build_object(builder, index));
}

static Value load_item(Builder *builder, Value container, Value index) {
    if (!type_is_object(index.type))
        return load_indexed_item(builder, container, index.ir);
    return object_value(builder, ADD_RUNTIME(builder, get_item, container.ir, index.ir));
}

static Value build_container(Builder *builder, Node *node) {
    Value container = build_expression(builder, node);
    if (type_is_object(container.type))
        return container;
    return object_value(builder, to_object(builder, container));
}

// The type of what stands at the address of a place.
static const Type *type_of_place(const Builder *builder, const Node *target) {
    switch (target->kind) {
    case NODE_Attribute: {
        const Attribute *attribute = (const Attribute *)target;
        return is_complex_part(attribute) ? target->type : type_of_field(builder, attribute);
    }
    case NODE_Subscript: {
        const Type *type = ((const Subscript *)target)->value->type;
        return type->kind == TYPE_MEMORYVIEW ? type->memoryview.element
               : type->kind == TYPE_ARRAY    ? type->array.element
               : type->kind == TYPE_CTUPLE   ? target->type
                                             : type->element;
    }
    case NODE_NameExpression:
        return target->type;
    default:
        internal_error("a %s is no place", node_kind_name(target->kind));
    }
}

typedef struct IndexedItem {
    Subscript *subscript;
    Value item;
} IndexedItem;

static void build_item(Builder *builder, void *context) {
    IndexedItem *indexed = context;
    Value container = build_container(builder, indexed->subscript->value);
    const Slice *part = find_part(indexed->subscript->index);
    if (part != NULL) {
        IrValue start = build_part_bound(builder, part->start);
        IrValue stop = build_part_bound(builder, part->stop);
        indexed->item =
            object_value(builder, ADD_RUNTIME(builder, get_slice, container.ir, start, stop));
        return;
    }
    Value index = build_index(builder, &container, indexed->subscript->index);
    indexed->item = load_item(builder, container, index);
}

Value build_subscript(Builder *builder, Node *node) {
    Subscript *subscript = NODE_AS(Subscript, node);
    if (is_view(subscript->value->type))
        return build_view_subscript(builder, subscript);
    if (is_c_slice(node))
        return build_c_slice(builder, node);
    if (is_view_axis(node))
        return build_view_axis(builder, node);
    if (has_address(builder, node))
        return load_from_memory(builder, build_address(builder, node),
                                type_of_place(builder, node));
    if (is_tuple_member(builder, subscript))
        return load_tuple_member(builder, subscript);
    IndexedItem indexed = {.subscript = subscript};
    build_with_gil(builder, build_item, &indexed);
    return indexed.item;
}

// --- Places --------------------------------------------------------------------------------------

EvaluatedTarget build_place(Builder *builder, Node *target) {
    EvaluatedTarget place = {.target = target, .address = ir_null(IR_VOID)};
    switch (target->kind) {
    case NODE_Attribute: {
        Attribute *attribute = NODE_AS(Attribute, target);
        bool is_field = attribute->symbol != NULL && attribute->symbol->kind == SYMBOL_FIELD;
        if (is_field || (is_complex_part(attribute) && has_address(builder, target)))
            place.address = build_address(builder, target);
        else if (!is_plain_symbol(attribute->symbol))
            place.container = object_value(builder, build_object(builder, attribute->value));
        break;
    }
    case NODE_Subscript: {
        Subscript *subscript = NODE_AS(Subscript, target);
        if (has_address(builder, target)) {
            place.address = build_address(builder, target);
            break;
        }
        place.container = build_container(builder, subscript->value);
        place.index = build_index(builder, &place.container, subscript->index);
        break;
    }
    case NODE_NameExpression:
        break;
    default:
        internal_error("a %s is no place", node_kind_name(target->kind));
    }
    return place;
}

static bool is_in_memory(const EvaluatedTarget *place) {
    return place->address.type != IR_VOID || place->address.kind == IR_VALUE_REGISTER;
}

Value load_place(Builder *builder, const EvaluatedTarget *place) {
    if (is_in_memory(place))
        return load_from_memory(builder, place->address, type_of_place(builder, place->target));
    switch (place->target->kind) {
    case NODE_Attribute: {
        Attribute *attribute = NODE_AS(Attribute, place->target);
        if (is_plain_symbol(attribute->symbol))
            return load_symbol(builder, attribute->symbol);
        Span outer = builder->span;
        builder->span = span_of_attribute(builder, place->target);
        IrValue object = load_attribute(builder, place->container.ir, attribute->name);
        builder->span = outer;
        return object_value(builder, object);
    }
    case NODE_Subscript:
        return load_item(builder, place->container, place->index);
    case NODE_NameExpression:
        return build_expression(builder, place->target);
    default:
        internal_error("a %s is no place", node_kind_name(place->target->kind));
    }
}

static void store_attribute(Builder *builder, const EvaluatedTarget *place, IrValue object) {
    Span outer = builder->span;
    builder->span = span_of_attribute(builder, place->target);
    const Name *name = NODE_AS(Attribute, place->target)->name;
    ADD_RUNTIME(builder, store_attribute, place->container.ir, name_operand(builder, name), object);
    builder->span = outer;
}

static void store_item(Builder *builder, const EvaluatedTarget *place, IrValue object) {
    if (type_is_object(place->index.type))
        ADD_RUNTIME(builder, set_item, place->container.ir, place->index.ir, object);
    else
        ADD_RUNTIME(builder, set_item_index, place->container.ir, place->index.ir, object);
}

void store_place(Builder *builder, const EvaluatedTarget *place, Value value) {
    if (is_in_memory(place)) {
        store_in_memory(builder, place->address, type_of_place(builder, place->target), value);
        return;
    }
    switch (place->target->kind) {
    case NODE_Attribute: {
        Attribute *attribute = NODE_AS(Attribute, place->target);
        if (is_plain_symbol(attribute->symbol))
            store_symbol(builder, attribute->symbol, value);
        else
            store_attribute(builder, place, to_object(builder, value));
        break;
    }
    case NODE_Subscript:
        if (!type_is_object(place->target->type)) // a byte of a bytearray
            value = value_of(build_conversion(builder, value, place->target->type),
                             place->target->type);
        store_item(builder, place, to_object(builder, value));
        break;
    case NODE_NameExpression:
        store_symbol(builder, NODE_AS(NameExpression, place->target)->symbol, value);
        break;
    default:
        internal_error("a %s is no place", node_kind_name(place->target->kind));
    }
}

static void store_part(Builder *builder, const Subscript *subscript, const Slice *part,
                       Value value) {
    Value container = build_container(builder, subscript->value);
    IrValue start = build_part_bound(builder, part->start);
    IrValue stop = build_part_bound(builder, part->stop);
    ADD_RUNTIME(builder, set_slice, container.ir, start, stop, to_object(builder, value));
}

void store_target(Builder *builder, Node *target, Value value) {
    const Subscript *subscript =
        node_is(target, NODE_Subscript) ? NODE_AS(Subscript, target) : NULL;
    const Slice *part = subscript != NULL ? find_part(subscript->index) : NULL;
    if (part != NULL && !has_address(builder, target)) {
        store_part(builder, subscript, part, value);
        return;
    }
    EvaluatedTarget place = build_place(builder, target);
    store_place(builder, &place, value);
}

void delete_place(Builder *builder, Node *target) {
    if (node_is(target, NODE_Attribute)) {
        Attribute *attribute = NODE_AS(Attribute, target);
        IrValue object = build_object(builder, attribute->value);
        builder->span = span_of_attribute(builder, target);
        ADD_RUNTIME(builder, delete_attribute, object, name_operand(builder, attribute->name));
        return;
    }
    Subscript *subscript = NODE_AS(Subscript, target);
    Value container = build_container(builder, subscript->value);
    ADD_RUNTIME(builder, delete_item, container.ir, build_object(builder, subscript->index));
}
