// Makes a library out of the runtime's bitcode, from which a module takes only what it refers to.
//
// Takes the linked bitcode of one Python, gives the same bitcode in which every definition that
// other files can see is linkonce_odr and hidden, with a COMDAT of its own. The linker of LLVM then
// skips what nobody refers to, and two objects that both carry a function share one copy of it.
// Static definitions, LLVM's own names (`llvm.*`) and the names given as exported stay as they are.
//
// usage: linkonce INPUT.bc OUTPUT.bc [EXPORTED_NAME...]

#include <llvm-c/BitReader.h>
#include <llvm-c/BitWriter.h>
#include <llvm-c/Comdat.h>
#include <llvm-c/Core.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    char **names;
    int count;
} ExportList;

static bool is_exported(const char *name, ExportList exports) {
    for (int i = 0; i < exports.count; i++) {
        if (strcmp(name, exports.names[i]) == 0) {
            return true;
        }
    }
    return false;
}

// Changes one function or variable if it is a definition that other files can see.
static void share_definition(LLVMModuleRef module, LLVMValueRef value, ExportList exports) {
    size_t length = 0;
    const char *name = LLVMGetValueName2(value, &length);
    LLVMLinkage linkage = LLVMGetLinkage(value);
    bool visible = linkage == LLVMExternalLinkage || linkage == LLVMCommonLinkage;
    if (LLVMIsDeclaration(value) || !visible || strncmp(name, "llvm.", strlen("llvm.")) == 0 ||
        is_exported(name, exports)) {
        return;
    }
    LLVMSetLinkage(value, LLVMLinkOnceODRLinkage);
    LLVMSetVisibility(value, LLVMHiddenVisibility);
    LLVMSetComdat(value, LLVMGetOrInsertComdat(module, name));
}

static void share_module(LLVMModuleRef module, ExportList exports) {
    for (LLVMValueRef function = LLVMGetFirstFunction(module); function;
         function = LLVMGetNextFunction(function)) {
        share_definition(module, function, exports);
    }
    for (LLVMValueRef variable = LLVMGetFirstGlobal(module); variable;
         variable = LLVMGetNextGlobal(variable)) {
        share_definition(module, variable, exports);
    }
}

// Reads, changes and writes; on failure a message is printed and the result is false.
static bool convert_file(const char *input, const char *output, ExportList exports) {
    LLVMMemoryBufferRef buffer = NULL;
    char *message = NULL;
    if (LLVMCreateMemoryBufferWithContentsOfFile(input, &buffer, &message)) {
        fprintf(stderr, "linkonce: cannot read %s: %s\n", input, message);
        LLVMDisposeMessage(message);
        return false;
    }
    bool written = false;
    LLVMContextRef context = LLVMContextCreate();
    LLVMModuleRef module = NULL;
    if (LLVMParseBitcodeInContext2(context, buffer, &module)) {
        fprintf(stderr, "linkonce: %s is not bitcode that this LLVM reads\n", input);
    } else {
        share_module(module, exports);
        written = LLVMWriteBitcodeToFile(module, output) == 0;
        if (!written) {
            fprintf(stderr, "linkonce: cannot write %s\n", output);
        }
        LLVMDisposeModule(module);
    }
    LLVMDisposeMemoryBuffer(buffer);
    LLVMContextDispose(context);
    return written;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("usage: linkonce INPUT.bc OUTPUT.bc [EXPORTED_NAME...]\n", stderr);
        return 2;
    }
    ExportList exports = {.names = argv + 3, .count = argc - 3};
    return convert_file(argv[1], argv[2], exports) ? 0 : 1;
}
