// Annotations that wait until somebody asks for them, as Python's do since 3.14 (PEP 649).
//
// Takes: the annotations of a function, or those in the body of a class or module. Gives: the
// function `__annotate__` that evaluates them, as a FunctionDef made here whose nodes are the
// annotations' own, bound in a scope that sees the names of a class around it:
//
//     def __annotate__(format, /):           # of a function
//         return {"name": annotation, ...}
//
//     def __annotate__(format, /):           # of a class or module
//         annotations = {}
//         annotations["name"] = annotation
//         if 0 in __conditional_annotations__:   # its statement has been reached
//             annotations["other"] = annotation
//         return annotations
//
// What each of its names starts with, "." or two underscores, no annotation can mean by accident.

#include "support/vector.h"
#include "typer/internal.h"

// --- Nodes ---------------------------------------------------------------------------------------
static Node *new_name(Typer *typer, const char *text, Span span) {
    NameExpression *name = NODE_NEW(typer->arena, NameExpression, span);
    name->name = intern(typer->compilation, text);
    return &name->node;
}

static Node *new_assign(Typer *typer, Node *target, Node *value, Span span) {
    Assign *assign = NODE_NEW(typer->arena, Assign, span);
    assign->targets = node_list_of(typer->arena, target);
    assign->value = value;
    return &assign->node;
}

static Node *new_return(Typer *typer, Node *value, Span span) {
    Return *statement = NODE_NEW(typer->arena, Return, span);
    statement->value = value;
    return &statement->node;
}

// --- The function --------------------------------------------------------------------------------
static FunctionDef *new_annotate(Typer *typer, Span span) {
    FunctionDef *annotate = NODE_NEW(typer->arena, FunctionDef, span);
    Parameters *parameters = NODE_NEW(typer->arena, Parameters, span);
    Parameter *format = NODE_NEW(typer->arena, Parameter, span);
    format->name = intern(typer->compilation, ".format");
    format->kind = PARAMETER_POSITIONAL_ONLY;
    parameters->items = node_list_of(typer->arena, &format->node);
    annotate->name = intern(typer->compilation, "__annotate__");
    annotate->name_span = span;
    annotate->parameters = &parameters->node;
    return annotate;
}

// Binds it where the typer stands; `owner` is the qualified name of the function whose annotations
// these are, NULL for those of a class or module.
static void bind_annotate(Typer *typer, FunctionDef *node, const char *owner) {
    FunctionSymbol *function = create_function(typer, FUNCTION_DEF, node->name, (Node *)node);
    if (owner != NULL)
        function->qualified_name = arena_format(typer->arena, "%s.%s", owner, node->name->text);
    function->scope->qualified_name = function->qualified_name;
    function->scope->sees_class =
        typer->place.scope->kind == SCOPE_PYTHON_CLASS || typer->place.scope->sees_class;
    function->python.is_annotate = true;
    bind_made_function(typer, function, node);
}

// --- Functions -----------------------------------------------------------------------------------
static void push_item(Typer *typer, NodeVector *items, const char *name, Node *annotation) {
    if (annotation == NULL)
        return;
    DictItem *item = NODE_NEW(typer->arena, DictItem, annotation->span);
    item->key = node_of_text(typer, name, annotation->span);
    item->value = annotation;
    vector_push(typer->arena, items, &item->node);
}

// Those of the methods of a cdef class are texts.
void defer_function_annotations(Typer *typer, FunctionDef *node) {
    if (!typer->module->defers_annotations || typer->place.scope->kind == SCOPE_C_CLASS)
        return;
    NodeVector items = {0};
    const NodeList *parameters = &NODE_AS(Parameters, node->parameters)->items;
    for (uint32_t i = 0; i < parameters->count; i++) {
        const Parameter *parameter = NODE_AS(Parameter, parameters->items[i]);
        push_item(typer, &items, parameter->name->text, parameter->annotation);
    }
    push_item(typer, &items, "return", node->returns);
    if (items.count == 0)
        return;
    FunctionDef *annotate = new_annotate(typer, node->node.span);
    DictExpression *dict = NODE_NEW(typer->arena, DictExpression, node->node.span);
    dict->items = node_list_finish(typer->arena, &items);
    annotate->body = node_list_of(typer->arena, new_return(typer, &dict->node, node->node.span));
    node->annotate = &annotate->node;
    bind_annotate(typer, annotate, node->function->qualified_name);
}

