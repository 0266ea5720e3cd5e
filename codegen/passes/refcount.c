// References by liveness, with borrowing.
//
// Expects: error branches; SSA form; registers of counted kinds (object, dual, view) set and used
// without a thought about references. Leaves: INCREF and DECREF such that on every path through the
// function each reference is released or given away exactly once, as early as liveness allows.
//
//  - arguments are borrowed from the caller, constants from the module;
//  - a register may borrow from another register, or for a few ops from memory, if nothing can take
//    its object away meanwhile;
//  - parameters of blocks own, and jumps give them their references;
//  - all other registers own what they hold: it moves where an op takes over a register that is not
//    used again, and is released after the last use or on the CFG edge where it dies;
//  - an op that raises has not set its result.
//
// Pointers into objects (the characters of a bytes object, the data of a memoryview) keep the
// registers alive that they come from. Where the GIL is not held, nothing is released: what a
// region without it has used is released after it.

#include "codegen/passes/refcount.h"

static bool has_counted_register(const IrBody *body) {
    for (IrRegisterId reg = 0; reg < body->registers.count; reg++)
        if (ir_kind_is_counted(body->registers.items[reg].type.kind))
            return true;
    return false;
}

// The results of ops that are not DIRECT go to what lives in memory through a register of their
// own, so that what that held is released in between. (Those of ops that may raise do so already.)
// Returns whether there were any.
static bool separate_results(IrBody *body, IrBlock *block, const bool *in_memory) {
    IrOpVector ops = block->ops;
    block->ops = (IrOpVector){0};
    bool any = false;
    for (uint32_t i = 0; i < ops.count; i++) {
        IrOp *op = ops.items[i];
        ir_block_append(body, block, op);
        if (op->result == IR_NO_REGISTER || ir_op_has(op, IR_DIRECT) || ir_op_can_raise(op) ||
            !ir_kind_is_counted(body->registers.items[op->result].type.kind) ||
            !in_memory[op->result])
            continue;
        any = true;
        IrRegisterId variable = op->result;
        op->result = edit_register_like(body, variable);
        edit_append_unary(body, &block->ops, IR_OP_COPY, op->span, variable, op->result);
    }
    return any;
}

// Puts UNBOUNDs of registers before the entry block.
static void null_at_entry(IrBody *body, const IrRegisterVector *registers) {
    IrOpVector ops = {0};
    for (uint32_t i = 0; i < registers->count; i++)
        if (!body->registers.items[registers->items[i]].is_argument)
            edit_append(body, &ops, IR_OP_UNBOUND, body->span, registers->items[i], NULL, 0);
    edit_prepend_to_entry(body, &ops);
}

bool pass_refcount(IrModule *module, IrBody *body, Analyses *analyses) {
    if (!has_counted_register(body))
        return false;
    const bool *in_memory = analyses_memory(analyses);
    for (uint32_t i = 0; i < body->blocks.count; i++)
        if (separate_results(body, body->blocks.items[i], in_memory))
            analyses_forget(analyses, KEEPS_CFG);
    Refcount pass = {.module = module,
                     .body = body,
                     .arena = body->arena,
                     .analyses = analyses,
                     .register_count = body->registers.count,
                     .held = analyses_gil(analyses)};
    refcount_find_ownership(&pass);
    refcount_find_nulls(&pass);
    refcount_place(&pass);
    null_at_entry(body, &pass.at_exit);
    return true;
}
