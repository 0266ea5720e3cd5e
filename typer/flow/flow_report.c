// What the flow analysis says of a function, and its entry: the functions of a module one by one.

#include "typer/flow/flow.h"
#include <string.h>

// --- Values that are missing ---------------------------------------------------------------------
static void label_first(Diagnostic *message, const FlowRead *read) {
    const FlowDefinition *first = read->variable->first;
    if (message != NULL && first != NULL && first->span.start > read->span.start)
        diag_add_label(message, first->span, "it gets its first value here");
}

// Python's own files say so when they run.
static void report_unset(const Flow *flow, const FlowRead *read) {
    const Symbol *symbol = read->variable->symbol;
    bool is_object = type_is_object(symbol->type) || !symbol->is_declared;
    bool is_error = is_object && !flow->typer->module->is_pure_python;
    Diagnostic *message =
        report(flow->typer, is_error ? DIAG_E0310 : DIAG_W0301, read->span, symbol->name->text);
    label_first(message, read);
}

static void report_gone(const Flow *flow, const FlowRead *read) {
    Diagnostic *message =
        report(flow->typer, DIAG_E0705, read->span, read->variable->symbol->name->text);
    if (message != NULL)
        diag_add_label(message, read->variable->block->span, "the parallel block");
}

static void report_reads(const Flow *flow) {
    for (uint32_t i = 0; i < flow->reads.count; i++) {
        const FlowRead *read = flow->reads.items[i];
        const Symbol *symbol = read->variable->symbol;
        if (!read->may_be_unset && !read->may_be_gone)
            continue;
        bool is_certain = !read->may_be_set && !symbol->is_captured;
        if (is_certain && read->may_be_gone)
            report_gone(flow, read);
        else if (is_certain)
            report_unset(flow, read);
        else if (flow->directives->warn_maybe_uninitialized)
            report(flow->typer, DIAG_W0302, read->span, symbol->name->text);
    }
}

// --- Values that nobody reads --------------------------------------------------------------------
static bool is_read(const Flow *flow, const Symbol *symbol) {
    return map_has(flow->reads_of_symbols, symbol);
}

static void report_results(const Flow *flow) {
    for (uint32_t i = 0; i < flow->definitions.count; i++) {
        const FlowDefinition *definition = flow->definitions.items[i];
        const Symbol *symbol = definition->variable->symbol;
        bool is_local = symbol->kind == SYMBOL_LOCAL && !symbol->is_captured;
        if (!definition->is_read && is_read(flow, symbol) && is_local && flow_sees_all(flow))
            report(flow->typer, DIAG_W0306, definition->span, symbol->name->text);
    }
}

// Names that say themselves that they are not used.
static bool is_meant_unused(const Name *name) {
    return strcmp(name->text, "_") == 0 || strncmp(name->text, "unused", strlen("unused")) == 0;
}

static void report_unused(const Flow *flow, const Symbol *symbol) {
    bool is_wanted =
        symbol->is_parameter ? flow->directives->warn_unused_arg : flow->directives->warn_unused;
    bool is_own = symbol->kind == SYMBOL_LOCAL && symbol->span.end != 0 && flow_sees_all(flow);
    if (is_wanted && is_own && !is_read(flow, symbol) && !is_meant_unused(symbol->name))
        report(flow->typer, symbol->is_parameter ? DIAG_W0305 : DIAG_W0304, symbol->span,
               symbol->name->text);
}

void flow_report(const Flow *flow) {
    report_reads(flow);
    if (flow->directives->warn_unused_result)
        report_results(flow);
}

void flow_report_unused(const Flow *flow) {
    const SymbolVector *symbols = &flow->function->scope->order;
    if (flow->function->kind == FUNCTION_GENERATOR_EXPRESSION)
        return;
    for (uint32_t i = 0; i < symbols->count; i++)
        report_unused(flow, symbols->items[i]);
}

// --- Functions -----------------------------------------------------------------------------------
static void walk_body(Flow *flow) {
    const Node *node = flow->function != NULL ? flow->function->node : NULL;
    if (node == NULL)
        flow_statements(flow, &flow->typer->module->tree->body);
    else if (node_is(node, NODE_FunctionDef))
        flow_statements(flow, &((const FunctionDef *)node)->body);
    else if (node_is(node, NODE_CFunctionDef))
        flow_statements(flow, &((const CFunctionDef *)node)->body);
    else if (node_is(node, NODE_Lambda))
        flow_value(flow, ((const Lambda *)node)->body);
    else
        flow_value(flow, flow->function->node);
}

