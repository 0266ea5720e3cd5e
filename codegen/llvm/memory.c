// Values in C memory. A register's form and the form in memory differ for truth values (i1 against
// C's int) and for numbers whose width a C header alone knows.
//
// Nothing here relies on an alignment: members of packed structs, and what pointers to them and
// buffers of structured arrays lead to, lie anywhere. What is known to be aligned (variables of the
// compiler's own) LLVM finds by itself.

#include "codegen/llvm/internal.h"

// The type in memory: what `stored` says if that is an integer, maybe of another width, else what
// the register holds.
static LLVMTypeRef memory_type(Emitter *emitter, IrType type, const IrCType *stored) {
    if (type.kind < IR_BOOL || type.kind > IR_I128)
        return type_of_register(emitter, type);
    bool is_integer = stored != NULL && (stored->kind == IR_C_INTEGER ||
                                         stored->kind == IR_C_ENUM || stored->kind == IR_C_BINT);
    if (is_integer)
        return layout_of_type(emitter, stored).type;
    return type.kind == IR_BOOL ? emitter->types.i32 : type_of_register(emitter, type);
}

LLVMTypeRef memory_type_of_register(Emitter *emitter, IrType type) {
    return memory_type(emitter, type, type.type);
}

// A number as it lies in memory.
typedef struct Stored {
    LLVMTypeRef type;
    bool is_signed, is_truth;
} Stored;

// Of a field that is declared as a floating-point number; NULL: it is none in the header.
static LLVMTypeRef floating_type(const Emitter *emitter, const ShimItem *size) {
    return size->constant == 4    ? emitter->types.f32
           : size->constant == 8  ? emitter->types.f64
           : size->constant == 16 ? emitter->types.f80
                                  : NULL;
}

static bool is_floating(IrType type) { return type.kind >= IR_F32 && type.kind <= IR_F80; }

static Stored stored_as(Emitter *emitter, IrType type, const IrCType *c_type,
                        const IrField *field) {
    const Shim *shim = emitter->shim;
    const ShimItem *size = field == NULL ? NULL : shim_find(shim, SHIM_FIELD_SIZE, field);
    const ShimItem *sign = field == NULL ? NULL : shim_find(shim, SHIM_FIELD_SIGN, field);
    bool is_integer = type.kind >= IR_BOOL && type.kind <= IR_I128;
    LLVMTypeRef floating = size == NULL || is_integer ? NULL : floating_type(emitter, size);
    if (floating != NULL)
        return (Stored){.type = floating};
    if (size == NULL || sign == NULL || !is_integer || size->constant > sizeof(int64_t))
        return (Stored){memory_type(emitter, type, c_type), type_is_signed(emitter, c_type), false};
    unsigned bits = (unsigned)size->constant * 8;
    return (Stored){LLVMIntTypeInContext(emitter->context, bits), sign->constant == 1,
                    sign->constant == 2};
}

// An integer from memory as a register of the type holds it.
static LLVMValueRef integer_as(Emitter *emitter, IrType type, LLVMValueRef value, bool is_signed) {
    if (type.kind == IR_BOOL)
        return LLVMBuildICmp(emitter->builder, LLVMIntNE, value, LLVMConstNull(LLVMTypeOf(value)),
                             "");
    return build_integer_cast(emitter, value, type_of_register(emitter, type), is_signed);
}

static bool is_volatile(const IrCType *type) { return type != NULL && type->is_volatile; }

LLVMValueRef load_memory(Emitter *emitter, IrType type, const IrCType *c_type, const IrField *field,
                         LLVMValueRef address) {
    const ShimItem *read = field == NULL ? NULL : shim_find(emitter->shim, SHIM_FIELD_READ, field);
    if (read != NULL)
        return integer_as(emitter, type, emit_bit_field_access(emitter, read, address, NULL), true);
    Stored stored = stored_as(emitter, type, c_type, field);
    LLVMTypeRef wanted = type_of_register(emitter, type);
    LLVMValueRef value = LLVMBuildLoad2(emitter->builder, stored.type, address, "");
    LLVMSetAlignment(value, 1);
    LLVMSetVolatile(value, is_volatile(c_type));
    if (stored.type == wanted)
        return value;
    if (is_floating(type))
        return LLVMBuildFPCast(emitter->builder, value, wanted, "");
    return integer_as(emitter, type, value, stored.is_signed);
}

