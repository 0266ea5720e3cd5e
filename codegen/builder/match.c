// The match statement: tests and bindings of patterns.
//
// Takes: Match nodes. Gives: for each case, tests that go on to the next case as soon as one fails.
// Guarantees: Python's order -- what a pattern asks of its subject comes before what its parts ask;
// names are bound when the whole pattern has matched, in the order of the source, before the guard
// is evaluated.
//
//     subject ──> pattern ──> bind names ──> guard ──> body ──> end
//                    │ a test fails            │ false
//                    └──────> next case <──────┘

#include "codegen/builder/trace.h"

// A name that the pattern binds, and the value for it. Alternatives of an or-pattern set the same.
typedef struct Capture {
    Symbol *symbol;
    IrRegisterId reg;
    const Type *type;
} Capture;

// A case that is being built.
typedef struct Matching {
    Builder *builder;
    // where control goes when the pattern, or the alternative, does not match
    IrBlock *failed;
    VECTOR(Capture) captures;
} Matching;

// --- Subjects ------------------------------------------------------------------------------------
static void set_subject(Builder *builder, const Node *subject, Value value) {
    IrRegisterId reg = value.ir.reg;
    if (value.ir.kind != IR_VALUE_REGISTER) {
        reg = builder_new_register(builder, value.type, NULL);
        add_copy(builder, reg, value.ir);
    }
    number_map_put(builder->arena, &builder->subjects, subject, reg);
}

static void set_object_subject(Builder *builder, const Node *subject, IrValue object) {
    set_subject(builder, subject, value_of(object, subject->type));
}

Value build_pattern_subject(Builder *builder, Node *node) {
    uint64_t reg;
    if (!number_map_get(&builder->subjects, node, &reg))
        internal_error("a pattern has no subject here");
    return value_of(ir_reg((IrRegisterId)reg), node->type);
}

// One that an expression gives.
static void build_c_subject(Builder *builder, Node *subject) {
    Value value = build_expression(builder, NODE_AS(PatternSubject, subject)->value);
    set_subject(builder, subject, add_saved_copy(builder, value));
}

// --- Captures ------------------------------------------------------------------------------------
static Capture *find_capture(const Matching *matching, const Symbol *symbol) {
    for (uint32_t i = 0; i < matching->captures.count; i++)
        if (matching->captures.items[i].symbol == symbol)
            return &matching->captures.items[i];
    return NULL;
}

// What alternatives give in different types is an object.
static void note_capture(Matching *matching, Symbol *symbol, const Type *type) {
    Builder *builder = matching->builder;
    Capture *known = symbol != NULL ? find_capture(matching, symbol) : NULL;
    if (symbol == NULL || (known != NULL && known->type == type))
        return;
    Capture capture = {.symbol = symbol, .type = known == NULL ? type : builder->common->object};
    capture.reg = builder_new_register(builder, capture.type, NULL);
    if (known != NULL)
        *known = capture;
    else
        vector_push(builder->arena, &matching->captures, capture);
}

// In the order in which they are bound: the name after `as` comes after those of its pattern.
static void note_captures(Node **child, void *context) {
    Matching *matching = context;
    const Node *node = *child;
    if (node_kind_family((NodeKind)node->kind) == FAMILY_EXPRESSION)
        return;
    node_each_child(*child, note_captures, matching);
    if (node_is(node, NODE_AsPattern)) {
        const AsPattern *as = (const AsPattern *)node;
        note_capture(matching, as->symbol, as->subject->type);
    } else if (node_is(node, NODE_StarPattern)) {
        const StarPattern *star = (const StarPattern *)node;
        note_capture(matching, star->symbol, star->subject->type);
    } else if (node_is(node, NODE_MappingPattern)) {
        const MappingPattern *mapping = (const MappingPattern *)node;
        note_capture(matching, mapping->rest_symbol, mapping->rest_subject->type);
    }
}

