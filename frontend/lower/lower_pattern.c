// Lowering of match statements and their patterns.

#include "frontend/internal.h"

static Node *lower_pattern(Lowering *lowering, const Syntax *syntax);

static Node *lower_pattern_slot(Lowering *lowering, const Syntax *syntax, SyntaxSlot slot) {
    return lower_pattern(lowering, syntax_child(syntax, slot));
}

static bool is_wildcard(const Name *name) { return strcmp(name->text, "_") == 0; }

// capture_pattern: name; `_` captures nothing, and Cython's NULL is a value
static Node *lower_capture(Lowering *lowering, const Syntax *syntax) {
    if (lowering->source->kind != SOURCE_PY && syntax_is(lowering, syntax, "NULL")) {
        ValuePattern *null = LOWER_NEW(lowering, ValuePattern, syntax);
        null->value = lower_identifier(lowering, syntax);
        return (Node *)null;
    }
    AsPattern *pattern = LOWER_NEW(lowering, AsPattern, syntax);
    const Name *name = syntax_name(lowering, syntax);
    pattern->name = is_wildcard(name) ? NULL : name;
    return (Node *)pattern;
}

// value_pattern: a dotted name or a literal; None, True and False are compared by identity
static Node *lower_value_pattern(Lowering *lowering, const Syntax *syntax) {
    Node *value = lower_expression(lowering, syntax_child(syntax, SLOT_value));
    if (node_is(value, NODE_NoneLiteral) || node_is(value, NODE_BoolLiteral)) {
        SingletonPattern *singleton = LOWER_NEW(lowering, SingletonPattern, syntax);
        singleton->value = value;
        return (Node *)singleton;
    }
    if (node_is(value, NODE_JoinedString)) {
        diag_report(lowering->diagnostics, DIAG_E0207, value->span,
                    "patterns may only match literals and attribute lookups");
    }
    ValuePattern *pattern = LOWER_NEW(lowering, ValuePattern, syntax);
    pattern->value = value;
    return (Node *)pattern;
}

// sequence_pattern: bracket [pattern (',' pattern)*] bracket, or without brackets
static Node *lower_sequence_pattern(Lowering *lowering, const Syntax *syntax) {
    SequencePattern *sequence = LOWER_NEW(lowering, SequencePattern, syntax);
    NodeVector patterns = {0};
    uint32_t stars = 0;
    for (const Syntax *child = syntax_first_named(syntax); child != NULL;
         child = syntax_next_named(child)) {
        lower_push(lowering, &patterns, lower_pattern(lowering, child));
        if (child->kind == SYNTAX_star_pattern && ++stars == 2) {
            diag_report(lowering->diagnostics, DIAG_E0207, syntax_span(lowering, child),
                        "multiple starred expressions in sequence pattern");
        }
    }
    bool is_group = *syntax_text(lowering, syntax) == '(' && stars == 1 && patterns.count == 1 &&
                    syntax_token(lowering, syntax, ",") == NULL;
    if (is_group) { // `(*rest)` is no sequence
        diag_report(lowering->diagnostics, DIAG_E0100, syntax_span(lowering, syntax));
    }
    sequence->patterns = lower_finish_list(lowering, &patterns);
    return (Node *)sequence;
}

// star_pattern: '*' name
static Node *lower_star_pattern(Lowering *lowering, const Syntax *syntax) {
    StarPattern *star = LOWER_NEW(lowering, StarPattern, syntax);
    const Name *name = syntax_name(lowering, syntax_child(syntax, SLOT_name));
    star->name = is_wildcard(name) ? NULL : name;
    return (Node *)star;
}

static void lower_mapping_rest(Lowering *lowering, const Syntax *rest, MappingPattern *mapping) {
    const Name *name = syntax_name(lowering, rest);
    mapping->has_rest = true;
    mapping->rest = name;
    const char *wrong = is_wildcard(name)                 ? "invalid syntax"
                        : syntax_next_named(rest) != NULL ? "double star pattern must be the last"
                                                          : NULL;
    if (wrong != NULL) {
        diag_report(lowering->diagnostics, DIAG_E0207, syntax_span(lowering, rest), wrong);
    }
}

// mapping_pattern: '{' (key ':' value | '**' rest),* '}'
static Node *lower_mapping_pattern(Lowering *lowering, const Syntax *syntax) {
    MappingPattern *mapping = LOWER_NEW(lowering, MappingPattern, syntax);
    NodeVector keys = {0};
    NodeVector patterns = {0};
    for (const Syntax *child = syntax_first_named(syntax); child != NULL;
         child = syntax_next_named(child)) {
        if (child->slot == SLOT_rest) {
            lower_mapping_rest(lowering, child, mapping);
        } else {
            lower_push(lowering, &keys, lower_expression(lowering, syntax_child(child, SLOT_key)));
            lower_push(lowering, &patterns, lower_pattern_slot(lowering, child, SLOT_value));
        }
    }
    mapping->keys = lower_finish_list(lowering, &keys);
    mapping->patterns = lower_finish_list(lowering, &patterns);
    return (Node *)mapping;
}

