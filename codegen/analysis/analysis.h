// Questions about a body: which registers its ops read and set, its CFG edges, liveness.
//
// Takes: a body at any stage. Gives: answers in the caller's arena. Guarantees: the body stays as
// it is, so an answer holds until the body is edited.
#ifndef ZILANT_CODEGEN_ANALYSIS_ANALYSIS_H
#define ZILANT_CODEGEN_ANALYSIS_ANALYSIS_H

#include "codegen/ir/ir.h"

typedef VECTOR(IrRegisterId) RegisterVector;
typedef VECTOR(IrBlock *) BlockVector;

static inline bool register_list_has(const RegisterVector *list, IrRegisterId reg) {
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] == reg)
            return true;
    return false;
}

static inline bool op_has_register(const IrOp *op, uint32_t operand) {
    return op->operands[operand].kind == IR_VALUE_REGISTER;
}

// --- flow.c: registers of ops, CFG edges ---------------------------------------------------------

// Calls `visit` for each register that the op reads; for those that it sets. An `&` register of a
// counted kind is only set, of any other kind both.
typedef void RegisterVisitor(void *context, IrRegisterId reg);
void flow_each_use(const IrBody *body, const IrOp *op, RegisterVisitor *visit, void *context);
void flow_each_definition(const IrBody *body, const IrOp *op, RegisterVisitor *visit,
                          void *context);
// How often each register is set by an op.
uint32_t *flow_count_definitions(Arena *arena, const IrBody *body);
// Can control leave the block for its handler? (Before the exceptions pass.)
bool flow_block_may_raise(const IrBlock *block);

// The CFG edges into each block, by block id.
typedef struct Predecessors {
    BlockVector *normal; // from terminators
    // from blocks that have it as their handler and may raise
    BlockVector *raising;
} Predecessors;
Predecessors flow_find_predecessors(Arena *arena, const IrBody *body);

// --- liveness.c ----------------------------------------------------------------------------------
typedef struct Liveness {
    // of each block: the registers live at its start, ascending
    RegisterVector *in;
} Liveness;

// What liveness is asked for.
typedef struct LivenessRequest {
    const bool *tracked; // which registers
    // for each register, what it keeps alive; or NULL
    const RegisterVector *roots;
    // Ops that use registers beside their operands; or NULL.
    const RegisterVector *(*extra_uses)(void *context, const IrOp *op);
    void *context;
} LivenessRequest;
Liveness liveness_find(Arena *arena, const IrBody *body, const LivenessRequest *request);
bool liveness_has(const Liveness *liveness, const IrBlock *block, IrRegisterId reg);
// Calls `visit` for each register that the op uses in the request's sense (repeats are possible).
void liveness_each_use(const IrBody *body, const LivenessRequest *request, const IrOp *op,
                       RegisterVisitor *visit, void *context);

#endif
