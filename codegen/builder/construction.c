// Instances of cdef classes, made without Python in between: memory, then the bodies of `__cinit__`
// from the base class on, then that of `__init__`.
//
// Takes: Call nodes of a class with a Construction. Gives: the instance. Guarantees: arguments are
// evaluated in the order of the source; a value that no parameter takes as it is becomes an object
// once, and is checked and converted as the methods' wrappers do.

#include "codegen/builder/wrapper.h"

// Does one of the methods run interpreted?
bool can_construct(const Builder *builder, const Call *node) {
    const Construction *construction = node->target->construction;
    if (construction == NULL)
        return false;
    for (uint32_t i = 0; i < construction->count; i++)
        if (function_body(builder->owner, construction->initializers[i].method) == NULL)
            return false;
    return true;
}

// --- Arguments -----------------------------------------------------------------------------------

// An argument of the call: its value, and the object that was made of it, if one was.
typedef struct Argument {
    Node *node;
    Value value;
    IrValue object;
    bool has_object;
} Argument;

static Argument *evaluate_arguments(Builder *builder, const Call *node, uint32_t first) {
    Argument *arguments = ARENA_ARRAY(builder->arena, Argument, node->arguments.count + 1);
    for (uint32_t i = first; i < node->arguments.count; i++) {
        Node *argument = node->arguments.items[i];
        if (node_is(argument, NODE_Keyword))
            argument = NODE_AS(Keyword, argument)->value;
        arguments[i].node = argument;
        arguments[i].value = build_expression(builder, argument);
    }
    return arguments;
}

static IrValue object_of(Builder *builder, Argument *argument) {
    if (!argument->has_object)
        argument->object = to_object(builder, argument->value);
    argument->has_object = true;
    return argument->object;
}

// Its object is null if there is none to be checked.
static PythonArgument pass_argument(Builder *builder, Argument *argument,
                                    const FunctionSymbol *method, uint32_t position) {
    const Type *type = method->parameter_symbols.items[position]->type;
    PythonArgument passed = {.object = ir_null(IR_OBJECT)};
    if (literal_passes(argument->node, type) && is_literal_of(argument->node, type))
        passed.value = build_literal_as(builder, argument->node, type);
    else if (passes_as_c_value(argument->value.type, type))
        passed.value = build_conversion(builder, argument->value, type);
    else
        passed = convert_argument(builder, object_of(builder, argument), method, position);
    return passed;
}

// What the parameter has where the call gives nothing: a literal.
static PythonArgument pass_default(Builder *builder, const FunctionSymbol *method,
                                   uint32_t position) {
    Node *literal = NODE_AS(Parameter, method->parameters->items.items[position])->default_value;
    Argument argument = {.node = literal, .value = build_expression(builder, literal)};
    return pass_argument(builder, &argument, method, position);
}

// The parameters of one method but self, which is the first.
static IrValue *bind_parameters(Builder *builder, const Call *node, Argument *arguments,
                                const Initializer *initializer) {
    const FunctionSymbol *method = initializer->method;
    uint32_t count = method->parameter_symbols.count;
    IrValue *values = ARENA_ARRAY(builder->arena, IrValue, count + 1);
    PythonArgument *passed = ARENA_ARRAY(builder->arena, PythonArgument, count + 1);
    bool *is_set = ARENA_ARRAY(builder->arena, bool, count + 1);
    uint32_t first = node->target->construction->first_argument;
    for (uint32_t i = first; initializer->positions != NULL && i < node->arguments.count; i++) {
        uint32_t position = initializer->positions[i];
        passed[position] = pass_argument(builder, &arguments[i], method, position);
        is_set[position] = true;
    }
    for (uint32_t i = 1; i < count; i++)
        if (!is_set[i])
            passed[i] = pass_default(builder, method, i);
    for (uint32_t i = 1; i < count; i++) {
        if (passed[i].object.kind != IR_VALUE_NULL)
            check_argument(builder, &passed[i], method, i);
        values[i] = passed[i].value;
    }
    return values;
}

// --- The call ------------------------------------------------------------------------------------

Value build_construction(Builder *builder, Call *node) {
    const Construction *construction = node->target->construction;
    uint32_t count = construction->count;
    Argument *arguments = evaluate_arguments(builder, node, construction->first_argument);
    IrValue **parameters = ARENA_ARRAY(builder->arena, IrValue *, count + 1);
    for (uint32_t i = 0; i < count; i++)
        parameters[i] = bind_parameters(builder, node, arguments, &construction->initializers[i]);
    IrOp *op = add_op_giving(builder, IR_OP_CLASS_NEW, (IrType){.kind = IR_OBJECT}, NULL, 0);
    op->aux.class_ = class_of(builder->owner, construction->class_symbol);
    IrValue self = ir_reg(op->result);
    for (uint32_t i = 0; i < count; i++) {
        FunctionSymbol *method = construction->initializers[i].method;
        parameters[i][0] = self;
        add_native_call(builder, method, parameters[i], method->parameter_symbols.count);
    }
    return value_of(self, construction->class_symbol->symbol.type);
}