static void set_capture(const Matching *matching, const Symbol *symbol, Node *subject) {
    if (symbol == NULL)
        return;
    const Capture *capture = find_capture(matching, symbol);
    Value value = build_pattern_subject(matching->builder, subject);
    add_copy(matching->builder, capture->reg,
             build_conversion(matching->builder, value, capture->type));
}

static void bind_captures(const Matching *matching) {
    for (uint32_t i = 0; i < matching->captures.count; i++) {
        const Capture *capture = &matching->captures.items[i];
        store_symbol(matching->builder, capture->symbol,
                     value_of(ir_reg(capture->reg), capture->type));
    }
}

// --- Tests ---------------------------------------------------------------------------------------
static void require(const Matching *matching, IrValue truth) {
    if (truth.kind == IR_VALUE_INTEGER) {
        // It is known: what follows is unreachable, or always reached.
        if (truth.integer == 0)
            add_jump(matching->builder, matching->failed);
        return;
    }
    IrBlock *good = builder_new_block(matching->builder, "fits");
    add_branch(matching->builder, truth, good, matching->failed);
    builder_start_block(matching->builder, good);
}

static void require_view(const Matching *matching, Value view) {
    Builder *builder = matching->builder;
    IrValue is_none = add_unary(builder, IR_OP_VIEW_IS_NONE, IR_BOOL, view.ir);
    require(matching, add_unary(builder, IR_OP_NOT, IR_BOOL, is_none));
}

static void require_not_none(const Matching *matching, IrValue object) {
    IrValue none = add_singleton(matching->builder, SINGLETON_NONE);
    require(matching, add_compare(matching->builder, COMPARE_IS_NOT, object, none, false));
}

static void build_value_pattern(const Matching *matching, const ValuePattern *node) {
    IrBlock *good = builder_new_block(matching->builder, "fits");
    build_branch(matching->builder, node->value, good, matching->failed);
    builder_start_block(matching->builder, good);
}

// None, True and False: a C number is none of them, but a bint may be one of two.
static void build_singleton_pattern(const Matching *matching, SingletonPattern *node) {
    Builder *builder = matching->builder;
    Value subject = build_pattern_subject(builder, node->subject);
    bool is_bool = node_is(node->value, NODE_BoolLiteral);
    IrValue truth = ir_int(IR_BOOL, 0);
    if (subject.type->kind == TYPE_BINT && is_bool) {
        bool wanted = NODE_AS(BoolLiteral, node->value)->value;
        truth = add_compare(builder, COMPARE_EQUAL, build_truth(builder, subject),
                            ir_int(IR_BOOL, wanted), false);
    } else if (is_view(subject.type) && !is_bool) {
        truth = add_unary(builder, IR_OP_VIEW_IS_NONE, IR_BOOL, subject.ir);
    } else if (type_is_object(subject.type)) {
        truth =
            add_compare(builder, COMPARE_IS, subject.ir, build_object(builder, node->value), false);
    }
    require(matching, truth);
}

static void build_pattern(Matching *matching, Node *pattern);

static bool is_wildcard(const Node *pattern) {
    if (node_is(pattern, NODE_StarPattern))
        return ((const StarPattern *)pattern)->name == NULL;
    return node_is(pattern, NODE_AsPattern) && ((const AsPattern *)pattern)->name == NULL &&
           ((const AsPattern *)pattern)->pattern == NULL;
}

static void build_or_pattern(Matching *matching, const OrPattern *node) {
    Builder *builder = matching->builder;
    IrBlock *failed = matching->failed;
    IrBlock *good = builder_new_block(builder, "alternative");
    for (uint32_t i = 0; i < node->patterns.count; i++) {
        bool is_last = i + 1 == node->patterns.count;
        matching->failed = is_last ? failed : builder_new_block(builder, "next alternative");
        build_pattern(matching, node->patterns.items[i]);
        add_jump(builder, good);
        builder_start_block(builder, is_last ? good : matching->failed);
    }
    matching->failed = failed;
}

