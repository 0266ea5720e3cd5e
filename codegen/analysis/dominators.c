// The dominator tree of a body.
//
// Takes: a body at any stage. Gives: immediate dominators of the blocks that can be reached, and an
// answer in constant time whether one block dominates another. Cost: n log n in the CFG edges, for
// shared exits with thousands of predecessors too.
//
// (Georgiadis, Tarjan and Werneck, Finding dominators in practice, 2006: SEMI-NCA. Semidominators
// with path compression; then the immediate dominator is the nearest ancestor in the growing tree
// that is not below the semidominator.)

#include "codegen/analysis/analysis.h"

// Vertices are blocks by their number in a depth-first walk.
typedef struct Search {
    Arena *arena;
    const DepthFirst *walk;
    const Predecessors *predecessors;
    uint32_t *semi; // semidominator
    // the vertex with the least semidominator up to `ancestor`
    uint32_t *label;
    // in the forest of vertices that are done, path-compressed; or NONE
    uint32_t *ancestor;
    uint32_t *immediate;
    VECTOR(uint32_t) path;
} Search;

#define NONE UINT32_MAX

// The vertex with the least semidominator on the way from `vertex` up to the root of its tree.
static uint32_t find_least(Search *search, uint32_t vertex) {
    if (search->ancestor[vertex] == NONE)
        return vertex;
    search->path.count = 0;
    for (uint32_t at = vertex; search->ancestor[search->ancestor[at]] != NONE;
         at = search->ancestor[at])
        vector_push(search->arena, &search->path, at);
    // from the root down, each takes what its ancestor knows
    while (search->path.count > 0) {
        uint32_t at = vector_pop(&search->path);
        uint32_t up = search->ancestor[at];
        if (search->semi[search->label[up]] < search->semi[search->label[at]])
            search->label[at] = search->label[up];
        search->ancestor[at] = search->ancestor[up];
    }
    return search->label[vertex];
}

static void add_predecessors(Search *search, uint32_t vertex, const BlockVector *blocks) {
    for (uint32_t i = 0; i < blocks->count; i++) {
        uint32_t from = search->walk->numbers[blocks->items[i]->id];
        if (from == FLOW_UNREACHABLE)
            continue;
        uint32_t semi = search->semi[find_least(search, from)];
        if (semi < search->semi[vertex])
            search->semi[vertex] = semi;
    }
}

static void find_semidominators(Search *search) {
    const Predecessors *predecessors = search->predecessors;
    for (uint32_t vertex = search->walk->order.count; vertex-- > 1;) {
        uint32_t block = search->walk->blocks[vertex];
        add_predecessors(search, vertex, &predecessors->normal[block]);
        add_predecessors(search, vertex, &predecessors->raising[block]);
        search->ancestor[vertex] = search->walk->parents[vertex];
        search->immediate[vertex] = search->walk->parents[vertex];
    }
}

static void find_immediate(Search *search) {
    for (uint32_t vertex = 1; vertex < search->walk->order.count; vertex++) {
        uint32_t at = search->immediate[vertex];
        while (at > search->semi[vertex])
            at = search->immediate[at];
        search->immediate[vertex] = at;
    }
}

// Numbers the tree's vertices: those below one lie between where a walk enters and leaves it. In
// preorder every vertex comes after its dominators, so sizes can be summed from the end.
static void number_tree(const Search *search, Dominators *dominators) {
    uint32_t *size = ARENA_ARRAY(search->arena, uint32_t, search->walk->order.count);
    uint32_t *next = ARENA_ARRAY(search->arena, uint32_t, search->walk->order.count);
    for (uint32_t vertex = search->walk->order.count; vertex-- > 0;) {
        size[vertex]++;
        if (vertex > 0)
            size[search->immediate[vertex]] += size[vertex];
    }
    for (uint32_t vertex = 0; vertex < search->walk->order.count; vertex++) {
        uint32_t enter = vertex == 0 ? 0 : next[search->immediate[vertex]];
        if (vertex > 0)
            next[search->immediate[vertex]] += size[vertex];
        next[vertex] = enter + 1;
        dominators->enter[search->walk->blocks[vertex]] = enter;
        dominators->leave[search->walk->blocks[vertex]] = enter + size[vertex];
    }
}

Dominators dominators_find(Arena *arena, const IrBody *body, const DepthFirst *walk,
                           const Predecessors *predecessors) {
    uint32_t count = body->blocks.count;
    Search search = {
        .arena = arena,
        .walk = walk,
        .predecessors = predecessors,
        .semi = ARENA_ARRAY(arena, uint32_t, count),
        .label = ARENA_ARRAY(arena, uint32_t, count),
        .ancestor = ARENA_ARRAY(arena, uint32_t, count),
        .immediate = ARENA_ARRAY(arena, uint32_t, count),
    };
    for (uint32_t vertex = 0; vertex < walk->order.count; vertex++) {
        search.semi[vertex] = search.label[vertex] = vertex;
        search.ancestor[vertex] = NONE;
    }
    find_semidominators(&search);
    find_immediate(&search);
    Dominators dominators = {
        .order = walk->order,
        .immediate = ARENA_ARRAY(arena, uint32_t, count),
        .enter = ARENA_ARRAY(arena, uint32_t, count),
        .leave = ARENA_ARRAY(arena, uint32_t, count),
    };
    for (uint32_t i = 0; i < count; i++) {
        dominators.immediate[i] = i;
        dominators.enter[i] = count + i;
        dominators.leave[i] = count + i + 1;
    }
    for (uint32_t vertex = 0; vertex < walk->order.count; vertex++)
        dominators.immediate[walk->blocks[vertex]] = walk->blocks[search.immediate[vertex]];
    number_tree(&search, &dominators);
    return dominators;
}

bool dominators_has(const Dominators *dominators, uint32_t a, uint32_t b) {
    return dominators->enter[a] <= dominators->enter[b] &&
           dominators->enter[b] < dominators->leave[a];
}

DominatorChildren dominators_find_children(Arena *arena, const IrBody *body,
                                           const Dominators *dominators) {
    uint32_t count = body->blocks.count;
    const BlockOrder *order = &dominators->order;
    DominatorChildren children = {ARENA_ARRAY(arena, uint32_t, order->count),
                                  ARENA_ARRAY(arena, uint32_t, count + 1)};
    uint32_t *next = ARENA_ARRAY(arena, uint32_t, count);
    for (uint32_t i = 1; i < order->count; i++)
        children.first[dominators->immediate[order->ids[i]] + 1]++;
    for (uint32_t i = 0; i < count; i++) {
        next[i] = children.first[i];
        children.first[i + 1] += children.first[i];
    }
    for (uint32_t i = 1; i < order->count; i++)
        children.ids[next[dominators->immediate[order->ids[i]]]++] = order->ids[i];
    return children;
}
