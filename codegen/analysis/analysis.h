// Questions about a body: which registers its ops read and set, its CFG edges, liveness.
//
// Takes: a body at any stage. Gives: answers in the caller's arena. Guarantees: the body stays as
// it is, so an answer holds until the body is edited.
#ifndef ZILANT_CODEGEN_ANALYSIS_ANALYSIS_H
#define ZILANT_CODEGEN_ANALYSIS_ANALYSIS_H

#include "codegen/ir/ir.h"

typedef VECTOR(IrBlock *) BlockVector;

static inline bool register_list_has(const IrRegisterVector *list, IrRegisterId reg) {
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] == reg)
            return true;
    return false;
}

static inline bool block_list_has(const BlockVector *list, const IrBlock *block) {
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] == block)
            return true;
    return false;
}

static inline bool op_has_register(const IrOp *op, uint32_t operand) {
    return op->operands[operand].kind == IR_VALUE_REGISTER;
}

// Of a VIEW_ELEMENT: do elements that follow one another on the last axis stand side by side?
static inline bool element_is_contiguous(const IrBody *body, const IrOp *element) {
    const IrCType *type = body->registers.items[element->operands[0].reg].type.type;
    return (element->flags & IR_FLAG_LAST_CONTIGUOUS) != 0 ||
           type->memoryview.packing[type->memoryview.dimensions - 1] != AXIS_STRIDED;
}

// --- flow.c: registers of ops, CFG edges ---------------------------------------------------------

// Calls `visit` for each register that the op reads; for those that it sets. A runtime function's
// `>` register is only set, its `&` register both.
typedef void RegisterVisitor(void *context, IrRegisterId reg);
void flow_each_use(const IrOp *op, RegisterVisitor *visit, void *context);
void flow_each_definition(const IrOp *op, RegisterVisitor *visit, void *context);
// Is the register among these?
bool flow_has_use(const IrOp *op, IrRegisterId reg);
bool flow_has_definition(const IrOp *op, IrRegisterId reg);
// Can control leave the block for its handler? (Before the exceptions pass.)
bool flow_block_may_raise(const IrBlock *block);

// The CFG edges into each block, by block id.
typedef struct Predecessors {
    BlockVector *normal; // from terminators
    // from blocks that have it as their handler and may raise
    BlockVector *raising;
} Predecessors;
Predecessors flow_find_predecessors(Arena *arena, const IrBody *body);

// CFG edges as ids side by side, for walks that follow very many of them and are bound by memory:
// the other ends of block b's are at `first[b]` to `first[b + 1]` in `ids`.
typedef struct EdgeTable {
    uint32_t *ids, *first;
} EdgeTable;
// `edges`: of each block, as in Predecessors.
EdgeTable flow_tabulate(Arena *arena, const BlockVector *edges, uint32_t block_count);
// The edges out of each block: flow_successor's.
EdgeTable flow_tabulate_successors(Arena *arena, const IrBody *body);

// The blocks that control can reach, by id, each before those that it alone leads to: a block comes
// after its dominators. Edges to handlers count. (Reverse postorder.)
typedef struct BlockOrder {
    uint32_t *ids;
    uint32_t count;
} BlockOrder;

// A depth-first walk, which numbers the blocks in preorder.
typedef struct DepthFirst {
    BlockOrder order; // the reverse postorder
    uint32_t *blocks; // number -> block id
    // block id -> number, or FLOW_UNREACHABLE
    uint32_t *numbers;
    // of each number: of the block that led to it; its own, if none did
    uint32_t *parents;
} DepthFirst;
#define FLOW_UNREACHABLE UINT32_MAX
// The walk from the entry.
DepthFirst flow_depth_first(Arena *arena, const IrBody *body);
// A walk over all blocks but cold ones, from one after the other, the entry first, that has not
// been reached yet.
DepthFirst flow_depth_first_hot(Arena *arena, const IrBody *body);
// Block number `edge` of those that control may go to from the end of this one, or by an exception
// in it; NULL: there are no more.
IrBlock *flow_successor(const IrBlock *block, uint32_t edge);

// Which registers live in memory, and may be set at many places in SSA form: those whose address is
// taken, or passed to a runtime function that reads and sets a number there, and aggregates.
bool *flow_find_memory(Arena *arena, const IrBody *body);

// --- dominators.c --------------------------------------------------------------------------------
// The dominator tree. Block a dominates block b if every path from the entry to b leads through a.
typedef struct Dominators {
    BlockOrder order;
    // of each reachable block: the id of its immediate dominator; the entry's own id for the entry
    uint32_t *immediate;
    // of each block: when a walk over the tree enters and leaves it
    uint32_t *enter, *leave;
} Dominators;
Dominators dominators_find(Arena *arena, const IrBody *body, const DepthFirst *walk,
                           const Predecessors *predecessors);
// A block dominates itself. What cannot be reached dominates nothing else and is dominated by
// nothing else.
bool dominators_has(const Dominators *dominators, uint32_t a, uint32_t b);

