// Webs: registers that copies connect, and what is done with them.

#include "codegen/passes/unboxing.h"
#include <errno.h>
#include <stdlib.h>

Web *unboxing_web(const Unboxing *pass, IrRegisterId reg) {
    return &pass->webs[register_sets_root(&pass->sets, reg)];
}

static Web *web_of(const Unboxing *pass, IrValue value) {
    return value.kind == IR_VALUE_REGISTER ? unboxing_web(pass, value.reg) : NULL;
}

bool unboxing_is_object_type(const IrCType *type) {
    return type == NULL || type->kind == IR_C_OBJECT;
}

// May a value of this type be a number at all?
static bool may_be_number(const IrCType *type) {
    if (type == NULL || type->kind == IR_C_OBJECT)
        return true;
    return type->kind == IR_C_BUILTIN &&
           (type->builtin == IR_BUILTIN_INT || type->builtin == IR_BUILTIN_FLOAT ||
            type->builtin == IR_BUILTIN_COMPLEX);
}

// Arguments that are objects take part only while it is open whether they become duals.
static bool is_candidate(const Unboxing *pass, IrRegisterId reg) {
    const IrRegister *entry = &pass->body->registers.items[reg];
    if (entry->type.kind == IR_DUAL)
        return true;
    return entry->type.kind == IR_OBJECT && !entry->address_taken && !pass->is_output[reg] &&
           (!entry->is_argument || pass->with_arguments) && may_be_number(entry->type.type);
}

bool unboxing_is_dual(const Unboxing *pass, IrRegisterId reg) {
    if (reg >= pass->register_count)
        return false;
    const IrRegister *entry = &pass->body->registers.items[reg];
    if (entry->type.kind == IR_DUAL)
        return true;
    if (entry->type.kind != IR_OBJECT || entry->is_argument)
        return false;
    const Web *web = unboxing_web(pass, reg);
    // A box that nobody reads, as of `for _ in range(n)`, need not be made.
    bool pays =
        (web->has_use && (web->has_result || web->is_fixed)) || (web->has_box && !web->is_read);
    return !web->is_refused && pays;
}

// --- Constants -----------------------------------------------------------------------------------

static bool find_constant_number(const IrConstant *constant, IrValue *number) {
    if (constant->kind == IR_CONSTANT_FLOAT) {
        *number = ir_real(IR_F64, constant->real);
        return true;
    }
    if (constant->kind != IR_CONSTANT_INT)
        return false;
    char *end;
    errno = 0;
    long long value = strtoll(constant->text.bytes, &end, 10);
    *number = ir_int(IR_I64, value);
    return errno == 0 && *end == '\0';
}

bool unboxing_find_number(const Unboxing *pass, IrValue value, IrValue *number) {
    if (value.kind != IR_VALUE_REGISTER || value.reg >= pass->register_count)
        return false;
    const IrOp *op = definition_op(&pass->definitions[value.reg]);
    return op != NULL && op->code == IR_OP_CONSTANT &&
           find_constant_number(&pass->module->constants.items[op->aux.constant], number);
}

// --- What ops do with webs -----------------------------------------------------------------------

const DualTwin *unboxing_find_twin(const IrOp *op) {
    static const DualTwin twins[IR_OPCODE_COUNT] = {
        [IR_OP_PYTHON_BINARY] = {IR_OP_DUAL_BINARY, true},
        [IR_OP_PYTHON_UNARY] = {IR_OP_DUAL_UNARY, true},
        [IR_OP_PYTHON_COMPARE] = {IR_OP_DUAL_COMPARE, false},
        [IR_OP_PYTHON_COMPARE_TRUTH] = {IR_OP_DUAL_COMPARE_TRUTH, false},
        [IR_OP_PYTHON_TRUTH] = {IR_OP_DUAL_TRUTH, false},
        [IR_OP_UNBOX_INT] = {IR_OP_DUAL_UNBOX_INT, false},
        [IR_OP_UNBOX_FLOAT] = {IR_OP_DUAL_UNBOX_FLOAT, false},
    };
    // No twin is the op with the number 0, COPY.
    return twins[op->code].code == 0 ? NULL : &twins[op->code];
}

