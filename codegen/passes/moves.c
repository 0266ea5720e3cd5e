// Operators that take over their left operand.
//
// Expects: reference counts. Leaves: TAKES_LEFT at an operator whose left operand is released as
// soon as it has not raised, without that release. So a text grows in place, and a float's memory
// holds the result, where nobody else has the object. If it raises, the operand is as it was.

#include "codegen/passes/internal.h"

// The operators with a form that takes over: emit_op_python.c, runtime/moving.c.
static bool may_take(const IrOp *op) {
    switch (op->code) {
    case IR_OP_PYTHON_BINARY:
        return op->aux.number == BINARY_ADD || op->aux.number == BINARY_SUBTRACT ||
               op->aux.number == BINARY_MULTIPLY || op->aux.number == BINARY_DIVIDE;
    case IR_OP_DUAL_BINARY:
        return op->aux.number == BINARY_ADD &&
               (op->flags & (IR_FLAG_LIKELY_INTS | IR_FLAG_LIKELY_FLOATS)) == 0;
    case IR_OP_CALL_RUNTIME:
        return op->aux.runtime == RUNTIME_append_text;
    default:
        return false;
    }
}

// The place of the release of the register among those with which the block begins; or their end.
static uint32_t find_release(const IrBlock *block, IrRegisterId reg) {
    uint32_t place = 0;
    while (ir_op_is_release(block->ops.items[place]) &&
           block->ops.items[place]->operands[0].reg != reg)
        place++;
    return place;
}

static bool take_left(IrOp *op, const IrOp *branch, const Predecessors *predecessors) {
    if (!may_take(op) || !op_has_register(op, 0) || branch->code != IR_OP_ERROR_BRANCH ||
        (op_has_register(op, 1) && op->operands[1].reg == op->operands[0].reg))
        return false;
    IrBlock *good = branch->aux.targets.blocks[0];
    if (predecessors->normal[good->id].count != 1)
        return false;
    uint32_t place = find_release(good, op->operands[0].reg);
    if (!ir_op_is_release(good->ops.items[place]))
        return false;
    op->flags |= IR_FLAG_TAKES_LEFT;
    good->ops.count--;
    for (; place < good->ops.count; place++)
        good->ops.items[place] = good->ops.items[place + 1];
    return true;
}

bool pass_moves(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    const Predecessors *predecessors = analyses_predecessors(analyses);
    bool changed = false;
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        uint32_t count = block->ops.count;
        if (count >= 2)
            changed |=
                take_left(block->ops.items[count - 2], block->ops.items[count - 1], predecessors);
    }
    return changed;
}
