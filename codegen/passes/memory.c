// Variables of very large bodies that live in memory.
//
// Expects: every CFG edge explicit; variables that are set anywhere. Leaves: in a body where the
// blocks times the variables that keep their objects to the end are very many, only those variables
// for SSA form whose uses count most, those in loops above all. The others are places in memory,
// which hold a reference from where they are set to the end.
//
// Such a variable is live from where it is set to every exit, so that what is known of each block
// grows with their number; in memory it costs a block nothing.

#include "codegen/passes/internal.h"
#include <stdlib.h>

// Blocks times variables in SSA form.
enum { MOST_LIVE = 1 << 21 };

typedef struct Candidate {
    IrRegisterId reg;
    uint64_t weight;
} Candidate;

typedef struct Choice {
    const IrBody *body;
    uint64_t *weights; // of each register
    bool *is_barred;
    // of a use in the block that is looked at
    uint64_t weight;
} Choice;

static bool is_candidate(const Choice *choice, IrRegisterId reg) {
    const IrRegister *entry = &choice->body->registers.items[reg];
    return entry->is_debug_local && !entry->is_argument && !entry->address_taken &&
           !choice->is_barred[reg] &&
           (entry->type.kind == IR_OBJECT || entry->type.kind == IR_DUAL);
}

static void note_use(void *context, IrRegisterId reg) {
    Choice *choice = context;
    choice->weights[reg] += choice->weight;
}

// Pointers keep the registers alive that they come from.
static void note_op(Choice *choice, const IrOp *op) {
    if (op->code == IR_OP_KEEP_ALIVE)
        return;
    flow_each_use(op, note_use, choice);
    flow_each_definition(op, note_use, choice);
    bool is_pointer = op->result != IR_NO_REGISTER &&
                      choice->body->registers.items[op->result].type.kind == IR_POINTER;
    for (uint32_t i = 0; i < op->operand_count; i++)
        if (op_has_register(op, i))
            choice->is_barred[op->operands[i].reg] |= is_pointer;
}

static void weigh(Choice *choice, const LoopForest *loops) {
    enum { MOST_DEPTH = 6, TIMES_A_LOOP = 10 };
    for (uint32_t i = 0; i < choice->body->blocks.count; i++) {
        const IrBlock *block = choice->body->blocks.items[i];
        uint32_t loop = loops->innermost[i];
        uint32_t depth = loop == LOOP_NONE ? 0 : loops->loops[loop].depth;
        choice->weight = block->is_cold ? 0 : 1;
        for (uint32_t d = 0; d < depth && d < MOST_DEPTH; d++)
            choice->weight *= TIMES_A_LOOP;
        for (uint32_t j = 0; j < block->ops.count; j++)
            note_op(choice, block->ops.items[j]);
    }
}

static int compare_weights(const void *left, const void *right) {
    const Candidate *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->reg < b->reg ? -1 : a->reg > b->reg;
}

static uint32_t count_variables(const IrBody *body) {
    uint32_t count = 0;
    for (IrRegisterId reg = 0; reg < body->registers.count; reg++)
        count += body->registers.items[reg].is_debug_local;
    return count;
}

bool memory_move_variables(IrBody *body, Analyses *analyses, uint32_t most) {
    if (count_variables(body) <= most)
        return false;
    Arena *arena = arena_create();
    Choice choice = {.body = body,
                     .weights = ARENA_ARRAY(arena, uint64_t, body->registers.count),
                     .is_barred = ARENA_ARRAY(arena, bool, body->registers.count)};
    weigh(&choice, analyses_loops(analyses));
    VECTOR(Candidate) candidates = {0};
    for (IrRegisterId reg = 0; reg < body->registers.count; reg++)
        if (is_candidate(&choice, reg))
            vector_push(arena, &candidates, ((Candidate){reg, choice.weights[reg]}));
    if (candidates.count > 0)
        qsort(candidates.items, candidates.count, sizeof(Candidate), compare_weights);
    for (uint32_t i = most; i < candidates.count; i++)
        body->registers.items[candidates.items[i].reg].address_taken = true;
    arena_destroy(arena);
    return most < candidates.count;
}

// Debuggers find in memory what a value is at all times: of a C variable each value that it has
// had.
static bool show_variables(IrBody *body) {
    bool any = false;
    for (IrRegisterId reg = 0; reg < body->registers.count; reg++) {
        IrRegister *entry = &body->registers.items[reg];
        if (!entry->is_debug_local || entry->is_argument || ir_kind_is_counted(entry->type.kind))
            continue;
        entry->address_taken = any = true;
    }
    return any;
}

bool pass_memory(IrModule *module, IrBody *body, Analyses *analyses) {
    bool are_shown = module->shows_variables && show_variables(body);
    bool are_moved = memory_move_variables(body, analyses, MOST_LIVE / body->blocks.count);
    return are_shown || are_moved;
}
