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
// those that read it first; those of them in the iterated dominance frontier of the blocks that set
// it get a parameter. So the cost is the length of the live ranges, and the form is pruned and
// minimal.
//
// (Cytron et al., Efficiently computing static single assignment form, 1991; the frontier after
// Sreedhar and Gao, A linear time algorithm for placing phi-nodes, 1995.)

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
    HELD_PARAMETER // that the block is given
} HeldKind;

typedef struct Held {
    HeldKind kind;
    uint32_t number; // of the register or the parameter
} Held;

// Where values of the variable meet.
typedef struct Parameter {
    uint32_t block;
    IrRegisterId reg;
} Parameter;

// A parameter that a block gets, with what each edge into the block gives it.
typedef struct Addition {
    IrRegisterId reg;
    IrValue *arguments;
} Addition;
typedef VECTOR(Addition) AdditionVector;

typedef struct Construction {
    IrBody *body;
    Arena *arena; // for what ends with the pass
    const Predecessors *predecessors;
    EdgeTable edges; // the same
    const Dominators *dominators;
    Frontier frontier;
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
    VECTOR(uint32_t) work, set_blocks;
    VECTOR(Parameter) parameters;
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
            flow_each_use(note.occurrence.op, note_occurrence, &note);
            flow_each_definition(note.occurrence.op, note_occurrence, &note);
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
static bool *find_variables(Arena *arena, const IrBody *body, Analyses *analyses) {
    const Definition *definitions = analyses_definitions(analyses);
    uint32_t count = body->registers.count;
    Reading reading = {.definitions = definitions,
                       .dominators = analyses_dominators(analyses),
                       .is_variable = ARENA_ARRAY(arena, bool, count + 1)};
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        reading.block = i;
        for (uint32_t j = 0; j < body->blocks.items[i]->ops.count; j++) {
            reading.index = j + 1;
            flow_each_use(body->blocks.items[i]->ops.items[j], note_read, &reading);
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
    return occurrence->op != NULL && flow_has_use(occurrence->op, pass->variable);
}

// What is no op is a parameter of the block.
static bool is_set(const Construction *pass, const Occurrence *occurrence) {
    return occurrence->op == NULL || flow_has_definition(occurrence->op, pass->variable);
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
    pass->work.count = pass->set_blocks.count = 0;
    for (uint32_t i = 0; i < occurrences->count; i++) {
        const Occurrence *at = &occurrences->items[i];
        if (is_read(pass, at) && pass->sets[at->block] != pass->stamp)
            mark_live(pass, at->block);
        if (is_set(pass, at) && pass->sets[at->block] != pass->stamp) {
            pass->sets[at->block] = pass->stamp;
            vector_push(pass->arena, &pass->set_blocks, at->block);
        }
    }
    for (uint32_t i = 0; i < pass->work.count; i++) {
        const uint32_t *first = &pass->edges.first[pass->work.items[i]];
        for (uint32_t j = first[0]; j < first[1]; j++)
            if (pass->sets[pass->edges.ids[j]] != pass->stamp)
                mark_live(pass, pass->edges.ids[j]);
    }
}

// --- What it holds -------------------------------------------------------------------------------

// Before it is set, the variable holds nothing, as if the entry set it to that.
static void find_parameters(Construction *pass) {
    if (pass->sets[0] != pass->stamp)
        vector_push(pass->arena, &pass->set_blocks, 0);
    frontier_find(&pass->frontier, pass->set_blocks.items, pass->set_blocks.count, pass->live,
                  pass->stamp);
    for (uint32_t i = 0; i < pass->work.count; i++) {
        uint32_t block = pass->work.items[i];
        if (pass->frontier.found[block] != pass->stamp)
            continue;
        pass->known[block] = pass->stamp;
        pass->at_start[block] = (Held){HELD_PARAMETER, pass->parameters.count};
        vector_push(pass->arena, &pass->parameters, ((Parameter){block, IR_NO_REGISTER}));
    }
}

// What the variable holds at the start of a block where it is live and has no parameter: as at the
// end of the block that immediately dominates it, and so on.
static Held held_at_start(Construction *pass, uint32_t block) {
    const uint32_t *immediate = pass->dominators->immediate;
    uint32_t at = block;
    Held held = {HELD_NOTHING, 0};
    for (; pass->known[at] != pass->stamp && at != 0; at = immediate[at]) {
        if (pass->sets[immediate[at]] == pass->stamp) {
            held = pass->at_end[immediate[at]];
            break;
        }
    }
    if (pass->known[at] == pass->stamp)
        held = pass->at_start[at];
    for (uint32_t i = block;; i = immediate[i]) {
        pass->known[i] = pass->stamp;
        pass->at_start[i] = held;
        if (i == at)
            return held;
    }
}

static Held held_at_end(Construction *pass, uint32_t block) {
    return pass->sets[block] == pass->stamp ? pass->at_end[block] : held_at_start(pass, block);
}

// --- New registers -------------------------------------------------------------------------------

static IrRegisterId create_version(const Construction *pass) {
    IrBody *body = pass->body;
    IrRegister entry = body->registers.items[pass->variable];
    IrRegisterId reg = ir_register_create(body, entry.type, entry.name);
    body->registers.items[reg].is_debug_local = entry.is_debug_local;
    body->registers.items[reg].is_likely_float = entry.is_likely_float;
    body->registers.items[reg].is_likely_int = entry.is_likely_int;
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
    switch (held.kind) {
    case HELD_REGISTER:
        return ir_reg(held.number);
    case HELD_PARAMETER:
        return ir_reg(pass->parameters.items[held.number].reg);
    case HELD_NOTHING:
        break;
    }
    return find_unset(pass);
}

static void give_parameters(Construction *pass) {
    for (uint32_t i = 0; i < pass->parameters.count; i++)
        pass->parameters.items[i].reg = create_version(pass);
    for (uint32_t i = 0; i < pass->parameters.count; i++) {
        Parameter parameter = pass->parameters.items[i];
        const BlockVector *from = &pass->predecessors->normal[parameter.block];
        Addition addition = {parameter.reg, ARENA_ARRAY(pass->arena, IrValue, from->count)};
        for (uint32_t j = 0; j < from->count; j++)
            addition.arguments[j] = value_of(pass, held_at_end(pass, from->items[j]->id));
        vector_push(pass->arena, &pass->additions[parameter.block], addition);
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
    pass->parameters.count = 0;
    find_live_blocks(pass);
    const IrRegisterId *versions = create_versions(pass);
    find_parameters(pass);
    give_parameters(pass);
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
    IrBlock *edge = edit_block_beside(body, to, NULL, NULL);
    edge->is_cold = to->is_cold;
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
    const BlockVector *from = &pass->predecessors->normal[block->id];
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

bool pass_ssa(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    edit_separate_entry(body);
    edit_remove_unreachable(body);
    analyses_forget(analyses, KEEPS_NOTHING);
    Arena *arena = arena_create();
    uint32_t registers = body->registers.count, blocks = body->blocks.count;
    const bool *is_variable = find_variables(arena, body, analyses);
    Construction pass = {
        .body = body,
        .arena = arena,
        .predecessors = analyses_predecessors(analyses),
        .edges = flow_tabulate(arena, analyses_predecessors(analyses)->normal, blocks),
        .dominators = analyses_dominators(analyses),
        .frontier = frontier_create(arena, body, analyses_dominators(analyses),
                                    analyses_dominator_children(analyses)),
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
    return true;
}
