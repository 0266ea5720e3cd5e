// Signatures as LLVM function types: the one place that lowers calling conventions.
//
//   native      [state] [closure] parameters; a dual as two, a memoryview as owner, data, lengths,
//               strides; an aggregate as a pointer to the caller's own
//   cython, c   the C ABI
//   vectorcall  callable, arguments, count and flags, keyword names
//   resume      the generator
//   outlined    the frame that the function around has made
//   module      the state
// Results: an object or null; a dual with the error tag; {value, i32 status}, or i32 for void; the
// plain value where nothing can be raised, or where the value itself says so.

#include "codegen/llvm/c_abi.h"
#include <string.h>

#define MAX_PARAMETERS 512

// Parts that a value of the type has as a parameter.
static unsigned add_parameter_types(Emitter *emitter, IrType type, LLVMTypeRef *types) {
    const CommonLlvmTypes *common = &emitter->types;
    switch (ir_kind_form(type.kind)) {
    case IR_FORM_DUAL:
        types[0] = common->i64;
        types[1] = common->pointer;
        return 2;
    case IR_FORM_VIEW: {
        unsigned count = 0;
        types[count++] = common->pointer;
        types[count++] = common->pointer;
        for (uint32_t i = 0; i < count_view_numbers(type); i++)
            types[count++] = common->i64;
        return count;
    }
    case IR_FORM_AGGREGATE:
        types[0] = common->pointer;
        return 1;
    case IR_FORM_SCALAR:
        types[0] = type_of_kind(emitter, type.kind);
        return 1;
    case IR_FORM_NOTHING:
        break;
    }
    return 0;
}

// The type of a value that is returned as a whole.
static LLVMTypeRef type_of_value(Emitter *emitter, IrType type) {
    if (type.kind != IR_VIEW)
        return type_of_register(emitter, type);
    LLVMTypeRef numbers = LLVMArrayType2(emitter->types.i64, count_view_numbers(type));
    LLVMTypeRef parts[] = {emitter->types.pointer, emitter->types.pointer, numbers};
    return LLVMStructTypeInContext(emitter->context, parts, 3, 0);
}

bool returns_pair(const IrSignature *signature) {
    return signature->convention == IR_CONVENTION_NATIVE && signature->error == IR_RETURNS_STATUS &&
           signature->result.kind != IR_VOID;
}

LLVMTypeRef type_of_result(Emitter *emitter, const IrSignature *signature) {
    LLVMTypeRef i32 = emitter->types.i32;
    if (returns_pair(signature)) {
        LLVMTypeRef parts[] = {type_of_value(emitter, signature->result), i32};
        return LLVMStructTypeInContext(emitter->context, parts, 2, 0);
    }
    return signature->error == IR_RETURNS_STATUS ? i32 : type_of_value(emitter, signature->result);
}

static LLVMTypeRef type_of_native(Emitter *emitter, const IrSignature *signature) {
    LLVMTypeRef types[MAX_PARAMETERS];
    unsigned count = 0;
    if (emitter->static_state == NULL)
        types[count++] = emitter->types.pointer;
    if (signature->has_closure)
        types[count++] = emitter->types.pointer;
    for (uint32_t i = 0; i < signature->parameter_count; i++) {
        zi_assert(count + 2 + (2 * MEMORYVIEW_MAX_DIMENSIONS) < MAX_PARAMETERS);
        count += add_parameter_types(emitter, signature->parameters[i], types + count);
    }
    return LLVMFunctionType(type_of_result(emitter, signature), types, count, 0);
}

LLVMTypeRef type_of_signature(Emitter *emitter, const IrSignature *signature) {
    const CommonLlvmTypes *types = &emitter->types;
    LLVMTypeRef pointer = types->pointer;
    switch (signature->convention) {
    case IR_CONVENTION_NATIVE:
        return type_of_native(emitter, signature);
    case IR_CONVENTION_CYTHON:
    case IR_CONVENTION_C: {
        CCall call = c_call_of(emitter, signature);
        return type_of_c_call(emitter, &call);
    }
    case IR_CONVENTION_VECTORCALL: {
        LLVMTypeRef parameters[] = {pointer, pointer, types->i64, pointer};
        return LLVMFunctionType(pointer, parameters, 4, 0);
    }
    case IR_CONVENTION_RESUME: {
        LLVMTypeRef parameters[] = {pointer, pointer};
        return LLVMFunctionType(pointer, parameters, 2, 0);
    }
    case IR_CONVENTION_OUTLINED:
        return LLVMFunctionType(types->void_, &pointer, 1, 0);
    case IR_CONVENTION_MODULE:
        return LLVMFunctionType(types->i32, &pointer, 1, 0);
    case IR_CONVENTION_COUNT:
        break;
    }
    internal_error("a signature has the convention %d", (int)signature->convention);
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

void remove_attribute(LLVMValueRef function, const char *name) {
    LLVMRemoveEnumAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                                   LLVMGetEnumAttributeKindForName(name, strlen(name)));
}