// --- Sequences -----------------------------------------------------------------------------------
// Where the patterns of items get what they are matched against.
static Node *subject_of(const Node *pattern) {
    switch (pattern->kind) {
    case NODE_ValuePattern:
        return ((const ValuePattern *)pattern)->subject;
    case NODE_SingletonPattern:
        return ((const SingletonPattern *)pattern)->subject;
    case NODE_AsPattern:
        return ((const AsPattern *)pattern)->subject;
    case NODE_StarPattern:
        return ((const StarPattern *)pattern)->subject;
    case NODE_SequencePattern:
        return ((const SequencePattern *)pattern)->subject;
    case NODE_MappingPattern:
        return ((const MappingPattern *)pattern)->subject;
    case NODE_ClassPattern:
        return ((const ClassPattern *)pattern)->subject;
    case NODE_OrPattern:
        return subject_of(((const OrPattern *)pattern)->patterns.items[0]);
    default:
        internal_error("%s is no pattern", node_kind_name((NodeKind)pattern->kind));
    }
}

// Each pattern gets its item of the tuple.
static void set_tuple_subjects(Builder *builder, const NodeList *patterns, IrValue tuple) {
    for (uint32_t i = 0; i < patterns->count; i++)
        set_object_subject(builder, subject_of(patterns->items[i]),
                           ADD_RUNTIME(builder, tuple_item, tuple, ir_int(IR_I64, i)));
}

static void build_patterns(Matching *matching, const NodeList *patterns) {
    for (uint32_t i = 0; i < patterns->count; i++)
        build_pattern(matching, patterns->items[i]);
}

static void build_item(Matching *matching, Node *pattern, IrValue object) {
    set_object_subject(matching->builder, subject_of(pattern), object);
    build_pattern(matching, pattern);
}

static bool are_wildcards(const NodeList *patterns) {
    uint32_t i = 0;
    while (i < patterns->count && is_wildcard(patterns->items[i]))
        i++;
    return i == patterns->count;
}

static void require_length(const Matching *matching, IrValue length, const NodeList *patterns) {
    uint32_t least = patterns->count;
    bool has_star = find_star_pattern(patterns) < patterns->count;
    if (has_star && --least == 0)
        return;
    CompareOperator operator= has_star ? COMPARE_GREATER_EQUAL : COMPARE_EQUAL;
    require(matching,
            add_compare(matching->builder, operator, length, ir_int(IR_I64, least), false));
}

// The items around `*_` are read one by one.
static void build_items_around(Matching *matching, IrValue sequence, const NodeList *patterns) {
    Builder *builder = matching->builder;
    uint32_t star = find_star_pattern(patterns);
    for (uint32_t i = 0; i < patterns->count; i++) {
        if (is_wildcard(patterns->items[i]))
            continue;
        IrValue index = ir_int(IR_I64, i);
        if (i > star) {
            IrValue length = ADD_RUNTIME(builder, length, sequence);
            IrValue from_end = ir_int(IR_I64, patterns->count - i);
            index = add_binary(builder, IR_OP_SUBTRACT, IR_I64, length, from_end);
        }
        IrValue item = ADD_RUNTIME(builder, get_item_index, sequence, index);
        build_item(matching, patterns->items[i], item);
    }
}

static void build_all_items(Matching *matching, IrValue sequence, const NodeList *patterns) {
    Builder *builder = matching->builder;
    uint32_t star = find_star_pattern(patterns);
    IrValue items = unpack_object(builder, sequence, patterns->count, star);
    set_tuple_subjects(builder, patterns, items);
    build_patterns(matching, patterns);
}

// Of a memoryview or C tuple.
static void build_c_items(Matching *matching, Value subject, const NodeList *patterns) {
    Builder *builder = matching->builder;
    if (is_view(subject.type)) {
        require_view(matching, subject);
        IrOp *shape =
            add_op_giving(builder, IR_OP_VIEW_SHAPE, (IrType){.kind = IR_I64}, &subject.ir, 1);
        require_length(matching, ir_reg(shape->result), patterns);
    } else {
        require(matching, ir_int(IR_BOOL, subject.type->members.count == patterns->count));
    }
    for (uint32_t i = 0; i < patterns->count && builder->block != NULL; i++) {
        if (is_wildcard(patterns->items[i]))
            continue;
        build_c_subject(builder, subject_of(patterns->items[i]));
        build_pattern(matching, patterns->items[i]);
    }
}

