// Calls without Python in between: cdef and C functions, cdef methods, function pointers.
//
// Takes: Call nodes whose callee is known. Gives: direct calls with arguments converted to C.

#include "codegen/builder/internal.h"
#include <string.h>

// --- Binding arguments to parameters -------------------------------------------------------------

static Node *default_of(const FunctionSymbol *callee, uint32_t parameter) {
    zi_assert(callee != NULL);
    if (callee->parameters == NULL || parameter >= callee->parameters->items.count)
        return NULL;
    const Parameter *node = NODE_AS(Parameter, callee->parameters->items.items[parameter]);
    return node->kept_default != NULL ? node->kept_default : node->default_value;
}

// What a parameter has where no argument is given. `=*` of another module says nothing.
IrValue build_default(Builder *builder, const FunctionSymbol *callee, uint32_t parameter,
                      const Type *type) {
    Node *node = default_of(callee, parameter);
    if (node != NULL)
        return build_as(builder, node, type);
    report_foreign(builder, "the default of an argument");
    return ir_null(ir_type_of(builder->owner, type).kind);
}

static IrValue build_variadic(Builder *builder, Node *argument) {
    const Type *type = variadic_type(builder->common, argument);
    return type == argument->type ? build_expression(builder, argument).ir
                                  : build_as(builder, argument, type);
}

static void check_view_for_none(Builder *builder, IrValue view) {
    IrBlock *none = builder_new_block(builder, "none");
    IrBlock *given = builder_new_block(builder, "given");
    add_branch(builder, add_unary(builder, IR_OP_VIEW_IS_NONE, IR_BOOL, view), none, given);
    builder_start_block(builder, none);
    ADD_RUNTIME(builder, raise_passed_none);
    add_unreachable(builder);
    builder_start_block(builder, given);
}

// An annotation of a cpdef function declares an argument that is never None, of any C function a
// view that is not.
static void check_for_none(Builder *builder, const FunctionSymbol *callee, const Type *signature,
                           uint32_t position, IrValue value) {
    bool is_self = position == 0 && callee != NULL && callee->owner != NULL;
    if (callee == NULL || is_self || !signature->function.parameters[position].not_none)
        return;
    if (is_view(signature->function.parameters[position].type))
        check_view_for_none(builder, value);
    else if (callee->kind == FUNCTION_CPDEF)
        ADD_RUNTIME(builder, check_passed_not_none, value);
}

static void finish_argument(Builder *builder, const FunctionSymbol *callee, const Type *signature,
                            uint32_t position, IrValue value) {
    if (callee != NULL && position < callee->parameter_symbols.count)
        describe_declared_view(builder, value, callee->parameter_symbols.items[position]);
    check_for_none(builder, callee, signature, position, value);
}

// Arguments in the order of the parameters.
typedef struct Arguments {
    IrValue *values;
    uint32_t count;
} Arguments;

// Evaluates the arguments in the order of the source, puts them in the order of the parameters --
// the object's, if there is one, is the first --, and fills in defaults. With `leaves_out`, those
// after the last argument that is given are the callee's business.
static Arguments bind_arguments(Builder *builder, const Call *node, const Type *signature,
                                const IrValue *self, bool leaves_out) {
    const CallTarget *target = node->target;
    uint32_t parameters = signature->function.count;
    uint32_t room = parameters + node->arguments.count + 1;
    Arguments bound = {ARENA_ARRAY(builder->arena, IrValue, room), parameters};
    bool *is_set = ARENA_ARRAY(builder->arena, bool, room);
    if (self != NULL) {
        bound.values[0] = *self;
        is_set[0] = true;
    }
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        Node *argument = node->arguments.items[i];
        uint32_t position = target->positions[i];
        if (node_is(argument, NODE_Keyword))
            argument = NODE_AS(Keyword, argument)->value;
        bound.values[position] =
            position < parameters
                ? build_as(builder, argument, signature->function.parameters[position].type)
                : build_variadic(builder, argument);
        if (position < parameters)
            finish_argument(builder, target->function, signature, position, bound.values[position]);
        is_set[position] = true;
        if (position >= bound.count)
            bound.count = position + 1;
    }
    if (leaves_out) {
        bound.count = parameters - signature->function.optional_count;
        for (uint32_t i = bound.count; i < parameters; i++)
            if (is_set[i])
                bound.count = i + 1;
    }
    for (uint32_t i = 0; i < parameters && i < bound.count; i++)
        if (!is_set[i])
            bound.values[i] =
                build_default(builder, target->function, i, signature->function.parameters[i].type);
    return bound;
}

// --- Functions and methods -----------------------------------------------------------------------

