// Terminators, and what stands before them: the failure that an ERROR_BRANCH tests.

#include "codegen/llvm/internal.h"
#include <string.h>

static LLVMBasicBlockRef target_of(Emitter *emitter, const IrOp *op, uint32_t number) {
    zi_assert(number < op->aux.targets.count);
    return region_target(emitter, op->aux.targets.blocks[number]);
}

static void add_weights(const Emitter *emitter, LLVMValueRef branch, LLVMValueRef weights) {
    LLVMSetMetadata(branch, emitter->weights_kind, weights);
}

static LLVMMetadataRef loop_hint(const Emitter *emitter, const char *name, LLVMValueRef value) {
    LLVMMetadataRef hint[] = {LLVMMDStringInContext2(emitter->context, name, strlen(name)),
                              LLVMValueAsMetadata(value)};
    return LLVMMDNodeInContext2(emitter->context, hint, 2);
}

// Tells LLVM's loop vectoriser what to do with the loop that the branch goes on with; and where the
// loop begins, if it shall say what it did.
static void describe_loop(Emitter *emitter, const IrOp *op, LLVMValueRef branch) {
    LLVMContextRef context = emitter->context;
    LLVMMetadataRef parts[3], location = LLVMInstructionGetDebugLoc(branch);
    size_t count = 1;
    uint32_t line = line_of_span(emitter, op->span);
    if (emitter->function.is_latch && location != NULL && line > 0) {
        parts[count++] = location;
        note_loop(emitter, line, op->aux.targets.blocks[0]->is_jammed);
    }
    if (emitter->function.advice == SUM_OF_ROWS)
        parts[count++] = loop_hint(emitter, "llvm.loop.interleave.count", const_i32(emitter, 1));
    else if (emitter->function.advice == SUM_ONE_BY_ONE)
        parts[count++] =
            loop_hint(emitter, "llvm.loop.vectorize.enable", LLVMConstNull(emitter->types.i1));
    if (count == 1)
        return;
    // The first operand of what names a loop is itself: no two are the same.
    parts[0] = LLVMTemporaryMDNode(context, NULL, 0);
    LLVMMetadataRef loop = LLVMMDNodeInContext2(context, parts, count);
    LLVMMetadataReplaceAllUsesWith(parts[0], loop);
    LLVMSetMetadata(branch, emitter->loop_kind, LLVMMetadataAsValue(context, loop));
}

void emit_op_JUMP(Emitter *emitter, const IrOp *op) {
    pass_arguments(emitter, op);
    LLVMValueRef branch = LLVMBuildBr(emitter->builder, target_of(emitter, op, 0));
    if (op->aux.targets.blocks[0]->is_loop_header)
        describe_loop(emitter, op, branch);
}

void emit_op_BRANCH(Emitter *emitter, const IrOp *op) {
    LLVMValueRef branch = LLVMBuildCondBr(emitter->builder, load_operand(emitter, op, 0),
                                          target_of(emitter, op, 0), target_of(emitter, op, 1));
    if (op->flags & IR_FLAG_UNLIKELY)
        add_weights(emitter, branch, emitter->unlikely_weights);
}

void emit_op_SWITCH(Emitter *emitter, const IrOp *op) {
    LLVMValueRef value = load_operand(emitter, op, 0);
    uint32_t count = op->aux.targets.count;
    LLVMValueRef branch =
        LLVMBuildSwitch(emitter->builder, value, target_of(emitter, op, 0), count - 1);
    for (uint32_t i = 1; i < count; i++) {
        LLVMValueRef number =
            LLVMConstInt(LLVMTypeOf(value), (unsigned long long)op->aux.targets.cases[i - 1], 1);
        LLVMAddCase(branch, number, target_of(emitter, op, i));
    }
}

// Splits the edge to `target`: a block that calls what raises; out of line.
static LLVMBasicBlockRef raise_block(Emitter *emitter, Failure *failure, LLVMBasicBlockRef target) {
    LLVMBasicBlockRef current = LLVMGetInsertBlock(emitter->builder);
    LLVMBasicBlockRef block = build_block(emitter, "raise");
    LLVMPositionBuilderAtEnd(emitter->builder, block);
    call_runtime(emitter, failure->raise, failure->arguments, failure->argument_count);
    LLVMBuildBr(emitter->builder, target);
    LLVMPositionBuilderAtEnd(emitter->builder, current);
    return block;
}

void emit_op_ERROR_BRANCH(Emitter *emitter, const IrOp *op) {
    Failure failure = emitter->function.failure;
    emitter->function.failure = (Failure){0};
    LLVMBasicBlockRef good = target_of(emitter, op, 0);
    const BranchPlan *plan = map_get(&emitter->function.plan.branches, op);
    if (plan != NULL)
        emit_releases(emitter, plan->releases, plan->release_count);
    if (failure.condition == NULL) {
        LLVMBuildBr(emitter->builder, good);
        return;
    }
    LLVMBasicBlockRef bad =
        plan != NULL ? region_target(emitter, plan->error) : target_of(emitter, op, 1);
    if (failure.raise != NULL)
        bad = raise_block(emitter, &failure, bad);
    LLVMValueRef branch = LLVMBuildCondBr(emitter->builder, failure.condition, bad, good);
    bool is_cold = op->aux.targets.blocks[1]->is_cold; // else it ends a loop as well
    if (LLVMIsAInstruction(branch) && is_cold)
        add_weights(emitter, branch, emitter->error_weights);
}

