// Codegen: from an IR module to an object file. codegen/builder/builder.h makes the IR module.
#ifndef ZILANT_CODEGEN_CODEGEN_H
#define ZILANT_CODEGEN_CODEGEN_H

#include "codegen/ir/ir.h"

// What is known of the Python that the module is for.
typedef struct TargetPython {
    int minor; // 3.N
    // "cpython-311": names the runtime bitcode
    const char *tag;
    const char *include; // folder of Python.h, for header shims
    bool is_debug, is_free_threaded;
} TargetPython;

typedef struct CodegenOptions {
    int optimization; // 0, 2 or 3
    const char *cpu;  // "", "native", "x86-64-v3"
    bool sanitize_address;
    const char *runtime_directory;    // holds <tag>.bc
    const char **include_directories; // for C headers, NULL-terminated
    const char *c_compiler;           // clang for shims; NULL: look on PATH
    const char *cache_directory;      // of shims; NULL: no cache
    TargetPython python;
    bool debug_info; // line tables
} CodegenOptions;

// --- passes/: IR -> IR ---------------------------------------------------------------------------
// Runs all passes in order on every body; stops after the pass `stop_after` if not NULL. Verifies
// the body and what is kept of its analyses after each if `verify`.
void run_passes(IrModule *module, const char *stop_after, bool verify);

// --- llvm/: IR -> LLVM -> object -----------------------------------------------------------------
typedef enum EmitStage { EMIT_LLVM, EMIT_LLVM_OPTIMIZED, EMIT_ASSEMBLY, EMIT_OBJECT } EmitStage;
// Is it LLVM's text, in which blocks and values have names?
static inline bool emit_stage_is_text(EmitStage stage) {
    return stage == EMIT_LLVM || stage == EMIT_LLVM_OPTIMIZED;
}

typedef struct EmitTimes {
    double shim, emit, link_runtime, optimize, object; // seconds
} EmitTimes;

// Writes the module's form at `stage` to `path`. Reports and returns false if it cannot.
bool emit_module(IrModule *module, const CodegenOptions *options, EmitStage stage, const char *path,
                 EmitTimes *times);

#endif
