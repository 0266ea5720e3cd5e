// Checks that a runtime's bitcode and the compiler agree: the tables in abi/ against what C made of
// them, and codegen/ir/runtime_op.def against the prototypes. A step of the build: on a mismatch it
// prints what differs, and the build fails.
//
// usage: check_abi RUNTIME.bc

#include "codegen/ir/ir.h"
#include "codegen/llvm/abi_check.h"
#include <llvm-c/BitReader.h>
#include <stdio.h>

static bool report(const char *path, const AbiMismatch *mismatch) {
    fprintf(stderr, "%s: %s\n", path, mismatch->what);
    return false;
}

static bool check_module(const char *path, LLVMModuleRef module) {
    AbiTypes types = abi_types_create(LLVMGetModuleContext(module));
    AbiMismatch mismatch;
    bool good = true;
    if (abi_find_mismatch(&types, module, &mismatch))
        good = report(path, &mismatch);
    for (unsigned id = 0; id < RUNTIME_COUNT; id++)
        if (abi_find_prototype_mismatch(module, id, &mismatch))
            good = report(path, &mismatch);
    return good;
}

static bool check_file(const char *path) {
    LLVMMemoryBufferRef buffer = NULL;
    char *message = NULL;
    if (LLVMCreateMemoryBufferWithContentsOfFile(path, &buffer, &message)) {
        fprintf(stderr, "check_abi: cannot read %s: %s\n", path, message);
        LLVMDisposeMessage(message);
        return false;
    }
    LLVMContextRef context = LLVMContextCreate();
    LLVMModuleRef module = NULL;
    bool good = false;
    if (LLVMParseBitcodeInContext2(context, buffer, &module)) {
        fprintf(stderr, "check_abi: %s is not bitcode that this LLVM reads\n", path);
    } else {
        good = check_module(path, module);
        LLVMDisposeModule(module);
    }
    LLVMDisposeMemoryBuffer(buffer);
    LLVMContextDispose(context);
    return good;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fputs("usage: check_abi RUNTIME.bc\n", stderr);
        return 2;
    }
    return check_file(argv[1]) ? 0 : 1;
}
