// One pass: what pass.def says of it, and running it alone. codegen/codegen.h runs all of them.
#ifndef ZILANT_CODEGEN_PASSES_PASS_H
#define ZILANT_CODEGEN_PASSES_PASS_H

#include "codegen/analysis/analyses.h"

// Changes a body, by what its analyses say; says whether it has.
typedef bool PassFunction(IrModule *module, IrBody *body, Analyses *analyses);
// One line of pass.def.
typedef struct PassInfo {
    const char *name;
    PassFunction *run;                    // or NULL
    void (*run_module)(IrModule *module); // or NULL
    AnalysesKept keeps;
} PassInfo;
extern const PassInfo pass_infos[];
extern const unsigned pass_count;
// Runs a pass on a body. Returns what it has kept of the analyses although it has changed it, if
// `verify`, or NULL.
const char *pass_run(const PassInfo *pass, IrModule *module, IrBody *body, Analyses *analyses,
                     bool verify);

// The passes themselves.
#define PASS(name, KEEPS) PassFunction pass_##name;
#define MODULE_PASS(name) void pass_##name(IrModule *module);
#include "codegen/passes/pass.def"
#undef PASS
#undef MODULE_PASS

#endif
