// Calls without Python in between: cdef and C functions, cdef methods, function pointers, and the
// bodies of module-level def functions.
//
// Takes: Call nodes whose callee is known. Gives: direct calls with arguments converted to C.
// Guarantees: a def function is called directly only while its name still means it.

#include "codegen/builder/internal.h"

// --- Binding arguments to parameters -------------------------------------------------------------

static uint32_t find_parameter(const Type *signature, const Name *name) {
    uint32_t i = 0;
    while (i < signature->function.count && signature->function.parameters[i].name != name)
        i++;
    return i;
}

static Node *default_of(const FunctionSymbol *callee, uint32_t parameter) {
    zi_assert(callee != NULL);
    if (callee->parameters == NULL || parameter >= callee->parameters->items.count)
        return NULL;
    return NODE_AS(Parameter, callee->parameters->items.items[parameter])->default_value;
}

// C has no bool narrower than int across a border that the header decides.
static IrValue widen_bint(Builder *builder, IrValue value, const Type *type, bool is_external) {
    if (!is_external || type->kind != TYPE_BINT)
        return value;
    return build_conversion(builder, value_of(value, type), builder->common->int_);
}

static IrValue build_argument_for(Builder *builder, Node *argument, const Type *type,
                                  bool is_external) {
    return widen_bint(builder, build_as(builder, argument, type), type, is_external);
}

// What a parameter has where no argument is given. `=*` of another module says nothing.
static IrValue build_default(Builder *builder, const FunctionSymbol *callee, uint32_t parameter,
                             const Type *type, bool is_external) {
    Node *node = default_of(callee, parameter);
    if (node != NULL)
        return build_argument_for(builder, node, type, is_external);
    report_foreign(builder, "the default of an argument");
    return ir_null(ir_type_of(type).kind);
}

// An argument for `...`: floats become doubles, small integers ints.
static IrValue build_variadic(Builder *builder, Node *argument) {
    const Type *type = argument->type;
    if (type->kind == TYPE_FLOATING && type->floating_bits == 32)
        return build_as(builder, argument, builder->common->double_);
    if (type->kind == TYPE_BINT || (type->kind == TYPE_INTEGER && type->integer.bits < 32))
        return build_as(builder, argument, builder->common->int_);
    if (node_is(argument, NODE_StringLiteral))
        return build_as(builder, argument, builder->common->char_pointer);
    return build_expression(builder, argument).ir;
}

typedef struct Arguments {
    IrValue *values;
    uint32_t count;
} Arguments;

// Evaluates the arguments in the order of the source, puts them in the order of the parameters
// behind the `given` ones, and fills in defaults.
static Arguments bind_arguments(Builder *builder, const NodeList *nodes, const Type *signature,
                                const FunctionSymbol *callee, const IrValue *given,
                                uint32_t given_count, bool is_external) {
    uint32_t parameters = signature->function.count;
    uint32_t room = parameters + nodes->count + given_count;
    Arguments bound = {ARENA_ARRAY(builder->arena, IrValue, room + 1), 0};
    bool *is_set = ARENA_ARRAY(builder->arena, bool, room + 1);
    for (uint32_t i = 0; i < given_count; i++) {
        bound.values[bound.count] = given[i];
        is_set[bound.count++] = true;
    }
    for (uint32_t i = 0; i < nodes->count; i++) {
        Node *node = nodes->items[i];
        uint32_t position = bound.count;
        if (node_is(node, NODE_Keyword)) {
            position = find_parameter(signature, NODE_AS(Keyword, node)->name);
            node = NODE_AS(Keyword, node)->value;
        } else {
            bound.count++;
        }
        bound.values[position] =
            position < parameters
                ? build_argument_for(builder, node, signature->function.parameters[position].type,
                                     is_external)
                : build_variadic(builder, node);
        is_set[position] = true;
    }
    for (uint32_t i = 0; i < parameters; i++)
        if (!is_set[i])
            bound.values[i] = build_default(builder, callee, i,
                                            signature->function.parameters[i].type, is_external);
    if (bound.count < parameters)
        bound.count = parameters;
    return bound;
}

