// Which local variables may be read before they are bound.
//
// Takes a checked function, sets `maybe_unbound` of its variables. Follows the statements in order
// with the set of variables that are bound for certain; where ways join, only what is bound on each
// of them stays. Errs on the side of "may be".

#include "typer/internal.h"
#include <string.h>

typedef struct Flow {
    Typer *typer;
    const Scope *scope;
    bool *bound; // by the symbol's index in the scope
    uint32_t count;
} Flow;

static void visit(Node **slot, void *context);

static void visit_list(Flow *flow, NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        visit(&list->items[i], flow);
}

static void visit_optional(Flow *flow, Node **slot) {
    if (*slot != NULL)
        visit(slot, flow);
}

// --- Sets ----------------------------------------------------------------------------------------
static bool *copy_bound(const Flow *flow) {
    bool *copy = ARENA_ARRAY(flow->typer->arena, bool, flow->count + 1);
    memcpy(copy, flow->bound, flow->count * sizeof *copy);
    return copy;
}

static void keep_common(Flow *flow, const bool *other) {
    for (uint32_t i = 0; i < flow->count; i++)
        flow->bound[i] = flow->bound[i] && other[i];
}

static void add_bound(Flow *flow, const bool *other) {
    for (uint32_t i = 0; i < flow->count; i++)
        flow->bound[i] = flow->bound[i] || other[i];
}

// Nothing comes after: every variable counts as bound, so that joining with this way changes
// nothing.
static void end_way(Flow *flow) {
    for (uint32_t i = 0; i < flow->count; i++)
        flow->bound[i] = true;
}

// Visits what may not run at all: its bindings do not count afterwards.
static void visit_perhaps(Flow *flow, NodeList *list) {
    bool *before = copy_bound(flow);
    visit_list(flow, list);
    flow->bound = before;
}

static bool is_own(const Flow *flow, const Symbol *symbol) {
    return symbol != NULL && symbol->kind == SYMBOL_LOCAL && symbol->scope == flow->scope &&
           symbol->index < flow->count;
}

static void read_symbol(Flow *flow, Symbol *symbol) {
    if (is_own(flow, symbol) && !flow->bound[symbol->index])
        symbol->maybe_unbound = true;
}

static void bind_symbol(Flow *flow, const Symbol *symbol) {
    if (is_own(flow, symbol))
        flow->bound[symbol->index] = true;
}

// --- Expressions ---------------------------------------------------------------------------------
static void visit_target(Flow *flow, Node **slot) {
    Node *target = *slot;
    switch (target->kind) {
    case NODE_NameExpression:
        bind_symbol(flow, ((NameExpression *)target)->symbol);
        break;
    case NODE_TupleExpression:
        for (uint32_t i = 0; i < ((TupleExpression *)target)->elements.count; i++)
            visit_target(flow, &((TupleExpression *)target)->elements.items[i]);
        break;
    case NODE_ListExpression:
        for (uint32_t i = 0; i < ((ListExpression *)target)->elements.count; i++)
            visit_target(flow, &((ListExpression *)target)->elements.items[i]);
        break;
    case NODE_Starred:
        visit_target(flow, &((Starred *)target)->value);
        break;
    default:
        visit(slot, flow);
    }
}

// The first operand is evaluated for certain, the others perhaps.
static void visit_boolean(Flow *flow, BooleanExpression *node) {
    visit(&node->operands.items[0], flow);
    NodeList others = {node->operands.items + 1, node->operands.count - 1};
    visit_perhaps(flow, &others);
}

static void visit_conditional(Flow *flow, ConditionalExpression *node) {
    visit(&node->test, flow);
    NodeList body = {&node->body, 1};
    NodeList orelse = {&node->orelse, 1};
    visit_perhaps(flow, &body);
    visit_perhaps(flow, &orelse);
}

static void visit_comprehension(Flow *flow, Comprehension *node) {
    bool *before = copy_bound(flow);
    node_each_child(&node->node, visit, flow);
    flow->bound = before;
}

// A variable whose address is taken is read by whoever has it, and then has a value.
static void visit_address(Flow *flow, AddressOf *node) {
    visit(&node->operand, flow);
    if (node_is(node->operand, NODE_NameExpression))
        bind_symbol(flow, ((NameExpression *)node->operand)->symbol);
}

