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
#define FIELD(kind, field, texts) {FIELD_##kind, (uint32_t)offsetof(This, field), #field, texts},
#define CHILD(field) FIELD(CHILD, field, NULL)
#define OPTIONAL(field) FIELD(OPTIONAL, field, NULL)
#define CHILDREN(field) FIELD(CHILDREN, field, NULL)
#define NAME(field) FIELD(NAME, field, NULL)
#define TEXT(field) FIELD(TEXT, field, NULL)
#define FLAG(field) FIELD(FLAG, field, NULL)
#define NUMBER(field) FIELD(NUMBER, field, NULL)
#define REAL(field) FIELD(REAL, field, NULL)
#define SPAN(field) FIELD(SPAN, field, NULL)
#define ENUM(EnumType, field) FIELD(ENUM, field, EnumType##_texts)
#define RESULT(Type, field)
#define NODE(Type, lower_name, FAMILY, fields)                                                     \
    static const NodeLayout *layout_##Type(void) {                                                 \
        typedef Type This;                                                                         \
        static const NodeField table[] = {fields{FIELD_CHILD, 0, NULL, NULL}};                     \
        static const NodeLayout layout = {#Type, FAMILY_##FAMILY, sizeof(This),                    \
                                          sizeof table / sizeof *table - 1, table};                \
        return &layout;                                                                            \
    }
#include "frontend/node.def"
#undef NODE
#undef FIELD
#undef CHILD
#undef OPTIONAL
#undef CHILDREN
#undef NAME
#undef TEXT
#undef FLAG
#undef NUMBER
#undef REAL
#undef SPAN
#undef ENUM
#undef RESULT

static const NodeLayout *(*const layouts[NODE_COUNT])(void) = {
#define NODE(Type, lower_name, FAMILY, fields) layout_##Type,
#include "frontend/node.def"
#undef NODE
};

const NodeLayout *node_layout(NodeKind kind) {
    zi_assert(kind < NODE_COUNT);
    return layouts[kind]();
}

const char *node_kind_name(NodeKind kind) { return node_layout(kind)->name; }

NodeFamily node_kind_family(NodeKind kind) { return node_layout(kind)->family; }

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

void node_each_child(Node *node, NodeVisitor *visit, void *context) {
    const NodeLayout *layout = node_layout(node->kind);
    for (uint32_t i = 0; i < layout->field_count; i++) {
        const NodeField *field = &layout->fields[i];
        if (field->kind == FIELD_CHILD || field->kind == FIELD_OPTIONAL) {
            Node **child = &NODE_FIELD(Node *, node, field);
            if (*child != NULL) {
                visit(child, context);
            }
        } else if (field->kind == FIELD_CHILDREN) {
            NodeList list = NODE_FIELD(NodeList, node, field);
            for (uint32_t j = 0; j < list.count; j++) {
                visit(&list.items[j], context);
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
