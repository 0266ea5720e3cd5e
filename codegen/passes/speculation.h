// Between the files of the speculation pass.
#ifndef ZILANT_CODEGEN_PASSES_SPECULATION_H
#define ZILANT_CODEGEN_PASSES_SPECULATION_H

#include "codegen/passes/internal.h"

// --- guesses.c: which values are floats, most likely ---------------------------------------------
typedef struct Guesses {
    const IrModule *module;
    const IrBody *body;
    const Definition *definitions;
    RegisterSets values; // registers that hold one value
    // of each root: is something of it a float, or an int
    bool *is_float, *is_int;
} Guesses;

Guesses guesses_create(Arena *arena, const IrModule *module, const IrBody *body,
                       const Definition *definitions);
// Is the dual a float, most likely?
bool guesses_float(const Guesses *guesses, IrValue value);
// Is it an int, whatever else points to a float?
bool guesses_int(const Guesses *guesses, IrValue value);
// What an operator on duals has to do with, most likely: LIKELY_INTS, LIKELY_FLOATS or neither.
uint32_t guesses_flags(const Guesses *guesses, const IrOp *op);

#endif
