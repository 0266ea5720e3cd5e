// What profilers and tracers are told of compiled code: calls, lines, returns.
//
// Takes: functions for which the directives `profile` or `linetrace` hold, and the module's body.
// Gives: TRACE ops around what the other builders make. One that enters gives the call's record,
// which is null where nobody wants to know; all others ask that first. Guarantees: each record is
// given back once, by the op that leaves, on each way out of the body and before each yield. A
// function that is not traced has none of these ops.
//
//     enter ──> body ──return──> leave ──> return
//                 └──exception──> unwind ──> the handler around
//
// As in Python, what a tracer raises on entering or leaving leaves the function past its handlers,
// and what it raises in a line is raised in that line.

#include "codegen/builder/trace.h"
#include "abi/abi.h"
#include "codegen/builder/code_object.h"
#include <string.h>

typedef struct Trace {
    IrRegisterId record;
    Tracing tracing;
    // two operands for each variable, in the order of the code object: zi_shown, value
    VECTOR(IrValue) shown;
    IrBlock *unwind, *outer;
    // of the innermost statement that is being built, or 0
    uint32_t line;
} Trace;

// --- What is told --------------------------------------------------------------------------------

static Tracing tracing_by(const TypedModule *typed, const Directives *directives, bool is_nogil) {
    const TracingMacros *macros = &typed->tracing;
    if (is_nogil && !macros->shows_nogil)
        return (Tracing){0};
    Tracing tracing = {.lines = directives->linetrace && !macros->hides_lines};
    bool asks = directives->profile || directives->linetrace;
    tracing.functions = tracing.lines || (asks && !macros->hides_functions);
    return tracing;
}

Tracing tracing_of_function(const TypedModule *typed, const FunctionSymbol *symbol) {
    return tracing_by(typed, &symbol->directives, symbol->c.nogil && !symbol->c.with_gil);
}

// Neither code that runs without the GIL, unless Cython's macro asks for it, nor the rounds of
// threads; nor a comprehension, which has no statements.
static bool tells_lines(const Builder *builder) {
    return builder->trace != NULL && builder->trace->tracing.lines &&
           builder->comprehension_depth == 0 &&
           (!builder->without_gil || builder->typed->tracing.shows_nogil);
}

// --- Variables -----------------------------------------------------------------------------------

static void show(Builder *builder, int64_t how, IrValue value) {
    Trace *trace = builder->trace;
    vector_push(builder->arena, &trace->shown, ir_int(IR_I32, how));
    vector_push(builder->arena, &trace->shown, value);
}

// How a value of the type is shown; false: there is no object for it without a conversion.
static bool find_form(Builder *builder, const Type *type, int64_t *how) {
    IrKind kind = ir_type_of(builder->owner, type).kind;
    *how = type->kind == TYPE_BINT                                  ? ZI_SHOWN_TRUTH
           : type->kind == TYPE_INTEGER && !type->integer.is_signed ? ZI_SHOWN_UNSIGNED
                                                                    : ZI_SHOWN_AS_IT_IS;
    return kind == IR_OBJECT || kind == IR_BOOL || kind == IR_F32 || kind == IR_F64 ||
           (kind >= IR_I8 && kind <= IR_I64);
}

static void show_nothing(Builder *builder) { show(builder, ZI_SHOWN_AS_IT_IS, ir_null(IR_OBJECT)); }

static void show_variable(Builder *builder, Symbol *symbol) {
    int64_t how;
    if (is_in_c_cell(symbol))
        show_nothing(builder);
    else if (is_in_cell(symbol))
        show(builder, ZI_SHOWN_CELL, ir_reg(cell_register(builder, symbol)));
    else if (find_form(builder, symbol->type, &how))
        show(builder, how, ir_reg(local_register(builder, symbol)));
    else
        show_nothing(builder);
}

static void show_parameters(Builder *builder, unsigned kinds) {
    const SymbolVector *parameters = &builder->symbol->parameter_symbols;
    for (uint32_t i = 0; i < parameters->count; i++)
        if (kinds >> kind_of_parameter(builder->symbol, i) & 1)
            show_variable(builder, parameters->items[i]);
}

