// Codegen: from an IR module to an object file. codegen/builder/builder.h makes the IR module.
#ifndef ZILANT_CODEGEN_CODEGEN_H
#define ZILANT_CODEGEN_CODEGEN_H

#include "codegen/ir/ir.h"
#include <stdatomic.h>

// What is known of the Python that the module is for.
typedef struct TargetPython {
    int minor; // 3.N
    // "cpython-311": names the runtime bitcode
    const char *tag;
    const char *include; // folder of Python.h, for header shims
    bool is_debug, is_free_threaded;
} TargetPython;

// The cores that this run of the compiler may keep busy. Its processes share it; each that runs
// keeps one busy from its start to its end.
typedef struct CoreBudget {
    int limit;
    atomic_int busy;
} CoreBudget;

// What LLVM says about a loop of the module's own source.
typedef struct LoopRemark {
    uint32_t line;
    // the function that the loop was written in, as tracebacks name it: of a fused one the version.
    // NULL: module code
    const char *function;
    // NULL: that an innermost loop begins here
    const char *text;
    // and that its values are vectors of several rounds of the loop around it
    bool is_jammed;
} LoopRemark;

typedef struct LoopRemarks {
    Arena *arena;
    VECTOR(LoopRemark) items; // in no order, of each copy of a loop
} LoopRemarks;

typedef struct CodegenOptions {
    int optimization; // 0, 2 or 3
    // "native", or what runs all, and after commas levels for which functions with loops over
    // memoryviews have bodies of their own: "x86-64,x86-64-v3"; "": any processor
    const char *cpu;
    bool sanitize_address;
    const char *runtime_directory;    // holds <tag>.bc
    const char **include_directories; // for C headers, NULL-terminated
    // further arguments for clang, where headers are compiled, NULL-terminated
    const char **compile_arguments;
    const char *c_compiler; // clang for shims; NULL: look on PATH
    // of shims, and of objects unless IR is verified; NULL: no cache
    const char *cache_directory;
    CoreBudget *cores; // for threads; NULL: none
    TargetPython python;
    bool is_cplusplus; // headers are C++
    bool debug_info;   // line tables
    // that LLVM is asked for; NULL: it is not. What is cached has none.
    LoopRemarks *remarks;
    // IR between passes, and the module that LLVM gets
    bool verify;
} CodegenOptions;

// Which level of x86-64 a name of a processor stands for: 3 of "x86-64-v3"; 0: it is no level.
unsigned cpu_level_of(const char *name);

// --- passes/: IR -> IR ---------------------------------------------------------------------------
// Runs all passes in order on every body; stops after the pass `stop_after` if not NULL. Verifies
// the body and what is kept of its analyses after each if `verify`.
void run_passes(IrModule *module, const char *stop_after, bool verify);
// Runs those up to the last that looks at the whole module: what emission takes.
void run_module_passes(IrModule *module, bool verify);
// Runs the others, on these bodies and what they add to them. Bodies in SSA form have been through.
void run_body_passes(IrModule *module, const IrBodyVector *bodies, bool verify);

// --- llvm/: IR -> LLVM -> object -----------------------------------------------------------------
typedef enum EmitStage { EMIT_LLVM, EMIT_LLVM_OPTIMIZED, EMIT_ASSEMBLY, EMIT_OBJECT } EmitStage;
// Is it LLVM's text, in which blocks and values have names?
static inline bool emit_stage_is_text(EmitStage stage) {
    return stage == EMIT_LLVM || stage == EMIT_LLVM_OPTIMIZED;
}

// Seconds. What threads did at the same time is added up in emit, link_runtime, optimize, object;
// data is a part of groups.
typedef struct EmitTimes {
    double shim, search, passes, emit, link_runtime, optimize, object;
    double groups, data; // by the clock
} EmitTimes;

typedef struct EmittedFile {
    const char *name; // of the group, or "data"
    const char *bytes;
    size_t length;
} EmittedFile;

// What emission gives, in the module's arena: objects to be linked, or pieces of text.
typedef struct Emission {
    VECTOR(EmittedFile) files;
    // the C headers that were read for them
    VECTOR(const char *) headers;
    EmitTimes times;
} Emission;

// Asks the C headers what the module needs of them. False after a report, or if integer types are
// wider there than declared, which the compilation then knows.
bool check_headers(IrModule *module, const CodegenOptions *options);

// Emits a module that has gone through run_module_passes (or all passes). Reports and returns false
// if it cannot.
bool emit_module(IrModule *module, const CodegenOptions *options, EmitStage stage,
                 Emission *emission);

// Writes a relocatable object (ELF) as the text of a C file for this Python, which makes the same
// sections and symbols, and names the source; to be freed. NULL if there is something in the object
// that assembly has no name for.
char *object_as_c(Arena *arena, const EmittedFile *object, const TargetPython *python,
                  const char *source, size_t *length);

#endif
