// Calls of builtins that mean more than a call: on C values, or without looking them up.
//
// Takes: calls that the typer says are builtins'. Gives: C operations where the arguments are C
// values, runtime functions where they save a call. Adding one: see docs/primitives.md.

#include "codegen/builder/internal.h"

// --- Sizes, truth, classes -----------------------------------------------------------------------

static Value build_builtin_len(Builder *builder, Call *node) {
    Node *argument = node->arguments.items[0];
    const Type *type = builder->common->ssize_t_;
    if (is_view(argument->type)) {
        IrValue view = build_expression(builder, argument).ir;
        IrOp *op = add_op_giving(builder, IR_OP_VIEW_SHAPE, (IrType){.kind = IR_I64}, &view, 1);
        return value_of(ir_reg(op->result), type);
    }
    if (argument->type->kind == TYPE_ARRAY)
        return value_of(ir_int(IR_I64, (int64_t)argument->type->array.length), type);
    return value_of(ADD_RUNTIME(builder, length, build_object(builder, argument)), type);
}

static Value build_builtin_bool(Builder *builder, Call *node) {
    return value_of(build_condition(builder, node->arguments.items[0]), builder->common->bint);
}

static Value build_builtin_isinstance(Builder *builder, Call *node) {
    IrValue object = build_object(builder, node->arguments.items[0]);
    IrValue type = build_object(builder, node->arguments.items[1]);
    return value_of(ADD_RUNTIME(builder, is_instance, object, type), builder->common->bint);
}

// --- Numbers -------------------------------------------------------------------------------------

static Value build_builtin_float(Builder *builder, Call *node) {
    Node *argument = node->arguments.items[0];
    const Type *type = builder->common->double_;
    if (type_is_numeric(argument->type))
        return value_of(build_as(builder, argument, type), type);
    return value_of(ADD_RUNTIME(builder, to_float, build_object(builder, argument)), type);
}

static Value build_builtin_ord(Builder *builder, Call *node) {
    const Type *type = builder->common->long_;
    return value_of(build_as(builder, node->arguments.items[0], type), type);
}

// abs of a C number; 0 - x gives 0.0 for -0.0, as it should.
static Value build_builtin_abs(Builder *builder, Call *node) {
    const Type *type = node->node.type;
    IrValue number = build_as(builder, node->arguments.items[0], type);
    if (is_unsigned(type))
        return value_of(number, type);
    IrKind kind = ir_type_of(builder->owner, type).kind;
    IrValue zero = type->kind == TYPE_FLOATING ? ir_real(kind, 0) : ir_int(kind, 0);
    IrValue is_positive = add_compare(builder, COMPARE_GREATER, number, zero, false);
    IrValue negated = add_binary(builder, IR_OP_SUBTRACT, kind, zero, number);
    IrValue choices[] = {is_positive, number, negated};
    IrOp *chosen =
        add_op_giving(builder, IR_OP_SELECT, ir_type_of(builder->owner, type), choices, 3);
    return value_of(ir_reg(chosen->result), type);
}

// The first of the smallest, or largest, as Python's.
static Value build_extreme(Builder *builder, Call *node, CompareOperator operator) {
    const Type *type = node->node.type;
    IrValue best = build_as(builder, node->arguments.items[0], type);
    for (uint32_t i = 1; i < node->arguments.count; i++) {
        IrValue next = build_as(builder, node->arguments.items[i], type);
        IrValue choices[] = {add_compare(builder, operator, next, best, is_unsigned(type)), next,
                             best};
        best = ir_reg(
            add_op_giving(builder, IR_OP_SELECT, ir_type_of(builder->owner, type), choices, 3)
                ->result);
    }
    return value_of(best, type);
}

static Value build_builtin_min(Builder *builder, Call *node) {
    return build_extreme(builder, node, COMPARE_LESS);
}

static Value build_builtin_max(Builder *builder, Call *node) {
    return build_extreme(builder, node, COMPARE_GREATER);
}

// --- Empty containers, the module ----------------------------------------------------------------

static Value build_builtin_list(Builder *builder, Call *node) {
    (void)node;
    return value_of(add_runtime_list(builder, RUNTIME_list_build, NULL, 0),
                    builder->common->builtin[BUILTIN_LIST]);
}

static Value build_builtin_dict(Builder *builder, Call *node) {
    (void)node;
    return value_of(add_runtime_list(builder, RUNTIME_dict_build, NULL, 0),
                    builder->common->builtin[BUILTIN_DICT]);
}

static Value build_builtin_globals(Builder *builder, Call *node) {
    (void)node;
    return object_value(builder, add_runtime_list(builder, RUNTIME_module_globals, NULL, 0));
}

// Has the function what super() without arguments takes: a class around it, and a first parameter?
static bool has_super_arguments(const FunctionSymbol *function) {
    return function != NULL && function->parameter_symbols.count > 0 &&
           (function->owner != NULL || function->found.needs_class_cell);
}

// super() without arguments: the class from its cell, or the cdef class itself, and the first
// parameter.
static Value build_builtin_super(Builder *builder, Call *node) {
    const FunctionSymbol *function = builder->symbol;
    if (!has_super_arguments(function)) { // RuntimeError
        IrValue callee = build_object(builder, node->function);
        return object_value(builder, add_python_call(builder, callee, NULL, 0));
    }
    IrValue class_object = function->owner != NULL ? add_class_object(builder, function->owner)
                                                   : load_class_cell(builder);
    IrValue self = to_object(builder, load_symbol(builder, function->parameter_symbols.items[0]));
    return object_value(builder, ADD_RUNTIME(builder, super_call, class_object, self));
}

// --- The table -----------------------------------------------------------------------------------

typedef Value FormBuilder(Builder *builder, Call *node);

static FormBuilder *const form_builders[FORM_COUNT] = {
#define FUNCTION(name, form, min, max, RESULT) [FORM_##form] = build_builtin_##form,
#define FUNCTION_CHECKED(name, form, RESULT)
#define FUNCTION_RESULT(name, RESULT)
#include "primitives/function.def"
#undef FUNCTION
#undef FUNCTION_CHECKED
#undef FUNCTION_RESULT
};

Value build_builtin_call(Builder *builder, Call *node) {
    FormBuilder *build = form_builders[node->target->form];
    zi_assert(build != NULL);
    return build(builder, node);
}
