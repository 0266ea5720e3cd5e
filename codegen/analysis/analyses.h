// The analyses of one body, each computed when it is first asked for and kept until a pass has
// changed what it is about.
//
// Takes: a body, and from each pass what it has kept. Gives: answers that hold until they are
// forgotten. Guarantees: an answer that is forgotten stays readable until the pass ends, so that a
// pass may edit the body by what it knew of it; `analyses_find_fault` finds what is kept wrongly.
#ifndef ZILANT_CODEGEN_ANALYSIS_ANALYSES_H
#define ZILANT_CODEGEN_ANALYSIS_ANALYSES_H

#include "codegen/analysis/analysis.h"

typedef struct Analyses Analyses;

// What a pass leaves of what there is to know; the column KEEPS of pass.def.
typedef enum AnalysesKept {
    KEEPS_NOTHING,
    // blocks, their numbers and the edges between them
    KEEPS_CFG,
    // and all ops that set registers, at their places
    KEEPS_ALL,
} AnalysesKept;

// ANALYSIS(name, Type of the answer, what has to be kept for it to hold)
#define ANALYSES(ANALYSIS)                                                                         \
    ANALYSIS(predecessors, Predecessors, KEEPS_CFG)                                                \
    ANALYSIS(walk, DepthFirst, KEEPS_CFG)                                                          \
    ANALYSIS(dominators, Dominators, KEEPS_CFG)                                                    \
    ANALYSIS(dominator_children, DominatorChildren, KEEPS_CFG)                                     \
    ANALYSIS(loops, LoopForest, KEEPS_CFG)                                                         \
    ANALYSIS(memory, bool, KEEPS_ALL)            /* of each register, see flow_find_memory */      \
    ANALYSIS(definitions, Definition, KEEPS_ALL) /* of each register */                            \
    ANALYSIS(gil, bool, KEEPS_ALL)               /* of each block, see ir_find_gil */

Analyses *analyses_create(const IrBody *body);
void analyses_destroy(Analyses *analyses);

// The answers: `const Predecessors *analyses_predecessors(Analyses *)`, and so on.
#define ANALYSIS(name, Type, NEEDS) const Type *analyses_##name(Analyses *analyses);
ANALYSES(ANALYSIS)
#undef ANALYSIS
// The blocks in reverse postorder.
const BlockOrder *analyses_order(Analyses *analyses);
// Which registers are live where; never kept.
Liveness analyses_find_liveness(Analyses *analyses, Arena *arena, const LivenessRequest *request);

// A pass is about to ask again after it has edited the body.
void analyses_forget(Analyses *analyses, AnalysesKept kept);
// A pass has ended.
void analyses_end_pass(Analyses *analyses, AnalysesKept kept);

// Computes all that is not there yet, so that analyses_find_fault sees it.
void analyses_complete(Analyses *analyses);
// Computes all that is there once more; returns the name of one that differs, or NULL.
const char *analyses_find_fault(const Analyses *analyses);

#endif
