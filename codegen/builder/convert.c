// Values of one type as another: boxing, unboxing, C's conversions, truth, casts.
//
// Takes: a value and the type that it is to have; the typer has said that there is a conversion.
// Gives: the IR value in the kind of the target's register.

#include "codegen/builder/internal.h"
#include <string.h>

bool is_unsigned(const Type *type) {
    if (type->kind == TYPE_ENUM)
        type = enum_integer(type);
    if (type->kind == TYPE_INTEGER)
        return !type->integer.is_signed;
    return type_class(type) == CLASS_ADDRESS;
}

static bool is_float_kind(IrKind kind) { return kind >= IR_F32 && kind <= IR_F80; }

static unsigned bits_of(IrKind kind) {
    static const uint8_t bits[IR_KIND_COUNT] = {
        [IR_BOOL] = 1, [IR_I8] = 8, [IR_I16] = 16, [IR_I32] = 32, [IR_I64] = 64};
    return bits[kind];
}

// An integer as a C integer of that kind, when compiling. False if it is not known.
static bool convert_immediate(IrValue *value, IrKind kind, bool is_signed) {
    if (value->kind != IR_VALUE_INTEGER)
        return false;
    if (is_float_kind(kind)) {
        bool is_exact = value->integer < (1LL << 53) && value->integer > -(1LL << 53);
        if (is_exact)
            *value = ir_real(kind, kind == IR_F32 ? (float)value->integer : (double)value->integer);
        return is_exact;
    }
    unsigned bits = bits_of(kind);
    if (bits == 0)
        return false;
    if (bits < 64) {
        uint64_t mask = (UINT64_C(1) << bits) - 1;
        uint64_t low = (uint64_t)value->integer & mask;
        bool is_negative = is_signed && bits > 1 && (low >> (bits - 1)) != 0;
        *value = ir_int(kind, is_negative ? (int64_t)(low | ~mask) : (int64_t)low);
        return true;
    }
    *value = ir_int(kind, value->integer);
    return true;
}

static IrValue add_convert(Builder *builder, IrValue value, IrType target, bool from_unsigned,
                           bool to_unsigned) {
    IrOp *op = add_op_giving(builder, IR_OP_CONVERT, target, &value, 1);
    op->flags |= from_unsigned ? IR_FLAG_UNSIGNED : 0;
    op->flags |= to_unsigned ? IR_FLAG_TARGET_UNSIGNED : 0;
    return ir_reg(op->result);
}

static IrValue convert_number(Builder *builder, Value value, const Type *target);

// A real number gets the part's type first; the emitter adds the imaginary part.
static IrValue convert_to_complex(Builder *builder, Value value, const Type *target) {
    if (value.type->kind == TYPE_COMPLEX) {
        if (value.type->element == target->element)
            return value.ir;
        return convert_c_tuple(builder, value, target);
    }
    IrValue real = convert_number(builder, value, target->element);
    if (real.kind == IR_VALUE_REAL)
        return build_complex_constant(builder, real.real, 0, target);
    return add_convert(builder, real, ir_type_of(builder->owner, target), false, false);
}

// Only the compiler of the header knows which bits of a number its typedef keeps: it goes through
// memory. (One that is declared as wide as a register is believed to be.)
static bool may_lose_bits(IrValue value, const Type *from, const Type *target) {
    enum { BITS_OF_REGISTER = 64, LARGEST_CHAR = 127 };
    if (target->kind != TYPE_INTEGER || target->integer.header_symbol == NULL ||
        target->integer.bits >= BITS_OF_REGISTER)
        return false;
    bool is_same =
        from->kind == TYPE_INTEGER && from->integer.header_symbol == target->integer.header_symbol;
    bool is_small =
        value.kind == IR_VALUE_INTEGER && value.integer >= 0 && value.integer <= LARGEST_CHAR;
    return !is_same && !is_small;
}

static IrValue through_memory(Builder *builder, IrValue value, const Type *type) {
    IrRegisterId place = builder_new_register(builder, type, NULL);
    IrValue address = add_pointer_to(builder, place);
    add_store(builder, address, value, type);
    return add_load(builder, address, type);
}

static IrValue convert_kind(Builder *builder, Value value, const Type *target);

