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
    // the NameExpressions that are assigned to, not used
    Map targets;
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
        map_put(collector->validator->lowering->scratch, &collector->targets, target, NULL);
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
    } else {
        collect(&target, collector);
    }
}

static void collect_list(BindingCollector *collector, const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        collect(&list->items[i], collector);
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

// Collects what a definition inside the scope binds and uses there.
static bool collect_definition(BindingCollector *collector, Node *node) {
    switch (node->kind) {
    case NODE_FunctionDef: {
        const FunctionDef *function = NODE_AS(FunctionDef, node);
        note(collector, function->name, BINDING_ASSIGNED, node->span.start);
        collect_list(collector, &function->decorators);
        const NodeList *items = &NODE_AS(Parameters, function->parameters)->items;
        for (uint32_t i = 0; i < items->count; i++) {
            Node *value = NODE_AS(Parameter, items->items[i])->default_value;
            if (value != NULL) {
                collect(&value, collector);
            }
        }
        return true;
    }
    case NODE_ClassDef:
        note(collector, NODE_AS(ClassDef, node)->name, BINDING_ASSIGNED, node->span.start);
        collect_list(collector, &NODE_AS(ClassDef, node)->decorators);
        collect_list(collector, &NODE_AS(ClassDef, node)->arguments);
        return true;
    case NODE_CFunctionDef:
    case NODE_CClassDef:
    case NODE_Lambda:
        return true;
    default:
        return false;
    }
}

// Collects the bindings of a simple node; false if its children are to be looked at.
static bool collect_binding(BindingCollector *collector, Node *node) {
    switch (node->kind) {
    case NODE_NameExpression:
        if (!map_has(&collector->targets, node)) {
            note(collector, NODE_AS(NameExpression, node)->name, BINDING_USED, node->span.start);
        }
        return true;
    case NODE_Global:
        note_declaration(collector, &NODE_AS(Global, node)->names, BINDING_GLOBAL);
        return true;
    case NODE_Nonlocal:
        note_declaration(collector, &NODE_AS(Nonlocal, node)->names, BINDING_NONLOCAL);
        return true;
    case NODE_Alias:
        note(collector, bound_name_of_alias(collector, NODE_AS(Alias, node)), BINDING_ASSIGNED,
             node->span.start);
        return true;
    case NODE_DeclaratorName:
        note(collector, NODE_AS(DeclaratorName, node)->name, BINDING_ASSIGNED, node->span.start);
        return false;
    case NODE_StarPattern:
        note(collector, NODE_AS(StarPattern, node)->name, BINDING_ASSIGNED, node->span.start);
        return false;
    case NODE_AsPattern:
        note(collector, NODE_AS(AsPattern, node)->name, BINDING_ASSIGNED, node->span.start);
        return false;
    case NODE_MappingPattern:
        note(collector, NODE_AS(MappingPattern, node)->rest, BINDING_ASSIGNED, node->span.start);
        return false;
    default:
        return false;
    }
}

static void collect_targets(BindingCollector *collector, Node *node) {
    switch (node->kind) {
    case NODE_Assign:
        for (uint32_t i = 0; i < NODE_AS(Assign, node)->targets.count; i++) {
            note_target(collector, NODE_AS(Assign, node)->targets.items[i]);
        }
        break;
    case NODE_AugmentedAssign:
        note_target(collector, NODE_AS(AugmentedAssign, node)->target);
        break;
    case NODE_AnnotatedAssign: {
        const AnnotatedAssign *assign = NODE_AS(AnnotatedAssign, node);
        if (assign->simple && node_is(assign->target, NODE_NameExpression)) {
            note(collector, NODE_AS(NameExpression, assign->target)->name, BINDING_ANNOTATED,
                 node->span.start);
        }
        break;
    }
    case NODE_Delete:
        for (uint32_t i = 0; i < NODE_AS(Delete, node)->targets.count; i++) {
            note_target(collector, NODE_AS(Delete, node)->targets.items[i]);
        }
        break;
    case NODE_For:
        note_target(collector, NODE_AS(For, node)->target);
        break;
    case NODE_ForFrom:
        note_target(collector, NODE_AS(ForFrom, node)->target);
        break;
    case NODE_WithItem:
        if (NODE_AS(WithItem, node)->target != NULL) {
            note_target(collector, NODE_AS(WithItem, node)->target);
        }
        break;
    case NODE_ExceptHandler:
        if (NODE_AS(ExceptHandler, node)->target != NULL) {
            note_target(collector, NODE_AS(ExceptHandler, node)->target);
        }
        break;
    case NODE_NamedExpression:
        note_target(collector, NODE_AS(NamedExpression, node)->target);
        break;
    default:
        break;
    }
}

static void collect(Node **child, void *context) {
    BindingCollector *collector = context;
    Node *node = *child;
    if (collect_definition(collector, node) || collect_binding(collector, node)) {
        return;
    }
    collect_targets(collector, node);
    node_each_child(node, collect, collector);
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

static const NodeList *body_of(const Node *node) {
    switch (node->kind) {
    case NODE_FunctionDef:
        return &((const FunctionDef *)node)->body;
    case NODE_CFunctionDef:
        return &((const CFunctionDef *)node)->body;
    case NODE_ClassDef:
        return &((const ClassDef *)node)->body;
    case NODE_CClassDef:
        return &((const CClassDef *)node)->body;
    case NODE_Module:
        return &((const Module *)node)->body;
    default:
        return NULL;
    }
}

// Fills the scope's bindings, once.
static void collect_scope(Validator *validator, ValidatedScope *scope) {
    if (scope->has_bindings) {
        return;
    }
    scope->has_bindings = true;
    BindingCollector collector = {validator, scope, {0}};
    const Parameters *parameters = parameters_of(scope->node);
    for (uint32_t i = 0; parameters != NULL && i < parameters->items.count; i++) {
        note(&collector, NODE_AS(Parameter, parameters->items.items[i])->name, BINDING_PARAMETER,
             0);
    }
    const NodeList *body = body_of(scope->node);
    if (body != NULL) {
        collect_list(&collector, body);
    }
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

static void report_declaration(Validator *validator, Span span, const char *format,
                               const Name *name) {
    const char *quote = strstr(format, "%s");
    const char *text = arena_format(validator->lowering->scratch, "%.*s%s%s", (int)(quote - format),
                                    format, name->text, quote + 2);
    diag_report(validator->diagnostics, DIAG_E0222, span, text);
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
            report_declaration(validator, span, fault, name);
        }
    }
}

// --- Imports -------------------------------------------------------------------------------------
static const char *const future_features[] = {
    "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
    "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations",
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

static bool is_future_import(const ImportFrom *import) {
    return import->level == 0 && import->module != NULL &&
           strcmp(import->module->text, "__future__") == 0;
}

void validate_import_from(Validator *validator, const ImportFrom *import) {
    if (import->star && validator->scope->kind != SCOPE_MODULE) {
        diag_report(validator->diagnostics, DIAG_E0220, import->node.span);
    }
    for (uint32_t i = 0; is_future_import(import) && i < import->aliases.count; i++) {
        validate_future_name(validator, NODE_AS(Alias, import->aliases.items[i]));
    }
}

typedef struct FutureFinder {
    Validator *validator;
    // only a docstring and other future imports came before
    bool is_head;
} FutureFinder;

static void find_late_future(Node **child, void *context) {
    FutureFinder *finder = context;
    Node *node = *child;
    if (node->kind == NODE_ImportFrom && is_future_import(NODE_AS(ImportFrom, node))) {
        if (!finder->is_head) {
            diag_report(finder->validator->diagnostics, DIAG_E0221, node->span,
                        "from __future__ imports must occur at the beginning of the file");
        }
        return;
    }
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
