// A function that calls other functions first checks that the stack has room: native calls have no
// frames that the interpreter would count, and recursion without an end must raise RecursionError.
//
// Takes: IR before error branches. Gives: a call of the runtime's check_stack at the start of
// bodies that call anything which may come back to them. Functions that run without the GIL, or
// that cannot raise, are left alone.

#include "codegen/passes/internal.h"

static bool may_recurse(const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (ir_op_has(block->ops.items[j], IR_RECURSES))
                return true;
    }
    return false;
}

bool pass_recursion(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    (void)analyses;
    if (body->convention != IR_CONVENTION_NATIVE || body->nogil || body->blocks.count == 0 ||
        body->error == IR_RETURNS_NO_ERROR || !may_recurse(body))
        return false;
    IrRegisterId status = edit_register_of(body, IR_I32);
    IrOpVector ops = {0};
    IrOp *check = edit_append(body, &ops, IR_OP_CALL_RUNTIME, body->span, status, NULL, 0);
    check->aux.runtime = RUNTIME_check_stack;
    edit_prepend_to_entry(body, &ops);
    return true;
}
