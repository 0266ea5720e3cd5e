// The text of a unit, as the interpreter gets it.

#include "codegen/units/internal.h"
#include <ctype.h>
#include <string.h>

static void include_decorator(Node **child, NodeRole role, void *context) {
    Span *span = context;
    if (role == ROLE_DECORATOR && (*child)->span.start < span->start)
        span->start = (*child)->span.start;
}

static Span span_with_decorators(Node *node) {
    Span span = node->span;
    node_walk(node, include_decorator, &span);
    return span;
}

static bool is_blank(const char *text, uint32_t start, uint32_t end) {
    for (uint32_t i = start; i < end; i++)
        if (!isspace((unsigned char)text[i]) && text[i] != '@')
            return false;
    return true;
}

Text unit_source(const SourceTable *sources, Arena *arena, Node *node, uint32_t *first_line) {
    Span span = span_with_decorators(node);
    Position position = source_position(sources, span.start);
    const Source *source = position.source;
    uint32_t start = span.start - source->base;
    uint32_t end = span.end - source->base;
    uint32_t line_start = source->line_starts[position.line - 1];
    *first_line = position.line;
    if (is_blank(source->text, line_start, start)) {
        start = line_start;
        while (end < source->length && source->text[end] != '\n')
            end++;
    }
    uint32_t length = end - start;
    char *text = arena_allocate(arena, length + 2);
    memcpy(text, source->text + start, length);
    text[length] = '\n';
    return (Text){.bytes = text, .length = length + 1};
}

const char *unit_excerpt(const SourceTable *sources, Arena *arena, const Node *node) {
    Position position = source_position(sources, node->span.start);
    const char *text = position.source->text + (node->span.start - position.source->base);
    size_t length = strcspn(text, "\n:;");
    return arena_format(arena, "%.*s", (int)(length < 40 ? length : 40), text);
}
