// AST nodes: what follows from node.def alone.

#include "frontend/ast.h"
#include "frontend/node_fields.h"
#include "support/compilation.h"
#include <CUnit/CUnit.h>
#include <string.h>

static Compilation *compilation;

static int start(void) {
    compilation = compilation_create();
    return 0;
}

static int end(void) {
    compilation_destroy(compilation);
    return 0;
}

static Node *make_name(const char *text) {
    NameExpression *name = NODE_NEW(compilation->arena, NameExpression, ((Span){1, 2}));
    name->name = intern(compilation, text);
    return &name->node;
}

static If *make_if(void) {
    If *statement = NODE_NEW(compilation->arena, If, ((Span){3, 9}));
    statement->test = make_name("a");
    statement->body.items = ARENA_ARRAY(compilation->arena, Node *, 2);
    statement->body.count = 2;
    statement->body.items[0] = make_name("b");
    statement->body.items[1] = make_name("c");
    return statement;
}

static void test_layout(void) {
    for (int kind = 0; kind < NODE_COUNT; kind++) {
        const NodeLayout *layout = node_layout((NodeKind)kind);
        CU_ASSERT_TRUE(layout->size >= sizeof(Node));
        for (uint32_t i = 0; i < layout->field_count; i++) {
            CU_ASSERT_TRUE(layout->fields[i].offset >= sizeof(Node));
            CU_ASSERT_TRUE(layout->fields[i].offset < layout->size);
            CU_ASSERT_EQUAL(layout->fields[i].texts != NULL, layout->fields[i].kind == FIELD_ENUM);
        }
    }
    CU_ASSERT_STRING_EQUAL(node_kind_name(NODE_If), "If");
    CU_ASSERT_EQUAL(node_kind_family(NODE_If), FAMILY_STATEMENT);
    CU_ASSERT_EQUAL(node_kind_family(NODE_Call), FAMILY_EXPRESSION);
}

static void test_create(void) {
    const If *statement = make_if();
    CU_ASSERT_EQUAL(statement->node.kind, NODE_If);
    CU_ASSERT_EQUAL(statement->node.span.start, 3);
    CU_ASSERT_PTR_NULL(statement->node.type);
    CU_ASSERT_EQUAL(statement->orelse.count, 0);
    CU_ASSERT_PTR_EQUAL(NODE_AS(If, statement), statement);
    CU_ASSERT_FALSE(node_is(NULL, NODE_If));
}

static void visit(Node **child, void *context) {
    char *seen = context;
    seen[strlen(seen)] = NODE_AS(NameExpression, *child)->name->text[0];
}

static void test_each_child(void) {
    char seen[8] = "";
    node_each_child(&make_if()->node, visit, seen);
    CU_ASSERT_STRING_EQUAL(seen, "abc");
}

// Makes a node of the kind in which every field that can hold children has one, or two in a list.
static Node *make_full(NodeKind kind) {
    const NodeLayout *layout = node_layout(kind);
    Node *node = node_create(compilation->arena, kind, (Span){0});
    for (uint32_t i = 0; i < layout->field_count; i++) {
        const NodeField *field = &layout->fields[i];
        if (field->kind == FIELD_CHILD || field->kind == FIELD_OPTIONAL)
            NODE_FIELD(Node *, node, field) = make_name("x");
        if (field->kind == FIELD_CHILDREN) {
            Node **items = ARENA_ARRAY(compilation->arena, Node *, 2);
            items[0] = make_name("x");
            items[1] = make_name("y");
            NODE_FIELD(NodeList, node, field) = (NodeList){items, 2};
        }
    }
    return node;
}

typedef struct Walk {
    Map seen; // children
    uint32_t count;
    int phase; // decorators, values, targets, inside
    bool is_in_order;
} Walk;

static void note_child(Node **child, NodeRole role, void *context) {
    Walk *walk = context;
    int phase = role == ROLE_DECORATOR ? 0 : role == ROLE_TARGET ? 2 : role == ROLE_INNER ? 3 : 1;
    walk->is_in_order &= phase >= walk->phase;
    walk->phase = phase;
    walk->count++;
    map_put(compilation->arena, &walk->seen, *child, *child);
}

static void expect_child(Node **child, void *context) {
    Walk *walk = context;
    CU_ASSERT_TRUE(map_has(&walk->seen, *child));
    walk->count--;
}

