// Lowering of operators: unary, binary, boolean, comparison.

#include "frontend/internal.h"

// Finds which text of an enum's list the operator is; whitespace inside counts as one space.
#define OPERATOR_TEXT(member, text) text,
static const char *const binary_texts[] = {BINARY_OPERATORS(OPERATOR_TEXT)};
static const char *const unary_texts[] = {UNARY_OPERATORS(OPERATOR_TEXT)};
static const char *const compare_texts[] = {COMPARE_OPERATORS(OPERATOR_TEXT)};
#undef OPERATOR_TEXT

#define ARRAY_LENGTH(array) (sizeof(array) / sizeof *(array))

static uint32_t find_operator(const char *text, uint32_t length, const char *const *texts,
                              size_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (strlen(texts[i]) == length && memcmp(texts[i], text, length) == 0) {
            return i;
        }
    }
    internal_error("unknown operator '%.*s'", (int)length, text);
}

// The operator of `a + b` or, with one character `dropped` at the end, of `a += b`.
BinaryOperator lower_binary_operator(const Lowering *lowering, const Syntax *syntax,
                                     uint32_t dropped) {
    return (BinaryOperator)find_operator(syntax_text(lowering, syntax),
                                         syntax_length(syntax) - dropped, binary_texts,
                                         ARRAY_LENGTH(binary_texts));
}

// binary_operator: left operator right
Node *lower_binary(Lowering *lowering, const Syntax *syntax) {
    BinaryExpression *binary = LOWER_NEW(lowering, BinaryExpression, syntax);
    binary->operator= lower_binary_operator(lowering, syntax_child(syntax, SLOT_operator), 0);
    binary->left = lower_expression(lowering, syntax_child(syntax, SLOT_left));
    binary->right = lower_expression(lowering, syntax_child(syntax, SLOT_right));
    return (Node *)binary;
}

// unary_operator: ('+' | '-' | '~') operand
Node *lower_unary(Lowering *lowering, const Syntax *syntax) {
    UnaryExpression *unary = LOWER_NEW(lowering, UnaryExpression, syntax);
    const Syntax *sign = syntax_child(syntax, SLOT_operator);
    unary->operator=(UnaryOperator) find_operator(syntax_text(lowering, sign), syntax_length(sign),
                                                  unary_texts, ARRAY_LENGTH(unary_texts));
    unary->operand = lower_expression(lowering, syntax_child(syntax, SLOT_operand));
    return (Node *)unary;
}

// not_operator: 'not' operand
Node *lower_not(Lowering *lowering, const Syntax *syntax) {
    UnaryExpression *unary = LOWER_NEW(lowering, UnaryExpression, syntax);
    unary->operator= UNARY_NOT;
    unary->operand = lower_expression(lowering, syntax_child(syntax, SLOT_operand));
    return (Node *)unary;
}

static bool is_or_operator(const Lowering *lowering, const Syntax *syntax) {
    return syntax_is(lowering, syntax_child(syntax, SLOT_operator), "or");
}

// Pushes the operands of `a or b or c`, which nest in the field `left`.
static void push_operands(Lowering *lowering, const Syntax *syntax, bool is_or,
                          NodeVector *operands) {
    const Syntax *left = syntax_child(syntax, SLOT_left);
    if (left->kind == SYNTAX_boolean_operator && is_or_operator(lowering, left) == is_or) {
        push_operands(lowering, left, is_or, operands);
    } else {
        lower_push(lowering, operands, lower_expression(lowering, left));
    }
    lower_push(lowering, operands, lower_expression(lowering, syntax_child(syntax, SLOT_right)));
}

// boolean_operator: left ('and' | 'or') right
Node *lower_boolean(Lowering *lowering, const Syntax *syntax) {
    BooleanExpression *boolean = LOWER_NEW(lowering, BooleanExpression, syntax);
    NodeVector operands = {0};
    boolean->is_or = is_or_operator(lowering, syntax);
    push_operands(lowering, syntax, boolean->is_or, &operands);
    boolean->operands = lower_finish_list(lowering, &operands);
    return (Node *)boolean;
}

// Reads a comparison operator. `not in` and `is not` may hold any whitespace, `<>` is Python 2's
// `!=`.
CompareOperator lower_compare_operator(Lowering *lowering, const Syntax *syntax) {
    const char *text = syntax_text(lowering, syntax);
    uint32_t length = syntax_length(syntax);
    if (length > 2 && text[0] == 'n') {
        return COMPARE_NOT_IN;
    }
    if (length > 2 && text[0] == 'i') {
        return COMPARE_IS_NOT;
    }
    if (syntax_is(lowering, syntax, "<>")) {
        if (lowering->language_level > 2 && !lowering->is_barry_leader) {
            Diagnostic *message =
                diag_report(lowering->diagnostics, DIAG_E0114, syntax_span(lowering, syntax));
            diag_add_help(message, "write `!=`");
        }
        return COMPARE_NOT_EQUAL;
    }
    if (lowering->is_barry_leader && syntax_is(lowering, syntax, "!=")) {
        diag_report(lowering->diagnostics, DIAG_E0135, syntax_span(lowering, syntax),
                    "with Barry as BDFL, use '<>' instead of '!='");
    }
    return (CompareOperator)find_operator(text, length, compare_texts, ARRAY_LENGTH(compare_texts));
}

// comparison_operator: operand (operator operand)+
Node *lower_comparison(Lowering *lowering, const Syntax *syntax) {
    CompareExpression *compare = LOWER_NEW(lowering, CompareExpression, syntax);
    NodeVector links = {0};
    const Syntax *first = syntax_child(syntax, SLOT_operand);
    compare->first = lower_expression(lowering, first);
    const Syntax *sign = NULL;
    for (const Syntax *child = first->next; child != NULL; child = child->next) {
        if (child->slot == SLOT_operator) {
            sign = child;
        } else if (child->slot == SLOT_operand && sign != NULL) {
            CompareLink *link = NODE_NEW(lowering->arena, CompareLink,
                                         span_of(lowering->source, sign->start, child->end));
            link->operator= lower_compare_operator(lowering, sign);
            link->operand = lower_expression(lowering, child);
            lower_push(lowering, &links, (Node *)link);
        }
    }
    compare->links = lower_finish_list(lowering, &links);
    return (Node *)compare;
}
