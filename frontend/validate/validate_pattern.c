// Checks of match statements (language reference, 8.6): names bound once, alternatives that bind
// the same names, patterns that hide what follows.

#include "frontend/validate/validate.h"
#include <stdlib.h>

typedef struct PatternNames {
    Validator *validator;
    Map names; // bound so far in the case
} PatternNames;

static void report_text(Validator *validator, Span span, const char *format, const Name *name) {
    const char *quote = strstr(format, "%s");
    diag_report(validator->diagnostics, DIAG_E0207, span,
                arena_format(validator->lowering->scratch, "%.*s%s%s", (int)(quote - format),
                             format, name->text, quote + 2));
}

static void bind_name(PatternNames *bound, const Name *name, Span span) {
    if (name == NULL) {
        return;
    }
    validate_name_binding(bound->validator, name, span);
    if (map_has(&bound->names, name)) {
        report_text(bound->validator, span, "multiple assignments to name '%s' in pattern", name);
    }
    map_put(bound->validator->lowering->scratch, &bound->names, name, NULL);
}

static void validate_pattern(PatternNames *bound, const Node *pattern);

// Says whether the pattern matches everything.
static bool is_irrefutable(const Node *pattern) {
    if (node_is(pattern, NODE_AsPattern)) {
        const AsPattern *as = NODE_AS(AsPattern, pattern);
        return as->pattern == NULL || is_irrefutable(as->pattern);
    }
    if (node_is(pattern, NODE_OrPattern)) {
        const NodeList *patterns = &NODE_AS(OrPattern, pattern)->patterns;
        return is_irrefutable(patterns->items[patterns->count - 1]);
    }
    return false;
}

static void report_unreachable(Validator *validator, const Node *pattern) {
    const Name *name = node_is(pattern, NODE_AsPattern) ? NODE_AS(AsPattern, pattern)->name : NULL;
    if (name != NULL) {
        report_text(validator, pattern->span,
                    "name capture '%s' makes remaining patterns unreachable", name);
    } else {
        diag_report(validator->diagnostics, DIAG_E0207, pattern->span,
                    "wildcard makes remaining patterns unreachable");
    }
}

static bool binds_same(const Map *first, const Map *second) {
    for (uint32_t i = 0; i < first->count; i++) {
        if (!map_has(second, first->entries[i].key)) {
            return false;
        }
    }
    return first->count == second->count;
}

static void validate_or_pattern(PatternNames *bound, const OrPattern *pattern) {
    PatternNames first = {bound->validator, {0}};
    for (uint32_t i = 0; i < pattern->patterns.count; i++) {
        const Node *alternative = pattern->patterns.items[i];
        PatternNames names = {bound->validator, {0}};
        validate_pattern(&names, alternative);
        if (i == 0) {
            first = names;
        } else if (!binds_same(&first.names, &names.names)) {
            diag_report(bound->validator->diagnostics, DIAG_E0207, pattern->node.span,
                        "alternative patterns bind different names");
            break;
        }
        if (i + 1 < pattern->patterns.count && is_irrefutable(alternative)) {
            report_unreachable(bound->validator, alternative);
        }
    }
    for (uint32_t i = 0; i < first.names.count; i++) {
        bind_name(bound, first.names.entries[i].key, pattern->node.span);
    }
}

// A number as Python compares it; what has more digits than a double is told apart by them.
typedef struct KeyNumber {
    double real;
    double imaginary;
    const Text *digits;
} KeyNumber;

static bool read_number(const Node *node, KeyNumber *number) {
    switch (node->kind) {
    case NODE_BoolLiteral:
        *number = (KeyNumber){((const BoolLiteral *)node)->value, 0, NULL};
        return true;
    case NODE_IntLiteral:
        number->digits = &((const IntLiteral *)node)->digits;
        *number = (KeyNumber){strtod(number->digits->bytes, NULL), 0,
                              number->digits->length > 15 ? number->digits : NULL};
        return true;
    case NODE_FloatLiteral: {
        const FloatLiteral *literal = (const FloatLiteral *)node;
        *number = literal->is_imaginary ? (KeyNumber){0, literal->value, NULL}
                                        : (KeyNumber){literal->value, 0, NULL};
        return true;
    }
    case NODE_UnaryExpression: {
        const UnaryExpression *unary = (const UnaryExpression *)node;
        if (!read_number(unary->operand, number)) {
            return false;
        }
        if (unary->operator== UNARY_NEGATE) {
            number->real = -number->real;
            number->imaginary = -number->imaginary;
        }
        return true;
    }
    case NODE_BinaryExpression: {
        const BinaryExpression *binary = (const BinaryExpression *)node;
        KeyNumber right;
        if (!read_number(binary->left, number) || !read_number(binary->right, &right)) {
            return false;
        }
        bool is_minus = binary->operator== BINARY_SUBTRACT;
        number->real += is_minus ? -right.real : right.real;
        number->imaginary += is_minus ? -right.imaginary : right.imaginary;
        return true;
    }
    default:
        return false;
    }
}

static bool is_same_text(const Text *first, const Text *second) {
    return first->length == second->length &&
           memcmp(first->bytes, second->bytes, first->length) == 0;
}

static bool is_same_key(const Node *first, const Node *second) {
    KeyNumber one;
    KeyNumber two;
    if (read_number(first, &one) && read_number(second, &two)) {
        bool is_long = one.digits != NULL && two.digits != NULL;
        return one.real == two.real && one.imaginary == two.imaginary &&
               (!is_long || is_same_text(one.digits, two.digits));
    }
    if (node_is(first, NODE_StringLiteral) && node_is(second, NODE_StringLiteral)) {
        const StringLiteral *left = NODE_AS(StringLiteral, first);
        const StringLiteral *right = NODE_AS(StringLiteral, second);
        return left->kind == right->kind && is_same_text(&left->value, &right->value);
    }
    return node_is(first, NODE_NoneLiteral) && node_is(second, NODE_NoneLiteral);
}

