// The loop forest of a body.
//
// Takes: a body at any stage. Gives: every loop with its header, the loop around it and its blocks;
// those that can be entered elsewhere than at the header too, which say so. Cost: nearly linear in
// blocks and CFG edges.
//
// (Havlak, Nesting of reducible and irreducible loops, 1997: headers are looked at from the last
// that a depth-first walk reached to the first; what is found to be a loop counts as its header
// from then on.)

#include "codegen/analysis/analysis.h"

typedef VECTOR(uint32_t) Vertices;

// Vertices are blocks by their number in a depth-first walk.
typedef struct Search {
    Arena *arena;
    const DepthFirst *walk;
    // of each vertex: the last one below it in the walk's tree
    uint32_t *last;
    // of each vertex: where edges come from, those from below it apart
    Vertices *from_below, *from_elsewhere;
    // of each vertex: the header of the innermost loop around it, or NONE; of a header, around its
    // own loop
    uint32_t *header;
    // of each vertex: the header of the outermost loop found so far, or itself; path-compressed
    uint32_t *outermost;
    // of each vertex: header + 1 of the loop that it was found in last
    uint32_t *seen;
    bool *is_header, *is_irreducible;
} Search;

#define NONE UINT32_MAX

static uint32_t find_outermost(const Search *search, uint32_t vertex) {
    uint32_t top = vertex;
    while (search->outermost[top] != top)
        top = search->outermost[top];
    while (search->outermost[vertex] != top) {
        uint32_t next = search->outermost[vertex];
        search->outermost[vertex] = top;
        vertex = next;
    }
    return top;
}

static bool is_below(const Search *search, uint32_t vertex, uint32_t top) {
    return top <= vertex && vertex <= search->last[top];
}

// In preorder all that is below a vertex follows it.
static void find_last(Search *search) {
    for (uint32_t vertex = search->walk->order.count; vertex-- > 0;) {
        if (search->last[vertex] < vertex)
            search->last[vertex] = vertex;
        uint32_t parent = search->walk->parents[vertex];
        if (parent != vertex && search->last[parent] < search->last[vertex])
            search->last[parent] = search->last[vertex];
    }
}

static void sort_edges(Search *search, uint32_t vertex, const BlockVector *blocks) {
    for (uint32_t i = 0; i < blocks->count; i++) {
        uint32_t from = search->walk->numbers[blocks->items[i]->id];
        if (from == FLOW_UNREACHABLE)
            continue;
        Vertices *list = is_below(search, from, vertex) ? &search->from_below[vertex]
                                                        : &search->from_elsewhere[vertex];
        vector_push(search->arena, list, from);
    }
}

static void add_to_loop(Search *search, Vertices *body, uint32_t vertex, uint32_t header) {
    if (vertex == header || search->seen[vertex] == header + 1)
        return;
    search->seen[vertex] = header + 1;
    vector_push(search->arena, body, vertex);
}

// Adds what leads to a member of the loop without the header.
static void follow_back(Search *search, Vertices *body, uint32_t member, uint32_t header) {
    for (uint32_t i = 0; i < search->from_elsewhere[member].count; i++) {
        uint32_t from = find_outermost(search, search->from_elsewhere[member].items[i]);
        if (is_below(search, from, header)) {
            add_to_loop(search, body, from, header);
            continue;
        }
        // The loop is entered here; the loops around it are, too, if that is outside of them.
        search->is_irreducible[header] = true;
        vector_push(search->arena, &search->from_elsewhere[header], from);
    }
}

static void find_loop(Search *search, uint32_t header) {
    Vertices body = {0};
    for (uint32_t i = 0; i < search->from_below[header].count; i++) {
        search->is_header[header] = true;
        add_to_loop(search, &body, find_outermost(search, search->from_below[header].items[i]),
                    header);
    }
    for (uint32_t i = 0; i < body.count; i++)
        follow_back(search, &body, body.items[i], header);
    for (uint32_t i = 0; i < body.count; i++) {
        search->header[body.items[i]] = header;
        search->outermost[body.items[i]] = header;
    }
}

// --- The forest ----------------------------------------------------------------------------------

// Headers come before what is in their loops, so outer loops before inner ones.
static void number_loops(const Search *search, LoopForest *forest) {
    const DepthFirst *walk = search->walk;
    for (uint32_t vertex = 0; vertex < walk->order.count; vertex++) {
        uint32_t header = search->header[vertex];
        uint32_t loop = header == NONE ? LOOP_NONE : forest->innermost[walk->blocks[header]];
        forest->innermost[walk->blocks[vertex]] = loop;
        if (!search->is_header[vertex])
            continue;
        Loop *found = &forest->loops[forest->count];
        *found = (Loop){.header = walk->blocks[vertex],
                        .parent = loop,
                        .depth = loop == LOOP_NONE ? 1 : forest->loops[loop].depth + 1,
                        .is_irreducible = search->is_irreducible[vertex]};
        forest->innermost[walk->blocks[vertex]] = forest->count++;
    }
}

