// Editing bodies in SSA form: registers that stand for others, parameters that go.

#include "codegen/passes/internal.h"

Replacements edit_start_replacing(Arena *arena, const IrBody *body) {
    uint32_t count = body->registers.count;
    Replacements replacements = {ARENA_ARRAY(arena, IrValue, count), count};
    for (IrRegisterId reg = 0; reg < count; reg++)
        replacements.values[reg] = ir_reg(reg);
    return replacements;
}

bool edit_is_replaced(const Replacements *replacements, IrRegisterId reg) {
    if (reg >= replacements->count)
        return false;
    IrValue value = replacements->values[reg];
    return value.kind != IR_VALUE_REGISTER || value.reg != reg;
}

IrValue edit_find_replacement(const Replacements *replacements, IrValue value) {
    while (value.kind == IR_VALUE_REGISTER && edit_is_replaced(replacements, value.reg))
        value = replacements->values[value.reg];
    return value;
}

// Drops the operands for parameters that go. The target's list is as it was before.
static void drop_arguments(IrOp *jump, const bool *is_dropped) {
    const IrRegisterVector *parameters = &jump->aux.targets.blocks[0]->parameters;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < jump->operand_count; i++)
        if (!is_dropped[parameters->items[i]])
            jump->operands[kept++] = jump->operands[i];
    jump->operand_count = kept;
}

void edit_drop_parameters(IrBody *body, const bool *is_dropped) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        IrOp *terminator = ir_block_terminator(body->blocks.items[i]);
        if (terminator->code == IR_OP_JUMP)
            drop_arguments(terminator, is_dropped);
    }
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        IrRegisterVector *parameters = &body->blocks.items[i]->parameters;
        uint32_t kept = 0;
        for (uint32_t j = 0; j < parameters->count; j++)
            if (!is_dropped[parameters->items[j]])
                parameters->items[kept++] = parameters->items[j];
        parameters->count = kept;
    }
}

void edit_replace_registers(IrBody *body, const Replacements *replacements) {
    Arena *arena = arena_create();
    bool *is_dropped = ARENA_ARRAY(arena, bool, body->registers.count + 1);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->parameters.count; j++)
            is_dropped[block->parameters.items[j]] =
                edit_is_replaced(replacements, block->parameters.items[j]);
        for (uint32_t j = 0; j < block->ops.count; j++) {
            IrOp *op = block->ops.items[j];
            for (uint32_t k = 0; k < op->operand_count; k++)
                op->operands[k] = edit_find_replacement(replacements, op->operands[k]);
        }
    }
    edit_drop_parameters(body, is_dropped);
    arena_destroy(arena);
}
