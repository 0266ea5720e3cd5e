// Dead code: what nobody reads.
//
// Expects: SSA form, no reference counts. Leaves: no op without an effect whose result nobody
// reads, and no parameter of a block that nobody reads; values that only feed each other around a
// loop are not read.

#include "codegen/passes/internal.h"

typedef struct Search {
    IrBody *body;
    Arena *arena;
    const Definition *definitions;
    const Predecessors *predecessors;
    bool *is_read; // of each register
    IrRegisterVector work;
} Search;

static void note_read(void *context, IrRegisterId reg) {
    Search *search = context;
    if (search->is_read[reg])
        return;
    search->is_read[reg] = true;
    vector_push(search->arena, &search->work, reg);
}

// What an op may be and do without anybody seeing that it is not there.
static const unsigned invisible = IR_READS | IR_ALIASES | IR_PERMANENT | IR_PART_OF_FIRST |
                                  IR_MAY_BE_NULL | IR_DIRECT | IR_STEALS_LAST | IR_FAST_PATH;

static bool is_needed(const Search *search, const IrOp *op) {
    return (ir_op_effects(op) & ~invisible) != 0 || ir_op_can_raise(op) ||
           op->result == IR_NO_REGISTER || search->definitions[op->result].in_memory;
}

// What a jump gives is read where the parameter is.
static void note_reads_of(Search *search, const IrOp *op) {
    if (op->code != IR_OP_JUMP)
        flow_each_use(op, note_read, search);
}

static void note_reads_of_parameter(Search *search, IrRegisterId reg) {
    uint32_t block = search->definitions[reg].block;
    const IrRegisterVector *parameters = &search->body->blocks.items[block]->parameters;
    uint32_t position = 0;
    while (position < parameters->count && parameters->items[position] != reg)
        position++;
    const BlockVector *from = &search->predecessors->normal[block];
    for (uint32_t i = 0; position < parameters->count && i < from->count; i++) {
        IrValue value = ir_block_terminator(from->items[i])->operands[position];
        if (value.kind == IR_VALUE_REGISTER)
            note_read(search, value.reg);
    }
}

static void follow_reads(Search *search) {
    while (search->work.count > 0) {
        IrRegisterId reg = vector_pop(&search->work);
        const Definition *definition = &search->definitions[reg];
        if (definition->count == 1 && definition->op != NULL)
            note_reads_of(search, definition->op);
        else if (definition->count == 1)
            note_reads_of_parameter(search, reg);
    }
}

bool pass_dead(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    Arena *arena = arena_create();
    Search search = {.body = body,
                     .arena = arena,
                     .definitions = analyses_definitions(analyses),
                     .predecessors = analyses_predecessors(analyses),
                     .is_read = ARENA_ARRAY(arena, bool, body->registers.count + 1)};
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        const IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->ops.count; j++)
            if (is_needed(&search, block->ops.items[j]))
                note_reads_of(&search, block->ops.items[j]);
    }
    follow_reads(&search);
    bool *is_dropped = ARENA_ARRAY(arena, bool, body->registers.count + 1);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        IrBlock *block = body->blocks.items[i];
        for (uint32_t j = 0; j < block->parameters.count; j++)
            is_dropped[block->parameters.items[j]] = !search.is_read[block->parameters.items[j]];
        uint32_t kept = 0;
        for (uint32_t j = 0; j < block->ops.count; j++) {
            IrOp *op = block->ops.items[j];
            if (is_needed(&search, op) || search.is_read[op->result])
                block->ops.items[kept++] = op;
        }
        block->ops.count = kept;
    }
    edit_drop_parameters(body, is_dropped);
    arena_destroy(arena);
    return true;
}