// --- Functions and methods -----------------------------------------------------------------------

// The value of a call whose result is `type`; a bint comes from C as an int.
static Value result_of(Builder *builder, IrOp *op, const Type *type, bool is_external) {
    if (op->result == IR_NO_REGISTER)
        return value_of(ir_null(IR_VOID), type);
    Value value = value_of(ir_reg(op->result), type);
    if (is_external && type->kind == TYPE_BINT)
        value.ir = build_truth(builder, value_of(value.ir, builder->common->int_));
    return value;
}

static IrType held_result(const Builder *builder, const Type *type, bool is_external) {
    return ir_type_of(is_external && type->kind == TYPE_BINT ? builder->common->int_ : type);
}

Value add_native_call(Builder *builder, FunctionSymbol *callee, const IrValue *arguments,
                      uint32_t count) {
    const Type *type = callee->result_type;
    IrFunction *body = function_body(builder->owner, callee);
    if (callee->symbol.is_extern)
        need_extern_symbol(builder, &callee->symbol);
    else if (body == NULL)
        report_foreign(builder, "a C function");
    if (body == NULL) {
        IrOp *op = add_op_giving(builder, IR_OP_CALL_EXTERN, held_result(builder, type, true),
                                 arguments, count);
        op->aux.extern_function = callee;
        return result_of(builder, op, type, true);
    }
    IrOp *op = add_op_giving(builder, IR_OP_CALL_NATIVE, body->result, arguments, count);
    op->aux.function = body;
    return result_of(builder, op, type, false);
}

static Value add_virtual_call(Builder *builder, FunctionSymbol *method, const IrValue *arguments,
                              uint32_t count) {
    IrOp *op = add_op_giving(builder, IR_OP_CALL_VIRTUAL, ir_type_of(method->result_type),
                             arguments, count);
    op->aux.extern_function = method;
    return result_of(builder, op, method->result_type, false);
}

static bool is_final_method(const FunctionSymbol *method) {
    return method->owner->is_final || method->is_static;
}

// A cpdef method may be overridden by a Python subclass: its instances go through Python. Whether
// and by what is found out before the arguments are evaluated, as any method is looked up.
typedef struct CpdefCall {
    FunctionSymbol *method;
    IrValue is_overridden;
    Method override; // set only if it is
} CpdefCall;

static CpdefCall look_up_cpdef(Builder *builder, FunctionSymbol *method, IrValue self) {
    IrRegisterId callable = builder_new_ir_register(builder, IR_OBJECT);
    IrRegisterId takes_self = builder_new_ir_register(builder, IR_BOOL);
    CpdefCall call = {.method = method, .override = {ir_reg(callable), ir_reg(takes_self), self}};
    IrBlock *overridden = builder_new_block(builder, "overridden");
    IrBlock *after = builder_new_block(builder, "looked_up");
    overridden->is_cold = true;
    call.is_overridden =
        ADD_RUNTIME(builder, has_python_override, self, add_class_object(builder, method->owner),
                    name_operand(builder, method->symbol.name));
    add_branch(builder, call.is_overridden, overridden, after);
    builder_start_block(builder, overridden);
    Method found = load_method(builder, self, method->symbol.name);
    add_copy(builder, callable, found.callable);
    add_copy(builder, takes_self, found.takes_self);
    add_jump(builder, after);
    builder_start_block(builder, after);
    return call;
}

// The override's call; `arguments` begin with the object.
static Value call_override(Builder *builder, const CpdefCall *call, const Arguments *arguments) {
    const Type *signature = call->method->symbol.type;
    IrValue *objects = ARENA_ARRAY(builder->arena, IrValue, arguments->count + 1);
    for (uint32_t i = 1; i < arguments->count; i++)
        objects[i - 1] = to_object(
            builder, value_of(arguments->values[i], signature->function.parameters[i].type));
    return object_value(builder, add_method_call(builder, &call->override, objects,
                                                 arguments->count - 1, IR_NO_CONSTANT));
}

