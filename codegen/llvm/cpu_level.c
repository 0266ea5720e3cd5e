// Levels of processors: a function with loops over memoryviews has a body for any processor and one
// for each level that the build names (x86-64-v3 ...). What its symbol stands for looks at the
// runtime's `zi_cpu_level` and goes on to the best that the processor runs.
//
// Takes: options->cpu, `PROCESSOR,LEVEL,...`. Gives: the functions NAME.LEVEL, which are internal
// to the object; within them, bodies of the object call each other without asking again.
// Guarantees: a function that gains nothing has one body for all. The one for any processor is
// optimised less where there are others: it is for processors of before 2013, and costs a fifth.
//
// Not here: what the levels are made of and which one the processor has (runtime/cpu.c).

#include "codegen/llvm/internal.h"
#include <stdlib.h>
#include <string.h>

// what all processors of the baseline have
enum { BASELINE_VECTOR_BYTES = 16 };

// --- Which levels --------------------------------------------------------------------------------

unsigned cpu_level_of(const char *name) {
    static const char prefix[] = "x86-64-v";
    size_t length = strlen(prefix);
    return strncmp(name, prefix, length) == 0 ? (unsigned)strtoul(name + length, NULL, 10) : 0;
}

const char *first_of_cpus(Arena *arena, const char *list) {
    return arena_copy_bytes(arena, list, strcspn(list, ","));
}

void open_cpu_levels(Emitter *emitter) {
    const char *list = emitter->options->cpu == NULL ? "" : emitter->options->cpu;
    const char *next = list + strcspn(list, ",");
    if (*next == '\0' || emitter->options->optimization == 0)
        return;
    CpuLevel any = {first_of_cpus(emitter->arena, list), 0};
    vector_push(emitter->arena, &emitter->levels, any);
    while (*next == ',') {
        const char *name = next + 1;
        next = name + strcspn(name, ",");
        CpuLevel level = {first_of_cpus(emitter->arena, name), cpu_level_of(name)};
        vector_push(emitter->arena, &emitter->levels, level);
    }
}

// Generators keep their variables in memory, and entries are called once.
bool has_cpu_levels(const Emitter *emitter, const IrBody *body) {
    bool is_called =
        body->convention == IR_CONVENTION_NATIVE || body->convention == IR_CONVENTION_OUTLINED;
    if (emitter->levels.count == 0 || !is_called || body->is_generator)
        return false;
    const BodyHotness *hotness = map_get(&emitter->hotness, body);
    return hotness != NULL && hotness->has_view_loops &&
           map_get(&emitter->input->plan->group_of, body) == emitter->group && !is_cut(body);
}

// --- Functions -----------------------------------------------------------------------------------

static const char *name_at_level(Emitter *emitter, const IrBody *body, const CpuLevel *level) {
    return arena_format(emitter->arena, "%s.%s", body->link_name, level->name);
}

static LLVMValueRef find_at_level(Emitter *emitter, const IrBody *body, const CpuLevel *level) {
    return LLVMGetNamedFunction(emitter->llvm, name_at_level(emitter, body, level));
}

LLVMValueRef function_at_level(Emitter *emitter, const IrBody *body, const CpuLevel *level) {
    LLVMValueRef known = find_at_level(emitter, body, level);
    if (known != NULL)
        return known;
    LLVMTypeRef type = LLVMGlobalGetValueType(function_value(emitter, body));
    LLVMValueRef function = declare_part(emitter, body, name_at_level(emitter, body, level), type);
    if (level->number == 0)
        choose_plain_pipeline(emitter, function);
    else
        set_note(emitter, function, CPU_ATTRIBUTE, level->name);
    return function;
}

LLVMValueRef called_function(Emitter *emitter, const IrBody *body) {
    const FunctionEmission *caller = &emitter->function;
    if (body == caller->ir)
        return caller->recursion;
    return caller->level != NULL && has_cpu_levels(emitter, body)
               ? function_at_level(emitter, body, caller->level)
               : function_value(emitter, body);
}

// --- The choice ----------------------------------------------------------------------------------

