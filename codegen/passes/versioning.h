// Between the files of the versioning pass.
#ifndef ZILANT_CODEGEN_PASSES_VERSIONING_H
#define ZILANT_CODEGEN_PASSES_VERSIONING_H

#include "codegen/passes/internal.h"

enum { MOST_OPS = 400, MOST_TESTS = 8, MOST_ROUNDS = 3 };

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
    // or the counter whose ends are tested, where its first number or bound says nothing
    const struct CountedLoop *counted;
    // in the copy: always holds the variable's value, widened
    IrRegisterId wide;
} CopiedCounter;

// A counter of a loop in the outermost one, or of itself: one that the header compares, or one that
// goes along with it.
typedef struct CountedLoop {
    uint32_t number; // in the forest
    const IrBlock *header;
    IrBlock *first;       // of the body
    IrRegisterId counter; // 64 bits wide
    // that has the counter's number in the body, or none
    IrRegisterId variable;
    IrValue start;
    int64_t step; // not 0
    // where it ends, of a counter that is compared, which steps by 1 or -1
    IrValue limit;
    // how many rounds there are, of one that goes along; else VOID
    IrValue rounds;
} CountedLoop;

enum { MOST_TERMS = 3 };

// How an index depends on counters: a sum of them, each times a number, and of what the loop does
// not change.
typedef struct Dependence {
    struct {
        const CountedLoop *counted;
        int64_t scale; // not 0
    } terms[MOST_TERMS];
    uint32_t count;
    // INT64_MAX, or what a narrower C type holds that it went through
    int64_t max;
} Dependence;

// A BOUNDS_CHECK that the copy does without.
typedef struct Hoisted {
    const IrOp *check;
    const IrOp *shape; // the VIEW_SHAPE that it compares with
    Dependence index;
    // the index is a counter, which runs up to the shape
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
IrRegisterId counter_append_test(const Facts *facts, const CopiedCounter *counter, IrBlock *block,
                                 Span span);
// Makes the widened twins of the variables, which start in `test`; then uses them in a copied
// block.
void counters_start(VersionedLoop *loop, IrBlock *test, Span span);
void counters_rewrite(VersionedLoop *loop, IrBlock *copy);

// --- versioning_bounds.c -------------------------------------------------------------------------
// Finds the loops that count.
void bounds_find_counted(const Facts *facts);
// Finds the checks that can be made before the loop, after counters_find. Says if there are
// some that LLVM would not remove.
bool bounds_find(const Facts *facts);
// The counter, if its ends are known before the loop; or NULL.
const CountedLoop *bounds_known_counter(const Facts *facts, const IrBlock *block,
                                        IrRegisterId counter);
// Adds the question whether all its numbers lie from 0 to `max`; gives the answer's register.
IrRegisterId bounds_append_fit(const Facts *facts, const CountedLoop *counted, int64_t max,
                               IrBlock *block, Span span);
bool bounds_is_hoisted(const VersionedLoop *loop, const IrOp *check);
// Adds the question whether the indices of the hoisted checks are all within bounds, and "all so
// far".
IrRegisterId bounds_append_tests(const Facts *facts, IrBlock *block, Span span, IrRegisterId all);

#endif
