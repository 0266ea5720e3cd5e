// The structs of abi/struct.def as LLVM types and constants: see abi_struct.h.

#include "codegen/llvm/abi_struct.h"
#include "support/diag.h"

// --- The table -----------------------------------------------------------------------------------

typedef enum AbiKind { ABI_I32, ABI_I64, ABI_F64, ABI_POINTER, ABI_OFFSET } AbiKind;

typedef struct AbiFieldInfo {
    AbiStruct owner;
    const char *name; // "zi_function_info.flags"
    AbiKind kind;
    unsigned count; // of an array, else 0
} AbiFieldInfo;

static const AbiFieldInfo field_infos[ABI_FIELD_COUNT] = {
#define ABI_FIELD(owner, c_type, name, KIND) {ABI_##owner, "zi_" #owner "." #name, ABI_##KIND, 0},
#define ABI_ARRAY(owner, c_type, name, count, KIND)                                                \
    {ABI_##owner, "zi_" #owner "." #name, ABI_##KIND, count},
#include "abi/struct.def"
};

// Where each struct's fields begin in the table.
static AbiField first_field(AbiStruct name) {
    unsigned field = 0;
    while (field_infos[field].owner != name)
        field++;
    return (AbiField)field;
}

// --- Types ---------------------------------------------------------------------------------------

static LLVMTypeRef type_of_kind(LLVMContextRef context, AbiKind kind) {
    switch (kind) {
    case ABI_I32:
    case ABI_OFFSET:
        return LLVMInt32TypeInContext(context);
    case ABI_I64:
        return LLVMInt64TypeInContext(context);
    case ABI_F64:
        return LLVMDoubleTypeInContext(context);
    case ABI_POINTER:
        return LLVMPointerTypeInContext(context, 0);
    }
    internal_error("an ABI field of kind %d", kind);
}

static LLVMTypeRef create_type(LLVMContextRef context, AbiStruct name) {
    LLVMTypeRef fields[ABI_FIELD_COUNT];
    unsigned count = 0;
    for (unsigned i = first_field(name); i < ABI_FIELD_COUNT && field_infos[i].owner == name; i++) {
        LLVMTypeRef type = type_of_kind(context, field_infos[i].kind);
        bool is_array = field_infos[i].count > 0;
        fields[count++] = is_array ? LLVMArrayType2(type, field_infos[i].count) : type;
    }
    return LLVMStructTypeInContext(context, fields, count, 0);
}

AbiTypes abi_types_create(LLVMContextRef context) {
    AbiTypes types;
    for (unsigned i = 0; i < ABI_STRUCT_COUNT; i++)
        types.structs[i] = create_type(context, (AbiStruct)i);
    return types;
}

unsigned abi_index_of(AbiField field) {
    return (unsigned)field - (unsigned)first_field(field_infos[field].owner);
}

uint64_t abi_offset_of(const AbiTypes *types, LLVMTargetDataRef layout, AbiField field) {
    AbiStruct owner = field_infos[field].owner;
    return LLVMOffsetOfElement(layout, types->structs[owner], abi_index_of(field));
}

uint64_t abi_size_of(const AbiTypes *types, LLVMTargetDataRef layout, AbiStruct name) {
    return LLVMABISizeOfType(layout, types->structs[name]);
}

// --- Constants -----------------------------------------------------------------------------------

// How far the target is from a field of the struct, in 32 bits; 0 of a null target.
static LLVMValueRef offset_from(LLVMTypeRef type, LLVMValueRef place, unsigned field,
                                LLVMValueRef target) {
    LLVMContextRef context = LLVMGetTypeContext(type);
    LLVMTypeRef i32 = LLVMInt32TypeInContext(context), i64 = LLVMInt64TypeInContext(context);
    if (LLVMIsNull(target))
        return LLVMConstNull(i32);
    LLVMValueRef path[] = {LLVMConstNull(i32), LLVMConstInt(i32, field, 0)};
    LLVMValueRef from = LLVMConstPtrToInt(LLVMConstInBoundsGEP2(type, place, path, 2), i64);
    return LLVMConstTrunc(LLVMConstSub(LLVMConstPtrToInt(target, i64), from), i32);
}

static LLVMValueRef create_constant(LLVMTypeRef type, AbiStruct name, LLVMValueRef place,
                                    LLVMValueRef *values, unsigned count) {
    const AbiFieldInfo *fields = &field_infos[first_field(name)];
    for (unsigned i = 0; i < count; i++) {
        if (values[i] == NULL)
            internal_error("%s was not given", fields[i].name);
        if (fields[i].kind == ABI_OFFSET && place == NULL)
            internal_error("%s has no place", fields[i].name);
        if (fields[i].kind == ABI_OFFSET)
            values[i] = offset_from(type, place, i, values[i]);
        if (LLVMTypeOf(values[i]) != LLVMStructGetTypeAtIndex(type, i))
            internal_error("%s was given a value of another type", fields[i].name);
    }
    return LLVMConstStructInContext(LLVMGetTypeContext(type), values, count, 0);
}

// clang-format off
#define ABI_STRUCT(name, Name)                                                                     \
    LLVMValueRef abi_const_##name(const AbiTypes *types, LLVMValueRef place,                       \
                                  const Name##Fields *fields) {                                    \
        LLVMTypeRef type = types->structs[ABI_##name];                                             \
        AbiStruct own = ABI_##name;                                                                \
        LLVMValueRef values[] = {
#define ABI_FIELD(owner, c_type, name, KIND) fields->name,
#define ABI_ARRAY(owner, c_type, name, count, KIND) fields->name,
#define ABI_END(name, Name)                                                                        \
        };                                                                                         \
        return create_constant(type, own, place, values, sizeof values / sizeof values[0]);               \
    }
#include "abi/struct.def"
// clang-format on
