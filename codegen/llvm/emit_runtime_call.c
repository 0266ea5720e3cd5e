// CALL_RUNTIME: arguments and result as the function's signature says.

#include "codegen/llvm/internal.h"

#define MAX_ARGUMENTS 16

// --- Arguments -----------------------------------------------------------------------------------

typedef struct RuntimeCall {
    Emitter *emitter;
    const IrOp *op;
    uint32_t operand;
    LLVMValueRef arguments[MAX_ARGUMENTS];
    unsigned count;
    // where the function sets an object; NULL: nowhere
    LLVMValueRef output;
    IrRegisterId output_register;
} RuntimeCall;

static void add(RuntimeCall *call, LLVMValueRef argument) {
    zi_assert(call->count < MAX_ARGUMENTS);
    call->arguments[call->count++] = argument;
}

// The address of a register. One that is not in memory holds nothing before the call, and what the
// function has set afterwards.
static void add_register_address(RuntimeCall *call) {
    Emitter *emitter = call->emitter;
    IrValue value = call->op->operands[call->operand++];
    zi_assert(value.kind == IR_VALUE_REGISTER);
    if (is_in_memory(emitter, value.reg)) {
        add(call, place_of(emitter, value.reg));
        return;
    }
    zi_assert(register_type(emitter, value.reg).kind == IR_OBJECT && call->output == NULL);
    call->output = build_alloca(emitter, emitter->types.pointer, "");
    call->output_register = value.reg;
    LLVMBuildStore(emitter->builder, const_null(emitter), call->output);
    add(call, call->output);
}

static void set_output(const RuntimeCall *call) {
    Emitter *emitter = call->emitter;
    if (call->output != NULL)
        set_register(emitter, call->output_register,
                     LLVMBuildLoad2(emitter->builder, emitter->types.pointer, call->output, ""));
}

static void add_objects(RuntimeCall *call) {
    Emitter *emitter = call->emitter;
    uint32_t count = call->op->operand_count - call->operand;
    add(call, store_arguments(emitter, call->op, call->operand));
    add(call, const_i64(emitter, count));
    call->operand += count;
}

static void add_parameter(RuntimeCall *call, const RuntimeParameter *parameter) {
    Emitter *emitter = call->emitter;
    const IrOp *op = call->op;
    switch (parameter->passes) {
    case RUNTIME_PASSES_STATE:
        add(call, emitter->function.state);
        break;
    case RUNTIME_PASSES_CACHE:
        add(call, cache_address(emitter, op));
        break;
    case RUNTIME_PASSES_CONSTANT:
        add(call, constant_object(emitter, (uint32_t)op->operands[call->operand++].integer));
        break;
    case RUNTIME_PASSES_NAME:
        call->operand++;
        break;
    case RUNTIME_PASSES_OBJECTS:
        add_objects(call);
        break;
    case RUNTIME_PASSES_ADDRESS:
        add_register_address(call);
        break;
    case RUNTIME_PASSES_VALUE:
        if (parameter->kind == IR_DUAL) {
            DualValue value = load_dual(emitter, op, call->operand++);
            add(call, value.payload);
            add(call, value.tag);
        } else {
            add(call, load_operand(emitter, op, call->operand++));
        }
        break;
    }
}

// --- Results -------------------------------------------------------------------------------------

static void set_float_result(Emitter *emitter, const IrOp *op, LLVMValueRef value, bool can_fail) {
    set_result(emitter, op, value);
    if (!can_fail)
        return;
    LLVMValueRef minus_one = LLVMConstReal(emitter->types.f64, -1.0);
    LLVMValueRef suspicious = LLVMBuildFCmp(emitter->builder, LLVMRealOEQ, value, minus_one, "");
    set_failure(emitter, check_exception(emitter, op, suspicious));
}

static void set_integer_result(Emitter *emitter, const IrOp *op, LLVMValueRef value, bool is_bool,
                               bool can_fail) {
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef zero = LLVMConstNull(LLVMTypeOf(value));
    set_result(emitter, op, is_bool ? LLVMBuildICmp(builder, LLVMIntNE, value, zero, "") : value);
    if (can_fail)
        set_failure(emitter, LLVMBuildICmp(builder, LLVMIntSLT, value, zero, ""));
}

// What the result is, and whether it is an error.
static void set_runtime_result(Emitter *emitter, const IrOp *op, IrKind kind, bool can_fail,
                               LLVMValueRef value) {
    switch (kind) {
    case IR_VOID:
        break;
    case IR_OBJECT:
    case IR_POINTER:
        set_result(emitter, op, value);
        if (can_fail)
            set_failure_if_null(emitter, value);
        break;
    case IR_DUAL:
        if (can_fail)
            set_checked_dual(emitter, op, value);
        else
            set_dual(emitter, op->result, unpack_dual(emitter, value));
        break;
    case IR_F64:
        set_float_result(emitter, op, value, can_fail);
        break;
    case IR_BOOL:
    case IR_I32:
    case IR_I64:
        set_integer_result(emitter, op, value, kind == IR_BOOL, can_fail);
        break;
    case IR_I8:
    case IR_I16:
    case IR_I128:
    case IR_F32:
    case IR_F80:
    case IR_VIEW:
    case IR_AGGREGATE:
    case IR_KIND_COUNT:
        internal_error("a runtime function gives a %s", ir_kind_text(kind));
    }
}

void emit_op_CALL_RUNTIME(Emitter *emitter, const IrOp *op) {
    const RuntimeInfo *info = &runtime_infos[op->aux.runtime];
    const RuntimeSignature *signature = runtime_signature(op->aux.runtime);
    RuntimeCall call = {.emitter = emitter, .op = op};
    for (uint32_t i = 0; i < signature->count; i++)
        add_parameter(&call, &signature->parameters[i]);
    zi_assert(call.operand == op->operand_count);
    bool takes_gil = (op->flags & IR_FLAG_NEEDS_ENSURE) != 0;
    bool takes_left = (op->flags & IR_FLAG_TAKES_LEFT) != 0;
    const char *name = arena_format(emitter->arena, "zi_%s%s%s", takes_left ? "moving_" : "",
                                    info->name, takes_gil ? "_nogil" : "");
    LLVMValueRef value = call_runtime(emitter, name, call.arguments, call.count);
    set_output(&call);
    set_runtime_result(emitter, op, signature->result, info->error != IR_ERROR_NEVER, value);
    if (info->error == IR_ERROR_ALWAYS)
        set_failure(emitter, LLVMConstAllOnes(emitter->types.i1));
}
