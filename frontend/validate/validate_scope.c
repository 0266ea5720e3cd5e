// Checks of global, nonlocal, `import *` and __future__ (language reference, 7.11 to 7.13).

#include "frontend/validate/validate.h"

// --- What a function binds -----------------------------------------------------------------------
typedef enum BindingFlag {
    BINDING_PARAMETER = 1,
    BINDING_ASSIGNED = 2,
    BINDING_USED = 4,
    BINDING_ANNOTATED = 8,
    BINDING_GLOBAL = 16,
    BINDING_NONLOCAL = 32
} BindingFlag;

// What is known of a name, and where it was first used, assigned or annotated.
typedef struct NameBinding {
    uint32_t flags;
    uint32_t first_use;
    uint32_t first_assignment;
    uint32_t first_annotation;
} NameBinding;

typedef struct BindingCollector {
    Validator *validator;
    ValidatedScope *scope;
} BindingCollector;

static NameBinding *find_binding(BindingCollector *collector, const Name *name) {
    NameBinding *binding = map_get(&collector->scope->bindings, name);
    if (binding == NULL) {
        Arena *scratch = collector->validator->lowering->scratch;
        binding = ARENA_NEW(scratch, NameBinding);
        map_put(scratch, &collector->scope->bindings, name, binding);
    }
    return binding;
}

static void note(BindingCollector *collector, const Name *name, BindingFlag flag, uint32_t place) {
    if (name == NULL) {
        return;
    }
    NameBinding *binding = find_binding(collector, name);
    uint32_t *first = flag == BINDING_USED        ? &binding->first_use
                      : flag == BINDING_ASSIGNED  ? &binding->first_assignment
                      : flag == BINDING_ANNOTATED ? &binding->first_annotation
                                                  : NULL;
    if (first != NULL && (!(binding->flags & flag) || place < *first)) {
        *first = place;
    }
    binding->flags |= (uint32_t)flag;
}

static void collect(Node **child, void *context);

static void note_target(BindingCollector *collector, Node *target) {
    if (node_is(target, NODE_NameExpression)) {
        note(collector, NODE_AS(NameExpression, target)->name, BINDING_ASSIGNED,
             target->span.start);
    } else if (node_is(target, NODE_TupleExpression) || node_is(target, NODE_ListExpression) ||
               node_is(target, NODE_Starred)) {
        NodeList elements = node_is(target, NODE_TupleExpression)
                                ? NODE_AS(TupleExpression, target)->elements
                            : node_is(target, NODE_ListExpression)
                                ? NODE_AS(ListExpression, target)->elements
                                : (NodeList){&NODE_AS(Starred, target)->value, 1};
        for (uint32_t i = 0; i < elements.count; i++) {
            note_target(collector, elements.items[i]);
        }
    } else if (target != NULL) {
        collect(&target, collector);
    }
}

static void note_declaration(BindingCollector *collector, const NodeList *names, BindingFlag flag) {
    for (uint32_t i = 0; i < names->count; i++) {
        note(collector, NODE_AS(NameExpression, names->items[i])->name, flag, 0);
    }
}

static const Name *bound_name_of_alias(const BindingCollector *collector, const Alias *alias) {
    if (alias->as_name != NULL) {
        return alias->as_name;
    }
    size_t length = strcspn(alias->name->text, ".");
    return name_intern(collector->validator->lowering->compilation->names, alias->name->text,
                       length);
}

// What a node binds by a name of its own; NULL if it is none.
static const Name *name_bound_by(const BindingCollector *collector, const Node *node) {
    switch (node->kind) {
    case NODE_FunctionDef:
        return NODE_AS(FunctionDef, node)->name;
    case NODE_ClassDef:
        return NODE_AS(ClassDef, node)->name;
    case NODE_Alias:
        return bound_name_of_alias(collector, NODE_AS(Alias, node));
    case NODE_DeclaratorName:
        return NODE_AS(DeclaratorName, node)->name;
    case NODE_StarPattern:
        return NODE_AS(StarPattern, node)->name;
    case NODE_AsPattern:
        return NODE_AS(AsPattern, node)->name;
    case NODE_MappingPattern:
        return NODE_AS(MappingPattern, node)->rest;
    default: // all others bind through their targets
        return NULL;
    }
}

