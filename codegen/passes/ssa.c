// SSA form: every register is set at one place, and where different values of a variable meet, the
// block has a parameter for it.
//
// Expects: registers that may be set at many places; every CFG edge explicit. Leaves: `is_ssa` set.
// Each place that sets a variable sets a register of its own; blocks where the values of a live
// variable differ by the edge have a parameter, which the JUMPs that lead there give; edges from
// other terminators to such blocks are split. What lives in memory (flow_find_memory) stays.
//
// A body that is in SSA form but for some registers, because a pass has set them at a second place,
// is mended by running this again.
//
// One variable at a time: the blocks at whose start it is live are found by walking backwards from
// those that read it first; where several edges meet there, a parameter is proposed, and those that
// only ever get one value beside themselves are taken back. So the cost is the length of the live
// ranges, and the form is pruned and, for reducible CFGs, minimal.
//
// (After Braun et al., Simple and efficient construction of static single assignment form, 2013.)

#include "codegen/passes/internal.h"

// Where a variable is read or set, or both.
typedef struct Occurrence {
    uint32_t block;
    IrOp *op; // NULL: a parameter of the block
} Occurrence;
typedef VECTOR(Occurrence) OccurrenceVector;

// What a variable holds at some place.
typedef enum HeldKind {
    HELD_NOTHING, // it has not been set
    HELD_REGISTER,
    HELD_PROPOSED // a parameter that is proposed
} HeldKind;

typedef struct Held {
    HeldKind kind;
    uint32_t number; // of the register or the proposal
} Held;

typedef struct Proposal {
    uint32_t block;
    bool is_refused;
    Held replacement; // where it is
    Held *arguments;  // one an edge into the block
    IrRegisterId reg; // where it is kept
    // proposals that have this one as argument
    VECTOR(uint32_t) users;
} Proposal;

// A parameter that a block gets, with what each edge into the block gives it.
typedef struct Addition {
    IrRegisterId reg;
    IrValue *arguments;
} Addition;
typedef VECTOR(Addition) AdditionVector;

typedef struct Construction {
    IrBody *body;
    Arena *arena; // for what ends with the pass
    Predecessors predecessors;
    OccurrenceVector *occurrences; // of each register
    AdditionVector *additions;     // of each block
    // Of the variable at work, whose number + 1 is the stamp:
    IrRegisterId variable;
    uint32_t stamp;
    IrRegisterId unbound; // holds nothing; or none yet
    // of each block: the stamp, if it sets the variable
    uint32_t *sets;
    // the stamp, if the variable is live at its start
    uint32_t *live;
    uint32_t *known; // the stamp, if `at_start` is known
    Held *at_start, *at_end;
    VECTOR(uint32_t) work; // blocks, or proposals
    VECTOR(Proposal) proposals;
} Construction;

// --- Occurrences ---------------------------------------------------------------------------------

typedef struct Note {
    Construction *pass;
    Occurrence occurrence;
} Note;

static void note_occurrence(void *context, IrRegisterId reg) {
    const Note *note = context;
    OccurrenceVector *list = &note->pass->occurrences[reg];
    bool is_same = list->count > 0 && vector_last(list).op == note->occurrence.op &&
                   vector_last(list).block == note->occurrence.block;
    if (!is_same)
        vector_push(note->pass->arena, list, note->occurrence);
}

static void find_occurrences(Construction *pass) {
    const IrBody *body = pass->body;
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        Note note = {pass, {i, NULL}};
        for (uint32_t j = 0; j < block->parameters.count; j++)
            note_occurrence(&note, block->parameters.items[j]);
        for (uint32_t j = 0; j < block->ops.count; j++) {
            note.occurrence.op = block->ops.items[j];
            flow_each_use(body, note.occurrence.op, note_occurrence, &note);
            flow_each_definition(body, note.occurrence.op, note_occurrence, &note);
        }
    }
}

