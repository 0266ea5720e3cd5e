// Checks that raise out of line, polling, and the GIL.

#include "codegen/llvm/internal.h"

LLVMValueRef python_error_is_set(Emitter *emitter) {
    LLVMTypeRef type = LLVMFunctionType(emitter->types.pointer, NULL, 0, 0);
    LLVMValueRef function = LLVMGetNamedFunction(emitter->llvm, "PyErr_Occurred");
    if (function == NULL)
        function = LLVMAddFunction(emitter->llvm, "PyErr_Occurred", type);
    LLVMValueRef error = LLVMBuildCall2(emitter->builder, type, function, NULL, 0, "");
    return LLVMBuildNot(emitter->builder, build_is_null(emitter, error), "");
}

void emit_op_CHECK_BOUND(Emitter *emitter, const IrOp *op) {
    IrKind kind = operand_type(emitter, op, 0).kind;
    LLVMValueRef missing;
    if (kind == IR_DUAL)
        missing = LLVMBuildICmp(emitter->builder, LLVMIntEQ, load_dual(emitter, op, 0).tag,
                                const_tag(emitter, ZI_TAG_UNBOUND), "");
    else if (kind == IR_VIEW)
        missing = build_is_null(emitter, load_view(emitter, op, 0).owner);
    else
        missing = build_is_null(emitter, load_operand(emitter, op, 0));
    bool is_free = (op->flags & IR_FLAG_FREE) != 0;
    const char *raise = is_free ? "zi_raise_unassigned_free" : "zi_raise_unassigned_local";
    if (emitter->module->has_python_texts)
        raise = is_free                                ? "zi_raise_unbound_free"
                : op->flags & IR_FLAG_IN_COMPREHENSION ? "zi_raise_unbound_outer"
                                                       : "zi_raise_unbound_local";
    set_raising_failure(emitter, op, missing, raise, const_string(emitter, op->aux.text.bytes));
}

LLVMValueRef ask_or(Emitter *emitter, const IrOp *op, LLVMValueRef suspicious, Question *question,
                    LLVMValueRef otherwise) {
    LLVMBasicBlockRef from = LLVMGetInsertBlock(emitter->builder);
    LLVMBasicBlockRef ask = build_block(emitter, "ask"), next = build_block(emitter, "");
    LLVMValueRef branch = LLVMBuildCondBr(emitter->builder, suspicious, ask, next);
    LLVMSetMetadata(branch, emitter->weights_kind, emitter->unlikely_weights);
    LLVMPositionBuilderAtEnd(emitter->builder, ask);
    LLVMValueRef answer = question(emitter, op);
    LLVMBasicBlockRef asked = LLVMGetInsertBlock(emitter->builder);
    LLVMBuildBr(emitter->builder, next);
    LLVMPositionBuilderAtEnd(emitter->builder, next);
    LLVMValueRef given = LLVMBuildPhi(emitter->builder, LLVMTypeOf(otherwise), "");
    LLVMValueRef values[] = {otherwise, answer};
    LLVMBasicBlockRef blocks[] = {from, asked};
    LLVMAddIncoming(given, values, blocks, 2);
    return given;
}

LLVMValueRef ask_if(Emitter *emitter, const IrOp *op, LLVMValueRef suspicious, Question *question) {
    return ask_or(emitter, op, suspicious, question, LLVMConstNull(emitter->types.i1));
}

void emit_op_CHECK_NOT_NONE(Emitter *emitter, const IrOp *op) {
    LLVMValueRef is_none = LLVMBuildICmp(emitter->builder, LLVMIntEQ, load_operand(emitter, op, 0),
                                         python_variable(emitter, "_Py_NoneStruct"), "");
    set_raising_failure(emitter, op, is_none, "zi_raise_none_attribute",
                        const_string(emitter, op->aux.text.bytes));
}

void emit_op_CHECK_TYPE(Emitter *emitter, const IrOp *op) {
    const IrCType *type = op->aux.type;
    LLVMValueRef object = load_operand(emitter, op, 0);
    bool is_class = type->kind == IR_C_CLASS;
    LLVMValueRef type_object =
        is_class ? class_object(emitter, type->class_) : builtin_type_object(emitter, type);
    LLVMValueRef allow_none = const_i32(emitter, !(op->flags & IR_FLAG_NOT_NONE));
    bool is_subtype = (op->flags & IR_FLAG_SUBTYPE) != 0;
    const char *check = is_class     ? "zi_check_class"
                        : is_subtype ? "zi_check_subtype"
                                     : "zi_check_type";
    LLVMValueRef status = CALL_RUNTIME(emitter, check, object, type_object, allow_none);
    set_failure(emitter,
                LLVMBuildICmp(emitter->builder, LLVMIntSLT, status, const_i32(emitter, 0), ""));
}

// Before a body that takes the GIL has it, the thread may have no state to look into.
static bool takes_gil(const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t k = 0; k < block->ops.count; k++)
            if (block->ops.items[k]->code == IR_OP_GIL_ENSURE)
                return true;
    }
    return false;
}

// The address of what a poll reads. It stays the same as long as the function runs, since it runs
// in one thread, and is asked for once, at the function's entry.
static LLVMValueRef eval_breaker(Emitter *emitter) {
    FunctionEmission *function = &emitter->function;
    if (function->eval_breaker != NULL)
        return function->eval_breaker;
    bool is_shared = !has_regions(emitter) && !takes_gil(function->ir);
    LLVMBasicBlockRef block = LLVMGetInsertBlock(emitter->builder);
    if (is_shared)
        LLVMPositionBuilderAtEnd(emitter->builder, function->entry);
    LLVMValueRef address = CALL_RUNTIME(emitter, "zi_eval_breaker", function->state);
    LLVMPositionBuilderAtEnd(emitter->builder, block);
    if (is_shared)
        function->eval_breaker = address;
    return address;
}

static LLVMValueRef pending_fails(Emitter *emitter, const IrOp *op) {
    (void)op;
    LLVMValueRef status = call_runtime(emitter, "zi_handle_pending", NULL, 0);
    return LLVMBuildICmp(emitter->builder, LLVMIntSLT, status, const_i32(emitter, 0), "");
}

void emit_op_POLL(Emitter *emitter, const IrOp *op) {
    LLVMValueRef waits = CALL_RUNTIME(emitter, "zi_is_pending", eval_breaker(emitter));
    waits = LLVMBuildICmp(emitter->builder, LLVMIntNE, waits, const_i32(emitter, 0), "");
    set_failure(emitter, ask_if(emitter, op, waits, pending_fails));
}

void emit_op_GIL_RELEASE(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, call_runtime(emitter, "zi_gil_release", NULL, 0));
}

void emit_op_GIL_RESTORE(Emitter *emitter, const IrOp *op) {
    CALL_RUNTIME(emitter, "zi_gil_restore", load_operand(emitter, op, 0));
}

void emit_op_GIL_ENSURE(Emitter *emitter, const IrOp *op) {
    set_result(emitter, op, call_runtime(emitter, "zi_gil_ensure", NULL, 0));
}

void emit_op_GIL_LEAVE(Emitter *emitter, const IrOp *op) {
    CALL_RUNTIME(emitter, "zi_gil_leave", load_operand(emitter, op, 0));
}
