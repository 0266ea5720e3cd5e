// Copy propagation: what a copy gives is the very value that it copies.
//
// Expects: SSA form, explicit CFG edges, no reference counts. Leaves: the operand in place of the
// result of each COPY between registers that hold their values the same way and do not live in
// memory, and of parameters that only ever get one value; neither is left.

#include "codegen/passes/internal.h"

typedef struct Copies {
    IrBody *body;
    const bool *in_memory;
    Replacements replacements;
} Copies;

static bool is_needless(const Copies *pass, const IrOp *op) {
    if (op->code != IR_OP_COPY || !op_has_register(op, 0))
        return false;
    const IrRegister *registers = pass->body->registers.items;
    IrRegisterId source = op->operands[0].reg;
    return registers[op->result].type.kind == registers[source].type.kind &&
           !pass->in_memory[op->result] && !pass->in_memory[source];
}

static void drop_copies(Copies *pass, IrBlock *block) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < block->ops.count; i++) {
        IrOp *op = block->ops.items[i];
        if (is_needless(pass, op))
            pass->replacements.values[op->result] = op->operands[0];
        else
            block->ops.items[kept++] = op;
    }
    block->ops.count = kept;
}

// The only value beside itself that a parameter gets; false if there are several.
static bool find_only(const Copies *pass, const BlockVector *from, uint32_t position,
                      IrRegisterId parameter, IrValue *only) {
    bool has_one = false;
    for (uint32_t i = 0; i < from->count; i++) {
        const IrOp *jump = ir_block_terminator(from->items[i]);
        IrValue value = edit_find_replacement(&pass->replacements, jump->operands[position]);
        if (value.kind != IR_VALUE_REGISTER || pass->in_memory[value.reg])
            return false;
        if (value.reg == parameter)
            continue;
        if (has_one && value.reg != only->reg)
            return false;
        has_one = true;
        *only = value;
    }
    return has_one;
}

static bool replace_parameters(Copies *pass, const Predecessors *predecessors, IrBlock *block) {
    bool any = false;
    for (uint32_t i = 0; i < block->parameters.count; i++) {
        IrRegisterId parameter = block->parameters.items[i];
        IrValue only;
        if (edit_is_replaced(&pass->replacements, parameter) ||
            !find_only(pass, &predecessors->normal[block->id], i, parameter, &only))
            continue;
        pass->replacements.values[parameter] = only;
        any = true;
    }
    return any;
}

void pass_copies(IrModule *module, IrBody *body) {
    (void)module;
    Arena *arena = arena_create();
    Copies pass = {.body = body,
                   .in_memory = flow_find_memory(arena, body),
                   .replacements = edit_start_replacing(arena, body)};
    for (uint32_t i = 0; i < body->blocks.count; i++)
        drop_copies(&pass, body->blocks.items[i]);
    Predecessors predecessors = flow_find_predecessors(arena, body);
    for (bool any = true; any;) {
        any = false;
        for (uint32_t i = 0; i < body->blocks.count; i++)
            any |= replace_parameters(&pass, &predecessors, body->blocks.items[i]);
    }
    edit_replace_registers(body, &pass.replacements);
    arena_destroy(arena);
}