static bool is_imaginary_number(const Node *number) {
    if (node_is(number, NODE_UnaryExpression))
        number = NODE_AS(UnaryExpression, number)->operand;
    return node_is(number, NODE_FloatLiteral) && NODE_AS(FloatLiteral, number)->is_imaginary;
}

// `1 + 2j`: a real number and an imaginary one. What is no sum of literals passes.
static void validate_complex(Validator *validator, const Node *value) {
    if (!node_is(value, NODE_BinaryExpression)) {
        return;
    }
    const BinaryExpression *binary = NODE_AS(BinaryExpression, value);
    KeyNumber left = {0};
    KeyNumber right = {0};
    if (!read_number(binary->left, &left) || !read_number(binary->right, &right)) {
        return;
    }
    bool is_real = !is_imaginary_number(binary->left);
    bool is_imaginary = is_imaginary_number(binary->right);
    if (!is_real || !is_imaginary) {
        diag_report(validator->diagnostics, DIAG_E0207,
                    is_real ? binary->right->span : binary->left->span,
                    is_real ? "imaginary number required in complex literal"
                            : "real number required in complex literal");
    }
}

// The key without a sign that its value has not: `+1` is 1, and so is `-0` 0.
static const Node *skip_idle_sign(const Node *key) {
    if (!node_is(key, NODE_UnaryExpression)) {
        return key;
    }
    const UnaryExpression *unary = NODE_AS(UnaryExpression, key);
    KeyNumber number;
    bool is_int_zero = node_is(unary->operand, NODE_IntLiteral) &&
                       read_number(unary->operand, &number) && number.real == 0;
    return unary->operator== UNARY_PLUS || is_int_zero ? unary->operand : key;
}

static void validate_mapping(PatternNames *bound, const MappingPattern *pattern) {
    Arena *scratch = bound->validator->lowering->scratch;
    for (uint32_t i = 0; i < pattern->keys.count; i++) {
        const Node *key = pattern->keys.items[i];
        validate_complex(bound->validator, key);
        if (node_is(key, NODE_JoinedString)) {
            diag_report(bound->validator->diagnostics, DIAG_E0207, key->span,
                        "mapping pattern keys may only match literals and attribute lookups");
        }
        for (uint32_t j = 0; j < i; j++) {
            if (is_same_key(pattern->keys.items[i], pattern->keys.items[j])) {
                diag_report(bound->validator->diagnostics, DIAG_E0207, pattern->node.span,
                            arena_format(scratch, "mapping pattern checks duplicate key (%s)",
                                         unparse_expression(scratch, skip_idle_sign(key))));
                break;
            }
        }
        validate_pattern(bound, pattern->patterns.items[i]);
    }
    bind_name(bound, pattern->rest, pattern->node.span);
}

static void validate_class(PatternNames *bound, const ClassPattern *pattern) {
    Map seen = {0};
    for (uint32_t i = 0; i < pattern->patterns.count; i++) {
        validate_pattern(bound, pattern->patterns.items[i]);
    }
    for (uint32_t i = 0; i < pattern->keywords.count; i++) {
        const KeywordPattern *keyword = NODE_AS(KeywordPattern, pattern->keywords.items[i]);
        validate_name_binding(bound->validator, keyword->name, keyword->node.span);
        if (map_has(&seen, keyword->name)) {
            report_text(bound->validator, keyword->node.span,
                        "attribute name repeated in class pattern: %s", keyword->name);
        }
        map_put(bound->validator->lowering->scratch, &seen, keyword->name, NULL);
        validate_pattern(bound, keyword->pattern);
    }
}

static void validate_pattern(PatternNames *bound, const Node *pattern) {
    switch (pattern->kind) {
    case NODE_AsPattern: {
        const AsPattern *as = NODE_AS(AsPattern, pattern);
        if (as->pattern != NULL) {
            validate_pattern(bound, as->pattern);
        }
        bind_name(bound, as->name, pattern->span);
        break;
    }
    case NODE_StarPattern:
        bind_name(bound, NODE_AS(StarPattern, pattern)->name, pattern->span);
        break;
    case NODE_OrPattern:
        validate_or_pattern(bound, NODE_AS(OrPattern, pattern));
        break;
    case NODE_SequencePattern: {
        const NodeList *patterns = &NODE_AS(SequencePattern, pattern)->patterns;
        for (uint32_t i = 0; i < patterns->count; i++) {
            validate_pattern(bound, patterns->items[i]);
        }
        break;
    }
    case NODE_MappingPattern:
        validate_mapping(bound, NODE_AS(MappingPattern, pattern));
        break;
    case NODE_ValuePattern:
        validate_complex(bound->validator, NODE_AS(ValuePattern, pattern)->value);
        break;
    case NODE_ClassPattern:
        validate_class(bound, NODE_AS(ClassPattern, pattern));
        break;
    case NODE_SingletonPattern:
        break;
    default: // an expression: broken, and reported
        break;
    }
}

void validate_match(Validator *validator, const Match *match) {
    for (uint32_t i = 0; i < match->cases.count; i++) {
        const MatchCase *match_case = NODE_AS(MatchCase, match->cases.items[i]);
        PatternNames bound = {validator, {0}};
        validate_pattern(&bound, match_case->pattern);
        if (i + 1 < match->cases.count && match_case->guard == NULL &&
            is_irrefutable(match_case->pattern)) {
            report_unreachable(validator, match_case->pattern);
        }
    }
}
