// LLVM signatures of our functions, by role and convention.
//
//   body       [state] [closure] parameters; a dual as two, a memoryview as owner, data, lengths,
//              strides; an aggregate as a pointer to the caller's own
//   wrapper    vectorcall: callable, arguments, count and flags, keyword names
//   resume     the generator
//   C entry    the C ABI
// Results: an object or null; a dual with the error tag; {value, i32 status}, or i32 for void; the
// plain value where nothing can be raised.

#include "codegen/llvm/internal.h"
#include <string.h>

#define MAX_PARAMETERS 512

Prototype prototype_of_function(Emitter *emitter, const IrFunction *function) {
    Prototype prototype = {
        .role = function->role,
        .parameters = ARENA_ARRAY(emitter->arena, IrType, function->parameter_count),
        .count = function->parameter_count,
        .result = function->result,
        .convention = function->convention,
        .has_closure = function->has_closure,
    };
    for (uint32_t i = 0; i < function->parameter_count; i++)
        prototype.parameters[i] = function->registers.items[function->parameters[i]].type;
    return prototype;
}

Prototype prototype_of_signature(Emitter *emitter, const Type *signature, IrFunctionRole role) {
    if (signature->kind == TYPE_POINTER)
        signature = signature->element;
    zi_assert(signature->kind == TYPE_FUNCTION);
    Prototype prototype = {
        .role = role,
        .parameters = ARENA_ARRAY(emitter->arena, IrType, signature->function.count),
        .count = signature->function.count,
        .result = ir_type_of(signature->function.result),
        .convention = ir_convention_of(signature),
    };
    for (uint32_t i = 0; i < prototype.count; i++)
        prototype.parameters[i] = ir_type_of(signature->function.parameters[i].type);
    return prototype;
}

// Parts that a value of the type has as a parameter.
static unsigned add_parameter_types(Emitter *emitter, IrType type, LLVMTypeRef *types) {
    const CommonLlvmTypes *common = &emitter->types;
    switch (type.kind) {
    case IR_DUAL:
        types[0] = common->i64;
        types[1] = common->pointer;
        return 2;
    case IR_VIEW: {
        unsigned count = 0;
        types[count++] = common->pointer;
        types[count++] = common->pointer;
        for (uint32_t i = 0; i < 2 * view_dimensions(type); i++)
            types[count++] = common->i64;
        return count;
    }
    case IR_AGGREGATE:
        types[0] = common->pointer;
        return 1;
    default:
        types[0] = type_of_kind(emitter, type.kind);
        return 1;
    }
}

// The type of a value that is returned as a whole.
static LLVMTypeRef type_of_value(Emitter *emitter, IrType type) {
    if (type.kind != IR_VIEW)
        return type_of_register(emitter, type);
    LLVMTypeRef axes = LLVMArrayType2(emitter->types.i64, view_dimensions(type));
    LLVMTypeRef parts[] = {emitter->types.pointer, emitter->types.pointer, axes, axes};
    return LLVMStructTypeInContext(emitter->context, parts, 4, 0);
}

LLVMTypeRef type_of_result(Emitter *emitter, const Prototype *prototype) {
    if (prototype->role == IR_ROLE_MODULE_BODY)
        return emitter->types.i32;
    if (prototype->role == IR_ROLE_C_ENTRY || prototype->convention != IR_RETURNS_STATUS)
        return type_of_value(emitter, prototype->result);
    if (prototype->result.kind == IR_VOID)
        return emitter->types.i32;
    LLVMTypeRef parts[] = {type_of_value(emitter, prototype->result), emitter->types.i32};
    return LLVMStructTypeInContext(emitter->context, parts, 2, 0);
}

static LLVMTypeRef type_of_wrapper(const Emitter *emitter) {
    LLVMTypeRef pointer = emitter->types.pointer;
    LLVMTypeRef parameters[] = {pointer, pointer, emitter->types.i64, pointer};
    return LLVMFunctionType(pointer, parameters, 4, 0);
}

// A C function's bool is an int.
static LLVMTypeRef c_abi_type(const Emitter *emitter, LLVMTypeRef type) {
    return type == emitter->types.i1 ? emitter->types.i32 : type;
}

