// Structs, C tuples, C arrays and complex numbers as wholes: made from arguments or objects, and
// turned into objects member by member.

#include "codegen/builder/internal.h"
#include <string.h>

// --- Members -------------------------------------------------------------------------------------

static uint32_t count_members(const Type *type) {
    if (type->kind == TYPE_STRUCT)
        return type->struct_symbol->fields.count;
    if (type->kind == TYPE_CTUPLE)
        return type->members.count;
    zi_assert(type->kind == TYPE_COMPLEX);
    return 2; // real, imaginary
}

static const Type *member_type(const Type *type, uint32_t index) {
    if (type->kind == TYPE_STRUCT)
        return type->struct_symbol->fields.items[index]->type;
    if (type->kind == TYPE_CTUPLE)
        return type->members.items[index];
    zi_assert(type->kind == TYPE_COMPLEX);
    return type->element;
}

IrValue member_address(Builder *builder, IrValue base, const Type *type, uint32_t index) {
    if (type->kind == TYPE_STRUCT)
        return add_field(builder, base, type, type->struct_symbol->fields.items[index]);
    IrValue operands[] = {base, ir_int(IR_I64, index)};
    IrOp *op = add_op_giving(builder, IR_OP_MEMBER, (IrType){.kind = IR_POINTER}, operands, 2);
    op->aux.type = c_type_of(builder->owner, type);
    return ir_reg(op->result);
}

static Value load_member(Builder *builder, IrValue base, const Type *type, uint32_t index) {
    return load_from_memory(builder, member_address(builder, base, type, index),
                            member_type(type, index));
}

// A register of the type, to be filled through its address.
static IrRegisterId new_aggregate(Builder *builder, const Type *type, IrValue *address) {
    IrRegisterId reg = builder_new_register(builder, type, NULL);
    *address = add_pointer_to(builder, reg);
    return reg;
}

// --- Made from arguments -------------------------------------------------------------------------

void build_into(Builder *builder, Node *node, IrValue address, const Type *type) {
    if (type->kind == TYPE_ARRAY)
        store_in_memory(builder, address, type, build_expression(builder, node));
    else
        add_store(builder, address, build_as(builder, node, type), type);
}

static void build_member(Builder *builder, Node *node, IrValue base, const Type *type,
                         uint32_t index) {
    build_into(builder, node, member_address(builder, base, type, index), member_type(type, index));
}

Value build_members_of_part(Builder *builder, const CPart *part, const Type *type) {
    IrValue address;
    IrRegisterId reg = new_aggregate(builder, type, &address);
    for (uint32_t i = 0; i < type->members.count; i++)
        add_store(builder, member_address(builder, address, type, i),
                  load_from_part(builder, part, ir_int(IR_I64, i)).ir, member_type(type, i));
    return value_of(ir_reg(reg), type);
}

// Point(1, y=2)
Value build_struct_call(Builder *builder, Call *node) {
    const Type *type = node->target->type;
    IrValue address;
    IrRegisterId reg = new_aggregate(builder, type, &address);
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        Node *argument = node->arguments.items[i];
        uint32_t index = node->target->positions[i];
        if (node_is(argument, NODE_Keyword))
            argument = NODE_AS(Keyword, argument)->value;
        build_member(builder, argument, address, type, index);
    }
    return value_of(ir_reg(reg), type);
}

// (1, 2.5) as a C tuple, [1, 2.5] as a struct
Value build_members(Builder *builder, const NodeList *elements, const Type *type) {
    IrValue address;
    IrRegisterId reg = new_aggregate(builder, type, &address);
    for (uint32_t i = 0; i < elements->count; i++)
        build_member(builder, elements->items[i], address, type, i);
    return value_of(ir_reg(reg), type);
}

static uint32_t number_of_field(const StructSymbol *owner, const StringLiteral *key) {
    uint32_t i = 0;
    while (i + 1 < owner->fields.count &&
           (strlen(owner->fields.items[i]->name->text) != key->value.length ||
            memcmp(owner->fields.items[i]->name->text, key->value.bytes, key->value.length) != 0))
        i++;
    return i;
}

// {'x': 1, 'y': 2.5} as a struct: the typer has found each field once.
Value build_struct_of_dict(Builder *builder, const DictExpression *node) {
    const Type *type = node->node.type;
    IrValue address;
    IrRegisterId reg = new_aggregate(builder, type, &address);
    for (uint32_t i = 0; i < node->items.count; i++) {
        const DictItem *item = NODE_AS(DictItem, node->items.items[i]);
        uint32_t field = number_of_field(type->struct_symbol, NODE_AS(StringLiteral, item->key));
        build_member(builder, item->value, address, type, field);
    }
    return value_of(ir_reg(reg), type);
}

