// Rewriting a body for its floats: numbers beside duals, and ops on them.

#include "codegen/passes/floats.h"

typedef struct Rewriting {
    Floats *pass;
    IrBody *body;
    IrBlock *block; // being made
} Rewriting;

static IrOp *append(Rewriting *rewriting, IrOpcode code, Span span, IrRegisterId result,
                    const IrValue *operands, uint32_t count) {
    return edit_append(rewriting->body, &rewriting->block->ops, code, span, result, operands,
                       count);
}

// --- Numbers -------------------------------------------------------------------------------------

// Ints up to here are exact as doubles.

// The operand, a float or a known int, as an F64.
static IrValue number_of(Rewriting *rewriting, IrValue value, Span span) {
    const Floats *pass = rewriting->pass;
    if (floats_has(pass, value))
        return pass->number[value.reg];
    IrValue integer = definition_of(pass->definitions, value)->operands[0];
    if (integer.kind == IR_VALUE_INTEGER)
        return ir_real(IR_F64, (double)integer.integer);
    IrRegisterId number = edit_register_of(rewriting->body, IR_F64);
    append(rewriting, IR_OP_CONVERT, span, number, &integer, 1);
    return ir_reg(number);
}

static IrValue number_of_object(const Rewriting *rewriting, IrValue value) {
    const Floats *pass = rewriting->pass;
    const IrOp *op = definition_of(pass->definitions, value);
    if (op->code == IR_OP_CONSTANT)
        return ir_real(IR_F64, pass->module->constants.items[op->aux.constant].real);
    return op->code == IR_OP_BOX_FLOAT ? op->operands[0] : pass->number[op->operands[0].reg];
}

// Notes the number of a float that an op which stays as it is gives.
static void note_number(const Rewriting *rewriting, const IrOp *op) {
    IrValue *number = &rewriting->pass->number[op->result];
    if (op->code == IR_OP_DUAL_FROM_FLOAT)
        *number = op->operands[0];
    else if (op->code == IR_OP_DUAL_FROM_OBJECT)
        *number = number_of_object(rewriting, op->operands[0]);
    else // DUAL_BOX, COPY, DUAL_UNARY +
        *number = rewriting->pass->number[op->operands[0].reg];
}

// --- Ops -----------------------------------------------------------------------------------------

// `after` is the error branch of an op that cannot raise any more.
static void append_good(Rewriting *rewriting, IrOp *after) {
    edit_take_good_side(after);
    ir_block_append(rewriting->body, rewriting->block, after);
}

static bool may_be_zero(IrValue value) { return value.kind != IR_VALUE_REAL || value.real == 0; }

static IrBlock *create_block(const Rewriting *rewriting, const char *label, bool is_cold) {
    IrBlock *block = edit_block_beside(rewriting->body, rewriting->block, label, NULL);
    block->is_cold = is_cold || rewriting->block->is_cold;
    return block;
}

// The blocks into which an op is split: `usual` has C's op, `special` the dual op, which raises
// or goes on in `done`.
typedef struct Split {
    IrBlock *special, *done, *usual;
    IrValue result; // of the dual op
} Split;

// Leaves the block at hand for `special` where the comparison of the number with 0 says so.
static Split split_off(Rewriting *rewriting, const IrOp *op, const IrOp *after, IrValue number,
                       CompareOperator operator, const char * label) {
    IrBody *body = rewriting->body;
    Split split = {.special = create_block(rewriting, label, true)};
    split.usual = create_block(rewriting, rewriting->block->label, false);
    split.done = create_block(rewriting, NULL, true);
    split.result = ir_reg(edit_register_like(body, op->result));
    IrValue operands[] = {number, ir_real(IR_F64, 0)};
    IrValue is_special = ir_reg(edit_register_of(body, IR_BOOL));
    append(rewriting, IR_OP_COMPARE, op->span, is_special.reg, operands, 2)->aux.number = operator;
    IrOp *branch = append(rewriting, IR_OP_BRANCH, op->span, IR_NO_REGISTER, &is_special, 1);
    branch->flags = IR_FLAG_UNLIKELY;
    ir_op_set_targets(body, branch, (IrBlock *[]){split.special, split.usual}, 2);
    IrOp *special = ir_op_clone(body, op);
    special->result = split.result.reg;
    ir_block_append(body, split.special, special);
    IrOp *error = ir_op_clone(body, after);
    error->aux.targets.blocks[0] = split.done;
    ir_block_append(body, split.special, error);
    rewriting->block = split.usual;
    return split;
}