LLVMTypeRef type_of_prototype(Emitter *emitter, const Prototype *prototype) {
    LLVMTypeRef types[MAX_PARAMETERS];
    unsigned count = 0;
    if (prototype->role == IR_ROLE_WRAPPER)
        return type_of_wrapper(emitter);
    if (prototype->role == IR_ROLE_RESUME)
        return LLVMFunctionType(emitter->types.pointer, &emitter->types.pointer, 1, 0);
    if (prototype->role == IR_ROLE_MODULE_BODY)
        return LLVMFunctionType(emitter->types.i32, &emitter->types.pointer, 1, 0);
    bool is_c = prototype->role == IR_ROLE_C_ENTRY;
    if (!is_c && emitter->static_state == NULL)
        types[count++] = emitter->types.pointer;
    if (!is_c && prototype->has_closure)
        types[count++] = emitter->types.pointer;
    for (uint32_t i = 0; i < prototype->count; i++) {
        zi_assert(count + 2 + (2 * MEMORYVIEW_MAX_DIMENSIONS) < MAX_PARAMETERS);
        unsigned parts = add_parameter_types(emitter, prototype->parameters[i], types + count);
        if (is_c)
            types[count] = c_abi_type(emitter, types[count]);
        count += parts;
    }
    LLVMTypeRef result = type_of_result(emitter, prototype);
    return LLVMFunctionType(is_c ? c_abi_type(emitter, result) : result, types, count, 0);
}

// --- Attributes ----------------------------------------------------------------------------------

static LLVMAttributeRef make_attribute(const Emitter *emitter, const char *name, uint64_t value) {
    unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
    return LLVMCreateEnumAttribute(emitter->context, kind, value);
}

void add_attribute(Emitter *emitter, LLVMValueRef function, const char *name, uint64_t value) {
    LLVMAddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                            make_attribute(emitter, name, value));
}

static const char *extension_of(const Emitter *emitter, IrType type) {
    if (type.kind != IR_I8 && type.kind != IR_I16)
        return NULL;
    return type.type == NULL || type_is_signed(emitter, type.type) ? "signext" : "zeroext";
}

void add_extensions(Emitter *emitter, const Prototype *prototype, LLVMValueRef value,
                    bool is_call) {
    for (uint32_t i = 0; i <= prototype->count; i++) {
        // Index 0 is the result, parameters count from 1.
        const char *name =
            extension_of(emitter, i == 0 ? prototype->result : prototype->parameters[i - 1]);
        if (name == NULL)
            continue;
        LLVMAttributeRef attribute = make_attribute(emitter, name, 0);
        if (is_call)
            LLVMAddCallSiteAttribute(value, i, attribute);
        else
            LLVMAddAttributeAtIndex(value, i, attribute);
    }
}

// --- Declarations --------------------------------------------------------------------------------

// LLVM's time grows faster than the size of a function. Tables of data make the largest ones,
// mostly module bodies, which run once: those are compiled as they are.
enum { MOST_OPTIMISED_OPS = 10000 };

static bool is_huge(const IrFunction *function) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < function->blocks.count; i++)
        count += function->blocks.items[i]->ops.count;
    return count > MOST_OPTIMISED_OPS;
}

static void declare_function(Emitter *emitter, const IrFunction *function) {
    Prototype prototype = prototype_of_function(emitter, function);
    LLVMValueRef value =
        LLVMAddFunction(emitter->llvm, function->link_name, type_of_prototype(emitter, &prototype));
    LLVMSetLinkage(value, LLVMInternalLinkage);
    add_attribute(emitter, value, "nounwind", 0);
    add_attribute(emitter, value, "uwtable", 1);
    if (emitter->options->sanitize_address)
        add_attribute(emitter, value, "sanitize_address", 0);
    if (function->role == IR_ROLE_C_ENTRY)
        add_extensions(emitter, &prototype, value, false);
    if (function->role == IR_ROLE_MODULE_BODY)
        add_attribute(emitter, value, "cold", 0);
    if (function->symbol != NULL && function->symbol->is_inline)
        add_attribute(emitter, value, "inlinehint", 0);
    if (is_huge(function)) {
        add_attribute(emitter, value, "noinline", 0);
        add_attribute(emitter, value, "optnone", 0);
    }
    map_put(emitter->arena, &emitter->functions, function, value);
}

void declare_functions(Emitter *emitter) {
    const IrModule *module = emitter->module;
    for (uint32_t i = 0; i < module->functions.count; i++)
        declare_function(emitter, module->functions.items[i]);
}

LLVMValueRef function_value(Emitter *emitter, const IrFunction *function) {
    LLVMValueRef value = map_get(&emitter->functions, function);
    zi_assert(value != NULL);
    return value;
}
