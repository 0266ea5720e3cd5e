// Between the files of the versioning pass.
#ifndef LINDWORM_CODEGEN_PASSES_VERSIONING_H
#define LINDWORM_CODEGEN_PASSES_VERSIONING_H

#include "codegen/passes/internal.h"

enum { MOST_OPS = 400, MOST_TESTS = 8 };

// A counter of the compiler's own, 64 bits wide, that a narrower C variable copies.
typedef struct Counter {
    IrRegisterId counter;
    IrRegisterId variable;
    bool is_unsigned;  // how the variable is widened
    int64_t most;      // that fits the variable and its unsigned or signed twin
    bool fits;         // the bound is known to
    IrValue limit;     // else: the bound, set before the loop
    const IrOp *shape; // or the VIEW_SHAPE that it is
    IrRegisterId wide; // in the copy: always holds the variable's value, widened
} Counter;

typedef struct Loop {
    IrModule *module;
    IrFunction *function;
    Arena *arena;
    const Predecessors *predecessors;
    IrBlock *header;
    BlockVector body; // the header is the first
    bool *in_body;    // of each block
    bool *is_set;     // of each register: set in the loop, or perhaps unbound
    RegisterVector views;
    VECTOR(Counter) counters;
    IrBlock **copies;      // of each block in the body
    IrRegisterId *renamed; // of each register: the copy's name for it
} Loop;

bool versioning_has(const RegisterVector *list, IrRegisterId reg);

// --- versioning_counter.c
// Finds counters whose C variables index memoryviews.
void counters_find(Loop *loop);
// Adds the question whether the counter fits its variable; gives the answer's register, or none if
// it is known to.
IrRegisterId counter_append_test(Loop *loop, const Counter *counter, IrBlock *block, Span span);
// Makes the widened twins of the variables, which start in `test`; then uses them in a copied
// block.
void counters_start(Loop *loop, IrBlock *test, Span span);
void counters_rewrite(Loop *loop, IrBlock *copy);

#endif
