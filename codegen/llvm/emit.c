// From an IR module to an object file, in this order:
//
//     open       LLVM's context, the target, the runtime's bitcode (lazily)
//     shim       what the module needs of C headers, compiled by clang
//     lay out    the state, types, classes
//     declare    every function and description, so that bodies may refer to them in any order
//     emit       bodies, then descriptions and PyInit
//     link       shim and runtime; all but PyInit becomes internal
//     optimize   LLVM's passes
//     write      object, assembly or text
//
// Takes IR that has gone through all passes: error branches, reference counts and tracebacks are in
// it.

#include "codegen/llvm/internal.h"
#include <llvm-c/Target.h>
#include <time.h>

void report_unsupported(Emitter *emitter, Span span, const char *what) {
    diag_report(emitter->diagnostics, DIAG_E0613, span, what);
}

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + ((double)now.tv_nsec * 1e-9);
}

// Adds the time since `since` and starts anew.
static void add_time(double *total, double *since) {
    double now = seconds_now();
    *total += now - *since;
    *since = now;
}

// Returns false if the runtime turned out to be unusable.
static bool emit_everything(Emitter *emitter) {
    // Only functions of our own are left by the jump.
    if (setjmp(emitter->escape) != 0)
        return false;
    debug_open(emitter);
    lay_out_state(emitter);
    emitter->hotness = hotness_find(emitter->arena, emitter->module);
    declare_functions(emitter);
    declare_infos(emitter);
    emit_functions(emitter);
    write_import_data(emitter);
    emit_function_infos(emitter);
    emit_class_infos(emitter);
    emit_module_info(emitter);
    debug_close(emitter);
    return true;
}

// Are there errors that this module brought?
static bool is_good(const Emitter *emitter, uint32_t errors_before) {
    return diag_error_count(emitter->diagnostics) == errors_before;
}

static bool run_stages(Emitter *emitter, const char *path, EmitTimes *times) {
    EmitStage stage = emitter->stage;
    double since = seconds_now();
    uint32_t errors = diag_error_count(emitter->diagnostics);
    if (!emitter_open(emitter))
        return false;
    add_time(&times->link_runtime, &since);
    if (!shim_open(emitter))
        return false;
    add_time(&times->shim, &since);
    if (!emit_everything(emitter))
        return false;
    add_time(&times->emit, &since);
    if (!is_good(emitter, errors) || !verify_module(emitter))
        return false;
    if (stage == EMIT_LLVM)
        return write_module(emitter, stage, path);
    if (!link_parts(emitter))
        return false;
    add_time(&times->link_runtime, &since);
    if (!optimize_module(emitter))
        return false;
    add_time(&times->optimize, &since);
    bool good = write_module(emitter, stage, path);
    add_time(&times->object, &since);
    return good && is_good(emitter, errors);
}

bool emit_module(IrModule *module, const CodegenOptions *options, EmitStage stage, const char *path,
                 EmitTimes *times) {
    EmitTimes unused = {0};
    Emitter emitter = {
        .module = module,
        .options = options,
        .stage = stage,
        .arena = module->arena,
        .diagnostics = module->compilation->diagnostics,
        .source = module->source,
    };
    bool good = run_stages(&emitter, path, times == NULL ? &unused : times);
    emitter_close(&emitter);
    return good;
}