// Collects what a child of a node does in the scope: not what is inside another scope, nor what is
// never run.
static void collect_child(Node **child, NodeRole role, void *context) {
    switch (role) {
    case ROLE_DECORATOR:
    case ROLE_VALUE:
    case ROLE_STARRED:
        collect(child, context);
        break;
    case ROLE_TARGET:
        note_target(context, *child);
        break;
    case ROLE_ANNOTATION:
    case ROLE_CONSTANT:
    case ROLE_INNER:
        break;
    }
}

// Of what is inside a comprehension, `:=` alone binds outside.
static void collect_walrus(Node **child, void *context) {
    if (node_is(*child, NODE_NamedExpression)) {
        note_target(context, NODE_AS(NamedExpression, *child)->target);
    }
    if (!node_is(*child, NODE_Lambda)) {
        node_each_child(*child, collect_walrus, context);
    }
}

// The first iterable is evaluated outside of the comprehension's scope.
static void collect_comprehension(BindingCollector *collector, Node *node) {
    Node *first = NODE_AS(Comprehension, node)->clauses.items[0];
    if (node_is(first, NODE_ComprehensionFor)) {
        collect(&NODE_AS(ComprehensionFor, first)->iterable, collector);
    }
    node_each_child(node, collect_walrus, collector);
}

// An annotated name without a value is declared, and used as far as the order of statements goes.
static void collect_annotated_assign(BindingCollector *collector, Node *node) {
    const AnnotatedAssign *assign = NODE_AS(AnnotatedAssign, node);
    if (assign->simple && node_is(assign->target, NODE_NameExpression)) {
        note(collector, NODE_AS(NameExpression, assign->target)->name, BINDING_ANNOTATED,
             node->span.start);
    }
    node_each_child(node, collect, collector);
}

static void collect(Node **child, void *context) {
    BindingCollector *collector = context;
    Node *node = *child;
    switch (node->kind) {
    case NODE_NameExpression:
        note(collector, NODE_AS(NameExpression, node)->name, BINDING_USED, node->span.start);
        return;
    case NODE_Global:
        note_declaration(collector, &NODE_AS(Global, node)->names, BINDING_GLOBAL);
        return;
    case NODE_Nonlocal:
        note_declaration(collector, &NODE_AS(Nonlocal, node)->names, BINDING_NONLOCAL);
        return;
    case NODE_Comprehension:
        collect_comprehension(collector, node);
        return;
    case NODE_AnnotatedAssign:
        collect_annotated_assign(collector, node);
        return;
    // all others by the roles of their children
    default:
        note(collector, name_bound_by(collector, node), BINDING_ASSIGNED, node->span.start);
        node_walk(node, collect_child, collector);
    }
}

static void collect_inner(Node **child, NodeRole role, void *context) {
    if (role == ROLE_INNER) {
        collect(child, context);
    }
}

static const Parameters *parameters_of(const Node *node) {
    if (node_is(node, NODE_FunctionDef)) {
        return NODE_AS(Parameters, NODE_AS(FunctionDef, node)->parameters);
    }
    if (node_is(node, NODE_Lambda)) {
        return NODE_AS(Parameters, NODE_AS(Lambda, node)->parameters);
    }
    if (node_is(node, NODE_CFunctionDef)) {
        const Node *declarator = NODE_AS(CFunctionDef, node)->declarator;
        return NODE_AS(Parameters, NODE_AS(DeclaratorFunction, declarator)->parameters);
    }
    return NULL;
}

// Fills the scope's bindings, once.
static void collect_scope(Validator *validator, ValidatedScope *scope) {
    if (scope->has_bindings) {
        return;
    }
    scope->has_bindings = true;
    BindingCollector collector = {validator, scope};
    const Parameters *parameters = parameters_of(scope->node);
    for (uint32_t i = 0; parameters != NULL && i < parameters->items.count; i++) {
        note(&collector, NODE_AS(Parameter, parameters->items.items[i])->name, BINDING_PARAMETER,
             0);
    }
    node_walk((Node *)scope->node, collect_inner, &collector);
}

// --- global and nonlocal -------------------------------------------------------------------------
// Says whether a function around this one binds the name.
static bool is_bound_outside(Validator *validator, const Name *name) {
    bool is_class_cell = strcmp(name->text, "__class__") == 0;
    for (ValidatedScope *scope = validator->scope->outer; scope != NULL; scope = scope->outer) {
        if (scope->kind == SCOPE_CLASS && is_class_cell) {
            return true;
        }
        if (scope->kind != SCOPE_FUNCTION) {
            continue;
        }
        collect_scope(validator, scope);
        const NameBinding *binding = map_get(&scope->bindings, name);
        const uint32_t bound = BINDING_PARAMETER | BINDING_ASSIGNED | BINDING_ANNOTATED;
        if (binding != NULL && (binding->flags & BINDING_GLOBAL)) {
            return false;
        }
        if (binding != NULL && (binding->flags & bound) && !(binding->flags & BINDING_NONLOCAL)) {
            return true;
        }
    }
    return false;
}

