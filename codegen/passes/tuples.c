// Tuples that are built and taken apart at once are never made.
//
// Expects: SSA form, error branches, no reference counts. Leaves: no tuple_build of a tuple that is
// only unpacked, into as many parts as it has or with a star, or asked for its length or an item
// whose index is known; where several such tuples of one length meet, the block has a parameter for
// each part. Nor an unpack of a constant tuple: its parts are constants.
//
// Which these are is an optimistic fixed point: all are assumed to be, until an op contradicts it.
// (Scalar replacement of aggregates, for objects that do not escape.)

#include "codegen/passes/internal.h"

typedef struct Tuples {
    const IrModule *module;
    IrBody *body;
    Arena *arena;
    const Definition *definitions;
    // of each register: of the tuple that need not be made; 0: it is none
    uint32_t *length;
    // of each such register, when they are known
    IrValue **parts;
    Replacements replacements;
    bool changed;
} Tuples;

static bool calls(const IrOp *op, RuntimeId id) {
    return op->code == IR_OP_CALL_RUNTIME && op->aux.runtime == id;
}

static uint32_t length_of(const Tuples *pass, IrValue value) {
    return value.kind == IR_VALUE_REGISTER ? pass->length[value.reg] : 0;
}

static void set_length(Tuples *pass, IrRegisterId reg, uint32_t length) {
    pass->changed |= pass->length[reg] != length;
    pass->length[reg] = length;
}

// The number of the item that the op takes out of a tuple of that length; false: that is not known.
static bool find_item(const IrOp *op, uint32_t length, uint32_t *item) {
    bool is_item = calls(op, RUNTIME_tuple_item) || calls(op, RUNTIME_tuple_index);
    if (!is_item || op->operands[1].kind != IR_VALUE_INTEGER)
        return false;
    int64_t index = op->operands[1].integer;
    index += index < 0 ? length : 0;
    *item = (uint32_t)index;
    return index >= 0 && index < length;
}

// --- Which they are ------------------------------------------------------------------------------

static void assume_of_op(Tuples *pass, const IrOp *op) {
    bool is_value = op->result != IR_NO_REGISTER && !pass->definitions[op->result].in_memory;
    if (calls(op, RUNTIME_tuple_build) && is_value)
        set_length(pass, op->result, op->operand_count);
    for (uint32_t i = 0; op->code == IR_OP_JUMP && i < op->operand_count; i++) {
        IrRegisterId parameter = op->aux.targets.blocks[0]->parameters.items[i];
        if (pass->length[parameter] == 0 && length_of(pass, op->operands[i]) > 0)
            set_length(pass, parameter, length_of(pass, op->operands[i]));
    }
}

// A register that is given to a parameter: neither is needless without the other.
static void connect(Tuples *pass, IrValue from, IrRegisterId to) {
    if (length_of(pass, from) == pass->length[to])
        return;
    set_length(pass, to, 0);
    if (from.kind == IR_VALUE_REGISTER)
        set_length(pass, from.reg, 0);
}

// Does the op need nothing of a tuple of that length but its parts?
static bool takes_apart(const IrOp *op, uint32_t length) {
    uint32_t item;
    if (op->code == IR_OP_UNPACK)
        return op->operands[1].integer < op->result_count ? op->result_count <= length + 1
                                                          : op->result_count == length;
    return calls(op, RUNTIME_length) || find_item(op, length, &item);
}

static void refute_by(Tuples *pass, const IrOp *op) {
    for (uint32_t i = 0; i < op->operand_count; i++) {
        uint32_t length = length_of(pass, op->operands[i]);
        if (op->code == IR_OP_JUMP)
            connect(pass, op->operands[i], op->aux.targets.blocks[0]->parameters.items[i]);
        else if (length > 0 && !(i == 0 && takes_apart(op, length)))
            set_length(pass, op->operands[i].reg, 0);
    }
}

