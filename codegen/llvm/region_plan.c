// Regions: the parts that a huge body is emitted as, each a function of its own.
//
// Much of LLVM's code generation takes time that grows faster than a function: dominators are as
// deep, live ranges and lists of predecessors as long as it is. So what is larger than two regions
// is cut along the dominator tree: a region is what one block, its entry, dominates, without the
// regions that were cut from that before. Control comes in through the entry only: blocks of a
// region that others lead to all the same go to region 0.
//
// Region 0 is the function that others call. It keeps the body's entry and calls the other regions,
// which say where to go on. A hot loop is never cut.
//
// Takes: a body after all passes, its hotness and what emission does otherwise on error edges.
// Gives: the region of each block, which registers regions share, and which a region uses so often
// that it keeps them. Cost: linear.

#include "codegen/analysis/analyses.h"
#include "codegen/llvm/internal.h"

// In ops. A region is some fifty statements at least, so that calls of regions do not count.
enum {
    REGION_SIZE = 1024,
    LARGEST_WHOLE_BODY = 2 * REGION_SIZE,
    SMALLEST_REGION = REGION_SIZE / 8
};

// A load at the entry, and the register that it takes, for a load at each use.
enum { LEAST_USES_OF_KEPT = 3 };

typedef struct RegionPlanner {
    Arena *arena;
    const IrBody *body;
    const BodyHotness *hotness;
    const ReleasePlan *releases;
    RegionPlan *plan;
    Analyses *analyses;
    const Dominators *dominators;
    const DominatorChildren *children;
    // of each block: ops that it dominates and no region has taken
    uint32_t *sizes;
} RegionPlanner;

// Conventions whose functions read their own parameters anywhere stay whole.
static bool can_be_cut(const IrBody *body) {
    switch (body->convention) {
    case IR_CONVENTION_NATIVE:
    case IR_CONVENTION_RESUME:
    case IR_CONVENTION_MODULE:
    case IR_CONVENTION_OUTLINED:
        return true;
    case IR_CONVENTION_VECTORCALL:
    case IR_CONVENTION_C:
    case IR_CONVENTION_CYTHON:
    case IR_CONVENTION_COUNT:
        break;
    }
    return false;
}

// --- Cutting -------------------------------------------------------------------------------------

static bool can_be_entry(const RegionPlanner *planner, uint32_t block) {
    return block != 0 && planner->hotness->blocks[block] == FAST_PATHS_NONE;
}

static void cut(RegionPlanner *planner, uint32_t block) {
    RegionPlan *plan = planner->plan;
    plan->entries[plan->count] = planner->body->blocks.items[block];
    plan->of_block[block] = plan->count++;
    planner->sizes[block] = 0;
}

// Of blocks with many children in the tree, the large ones are cut first.
static void cut_children(RegionPlanner *planner, uint32_t block) {
    const DominatorChildren *children = planner->children;
    for (uint32_t i = children->first[block]; i < children->first[block + 1]; i++) {
        uint32_t child = children->ids[i];
        if (planner->sizes[child] >= SMALLEST_REGION && can_be_entry(planner, child)) {
            planner->sizes[block] -= planner->sizes[child];
            cut(planner, child);
        }
    }
}

// Visits dominated blocks before those that dominate them.
static void find_entries(RegionPlanner *planner) {
    const BlockOrder *order = &planner->dominators->order;
    for (uint32_t i = order->count; i-- > 1;) {
        uint32_t block = order->ids[i];
        planner->sizes[block] += planner->body->blocks.items[block]->ops.count;
        if (planner->sizes[block] >= LARGEST_WHOLE_BODY)
            cut_children(planner, block);
        if (planner->sizes[block] >= REGION_SIZE && can_be_entry(planner, block))
            cut(planner, block);
        planner->sizes[planner->dominators->immediate[block]] += planner->sizes[block];
    }
}

// What is no entry belongs to the region of its immediate dominator.
static void spread_regions(RegionPlanner *planner) {
    RegionPlan *plan = planner->plan;
    const BlockOrder *order = &planner->dominators->order;
    for (uint32_t i = 1; i < order->count; i++) {
        uint32_t block = order->ids[i];
        if (plan->of_block[block] == 0)
            plan->of_block[block] = plan->of_block[planner->dominators->immediate[block]];
    }
}

// --- One way in ----------------------------------------------------------------------------------

// An edge into a region that does not lead to its entry: the target goes to region 0.
static void check_edge(RegionPlanner *planner, const IrBlock *from, IrBlock *to,
                       BlockVector *moved) {
    RegionPlan *plan = planner->plan;
    uint32_t region = plan->of_block[to->id];
    if (region == 0 || region == plan->of_block[from->id] || plan->entries[region] == to)
        return;
    plan->of_block[to->id] = 0;
    vector_push(planner->arena, moved, to);
}

// The edges of the IR, and those that are emitted in their place. (Blocks that are passed by then
// are still emitted, where they have no way into another region.)
static void check_edges(RegionPlanner *planner, const IrBlock *block, BlockVector *moved) {
    const IrOp *terminator = ir_block_terminator(block);
    for (uint32_t i = 0; i < ir_op_target_count(terminator); i++)
        check_edge(planner, block, terminator->aux.targets.blocks[i], moved);
    const BranchPlan *plan = map_get(&planner->releases->branches, terminator);
    if (plan != NULL)
        check_edge(planner, block, planner->body->blocks.items[plan->error->id], moved);
}