bool unboxing_is_unseen(const Unboxing *pass, IrValue value) {
    return value.kind == IR_VALUE_REGISTER && value.reg < pass->register_count &&
           pass->use_count[value.reg] == 1 && pass->definitions[value.reg].count == 1 &&
           pass->body->registers.items[value.reg].name == NULL;
}

const RuntimeTwin *unboxing_find_runtime_twin(const Unboxing *pass, const IrOp *op) {
    // The operands of a store: object, name, value; of items: container, index, value. Those that
    // take more come first.
    static const RuntimeTwin twins[] = {
        {RUNTIME_store_attribute, RUNTIME_store_attribute_dual, 1 << 2, 1 << 2, false},
        {RUNTIME_set_item, RUNTIME_set_item_duals, 1 << 1 | 1 << 2, 1 << 2, false},
        {RUNTIME_set_item_index, RUNTIME_set_item_index_dual, 1 << 2, 1 << 2, false},
        {RUNTIME_set_item, RUNTIME_set_item_dual, 1 << 1, 0, false},
        {RUNTIME_get_item, RUNTIME_get_item_dual, 1 << 1, 0, false},
        {RUNTIME_call_known, RUNTIME_call_known_dual, 1 << 2, 0, true},
        {RUNTIME_call_ord, RUNTIME_call_ord_dual, 0, 0, true},
        {RUNTIME_call_sum, RUNTIME_call_sum_dual, 0, 0, true},
        {RUNTIME_call_known_2, RUNTIME_call_known_2_dual, 1 << 2 | 1 << 3, 0, true},
        {RUNTIME_call_extreme, RUNTIME_call_extreme_dual, 1 << 2 | 1 << 3, 1 << 2 | 1 << 3, true},
        {RUNTIME_get_slice, RUNTIME_get_slice_duals, 1 << 1 | 1 << 2, 0, false},
        {RUNTIME_set_slice, RUNTIME_set_slice_duals, 1 << 1 | 1 << 2, 0, false},
    };
    for (size_t i = 0; op->code == IR_OP_CALL_RUNTIME && i < sizeof twins / sizeof *twins; i++) {
        bool fits = op->aux.runtime == twins[i].object;
        for (uint32_t j = 0; j < op->operand_count && fits; j++)
            fits = (twins[i].unseen >> j & 1) == 0 || unboxing_is_unseen(pass, op->operands[j]);
        if (fits)
            return &twins[i];
    }
    return NULL;
}

static void note_result(const Unboxing *pass, const IrOp *op) {
    if (op->result != IR_NO_REGISTER)
        unboxing_web(pass, op->result)->has_result = true;
}

static void note_runtime_uses(const Unboxing *pass, const IrOp *op) {
    const RuntimeTwin *twin = unboxing_find_runtime_twin(pass, op);
    for (uint32_t i = 0; twin != NULL && i < op->operand_count; i++) {
        Web *web = (twin->duals >> i & 1) != 0 ? web_of(pass, op->operands[i]) : NULL;
        if (web != NULL)
            web->has_use = true;
    }
    if (twin != NULL && twin->gives_dual)
        note_result(pass, op);
}

static void note_uses(const Unboxing *pass, const IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++) {
        Web *web = web_of(pass, op->operands[i]);
        if (web != NULL)
            web->has_use = true;
    }
}

static bool is_singleton(const Unboxing *pass, IrValue value) {
    const IrOp *op = definition_of(pass->definitions, value);
    return op != NULL && op->code == IR_OP_SINGLETON;
}

// `x is y`: only with None and its like can an unboxed number be told without a box.
static void note_identity(const Unboxing *pass, const IrOp *op) {
    for (uint32_t i = 0; i < 2; i++) {
        Web *web = web_of(pass, op->operands[i]);
        if (web != NULL && !is_singleton(pass, op->operands[1 - i]))
            web->is_refused = true;
    }
}

// A variable that need not be bound: as an object it is null then, for which a dual has no box.
static void note_runtime_call(const Unboxing *pass, const IrOp *op) {
    Web *web = op->aux.runtime == RUNTIME_names_set ? web_of(pass, op->operands[2]) : NULL;
    if (web != NULL)
        web->is_refused = true;
}