static IrValue convert_number(Builder *builder, Value value, const Type *target) {
    IrValue number = convert_kind(builder, value, target);
    return may_lose_bits(number, value.type, target) ? through_memory(builder, number, target)
                                                     : number;
}

// What is no integer becomes 0 or 1; an integer stays what it is, as in Cython.
static IrValue convert_to_bint(Builder *builder, Value value) {
    IrKind from = builder_value_type(builder, value.ir).kind;
    bool is_integer = from >= IR_I8 && from <= IR_I128;
    if (from == IR_I32)
        return value.ir;
    IrValue number = is_integer ? value.ir : build_truth(builder, value);
    IrType bint = ir_type_of(builder->owner, builder->common->bint);
    if (convert_immediate(&number, bint.kind, true))
        return number;
    return add_convert(builder, number, bint, !is_integer, false);
}

static IrValue convert_kind(Builder *builder, Value value, const Type *target) {
    if (target->kind == TYPE_BINT)
        return convert_to_bint(builder, value);
    if (target->kind == TYPE_CTUPLE)
        return convert_c_tuple(builder, value, target);
    if (target->kind == TYPE_COMPLEX)
        return convert_to_complex(builder, value, target);
    IrType to = ir_type_of(builder->owner, target);
    IrKind from = builder_value_type(builder, value.ir).kind;
    if (from == to.kind)
        return value.ir;
    IrValue known = value.ir;
    if (!(from == IR_I64 && is_unsigned(value.type) && is_float_kind(to.kind)) &&
        convert_immediate(&known, to.kind, !is_unsigned(target)))
        return known;
    if (value.ir.kind == IR_VALUE_REAL && to.kind == IR_F64)
        return ir_real(to.kind, value.ir.real);
    return add_convert(builder, value.ir, to, from == IR_BOOL || is_unsigned(value.type),
                       is_unsigned(target));
}

IrValue to_index(Builder *builder, Value value) {
    if (type_is_object(value.type))
        return build_conversion(builder, value, builder->common->ssize_t_);
    return convert_number(builder, value, builder->common->ssize_t_);
}

IrValue number_of_type(Builder *builder, const Type *type, int64_t number) {
    return build_conversion(builder, value_of(ir_int(IR_I64, number), builder->common->long_),
                            type);
}

// --- To objects ----------------------------------------------------------------------------------

static IrValue box_integer(Builder *builder, Value value) {
    if (value.type->kind == TYPE_INTEGER && value.type->integer.is_unicode) {
        IrValue code = convert_number(builder, value, builder->common->int_);
        return ADD_RUNTIME(builder, box_ucs4, code);
    }
    IrOp *op = add_op_giving(builder, IR_OP_BOX_INT, (IrType){.kind = IR_OBJECT}, &value.ir, 1);
    op->flags |= is_unsigned(value.type) ? IR_FLAG_UNSIGNED : 0;
    return ir_reg(op->result);
}

// A bytes object of the one byte: a char is one, other integers have to fit.
static IrValue box_byte(Builder *builder, Value value) {
    if (!value.type->integer.is_char) {
        IrValue number = convert_number(builder, value, builder->common->long_);
        return ADD_RUNTIME(builder, box_byte, number);
    }
    IrRegisterId byte = builder_new_register(builder, value.type, NULL);
    add_copy(builder, byte, value.ir);
    return ADD_RUNTIME(builder, bytes_slice, add_pointer_to(builder, byte), ir_int(IR_I64, 0),
                       ir_int(IR_I64, 1));
}

// The member of a cpdef enum: what its class gives for the number.
static IrValue box_member(Builder *builder, Value value) {
    const Symbol *symbol = value.type->enum_symbol;
    IrValue number = box_integer(builder, value);
    if (symbol->scope != builder->typed->scope) {
        uint32_t module = constant_string(builder, module_of_symbol(builder->arena, symbol));
        return ADD_RUNTIME(builder, enum_member, number, add_constant(builder, module),
                           add_constant(builder, constant_name(builder, symbol->name)));
    }
    IrValue class_ = load_symbol(builder, value.type->enum_symbol).ir;
    return add_python_call(builder, class_, &number, 1);
}