// keyword_pattern: name '=' value
static Node *lower_keyword_pattern(Lowering *lowering, const Syntax *syntax) {
    KeywordPattern *keyword = LOWER_NEW(lowering, KeywordPattern, syntax);
    keyword->name = syntax_name(lowering, syntax_child(syntax, SLOT_name));
    keyword->pattern = lower_pattern_slot(lowering, syntax, SLOT_value);
    return (Node *)keyword;
}

// class_pattern: class '(' [argument (',' argument)*] ')'
static Node *lower_class_pattern(Lowering *lowering, const Syntax *syntax) {
    ClassPattern *pattern = LOWER_NEW(lowering, ClassPattern, syntax);
    NodeVector patterns = {0};
    NodeVector keywords = {0};
    pattern->class_value = lower_expression(lowering, syntax_child(syntax, SLOT_class));
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        if (child->slot != SLOT_argument) {
            continue;
        }
        if (child->kind == SYNTAX_keyword_pattern) {
            lower_push(lowering, &keywords, lower_keyword_pattern(lowering, child));
        } else {
            if (keywords.count > 0) {
                diag_report(lowering->diagnostics, DIAG_E0207, syntax_span(lowering, child),
                            "positional patterns follow keyword patterns");
            }
            lower_push(lowering, &patterns, lower_pattern(lowering, child));
        }
    }
    pattern->patterns = lower_finish_list(lowering, &patterns);
    pattern->keywords = lower_finish_list(lowering, &keywords);
    return (Node *)pattern;
}

// as_pattern: pattern 'as' name
static Node *lower_as_pattern(Lowering *lowering, const Syntax *syntax) {
    AsPattern *pattern = LOWER_NEW(lowering, AsPattern, syntax);
    const Syntax *target = syntax_child(syntax, SLOT_name);
    pattern->pattern = lower_pattern_slot(lowering, syntax, SLOT_pattern);
    pattern->name = syntax_name(lowering, target);
    if (target->kind != SYNTAX_identifier) {
        diag_report(lowering->diagnostics, DIAG_E0207, syntax_span(lowering, target),
                    "invalid pattern target");
    } else if (is_wildcard(pattern->name)) {
        diag_report(lowering->diagnostics, DIAG_E0207, syntax_span(lowering, target),
                    "cannot use '_' as a target");
    }
    return (Node *)pattern;
}

// or_pattern: alternative ('|' alternative)+
static Node *lower_or_pattern(Lowering *lowering, const Syntax *syntax) {
    OrPattern *pattern = LOWER_NEW(lowering, OrPattern, syntax);
    NodeVector alternatives = {0};
    for (const Syntax *child = syntax_first_named(syntax); child != NULL;
         child = syntax_next_named(child)) {
        lower_push(lowering, &alternatives, lower_pattern(lowering, child));
    }
    pattern->patterns = lower_finish_list(lowering, &alternatives);
    return (Node *)pattern;
}

static Node *lower_pattern(Lowering *lowering, const Syntax *syntax) {
    switch (syntax->kind) {
    case SYNTAX_capture_pattern:
        return lower_capture(lowering, syntax);
    case SYNTAX_value_pattern:
        return lower_value_pattern(lowering, syntax);
    case SYNTAX_group_pattern:
        return lower_pattern_slot(lowering, syntax, SLOT_pattern);
    case SYNTAX_sequence_pattern:
        return lower_sequence_pattern(lowering, syntax);
    case SYNTAX_star_pattern:
        return lower_star_pattern(lowering, syntax);
    case SYNTAX_mapping_pattern:
        return lower_mapping_pattern(lowering, syntax);
    case SYNTAX_class_pattern:
        return lower_class_pattern(lowering, syntax);
    case SYNTAX_as_pattern:
        return lower_as_pattern(lowering, syntax);
    case SYNTAX_or_pattern:
        return lower_or_pattern(lowering, syntax);
    default:
        return lower_expression(lowering, syntax); // broken, and reported
    }
}

// case_clause: 'case' pattern ['if' guard] ':' body
static Node *lower_case(Lowering *lowering, const Syntax *syntax) {
    MatchCase *match_case = LOWER_NEW(lowering, MatchCase, syntax);
    const Syntax *pattern = syntax_child(syntax, SLOT_pattern);
    if (pattern == NULL || pattern->has_error) {
        return NULL;
    }
    match_case->pattern = lower_pattern(lowering, pattern);
    match_case->guard = lower_optional(lowering, syntax_child(syntax, SLOT_guard));
    match_case->body = lower_body(lowering, syntax);
    return (Node *)match_case;
}

// match_statement: 'match' subject ':' case_clause+
Node *lower_match(Lowering *lowering, const Syntax *syntax) {
    Match *match = LOWER_NEW(lowering, Match, syntax);
    NodeVector cases = {0};
    match->subject = lower_expression(lowering, syntax_child(syntax, SLOT_subject));
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        if (child->slot == SLOT_case) {
            lower_push(lowering, &cases, lower_case(lowering, child));
        }
    }
    match->cases = lower_finish_list(lowering, &cases);
    return (Node *)match;
}