// The address of a value in memory: of a copy, since members are read through it.
static IrValue spill(Builder *builder, Value value) {
    IrValue address;
    IrRegisterId reg = new_aggregate(builder, value.type, &address);
    add_copy(builder, reg, value.ir);
    return address;
}

Value aggregate_of(Builder *builder, const Type *type, const IrValue *members) {
    IrValue address;
    IrRegisterId reg = new_aggregate(builder, type, &address);
    for (uint32_t i = 0; i < count_members(type); i++)
        add_store(builder, member_address(builder, address, type, i), members[i],
                  member_type(type, i));
    return value_of(ir_reg(reg), type);
}

Value load_aggregate_member(Builder *builder, Value value, uint32_t index) {
    return load_member(builder, spill(builder, value), value.type, index);
}

// --- To objects ----------------------------------------------------------------------------------

static IrValue box_struct(Builder *builder, IrValue address, const Type *type) {
    uint32_t count = count_members(type);
    IrValue *pairs = ARENA_ARRAY(builder->arena, IrValue, count * 2 + 1);
    for (uint32_t i = 0; i < count; i++) {
        const Name *name = type->struct_symbol->fields.items[i]->name;
        pairs[(size_t)i * 2] = add_constant(builder, constant_name(builder, name));
        pairs[(size_t)i * 2 + 1] = to_object(builder, load_member(builder, address, type, i));
    }
    return add_runtime_list(builder, RUNTIME_dict_build, pairs, count * 2);
}

static IrValue box_c_tuple(Builder *builder, IrValue address, const Type *type) {
    uint32_t count = count_members(type);
    IrValue *items = ARENA_ARRAY(builder->arena, IrValue, count + 1);
    for (uint32_t i = 0; i < count; i++)
        items[i] = to_object(builder, load_member(builder, address, type, i));
    return add_runtime_list(builder, RUNTIME_tuple_build, items, count);
}

static IrValue box_complex(Builder *builder, IrValue address, const Type *type) {
    const Type *wide = builder->common->double_;
    IrValue real = build_conversion(builder, load_member(builder, address, type, 0), wide);
    IrValue imaginary = build_conversion(builder, load_member(builder, address, type, 1), wide);
    return ADD_RUNTIME(builder, complex_new, real, imaginary);
}

static bool is_union(const Type *type) {
    return type->kind == TYPE_STRUCT && type->struct_symbol->is_union;
}

bool can_box_aggregate(const Type *type) {
    return can_unbox_aggregate(type) || type->kind == TYPE_ARRAY; // of a union all members
}

IrValue box_aggregate(Builder *builder, Value value) {
    const Type *type = value.type;
    if (type->kind == TYPE_STRUCT)
        return box_struct(builder, spill(builder, value), type);
    if (type->kind == TYPE_CTUPLE)
        return box_c_tuple(builder, spill(builder, value), type);
    if (type->kind == TYPE_COMPLEX)
        return box_complex(builder, spill(builder, value), type);
    zi_assert(type->kind == TYPE_ARRAY);
    CPart part = whole_array(builder, value.ir, type);
    return box_part(builder, &part);
}

// --- From objects --------------------------------------------------------------------------------

static void store_object(Builder *builder, IrValue object, IrValue address, const Type *type) {
    store_in_memory(builder, address, type, object_value(builder, object));
}

static void unbox_struct(Builder *builder, IrValue object, IrValue address, const Type *type) {
    for (uint32_t i = 0; i < count_members(type); i++) {
        const Symbol *field = type->struct_symbol->fields.items[i];
        IrValue item =
            ADD_RUNTIME(builder, struct_member, object, name_operand(builder, field->name));
        store_object(builder, item, member_address(builder, address, type, i), field->type);
    }
}

static void unbox_c_tuple(Builder *builder, IrValue object, IrValue address, const Type *type) {
    uint32_t count = count_members(type);
    IrValue items = ADD_RUNTIME(builder, ctuple_items, object, ir_int(IR_I64, count));
    for (uint32_t i = 0; i < count; i++) {
        IrValue item = ADD_RUNTIME(builder, tuple_item, items, ir_int(IR_I64, i));
        store_object(builder, item, member_address(builder, address, type, i),
                     member_type(type, i));
    }
}

static void unbox_complex(Builder *builder, IrValue object, IrValue address, const Type *type) {
    IrValue parts[] = {ADD_RUNTIME(builder, complex_real, object),
                       ADD_RUNTIME(builder, complex_imaginary, object)};
    for (uint32_t i = 0; i < 2; i++) {
        Value part = value_of(parts[i], builder->common->double_);
        add_store(builder, member_address(builder, address, type, i),
                  build_conversion(builder, part, type->element), type->element);
    }
}

