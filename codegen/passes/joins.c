// Blocks that very many edges lead to: the exit that all errors share, handlers, the ends of long
// chains of branches.
//
// Expects: every CFG edge explicit. Leaves: where a body has many variables too, a tree of blocks
// before each such block. In SSA form a block gets a value for each variable that is not the same
// on all edges that lead to it: at one block for all of them these are edges times variables. In
// the tree they are the variables that change between neighbouring edges, on each level, so n log n
// in all. (What turns out to be needless, the cleanup pass threads away.) Where one block's values
// are no more than the body's ops, it stays alone: LLVM is faster then.

#include "codegen/passes/internal.h"

enum {
    // so many values, for each op of the body, may be given to one block
    ARGUMENTS_AN_OP = 8,
    EDGES_A_NODE = 8,
};

// Parameters may be needed for variables of the source, not for what stands between.
static uint32_t count_variables(const IrBody *body, const Definition *definitions) {
    uint32_t count = 0;
    for (IrRegisterId reg = 0; reg < body->registers.count; reg++)
        count += body->registers.items[reg].name != NULL && definitions[reg].count > 0 &&
                 !definitions[reg].in_memory;
    return count;
}

// Makes the first edge from the block to one target lead to another.
static void redirect(const IrBlock *from, const IrBlock *old, IrBlock *target) {
    IrOp *terminator = ir_block_terminator(from);
    uint32_t edge = 0;
    while (terminator->aux.targets.blocks[edge] != old)
        edge++;
    terminator->aux.targets.blocks[edge] = target;
}

static IrBlock *create_node(IrBody *body, IrBlock *target, bool is_cold) {
    IrBlock *node = edit_block_beside(body, target, target->label, target->handler);
    node->is_cold = is_cold;
    edit_append_jump(body, &node->ops, ir_block_terminator(target)->span, target);
    return node;
}

// Edges come in the order of their blocks, which is the source's: neighbours are alike.
static void build_tree(Arena *arena, IrBody *body, const BlockVector *edges, IrBlock *target) {
    BlockVector level = *edges;
    while (level.count > EDGES_A_NODE) {
        BlockVector next = {0};
        for (uint32_t i = 0; i < level.count; i += EDGES_A_NODE) {
            uint32_t end = i + EDGES_A_NODE < level.count ? i + EDGES_A_NODE : level.count;
            bool is_cold = true;
            for (uint32_t j = i; j < end; j++)
                is_cold &= level.items[j]->is_cold;
            IrBlock *node = create_node(body, target, is_cold || target->is_cold);
            for (uint32_t j = i; j < end; j++)
                redirect(level.items[j], target, node);
            vector_push(arena, &next, node);
        }
        level = next;
    }
}

bool pass_joins(IrModule *module, IrBody *body, Analyses *analyses) {
    (void)module;
    const uint64_t variables = count_variables(body, analyses_definitions(analyses));
    const uint64_t most = (uint64_t)ir_body_size(body) * ARGUMENTS_AN_OP;
    const Predecessors *predecessors = analyses_predecessors(analyses);
    Arena *arena = arena_create();
    uint32_t count = body->blocks.count;
    bool any = false;
    for (uint32_t i = 0; i < count; i++) {
        const BlockVector *edges = &predecessors->normal[i];
        if (edges->count <= EDGES_A_NODE || edges->count * variables <= most)
            continue;
        build_tree(arena, body, edges, body->blocks.items[i]);
        any = true;
    }
    arena_destroy(arena);
    return any;
}