// --- Which registers need it ---------------------------------------------------------------------

typedef struct Reading {
    const Definition *definitions;
    const Dominators *dominators;
    uint32_t block, index; // of the op that is looked at
    bool *is_variable;
} Reading;

static void note_read(void *context, IrRegisterId reg) {
    Reading *reading = context;
    if (!definition_reaches(&reading->definitions[reg], reading->dominators, reading->block,
                            reading->index))
        reading->is_variable[reg] = true;
}

// Registers that are set at several places, or read where they need not have been set.
static bool *find_variables(Arena *arena, const IrBody *body) {
    const Definition *definitions = definitions_find(arena, body);
    Dominators dominators = dominators_find(arena, body);
    uint32_t count = body->registers.count;
    Reading reading = {.definitions = definitions,
                       .dominators = &dominators,
                       .is_variable = ARENA_ARRAY(arena, bool, count + 1)};
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        reading.block = i;
        for (uint32_t j = 0; j < body->blocks.items[i]->ops.count; j++) {
            reading.index = j + 1;
            flow_each_use(body, body->blocks.items[i]->ops.items[j], note_read, &reading);
        }
    }
    for (IrRegisterId reg = 0; reg < count; reg++) {
        reading.is_variable[reg] |= definitions[reg].count > 1;
        reading.is_variable[reg] &=
            !definitions[reg].in_memory && !body->registers.items[reg].is_argument;
    }
    return reading.is_variable;
}

// --- Where a variable is live --------------------------------------------------------------------

static bool is_read(const Construction *pass, const Occurrence *occurrence) {
    return occurrence->op != NULL && flow_has_use(pass->body, occurrence->op, pass->variable);
}

// What is no op is a parameter of the block.
static bool is_set(const Construction *pass, const Occurrence *occurrence) {
    return occurrence->op == NULL ||
           flow_has_definition(pass->body, occurrence->op, pass->variable);
}

static void mark_live(Construction *pass, uint32_t block) {
    if (pass->live[block] == pass->stamp)
        return;
    pass->live[block] = pass->stamp;
    vector_push(pass->arena, &pass->work, block);
}

// Notes the blocks that set the variable and those at whose start it is live; the latter are left
// in `work` as well.
static void find_live_blocks(Construction *pass) {
    const OccurrenceVector *occurrences = &pass->occurrences[pass->variable];
    pass->work.count = 0;
    for (uint32_t i = 0; i < occurrences->count; i++) {
        const Occurrence *at = &occurrences->items[i];
        if (is_read(pass, at) && pass->sets[at->block] != pass->stamp)
            mark_live(pass, at->block);
        if (is_set(pass, at))
            pass->sets[at->block] = pass->stamp;
    }
    for (uint32_t i = 0; i < pass->work.count; i++) {
        const BlockVector *from = &pass->predecessors.normal[pass->work.items[i]];
        for (uint32_t j = 0; j < from->count; j++)
            if (pass->sets[from->items[j]->id] != pass->stamp)
                mark_live(pass, from->items[j]->id);
    }
}

// --- What it holds -------------------------------------------------------------------------------

static const Proposal *proposal_of(const Construction *pass, Held held) {
    zi_assert(held.kind == HELD_PROPOSED && held.number < pass->proposals.count);
    return pass->proposals.items + held.number;
}

static Held resolve(const Construction *pass, Held held) {
    while (held.kind == HELD_PROPOSED && proposal_of(pass, held)->is_refused)
        held = proposal_of(pass, held)->replacement;
    return held;
}

// Where the variable is live and several edges meet, it gets a parameter, for the time being.
static void propose(Construction *pass) {
    for (uint32_t i = 0; i < pass->work.count; i++) {
        uint32_t block = pass->work.items[i];
        uint32_t count = pass->predecessors.normal[block].count;
        if (count < 2)
            continue;
        Proposal proposal = {.block = block, .arguments = ARENA_ARRAY(pass->arena, Held, count)};
        pass->known[block] = pass->stamp;
        pass->at_start[block] = (Held){HELD_PROPOSED, pass->proposals.count};
        vector_push(pass->arena, &pass->proposals, proposal);
    }
}

