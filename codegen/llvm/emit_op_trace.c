// What profilers and tracers are told: the ops of functions with the directives `profile` and
// `linetrace`. What they cost while nobody wants to know is a look at the thread for each call, and
// a comparison with null for each line; all else is done out of the way.

#include "codegen/llvm/internal.h"

// --- Values --------------------------------------------------------------------------------------

typedef struct ShownValue {
    LLVMValueRef tag;
    LLVMValueRef payload; // I64 or a pointer
} ShownValue;

static ShownValue show_object(Emitter *emitter, LLVMValueRef object, bool is_cell) {
    if (is_cell)
        return (ShownValue){const_tag(emitter, ZI_SHOWN_CELL), object};
    LLVMValueRef tag = LLVMBuildSelect(emitter->builder, build_is_null(emitter, object),
                                       const_tag(emitter, ZI_TAG_UNBOUND), object, "");
    return (ShownValue){tag, const_i64(emitter, 0)};
}

static ShownValue show_number(Emitter *emitter, LLVMValueRef value, IrKind kind, int64_t how) {
    if (kind == IR_F32 || kind == IR_F64) {
        LLVMValueRef wide = LLVMBuildFPCast(emitter->builder, value, emitter->types.f64, "");
        return (ShownValue){const_tag(emitter, ZI_TAG_FLOAT),
                            LLVMBuildBitCast(emitter->builder, wide, emitter->types.i64, "")};
    }
    bool is_signed = how == ZI_SHOWN_AS_IT_IS && kind != IR_BOOL;
    unsigned tag = how == ZI_SHOWN_AS_IT_IS ? (unsigned)ZI_TAG_INT : (unsigned)how;
    return (ShownValue){const_tag(emitter, tag),
                        build_integer_cast(emitter, value, emitter->types.i64, is_signed)};
}

static ShownValue show_operand(Emitter *emitter, const IrOp *op, uint32_t operand, int64_t how) {
    if (op->operands[operand].kind == IR_VALUE_NULL)
        return (ShownValue){const_tag(emitter, ZI_TAG_UNBOUND), const_i64(emitter, 0)};
    IrKind kind = operand_type(emitter, op, operand).kind;
    if (kind == IR_DUAL) {
        DualValue dual = load_dual(emitter, op, operand);
        return (ShownValue){dual.tag, dual.payload};
    }
    LLVMValueRef value = load_operand(emitter, op, operand);
    return kind == IR_OBJECT ? show_object(emitter, value, how == ZI_SHOWN_CELL)
                             : show_number(emitter, value, kind, how);
}

// Stores the pairs of operands from this one on as an array of zi_shown_value; gives how many.
static LLVMValueRef store_shown(Emitter *emitter, const IrOp *op, uint32_t first,
                                LLVMValueRef *count) {
    LLVMValueRef area = argument_area(emitter);
    uint32_t values = (op->operand_count - first) / 2;
    for (uint32_t i = 0; i < values; i++) {
        uint32_t operand = first + (2 * i);
        ShownValue shown = show_operand(emitter, op, operand + 1, op->operands[operand].integer);
        uint64_t place = i * abi_size(emitter, ABI_shown_value);
        build_store_offset(emitter, shown.tag, area,
                           place + abi_offset(emitter, ABI_shown_value_tag));
        build_store_offset(emitter, shown.payload, area,
                           place + abi_offset(emitter, ABI_shown_value_payload));
    }
    *count = const_i64(emitter, values);
    return area;
}

static const char *runtime_name(const Emitter *emitter, const IrOp *op, const char *name) {
    const char *suffix = (op->flags & IR_FLAG_NEEDS_ENSURE) != 0 ? "_nogil" : "";
    return arena_format(emitter->arena, "zi_trace_%s%s", name, suffix);
}

// --- Entering ------------------------------------------------------------------------------------