// What is wrong with `global name` or `nonlocal name`, a format for the name; NULL if nothing is.
static const char *declaration_fault(const NameBinding *binding, bool is_nonlocal, uint32_t place) {
    if (binding->flags & BINDING_PARAMETER) {
        return is_nonlocal ? "name '%s' is parameter and nonlocal"
                           : "name '%s' is parameter and global";
    }
    if (is_nonlocal && (binding->flags & BINDING_GLOBAL)) {
        return "name '%s' is nonlocal and global";
    }
    if ((binding->flags & BINDING_ANNOTATED) && binding->first_annotation < place) {
        return is_nonlocal ? "annotated name '%s' can't be nonlocal"
                           : "annotated name '%s' can't be global";
    }
    if ((binding->flags & BINDING_USED) && binding->first_use < place) {
        return is_nonlocal ? "name '%s' is used prior to nonlocal declaration"
                           : "name '%s' is used prior to global declaration";
    }
    if ((binding->flags & BINDING_ASSIGNED) && binding->first_assignment < place) {
        return is_nonlocal ? "name '%s' is assigned to before nonlocal declaration"
                           : "name '%s' is assigned to before global declaration";
    }
    return NULL;
}

static Diagnostic *report_declaration(Validator *validator, Span span, const char *format,
                                      const Name *name) {
    const char *quote = strstr(format, "%s");
    const char *text = arena_format(validator->lowering->scratch, "%.*s%s%s", (int)(quote - format),
                                    format, name->text, quote + 2);
    return diag_report(validator->diagnostics, DIAG_E0222, span, text);
}

// Shows where the name has been assigned to before.
static void label_assignment(Diagnostic *message, const NameBinding *binding, const Name *name,
                             uint32_t place) {
    uint32_t start = binding->first_assignment;
    if ((binding->flags & BINDING_ASSIGNED) && start < place)
        diag_add_label(message, (Span){start, start + name->length}, "it is assigned to here");
}

void validate_global(Validator *validator, const NodeList *names, bool is_nonlocal, Span span) {
    if (is_nonlocal && validator->scope->kind == SCOPE_MODULE) {
        diag_report(validator->diagnostics, DIAG_E0222, span,
                    "nonlocal declaration not allowed at module level");
        return;
    }
    collect_scope(validator, validator->scope);
    for (uint32_t i = 0; i < names->count; i++) {
        const Name *name = NODE_AS(NameExpression, names->items[i])->name;
        const NameBinding *binding = map_get(&validator->scope->bindings, name);
        const char *fault = declaration_fault(binding, is_nonlocal, span.start);
        if (fault == NULL && (binding->flags & BINDING_ANNOTATED) &&
            validator->scope->kind != SCOPE_MODULE) {
            report_declaration(validator,
                               (Span){binding->first_annotation, binding->first_annotation + 1},
                               is_nonlocal ? "annotated name '%s' can't be nonlocal"
                                           : "annotated name '%s' can't be global",
                               name);
        }
        bool may_be_lost = validator->lowering->is_broken;
        if (fault == NULL && is_nonlocal && !may_be_lost && !is_bound_outside(validator, name)) {
            fault = "no binding for nonlocal '%s' found";
        }
        if (fault != NULL) {
            label_assignment(report_declaration(validator, span, fault, name), binding, name,
                             span.start);
        }
    }
}

// --- Imports -------------------------------------------------------------------------------------
static const char *const future_features[] = {
#define FUTURE_FEATURE(name, FLAG) #name,
#include "frontend/future_feature.def"
};

static void validate_future_name(Validator *validator, const Alias *alias) {
    for (size_t i = 0; i < sizeof future_features / sizeof *future_features; i++) {
        if (strcmp(alias->name->text, future_features[i]) == 0) {
            validator->has_lazy_annotations |= validator->lowering->source->kind == SOURCE_PY &&
                                               strcmp(alias->name->text, "annotations") == 0;
            return;
        }
    }
    bool is_braces = strcmp(alias->name->text, "braces") == 0;
    diag_report(validator->diagnostics, DIAG_E0221, alias->node.span,
                is_braces ? "not a chance"
                          : arena_format(validator->lowering->scratch,
                                         "future feature %s is not defined", alias->name->text));
}

