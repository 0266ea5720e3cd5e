// The analyses of one body; see analyses.h.

#include "codegen/analysis/analyses.h"
#include <string.h>

struct Analyses {
    const IrBody *body;
    Arena *arena; // of the struct itself
    // of the answers that hold as long as the CFG is kept, and of all others
    Arena *cfg, *code;
    // the body's, when an answer was computed last
    uint32_t block_count, register_count;
#define ANALYSIS(name, Type, NEEDS) const Type *name;
    ANALYSES(ANALYSIS)
#undef ANALYSIS
};

Analyses *analyses_create(const IrBody *body) {
    Arena *arena = arena_create();
    Analyses *analyses = ARENA_NEW(arena, Analyses);
    *analyses =
        (Analyses){.body = body, .arena = arena, .cfg = arena_create(), .code = arena_create()};
    return analyses;
}

void analyses_destroy(Analyses *analyses) {
    arena_destroy(analyses->cfg);
    arena_destroy(analyses->code);
    arena_destroy(analyses->arena);
}

void analyses_forget(Analyses *analyses, AnalysesKept kept) {
#define ANALYSIS(name, Type, NEEDS)                                                                \
    if (kept < (NEEDS))                                                                            \
        analyses->name = NULL;
    ANALYSES(ANALYSIS)
#undef ANALYSIS
}

void analyses_end_pass(Analyses *analyses, AnalysesKept kept) {
    analyses_forget(analyses, kept);
    if (kept < KEEPS_CFG)
        arena_reset(analyses->cfg);
    if (kept < KEEPS_ALL)
        arena_reset(analyses->code);
}

// --- The answers ---------------------------------------------------------------------------------

// Each is computed from others, which are asked for first.

static const Predecessors *compute_predecessors(Analyses *analyses, Arena *arena) {
    Predecessors *answer = ARENA_NEW(arena, Predecessors);
    *answer = flow_find_predecessors(arena, analyses->body);
    return answer;
}

static const DepthFirst *compute_walk(Analyses *analyses, Arena *arena) {
    DepthFirst *answer = ARENA_NEW(arena, DepthFirst);
    *answer = flow_depth_first(arena, analyses->body);
    return answer;
}

static const Dominators *compute_dominators(Analyses *analyses, Arena *arena) {
    Dominators *answer = ARENA_NEW(arena, Dominators);
    *answer = dominators_find(arena, analyses->body, analyses_walk(analyses),
                              analyses_predecessors(analyses));
    return answer;
}

static const DominatorChildren *compute_dominator_children(Analyses *analyses, Arena *arena) {
    DominatorChildren *answer = ARENA_NEW(arena, DominatorChildren);
    *answer = dominators_find_children(arena, analyses->body, analyses_dominators(analyses));
    return answer;
}

static const LoopForest *compute_loops(Analyses *analyses, Arena *arena) {
    LoopForest *answer = ARENA_NEW(arena, LoopForest);
    *answer =
        loops_find(arena, analyses->body, analyses_walk(analyses), analyses_predecessors(analyses));
    return answer;
}

static const bool *compute_memory(Analyses *analyses, Arena *arena) {
    return flow_find_memory(arena, analyses->body);
}

static const Definition *compute_definitions(Analyses *analyses, Arena *arena) {
    return definitions_find(arena, analyses->body, analyses_memory(analyses));
}

static const bool *compute_gil(Analyses *analyses, Arena *arena) {
    return ir_find_gil(arena, analyses->body);
}

#define ANALYSIS(name, Type, NEEDS)                                                                \
    const Type *analyses_##name(Analyses *analyses) {                                              \
        Arena *arena = (NEEDS) == KEEPS_CFG ? analyses->cfg : analyses->code;                      \
        if (analyses->name == NULL) {                                                              \
            analyses->name = compute_##name(analyses, arena);                                      \
            analyses->block_count = analyses->body->blocks.count;                                  \
            analyses->register_count = analyses->body->registers.count;                            \
        }                                                                                          \
        return analyses->name;                                                                     \
    }
