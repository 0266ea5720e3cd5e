// Accessors: what Python calls for a public or readonly attribute of a cdef class whose type the
// runtime does not know by itself, such as complex numbers, structs, arrays, C tuples and views;
// and what pickling calls for any such attribute.
//
// Takes: the fields of the module's classes. Gives: for each of these a body that makes an object
// of the field, and one that sets it from an object unless it is readonly; both are C functions.

#include "codegen/builder/internal.h"

// Its type object is known only when the program runs.
static bool is_exception(const Type *type) {
    return type->kind == TYPE_BUILTIN && builtin_extends(type->builtin, BUILTIN_BASE_EXCEPTION);
}

// Those that runtime/class_field.c reads and writes: a line of abi/enum.def each.
static bool runtime_knows(const Type *type) {
    if (enum_is_python(type) || is_exception(type))
        return false;
    if (type->kind == TYPE_INTEGER)
        return !type->integer.is_unicode && type->integer.bits <= 64;
    if (type->kind == TYPE_FLOATING)
        return type->floating_bits <= 64;
    return type_is_object(type) || type_is_integral(type); // bint, enum
}

static IrBody *declare_accessor(ModuleBuilder *owner, const ClassSymbol *symbol,
                                const Symbol *field, const char *name) {
    const char *holder =
        arena_format(owner->module->arena, "%s.%s", symbol->symbol.name->text, field->name->text);
    IrBody *body = declare_class_entry(owner, holder, name, field->span);
    ir_parameter_create(body, ir_type_of(owner, symbol->symbol.type), NULL);
    return body;
}

static IrValue field_place(Builder *builder, const ClassSymbol *symbol, Symbol *field) {
    return add_field(builder, ir_reg(builder->function->parameters[0]), symbol->symbol.type, field);
}

static const IrBody *build_getter(ModuleBuilder *owner, const ClassSymbol *symbol, Symbol *field) {
    IrBody *body = declare_accessor(owner, symbol, field, "__get__");
    body->result = (IrType){.kind = IR_OBJECT};
    body->error = IR_RETURNS_NULL;
    Builder builder = builder_create(owner, body, NULL);
    IrValue place = field_place(&builder, symbol, field);
    IrValue object = to_object(&builder, load_from_memory(&builder, place, field->type));
    add_return(&builder, object_value(&builder, object));
    return body;
}

// Gives 0, or -1 with an exception.
static const IrBody *build_setter(ModuleBuilder *owner, const ClassSymbol *symbol, Symbol *field) {
    IrBody *body = declare_accessor(owner, symbol, field, "__set__");
    IrRegisterId value = ir_parameter_create(body, (IrType){.kind = IR_OBJECT}, NULL);
    body->result = (IrType){.kind = IR_I32};
    body->error = IR_RETURNS_VALUE;
    body->exception = (IrExceptionClause){.rule = EXCEPTION_RULE_VALUE, .integer = -1};
    Builder builder = builder_create(owner, body, NULL);
    IrValue place = field_place(&builder, symbol, field);
    Value given = object_value(&builder, ir_reg(value));
    if (is_view(field->type))
        given = value_of(build_conversion_for(&builder, given, field), field->type);
    store_in_memory(&builder, place, field->type, given);
    add_return(&builder, value_of(ir_int(IR_I32, 0), builder.common->int_));
    return body;
}

// Are the fields of the class part of what is pickled of some class of the module?
static bool fields_are_pickled(const ModuleBuilder *owner, const ClassSymbol *symbol) {
    for (uint32_t i = 0; i < owner->typed->classes.count; i++) {
        const ClassSymbol *derived = owner->typed->classes.items[i];
        if (derived->pickling.is_automatic && class_is_subclass(derived, symbol))
            return true;
    }
    return false;
}

static void build_class_accessors(ModuleBuilder *owner, const ClassSymbol *symbol) {
    IrClass *class_ = class_of(owner, symbol);
    bool is_pickled = fields_are_pickled(owner, symbol);
    for (uint32_t i = 0; i < symbol->fields.count; i++) {
        Symbol *field = symbol->fields.items[i];
        if ((field->visibility == VISIBILITY_PRIVATE && !is_pickled) || runtime_knows(field->type))
            continue;
        // the class of another module that several of this one extend
        if (class_->fields[i]->getter != NULL || class_->fields[i]->setter != NULL)
            continue;
        if (!type_is_object(field->type))
            class_->fields[i]->getter = build_getter(owner, symbol, field);
        if (field->visibility == VISIBILITY_PUBLIC || is_pickled)
            class_->fields[i]->setter = build_setter(owner, symbol, field);
    }
}

void build_accessors(ModuleBuilder *owner) {
    for (uint32_t i = 0; i < owner->typed->classes.count; i++) {
        const ClassSymbol *symbol = owner->typed->classes.items[i];
        build_class_accessors(owner, symbol);
        // what is pickled of classes of other modules
        for (symbol = symbol->pickling.is_automatic ? symbol->base : NULL; symbol != NULL;
             symbol = symbol->base)
            if (!symbol->is_defined_here)
                build_class_accessors(owner, symbol);
    }
}
