// Constants that are no C ints: Python's, as values, and C's where C wants a number.
//
// Takes: an expression of literals whose type is Python's int, and the type that its place has.
// Gives: a literal of its value, which takes that type.

#include "typer/check/internal.h"

bool becomes_c_number(Typer *typer, const Node *node) {
    int64_t value;
    return type_is_numeric(node->type) ||
           (type_is_builtin(node->type, BUILTIN_INT) && !typer->module->is_pure_python &&
            constant_integer(typer, node, &value));
}

void fold_constant(Typer *typer, Node **slot, const Type *to) {
    int64_t value;
    Node *node = *slot;
    bool is_expression =
        node_is(node, NODE_BinaryExpression) || node_is(node, NODE_UnaryExpression);
    if (!is_expression || !type_is_builtin(node->type, BUILTIN_INT) || !type_is_numeric(to) ||
        typer->module->is_pure_python || !constant_integer(typer, node, &value))
        return;
    *slot = node_of_integer(typer, value, node->span);
    if (check_value(typer, slot) != typer->common->builtin[BUILTIN_INT] || value >= 0)
        return;
    // a sign before a literal
    convert_value(typer, &((UnaryExpression *)*slot)->operand, typer->common->long_);
    (*slot)->type = typer->common->long_;
}
