// Where in a function the GIL is held.
//
// Takes: a function at any stage. Gives: the state at the start of each block, followed from the
// entry through jumps and into handlers. Builders keep the state the same on all edges into a
// block.

#include "codegen/ir/ir.h"

bool ir_gil_after(const IrOp *op, bool held) {
    switch (op->code) {
    case IR_OP_GIL_RESTORE:
    case IR_OP_GIL_ENSURE:
        return true;
    case IR_OP_GIL_RELEASE:
    case IR_OP_GIL_LEAVE:
        return false;
    default:
        return held;
    }
}

typedef struct Search {
    Arena *arena;
    bool *held;
    bool *seen;
    VECTOR(const IrBlock *) work;
} Search;

static void search_add(Search *search, const IrBlock *block, bool held) {
    if (search->seen[block->id])
        return;
    search->seen[block->id] = true;
    search->held[block->id] = held;
    vector_push(search->arena, &search->work, block);
}

// The handler is entered with the state at the first op that may go there.
static void search_block(Search *search, const IrBlock *block) {
    bool held = search->held[block->id];
    for (uint32_t i = 0; i < block->ops.count; i++) {
        const IrOp *op = block->ops.items[i];
        if (block->handler != NULL && (ir_op_can_raise(op) || op->code == IR_OP_PROPAGATE))
            search_add(search, block->handler, held);
        held = ir_gil_after(op, held);
        for (uint32_t t = 0; t < ir_op_target_count(op); t++)
            search_add(search, op->aux.targets.blocks[t], held);
    }
}

bool *ir_find_gil(Arena *arena, const IrBody *body) {
    uint32_t count = body->blocks.count;
    Search search = {.arena = arena,
                     .held = ARENA_ARRAY(arena, bool, count),
                     .seen = ARENA_ARRAY(arena, bool, count)};
    search_add(&search, body->blocks.items[0], !body->nogil);
    while (search.work.count > 0)
        search_block(&search, vector_pop(&search.work));
    // code that is never reached may assume anything
    for (uint32_t i = 0; i < count; i++)
        search.held[i] |= !search.seen[i];
    return search.held;
}
