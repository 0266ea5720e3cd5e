// Statements that the compiler makes from a text, as if the source had them.
//
// Takes: a text in Cython's language, and what its names `zi_0`, `zi_1`, ... stand for. Gives: its
// statements, bound, all at the place in the source that they are made for.

#include "typer/internal.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define PART_PREFIX "zi_"

static const char *add_part(Typer *typer, Fragment *fragment, FragmentPart part) {
    vector_push(typer->arena, &fragment->parts, part);
    return arena_format(typer->arena, PART_PREFIX "%u", fragment->parts.count - 1);
}

const char *fragment_node(Typer *typer, Fragment *fragment, const Node *node) {
    return add_part(typer, fragment, (FragmentPart){.node = node});
}

const char *fragment_symbol(Typer *typer, Fragment *fragment, Symbol *symbol) {
    return add_part(typer, fragment, (FragmentPart){.symbol = symbol});
}

const char *fragment_text(Typer *typer, Fragment *fragment, const char *text) {
    return fragment_node(typer, fragment, node_of_text(typer, text, fragment->span));
}

void fragment_add(Typer *typer, Fragment *fragment, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_format_list(typer->arena, format, arguments);
    va_end(arguments);
    vector_append(typer->arena, &fragment->text, text, strlen(text));
}

// --- Parsing -------------------------------------------------------------------------------------
typedef struct Filling {
    Typer *typer;
    const Fragment *fragment;
} Filling;

static Node *make_part(const Filling *filling, const FragmentPart *part) {
    if (part->node != NULL)
        return node_copy(filling->typer->arena, part->node);
    return new_name_of(filling->typer, part->symbol, filling->fragment->span);
}

static bool is_part(const Node *node) {
    return node_is(node, NODE_NameExpression) && strncmp(((const NameExpression *)node)->name->text,
                                                         PART_PREFIX, strlen(PART_PREFIX)) == 0;
}

static void fill_in(Node **slot, void *context) {
    const Filling *filling = context;
    Node *node = *slot;
    if (is_part(node)) {
        const char *digits = ((const NameExpression *)node)->name->text + strlen(PART_PREFIX);
        *slot = make_part(filling, &filling->fragment->parts.items[strtoul(digits, NULL, 10)]);
        return;
    }
    node->span = filling->fragment->span;
    if (node_is(node, NODE_FunctionDef))
        ((FunctionDef *)node)->name_span = node->span;
    node_each_child(node, fill_in, context);
}

static NodeList parse(Typer *typer, Fragment *fragment) {
    vector_push(typer->arena, &fragment->text, '\0');
    const Source *source =
        source_add_text(typer->compilation->sources, "made by the compiler", SOURCE_VIRTUAL,
                        fragment->text.items, fragment->text.count - 1);
    FrontendOptions options = {.language_level = 3, .python_minor = typer->options->python_minor};
    ParsedFile *file = parse_file(typer->compilation, source, &options);
    Filling filling = {typer, fragment};
    NodeList *body = &file->module->body;
    for (uint32_t i = 0; i < body->count; i++)
        fill_in(&body->items[i], &filling);
    return *body;
}

void fragment_append(Typer *typer, Fragment *fragment, NodeList *body) {
    NodeList made = parse(typer, fragment);
    bind_statements(typer, &made);
    NodeVector whole = {0};
    vector_append(typer->arena, &whole, body->items, body->count);
    vector_append(typer->arena, &whole, made.items, made.count);
    *body = node_list_finish(typer->arena, &whole);
}