// The blocks that each block immediately dominates: those of block b are at `first[b]` to
// `first[b + 1]` in `ids`, in reverse postorder.
typedef struct DominatorChildren {
    uint32_t *ids, *first;
} DominatorChildren;
DominatorChildren dominators_find_children(Arena *arena, const IrBody *body,
                                           const Dominators *dominators);

// --- frontier.c ----------------------------------------------------------------------------------
// Finds where parameters are needed for variables, one after the other.
typedef struct Frontier {
    Arena *arena;
    const Dominators *dominators;
    const DominatorChildren *children;
    EdgeTable successors;
    // of each block: its depth in the dominator tree
    uint32_t *level;
    uint32_t *visited; // of each block: the stamp
    // of each block: the stamp, if it is in the frontier
    uint32_t *found;
    // of the variable at work:
    // of each block: the stamp, if it is live at its start
    const uint32_t *live;
    uint32_t stamp;
    VECTOR(uint32_t) heap, work;
} Frontier;
Frontier frontier_create(Arena *arena, const IrBody *body, const Dominators *dominators,
                         const DominatorChildren *children);
// Marks the blocks in the frontier of those in `sets` with the stamp in `found`. Where nothing is
// set on some path, the entry has to be among them.
void frontier_find(Frontier *frontier, const uint32_t *sets, uint32_t count, const uint32_t *live,
                   uint32_t stamp);

// --- loops.c -------------------------------------------------------------------------------------
typedef struct Loop {
    // block id: the first block that the walk reached
    uint32_t header;
    // the number of the loop around it, or LOOP_NONE
    uint32_t parent;
    uint32_t depth; // 1: no loop is around it
    // edges from outside lead to other blocks than the header: a natural loop has none
    bool is_irreducible;
    // its blocks by id, those of the loops in it among them: the header first, then inner loops
    const uint32_t *blocks;
    uint32_t block_count;
} Loop;
#define LOOP_NONE UINT32_MAX

// Loops by number, outer ones before those in them.
typedef struct LoopForest {
    Loop *loops;
    uint32_t count;
    // of each block: the innermost loop around it, or LOOP_NONE
    uint32_t *innermost;
    uint32_t block_count;
    // of all loops: what `Loop.blocks` shows parts of
    uint32_t *blocks;
} LoopForest;
// Is the block in that loop? One that is newer than the forest is in none.
bool loops_has(const LoopForest *forest, uint32_t loop, const IrBlock *block);
LoopForest loops_find(Arena *arena, const IrBody *body, const DepthFirst *walk,
                      const Predecessors *predecessors);
bool loops_is_innermost(const LoopForest *forest, uint32_t loop);
// Of each block by id: does its terminator go on with an innermost loop that it is in?
bool *loops_find_latches(Arena *arena, const IrBody *body);

// --- definitions.c -------------------------------------------------------------------------------
// Where a register is set; of several places, the last one in the order of the blocks.
typedef struct Definition {
    // how many places there are; an argument has none
    uint32_t count;
    uint32_t block;
    // of the op in the block, from 1; 0: a parameter of it
    uint32_t index;
    IrOp *op;       // NULL for a parameter
    bool in_memory; // see flow_find_memory
} Definition;
Definition *definitions_find(Arena *arena, const IrBody *body, const bool *in_memory);
// The op that alone gives the register its value, or NULL: it is set at several places, in memory,
// a parameter or an argument.
static inline IrOp *definition_op(const Definition *definition) {
    return definition->count == 1 && !definition->in_memory ? definition->op : NULL;
}
// The same for an operand; of an immediate NULL.
static inline IrOp *definition_of(const Definition *definitions, IrValue value) {
    return value.kind == IR_VALUE_REGISTER ? definition_op(&definitions[value.reg]) : NULL;
}
// Is the operand a register that stays what it is: not one in memory?
static inline bool definition_is_value(const Definition *definitions, IrValue value) {
    return value.kind == IR_VALUE_REGISTER && !definitions[value.reg].in_memory;
}
// Is the register set at one place that comes before operation `index`, from 1, of the block,
// whatever path leads there?
bool definition_reaches(const Definition *definition, const Dominators *dominators, uint32_t block,
                        uint32_t index);

// --- liveness.c ----------------------------------------------------------------------------------
typedef struct Liveness {
    // of each block: the registers live at its start, ascending
    IrRegisterVector *in;
} Liveness;

// What liveness is asked for.
typedef struct LivenessRequest {
    const bool *tracked; // which registers
    // for each register, what it keeps alive; or NULL
    const IrRegisterVector *roots;
    // Ops that use registers beside their operands; or NULL.
    const IrRegisterVector *(*extra_uses)(void *context, const IrOp *op);
    void *context;
} LivenessRequest;
Liveness liveness_find(Arena *arena, const IrBody *body, const Predecessors *predecessors,
                       const LivenessRequest *request);
bool liveness_has(const Liveness *liveness, const IrBlock *block, IrRegisterId reg);
// Calls `visit` for each register that the op uses in the request's sense (repeats are possible).
void liveness_each_use(const LivenessRequest *request, const IrOp *op, RegisterVisitor *visit,
                       void *context);

#endif
