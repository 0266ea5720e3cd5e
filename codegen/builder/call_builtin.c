// Calls of builtins that mean more than a call: on C values, or without looking them up.
//
// Takes: calls that the typer says are builtins'. Gives: C operations where the arguments are C
// values, runtime functions where they save a call. Adding one: see docs/primitives.md.

#include "codegen/builder/internal.h"
#include <math.h>
#include <string.h>

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
        return value_of(array_length(builder, argument->type), type);
    return value_of(ADD_RUNTIME(builder, length, build_object(builder, argument)), type);
}

// A C string is what it is as an object: as a condition it is a pointer.
static Value build_builtin_bool(Builder *builder, Call *node) {
    Node *argument = node->arguments.items[0];
    bool is_string = type_is_c_string(argument->type) || argument->type->kind == TYPE_ARRAY;
    IrValue truth =
        is_string ? build_truth(builder, object_value(builder, build_object(builder, argument)))
                  : build_condition(builder, argument);
    return value_of(truth, builder->common->bint);
}

const Type *named_builtin_type(const Builder *builder, const Node *node) {
    const Symbol *symbol =
        node_is(node, NODE_NameExpression) ? NODE_AS(NameExpression, node)->symbol : NULL;
    for (int i = 0; symbol != NULL && symbol->kind == SYMBOL_BUILTIN && i < BUILTIN_KIND_COUNT; i++)
        if (strcmp(builtin_kind_name((BuiltinKind)i), symbol->name->text) == 0)
            return builder->common->builtin[i];
    return NULL;
}

// A builtin type that is named is that type: its name is looked up no more than `isinstance` is.
IrValue build_class(Builder *builder, Node *node) {
    const Type *type = named_builtin_type(builder, node);
    return type != NULL ? add_type_object(builder, type) : build_object(builder, node);
}

static bool are_named_builtin_types(const Builder *builder, const NodeList *nodes) {
    enum { MOST = 8 };
    for (uint32_t i = 0; i < nodes->count; i++)
        if (named_builtin_type(builder, nodes->items[i]) == NULL)
            return false;
    return nodes->count > 0 && nodes->count <= MOST;
}

// isinstance(object, (a, b)): one after the other, until one says so.
static IrValue build_any_instance(Builder *builder, IrValue object, const NodeList *types) {
    IrRegisterId result = builder_new_ir_register(builder, IR_BOOL);
    IrBlock *after = builder_new_block(builder, "is_instance");
    for (uint32_t i = 0; i < types->count; i++) {
        IrValue type = build_class(builder, types->items[i]);
        IrValue truth = ADD_RUNTIME(builder, is_instance, object, type);
        add_copy(builder, result, truth);
        if (i + 1 == types->count)
            break;
        IrBlock *next = builder_new_block(builder, "next_type");
        add_branch(builder, truth, after, next);
        builder_start_block(builder, next);
    }
    add_jump(builder, after);
    builder_start_block(builder, after);
    return ir_reg(result);
}

static Value build_builtin_isinstance(Builder *builder, Call *node) {
    const Type *bint = builder->common->bint;
    IrValue object = build_object(builder, node->arguments.items[0]);
    Node *type = node->arguments.items[1];
    if (node_is(type, NODE_TupleExpression)) {
        const NodeList *types = &NODE_AS(TupleExpression, type)->elements;
        if (are_named_builtin_types(builder, types))
            return value_of(build_any_instance(builder, object, types), bint);
    }
    IrValue class_object = build_class(builder, type);
    bool is_plain = builder->typed->is_pure_python && named_builtin_type(builder, type) == NULL;
    IrValue truth = is_plain ? ADD_RUNTIME(builder, is_instance_plain, object, class_object)
                             : ADD_RUNTIME(builder, is_instance, object, class_object);
    return value_of(truth, bint);
}

static Value build_builtin_type(Builder *builder, Call *node) {
    IrValue object = build_object(builder, node->arguments.items[0]);
    return value_of(ADD_RUNTIME(builder, type_of, object), node->node.type);
}

// The end is the default value, if there is one.
static Value build_builtin_next(Builder *builder, Call *node) {
    IrValue iterator = build_object(builder, node->arguments.items[0]);
    IrValue end = node->arguments.count > 1 ? build_object(builder, node->arguments.items[1])
                                            : ir_null(IR_OBJECT);
    return object_value(builder, ADD_RUNTIME(builder, next, iterator, end, python_words(builder)));
}

// --- Numbers -------------------------------------------------------------------------------------

static Value build_builtin_float(Builder *builder, Call *node) {
    Node *argument = node->arguments.items[0];
    const Type *type = builder->common->double_;
    if (type_is_numeric(argument->type))
        return value_of(build_as(builder, argument, type), type);
    return value_of(ADD_RUNTIME(builder, to_float, build_object(builder, argument)), type);
}

