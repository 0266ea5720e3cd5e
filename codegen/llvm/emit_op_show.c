// The variables that tracebacks show, as they are held when an exception leaves their function.

#include "codegen/llvm/internal.h"

// Stores the words of a value from the offset on; gives the number that says how it is held.
static LLVMValueRef store_held(Emitter *emitter, const IrOp *op, uint32_t operand,
                               LLVMValueRef area, uint64_t *offset) {
    int64_t how = op->operands[operand - 1].integer;
    bool is_dual = operand_type(emitter, op, operand).kind == IR_DUAL;
    LLVMValueRef first;
    if (is_dual) {
        DualValue dual = load_dual(emitter, op, operand);
        build_store_offset(emitter, dual.payload, area, *offset + 8);
        first = dual.tag;
        how |= ZI_HELD_DUAL;
    } else {
        first = load_operand(emitter, op, operand);
    }
    build_store_offset(emitter, first, area, *offset);
    *offset += is_dual ? 16 : 8;
    return const_i32(emitter, how);
}

void emit_op_SHOW_VARIABLES(Emitter *emitter, const IrOp *op) {
    LLVMValueRef area = argument_area(emitter);
    uint32_t count = op->operand_count / 2;
    LLVMValueRef *held = ARENA_ARRAY(emitter->arena, LLVMValueRef, count);
    uint64_t offset = 0;
    for (uint32_t i = 0; i < count; i++)
        held[i] = store_held(emitter, op, (2 * i) + 1, area, &offset);
    LLVMValueRef numbers =
        const_global(emitter, "zi_held", LLVMConstArray2(emitter->types.i32, held, count));
    CALL_RUNTIME(emitter, "zi_show_variables", emitter->function.state,
                 callable_info(emitter, emitter->function.ir->callable), numbers,
                 const_i32(emitter, count), area);
}
