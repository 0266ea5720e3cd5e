// The last pass: removes blocks that cannot be reached, those that only jump, and merges those that
// always follow each other.

#include "codegen/passes/internal.h"

// --- Blocks --------------------------------------------------------------------------------------

// Follows blocks that do nothing but jump. Loops of such blocks end the search.
static IrBlock *find_final_target(const IrBody *body, IrBlock *block) {
    for (uint32_t steps = 0; steps < body->blocks.count; steps++) {
        const IrOp *op = block->ops.items[0];
        if (block->ops.count != 1 || op->code != IR_OP_JUMP || op->operand_count > 0 ||
            block->parameters.count > 0 || block->is_loop_header)
            break;
        block = block->ops.items[0]->aux.targets.blocks[0];
    }
    return block;
}

static void thread_jumps(IrBody *body) {
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        IrOp *terminator = ir_block_terminator(body->blocks.items[i]);
        for (uint32_t t = 0; t < ir_op_target_count(terminator); t++) {
            IrBlock **target = &terminator->aux.targets.blocks[t];
            *target = find_final_target(body, *target);
        }
    }
}

// The block that can be appended to this one: its only target, which nothing else leads to.
static IrBlock *find_successor(const Predecessors *predecessors, const IrBlock *block) {
    const IrOp *terminator = ir_block_terminator(block);
    if (terminator->code != IR_OP_JUMP)
        return NULL;
    IrBlock *next = terminator->aux.targets.blocks[0];
    bool can_merge = next != block && next->id != 0 && !next->is_loop_header &&
                     next->parameters.count == 0 && predecessors->normal[next->id].count == 1;
    return can_merge ? next : NULL;
}

// Blocks that were merged into another are left without ops.
static void merge_blocks(IrBody *body, Analyses *analyses) {
    const Predecessors *predecessors = analyses_predecessors(analyses);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        IrBlock *block = body->blocks.items[i];
        if (block->ops.count == 0)
            continue;
        for (IrBlock *next; (next = find_successor(predecessors, block)) != NULL;) {
            block->ops.count--;
            for (uint32_t j = 0; j < next->ops.count; j++)
                ir_block_append(body, block, next->ops.items[j]);
            block->is_cold &= next->is_cold;
            next->ops.count = 0;
        }
    }
}

static void drop_empty_blocks(IrBody *body) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        IrBlock *block = body->blocks.items[i];
        if (block->ops.count == 0)
            continue;
        block->id = kept;
        body->blocks.items[kept++] = block;
    }
    body->blocks.count = kept;
}

bool pass_cleanup(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    thread_jumps(body);
    edit_remove_unreachable(body);
    analyses_forget(analyses, KEEPS_NOTHING);
    merge_blocks(body, analyses);
    drop_empty_blocks(body);
    return true;
}
