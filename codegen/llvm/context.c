// The emitter's context: LLVM's own context, the types that are used all over, and what LLVM has to
// say when something is wrong with the module.

#include "codegen/llvm/internal.h"
#include <llvm-c/Support.h>
#include <llvm-c/Target.h>
#include <string.h>
#include <threads.h>

// LLVM's complaints become diagnostics; its remarks are kept where they are asked for.
static void receive_diagnostic(LLVMDiagnosticInfoRef info, void *context) {
    Emitter *emitter = context;
    bool is_error = LLVMGetDiagInfoSeverity(info) == LLVMDSError;
    bool is_wanted =
        LLVMGetDiagInfoSeverity(info) == LLVMDSRemark && emitter->options->remarks != NULL;
    if (!is_error && !is_wanted)
        return;
    char *message = LLVMGetDiagInfoDescription(info);
    if (is_error)
        report(emitter, DIAG_E0612, NO_SPAN, message, NULL);
    else
        note_remark(emitter, message);
    LLVMDisposeMessage(message);
}

static void create_types(Emitter *emitter) {
    LLVMContextRef context = emitter->context;
    CommonLlvmTypes *types = &emitter->types;
    types->void_ = LLVMVoidTypeInContext(context);
    types->i1 = LLVMInt1TypeInContext(context);
    types->i8 = LLVMInt8TypeInContext(context);
    types->i16 = LLVMInt16TypeInContext(context);
    types->i32 = LLVMInt32TypeInContext(context);
    types->i64 = LLVMInt64TypeInContext(context);
    types->i128 = LLVMInt128TypeInContext(context);
    types->f32 = LLVMFloatTypeInContext(context);
    types->f64 = LLVMDoubleTypeInContext(context);
    types->f80 = LLVMX86FP80TypeInContext(context);
    types->pointer = LLVMPointerTypeInContext(context, 0);
    emitter->abi = abi_types_create(context);
    types->dual = emitter->abi.structs[ABI_dual];
    types->view = emitter->abi.structs[ABI_view];
}

// Branch weights as clang writes them for __builtin_expect.
static LLVMValueRef weights(const Emitter *emitter, uint64_t if_true, uint64_t if_false) {
    LLVMContextRef context = emitter->context;
    const char *text = "branch_weights";
    LLVMMetadataRef parts[] = {
        LLVMMDStringInContext2(context, text, strlen(text)),
        LLVMValueAsMetadata(LLVMConstInt(emitter->types.i32, if_true, 0)),
        LLVMValueAsMetadata(LLVMConstInt(emitter->types.i32, if_false, 0)),
    };
    return LLVMMetadataAsValue(context, LLVMMDNodeInContext2(context, parts, 3));
}

static unsigned metadata_kind(const Emitter *emitter, const char *name) {
    return LLVMGetMDKindIDInContext(emitter->context, name, (unsigned)strlen(name));
}

// What holds for the whole process and is set before the first module is emitted.
static void start_llvm(void) {
    static const char *const arguments[] = {
        "zilant",
        // We describe lines, no variables. LLVM's dearer way to follow variables looks at every
        // instruction all the same.
        "-experimental-debug-variable-locations=0",
        // Integers of 128 bits are divided, and become floats, in code of ours: modules are linked
        // without the compiler's library, which has functions for that.
        "-expand-div-rem-bits=64",
        "-expand-fp-convert-bits=64",
        // Loops that sum in order may become vector code: codegen/analysis/ordered_sums.h says
        // which gain.
        "-force-ordered-reductions=true",
        // A loop of a few instructions takes half as long again where it lies across two lines of
        // the cache. (The number is that of bits: 32 bytes.)
        "-x86-experimental-pref-innermost-loop-alignment=5",
        // What is left over of vectors of several, or a row too short for them, is vector code too.
        "-epilogue-vectorization-minimum-VF=4",
    };
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
    LLVMInitializeX86AsmParser(); // the runtime may hold inline assembly
    LLVMParseCommandLineOptions(sizeof arguments / sizeof *arguments, arguments, "");
}

void initialize_llvm(void) {
    static once_flag is_done = ONCE_FLAG_INIT;
    call_once(&is_done, start_llvm);
}

static void ask_for_remarks(void) {
    static const char *const arguments[] = {"zilant", "-pass-remarks=loop-vectorize",
                                            "-pass-remarks-analysis=loop-vectorize"};
    LLVMParseCommandLineOptions(sizeof arguments / sizeof *arguments, arguments, "");
}

void enable_remarks(void) {
    static once_flag is_done = ONCE_FLAG_INIT;
    call_once(&is_done, ask_for_remarks);
}

bool emitter_open(Emitter *emitter) {
    emitter->context = LLVMContextCreate();
    LLVMContextSetDiagnosticHandler(emitter->context, receive_diagnostic, emitter);
    LLVMContextSetDiscardValueNames(emitter->context, !emit_stage_is_text(emitter->stage));
    create_types(emitter);
    const char *name = emitter->group == NULL ? emitter->module->name : emitter->group->name;
    emitter->llvm = LLVMModuleCreateWithNameInContext(name, emitter->context);
    emitter->builder = LLVMCreateBuilderInContext(emitter->context);
    emitter->weights_kind = metadata_kind(emitter, "prof");
    emitter->loop_kind = metadata_kind(emitter, "llvm.loop");
    emitter->invariant_kind = metadata_kind(emitter, "invariant.load");
    emitter->error_weights = weights(emitter, 1, 2000);
    emitter->unlikely_weights = emitter->error_weights;
    emitter->likely_weights = weights(emitter, 2000, 1);
    emitter->empty_metadata =
        LLVMMetadataAsValue(emitter->context, LLVMMDNodeInContext2(emitter->context, NULL, 0));
    open_cpu_levels(emitter);
    return create_machine(emitter) && runtime_open(emitter);
}

void emitter_close(Emitter *emitter) {
    debug_close(emitter);
    if (emitter->shim_module != NULL)
        LLVMDisposeModule(emitter->shim_module);
    if (emitter->runtime != NULL)
        LLVMDisposeModule(emitter->runtime);
    if (emitter->builder != NULL)
        LLVMDisposeBuilder(emitter->builder);
    if (emitter->llvm != NULL)
        LLVMDisposeModule(emitter->llvm);
    if (emitter->machine != NULL)
        LLVMDisposeTargetMachine(emitter->machine);
    if (emitter->context != NULL)
        LLVMContextDispose(emitter->context);
}