static LLVMValueRef level_of_processor(Emitter *emitter) {
    LLVMTypeRef type = emitter->types.i32;
    LLVMValueRef variable = LLVMGetNamedGlobal(emitter->llvm, "zi_cpu_level");
    if (variable == NULL) {
        variable = LLVMAddGlobal(emitter->llvm, type, "zi_cpu_level");
        LLVMSetVisibility(variable, LLVMHiddenVisibility);
    }
    return LLVMBuildLoad2(emitter->builder, type, variable, "level");
}

static void go_on_to(Emitter *emitter, LLVMValueRef own, LLVMValueRef function) {
    LLVMValueRef *arguments = ARENA_ARRAY(emitter->arena, LLVMValueRef, LLVMCountParams(own) + 1);
    LLVMGetParams(own, arguments);
    LLVMValueRef call = LLVMBuildCall2(emitter->builder, LLVMGlobalGetValueType(own), function,
                                       arguments, LLVMCountParams(own), "");
    LLVMSetTailCallKind(call, LLVMTailCallKindTail);
    if (LLVMGetTypeKind(LLVMTypeOf(call)) == LLVMVoidTypeKind)
        LLVMBuildRetVoid(emitter->builder);
    else
        LLVMBuildRet(emitter->builder, call);
}

void emit_level_choice(Emitter *emitter, const IrBody *body) {
    LLVMValueRef own = function_value(emitter, body);
    emitter->function = (FunctionEmission){.ir = body, .value = own};
    emitter->result->has_levels = true;
    LLVMSetCurrentDebugLocation2(emitter->builder, NULL);
    LLVMPositionBuilderAtEnd(emitter->builder, build_block(emitter, "entry"));
    LLVMValueRef processor = level_of_processor(emitter);
    for (uint32_t i = emitter->levels.count; --i > 0;) {
        const CpuLevel *level = &emitter->levels.items[i];
        LLVMValueRef has_it =
            LLVMBuildICmp(emitter->builder, LLVMIntUGE, processor,
                          const_i32(emitter, (int64_t)level->number), level->name);
        LLVMBasicBlockRef better = build_block(emitter, "better");
        LLVMBasicBlockRef lesser = build_block(emitter, "lesser");
        LLVMValueRef branch = LLVMBuildCondBr(emitter->builder, has_it, better, lesser);
        LLVMSetMetadata(branch, emitter->weights_kind, emitter->likely_weights);
        LLVMPositionBuilderAtEnd(emitter->builder, better);
        go_on_to(emitter, own, function_at_level(emitter, body, level));
        LLVMPositionBuilderAtEnd(emitter->builder, lesser);
    }
    go_on_to(emitter, own, function_at_level(emitter, body, &emitter->levels.items[0]));
}

// --- What gains nothing --------------------------------------------------------------------------

// Is it one that only newer processors compute at once?
static bool is_wide(LLVMTargetDataRef data, LLVMTypeRef type) {
    return LLVMGetTypeKind(type) == LLVMVectorTypeKind &&
           LLVMStoreSizeOfType(data, type) > BASELINE_VECTOR_BYTES;
}

static bool calls_masked(LLVMValueRef instruction) {
    static const char prefix[] = "llvm.masked.";
    LLVMValueRef callee = LLVMIsACallInst(instruction) ? LLVMGetCalledValue(instruction) : NULL;
    size_t length;
    return callee != NULL && LLVMIsAFunction(callee) &&
           strncmp(LLVMGetValueName2(callee, &length), prefix, strlen(prefix)) == 0;
}

// What it calls that is for a level has to be called at that level.
static bool calls_level(LLVMValueRef instruction) {
    LLVMValueRef callee = LLVMIsACallInst(instruction) ? LLVMGetCalledValue(instruction) : NULL;
    return callee != NULL && LLVMIsAFunction(callee) && note_of(callee, CPU_ATTRIBUTE) != NULL;
}

