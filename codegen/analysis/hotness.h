// Which code is hot, judged by its form alone: what loops, what loops call, and what recursion
// repeats. All else runs once a call of Python's, where small code is better than fast code.
//
// Takes: a module after all passes. Gives: for each block whether fast paths pay there, and for
// each body what LLVM can do for it. Guarantees: the module stays as it is; the time is linear in
// it.
#ifndef ZILANT_CODEGEN_ANALYSIS_HOTNESS_H
#define ZILANT_CODEGEN_ANALYSIS_HOTNESS_H

#include "codegen/ir/ir.h"

// Which fast paths of the runtime pay if they are inlined into a block.
typedef enum FastPaths {
    // it is not hot, or its loop is very large
    FAST_PATHS_NONE,
    // it is hot, but its loop is not small, or what is in it is heavy
    FAST_PATHS_SHORT,
    FAST_PATHS_ALL, // a small hot loop or body of light ops
} FastPaths;

// How a body is called.
typedef enum Calls {
    // from nowhere in this module that is hot
    CALLS_ONCE,
    // hot code looks up its name: it may be another callable
    CALLS_BY_NAME,
    // hot code calls it, it calls itself, a loop resumes it, or it is a C function
    CALLS_DIRECT,
} Calls;

typedef struct BodyHotness {
    FastPaths *blocks; // by id
    Calls calls;
    bool has_fast_paths; // in some block
    // some hot block computes with C values or memory, or with duals in a small loop: LLVM's loop
    // passes have work
    bool has_number_loops;
} BodyHotness;

typedef struct Hotness {
    Map bodies; // const IrBody * -> BodyHotness *
} Hotness;

Hotness hotness_find(Arena *arena, const IrModule *module);
const BodyHotness *hotness_of(const Hotness *hotness, const IrBody *body);

#endif
