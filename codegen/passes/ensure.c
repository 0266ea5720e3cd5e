// What takes the GIL itself.
//
// Expects: error branches and reference ops; only ops that can take the GIL themselves (trait
// ENSURES) need it where it is not held. Leaves: NEEDS_ENSURE on those that have to, by the one
// analysis of where the GIL is held. No other place sets that flag, and the emitter asks for
// nothing else.

#include "codegen/passes/internal.h"

static void mark_block(const IrBlock *block, bool held) {
    for (uint32_t i = 0; i < block->ops.count; i++) {
        IrOp *op = block->ops.items[i];
        if (!held && ir_op_has(op, IR_ENSURES))
            op->flags |= IR_FLAG_NEEDS_ENSURE;
        held = ir_gil_after(op, held);
    }
}

bool pass_ensure(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    const bool *held = analyses_gil(analyses);
    for (uint32_t i = 0; i < body->blocks.count; i++)
        mark_block(body->blocks.items[i], held[i]);
    return true;
}
