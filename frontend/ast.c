// AST nodes: what follows from node.def alone.
//
// Gives the layout table, the constructor, the checked cast, the walk over children and the copy.
// Adding a node needs no line here.

#include "frontend/ast.h"
#include "frontend/node_fields.h"
#include "support/diag.h"
#include <string.h>

// --- The texts of enums --------------------------------------------------------------------------
#define MEMBER_TEXT(member, text) text,
#define E(EnumType, LIST)                                                                          \
    static const char *const EnumType##_texts[] = {LIST(MEMBER_TEXT)};                             \
    const char *EnumType##_text(EnumType value) { return EnumType##_texts[value]; }
AST_ENUMS(E)
#undef E
#undef MEMBER_TEXT

// --- The layout table ----------------------------------------------------------------------------
// Each kind has a function, so that `This` can name its struct where the fields are spelled out.
// The closing entry keeps the array of a node without fields legal.
#define FIELD(kind, role, field, texts)                                                            \
    {FIELD_##kind, ROLE_##role, (uint32_t)offsetof(This, field), #field, texts},
#define CHILD(field) CHILD_AS(VALUE, field)
#define OPTIONAL(field) OPTIONAL_AS(VALUE, field)
#define CHILDREN(field) CHILDREN_AS(VALUE, field)
#define CHILD_AS(ROLE, field) FIELD(CHILD, ROLE, field, NULL)
#define OPTIONAL_AS(ROLE, field) FIELD(OPTIONAL, ROLE, field, NULL)
#define CHILDREN_AS(ROLE, field) FIELD(CHILDREN, ROLE, field, NULL)
#define NAME(field) FIELD(NAME, VALUE, field, NULL)
#define TEXT(field) FIELD(TEXT, VALUE, field, NULL)
#define FLAG(field) FIELD(FLAG, VALUE, field, NULL)
#define NUMBER(field) FIELD(NUMBER, VALUE, field, NULL)
#define REAL(field) FIELD(REAL, VALUE, field, NULL)
#define SPAN(field) FIELD(SPAN, VALUE, field, NULL)
#define ENUM(EnumType, field) FIELD(ENUM, VALUE, field, EnumType##_texts)
#define RESULT(Type, field)
#define NODE(Type, lower_name, FAMILY, LANGUAGE, OPENS, GIL, FIELDS)                               \
    static const NodeLayout *layout_##Type(void) {                                                 \
        typedef Type This;                                                                         \
        static const NodeField table[] = {FIELDS{FIELD_CHILD, ROLE_VALUE, 0, NULL, NULL}};         \
        static const NodeLayout layout = {.name = #Type,                                           \
                                          .family = FAMILY_##FAMILY,                               \
                                          .language = LANGUAGE_##LANGUAGE,                         \
                                          .opens = OPENS_##OPENS,                                  \
                                          .gil = GIL_##GIL,                                        \
                                          .size = sizeof(This),                                    \
                                          .field_count = sizeof table / sizeof *table - 1,         \
                                          .fields = table};                                        \
        return &layout;                                                                            \
    }
#include "frontend/node.def"
#undef NODE
#undef FIELD
#undef CHILD
#undef OPTIONAL
#undef CHILDREN
#undef CHILD_AS
#undef OPTIONAL_AS
#undef CHILDREN_AS
#undef NAME
#undef TEXT
#undef FLAG
#undef NUMBER
#undef REAL
#undef SPAN
#undef ENUM
#undef RESULT

static const NodeLayout *(*const layouts[NODE_COUNT])(void) = {
#define NODE(Type, lower_name, FAMILY, LANGUAGE, OPENS, GIL, fields) layout_##Type,
#include "frontend/node.def"
#undef NODE
};

const NodeLayout *node_layout(NodeKind kind) {
    zi_assert(kind < NODE_COUNT);
    return layouts[kind]();
}

const char *node_kind_name(NodeKind kind) { return node_layout(kind)->name; }

NodeFamily node_kind_family(NodeKind kind) { return node_layout(kind)->family; }

NodeLanguage node_kind_language(NodeKind kind) { return node_layout(kind)->language; }

NodeGil node_kind_gil(NodeKind kind) { return node_layout(kind)->gil; }

// --- Nodes ---------------------------------------------------------------------------------------
Node *node_create(Arena *arena, NodeKind kind, Span span) {
    Node *node = arena_allocate(arena, node_layout(kind)->size);
    node->kind = (uint16_t)kind;
    node->span = span;
    return node;
}

Node *node_checked(Node *node, NodeKind kind) {
    zi_assert(node != NULL);
    if (node->kind != kind) {
        internal_error("a node is a %s where a %s is needed", node_kind_name(node->kind),
                       node_kind_name(kind));
    }
    return node;
}

// The children in a field; none in a field of another kind.
static NodeList field_children(Node *node, const NodeField *field) {
    if (field->kind == FIELD_CHILDREN) {
        return NODE_FIELD(NodeList, node, field);
    }
    bool is_child = field->kind == FIELD_CHILD || field->kind == FIELD_OPTIONAL;
    Node **child = is_child ? &NODE_FIELD(Node *, node, field) : NULL;
    return (NodeList){child, is_child && *child != NULL};
}

void node_each_child(Node *node, NodeVisitor *visit, void *context) {
    const NodeLayout *layout = node_layout(node->kind);
    for (uint32_t i = 0; i < layout->field_count; i++) {
        NodeList list = field_children(node, &layout->fields[i]);
        for (uint32_t j = 0; j < list.count; j++) {
            visit(&list.items[j], context);
        }
    }
}

