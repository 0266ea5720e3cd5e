// The abstract syntax tree: typed structs with named fields, a byte span and, for expressions, the
// type that the typer found. Made from node.def.
//
// Nodes live in the compilation's arena. Fields named in node.def by RESULT are empty until the
// typer has run. Lists are never NULL-terminated: use `count`.
#ifndef ZILANT_FRONTEND_AST_H
#define ZILANT_FRONTEND_AST_H

#include "support/language.h"
#include "support/name.h"
#include "support/source.h"
#include "support/vector.h"
#include <stdbool.h>
#include <stdint.h>

struct Type;
struct Symbol;
struct FunctionSymbol;
struct Scope;
struct Directives;
struct ParallelSection;

// --- Enums of node fields: each a list of X(member, text) ----------------------------------------
// clang-format off
#define NONE_RULES(X)                                                                              \
    X(NONE_RULE_DEFAULT, "default") X(NONE_RULE_NOT_NONE, "not None") X(NONE_RULE_OR_NONE, "or None")
#define TYPE_PARAMETER_KINDS(X)                                                                    \
    X(TYPE_PARAMETER_NORMAL, "normal") X(TYPE_PARAMETER_STAR, "star")                              \
    X(TYPE_PARAMETER_DOUBLE_STAR, "double-star")
#define STRING_KINDS(X) /* CHAR: c'x' */                                                           \
    X(STRING_STR, "str") X(STRING_BYTES, "bytes") X(STRING_CHAR, "char")
#define FORMAT_CONVERSIONS(X)                                                                      \
    X(CONVERSION_NONE, "") X(CONVERSION_STR, "s") X(CONVERSION_REPR, "r") X(CONVERSION_ASCII, "a")
#define COMPREHENSION_KINDS(X)                                                                     \
    X(COMPREHENSION_LIST, "list") X(COMPREHENSION_SET, "set") X(COMPREHENSION_DICT, "dict")        \
    X(COMPREHENSION_GENERATOR, "generator")
// Who takes the items of a generator expression that makes no generator: the callee that it is an
// argument of is given a list; else the call is what is made of them.
#define ITEM_CONSUMERS(X)                                                                          \
    X(CONSUMER_NONE, "none") X(CONSUMER_CALLEE, "callee") X(CONSUMER_LIST, "list")                 \
    X(CONSUMER_TUPLE, "tuple") X(CONSUMER_SET, "set") X(CONSUMER_ANY, "any")                       \
    X(CONSUMER_ALL, "all")
#define SIGNEDNESSES(X)                                                                            \
    X(SIGNEDNESS_DEFAULT, "default") X(SIGNEDNESS_SIGNED, "signed")                                \
    X(SIGNEDNESS_UNSIGNED, "unsigned")
#define GIL_RULES(X)                                                                               \
    X(GIL_RULE_DEFAULT, "default") X(GIL_RULE_NOGIL, "nogil") X(GIL_RULE_WITH_GIL, "with gil")

// What a `with` statement is: Python's, `with nogil:`, `with gil:`, `with cython.boundscheck(False):`.
#define WITH_RULES(X)                                                                              \
    X(WITH_PYTHON, "with") X(WITH_NOGIL, "with nogil") X(WITH_GIL, "with gil")                     \
    X(WITH_DIRECTIVES, "with directives") X(WITH_CRITICAL_SECTION, "with critical section")

// How the rounds of a parallel loop are given to the threads; DEFAULT: as STATIC.
#define PARALLEL_SCHEDULES(X)                                                                      \
    X(SCHEDULE_DEFAULT, "default") X(SCHEDULE_STATIC, "static") X(SCHEDULE_DYNAMIC, "dynamic")     \
    X(SCHEDULE_GUIDED, "guided") X(SCHEDULE_RUNTIME, "runtime")

// From where a name reads a local variable: the function's own body, a comprehension in it, or a
// function or class body in it. Says how Python complains if the variable is not bound.
#define NAME_ACCESSES(X)                                                                           \
    X(NAME_OWN, "own") X(NAME_IN_COMPREHENSION, "in comprehension") X(NAME_FREE, "free")

// What a PatternSubject is: the subject of the statement; an item, or the list that `*rest` gets; the
// value of a key, or the dict that `**rest` gets; a positional argument of a class pattern; an attribute;
// the subject as an instance of the class.
#define SUBJECT_PARTS(X)                                                                           \
    X(SUBJECT_WHOLE, "whole") X(SUBJECT_ITEM, "item") X(SUBJECT_ITEMS, "items")                    \
    X(SUBJECT_VALUE, "value") X(SUBJECT_MAPPING, "mapping") X(SUBJECT_ARGUMENT, "argument")        \
    X(SUBJECT_ATTRIBUTE, "attribute") X(SUBJECT_INSTANCE, "instance")

// Each enum with its list.
#define AST_ENUMS(E)                                                                               \
    E(NoneRule, NONE_RULES)                     E(TypeParameterKind, TYPE_PARAMETER_KINDS)         \
    E(StringKind, STRING_KINDS)                 E(FormatConversion, FORMAT_CONVERSIONS)            \
    E(ComprehensionKind, COMPREHENSION_KINDS)   E(Signedness, SIGNEDNESSES)                        \
    E(GilRule, GIL_RULES)                       E(WithRule, WITH_RULES)                            \
    E(NameAccess, NAME_ACCESSES)                E(SubjectPart, SUBJECT_PARTS)                      \
    E(ParallelSchedule, PARALLEL_SCHEDULES)     E(ItemConsumer, ITEM_CONSUMERS)
