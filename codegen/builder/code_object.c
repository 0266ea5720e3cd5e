// What the code object of a function tells of it: its variables and the names that it looks up.
//
// Takes: a FunctionSymbol. Gives: the lists of an IrCallable. Guarantees: of plain Python they are
// those of CPython's own code object, in their order, but for what only its compiler knows: names
// in code that it drops, variables of comprehensions that it takes into the function.

#include "codegen/builder/code_object.h"
#include "codegen/builder/trace.h"
#include <string.h>

// --- Captured variables --------------------------------------------------------------------------

uint32_t class_cell_position(const FunctionSymbol *symbol) {
    const SymbolVector *captures = &symbol->found.captures;
    uint32_t position = 0;
    while (position < captures->count &&
           strcmp(captures->items[position]->name->text, "__class__") < 0)
        position++;
    return position;
}

uint32_t closure_size(const FunctionSymbol *symbol) {
    return symbol->found.captures.count + (symbol->found.needs_class_cell ? 1 : 0);
}

Symbol *closure_variable(const FunctionSymbol *symbol, uint32_t position) {
    uint32_t capture = position;
    if (symbol->found.needs_class_cell) {
        uint32_t class_cell = class_cell_position(symbol);
        if (position == class_cell)
            return NULL;
        capture -= position > class_cell ? 1 : 0;
    }
    return symbol->found.captures.items[capture];
}

static void fill_captures(IrModule *module, IrCallable *callable, const FunctionSymbol *symbol) {
    for (uint32_t i = 0; i < closure_size(symbol); i++) {
        const Symbol *variable = closure_variable(symbol, i);
        const Name *name =
            variable != NULL ? variable->name : intern(module->compilation, "__class__");
        vector_push(module->arena, &callable->captures, ir_constant_name(module, name));
    }
}

// --- Its own variables ---------------------------------------------------------------------------

// That of `__annotate__` hides no variable that an annotation may mean.
static uint32_t name_of_parameter(IrModule *module, const FunctionSymbol *symbol, uint32_t index) {
    const Name *name = symbol->parameter_symbols.items[index]->name;
    if (symbol->python.is_annotate)
        name = intern(module->compilation, "format");
    return ir_constant_name(module, name);
}

static void fill_parameters(IrModule *module, IrCallable *callable, const FunctionSymbol *symbol) {
    callable->parameter_count = symbol->parameter_symbols.count;
    callable->parameters = ARENA_ARRAY(module->arena, IrParameter, callable->parameter_count + 1);
    for (uint32_t i = 0; i < callable->parameter_count; i++)
        callable->parameters[i] = (IrParameter){
            name_of_parameter(module, symbol, i),
            kind_of_parameter(symbol, i),
        };
}

static bool is_own_variable(const FunctionSymbol *symbol, const Symbol *variable) {
    return variable->kind == SYMBOL_LOCAL && variable->scope == symbol->scope &&
           variable->viewed == NULL && variable->name != NULL;
}

// Tracers are shown what a cell holds as they are shown any variable.
static bool is_shown_cell(const TypedModule *typed, const FunctionSymbol *symbol,
                          const Symbol *variable) {
    return typed->is_pure_python && is_own_variable(symbol, variable) && is_in_cell(variable) &&
           !tracing_of_function(typed, symbol).lines;
}

bool is_shown_local(const TypedModule *typed, const FunctionSymbol *symbol,
                    const Symbol *variable) {
    if (!is_own_variable(symbol, variable) || variable->is_parameter ||
        is_shown_cell(typed, symbol, variable))
        return false;
    bool shows_captured = !variable->is_captured || symbol->found.shows_variables;
    return tracing_of_function(typed, symbol).lines || (shows_captured && variable->view == NULL);
}

// In Cython's files, of what has a frame that Python sees: tracers see all of its variables, and
// those who look at the frames of their callers all but views.
static bool shows_variables(const TypedModule *typed, const FunctionSymbol *symbol) {
    return symbol->scope != NULL &&
           (typed->is_pure_python || symbol->found.is_generator || symbol->found.shows_variables ||
            tracing_of_function(typed, symbol).lines);
}

static void fill_variables(ModuleBuilder *owner, IrCallable *callable,
                           const FunctionSymbol *symbol) {
    IrModule *module = owner->module;
    const SymbolVector *variables = &symbol->scope->order;
    SymbolVector cells = {0};
    for (uint32_t i = 0; i < variables->count; i++) {
        Symbol *variable = variables->items[i];
        if (is_shown_cell(owner->typed, symbol, variable))
            vector_push(module->arena, &cells, variable);
        else if (is_shown_local(owner->typed, symbol, variable))
            vector_push(module->arena, &callable->locals, ir_constant_name(module, variable->name));
    }
    symbols_sort_by_name(&cells);
    for (uint32_t i = 0; i < cells.count; i++)
        vector_push(module->arena, &callable->cells,
                    ir_constant_name(module, cells.items[i]->name));
}

// --- Names that it looks up ----------------------------------------------------------------------

typedef struct NameSearch {
    ModuleBuilder *owner;
    IrCallable *callable;
    Map seen; // const Name * -> itself
} NameSearch;

