// Questions and calls in the place of a call that may come to a function of the module.

#include "codegen/passes/direct.h"

IrBlock *direct_new_block(const Splitting *splitting, const char *label) {
    const IrBlock *around = splitting->block;
    IrBlock *block = edit_block_beside(splitting->body, around, label, around->handler);
    block->is_cold = around->is_cold;
    return block;
}

IrOp *direct_put(const Splitting *splitting, IrBlock *block, IrOpcode code, IrRegisterId result,
                 const IrValue *operands, uint32_t count) {
    return edit_append(splitting->body, &block->ops, code, splitting->call->span, result, operands,
                       count);
}

IrOp *direct_put_giving(const Splitting *splitting, IrBlock *block, IrOpcode code, IrKind kind,
                        const IrValue *operands, uint32_t count) {
    return direct_put(splitting, block, code, edit_register_of(splitting->body, kind), operands,
                      count);
}

IrOp *direct_put_runtime(const Splitting *splitting, IrBlock *block, RuntimeId runtime, IrKind kind,
                         const IrValue *operands, uint32_t count) {
    return edit_append_runtime(splitting->body, &block->ops, runtime, splitting->call->span,
                               edit_register_of(splitting->body, kind), operands, count);
}

IrValue direct_put_constant(const Splitting *splitting, IrBlock *block, uint32_t constant) {
    IrOp *op = direct_put_giving(splitting, block, IR_OP_CONSTANT, IR_OBJECT, NULL, 0);
    op->aux.constant = constant;
    return ir_reg(op->result);
}

IrBlock *direct_put_branch(const Splitting *splitting, IrBlock *block, IrValue condition,
                           bool expected, IrBlock *otherwise) {
    IrBlock *next = direct_new_block(splitting, "direct");
    IrBlock *targets[] = {expected ? next : otherwise, expected ? otherwise : next};
    IrOp *branch = direct_put(splitting, block, IR_OP_BRANCH, IR_NO_REGISTER, &condition, 1);
    ir_op_set_targets(splitting->body, branch, targets, 2);
    return next;
}

IrValue direct_put_function(const Splitting *splitting, IrBlock *block,
                            const Candidate *candidate) {
    IrOp *function = direct_put_giving(splitting, block, IR_OP_FUNCTION_OBJECT, IR_OBJECT, NULL, 0);
    function->aux.callable = candidate->callable;
    return ir_reg(function->result);
}

IrValue direct_put_identity(const Splitting *splitting, IrBlock *block, IrValue callee,
                            const Candidate *candidate) {
    IrValue operands[] = {callee, direct_put_function(splitting, block, candidate)};
    IrOp *is = direct_put_giving(splitting, block, IR_OP_COMPARE, IR_BOOL, operands, 2);
    is->aux.number = COMPARE_IS;
    return ir_reg(is->result);
}

IrBlock *direct_put_defaults_question(const Splitting *splitting, IrBlock *block,
                                      const Binding *binding, IrBlock *otherwise) {
    if (!binding->has_defaults)
        return block;
    const Candidate *candidate = binding->candidate;
    IrValue defaults[] = {direct_put_function(splitting, block, candidate),
                          direct_put_constant(splitting, block, candidate->defaults)};
    const IrOp *has =
        direct_put_runtime(splitting, block, RUNTIME_function_has_defaults, IR_BOOL, defaults, 2);
    return direct_put_branch(splitting, block, ir_reg(has->result), true, otherwise);
}

void direct_put_native_call(const Splitting *splitting, IrBlock *block, const Binding *binding,
                            IrRegisterId result) {
    IrBody *callee = binding->candidate->body;
    uint32_t parameters = callee->parameter_count;
    IrValue *operands = ARENA_ARRAY(splitting->body->arena, IrValue, parameters + 1);
    uint32_t count = 0;
    if (callee->has_closure) {
        IrValue function = direct_put_function(splitting, block, binding->candidate);
        operands[count++] = ir_reg(
            direct_put_giving(splitting, block, IR_OP_FUNCTION_CLOSURE, IR_OBJECT, &function, 1)
                ->result);
    }
    for (uint32_t i = 0; i < parameters; i++)
        operands[count++] = binding->constants[i] != IR_NO_CONSTANT
                                ? direct_put_constant(splitting, block, binding->constants[i])
                                : binding->values[i];
    direct_put(splitting, block, IR_OP_CALL_NATIVE, result, operands, count)->aux.body = callee;
}

IrBlock *direct_split_after(const Splitting *splitting, IrBlock *block, uint32_t place) {
    IrBlock *after = direct_new_block(splitting, "called");
    edit_move_ops(splitting->body, block, place + 1, after);
    block->ops.count = place;
    return after;
}
