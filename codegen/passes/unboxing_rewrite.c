// Rewriting a function for its duals.

#include "codegen/passes/unboxing.h"

typedef struct Rewriting {
    Unboxing *pass;
    IrBody *body;
    bool *is_dual; // of each register
    // of each argument that is a dual: a variable that may be boxed, or none
    IrRegisterId *local;
    IrOpVector ops; // of the block being made
    const IrOp *op; // being rewritten
} Rewriting;

static bool is_dual(const Rewriting *rewriting, IrValue value) {
    return value.kind == IR_VALUE_REGISTER && value.reg < rewriting->pass->register_count &&
           rewriting->is_dual[value.reg];
}

static bool gives_dual(const Rewriting *rewriting, const IrOp *op) {
    return op->result != IR_NO_REGISTER && is_dual(rewriting, ir_reg(op->result));
}

static IrOp *append(Rewriting *rewriting, IrOpcode code, IrRegisterId result,
                    const IrValue *operands, uint32_t count) {
    return edit_append(rewriting->body, &rewriting->ops, code, rewriting->op->span, result,
                       operands, count);
}

static IrRegisterId new_dual(Rewriting *rewriting) {
    return edit_register_of(rewriting->body, IR_DUAL);
}

// --- Operands ------------------------------------------------------------------------------------

// Sets a dual to a number that is known.
static void append_number(Rewriting *rewriting, IrRegisterId result, IrValue number) {
    IrOpcode code = number.kind == IR_VALUE_REAL ? IR_OP_DUAL_FROM_FLOAT : IR_OP_DUAL_FROM_INT;
    append(rewriting, code, result, &number, 1);
}

// The register that stands for a dual: an argument that is boxed somewhere has a copy.
static IrValue dual_register(const Rewriting *rewriting, IrValue value) {
    IrRegisterId local = rewriting->local[value.reg];
    return local != IR_NO_REGISTER ? ir_reg(local) : value;
}

// Reads of items and attributes, and the forms that give a number without its object.
static const struct NumberForm {
    RuntimeId object, number;
} number_forms[] = {
    {RUNTIME_get_item_index, RUNTIME_get_item_index_number},
    {RUNTIME_get_item_dual, RUNTIME_get_item_dual_number},
    {RUNTIME_load_attribute, RUNTIME_load_attribute_number},
};

// Does the op, in either form, make something new of its operands' numbers, which may be floats?
static bool computes(const IrOp *op) {
    if (op->code == IR_OP_PYTHON_BINARY || op->code == IR_OP_DUAL_BINARY)
        return !operator_is_of_bits((BinaryOperator)op->aux.number);
    return op->code == IR_OP_PYTHON_COMPARE_TRUTH || op->code == IR_OP_DUAL_COMPARE_TRUTH;
}

// What only arithmetic sees is read as a number. False: the operand is something else.
static bool read_as_number(Rewriting *rewriting, IrValue value) {
    if (!computes(rewriting->op) || !unboxing_is_unseen(rewriting->pass, value))
        return false;
    IrOp *read = definition_of(rewriting->pass->definitions, value);
    for (size_t i = 0; i < sizeof number_forms / sizeof *number_forms; i++) {
        if (read == NULL || read->code != IR_OP_CALL_RUNTIME ||
            read->aux.runtime != number_forms[i].object)
            continue;
        read->aux.runtime = number_forms[i].number;
        rewriting->body->registers.items[value.reg].type = (IrType){.kind = IR_DUAL};
        return true;
    }
    return false;
}

// The operand as a dual.
static IrValue dual_operand(Rewriting *rewriting, IrValue value) {
    IrValue number;
    if (is_dual(rewriting, value))
        return dual_register(rewriting, value);
    if (read_as_number(rewriting, value))
        return value;
    IrRegisterId dual = new_dual(rewriting);
    if (unboxing_find_number(rewriting->pass, value, &number))
        append_number(rewriting, dual, number);
    else
        append(rewriting, IR_OP_DUAL_FROM_OBJECT, dual, &value, 1);
    return ir_reg(dual);
}

