// Checks of match statements (language reference, 8.6): names bound once, alternatives that bind
// the same names, patterns that hide what follows.

#include "frontend/validate.h"

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

static bool is_same_key(const Node *first, const Node *second) {
    if (first->kind != second->kind) {
        return false;
    }
    switch (first->kind) {
    case NODE_NoneLiteral:
        return true;
    case NODE_BoolLiteral:
        return ((const BoolLiteral *)first)->value == ((const BoolLiteral *)second)->value;
    case NODE_FloatLiteral:
        return ((const FloatLiteral *)first)->value == ((const FloatLiteral *)second)->value &&
               ((const FloatLiteral *)first)->is_imaginary ==
                   ((const FloatLiteral *)second)->is_imaginary;
    case NODE_IntLiteral: {
        const Text *one = &((const IntLiteral *)first)->digits;
        const Text *two = &((const IntLiteral *)second)->digits;
        return one->length == two->length && memcmp(one->bytes, two->bytes, one->length) == 0;
    }
    case NODE_StringLiteral: {
        const StringLiteral *one = (const StringLiteral *)first;
        const StringLiteral *two = (const StringLiteral *)second;
        return one->kind == two->kind && one->value.length == two->value.length &&
               memcmp(one->value.bytes, two->value.bytes, one->value.length) == 0;
    }
    case NODE_UnaryExpression:
        return is_same_key(((const UnaryExpression *)first)->operand,
                           ((const UnaryExpression *)second)->operand);
    default:
        return false;
    }
}

static void validate_mapping(PatternNames *bound, const MappingPattern *pattern) {
    Arena *scratch = bound->validator->lowering->scratch;
    for (uint32_t i = 0; i < pattern->keys.count; i++) {
        for (uint32_t j = 0; j < i; j++) {
            if (is_same_key(pattern->keys.items[i], pattern->keys.items[j])) {
                diag_report(bound->validator->diagnostics, DIAG_E0207, pattern->node.span,
                            arena_format(scratch, "mapping pattern checks duplicate key (%s)",
                                         unparse_expression(scratch, pattern->keys.items[i])));
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
    case NODE_ClassPattern:
        validate_class(bound, NODE_AS(ClassPattern, pattern));
        break;
    default:
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