// Refuses a lazy import where its names would not be the module's, or an exception be caught that
// comes later.
static void validate_lazy(Validator *validator, Span span, const char *what) {
    ScopeKind kind = validator->scope->kind;
    const char *where = kind == SCOPE_FUNCTION ? "functions"
                        : kind == SCOPE_CLASS  ? "classes"
                        : validator->in_try    ? "try/except blocks"
                                               : NULL;
    if (where != NULL) {
        diag_report(
            validator->diagnostics, DIAG_E0228, span,
            arena_format(validator->lowering->scratch, "%s not allowed inside %s", what, where));
    }
}

static void validate_imported_names(Validator *validator, const NodeList *aliases) {
    for (uint32_t i = 0; i < aliases->count; i++) {
        const Alias *alias = NODE_AS(Alias, aliases->items[i]);
        validate_name_binding(validator, alias->as_name != NULL ? alias->as_name : alias->name,
                              alias->node.span);
    }
}

void validate_import(Validator *validator, const Import *import) {
    validate_imported_names(validator, &import->aliases);
    if (import->lazy) {
        validate_lazy(validator, import->node.span, "lazy import");
    }
}

static void validate_lazy_from(Validator *validator, const ImportFrom *import) {
    if (import_is_future(import)) {
        Span lazy = {import->node.span.start, import->node.span.start + (uint32_t)strlen("lazy")};
        diag_report(validator->diagnostics, DIAG_E0228, lazy,
                    "lazy from __future__ import is not allowed");
        return;
    }
    if (import->star && validator->scope->kind == SCOPE_MODULE && !validator->in_try) {
        diag_report(validator->diagnostics, DIAG_E0228, import->node.span,
                    "lazy from ... import * is not allowed");
    }
    validate_lazy(validator, import->node.span, "lazy from ... import");
}

void validate_import_from(Validator *validator, const ImportFrom *import) {
    validate_imported_names(validator, &import->aliases);
    if (import->lazy) {
        validate_lazy_from(validator, import);
    }
    if (import->star && !import->lazy && validator->scope->kind != SCOPE_MODULE) {
        diag_report(validator->diagnostics, DIAG_E0220, import->node.span);
    }
    if (import_is_future(import) && import->star)
        diag_report(validator->diagnostics, DIAG_E0221, import->node.span,
                    "future feature * is not defined");
    for (uint32_t i = 0; import_is_future(import) && i < import->aliases.count; i++) {
        validate_future_name(validator, NODE_AS(Alias, import->aliases.items[i]));
    }
}

typedef struct FutureFinder {
    Validator *validator;
    // only a docstring and other future imports came before, and what does nothing
    bool is_head;
} FutureFinder;

// Statements of Cython's language that no code is made of. (An included file may have others; then
// Cython refuses what comes after it.)
static bool leaves_nothing(const Source *source, const Node *node) {
    return source->kind != SOURCE_PY &&
           (node->kind == NODE_Pass || node->kind == NODE_CompileTimeDef ||
            node->kind == NODE_Include);
}

static void find_late_future(Node **child, void *context) {
    FutureFinder *finder = context;
    Node *node = *child;
    if (node->kind == NODE_ImportFrom && import_is_future(NODE_AS(ImportFrom, node))) {
        if (!finder->is_head && !NODE_AS(ImportFrom, node)->lazy) { // which is refused anywhere
            diag_report(finder->validator->diagnostics, DIAG_E0221, node->span,
                        "from __future__ imports must occur at the beginning of the file");
        }
        return;
    }
    if (finder->is_head && leaves_nothing(finder->validator->lowering->source, node))
        return;
    finder->is_head = false;
    if (node_kind_family(node->kind) != FAMILY_EXPRESSION) {
        node_each_child(node, find_late_future, finder);
    }
}

static bool is_docstring(const Node *node) {
    return node->kind == NODE_ExpressionStatement &&
           node_is(NODE_AS(ExpressionStatement, node)->value, NODE_StringLiteral);
}

void validate_future_position(Validator *validator, const Module *module) {
    FutureFinder finder = {validator, true};
    for (uint32_t i = 0; i < module->body.count; i++) {
        if (i > 0 || !is_docstring(module->body.items[i])) {
            find_late_future(&module->body.items[i], &finder);
        }
    }
}