static void build_sequence_pattern(Matching *matching, const SequencePattern *node) {
    Builder *builder = matching->builder;
    const NodeList *patterns = &node->patterns;
    Value subject = build_pattern_subject(builder, node->subject);
    if (pattern_takes_c_items(node)) {
        build_c_items(matching, subject, patterns);
        return;
    }
    bool has_view = is_view(subject.type);
    if (has_view)
        require_view(matching, subject);
    IrValue sequence = to_object(builder, subject);
    if (!has_view)
        require(matching, ADD_RUNTIME(builder, is_sequence, sequence));
    uint32_t star = find_star_pattern(patterns);
    if (star == patterns->count || star > 0 || patterns->count > 1)
        require_length(matching, ADD_RUNTIME(builder, length, sequence), patterns);
    if (are_wildcards(patterns))
        return;
    if (star < patterns->count && is_wildcard(patterns->items[star]))
        build_items_around(matching, sequence, patterns);
    else
        build_all_items(matching, sequence, patterns);
}

// --- Mappings ------------------------------------------------------------------------------------
static IrValue build_keys(Builder *builder, const NodeList *keys) {
    if (are_constants(keys, keys->count))
        return add_constant(builder, tuple_of_constants(builder, keys, keys->count));
    IrValue *values = ARENA_ARRAY(builder->arena, IrValue, keys->count);
    for (uint32_t i = 0; i < keys->count; i++)
        values[i] =
            add_saved_copy(builder, object_value(builder, build_object(builder, keys->items[i])))
                .ir;
    return add_runtime_list(builder, RUNTIME_tuple_build, values, keys->count);
}

static void build_values(Matching *matching, const MappingPattern *node, IrValue mapping,
                         IrValue keys) {
    Builder *builder = matching->builder;
    const NodeList *patterns = &node->patterns;
    // Literals have been compared with each other.
    bool may_repeat = !are_constants(&node->keys, node->keys.count);
    IrValue values = ADD_RUNTIME(builder, match_keys, mapping, keys, ir_int(IR_I32, may_repeat));
    require_not_none(matching, values);
    set_tuple_subjects(builder, patterns, values);
    build_patterns(matching, patterns);
}

static void build_mapping_pattern(Matching *matching, const MappingPattern *node) {
    Builder *builder = matching->builder;
    uint32_t count = node->keys.count;
    IrValue mapping = to_object(builder, build_pattern_subject(builder, node->subject));
    require(matching, ADD_RUNTIME(builder, is_mapping, mapping));
    if (count > 0) {
        IrValue length = ADD_RUNTIME(builder, length, mapping);
        require(matching,
                add_compare(builder, COMPARE_GREATER_EQUAL, length, ir_int(IR_I64, count), false));
    }
    if (count == 0 && !node->has_rest)
        return;
    IrValue keys = build_keys(builder, &node->keys);
    if (count > 0)
        build_values(matching, node, mapping, keys);
    if (node->has_rest) {
        IrValue rest = ADD_RUNTIME(builder, match_rest, mapping, keys);
        set_object_subject(builder, node->rest_subject, rest);
        set_capture(matching, node->rest_symbol, node->rest_subject);
    }
}

// --- Classes -------------------------------------------------------------------------------------
// Is the single argument of that builtin type the object itself?
static bool matches_itself(const Type *type) {
    static const bool kinds[BUILTIN_KIND_COUNT] = {
        [BUILTIN_BOOL] = true, [BUILTIN_BYTEARRAY] = true, [BUILTIN_BYTES] = true,
        [BUILTIN_DICT] = true, [BUILTIN_FLOAT] = true,     [BUILTIN_FROZENSET] = true,
        [BUILTIN_INT] = true,  [BUILTIN_LIST] = true,      [BUILTIN_SET] = true,
        [BUILTIN_STR] = true,  [BUILTIN_TUPLE] = true};
    return type != NULL && kinds[type->builtin];
}