// A union comes of a mapping that has one of its members.
static void unbox_union(Builder *builder, IrValue object, IrValue address, const Type *type) {
    uint32_t count = count_members(type);
    uint32_t *names = ARENA_ARRAY(builder->arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++)
        names[i] = constant_name(builder, type->struct_symbol->fields.items[i]->name);
    IrRegisterId item = builder_new_ir_register(builder, IR_OBJECT);
    IrValue number =
        ADD_RUNTIME(builder, union_member, object,
                    constant_operand(constant_tuple(builder, names, count)), ir_reg(item));
    IrBlock *after = builder_new_block(builder, "union is set");
    for (uint32_t i = 0; i < count; i++) {
        IrBlock *found = builder_new_block(builder, "union member");
        IrBlock *next = i + 1 < count ? builder_new_block(builder, "next member") : after;
        IrValue is_it = add_compare(builder, COMPARE_EQUAL, number, ir_int(IR_I64, i), false);
        add_branch(builder, is_it, found, next);
        builder_start_block(builder, found);
        store_object(builder, ir_reg(item), member_address(builder, address, type, i),
                     member_type(type, i));
        add_jump(builder, after);
        builder_start_block(builder, next);
    }
}

bool can_unbox_aggregate(const Type *type) {
    return type->kind == TYPE_STRUCT || type->kind == TYPE_CTUPLE || type->kind == TYPE_COMPLEX;
}

IrValue unbox_aggregate(Builder *builder, IrValue object, const Type *type) {
    IrValue address;
    IrValue value = ir_reg(new_aggregate(builder, type, &address));
    if (is_union(type))
        unbox_union(builder, object, address, type);
    else if (type->kind == TYPE_STRUCT)
        unbox_struct(builder, object, address, type);
    else if (type->kind == TYPE_CTUPLE)
        unbox_c_tuple(builder, object, address, type);
    else
        unbox_complex(builder, object, address, type);
    return value;
}

// Between C tuples, member by member.
IrValue convert_c_tuple(Builder *builder, Value value, const Type *target) {
    IrValue from = spill(builder, value);
    IrValue to;
    IrRegisterId reg = new_aggregate(builder, target, &to);
    for (uint32_t i = 0; i < count_members(target); i++) {
        IrValue item = build_conversion(builder, load_member(builder, from, value.type, i),
                                        member_type(target, i));
        add_store(builder, member_address(builder, to, target, i), item, member_type(target, i));
    }
    return ir_reg(reg);
}

// --- Complex literals and parts ------------------------------------------------------------------

IrValue build_complex_constant(Builder *builder, double real, double imaginary, const Type *type) {
    IrKind kind = ir_type_of(builder->owner, type->element).kind;
    bool is_integer = type_is_integer_complex(type);
    IrValue parts[] = {is_integer ? ir_int(kind, (int64_t)real) : ir_real(kind, real),
                       is_integer ? ir_int(kind, (int64_t)imaginary) : ir_real(kind, imaginary)};
    return aggregate_of(builder, type, parts).ir;
}

Value build_conjugate(Builder *builder, Node *number) {
    Value value = build_expression(builder, number);
    IrValue address = spill(builder, value);
    const Type *part = value.type->element;
    IrValue imaginary = load_member(builder, address, value.type, 1).ir;
    IrValue parts[] = {
        load_member(builder, address, value.type, 0).ir,
        add_unary(builder, IR_OP_NEGATE, ir_type_of(builder->owner, part).kind, imaginary)};
    return aggregate_of(builder, value.type, parts);
}

// The parts of a complex number as doubles.
static void load_parts(Builder *builder, Value complex, IrValue *parts) {
    IrValue address = spill(builder, complex);
    for (uint32_t i = 0; i < 2; i++)
        parts[i] = build_conversion(builder, load_member(builder, address, complex.type, i),
                                    builder->common->double_);
}

IrValue build_magnitude(Builder *builder, Value complex) {
    IrValue parts[2];
    load_parts(builder, complex, parts);
    return ADD_RUNTIME(builder, magnitude, parts[0], parts[1]);
}

IrValue build_complex_power(Builder *builder, Value base, Value exponent) {
    IrValue parts[4];
    load_parts(builder, base, parts);
    load_parts(builder, exponent, parts + 2);
    IrValue address;
    IrRegisterId reg = new_aggregate(builder, builder->common->double_complex, &address);
    ADD_RUNTIME(builder, power_complex, address, parts[0], parts[1], parts[2], parts[3]);
    return build_conversion(builder, value_of(ir_reg(reg), builder->common->double_complex),
                            base.type);
}