static Value result_of(const IrOp *op, const Type *type) {
    return value_of(op->result == IR_NO_REGISTER ? ir_null(IR_VOID) : ir_reg(op->result), type);
}

// An op about a slot of the vtable of the object, or of the method's own class (CALL_SLOT).
static IrOp *add_slot_op(Builder *builder, IrOpcode code, const FunctionSymbol *method,
                         IrType result, const IrValue *operands, uint32_t count) {
    IrOp *op = add_op_giving(builder, code, result, operands, count);
    op->aux.method.class_ = class_of(builder->owner, method->owner);
    op->aux.method.slot = method->vtable_slot;
    note_member_use(builder->owner, method->owner, method->symbol.type);
    return op;
}

static Value add_slot_call(Builder *builder, IrOpcode code, FunctionSymbol *method,
                           const IrValue *arguments, uint32_t count) {
    IrType result = ir_type_of(builder->owner, method->c.result_type);
    IrOp *op = add_slot_op(builder, code, method, result, arguments, count);
    return result_of(op, method->c.result_type);
}

Value add_virtual_call(Builder *builder, FunctionSymbol *method, const IrValue *arguments,
                       uint32_t count) {
    return add_slot_call(builder, IR_OP_CALL_VIRTUAL, method, arguments, count);
}

IrValue add_method_address(Builder *builder, const FunctionSymbol *method, const IrValue *self) {
    IrOpcode code = self == NULL ? IR_OP_SLOT_ADDRESS : IR_OP_METHOD_ADDRESS;
    IrType pointer = {.kind = IR_POINTER};
    return ir_reg(add_slot_op(builder, code, method, pointer, self, self == NULL ? 0 : 1)->result);
}

// Of a C function of another module. Optional arguments may be left out.
static Value add_import_call(Builder *builder, const FunctionSymbol *callee,
                             const IrValue *arguments, uint32_t count) {
    const Type *type = callee->c.result_type;
    IrOp *op = add_op_giving(builder, IR_OP_CALL_IMPORT, ir_type_of(builder->owner, type),
                             arguments, count);
    op->aux.import = import_of_function(builder->owner, callee);
    return result_of(op, type);
}

static Value add_extern_call(Builder *builder, const IrExtern *external, const Type *type,
                             const IrValue *arguments, uint32_t count) {
    IrOp *op = add_op_giving(builder, IR_OP_CALL_EXTERN, ir_type_of(builder->owner, type),
                             arguments, count);
    op->aux.external = external;
    return result_of(op, type);
}

// (What is given for `...` nobody can read there: it has been evaluated, and that is all.)
static Value add_body_call(Builder *builder, IrBody *body, const Type *type,
                           const IrValue *arguments, uint32_t count) {
    show_variables(builder);
    IrOp *op = add_op_giving(builder, IR_OP_CALL_NATIVE, body->result, arguments, count);
    op->aux.body = body;
    mark_frame(builder, op);
    return result_of(op, type);
}

// May the callee fill in optional arguments itself? Bodies of this module get all of them.
static bool fills_in_defaults(const Builder *builder, const CallTarget *target) {
    const FunctionSymbol *callee = target->function;
    return target->kind == CALL_VIRTUAL ||
           (!callee->symbol.is_extern && function_body(builder->owner, callee) == NULL);
}

Value add_native_call(Builder *builder, FunctionSymbol *callee, const IrValue *arguments,
                      uint32_t count) {
    IrBody *body = function_body(builder->owner, callee);
    uint32_t parameters = callee->symbol.type->function.count;
    if (body != NULL)
        return add_body_call(builder, body, callee->c.result_type, arguments,
                             count < parameters ? count : parameters);
    if (callee->symbol.is_extern)
        return add_extern_call(builder, extern_of(builder->owner, &callee->symbol),
                               callee->c.result_type, arguments, count);
    if (callee->owner != NULL)
        return add_slot_call(builder, IR_OP_CALL_SLOT, callee, arguments, count);
    if (!is_exchangeable(&callee->symbol))
        report_foreign(builder, "a C function without a name in C");
    return add_import_call(builder, callee, arguments, count);
}

Value build_c_method_call(Builder *builder, Call *node) {
    FunctionSymbol *method = node->target->function;
    IrValue self = ir_null(IR_OBJECT);
    if (node->target->binds_self)
        self = build_method_self(builder, NODE_AS(Attribute, node->function));
    Arguments bound =
        bind_arguments(builder, node, method->symbol.type, node->target->binds_self ? &self : NULL,
                       fills_in_defaults(builder, node->target));
    if (node->target->kind == CALL_C_METHOD)
        return add_native_call(builder, method, bound.values, bound.count);
    return add_virtual_call(builder, method, bound.values, bound.count);
}

