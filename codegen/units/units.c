// Which units there are, and how each is run.

#include "codegen/units/internal.h"

typedef struct Search {
    Arena *arena;
    const TypedModule *typed;
    Map asked; // see find_asked
    Units units;
} Search;

// --- Looking through a unit ----------------------------------------------------------------------

typedef struct Scan {
    const Map *asked; // see find_asked
    // the first node that is not supported
    const Node *problem;
    const char *reason;
    // the first node that only compiled code can have
    const Node *compiled_only;
    // inner functions and classes are units of their own
    bool skips_definitions;
} Scan;

static bool is_definition(const Node *node) {
    return node_is(node, NODE_FunctionDef) || node_is(node, NODE_ClassDef) ||
           node_is(node, NODE_GenericDefinition);
}

static const char *reason_against(const Scan *scan, const Node *node) {
    const char *phrase = find_unsupported(node);
    return phrase == NULL && map_has(scan->asked, node) ? "--interpret names it" : phrase;
}

static void scan_node(Node **child, void *context) {
    Scan *scan = context;
    Node *node = *child;
    if (scan->skips_definitions && is_definition(node))
        return;
    const char *phrase = reason_against(scan, node);
    if (phrase != NULL && scan->problem == NULL) {
        scan->problem = node;
        scan->reason = phrase;
    }
    if (scan->compiled_only == NULL && is_compiled_only(node))
        scan->compiled_only = node;
    node_each_child(node, scan_node, scan);
}

static Scan scan_unit(const Search *search, Node *node) {
    Scan scan = {.asked = &search->asked};
    scan_node(&node, &scan);
    return scan;
}

// --- Interpreted units ---------------------------------------------------------------------------

static FunctionSymbol *function_of(const Node *node) {
    switch (node->kind) {
    case NODE_FunctionDef:
        return ((const FunctionDef *)node)->function;
    case NODE_Lambda:
        return ((const Lambda *)node)->function;
    case NODE_Comprehension:
        return ((const Comprehension *)node)->function;
    default: // cdef functions are never interpreted
        return NULL;
    }
}

static void note_functions(Node **child, void *context) {
    Search *search = context;
    FunctionSymbol *function = function_of(*child);
    if (function != NULL)
        map_put(search->arena, &search->units.functions, function, function);
    node_each_child(*child, note_functions, search);
}

static bool is_asked(const Search *search, const Scan *scan) {
    return map_has(&search->asked, scan->problem);
}

static const char *why(const Search *search, const Scan *scan) {
    return is_asked(search, scan)
               ? scan->reason
               : arena_format(search->arena, "%s is not compiled yet", scan->reason);
}

static void add_unit(Search *search, Node *node, const char *what, const char *name,
                     const Scan *scan) {
    const Compilation *compilation = search->typed->compilation;
    Units *units = &search->units;
    Unit unit = {.node = node, .what = what, .name = name, .reason = scan->reason};
    unit.source = unit_source(compilation->sources, search->arena, node, &unit.first_line);
    vector_push(search->arena, &units->interpreted, unit);
    number_map_put(search->arena, &units->numbers, node, units->interpreted.count - 1);
    note_functions(&node, search);
    diag_report(compilation->diagnostics, DIAG_W0001, scan->problem->span, what, name,
                why(search, scan));
}

// Refuses a unit that the target's parser would not read. The error comes in place of W0001.
static bool is_readable(Search *search, Node *node, const char *what, const char *name) {
    const Compilation *compilation = search->typed->compilation;
    NewestSyntax newest = find_newest_syntax(compilation->sources, node);
    if (newest.minor <= search->typed->python_minor)
        return true;
    Diagnostic *message = diag_report(compilation->diagnostics, DIAG_E0712, newest.node->span,
                                      newest.phrase, newest.minor, what, name);
    diag_add_note(message, "the module is for Python 3.%d", search->typed->python_minor);
    return false;
}

// Decides about a unit that has been looked through.
static void settle(Search *search, Node *node, const char *what, const char *name,
                   const Scan *scan) {
    if (scan->problem == NULL)
        return;
    if (scan->compiled_only == NULL) {
        if (is_readable(search, node, what, name))
            add_unit(search, node, what, name, scan);
        return;
    }
    Diagnostic *message =
        is_asked(search, scan)
            ? diag_report(search->typed->compilation->diagnostics, DIAG_E0731, node->span, name)
            : diag_report(search->typed->compilation->diagnostics, DIAG_E0710, scan->problem->span,
                          scan->reason);
    diag_add_label(message, scan->compiled_only->span, "this cannot run interpreted");
}

static void find_in_statement(Search *search, Node *node);

static void find_in_list(Search *search, const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        find_in_statement(search, list->items[i]);
}

// The definitions inside a compound statement are units of their own.
static void find_definitions(Node **child, void *context) {
    if (is_definition(*child))
        find_in_statement(context, *child);
    else
        node_each_child(*child, find_definitions, context);
}