// Parameters, locals, what is captured: in the order of the code object.
static void pass_variables(Builder *builder) {
    const FunctionSymbol *symbol = builder->symbol;
    show_parameters(builder, 1U << PARAMETER_POSITIONAL_ONLY | 1U << PARAMETER_NORMAL);
    show_parameters(builder, 1U << PARAMETER_KEYWORD_ONLY);
    show_parameters(builder, 1U << PARAMETER_STAR);
    show_parameters(builder, 1U << PARAMETER_DOUBLE_STAR);
    for (uint32_t i = 0; i < symbol->scope->order.count; i++)
        if (is_shown_local(builder->typed, symbol, symbol->scope->order.items[i]))
            show_variable(builder, symbol->scope->order.items[i]);
    for (uint32_t i = 0; i < closure_size(symbol); i++) {
        Symbol *variable = closure_variable(symbol, i);
        if (variable != NULL)
            show_variable(builder, variable);
        else
            show(builder, ZI_SHOWN_CELL, class_cell_for(builder));
    }
}

// --- Ops -----------------------------------------------------------------------------------------

static int64_t flags_of(const Builder *builder) {
    return (builder->trace->tracing.lines ? ZI_TRACE_LINES : 0) |
           (builder->symbol == NULL ? ZI_TRACE_OF_MODULE : 0);
}

// Adds the op with these operands, then the variables.
static IrOp *add_trace(Builder *builder, IrOpcode code, IrRegisterId result,
                       const IrValue *operands, uint32_t count) {
    const Trace *trace = builder->trace;
    uint32_t total = count + trace->shown.count;
    IrValue *all = ARENA_ARRAY(builder->arena, IrValue, total + 1);
    for (uint32_t i = 0; i < total; i++)
        all[i] = i < count ? operands[i] : trace->shown.items[i - count];
    IrOp *op = add_op(builder, code, result, all, total);
    if (code != IR_OP_TRACE_LINE)
        op->aux.number = flags_of(builder);
    return op;
}

static void add_trace_enter(Builder *builder, int64_t flags) {
    IrOp *op = add_trace(builder, IR_OP_TRACE_ENTER, builder->trace->record, NULL, 0);
    op->flags |= IR_FLAG_NO_TRACEBACK;
    op->aux.number |= flags;
}

static void add_trace_leave(Builder *builder, Value value, int64_t flags) {
    int64_t how = ZI_SHOWN_AS_IT_IS;
    bool has_form = value.type->kind != TYPE_VOID && find_form(builder, value.type, &how);
    IrValue operands[] = {ir_reg(builder->trace->record), ir_int(IR_I32, how),
                          has_form ? value.ir : ir_null(IR_OBJECT)};
    IrOp *op = add_trace(builder, IR_OP_TRACE_LEAVE, IR_NO_REGISTER, operands, 3);
    op->flags |= IR_FLAG_NO_TRACEBACK;
    op->aux.number |= flags;
}

// Goes on in a new block with that handler.
static void go_on(Builder *builder, const char *label, IrBlock *handler) {
    IrBlock *outer = builder->handler;
    builder_set_handler(builder, handler, label);
    builder->handler = outer;
}

// --- Files ---------------------------------------------------------------------------------------

static IrTracedFile *file_of_line(IrModule *module, const Source *source) {
    const char *path = path_from_module(module, source);
    for (uint32_t i = 0; i < module->traced_files.count; i++)
        if (strcmp(module->traced_files.items[i].path, path) == 0)
            return &module->traced_files.items[i];
    IrTracedFile file = {.path = path};
    vector_push(module->arena, &module->traced_files, file);
    return &module->traced_files.items[module->traced_files.count - 1];
}

// --- Functions -----------------------------------------------------------------------------------

void begin_trace(Builder *builder) {
    const FunctionSymbol *symbol = builder->symbol;
    Tracing tracing = symbol != NULL ? tracing_of_function(builder->typed, symbol)
                                     : tracing_by(builder->typed, &builder->directives, false);
    if (!tracing.functions)
        return;
    Trace *trace = builder->trace = ARENA_NEW(builder->arena, Trace);
    trace->tracing = tracing;
    trace->record = builder_new_ir_register(builder, IR_POINTER);
    trace->outer = builder->handler;
    if (tracing.lines && symbol != NULL && symbol->scope != NULL)
        pass_variables(builder);
    if (tracing.lines && symbol == NULL)
        file_of_line(builder->module, builder->module->source); // though all may be included
    go_on(builder, "enter", NULL);
    Span outer = builder->span;
    builder->span = symbol != NULL ? builder->function->callable->span : outer;
    add_trace_enter(builder, 0);
    builder->span = outer;
    trace->unwind = builder_new_block(builder, "unwind");
    trace->unwind->is_cold = true;
    builder_set_handler(builder, trace->unwind, "traced");
}

