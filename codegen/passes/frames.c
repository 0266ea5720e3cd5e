// Generators' frames: what stays in its slot from one yield to the next is not moved.
//
// Expects: SSA form, reference ops, each suspension as the stores of what lives across it and a
// FRAME_SET_STATE. Leaves: the same references moved by the same ops; INPLACE on loads, which then
// leave the bits where they are, and on stores of the very value that the slot's bits still are. At
// each suspension every slot that is not stored holds nothing, if need be by a FRAME_STORE of null:
// the garbage collector looks at all slots of a generator that is suspended, at none of one that
// runs. And where variables live in their slots, moving nothing at all: see frames_home.c.
//
// What the bits of a slot are at each place is a forward problem: the meet of two that differ is
// STALE, a block's parameter stands for what each edge gives it.

#include "codegen/passes/frames.h"
#include "abi/abi.h"
#include <string.h>

// Of all blocks and slots together, beyond which memory for the answers is dear.
#define MOST_CELLS 4000000
#define MOST_REVISIONS 4

// The bits of a slot: the register whose value they are, or one of these.
typedef uint32_t Bits;
#define UNVISITED UINT32_MAX
#define NOTHING (UINT32_MAX - 1)
#define STALE (UINT32_MAX - 2)

typedef struct Frames {
    IrBody *body;
    Arena *arena;
    const Definition *definitions;
    const Predecessors *predecessors;
    // of slots; values without references come after those for objects
    uint32_t object_count;
    uint32_t slot_count;
    Bits **before, **after; // of each block, at its start and end
    // of each block and slot: how often `before` was revised
    unsigned char **revisions;
    // of each slot, at the place that is looked at
    Bits *bits;
    // of each slot: 1 + the position of the parameter that an edge gives its value, or 0
    uint32_t *found;
    // of each slot: does the suspension that is looked at store it?
    bool *is_stored;
    // of each register: 1 + the first position where the edge that is looked at gives it, or 0
    uint32_t *positions;
} Frames;

static uint32_t slot_of(const Frames *pass, const IrOp *op) {
    return op->aux.slot.object != IR_NO_SLOT ? op->aux.slot.object
                                             : pass->object_count + op->aux.slot.value;
}

// Can a slot be told to hold the register's value? Not that of one that changes in memory.
static bool is_followed(const Frames *pass, IrRegisterId reg) {
    IrKind kind = pass->body->registers.items[reg].type.kind;
    return !pass->definitions[reg].in_memory && ir_kind_form(kind) != IR_FORM_AGGREGATE;
}

static Bits bits_of_operand(const Frames *pass, IrValue value) {
    if (value.kind == IR_VALUE_NULL)
        return NOTHING;
    bool is_known = value.kind == IR_VALUE_REGISTER && is_followed(pass, value.reg);
    return is_known ? value.reg : STALE;
}

static void settle(const Frames *pass, IrRegisterId reg) {
    const IrRegister *entry = &pass->body->registers.items[reg];
    if (ir_is_object_at_home(entry))
        pass->bits[entry->home - 1] = reg;
}

static void follow_op(const Frames *pass, const IrOp *op) {
    if (op->code == IR_OP_FRAME_LOAD)
        pass->bits[slot_of(pass, op)] = is_followed(pass, op->result) ? op->result : NOTHING;
    else if (op->code == IR_OP_FRAME_STORE)
        pass->bits[slot_of(pass, op)] = bits_of_operand(pass, op->operands[1]);
    else if (op->result != IR_NO_REGISTER)
        settle(pass, op->result);
}

// --- From block to block -------------------------------------------------------------------------

// Does the slot hold at the end of `from` what its jump gives the parameter?
static bool holds_argument(const Frames *pass, const IrBlock *from, uint32_t slot,
                           uint32_t position) {
    Bits bits = pass->after[from->id][slot];
    IrValue value = ir_block_terminator(from)->operands[position];
    const IrOp *definition = definition_of(pass->definitions, value);
    bool is_unbound = definition != NULL && definition->code == IR_OP_UNBOUND;
    if (is_unbound && slot >= pass->object_count)
        return true; // any value will do
    if (is_unbound && pass->body->registers.items[value.reg].type.kind == IR_OBJECT)
        return bits == NOTHING || bits == value.reg;
    return value.kind == IR_VALUE_REGISTER && bits == value.reg;
}

