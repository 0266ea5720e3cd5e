// Debug information: a compile unit, a subprogram for each function that has source, and a line for
// each op, so that debuggers and profilers show the lines of the .pyx file. Variables, if they are
// wanted: debug_variables.c.

#include "codegen/llvm/internal.h"
#include "codegen/llvm/lines.h"
#include <string.h>

static void add_module_flag(Emitter *emitter, const char *name, uint64_t value) {
    LLVMAddModuleFlag(emitter->llvm, LLVMModuleFlagBehaviorWarning, name, strlen(name),
                      LLVMValueAsMetadata(LLVMConstInt(emitter->types.i32, value, 0)));
}

uint32_t line_of_span(const Emitter *emitter, Span span) {
    return source_line(emitter->module->compilation->sources, span);
}

// The line as the object names it: see lines.h.
static unsigned debug_line(const Emitter *emitter, uint32_t line) {
    const EmissionInput *input = emitter->input;
    if (!input->lines_are_relative)
        return line;
    const IrCallable *anchor = plan_anchor(input->plan, emitter->function.ir, line);
    return line_from_anchor(plan_anchor_index(emitter->group, anchor), line,
                            plan_anchor_line(input->plan, anchor));
}

void debug_open(Emitter *emitter) {
    const Source *source = emitter->module->source;
    if (!emitter->options->debug_info || source == NULL)
        return;
    const char *path = source->path;
    const char *producer = "zilant " ZILANT_VERSION;
    bool optimized = emitter->options->optimization > 0;
    add_module_flag(emitter, "Debug Info Version", LLVMDebugMetadataVersion());
    add_module_flag(emitter, "Dwarf Version", 4);
    emitter->debug = LLVMCreateDIBuilder(emitter->llvm);
    emitter->debug_file =
        LLVMDIBuilderCreateFile(emitter->debug, path, strlen(path), ".", strlen("."));
    emitter->debug_unit = LLVMDIBuilderCreateCompileUnit(
        emitter->debug, LLVMDWARFSourceLanguageC99, emitter->debug_file, producer, strlen(producer),
        optimized, "", 0, 0, "", 0,
        emitter->module->shows_variables ? LLVMDWARFEmissionFull : LLVMDWARFEmissionLineTablesOnly,
        0, 1, 0, "", 0, "", 0);
    emitter->debug_type = LLVMDIBuilderCreateSubroutineType(emitter->debug, emitter->debug_file,
                                                            NULL, 0, LLVMDIFlagZero);
}

void debug_close(Emitter *emitter) {
    if (emitter->debug == NULL)
        return;
    LLVMDIBuilderFinalize(emitter->debug);
    LLVMDisposeDIBuilder(emitter->debug);
    emitter->debug = NULL;
}

// Wrappers and entries are not the user's code, but bodies are inlined into them: a body's lines
// are lost in a caller that has none.
bool debug_is_users_code(const IrBody *body) {
    return body->convention != IR_CONVENTION_VECTORCALL && !ir_convention_is_c(body->convention);
}

void debug_start_function(Emitter *emitter) {
    const IrBody *ir = emitter->function.ir;
    LLVMSetCurrentDebugLocation2(emitter->builder, NULL);
    if (emitter->debug == NULL)
        return;
    const char *name = ir_is_module_code(ir) ? "<module>" : ir->callable->qualified_name;
    Span span = ir->span;
    unsigned line = debug_line(emitter, line_of_span(emitter, span));
    emitter->function.subprogram = LLVMDIBuilderCreateFunction(
        emitter->debug, emitter->debug_file, name, strlen(name), ir->link_name,
        strlen(ir->link_name), emitter->debug_file, line, emitter->debug_type, 1, 1, line,
        debug_is_users_code(ir) ? LLVMDIFlagZero : LLVMDIFlagArtificial,
        emitter->options->optimization > 0);
    LLVMSetSubprogram(emitter->function.value, emitter->function.subprogram);
    emitter->function.first_line = line;
    debug_set_place(emitter, span);
}

unsigned debug_column(const Emitter *emitter) {
    enum { LAST_COLUMN = UINT16_MAX };
    const IrCallable *callable = emitter->function.ir->callable;
    bool has_number = emitter->options->remarks != NULL && callable != NULL;
    return has_number && callable->number < LAST_COLUMN ? callable->number + 1 : 0;
}

void debug_set_place(Emitter *emitter, Span span) {
    LLVMMetadataRef subprogram = emitter->function.subprogram;
    if (subprogram == NULL)
        return;
    uint32_t own = line_of_span(emitter, span);
    // made by the compiler: where the function stands
    unsigned line = own == 0 ? emitter->function.first_line : debug_line(emitter, own);
    LLVMMetadataRef place = LLVMDIBuilderCreateDebugLocation(
        emitter->context, line, debug_column(emitter), subprogram, NULL);
    LLVMSetCurrentDebugLocation2(emitter->builder, place);
}
