// Powers of C numbers, whose type depends on the operands' values and on where the power goes.
//
// Takes: a power with the types of its operands. Gives: its own type, and whether it is C's.

#include "typer/check/internal.h"
#include <math.h>

const Type *type_of_power(Typer *typer, Node *left, Node *right) {
    const Type *result = type_arithmetic_result(typer->types, left->type, right->type);
    if (result->kind == TYPE_COMPLEX)
        return result;
    if (result->kind == TYPE_FLOATING)
        return result;
    int64_t exponent;
    bool is_unsigned = right->type->kind == TYPE_INTEGER && !right->type->integer.is_signed;
    bool is_exact = is_unsigned || (constant_integer(typer, right, &exponent) && exponent >= 0);
    return is_exact || typer->place.directives.cpow ? result : typer->common->double_;
}

// A negative number to a power with a fraction is complex. What goes into a C float is nan then,
// what becomes an object at once is Python's, all else an error.
bool power_may_be_complex(Typer *typer, const Node *left, const Node *right) {
    if (type_is_integral(right->type))
        return false;
    ConstantValue base = evaluate_constant(typer, left);
    ConstantValue exponent = evaluate_constant(typer, right);
    bool is_whole = exponent.kind == CONSTANT_REAL && exponent.real == floor(exponent.real);
    bool is_positive = (base.kind == CONSTANT_REAL && base.real >= 0) ||
                       (base.kind == CONSTANT_INTEGER && base.integer >= 0);
    return !is_whole && !is_positive;
}

bool is_real_power(const Node *node) {
    return node_is(node, NODE_BinaryExpression) && ((const BinaryExpression *)node)
                                                       ->operator== BINARY_POWER &&
                                                   node->type->kind == TYPE_FLOATING;
}

bool power_becomes_integer(const Typer *typer, const Node *node, const Type *to) {
    if (!is_real_power(node) || typer->place.directives.refuses_c_power || to->kind != TYPE_INTEGER)
        return false;
    const BinaryExpression *power = (const BinaryExpression *)node;
    return type_is_integral(power->left->type) && type_is_integral(power->right->type);
}

void convert_power(Typer *typer, BinaryExpression *node, const Type *to) {
    if (!is_real_power(&node->node))
        return;
    node->is_c = power_becomes_integer(typer, &node->node, to);
    if (node->is_c)
        node->node.type = type_arithmetic_result(typer->types, node->left->type, node->right->type);
    if (!power_may_be_complex(typer, node->left, node->right))
        return;
    node->is_c = to->kind == TYPE_FLOATING && !typer->place.directives.refuses_c_power;
    if (type_is_object(to) && !typer->place.directives.cpow)
        node->node.type = typer->common->object;
}