static bool visit_expression(Flow *flow, Node *node) {
    switch (node->kind) {
    case NODE_NameExpression:
        read_symbol(flow, ((NameExpression *)node)->symbol);
        return true;
    case NODE_BooleanExpression:
        visit_boolean(flow, (BooleanExpression *)node);
        return true;
    case NODE_ConditionalExpression:
        visit_conditional(flow, (ConditionalExpression *)node);
        return true;
    case NODE_Comprehension:
        visit_comprehension(flow, (Comprehension *)node);
        return true;
    case NODE_NamedExpression:
        visit(&((NamedExpression *)node)->value, flow);
        visit_target(flow, &((NamedExpression *)node)->target);
        return true;
    case NODE_AddressOf:
        visit_address(flow, (AddressOf *)node);
        return true;
    case NODE_ComprehensionFor: {
        ComprehensionFor *clause = (ComprehensionFor *)node;
        visit(&clause->iterable, flow);
        visit_target(flow, &clause->target);
        visit_list(flow, &clause->conditions);
        return true;
    }
    case NODE_Lambda: // its variables are captured ones
    case NODE_CType:
        return true;
    default:
        return false;
    }
}

// --- Statements ----------------------------------------------------------------------------------
static void visit_if(Flow *flow, If *node) {
    visit(&node->test, flow);
    bool *before = copy_bound(flow);
    visit_list(flow, &node->body);
    bool *after_body = flow->bound;
    flow->bound = before;
    visit_list(flow, &node->orelse);
    keep_common(flow, after_body);
}

static void visit_try(Flow *flow, Try *node) {
    bool *before = copy_bound(flow);
    bool *start = copy_bound(flow);
    visit_list(flow, &node->body);
    visit_list(flow, &node->orelse);
    bool *joined = flow->bound;
    for (uint32_t i = 0; i < node->handlers.count; i++) {
        ExceptHandler *handler = NODE_AS(ExceptHandler, node->handlers.items[i]);
        flow->bound = before;
        before = copy_bound(flow);
        visit_optional(flow, &handler->exception);
        if (handler->target != NULL)
            visit_target(flow, &handler->target);
        visit_list(flow, &handler->body);
        const bool *after_handler = flow->bound;
        flow->bound = joined;
        keep_common(flow, after_handler);
    }
    flow->bound = start; // the finally block runs from anywhere
    visit_list(flow, &node->finalbody);
    add_bound(flow, joined);
}

// A context may swallow an exception, so its body counts as one that perhaps stopped half-way.
static void visit_with(Flow *flow, With *node) {
    if (node->rule == WITH_PYTHON) {
        for (uint32_t i = 0; i < node->items.count; i++) {
            WithItem *item = NODE_AS(WithItem, node->items.items[i]);
            visit(&item->context, flow);
            if (item->target != NULL)
                visit_target(flow, &item->target);
        }
        visit_perhaps(flow, &node->body);
    } else {
        visit_list(flow, &node->body);
    }
}

static void visit_for(Flow *flow, For *node) {
    visit(&node->iterable, flow);
    bool *before = copy_bound(flow);
    visit_target(flow, &node->target);
    visit_list(flow, &node->body);
    flow->bound = before;
    visit_perhaps(flow, &node->orelse);
}

static void visit_for_from(Flow *flow, ForFrom *node) {
    visit(&node->start, flow);
    visit(&node->stop, flow);
    visit_optional(flow, &node->step);
    visit_target(flow, &node->target); // set to the start before the first test
    visit_perhaps(flow, &node->body);
    visit_perhaps(flow, &node->orelse);
}

static void visit_delete(Flow *flow, Delete *node) {
    for (uint32_t i = 0; i < node->targets.count; i++) {
        visit(&node->targets.items[i], flow);
        if (!node_is(node->targets.items[i], NODE_NameExpression))
            continue;
        const Symbol *symbol = ((NameExpression *)node->targets.items[i])->symbol;
        if (is_own(flow, symbol))
            flow->bound[symbol->index] = false;
    }
}

static void visit_c_variables(Flow *flow, CVariableDeclaration *node) {
    for (uint32_t i = 0; i < node->declarators.count; i++) {
        DeclaratorName *name = name_of_declarator(node->declarators.items[i]);
        if (name == NULL || name->default_value == NULL)
            continue;
        visit(&name->default_value, flow);
        bind_symbol(flow, name->symbol);
    }
}

static void visit_aliases(Flow *flow, const NodeList *aliases) {
    for (uint32_t i = 0; i < aliases->count; i++)
        bind_symbol(flow, ((const Alias *)aliases->items[i])->symbol);
}