static void define_parameters(Flow *flow) {
    const FunctionSymbol *function = flow->function;
    for (uint32_t i = 0; function != NULL && i < function->parameter_symbols.count; i++) {
        Symbol *symbol = function->parameter_symbols.items[i];
        flow_define(flow, symbol, symbol, symbol->span, false);
    }
}

static void walk(Flow *flow, bool is_registering) {
    flow->is_registering = is_registering;
    flow->now = flow_empty(flow);
    flow->now.is_live = true;
    for (uint32_t i = 0; !is_registering && i < flow->variables.count; i++) {
        uint32_t bit = flow->variables.items[i]->unset_bit;
        flow->now.bits[bit / 64] |= (uint64_t)1 << (bit % 64);
    }
    define_parameters(flow);
    flow_define_globals(flow);
    walk_body(flow);
}

static void check_function(Flow *start, FunctionSymbol *function, const Directives *directives) {
    Flow flow = *start;
    flow.function = function;
    flow.directives = directives;
    walk(&flow, true);
    walk(&flow, false);
    flow_report(&flow);
    arena_reset(flow.scratch);
}

static bool is_written_here(const FunctionSymbol *function) {
    return function->node != NULL && !function->symbol.from_pxd && !function->python.is_annotate &&
           function->scope != NULL;
}

// --- What the functions cannot tell alone --------------------------------------------------------
typedef struct Search {
    Arena *arena;
    Map set_inside, private_globals; // as the flow has them
} Search;

static void add_nonlocal(Search *search, const Node *name) {
    Symbol *symbol = NODE_AS(NameExpression, name)->symbol;
    if (symbol != NULL)
        map_put(search->arena, &search->set_inside, symbol, symbol);
}

static void add_private_globals(Search *search, const ParallelSection *section) {
    for (uint32_t i = 0; section != NULL && i < section->variables.count; i++) {
        Symbol *symbol = section->variables.items[i].symbol;
        if (symbol->kind == SYMBOL_C_GLOBAL)
            map_put(search->arena, &search->private_globals, symbol, symbol);
    }
}

// A `:=` in a generator expression binds a variable of the function around it.
static void search_node(Node **slot, void *context) {
    if (node_is(*slot, NODE_ParallelBlock))
        add_private_globals(context, ((const ParallelBlock *)*slot)->section);
    if (node_is(*slot, NODE_Nonlocal)) {
        const NodeList *names = &((const Nonlocal *)*slot)->names;
        for (uint32_t i = 0; i < names->count; i++)
            add_nonlocal(context, names->items[i]);
    } else if (node_is(*slot, NODE_NamedExpression)) {
        const Node *target = ((const NamedExpression *)*slot)->target;
        const Symbol *symbol =
            node_is(target, NODE_NameExpression) ? ((const NameExpression *)target)->symbol : NULL;
        if (symbol != NULL && symbol->is_captured)
            add_nonlocal(context, target);
    }
    node_each_child(*slot, search_node, context);
}

void check_flow(Typer *typer) {
    Search search = {.arena = typer->arena};
    node_each_child(&typer->module->tree->node, search_node, &search);
    Map reads = {0};
    Flow start = {.typer = typer,
                  .scratch = arena_create(),
                  .set_inside = &search.set_inside,
                  .private_globals = &search.private_globals,
                  .reads_of_symbols = &reads};
    const FunctionVector *functions = &typer->module->functions;
    check_function(&start, NULL, &typer->module->directives);
    for (uint32_t i = 0; i < functions->count; i++)
        if (is_written_here(functions->items[i]))
            check_function(&start, functions->items[i], &functions->items[i]->directives);
    for (uint32_t i = 0; i < functions->count; i++) {
        start.function = functions->items[i];
        start.directives = &functions->items[i]->directives;
        if (is_written_here(functions->items[i]))
            flow_report_unused(&start);
    }
    arena_destroy(start.scratch);
}
