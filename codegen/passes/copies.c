// Copy propagation: what a copy gives is the very value that it copies.
//
// Expects: SSA form, explicit CFG edges, no reference counts. Leaves: the operand in place of the
// result of each COPY between registers that hold their values the same way and do not live in
// memory, of each DUAL_BOX of what has been boxed, and of parameters that only ever get one value;
// none of these is left. Where variables are shown to debuggers, a value has the name of the
// variable that it is copied to, and copies of one variable to another stay.

#include "codegen/passes/internal.h"

typedef struct Copies {
    IrBody *body;
    bool shows_variables;
    const Definition *definitions;
    Replacements replacements;
    bool has_dropped_box;
} Copies;

// Would debuggers not find the variable if it had no value of its own, or find the value before it
// is copied? (The next item of a loop is none at its end.)
static bool must_be_shown(const Copies *pass, const IrBlock *block, const IrOp *copy) {
    const IrRegister *variable = &pass->body->registers.items[copy->result];
    const IrRegister *copied = &pass->body->registers.items[copy->operands[0].reg];
    bool has_other_name = copied->is_debug_local && copied->name != variable->name;
    return pass->shows_variables && variable->is_debug_local &&
           (has_other_name || pass->definitions[copy->operands[0].reg].block != block->id);
}

static bool is_needless_copy(const Copies *pass, const IrBlock *block, const IrOp *op) {
    if (op->code != IR_OP_COPY || !definition_is_value(pass->definitions, op->operands[0]))
        return false;
    const IrRegister *registers = pass->body->registers.items;
    return registers[op->result].type.kind == registers[op->operands[0].reg].type.kind &&
           !pass->definitions[op->result].in_memory && !must_be_shown(pass, block, op);
}

// What debuggers show as the variable that is copied to is the value itself.
static void name_value(const Copies *pass, const IrOp *copy) {
    const IrRegister *variable = &pass->body->registers.items[copy->result];
    IrRegister *value = &pass->body->registers.items[copy->operands[0].reg];
    if (!pass->shows_variables || !variable->is_debug_local || value->is_debug_local)
        return;
    value->is_debug_local = true;
    value->name = variable->name;
}

// A dual that is an object already is boxed by nothing. What it copies stands before it in the
// order in which blocks are looked at.
static bool is_needless_box(const Copies *pass, const IrOp *op) {
    if (op->code != IR_OP_DUAL_BOX)
        return false;
    IrValue boxed = edit_find_replacement(&pass->replacements, op->operands[0]);
    const IrOp *before = definition_of(pass->definitions, boxed);
    return before != NULL && before->code == IR_OP_DUAL_BOX;
}

static void drop_copies(Copies *pass, IrBlock *block) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < block->ops.count; i++) {
        IrOp *op = block->ops.items[i];
        bool is_box = is_needless_box(pass, op);
        if (!is_box && !is_needless_copy(pass, block, op)) {
            block->ops.items[kept++] = op;
            continue;
        }
        if (!is_box)
            name_value(pass, op);
        pass->replacements.values[op->result] = op->operands[0];
        pass->has_dropped_box |= is_box;
        if (is_box)
            edit_take_good_side(block->ops.items[i + 1]);
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
        if (!definition_is_value(pass->definitions, value))
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

bool pass_copies(IrModule *module, IrBody *body, Analyses *analyses) {
    Arena *arena = arena_create();
    Copies pass = {.body = body,
                   .shows_variables = module->shows_variables,
                   .definitions = analyses_definitions(analyses),
                   .replacements = edit_start_replacing(arena, body)};
    const BlockOrder *order = analyses_order(analyses);
    for (uint32_t i = 0; i < order->count; i++)
        drop_copies(&pass, body->blocks.items[order->ids[i]]);
    if (pass.has_dropped_box) {
        edit_remove_unreachable(body);
        analyses_forget(analyses, KEEPS_NOTHING);
    }
    const Predecessors *predecessors = analyses_predecessors(analyses);
    for (bool any = true; any;) {
        any = false;
        for (uint32_t i = 0; i < body->blocks.count; i++)
            any |= replace_parameters(&pass, predecessors, body->blocks.items[i]);
    }
    edit_replace_registers(body, &pass.replacements);
    arena_destroy(arena);
    return true;
}
