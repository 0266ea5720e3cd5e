// Floats without a tag: a dual that is a Python float whatever happens is held as a number, and
// arithmetic on it is C's.
//
// Expects: SSA form, duals and their ops with error branches. Leaves: an F64 beside each dual that
// is always an exact float, a parameter beside each such parameter, and F64 ops in place of the
// dual ops on two of them, or on one and an int that is known; powers of such are C's where that is
// finite. Duals stay where an object is wanted: what DUAL_BOX gives stays one object.
//
// Which registers are floats is an optimistic fixed point: all duals are assumed to be, until what
// sets them contradicts it. (A conditional constant propagation's lattice of two values: Wegman and
// Zadeck, Constant propagation with conditional branches, 1991.)

#include "codegen/passes/floats.h"
#include <math.h>

IrOpcode floats_opcode_of(const IrOp *op) {
    static const struct {
        BinaryOperator operator;
        IrOpcode code;
    } codes[] = {
        {BINARY_ADD, IR_OP_ADD},
        {BINARY_SUBTRACT, IR_OP_SUBTRACT},
        {BINARY_MULTIPLY, IR_OP_MULTIPLY},
        {BINARY_DIVIDE, IR_OP_DIVIDE},
        {BINARY_FLOOR_DIVIDE, IR_OP_FLOOR_DIVIDE},
        {BINARY_MODULO, IR_OP_FLOOR_MODULO},
    };
    if (op->code == IR_OP_DUAL_UNARY)
        return op->aux.number == UNARY_NEGATE ? IR_OP_NEGATE : IR_OPCODE_COUNT;
    for (size_t i = 0; op->code == IR_OP_DUAL_BINARY && i < sizeof codes / sizeof *codes; i++)
        if (op->aux.number == (int64_t)codes[i].operator)
            return codes[i].code;
    return IR_OPCODE_COUNT;
}

const IrOp *floats_known_int(const Definition *definitions, IrValue value) {
    const IrOp *op = definition_of(definitions, value);
    return op != NULL && op->code == IR_OP_DUAL_FROM_INT ? op : NULL;
}

bool floats_is_exact_int(const IrOp *known) {
    const int64_t most = (int64_t)1 << 53;
    return known->operands[0].kind == IR_VALUE_INTEGER && known->operands[0].integer >= -most &&
           known->operands[0].integer <= most;
}

// Floats and known ints, one float at least?
static bool reads_floats(const Floats *pass, const IrOp *op) {
    bool any = false;
    for (uint32_t i = 0; i < op->operand_count; i++) {
        bool is_float = floats_has(pass, op->operands[i]);
        if (!is_float && floats_known_int(pass->definitions, op->operands[i]) == NULL)
            return false;
        any |= is_float;
    }
    return any;
}

bool floats_is_arithmetic(const Floats *pass, const IrOp *op) {
    return floats_opcode_of(op) != IR_OPCODE_COUNT && reads_floats(pass, op);
}

// Is the object that becomes a dual a float?
static bool is_float_object(const Floats *pass, IrValue value) {
    const IrOp *op = definition_of(pass->definitions, value);
    if (op == NULL)
        return false;
    if (op->code == IR_OP_CONSTANT)
        return pass->module->constants.items[op->aux.constant].kind == IR_CONSTANT_FLOAT;
    return op->code == IR_OP_BOX_FLOAT ||
           (op->code == IR_OP_DUAL_OBJECT && floats_has(pass, op->operands[0]));
}

// --- Powers --------------------------------------------------------------------------------------

bool floats_is_power(const Floats *pass, const IrOp *op) {
    return op->code == IR_OP_DUAL_BINARY && op->aux.number == BINARY_POWER &&
           reads_floats(pass, op);
}

// The value of a dual that is a constant; NaN: it is none.
static double constant_of(const Floats *pass, IrValue value) {
    const IrOp *op = definition_of(pass->definitions, value);
    if (op == NULL || op->operand_count == 0)
        return NAN;
    IrValue source = op->operands[0];
    if (op->code == IR_OP_DUAL_FROM_FLOAT && source.kind == IR_VALUE_REAL)
        return source.real;
    if (op->code == IR_OP_DUAL_FROM_INT && source.kind == IR_VALUE_INTEGER)
        return (double)source.integer;
    const IrOp *constant =
        op->code == IR_OP_DUAL_FROM_OBJECT ? definition_of(pass->definitions, source) : NULL;
    return constant != NULL && constant->code == IR_OP_CONSTANT && is_float_object(pass, source)
               ? pass->module->constants.items[constant->aux.constant].real
               : NAN;
}

