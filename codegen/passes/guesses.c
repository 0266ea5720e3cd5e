// Guesses: which values are floats, most likely. Nothing rests on them but what pays.
//
// A float constant, a quotient, or a power with a fraction says so of itself; sums, differences,
// products and comparisons of what is a float are of floats, on both sides. What counts, shifts or
// indexes is an int.

#include "abi/abi.h"
#include "codegen/passes/floats.h"
#include "codegen/passes/speculation.h"
#include <math.h>

static void connect(const Guesses *guesses, IrValue value, IrRegisterId reg) {
    if (value.kind == IR_VALUE_REGISTER)
        register_sets_join(&guesses->values, value.reg, reg);
}

typedef void OpVisitor(Guesses *guesses, const IrOp *op);

static void each_op(Guesses *guesses, OpVisitor *visit) {
    for (uint32_t i = 0; i < guesses->body->blocks.count; i++) {
        const IrBlock *block = guesses->body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            visit(guesses, block->ops.items[j]);
    }
}

// --- One value in several registers --------------------------------------------------------------

static void connect_by(Guesses *guesses, const IrOp *op) {
    switch (op->code) {
    case IR_OP_COPY:
    case IR_OP_DUAL_BOX:
    case IR_OP_DUAL_UNARY:
    case IR_OP_DUAL_OBJECT:
    case IR_OP_DUAL_FROM_OBJECT:
        connect(guesses, op->operands[0], op->result);
        break;
    case IR_OP_JUMP:
        for (uint32_t i = 0; i < op->operand_count; i++)
            connect(guesses, op->operands[i], op->aux.targets.blocks[0]->parameters.items[i]);
        break;
    default:
        break;
    }
}

// --- What says by itself that it is a float, or an int -------------------------------------------

static void note(const Guesses *guesses, bool *is_noted, IrValue value) {
    if (value.kind == IR_VALUE_REGISTER)
        is_noted[register_sets_root(&guesses->values, value.reg)] = true;
}

static bool is_float_constant(const Guesses *guesses, IrValue value) {
    const IrOp *op = definition_of(guesses->definitions, value);
    if (op == NULL)
        return false;
    if (op->code == IR_OP_DUAL_FROM_OBJECT)
        return is_float_constant(guesses, op->operands[0]);
    if (op->code == IR_OP_CONSTANT)
        return guesses->module->constants.items[op->aux.constant].kind == IR_CONSTANT_FLOAT;
    return op->code == IR_OP_DUAL_FROM_FLOAT && op->operands[0].kind == IR_VALUE_REAL;
}

static void note_binary(const Guesses *guesses, const IrOp *op) {
    BinaryOperator operator=(BinaryOperator) op->aux.number;
    bool is_fraction = operator== BINARY_POWER && is_float_constant(guesses, op->operands[1]);
    if (operator== BINARY_DIVIDE || is_fraction)
        note(guesses, guesses->is_float, ir_reg(op->result));
    if (is_fraction)
        note(guesses, guesses->is_float, op->operands[0]);
    // Objects may be sets.
    if (operator_is_of_bits(operator) && op->code == IR_OP_DUAL_BINARY) {
        note(guesses, guesses->is_int, ir_reg(op->result));
        note(guesses, guesses->is_int, op->operands[0]);
        note(guesses, guesses->is_int, op->operands[1]);
    }
}

// The number that a function of C gives.
static void note_known_function(const Guesses *guesses, const IrOp *op) {
    static const unsigned char gives[] = {
#define KNOWN_FUNCTION(NAME, module, name, count, GIVES) ZI_GIVES_##GIVES,
#include "abi/known_function.def"
    };
    unsigned char given = gives[op->operands[op->operand_count - 1].integer];
    if (given == ZI_GIVES_FLOAT)
        note(guesses, guesses->is_float, ir_reg(op->result));
    else if (given == ZI_GIVES_INT)
        note(guesses, guesses->is_int, ir_reg(op->result));
}

static void note_call(const Guesses *guesses, const IrOp *op) {
    RuntimeId runtime = op->aux.runtime;
    if (runtime == RUNTIME_call_known || runtime == RUNTIME_call_known_2 ||
        runtime == RUNTIME_call_known_dual || runtime == RUNTIME_call_known_2_dual)
        note_known_function(guesses, op);
    if (runtime == RUNTIME_call_ord_dual)
        note(guesses, guesses->is_int, ir_reg(op->result));
    bool has_index = runtime == RUNTIME_get_item_dual || runtime == RUNTIME_get_item_dual_number ||
                     runtime == RUNTIME_set_item_dual || runtime == RUNTIME_set_item_duals;
    if (has_index)
        note(guesses, guesses->is_int, op->operands[1]);
}

static void note_by(Guesses *guesses, const IrOp *op) {
    switch (op->code) {
    case IR_OP_DUAL_FROM_FLOAT:
    case IR_OP_BOX_FLOAT:
        note(guesses, guesses->is_float, ir_reg(op->result));
        break;
    case IR_OP_CONSTANT:
        if (is_float_constant(guesses, ir_reg(op->result)))
            note(guesses, guesses->is_float, ir_reg(op->result));
        break;
    // A variable that begins with 0 may well become a float.
    case IR_OP_DUAL_FROM_INT:
        if (op->operands[0].kind == IR_VALUE_REGISTER)
            note(guesses, guesses->is_int, ir_reg(op->result));
        break;
    case IR_OP_DUAL_BINARY:
    case IR_OP_PYTHON_BINARY:
        note_binary(guesses, op);
        break;
    case IR_OP_CALL_RUNTIME:
        note_call(guesses, op);
        break;
    default:
        break;
    }
}

