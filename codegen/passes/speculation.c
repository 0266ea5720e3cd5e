// Arithmetic on what is most likely floats gets a copy that takes it for floats.
//
// Expects: SSA form, duals and their ops with error branches. Leaves: beside stretches of dual ops,
// a copy of C's ops on F64. Each operand is asked when it comes whether it is a float; where one is
// not, or C cannot compute what Python gives, the copy goes on in the original, before that op.
//
// A stretch goes from block to block by the good sides of error branches, and ends with an op on
// floats. It may lead over reads and writes of items and attributes, which stand in both.
// (Trace-based speculation with exits into the generic code; the registers of both are the same, so
// that SSA construction, run again, joins them.)

#include "codegen/passes/speculation.h"
#include "codegen/analysis/hotness.h"
#include "codegen/passes/floats.h"

// A block of a stretch: from `first` on, ops that the copy repeats, then an op and its error
// branch.
typedef struct Link {
    IrBlock *block;
    uint32_t first;
    bool is_float; // else the op is repeated as well
} Link;
typedef VECTOR(Link) LinkVector;

typedef struct Speculation {
    IrModule *module;
    IrBody *body;
    Arena *arena;
    const Definition *definitions;
    const Predecessors *predecessors;
    Guesses guesses;
    uint32_t block_count; // when the pass began
    // of each such block: part of a stretch
    bool *is_taken;
    // of each register, in the stretch at hand: the float's number, an F64
    IrValue *numbers;
    uint32_t *stretches; // whose number it is
    uint32_t stretch;
    IrBlock *fast; // being made
} Speculation;

// --- Which ops -----------------------------------------------------------------------------------

static bool is_compared(const IrOp *op) { return op->code == IR_OP_DUAL_COMPARE_TRUTH; }

static bool is_power(const IrOp *op) {
    return op->code == IR_OP_DUAL_BINARY && op->aux.number == BINARY_POWER;
}

// Is it an op on floats, most likely, that C does as well? (Known ints alone make no float, however
// likely what they give is taken for one.)
static bool is_float_op(const Speculation *pass, const IrOp *op) {
    bool any = false, has_unknown = false;
    if (!is_compared(op) && !is_power(op) && floats_opcode_of(op) == IR_OPCODE_COUNT)
        return false;
    for (uint32_t i = 0; i < op->operand_count; i++) {
        const IrOp *known = floats_known_int(pass->definitions, op->operands[i]);
        if (known != NULL ? is_compared(op) && !floats_is_exact_int(known)
                          : guesses_int(&pass->guesses, op->operands[i]))
            return false;
        has_unknown |= known == NULL;
        any |= known == NULL && guesses_float(&pass->guesses, op->operands[i]);
    }
    return any ||
           (has_unknown && !is_compared(op) && guesses_float(&pass->guesses, ir_reg(op->result)));
}

// Does the copy of a stretch repeat the op? It makes values of values.
static bool is_repeated(const IrOp *op) {
    switch (op->code) {
    case IR_OP_CONSTANT:
    case IR_OP_COPY:
    case IR_OP_DUAL_FROM_FLOAT:
    case IR_OP_DUAL_FROM_INT:
    case IR_OP_DUAL_FROM_OBJECT:
    case IR_OP_SINGLETON:
        return true;
    default:
        return false;
    }
}

// Is it a read, a write or a function of C between two ops on floats, as of `x.a * y.a + x.b *
// y.b`?
static bool is_access(const IrOp *op) {
    static const bool is_listed[RUNTIME_COUNT] = {
        [RUNTIME_get_item_dual] = true,        [RUNTIME_get_item_index] = true,
        [RUNTIME_get_item_dual_number] = true, [RUNTIME_get_item_index_number] = true,
        [RUNTIME_set_item_dual] = true,        [RUNTIME_set_item_duals] = true,
        [RUNTIME_set_item_index] = true,       [RUNTIME_set_item_index_dual] = true,
        [RUNTIME_load_attribute] = true,       [RUNTIME_load_attribute_number] = true,
        [RUNTIME_store_attribute_dual] = true, [RUNTIME_call_known_dual] = true,
        [RUNTIME_call_known_2_dual] = true,
    };
    return op->code == IR_OP_CALL_RUNTIME && is_listed[op->aux.runtime];
}

// --- Stretches -----------------------------------------------------------------------------------

