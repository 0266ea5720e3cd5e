// Boxes of numbers that are known: the object is a constant of the module, as it is in Python's own
// code, where `x is y` holds for two values of one literal.
//
// Expects: SSA form, error branches. Leaves: no DUAL_BOX of what is made of an immediate number; it
// takes the constant's object instead, and cannot fail.

#include "codegen/passes/internal.h"
#include <string.h>

// The number that the dual is made of; false: another, or none that is known.
static bool find_number(const Definition *definitions, IrValue dual, IrValue *number) {
    const IrOp *op = definition_of(definitions, dual);
    if (op == NULL || (op->code != IR_OP_DUAL_FROM_INT && op->code != IR_OP_DUAL_FROM_FLOAT))
        return false;
    *number = op->operands[0];
    return number->kind == IR_VALUE_INTEGER || number->kind == IR_VALUE_REAL;
}

static uint32_t add_constant(IrModule *module, Arena *arena, IrValue number) {
    if (number.kind == IR_VALUE_REAL) {
        IrConstant constant = {.kind = IR_CONSTANT_FLOAT, .real = number.real};
        return ir_constant_add(module, &constant);
    }
    const char *digits = arena_format(arena, "%lld", (long long)number.integer);
    IrConstant constant = {.kind = IR_CONSTANT_INT, .text = {digits, (uint32_t)strlen(digits)}};
    return ir_constant_add(module, &constant);
}

// Makes `constant` and `dual_from_object` of the box; what follows is its error branch.
static void replace_box(IrModule *module, IrBody *body, IrOpVector *ops, const IrOp *box,
                        IrValue number) {
    IrRegisterId object = edit_register_of(body, IR_OBJECT);
    IrOp *constant = edit_append(body, ops, IR_OP_CONSTANT, box->span, object, NULL, 0);
    constant->aux.constant = add_constant(module, body->arena, number);
    edit_append_unary(body, ops, IR_OP_DUAL_FROM_OBJECT, box->span, box->result, object);
}

static bool replace_boxes(IrModule *module, IrBody *body, const Definition *definitions,
                          IrBlock *block) {
    IrOpVector ops = block->ops;
    block->ops = (IrOpVector){0};
    bool any = false;
    for (uint32_t i = 0; i < ops.count; i++) {
        IrValue number;
        if (ops.items[i]->code != IR_OP_DUAL_BOX ||
            !find_number(definitions, ops.items[i]->operands[0], &number)) {
            ir_block_append(body, block, ops.items[i]);
            continue;
        }
        replace_box(module, body, &block->ops, ops.items[i], number);
        edit_take_good_side(ops.items[i + 1]);
        any = true;
    }
    return any;
}

static bool has_box(const IrBlock *block) {
    for (uint32_t i = 0; i < block->ops.count; i++)
        if (block->ops.items[i]->code == IR_OP_DUAL_BOX)
            return true;
    return false;
}

bool pass_boxes(IrModule *module, IrBody *body, Analyses *analyses) {
    bool any = false;
    for (uint32_t i = 0; i < body->blocks.count; i++)
        if (has_box(body->blocks.items[i]))
            any |=
                replace_boxes(module, body, analyses_definitions(analyses), body->blocks.items[i]);
    if (any)
        edit_remove_unreachable(body);
    return any;
}