static LLVMValueRef enter(Emitter *emitter, const IrOp *op) {
    const IrBody *body = emitter->function.ir;
    LLVMValueRef info =
        ir_is_module_code(body) ? const_null(emitter) : callable_info(emitter, body->callable);
    LLVMValueRef count, values = store_shown(emitter, op, 0, &count);
    return CALL_RUNTIME(emitter, runtime_name(emitter, op, "enter"), emitter->function.state, info,
                        line_in_code(emitter, op, 0), const_i32(emitter, op->aux.number), values,
                        count);
}

// Without the GIL nobody may look at the thread.
static LLVMValueRef is_traced(Emitter *emitter, const IrOp *op) {
    if ((op->flags & IR_FLAG_NEEDS_ENSURE) != 0)
        return LLVMConstAllOnes(emitter->types.i1);
    LLVMValueRef traced = CALL_RUNTIME(emitter, "zi_is_traced", emitter->function.state);
    return LLVMBuildICmp(emitter->builder, LLVMIntNE, traced, const_i32(emitter, 0), "");
}

void emit_op_TRACE_ENTER(Emitter *emitter, const IrOp *op) {
    LLVMValueRef record = ask_or(emitter, op, is_traced(emitter, op), enter, const_null(emitter));
    set_result(emitter, op, record);
    LLVMValueRef failed =
        LLVMConstIntToPtr(const_i64(emitter, ZI_TRACE_FAILED), emitter->types.pointer);
    set_failure(emitter, LLVMBuildICmp(emitter->builder, LLVMIntEQ, record, failed, ""));
}

// --- Lines and leaving ---------------------------------------------------------------------------

static LLVMValueRef has_record(Emitter *emitter, const IrOp *op) {
    LLVMValueRef is_null = build_is_null(emitter, load_operand(emitter, op, 0));
    return LLVMBuildNot(emitter->builder, is_null, "");
}

static LLVMValueRef is_negative(Emitter *emitter, LLVMValueRef status) {
    return LLVMBuildICmp(emitter->builder, LLVMIntSLT, status, const_i32(emitter, 0), "");
}

static LLVMValueRef line_fails(Emitter *emitter, const IrOp *op) {
    const IrBody *body = emitter->function.ir;
    LLVMValueRef anchor, line = line_in_code(emitter, op, 0);
    if (ir_is_module_code(body)) {
        anchor = anchor_of_entry(emitter, op);
    } else {
        anchor = callable_info(emitter, body->callable);
        line = LLVMConstSub(line, const_i32(emitter, 1));
    }
    LLVMValueRef count, values = store_shown(emitter, op, 1, &count);
    return is_negative(emitter, CALL_RUNTIME(emitter, runtime_name(emitter, op, "line"),
                                             load_operand(emitter, op, 0), emitter->function.state,
                                             anchor, line, values, count));
}

void emit_op_TRACE_LINE(Emitter *emitter, const IrOp *op) {
    set_failure(emitter, ask_if(emitter, op, has_record(emitter, op), line_fails));
}

static LLVMValueRef leave_fails(Emitter *emitter, const IrOp *op) {
    LLVMValueRef count, values = store_shown(emitter, op, 1, &count);
    return is_negative(emitter, CALL_RUNTIME(emitter, runtime_name(emitter, op, "leave"),
                                             load_operand(emitter, op, 0),
                                             const_i32(emitter, op->aux.number), values, count));
}

void emit_op_TRACE_LEAVE(Emitter *emitter, const IrOp *op) {
    set_failure(emitter, ask_if(emitter, op, has_record(emitter, op), leave_fails));
}

static LLVMValueRef unwind(Emitter *emitter, const IrOp *op) {
    CALL_RUNTIME(emitter, runtime_name(emitter, op, "unwind"), load_operand(emitter, op, 0),
                 const_i32(emitter, op->aux.number));
    return LLVMConstNull(emitter->types.i1);
}

void emit_op_TRACE_UNWIND(Emitter *emitter, const IrOp *op) {
    ask_if(emitter, op, has_record(emitter, op), unwind);
}
