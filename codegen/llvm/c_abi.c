// The System V ABI of x86-64 (its section 3.2.3): which values go in registers, which in memory.
//
// Takes: signatures of C's and Cython's convention. Gives: for each value the LLVM types that make
// clang and gcc agree with us. An aggregate of at most 16 bytes is looked at in eightbytes: one
// that holds nothing but floats goes in an SSE register, any other in a general one; if not enough
// registers are left for all of it, it goes in memory as a whole.

#include "codegen/llvm/c_abi.h"
#include <string.h>

enum { EIGHTBYTE = 8, MAX_EIGHTBYTES = 2, GENERAL_REGISTERS = 6, SSE_REGISTERS = 8 };

// --- Classes of eightbytes -----------------------------------------------------------------------

typedef struct Eightbyte {
    bool is_integer;  // holds something that is no float
    uint64_t doubles; // bytes of doubles in it
    uint64_t floats;  // bytes of floats
} Eightbyte;

typedef struct Classification {
    Emitter *emitter;
    Eightbyte eightbytes[MAX_EIGHTBYTES];
    // too large, or not aligned as C's rules want, or with a long double
    bool in_memory;
    bool is_unknown;
} Classification;

static void classify(Classification *whole, const IrCType *type, uint64_t offset);

static void note_scalar(Classification *whole, uint64_t offset, uint64_t size,
                        unsigned float_bits) {
    if (offset % size != 0 || size > EIGHTBYTE) {
        whole->in_memory = true;
        return;
    }
    Eightbyte *eightbyte = &whole->eightbytes[offset / EIGHTBYTE];
    eightbyte->is_integer |= float_bits == 0;
    eightbyte->doubles += float_bits == 64 ? size : 0;
    eightbyte->floats += float_bits == 32 ? size : 0;
}

static void classify_members(Classification *whole, const IrCType *type, uint32_t count,
                             uint64_t offset) {
    LayoutOracle oracle = layout_oracle(whole->emitter);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t own = 0;
        if (!layout_of_member(&oracle, type, i, &own))
            whole->is_unknown = true;
        const IrCType *member =
            type->kind == IR_C_STRUCT ? type->structure->fields[i]->type : type->members.items[i];
        classify(whole, member, offset + own);
    }
}

// A header's struct may have more fields than are declared here: its C compiler knows.
static void classify_header_struct(Classification *whole, const IrStruct *structure,
                                   uint64_t offset, uint64_t size) {
    const ShimItem *item = shim_find(whole->emitter->shim, SHIM_STRUCT_PASS, structure);
    whole->is_unknown |= item == NULL || offset % EIGHTBYTE != 0;
    for (uint64_t at = 0; at < size && !whole->is_unknown; at += EIGHTBYTE) {
        Eightbyte *eightbyte = &whole->eightbytes[(offset + at) / EIGHTBYTE];
        switch ((StructPass)(item->constant >> (at / EIGHTBYTE * PASS_BITS) & UINT8_MAX)) {
        case PASS_GENERAL:
            eightbyte->is_integer = true;
            break;
        case PASS_DOUBLE:
            eightbyte->doubles += EIGHTBYTE;
            break;
        case PASS_FLOATS:
            eightbyte->floats += size - at < EIGHTBYTE ? size - at : EIGHTBYTE;
            break;
        case PASS_MEMORY:
            whole->in_memory = true;
            return;
        case PASS_NOWHERE:
            break;
        }
    }
}

static void classify_array(Classification *whole, const IrCType *type, uint64_t offset) {
    uint64_t size = layout_of_type(whole->emitter, type->array.element).size;
    LayoutOracle oracle = layout_oracle(whole->emitter);
    uint64_t length = length_of_array(&oracle, type);
    for (uint64_t i = 0; i < length; i++)
        classify(whole, type->array.element, offset + (i * size));
}

static void classify(Classification *whole, const IrCType *type, uint64_t offset) {
    uint64_t size = layout_of_type(whole->emitter, type).size;
    switch (type->kind) {
    case IR_C_FLOATING:
        note_scalar(whole, offset, size, type->floating_bits);
        break;
    case IR_C_COMPLEX:
        classify(whole, type->element, offset);
        classify(whole, type->element, offset + (size / 2));
        break;
    case IR_C_ARRAY:
        classify_array(whole, type, offset);
        break;
    case IR_C_STRUCT:
        if (type->structure->is_extern)
            classify_header_struct(whole, type->structure, offset, size);
        else
            classify_members(whole, type, type->structure->field_count, offset);
        break;
    case IR_C_CTUPLE:
        classify_members(whole, type, type->members.count, offset);
        break;
    case IR_C_BINT:
    case IR_C_INTEGER:
    case IR_C_ENUM:
    case IR_C_POINTER:
    case IR_C_FUNCTION:
    case IR_C_OBJECT:
    case IR_C_BUILTIN:
    case IR_C_CLASS:
        note_scalar(whole, offset, size, 0);
        break;
    case IR_C_VOID:
    case IR_C_MEMORYVIEW:
    case IR_C_TYPE_COUNT:
        whole->in_memory = true;
        break;
    }
}