// Makes the dual hold an object, and gives that. (Of two boxes in a row the copies pass takes one.)
static IrRegisterId append_box(Rewriting *rewriting, IrRegisterId reg) {
    IrValue dual = ir_reg(reg);
    append(rewriting, IR_OP_DUAL_BOX, reg, &dual, 1);
    IrRegisterId object = edit_register_of(rewriting->body, IR_OBJECT);
    append(rewriting, IR_OP_DUAL_OBJECT, object, &dual, 1);
    return object;
}

// The operand as an object, boxed in its register.
static IrValue object_operand(Rewriting *rewriting, IrValue value) {
    if (!is_dual(rewriting, value))
        return value;
    IrValue dual = dual_register(rewriting, value);
    return ir_reg(append_box(rewriting, dual.reg));
}

// --- Results -------------------------------------------------------------------------------------

// Puts the op in its place; if its result, an object, is for a dual, through a temporary.
static void put_object_op(Rewriting *rewriting, IrOp *op) {
    vector_push(rewriting->body->arena, &rewriting->ops, op);
    if (!gives_dual(rewriting, op))
        return;
    IrRegisterId result = op->result;
    op->result = edit_register_of(rewriting->body, IR_OBJECT);
    IrValue object = ir_reg(op->result);
    append(rewriting, IR_OP_DUAL_FROM_OBJECT, result, &object, 1);
}

// Puts an op that gives a dual; if its result is for an object, boxes it.
static void put_dual_op(Rewriting *rewriting, IrOp *op) {
    vector_push(rewriting->body->arena, &rewriting->ops, op);
    if (gives_dual(rewriting, op))
        return;
    IrRegisterId result = op->result;
    op->result = new_dual(rewriting);
    IrValue value = ir_reg(append_box(rewriting, op->result));
    append(rewriting, IR_OP_COPY, result, &value, 1);
}

// --- Ops -----------------------------------------------------------------------------------------

static bool has_dual_operand(const Rewriting *rewriting, const IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (is_dual(rewriting, op->operands[i]))
            return true;
    return false;
}

static bool has_number_operand(const Rewriting *rewriting, const IrOp *op) {
    IrValue number;
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (unboxing_find_number(rewriting->pass, op->operands[i], &number))
            return true;
    return false;
}

static void take_dual_operands(Rewriting *rewriting, IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++)
        op->operands[i] = dual_operand(rewriting, op->operands[i]);
}

static void take_object_operands(Rewriting *rewriting, IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++)
        op->operands[i] = object_operand(rewriting, op->operands[i]);
}

static void rewrite_other(Rewriting *rewriting, IrOp *op) {
    take_object_operands(rewriting, op);
    put_object_op(rewriting, op);
}

// Ops that stay on duals as they are: copies and checks of variables.
static void rewrite_in_place(Rewriting *rewriting, IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (is_dual(rewriting, op->operands[i]))
            op->operands[i] = dual_register(rewriting, op->operands[i]);
    vector_push(rewriting->body->arena, &rewriting->ops, op);
}

static void rewrite_copy(Rewriting *rewriting, IrOp *op) {
    IrValue source = op->operands[0];
    IrValue number;
    if (!gives_dual(rewriting, op))
        rewrite_other(rewriting, op);
    else if (source.kind == IR_VALUE_NULL)
        append(rewriting, IR_OP_UNBOUND, op->result, NULL, 0);
    else if (is_dual(rewriting, source))
        rewrite_in_place(rewriting, op);
    else if (unboxing_find_number(rewriting->pass, source, &number))
        append_number(rewriting, op->result, number);
    else
        append(rewriting, IR_OP_DUAL_FROM_OBJECT, op->result, &source, 1);
}

static void rewrite_constant(Rewriting *rewriting, IrOp *op) {
    IrValue number;
    if (gives_dual(rewriting, op) &&
        unboxing_find_number(rewriting->pass, ir_reg(op->result), &number))
        append_number(rewriting, op->result, number);
    else
        put_object_op(rewriting, op);
}

