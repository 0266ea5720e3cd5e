// The walk over expressions and targets, in the order in which they are evaluated.

#include "typer/flow/flow.h"

// --- Names ---------------------------------------------------------------------------------------
static void visit_name(Flow *flow, Node *node) {
    flow_read(flow, node, ((const NameExpression *)node)->symbol);
}

// What has the address of a variable may set it.
static void visit_address(Flow *flow, Node *node) {
    Node *operand = ((const AddressOf *)node)->operand;
    if (!node_is(operand, NODE_NameExpression)) {
        flow_value(flow, operand);
        return;
    }
    Symbol *symbol = ((const NameExpression *)operand)->symbol;
    flow_mark_read(flow, symbol);
    flow_define(flow, node, symbol, operand->span, false);
}

static void visit_increment(Flow *flow, Node *node) {
    Node *place = ((const Increment *)node)->place;
    flow_value(flow, place);
    flow_target(flow, place);
}

static void visit_named(Flow *flow, Node *node) {
    flow_value(flow, ((const NamedExpression *)node)->value);
    flow_target(flow, ((const NamedExpression *)node)->target);
}

static void visit_call(Flow *flow, Node *node) {
    flow_children(flow, node);
    flow_define_globals(flow);
}

// --- What is evaluated on some ways only ---------------------------------------------------------
static void visit_boolean(Flow *flow, Node *node) {
    const NodeList *operands = &((const BooleanExpression *)node)->operands;
    flow_value(flow, operands->items[0]);
    for (uint32_t i = 1; i < operands->count; i++) {
        FlowState skipped = flow_copy(flow, &flow->now);
        flow_value(flow, operands->items[i]);
        flow_join(flow, &flow->now, &skipped);
    }
}

static void visit_conditional(Flow *flow, Node *node) {
    const ConditionalExpression *conditional = (const ConditionalExpression *)node;
    flow_value(flow, conditional->test);
    FlowState other = flow_copy(flow, &flow->now);
    flow_value(flow, conditional->body);
    FlowState after = flow->now;
    flow->now = other;
    flow_value(flow, conditional->orelse);
    flow_join(flow, &flow->now, &after);
}

// --- Scopes of their own -------------------------------------------------------------------------
static void visit_lambda(Flow *flow, Node *node) {
    flow_value(flow, ((const Lambda *)node)->parameters);
}

static void visit_clause(Flow *flow, Node *node) {
    if (!node_is(node, NODE_ComprehensionFor)) {
        flow_children(flow, node);
        return;
    }
    const ComprehensionFor *clause = (const ComprehensionFor *)node;
    flow_value(flow, clause->iterable);
    flow_target(flow, clause->target);
    flow_values(flow, &clause->conditions);
}

// The body of a generator expression is a function; outside of it its first iterable is evaluated.
static void visit_comprehension(Flow *flow, Node *node) {
    const Comprehension *comprehension = (const Comprehension *)node;
    const NodeList *clauses = &comprehension->clauses;
    bool is_inside = comprehension->function == NULL || comprehension->function == flow->function;
    Node *first = clauses->count > 0 ? clauses->items[0] : NULL;
    if (!is_inside) {
        if (node_is(first, NODE_ComprehensionFor))
            flow_value(flow, ((const ComprehensionFor *)first)->iterable);
        return;
    }
    FlowState skipped = flow_copy(flow, &flow->now);
    for (uint32_t i = 0; i < clauses->count; i++)
        visit_clause(flow, clauses->items[i]);
    flow_value(flow, comprehension->element);
    flow_value(flow, comprehension->value);
    flow_join(flow, &flow->now, &skipped);
}

// --- Dispatch ------------------------------------------------------------------------------------
typedef void FlowVisitor(Flow *flow, Node *node);

static FlowVisitor *const visitors[NODE_COUNT] = {
    [NODE_NameExpression] = visit_name,
    [NODE_AddressOf] = visit_address,
    [NODE_Call] = visit_call,
    [NODE_Increment] = visit_increment,
    [NODE_NamedExpression] = visit_named,
    [NODE_BooleanExpression] = visit_boolean,
    [NODE_ConditionalExpression] = visit_conditional,
    [NODE_Lambda] = visit_lambda,
    [NODE_Comprehension] = visit_comprehension,
};

static void visit_child(Node **child, NodeRole role, void *context) {
    switch (role) {
    case ROLE_DECORATOR:
    case ROLE_VALUE:
    case ROLE_STARRED:
        flow_value(context, *child);
        break;
    case ROLE_TARGET:
        flow_target(context, *child);
        break;
    case ROLE_ANNOTATION:
    case ROLE_CONSTANT:
    case ROLE_INNER:
        break;
    }
}

void flow_children(Flow *flow, Node *node) { node_walk(node, visit_child, flow); }

void flow_value(Flow *flow, Node *node) {
    if (node == NULL || !depth_enter(&flow->typer->depth, flow->typer->diagnostics, node->span))
        return;
    FlowVisitor *visitor = visitors[node->kind];
    (visitor != NULL ? visitor : flow_children)(flow, node);
    depth_leave(&flow->typer->depth);
}

void flow_values(Flow *flow, const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        flow_value(flow, list->items[i]);
}

// --- Targets -------------------------------------------------------------------------------------
void flow_target(Flow *flow, Node *node) {
    switch (node->kind) {
    case NODE_NameExpression:
        flow_define(flow, node, ((const NameExpression *)node)->symbol, node->span, true);
        break;
    case NODE_Starred:
        flow_target(flow, ((const Starred *)node)->value);
        break;
    case NODE_TupleExpression:
    case NODE_ListExpression: {
        const NodeList *elements = node_is(node, NODE_TupleExpression)
                                       ? &((const TupleExpression *)node)->elements
                                       : &((const ListExpression *)node)->elements;
        for (uint32_t i = 0; i < elements->count; i++)
            flow_target(flow, elements->items[i]);
        break;
    }
    default:
        flow_value(flow, node);
    }
}
