// Do the compiler and a runtime's bitcode agree on the ABI? The build asks for each bitcode that it
// makes (runtime/tools/check_abi.c), the emitter for the one that it opens.
#ifndef ZILANT_CODEGEN_LLVM_ABI_CHECK_H
#define ZILANT_CODEGEN_LLVM_ABI_CHECK_H

#include "codegen/llvm/abi_struct.h"
#include <stdbool.h>

#define ABI_TEXT_LIMIT 256

typedef struct AbiMismatch {
    // "zi_function_info.flags is 56 in the compiler, 64 in the runtime"
    char what[ABI_TEXT_LIMIT];
} AbiMismatch;

// Compares the tables in abi/ with what C made of them (runtime/layout.c): offsets and sizes of
// structs, numbers. Returns true and describes the first mismatch if there is one.
bool abi_find_mismatch(const AbiTypes *types, LLVMModuleRef runtime, AbiMismatch *mismatch);

// The same for runtime function number `id` of codegen/ir/runtime_op.def and its C prototype.
bool abi_find_prototype_mismatch(LLVMModuleRef runtime, unsigned id, AbiMismatch *mismatch);

#endif