void store_memory(Emitter *emitter, IrType type, const IrCType *c_type, const IrField *field,
                  LLVMValueRef address, LLVMValueRef value) {
    Stored stored = stored_as(emitter, type, c_type, field);
    bool is_signed = type.kind != IR_BOOL && type_is_signed(emitter, type.type);
    const ShimItem *write =
        field == NULL ? NULL : shim_find(emitter->shim, SHIM_FIELD_WRITE, field);
    if (write != NULL) {
        value = build_integer_cast(emitter, value, emitter->types.i64, is_signed);
        emit_bit_field_access(emitter, write, address, value);
        return;
    }
    if (stored.is_truth) {
        LLVMValueRef none = LLVMConstNull(LLVMTypeOf(value));
        value = LLVMBuildICmp(emitter->builder, LLVMIntNE, value, none, "");
        is_signed = false;
    }
    if (LLVMTypeOf(value) != stored.type && is_floating(type))
        value = LLVMBuildFPCast(emitter->builder, value, stored.type, "");
    else if (LLVMTypeOf(value) != stored.type)
        value = build_integer_cast(emitter, value, stored.type, is_signed);
    LLVMValueRef store = LLVMBuildStore(emitter->builder, value, address);
    LLVMSetAlignment(store, 1);
    LLVMSetVolatile(store, is_volatile(c_type));
}

void copy_memory(Emitter *emitter, LLVMValueRef target, LLVMValueRef source, TypeLayout layout) {
    LLVMBuildMemCpy(emitter->builder, target, 1, source, 1,
                    const_i64(emitter, (int64_t)layout.size));
}

ViewValue load_view_memory(Emitter *emitter, IrType type, LLVMValueRef address) {
    LLVMTypeRef i64 = emitter->types.i64, pointer = emitter->types.pointer;
    uint64_t shape = abi_offset(emitter, ABI_view_shape);
    uint64_t strides = abi_offset(emitter, ABI_view_strides);
    uint64_t suboffsets = abi_offset(emitter, ABI_view_suboffsets);
    ViewValue view = {
        .owner = build_load_offset(emitter, pointer, address, abi_offset(emitter, ABI_view_owner)),
        .data = build_load_offset(emitter, pointer, address, abi_offset(emitter, ABI_view_data)),
    };
    for (uint32_t i = 0; i < view_dimensions(type); i++) {
        uint64_t axis = 8 * (uint64_t)i;
        view.shape[i] = build_load_offset(emitter, i64, address, shape + axis);
        view.strides[i] = build_load_offset(emitter, i64, address, strides + axis);
        if (ir_view_is_indirect(type.type))
            view.suboffsets[i] = build_load_offset(emitter, i64, address, suboffsets + axis);
    }
    return view;
}

void store_view_memory(Emitter *emitter, IrType type, LLVMValueRef address, const ViewValue *view) {
    uint64_t shape = abi_offset(emitter, ABI_view_shape);
    uint64_t strides = abi_offset(emitter, ABI_view_strides);
    uint64_t suboffsets = abi_offset(emitter, ABI_view_suboffsets);
    build_store_offset(emitter, view->owner, address, abi_offset(emitter, ABI_view_owner));
    build_store_offset(emitter, view->data, address, abi_offset(emitter, ABI_view_data));
    bool is_indirect = ir_view_is_indirect(type.type);
    for (uint32_t i = 0; i < view_dimensions(type); i++) {
        uint64_t axis = 8 * (uint64_t)i;
        LLVMValueRef suboffset = is_indirect ? view->suboffsets[i] : const_i64(emitter, -1);
        build_store_offset(emitter, view->shape[i], address, shape + axis);
        build_store_offset(emitter, view->strides[i], address, strides + axis);
        build_store_offset(emitter, suboffset, address, suboffsets + axis);
    }
}