typedef void OpVisitor(Tuples *pass, const IrOp *op);

static void repeat_over_ops(Tuples *pass, OpVisitor *visit) {
    for (pass->changed = true; pass->changed;) {
        pass->changed = false;
        for (uint32_t i = 0; i < pass->body->blocks.count; i++) {
            const IrBlock *block = pass->body->blocks.items[i];
            for (uint32_t j = 0; j < block->ops.count; j++)
                visit(pass, block->ops.items[j]);
        }
    }
}

static bool any_is_left(const Tuples *pass, uint32_t count) {
    for (IrRegisterId reg = 0; reg < count; reg++)
        if (pass->length[reg] > 0)
            return true;
    return false;
}

// What the op takes apart, if it is a constant with parts enough; or NULL.
static const IrConstant *constant_taken_apart(const Tuples *pass, const IrOp *op) {
    const IrOp *made =
        op->code == IR_OP_UNPACK ? definition_of(pass->definitions, op->operands[0]) : NULL;
    if (made == NULL || made->code != IR_OP_CONSTANT)
        return NULL;
    const IrConstant *constant = &pass->module->constants.items[made->aux.constant];
    bool fits = constant->kind == IR_CONSTANT_TUPLE && takes_apart(op, constant->item_count);
    return fits ? constant : NULL;
}

static bool has_constant(const Tuples *pass) {
    for (uint32_t i = 0; i < pass->body->blocks.count; i++) {
        const IrBlock *block = pass->body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (constant_taken_apart(pass, block->ops.items[j]) != NULL)
                return true;
    }
    return false;
}

// Is there anything for the pass to do, most likely?
static bool has_tuple(const IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (calls(block->ops.items[j], RUNTIME_tuple_build) ||
                block->ops.items[j]->code == IR_OP_UNPACK)
                return true;
    }
    return false;
}

// --- Doing without them --------------------------------------------------------------------------

static void create_parts(Tuples *pass, IrBlock *block) {
    IrRegisterVector all = {0};
    for (uint32_t i = 0; i < block->parameters.count; i++) {
        IrRegisterId reg = block->parameters.items[i];
        uint32_t length = pass->length[reg];
        if (length == 0)
            vector_push(pass->body->arena, &all, reg);
        else
            pass->parts[reg] = ARENA_ARRAY(pass->arena, IrValue, length);
        for (uint32_t j = 0; j < length; j++) {
            IrRegisterId part = edit_register_of(pass->body, IR_OBJECT);
            pass->parts[reg][j] = ir_reg(part);
            vector_push(pass->body->arena, &all, part);
        }
    }
    block->parameters = all;
}

static const IrValue *parts_of(const Tuples *pass, IrRegisterId reg) {
    return pass->parts[reg] != NULL ? pass->parts[reg]
                                    : definition_op(&pass->definitions[reg])->operands;
}

static void give_parts(Tuples *pass, IrOp *jump) {
    VECTOR(IrValue) all = {0};
    for (uint32_t i = 0; i < jump->operand_count; i++) {
        uint32_t length = length_of(pass, jump->operands[i]);
        if (length == 0)
            vector_push(pass->body->arena, &all, jump->operands[i]);
        for (uint32_t j = 0; j < length; j++)
            vector_push(pass->body->arena, &all, parts_of(pass, jump->operands[i].reg)[j]);
    }
    jump->operands = all.items;
    jump->operand_count = all.count;
}

// The items of a constant, each a constant of its own.
static const IrValue *add_items(Tuples *pass, IrOpVector *ops, const IrConstant *constant,
                                Span span) {
    IrValue *items = ARENA_ARRAY(pass->body->arena, IrValue, constant->item_count + 1);
    for (uint32_t i = 0; i < constant->item_count; i++) {
        items[i] = ir_reg(edit_register_of(pass->body, IR_OBJECT));
        edit_append(pass->body, ops, IR_OP_CONSTANT, span, items[i].reg, NULL, 0)->aux.constant =
            constant->items[i];
    }
    return items;
}