// clang-format on

// The enums, and for each a function that gives a value's text: BinaryOperator_text(BINARY_ADD) is
// "+".
#define MEMBER(member, text) member,
#define E(EnumType, LIST)                                                                          \
    typedef enum EnumType { LIST(MEMBER) } EnumType;                                               \
    const char *EnumType##_text(EnumType value);
AST_ENUMS(E)
#undef E
#undef MEMBER

// --- Nodes ---------------------------------------------------------------------------------------
typedef enum NodeFamily {
    FAMILY_MODULE,
    FAMILY_STATEMENT,
    FAMILY_EXPRESSION,
    FAMILY_PATTERN,
    FAMILY_DECLARATION,
    FAMILY_PART
} NodeFamily;

// The columns of node.def.
typedef enum NodeLanguage {
    LANGUAGE_PYTHON,
    LANGUAGE_PYTHON2,
    LANGUAGE_CYTHON,
    LANGUAGE_COMPILER
} NodeLanguage;

typedef enum NodeOpens { OPENS_PLAIN, OPENS_SCOPE, OPENS_SECTION } NodeOpens;

typedef enum NodeGil { GIL_FREE, GIL_VALUE, GIL_NEEDED, GIL_TAKEN } NodeGil;

// What a child is to its node.
typedef enum NodeRole {
    ROLE_DECORATOR,
    ROLE_VALUE,
    ROLE_STARRED,
    ROLE_ANNOTATION,
    ROLE_CONSTANT,
    ROLE_TARGET,
    ROLE_INNER
} NodeRole;

typedef enum NodeKind {
#define NODE(Type, name, FAMILY, LANGUAGE, OPENS, GIL, fields) NODE_##Type,
#include "frontend/node.def"
#undef NODE
    NODE_COUNT
} NodeKind;

typedef struct Node {
    uint16_t kind; // a NodeKind
    Span span;
    // of an expression's value, and of what an augmented assignment's operator gives; from the
    // typer
    const struct Type *type;
} Node;

typedef struct NodeList {
    Node **items;
    uint32_t count;
} NodeList;

#define CHILD(field) Node *field;
#define OPTIONAL(field) Node *field;
#define CHILDREN(field) NodeList field;
#define CHILD_AS(ROLE, field) Node *field;
#define OPTIONAL_AS(ROLE, field) Node *field;
#define CHILDREN_AS(ROLE, field) NodeList field;
#define NAME(field) const Name *field;
#define TEXT(field) Text field;
#define FLAG(field) bool field;
#define NUMBER(field) uint32_t field;
#define REAL(field) double field;
#define SPAN(field) Span field;
#define ENUM(Type, field) Type field;
#define RESULT(Type, field) Type field;
#define NODE(Type, name, FAMILY, LANGUAGE, OPENS, GIL, fields)                                     \
    typedef struct Type {                                                                          \
        Node node;                                                                                 \
        fields                                                                                     \
    } Type;
#include "frontend/node.def"
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
#undef NODE

// NODE_NEW(arena, If, span) returns a zeroed If of that span.
#define NODE_NEW(arena, Type, span) ((Type *)node_create((arena), NODE_##Type, (span)))
Node *node_create(Arena *arena, NodeKind kind, Span span);

// Casts with a check of the kind: NODE_AS(If, node).
#define NODE_AS(Type, node) ((Type *)node_checked((Node *)(node), NODE_##Type))
Node *node_checked(Node *node, NodeKind kind);
static inline bool node_is(const Node *node, NodeKind kind) {
    return node != NULL && node->kind == kind;
}

const char *node_kind_name(NodeKind kind); // "If"
NodeFamily node_kind_family(NodeKind kind);
NodeLanguage node_kind_language(NodeKind kind);
NodeGil node_kind_gil(NodeKind kind);

// The list of one node; of all that have been collected, in memory of its own.
typedef VECTOR(Node *) NodeVector;
NodeList node_list_of(Arena *arena, Node *node);
NodeList node_list_finish(Arena *arena, const NodeVector *nodes);

// Calls `visit` for each child that is there, in the order of the fields; not for grandchildren.
typedef void NodeVisitor(Node **child, void *context);
void node_each_child(Node *node, NodeVisitor *visit, void *context);

// The same with the child's role, in the order in which they run: decorators, values (with
// annotations and constants where they stand among them), targets, what is inside the node's scope.
typedef void NodeRoleVisitor(Node **child, NodeRole role, void *context);
void node_walk(Node *node, NodeRoleVisitor *visit, void *context);

// None, True, ..., a number or a string.
bool node_is_literal(const Node *node);
bool formatted_is_interpolation(const FormattedValue *value); // of a template string
bool call_has_plain_arguments(const Call *call);              // no keywords, no stars
bool parameter_is_optional(const Parameter *parameter);       // has a default value
bool import_is_future(const ImportFrom *import);              // from __future__ import ...

// The innermost declarator, which has the name; NULL if that is none, or if there is no declarator.
DeclaratorName *declarator_core(const Node *declarator);
// The docstring with which the body of a module, class or function begins, or NULL.
StringLiteral *docstring_literal(const NodeList *body);

// Copies the node and everything below it; what the typer filled in is empty in the copy. Its depth
// of recursion is the tree's, which the lowering limits.
Node *node_copy(Arena *arena, const Node *node);
NodeList node_copy_list(Arena *arena, const NodeList *list);

#endif
