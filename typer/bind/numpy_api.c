// What numpy's C API needs of modules that cimport it: a call of import_array() before anything of
// it is called.
//
// Takes a module whose names are resolved. A module that cimports declarations with an
// `_import_array`, and nowhere names it or `import_array`, gets the call as its first statement, as
// in Cython; `<void>numpy.import_array` says that none is wanted.

#include "typer/internal.h"
#include <string.h>

static Symbol *find_function(const ModuleSymbol *module, const Name *name) {
    Symbol *symbol = scope_find(module->scope, name);
    return symbol != NULL && symbol->kind == SYMBOL_FUNCTION ? symbol : NULL;
}

// Looks for the names anywhere in the source.
typedef struct NameSearch {
    const Name *function, *internal; // import_array, _import_array
    bool is_found;
} NameSearch;

static void search_node(Node **slot, void *context) {
    NameSearch *search = context;
    Node *node = *slot;
    const Name *name = NULL;
    if (node_is(node, NODE_NameExpression))
        name = ((const NameExpression *)node)->name;
    else if (node_is(node, NODE_Attribute))
        name = ((const Attribute *)node)->name;
    search->is_found |= name != NULL && (name == search->function || name == search->internal);
    node_each_child(node, search_node, search);
}

static Node *create_call(Typer *typer, Symbol *function, Span span) {
    Call *call = NODE_NEW(typer->arena, Call, span);
    ExpressionStatement *statement = NODE_NEW(typer->arena, ExpressionStatement, span);
    call->function = new_name_of(typer, function, span);
    statement->value = &call->node;
    return &statement->node;
}

void add_import_of_api(Typer *typer, NodeList *body) {
    NameSearch search = {intern(typer->compilation, "import_array"),
                         intern(typer->compilation, "_import_array"), false};
    for (uint32_t i = 0; i < typer->cimported.count; i++) {
        const CimportedModule *cimported = &typer->cimported.items[i];
        Symbol *function = find_function(cimported->module, search.function);
        if (function == NULL || find_function(cimported->module, search.internal) == NULL)
            continue;
        for (uint32_t j = 0; j < body->count; j++)
            search_node(&body->items[j], &search);
        if (!search.is_found)
            insert_first(typer, body, create_call(typer, function, cimported->span));
        return;
    }
}
