// Strongly connected components of a graph: Tarjan's algorithm, without recursion, since a function
// may have many thousand blocks.

#include "codegen/analysis/components.h"

typedef struct Search {
    const Graph *graph;
    // when the node was reached, from 1 on; 0: not yet
    uint32_t *order;
    // the earliest node that it is known to reach
    uint32_t *low;
    uint32_t *edge; // the next edge to follow
    // on `stack`: its component is not complete
    bool *is_open;
    uint32_t *stack, stack_count;
    // from the root of the search to the node that is being looked at
    uint32_t *path, path_count;
    uint32_t reached;
    Components *found;
} Search;

static void enter(Search *search, uint32_t node) {
    search->order[node] = search->low[node] = ++search->reached;
    search->edge[node] = search->graph->first[node];
    search->is_open[node] = true;
    search->stack[search->stack_count++] = node;
    search->path[search->path_count++] = node;
}

// All nodes above and with `node` on the stack are one component.
static void close_component(Search *search, uint32_t node) {
    Components *found = search->found;
    uint32_t size = 0, member;
    bool is_cycle = false;
    do {
        member = search->stack[--search->stack_count];
        search->is_open[member] = false;
        found->number[member] = found->count;
        size++;
    } while (member != node);
    for (uint32_t e = search->graph->first[node]; e < search->graph->first[node + 1]; e++)
        is_cycle |= search->graph->targets[e] == node;
    found->is_cycle[found->count++] = is_cycle || size > 1;
}

// Follows the next edge of the node at the end of the path, or goes back.
static void step(Search *search) {
    const Graph *graph = search->graph;
    uint32_t node = search->path[search->path_count - 1];
    if (search->edge[node] < graph->first[node + 1]) {
        uint32_t target = graph->targets[search->edge[node]++];
        if (search->order[target] == 0)
            enter(search, target);
        else if (search->is_open[target] && search->order[target] < search->low[node])
            search->low[node] = search->order[target];
        return;
    }
    search->path_count--;
    if (search->path_count > 0) {
        uint32_t parent = search->path[search->path_count - 1];
        if (search->low[node] < search->low[parent])
            search->low[parent] = search->low[node];
    }
    if (search->low[node] == search->order[node])
        close_component(search, node);
}

Components components_find(Arena *arena, const Graph *graph) {
    uint32_t count = graph->count;
    Components found = {
        .number = ARENA_ARRAY(arena, uint32_t, count),
        .is_cycle = ARENA_ARRAY(arena, bool, count),
    };
    Search search = {
        .graph = graph,
        .order = ARENA_ARRAY(arena, uint32_t, count),
        .low = ARENA_ARRAY(arena, uint32_t, count),
        .edge = ARENA_ARRAY(arena, uint32_t, count),
        .is_open = ARENA_ARRAY(arena, bool, count),
        .stack = ARENA_ARRAY(arena, uint32_t, count),
        .path = ARENA_ARRAY(arena, uint32_t, count),
        .found = &found,
    };
    for (uint32_t node = 0; node < count; node++) {
        if (search.order[node] != 0)
            continue;
        enter(&search, node);
        while (search.path_count > 0)
            step(&search);
    }
    return found;
}
