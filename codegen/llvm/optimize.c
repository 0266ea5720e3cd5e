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
#define PIPELINE_ATTRIBUTE "zi-pipeline"
#define APART_ATTRIBUTE "zi-apart" // of functions that are never inlined

typedef enum Pipeline {
    PIPELINE_COMPACT,
    PIPELINE_OBJECTS,
    PIPELINE_CLASSES,
    PIPELINE_PLAIN,
    PIPELINE_NUMBERS,
    PIPELINE_FAST_NUMBERS,
    PIPELINE_COUNT
} Pipeline;

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
    cpu = cpu == NULL || *cpu == '\0' ? BASELINE_CPU : first_of_cpus(emitter->arena, cpu);
    return LLVMCreateTargetMachine(target, triple, cpu, "", level, LLVMRelocPIC,
                                   LLVMCodeModelDefault);
}

bool create_machine(Emitter *emitter) {
    char *triple = LLVMGetDefaultTargetTriple();
    char *message = NULL;
    LLVMTargetRef target = NULL;
    if (LLVMGetTargetFromTriple(triple, &target, &message)) {
        report(emitter, DIAG_E0612, NO_SPAN, message, NULL);
        LLVMDisposeMessage(message);
    } else {
        emitter->machine = machine_for(emitter, target, triple);
    }
    LLVMDisposeMessage(triple);
    return emitter->machine != NULL;
}

// --- Linking -------------------------------------------------------------------------------------

// Functions of the runtime and of shims get the machine's own CPU, so that they need not stay
// behind.
static void adopt_function(Emitter *emitter, LLVMValueRef function) {
    static const char *const attributes[] = {"target-cpu", "target-features", "tune-cpu"};
    bool is_for_level = note_of(function, PIPELINE_ATTRIBUTE) != NULL;
    for (unsigned i = 0; !is_for_level && i < sizeof attributes / sizeof *attributes; i++)
        forget_note(function, attributes[i]);
    if (emitter->options->sanitize_address && !LLVMIsDeclaration(function))
        add_attribute(emitter, function, "sanitize_address", 0);
}

bool link_parts(Emitter *emitter) {
    bool good = true;
    if (emitter->shim_module != NULL) {
        good = !LLVMLinkModules2(emitter->llvm, emitter->shim_module);
        emitter->shim_module = NULL;
    }
    // Only what is referred to comes along: what is inlined. The linker of objects adds the rest.
    good = good && !LLVMLinkModules2(emitter->llvm, emitter->runtime);
    emitter->runtime = NULL;
    for (LLVMValueRef value = LLVMGetFirstFunction(emitter->llvm); value;
         value = LLVMGetNextFunction(value))
        adopt_function(emitter, value);
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
    report(emitter, DIAG_E0612, NO_SPAN, message, NULL);
    LLVMDisposeErrorMessage(message);
    return false;
}

// What is done to a body's code, by what is in it. Each pipeline runs over the whole module, with
// the bodies that are not its own out of bounds (optnone).
static const struct {
    const char *name, *passes;
} pipelines[] = {
    // Bodies that are not hot: as they were emitted, in registers.
    [PIPELINE_COMPACT] = {"compact",
                          "always-inline,globaldce,function(sroa,early-cse,simplifycfg)"},
    // Loops over objects: calls whose fast paths are inlined.
    [PIPELINE_OBJECTS] = {"objects",
                          "always-inline,globaldce,function(sroa,early-cse<memssa>,simplifycfg,"
                          "instcombine<no-verify-fixpoint>,simplifycfg)"},
    // Entries of classes: loops over a description that is known.
    [PIPELINE_CLASSES] = {"classes",
                          "always-inline,globaldce,function(sroa,early-cse<memssa>,simplifycfg,"
                          "instcombine<no-verify-fixpoint>,loop(loop-rotate,indvars,"
                          "loop-unroll-full),sroa,early-cse<memssa>,"
                          "instcombine<no-verify-fixpoint>,simplifycfg)"},
    // Loops over memoryviews, where others are for newer processors.
    [PIPELINE_PLAIN] = {"plain",
                        "always-inline,globaldce,function(sroa,early-cse<memssa>,simplifycfg,"
                        "instcombine<no-verify-fixpoint>,loop-mssa(loop-rotate,licm),"
                        "gvn,instcombine<no-verify-fixpoint>,simplifycfg)"},
    [PIPELINE_NUMBERS] = {"numbers", "default<O2>"},
    // (So that the level comes from the options.)
    [PIPELINE_FAST_NUMBERS] = {"fast numbers", "default<O3>"},
};

const char *note_of(LLVMValueRef function, const char *key) {
    unsigned length = 0;
    LLVMAttributeRef attribute = LLVMGetStringAttributeAtIndex(
        function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex, key, (unsigned)strlen(key));
    return attribute == NULL ? NULL : LLVMGetStringAttributeValue(attribute, &length);
}

