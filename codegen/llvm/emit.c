// One object: a group of bodies, or the data of the module. In this order:
//
//     open       LLVM's context, the target, the runtime's bitcode (lazily)
//     declare    every function of the group, so that bodies may refer to them in any order
//     emit       bodies; or descriptions, the state and PyInit
//     link       shim and runtime: what may be inlined
//     optimize   LLVM's passes
//     write      object, assembly or text
//
// Takes IR that has gone through all passes: error branches, reference counts and tracebacks are in
// it. Nothing that is shared with other threads is changed, but for the diagnostics, one at a time.

#include "codegen/llvm/internal.h"
#include "support/clock.h"
#include <llvm-c/Target.h>
#include <string.h>
#include <threads.h>

// --- Reporting -----------------------------------------------------------------------------------

static mtx_t report_lock;
static once_flag report_lock_is_made = ONCE_FLAG_INIT;

static void make_report_lock(void) { mtx_init(&report_lock, mtx_plain); }

void report(Emitter *emitter, DiagCode code, Span span, const char *first, const char *second) {
    emitter->has_failed = true;
    call_once(&report_lock_is_made, make_report_lock);
    mtx_lock(&report_lock);
    diag_report(emitter->module->compilation->diagnostics, code, span, first, second);
    mtx_unlock(&report_lock);
}

static void add_remark(Emitter *emitter, LoopRemark remark) {
    LoopRemarks *remarks = emitter->options->remarks;
    call_once(&report_lock_is_made, make_report_lock);
    mtx_lock(&report_lock);
    if (remark.text != NULL)
        remark.text = arena_copy_string(remarks->arena, remark.text);
    if (remark.function != NULL)
        remark.function = arena_copy_string(remarks->arena, remark.function);
    vector_push(remarks->arena, &remarks->items, remark);
    mtx_unlock(&report_lock);
}

// The function whose number the column is; see debug_column.
static const char *function_of_column(const Emitter *emitter, unsigned column) {
    const IrModule *module = emitter->module;
    bool is_function = column > 0 && column <= module->callables.count;
    return is_function ? module->callables.items[column - 1]->qualified_name : NULL;
}

void note_loop(Emitter *emitter, uint32_t line, bool is_jammed) {
    unsigned column = debug_column(emitter);
    add_remark(emitter, (LoopRemark){line, function_of_column(emitter, column), NULL, is_jammed});
}

void note_remark(Emitter *emitter, const char *description) {
    const Source *source = emitter->module->source;
    size_t length = source != NULL ? strlen(source->path) : 0;
    unsigned line = 0, column = 0;
    int start = 0;
    if (length > 0 && strncmp(description, source->path, length) == 0 &&
        sscanf(description + length, ":%u:%u: %n", &line, &column, &start) == 2 && line > 0)
        add_remark(emitter, (LoopRemark){.line = line,
                                         .function = function_of_column(emitter, column),
                                         .text = description + length + start});
}

void report_unsupported(Emitter *emitter, Span span, const char *what) {
    report(emitter, DIAG_E0613, span, what, NULL);
}

// --- Times ---------------------------------------------------------------------------------------

// Adds the time since `since` and starts anew.
static void add_time(double *total, double *since) {
    double now = clock_seconds();
    *total += now - *since;
    *since = now;
}

// --- What is in an object ------------------------------------------------------------------------

static void emit_bodies(Emitter *emitter) {
    declare_state(emitter);
    declare_functions(emitter);
    emit_functions(emitter);
}

static void emit_descriptions(Emitter *emitter, const GroupResult *groups) {
    StateLayout layout = define_state(emitter, groups);
    write_import_data(emitter, groups);
    emit_function_infos(emitter, groups);
    emit_class_infos(emitter);
    emit_module_info(emitter, &layout, groups);
}

// `groups` for the module's data. Returns false if the runtime turned out to be unusable.
static bool emit_everything(Emitter *emitter, const GroupResult *groups) {
    // Only functions of our own are left by the jump.
    if (setjmp(emitter->escape) != 0)
        return false;
    if (groups != NULL) {
        emit_descriptions(emitter, groups);
        return shim_open(emitter);
    }
    debug_open(emitter);
    emit_bodies(emitter);
    debug_close(emitter);
    return true;
}

static bool run_stages(Emitter *emitter, const GroupResult *groups, Arena *arena,
                       EmitTimes *times) {
    EmitStage stage = emitter->stage;
    double since = clock_seconds();
    if (!emitter_open(emitter))
        return false;
    add_time(&times->link_runtime, &since);
    if (!emit_everything(emitter, groups))
        return false;
    add_time(&times->emit, &since);
    if (groups == NULL && !emitter->has_failed)
        emitter->input->group_is_described(emitter->input->emission, emitter->group,
                                           emitter->result);
    // IR that our own verifier would pass and LLVM's not is a fault that the tests find
    if (emitter->has_failed || (emitter->options->verify && !verify_module(emitter)))
        return false;
    if (stage != EMIT_LLVM) {
        if (!link_parts(emitter))
            return false;
        add_time(&times->link_runtime, &since);
        if (!optimize_module(emitter))
            return false;
        add_time(&times->optimize, &since);
    }
    bool good = write_module(emitter, stage, arena);
    add_time(&times->object, &since);
    return good && !emitter->has_failed;
}

static Emitter *create_emitter(const EmissionInput *input, const Group *group, EmitStage stage,
                               Arena *arena, GroupResult *result) {
    Emitter *emitter = ARENA_NEW(arena, Emitter);
    *emitter = (Emitter){.input = input,
                         .group = group,
                         .result = result,
                         .module = input->module,
                         .options = input->options,
                         .stage = stage,
                         .shim = input->shim,
                         .arena = arena,
                         .names = name_table_create(arena)};
    return emitter;
}

void emit_group(const EmissionInput *input, const Group *group, EmitStage stage, Arena *arena,
                GroupResult *result, EmitTimes *times) {
    Emitter *emitter = create_emitter(input, group, stage, arena, result);
    result->is_good = run_stages(emitter, NULL, arena, times);
    emitter_close(emitter);
}

void emit_data(const EmissionInput *input, const GroupResult *groups, EmitStage stage,
               StateOffsets *offsets, GroupResult *result, EmitTimes *times) {
    Emitter *emitter = create_emitter(input, NULL, stage, offsets->arena, result);
    emitter->offsets = offsets;
    result->is_good = run_stages(emitter, groups, offsets->arena, times);
    emitter_close(emitter);
}
