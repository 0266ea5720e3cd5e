// Types of match statements: the subject, and what each pattern takes out of it.
//
// Takes: Match nodes with their subjects (bind_match.c). Gives: types for subjects, whose C values
// stay such where a pattern can do with them, and for each value pattern a comparison, which is
// checked and built like any other.

#include "typer/check/internal.h"

// --- Subjects ------------------------------------------------------------------------------------
// Patterns ask the value itself; all else they ask the object that it becomes.
static bool stays_c(const Type *type) {
    return type_is_numeric(type) || type->kind == TYPE_POINTER || type->kind == TYPE_NULL_POINTER ||
           type->kind == TYPE_CTUPLE || type->kind == TYPE_STRUCT || type->kind == TYPE_MEMORYVIEW;
}

// While types are inferred, that of the subject may be known better each time.
static const Type *type_of_whole(Typer *typer, Match *match) {
    const Type *type =
        typer->quiet > 0 ? check_value(typer, &match->subject) : match->subject->type;
    bool is_kept = type_is_error(type) || type_is_object(type) || stays_c(type);
    return is_kept ? type : typer->common->object;
}

uint32_t find_star_pattern(const NodeList *patterns) {
    uint32_t i = 0;
    while (i < patterns->count && !node_is(patterns->items[i], NODE_StarPattern))
        i++;
    return i;
}

bool pattern_takes_c_items(const SequencePattern *node) {
    const Type *type = node->subject->type;
    const NodeList *patterns = &node->patterns;
    uint32_t star = find_star_pattern(patterns);
    if (type->kind == TYPE_CTUPLE)
        return star == patterns->count;
    if (type->kind != TYPE_MEMORYVIEW || star + 1 < patterns->count)
        return false;
    return star == patterns->count || ((const StarPattern *)patterns->items[star])->name == NULL;
}

// An item of a memoryview or C tuple is what the subscript gives.
static const Type *type_of_item(Typer *typer, PatternSubject *item) {
    SequencePattern *node = NODE_AS(SequencePattern, item->of);
    const Type *type = check_value(typer, &node->subject);
    item->value = NULL;
    bool is_beyond = type->kind == TYPE_CTUPLE && item->index >= type->members.count;
    if (type_is_error(type) || is_beyond || !pattern_takes_c_items(node))
        return type_is_error(type) ? type : typer->common->object;
    Subscript *subscript =
        NODE_NEW(typer->arena, Subscript, node->patterns.items[item->index]->span);
    subscript->value = node->subject;
    subscript->index = node_of_integer(typer, item->index, subscript->node.span);
    item->value = &subscript->node;
    return check_value(typer, &item->value);
}

static const ClassSymbol *class_of_pattern(const ClassPattern *node) {
    const Symbol *symbol = symbol_of(node->class_value);
    bool is_class = symbol != NULL && symbol->kind == SYMBOL_CLASS;
    return is_class ? (const ClassSymbol *)symbol : NULL;
}

// A field of a cdef class is read where it lies. (Private names in patterns are what they say.)
static const Type *type_of_attribute(Typer *typer, PatternSubject *attribute) {
    ClassPattern *node = NODE_AS(ClassPattern, attribute->of);
    const KeywordPattern *keyword = NODE_AS(KeywordPattern, node->keywords.items[attribute->index]);
    const ClassSymbol *owner = class_of_pattern(node);
    const Symbol *member = owner != NULL ? class_find_member(owner, keyword->name) : NULL;
    attribute->value = NULL;
    if (member == NULL || member->kind != SYMBOL_FIELD)
        return typer->common->object;
    Attribute *read = NODE_NEW(typer->arena, Attribute, keyword->node.span);
    read->value = node->instance;
    read->name = keyword->name;
    attribute->value = &read->node;
    return check_value(typer, &attribute->value);
}

static const Type *type_of_instance(const Typer *typer, const PatternSubject *instance) {
    const ClassSymbol *owner = class_of_pattern(NODE_AS(ClassPattern, instance->of));
    return owner != NULL ? owner->symbol.type : typer->common->object;
}

const Type *check_pattern_subject(Typer *typer, Node **slot) {
    PatternSubject *node = (PatternSubject *)*slot;
    switch (node->part) {
    case SUBJECT_WHOLE:
        return type_of_whole(typer, NODE_AS(Match, node->of));
    case SUBJECT_ITEM:
        return type_of_item(typer, node);
    case SUBJECT_ITEMS:
        return typer->common->builtin[BUILTIN_LIST];
    case SUBJECT_MAPPING:
        return typer->common->builtin[BUILTIN_DICT];
    case SUBJECT_ATTRIBUTE:
        return type_of_attribute(typer, node);
    case SUBJECT_INSTANCE:
        return type_of_instance(typer, node);
    case SUBJECT_VALUE:
    case SUBJECT_ARGUMENT:
        break;
    }
    return typer->common->object;
}

