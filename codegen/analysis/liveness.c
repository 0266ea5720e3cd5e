// Liveness, register by register.
//
// For each register it walks from the blocks that read it before setting it backwards to those that
// set it. The cost is the length of the live ranges, which are short for nearly all registers, so
// functions of many thousand blocks and registers are no trouble.
//
// Before the exceptions pass the edges to handlers are implied: an op that may raise goes to its
// block's handler before it has set its result.

#include "codegen/analysis/analysis.h"

typedef VECTOR(uint32_t) BlockIds;

typedef struct Search {
    Arena *arena;
    const LivenessRequest *request;
    EdgeTable normal, raising;
    Liveness result;
    // of each register: blocks that read it before they set it
    BlockIds *uses;
    BlockIds *sets; // blocks that set it
    // blocks that set it before anything in them may raise
    BlockIds *early_sets;
    // of each register: block id + 1 that was noted last
    uint32_t *use_seen;
    uint32_t *set_seen;
    // of each block: register + 1 that it is known to set
    uint32_t *block_set;
    uint32_t *block_early; // the same, early
    uint32_t *block_live;  // the same, live at the start
    uint32_t block;        // being scanned
    bool has_raised;
    BlockIds work;
} Search;

void liveness_each_use(const LivenessRequest *request, const IrOp *op, RegisterVisitor *visit,
                       void *context) {
    flow_each_use(op, visit, context);
    for (uint32_t i = 0; request->roots != NULL && i < op->operand_count; i++) {
        if (!op_has_register(op, i))
            continue;
        const IrRegisterVector *roots = &request->roots[op->operands[i].reg];
        for (uint32_t r = 0; r < roots->count; r++)
            visit(context, roots->items[r]);
    }
    const IrRegisterVector *extra =
        request->extra_uses != NULL ? request->extra_uses(request->context, op) : NULL;
    for (uint32_t i = 0; extra != NULL && i < extra->count; i++)
        visit(context, extra->items[i]);
}

static void note_use(void *context, IrRegisterId reg) {
    Search *search = context;
    if (!search->request->tracked[reg] || search->set_seen[reg] == search->block + 1 ||
        search->use_seen[reg] == search->block + 1)
        return;
    search->use_seen[reg] = search->block + 1;
    vector_push(search->arena, &search->uses[reg], search->block);
}

static void note_set(void *context, IrRegisterId reg) {
    Search *search = context;
    if (!search->request->tracked[reg] || search->set_seen[reg] == search->block + 1)
        return;
    search->set_seen[reg] = search->block + 1;
    vector_push(search->arena, &search->sets[reg], search->block);
    if (!search->has_raised)
        vector_push(search->arena, &search->early_sets[reg], search->block);
}

// Finds what the block reads and sets.
static void scan_block(Search *search, const IrBlock *block) {
    search->block = block->id;
    search->has_raised = false;
    for (uint32_t i = 0; i < block->parameters.count; i++)
        note_set(search, block->parameters.items[i]);
    for (uint32_t i = 0; i < block->ops.count; i++) {
        const IrOp *op = block->ops.items[i];
        liveness_each_use(search->request, op, note_use, search);
        search->has_raised |= ir_op_can_raise(op);
        flow_each_definition(op, note_set, search);
    }
}

static void mark_live(Search *search, uint32_t block, IrRegisterId reg) {
    if (search->block_live[block] == reg + 1)
        return;
    search->block_live[block] = reg + 1;
    vector_push(search->arena, &search->result.in[block], reg);
    vector_push(search->arena, &search->work, block);
}

// `sets`: of each block, register + 1 that it sets before the edge is taken.
static void follow_edges(Search *search, const EdgeTable *table, uint32_t block,
                         const uint32_t *sets, IrRegisterId reg) {
    for (uint32_t i = table->first[block]; i < table->first[block + 1]; i++)
        if (sets[table->ids[i]] != reg + 1)
            mark_live(search, table->ids[i], reg);
}

// Walks backwards from every block that reads the register.
static void search_register(Search *search, IrRegisterId reg) {
    for (uint32_t i = 0; i < search->sets[reg].count; i++)
        search->block_set[search->sets[reg].items[i]] = reg + 1;
    for (uint32_t i = 0; i < search->early_sets[reg].count; i++)
        search->block_early[search->early_sets[reg].items[i]] = reg + 1;
    for (uint32_t i = 0; i < search->uses[reg].count; i++)
        mark_live(search, search->uses[reg].items[i], reg);
    while (search->work.count > 0) {
        uint32_t block = vector_pop(&search->work);
        follow_edges(search, &search->normal, block, search->block_set, reg);
        follow_edges(search, &search->raising, block, search->block_early, reg);
    }
}

Liveness liveness_find(Arena *arena, const IrBody *body, const Predecessors *predecessors,
                       const LivenessRequest *request) {
    uint32_t blocks = body->blocks.count, registers = body->registers.count;
    Search search = {
        .arena = arena,
        .request = request,
        .normal = flow_tabulate(arena, predecessors->normal, blocks),
        .raising = flow_tabulate(arena, predecessors->raising, blocks),
        .result = {ARENA_ARRAY(arena, IrRegisterVector, blocks)},
        .uses = ARENA_ARRAY(arena, BlockIds, registers),
        .sets = ARENA_ARRAY(arena, BlockIds, registers),
        .early_sets = ARENA_ARRAY(arena, BlockIds, registers),
        .use_seen = ARENA_ARRAY(arena, uint32_t, registers),
        .set_seen = ARENA_ARRAY(arena, uint32_t, registers),
        .block_set = ARENA_ARRAY(arena, uint32_t, blocks),
        .block_early = ARENA_ARRAY(arena, uint32_t, blocks),
        .block_live = ARENA_ARRAY(arena, uint32_t, blocks),
    };
    for (uint32_t i = 0; i < blocks; i++)
        scan_block(&search, body->blocks.items[i]);
    for (IrRegisterId reg = 0; reg < registers; reg++)
        if (request->tracked[reg])
            search_register(&search, reg);
    return search.result;
}

bool liveness_has(const Liveness *liveness, const IrBlock *block, IrRegisterId reg) {
    const IrRegisterVector *in = &liveness->in[block->id];
    uint32_t low = 0, high = in->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (in->items[middle] < reg)
            low = middle + 1;
        else
            high = middle;
    }
    return low < in->count && in->items[low] == reg;
}