// Of every kind: the walk by roles reaches each child once, in the order in which they run.
static void test_walk_every_kind(void) {
    for (int kind = 0; kind < NODE_COUNT; kind++) {
        Node *node = make_full((NodeKind)kind);
        Walk walk = {.is_in_order = true};
        node_walk(node, note_child, &walk);
        CU_ASSERT_TRUE(walk.is_in_order);
        node_each_child(node, expect_child, &walk);
        CU_ASSERT_EQUAL(walk.count, 0);
    }
}

static void note_letter(Node **child, NodeRole role, void *context) {
    char *seen = context;
    const char *letter = NODE_AS(NameExpression, *child)->name->text;
    sprintf(seen + strlen(seen), "%s%d ", letter, role);
}

static void test_walk_order(void) {
    Assign *assign = NODE_NEW(compilation->arena, Assign, ((Span){0}));
    Node *target = make_name("t");
    assign->targets = (NodeList){&target, 1};
    assign->value = make_name("v");
    char seen[32] = "", expected[32];
    node_walk(&assign->node, note_letter, seen);
    sprintf(expected, "v%d t%d ", ROLE_VALUE, ROLE_TARGET);
    CU_ASSERT_STRING_EQUAL(seen, expected);
}

// The columns agree with what is known of the kinds otherwise.
static void test_columns(void) {
    for (int kind = 0; kind < NODE_COUNT; kind++) {
        const NodeLayout *layout = node_layout((NodeKind)kind);
        bool opens = layout->opens == OPENS_SCOPE;
        bool has_inside = false;
        for (uint32_t i = 0; i < layout->field_count; i++)
            has_inside |= layout->fields[i].role == ROLE_INNER;
        // The module's scope is there before anything is walked.
        CU_ASSERT_EQUAL(has_inside, opens || kind == NODE_Module);
        if (layout->family == FAMILY_DECLARATION)
            CU_ASSERT_EQUAL(layout->language, LANGUAGE_CYTHON);
        if (layout->gil == GIL_VALUE)
            CU_ASSERT_EQUAL(layout->family, FAMILY_EXPRESSION);
        if (layout->family == FAMILY_EXPRESSION)
            CU_ASSERT_NOT_EQUAL(layout->gil, GIL_FREE);
    }
}

static void test_copy(void) {
    If *statement = make_if();
    statement->test->type = (const struct Type *)statement; // anything: the copy forgets it
    If *copy = NODE_AS(If, node_copy(compilation->arena, &statement->node));
    CU_ASSERT_PTR_NOT_EQUAL(copy, statement);
    CU_ASSERT_PTR_NOT_EQUAL(copy->test, statement->test);
    CU_ASSERT_PTR_NULL(copy->test->type);
    CU_ASSERT_EQUAL(copy->node.span.end, 9);
    CU_ASSERT_EQUAL_FATAL(copy->body.count, 2);
    CU_ASSERT_PTR_NOT_EQUAL(copy->body.items[1], statement->body.items[1]);
    CU_ASSERT_PTR_EQUAL(NODE_AS(NameExpression, copy->body.items[1])->name,
                        intern(compilation, "c"));
}

static void test_enum_texts(void) {
    CU_ASSERT_STRING_EQUAL(BinaryOperator_text(BINARY_ADD), "+");
    CU_ASSERT_STRING_EQUAL(CompareOperator_text(COMPARE_NOT_IN), "not in");
    CU_ASSERT_STRING_EQUAL(ExceptionRule_text(EXCEPTION_RULE_NEVER), "noexcept");
}

void suite_ast(void) {
    CU_pSuite suite = CU_add_suite("ast", start, end);
    CU_add_test(suite, "every kind has a sound layout", test_layout);
    CU_add_test(suite, "a new node is empty", test_create);
    CU_add_test(suite, "children come in order", test_each_child);
    CU_add_test(suite, "every kind is walked by roles", test_walk_every_kind);
    CU_add_test(suite, "values come before targets", test_walk_order);
    CU_add_test(suite, "columns agree with fields", test_columns);
    CU_add_test(suite, "a copy is deep and without types", test_copy);
    CU_add_test(suite, "enums have texts", test_enum_texts);
}
