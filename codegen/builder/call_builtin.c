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
    if (type_is_c_string(argument->type)) {
        Value string = build_expression(builder, argument);
        return value_of(build_string_length(builder, string, ir_int(IR_I64, 0)), type);
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

// What keeps super() without arguments from being one, or NULL: it takes the first positional
// parameter, and a class around.
static const char *missing_for_super(const FunctionSymbol *function) {
    if (function == NULL || function->parameter_symbols.count == 0)
        return "super(): no arguments";
    const NodeList *parameters = function->parameters == NULL ? NULL : &function->parameters->items;
    // without a list: a generator expression's iterator
    if (parameters != NULL && parameters->count > 0) {
        ParameterKind first = NODE_AS(Parameter, parameters->items[0])->kind;
        if (first != PARAMETER_NORMAL && first != PARAMETER_POSITIONAL_ONLY)
            return "super(): no arguments";
    }
    bool has_class = function->owner != NULL || function->found.needs_class_cell;
    return has_class ? NULL : "super(): __class__ cell not found";
}

// In a comprehension the first parameter is its iterator, up to Python 3.11: no instance of any
// class that has methods.
static bool takes_iterator(const Builder *builder) {
    return builder->comprehension_depth > 0 && builder->typed->is_pure_python &&
           builder->typed->python_minor < 12;
}

// In the body of a class: what the namespace has under that name is called, if it is another.
static Value build_super_of_class_body(Builder *builder) {
    IrValue name = name_operand(builder, intern(builder->module->compilation, "super"));
    IrValue callee = load_by_name(builder, name, true);
    IrValue text = constant_operand(constant_string(builder, missing_for_super(NULL)));
    return object_value(builder, ADD_RUNTIME(builder, call_unless_super, callee, text));
}

// super() without arguments: the class from its cell, or the cdef class itself, and the first
// parameter. The body of a class has neither.
static Value build_builtin_super(Builder *builder, Call *node) {
    (void)node;
    if (builder->namespace != IR_NO_REGISTER && builder->comprehension_depth == 0)
        return build_super_of_class_body(builder);
    const FunctionSymbol *function = builder->namespace == IR_NO_REGISTER ? builder->symbol : NULL;
    const char *missing = missing_for_super(function);
    if (missing != NULL) {
        ADD_RUNTIME(builder, raise_super, constant_operand(constant_string(builder, missing)));
        return object_value(builder, add_singleton(builder, SINGLETON_NONE));
    }
    IrValue class_object = function->owner != NULL
                               ? add_class_object(builder, function->owner)
                               : ADD_RUNTIME(builder, super_class, class_cell_for(builder));
    IrValue self =
        takes_iterator(builder)
            ? add_singleton(builder, SINGLETON_ELLIPSIS)
            : to_object(builder, load_symbol(builder, function->parameter_symbols.items[0]));
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
