// Wrappers: what Python calls. They take the arguments apart, convert them to C, call the body and
// convert its result back.
//
// Takes: function symbols. Gives: the function of role WRAPPER beside each body. Order of the
// parsed arguments: positional parameters, keyword-only ones, `*args`, `**kwargs`.

#include "codegen/builder/wrapper.h"
#include "abi/abi.h"

const Parameter *parameter_node(const FunctionSymbol *symbol, uint32_t index) {
    if (symbol->parameters == NULL || index >= symbol->parameters->items.count)
        return NULL;
    return NODE_AS(Parameter, symbol->parameters->items.items[index]);
}

// --- Conversions ---------------------------------------------------------------------------------

static bool is_self(const FunctionSymbol *symbol, uint32_t index) {
    return index == 0 && symbol->python.is_method && symbol->owner != NULL &&
           !symbol->python.is_static;
}

static bool allows_none(const Builder *builder, const FunctionSymbol *symbol, uint32_t index) {
    const Parameter *node = parameter_node(symbol, index);
    if (is_self(symbol, index))
        return false;
    if (node == NULL || node->none_rule == NONE_RULE_OR_NONE)
        return true;
    if (node->none_rule == NONE_RULE_NOT_NONE)
        return false;
    if (node_is(node->default_value, NODE_NoneLiteral))
        return true;
    const Type *signature = symbol->symbol.type;
    bool is_marked = signature != NULL && index < signature->function.count &&
                     signature->function.parameters[index].not_none;
    return !is_marked && builder->directives.allow_none_for_extension_args;
}

static bool is_exact_type(const Type *type) {
    return type->kind == TYPE_BUILTIN && builtin_info(type->builtin)->is_exact;
}

IrValue add_type_object(Builder *builder, const Type *type) {
    if (type->kind == TYPE_EXTENSION)
        return load_symbol(builder, (Symbol *)type->class_symbol).ir;
    IrOp *op = add_op_giving(builder, IR_OP_BUILTIN_TYPE, (IrType){.kind = IR_OBJECT}, NULL, 0);
    op->aux.type = c_type_of(builder->owner, type);
    return ir_reg(op->result);
}

static void check_type(Builder *builder, IrValue object, const FunctionSymbol *symbol,
                       uint32_t index) {
    const Symbol *parameter = symbol->parameter_symbols.items[index];
    const Parameter *node = parameter_node(symbol, index);
    bool is_annotated = node != NULL && node->annotation != NULL && node->declared_type == NULL;
    int flags = allows_none(builder, symbol, index) ? ZI_ARGUMENT_ALLOWS_NONE : 0;
    if (is_exact_type(parameter->type))
        flags |= ZI_ARGUMENT_IS_EXACT | (is_annotated ? ZI_ARGUMENT_IS_ANNOTATED : 0);
    ADD_RUNTIME(builder, check_argument, object, add_type_object(builder, parameter->type),
                name_operand(builder, parameter->name), ir_int(IR_I32, flags));
}

bool has_null_default(const Parameter *parameter) {
    return parameter != NULL && parameter->default_value != NULL &&
           node_is(parameter->default_value, NODE_NullLiteral);
}

// A pointer whose default is NULL: see default_of.
static IrValue build_pointer(Builder *builder, IrValue object, const Type *type) {
    IrRegisterId result = builder_new_register(builder, type, NULL);
    IrBlock *given = builder_new_block(builder, "given");
    IrBlock *after = builder_new_block(builder, "argument");
    add_copy(builder, result, ir_null(IR_POINTER));
    IrValue ellipsis = add_singleton(builder, SINGLETON_ELLIPSIS);
    add_branch(builder, add_compare(builder, COMPARE_IS, object, ellipsis, false), after, given);
    builder_start_block(builder, given);
    add_copy(builder, result, build_conversion(builder, object_value(builder, object), type));
    add_jump(builder, after);
    builder_start_block(builder, after);
    return ir_reg(result);
}

static bool is_collected(const FunctionSymbol *symbol, uint32_t index) {
    ParameterKind kind = kind_of_parameter(symbol, index);
    return kind == PARAMETER_STAR || kind == PARAMETER_DOUBLE_STAR;
}

static bool has_type_object(const Type *type) {
    return type->kind == TYPE_BUILTIN || type->kind == TYPE_EXTENSION;
}

PythonArgument convert_argument(Builder *builder, IrValue object, const FunctionSymbol *symbol,
                                uint32_t index) {
    const Symbol *parameter = symbol->parameter_symbols.items[index];
    const Type *type = parameter->type;
    if (is_collected(symbol, index))
        return (PythonArgument){object, object};
    if (type_is_builtin(type, BUILTIN_FLOAT))
        object = ADD_RUNTIME(builder, float_argument, object);
    if (type_is_builtin(type, BUILTIN_INT))
        object = ADD_RUNTIME(builder, int_of_number, object);
    if (has_type_object(type))
        return (PythonArgument){object, object};
    if (type->kind == TYPE_POINTER && has_null_default(parameter_node(symbol, index)))
        return (PythonArgument){object, build_pointer(builder, object, type)};
    Value given = object_value(builder, object);
    return (PythonArgument){object, build_conversion_for(builder, given, parameter)};
}