static void note_call(const Unboxing *pass, const IrOp *op) {
    const IrBody *callee = op->aux.body;
    uint32_t hidden = op->operand_count - callee->parameter_count;
    for (uint32_t i = 0; i < callee->parameter_count; i++) {
        Web *web = web_of(pass, op->operands[i + hidden]);
        if (web != NULL && callee->registers.items[callee->parameters[i]].type.kind == IR_DUAL)
            web->has_use = true;
    }
    if (callee->result.kind == IR_DUAL)
        note_result(pass, op);
}

static void note_reads(const Unboxing *pass, const IrOp *op) {
    bool is_copy = op->code == IR_OP_COPY && op_has_register(op, 0) &&
                   unboxing_web(pass, op->result) == unboxing_web(pass, op->operands[0].reg);
    for (uint32_t i = 0; i < op->operand_count && !is_copy && op->code != IR_OP_CHECK_BOUND; i++) {
        Web *web = web_of(pass, op->operands[i]);
        if (web != NULL)
            web->is_read = true;
    }
}

static void note_op(const Unboxing *pass, const IrOp *op) {
    note_reads(pass, op);
    const DualTwin *twin = unboxing_find_twin(op);
    if (twin != NULL)
        note_uses(pass, op);
    if (twin != NULL && twin->gives_dual)
        note_result(pass, op);
    // What stands not here neither gains by duals nor forbids them: its operands are boxed.
    switch (op->code) {
    case IR_OP_BOX_INT:
    case IR_OP_BOX_FLOAT:
        note_result(pass, op);
        if (op->result != IR_NO_REGISTER)
            unboxing_web(pass, op->result)->has_box = true;
        break;
    case IR_OP_COMPARE:
        note_identity(pass, op);
        break;
    case IR_OP_CALL_NATIVE:
        note_call(pass, op);
        break;
    case IR_OP_CALL_RUNTIME:
        note_runtime_call(pass, op);
        note_runtime_uses(pass, op);
        break;
    case IR_OP_RETURN:
        if (pass->body->result.kind == IR_DUAL)
            note_uses(pass, op);
        break;
    default:
        break;
    }
}

// What a call sets beside its result, or several results of one op, stay objects.
static void note_outputs(const Unboxing *pass, const IrOp *op) {
    for (uint32_t i = 0; i < op->result_count; i++)
        pass->is_output[op->results[i]] = true;
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (op_has_register(op, i) && ir_op_is_address_operand(op, i))
            pass->is_output[op->operands[i].reg] = true;
}

static void count_uses(const Unboxing *pass, const IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (op_has_register(op, i))
            pass->use_count[op->operands[i].reg]++;
}

// --- The analysis --------------------------------------------------------------------------------

// Copies connect registers that may both be duals.
static void connect(const Unboxing *pass, const IrOp *op) {
    if (op->code != IR_OP_COPY || !op_has_register(op, 0) || !is_candidate(pass, op->result) ||
        !is_candidate(pass, op->operands[0].reg))
        return;
    register_sets_join(&pass->sets, op->operands[0].reg, op->result);
}

typedef void OpVisitor(const Unboxing *pass, const IrOp *op);

static void each_op(const Unboxing *pass, OpVisitor *visit) {
    for (uint32_t i = 0; i < pass->body->blocks.count; i++) {
        const IrBlock *block = pass->body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            visit(pass, block->ops.items[j]);
    }
}

Unboxing unboxing_analyse(IrModule *module, IrBody *body, Analyses *analyses, Arena *arena,
                          bool with_arguments) {
    uint32_t count = body->registers.count;
    Unboxing pass = {.module = module,
                     .body = body,
                     .arena = arena,
                     .with_arguments = with_arguments,
                     .register_count = count,
                     .sets = register_sets_create(arena, count),
                     .definitions = analyses_definitions(analyses),
                     .is_output = ARENA_ARRAY(arena, bool, count),
                     .use_count = ARENA_ARRAY(arena, uint32_t, count)};
    each_op(&pass, note_outputs);
    each_op(&pass, count_uses);
    each_op(&pass, connect);
    pass.webs = ARENA_ARRAY(arena, Web, count);
    for (IrRegisterId reg = 0; reg < count; reg++) {
        Web *web = unboxing_web(&pass, reg);
        const IrRegister *entry = &body->registers.items[reg];
        web->is_refused |= !is_candidate(&pass, reg);
        web->is_fixed |= entry->is_argument && entry->type.kind == IR_DUAL;
    }
    each_op(&pass, note_op);
    return pass;
}