static IrValue box_view(Builder *builder, Value value) {
    IrOp *op = add_op_giving(builder, IR_OP_VIEW_OBJECT, (IrType){.kind = IR_OBJECT}, &value.ir, 1);
    op->aux.type = c_type_of(builder->owner, value.type);
    return ir_reg(op->result);
}

// Reports a conversion that has no code yet; gives something of the right kind to go on with.
static IrValue report_conversion(Builder *builder, const Type *from, const Type *to) {
    diag_report(builder->module->compilation->diagnostics, DIAG_E0711, builder->span, from->text,
                to->text);
    return ir_reg(builder_new_register(builder, to, NULL));
}

// Up to the first zero; an array need not have one. The length of one that ends a struct is
// unknown.
IrValue build_string_length(Builder *builder, Value string, IrValue start) {
    IrValue first = add_element(builder, string.ir, start, builder->common->char_);
    bool has_end = string.type->kind == TYPE_ARRAY &&
                   (string.type->array.length > 0 || string.type->array.header_length != NULL);
    if (!has_end)
        return ADD_RUNTIME(builder, string_length, first);
    IrValue length = array_length(builder, string.type);
    IrValue left = add_binary(builder, IR_OP_SUBTRACT, IR_I64, length, start);
    return ADD_RUNTIME(builder, bounded_string_length, first, left);
}

static IrValue encoding_operand(Builder *builder) {
    const char *encoding = builder->directives.c_string_encoding;
    const char *kept = arena_copy_string(builder->module->arena, encoding);
    return add_string_address(builder, (Text){kept, strlen(encoding)});
}

IrValue box_c_text(Builder *builder, IrValue start, IrValue from, IrValue to, BuiltinKind kind) {
    if (kind == BUILTIN_STR)
        return ADD_RUNTIME(builder, text_slice, start, from, to, encoding_operand(builder));
    if (kind == BUILTIN_BYTEARRAY)
        return ADD_RUNTIME(builder, bytearray_slice, start, from, to);
    return ADD_RUNTIME(builder, bytes_slice, start, from, to);
}

// The builtin that a C string becomes for a place of this type.
static BuiltinKind string_kind(const Builder *builder, const Type *target) {
    static const BuiltinKind kinds[] = {[C_STRING_BYTES] = BUILTIN_BYTES,
                                        [C_STRING_BYTEARRAY] = BUILTIN_BYTEARRAY,
                                        [C_STRING_STR] = BUILTIN_STR};
    return target->kind == TYPE_BUILTIN ? target->builtin
                                        : kinds[builder->directives.c_string_type];
}

static IrValue box_c_string(Builder *builder, Value value, BuiltinKind kind) {
    if (value.type->kind != TYPE_ARRAY && kind == BUILTIN_BYTES)
        return ADD_RUNTIME(builder, box_bytes, value.ir);
    IrValue zero = ir_int(IR_I64, 0);
    IrValue length = build_string_length(builder, value, zero);
    return box_c_text(builder, value.ir, zero, length, kind);
}

static IrValue box_value(Builder *builder, Value value) {
    switch (value.type->kind) {
    case TYPE_BINT:
        if (value.ir.kind == IR_VALUE_INTEGER)
            return add_singleton(builder, value.ir.integer != 0 ? SINGLETON_TRUE : SINGLETON_FALSE);
        return add_unary(builder, IR_OP_BOX_BOOL, IR_OBJECT, build_truth(builder, value));
    case TYPE_ENUM:
        if (enum_is_python(value.type))
            return box_member(builder, value);
        return box_integer(builder, value);
    case TYPE_INTEGER:
        return box_integer(builder, value);
    case TYPE_FLOATING:
        return add_unary(builder, IR_OP_BOX_FLOAT, IR_OBJECT,
                         convert_number(builder, value, builder->common->double_));
    case TYPE_POINTER:
    case TYPE_ARRAY:
        if (type_is_c_string(value.type))
            return box_c_string(builder, value, string_kind(builder, builder->common->object));
        break;
    case TYPE_MEMORYVIEW:
        return box_view(builder, value);
    case TYPE_VOID:
        return add_singleton(builder, SINGLETON_NONE);
    case TYPE_ERROR:
    case TYPE_OBJECT:
    case TYPE_BUILTIN:
    case TYPE_EXTENSION:
    case TYPE_COMPLEX:
    case TYPE_FUNCTION:
    case TYPE_STRUCT:
    case TYPE_CTUPLE:
    case TYPE_BUFFER:
    case TYPE_FUSED:
    case TYPE_TYPE:
    case TYPE_MODULE:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break;
    }
    if (can_box_aggregate(value.type))
        return box_aggregate(builder, value);
    return report_conversion(builder, value.type, builder->common->object);
}