// What the variable holds at the start of a block where it is live: as at the end of the only
// block that leads there, and so on.
static Held held_at_start(Construction *pass, uint32_t block) {
    uint32_t at = block;
    Held held = {HELD_NOTHING, 0};
    while (true) {
        if (pass->known[at] == pass->stamp) {
            held = pass->at_start[at];
            break;
        }
        const BlockVector *from = &pass->predecessors.normal[at];
        if (from->count == 0) // the entry
            break;
        uint32_t before = from->items[0]->id;
        if (pass->sets[before] == pass->stamp) {
            held = pass->at_end[before];
            break;
        }
        at = before;
    }
    for (uint32_t i = block; i != at; i = pass->predecessors.normal[i].items[0]->id) {
        pass->known[i] = pass->stamp;
        pass->at_start[i] = held;
    }
    pass->known[at] = pass->stamp;
    pass->at_start[at] = held;
    return held;
}

static Held held_at_end(Construction *pass, uint32_t block) {
    return pass->sets[block] == pass->stamp ? pass->at_end[block] : held_at_start(pass, block);
}

static void find_arguments(Construction *pass) {
    for (uint32_t i = 0; i < pass->proposals.count; i++) {
        Proposal *proposal = &pass->proposals.items[i];
        const BlockVector *from = &pass->predecessors.normal[proposal->block];
        for (uint32_t j = 0; j < from->count; j++) {
            Held held = held_at_end(pass, from->items[j]->id);
            proposal->arguments[j] = held;
            if (held.kind == HELD_PROPOSED)
                vector_push(pass->arena, &pass->proposals.items[held.number].users, i);
        }
    }
}

// Does the parameter only ever get one value beside itself? Then it is that.
static bool is_needless(const Construction *pass, uint32_t number, Held *only) {
    const Proposal *proposal = &pass->proposals.items[number];
    uint32_t count = pass->predecessors.normal[proposal->block].count;
    bool has_one = false;
    for (uint32_t i = 0; i < count; i++) {
        Held held = resolve(pass, proposal->arguments[i]);
        if (held.kind == HELD_PROPOSED && held.number == number)
            continue;
        if (has_one && (held.kind != only->kind || held.number != only->number))
            return false;
        has_one = true;
        *only = held;
    }
    return has_one;
}

static void refuse_needless(Construction *pass) {
    pass->work.count = 0;
    for (uint32_t i = 0; i < pass->proposals.count; i++)
        vector_push(pass->arena, &pass->work, i);
    while (pass->work.count > 0) {
        uint32_t number = vector_pop(&pass->work);
        Proposal *proposal = &pass->proposals.items[number];
        Held only;
        if (proposal->is_refused || !is_needless(pass, number, &only))
            continue;
        proposal->is_refused = true;
        proposal->replacement = only;
        for (uint32_t i = 0; i < proposal->users.count; i++) {
            vector_push(pass->arena, &pass->work, proposal->users.items[i]);
            if (only.kind == HELD_PROPOSED)
                vector_push(pass->arena, &pass->proposals.items[only.number].users,
                            proposal->users.items[i]);
        }
    }
}

// --- New registers -------------------------------------------------------------------------------

static IrRegisterId create_version(const Construction *pass) {
    IrBody *body = pass->body;
    IrRegister entry = body->registers.items[pass->variable];
    IrRegisterId reg = ir_register_create(body, entry.type, entry.name);
    body->registers.items[reg].is_debug_local = entry.is_debug_local;
    return reg;
}

