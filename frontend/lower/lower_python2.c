// Lowering of what only Python 2 has as statements: print and exec.
//
// The grammar gives a print statement only where nothing else can stand. At language level 2, the
// expressions `print`, `print(a), b`, `print (a) + b`, `print >>f, x` and `exec(a) in b` are read
// again as statements; from level 3 on, the statements are errors.

#include "frontend/internal.h"
#include <string.h>

// --- Expressions that are print statements -------------------------------------------------------
// The part of an expression that its text begins with, or NULL if that is the expression itself.
static Node **leftmost_part(Node *node) {
    switch (node->kind) {
    case NODE_BinaryExpression:
        return &NODE_AS(BinaryExpression, node)->left;
    case NODE_CompareExpression:
        return &NODE_AS(CompareExpression, node)->first;
    case NODE_BooleanExpression:
        return &NODE_AS(BooleanExpression, node)->operands.items[0];
    case NODE_ConditionalExpression:
        return &NODE_AS(ConditionalExpression, node)->body;
    case NODE_Attribute:
        return &NODE_AS(Attribute, node)->value;
    case NODE_Subscript:
        return &NODE_AS(Subscript, node)->value;
    case NODE_Call:
        return &NODE_AS(Call, node)->function;
    default:
        return NULL;
    }
}

static bool is_print_name(Lowering *lowering, const Node *node) {
    return node_is(node, NODE_NameExpression) &&
           NODE_AS(NameExpression, node)->name == intern(lowering->compilation, "print");
}

// `(a,)` is a tuple even of one.
static bool has_trailing_comma(const Lowering *lowering, const Call *call) {
    const char *text = lowering->source->text;
    uint32_t end = call->node.span.end - lowering->source->base - 1; // of the parenthesis
    while (end > 0 && strchr(" \t\r\n", text[end - 1]) != NULL) {
        end--;
    }
    return end > 0 && text[end - 1] == ',';
}

// What `print(...)` prints, and `exec(...)` runs: the argument, or a tuple. NULL if the call cannot
// be a statement.
static Node *printed_value(Lowering *lowering, const Call *call) {
    for (uint32_t i = 0; i < call->arguments.count; i++) {
        uint16_t kind = call->arguments.items[i]->kind;
        if (kind == NODE_Keyword || kind == NODE_Starred) {
            return NULL;
        }
    }
    if (call->arguments.count == 1 && !has_trailing_comma(lowering, call)) {
        return call->arguments.items[0];
    }
    TupleExpression *tuple = NODE_NEW(lowering->arena, TupleExpression,
                                      ((Span){call->function->span.end, call->node.span.end}));
    tuple->elements = call->arguments;
    tuple->parenthesized = true;
    return (Node *)tuple;
}

// Looks along the left edge of an expression for `print(...)` or `print >> stream` and puts what is
// printed there in its place.
static bool take_print(Lowering *lowering, Node **place, Node **stream) {
    for (; place != NULL; place = leftmost_part(*place)) {
        Node *node = *place;
        if (node->kind == NODE_Call && is_print_name(lowering, NODE_AS(Call, node)->function)) {
            Node *value = printed_value(lowering, NODE_AS(Call, node));
            *place = value != NULL ? value : node;
            return value != NULL;
        }
        if (node->kind == NODE_BinaryExpression &&
            NODE_AS(BinaryExpression, node)
                ->operator== BINARY_RIGHT_SHIFT &&
            is_print_name(lowering, NODE_AS(BinaryExpression, node)->left)) {
            *stream = NODE_AS(BinaryExpression, node)->right;
            return true;
        }
    }
    return false;
}