// A class pattern that is being built.
typedef struct ClassMatch {
    const ClassPattern *node;
    IrValue object, class_object;
    bool takes_itself; // as its argument
} ClassMatch;

// Of a cdef class the fields lie in the object, whatever that says of its class.
static IrValue build_instance_test(Builder *builder, const ClassMatch *match) {
    Node *node = match->node->class_value;
    const Symbol *symbol = symbol_of(node);
    if (symbol != NULL && symbol->kind == SYMBOL_CLASS)
        return ADD_RUNTIME(builder, slot_is_own, match->object, match->class_object);
    if (named_builtin_type(builder, node) != NULL)
        return ADD_RUNTIME(builder, is_instance, match->object, match->class_object);
    return ADD_RUNTIME(builder, match_class, match->object, match->class_object);
}

static Node *subject_of_keyword(const ClassMatch *match, uint32_t index) {
    return NODE_AS(KeywordPattern, match->node->keywords.items[index])->subject;
}

static bool is_field(const Node *subject) {
    return ((const PatternSubject *)subject)->value != NULL;
}

static const Name *name_of_keyword(const ClassMatch *match, uint32_t index) {
    return NODE_AS(KeywordPattern, match->node->keywords.items[index])->name;
}

// Where only keywords name attributes, they differ: each is looked up like any other attribute.
static void build_keywords(const Matching *matching, const ClassMatch *match) {
    Builder *builder = matching->builder;
    for (uint32_t i = 0; i < match->node->keywords.count; i++) {
        Node *subject = subject_of_keyword(match, i);
        if (is_field(subject))
            continue;
        IrValue value = ir_reg(builder_new_ir_register(builder, IR_OBJECT));
        IrValue name = name_operand(builder, name_of_keyword(match, i));
        IrValue status = ADD_RUNTIME(builder, match_attribute, match->object, name, value);
        require(matching,
                add_compare(builder, COMPARE_NOT_EQUAL, status, ir_int(IR_I32, 0), false));
        set_object_subject(builder, subject, value);
    }
}

// What the arguments name is known when the program runs, and no keyword may name it too: that goes
// for fields as well, which are read elsewhere.
static IrValue build_attributes(Builder *builder, const ClassMatch *match) {
    const NodeList *keywords = &match->node->keywords;
    uint32_t *names = ARENA_ARRAY(builder->arena, uint32_t, keywords->count + 1);
    int64_t fields = 0;
    for (uint32_t i = 0; i < keywords->count; i++) {
        names[i] = constant_name(builder, name_of_keyword(match, i));
        if (is_field(subject_of_keyword(match, i)) && i < 63)
            fields |= (int64_t)1 << i;
    }
    IrValue name_tuple = add_constant(builder, constant_tuple(builder, names, keywords->count));
    return ADD_RUNTIME(builder, match_attributes, match->object, match->class_object,
                       constant_operand(constant_string(builder, "__match_args__")),
                       ir_int(IR_I64, match->node->patterns.count), name_tuple,
                       ir_int(IR_I64, fields));
}

static void build_arguments(const Matching *matching, const ClassMatch *match) {
    Builder *builder = matching->builder;
    const NodeList *patterns = &match->node->patterns;
    IrValue values = build_attributes(builder, match);
    require_not_none(matching, values);
    set_tuple_subjects(builder, patterns, values);
    for (uint32_t i = 0; i < match->node->keywords.count; i++)
        if (!is_field(subject_of_keyword(match, i)))
            set_object_subject(
                builder, subject_of_keyword(match, i),
                ADD_RUNTIME(builder, tuple_item, values, ir_int(IR_I64, patterns->count + i)));
}