static void settle_methods(Search *search, const ClassDef *class_def) {
    for (uint32_t i = 0; i < class_def->body.count; i++) {
        Node *node = class_def->body.items[i];
        if (!node_is(node, NODE_FunctionDef))
            continue;
        Scan scan = scan_unit(search, node);
        uint32_t before = search->units.interpreted.count;
        settle(search, node, "method", NODE_AS(FunctionDef, node)->name->text, &scan);
        if (search->units.interpreted.count > before)
            search->units.interpreted.items[before].class_name = class_def->name->text;
    }
}

// A method can be a unit only if it needs nothing of the class's body: not its cell, nor its names
// for annotations that are evaluated later.
static bool methods_stand_alone(const Search *search, const ClassDef *class_def) {
    for (uint32_t i = 0; i < class_def->body.count; i++) {
        Node *node = class_def->body.items[i];
        Scan scan = scan_unit(search, node);
        if (scan.problem == NULL)
            continue;
        if (!node_is(node, NODE_FunctionDef) || NODE_AS(FunctionDef, node)->function == NULL ||
            NODE_AS(FunctionDef, node)->function->found.needs_class_cell ||
            NODE_AS(FunctionDef, node)->annotate != NULL)
            return false;
    }
    return true;
}

static void find_in_class(Search *search, Node *node) {
    const ClassDef *class_def = NODE_AS(ClassDef, node);
    Scan header = {.asked = &search->asked};
    const char *phrase = reason_against(&header, node);
    if (phrase == NULL && methods_stand_alone(search, class_def)) {
        settle_methods(search, class_def);
        for (uint32_t i = 0; i < class_def->arguments.count; i++)
            scan_node(&class_def->arguments.items[i], &header);
        for (uint32_t i = 0; i < class_def->decorators.count; i++)
            scan_node(&class_def->decorators.items[i], &header);
        if (header.problem == NULL)
            return;
    }
    Scan scan = scan_unit(search, node);
    settle(search, node, "class", class_def->name->text, &scan);
}

// Of a statement that is no definition: one unit, or as many as there are definitions inside.
static void find_in_other(Search *search, Node *node) {
    Scan outside = {.asked = &search->asked, .skips_definitions = true};
    scan_node(&node, &outside);
    if (outside.problem == NULL) {
        node_each_child(node, find_definitions, search);
        return;
    }
    Scan scan = scan_unit(search, node);
    const char *name = unit_excerpt(search->typed->compilation->sources, search->arena, node);
    settle(search, node, "statement", name, &scan);
}

static void find_in_function(Search *search, Node *node) {
    Scan scan = scan_unit(search, node);
    settle(search, node, "function", NODE_AS(FunctionDef, node)->name->text, &scan);
}

// As a whole: the type parameters, and what they belong to.
static void find_in_generic(Search *search, Node *node) {
    const GenericDefinition *definition = NODE_AS(GenericDefinition, node);
    const NodeList *body = &NODE_AS(FunctionDef, definition->scope)->body;
    const char *what = "statement";
    for (uint32_t i = 0; i < body->count; i++)
        what = node_is(body->items[i], NODE_FunctionDef) ? "function"
               : node_is(body->items[i], NODE_ClassDef)  ? "class"
                                                         : what;
    Scan scan = scan_unit(search, node);
    settle(search, node, what, NODE_AS(NameExpression, definition->target)->name->text, &scan);
}

static void find_in_statement(Search *search, Node *node) {
    switch (node->kind) {
    case NODE_FunctionDef:
        find_in_function(search, node);
        break;
    case NODE_ClassDef:
        find_in_class(search, node);
        break;
    case NODE_GenericDefinition:
        find_in_generic(search, node);
        break;
    case NODE_CdefBlock:
        find_in_list(search, &NODE_AS(CdefBlock, node)->body);
        break;
    case NODE_Include:
        find_in_list(search, &NODE_AS(Include, node)->body);
        break;
    case NODE_CompileTimeIf:
        find_in_list(search, &NODE_AS(CompileTimeIf, node)->body);
        break;
    case NODE_ExternBlock: // declarations of what is elsewhere
        break;
    // all others hold no units but the definitions inside
    default:
        find_in_other(search, node);
    }
}

// The annotations of the module are evaluated by one function. The statement that has one without
// native code has been reported.
static void find_in_annotate(Search *search, Node *annotate) {
    if (annotate != NULL && scan_unit(search, annotate).problem != NULL)
        note_functions(&annotate, search);
}

// --- The whole -----------------------------------------------------------------------------------

Units find_units(Arena *arena, const TypedModule *typed) {
    Search search = {.arena = arena, .typed = typed, .asked = find_asked(arena, typed)};
    find_in_list(&search, &typed->tree->body);
    find_in_annotate(&search, typed->tree->annotate);
    return search.units;
}

bool unit_is_interpreted(const Units *units, const Node *statement, uint32_t *number) {
    uint64_t found = 0;
    bool is_interpreted = number_map_get(&units->numbers, statement, &found);
    *number = (uint32_t)found;
    return is_interpreted;
}

bool unit_function_is_native(const Units *units, const FunctionSymbol *function) {
    return !map_has(&units->functions, function);
}