static void move_side_entries(RegionPlanner *planner) {
    BlockVector moved = {0};
    for (uint32_t i = 0; i < planner->body->blocks.count; i++)
        check_edges(planner, planner->body->blocks.items[i], &moved);
    while (moved.count > 0) {
        const IrBlock *block = vector_pop(&moved);
        check_edges(planner, block, &moved);
    }
}

// --- What regions share --------------------------------------------------------------------------

static const void *region_use_key(uint32_t region, IrRegisterId reg) {
    return (const void *)(uintptr_t)(((uint64_t)region << 32) + reg + 1);
}

typedef struct UseVisit {
    Arena *arena;
    const IrBody *body;
    RegionPlan *plan;
    const Definition *definitions;
    uint32_t region; // of the op
} UseVisit;

static uint32_t region_of(const UseVisit *visit, IrRegisterId reg) {
    const Definition *definition = &visit->definitions[reg];
    return definition->count == 0 ? 0 : visit->plan->of_block[definition->block];
}

static void visit_use(void *context, IrRegisterId reg) {
    UseVisit *visit = context;
    const IrOp *op = definition_op(&visit->definitions[reg]);
    bool is_made_anew = op != NULL && op->code == IR_OP_CONSTANT;
    bool is_in_memory = visit->definitions[reg].in_memory;
    if (visit->body->registers.items[reg].home != 0)
        reg = visit->body->parameters[0]; // the generator, in whose frame it is
    else if (is_made_anew || is_in_memory)
        return;
    if (region_of(visit, reg) == visit->region)
        return;
    visit->plan->is_shared[reg] = true;
    const void *key = region_use_key(visit->region, reg);
    uint64_t uses = 0;
    number_map_get(&visit->plan->uses, key, &uses);
    number_map_put(visit->arena, &visit->plan->uses, key, uses + 1);
}

static void find_passed(UseVisit *visit, const IrOp *jump) {
    const IrBlock *target = jump->aux.targets.blocks[0];
    for (uint32_t i = 0; i < jump->operand_count; i++) {
        IrRegisterId parameter = target->parameters.items[i];
        if (visit->body->registers.items[parameter].home != 0) {
            visit_use(visit, parameter);
        } else if (visit->plan->of_block[target->id] != visit->region) {
            visit->plan->is_passed[parameter] = true;
            visit->plan->is_shared[parameter] = true;
        }
    }
}

// To set a register that lives in a generator's frame, too, the generator is needed.
static void visit_definition(void *context, IrRegisterId reg) {
    const UseVisit *visit = context;
    if (visit->body->registers.items[reg].home != 0)
        visit_use(context, reg);
}

static void find_shared(RegionPlanner *planner) {
    UseVisit visit = {.arena = planner->arena,
                      .body = planner->body,
                      .plan = planner->plan,
                      .definitions = analyses_definitions(planner->analyses)};
    for (uint32_t i = 0; i < planner->body->blocks.count; i++) {
        const IrBlock *block = planner->body->blocks.items[i];
        visit.region = planner->plan->of_block[i];
        for (uint32_t j = 0; j < block->ops.count; j++) {
            const IrOp *op = block->ops.items[j];
            if (op->code != IR_OP_KEEP_ALIVE) // of which no code is made
                flow_each_use(op, visit_use, &visit);
            flow_each_definition(op, visit_definition, &visit);
            if (op->code == IR_OP_JUMP)
                find_passed(&visit, op);
        }
    }
}

bool region_keeps(const RegionPlan *plan, uint32_t region, IrRegisterId reg) {
    uint64_t uses = 0;
    number_map_get(&plan->uses, region_use_key(region, reg), &uses);
    // region 0 has no place where all values of other regions are there
    return region != 0 && uses >= LEAST_USES_OF_KEPT;
}

bool is_cut(const IrBody *body) {
    return ir_body_size(body) >= LARGEST_WHOLE_BODY && can_be_cut(body);
}

RegionPlan plan_regions(Arena *arena, const IrBody *body, const BodyHotness *hotness,
                        const ReleasePlan *releases) {
    uint32_t blocks = body->blocks.count;
    RegionPlan plan = {.count = 1, .of_block = ARENA_ARRAY(arena, uint32_t, blocks)};
    if (!is_cut(body))
        return plan;
    uint32_t size = ir_body_size(body);
    plan.entries = ARENA_ARRAY(arena, const IrBlock *, (size / SMALLEST_REGION) + 2);
    plan.is_shared = ARENA_ARRAY(arena, bool, body->registers.count);
    plan.is_passed = ARENA_ARRAY(arena, bool, body->registers.count);
    Analyses *analyses = analyses_create(body);
    RegionPlanner planner = {.arena = arena,
                             .body = body,
                             .hotness = hotness,
                             .releases = releases,
                             .plan = &plan,
                             .analyses = analyses,
                             .dominators = analyses_dominators(analyses),
                             .children = analyses_dominator_children(analyses),
                             .sizes = ARENA_ARRAY(arena, uint32_t, blocks)};
    find_entries(&planner);
    spread_regions(&planner);
    move_side_entries(&planner);
    find_shared(&planner);
    analyses_destroy(analyses);
    return plan;
}