void emit_op_UNREACHABLE(Emitter *emitter, const IrOp *op) {
    (void)op;
    LLVMBuildUnreachable(emitter->builder);
}

void emit_op_PROPAGATE(Emitter *emitter, const IrOp *op) {
    (void)emitter;
    (void)op;
    internal_error("PROPAGATE is left after the exceptions pass");
}

// --- Returning -----------------------------------------------------------------------------------

static LLVMValueRef insert_value(Emitter *emitter, LLVMValueRef whole, LLVMValueRef part,
                                 unsigned index) {
    return LLVMBuildInsertValue(emitter->builder, whole, part, index, "");
}

static LLVMValueRef pack_dual(Emitter *emitter, DualValue value) {
    LLVMValueRef whole = LLVMGetUndef(emitter->types.dual);
    whole = insert_value(emitter, whole, value.payload, abi_index_of(ABI_dual_payload));
    return insert_value(emitter, whole, value.tag, abi_index_of(ABI_dual_tag));
}

static LLVMValueRef pack_view(Emitter *emitter, ViewValue view, LLVMTypeRef type, IrType own) {
    LLVMValueRef *numbers[MOST_NUMBERS];
    uint32_t count = view_numbers(own, &view, numbers);
    LLVMValueRef packed = LLVMGetUndef(LLVMStructGetTypeAtIndex(type, 2));
    for (uint32_t i = 0; i < count; i++)
        packed = insert_value(emitter, packed, *numbers[i], i);
    LLVMValueRef whole = insert_value(emitter, LLVMGetUndef(type), view.owner, 0);
    whole = insert_value(emitter, whole, view.data, 1);
    return insert_value(emitter, whole, packed, 2);
}

// The value that the function returns, as one LLVM value of `type`.
static LLVMValueRef pack_operand(Emitter *emitter, const IrOp *op, LLVMTypeRef type) {
    IrType own = operand_type(emitter, op, 0);
    switch (ir_kind_form(own.kind)) {
    case IR_FORM_DUAL:
        return pack_dual(emitter, load_dual(emitter, op, 0));
    case IR_FORM_VIEW:
        if (op->operands[0].kind != IR_VALUE_REGISTER) // what a noexcept function gives
            return LLVMConstNull(type);
        return pack_view(emitter, load_view(emitter, op, 0), type, own);
    case IR_FORM_AGGREGATE:
        if (op->operands[0].kind != IR_VALUE_REGISTER) // what a noexcept function gives
            return LLVMConstNull(type);
        return LLVMBuildLoad2(emitter->builder, type, load_address(emitter, op, 0), "");
    case IR_FORM_SCALAR: {
        LLVMValueRef value = load_operand(emitter, op, 0);
        if (LLVMTypeOf(value) != type && LLVMGetTypeKind(type) == LLVMIntegerTypeKind)
            value = build_integer_cast(emitter, value, type, own.kind != IR_BOOL);
        return value;
    }
    case IR_FORM_NOTHING:
        break;
    }
    return LLVMGetUndef(type);
}

static bool body_returns_pair(const Emitter *emitter) {
    IrSignature signature = ir_signature_of(emitter->arena, emitter->function.ir);
    return returns_pair(&signature);
}

static LLVMTypeRef result_type(Emitter *emitter) {
    LLVMValueRef function = function_value(emitter, emitter->function.ir);
    return LLVMGetReturnType(LLVMGlobalGetValueType(function));
}

void emit_op_RETURN(Emitter *emitter, const IrOp *op) {
    LLVMTypeRef type = result_type(emitter);
    if (ir_convention_is_c(emitter->function.ir->convention)) {
        return_c_value(emitter, op);
    } else if (body_returns_pair(emitter)) {
        LLVMTypeRef value_type = LLVMStructGetTypeAtIndex(type, 0);
        LLVMValueRef value = pack_operand(emitter, op, value_type);
        LLVMValueRef whole = insert_value(emitter, LLVMGetUndef(type), value, 0);
        whole = insert_value(emitter, whole, const_i32(emitter, 0), 1);
        region_return(emitter, whole);
    } else if (LLVMGetTypeKind(type) == LLVMVoidTypeKind) {
        region_return(emitter, NULL);
    } else if (emitter->function.ir->result.kind == IR_VOID) {
        region_return(emitter, LLVMConstNull(type)); // the status of a void function
    } else {
        region_return(emitter, pack_operand(emitter, op, type));
    }
}

void emit_op_RETURN_ERROR(Emitter *emitter, const IrOp *op) {
    (void)op;
    const IrBody *ir = emitter->function.ir;
    LLVMTypeRef type = result_type(emitter);
    LLVMValueRef failed = const_i32(emitter, 1);
    if (ir_convention_is_c(ir->convention)) {
        return_c_error(emitter);
    } else if (body_returns_pair(emitter)) {
        region_return(emitter, insert_value(emitter, LLVMConstNull(type), failed, 1));
    } else if (LLVMGetTypeKind(type) == LLVMVoidTypeKind) {
        region_return(emitter, NULL);
    } else if (ir->error == IR_RETURNS_DUAL) {
        DualValue error = {const_i64(emitter, 0), const_tag(emitter, ZI_TAG_ERROR)};
        region_return(emitter, pack_dual(emitter, error));
    } else if (ir->error == IR_RETURNS_STATUS || ir->convention == IR_CONVENTION_MODULE) {
        region_return(emitter, failed);
    } else {
        region_return(emitter, LLVMConstNull(type));
    }
}
