// CALL_RUNTIME: arguments and result as the letters of the function's line in runtime_op.def say.

#include "codegen/llvm/internal.h"

#define MAX_ARGUMENTS 16
#define ZI_TAG_ERROR 2

LLVMValueRef cache_address(Emitter *emitter, uint32_t cache) {
    zi_assert(cache < emitter->module->cache_count);
    uint64_t size = emitter->runtime_layout.size_of_cache;
    return build_offset(emitter, emitter->function.state,
                        emitter->state_layout.caches + (size * cache));
}

typedef struct RuntimeCall {
    Emitter *emitter;
    const IrOp *op;
    uint32_t operand;
    LLVMValueRef arguments[MAX_ARGUMENTS];
    unsigned count;
} RuntimeCall;

static void add(RuntimeCall *call, LLVMValueRef argument) {
    zi_assert(call->count < MAX_ARGUMENTS);
    call->arguments[call->count++] = argument;
}

// The address of a register; what the function sets is there afterwards.
static void add_register_address(RuntimeCall *call) {
    IrValue value = call->op->operands[call->operand];
    zi_assert(value.kind == IR_VALUE_REGISTER);
    zi_assert(register_type(call->emitter, value.reg).kind != IR_DUAL);
    add(call, load_address(call->emitter, call->op, call->operand++));
}

static void add_objects(RuntimeCall *call) {
    Emitter *emitter = call->emitter;
    uint32_t count = call->op->operand_count - call->operand;
    add(call, store_arguments(emitter, call->op, call->operand));
    add(call, const_i64(emitter, count));
    call->operand += count;
}

static void add_letter(RuntimeCall *call, char letter) {
    Emitter *emitter = call->emitter;
    const IrOp *op = call->op;
    switch (letter) {
    case 'S':
        add(call, emitter->function.state);
        break;
    case 'C':
        add(call, cache_address(emitter, op->aux.runtime.cache));
        break;
    case 'k':
        add(call, constant_object(emitter, (uint32_t)op->operands[call->operand++].integer));
        break;
    case 'D': {
        DualValue value = load_dual(emitter, op, call->operand++);
        add(call, value.payload);
        add(call, value.tag);
        break;
    }
    case '*':
        add_objects(call);
        break;
    default:
        add(call, load_operand(emitter, op, call->operand++));
        break;
    }
}

// What the result is, and whether it is an error.
static void set_runtime_result(Emitter *emitter, const IrOp *op, const RuntimeInfo *info,
                               LLVMValueRef value) {
    LLVMBuilderRef builder = emitter->builder;
    bool can_fail = info->error != IR_ERROR_NEVER;
    switch (info->signature[0]) {
    case 'v':
        break;
    case 'O':
    case 'o':
    case 'p':
        set_result(emitter, op, value);
        if (can_fail)
            set_failure_if_null(emitter, value);
        break;
    case 'D': {
        DualValue dual = {LLVMBuildExtractValue(builder, value, 0, ""),
                          LLVMBuildExtractValue(builder, value, 1, "")};
        set_dual(emitter, op->result, dual);
        if (can_fail)
            set_failure(emitter, LLVMBuildICmp(builder, LLVMIntEQ, dual.tag,
                                               const_tag(emitter, ZI_TAG_ERROR), ""));
        break;
    }
    case 'd': {
        set_result(emitter, op, value);
        if (!can_fail)
            break;
        LLVMValueRef minus_one = LLVMConstReal(emitter->types.f64, -1.0);
        LLVMValueRef suspicious = LLVMBuildFCmp(builder, LLVMRealOEQ, value, minus_one, "");
        set_failure(emitter, check_python_error(emitter, suspicious));
        break;
    }
    default: {
        LLVMValueRef zero = LLVMConstNull(LLVMTypeOf(value));
        bool is_bool = info->signature[0] == 'B';
        set_result(emitter, op,
                   is_bool ? LLVMBuildICmp(builder, LLVMIntNE, value, zero, "") : value);
        if (can_fail)
            set_failure(emitter, LLVMBuildICmp(builder, LLVMIntSLT, value, zero, ""));
        break;
    }
    }
}

void emit_op_CALL_RUNTIME(Emitter *emitter, const IrOp *op) {
    const RuntimeInfo *info = &runtime_infos[op->aux.runtime.id];
    RuntimeCall call = {.emitter = emitter, .op = op};
    for (const char *letter = info->signature + 1; *letter != '\0'; letter++) {
        if (*letter == '&') {
            letter++;
            add_register_address(&call);
        } else {
            add_letter(&call, *letter);
        }
    }
    zi_assert(call.operand == op->operand_count);
    const char *name = arena_format(emitter->arena, "zi_%s", info->name);
    LLVMValueRef value = call_runtime(emitter, name, call.arguments, call.count);
    set_runtime_result(emitter, op, info, value);
    if (info->error == IR_ERROR_ALWAYS)
        set_failure(emitter, LLVMConstAllOnes(emitter->types.i1));
}