// --- From objects --------------------------------------------------------------------------------

static IrValue unbox_integer(Builder *builder, IrValue object, const Type *target) {
    if (target->kind == TYPE_INTEGER && target->integer.is_unicode) {
        bool is_py_unicode = target == builder->common->py_unicode;
        IrValue code = ADD_RUNTIME(builder, unbox_ucs4, object, ir_int(IR_I32, is_py_unicode));
        return convert_number(builder, value_of(code, builder->common->long_), target);
    }
    IrOp *op =
        add_op_giving(builder, IR_OP_UNBOX_INT, ir_type_of(builder->owner, target), &object, 1);
    op->aux.type = c_type_of(builder->owner, target);
    return ir_reg(op->result);
}

static IrValue unbox_value(Builder *builder, IrValue object, const Type *target) {
    switch (target->kind) {
    case TYPE_BINT:
        return convert_to_bint(builder, object_value(builder, object));
    case TYPE_INTEGER:
    case TYPE_ENUM:
        return unbox_integer(builder, object, target);
    case TYPE_FLOATING: {
        IrValue number = add_unary(builder, IR_OP_UNBOX_FLOAT, IR_F64, object);
        return convert_number(builder, value_of(number, builder->common->double_), target);
    }
    case TYPE_POINTER:
        if (builder->directives.c_string_encodes)
            return ADD_RUNTIME(builder, unbox_text, object, encoding_operand(builder));
        return ADD_RUNTIME(builder, unbox_bytes, object);
    case TYPE_ERROR:
    case TYPE_VOID:
    case TYPE_OBJECT:
    case TYPE_BUILTIN:
    case TYPE_EXTENSION:
    case TYPE_COMPLEX:
    case TYPE_ARRAY:
    case TYPE_FUNCTION:
    case TYPE_STRUCT:
    case TYPE_CTUPLE:
    case TYPE_MEMORYVIEW:
    case TYPE_BUFFER:
    case TYPE_FUSED:
    case TYPE_TYPE:
    case TYPE_MODULE:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break;
    }
    if (can_unbox_aggregate(target))
        return unbox_aggregate(builder, object, target);
    return report_conversion(builder, builder->common->object, target);
}

void add_type_check(Builder *builder, IrValue object, const Type *target, unsigned flags) {
    IrOp *op = add_op(builder, IR_OP_CHECK_TYPE, IR_NO_REGISTER, &object, 1);
    op->aux.type = c_type_of(builder->owner, target);
    op->flags |= flags;
}

static bool has_writable_elements(const Type *view) { return !view->memoryview.element->is_const; }

static IrValue acquire_view(Builder *builder, Value value, const Type *target) {
    if (value.type->kind == TYPE_ARRAY)
        return build_view_of_array(builder, value, target);
    bool is_known = is_view(value.type);
    IrValue source = is_known ? value.ir : to_object(builder, value);
    IrOp *op = add_op_giving(builder, is_known ? IR_OP_VIEW_AS : IR_OP_VIEW_ACQUIRE,
                             ir_type_of(builder->owner, target), &source, 1);
    op->aux.type = c_type_of(builder->owner, target);
    op->flags |= has_writable_elements(target) ? IR_FLAG_WRITABLE : 0;
    return ir_reg(op->result);
}

// The op of this block that gives the value, if it takes a view from an object; else NULL.
static IrOp *find_acquisition(const Builder *builder, IrValue value) {
    uint32_t i =
        builder->block != NULL && value.kind == IR_VALUE_REGISTER ? builder->block->ops.count : 0;
    while (i-- > 0) {
        IrOp *op = builder->block->ops.items[i];
        if (op->result == value.reg)
            return op->code == IR_OP_VIEW_ACQUIRE ? op : NULL;
    }
    return NULL;
}

