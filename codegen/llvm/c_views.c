// Calls of C's convention that pass views: each as the words on the stack that it is there.
//
// A struct that is passed in memory lies in the caller's stack frame as its words would that come
// when no register is left. So registers that nothing is passed in are filled up, with nothing, and
// the words follow: those that a view does not use are not written, and no copy is made. (LLVM
// copies all of a byval argument, unknown words too, from memory that has just been written.)
//
// Takes: a call all of whose other arguments go in registers. Gives: the arguments for that, and
// how those before the views are passed.

#include "codegen/llvm/c_abi.h"

enum { GENERAL_REGISTERS = 6, SSE_REGISTERS = 8 };

// How many registers the values that are no views take.
typedef struct Taken {
    unsigned general, sse;
    bool all_fit; // none lies in memory
} Taken;

static void take_value(Taken *taken, LLVMTypeRef type) {
    LLVMTypeKind kind = LLVMGetTypeKind(type);
    bool is_general = kind == LLVMIntegerTypeKind || kind == LLVMPointerTypeKind;
    bool is_wide = kind == LLVMIntegerTypeKind && LLVMGetIntTypeWidth(type) > 64;
    taken->all_fit &= kind != LLVMX86_FP80TypeKind && !is_wide;
    *(is_general ? &taken->general : &taken->sse) += 1;
}

static void take(Taken *taken, const CPass *pass) {
    taken->all_fit &= pass->kind != C_PASS_MEMORY;
    if (pass->kind == C_PASS_VALUE)
        take_value(taken, pass->type);
    for (unsigned i = 0; pass->kind == C_PASS_PARTS && i < pass->part_count; i++)
        take_value(taken, pass->parts[i]);
}

static bool is_view_parameter(const IrSignature *signature, uint32_t index) {
    return signature->parameters[index].kind == IR_VIEW;
}

static Taken taken_registers(const IrSignature *signature, const CCall *call) {
    Taken taken = {.all_fit = true};
    taken.general = (call->result.kind == C_PASS_MEMORY) + call->has_skip_dispatch;
    taken.general += call->has_optionals;
    for (uint32_t i = 0; i < call->count; i++)
        if (!is_view_parameter(signature, i))
            take(&taken, &call->parameters[i]);
    taken.all_fit &= taken.general <= GENERAL_REGISTERS && taken.sse <= SSE_REGISTERS;
    return taken;
}

bool c_call_spreads_views(const IrSignature *signature, const CCall *call) {
    bool has_views = false;
    for (uint32_t i = 0; i < call->count; i++)
        has_views |= is_view_parameter(signature, i);
    return has_views && !call->is_variadic && taken_registers(signature, call).all_fit;
}

CCall c_call_without_views(Emitter *emitter, const IrSignature *signature, const CCall *call,
                           IrSignature *rest) {
    CCall without = *call;
    *rest = *signature;
    without.parameters = ARENA_ARRAY(emitter->arena, CPass, call->count + 1);
    rest->parameters = ARENA_ARRAY(emitter->arena, IrType, call->count + 1);
    without.count = 0;
    for (uint32_t i = 0; i < call->count; i++) {
        if (is_view_parameter(signature, i))
            continue;
        rest->parameters[without.count] = signature->parameters[i];
        without.parameters[without.count++] = call->parameters[i];
    }
    return without;
}

// --- Words ---------------------------------------------------------------------------------------

static uint32_t words_of_view(Emitter *emitter) {
    return (uint32_t)(layout_oracle(emitter).view.size / 8);
}

size_t c_room_for_views(Emitter *emitter, const CCall *call) {
    return GENERAL_REGISTERS + (size_t)call->count * words_of_view(emitter);
}

static void put_view(Emitter *emitter, IrType type, const ViewValue *view, LLVMValueRef *words) {
    uint64_t shape = abi_offset(emitter, ABI_view_shape) / 8;
    uint64_t strides = abi_offset(emitter, ABI_view_strides) / 8;
    uint64_t suboffsets = abi_offset(emitter, ABI_view_suboffsets) / 8;
    for (uint32_t i = 0; i < words_of_view(emitter); i++)
        words[i] = LLVMGetUndef(emitter->types.i64);
    words[abi_offset(emitter, ABI_view_owner) / 8] = view->owner;
    words[abi_offset(emitter, ABI_view_data) / 8] = view->data;
    bool is_indirect = ir_view_is_indirect(type.type);
    for (uint32_t i = 0; i < view_dimensions(type); i++) {
        words[shape + i] = view->shape[i];
        words[strides + i] = view->strides[i];
        words[suboffsets + i] = is_indirect ? view->suboffsets[i] : const_i64(emitter, -1);
    }
}

unsigned add_view_words(Emitter *emitter, const IrOp *op, const IrSignature *signature,
                        const CCall *call, uint32_t first, LLVMValueRef *arguments) {
    unsigned count = 0;
    for (unsigned i = taken_registers(signature, call).general; i < GENERAL_REGISTERS; i++)
        arguments[count++] = LLVMGetUndef(emitter->types.i64);
    for (uint32_t i = 0; i < call->count; i++) {
        if (!is_view_parameter(signature, i))
            continue;
        ViewValue view = load_view(emitter, op, first + i);
        put_view(emitter, operand_type(emitter, op, first + i), &view, arguments + count);
        count += words_of_view(emitter);
    }
    return count;
}