// By zero the dual op runs, and raises; the block goes on where the divisor is another number.
static void split_off_zero(Rewriting *rewriting, const IrOp *op, const IrOp *after,
                           IrValue divisor) {
    Split split = split_off(rewriting, op, after, divisor, COMPARE_EQUAL, "zero");
    edit_append(rewriting->body, &split.done->ops, IR_OP_UNREACHABLE, op->span, IR_NO_REGISTER,
                NULL, 0);
}

static bool divides(IrOpcode code) {
    return code == IR_OP_DIVIDE || code == IR_OP_FLOOR_DIVIDE || code == IR_OP_FLOOR_MODULO;
}

static void rewrite_arithmetic(Rewriting *rewriting, const IrOp *op, IrOp *after) {
    IrOpcode code = floats_opcode_of(op);
    IrValue operands[2];
    for (uint32_t i = 0; i < op->operand_count; i++)
        operands[i] = number_of(rewriting, op->operands[i], op->span);
    if (divides(code) && may_be_zero(operands[1]))
        split_off_zero(rewriting, op, after, operands[1]);
    IrValue number = ir_reg(edit_register_of(rewriting->body, IR_F64));
    append(rewriting, code, op->span, number.reg, operands, op->operand_count);
    append(rewriting, IR_OP_DUAL_FROM_FLOAT, op->span, op->result, &number, 1);
    rewriting->pass->number[op->result] = number;
    append_good(rewriting, after);
}

// With an argument, or NULL.
static void append_jump(const Rewriting *rewriting, IrBlock *from, Span span, IrBlock *target,
                        const IrValue *argument) {
    IrOp *jump = edit_append(rewriting->body, &from->ops, IR_OP_JUMP, span, IR_NO_REGISTER,
                             argument, argument != NULL);
    ir_op_set_targets(rewriting->body, jump, &target, 1);
}

// What is not finite the dual op computes, which may raise. If the power is real and that does not
// raise, it gives the number that C's pow has given; else the block goes on with either result.
static void rewrite_power(Rewriting *rewriting, const IrOp *op, IrOp *after) {
    IrBody *body = rewriting->body;
    bool is_real = floats_is_real_power(rewriting->pass, op);
    IrValue operands[2], difference[2];
    for (uint32_t i = 0; i < 2; i++)
        operands[i] = number_of(rewriting, op->operands[i], op->span);
    IrValue number = difference[0] = difference[1] = ir_reg(edit_register_of(body, IR_F64));
    append(rewriting, IR_OP_CALL_RUNTIME, op->span, number.reg, operands, 2)->aux.runtime =
        RUNTIME_power_real;
    IrValue nothing = ir_reg(edit_register_of(body, IR_F64)); // NaN, if there is no finite number
    append(rewriting, IR_OP_SUBTRACT, op->span, nothing.reg, difference, 2);
    Split split = split_off(rewriting, op, after, nothing, COMPARE_NOT_EQUAL, "special");
    IrBlock *join = create_block(rewriting, split.usual->label, false);
    if (is_real) {
        append_jump(rewriting, split.done, op->span, join, NULL);
        append_jump(rewriting, split.usual, op->span, join, NULL);
        rewriting->block = join;
        append(rewriting, IR_OP_DUAL_FROM_FLOAT, op->span, op->result, &number, 1);
        rewriting->pass->number[op->result] = number;
    } else {
        IrValue usual = ir_reg(edit_register_like(body, op->result));
        append(rewriting, IR_OP_DUAL_FROM_FLOAT, op->span, usual.reg, &number, 1);
        vector_push(body->arena, &join->parameters, op->result);
        append_jump(rewriting, split.done, op->span, join, &split.result);
        append_jump(rewriting, split.usual, op->span, join, &usual);
        rewriting->block = join;
    }
    append_good(rewriting, after);
}

