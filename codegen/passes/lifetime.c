// Local variables keep their objects until the function ends.
//
// Takes functions in which a reference would be released after its last use. Leaves a KEEP_ALIVE
// of all counted local variables before each return, and of one that is deleted before that, so
// that an object lives as long as Python says: until its variable is bound again, deleted, or gone
// with the function. Pointers that C code
// took from an object rely on it, and so does what a destructor guards. Temporaries are released as
// early as before.
//
// The exits by an exception are not there yet when the pass runs: the exceptions pass calls
// keep_variables for them, and the generator pass asks is_kept_variable of what lives at a yield. A
// function without the GIL has no objects of its own.

#include "codegen/passes/internal.h"

bool is_kept_variable(const IrRegister *reg) {
    return (reg->is_debug_local || reg->is_cell) && !reg->is_argument &&
           ir_kind_is_counted(reg->type.kind);
}

static void keep_before_last(IrBody *body, IrBlock *block, const IrValue *variables,
                             uint32_t count) {
    IrOp *terminator = vector_pop(&block->ops);
    edit_append(body, &block->ops, IR_OP_KEEP_ALIVE, terminator->span, IR_NO_REGISTER, variables,
                count);
    vector_push(body->arena, &block->ops, terminator);
}

void keep_variables(IrBody *body, IrOpcode exit) {
    VECTOR(IrValue) variables = {0};
    // what an op uses last is released from its last operand on, and the first variable goes first
    for (IrRegisterId reg = body->registers.count; reg-- > 0;)
        if (is_kept_variable(&body->registers.items[reg]))
            vector_push(body->arena, &variables, ir_reg(reg));
    if (variables.count == 0 || body->nogil)
        return;
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        IrBlock *block = body->blocks.items[i];
        if (ir_block_terminator(block)->code == exit)
            keep_before_last(body, block, variables.items, variables.count);
    }
}

static bool is_deletion(const IrBody *body, const IrOp *op) {
    return op->code == IR_OP_UNBOUND && is_kept_variable(&body->registers.items[op->result]);
}

static void keep_until_deleted(IrBody *body, IrBlock *block) {
    IrOpVector ops = {0};
    for (uint32_t i = 0; i < block->ops.count; i++) {
        IrOp *op = block->ops.items[i];
        if (is_deletion(body, op)) {
            IrValue variable = ir_reg(op->result);
            edit_append(body, &ops, IR_OP_KEEP_ALIVE, op->span, IR_NO_REGISTER, &variable, 1);
        }
        vector_push(body->arena, &ops, op);
    }
    block->ops = ops;
}

static void keep_deleted(IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        IrBlock *block = body->blocks.items[i];
        bool deletes = false;
        for (uint32_t k = 0; k < block->ops.count; k++)
            deletes |= is_deletion(body, block->ops.items[k]);
        if (deletes && !body->nogil)
            keep_until_deleted(body, block);
    }
}

bool pass_lifetime(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    (void)analyses;
    keep_variables(body, IR_OP_RETURN);
    keep_deleted(body);
    return true;
}
