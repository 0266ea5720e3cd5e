// The fields of each kind of node as data, for code that treats all kinds alike: the dump, the
// child walk, the copy. Made from node.def; fields that the typer fills in (RESULT) are not among
// them.
#ifndef ZILANT_FRONTEND_NODE_FIELDS_H
#define ZILANT_FRONTEND_NODE_FIELDS_H

#include "frontend/ast.h"

typedef enum NodeFieldKind {
    FIELD_CHILD,
    FIELD_OPTIONAL,
    FIELD_CHILDREN,
    FIELD_NAME,
    FIELD_TEXT,
    FIELD_FLAG,
    FIELD_NUMBER,
    FIELD_REAL,
    FIELD_SPAN,
    FIELD_ENUM
} NodeFieldKind;

typedef struct NodeField {
    NodeFieldKind kind;
    NodeRole role;   // of a child
    uint32_t offset; // in the node's struct
    const char *name;
    const char *const *texts; // of an enum's members, else NULL
} NodeField;

typedef struct NodeLayout {
    const char *name; // "If"
    NodeFamily family;
    NodeLanguage language;
    NodeOpens opens;
    NodeGil gil;
    uint32_t size;
    uint32_t field_count;
    const NodeField *fields;
} NodeLayout;

const NodeLayout *node_layout(NodeKind kind);

// The value of a field of a node: NODE_FIELD(Node *, node, field).
#define NODE_FIELD(Type, node, field) (*(Type *)((char *)(node) + (field)->offset))

#endif