static Value build_cpdef_dispatch(Builder *builder, const CpdefCall *call,
                                  const Arguments *arguments) {
    FunctionSymbol *method = call->method;
    const Type *type = method->result_type;
    bool has_result = type->kind != TYPE_VOID;
    IrBlock *python = builder_new_block(builder, "overridden");
    IrBlock *native = builder_new_block(builder, "native");
    IrBlock *after = builder_new_block(builder, "called");
    IrRegisterId result = has_result ? builder_new_register(builder, type, NULL) : IR_NO_REGISTER;
    add_branch(builder, call->is_overridden, python, native);
    builder_start_block(builder, native);
    Value direct = is_final_method(method)
                       ? add_native_call(builder, method, arguments->values, arguments->count)
                       : add_virtual_call(builder, method, arguments->values, arguments->count);
    if (has_result)
        add_copy(builder, result, direct.ir);
    add_jump(builder, after);
    builder_start_block(builder, python);
    Value object = call_override(builder, call, arguments);
    if (has_result)
        add_copy(builder, result, build_conversion(builder, object, type));
    add_jump(builder, after);
    builder_start_block(builder, after);
    return value_of(has_result ? ir_reg(result) : ir_null(IR_VOID), type);
}

// `object.method(...)`, or `Class.method(object, ...)` of the class's own method.
static Value call_method(Builder *builder, Call *call, Attribute *attribute,
                         FunctionSymbol *method) {
    const Type *signature = method->symbol.type;
    bool through_class = attribute->value->type->kind != TYPE_EXTENSION;
    if (through_class || method->is_static) {
        Arguments bound =
            bind_arguments(builder, &call->arguments, signature, method, NULL, 0, false);
        return add_native_call(builder, method, bound.values, bound.count);
    }
    IrValue self = build_method_self(builder, attribute);
    CpdefCall cpdef;
    if (method->kind == FUNCTION_CPDEF)
        cpdef = look_up_cpdef(builder, method, self);
    Arguments bound = bind_arguments(builder, &call->arguments, signature, method, &self, 1, false);
    if (method->kind == FUNCTION_CPDEF)
        return build_cpdef_dispatch(builder, &cpdef, &bound);
    if (is_final_method(method) && function_body(builder->owner, method) != NULL)
        return add_native_call(builder, method, bound.values, bound.count);
    return add_virtual_call(builder, method, bound.values, bound.count);
}

static Value call_pointer(Builder *builder, Call *call) {
    Value pointer = build_expression(builder, call->function);
    const Type *signature =
        pointer.type->kind == TYPE_POINTER ? pointer.type->element : pointer.type;
    Arguments bound =
        bind_arguments(builder, &call->arguments, signature, NULL, &pointer.ir, 0, true);
    IrValue *operands = ARENA_ARRAY(builder->arena, IrValue, bound.count + 1);
    operands[0] = pointer.ir;
    for (uint32_t i = 0; i < bound.count; i++)
        operands[i + 1] = bound.values[i];
    const Type *type = signature->function.result;
    IrOp *op = add_op_giving(builder, IR_OP_CALL_POINTER, held_result(builder, type, true),
                             operands, bound.count + 1);
    op->aux.type = signature;
    return result_of(builder, op, type, true);
}

static FunctionSymbol *known_function(const Node *callee) {
    Symbol *symbol = NULL;
    if (node_is(callee, NODE_NameExpression))
        symbol = ((const NameExpression *)callee)->symbol;
    else if (node_is(callee, NODE_Attribute))
        symbol = ((const Attribute *)callee)->symbol;
    if (symbol == NULL || symbol->kind != SYMBOL_FUNCTION)
        return NULL;
    FunctionSymbol *function = (FunctionSymbol *)symbol;
    return function->kind == FUNCTION_CDEF || function->kind == FUNCTION_CPDEF ? function : NULL;
}

static bool is_function_value(const Type *type) {
    return type != NULL && (type->kind == TYPE_FUNCTION ||
                            (type->kind == TYPE_POINTER && type->element->kind == TYPE_FUNCTION));
}

