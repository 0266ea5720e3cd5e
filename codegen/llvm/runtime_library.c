// The runtime's bitcode: opened lazily, so that only the bodies of what a module uses are read.
// Prototypes of its functions and the layouts of its structures come from there.

#include "codegen/llvm/abi_check.h"
#include "codegen/llvm/internal.h"
#include "support/file.h"
#include <limits.h>
#include <llvm-c/BitReader.h>
#include <stdlib.h>
#include <string.h>

// Reads one constant of abi/layout.def.
static bool read_layout(Emitter *emitter, const char *name, uint64_t *value) {
    LLVMValueRef global = LLVMGetNamedGlobal(emitter->runtime, name);
    LLVMValueRef initializer = global == NULL ? NULL : LLVMGetInitializer(global);
    if (initializer == NULL || !LLVMIsAConstantInt(initializer)) {
        report(emitter, DIAG_E0614, NO_SPAN, emitter->options->python.tag, name);
        return false;
    }
    *value = LLVMConstIntGetZExtValue(initializer);
    return true;
}

static bool read_layouts(Emitter *emitter) {
    bool good = true;
#define LAYOUT(name, value)                                                                        \
    good = good && read_layout(emitter, "zi_layout_" #name, &emitter->runtime_layout.name);
#include "abi/layout.def"
#undef LAYOUT
    return good;
}

// Was the bitcode built from the same tables in abi/ as this compiler? The build has checked its
// own; this one may come from elsewhere.
static bool has_same_abi(Emitter *emitter) {
    AbiMismatch mismatch;
    if (!abi_find_mismatch(&emitter->abi, emitter->runtime, &mismatch))
        return true;
    report(emitter, DIAG_E0614, NO_SPAN, emitter->options->python.tag, mismatch.what);
    return false;
}

enum { LARGEST_RUNTIME = 64 << 20 };

bool runtime_read(EmissionInput *input, Arena *arena) {
    const CodegenOptions *options = input->options;
    const char *path =
        arena_format(arena, "%s/%s.bc", options->runtime_directory, options->python.tag);
    int error;
    input->runtime = file_read(arena, path, LARGEST_RUNTIME, &input->runtime_length, &error);
    if (input->runtime == NULL)
        diag_report(input->module->compilation->diagnostics, DIAG_E0603, NO_SPAN,
                    options->python.tag);
    return input->runtime != NULL;
}

bool runtime_open(Emitter *emitter) {
    const EmissionInput *input = emitter->input;
    LLVMMemoryBufferRef buffer =
        LLVMCreateMemoryBufferWithMemoryRange(input->runtime, input->runtime_length, "runtime", 1);
    // The module owns the buffer from here on, whether it could be read or not.
    if (LLVMGetBitcodeModuleInContext2(emitter->context, buffer, &emitter->runtime)) {
        emitter->runtime = NULL;
        report(emitter, DIAG_E0614, NO_SPAN, emitter->options->python.tag, "no bitcode");
        return false;
    }
    LLVMSetTarget(emitter->llvm, LLVMGetTarget(emitter->runtime));
    LLVMSetDataLayout(emitter->llvm, LLVMGetDataLayoutStr(emitter->runtime));
    return has_same_abi(emitter) && read_layouts(emitter);
}

static bool is_weight(LLVMAttributeRef attribute) {
    unsigned length = 0;
    return LLVMIsStringAttribute(attribute) &&
           strcmp(LLVMGetStringAttributeKind(attribute, &length), ZI_WEIGHT_ATTRIBUTE) == 0;
}

// What LLVM knows of the function (cold, nounwind, noreturn) holds for the declaration too.
static void copy_attributes(LLVMValueRef from, LLVMValueRef to) {
    LLVMAttributeIndex index = (LLVMAttributeIndex)LLVMAttributeFunctionIndex;
    LLVMAttributeRef attributes[64];
    unsigned count = LLVMGetAttributeCountAtIndex(from, index);
    zi_assert(count <= 64);
    LLVMGetAttributesAtIndex(from, index, attributes);
    for (unsigned i = 0; i < count; i++)
        if (LLVMIsEnumAttribute(attributes[i]) || is_weight(attributes[i]))
            LLVMAddAttributeAtIndex(to, index, attributes[i]);
}

LLVMValueRef runtime_body(Emitter *emitter, const char *name) {
    LLVMValueRef original = LLVMGetNamedFunction(emitter->runtime, name);
    if (original == NULL) {
        report(emitter, DIAG_E0614, NO_SPAN, emitter->options->python.tag, name);
        longjmp(emitter->escape, 1);
    }
    return original;
}

LLVMValueRef runtime_function(Emitter *emitter, const char *name) {
    LLVMValueRef function = LLVMGetNamedFunction(emitter->llvm, name);
    if (function != NULL)
        return function;
    LLVMValueRef original = runtime_body(emitter, name);
    function = LLVMAddFunction(emitter->llvm, name, LLVMGlobalGetValueType(original));
    LLVMSetVisibility(function, LLVMHiddenVisibility);
    // ZI_KEEPS. Without optimization callers rely on less, since LLVM's quick instruction selection
    // knows C's convention alone.
    if (emitter->options->optimization > 0)
        LLVMSetFunctionCallConv(function, LLVMGetFunctionCallConv(original));
    copy_attributes(original, function);
    return function;
}

// Gives an argument the type of the parameter: C's `int` for a bool, and so on.
static LLVMValueRef adapt_argument(Emitter *emitter, LLVMValueRef argument, LLVMTypeRef type) {
    LLVMTypeRef own = LLVMTypeOf(argument);
    if (own == type)
        return argument;
    zi_assert(LLVMGetTypeKind(own) == LLVMIntegerTypeKind &&
              LLVMGetTypeKind(type) == LLVMIntegerTypeKind);
    return build_integer_cast(emitter, argument, type, own != emitter->types.i1);
}

// --- Inline or out of line -----------------------------------------------------------------------

// How large the function's inline body is, as the build of the runtime has noted; 0 if it has none.
static unsigned weight_of(LLVMValueRef function) {
    LLVMAttributeRef attribute =
        LLVMGetStringAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                                      ZI_WEIGHT_ATTRIBUTE, (unsigned)strlen(ZI_WEIGHT_ATTRIBUTE));
    unsigned length = 0;
    return attribute == NULL
               ? 0
               : (unsigned)strtoul(LLVMGetStringAttributeValue(attribute, &length), NULL, 10);
}