// --- Patterns ------------------------------------------------------------------------------------
static void check_pattern(Typer *typer, Node **slot);

static void check_pattern_list(Typer *typer, NodeList *patterns) {
    for (uint32_t i = 0; i < patterns->count; i++)
        check_pattern(typer, &patterns->items[i]);
}

// Several patterns share a subject: what is wrong with it is told where the pattern stands.
static const Type *check_subject(Typer *typer, Node **subject, Span place) {
    (*subject)->span = place;
    return check_value(typer, subject);
}

static void check_object_subject(Typer *typer, Node **subject, Span place) {
    check_subject(typer, subject, place);
    convert_value(typer, subject, typer->common->object);
}

// (That the name of a function cannot be bound has been reported.)
static void check_capture(Typer *typer, Node **subject, const Symbol *symbol, Span place) {
    check_subject(typer, subject, place);
    if (symbol != NULL && symbol->kind != SYMBOL_FUNCTION)
        convert_value(typer, subject, type_of_symbol(typer, symbol));
}

// subject == value
static void check_value_pattern(Typer *typer, ValuePattern *node) {
    node->subject->span = node->node.span;
    if (!node_is(node->value, NODE_CompareExpression)) {
        CompareLink *link = NODE_NEW(typer->arena, CompareLink, node->value->span);
        CompareExpression *compare = NODE_NEW(typer->arena, CompareExpression, node->value->span);
        link->operator= COMPARE_EQUAL;
        link->operand = node->value;
        compare->first = node->subject;
        compare->links = node_list_of(typer->arena, &link->node);
        node->value = &compare->node;
    }
    check_condition(typer, &node->value);
}

static void check_sequence_pattern(Typer *typer, SequencePattern *node) {
    check_subject(typer, &node->subject, node->node.span);
    if (!pattern_takes_c_items(node))
        convert_value(typer, &node->subject, typer->common->object);
    check_pattern_list(typer, &node->patterns);
}

static void check_mapping_pattern(Typer *typer, MappingPattern *node) {
    check_object_subject(typer, &node->subject, node->node.span);
    check_object_list(typer, &node->keys);
    check_pattern_list(typer, &node->patterns);
    check_capture(typer, &node->rest_subject, node->rest_symbol, node->node.span);
}

static void check_class_pattern(Typer *typer, ClassPattern *node) {
    check_object_subject(typer, &node->subject, node->node.span);
    check_object(typer, &node->class_value);
    check_value(typer, &node->instance);
    check_pattern_list(typer, &node->patterns);
    for (uint32_t i = 0; i < node->keywords.count; i++) {
        KeywordPattern *keyword = NODE_AS(KeywordPattern, node->keywords.items[i]);
        check_value(typer, &keyword->subject);
        check_pattern(typer, &keyword->pattern);
    }
}

static void check_kind_of_pattern(Typer *typer, Node **slot) {
    Node *node = *slot;
    switch (node->kind) {
    case NODE_ValuePattern:
        check_value_pattern(typer, (ValuePattern *)node);
        break;
    case NODE_SingletonPattern:
        check_subject(typer, &((SingletonPattern *)node)->subject, node->span);
        check_value(typer, &((SingletonPattern *)node)->value);
        break;
    case NODE_AsPattern: {
        AsPattern *as = (AsPattern *)node;
        if (as->pattern != NULL)
            check_pattern(typer, &as->pattern);
        check_capture(typer, &as->subject, as->symbol, node->span);
        break;
    }
    case NODE_StarPattern:
        check_capture(typer, &((StarPattern *)node)->subject, ((StarPattern *)node)->symbol,
                      node->span);
        break;
    case NODE_OrPattern:
        check_pattern_list(typer, &((OrPattern *)node)->patterns);
        break;
    case NODE_SequencePattern:
        check_sequence_pattern(typer, (SequencePattern *)node);
        break;
    case NODE_MappingPattern:
        check_mapping_pattern(typer, (MappingPattern *)node);
        break;
    case NODE_ClassPattern:
        check_class_pattern(typer, (ClassPattern *)node);
        break;
    default: // an expression: broken, and reported
        check_object(typer, slot);
    }
}

static void check_pattern(Typer *typer, Node **slot) {
    if (!depth_enter(&typer->depth, typer->diagnostics, (*slot)->span))
        return;
    check_kind_of_pattern(typer, slot);
    depth_leave(&typer->depth);
}

void check_match(Typer *typer, Node **slot) {
    Match *node = (Match *)*slot;
    const Type *type = check_value(typer, &node->subject);
    if (!stays_c(type))
        convert_value(typer, &node->subject, typer->common->object);
    check_value(typer, &node->whole);
    for (uint32_t i = 0; i < node->cases.count; i++) {
        MatchCase *branch = NODE_AS(MatchCase, node->cases.items[i]);
        check_pattern(typer, &branch->pattern);
        if (branch->guard != NULL)
            check_condition(typer, &branch->guard);
        check_statements(typer, &branch->body);
    }
}