// The op before the error branch with which the block ends; NULL: it ends otherwise.
static const IrOp *raising_op(const IrBlock *block) {
    uint32_t count = block->ops.count;
    bool raises = count >= 2 && ir_block_terminator(block)->code == IR_OP_ERROR_BRANCH;
    return raises ? block->ops.items[count - 2] : NULL;
}

// Can the block follow in a stretch?
static bool is_link(const Speculation *pass, const IrBlock *block) {
    const IrOp *last = raising_op(block);
    if (last == NULL || block->is_cold || block->parameters.count > 0 ||
        block->id >= pass->block_count || pass->is_taken[block->id] ||
        pass->predecessors->normal[block->id].count != 1)
        return false;
    for (uint32_t i = 0; i + 2 < block->ops.count; i++)
        if (!is_repeated(block->ops.items[i]))
            return false;
    return is_float_op(pass, last) || is_access(last);
}

// Finds the stretch that begins with the block's last op, an op on floats.
static LinkVector find_stretch(const Speculation *pass, IrBlock *block) {
    // Accesses in a row, and ops in all: what is copied has to be worth it.
    enum { MOST_ACCESSES = 3, MOST_LINKS = 64 };
    LinkVector links = {0};
    uint32_t first = block->ops.count - 2, length = 0, accesses = 0;
    while (links.count < MOST_LINKS && accesses <= MOST_ACCESSES) {
        bool is_float = is_float_op(pass, raising_op(block));
        vector_push(pass->arena, &links, ((Link){block, first, is_float}));
        accesses = is_float ? 0 : accesses + 1;
        length = is_float ? links.count : length;
        block = ir_block_terminator(block)->aux.targets.blocks[0];
        if (!is_link(pass, block))
            break;
        first = 0;
    }
    links.count = length;
    return links;
}

static uint32_t count_float_ops(const LinkVector *links) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < links->count; i++)
        count += links->items[i].is_float;
    return count;
}

// --- The copy ------------------------------------------------------------------------------------

static IrOp *append(const Speculation *pass, IrOpcode code, Span span, IrRegisterId result,
                    const IrValue *operands, uint32_t count) {
    return edit_append(pass->body, &pass->fast->ops, code, span, result, operands, count);
}

static IrBlock *create_block(const Speculation *pass, const IrBlock *like) {
    return edit_block_beside(pass->body, like, like->label, NULL);
}

// Cuts the block before its op `index`; returns what follows.
static IrBlock *cut(const Speculation *pass, IrBlock *block, uint32_t index) {
    IrBlock *rest = create_block(pass, block);
    edit_move_ops(pass->body, block, index, rest);
    edit_append_jump(pass->body, &block->ops, rest->ops.items[0]->span, rest);
    return rest;
}

// Where the original goes on before the op of the link, which is in a block of its own then.
static IrBlock *original_of(const Speculation *pass, Link *link) {
    if (link->block->ops.count > 2)
        link->block = cut(pass, link->block, link->block->ops.count - 2);
    return link->block;
}

// Leaves the copy unless the condition is as wanted.
static void go_on_if(Speculation *pass, Link *link, Span span, IrValue condition, bool wanted) {
    IrBlock *original = original_of(pass, link);
    IrBlock *next = create_block(pass, original);
    if (wanted) {
        IrValue is_other = ir_reg(edit_register_of(pass->body, IR_BOOL));
        append(pass, IR_OP_NOT, span, is_other.reg, &condition, 1);
        condition = is_other;
    }
    IrOp *branch = append(pass, IR_OP_BRANCH, span, IR_NO_REGISTER, &condition, 1);
    branch->flags = IR_FLAG_UNLIKELY;
    ir_op_set_targets(pass->body, branch, (IrBlock *[]){original, next}, 2);
    pass->fast = next;
}

static IrValue append_compare(const Speculation *pass, Span span, CompareOperator operator,
                              IrRegisterId result, IrValue left, IrValue right) {
    IrValue operands[] = {left, right};
    append(pass, IR_OP_COMPARE, span, result, operands, 2)->aux.number = operator;
    return ir_reg(result);
}

static IrValue append_real_call(const Speculation *pass, Span span, RuntimeId runtime, IrKind kind,
                                const IrValue *operands, uint32_t count) {
    IrValue result = ir_reg(edit_register_of(pass->body, kind));
    edit_append_runtime(pass->body, &pass->fast->ops, runtime, span, result.reg, operands, count);
    return result;
}