// A negative number to a power with a fraction is complex.
bool floats_is_real_power(const Floats *pass, const IrOp *op) {
    if (!floats_is_power(pass, op))
        return false;
    double exponent = constant_of(pass, op->operands[1]);
    return floats_known_int(pass->definitions, op->operands[1]) != NULL ||
           exponent == floor(exponent) || constant_of(pass, op->operands[0]) >= 0;
}

// --- Which registers are floats ------------------------------------------------------------------

// Does the op set its result to a float, as far as is known now?
static bool gives_float(const Floats *pass, const IrOp *op) {
    if (op->code == IR_OP_DUAL_FROM_FLOAT)
        return true;
    if (op->code == IR_OP_DUAL_FROM_OBJECT)
        return is_float_object(pass, op->operands[0]);
    if (op->code == IR_OP_DUAL_BOX || op->code == IR_OP_COPY ||
        (op->code == IR_OP_DUAL_UNARY && op->aux.number == UNARY_PLUS))
        return floats_has(pass, op->operands[0]);
    return floats_is_arithmetic(pass, op) || floats_is_real_power(pass, op);
}

static bool is_fresh(const Floats *pass, IrValue value) {
    return floats_has(pass, value) && pass->is_fresh[value.reg];
}

// Objects have an identity; what has been made of a number alone has none yet.
static bool gives_fresh(const Floats *pass, const IrOp *op) {
    if (op->code == IR_OP_DUAL_FROM_FLOAT)
        return true;
    if (op->code == IR_OP_COPY || (op->code == IR_OP_DUAL_UNARY && op->aux.number == UNARY_PLUS))
        return is_fresh(pass, op->operands[0]);
    return floats_is_arithmetic(pass, op) || floats_is_real_power(pass, op);
}

static bool refute(bool *assumed, IrRegisterId reg, bool holds) {
    bool changed = assumed[reg] && !holds;
    assumed[reg] &= holds;
    return changed;
}

// Gives up the assumptions that the op contradicts; returns whether any was.
static bool refute_by(Floats *pass, const IrOp *op) {
    bool changed = false;
    if (op->result != IR_NO_REGISTER && pass->is_float[op->result]) {
        changed |= refute(pass->is_float, op->result, gives_float(pass, op));
        changed |= refute(pass->is_fresh, op->result, gives_fresh(pass, op));
    }
    for (uint32_t i = 0; i < op->result_count; i++)
        changed |= refute(pass->is_float, op->results[i], false);
    for (uint32_t i = 0; op->code == IR_OP_JUMP && i < op->operand_count; i++) {
        IrRegisterId parameter = op->aux.targets.blocks[0]->parameters.items[i];
        changed |= refute(pass->is_float, parameter, floats_has(pass, op->operands[i]));
        changed |= refute(pass->is_fresh, parameter, is_fresh(pass, op->operands[i]));
    }
    return changed;
}

static bool find_floats(Floats *pass) {
    const IrBody *body = pass->body;
    bool any = false;
    for (IrRegisterId reg = 0; reg < pass->register_count; reg++) {
        const IrRegister *entry = &body->registers.items[reg];
        pass->is_float[reg] = pass->is_fresh[reg] =
            entry->type.kind == IR_DUAL && !entry->is_argument &&
            !pass->definitions[reg].in_memory && pass->definitions[reg].count == 1;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < pass->order.count; i++) {
            const IrBlock *block = body->blocks.items[pass->order.ids[i]];
            for (uint32_t j = 0; j < block->ops.count; j++)
                changed |= refute_by(pass, block->ops.items[j]);
        }
    }
    for (IrRegisterId reg = 0; reg < pass->register_count; reg++)
        any |= pass->is_float[reg];
    return any;
}

static bool has_duals(const IrBody *body) {
    for (IrRegisterId reg = 0; reg < body->registers.count; reg++)
        if (body->registers.items[reg].type.kind == IR_DUAL)
            return true;
    return false;
}

bool pass_floats(IrModule *module, IrBody *body, Analyses *analyses) {
    if (!has_duals(body))
        return false;
    uint32_t count = body->registers.count;
    Arena *arena = arena_create();
    Floats pass = {.module = module,
                   .body = body,
                   .arena = arena,
                   .register_count = count,
                   .definitions = analyses_definitions(analyses),
                   .order = *analyses_order(analyses),
                   .is_float = ARENA_ARRAY(arena, bool, count),
                   .is_fresh = ARENA_ARRAY(arena, bool, count),
                   .number = ARENA_ARRAY(arena, IrValue, count)};
    bool any = find_floats(&pass);
    if (any)
        floats_rewrite(&pass);
    arena_destroy(arena);
    return any;
}