static bool visit_definition(Flow *flow, Node *node) {
    switch (node->kind) {
    case NODE_FunctionDef:
        visit_list(flow, &((FunctionDef *)node)->decorators);
        visit(&((FunctionDef *)node)->parameters, flow);
        if (((FunctionDef *)node)->function != NULL)
            bind_symbol(flow, ((FunctionDef *)node)->function->variable);
        return true;
    case NODE_ClassDef:
        node_each_child(node, visit, flow);
        bind_symbol(flow, ((ClassDef *)node)->symbol);
        return true;
    case NODE_Import:
        visit_aliases(flow, &((Import *)node)->aliases);
        return true;
    case NODE_ImportFrom:
        visit_aliases(flow, &((ImportFrom *)node)->aliases);
        return true;
    case NODE_CVariableDeclaration:
        visit_c_variables(flow, (CVariableDeclaration *)node);
        return true;
    default:
        return false;
    }
}

static bool visit_assignment(Flow *flow, Node *node) {
    switch (node->kind) {
    case NODE_Assign:
        visit(&((Assign *)node)->value, flow);
        for (uint32_t i = 0; i < ((Assign *)node)->targets.count; i++)
            visit_target(flow, &((Assign *)node)->targets.items[i]);
        return true;
    case NODE_AugmentedAssign:
        visit(&((AugmentedAssign *)node)->target, flow);
        visit(&((AugmentedAssign *)node)->value, flow);
        visit_target(flow, &((AugmentedAssign *)node)->target);
        return true;
    case NODE_AnnotatedAssign:
        if (((AnnotatedAssign *)node)->value != NULL) {
            visit(&((AnnotatedAssign *)node)->value, flow);
            visit_target(flow, &((AnnotatedAssign *)node)->target);
        }
        return true;
    case NODE_Delete:
        visit_delete(flow, (Delete *)node);
        return true;
    default:
        return false;
    }
}

static bool visit_compound(Flow *flow, Node *node) {
    switch (node->kind) {
    case NODE_If:
        visit_if(flow, (If *)node);
        return true;
    case NODE_While:
        visit(&((While *)node)->test, flow);
        visit_perhaps(flow, &((While *)node)->body);
        visit_perhaps(flow, &((While *)node)->orelse);
        return true;
    case NODE_For:
        visit_for(flow, (For *)node);
        return true;
    case NODE_ForFrom:
        visit_for_from(flow, (ForFrom *)node);
        return true;
    case NODE_Try:
        visit_try(flow, (Try *)node);
        return true;
    case NODE_With:
        visit_with(flow, (With *)node);
        return true;
    case NODE_Match:
        visit(&((Match *)node)->subject, flow);
        visit_perhaps(flow, &((Match *)node)->cases);
        return true;
    case NODE_MatchCase: {
        bool *before = copy_bound(flow);
        node_each_child(node, visit, flow);
        flow->bound = before;
        return true;
    }
    default:
        return false;
    }
}

// What a pattern captures is bound when its case runs.
static void visit_pattern(Flow *flow, Node *node) {
    if (node_is(node, NODE_AsPattern))
        bind_symbol(flow, ((AsPattern *)node)->symbol);
    if (node_is(node, NODE_StarPattern))
        bind_symbol(flow, ((StarPattern *)node)->symbol);
    if (node_is(node, NODE_MappingPattern))
        bind_symbol(flow, ((MappingPattern *)node)->rest_symbol);
}

static void visit(Node **slot, void *context) {
    Flow *flow = context;
    Node *node = *slot;
    if (!depth_enter(&flow->typer->depth, flow->typer->diagnostics, node->span))
        return;
    bool is_done = visit_expression(flow, node) || visit_assignment(flow, node) ||
                   visit_compound(flow, node) || visit_definition(flow, node);
    if (!is_done) {
        visit_pattern(flow, node);
        node_each_child(node, visit, flow);
    }
    bool ends = node_is(node, NODE_Return) || node_is(node, NODE_Raise) ||
                node_is(node, NODE_Break) || node_is(node, NODE_Continue);
    if (ends)
        end_way(flow);
    depth_leave(&flow->typer->depth);
}

void find_unbound(Typer *typer, const FunctionSymbol *function, NodeList *body) {
    Flow flow = {.typer = typer, .scope = function->scope, .count = function->scope->order.count};
    flow.bound = ARENA_ARRAY(typer->arena, bool, flow.count + 1);
    for (uint32_t i = 0; i < flow.count; i++) {
        Symbol *symbol = function->scope->order.items[i];
        flow.bound[i] = symbol->is_parameter;
        // Whoever captured it may run at any time.
        symbol->maybe_unbound = symbol->is_captured && !symbol->is_parameter;
    }
    visit_list(&flow, body);
}
