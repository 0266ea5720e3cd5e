// The iterated dominance frontier: where the values that some blocks set meet others.
//
// Takes: the blocks that set a variable, and those at whose start it is live. Gives: the live
// blocks that need a parameter for it. Cost: the blocks where it is live and their edges, times the
// logarithm of how many set it.
//
// (Sreedhar and Gao, A linear time algorithm for placing phi-nodes, 1995: from the deepest block of
// the dominator tree on, the edges that leave the subtree below each are followed; subtrees that
// have been looked at hold nothing new for what is less deep.)

#include "codegen/analysis/analysis.h"

Frontier frontier_create(Arena *arena, const IrBody *body, const Dominators *dominators,
                         const DominatorChildren *children) {
    uint32_t count = body->blocks.count;
    Frontier frontier = {
        .arena = arena,
        .dominators = dominators,
        .children = children,
        .successors = flow_tabulate_successors(arena, body),
        .level = ARENA_ARRAY(arena, uint32_t, count),
        .visited = ARENA_ARRAY(arena, uint32_t, count),
        .found = ARENA_ARRAY(arena, uint32_t, count),
    };
    for (uint32_t i = 1; i < dominators->order.count; i++) {
        uint32_t block = dominators->order.ids[i];
        frontier.level[block] = frontier.level[dominators->immediate[block]] + 1;
    }
    return frontier;
}

// --- A heap of blocks, the deepest first ---------------------------------------------------------

static bool is_deeper(const Frontier *frontier, uint32_t a, uint32_t b) {
    return frontier->level[frontier->heap.items[a]] > frontier->level[frontier->heap.items[b]];
}

static void swap(const Frontier *frontier, uint32_t a, uint32_t b) {
    uint32_t block = frontier->heap.items[a];
    frontier->heap.items[a] = frontier->heap.items[b];
    frontier->heap.items[b] = block;
}

static void heap_add(Frontier *frontier, uint32_t block) {
    vector_push(frontier->arena, &frontier->heap, block);
    for (uint32_t at = frontier->heap.count - 1; at > 0 && is_deeper(frontier, at, (at - 1) / 2);
         at = (at - 1) / 2)
        swap(frontier, at, (at - 1) / 2);
}

static uint32_t heap_take(Frontier *frontier) {
    uint32_t block = frontier->heap.items[0];
    swap(frontier, 0, frontier->heap.count - 1);
    frontier->heap.count--;
    for (uint32_t at = 0, child = 1; child < frontier->heap.count; child = 2 * at + 1) {
        if (child + 1 < frontier->heap.count && is_deeper(frontier, child + 1, child))
            child++;
        if (!is_deeper(frontier, child, at))
            break;
        swap(frontier, child, at);
        at = child;
    }
    return block;
}

// --- The search ----------------------------------------------------------------------------------

// Values meet in blocks that are no deeper than the root of the subtree that an edge leaves.
static void follow_edges(Frontier *frontier, uint32_t block, uint32_t level) {
    const EdgeTable *successors = &frontier->successors;
    for (uint32_t i = successors->first[block]; i < successors->first[block + 1]; i++) {
        uint32_t next = successors->ids[i];
        if (frontier->level[next] > level || frontier->found[next] == frontier->stamp ||
            frontier->live[next] != frontier->stamp)
            continue;
        frontier->found[next] = frontier->stamp;
        heap_add(frontier, next);
    }
}

static void enter_subtree(Frontier *frontier, uint32_t block) {
    if (frontier->visited[block] == frontier->stamp)
        return;
    frontier->visited[block] = frontier->stamp;
    vector_push(frontier->arena, &frontier->work, block);
}

static void search_subtree(Frontier *frontier, uint32_t root) {
    const DominatorChildren *children = frontier->children;
    enter_subtree(frontier, root);
    while (frontier->work.count > 0) {
        uint32_t block = vector_pop(&frontier->work);
        follow_edges(frontier, block, frontier->level[root]);
        for (uint32_t i = children->first[block]; i < children->first[block + 1]; i++)
            if (frontier->live[children->ids[i]] == frontier->stamp)
                enter_subtree(frontier, children->ids[i]);
    }
}

void frontier_find(Frontier *frontier, const uint32_t *sets, uint32_t count, const uint32_t *live,
                   uint32_t stamp) {
    frontier->live = live;
    frontier->stamp = stamp;
    for (uint32_t i = 0; i < count; i++)
        heap_add(frontier, sets[i]);
    while (frontier->heap.count > 0)
        search_subtree(frontier, heap_take(frontier));
}
