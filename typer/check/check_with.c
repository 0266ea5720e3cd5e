// with: context managers of Python, and what Cython alone gives a meaning: nogil and gil,
// directives, critical sections.
//
// Takes: With nodes with their names resolved. Gives: one rule for each, so that a statement with
// several items of different rules becomes several; the items of a critical section are its
// objects.

#include "typer/check/internal.h"
#include <string.h>

static bool gil_rule_of_name(Typer *typer, const Node *context, WithRule *rule) {
    const Node *name = node_is(context, NODE_Call) ? ((const Call *)context)->function : context;
    if (is_cython_name(typer, name, CYTHON_NOGIL)) {
        *rule = WITH_NOGIL;
        return true;
    }
    if (is_cython_name(typer, name, CYTHON_GIL)) {
        *rule = WITH_GIL;
        return true;
    }
    if (!node_is(name, NODE_NameExpression) || ((const NameExpression *)name)->symbol != NULL)
        return false;
    const char *text = ((const NameExpression *)name)->name->text;
    *rule = strcmp(text, "nogil") == 0 ? WITH_NOGIL : WITH_GIL;
    return strcmp(text, "nogil") == 0 || strcmp(text, "gil") == 0;
}

// `with nogil(condition):` runs as if the condition were absent when it is true for certain.
static bool condition_holds(Typer *typer, Node *context, const char *name) {
    const NodeList *arguments =
        node_is(context, NODE_Call) ? &((const Call *)context)->arguments : NULL;
    if (arguments == NULL || arguments->count == 0)
        return true;
    const Node *condition = arguments->items[0];
    const Name *keyword =
        node_is(condition, NODE_Keyword) ? ((const Keyword *)condition)->name : NULL;
    ConstantValue value = evaluate_constant(typer, condition);
    if (arguments->count > 1)
        report(typer, DIAG_E0402, context->span, name, "one condition", arguments->count);
    else if (keyword != NULL)
        report(typer, DIAG_E0410, condition->span, name, keyword->text);
    else if (value.kind == CONSTANT_NONE)
        report(typer, DIAG_E0513, condition->span, unparse_expression(typer->arena, condition));
    if (arguments->count > 1 || value.kind == CONSTANT_NONE)
        context->type = typer->common->error; // what holds in the block is not known
    return constant_truth(&value);
}

void keep_directives(Typer *typer, With *node) {
    Directives *kept = ARENA_NEW(typer->arena, Directives);
    *kept = typer->place.directives;
    node->directives = kept;
}

// One item of a `with` that is no Python context: gives its rule.
static bool apply_special_item(Typer *typer, With *node, Node *context) {
    if (is_definition_decorator(typer, context) ||
        apply_directive_call(typer, context, &typer->place.directives)) {
        node->rule = WITH_DIRECTIVES;
        keep_directives(typer, node);
        return true;
    }
    WithRule rule;
    if (!gil_rule_of_name(typer, context, &rule))
        return false;
    bool holds = condition_holds(typer, context, rule == WITH_GIL ? "gil" : "nogil");
    if (!holds) {
        node->rule = WITH_DIRECTIVES; // nothing changes
        keep_directives(typer, node);
        return true;
    }
    node->rule = rule;
    return true;
}

// --- Critical sections ---------------------------------------------------------------------------
static bool is_critical_section(Typer *typer, const Node *context) {
    return node_is(context, NODE_Call) &&
           is_cython_name(typer, ((const Call *)context)->function, CYTHON_CRITICAL_SECTION);
}

static void check_section_object(Typer *typer, const With *section, WithItem *item) {
    if (node_is(item->context, NODE_Keyword) || node_is(item->context, NODE_Starred)) {
        report(typer, DIAG_E0540, item->context->span,
               node_is(item->context, NODE_Keyword) ? "a keyword argument" : "a starred argument");
        return;
    }
    const Type *type = check_value(typer, &item->context);
    if (type_is_object(type) || type_is_error(type))
        return;
    Span span = item->context->span, around = section->node.span;
    Diagnostic *message = report(typer, DIAG_E0540, span,
                                 arena_format(typer->arena, "a value of type '%s'", type->text));
    bool is_apart = span.start < around.start || span.end > around.end;
    if (message != NULL && is_apart)
        diag_add_label(message, around, "the critical section is said to be of the first argument");
}

// `with critical_section(a, b):` has the objects as its items.
static void take_section_objects(Typer *typer, With *node) {
    const WithItem *item = NODE_AS(WithItem, node->items.items[0]);
    const Call *call = NODE_AS(Call, item->context);
    if (call->arguments.count < 1 || call->arguments.count > 2)
        report(typer, DIAG_E0540, call->node.span,
               arena_format(typer->arena, "%u arguments", call->arguments.count));
    if (item->target != NULL)
        report(typer, DIAG_E0525, item->target->span, "'as'", "on a critical section");
    NodeList objects = {ARENA_ARRAY(typer->arena, Node *, call->arguments.count + 1), 0};
    for (uint32_t i = 0; i < call->arguments.count; i++) {
        WithItem *object = NODE_NEW(typer->arena, WithItem, call->arguments.items[i]->span);
        object->context = call->arguments.items[i];
        objects.items[objects.count++] = (Node *)object;
    }
    node->items = objects;
    node->rule = WITH_CRITICAL_SECTION;
}