// Whether a call takes about as long as what the body does (ZI_HOT).
static bool is_hot(LLVMValueRef body) {
    unsigned kind = LLVMGetEnumAttributeKindForName("hot", strlen("hot"));
    return LLVMGetEnumAttributeAtIndex(body, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                                       kind) != NULL;
}

// The largest inline body of the function that pays in the block being emitted. What is no larger
// than its call is inlined everywhere.
static unsigned weight_limit(const Emitter *emitter, LLVMValueRef body) {
    enum { CALL = 5, SHORT = 12, MEDIUM = 30, HOT = 72 };
    if (emitter->options->optimization == 0) // quick to build
        return CALL;
    switch (emitter->function.fast_paths) {
    case FAST_PATHS_NONE:
        return CALL;
    case FAST_PATHS_SHORT:
        return SHORT;
    case FAST_PATHS_MEDIUM:
        return is_hot(body) ? HOT : MEDIUM;
    case FAST_PATHS_ALL:
        break;
    }
    return UINT_MAX;
}

bool inlines_runtime(Emitter *emitter, const char *name) {
    LLVMValueRef body = runtime_body(emitter, name);
    return weight_of(body) <= weight_limit(emitter, body);
}

static void forbid_inlining(const Emitter *emitter, LLVMValueRef call) {
    unsigned kind = LLVMGetEnumAttributeKindForName("noinline", strlen("noinline"));
    LLVMAddCallSiteAttribute(call, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                             LLVMCreateEnumAttribute(emitter->context, kind, 0));
}

LLVMValueRef call_runtime(Emitter *emitter, const char *name, LLVMValueRef *arguments,
                          unsigned count) {
    LLVMValueRef function = runtime_function(emitter, name);
    LLVMTypeRef type = LLVMGlobalGetValueType(function);
    LLVMTypeRef parameters[16];
    unsigned expected = LLVMCountParamTypes(type);
    if (expected != count || count > 16)
        internal_error("%s takes %u arguments, the emitter passes %u", name, expected, count);
    LLVMGetParamTypes(type, parameters);
    for (unsigned i = 0; i < count; i++)
        arguments[i] = adapt_argument(emitter, arguments[i], parameters[i]);
    LLVMValueRef call = LLVMBuildCall2(emitter->builder, type, function, arguments, count, "");
    LLVMSetInstructionCallConv(call, LLVMGetFunctionCallConv(function));
    if (weight_of(function) > weight_limit(emitter, function))
        forbid_inlining(emitter, call);
    return call;
}

LLVMValueRef python_variable(Emitter *emitter, const char *name) {
    LLVMValueRef variable = LLVMGetNamedGlobal(emitter->llvm, name);
    if (variable != NULL)
        return variable;
    // Only the address matters, so that the type may be any.
    LLVMValueRef original = LLVMGetNamedGlobal(emitter->runtime, name);
    LLVMTypeRef type = original == NULL ? emitter->types.pointer : LLVMGlobalGetValueType(original);
    return LLVMAddGlobal(emitter->llvm, type, name);
}