void set_note(Emitter *emitter, LLVMValueRef function, const char *key, const char *text) {
    LLVMAddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                            LLVMCreateStringAttribute(emitter->context, key, (unsigned)strlen(key),
                                                      text, (unsigned)strlen(text)));
}

void forget_note(LLVMValueRef function, const char *key) {
    LLVMRemoveStringAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex, key,
                                     (unsigned)strlen(key));
}

static Pipeline pipeline_of(const Emitter *emitter, const IrBody *body) {
    const BodyHotness *hotness = map_get(&emitter->hotness, body);
    if (!hotness->has_number_loops)
        return hotness->has_fast_paths ? PIPELINE_OBJECTS : PIPELINE_COMPACT;
    return emitter->options->optimization == 3 ? PIPELINE_FAST_NUMBERS : PIPELINE_NUMBERS;
}

// LLVM may delete a body, so its pipeline is known from the function alone.
void choose_pipeline(Emitter *emitter, const IrBody *body, LLVMValueRef function) {
    Pipeline pipeline = pipeline_of(emitter, body);
    if (pipeline == PIPELINE_COMPACT)
        add_attribute(emitter, function, "optsize", 0);
    set_note(emitter, function, PIPELINE_ATTRIBUTE, pipelines[pipeline].name);
}

static void set_out_of_bounds(Emitter *emitter, LLVMValueRef function, bool is_out) {
    if (is_out) {
        add_attribute(emitter, function, "optnone", 0);
        add_attribute(emitter, function, "noinline", 0);
    } else {
        remove_attribute(function, "optnone");
        if (note_of(function, APART_ATTRIBUTE) == NULL)
            remove_attribute(function, "noinline");
    }
}

// An entry that has no body of the runtime inlined is a call, and gains nothing.
void choose_class_pipeline(Emitter *emitter, LLVMValueRef function, bool inlines) {
    if (inlines)
        set_note(emitter, function, PIPELINE_ATTRIBUTE, pipelines[PIPELINE_CLASSES].name);
    else
        set_out_of_bounds(emitter, function, true);
}

void choose_plain_pipeline(Emitter *emitter, LLVMValueRef function) {
    set_note(emitter, function, PIPELINE_ATTRIBUTE, pipelines[PIPELINE_PLAIN].name);
}

void keep_apart(Emitter *emitter, LLVMValueRef function) {
    add_attribute(emitter, function, "noinline", 0);
    set_note(emitter, function, APART_ATTRIBUTE, "");
}

// Puts the bodies of other pipelines out of bounds. Returns how many are left.
static uint32_t select_bodies(Emitter *emitter, const char *pipeline) {
    uint32_t selected = 0;
    for (LLVMValueRef function = LLVMGetFirstFunction(emitter->llvm); function;
         function = LLVMGetNextFunction(function)) {
        // NULL: it is not a body of the module
        const char *chosen = note_of(function, PIPELINE_ATTRIBUTE);
        if (chosen == NULL)
            continue;
        bool is_out = pipeline != NULL && strcmp(chosen, pipeline) != 0;
        set_out_of_bounds(emitter, function, is_out);
        selected += !is_out;
    }
    return selected;
}

// The calls of libm in shims have to be in the bodies that make them.
static bool prepare_vector_math(Emitter *emitter, Pipeline pipeline,
                                LLVMPassBuilderOptionsRef options) {
    if (!emitter->allows_vector_math || pipeline < PIPELINE_NUMBERS)
        return true;
    if (!run_llvm_passes(emitter, "always-inline", options))
        return false;
    name_vector_math(emitter);
    return true;
}

static bool run_pipelines(Emitter *emitter, LLVMPassBuilderOptionsRef options) {
    if (emitter->options->optimization == 0)
        return run_llvm_passes(emitter, "default<O0>", options);
    bool good = true;
    for (int p = PIPELINE_COUNT - 1; good && p >= 0; p--) {
        if (p == PIPELINE_PLAIN)
            drop_cpu_levels(emitter);
        if (select_bodies(emitter, pipelines[p].name) > 0)
            good = prepare_vector_math(emitter, (Pipeline)p, options) &&
                   run_llvm_passes(emitter, pipelines[p].passes, options);
    }
    forget_vector_math(emitter);
    select_bodies(emitter, NULL);
    return good;
}

bool optimize_module(Emitter *emitter) {
    LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
    LLVMPassBuilderOptionsSetSLPVectorization(options, emitter->options->optimization >= 2);
    bool good = run_pipelines(emitter, options);
    // As in clang: at the end, so that only the accesses that are left are checked.
    if (good && emitter->options->sanitize_address)
        good = run_llvm_passes(emitter, "asan", options);
    LLVMDisposePassBuilderOptions(options);
    return good;
}