// Is the fraction-less part of the float an integer of the type? (A bound that has no float is left
// out by comparing with the next one.)
static IrValue fits_integer(Builder *builder, IrValue number, const Type *type) {
    enum { EXACT_BITS = 53 };
    int bits = type->integer.bits;
    bool is_exact = bits <= EXACT_BITS;
    double end = ldexp(1, bits - (type->integer.is_signed ? 1 : 0));
    double start = !type->integer.is_signed ? -1 : is_exact ? -end - 1 : -end;
    CompareOperator from =
        type->integer.is_signed && !is_exact ? COMPARE_GREATER_EQUAL : COMPARE_GREATER;
    IrValue above = add_compare(builder, from, number, ir_real(IR_F64, start), false);
    IrValue below = add_compare(builder, COMPARE_LESS, number, ir_real(IR_F64, end), false);
    return add_binary(builder, IR_OP_AND, IR_BOOL, above, below);
}

// int(number) for a C integer.
static Value build_builtin_int(Builder *builder, Call *node) {
    const Type *type = node->node.type, *wide = builder->common->double_;
    Node *argument = node->arguments.items[0];
    if (argument->type->kind != TYPE_FLOATING)
        return value_of(build_as(builder, argument, type), type);
    Value number = value_of(build_as(builder, argument, wide), wide);
    IrBlock *failed = builder_new_block(builder, "overflow");
    IrBlock *after = builder_new_block(builder, "fits");
    failed->is_cold = true;
    add_branch(builder, fits_integer(builder, number.ir, type), after, failed);
    builder_start_block(builder, failed);
    Text name = {type->text, (uint32_t)strlen(type->text)};
    ADD_RUNTIME(builder, raise_float_overflow, number.ir, add_string_address(builder, name),
                ir_int(IR_I32, is_unsigned(type)));
    builder_start_block(builder, after);
    return value_of(build_conversion(builder, number, type), type);
}

static Value build_builtin_ord(Builder *builder, Call *node) {
    const Type *type = builder->common->long_;
    Node *argument = node->arguments.items[0];
    IrValue code = type_is_object(argument->type)
                       ? ADD_RUNTIME(builder, ord, build_object(builder, argument))
                       : build_as(builder, argument, type);
    return value_of(code, type);
}

static Value build_builtin_chr(Builder *builder, Call *node) {
    IrValue code = build_as(builder, node->arguments.items[0], builder->common->int_);
    return value_of(ADD_RUNTIME(builder, box_ucs4, code), builder->common->builtin[BUILTIN_STR]);
}

// abs of a C number; 0 - x gives 0.0 for -0.0, as it should.
static Value build_builtin_abs(Builder *builder, Call *node) {
    const Type *type = node->node.type;
    Node *argument = node->arguments.items[0];
    if (argument->type->kind == TYPE_COMPLEX) {
        IrValue size = build_magnitude(builder, build_expression(builder, argument));
        return value_of(build_conversion(builder, value_of(size, builder->common->double_), type),
                        type);
    }
    IrValue number = build_as(builder, argument, type);
    if (is_unsigned(type))
        return value_of(number, type);
    IrKind kind = ir_type_of(builder->owner, type).kind;
    IrValue zero = type->kind == TYPE_FLOATING ? ir_real(kind, 0) : ir_int(kind, 0);
    IrValue is_positive = add_compare(builder, COMPARE_GREATER, number, zero, false);
    IrValue negated = build_binary_values(builder, BINARY_SUBTRACT, value_of(zero, type),
                                          value_of(number, type), type, false)
                          .ir;
    IrValue choices[] = {is_positive, number, negated};
    IrOp *chosen =
        add_op_giving(builder, IR_OP_SELECT, ir_type_of(builder->owner, type), choices, 3);
    return value_of(ir_reg(chosen->result), type);
}

static Value build_builtin_divmod(Builder *builder, Call *node) {
    const Type *type = node->node.type->members.items[0];
    IrValue left = build_as(builder, node->arguments.items[0], type);
    IrValue right = build_as(builder, node->arguments.items[1], type);
    return build_quotient_and_rest(builder, left, right, node->node.type);
}

static Value build_number(Builder *builder, Node *node) {
    return value_of(build_as(builder, node, node->type), node->type);
}