// The parameter that the slot holds the value of, whatever edge was taken; or what the slot holds
// on all of them. Edges that nothing is known of yet do not count.
static Bits meet_edges(const Frames *pass, const BlockVector *from, const IrBlock *block,
                       uint32_t slot, uint32_t position) {
    Bits met = UNVISITED;
    bool holds_parameter = position != 0;
    for (uint32_t i = 0; i < from->count; i++) {
        Bits bits = pass->after[from->items[i]->id][slot];
        if (bits == UNVISITED)
            continue;
        met = met == UNVISITED || met == bits ? bits : STALE;
        holds_parameter =
            holds_parameter && holds_argument(pass, from->items[i], slot, position - 1);
    }
    return holds_parameter ? block->parameters.items[position - 1] : met;
}

static void note_positions(const Frames *pass, const IrOp *jump, bool is_noted) {
    for (uint32_t i = jump->operand_count; i-- > 0;)
        if (jump->operands[i].kind == IR_VALUE_REGISTER)
            pass->positions[jump->operands[i].reg] = is_noted ? i + 1 : 0;
}

// Notes in `found` where the first edge that says so gives the register that a slot holds.
static void find_positions(const Frames *pass, const BlockVector *from) {
    memset(pass->found, 0, pass->slot_count * sizeof *pass->found);
    for (uint32_t i = 0; i < from->count; i++) {
        const IrOp *jump = ir_block_terminator(from->items[i]);
        const Bits *after = pass->after[from->items[i]->id];
        if (jump->code != IR_OP_JUMP || jump->operand_count == 0)
            return;
        note_positions(pass, jump, true);
        for (uint32_t slot = 0; slot < pass->slot_count; slot++)
            if (pass->found[slot] == 0 && after[slot] < STALE)
                pass->found[slot] = pass->positions[after[slot]];
        note_positions(pass, jump, false);
    }
}

// What is known of a slot may be revised as edges come to be known, but not for ever.
static void revise(const Frames *pass, const IrBlock *block, uint32_t slot, Bits bits) {
    Bits *before = &pass->before[block->id][slot];
    unsigned char *revisions = &pass->revisions[block->id][slot];
    if (*before == bits || *before == STALE)
        return;
    *before = ++*revisions > MOST_REVISIONS ? STALE : bits;
}

static void enter_block(const Frames *pass, const IrBlock *block) {
    const BlockVector *from = &pass->predecessors->normal[block->id];
    find_positions(pass, from);
    for (uint32_t slot = 0; slot < pass->slot_count; slot++)
        revise(pass, block, slot, meet_edges(pass, from, block, slot, pass->found[slot]));
}

// What the slots hold where the block's ops begin.
static void start_block(const Frames *pass, const IrBlock *block) {
    memcpy(pass->bits, pass->before[block->id], pass->slot_count * sizeof(Bits));
    for (uint32_t i = 0; i < block->parameters.count; i++)
        settle(pass, block->parameters.items[i]);
}

// Returns whether something is known otherwise than before.
static bool follow_block(const Frames *pass, const IrBlock *block) {
    size_t size = pass->slot_count * sizeof(Bits);
    if (block->id != 0)
        enter_block(pass, block);
    start_block(pass, block);
    for (uint32_t i = 0; i < block->ops.count; i++)
        follow_op(pass, block->ops.items[i]);
    bool any = memcmp(pass->bits, pass->after[block->id], size) != 0;
    memcpy(pass->after[block->id], pass->bits, size);
    return any;
}