static LLVMTypeRef type_of_eightbyte(const Emitter *emitter, const Eightbyte *eightbyte,
                                     uint64_t size) {
    const CommonLlvmTypes *types = &emitter->types;
    if (eightbyte->is_integer || (eightbyte->doubles == 0 && eightbyte->floats == 0))
        return LLVMIntTypeInContext(emitter->context, (unsigned)size * 8);
    if (eightbyte->doubles > 0)
        return types->f64;
    return eightbyte->floats > 4 ? LLVMVectorType(types->f32, 2) : types->f32;
}

// --- Values --------------------------------------------------------------------------------------

// How many registers are left for parameters.
typedef struct Registers {
    unsigned general, sse;
} Registers;

static bool take_registers(Registers *left, unsigned general, unsigned sse) {
    if (general > left->general || sse > left->sse)
        return false;
    left->general -= general;
    left->sse -= sse;
    return true;
}

static CPass pass_in_memory(Emitter *emitter, LLVMTypeRef type, uint64_t alignment) {
    (void)emitter;
    unsigned least = alignment < EIGHTBYTE ? EIGHTBYTE : (unsigned)alignment;
    return (CPass){.kind = C_PASS_MEMORY, .type = type, .alignment = least};
}

static CPass pass_aggregate(Emitter *emitter, const IrCType *type, Registers *left) {
    TypeLayout layout = layout_of_type(emitter, type);
    Classification whole = {.emitter = emitter};
    whole.in_memory = layout.size > (uint64_t)MAX_EIGHTBYTES * EIGHTBYTE || layout.size == 0;
    if (!whole.in_memory)
        classify(&whole, type, 0);
    if (whole.is_unknown)
        report_unsupported(emitter, NO_SPAN, "a call that passes a struct of a C header by value");
    CPass pass = {.kind = C_PASS_PARTS};
    unsigned general = 0, sse = 0;
    for (uint64_t at = 0; at < layout.size && !whole.in_memory; at += EIGHTBYTE) {
        const Eightbyte *eightbyte = &whole.eightbytes[at / EIGHTBYTE];
        uint64_t size = layout.size - at < EIGHTBYTE ? layout.size - at : EIGHTBYTE;
        LLVMTypeRef part = type_of_eightbyte(emitter, eightbyte, size);
        bool is_general = LLVMGetTypeKind(part) == LLVMIntegerTypeKind;
        general += is_general;
        sse += !is_general;
        pass.parts[pass.part_count++] = part;
    }
    if (whole.in_memory || !take_registers(left, general, sse))
        return pass_in_memory(emitter, layout.type, layout.alignment);
    return pass;
}

static CPass pass_of(Emitter *emitter, IrType type, Registers *left) {
    switch (ir_kind_form(type.kind)) {
    case IR_FORM_NOTHING:
        return (CPass){.kind = C_PASS_NOTHING};
    case IR_FORM_VIEW:
        return pass_in_memory(emitter, emitter->types.view, EIGHTBYTE);
    case IR_FORM_AGGREGATE:
        return pass_aggregate(emitter, type.type, left);
    case IR_FORM_DUAL:
        internal_error("C knows no duals");
    case IR_FORM_SCALAR:
        break;
    }
    bool is_real = type.kind >= IR_F32 && type.kind <= IR_F80;
    take_registers(left, is_real ? 0 : 1, is_real && type.kind != IR_F80 ? 1 : 0);
    return (CPass){.kind = C_PASS_VALUE, .type = type_of_kind(emitter, type.kind)};
}

// --- Signatures ----------------------------------------------------------------------------------

CCall c_call_of(Emitter *emitter, const IrSignature *signature) {
    Registers for_result = {2, 2}, left = {GENERAL_REGISTERS, SSE_REGISTERS};
    CCall call = {.result = pass_of(emitter, signature->result, &for_result),
                  .count = signature->parameter_count - signature->optional_count,
                  .has_skip_dispatch = signature->has_skip_dispatch,
                  .has_optionals = signature->optional_count > 0,
                  .is_variadic = signature->is_variadic};
    call.parameters = ARENA_ARRAY(emitter->arena, CPass, call.count + 1);
    left.general -= call.result.kind == C_PASS_MEMORY;
    for (uint32_t i = 0; i < call.count; i++)
        call.parameters[i] = pass_of(emitter, signature->parameters[i], &left);
    return call;
}

