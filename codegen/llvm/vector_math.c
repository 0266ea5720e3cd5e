// Calls of libm in functions whose directives allow approximations (`fastmath=afn`): LLVM is told
// which vectors of them the C library has, so that loops with such calls become vector code.
//
// Takes: the module before LLVM's passes for numbers. Gives: the attribute
// `vector-function-abi-variant` at each such call (LLVM's LangRef; the names are those of the x86
// and AArch64 vector function ABIs), and the declarations that it names. Guarantees: no name that
// the C library of this machine has not, none that the target's processor could not run, and no
// change of other functions.

#include "codegen/llvm/internal.h"
#include <dlfcn.h>
#include <string.h>

#define LIBRARY "libmvec.so.1"
#define ALLOWED_ATTRIBUTE "approx-func-fp-math"
#define VARIANT_ATTRIBUTE "vector-function-abi-variant"
#define KEPT_GLOBAL "llvm.compiler.used"

// --- What there is -------------------------------------------------------------------------------

// A set of vector registers as the ABIs name it.
typedef struct VectorSet {
    char letter;
    unsigned bytes;
    // LLVM's name; NULL: all processors of the kind have it
    const char *feature;
    unsigned level; // the first of x86-64 that has it
} VectorSet;

static const VectorSet x86_sets[] = {
    {'b', 16, NULL, 0}, {'d', 32, "+avx2", 3}, {'e', 64, "+avx512f", 4}};
static const VectorSet aarch64_sets[] = {{'n', 16, NULL, 0}};

typedef struct Function {
    const char *name;
    unsigned arguments;
} Function;

static const Function functions[] = {
#define VECTOR_MATH(name, arguments) {#name, arguments},
#include "codegen/llvm/vector_math.def"
#undef VECTOR_MATH
};

// A call that has a vector form, for one kind of number.
typedef struct VectorCall {
    const Function *function;
    bool is_double;
} VectorCall;

typedef struct VectorMath {
    Emitter *emitter;
    void *library;
    const VectorSet *sets;
    unsigned set_count;
    const char *machine_cpu, *features;
    // of the function being looked at
    const char *cpu;
    VECTOR(LLVMValueRef) declared; // of the vector functions
} VectorMath;

static bool has_set(const VectorMath *math, const VectorSet *set) {
    return set->feature == NULL || strstr(math->features, set->feature) != NULL ||
           cpu_level_of(math->cpu) >= set->level;
}

// --- Calls ---------------------------------------------------------------------------------------

// `sin`, `sinf`, `llvm.sin.f64`
static bool is_named(const char *name, size_t length, const VectorCall *call) {
    static const char intrinsic[] = "llvm.";
    size_t own = strlen(call->function->name);
    size_t prefix = strlen(intrinsic);
    const char *suffix = call->is_double ? "" : "f";
    if (length > prefix && memcmp(name, intrinsic, prefix) == 0) {
        name += prefix;
        length -= prefix;
        suffix = call->is_double ? ".f64" : ".f32";
    }
    return length == own + strlen(suffix) && memcmp(name, call->function->name, own) == 0 &&
           memcmp(name + own, suffix, strlen(suffix)) == 0;
}

static bool find_call(LLVMValueRef callee, LLVMTypeRef type, VectorCall *call) {
    size_t length;
    const char *name = LLVMGetValueName2(callee, &length);
    LLVMTypeKind kind = LLVMGetTypeKind(LLVMGetReturnType(type));
    if (kind != LLVMDoubleTypeKind && kind != LLVMFloatTypeKind)
        return false;
    call->is_double = kind == LLVMDoubleTypeKind;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        call->function = &functions[i];
        if (LLVMCountParamTypes(type) == functions[i].arguments && is_named(name, length, call))
            return true;
    }
    return false;
}

// Declares the vector function, if there is one; NULL if not.
static const char *declare_vector(VectorMath *math, const VectorCall *call, const VectorSet *set) {
    Emitter *emitter = math->emitter;
    unsigned lanes = set->bytes / (call->is_double ? 8 : 4);
    const char *name = arena_format(emitter->arena, "_ZGV%cN%u%s_%s%s", set->letter, lanes,
                                    call->function->arguments == 2 ? "vv" : "v",
                                    call->function->name, call->is_double ? "" : "f");
    if (dlsym(math->library, name) == NULL)
        return NULL;
    if (LLVMGetNamedFunction(emitter->llvm, name) != NULL)
        return name;
    LLVMTypeRef number = call->is_double ? LLVMDoubleTypeInContext(emitter->context)
                                         : LLVMFloatTypeInContext(emitter->context);
    LLVMTypeRef vector = LLVMVectorType(number, lanes);
    LLVMTypeRef parameters[] = {vector, vector};
    LLVMTypeRef type = LLVMFunctionType(vector, parameters, call->function->arguments, 0);
    LLVMValueRef function = LLVMAddFunction(emitter->llvm, name, type);
    vector_push(emitter->arena, &math->declared, function);
    return name;
}

