// Between the files of the versioning pass.
#ifndef ZILANT_CODEGEN_PASSES_VERSIONING_H
#define ZILANT_CODEGEN_PASSES_VERSIONING_H

#include "codegen/passes/internal.h"

enum { MOST_OPS = 400, MOST_TESTS = 8 };

// A counter of the compiler's own, 64 bits wide, that a narrower C variable copies.
typedef struct CopiedCounter {
    IrRegisterId counter;
    IrRegisterId variable;
    bool is_unsigned; // how the variable is widened
    // the largest number that fits the variable and its unsigned or signed twin
    int64_t max;
    bool fits;         // the bound is known to
    IrValue limit;     // else: the bound, set before the loop
    const IrOp *shape; // or the VIEW_SHAPE that it is
    // its first number, set before the loop, which may be negative; VOID: it is not
    IrValue start;
    // in the copy: always holds the variable's value, widened
    IrRegisterId wide;
} CopiedCounter;

// A loop in the outermost one, or itself, whose header compares a counter of its own.
typedef struct CountedLoop {
    uint32_t number; // in the forest
    const IrBlock *header;
    IrBlock *first;       // of the body
    IrRegisterId counter; // 64 bits wide
    // that has the counter's number in the body, or none
    IrRegisterId variable;
    IrValue start, limit;
    int64_t step; // 1 or -1
} CountedLoop;

// A BOUNDS_CHECK that the copy does without.
typedef struct Hoisted {
    const IrOp *check;
    const IrOp *shape;          // the VIEW_SHAPE that it compares with
    const CountedLoop *counted; // whose counter the index depends on
    // the largest that the index may be, for its narrower C type; or INT64_MAX
    int64_t max;
    // the index is the counter, which runs up to the shape
    bool is_plain;
} Hoisted;

typedef struct VersionedLoop {
    IrModule *module;
    IrBody *body;
    Arena *arena;
    const Predecessors *predecessors;
    const LoopForest *forest;
    uint32_t number; // in the forest
    IrBlock *header;
    BlockVector blocks; // the header is the first
    // of each register: set in the loop, or perhaps unbound
    bool *is_set;
    IrRegisterVector views;
    VECTOR(CopiedCounter) counters;
    VECTOR(CountedLoop) counted;
    VECTOR(Hoisted) hoisted;
    IrBlock **copies; // of each block in the body
    // of each register: the copy's name for it
    IrRegisterId *renamed;
} VersionedLoop;

// The two ops that set a counter, of the loops' own blocks.
typedef struct Setters {
    const IrOp *ops[2];
    const IrBlock *blocks[2];
} Setters;

// What is known of the function's registers.
typedef struct Facts {
    VersionedLoop *loop; // that is looked at
    uint32_t register_count;
    // of each register; copies that have been made count
    Definition *definitions;
    // of each register that is set at two places: these
    Setters *setters;
    // of each register: how many operands and results it is, copies aside
    uint32_t *mentions;
    // of each register: only set to numbers from 0 and counted up by 1
    bool *is_counter;
} Facts;

bool versioning_is_in(const VersionedLoop *loop, const IrBlock *block);
// Adds to `mentions` how often the block's ops mention each register.
void versioning_count_mentions(const IrBlock *block, uint32_t *mentions);
// Adds "all so far, and this"; gives its register. Either may be none.
IrRegisterId versioning_append_and(VersionedLoop *loop, IrBlock *block, Span span, IrRegisterId all,
                                   IrRegisterId answer);

// --- versioning_counter.c ------------------------------------------------------------------------
Facts versioning_find_facts(Arena *arena, const IrBody *body);
// Counts what a copied block sets among the definitions.
void versioning_note_copy(Facts *facts, const IrBlock *copy);
// What fits the kind whether it has a sign or not.
int64_t versioning_max_of(IrKind kind);
// variable = copy t, where t = convert counter stands before it in the block: gives the counter.
IrRegisterId versioning_copied_counter(const IrBlock *block, uint32_t index);
// Finds counters whose C variables index memoryviews.
void counters_find(const Facts *facts);
// Adds the question whether the counter fits its variable; gives the answer's register, or none if
// it is known to.
IrRegisterId counter_append_test(VersionedLoop *loop, const CopiedCounter *counter, IrBlock *block,
                                 Span span);
// Makes the widened twins of the variables, which start in `test`; then uses them in a copied
// block.
void counters_start(VersionedLoop *loop, IrBlock *test, Span span);
void counters_rewrite(VersionedLoop *loop, IrBlock *copy);

// --- versioning_bounds.c -------------------------------------------------------------------------
// Finds the checks that can be made before the loop, after counters_find. Says if there are
// some that LLVM would not remove.
bool bounds_find(const Facts *facts);
bool bounds_is_hoisted(const VersionedLoop *loop, const IrOp *check);
// Adds the question whether the indices of a check are all within bounds, and "all so far".
IrRegisterId bounds_append_test(const Facts *facts, const Hoisted *hoisted, IrBlock *block,
                                Span span, IrRegisterId all);

#endif