// A C integer that fits 64 bits with a sign stays unboxed.
static void rewrite_box_int(Rewriting *rewriting, IrOp *op) {
    IrKind kind = ir_value_type(rewriting->body, op->operands[0]).kind;
    bool is_unsigned = (op->flags & IR_FLAG_UNSIGNED) != 0 || kind == IR_BOOL;
    if (!gives_dual(rewriting, op) || kind == IR_I128 || (kind == IR_I64 && is_unsigned)) {
        put_object_op(rewriting, op);
        return;
    }
    IrValue value = op->operands[0];
    if (kind != IR_I64) {
        IrRegisterId wide = edit_register_of(rewriting->body, IR_I64);
        IrOp *convert = append(rewriting, IR_OP_CONVERT, wide, &value, 1);
        convert->flags = is_unsigned ? IR_FLAG_UNSIGNED : 0;
        value = ir_reg(wide);
    }
    append(rewriting, IR_OP_DUAL_FROM_INT, op->result, &value, 1);
}

static void rewrite_box_float(Rewriting *rewriting, IrOp *op) {
    if (gives_dual(rewriting, op))
        append(rewriting, IR_OP_DUAL_FROM_FLOAT, op->result, op->operands, 1);
    else
        put_object_op(rewriting, op);
}

// Arithmetic: on duals as soon as one side or the result is one.
static void rewrite_arithmetic(Rewriting *rewriting, IrOp *op, IrOpcode dual_code) {
    if (!gives_dual(rewriting, op) && !has_dual_operand(rewriting, op)) {
        put_object_op(rewriting, op);
        return;
    }
    take_dual_operands(rewriting, op);
    op->code = (uint16_t)dual_code;
    put_dual_op(rewriting, op);
}

// Ops that read numbers and give no dual.
static void rewrite_reader(Rewriting *rewriting, IrOp *op, IrOpcode dual_code,
                           bool counts_constants) {
    bool pays =
        has_dual_operand(rewriting, op) || (counts_constants && has_number_operand(rewriting, op));
    if (pays) {
        take_dual_operands(rewriting, op);
        op->code = (uint16_t)dual_code;
    }
    put_object_op(rewriting, op);
}

// Identity, with a singleton if one side is a dual: unboxed numbers are none.
static void rewrite_compare(Rewriting *rewriting, IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++) {
        if (!is_dual(rewriting, op->operands[i]))
            continue;
        IrValue dual = dual_register(rewriting, op->operands[i]);
        IrRegisterId object = edit_register_of(rewriting->body, IR_OBJECT);
        append(rewriting, IR_OP_DUAL_OBJECT, object, &dual, 1);
        op->operands[i] = ir_reg(object);
    }
    vector_push(rewriting->body->arena, &rewriting->ops, op);
}

static void rewrite_call(Rewriting *rewriting, IrOp *op) {
    const IrBody *callee = op->aux.body;
    uint32_t hidden = op->operand_count - callee->parameter_count;
    // What boxes may raise: it comes before the operands that only look at registers.
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < op->operand_count; i++) {
            IrKind wanted = i < hidden
                                ? IR_OBJECT
                                : callee->registers.items[callee->parameters[i - hidden]].type.kind;
            if (wanted == IR_DUAL && round == 1)
                op->operands[i] = dual_operand(rewriting, op->operands[i]);
            else if (wanted != IR_DUAL && round == 0)
                op->operands[i] = object_operand(rewriting, op->operands[i]);
        }
    }
    if (callee->result.kind == IR_DUAL)
        put_dual_op(rewriting, op);
    else
        put_object_op(rewriting, op);
}