static void note_number(const Speculation *pass, IrRegisterId reg, IrValue number) {
    pass->numbers[reg] = number;
    pass->stretches[reg] = pass->stretch;
}

// The number of a dual that is made of a known one; false: it is none.
static bool find_number(const Speculation *pass, IrValue value, Span span, IrValue *number) {
    const IrOp *op = definition_of(pass->definitions, value);
    if (op != NULL && op->code == IR_OP_DUAL_FROM_FLOAT) {
        *number = op->operands[0];
        return true;
    }
    if (op == NULL || op->code != IR_OP_DUAL_FROM_INT)
        return false;
    if (op->operands[0].kind == IR_VALUE_INTEGER) {
        *number = ir_real(IR_F64, (double)op->operands[0].integer);
        return true;
    }
    *number = ir_reg(edit_register_of(pass->body, IR_F64));
    append(pass, IR_OP_CONVERT, span, number->reg, op->operands, 1);
    return true;
}

// The register under which the number of a dual is noted: that of the object which it is.
static IrRegisterId source_of(const Speculation *pass, IrValue value) {
    const IrOp *op = definition_of(pass->definitions, value);
    bool is_object = op != NULL && op->code == IR_OP_DUAL_FROM_OBJECT && op_has_register(op, 0);
    return is_object ? op->operands[0].reg : value.reg;
}

// The operand as an F64, when the copy has asked whether it is a float.
static IrValue number_of(Speculation *pass, Link *link, IrValue value, Span span) {
    IrRegisterId source = source_of(pass, value);
    IrValue number;
    if (pass->stretches[source] == pass->stretch)
        return pass->numbers[source];
    if (!find_number(pass, value, span, &number)) {
        IrValue is_float = append_real_call(pass, span, RUNTIME_is_float, IR_BOOL, &value, 1);
        go_on_if(pass, link, span, is_float, true);
        number = append_real_call(pass, span, RUNTIME_float_value, IR_F64, &value, 1);
    }
    note_number(pass, source, number);
    return number;
}

static IrValue append_power(Speculation *pass, Link *link, Span span, const IrValue *operands) {
    IrValue power = append_real_call(pass, span, RUNTIME_power_real, IR_F64, operands, 2);
    IrValue difference[] = {power, power};
    IrValue nothing = ir_reg(edit_register_of(pass->body, IR_F64)); // NaN, if it is not finite
    append(pass, IR_OP_SUBTRACT, span, nothing.reg, difference, 2);
    IrRegisterId is_special = edit_register_of(pass->body, IR_BOOL);
    go_on_if(pass, link, span,
             append_compare(pass, span, COMPARE_NOT_EQUAL, is_special, nothing, ir_real(IR_F64, 0)),
             false);
    return power;
}

static void leave_at_zero(Speculation *pass, Link *link, Span span, IrValue divisor) {
    if (divisor.kind == IR_VALUE_REAL && divisor.real != 0)
        return;
    IrRegisterId is_zero = edit_register_of(pass->body, IR_BOOL);
    go_on_if(pass, link, span,
             append_compare(pass, span, COMPARE_EQUAL, is_zero, divisor, ir_real(IR_F64, 0)),
             false);
}

static void copy_float_op(Speculation *pass, Link *link, const IrOp *op) {
    IrValue operands[2], number;
    for (uint32_t i = 0; i < op->operand_count; i++)
        operands[i] = number_of(pass, link, op->operands[i], op->span);
    if (is_compared(op)) {
        append_compare(pass, op->span, (CompareOperator)op->aux.number, op->result, operands[0],
                       operands[1]);
        return;
    }
    if (is_power(op)) {
        number = append_power(pass, link, op->span, operands);
    } else {
        IrOpcode code = floats_opcode_of(op);
        if (code == IR_OP_DIVIDE || code == IR_OP_FLOOR_DIVIDE || code == IR_OP_FLOOR_MODULO)
            leave_at_zero(pass, link, op->span, operands[1]);
        number = ir_reg(edit_register_of(pass->body, IR_F64));
        append(pass, code, op->span, number.reg, operands, op->operand_count);
    }
    append(pass, IR_OP_DUAL_FROM_FLOAT, op->span, op->result, &number, 1);
    note_number(pass, op->result, number);
}

static void copy_op(const Speculation *pass, const IrOp *op) {
    ir_block_append(pass->body, pass->fast, ir_op_clone(pass->body, op));
}

