// Choices, `a if c else b`, `a or b` and `a and b`, in a place of a certain type: what they choose
// from becomes that type where it stands.

#include "typer/check/internal.h"

// (A number that `or` asks for its truth keeps its own type until then.)
static void convert_operand(Typer *typer, Node **slot, const Type *to) {
    zi_assert(*slot != NULL);
    bool is_number = node_is_literal(*slot) && type_is_numeric((*slot)->type);
    if (!is_number || !type_is_numeric(to))
        convert_value(typer, slot, to);
}

static bool is_choice(const Node *node) {
    return node_is(node, NODE_ConditionalExpression) || node_is(node, NODE_BooleanExpression);
}

bool convert_choice(Typer *typer, Node *node, const Type *to) {
    if (node_is(node, NODE_ConditionalExpression)) {
        convert_value(typer, &((ConditionalExpression *)node)->body, to);
        convert_value(typer, &((ConditionalExpression *)node)->orelse, to);
    } else if (node_is(node, NODE_BooleanExpression)) {
        NodeList *operands = &((BooleanExpression *)node)->operands;
        for (uint32_t i = 0; i < operands->count; i++)
            convert_operand(typer, &operands->items[i], to);
    } else {
        return false;
    }
    node->type = to;
    return true;
}

static bool are_numbers(Typer *typer, const Node *node, const Type *to);

// Is it a number that the type takes, or a choice of such?
static bool is_number_for(Typer *typer, const Node *node, const Type *to) {
    if (is_choice(node))
        return are_numbers(typer, node, to);
    if (power_becomes_integer(typer, node, to))
        return true;
    return type_is_numeric(node->type) ? type_conversion(node->type, to) != CONVERT_IMPOSSIBLE
                                       : becomes_c_number(typer, node);
}

static bool are_numbers(Typer *typer, const Node *node, const Type *to) {
    if (node_is(node, NODE_ConditionalExpression)) {
        const ConditionalExpression *choice = (const ConditionalExpression *)node;
        return is_number_for(typer, choice->body, to) && is_number_for(typer, choice->orelse, to);
    }
    const NodeList *operands = &((const BooleanExpression *)node)->operands;
    for (uint32_t i = 0; i < operands->count; i++) {
        if (!is_number_for(typer, operands->items[i], to))
            return false;
    }
    return true;
}

bool chooses_power(const Node *node) {
    if (!node_is(node, NODE_ConditionalExpression))
        return is_real_power(node);
    const ConditionalExpression *choice = (const ConditionalExpression *)node;
    return chooses_power(choice->body) || chooses_power(choice->orelse);
}

static bool is_chosen_as_number(const Node *node, const Type *to) {
    if (!type_is_numeric(to) || to->kind == TYPE_BINT)
        return false;
    if (node_is(node, NODE_ConditionalExpression) && type_is_numeric(node->type))
        return chooses_power(node);
    return to != node->type && (type_is_numeric(node->type) || type_is_object(node->type));
}

bool convert_choice_of_numbers(Typer *typer, Node *node, const Type *to) {
    bool becomes_object = to->kind == TYPE_OBJECT && type_is_numeric(node->type);
    bool becomes_number = is_chosen_as_number(node, to);
    if (!(becomes_object || becomes_number) || !is_choice(node) || !are_numbers(typer, node, to))
        return false;
    return convert_choice(typer, node, to);
}