// As many operands as duals as the runtime has a form for, if one is a dual at all.
static void rewrite_runtime_call(Rewriting *rewriting, IrOp *op) {
    const RuntimeTwin *twin = unboxing_find_runtime_twin(rewriting->pass, op);
    bool pays = false;
    for (uint32_t i = 0; twin != NULL && i < op->operand_count; i++)
        pays |= (twin->duals >> i & 1) != 0 && is_dual(rewriting, op->operands[i]);
    if (!pays && !(twin != NULL && twin->gives_dual && gives_dual(rewriting, op))) {
        rewrite_other(rewriting, op);
        return;
    }
    // What boxes may raise: it comes before the operands that only look at registers.
    for (uint32_t i = 0; i < op->operand_count; i++)
        if ((twin->duals >> i & 1) == 0)
            op->operands[i] = object_operand(rewriting, op->operands[i]);
    for (uint32_t i = 0; i < op->operand_count; i++)
        if ((twin->duals >> i & 1) != 0)
            op->operands[i] = dual_operand(rewriting, op->operands[i]);
    op->aux.runtime = twin->dual;
    if (twin->gives_dual)
        put_dual_op(rewriting, op);
    else
        put_object_op(rewriting, op);
}

static void rewrite_return(Rewriting *rewriting, IrOp *op) {
    if (rewriting->body->result.kind == IR_DUAL)
        take_dual_operands(rewriting, op);
    else
        take_object_operands(rewriting, op);
    vector_push(rewriting->body->arena, &rewriting->ops, op);
}

// Ops that have a twin on duals. Of those that give none, a comparison for a branch pays with a
// constant already.
static void rewrite_twin(Rewriting *rewriting, IrOp *op, const DualTwin *twin) {
    if (twin->gives_dual)
        rewrite_arithmetic(rewriting, op, twin->code);
    else
        rewrite_reader(rewriting, op, twin->code, op->code == IR_OP_PYTHON_COMPARE_TRUTH);
}

static void rewrite_op(Rewriting *rewriting, IrOp *op) {
    rewriting->op = op;
    const DualTwin *twin = unboxing_find_twin(op);
    if (twin != NULL) {
        rewrite_twin(rewriting, op, twin);
        return;
    }
    if (ir_op_has(op, IR_LOOKS)) {
        rewrite_in_place(rewriting, op);
        return;
    }
    switch (op->code) {
    case IR_OP_COPY:
        rewrite_copy(rewriting, op);
        break;
    case IR_OP_CONSTANT:
        rewrite_constant(rewriting, op);
        break;
    case IR_OP_BOX_INT:
        rewrite_box_int(rewriting, op);
        break;
    case IR_OP_BOX_FLOAT:
        rewrite_box_float(rewriting, op);
        break;
    case IR_OP_UNBOUND:
    case IR_OP_CHECK_BOUND:
        rewrite_in_place(rewriting, op);
        break;
    case IR_OP_COMPARE:
        rewrite_compare(rewriting, op);
        break;
    case IR_OP_CALL_NATIVE:
        rewrite_call(rewriting, op);
        break;
    case IR_OP_CALL_RUNTIME:
        rewrite_runtime_call(rewriting, op);
        break;
    case IR_OP_RETURN:
        rewrite_return(rewriting, op);
        break;
    default: // all else works on objects
        rewrite_other(rewriting, op);
        break;
    }
}

// --- Arguments that are boxed --------------------------------------------------------------------

static bool reads_numbers(const Rewriting *rewriting, const IrOp *op) {
    if (unboxing_find_twin(op) != NULL || ir_op_has(op, IR_LOOKS))
        return true;
    switch (op->code) {
    case IR_OP_COMPARE:
    case IR_OP_CHECK_BOUND:
        return true;
    case IR_OP_COPY:
        return gives_dual(rewriting, op);
    case IR_OP_RETURN:
        return rewriting->body->result.kind == IR_DUAL;
    default:
        return false;
    }
}

static bool takes_dual(const Rewriting *rewriting, const IrOp *op, uint32_t operand) {
    if (op->code == IR_OP_CALL_RUNTIME) {
        const RuntimeTwin *twin = unboxing_find_runtime_twin(rewriting->pass, op);
        return twin != NULL && (twin->duals >> operand & 1) != 0;
    }
    if (op->code != IR_OP_CALL_NATIVE)
        return reads_numbers(rewriting, op);
    const IrBody *callee = op->aux.body;
    uint32_t hidden = op->operand_count - callee->parameter_count;
    return operand >= hidden &&
           callee->registers.items[callee->parameters[operand - hidden]].type.kind == IR_DUAL;
}