static bool has_spread(const NodeList *arguments) {
    for (uint32_t i = 0; i < arguments->count; i++) {
        const Node *node = arguments->items[i];
        if (node_is(node, NODE_Starred) ||
            (node_is(node, NODE_Keyword) && ((const Keyword *)node)->name == NULL))
            return true;
    }
    return false;
}

bool build_c_call(Builder *builder, Call *node, Value *value) {
    FunctionSymbol *callee = known_function(node->function);
    if (has_spread(&node->arguments))
        return false;
    if (callee == NULL) {
        if (!is_function_value(node->function->type))
            return false;
        *value = call_pointer(builder, node);
        return true;
    }
    if (callee->owner != NULL) {
        *value = call_method(builder, node, NODE_AS(Attribute, node->function), callee);
        return true;
    }
    Arguments bound = bind_arguments(builder, &node->arguments, callee->symbol.type, callee, NULL,
                                     0, callee->symbol.is_extern);
    *value = add_native_call(builder, callee, bound.values, bound.count);
    return true;
}

// --- def functions of the module -----------------------------------------------------------------

// May a call give the body its arguments as they are: positional, all of them, of types that
// convert the same way as in the wrapper?
static bool can_call_body(const Builder *builder, const FunctionSymbol *callee, const Call *call) {
    if (callee == NULL || callee->kind != FUNCTION_DEF || callee->outer != NULL ||
        callee->owner != NULL || callee->captures.count > 0 || callee->needs_class_cell ||
        callee->is_generator || function_body(builder->owner, callee) == NULL ||
        callee->parameters->items.count != call->arguments.count)
        return false;
    for (uint32_t i = 0; i < call->arguments.count; i++) {
        const Node *argument = call->arguments.items[i];
        const Parameter *parameter = NODE_AS(Parameter, callee->parameters->items.items[i]);
        bool is_plain =
            parameter->kind == PARAMETER_NORMAL || parameter->kind == PARAMETER_POSITIONAL_ONLY;
        if (!is_plain || node_is(argument, NODE_Starred) || node_is(argument, NODE_Keyword))
            return false;
        if (callee->parameter_symbols.items[i]->type->kind != TYPE_OBJECT)
            return false;
    }
    return true;
}

// if name is the function made by its def: body(arguments) else: name(arguments)
bool build_guarded_call(Builder *builder, Call *node, Value *value) {
    if (!node_is(node->function, NODE_NameExpression))
        return false;
    Symbol *symbol = NODE_AS(NameExpression, node->function)->symbol;
    if (symbol == NULL || symbol->kind != SYMBOL_GLOBAL ||
        !can_call_body(builder, symbol->bound_function, node))
        return false;
    IrFunction *body = function_body(builder->owner, symbol->bound_function);
    uint32_t count = node->arguments.count;
    IrValue callee = build_object(builder, node->function);
    IrValue *arguments = ARENA_ARRAY(builder->arena, IrValue, count + 1);
    for (uint32_t i = 0; i < count; i++)
        arguments[i] = build_object(builder, node->arguments.items[i]);
    IrOp *made =
        add_op_giving(builder, IR_OP_FUNCTION_OBJECT, (IrType){.kind = IR_OBJECT}, NULL, 0);
    made->aux.function = body;
    IrBlock *direct = builder_new_block(builder, "direct");
    IrBlock *python = builder_new_block(builder, "rebound");
    IrBlock *after = builder_new_block(builder, "called");
    python->is_cold = true;
    IrRegisterId result = builder_new_ir_register(builder, IR_OBJECT);
    add_branch(builder, add_compare(builder, COMPARE_IS, callee, ir_reg(made->result), false),
               direct, python);
    builder_start_block(builder, direct);
    Value called = add_native_call(builder, symbol->bound_function, arguments, count);
    add_copy(builder, result, to_object(builder, called));
    add_jump(builder, after);
    builder_start_block(builder, python);
    add_copy(builder, result, add_python_call(builder, callee, arguments, count));
    add_jump(builder, after);
    builder_start_block(builder, after);
    *value = object_value(builder, ir_reg(result));
    return true;
}