void describe_declared_view(Builder *builder, IrValue value, const Symbol *variable) {
    if (variable == NULL || variable->type->kind != TYPE_MEMORYVIEW)
        return;
    IrOp *acquisition = find_acquisition(builder, value);
    if (acquisition != NULL)
        acquisition->aux.type = view_type_of(builder->owner, variable);
}

// --- The entry points ----------------------------------------------------------------------------

IrValue to_object(Builder *builder, Value value) {
    return type_is_object(value.type) ? value.ir : box_value(builder, value);
}

// The builtin type that an aggregate becomes.
static BuiltinKind kind_of_aggregate(const Type *type) {
    return type->kind == TYPE_STRUCT   ? BUILTIN_DICT
           : type->kind == TYPE_CTUPLE ? BUILTIN_TUPLE
                                       : BUILTIN_LIST;
}

static IrValue box_as(Builder *builder, Value value, const Type *target) {
    IrValue object = box_value(builder, value);
    if (target->kind == TYPE_BUILTIN && can_box_aggregate(value.type) &&
        !builtin_extends(kind_of_aggregate(value.type), target->builtin))
        add_type_check(builder, object, target, 0);
    return object;
}

IrValue build_conversion(Builder *builder, Value value, const Type *target) {
    if (target->kind == TYPE_BINT && type_is_integral(value.type))
        return convert_to_bint(builder, value);
    if (target->kind == TYPE_BINT && type_has_truth(value.type)) // of what is cast
        return convert_to_bint(builder, value_of(build_truth(builder, value), target));
    if (value.type == target)
        return value.ir;
    switch (type_conversion(value.type, target)) {
    case CONVERT_SAME:
    case CONVERT_POINTER:
    case CONVERT_UPCAST:
        return value.ir;
    case CONVERT_C_NUMERIC:
        return convert_number(builder, value, target);
    case CONVERT_BOX:
        if (type_is_c_string(value.type))
            return box_c_string(builder, value, string_kind(builder, target));
        if (value.type->kind == TYPE_ARRAY && type_is_builtin(target, BUILTIN_TUPLE))
            return ADD_RUNTIME(builder, list_to_tuple, box_aggregate(builder, value));
        if (value.type->kind == TYPE_ENUM && type_is_builtin(target, BUILTIN_INT))
            return box_integer(builder, value);
        if (type_is_integral(value.type) && type_is_builtin(target, BUILTIN_BYTES))
            return box_byte(builder, value);
        if (type_is_builtin(target, BUILTIN_FLOAT))
            return add_unary(builder, IR_OP_BOX_FLOAT, IR_OBJECT,
                             convert_number(builder, value, builder->common->double_));
        return box_as(builder, value, target);
    case CONVERT_UNBOX:
        return unbox_value(builder, value.ir, target);
    case CONVERT_CHECK_TYPE: {
        // As Cython does it: what is declared as Python's int takes any number.
        IrValue object = type_is_builtin(target, BUILTIN_INT)
                             ? ADD_RUNTIME(builder, int_of_number, value.ir)
                             : value.ir;
        add_type_check(builder, object, target, 0);
        return object;
    }
    case CONVERT_TO_MEMORYVIEW:
        return acquire_view(builder, value, target);
    case CONVERT_FROM_MEMORYVIEW: {
        IrValue object = box_view(builder, value);
        if (target->kind == TYPE_EXTENSION)
            add_type_check(builder, object, target, 0);
        return object;
    }
    case CONVERT_TRUTH:
        return convert_to_bint(builder, value_of(build_truth(builder, value), target));
    case CONVERT_IMPOSSIBLE:
        break;
    }
    // Where the source may not do so, we do: an enum's value, parts of a complex number, `/=`.
    if (type_is_numeric(value.type) && type_is_numeric(target))
        return convert_number(builder, value, target);
    if (value.type->kind == TYPE_VOID && type_is_object(target))
        return add_singleton(builder, SINGLETON_NONE);
    return report_conversion(builder, value.type, target);
}

