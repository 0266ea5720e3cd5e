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

static bool needs_except_star(const SyntaxScan *scan, const Node *node) {
    return scan != NULL && ((const Try *)node)->is_star;
}

static bool needs_template(const SyntaxScan *scan, const Node *node) {
    return scan != NULL && ((const JoinedString *)node)->is_template;
}

static bool needs_default(const SyntaxScan *scan, const Node *node) {
    return scan != NULL && ((const TypeParameter *)node)->default_value != NULL;
}

static bool needs_star_annotation(const SyntaxScan *scan, const Node *node) {
    const Parameter *parameter = (const Parameter *)node;
    return scan != NULL && parameter->annotation != NULL &&
           node_is(parameter->annotation, NODE_Starred);
}

static bool needs_star_index(const SyntaxScan *scan, const Node *node) {
    const Node *index = ((const Subscript *)node)->index;
    if (!node_is(index, NODE_TupleExpression) || *text_of(scan, index->span) == '(')
        return false;
    const NodeList *elements = &((const TupleExpression *)index)->elements;
    uint32_t i = 0;
    while (i < elements->count && !node_is(elements->items[i], NODE_Starred))
        i++;
    return i < elements->count;
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

// The quotes around a place in a format string.
typedef struct QuoteReader {
    const char *text;
    char quote;
    bool is_long;
} QuoteReader;

static bool at_quotes(const QuoteReader *reader) {
    const char *text = reader->text;
    return *text == reader->quote &&
           (!reader->is_long || (text[1] == reader->quote && text[2] == reader->quote));
}

// From before a string's prefix to after its opening quotes.
static void open_string(QuoteReader *reader) {
    reader->text += strcspn(reader->text, "'\"");
    reader->quote = *reader->text;
    reader->is_long = reader->text[1] == reader->quote && reader->text[2] == reader->quote;
    reader->text += reader->is_long ? 3 : 1;
}

// Reads up to `end`, which lies in a field of this or a string joined to it.
static void read_quotes(QuoteReader *reader, const char *end) {
    while (reader->text < end) {
        if (at_quotes(reader)) {
            reader->text += reader->is_long ? 3 : 1;
            open_string(reader);
        } else {
            reader->text += *reader->text == '\\' ? 2 : 1;
        }
    }
}

// Before PEP 701 a field held no backslash, no comment, no quote of the string around it and, in a
// string of one line, no line end.
static bool needs_free_field(const SyntaxScan *scan, const Node *node) {
    const NodeList *values = &((const JoinedString *)node)->values;
    QuoteReader reader = {.text = text_of(scan, node->span)};
    open_string(&reader);
    for (uint32_t i = 0; i < values->count; i++) {
        if (!node_is(values->items[i], NODE_FormattedValue))
            continue;
        Span span = ((const FormattedValue *)values->items[i])->value->span;
        const char *field = text_of(scan, span);
        read_quotes(&reader, field);
        char unwanted[] = {'\\', '#', reader.quote, reader.is_long ? '\0' : '\n', '\0'};
        reader.text = field + (span.end - span.start);
        if (strcspn(field, unwanted) < span.end - span.start)
            return true;
    }
    return false;
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
