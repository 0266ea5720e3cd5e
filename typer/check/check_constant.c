// Constants that are no C ints: Python's, as values, and C's where C wants a number.
//
// Takes: an expression of literals whose type is Python's int, and the type that its place has.
// Gives: a literal of its value, which takes that type.

#include "typer/check/internal.h"

bool becomes_c_number(Typer *typer, const Node *node) {
    if (type_is_numeric(node->type))
        return true;
    if (!type_is_builtin(node->type, BUILTIN_INT) || typer->module->is_pure_python)
        return false;
    ConstantValue constant = evaluate_constant(typer, node);
    return constant_fits_c(&constant);
}

// A sign before a literal. The least integer has digits that only an unsigned type holds.
static void type_negative(Typer *typer, Node *node, bool is_least, const Type *to) {
    const Type *type = !is_least              ? typer->common->long_
                       : type_is_integral(to) ? typer->common->ulong
                                              : typer->common->double_;
    convert_value(typer, &((UnaryExpression *)node)->operand, type);
    node->type = type;
}

void fold_constant(Typer *typer, Node **slot, const Type *to) {
    Node *node = *slot;
    bool is_expression =
        node_is(node, NODE_BinaryExpression) || node_is(node, NODE_UnaryExpression);
    if (!is_expression || !type_is_builtin(node->type, BUILTIN_INT) || !type_is_numeric(to) ||
        typer->module->is_pure_python)
        return;
    ConstantValue value = evaluate_constant(typer, node);
    if (!constant_fits_c(&value))
        return;
    *slot = node_of_integer(typer, value.integer, node->span);
    if (check_value(typer, slot) == typer->common->builtin[BUILTIN_INT] && value.integer < 0)
        type_negative(typer, *slot, value.integer == INT64_MIN, to);
}
