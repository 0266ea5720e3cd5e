// The structs of abi/struct.def as LLVM has them: types, offsets, and constants that are written
// field by field name, so that no writer depends on the order of fields:
//
//     FunctionInfoFields fields = {.name = const_string(emitter, name), .entry = null, ...};
//     LLVMValueRef info = abi_const_function_info(&emitter->abi, global, &fields);
//
// Types are LLVM's own layout of the fields' kinds; abi_check.c compares them with C's.
#ifndef ZILANT_CODEGEN_LLVM_ABI_STRUCT_H
#define ZILANT_CODEGEN_LLVM_ABI_STRUCT_H

#include "abi/abi.h"
#include <llvm-c/Core.h>
#include <llvm-c/Target.h>

// The structs: ABI_function_info.
typedef enum AbiStruct {
#define ABI_STRUCT(name, Name) ABI_##name,
#include "abi/struct.def"
    ABI_STRUCT_COUNT
} AbiStruct;

// All fields of all structs: ABI_function_info_flags.
typedef enum AbiField {
#define ABI_FIELD(owner, c_type, name, KIND) ABI_##owner##_##name,
#define ABI_ARRAY(owner, c_type, name, count, KIND) ABI_##owner##_##name,
#include "abi/struct.def"
    ABI_FIELD_COUNT
} AbiField;

typedef struct AbiTypes {
    LLVMTypeRef structs[ABI_STRUCT_COUNT];
} AbiTypes;

AbiTypes abi_types_create(LLVMContextRef context);
unsigned abi_index_of(AbiField field); // in its struct
uint64_t abi_offset_of(const AbiTypes *types, LLVMTargetDataRef layout, AbiField field);
uint64_t abi_size_of(const AbiTypes *types, LLVMTargetDataRef layout, AbiStruct name);

// A value for each field of a struct.
// clang-format off
#define ABI_STRUCT(name, Name) typedef struct Name##Fields {
#define ABI_FIELD(owner, c_type, name, KIND) LLVMValueRef name;
#define ABI_ARRAY(owner, c_type, name, count, KIND) LLVMValueRef name;
#define ABI_END(name, Name) } Name##Fields;
#include "abi/struct.def"
// clang-format on

// The constant struct. Every field must have been given, with the type that it has in the table:
// anything else is an internal error that names the field. Relative fields are given as pointers;
// `place` is where the struct will stand, NULL if it has no such fields.
#define ABI_STRUCT(name, Name)                                                                     \
    LLVMValueRef abi_const_##name(const AbiTypes *types, LLVMValueRef place,                       \
                                  const Name##Fields *fields);
#include "abi/struct.def"

#endif