// What the variable holds where it has not been set.
static IrValue find_unset(Construction *pass) {
    IrBody *body = pass->body;
    IrType type = body->registers.items[pass->variable].type;
    if (!ir_kind_is_counted(type.kind))
        return ir_zero(type.kind);
    if (pass->unbound == IR_NO_REGISTER) {
        IrOpVector ops = {0};
        pass->unbound = ir_register_create(body, type, NULL);
        edit_append(body, &ops, IR_OP_UNBOUND, body->span, pass->unbound, NULL, 0);
        edit_prepend_to_entry(body, &ops);
    }
    return ir_reg(pass->unbound);
}

static IrValue value_of(Construction *pass, Held held) {
    held = resolve(pass, held);
    switch (held.kind) {
    case HELD_REGISTER:
        return ir_reg(held.number);
    case HELD_PROPOSED:
        return ir_reg(proposal_of(pass, held)->reg);
    case HELD_NOTHING:
        break;
    }
    return find_unset(pass);
}

static void keep_parameters(Construction *pass) {
    for (uint32_t i = 0; i < pass->proposals.count; i++)
        if (!pass->proposals.items[i].is_refused)
            pass->proposals.items[i].reg = create_version(pass);
    for (uint32_t i = 0; i < pass->proposals.count; i++) {
        const Proposal *proposal = &pass->proposals.items[i];
        if (proposal->is_refused)
            continue;
        uint32_t count = pass->predecessors.normal[proposal->block].count;
        Addition addition = {proposal->reg, ARENA_ARRAY(pass->arena, IrValue, count)};
        for (uint32_t j = 0; j < count; j++)
            addition.arguments[j] = value_of(pass, proposal->arguments[j]);
        vector_push(pass->arena, &pass->additions[proposal->block], addition);
    }
}

// Gives each place that sets the variable a register of its own; the first one keeps its own.
static IrRegisterId *create_versions(Construction *pass) {
    const OccurrenceVector *occurrences = &pass->occurrences[pass->variable];
    IrRegisterId *versions = ARENA_ARRAY(pass->arena, IrRegisterId, occurrences->count);
    bool is_taken = false;
    for (uint32_t i = 0; i < occurrences->count; i++) {
        const Occurrence *at = &occurrences->items[i];
        versions[i] = IR_NO_REGISTER;
        if (!is_set(pass, at))
            continue;
        versions[i] = is_taken ? create_version(pass) : pass->variable;
        is_taken = true;
        pass->at_end[at->block] = (Held){HELD_REGISTER, versions[i]};
    }
    return versions;
}

static void rename_reads(const Construction *pass, IrOp *op, IrValue value) {
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (op_has_register(op, i) && op->operands[i].reg == pass->variable &&
            !ir_op_is_address_operand(op, i))
            op->operands[i] = value;
}

static void rename_set(const Construction *pass, const Occurrence *at, IrRegisterId version) {
    IrOp *op = at->op;
    if (op == NULL) {
        IrRegisterVector *parameters = &pass->body->blocks.items[at->block]->parameters;
        for (uint32_t i = 0; i < parameters->count; i++)
            if (parameters->items[i] == pass->variable)
                parameters->items[i] = version;
        return;
    }
    if (op->result == pass->variable)
        op->result = version;
    for (uint32_t i = 0; i < op->result_count; i++)
        if (op->results[i] == pass->variable)
            op->results[i] = version;
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (op_has_register(op, i) && op->operands[i].reg == pass->variable &&
            ir_op_is_address_operand(op, i))
            op->operands[i].reg = version;
}

static void rename_occurrences(Construction *pass, const IrRegisterId *versions) {
    const OccurrenceVector *occurrences = &pass->occurrences[pass->variable];
    IrValue value = {0};
    for (uint32_t i = 0; i < occurrences->count; i++) {
        const Occurrence *at = &occurrences->items[i];
        bool is_first = i == 0 || at[-1].block != at->block;
        if (is_first && pass->live[at->block] == pass->stamp)
            value = value_of(pass, held_at_start(pass, at->block));
        if (at->op != NULL && is_read(pass, at))
            rename_reads(pass, at->op, value);
        if (versions[i] == IR_NO_REGISTER)
            continue;
        rename_set(pass, at, versions[i]);
        value = ir_reg(versions[i]);
    }
}

