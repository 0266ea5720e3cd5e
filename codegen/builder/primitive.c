// Methods and operators of builtin types as calls of runtime functions: what primitives/ lists.
//
// Takes: calls whose target is a primitive, operators on objects whose type is known. Gives: a call
// of the runtime function. Guarantees: what Python does -- a method is looked up before the
// arguments are evaluated, which comes to asking whether the object is None, or of another type
// after all.

#include "codegen/builder/internal.h"
#include <stddef.h>

typedef struct MethodInfo {
    BuiltinKind owner;
    RuntimeId function;
    const char *signature;
    size_t result; // where its type stands in CommonTypes
} MethodInfo;

static const MethodInfo method_infos[PRIMITIVE_METHOD_COUNT] = {
#define METHOD(OWNER, name, function, signature, ERROR, EFFECTS, RESULT)                           \
    [METHOD_##function] = {BUILTIN_##OWNER, RUNTIME_##function, signature,                         \
                           offsetof(CommonTypes, RESULT)},
#define METHOD_RESULT(OWNER, name, RESULT)
#include "primitives/method.def"
#undef METHOD
#undef METHOD_RESULT
};

// --- Methods -------------------------------------------------------------------------------------

typedef struct PrimitiveCall {
    const MethodInfo *info;
    // the object and the arguments, each in the kind of its letter
    IrValue *operands;
    uint32_t count;
} PrimitiveCall;

static void build_arguments(Builder *builder, const NodeList *arguments, PrimitiveCall *call) {
    for (uint32_t i = 0; i < arguments->count; i++) {
        Node *argument = arguments->items[i];
        bool is_index = call->info->signature[i + 2] == 'l';
        call->operands[call->count++] = is_index
                                            ? build_as(builder, argument, builder->common->ssize_t_)
                                            : build_object(builder, argument);
    }
}

// What the function gives; a status stands for None.
static Value add_primitive(Builder *builder, const PrimitiveCall *call) {
    IrValue result = add_runtime_list(builder, call->info->function, call->operands, call->count);
    switch (call->info->signature[0]) {
    case 'B':
        return value_of(result, builder->common->bint);
    case 'l':
        return value_of(result, builder->common->ssize_t_);
    case 'i':
        return object_value(builder, add_singleton(builder, SINGLETON_NONE));
    case 'O':
        return object_value(builder, result);
    default:
        internal_error("'%c' is no result of a primitive", call->info->signature[0]);
    }
}

static Value add_looked_up_call(Builder *builder, const PrimitiveCall *call, const Method *method) {
    IrValue *objects = ARENA_ARRAY(builder->arena, IrValue, call->count);
    for (uint32_t i = 1; i < call->count; i++) {
        bool is_index = call->info->signature[i + 1] == 'l';
        objects[i - 1] =
            is_index ? to_object(builder, value_of(call->operands[i], builder->common->ssize_t_))
                     : call->operands[i];
    }
    return object_value(builder,
                        add_method_call(builder, method, objects, call->count - 1, IR_NO_CONSTANT));
}

// if type(object) is the known one: primitive(object, arguments) else: object.name(arguments)
static Value build_guarded_primitive(Builder *builder, Call *node, PrimitiveCall *call) {
    const Attribute *attribute = NODE_AS(Attribute, node->function);
    const Type *owner = builder->common->builtin[call->info->owner];
    IrValue type = add_type_object(builder, owner);
    IrValue is_exact = ADD_RUNTIME(builder, has_type, call->operands[0], type);
    IrValue is_other = add_unary(builder, IR_OP_NOT, IR_BOOL, is_exact);
    Method method = load_method_if(builder, is_other, call->operands[0], attribute->name);
    build_arguments(builder, &node->arguments, call);
    IrRegisterId result = builder_new_ir_register(builder, IR_OBJECT);
    IrBlock *other = builder_new_block(builder, "other_type");
    IrBlock *exact = builder_new_block(builder, "exact_type");
    IrBlock *after = builder_new_block(builder, "called");
    other->is_cold = true;
    add_branch(builder, is_other, other, exact);
    builder_start_block(builder, exact);
    add_copy(builder, result, to_object(builder, add_primitive(builder, call)));
    add_jump(builder, after);
    builder_start_block(builder, other);
    add_copy(builder, result, to_object(builder, add_looked_up_call(builder, call, &method)));
    add_jump(builder, after);
    builder_start_block(builder, after);
    return object_value(builder, ir_reg(result));
}

