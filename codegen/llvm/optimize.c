// From the emitted module to optimised code: the target machine, linking what the module refers to,
// and LLVM's passes.

#include "codegen/llvm/internal.h"
#include <llvm-c/Analysis.h>
#include <llvm-c/Error.h>
#include <llvm-c/Linker.h>
#include <llvm-c/Target.h>
#include <llvm-c/Transforms/PassBuilder.h>
#include <string.h>

#define BASELINE_CPU "x86-64"

// --- The target ----------------------------------------------------------------------------------

static LLVMCodeGenOptLevel code_generation_level(int optimization) {
    return optimization == 0   ? LLVMCodeGenLevelNone
           : optimization == 3 ? LLVMCodeGenLevelAggressive
                               : LLVMCodeGenLevelDefault;
}

static LLVMTargetMachineRef machine_for(const Emitter *emitter, LLVMTargetRef target,
                                        const char *triple) {
    const char *cpu = emitter->options->cpu;
    LLVMCodeGenOptLevel level = code_generation_level(emitter->options->optimization);
    if (cpu != NULL && strcmp(cpu, "native") == 0) {
        char *name = LLVMGetHostCPUName(), *features = LLVMGetHostCPUFeatures();
        LLVMTargetMachineRef machine = LLVMCreateTargetMachine(
            target, triple, name, features, level, LLVMRelocPIC, LLVMCodeModelDefault);
        LLVMDisposeMessage(name);
        LLVMDisposeMessage(features);
        return machine;
    }
    if (cpu == NULL || *cpu == '\0')
        cpu = BASELINE_CPU;
    return LLVMCreateTargetMachine(target, triple, cpu, "", level, LLVMRelocPIC,
                                   LLVMCodeModelDefault);
}

bool create_machine(Emitter *emitter) {
    char *triple = LLVMGetDefaultTargetTriple();
    char *message = NULL;
    LLVMTargetRef target = NULL;
    if (LLVMGetTargetFromTriple(triple, &target, &message)) {
        diag_report(emitter->diagnostics, DIAG_E0612, NO_SPAN,
                    arena_copy_string(emitter->arena, message));
        LLVMDisposeMessage(message);
    } else {
        emitter->machine = machine_for(emitter, target, triple);
    }
    LLVMDisposeMessage(triple);
    return emitter->machine != NULL;
}

// --- Linking -------------------------------------------------------------------------------------

static bool is_exported(LLVMValueRef value) {
    size_t length;
    const char *name = LLVMGetValueName2(value, &length);
    return strncmp(name, "PyInit", strlen("PyInit")) == 0;
}

static void make_internal(LLVMValueRef value) {
    if (LLVMIsDeclaration(value) || is_exported(value) ||
        LLVMGetLinkage(value) == LLVMAvailableExternallyLinkage)
        return;
    if (LLVMGetLinkage(value) != LLVMPrivateLinkage) {
        LLVMSetLinkage(value, LLVMInternalLinkage);
        LLVMSetVisibility(value, LLVMDefaultVisibility);
    }
}

// Functions of the runtime and of shims get the machine's own CPU, so that they need not stay
// behind.
static void adopt_function(Emitter *emitter, LLVMValueRef function) {
    static const char *const attributes[] = {"target-cpu", "target-features", "tune-cpu"};
    for (unsigned i = 0; i < sizeof attributes / sizeof *attributes; i++)
        LLVMRemoveStringAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                                         attributes[i], (unsigned)strlen(attributes[i]));
    if (emitter->options->sanitize_address && !LLVMIsDeclaration(function))
        add_attribute(emitter, function, "sanitize_address", 0);
}

bool link_parts(Emitter *emitter) {
    bool good = true;
    if (emitter->shim->module != NULL) {
        good = !LLVMLinkModules2(emitter->llvm, emitter->shim->module);
        emitter->shim->module = NULL;
    }
    // Only what is referred to comes along: what is inlined. The linker of objects adds the rest.
    good = good && !LLVMLinkModules2(emitter->llvm, emitter->runtime);
    emitter->runtime = NULL;
    for (LLVMValueRef value = LLVMGetFirstFunction(emitter->llvm); value;
         value = LLVMGetNextFunction(value)) {
        make_internal(value);
        adopt_function(emitter, value);
    }
    for (LLVMValueRef value = LLVMGetFirstGlobal(emitter->llvm); value;
         value = LLVMGetNextGlobal(value))
        if (strncmp(LLVMGetValueName(value), "llvm.", strlen("llvm.")) != 0)
            make_internal(value);
    return good;
}

// --- Passes --------------------------------------------------------------------------------------

bool verify_module(Emitter *emitter) {
    char *message = NULL;
    bool broken = LLVMVerifyModule(emitter->llvm, LLVMReturnStatusAction, &message);
    if (broken)
        internal_error("LLVM finds the emitted module broken: %s", message);
    LLVMDisposeMessage(message);
    return !broken;
}

static bool run_llvm_passes(Emitter *emitter, const char *passes,
                            LLVMPassBuilderOptionsRef options) {
    LLVMErrorRef error = LLVMRunPasses(emitter->llvm, passes, emitter->machine, options);
    if (error == NULL)
        return true;
    char *message = LLVMGetErrorMessage(error);
    diag_report(emitter->diagnostics, DIAG_E0612, NO_SPAN,
                arena_copy_string(emitter->arena, message));
    LLVMDisposeErrorMessage(message);
    return false;
}

bool optimize_module(Emitter *emitter) {
    int level = emitter->options->optimization;
    const char *passes = level == 0 ? "default<O0>" : level == 3 ? "default<O3>" : "default<O2>";
    LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
    LLVMPassBuilderOptionsSetSLPVectorization(options, level >= 2);
    bool good = run_llvm_passes(emitter, passes, options);
    // As in clang: at the end, so that only the accesses that are left are checked.
    if (good && emitter->options->sanitize_address)
        good = run_llvm_passes(emitter, "asan", options);
    LLVMDisposePassBuilderOptions(options);
    return good;
}