void check_argument(Builder *builder, const PythonArgument *argument, const FunctionSymbol *symbol,
                    uint32_t index) {
    const Symbol *parameter = symbol->parameter_symbols.items[index];
    if (is_collected(symbol, index))
        return;
    if (has_type_object(parameter->type))
        check_type(builder, argument->object, symbol, index);
    else if (parameter->not_none &&
             (is_view(parameter->type) || parameter->type->kind == TYPE_OBJECT))
        ADD_RUNTIME(builder, check_argument_not_none, argument->object,
                    name_operand(builder, parameter->name));
}

void build_arguments(Builder *builder, IrValue *values, const FunctionSymbol *symbol,
                     uint32_t first) {
    uint32_t count = symbol->parameter_symbols.count;
    PythonArgument *arguments = ARENA_ARRAY(builder->arena, PythonArgument, count + 1);
    for (uint32_t i = first; i < count; i++)
        arguments[i] = convert_argument(builder, values[i], symbol, i);
    for (uint32_t i = first; i < count; i++) {
        check_argument(builder, &arguments[i], symbol, i);
        values[i] = arguments[i].value;
    }
}

// --- Parsing -------------------------------------------------------------------------------------

// Positions of the parameters in the order in which arguments are parsed.
static uint32_t *parse_order(Arena *arena, const FunctionSymbol *symbol) {
    static const ParameterKind groups[][2] = {{PARAMETER_POSITIONAL_ONLY, PARAMETER_NORMAL},
                                              {PARAMETER_KEYWORD_ONLY, PARAMETER_KEYWORD_ONLY},
                                              {PARAMETER_STAR, PARAMETER_STAR},
                                              {PARAMETER_DOUBLE_STAR, PARAMETER_DOUBLE_STAR}};
    uint32_t *order = ARENA_ARRAY(arena, uint32_t, symbol->parameter_symbols.count + 1);
    uint32_t count = 0;
    for (size_t group = 0; group < sizeof groups / sizeof *groups; group++) {
        for (uint32_t i = 0; i < symbol->parameter_symbols.count; i++) {
            ParameterKind kind = kind_of_parameter(symbol, i);
            if (kind == groups[group][0] || kind == groups[group][1])
                order[count++] = i;
        }
    }
    return order;
}

// One register a parameter, by its position in the signature.
static IrRegisterId *parse_arguments(Builder *builder, const FunctionSymbol *symbol) {
    uint32_t count = symbol->parameter_symbols.count;
    uint32_t *order = parse_order(builder->arena, symbol);
    IrRegisterId *registers = ARENA_ARRAY(builder->arena, IrRegisterId, count + 1);
    IrOp *op = add_op(builder, IR_OP_PARSE_ARGUMENTS, IR_NO_REGISTER, NULL, 0);
    op->aux.callable = callable_of(builder->owner, symbol);
    op->results = ARENA_ARRAY(builder->arena, IrRegisterId, count + 1);
    op->result_count = count;
    for (uint32_t i = 0; i < count; i++) {
        const Symbol *parameter = symbol->parameter_symbols.items[order[i]];
        IrRegisterId reg =
            ir_register_create(builder->function, (IrType){.kind = IR_OBJECT}, parameter->name);
        ParameterKind kind = kind_of_parameter(symbol, order[i]);
        if (kind == PARAMETER_STAR || kind == PARAMETER_DOUBLE_STAR)
            op->owned_results |= UINT64_C(1) << i;
        op->results[i] = registers[order[i]] = reg;
    }
    return registers;
}

void build_wrapper(ModuleBuilder *owner, FunctionSymbol *symbol) {
    IrBody *body = function_body(owner, symbol);
    Builder builder = builder_create(owner, body->callable->entry, symbol);
    uint32_t count = symbol->parameter_symbols.count;
    IrRegisterId *registers = parse_arguments(&builder, symbol);
    IrValue *arguments = ARENA_ARRAY(builder.arena, IrValue, count + 1);
    for (uint32_t i = 0; i < count; i++)
        arguments[i] = ir_reg(registers[i]);
    build_arguments(&builder, arguments, symbol, 0);
    IrOp *call = add_op_giving(&builder, IR_OP_CALL_NATIVE, body->result, arguments, count);
    call->aux.body = body;
    bool is_void = call->result == IR_NO_REGISTER;
    const Type *type = symbol->found.is_generator ? builder.common->object : symbol->c.result_type;
    Value result = value_of(is_void ? ir_null(IR_VOID) : ir_reg(call->result), type);
    IrValue object =
        is_void ? add_singleton(&builder, SINGLETON_NONE) : to_object(&builder, result);
    add_op(&builder, IR_OP_RETURN, IR_NO_REGISTER, &object, 1);
}