void check_receiver(Builder *builder, const Attribute *method, IrValue object) {
    if (!has_exact_type(method->value))
        ADD_RUNTIME(builder, check_receiver, object, name_operand(builder, method->name),
                    add_type_object(builder, method->value->type));
}

Value build_primitive_call(Builder *builder, Call *node) {
    const Attribute *attribute = NODE_AS(Attribute, node->function);
    PrimitiveCall call = {.info = &method_infos[node->target->primitive], .count = 1};
    call.operands = ARENA_ARRAY(builder->arena, IrValue, node->arguments.count + 1);
    call.operands[0] = build_object(builder, attribute->value);
    bool is_exact = has_exact_type(attribute->value);
    if (!is_exact && builder->typed->is_pure_python)
        return build_guarded_primitive(builder, node, &call);
    if (attribute->is_unbound) {
        check_receiver(builder, attribute, call.operands[0]);
    } else if (!is_exact) {
        IrOp *check = add_op(builder, IR_OP_CHECK_NOT_NONE, IR_NO_REGISTER, &call.operands[0], 1);
        check->aux.text = text_of_name(attribute->name);
    }
    build_arguments(builder, &node->arguments, &call);
    Value value = add_primitive(builder, &call);
    // The function promises the type that the line says.
    if (type_is_object(value.type))
        value.type = type_common_at(builder->common, call.info->result);
    return value;
}

// --- Characters ----------------------------------------------------------------------------------
Value build_character_call(Builder *builder, const Call *node) {
    static const RuntimeId functions[CHARACTER_METHOD_COUNT] = {
#define CHARACTER_METHOD(name, function) [CHARACTER_##function] = RUNTIME_##function,
#include "primitives/character.def"
#undef CHARACTER_METHOD
    };
    IrValue character = build_expression(builder, NODE_AS(Attribute, node->function)->value).ir;
    IrValue answer = add_runtime_list(builder, functions[node->target->character], &character, 1);
    return value_of(answer, builder->common->bint);
}

// --- Operators -----------------------------------------------------------------------------------

typedef struct OperatorInfo {
    BuiltinKind owner;
    RuntimeId function;
} OperatorInfo;

static const OperatorInfo contains_infos[] = {
#define CONTAINS(OWNER, function, signature, ERROR, EFFECTS) {BUILTIN_##OWNER, RUNTIME_##function},
#define ITEM(OWNER, function, signature, ERROR, EFFECTS, RESULT)
#include "primitives/operator.def"
#undef CONTAINS
#undef ITEM
};

static const struct {
    OperatorInfo info;
    const char *signature;
    size_t result; // where its type stands in CommonTypes
} item_infos[] = {
#define CONTAINS(OWNER, function, signature, ERROR, EFFECTS)
#define ITEM(OWNER, function, signature, ERROR, EFFECTS, RESULT)                                   \
    {{BUILTIN_##OWNER, RUNTIME_##function}, signature, offsetof(CommonTypes, RESULT)},
#include "primitives/operator.def"
#undef CONTAINS
#undef ITEM
};

IrValue add_contains(Builder *builder, Value container, IrValue item) {
    for (size_t i = 0; i < sizeof contains_infos / sizeof *contains_infos; i++) {
        if (!type_is_builtin(container.type, contains_infos[i].owner))
            continue;
        IrValue operands[] = {container.ir, item};
        return add_runtime_list(builder, contains_infos[i].function, operands, 2);
    }
    return ADD_RUNTIME(builder, contains, container.ir, item);
}

// In plain Python the type is a guess, and a subclass may give any object.
static bool gives_known_item(const Builder *builder, const char *signature) {
    return !builder->typed->is_pure_python || signature[0] == 'O';
}

Value load_indexed_item(Builder *builder, Value container, IrValue index) {
    for (size_t i = 0; i < sizeof item_infos / sizeof *item_infos; i++) {
        if (!type_is_builtin(container.type, item_infos[i].info.owner) ||
            !gives_known_item(builder, item_infos[i].signature))
            continue;
        IrValue operands[] = {container.ir, index};
        IrValue item = add_runtime_list(builder, item_infos[i].info.function, operands, 2);
        if (item_infos[i].signature[0] == 'O')
            return object_value(builder, item);
        const Type *type = type_common_at(builder->common, item_infos[i].result);
        Value number = value_of(item, builder->common->long_);
        return value_of(build_conversion(builder, number, type), type);
    }
    return object_value(builder, ADD_RUNTIME(builder, get_item_index, container.ir, index));
}
