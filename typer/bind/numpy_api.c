// What numpy's C API needs of modules that cimport it: a call of import_array() before anything of
// it is called.
//
// Takes a module whose names are bound and not resolved yet. A module that cimports declarations
// with an `_import_array`, and nowhere names it or `import_array`, gets the call as its first
// statement, as in Cython; `<void>numpy.import_array` says that none is wanted.

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

#define FAILED                                                                                     \
    "numpy.core.multiarray failed to import (auto-generated because you didn't call "              \
    "'numpy.import_array()' after cimporting numpy; use '<void>numpy._import_array' to disable "   \
    "if you are certain you don't need it)."

static const char *builtin(Typer *typer, Fragment *fragment, const char *text) {
    return fragment_symbol(typer, fragment,
                           scope_find(typer->builtins, intern(typer->compilation, text)));
}

// Whatever the call raises, it is the import that failed.
static Node *create_call(Typer *typer, Symbol *function, Span span) {
    Fragment fragment = {.span = span};
    NodeList statements = {0};
    fragment_add(typer, &fragment, "try:\n    %s()\nexcept %s:\n    raise %s(%s) from None\n",
                 fragment_symbol(typer, &fragment, function),
                 builtin(typer, &fragment, "Exception"), builtin(typer, &fragment, "ImportError"),
                 fragment_text(typer, &fragment, FAILED));
    fragment_append(typer, &fragment, &statements);
    return statements.items[0];
}

void add_import_of_api(Typer *typer, NodeList *body) {
    NameSearch search = {intern(typer->compilation, "import_array"),
                         intern(typer->compilation, "_import_array"), false};
    for (uint32_t i = 0; i < typer->cimported.count; i++) {
        const CimportedModule *cimported = &typer->cimported.items[i];
        Symbol *function = find_function(cimported->module, search.internal);
        if (function == NULL)
            continue;
        for (uint32_t j = 0; j < body->count; j++)
            search_node(&body->items[j], &search);
        if (!search.is_found)
            insert_first(typer, body, create_call(typer, function, cimported->span));
        return;
    }
}