// --- What follows --------------------------------------------------------------------------------

static bool is_binary(const IrOp *op) {
    return op->code == IR_OP_DUAL_BINARY || op->code == IR_OP_PYTHON_BINARY;
}

static bool compares(const IrOp *op) {
    return op->code == IR_OP_DUAL_COMPARE || op->code == IR_OP_DUAL_COMPARE_TRUTH ||
           op->code == IR_OP_PYTHON_COMPARE || op->code == IR_OP_PYTHON_COMPARE_TRUTH;
}

// Are both operands, and the result, if it is no truth value, numbers of one kind as a rule?
static bool is_linking(const IrOp *op) {
    return compares(op) ||
           (is_binary(op) && (op->aux.number == BINARY_ADD || op->aux.number == BINARY_SUBTRACT ||
                              op->aux.number == BINARY_MULTIPLY));
}

static bool spread_to(const Guesses *guesses, IrValue value) {
    if (value.kind != IR_VALUE_REGISTER || floats_known_int(guesses->definitions, value) != NULL)
        return false;
    IrRegisterId root = register_sets_root(&guesses->values, value.reg);
    bool changes = !guesses->is_float[root] && !guesses->is_int[root];
    guesses->is_float[root] |= changes;
    return changes;
}

static bool spread_by(const Guesses *guesses, const IrOp *op) {
    bool has_number = is_binary(op);
    bool any = has_number && guesses_float(guesses, ir_reg(op->result)), changes = false;
    for (uint32_t i = 0; i < 2; i++)
        any |= guesses_float(guesses, op->operands[i]);
    for (uint32_t i = 0; any && i < 2; i++)
        changes |= spread_to(guesses, op->operands[i]);
    if (any && has_number)
        changes |= spread_to(guesses, ir_reg(op->result));
    return changes;
}

static void spread(const Guesses *guesses) {
    // What has not come through by then is hardly one expression.
    enum { ROUNDS = 16 };
    bool changes = true;
    for (uint32_t round = 0; round < ROUNDS && changes; round++) {
        changes = false;
        for (uint32_t i = 0; i < guesses->body->blocks.count; i++) {
            const IrBlock *block = guesses->body->blocks.items[i];
            for (uint32_t j = 0; j < block->ops.count; j++)
                if (is_linking(block->ops.items[j]))
                    changes |= spread_by(guesses, block->ops.items[j]);
        }
    }
}

bool guesses_float(const Guesses *guesses, IrValue value) {
    return value.kind == IR_VALUE_REGISTER &&
           guesses->is_float[register_sets_root(&guesses->values, value.reg)] &&
           !guesses->is_int[register_sets_root(&guesses->values, value.reg)];
}

bool guesses_int(const Guesses *guesses, IrValue value) {
    return value.kind == IR_VALUE_REGISTER &&
           guesses->is_int[register_sets_root(&guesses->values, value.reg)];
}

// Is it an int by its form, or a constant beside which an int stands?
static bool is_likely_int(const Guesses *guesses, IrValue value) {
    return guesses_int(guesses, value) || floats_known_int(guesses->definitions, value) != NULL;
}

uint32_t guesses_flags(const Guesses *guesses, const IrOp *op) {
    bool is_binary = op->code == IR_OP_DUAL_BINARY;
    if (!is_binary && op->code != IR_OP_DUAL_COMPARE_TRUTH)
        return 0;
    bool is_float = is_binary && guesses_float(guesses, ir_reg(op->result));
    bool is_int = is_binary && guesses_int(guesses, ir_reg(op->result));
    for (uint32_t i = 0; i < 2; i++) {
        is_float |= guesses_float(guesses, op->operands[i]);
        is_int |= is_likely_int(guesses, op->operands[i]);
    }
    if (is_float)
        return is_binary && floats_opcode_of(op) == IR_OPCODE_COUNT ? 0 : IR_FLAG_LIKELY_FLOATS;
    return is_int ? IR_FLAG_LIKELY_INTS : 0;
}

Guesses guesses_create(Arena *arena, const IrModule *module, const IrBody *body,
                       const Definition *definitions) {
    uint32_t count = body->registers.count;
    Guesses guesses = {.module = module,
                       .body = body,
                       .definitions = definitions,
                       .values = register_sets_create(arena, count),
                       .is_float = ARENA_ARRAY(arena, bool, count),
                       .is_int = ARENA_ARRAY(arena, bool, count)};
    each_op(&guesses, connect_by);
    each_op(&guesses, note_by);
    for (IrRegisterId reg = 0; reg < count; reg++) {
        if (body->registers.items[reg].is_likely_float)
            note(&guesses, guesses.is_float, ir_reg(reg));
        if (body->registers.items[reg].is_likely_int)
            note(&guesses, guesses.is_int, ir_reg(reg));
    }
    spread(&guesses);
    return guesses;
}
