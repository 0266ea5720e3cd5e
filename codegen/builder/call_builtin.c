// Calls of builtins that mean more than a call: on C values, or without looking them up.
//
// Takes: calls of names that the module does not bind. Gives: C operations where the arguments are
// C values, runtime functions where they save a call. Adding one: a line in builtin_call.def and a
// function here.

#include "codegen/builder/internal.h"
#include <string.h>

typedef bool BuiltinBuilder(Builder *builder, Call *node, Value *value);

bool is_builtin_name(const Node *node, const char *name) {
    if (!node_is(node, NODE_NameExpression))
        return false;
    const NameExpression *expression = (const NameExpression *)node;
    return expression->symbol != NULL && expression->symbol->kind == SYMBOL_BUILTIN &&
           strcmp(expression->name->text, name) == 0;
}

// --- Sizes, truth, classes -----------------------------------------------------------------------

static bool build_len(Builder *builder, Call *node, Value *value) {
    Node *argument = node->arguments.items[0];
    const Type *type = builder->common->ssize_t_;
    if (is_view(argument->type)) {
        IrValue view = build_expression(builder, argument).ir;
        IrOp *op = add_op_giving(builder, IR_OP_VIEW_SHAPE, (IrType){.kind = IR_I64}, &view, 1);
        *value = value_of(ir_reg(op->result), type);
        return true;
    }
    if (argument->type->kind == TYPE_ARRAY) {
        *value = value_of(ir_int(IR_I64, (int64_t)argument->type->array.length), type);
        return true;
    }
    *value = value_of(ADD_RUNTIME(builder, length, build_object(builder, argument)), type);
    return true;
}

static bool build_bool(Builder *builder, Call *node, Value *value) {
    *value = value_of(build_condition(builder, node->arguments.items[0]), builder->common->bint);
    return true;
}

static bool build_isinstance(Builder *builder, Call *node, Value *value) {
    IrValue object = build_object(builder, node->arguments.items[0]);
    IrValue type = build_object(builder, node->arguments.items[1]);
    *value = value_of(ADD_RUNTIME(builder, is_instance, object, type), builder->common->bint);
    return true;
}

// --- Numbers -------------------------------------------------------------------------------------

static bool build_float(Builder *builder, Call *node, Value *value) {
    Node *argument = node->arguments.items[0];
    const Type *type = builder->common->double_;
    if (type_is_numeric(argument->type) && argument->type->kind != TYPE_COMPLEX)
        *value = value_of(build_as(builder, argument, type), type);
    else if (type_is_object(argument->type))
        *value = value_of(ADD_RUNTIME(builder, to_float, build_object(builder, argument)), type);
    else
        return false;
    return true;
}

// abs of a C number; 0 - x gives 0.0 for -0.0, as it should.
static bool build_abs(Builder *builder, Call *node, Value *value) {
    const Type *type = node->node.type;
    if (!type_is_numeric(type) || type->kind == TYPE_COMPLEX ||
        !type_is_numeric(node->arguments.items[0]->type))
        return false;
    IrValue number = build_as(builder, node->arguments.items[0], type);
    *value = value_of(number, type);
    if (is_unsigned(type))
        return true;
    IrKind kind = ir_type_of(type).kind;
    IrValue zero = type->kind == TYPE_FLOATING ? ir_real(kind, 0) : ir_int(kind, 0);
    IrValue is_positive = add_compare(builder, COMPARE_GREATER, number, zero, false);
    IrValue negated = add_binary(builder, IR_OP_SUBTRACT, kind, zero, number);
    IrValue choices[] = {is_positive, number, negated};
    value->ir = ir_reg(add_op_giving(builder, IR_OP_SELECT, ir_type_of(type), choices, 3)->result);
    return true;
}

// The first of the least, or greatest, as Python's.
static bool build_extreme(Builder *builder, Call *node, Value *value, CompareOperator operator) {
    const Type *type = node->node.type;
    if (!type_is_numeric(type) || type->kind == TYPE_COMPLEX || node->arguments.count < 2)
        return false;
    for (uint32_t i = 0; i < node->arguments.count; i++)
        if (!type_is_numeric(node->arguments.items[i]->type))
            return false;
    IrValue best = build_as(builder, node->arguments.items[0], type);
    for (uint32_t i = 1; i < node->arguments.count; i++) {
        IrValue next = build_as(builder, node->arguments.items[i], type);
        IrValue choices[] = {add_compare(builder, operator, next, best, is_unsigned(type)), next,
                             best};
        best = ir_reg(add_op_giving(builder, IR_OP_SELECT, ir_type_of(type), choices, 3)->result);
    }
    *value = value_of(best, type);
    return true;
}

static bool build_min(Builder *builder, Call *node, Value *value) {
    return build_extreme(builder, node, value, COMPARE_LESS);
}

static bool build_max(Builder *builder, Call *node, Value *value) {
    return build_extreme(builder, node, value, COMPARE_GREATER);
}

// --- Empty containers, the module ----------------------------------------------------------------

static bool build_empty_list(Builder *builder, Call *node, Value *value) {
    (void)node;
    *value = value_of(add_runtime_list(builder, RUNTIME_list_build, NULL, 0),
                      builder->common->builtin[BUILTIN_LIST]);
    return true;
}

static bool build_empty_dict(Builder *builder, Call *node, Value *value) {
    (void)node;
    *value = value_of(add_runtime_list(builder, RUNTIME_dict_build, NULL, 0),
                      builder->common->builtin[BUILTIN_DICT]);
    return true;
}

static bool build_globals(Builder *builder, Call *node, Value *value) {
    (void)node;
    *value = object_value(builder, add_runtime_list(builder, RUNTIME_module_globals, NULL, 0));
    return true;
}

// super() without arguments: the class from its cell, or the cdef class itself, and the first
// parameter.
static bool build_super(Builder *builder, Call *node, Value *value) {
    (void)node;
    FunctionSymbol *symbol = builder->symbol;
    if (symbol == NULL || symbol->parameter_symbols.count == 0)
        return false;
    IrValue class_object;
    if (symbol->owner != NULL)
        class_object = add_class_object(builder, symbol->owner);
    else if (symbol->needs_class_cell)
        class_object = load_class_cell(builder);
    else
        return false;
    IrValue self = to_object(builder, load_symbol(builder, symbol->parameter_symbols.items[0]));
    *value = object_value(builder, ADD_RUNTIME(builder, super_call, class_object, self));
    return true;
}

// --- The table -----------------------------------------------------------------------------------

typedef struct BuiltinCall {
    const char *name;
    BuiltinBuilder *build;
    uint32_t least, most; // arguments
} BuiltinCall;

static const BuiltinCall builtin_calls[] = {
#define BUILTIN_CALL(name, function, least, most) {name, build_##function, least, most},
#include "codegen/builder/builtin_call.def"
#undef BUILTIN_CALL
};

bool build_builtin_call(Builder *builder, Call *node, Value *value) {
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        const Node *argument = node->arguments.items[i];
        if (node_is(argument, NODE_Keyword) || node_is(argument, NODE_Starred))
            return false;
    }
    for (size_t i = 0; i < sizeof builtin_calls / sizeof *builtin_calls; i++) {
        const BuiltinCall *call = &builtin_calls[i];
        if (node->arguments.count >= call->least && node->arguments.count <= call->most &&
            is_builtin_name(node->function, call->name))
            return call->build(builder, node, value);
    }
    return false;
}