static void name_vectors(VectorMath *math, LLVMValueRef instruction, LLVMValueRef callee,
                         const VectorCall *call) {
    Emitter *emitter = math->emitter;
    const char *text = "";
    size_t length;
    const char *scalar = LLVMGetValueName2(callee, &length);
    for (unsigned i = 0; i < math->set_count; i++) {
        const VectorSet *set = &math->sets[i];
        const char *vector = has_set(math, set) ? declare_vector(math, call, set) : NULL;
        if (vector == NULL)
            continue;
        text =
            arena_format(emitter->arena, "%s%s_ZGV_LLVM_N%u%s_%.*s(%s)", text, *text ? "," : "",
                         set->bytes / (call->is_double ? 8 : 4),
                         call->function->arguments == 2 ? "vv" : "v", (int)length, scalar, vector);
    }
    if (*text == '\0')
        return;
    LLVMAddCallSiteAttribute(instruction, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                             LLVMCreateStringAttribute(emitter->context, VARIANT_ATTRIBUTE,
                                                       (unsigned)strlen(VARIANT_ATTRIBUTE), text,
                                                       (unsigned)strlen(text)));
}

static void visit_function(VectorMath *math, LLVMValueRef function) {
    const char *level = note_of(function, CPU_ATTRIBUTE);
    math->cpu = level != NULL ? level : math->machine_cpu;
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block;
         block = LLVMGetNextBasicBlock(block))
        for (LLVMValueRef instruction = LLVMGetFirstInstruction(block); instruction;
             instruction = LLVMGetNextInstruction(instruction)) {
            VectorCall call;
            LLVMValueRef callee =
                LLVMIsACallInst(instruction) ? LLVMGetCalledValue(instruction) : NULL;
            if (callee != NULL && LLVMIsAFunction(callee) &&
                find_call(callee, LLVMGetCalledFunctionType(instruction), &call))
                name_vectors(math, instruction, callee, &call);
        }
}

// --- The module ----------------------------------------------------------------------------------

void allow_vector_math(Emitter *emitter, LLVMValueRef function) {
    emitter->allows_vector_math = true;
    set_note(emitter, function, ALLOWED_ATTRIBUTE, "true");
}

// LLVM looks for the declarations by name, and would drop what nothing refers to.
static void keep_declarations(const VectorMath *math) {
    Emitter *emitter = math->emitter;
    if (math->declared.count == 0)
        return;
    LLVMTypeRef type = LLVMArrayType2(emitter->types.pointer, math->declared.count);
    LLVMValueRef kept = LLVMAddGlobal(emitter->llvm, type, KEPT_GLOBAL);
    LLVMSetLinkage(kept, LLVMAppendingLinkage);
    LLVMSetSection(kept, "llvm.metadata");
    LLVMSetInitializer(
        kept, LLVMConstArray2(emitter->types.pointer, math->declared.items, math->declared.count));
}

void name_vector_math(Emitter *emitter) {
    char *triple = LLVMGetTargetMachineTriple(emitter->machine);
    char *cpu = LLVMGetTargetMachineCPU(emitter->machine);
    char *features = LLVMGetTargetMachineFeatureString(emitter->machine);
    bool is_x86 = strncmp(triple, "x86_64", strlen("x86_64")) == 0;
    VectorMath math = {.emitter = emitter,
                       .library = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL),
                       .sets = is_x86 ? x86_sets : aarch64_sets,
                       .set_count = is_x86 ? sizeof x86_sets / sizeof *x86_sets
                                           : sizeof aarch64_sets / sizeof *aarch64_sets,
                       .machine_cpu = cpu,
                       .features = features};
    for (LLVMValueRef function = LLVMGetFirstFunction(emitter->llvm);
         math.library != NULL && function; function = LLVMGetNextFunction(function))
        if (note_of(function, ALLOWED_ATTRIBUTE) != NULL)
            visit_function(&math, function);
    keep_declarations(&math);
    if (math.library != NULL)
        dlclose(math.library);
    LLVMDisposeMessage(triple);
    LLVMDisposeMessage(cpu);
    LLVMDisposeMessage(features);
}

void forget_vector_math(Emitter *emitter) {
    LLVMValueRef kept = LLVMGetNamedGlobal(emitter->llvm, KEPT_GLOBAL);
    if (kept != NULL)
        LLVMDeleteGlobal(kept);
}