static void check_section(Typer *typer, With *node) {
    if (node->is_async)
        report(typer, DIAG_E0525, node->node.span, "'async'", "on a critical section");
    for (uint32_t i = 0; i < node->items.count; i++)
        check_section_object(typer, node, NODE_AS(WithItem, node->items.items[i]));
    typer->place.critical_section = node;
}

void check_suspension(Typer *typer, Span span, const char *what) {
    const With *section = typer->place.critical_section;
    Diagnostic *message = section != NULL ? report(typer, DIAG_E0541, span, what) : NULL;
    if (message != NULL)
        diag_add_label(message, section->node.span, "the critical section");
    const Node *parallel = typer->place.parallel;
    message = parallel != NULL ? report(typer, DIAG_E0597, span, what) : NULL;
    if (message != NULL)
        diag_add_label(message, parallel->span, "the parallel section");
}

// --- The statement -------------------------------------------------------------------------------
// `with a, b:` where one is special: nested, so that each With has one rule.
static void split_items(Typer *typer, With *node) {
    if (node->items.count < 2)
        return;
    With *inner = NODE_NEW(typer->arena, With, node->node.span);
    inner->items = (NodeList){node->items.items + 1, node->items.count - 1};
    inner->body = node->body;
    inner->is_async = node->is_async;
    Node **body = ARENA_ARRAY(typer->arena, Node *, 1);
    body[0] = (Node *)inner;
    node->items.count = 1;
    node->body = (NodeList){body, 1};
}

static bool is_special_item(Typer *typer, const Node *context) {
    WithRule rule;
    const Node *called = node_is(context, NODE_Call) ? ((const Call *)context)->function : context;
    const Symbol *symbol = find_cython_symbol(typer, called);
    bool is_directive =
        symbol != NULL && symbol->kind == SYMBOL_CYTHON && symbol->constant == CYTHON_DIRECTIVE;
    return is_directive || is_definition_decorator(typer, context) ||
           is_critical_section(typer, context) || gil_rule_of_name(typer, context, &rule);
}

// (What is special is no value.)
static bool is_about_lock(Typer *typer, const With *node, WithItem *item) {
    return !is_special_item(typer, item->context) && is_lock_item(typer, node, item);
}

// The class of the manager may keep its `__enter__` from Python.
static FunctionSymbol *find_c_enter(Typer *typer, const With *node, const Type *manager) {
    if (node->is_async || manager->kind != TYPE_EXTENSION)
        return NULL;
    Symbol *member =
        class_find_member(manager->class_symbol, intern(typer->compilation, "__enter__"));
    bool is_c = member != NULL && member->kind == SYMBOL_FUNCTION &&
                ((FunctionSymbol *)member)->kind == FUNCTION_CDEF;
    return is_c ? (FunctionSymbol *)member : NULL;
}

static void check_c_enter(Typer *typer, const WithItem *item) {
    uint32_t count = item->enter->symbol.type->function.count;
    if (count != 1)
        report(typer, DIAG_E0402, item->context->span, "__enter__",
               argument_count_text(typer, count - 1, count - 1, false), 0);
}

static void check_manager(Typer *typer, const With *node, WithItem *item) {
    if (node->is_async)
        check_suspension(typer, node->node.span, "async with");
    item->enter = find_c_enter(typer, node, check_value(typer, &item->context));
    convert_value(typer, &item->context,
                  item->enter != NULL ? item->context->type : typer->common->object);
    if (item->enter != NULL)
        check_c_enter(typer, item);
    if (item->target != NULL)
        assign_object_to_target(typer, &item->target,
                                item->enter != NULL ? item->enter->c.result_type
                                                    : typer->common->object);
}

void check_with(Typer *typer, Node **slot) {
    With *node = (With *)*slot;
    bool has_special = false;
    for (uint32_t i = 0; node->rule == WITH_PYTHON && i < node->items.count; i++) {
        WithItem *item = (WithItem *)node->items.items[i];
        has_special |= is_special_item(typer, item->context) || is_about_lock(typer, node, item);
    }
    if (has_special)
        split_items(typer, node);
    Place saved = typer->place;
    if (has_special && is_about_lock(typer, node, (WithItem *)node->items.items[0]))
        become_locked_block(typer, node);
    else if (has_special && is_critical_section(typer, ((WithItem *)node->items.items[0])->context))
        take_section_objects(typer, node);
    if (node->rule == WITH_CRITICAL_SECTION && !become_locked_section(typer, node))
        check_section(typer, node);
    for (uint32_t i = 0; node->rule == WITH_PYTHON && i < node->items.count; i++) {
        WithItem *item = NODE_AS(WithItem, node->items.items[i]);
        if (!apply_special_item(typer, node, item->context))
            check_manager(typer, node, item);
        else if (node->is_async || item->target != NULL)
            report(typer, DIAG_E0525, node->is_async ? item->context->span : item->target->span,
                   node->is_async ? "'async'" : "'as'", "where there is no context manager");
    }
    check_statements(typer, &node->body);
    typer->place = saved;
}