Node *lower_print_expression(Lowering *lowering, Node *value) {
    PrintStatement *statement = NODE_NEW(lowering->arena, PrintStatement, value->span);
    if (is_print_name(lowering, value)) {
        return (Node *)statement;
    }
    bool is_tuple =
        node_is(value, NODE_TupleExpression) && !NODE_AS(TupleExpression, value)->parenthesized;
    NodeVector single = {0};
    lower_push(lowering, &single, value);
    NodeList values =
        is_tuple ? NODE_AS(TupleExpression, value)->elements : lower_finish_list(lowering, &single);
    if (!take_print(lowering, &values.items[0], &statement->stream)) {
        return NULL;
    }
    // `print a,` keeps the line open; the tuple's span holds the comma
    statement->trailing_comma =
        is_tuple && values.items[values.count - 1]->span.end < value->span.end;
    if (statement->stream != NULL) {
        values.items++;
        values.count--;
    }
    statement->values = values;
    return (Node *)statement;
}

// --- Expressions that are exec statements --------------------------------------------------------
// The code of `exec(code) in globals`, NULL: the expression is something else. `exec(a, b)` is the
// exec of a tuple.
static Node *executed_value(Lowering *lowering, const Node *value) {
    if (!node_is(value, NODE_CompareExpression))
        return NULL;
    const CompareExpression *compare = NODE_AS(CompareExpression, value);
    bool is_in = compare->links.count == 1 &&
                 NODE_AS(CompareLink, compare->links.items[0])->operator== COMPARE_IN;
    if (!is_in || !node_is(compare->first, NODE_Call))
        return NULL;
    const Call *call = NODE_AS(Call, compare->first);
    bool is_exec =
        node_is(call->function, NODE_NameExpression) &&
        NODE_AS(NameExpression, call->function)->name == intern(lowering->compilation, "exec");
    return is_exec ? printed_value(lowering, call) : NULL;
}

Node *lower_exec_expression(Lowering *lowering, Node *value) {
    bool has_locals = node_is(value, NODE_TupleExpression) &&
                      NODE_AS(TupleExpression, value)->elements.count == 2 &&
                      !NODE_AS(TupleExpression, value)->parenthesized;
    const NodeList *parts = has_locals ? &NODE_AS(TupleExpression, value)->elements : NULL;
    const Node *first = has_locals ? parts->items[0] : value;
    Node *code = executed_value(lowering, first);
    if (code == NULL)
        return NULL;
    ExecStatement *statement = NODE_NEW(lowering->arena, ExecStatement, value->span);
    statement->code = code;
    statement->globals =
        NODE_AS(CompareLink, NODE_AS(CompareExpression, first)->links.items[0])->operand;
    statement->locals = has_locals ? parts->items[1] : NULL;
    return (Node *)statement;
}

// --- Statements ----------------------------------------------------------------------------------
static void refuse_statement(Lowering *lowering, const Syntax *syntax, const char *name,
                             bool is_function) {
    if (lowering->language_level > 2 || is_function) {
        diag_report(lowering->diagnostics, DIAG_E0110, syntax_span(lowering, syntax), name, name);
    }
}

// print_statement: 'print' argument (',' argument)* [',']
Node *lower_print(Lowering *lowering, const Syntax *syntax) {
    PrintStatement *statement = LOWER_NEW(lowering, PrintStatement, syntax);
    statement->values = lower_slot_list(lowering, syntax, SLOT_argument);
    statement->trailing_comma = syntax_child(syntax, SLOT_trailing_comma) != NULL;
    refuse_statement(lowering, syntax, "print", lowering->has_print_function);
    return (Node *)statement;
}

// exec_statement: 'exec' code ['in' globals [',' locals]]
Node *lower_exec(Lowering *lowering, const Syntax *syntax) {
    ExecStatement *statement = LOWER_NEW(lowering, ExecStatement, syntax);
    statement->code = lower_expression(lowering, syntax_child(syntax, SLOT_code));
    statement->globals = lower_optional(lowering, syntax_child(syntax, SLOT_globals));
    statement->locals = lower_optional(lowering, syntax_child(syntax, SLOT_locals));
    refuse_statement(lowering, syntax, "exec", false);
    return (Node *)statement;
}