// Is the comparison one of doubles? Other ints than those that are exact as doubles are compared as
// ints.
static bool is_comparison(const Floats *pass, const IrOp *op) {
    bool any = false;
    for (uint32_t i = 0; i < 2; i++) {
        bool is_float = floats_has(pass, op->operands[i]);
        const IrOp *known = floats_known_int(pass->definitions, op->operands[i]);
        if (!is_float && (known == NULL || !floats_is_exact_int(known)))
            return false;
        any |= is_float;
    }
    return any;
}

static void append_comparison(Rewriting *rewriting, const IrOp *op, CompareOperator operator,
                              IrValue left, IrValue right, IrRegisterId result) {
    IrValue operands[] = {left, right};
    append(rewriting, IR_OP_COMPARE, op->span, result, operands, 2)->aux.number = operator;
}

static void rewrite_comparison(Rewriting *rewriting, const IrOp *op, IrOp *after) {
    IrValue left = number_of(rewriting, op->operands[0], op->span);
    IrValue right = number_of(rewriting, op->operands[1], op->span);
    CompareOperator operator=(CompareOperator) op->aux.number;
    if (op->code == IR_OP_DUAL_COMPARE_TRUTH) {
        append_comparison(rewriting, op, operator, left, right, op->result);
    } else {
        IrValue truth = ir_reg(edit_register_of(rewriting->body, IR_BOOL));
        append_comparison(rewriting, op, operator, left, right, truth.reg);
        append(rewriting, IR_OP_BOX_BOOL, op->span, op->result, &truth, 1);
    }
    append_good(rewriting, after);
}

// Rewrites an op that reads floats alone; returns whether it did.
static bool rewrite_reader(Rewriting *rewriting, const IrOp *op, IrOp *after) {
    Floats *pass = rewriting->pass;
    switch (op->code) {
    case IR_OP_DUAL_COMPARE:
    case IR_OP_DUAL_COMPARE_TRUTH:
        if (!is_comparison(pass, op))
            return false;
        rewrite_comparison(rewriting, op, after);
        return true;
    case IR_OP_DUAL_TRUTH:
        if (!floats_has(pass, op->operands[0]))
            return false;
        append_comparison(rewriting, op, COMPARE_NOT_EQUAL, pass->number[op->operands[0].reg],
                          ir_real(IR_F64, 0), op->result);
        append_good(rewriting, after);
        return true;
    case IR_OP_DUAL_UNBOX_FLOAT:
        if (!floats_has(pass, op->operands[0]))
            return false;
        pass->replacements.values[op->result] = pass->number[op->operands[0].reg];
        append_good(rewriting, after);
        return true;
    default:
        return false;
    }
}

// --- Parameters ----------------------------------------------------------------------------------

// Gives each float that a block takes a number beside it. One that has never been boxed is a float
// made of that number.
static void add_numbers(Rewriting *rewriting, IrBlock *block) {
    Floats *pass = rewriting->pass;
    IrBody *body = rewriting->body;
    uint32_t count = block->parameters.count;
    for (uint32_t i = 0; i < count; i++) {
        IrRegisterId reg = block->parameters.items[i];
        if (!pass->is_float[reg])
            continue;
        const Name *name = body->registers.items[reg].name;
        IrValue number = ir_reg(ir_register_create(body, (IrType){.kind = IR_F64}, name));
        pass->number[reg] = number;
        vector_push(body->arena, &block->parameters, number.reg);
    }
}

static void make_fresh_duals(Rewriting *rewriting, uint32_t parameter_count) {
    Floats *pass = rewriting->pass;
    const IrBlock *block = rewriting->block;
    for (uint32_t i = 0; i < parameter_count; i++) {
        IrRegisterId reg = block->parameters.items[i];
        if (!pass->is_float[reg] || !pass->is_fresh[reg])
            continue;
        IrRegisterId dual = edit_register_like(rewriting->body, reg);
        append(rewriting, IR_OP_DUAL_FROM_FLOAT, NO_SPAN, dual, &pass->number[reg], 1);
        pass->replacements.values[reg] = ir_reg(dual);
    }
}