// --- Classes and modules -------------------------------------------------------------------------
typedef struct BodyAnnotations {
    Typer *typer;
    bool is_conditional;
    uint32_t conditions;
    NodeVector statements; // of the function
} BodyAnnotations;

// annotations["name"] = annotation, if its statement is always reached
static void push_annotation(BodyAnnotations *found, AnnotatedAssign *assign) {
    Typer *typer = found->typer;
    Span span = assign->annotation->span;
    const Name *name = NODE_AS(NameExpression, assign->target)->name;
    Subscript *item = NODE_NEW(typer->arena, Subscript, span);
    item->value = new_name(typer, ".annotations", span);
    item->index = node_of_text(typer, name->text, span);
    Node *statement = new_assign(typer, &item->node, assign->annotation, span);
    if (found->is_conditional) {
        CompareExpression *test = NODE_NEW(typer->arena, CompareExpression, span);
        CompareLink *link = NODE_NEW(typer->arena, CompareLink, span);
        If *condition = NODE_NEW(typer->arena, If, span);
        link->operator= COMPARE_IN;
        link->operand = new_name(typer, "__conditional_annotations__", span);
        test->first = node_of_integer(typer, found->conditions, span);
        test->links = node_list_of(typer->arena, &link->node);
        condition->test = &test->node;
        condition->body = node_list_of(typer->arena, statement);
        statement = &condition->node;
        assign->condition = ++found->conditions;
    }
    vector_push(typer->arena, &found->statements, statement);
}

static void collect_annotations(Node **child, void *context) {
    BodyAnnotations *found = context;
    NodeKind kind = (NodeKind)(*child)->kind;
    if (kind == NODE_AnnotatedAssign) {
        AnnotatedAssign *assign = NODE_AS(AnnotatedAssign, *child);
        if (assign->simple && node_is(assign->target, NODE_NameExpression))
            push_annotation(found, assign);
        return;
    }
    NodeFamily family = node_kind_family(kind);
    bool is_definition = kind == NODE_FunctionDef || kind == NODE_ClassDef;
    if (is_definition || family == FAMILY_EXPRESSION || family == FAMILY_PATTERN)
        return;
    bool is_conditional = found->is_conditional;
    found->is_conditional = true;
    node_each_child(*child, collect_annotations, context);
    found->is_conditional = is_conditional;
}

// A class's statements may not be reached inside of others, a module's never: it may be asked for
// its annotations while it is being imported.
static Node *defer_body_annotations(Typer *typer, const NodeList *body, Span span, bool is_module) {
    BodyAnnotations found = {.typer = typer, .is_conditional = is_module};
    if (!typer->module->defers_annotations || !typer->place.scope->has_annotations)
        return NULL;
    DictExpression *empty = NODE_NEW(typer->arena, DictExpression, span);
    Node *start = new_assign(typer, new_name(typer, ".annotations", span), &empty->node, span);
    vector_push(typer->arena, &found.statements, start);
    for (uint32_t i = 0; i < body->count; i++)
        collect_annotations(&body->items[i], &found);
    if (found.statements.count == 1)
        return NULL;
    Node *result = new_return(typer, new_name(typer, ".annotations", span), span);
    vector_push(typer->arena, &found.statements, result);
    FunctionDef *annotate = new_annotate(typer, span);
    annotate->body = node_list_finish(typer->arena, &found.statements);
    if (found.conditions > 0 && !is_module)
        scope_hidden_cell(typer, typer->place.scope, "__conditional_annotations__");
    bind_annotate(typer, annotate, NULL);
    return &annotate->node;
}

void defer_class_annotations(Typer *typer, ClassDef *node) {
    Span first = node->decorators.count > 0 ? node->decorators.items[0]->span : node->node.span;
    node->annotate = defer_body_annotations(typer, &node->body, first, false);
}

void defer_module_annotations(Typer *typer, Module *node) {
    Span span = node->body.count > 0 ? node->body.items[0]->span : node->node.span;
    node->annotate = defer_body_annotations(typer, &node->body, span, true);
}
