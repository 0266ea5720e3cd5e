// LLVM's headers, and what differs between its versions. 19 is the reference.
#ifndef ZILANT_CODEGEN_LLVM_COMPAT_H
#define ZILANT_CODEGEN_LLVM_COMPAT_H

#include <llvm-c/Core.h>
#include <llvm-c/DebugInfo.h>
#include <llvm-c/Types.h>
#include <llvm/Config/llvm-config.h>

// Fast-math flags of an instruction can be set through the C API from 18 on.
#if LLVM_VERSION_MAJOR < 18
#error "Zilant needs LLVM 18 or newer"
#endif

// A string constant that is not NUL-terminated by LLVM itself.
static inline LLVMValueRef compat_const_bytes(LLVMContextRef context, const char *bytes,
                                              size_t length) {
#if LLVM_VERSION_MAJOR >= 19
    return LLVMConstStringInContext2(context, bytes, length, 1);
#else
    return LLVMConstStringInContext(context, bytes, (unsigned)length, 1);
#endif
}

// Says at the end of the block where a variable lives.
static inline void compat_declare_variable(LLVMDIBuilderRef debug, LLVMValueRef place,
                                           LLVMMetadataRef variable, LLVMMetadataRef expression,
                                           LLVMMetadataRef location, LLVMBasicBlockRef block) {
#if LLVM_VERSION_MAJOR >= 19
    LLVMDIBuilderInsertDeclareRecordAtEnd(debug, place, variable, expression, location, block);
#else
    LLVMDIBuilderInsertDeclareAtEnd(debug, place, variable, expression, location, block);
#endif
}

#endif
