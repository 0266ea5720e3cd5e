// Which Python reads a piece of source: what runs interpreted is parsed by the target's own parser.
//
// Takes: an AST and its source. Gives: the newest syntax in it. Cython's own syntax never comes
// here: it cannot run interpreted.

#include "codegen/units/internal.h"
#include <string.h>

typedef struct SyntaxScan {
    const SourceTable *sources;
    NewestSyntax newest;
} SyntaxScan;

// The source text from where a node begins.
static const char *text_of(const SyntaxScan *scan, Span span) {
    const Source *source = source_of_span(scan->sources, span);
    return source->text + (span.start - source->base);
}

static bool needs_always(const SyntaxScan *scan, const Node *node) {
    return scan != NULL && node != NULL;
}

static bool needs_template(const SyntaxScan *scan, const Node *node) {
    return scan != NULL && ((const JoinedString *)node)->is_template;
}

static bool needs_default(const SyntaxScan *scan, const Node *node) {
    return scan != NULL && ((const TypeParameter *)node)->default_value != NULL;
}

static bool needs_bare_tuple(const SyntaxScan *scan, const Node *node) {
    const Node *exception = ((const ExceptHandler *)node)->exception;
    return exception != NULL && node_is(exception, NODE_TupleExpression) &&
           *text_of(scan, exception->span) != '(';
}

static bool needs_unpacking(const SyntaxScan *scan, const Node *node) {
    const Comprehension *comprehension = (const Comprehension *)node;
    bool is_mapping = comprehension->kind == COMPREHENSION_DICT && comprehension->value == NULL;
    return scan != NULL && (is_mapping || node_is(comprehension->element, NODE_Starred));
}

// Python 3.15 has made a number with a plus a pattern.
static bool has_plus(const Node *value) {
    if (node_is(value, NODE_BinaryExpression))
        return has_plus(((const BinaryExpression *)value)->left) ||
               has_plus(((const BinaryExpression *)value)->right);
    return node_is(value, NODE_UnaryExpression) &&
           ((const UnaryExpression *)value)->operator== UNARY_PLUS;
}

// (The typer has made a comparison of the value.)
static bool needs_plus(const SyntaxScan *scan, const Node *node) {
    const Node *value = ((const ValuePattern *)node)->value;
    if (node_is(value, NODE_CompareExpression))
        value = ((const CompareLink *)((const CompareExpression *)value)->links.items[0])->operand;
    return scan != NULL && has_plus(value);
}

static bool needs_plus_in_key(const SyntaxScan *scan, const Node *node) {
    const NodeList *keys = &((const MappingPattern *)node)->keys;
    uint32_t i = 0;
    while (i < keys->count && !has_plus(keys->items[i]))
        i++;
    return scan != NULL && i < keys->count;
}

typedef struct PythonSyntax {
    const char *phrase;
    bool (*applies)(const SyntaxScan *scan, const Node *node);
    NodeKind kind;
    int minor;
} PythonSyntax;

static const PythonSyntax syntax[] = {
#define PYTHON_SYNTAX(Kind, phrase, minor, condition)                                              \
    {phrase, needs_##condition, NODE_##Kind, minor},
#include "codegen/units/python_syntax.def"
#undef PYTHON_SYNTAX
};

static void scan_syntax(Node **child, void *context) {
    SyntaxScan *scan = context;
    const Node *node = *child;
    for (size_t i = 0; i < sizeof syntax / sizeof *syntax; i++)
        if (syntax[i].kind == node->kind && syntax[i].minor > scan->newest.minor &&
            syntax[i].applies(scan, node))
            scan->newest = (NewestSyntax){syntax[i].minor, node, syntax[i].phrase};
    node_each_child(*child, scan_syntax, scan);
}

NewestSyntax find_newest_syntax(const SourceTable *sources, Node *node) {
    SyntaxScan scan = {.sources = sources};
    scan_syntax(&node, &scan);
    return scan.newest;
}