static bool gains(const Emitter *emitter, LLVMValueRef function) {
    LLVMTargetDataRef data = LLVMGetModuleDataLayout(emitter->llvm);
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block;
         block = LLVMGetNextBasicBlock(block))
        for (LLVMValueRef instruction = LLVMGetFirstInstruction(block); instruction;
             instruction = LLVMGetNextInstruction(instruction))
            if (is_wide(data, LLVMTypeOf(instruction)) || calls_masked(instruction) ||
                calls_level(instruction))
                return true;
    return false;
}

static bool is_only_called(LLVMValueRef function) {
    for (LLVMUseRef use = LLVMGetFirstUse(function); use != NULL; use = LLVMGetNextUse(use)) {
        LLVMValueRef user = LLVMGetUser(use);
        if (!LLVMIsACallInst(user) || LLVMGetCalledValue(user) != function)
            return false;
    }
    return true;
}

// LLVM's passes may have given one of the two another signature, or a convention that only calls
// know.
static bool stands_for(LLVMValueRef kept, LLVMValueRef function) {
    return LLVMGlobalGetValueType(kept) == LLVMGlobalGetValueType(function) &&
           (LLVMGetFunctionCallConv(kept) == LLVMGetFunctionCallConv(function) ||
            is_only_called(function));
}

static void replace_function(LLVMValueRef function, LLVMValueRef kept) {
    unsigned convention = LLVMGetFunctionCallConv(kept);
    bool is_same = convention == LLVMGetFunctionCallConv(function);
    for (LLVMUseRef use = LLVMGetFirstUse(function); use != NULL && !is_same;
         use = LLVMGetNextUse(use))
        LLVMSetInstructionCallConv(LLVMGetUser(use), convention);
    LLVMReplaceAllUsesWith(function, kept);
    LLVMDeleteFunction(function);
}

// Makes the body for a level that gains nothing the one for all levels below.
static bool drop_levels_of(Emitter *emitter, const IrBody *body) {
    LLVMValueRef kept = NULL;
    bool has_dropped = false;
    for (uint32_t i = emitter->levels.count; i-- > 0;) {
        LLVMValueRef function = find_at_level(emitter, body, &emitter->levels.items[i]);
        if (function == NULL)
            continue; // all its calls were inlined
        bool is_for_level = note_of(function, CPU_ATTRIBUTE) != NULL;
        if (kept != NULL && stands_for(kept, function)) {
            replace_function(function, kept);
        } else if (is_for_level && !gains(emitter, function)) {
            forget_note(function, CPU_ATTRIBUTE);
            kept = function;
            has_dropped = true;
        }
    }
    return has_dropped;
}

// Gives the one body that is left the function's name, where only the object knows it.
static void drop_choice(Emitter *emitter, const IrBody *body) {
    LLVMValueRef left = NULL;
    for (uint32_t i = 0; i < emitter->levels.count; i++) {
        LLVMValueRef function = find_at_level(emitter, body, &emitter->levels.items[i]);
        if (function != NULL && left != NULL)
            return;
        left = function != NULL ? function : left;
    }
    if (left == NULL || note_of(left, CPU_ATTRIBUTE) != NULL)
        return;
    LLVMValueRef choice = LLVMGetNamedFunction(emitter->llvm, body->link_name);
    if (choice != NULL &&
        (LLVMGetLinkage(choice) != LLVMInternalLinkage || !stands_for(left, choice)))
        return;
    if (choice != NULL)
        replace_function(choice, left);
    LLVMSetValueName2(left, body->link_name, strlen(body->link_name));
}

void drop_cpu_levels(Emitter *emitter) {
    IrBodyVector bodies = {0};
    for (uint32_t i = 0; i < emitter->bodies.count; i++)
        if (has_cpu_levels(emitter, emitter->bodies.items[i]))
            vector_push(emitter->arena, &bodies, emitter->bodies.items[i]);
    bool goes_on = bodies.count > 0;
    while (goes_on) {
        goes_on = false;
        for (uint32_t i = 0; i < bodies.count; i++)
            goes_on |= drop_levels_of(emitter, bodies.items[i]);
    }
    for (uint32_t i = 0; i < bodies.count; i++)
        drop_choice(emitter, bodies.items[i]);
}