// Arguments are the caller's: those that are boxed somewhere are copied to a variable first.
static void note_boxed_arguments(Rewriting *rewriting, const IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++) {
        if (!is_dual(rewriting, op->operands[i]) || takes_dual(rewriting, op, i))
            continue;
        IrRegisterId reg = op->operands[i].reg;
        const IrRegister entry = rewriting->body->registers.items[reg];
        if (entry.is_argument && rewriting->local[reg] == IR_NO_REGISTER)
            rewriting->local[reg] =
                ir_register_create(rewriting->body, (IrType){.kind = IR_DUAL}, entry.name);
    }
}

static void find_boxed_arguments(Rewriting *rewriting) {
    for (uint32_t i = 0; i < rewriting->body->blocks.count; i++) {
        const IrBlock *block = rewriting->body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            note_boxed_arguments(rewriting, block->ops.items[j]);
    }
}

static void copy_boxed_arguments(Rewriting *rewriting) {
    IrBody *body = rewriting->body;
    for (uint32_t i = 0; i < body->parameter_count; i++) {
        IrRegisterId reg = body->parameters[i];
        if (rewriting->local[reg] != IR_NO_REGISTER)
            edit_append_unary(body, &rewriting->ops, IR_OP_COPY, body->span, rewriting->local[reg],
                              reg);
    }
}

// --- The function --------------------------------------------------------------------------------

static bool set_kinds(Rewriting *rewriting) {
    Unboxing *pass = rewriting->pass;
    bool any = rewriting->body->result.kind == IR_DUAL;
    for (IrRegisterId reg = 0; reg < pass->register_count; reg++) {
        rewriting->is_dual[reg] = unboxing_is_dual(pass, reg);
        rewriting->local[reg] = IR_NO_REGISTER;
        any |= rewriting->is_dual[reg];
    }
    for (IrRegisterId reg = 0; reg < pass->register_count; reg++)
        if (rewriting->is_dual[reg])
            rewriting->body->registers.items[reg].type.kind = IR_DUAL;
    return any;
}

// Does the function call one whose signature has duals, or compare with constants?
static bool concerns(const Rewriting *rewriting, const IrOp *op) {
    if (op->code == IR_OP_PYTHON_COMPARE_TRUTH)
        return has_number_operand(rewriting, op);
    if (op->code != IR_OP_CALL_NATIVE)
        return false;
    const IrBody *callee = op->aux.body;
    bool any = callee->result.kind == IR_DUAL;
    for (uint32_t i = 0; i < callee->parameter_count; i++)
        any |= callee->registers.items[callee->parameters[i]].type.kind == IR_DUAL;
    return any;
}

static bool has_work(const Rewriting *rewriting) {
    for (uint32_t i = 0; i < rewriting->body->blocks.count; i++) {
        const IrBlock *block = rewriting->body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (concerns(rewriting, block->ops.items[j]))
                return true;
    }
    return false;
}

void unboxing_rewrite(Unboxing *pass) {
    IrBody *body = pass->body;
    Rewriting rewriting = {.pass = pass,
                           .body = body,
                           .is_dual = ARENA_ARRAY(pass->arena, bool, pass->register_count),
                           .local = ARENA_ARRAY(pass->arena, IrRegisterId, pass->register_count)};
    if (!set_kinds(&rewriting) && !has_work(&rewriting))
        return;
    find_boxed_arguments(&rewriting);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        IrBlock *block = body->blocks.items[i];
        rewriting.ops = (IrOpVector){0};
        if (i == 0)
            copy_boxed_arguments(&rewriting);
        for (uint32_t j = 0; j < block->ops.count; j++)
            rewrite_op(&rewriting, block->ops.items[j]);
        block->ops = rewriting.ops;
    }
}