// When children of a role run.
static int role_rank(NodeRole role) {
    switch (role) {
    case ROLE_DECORATOR:
        return 0;
    case ROLE_VALUE:
    case ROLE_STARRED:
    case ROLE_ANNOTATION:
    case ROLE_CONSTANT:
        return 1;
    case ROLE_TARGET:
        return 2;
    case ROLE_INNER:
        break;
    }
    return 3;
}

void node_walk(Node *node, NodeRoleVisitor *visit, void *context) {
    const NodeLayout *layout = node_layout(node->kind);
    for (int rank = 0; rank <= role_rank(ROLE_INNER); rank++) {
        for (uint32_t i = 0; i < layout->field_count; i++) {
            const NodeField *field = &layout->fields[i];
            if (role_rank(field->role) != rank) {
                continue;
            }
            NodeList list = field_children(node, field);
            for (uint32_t j = 0; j < list.count; j++) {
                visit(&list.items[j], field->role, context);
            }
        }
    }
}

Node *node_copy(Arena *arena, const Node *node) {
    const NodeLayout *layout = node_layout(node->kind);
    Node *copy = arena_allocate(arena, layout->size);
    copy->kind = node->kind;
    copy->span = node->span;
    for (uint32_t i = 0; i < layout->field_count; i++) {
        const NodeField *field = &layout->fields[i];
        switch (field->kind) {
        case FIELD_CHILD:
        case FIELD_OPTIONAL: {
            const Node *child = NODE_FIELD(const Node *, node, field);
            NODE_FIELD(Node *, copy, field) = child != NULL ? node_copy(arena, child) : NULL;
            break;
        }
        case FIELD_CHILDREN:
            NODE_FIELD(NodeList, copy, field) =
                node_copy_list(arena, &NODE_FIELD(const NodeList, node, field));
            break;
        case FIELD_NAME:
            NODE_FIELD(const Name *, copy, field) = NODE_FIELD(const Name *const, node, field);
            break;
        case FIELD_TEXT:
            NODE_FIELD(Text, copy, field) = NODE_FIELD(const Text, node, field);
            break;
        case FIELD_FLAG:
            NODE_FIELD(bool, copy, field) = NODE_FIELD(const bool, node, field);
            break;
        case FIELD_NUMBER:
        case FIELD_ENUM:
            NODE_FIELD(uint32_t, copy, field) = NODE_FIELD(const uint32_t, node, field);
            break;
        case FIELD_SPAN:
            NODE_FIELD(Span, copy, field) = NODE_FIELD(const Span, node, field);
            break;
        case FIELD_REAL:
            NODE_FIELD(double, copy, field) = NODE_FIELD(const double, node, field);
            break;
        }
    }
    return copy;
}

NodeList node_copy_list(Arena *arena, const NodeList *list) {
    NodeList copy = {ARENA_ARRAY(arena, Node *, list->count), list->count};
    for (uint32_t i = 0; i < list->count; i++) {
        copy.items[i] = node_copy(arena, list->items[i]);
    }
    return copy;
}

NodeList node_list_of(Arena *arena, Node *node) {
    NodeList list = {ARENA_ARRAY(arena, Node *, 1), 1};
    list.items[0] = node;
    return list;
}

NodeList node_list_finish(Arena *arena, const NodeVector *nodes) {
    NodeList list = {NULL, nodes->count};
    if (nodes->count > 0) {
        list.items = ARENA_ARRAY(arena, Node *, nodes->count);
        memcpy(list.items, nodes->items, sizeof(Node *) * nodes->count);
    }
    return list;
}

// --- What several stages ask ---------------------------------------------------------------------
bool node_is_literal(const Node *node) {
    return node_is(node, NODE_NoneLiteral) || node_is(node, NODE_BoolLiteral) ||
           node_is(node, NODE_EllipsisLiteral) || node_is(node, NODE_IntLiteral) ||
           node_is(node, NODE_FloatLiteral) || node_is(node, NODE_StringLiteral);
}

bool formatted_is_interpolation(const FormattedValue *value) {
    return value->source_text.bytes != NULL;
}

bool call_has_plain_arguments(const Call *call) {
    for (uint32_t i = 0; i < call->arguments.count; i++) {
        const Node *argument = call->arguments.items[i];
        if (node_is(argument, NODE_Keyword) || node_is(argument, NODE_Starred))
            return false;
    }
    return true;
}

bool parameter_is_optional(const Parameter *parameter) {
    return parameter->default_value != NULL || parameter->default_unspecified;
}

bool import_is_future(const ImportFrom *import) {
    return import->level == 0 && import->module != NULL &&
           strcmp(import->module->text, "__future__") == 0;
}

StringLiteral *docstring_literal(const NodeList *body) {
    if (body->count == 0 || !node_is(body->items[0], NODE_ExpressionStatement))
        return NULL;
    Node *value = NODE_AS(ExpressionStatement, body->items[0])->value;
    if (!node_is(value, NODE_StringLiteral))
        return NULL;
    StringLiteral *literal = NODE_AS(StringLiteral, value);
    return literal->kind == STRING_STR ? literal : NULL;
}

DeclaratorName *declarator_core(const Node *declarator) {
    while (declarator != NULL && declarator->kind != NODE_DeclaratorName) {
        switch (declarator->kind) {
        case NODE_DeclaratorPointer:
            declarator = ((const DeclaratorPointer *)declarator)->inner;
            break;
        case NODE_DeclaratorReference:
            declarator = ((const DeclaratorReference *)declarator)->inner;
            break;
        case NODE_DeclaratorArray:
            declarator = ((const DeclaratorArray *)declarator)->inner;
            break;
        case NODE_DeclaratorFunction:
            declarator = ((const DeclaratorFunction *)declarator)->inner;
            break;
        default:
            return NULL;
        }
    }
    return (DeclaratorName *)(uintptr_t)declarator;
}
