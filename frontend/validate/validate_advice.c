// Warnings about what is valid and surely not meant: CPython's SyntaxWarnings (Python/compile.c,
// check_compare, check_caller, check_subscripter, check_index, and its control flow in finally).

#include "frontend/validate/validate.h"

// The type of what an expression makes, where its form alone says so; else NULL.
static const char *display_type(const Node *node) {
    static const char *const comprehensions[] = {"list", "set", "dict", "generator"};
    switch (node->kind) {
    case NODE_NoneLiteral:
        return "NoneType";
    case NODE_BoolLiteral:
        return "bool";
    case NODE_EllipsisLiteral:
        return "ellipsis";
    case NODE_IntLiteral:
        return "int";
    case NODE_FloatLiteral:
        return NODE_AS(FloatLiteral, node)->is_imaginary ? "complex" : "float";
    case NODE_StringLiteral:
        return NODE_AS(StringLiteral, node)->kind == STRING_BYTES ? "bytes"
               : NODE_AS(StringLiteral, node)->kind == STRING_STR ? "str"
                                                                  : NULL;
    case NODE_JoinedString:
        return NODE_AS(JoinedString, node)->is_template ? "string.templatelib.Template" : "str";
    case NODE_TupleExpression:
        return "tuple";
    case NODE_ListExpression:
        return "list";
    case NODE_SetExpression:
        return "set";
    case NODE_DictExpression:
        return "dict";
    case NODE_Lambda:
        return "function";
    case NODE_Comprehension:
        return comprehensions[NODE_AS(Comprehension, node)->kind];
    default:
        return NULL;
    }
}

static bool is_one_of(const char *type, const char *const *types) {
    while (*types != NULL && strcmp(*types, type) != 0) {
        types++;
    }
    return *types != NULL;
}

static bool is_constant(const Node *node) {
    if (!node_is(node, NODE_TupleExpression))
        return node_is_literal(node);
    const NodeList *elements = &NODE_AS(TupleExpression, node)->elements;
    uint32_t count = 0;
    while (count < elements->count && is_constant(elements->items[count])) {
        count++;
    }
    return count == elements->count;
}

// The type of a constant whose identity says nothing; else NULL.
static const char *identity_type(const Node *node) {
    bool is_singleton = node_is(node, NODE_NoneLiteral) || node_is(node, NODE_BoolLiteral) ||
                        node_is(node, NODE_EllipsisLiteral);
    return is_constant(node) && !is_singleton ? display_type(node) : NULL;
}

void advise_compare(Validator *validator, const CompareExpression *compare) {
    const Node *left = compare->first;
    for (uint32_t i = 0; i < compare->links.count; i++) {
        const CompareLink *link = NODE_AS(CompareLink, compare->links.items[i]);
        bool is_identity = link->operator== COMPARE_IS || link->operator== COMPARE_IS_NOT;
        const char *type = identity_type(left);
        if (type == NULL) {
            type = identity_type(link->operand);
        }
        if (is_identity && type != NULL) {
            bool is_not = link->operator== COMPARE_IS_NOT;
            diag_report(validator->diagnostics, DIAG_W0202,
                        span_join(left->span, link->operand->span), is_not ? "is not" : "is", type,
                        is_not ? "!=" : "==");
            return;
        }
        left = link->operand;
    }
}

void advise_call(Validator *validator, const Call *call) {
    const char *type = display_type(call->function);
    if (type != NULL && strcmp(type, "function") != 0) {
        diag_report(validator->diagnostics, DIAG_W0203, call->function->span, type, "callable");
    }
}

void advise_subscript(Validator *validator, const Subscript *subscript) {
    static const char *const without_items[] = {
        "NoneType", "bool", "ellipsis", "int",       "float",
        "complex",  "set",  "function", "generator", "string.templatelib.Template",
        NULL};
    static const char *const sequences[] = {"str", "bytes", "tuple", "list", NULL};
    static const char *const integers[] = {"int", "bool", NULL};
    const char *type = display_type(subscript->value);
    const char *index = display_type(subscript->index);
    if (type == NULL) {
        return;
    }
    if (is_one_of(type, without_items)) {
        diag_report(validator->diagnostics, DIAG_W0203, subscript->value->span, type,
                    "subscriptable");
    } else if (is_one_of(type, sequences) && index != NULL && !is_one_of(index, integers)) {
        diag_report(validator->diagnostics, DIAG_W0204, subscript->index->span, type, index);
    }
}

// PEP 765: such a statement hides the exception that is on its way.
void advise_finally(Validator *validator, const Node *node, const char *what) {
    if (validator->lowering->options->python_minor >= 14) {
        diag_report(validator->diagnostics, DIAG_W0208, node->span, what);
    }
}

void advise_assert(Validator *validator, const Assert *statement) {
    if (node_is(statement->test, NODE_TupleExpression) &&
        NODE_AS(TupleExpression, statement->test)->elements.count > 0) {
        diag_report(validator->diagnostics, DIAG_W0205, statement->test->span);
    }
}