// The first of the smallest, or largest, as Python's. Each is compared with the best so far as C
// compares the two, before they get a type in common.
static Value build_extreme(Builder *builder, Call *node, CompareOperator operator) {
    Value best = build_number(builder, node->arguments.items[0]);
    for (uint32_t i = 1; i < node->arguments.count; i++) {
        Value next = build_number(builder, node->arguments.items[i]);
        IrValue is_better = compare_numbers(builder, operator, next, best).ir;
        const Type *type = type_wider(builder->types, best.type, next.type);
        IrValue choices[] = {is_better, build_conversion(builder, next, type),
                             build_conversion(builder, best, type)};
        IrOp *chosen =
            add_op_giving(builder, IR_OP_SELECT, ir_type_of(builder->owner, type), choices, 3);
        best = value_of(ir_reg(chosen->result), type);
    }
    return best;
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

static Value build_builtin_frozenset(Builder *builder, Call *node) {
    const TupleExpression *members = NODE_AS(TupleExpression, node->arguments.items[0]);
    return value_of(add_constant(builder, constant_frozenset(builder, &members->elements)),
                    builder->common->builtin[BUILTIN_FROZENSET]);
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

// In a comprehension the first parameter is its iterator, up to Python 3.11: no instance of any
// class that has methods.
static bool takes_iterator(const Builder *builder) {
    return builder->comprehension_depth > 0 && is_python_before(builder, 12);
}

static bool has_positional_parameter(const FunctionSymbol *function) {
    if (function == NULL || function->parameter_symbols.count == 0)
        return false;
    const NodeList *parameters = function->parameters == NULL ? NULL : &function->parameters->items;
    if (parameters == NULL || parameters->count == 0)
        return true; // a generator expression's iterator
    ParameterKind first = NODE_AS(Parameter, parameters->items[0])->kind;
    return first == PARAMETER_NORMAL || first == PARAMETER_POSITIONAL_ONLY;
}

// What keeps super() without arguments from being one, or NULL: it takes the first positional
// parameter, and a class around, which is not there yet while its own body runs.
static const char *missing_for_super(const Builder *builder, const FunctionSymbol *function) {
    bool is_of_body = builder->namespace != IR_NO_REGISTER;
    bool has_first = !is_of_body && has_positional_parameter(function);
    if (!has_first && !takes_iterator(builder))
        return "super(): no arguments";
    if (is_of_body)
        return "super(): empty __class__ cell";
    bool has_class =
        function != NULL && (function->owner != NULL || function->found.needs_class_cell);
    return has_class ? NULL : "super(): __class__ cell not found";
}

// super() without arguments: the class from its cell, or the cdef class itself, and the first
// parameter. The body of a class has neither.
static Value build_builtin_super(Builder *builder, Call *node) {
    (void)node;
    const FunctionSymbol *function = builder->symbol;
    const char *missing = missing_for_super(builder, function);
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
#define FUNCTION_OF_FRAME(name, form, min, max, RESULT) [FORM_##form] = build_builtin_##form,
#define FUNCTION_CHECKED(name, form, RESULT)
#define FUNCTION_RESULT(name, RESULT)
#include "primitives/function.def"
#undef FUNCTION
#undef FUNCTION_OF_FRAME
#undef FUNCTION_CHECKED
#undef FUNCTION_RESULT
};

// What the namespace of a class has under the builtin's name is called, unless it is the builtin
// itself, which would look for a frame.
static Value build_call_in_class(Builder *builder, Call *node, FormBuilder *build) {
    const Name *name = NODE_AS(NameExpression, node->function)->symbol->outer->name;
    IrRegisterId result = builder_new_ir_register(builder, IR_OBJECT);
    IrBlock *itself = builder_new_block(builder, "builtin");
    IrBlock *other = builder_new_block(builder, "not builtin");
    IrBlock *after = builder_new_block(builder, "called");
    IrValue callee = build_object(builder, node->function);
    IrValue is_builtin =
        ADD_RUNTIME(builder, is_builtin, callee, constant_operand(constant_name(builder, name)));
    add_branch(builder, is_builtin, itself, other);
    builder_start_block(builder, itself);
    add_copy(builder, result, to_object(builder, build(builder, node)));
    add_jump(builder, after);
    builder_start_block(builder, other);
    add_copy(builder, result, build_python_call(builder, callee, &node->arguments));
    add_jump(builder, after);
    builder_start_block(builder, after);
    return object_value(builder, ir_reg(result));
}

static bool is_name_of_class_body(const Node *function) {
    return node_is(function, NODE_NameExpression) &&
           ((const NameExpression *)function)->symbol->kind == SYMBOL_CLASS_ATTRIBUTE;
}

Value build_builtin_call(Builder *builder, Call *node) {
    FormBuilder *build = form_builders[node->target->form];
    zi_assert(build != NULL);
    if (is_name_of_class_body(node->function))
        return build_call_in_class(builder, node, build);
    return build(builder, node);
}