static void follow_all(Frames *pass, const BlockOrder *order) {
    uint32_t count = pass->body->blocks.count;
    pass->before = ARENA_ARRAY(pass->arena, Bits *, count);
    pass->after = ARENA_ARRAY(pass->arena, Bits *, count);
    pass->revisions = ARENA_ARRAY(pass->arena, unsigned char *, count);
    for (uint32_t i = 0; i < count; i++) {
        pass->before[i] = ARENA_ARRAY(pass->arena, Bits, pass->slot_count);
        pass->after[i] = ARENA_ARRAY(pass->arena, Bits, pass->slot_count);
        pass->revisions[i] = ARENA_ARRAY(pass->arena, unsigned char, pass->slot_count);
        for (uint32_t slot = 0; slot < pass->slot_count; slot++) {
            pass->before[i][slot] = i == 0 ? NOTHING : UNVISITED;
            pass->after[i][slot] = UNVISITED;
        }
    }
    for (bool any = true; any;) {
        any = false;
        for (uint32_t i = 0; i < order->count; i++)
            any |= follow_block(pass, pass->body->blocks.items[order->ids[i]]);
    }
}

// --- Rewriting -----------------------------------------------------------------------------------

// Nothing in the slots for objects that a suspension does not store.
static void clear_others(const Frames *pass, IrOpVector *ops, const IrOp *set_state) {
    for (uint32_t slot = 0; slot < pass->object_count; slot++) {
        if (pass->is_stored[slot] || pass->bits[slot] == NOTHING)
            continue;
        IrValue operands[] = {set_state->operands[0], ir_null(IR_OBJECT)};
        IrOp *op =
            edit_append(pass->body, ops, IR_OP_FRAME_STORE, NO_SPAN, IR_NO_REGISTER, operands, 2);
        op->aux.slot.object = slot;
        op->aux.slot.value = IR_NO_SLOT;
    }
}

static void mark_op(const Frames *pass, IrOp *op) {
    bool stays = false;
    if (op->code == IR_OP_FRAME_LOAD) {
        stays = is_followed(pass, op->result);
        pass->is_stored[slot_of(pass, op)] = false;
    } else if (op->code == IR_OP_FRAME_STORE) {
        Bits bits = bits_of_operand(pass, op->operands[1]);
        stays = bits < STALE && (bits == pass->bits[slot_of(pass, op)] ||
                                 lives_in_slot(pass->body, bits, op->aux.slot.object));
        pass->is_stored[slot_of(pass, op)] = true;
    }
    if (stays)
        op->flags |= IR_FLAG_INPLACE;
}

static bool is_suspension(const IrOp *op) {
    return op->code == IR_OP_FRAME_SET_STATE && op->aux.number > ZI_GENERATOR_NOT_STARTED;
}

static void rewrite_block(const Frames *pass, IrBlock *block) {
    IrOpVector ops = block->ops;
    memset(pass->is_stored, 0, pass->slot_count * sizeof *pass->is_stored);
    start_block(pass, block);
    block->ops = (IrOpVector){0};
    for (uint32_t i = 0; i < ops.count; i++) {
        IrOp *op = ops.items[i];
        if (is_suspension(op))
            clear_others(pass, &block->ops, op);
        mark_op(pass, op);
        follow_op(pass, op);
        ir_block_append(pass->body, block, op);
    }
}

bool pass_frames(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    uint32_t slots = body->frame_object_slots + body->frame_values.count;
    if (body->kind != IR_BODY_RESUME || slots == 0 ||
        (uint64_t)slots * body->blocks.count > MOST_CELLS)
        return false;
    Arena *arena = arena_create();
    frames_choose_homes(body, arena, analyses);
    Frames pass = {.body = body,
                   .arena = arena,
                   .definitions = analyses_definitions(analyses),
                   .predecessors = analyses_predecessors(analyses),
                   .object_count = body->frame_object_slots,
                   .slot_count = slots,
                   .bits = ARENA_ARRAY(arena, Bits, slots),
                   .found = ARENA_ARRAY(arena, uint32_t, slots),
                   .is_stored = ARENA_ARRAY(arena, bool, slots),
                   .positions = ARENA_ARRAY(arena, uint32_t, body->registers.count)};
    const BlockOrder *order = analyses_order(analyses);
    follow_all(&pass, order);
    for (uint32_t i = 0; i < order->count; i++)
        rewrite_block(&pass, body->blocks.items[order->ids[i]]);
    arena_destroy(arena);
    return true;
}