IrValue build_conversion_for(Builder *builder, Value value, const Symbol *variable) {
    IrValue converted = build_conversion(builder, value, variable->type);
    describe_declared_view(builder, converted, variable);
    return converted;
}

IrValue build_truth(Builder *builder, Value value) {
    IrKind kind = builder_value_type(builder, value.ir).kind;
    switch (kind) {
    case IR_BOOL:
        return value.ir;
    case IR_OBJECT:
        return add_unary(builder, IR_OP_PYTHON_TRUTH, IR_BOOL, value.ir);
    case IR_POINTER:
        return add_compare(builder, COMPARE_NOT_EQUAL, value.ir, ir_null(IR_POINTER), true);
    case IR_F32:
    case IR_F64:
    case IR_F80:
        return add_compare(builder, COMPARE_NOT_EQUAL, value.ir, ir_real(kind, 0), false);
    case IR_I8:
    case IR_I16:
    case IR_I32:
    case IR_I64:
    case IR_I128:
        if (value.ir.kind == IR_VALUE_INTEGER)
            return ir_int(IR_BOOL, value.ir.integer != 0);
        return add_compare(builder, COMPARE_NOT_EQUAL, value.ir, ir_int(kind, 0), false);
    case IR_VIEW:
        return add_unary(builder, IR_OP_PYTHON_TRUTH, IR_BOOL, to_object(builder, value));
    case IR_AGGREGATE:
        if (value.type->kind == TYPE_COMPLEX)
            return add_compare(builder, COMPARE_NOT_EQUAL, value.ir,
                               build_complex_constant(builder, 0, 0, value.type), false);
        if (value.type->kind == TYPE_CTUPLE)
            return ir_int(IR_BOOL, value.type->members.count > 0);
        break;
    case IR_VOID:
    case IR_DUAL:
    case IR_KIND_COUNT:
        break;
    }
    internal_error("a %s is neither true nor false", value.type->text);
}

// --- Casts ---------------------------------------------------------------------------------------

// The object that a pointer points to: read through memory, so that it counts as borrowed.
static IrValue pointer_to_object(Builder *builder, IrValue pointer, const Type *target) {
    IrRegisterId place = builder_new_ir_register(builder, IR_POINTER);
    add_copy(builder, place, pointer);
    return add_load(builder, add_pointer_to(builder, place), target);
}

static bool is_pointer(const Type *type) {
    return type_class(type) == CLASS_ADDRESS || type->kind == TYPE_ARRAY;
}

IrValue build_cast_value(Builder *builder, Value value, const Type *target) {
    bool from_object = type_is_object(value.type);
    if (target->kind == TYPE_BINT && value.type->kind != TYPE_BINT && type_is_integral(value.type))
        value = value_of(build_truth(builder, value), target);
    if (target->kind == TYPE_VOID)
        return ir_null(IR_VOID);
    if (from_object && type_is_object(target))
        return value.ir;
    bool becomes_items =
        value.type->kind == TYPE_ARRAY && type_conversion(value.type, target) != CONVERT_IMPOSSIBLE;
    if (is_pointer(value.type) && type_is_object(target) && !type_is_c_string(value.type) &&
        !becomes_items)
        return pointer_to_object(builder, value.ir, target);
    if (from_object && is_pointer(target) && !type_is_c_string(target))
        return add_convert(builder, value.ir, ir_type_of(builder->owner, target), true, true);
    if (is_pointer(value.type) && is_pointer(target))
        return value.ir;
    bool takes_part = value.type->kind == TYPE_COMPLEX && target->kind != TYPE_COMPLEX &&
                      target->kind != TYPE_BINT && type_is_numeric(target);
    if (takes_part)
        value = load_aggregate_member(builder, value, 0);
    bool is_number = type_is_numeric(value.type) && type_is_numeric(target);
    if (is_number)
        return convert_number(builder, value, target);
    bool crosses = (is_pointer(value.type) && type_is_integral(target)) ||
                   (is_pointer(target) && type_is_integral(value.type));
    if (crosses)
        return add_convert(builder, value.ir, ir_type_of(builder->owner, target),
                           is_unsigned(value.type), true);
    return build_conversion(builder, value, target);
}