static void copy_access(Speculation *pass, const Link *link, const IrOp *op) {
    copy_op(pass, op);
    copy_op(pass, ir_block_terminator(link->block));
    IrBlock *next = create_block(pass, link->block);
    ir_block_terminator(pass->fast)->aux.targets.blocks[0] = next;
    pass->fast = next;
}

static void copy_link(Speculation *pass, Link *link) {
    const IrBlock *block = link->block;
    const IrOp *op = raising_op(block);
    for (uint32_t i = link->first; i + 2 < block->ops.count; i++)
        copy_op(pass, block->ops.items[i]);
    if (link->is_float)
        copy_float_op(pass, link, op);
    else
        copy_access(pass, link, op);
}

static void copy_stretch(Speculation *pass, LinkVector *links) {
    IrBlock *start = links->items[0].block;
    links->items[0].block = cut(pass, start, links->items[0].first);
    links->items[0].first = 0;
    pass->fast = create_block(pass, start);
    pass->stretch++;
    ir_block_terminator(start)->aux.targets.blocks[0] = pass->fast;
    for (uint32_t i = 0; i < links->count; i++)
        copy_link(pass, &links->items[i]);
    const IrOp *end = ir_block_terminator(links->items[links->count - 1].block);
    edit_append_jump(pass->body, &pass->fast->ops, end->span, end->aux.targets.blocks[0]);
}

// --- The pass ------------------------------------------------------------------------------------

// Which blocks are hot: in loops, and if the body is called from one, as it may be.
typedef struct Hot {
    const BodyHotness *in_loop, *called;
} Hot;

// How many ops on floats a stretch that begins with the block has to have.
static uint32_t fewest_ops(const Hot *hot, const IrBlock *block) {
    enum { IN_LOOP = 2, IN_BODY = 4 };
    if (hot->in_loop->blocks[block->id] != FAST_PATHS_NONE)
        return IN_LOOP;
    return hot->called->blocks[block->id] != FAST_PATHS_NONE ? IN_BODY : UINT32_MAX;
}

static bool copy_stretches(Speculation *pass, const Hot *hot) {
    bool any = false;
    for (uint32_t i = 0; i < pass->block_count; i++) {
        IrBlock *block = pass->body->blocks.items[i];
        const IrOp *op = raising_op(block);
        if (op == NULL || pass->is_taken[i] || !is_float_op(pass, op))
            continue;
        LinkVector links = find_stretch(pass, block);
        if (count_float_ops(&links) < fewest_ops(hot, block))
            continue;
        for (uint32_t j = 0; j < links.count; j++)
            pass->is_taken[links.items[j].block->id] = true;
        copy_stretch(pass, &links);
        any = true;
    }
    return any;
}

// The original of a stretch runs where what was expected did not come.
static void mark_likely(const Speculation *pass) {
    for (uint32_t i = 0; i < pass->block_count; i++) {
        const IrBlock *block = pass->body->blocks.items[i];
        for (uint32_t j = 0; !pass->is_taken[i] && j < block->ops.count; j++)
            block->ops.items[j]->flags |= guesses_flags(&pass->guesses, block->ops.items[j]);
    }
}

static bool has_arithmetic(const IrBody *body) {
    return edit_has_op(body, IR_OP_DUAL_BINARY) || edit_has_op(body, IR_OP_DUAL_COMPARE_TRUTH);
}

bool pass_speculation(IrModule *module, IrBody *body, Analyses *analyses) {
    if (body->kind == IR_BODY_ENTRY || !has_arithmetic(body))
        return false;
    Arena *arena = arena_create();
    uint32_t count = body->registers.count;
    Speculation pass = {
        .module = module,
        .body = body,
        .arena = arena,
        .definitions = analyses_definitions(analyses),
        .predecessors = analyses_predecessors(analyses),
        .is_taken = ARENA_ARRAY(arena, bool, body->blocks.count),
        .numbers = ARENA_ARRAY(arena, IrValue, count),
        .stretches = ARENA_ARRAY(arena, uint32_t, count),
        .block_count = body->blocks.count,
    };
    pass.guesses = guesses_create(arena, module, body, pass.definitions);
    Hot hot = {hotness_of_body(arena, module, body, CALLS_ONCE),
               hotness_of_body(arena, module, body, CALLS_BY_NAME)};
    bool any = copy_stretches(&pass, &hot);
    mark_likely(&pass);
    arena_destroy(arena);
    return any && pass_ssa(module, body, analyses);
}