ANALYSES(ANALYSIS)
#undef ANALYSIS

const BlockOrder *analyses_order(Analyses *analyses) { return &analyses_walk(analyses)->order; }

Liveness analyses_find_liveness(Analyses *analyses, Arena *arena, const LivenessRequest *request) {
    return liveness_find(arena, analyses->body, analyses_predecessors(analyses), request);
}

// --- Are they still right? -----------------------------------------------------------------------

#define SAME(a, b, count) (memcmp((a), (b), sizeof *(a) * (size_t)(count)) == 0)

static bool are_same_blocks(const BlockVector *a, const BlockVector *b, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (a[i].count != b[i].count ||
            (a[i].count > 0 && !SAME(a[i].items, b[i].items, a[i].count)))
            return false;
    return true;
}

static bool is_same_predecessors(const IrBody *body, const Predecessors *a, const Predecessors *b) {
    return are_same_blocks(a->normal, b->normal, body->blocks.count) &&
           are_same_blocks(a->raising, b->raising, body->blocks.count);
}

static bool is_same_walk(const IrBody *body, const DepthFirst *a, const DepthFirst *b) {
    return SAME(a->numbers, b->numbers, body->blocks.count) && a->order.count == b->order.count &&
           SAME(a->order.ids, b->order.ids, a->order.count) &&
           SAME(a->parents, b->parents, a->order.count);
}

static bool is_same_dominators(const IrBody *body, const Dominators *a, const Dominators *b) {
    return SAME(a->immediate, b->immediate, body->blocks.count) &&
           SAME(a->enter, b->enter, body->blocks.count) &&
           SAME(a->leave, b->leave, body->blocks.count);
}

static bool is_same_dominator_children(const IrBody *body, const DominatorChildren *a,
                                       const DominatorChildren *b) {
    uint32_t count = body->blocks.count;
    return SAME(a->first, b->first, count + 1) && SAME(a->ids, b->ids, a->first[count]);
}

static bool is_same_loops(const IrBody *body, const LoopForest *a, const LoopForest *b) {
    if (a->count != b->count || !SAME(a->innermost, b->innermost, body->blocks.count))
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (a->loops[i].header != b->loops[i].header || a->loops[i].parent != b->loops[i].parent ||
            a->loops[i].is_irreducible != b->loops[i].is_irreducible)
            return false;
    return true;
}

static bool is_same_memory(const IrBody *body, const bool *a, const bool *b) {
    return SAME(a, b, body->registers.count);
}

static bool is_same_definitions(const IrBody *body, const Definition *a, const Definition *b) {
    for (IrRegisterId reg = 0; reg < body->registers.count; reg++)
        if (a[reg].count != b[reg].count || a[reg].op != b[reg].op ||
            a[reg].block != b[reg].block || a[reg].index != b[reg].index)
            return false;
    return true;
}

static bool is_same_gil(const IrBody *body, const bool *a, const bool *b) {
    return SAME(a, b, body->blocks.count);
}

void analyses_complete(Analyses *analyses) {
#define ANALYSIS(name, Type, NEEDS) analyses_##name(analyses);
    ANALYSES(ANALYSIS)
#undef ANALYSIS
}

const char *analyses_find_fault(const Analyses *analyses) {
    const IrBody *body = analyses->body;
    const char *fault = NULL;
    Analyses *fresh = analyses_create(body);
#define ANALYSIS(name, Type, NEEDS)                                                                \
    if (analyses->name != NULL &&                                                                  \
        (body->blocks.count != analyses->block_count ||                                            \
         ((NEEDS) > KEEPS_CFG && body->registers.count != analyses->register_count) ||             \
         !is_same_##name(body, analyses->name, analyses_##name(fresh))))                           \
        fault = #name;
    ANALYSES(ANALYSIS)
#undef ANALYSIS
    analyses_destroy(fresh);
    return fault;
}