static void add_name(NameSearch *search, const Name *name) {
    if (map_has(&search->seen, name))
        return;
    IrModule *module = search->owner->module;
    map_put(module->arena, &search->seen, name, (void *)(uintptr_t)name);
    vector_push(module->arena, &search->callable->names, ir_constant_name(module, name));
}

static bool is_looked_up(const Symbol *symbol) {
    return symbol == NULL || symbol->kind == SYMBOL_GLOBAL || symbol->kind == SYMBOL_BUILTIN ||
           symbol->kind == SYMBOL_FUNCTION || symbol->kind == SYMBOL_PYTHON_CLASS;
}

// `import a.b.c as d` looks b up in a, then c in that.
static void add_import(NameSearch *search, const Alias *alias) {
    NameTable *names = search->owner->module->compilation->names;
    add_name(search, alias->name);
    const char *dot = alias->as_name == NULL ? NULL : strchr(alias->name->text, '.');
    for (; dot != NULL; dot = strchr(dot + 1, '.'))
        add_name(search, name_intern(names, dot + 1, (uint32_t)strcspn(dot + 1, ".")));
}

static void add_import_from(NameSearch *search, const ImportFrom *import) {
    Compilation *compilation = search->owner->module->compilation;
    add_name(search, import->module != NULL ? import->module : intern(compilation, ""));
    for (uint32_t i = 0; i < import->aliases.count; i++)
        add_name(search, NODE_AS(Alias, import->aliases.items[i])->name);
}

static void find_names(Node **child, NodeRole role, void *context);

// The first iterable is evaluated outside of a generator expression, the rest inside. Other
// comprehensions belong to their functions since Python 3.12.
static void find_names_of_comprehension(NameSearch *search, const Comprehension *node) {
    bool is_inside =
        node->kind != COMPREHENSION_GENERATOR && search->owner->typed->python_minor >= 12;
    if (!is_inside) {
        find_names(&NODE_AS(ComprehensionFor, node->clauses.items[0])->iterable, ROLE_VALUE,
                   search);
        return;
    }
    for (uint32_t i = 0; i < node->clauses.count; i++)
        node_walk(node->clauses.items[i], find_names, search);
    Node *parts[] = {node->element, node->value};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i] != NULL)
            find_names(&parts[i], ROLE_VALUE, search);
}

static void find_names_below(NameSearch *search, Node *node) {
    switch (node->kind) {
    case NODE_Comprehension:
        find_names_of_comprehension(search, NODE_AS(Comprehension, node));
        break;
    case NODE_Import:
        for (uint32_t i = 0; i < NODE_AS(Import, node)->aliases.count; i++)
            add_import(search, NODE_AS(Alias, NODE_AS(Import, node)->aliases.items[i]));
        break;
    case NODE_ImportFrom:
        add_import_from(search, NODE_AS(ImportFrom, node));
        break;
    default:
        node_walk(node, find_names, search);
    }
}

// In the order in which the code runs; not inside of functions and classes, which are code of
// their own.
static void find_names(Node **child, NodeRole role, void *context) {
    NameSearch *search = context;
    Node *node = *child;
    if (role == ROLE_INNER || role == ROLE_ANNOTATION || role == ROLE_CONSTANT)
        return;
    find_names_below(search, node);
    if (node_is(node, NODE_NameExpression) && is_looked_up(NODE_AS(NameExpression, node)->symbol))
        add_name(search, NODE_AS(NameExpression, node)->name);
    else if (node_is(node, NODE_Attribute))
        add_name(search, NODE_AS(Attribute, node)->name);
}

static void find_names_in(NameSearch *search, const FunctionSymbol *symbol) {
    if (node_is(symbol->node, NODE_FunctionDef)) {
        const NodeList *body = &NODE_AS(FunctionDef, symbol->node)->body;
        for (uint32_t i = 0; i < body->count; i++)
            find_names(&body->items[i], ROLE_VALUE, search);
    } else if (node_is(symbol->node, NODE_Lambda)) {
        find_names(&NODE_AS(Lambda, symbol->node)->body, ROLE_VALUE, search);
    } else if (node_is(symbol->node, NODE_Comprehension)) {
        const Comprehension *node = NODE_AS(Comprehension, symbol->node);
        for (uint32_t i = 0; i < node->clauses.count; i++) {
            ComprehensionFor *clause = NODE_AS(ComprehensionFor, node->clauses.items[i]);
            if (i > 0)
                find_names(&clause->iterable, ROLE_VALUE, search);
            find_names(&clause->target, ROLE_TARGET, search);
            for (uint32_t j = 0; j < clause->conditions.count; j++)
                find_names(&clause->conditions.items[j], ROLE_VALUE, search);
        }
        Node *element = node->element;
        find_names(&element, ROLE_VALUE, search);
    }
}

void describe_code(ModuleBuilder *owner, IrCallable *callable, const FunctionSymbol *symbol) {
    fill_parameters(owner->module, callable, symbol);
    fill_captures(owner->module, callable, symbol);
    if (shows_variables(owner->typed, symbol))
        fill_variables(owner, callable, symbol);
    NameSearch search = {.owner = owner, .callable = callable};
    if (owner->typed->is_pure_python)
        find_names_in(&search, symbol);
}