// What the starred target gets.
static void make_list(Arena *arena, IrOp *op, const IrValue *items, uint32_t count,
                      IrRegisterId result) {
    op->code = IR_OP_CALL_RUNTIME;
    op->aux.runtime = RUNTIME_list_build;
    op->operands = ARENA_ARRAY(arena, IrValue, count + 1);
    op->operand_count = count;
    for (uint32_t i = 0; i < count; i++)
        op->operands[i] = items[i];
    op->result = result;
    op->results = NULL;
    op->result_count = 0;
    op->owned_results = 0;
}

// Gives the parts in place of the results of an unpack. Is the op needless now? A star's makes the
// list.
static bool hand_out(Tuples *pass, IrOp *op, const IrValue *parts, uint32_t length) {
    uint32_t count = op->result_count, star = (uint32_t)op->operands[1].integer;
    for (uint32_t i = 0; i < count; i++)
        if (i != star)
            pass->replacements.values[op->results[i]] = parts[i < star ? i : length - count + i];
    if (star < count)
        make_list(pass->body->arena, op, parts + star, length + 1 - count, op->results[star]);
    return star == count;
}

// Is the op gone with its tuple?
static bool is_needless(Tuples *pass, IrOpVector *ops, IrOp *op) {
    if (op->operand_count == 0)
        return false;
    uint32_t length = length_of(pass, op->operands[0]), item;
    const IrConstant *constant = constant_taken_apart(pass, op);
    if (constant != NULL)
        return hand_out(pass, op, add_items(pass, ops, constant, op->span), constant->item_count);
    if (op->code == IR_OP_UNPACK && length > 0)
        return hand_out(pass, op, parts_of(pass, op->operands[0].reg), length);
    if (op->result == IR_NO_REGISTER)
        return false;
    if (pass->length[op->result] > 0)
        return true;
    if (length == 0)
        return false;
    pass->replacements.values[op->result] = find_item(op, length, &item)
                                                ? parts_of(pass, op->operands[0].reg)[item]
                                                : ir_int(IR_I64, length);
    return true;
}

static void rewrite_block(Tuples *pass, IrBlock *block) {
    IrOpVector ops = block->ops, kept = {0};
    for (uint32_t i = 0; i < ops.count; i++) {
        IrOp *op = ops.items[i];
        if (op->code == IR_OP_JUMP)
            give_parts(pass, op);
        if (op->code == IR_OP_JUMP || !is_needless(pass, &kept, op))
            vector_push(pass->body->arena, &kept, op);
        else if (ops.items[i + 1]->code == IR_OP_ERROR_BRANCH)
            edit_take_good_side(ops.items[i + 1]);
    }
    block->ops = kept;
}

bool pass_tuples(IrModule *module, IrBody *body, Analyses *analyses) {
    if (!has_tuple(body))
        return false;
    Arena *arena = arena_create();
    uint32_t count = body->registers.count;
    Tuples pass = {.module = module,
                   .body = body,
                   .arena = arena,
                   .definitions = analyses_definitions(analyses),
                   .length = ARENA_ARRAY(arena, uint32_t, count),
                   .parts = ARENA_ARRAY(arena, IrValue *, count)};
    repeat_over_ops(&pass, assume_of_op);
    repeat_over_ops(&pass, refute_by);
    bool any = any_is_left(&pass, count) || has_constant(&pass);
    if (any) {
        pass.replacements = edit_start_replacing(arena, body);
        for (uint32_t i = 0; i < body->blocks.count; i++)
            create_parts(&pass, body->blocks.items[i]);
        for (uint32_t i = 0; i < body->blocks.count; i++)
            rewrite_block(&pass, body->blocks.items[i]);
        edit_replace_registers(body, &pass.replacements);
        edit_remove_unreachable(body);
    }
    arena_destroy(arena);
    return any;
}
