// Binding of match statements: the names that patterns capture, and what each pattern is matched
// against.
//
// Takes: Match nodes. Gives: a PatternSubject for the statement's subject and for each value that a
// pattern takes out of its own. Guarantees: patterns that are matched against the same value share
// it. Its type is found later: a name that is captured gets its type as if the value were assigned.

#include "typer/internal.h"

static Node *make_subject(Typer *typer, SubjectPart part, Node *of, uint32_t index) {
    PatternSubject *subject = NODE_NEW(typer->arena, PatternSubject, of->span);
    subject->part = part;
    subject->of = of;
    subject->index = index;
    return &subject->node;
}

static Symbol *bind_capture(Typer *typer, const Name *name, Span span, Node **subject) {
    return name == NULL ? NULL : bind_name_to(typer, name, span, BINDING_VALUE, subject);
}

static void bind_pattern(Typer *typer, Node **slot, Node *subject);

static void bind_patterns(Typer *typer, NodeList *patterns, SubjectPart part, Node *of) {
    for (uint32_t i = 0; i < patterns->count; i++)
        bind_pattern(typer, &patterns->items[i], make_subject(typer, part, of, i));
}

static void bind_as_pattern(Typer *typer, AsPattern *node, Node *subject) {
    node->subject = subject;
    if (node->pattern != NULL)
        bind_pattern(typer, &node->pattern, subject);
    node->symbol = bind_capture(typer, node->name, node->node.span, &node->subject);
}

static void bind_star_pattern(Typer *typer, StarPattern *node) {
    node->subject = make_subject(typer, SUBJECT_ITEMS, &node->node, 0);
    node->symbol = bind_capture(typer, node->name, node->node.span, &node->subject);
}

static void bind_mapping_pattern(Typer *typer, MappingPattern *node, Node *subject) {
    node->subject = subject;
    for (uint32_t i = 0; i < node->keys.count; i++)
        bind_node(&node->keys.items[i], typer);
    bind_patterns(typer, &node->patterns, SUBJECT_VALUE, &node->node);
    node->rest_subject = make_subject(typer, SUBJECT_MAPPING, &node->node, 0);
    node->rest_symbol = bind_capture(typer, node->rest, node->node.span, &node->rest_subject);
}

static void bind_class_pattern(Typer *typer, ClassPattern *node, Node *subject) {
    node->subject = subject;
    node->instance = make_subject(typer, SUBJECT_INSTANCE, &node->node, 0);
    bind_node(&node->class_value, typer);
    bind_patterns(typer, &node->patterns, SUBJECT_ARGUMENT, &node->node);
    for (uint32_t i = 0; i < node->keywords.count; i++) {
        KeywordPattern *keyword = NODE_AS(KeywordPattern, node->keywords.items[i]);
        keyword->subject = make_subject(typer, SUBJECT_ATTRIBUTE, &node->node, i);
        bind_pattern(typer, &keyword->pattern, keyword->subject);
    }
}

static void bind_kind_of_pattern(Typer *typer, Node **slot, Node *subject) {
    Node *node = *slot;
    switch (node->kind) {
    case NODE_ValuePattern:
        ((ValuePattern *)node)->subject = subject;
        bind_node(&((ValuePattern *)node)->value, typer);
        break;
    case NODE_SingletonPattern:
        ((SingletonPattern *)node)->subject = subject;
        break;
    case NODE_AsPattern:
        bind_as_pattern(typer, (AsPattern *)node, subject);
        break;
    case NODE_StarPattern:
        bind_star_pattern(typer, (StarPattern *)node);
        break;
    case NODE_OrPattern: {
        NodeList *patterns = &((OrPattern *)node)->patterns;
        for (uint32_t i = 0; i < patterns->count; i++)
            bind_pattern(typer, &patterns->items[i], subject);
        break;
    }
    case NODE_SequencePattern:
        ((SequencePattern *)node)->subject = subject;
        bind_patterns(typer, &((SequencePattern *)node)->patterns, SUBJECT_ITEM, node);
        break;
    case NODE_MappingPattern:
        bind_mapping_pattern(typer, (MappingPattern *)node, subject);
        break;
    case NODE_ClassPattern:
        bind_class_pattern(typer, (ClassPattern *)node, subject);
        break;
    default: // an expression: broken, and reported
        bind_node(slot, typer);
    }
}

static void bind_pattern(Typer *typer, Node **slot, Node *subject) {
    if (!depth_enter(&typer->depth, typer->diagnostics, (*slot)->span))
        return;
    bind_kind_of_pattern(typer, slot, subject);
    depth_leave(&typer->depth);
}

// match_stmt: "match" subject ":" ("case" pattern ["if" guard] ":" block)+
void bind_match(Typer *typer, Node **slot) {
    Match *node = (Match *)*slot;
    bind_node(&node->subject, typer);
    node->whole = make_subject(typer, SUBJECT_WHOLE, &node->node, 0);
    for (uint32_t i = 0; i < node->cases.count; i++) {
        MatchCase *branch = NODE_AS(MatchCase, node->cases.items[i]);
        bind_pattern(typer, &branch->pattern, node->whole);
        if (branch->guard != NULL)
            bind_node(&branch->guard, typer);
        bind_statements(typer, &branch->body);
    }
}