// Lists the blocks so that those of each loop stand together, its header first.
static void list_blocks(const Search *search, LoopForest *forest) {
    const DepthFirst *walk = search->walk;
    for (uint32_t vertex = 0; vertex < walk->order.count; vertex++)
        if (forest->innermost[walk->blocks[vertex]] != LOOP_NONE)
            forest->loops[forest->innermost[walk->blocks[vertex]]].block_count++;
    for (uint32_t i = forest->count; i-- > 0;)
        if (forest->loops[i].parent != LOOP_NONE)
            forest->loops[forest->loops[i].parent].block_count += forest->loops[i].block_count;
    // where the next block or loop of each loop goes
    uint32_t *next = ARENA_ARRAY(search->arena, uint32_t, forest->count + 1);
    uint32_t end = 0;
    for (uint32_t i = 0; i < forest->count; i++) {
        Loop *loop = &forest->loops[i];
        uint32_t *place = loop->parent == LOOP_NONE ? &end : &next[loop->parent];
        loop->blocks = forest->blocks + *place;
        forest->blocks[*place] = loop->header;
        next[i] = *place + 1;
        *place += loop->block_count;
    }
    for (uint32_t vertex = 0; vertex < walk->order.count; vertex++) {
        uint32_t loop = forest->innermost[walk->blocks[vertex]];
        if (loop != LOOP_NONE && forest->loops[loop].header != walk->blocks[vertex])
            forest->blocks[next[loop]++] = walk->blocks[vertex];
    }
}

LoopForest loops_find(Arena *arena, const IrBody *body, const DepthFirst *walk,
                      const Predecessors *predecessors) {
    uint32_t count = walk->order.count;
    Search search = {
        .arena = arena,
        .walk = walk,
        .last = ARENA_ARRAY(arena, uint32_t, count),
        .from_below = ARENA_ARRAY(arena, Vertices, count),
        .from_elsewhere = ARENA_ARRAY(arena, Vertices, count),
        .header = ARENA_ARRAY(arena, uint32_t, count),
        .outermost = ARENA_ARRAY(arena, uint32_t, count),
        .seen = ARENA_ARRAY(arena, uint32_t, count),
        .is_header = ARENA_ARRAY(arena, bool, count),
        .is_irreducible = ARENA_ARRAY(arena, bool, count),
    };
    find_last(&search);
    for (uint32_t vertex = 0; vertex < count; vertex++) {
        search.outermost[vertex] = vertex;
        search.header[vertex] = NONE;
        sort_edges(&search, vertex, &predecessors->normal[walk->blocks[vertex]]);
        sort_edges(&search, vertex, &predecessors->raising[walk->blocks[vertex]]);
    }
    for (uint32_t vertex = count; vertex-- > 0;)
        find_loop(&search, vertex);
    LoopForest forest = {.loops = ARENA_ARRAY(arena, Loop, count),
                         .block_count = body->blocks.count,
                         .innermost = ARENA_ARRAY(arena, uint32_t, body->blocks.count),
                         .blocks = ARENA_ARRAY(arena, uint32_t, count)};
    for (uint32_t i = 0; i < body->blocks.count; i++)
        forest.innermost[i] = LOOP_NONE;
    number_loops(&search, &forest);
    list_blocks(&search, &forest);
    return forest;
}

bool loops_has(const LoopForest *forest, uint32_t loop, const IrBlock *block) {
    uint32_t at = block->id < forest->block_count ? forest->innermost[block->id] : LOOP_NONE;
    while (at != LOOP_NONE && at > loop)
        at = forest->loops[at].parent;
    return at == loop;
}

bool loops_is_innermost(const LoopForest *forest, uint32_t loop) {
    for (uint32_t i = loop + 1; i < forest->count; i++)
        if (forest->loops[i].parent == loop)
            return false;
    return true;
}

bool *loops_find_latches(Arena *arena, const IrBody *body) {
    DepthFirst walk = flow_depth_first(arena, body);
    Predecessors predecessors = flow_find_predecessors(arena, body);
    LoopForest forest = loops_find(arena, body, &walk, &predecessors);
    bool *latches = ARENA_ARRAY(arena, bool, body->blocks.count);
    for (uint32_t i = 0; i < forest.count; i++) {
        const BlockVector *into = &predecessors.normal[forest.loops[i].header];
        for (uint32_t j = 0; loops_is_innermost(&forest, i) && j < into->count; j++)
            latches[into->items[j]->id] |= loops_has(&forest, i, into->items[j]);
    }
    return latches;
}
