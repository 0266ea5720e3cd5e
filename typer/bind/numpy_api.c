// What numpy's C API needs of modules that cimport it: a call of import_array() before anything of
// it is called.
//
// Takes a module whose names are resolved. A module that cimports declarations with an
// `_import_array`, and nowhere names it or `import_array`, gets the call as its first statement, as
// in Cython; `<void>numpy.import_array` says that none is wanted.

#include "typer/internal.h"
#include <string.h>

typedef struct ApiSearch {
    Typer *typer;
    const Name *function, *internal;
    // the declarations that are cimported, or NULL, and by which statement
    ModuleSymbol *module;
    Span span;
    bool is_named;
} ApiSearch;

static void note_module(ApiSearch *search, const Name *name, Span span) {
    ModuleSymbol *module = name == NULL ? NULL : map_get(&search->typer->modules, name);
    const Symbol *internal = module == NULL ? NULL : scope_find(module->scope, search->internal);
    const Symbol *function = module == NULL ? NULL : scope_find(module->scope, search->function);
    bool is_api = internal != NULL && internal->kind == SYMBOL_FUNCTION && internal->is_extern &&
                  function != NULL && function->kind == SYMBOL_FUNCTION;
    if (!is_api || search->module != NULL)
        return;
    search->module = module;
    search->span = span;
}

static void search_node(Node **slot, void *context) {
    ApiSearch *search = context;
    Node *node = *slot;
    const Name *name = NULL;
    if (node_is(node, NODE_NameExpression))
        name = ((const NameExpression *)node)->name;
    else if (node_is(node, NODE_Attribute))
        name = ((const Attribute *)node)->name;
    else if (node_is(node, NODE_Cimport))
        for (uint32_t i = 0; i < ((const Cimport *)node)->aliases.count; i++)
            note_module(search, NODE_AS(Alias, ((Cimport *)node)->aliases.items[i])->name,
                        node->span);
    else if (node_is(node, NODE_CimportFrom) && ((const CimportFrom *)node)->level == 0)
        note_module(search, ((const CimportFrom *)node)->module, node->span);
    search->is_named |= name != NULL && (name == search->function || name == search->internal);
    node_each_child(node, search_node, search);
}

static Node *create_call(Typer *typer, Symbol *function, Span span) {
    NameExpression *name = NODE_NEW(typer->arena, NameExpression, span);
    Call *call = NODE_NEW(typer->arena, Call, span);
    ExpressionStatement *statement = NODE_NEW(typer->arena, ExpressionStatement, span);
    name->name = function->name;
    name->symbol = function;
    call->function = &name->node;
    statement->value = &call->node;
    return &statement->node;
}

// After the docstring and what changes how the file is read.
static uint32_t first_statement(const NodeList *body) {
    uint32_t at = docstring_literal(body) != NULL ? 1 : 0;
    while (at < body->count && node_is(body->items[at], NODE_ImportFrom) &&
           import_is_future((const ImportFrom *)body->items[at]))
        at++;
    return at;
}

void add_import_of_api(Typer *typer, NodeList *body) {
    ApiSearch search = {.typer = typer,
                        .function = intern(typer->compilation, "import_array"),
                        .internal = intern(typer->compilation, "_import_array")};
    for (uint32_t i = 0; i < body->count; i++)
        search_node(&body->items[i], &search);
    if (search.module == NULL || search.is_named)
        return;
    Symbol *function = scope_find(search.module->scope, search.function);
    NodeList longer = {ARENA_ARRAY(typer->arena, Node *, body->count + 1), 0};
    uint32_t at = first_statement(body);
    for (uint32_t i = 0; i <= body->count; i++) {
        if (i == at)
            longer.items[longer.count++] = create_call(typer, function, search.span);
        if (i < body->count)
            longer.items[longer.count++] = body->items[i];
    }
    *body = longer;
}