static LLVMTypeRef type_of_c_result(const Emitter *emitter, const CPass *result) {
    if (result->kind == C_PASS_VALUE)
        return result->type;
    if (result->kind != C_PASS_PARTS)
        return emitter->types.void_;
    if (result->part_count == 1)
        return result->parts[0];
    return LLVMStructTypeInContext(emitter->context, (LLVMTypeRef *)result->parts, 2, 0);
}

LLVMTypeRef type_of_c_call(Emitter *emitter, const CCall *call) {
    LLVMTypeRef *types = ARENA_ARRAY(emitter->arena, LLVMTypeRef, (2 * call->count) + 3);
    unsigned count = 0;
    if (call->result.kind == C_PASS_MEMORY)
        types[count++] = emitter->types.pointer;
    for (uint32_t i = 0; i < call->count; i++) {
        const CPass *pass = &call->parameters[i];
        if (pass->kind == C_PASS_PARTS)
            for (unsigned j = 0; j < pass->part_count; j++)
                types[count++] = pass->parts[j];
        else
            types[count++] = pass->kind == C_PASS_MEMORY ? emitter->types.pointer : pass->type;
    }
    if (call->has_skip_dispatch)
        types[count++] = emitter->types.i32;
    if (call->has_optionals)
        types[count++] = emitter->types.pointer;
    return LLVMFunctionType(type_of_c_result(emitter, &call->result), types, count,
                            call->is_variadic);
}

// --- Attributes ----------------------------------------------------------------------------------

typedef struct Attributes {
    Emitter *emitter;
    LLVMValueRef value; // a function or a call
    bool is_call;
} Attributes;

static void put(const Attributes *attributes, unsigned index, LLVMAttributeRef attribute) {
    if (attributes->is_call)
        LLVMAddCallSiteAttribute(attributes->value, index, attribute);
    else
        LLVMAddAttributeAtIndex(attributes->value, index, attribute);
}

static unsigned kind_of_attribute(const char *name) {
    return LLVMGetEnumAttributeKindForName(name, strlen(name));
}

static void put_memory(const Attributes *attributes, unsigned index, const char *name,
                       const CPass *pass) {
    LLVMContextRef context = attributes->emitter->context;
    put(attributes, index, LLVMCreateTypeAttribute(context, kind_of_attribute(name), pass->type));
    put(attributes, index,
        LLVMCreateEnumAttribute(context, kind_of_attribute("align"), pass->alignment));
}

// Integers narrower than int are extended by whoever passes them.
static void put_extension(const Attributes *attributes, unsigned index, IrType type) {
    if (type.kind != IR_I8 && type.kind != IR_I16)
        return;
    const char *name = type_is_signed(attributes->emitter, type.type) ? "signext" : "zeroext";
    put(attributes, index,
        LLVMCreateEnumAttribute(attributes->emitter->context, kind_of_attribute(name), 0));
}

void add_c_attributes(Emitter *emitter, const CCall *call, const IrSignature *signature,
                      LLVMValueRef value, bool is_call) {
    Attributes attributes = {emitter, value, is_call};
    unsigned index = 1; // 0 is the result
    if (call->result.kind == C_PASS_MEMORY)
        put_memory(&attributes, index++, "sret", &call->result);
    else
        put_extension(&attributes, 0, signature->result);
    for (uint32_t i = 0; i < call->count; i++) {
        const CPass *pass = &call->parameters[i];
        if (pass->kind == C_PASS_MEMORY)
            put_memory(&attributes, index, "byval", pass);
        else
            put_extension(&attributes, index, signature->parameters[i]);
        index += pass->kind == C_PASS_PARTS ? pass->part_count : 1;
    }
}

// --- Optional arguments --------------------------------------------------------------------------

Layout layout_of_optionals(Emitter *emitter, const IrSignature *signature, uint64_t *offsets) {
    Layout whole = {.size = 4, .alignment = 4}; // int __pyx_n
    uint32_t first = signature->parameter_count - signature->optional_count;
    for (uint32_t i = 0; i < signature->optional_count; i++) {
        IrType type = signature->parameters[first + i];
        Layout member = {8, 8};
        if (type.kind == IR_VIEW) {
            member.size = layout_oracle(emitter).view.size;
        } else if (type.type != NULL) {
            TypeLayout layout = layout_of_type(emitter, type.type);
            member = (Layout){layout.size, layout.alignment};
        } else {
            zi_assert(type.kind == IR_OBJECT || type.kind == IR_POINTER);
        }
        offsets[i] = layout_append(&whole, member);
    }
    return layout_padded(whole);
}