static bool is_struct_of_header(const Type *type) {
    return type->kind == TYPE_STRUCT && type->struct_symbol->symbol.is_extern;
}

// A macro that is declared to take `void *` may look into what it is given.
static bool may_look_into(const Type *declared, const Type *given) {
    return declared->kind == TYPE_POINTER && declared->element->kind == TYPE_VOID &&
           given->kind == TYPE_POINTER && is_struct_of_header(given->element);
}

// The type that a call gives the parameter of a C function at the position, which may be one of
// those that `...` stands for.
static const Type *parameter_type_for(const Builder *builder, const Type *signature,
                                      uint32_t position, const Node *argument) {
    if (position >= signature->function.count) {
        const Type *type = variadic_type(builder->common, argument);
        const Type *element = type_element(type);
        return type->kind == TYPE_ARRAY          ? type_pointer(builder->types, element)
               : type->kind == TYPE_NULL_POINTER ? builder->common->void_pointer
                                                 : type;
    }
    const Type *declared = signature->function.parameters[position].type;
    return may_look_into(declared, argument->type) ? argument->type : declared;
}

// What the call of a C function passes, by the types of the arguments.
static const Type *signature_for(Builder *builder, const Call *node, const Type *signature) {
    Type made = *signature;
    uint32_t declared = signature->function.count;
    uint32_t room = declared + node->arguments.count + 1;
    SignatureParameter *parameters = ARENA_ARRAY(builder->arena, SignatureParameter, room);
    memcpy(parameters, signature->function.parameters, declared * sizeof *parameters);
    made.function.parameters = parameters;
    bool is_changed = false;
    for (uint32_t i = 0; i < node->arguments.count; i++) {
        uint32_t position = node->target->positions[i];
        const Node *argument = node->arguments.items[i];
        if (node_is(argument, NODE_Keyword))
            argument = NODE_AS(Keyword, argument)->value;
        const Type *type = parameter_type_for(builder, signature, position, argument);
        is_changed |= parameters[position].type != type;
        parameters[position].type = type;
        if (position >= made.function.count)
            made.function.count = position + 1;
    }
    made.function.is_variadic = signature->function.is_variadic && made.function.count == declared;
    return is_changed ? type_function(builder->types, &made) : signature;
}

static bool is_function_of_header(const Builder *builder, const FunctionSymbol *callee) {
    return callee->symbol.is_extern && function_body(builder->owner, callee) == NULL;
}

Value build_function_call(Builder *builder, Call *node) {
    FunctionSymbol *callee = node->target->function;
    Arguments bound = bind_arguments(builder, node, callee->symbol.type, NULL,
                                     fills_in_defaults(builder, node->target));
    if (is_function_of_header(builder, callee)) {
        const Type *signature = signature_for(builder, node, callee->symbol.type);
        if (signature != callee->symbol.type)
            return add_extern_call(builder,
                                   extern_with_type(builder->owner, &callee->symbol, signature),
                                   callee->c.result_type, bound.values, bound.count);
    }
    return add_native_call(builder, callee, bound.values, bound.count);
}

// Is the result nothing but a C value, which says nothing of an exception?
static bool is_of_no_interest(const Type *signature) {
    return signature->function.exception.rule == EXCEPTION_RULE_NEVER &&
           !type_is_object(signature->function.result);
}

bool build_discarded_call(Builder *builder, Call *node) {
    FunctionSymbol *callee = node->target->function;
    if (node->target->kind != CALL_C_FUNCTION || !is_function_of_header(builder, callee) ||
        !is_of_no_interest(callee->symbol.type))
        return false;
    Arguments bound = bind_arguments(builder, node, callee->symbol.type, NULL, false);
    Type made = *signature_for(builder, node, callee->symbol.type);
    made.function.result = builder->common->void_;
    const IrExtern *external =
        extern_with_type(builder->owner, &callee->symbol, type_function(builder->types, &made));
    add_extern_call(builder, external, made.function.result, bound.values, bound.count);
    return true;
}

Value build_pointer_call(Builder *builder, Call *node) {
    const Type *signature = node->target->type;
    IrValue pointer = build_expression(builder, node->function).ir;
    Arguments bound = bind_arguments(builder, node, signature, NULL, false);
    IrValue *operands = ARENA_ARRAY(builder->arena, IrValue, bound.count + 1);
    operands[0] = pointer;
    for (uint32_t i = 0; i < bound.count; i++)
        operands[i + 1] = bound.values[i];
    const Type *type = signature->function.result;
    IrOp *op = add_op_giving(builder, IR_OP_CALL_POINTER, ir_type_of(builder->owner, type),
                             operands, bound.count + 1);
    op->aux.type = c_type_of(builder->owner, signature);
    return result_of(op, type);
}