// Gives the numbers beside parameters their values.
static void add_arguments(Rewriting *rewriting, IrOp *jump) {
    const Floats *pass = rewriting->pass;
    const IrRegisterVector *parameters = &jump->aux.targets.blocks[0]->parameters;
    uint32_t count = jump->operand_count;
    if (count == parameters->count)
        return;
    IrValue *operands = ARENA_ARRAY(rewriting->body->arena, IrValue, parameters->count);
    uint32_t given = count;
    for (uint32_t i = 0; i < count; i++) {
        operands[i] = jump->operands[i];
        if (pass->is_float[parameters->items[i]])
            operands[given++] = pass->number[jump->operands[i].reg];
    }
    zi_assert(given == parameters->count);
    jump->operands = operands;
    jump->operand_count = given;
}

// --- The body ------------------------------------------------------------------------------------

// What has never been boxed has no reference to keep, and is not shown: a dual would be made of it.
static void drop_fresh_operands(const Rewriting *rewriting, IrOp *op) {
    uint32_t kept = 0, step = op->code == IR_OP_SHOW_VARIABLES ? 2 : 1;
    for (uint32_t i = 0; i < op->operand_count; i += step) {
        IrValue value = op->operands[i + step - 1];
        if (floats_has(rewriting->pass, value) && rewriting->pass->is_fresh[value.reg])
            continue;
        for (uint32_t j = 0; j < step; j++)
            op->operands[kept++] = op->operands[i + j];
    }
    op->operand_count = kept;
}

// Says whether the op cannot raise any more, so that the block ends with a jump to its good side.
static bool rewrite_op(Rewriting *rewriting, IrOp *op, IrOp *after) {
    const Floats *pass = rewriting->pass;
    bool raises = after != NULL && after->code == IR_OP_ERROR_BRANCH;
    if (raises && rewrite_reader(rewriting, op, after))
        return true;
    bool is_float = op->result != IR_NO_REGISTER && pass->is_float[op->result];
    if (raises && is_float && floats_is_arithmetic(pass, op)) {
        rewrite_arithmetic(rewriting, op, after);
        return true;
    }
    if (raises && floats_is_power(pass, op)) {
        rewrite_power(rewriting, op, after);
        return true;
    }
    if (op->code == IR_OP_KEEP_ALIVE || op->code == IR_OP_SHOW_VARIABLES)
        drop_fresh_operands(rewriting, op);
    ir_block_append(rewriting->body, rewriting->block, op);
    if (is_float)
        note_number(rewriting, op);
    return false;
}

static void rewrite_block(Rewriting *rewriting, IrBlock *block, uint32_t parameter_count) {
    IrOpVector ops = block->ops;
    block->ops = (IrOpVector){0};
    rewriting->block = block;
    make_fresh_duals(rewriting, parameter_count);
    bool is_ended = false;
    for (uint32_t i = 0; i < ops.count && !is_ended; i++)
        is_ended = rewrite_op(rewriting, ops.items[i], i + 1 < ops.count ? ops.items[i + 1] : NULL);
}

void floats_rewrite(Floats *pass) {
    IrBody *body = pass->body;
    Rewriting rewriting = {.pass = pass, .body = body};
    pass->replacements = edit_start_replacing(pass->arena, body);
    uint32_t *parameter_counts = ARENA_ARRAY(pass->arena, uint32_t, body->blocks.count);
    for (uint32_t i = 0; i < pass->order.count; i++) {
        IrBlock *block = body->blocks.items[pass->order.ids[i]];
        parameter_counts[block->id] = block->parameters.count;
        add_numbers(&rewriting, block);
    }
    for (uint32_t i = 0; i < pass->order.count; i++) {
        uint32_t id = pass->order.ids[i];
        rewrite_block(&rewriting, body->blocks.items[id], parameter_counts[id]);
    }
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        IrOp *terminator = ir_block_terminator(body->blocks.items[i]);
        if (terminator->code == IR_OP_JUMP)
            add_arguments(&rewriting, terminator);
    }
    edit_replace_registers(body, &pass->replacements);
    edit_remove_unreachable(body);
}
