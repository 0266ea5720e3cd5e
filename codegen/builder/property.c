// Properties of cdef classes: what Python calls for an attribute that functions of the class stand
// for.
//
// Takes: the functions of each property. Gives: a body of C's convention that gets it and one that
// sets and deletes it, for the type's table of attributes. Properties with decorators of Python
// and their like are objects of Python's `property`, as in a class of Python
// (class_extension.c).

#include "codegen/builder/internal.h"
#include <string.h>

typedef struct PropertyParts {
    FunctionSymbol *roles[PROPERTY_DELETE + 1]; // by PropertyRole
} PropertyParts;

// --- Which ---------------------------------------------------------------------------------------

// (No decorators, closures, defaults: a call of its body is a call of it.)
static bool is_plain(const ModuleBuilder *owner, const FunctionSymbol *function) {
    if (function->kind != FUNCTION_DEF || !node_is(function->node, NODE_FunctionDef) ||
        !unit_function_is_native(&owner->units, function))
        return false;
    const FunctionDef *node = (const FunctionDef *)function->node;
    uint32_t count = function->python.property_role == PROPERTY_SET ? 2 : 1;
    bool fits = node->decorators.count == 0 && !function->is_async &&
                function->found.captures.count == 0 && !function->found.needs_class_cell &&
                function->parameter_symbols.count == count;
    for (uint32_t i = 0; fits && i < count; i++)
        fits = kind_of_parameter(function, i) < PARAMETER_KEYWORD_ONLY &&
               !parameter_is_optional(NODE_AS(Parameter, function->parameters->items.items[i]));
    return fits;
}

// The functions of the property; false if one of them is not plain, or there are two of a role.
static bool find_parts(const ModuleBuilder *owner, const ClassSymbol *symbol, const Name *name,
                       PropertyParts *parts) {
    *parts = (PropertyParts){{NULL}};
    for (uint32_t i = 0; i < symbol->properties.count; i++) {
        FunctionSymbol *function = symbol->properties.items[i];
        if (function->symbol.name != name)
            continue;
        PropertyRole role = function->python.property_role;
        if (parts->roles[role] != NULL || !is_plain(owner, function))
            return false;
        parts->roles[role] = function;
    }
    return true;
}

bool property_is_descriptor(const ModuleBuilder *owner, const FunctionSymbol *function) {
    PropertyParts parts;
    return function->owner != NULL && function->python.is_property &&
           find_parts(owner, function->owner, function->symbol.name, &parts);
}

// --- Bodies --------------------------------------------------------------------------------------

static IrBody *declare_part(ModuleBuilder *owner, const FunctionSymbol *function, bool gets) {
    const char *holder =
        arena_format(owner->module->arena, "%s.%s", function->owner->symbol.name->text,
                     function->symbol.name->text);
    IrBody *body =
        declare_class_entry(owner, holder, gets ? "__get__" : "__set__", function->symbol.span);
    IrType object = {.kind = IR_OBJECT};
    ir_parameter_create(body, object, NULL);
    if (!gets)
        ir_parameter_create(body, object, NULL);
    ir_parameter_create(body, (IrType){.kind = IR_POINTER}, NULL); // C's `closure`
    body->result.kind = gets ? IR_OBJECT : IR_I32;
    body->error = gets ? IR_RETURNS_NULL : IR_RETURNS_VALUE;
    if (!gets)
        body->exception = (IrExceptionClause){.rule = EXCEPTION_RULE_VALUE, .integer = -1};
    return body;
}

static IrBody *build_getter(ModuleBuilder *owner, FunctionSymbol *function) {
    IrBody *body = declare_part(owner, function, true);
    Builder builder = builder_create(owner, body, NULL);
    IrValue self = ir_reg(body->parameters[0]);
    add_return(&builder, object_value(&builder, call_plain_method(&builder, function, &self)));
    return body;
}

static void build_change(Builder *builder, FunctionSymbol *function, const char *missing) {
    if (function == NULL) {
        ADD_RUNTIME(builder, raise_not_implemented,
                    constant_operand(constant_string(builder, missing)));
        return;
    }
    IrValue objects[] = {ir_reg(builder->function->parameters[0]),
                         ir_reg(builder->function->parameters[1])};
    call_plain_method(builder, function, objects);
    add_return(builder, value_of(ir_int(IR_I32, 0), builder->common->int_));
}

static IrBody *build_setter(ModuleBuilder *owner, FunctionSymbol *set, FunctionSymbol *delete) {
    IrBody *body = declare_part(owner, set != NULL ? set : delete, false);
    Builder builder = builder_create(owner, body, NULL);
    IrBlock *deletes = builder_new_block(&builder, "delete");
    IrBlock *sets = builder_new_block(&builder, "set");
    IrValue value = ir_reg(body->parameters[1]);
    add_branch(&builder, add_compare(&builder, COMPARE_IS, value, ir_null(IR_OBJECT), false),
               deletes, sets);
    builder_start_block(&builder, deletes);
    build_change(&builder, delete, "__del__");
    builder_start_block(&builder, sets);
    build_change(&builder, set, "__set__");
    return body;
}

// --- Classes -------------------------------------------------------------------------------------

// `property name:` has one of its own, else it is the getter's.
static const char *docstring_of_property(ModuleBuilder *owner, const ClassSymbol *symbol,
                                         const Name *name, const FunctionSymbol *getter) {
    const Node *statement = scope_find(symbol->scope, name)->declaration;
    const char *doc = NULL;
    if (statement != NULL && node_is(statement, NODE_PropertyDef))
        doc = ((const PropertyDef *)statement)->docstring.bytes;
    else if (getter != NULL)
        doc = docstring_of(&NODE_AS(FunctionDef, getter->node)->body);
    return getter == NULL ? doc : embed_property_signature(owner, getter, doc);
}

static bool is_first(const ClassSymbol *symbol, uint32_t index) {
    uint32_t i = 0;
    while (symbol->properties.items[i]->symbol.name != symbol->properties.items[index]->symbol.name)
        i++;
    return i == index;
}

static void build_class_properties(ModuleBuilder *owner, const ClassSymbol *symbol) {
    for (uint32_t i = 0; i < symbol->properties.count; i++) {
        const Name *name = symbol->properties.items[i]->symbol.name;
        PropertyParts parts;
        if (!is_first(symbol, i) || !find_parts(owner, symbol, name, &parts))
            continue;
        FunctionSymbol *const *roles = parts.roles;
        IrProperty property = {
            .name = name->text,
            .doc = docstring_of_property(owner, symbol, name, parts.roles[PROPERTY_GET])};
        if (roles[PROPERTY_GET] != NULL)
            property.getter = build_getter(owner, roles[PROPERTY_GET]);
        if (roles[PROPERTY_SET] != NULL || roles[PROPERTY_DELETE] != NULL)
            property.setter = build_setter(owner, roles[PROPERTY_SET], roles[PROPERTY_DELETE]);
        vector_push(owner->module->arena, &class_of(owner, symbol)->properties, property);
    }
}

void build_properties(ModuleBuilder *owner) {
    for (uint32_t i = 0; i < owner->typed->classes.count; i++)
        build_class_properties(owner, owner->typed->classes.items[i]);
}