static void construct(Construction *pass, IrRegisterId variable) {
    pass->variable = variable;
    pass->stamp = variable + 1;
    pass->unbound = IR_NO_REGISTER;
    pass->proposals.count = 0;
    find_live_blocks(pass);
    const IrRegisterId *versions = create_versions(pass);
    propose(pass);
    find_arguments(pass);
    refuse_needless(pass);
    keep_parameters(pass);
    rename_occurrences(pass, versions);
}

// --- Parameters and arguments --------------------------------------------------------------------

// The JUMP that leads to the block on an edge: the terminator, or one in a block that splits the
// edge.
static IrOp *find_jump(Construction *pass, IrBlock *from, IrBlock *to) {
    IrBody *body = pass->body;
    IrOp *terminator = ir_block_terminator(from);
    if (terminator->code == IR_OP_JUMP)
        return terminator;
    uint32_t target = 0;
    while (terminator->aux.targets.blocks[target] != to)
        target++;
    IrBlock *edge = ir_block_create(body, NULL, NULL);
    edge->is_cold = to->is_cold;
    edge->inner_code = to->inner_code;
    edit_append_jump(body, &edge->ops, terminator->span, to);
    terminator->aux.targets.blocks[target] = edge;
    return edge->ops.items[0];
}

// The edges into a block are looked at in their order; a terminator with several edges to one block
// loses one each time.
static void add_parameters(Construction *pass, IrBlock *block) {
    const AdditionVector *additions = &pass->additions[block->id];
    if (additions->count == 0)
        return;
    Arena *arena = pass->body->arena;
    const BlockVector *from = &pass->predecessors.normal[block->id];
    for (uint32_t edge = 0; edge < from->count; edge++) {
        IrOp *jump = find_jump(pass, from->items[edge], block);
        uint32_t count = jump->operand_count + additions->count;
        IrValue *operands = ARENA_ARRAY(arena, IrValue, count);
        for (uint32_t i = 0; i < jump->operand_count; i++)
            operands[i] = jump->operands[i];
        for (uint32_t i = 0; i < additions->count; i++)
            operands[jump->operand_count + i] = additions->items[i].arguments[edge];
        jump->operands = operands;
        jump->operand_count = count;
    }
    for (uint32_t i = 0; i < additions->count; i++)
        vector_push(arena, &block->parameters, additions->items[i].reg);
}

void pass_ssa(IrModule *module, IrBody *body) {
    (void)module;
    edit_separate_entry(body);
    edit_remove_unreachable(body);
    Arena *arena = arena_create();
    uint32_t registers = body->registers.count, blocks = body->blocks.count;
    const bool *is_variable = find_variables(arena, body);
    Construction pass = {
        .body = body,
        .arena = arena,
        .predecessors = flow_find_predecessors(arena, body),
        .occurrences = ARENA_ARRAY(arena, OccurrenceVector, registers),
        .additions = ARENA_ARRAY(arena, AdditionVector, blocks),
        .sets = ARENA_ARRAY(arena, uint32_t, blocks),
        .live = ARENA_ARRAY(arena, uint32_t, blocks),
        .known = ARENA_ARRAY(arena, uint32_t, blocks),
        .at_start = ARENA_ARRAY(arena, Held, blocks),
        .at_end = ARENA_ARRAY(arena, Held, blocks),
    };
    find_occurrences(&pass);
    for (IrRegisterId reg = 0; reg < registers; reg++)
        if (is_variable[reg])
            construct(&pass, reg);
    for (uint32_t i = 0; i < blocks; i++)
        add_parameters(&pass, body->blocks.items[i]);
    body->is_ssa = true;
    arena_destroy(arena);
}
