// Which code is hot, judged by its form alone: what loops, what loops call, and what recursion
// repeats. All else runs once a call of Python's, where small code is better than fast code. Of a
// module with a profile it is what the profile says.
//
// How bodies are called is a question about the whole module, and is asked before the passes that
// look at one body alone. How hot the blocks of a body are is then known from it and that answer.
//
// Guarantees: the module stays as it is; the time is linear in it.
#ifndef ZILANT_CODEGEN_ANALYSIS_HOTNESS_H
#define ZILANT_CODEGEN_ANALYSIS_HOTNESS_H

#include "codegen/ir/ir.h"

// Which fast paths of the runtime pay if they are inlined into a block.
typedef enum FastPaths {
    // it is not hot, or its loop is very large
    FAST_PATHS_NONE,
    // it is hot, but its body has much of that, or may not be what is called
    FAST_PATHS_SHORT,
    // its loop is not small, or what is in it is heavy
    FAST_PATHS_MEDIUM,
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
    // some hot block computes with C values or memory, or with duals in a small loop, or it is a
    // function that only handles C values: LLVM's loop passes have work, here or where it is called
    bool has_number_loops;
    // some loop reads or writes items of memoryviews
    bool has_view_loops;
} BodyHotness;

// Says of each body how it is called: const IrBody * -> Calls. Only resume functions of generators,
// which are made later, are not there.
NumberMap hotness_find_calls(Arena *arena, const IrModule *module);
Calls hotness_calls_of(const NumberMap *calls, const IrBody *body);
// The name of the class whose `__init__` the callable is; NULL: it is none.
const Name *callable_class_of_init(NameTable *names, const IrCallable *callable);
typedef VECTOR(const IrCallable *) IrCallables;
// What Python calls by each name: const Name * -> IrCallables *. An `__init__` has that of its
// class.
Map callables_by_name(Arena *arena, NameTable *names, const IrModule *module);
// Says, as a rule after all passes, for each block whether fast paths pay there, and what LLVM can
// do for the body.
BodyHotness *hotness_of_body(Arena *arena, const IrModule *module, const IrBody *body, Calls calls);

#endif
