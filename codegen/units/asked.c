// What the user wants to run interpreted (`--interpret`), whether it could be compiled or not.
//
// Takes: names of the module's functions and classes, `work`, `Account.balance`. Gives: their
// definitions. A name that nothing has is an error.

#include "codegen/units/internal.h"
#include <string.h>

typedef struct AskedSearch {
    Arena *arena;
    const char *name; // that is looked for
    // of the classes around, each followed by a dot
    const char *path;
    Node *found;
} AskedSearch;

static const Name *name_of_definition(const Node *node) {
    if (node_is(node, NODE_FunctionDef))
        return NODE_AS(FunctionDef, node)->name;
    if (node_is(node, NODE_ClassDef))
        return NODE_AS(ClassDef, node)->name;
    if (node_is(node, NODE_CClassDef))
        return NODE_AS(CClassDef, node)->name;
    if (node_is(node, NODE_CFunctionDef))
        return declarator_core(NODE_AS(CFunctionDef, node)->declarator)->name;
    if (node_is(node, NODE_GenericDefinition))
        return NODE_AS(NameExpression, NODE_AS(GenericDefinition, node)->target)->name;
    return NULL;
}

// Not inside of functions: these are no units. The last one of a name counts, as in Python.
static void find_named(Node **child, void *context) {
    AskedSearch *search = context;
    const Name *name = name_of_definition(*child);
    if (name == NULL) {
        node_each_child(*child, find_named, search);
        return;
    }
    const char *path = arena_format(search->arena, "%s%s", search->path, name->text);
    if (strcmp(path, search->name) == 0)
        search->found = *child;
    if (node_is(*child, NODE_ClassDef) || node_is(*child, NODE_CClassDef)) {
        AskedSearch inside = *search;
        inside.path = arena_format(search->arena, "%s.", path);
        node_each_child(*child, find_named, &inside);
        search->found = inside.found;
    }
}

Map find_asked(Arena *arena, const TypedModule *typed) {
    Map asked = {0};
    for (const char *const *name = typed->interpreted; name != NULL && *name != NULL; name++) {
        AskedSearch search = {.arena = arena, .name = *name, .path = ""};
        node_each_child(&typed->tree->node, find_named, &search);
        if (search.found != NULL)
            map_put(arena, &asked, search.found, search.found);
        else
            diag_report(typed->compilation->diagnostics, DIAG_E0730, NO_SPAN, *name);
    }
    return asked;
}