void end_trace(Builder *builder) {
    const Trace *trace = builder->trace;
    if (trace == NULL)
        return;
    builder_set_handler(builder, trace->outer, "untraced");
    IrBlock *end = builder->block;
    builder_start_block(builder, trace->unwind);
    IrValue record = ir_reg(trace->record);
    add_op(builder, IR_OP_TRACE_UNWIND, IR_NO_REGISTER, &record, 1)->aux.number = flags_of(builder);
    add_propagate(builder);
    builder_start_block(builder, end);
}

void trace_return(Builder *builder, Value value) {
    if (builder->trace == NULL || builder->block == NULL)
        return;
    go_on(builder, "leave", NULL);
    add_trace_leave(builder, value, 0);
}

// --- Lines ---------------------------------------------------------------------------------------

// The code object of a body names one file: what else is included into it tells no lines.
static bool is_in_own_file(const Builder *builder, Span span) {
    const SourceTable *sources = builder->module->compilation->sources;
    const IrCallable *callable = builder->function->callable;
    const Source *own =
        callable != NULL ? source_of_span(sources, callable->span) : builder->module->source;
    return own != NULL && own == source_of_span(sources, span);
}

// Statements that are built twice, as those of a finally clause, are noted twice.
static void note_line(Builder *builder, Span span) {
    IrModule *module = builder->module;
    const SourceTable *sources = module->compilation->sources;
    uint32_t line = source_line(sources, span);
    IrTracedFile *file = file_of_line(module, source_of_span(sources, span));
    vector_push(module->arena, &file->lines, line);
    if (builder->function->callable != NULL)
        vector_push(module->arena, &builder->function->callable->traced_lines, line);
}

void trace_line(Builder *builder, Span span) {
    if (builder->block == NULL || !tells_lines(builder) || !is_in_own_file(builder, span))
        return;
    note_line(builder, span);
    Span outer = builder->span;
    builder->span = span;
    IrValue record = ir_reg(builder->trace->record);
    add_trace(builder, IR_OP_TRACE_LINE, IR_NO_REGISTER, &record, 1);
    builder->span = outer;
}

// Neither a docstring nor a declaration without a value does anything.
static bool has_code(const Node *node) {
    static const bool have_lines[NODE_COUNT] = {
#define LINE true
#define NO_LINE false
#define STATEMENT(Kind, name, told) [NODE_##Kind] = told,
#define EXPRESSION(Kind, name)
#include "codegen/units/native.def"
#undef STATEMENT
#undef EXPRESSION
#undef NO_LINE
#undef LINE
    };
    if (node_is(node, NODE_ExpressionStatement))
        return !is_constant(NODE_AS(ExpressionStatement, node)->value);
    if (!node_is(node, NODE_CVariableDeclaration))
        return have_lines[node->kind];
    const NodeList *declarators = &NODE_AS(CVariableDeclaration, node)->declarators;
    for (uint32_t i = 0; i < declarators->count; i++)
        if (declarator_core(declarators->items[i])->default_value != NULL)
            return true;
    return false;
}

void trace_statement(Builder *builder, const Node *node) {
    if (builder->trace == NULL || !has_code(node))
        return;
    uint32_t line = source_line(builder->module->compilation->sources, node->span);
    if (line != builder->trace->line)
        trace_line(builder, node->span);
    builder->trace->line = line;
}

uint32_t line_of_trace(const Builder *builder) {
    return builder->trace != NULL ? builder->trace->line : 0;
}

void set_line_of_trace(Builder *builder, uint32_t line) {
    if (builder->trace != NULL)
        builder->trace->line = line;
}

// --- Generators ----------------------------------------------------------------------------------

TracedYield trace_suspension(Builder *builder, IrValue value) {
    TracedYield yield = {0};
    if (builder->trace == NULL || builder->block == NULL)
        return yield;
    yield.handler = builder->block->handler;
    yield.thrown = builder_new_block(builder, "thrown in");
    yield.thrown->is_cold = true;
    yield.thrown->handler = NULL;
    go_on(builder, "suspend", NULL);
    add_trace_leave(builder, object_value(builder, value), ZI_TRACE_YIELDS);
    go_on(builder, "yield", yield.thrown);
    return yield;
}

void trace_resumption(Builder *builder, const TracedYield *yield) {
    if (yield->thrown == NULL)
        return;
    go_on(builder, "resume", NULL);
    add_trace_enter(builder, ZI_TRACE_RESUMES);
    go_on(builder, "resumed", yield->handler);
    IrBlock *resumed = builder->block;
    builder_start_block(builder, yield->thrown);
    add_trace_enter(builder, ZI_TRACE_RESUMES);
    go_on(builder, "raise there", yield->handler);
    add_propagate(builder);
    builder_start_block(builder, resumed);
}
