// Between the files of the refcount pass.
#ifndef ZILANT_CODEGEN_PASSES_REFCOUNT_H
#define ZILANT_CODEGEN_PASSES_REFCOUNT_H

#include "codegen/passes/internal.h"

// How the pass treats a register.
typedef enum Ownership {
    UNCOUNTED, // of a kind without references
    // what it refers to lives as long as the function runs: an argument, a constant, or a
    // copy of one. Never released; a new reference wherever one is given away
    PINNED,
    // from a register or memory that keeps its object alive while it is used: nothing to
    // release either
    BORROWED,
    // holds a reference from where it is set until its last use
    OWNED,
    // its address was taken: holds a reference, or null, until the function ends
    OWNED_ALWAYS
} Ownership;

// A GIL_RESTORE, and the registers that are used once more there.
typedef struct Restore {
    const IrOp *op;
    uint32_t block, index; // as in Definition
    IrRegisterVector uses;
} Restore;

typedef struct Refcount {
    IrModule *module;
    IrBody *body;
    Arena *arena;
    Analyses *analyses;
    uint32_t register_count;       // when the pass began
    const Definition *definitions; // of each register
    uint8_t *ownership;            // Ownership of each register
    // of each register: others that have to stay alive while it is used
    IrRegisterVector *roots;
    // of a BORROWED register: the OWNED one whose very reference it holds, or none: giving
    // it away can be the owner's last use
    IrRegisterId *owner;
    bool *may_be_null; // some op may set it to null
    bool *is_checked;  // some CHECK_BOUND says it is not
    bool *is_tracked;  // for liveness
    VECTOR(Restore) restores;
    IrRegisterVector at_exit; // OWNED_ALWAYS registers
    LivenessRequest request;
    Liveness liveness;
    // of each block: OWNED registers that some op checks and that may be null at its start
    IrRegisterVector *null_in;
    // of each block: is the GIL held at its start
    const bool *held;
} Refcount;

static inline bool refcount_is(const Refcount *pass, IrRegisterId reg, Ownership ownership) {
    return pass->ownership[reg] == ownership;
}

// --- refcount_own.c: decides who owns every register; then `liveness` is of the tracked ---------
// ones.
void refcount_find_ownership(Refcount *pass);

// --- refcount_borrow.c: which registers can borrow. ----------------------------------------------
// Marks what may borrow as BORROWED and fills in their roots and owners, and the roots of pointers.
void refcount_propose_borrows(Refcount *pass, const bool *is_refused);
// Refuses those whose objects might go away while they are used; returns whether there were any.
bool refcount_refuse_borrows(Refcount *pass, bool *is_refused);

// --- refcount_null.c: fills in null_in. ----------------------------------------------------------
void refcount_find_nulls(Refcount *pass);
// May the register be null before the op `index` of the block?
bool refcount_is_nullable(const Refcount *pass, const IrBlock *block, uint32_t index,
                          IrRegisterId reg);

// --- refcount_place.c: inserts the ops. ----------------------------------------------------------
void refcount_place(Refcount *pass);

// Work on one block, from its end to its beginning.
typedef struct Placement {
    Refcount *pass;
    const Predecessors *predecessors;
    // of each register: is it used after the op being placed
    bool *live;
    // those for which `live` may be set, repeats possible
    IrRegisterVector live_set;
    IrOpVector *prefixes; // of each block: ops before its own
    // hash of target and ops -> IrBlock, see refcount_edge.c
    Map edge_blocks;
    IrBlock *block; // being placed
    uint32_t index; // of the op being placed
    // the block's new ops, the last one first
    IrOpVector reversed;
} Placement;

void place_live(Placement *placement, IrRegisterId reg);
void place_op_reversed(Placement *placement, IrOp *op); // adds to `reversed`
IrOp *place_make_release(const Placement *placement, IrRegisterId reg, bool is_nullable);
IrOp *place_make_gain(const Placement *placement, IrRegisterId reg, uint32_t index);
// Operands for which a new reference has to be made before the op, and owners that lose theirs to
// it, judged by what is live after it.
void place_find_taken(const Placement *placement, const IrOp *op, IrRegisterVector *gained,
                      IrRegisterVector *moved);
// Does the op give a borrowed reference to a register that must own one?
bool place_gains_result(const Refcount *pass, const IrOp *op);
// Puts what comes before the op.
void place_before(Placement *placement, const IrOp *op, const IrRegisterVector *gained);

// --- refcount_edge.c: the ends of blocks, and what is released on their out-edges. ---------------
// Places the terminator (an error branch with its op) and leaves in `live` what is live before it.
// Returns how many ops it has taken.
uint32_t place_terminator(Placement *placement);

#endif