static void build_fields(Builder *builder, const ClassMatch *match) {
    set_object_subject(builder, match->node->instance, match->object);
    for (uint32_t i = 0; i < match->node->keywords.count; i++)
        if (is_field(subject_of_keyword(match, i)))
            build_c_subject(builder, subject_of_keyword(match, i));
}

static void build_class_pattern(Matching *matching, ClassPattern *node) {
    Builder *builder = matching->builder;
    ClassMatch match = {.node = node};
    match.object = to_object(builder, build_pattern_subject(builder, node->subject));
    match.class_object = build_class(builder, node->class_value);
    require(matching, build_instance_test(builder, &match));
    match.takes_itself =
        node->patterns.count == 1 && matches_itself(named_builtin_type(builder, node->class_value));
    if (match.takes_itself)
        set_object_subject(builder, subject_of(node->patterns.items[0]), match.object);
    if (node->patterns.count > 0 && !match.takes_itself)
        build_arguments(matching, &match);
    else
        build_keywords(matching, &match);
    build_fields(builder, &match);
    build_patterns(matching, &node->patterns);
    for (uint32_t i = 0; i < node->keywords.count; i++)
        build_pattern(matching, NODE_AS(KeywordPattern, node->keywords.items[i])->pattern);
}

// --- Cases ---------------------------------------------------------------------------------------
static void build_as_pattern(Matching *matching, const AsPattern *node) {
    if (node->pattern != NULL)
        build_pattern(matching, node->pattern);
    set_capture(matching, node->symbol, node->subject);
}

static void build_pattern(Matching *matching, Node *pattern) {
    matching->builder->span = pattern->span;
    switch (pattern->kind) {
    case NODE_ValuePattern:
        build_value_pattern(matching, (ValuePattern *)pattern);
        break;
    case NODE_SingletonPattern:
        build_singleton_pattern(matching, (SingletonPattern *)pattern);
        break;
    case NODE_AsPattern:
        build_as_pattern(matching, (AsPattern *)pattern);
        break;
    case NODE_StarPattern:
        set_capture(matching, ((StarPattern *)pattern)->symbol, ((StarPattern *)pattern)->subject);
        break;
    case NODE_OrPattern:
        build_or_pattern(matching, (OrPattern *)pattern);
        break;
    case NODE_SequencePattern:
        build_sequence_pattern(matching, (SequencePattern *)pattern);
        break;
    case NODE_MappingPattern:
        build_mapping_pattern(matching, (MappingPattern *)pattern);
        break;
    case NODE_ClassPattern:
        build_class_pattern(matching, (ClassPattern *)pattern);
        break;
    default:
        internal_error("%s is no pattern", node_kind_name((NodeKind)pattern->kind));
    }
}

// case_block: "case" pattern ["if" guard] ":" block
static void build_case(Builder *builder, const MatchCase *branch, IrBlock *next) {
    Matching matching = {.builder = builder, .failed = next};
    note_captures((Node **)&branch->pattern, &matching);
    trace_line(builder, branch->node.span);
    build_pattern(&matching, branch->pattern);
    bind_captures(&matching);
    if (branch->guard != NULL) {
        IrBlock *body = builder_new_block(builder, "case");
        builder->span = branch->guard->span;
        build_branch(builder, branch->guard, body, next);
        builder_start_block(builder, body);
    }
    build_statements(builder, &branch->body);
}

void build_match(Builder *builder, Node *node) {
    const Match *statement = NODE_AS(Match, node);
    const Type *type = statement->whole->type;
    Value subject = value_of(build_as(builder, statement->subject, type), type);
    set_subject(builder, statement->whole, add_saved_copy(builder, subject));
    IrBlock *after = builder_new_block(builder, "match end");
    for (uint32_t i = 0; i < statement->cases.count; i++) {
        IrBlock *next = builder_new_block(builder, "next case");
        build_case(builder, NODE_AS(MatchCase, statement->cases.items[i]), next);
        add_jump(builder, after);
        builder_start_block(builder, next);
    }
    add_jump(builder, after);
    builder_start_block(builder, after);
}
