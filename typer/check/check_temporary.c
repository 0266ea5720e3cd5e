// Pointers into Python objects that nothing keeps: `cdef char *p = a + b` points into an object
// that is gone when the statement ends. https://cython.readthedocs.io: "Language Basics",
// "Strings".
//
// An object is temporary if an expression has made it and nobody else is known to have it: what a
// call, an operator or a display gives, and parts of these. What variables and containers hold is
// not.

#include "typer/check/internal.h"

static bool is_temporary(const Node *node);

static bool gives_object(const Node *node) {
    return node->type != NULL && type_is_object(node->type);
}

// The characters of a text are objects of their own.
static bool is_text(const Type *type) {
    return type_is_builtin(type, BUILTIN_BYTES) || type_is_builtin(type, BUILTIN_STR) ||
           type_is_builtin(type, BUILTIN_BYTEARRAY);
}

static bool is_temporary_subscript(const Subscript *node) {
    if (node->value->type == NULL)
        return false;
    bool is_copy = node_is(node->index, NODE_Slice) && gives_object(&node->node);
    return is_copy || is_text(node->value->type) || is_temporary(node->value);
}

static bool has_temporary_operand(const BooleanExpression *node) {
    for (uint32_t i = 0; i < node->operands.count; i++)
        if (is_temporary(node->operands.items[i]))
            return true;
    return false;
}

// Names, constants, and lists: these become C arrays where a pointer is wanted.
static bool is_kept(const Node *node) {
    return node_is_literal(node) || node_is(node, NODE_NameExpression) ||
           node_is(node, NODE_ListExpression) || node_is(node, NODE_NamedExpression);
}

static bool is_temporary(const Node *node) {
    if (is_kept(node))
        return false;
    if (node_is(node, NODE_Attribute))
        return is_temporary(((const Attribute *)node)->value);
    if (node_is(node, NODE_Subscript))
        return is_temporary_subscript((const Subscript *)node);
    if (node_is(node, NODE_Cast))
        return is_temporary(((const Cast *)node)->operand);
    if (node_is(node, NODE_BooleanExpression))
        return has_temporary_operand((const BooleanExpression *)node);
    if (node_is(node, NODE_ConditionalExpression)) {
        const ConditionalExpression *choice = (const ConditionalExpression *)node;
        return is_temporary(choice->body) || is_temporary(choice->orelse);
    }
    if (node_is(node, NODE_BinaryExpression) && !gives_object(node)) { // pointer arithmetic
        const BinaryExpression *sum = (const BinaryExpression *)node;
        return is_temporary(sum->left) || is_temporary(sum->right);
    }
    return gives_object(node);
}

static bool is_module_variable(const Node *node) {
    if (!node_is(node, NODE_NameExpression))
        return false;
    const Symbol *symbol = ((const NameExpression *)node)->symbol;
    return symbol != NULL && symbol->kind == SYMBOL_GLOBAL;
}

static void report_temporary(Typer *typer, const Node *value) {
    Diagnostic *diagnostic = report(typer, DIAG_E0421, value->span);
    if (diagnostic != NULL)
        diag_add_help(diagnostic, "keep the object in a variable and take the pointer from that");
}

static bool is_address(const Type *type) { return type_class(type) == CLASS_ADDRESS; }

void check_pointer_source(Typer *typer, const Node *value, const Type *target) {
    if (!is_address(target) || value->type == NULL || type_is_error(value->type))
        return;
    if (is_temporary(value))
        report_temporary(typer, value);
    else if (is_module_variable(value) && gives_object(value))
        report(typer, DIAG_W0105, value->span, ((const NameExpression *)value)->name->text);
}

// A cast of a temporary object is refused even where the pointer is used at once, as in Cython.
void check_cast_source(Typer *typer, const Node *value, const Type *target) {
    if (is_address(target) && gives_object(value) && is_temporary(value))
        report_temporary(typer, value);
}

// --- Displays of items ---------------------------------------------------------------------------
// `cdef int *p = [1, 2]`: the items lie in the function that the declaration stands in, once
// however often it runs, and those of a module for ever.
static bool makes_items(const Typer *typer, const Node *value, const Type *target) {
    return typer->place.function != NULL && target != NULL && target->kind == TYPE_POINTER &&
           node_is(value, NODE_ListExpression);
}

void check_items_of_target(Typer *typer, const Node *target, const Node *value) {
    const Symbol *symbol = symbol_of(target);
    if (symbol == NULL || !makes_items(typer, value, target->type))
        return;
    if (symbol->kind == SYMBOL_FIELD) {
        report(typer, DIAG_W0115, value->span);
    } else if (node_is(target, NODE_NameExpression)) {
        Diagnostic *message = report(typer, DIAG_E0561, target->span, symbol->name->text);
        if (message != NULL)
            diag_add_help(message,
                          "give it the list in its declaration, or fill a C array and take "
                          "its address");
    }
}

void check_items_of_result(Typer *typer, const Node *value, const Type *result) {
    if (makes_items(typer, value, result))
        report(typer, DIAG_W0115, value->span);
}
