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
    CU_add_test(suite, "a copy is deep and without types", test_copy);
    CU_add_test(suite, "enums have texts", test_enum_texts);
}