// --- Declarations --------------------------------------------------------------------------------

static const char *symbol_of_body(const IrBody *body) {
    return body->c_symbol != NULL ? body->c_symbol : body->link_name;
}

// How others see it; adds it to the module.
static LLVMValueRef add_declaration(Emitter *emitter, const IrBody *body) {
    IrSignature signature = ir_signature_of(emitter->arena, body);
    LLVMValueRef value = LLVMAddFunction(emitter->llvm, symbol_of_body(body),
                                         type_of_signature(emitter, &signature));
    if (body->c_symbol == NULL)
        LLVMSetVisibility(value, LLVMHiddenVisibility);
    add_attribute(emitter, value, "nounwind", 0);
    if (ir_convention_is_c(body->convention)) {
        CCall call = c_call_of(emitter, &signature);
        add_c_attributes(emitter, &call, &signature, value, false);
    }
    return value;
}

// Of a function that has code of the body.
static void add_code_attributes(Emitter *emitter, const IrBody *body, LLVMValueRef value) {
    add_attribute(emitter, value, "uwtable", 1);
    if (emitter->options->sanitize_address)
        add_attribute(emitter, value, "sanitize_address", 0);
    if (body->convention == IR_CONVENTION_MODULE)
        add_attribute(emitter, value, "cold", 0);
    if (body->fast_math & FAST_MATH_AFN)
        allow_vector_math(emitter, value);
    choose_pipeline(emitter, body, value);
}

LLVMValueRef declare_part(Emitter *emitter, const IrBody *body, const char *name,
                          LLVMTypeRef type) {
    LLVMValueRef value = LLVMAddFunction(emitter->llvm, name, type);
    LLVMSetLinkage(value, LLVMInternalLinkage);
    add_attribute(emitter, value, "nounwind", 0);
    add_code_attributes(emitter, body, value);
    return value;
}

static void declare_function(Emitter *emitter, const IrBody *body, bool is_copy) {
    LLVMValueRef value = add_declaration(emitter, body);
    if (body->is_inline)
        add_attribute(emitter, value, "inlinehint", 0);
    // the description of its callable refers to a resume function
    bool is_shared = body->kind == IR_BODY_RESUME || map_has(&emitter->input->plan->shared, body);
    if (is_copy) {
        LLVMSetLinkage(value, LLVMAvailableExternallyLinkage);
    } else if (is_shared) {
        place_in_section(emitter, value);
    } else {
        LLVMSetVisibility(value, LLVMDefaultVisibility);
        LLVMSetLinkage(value, LLVMInternalLinkage);
    }
    add_code_attributes(emitter, body, value);
}

// What passes added to the bodies of the plan is emitted with them.
static void add_bodies(Emitter *emitter, const IrBodyVector *bodies) {
    for (uint32_t i = 0; i < bodies->count; i++) {
        IrBody *body = bodies->items[i];
        vector_push(emitter->arena, &emitter->bodies, body);
        if (body->resume != NULL)
            vector_push(emitter->arena, &emitter->bodies, body->resume);
    }
}

void declare_functions(Emitter *emitter) {
    add_bodies(emitter, &emitter->group->bodies);
    uint32_t own = emitter->bodies.count;
    add_bodies(emitter, &emitter->group->copies);
    find_hotness(emitter);
    for (uint32_t i = 0; i < emitter->bodies.count; i++)
        declare_function(emitter, emitter->bodies.items[i], i >= own);
}

LLVMValueRef function_value(Emitter *emitter, const IrBody *body) {
    LLVMValueRef value = LLVMGetNamedFunction(emitter->llvm, symbol_of_body(body));
    return value != NULL ? value : add_declaration(emitter, body);
}

void place_in_section(Emitter *emitter, LLVMValueRef function) {
    LLVMSetSection(function, arena_format(emitter->arena, ".text.%s", LLVMGetValueName(function)));
}
