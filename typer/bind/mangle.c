// Private names: inside a class `C`, `__name` means `_C__name`, unless it ends in two underscores.
//
// Takes: the AST as written. Guarantees: names, attributes, parameters and imported names in it are
// the ones that Python uses. Functions and classes keep their written name, which is their
// `__name__`; what they are bound to is private_name().

#include "typer/internal.h"
#include <string.h>

static bool is_private(const Name *name) {
    return name != NULL && name->length > 2 && strncmp(name->text, "__", 2) == 0 &&
           strcmp(name->text + name->length - 2, "__") != 0 && strchr(name->text, '.') == NULL;
}

// A class whose name is made of underscores alone has no private names.
static const Name *mangle(Typer *typer, const Name *class_name, const Name *name) {
    if (class_name == NULL || !is_private(name))
        return name;
    const char *stripped = class_name->text + strspn(class_name->text, "_");
    if (*stripped == '\0')
        return name;
    return intern(typer->compilation, arena_format(typer->arena, "_%s%s", stripped, name->text));
}

const Name *private_name(Typer *typer, const Name *name) {
    const Scope *scope = typer->place.scope;
    while (scope != NULL && !scope_is_class(scope))
        scope = scope->parent;
    bool is_python = scope != NULL && scope->kind == SCOPE_PYTHON_CLASS;
    return is_python ? mangle(typer, scope->name, name) : name;
}

typedef struct Mangling {
    Typer *typer;
    const Name *class_name; // of the innermost class, or NULL
} Mangling;

static void mangle_node(Node **slot, void *context);

static void mangle_list(Mangling *mangling, const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        mangle_node(&list->items[i], mangling);
}

static void mangle_class(Mangling *mangling, ClassDef *node) {
    mangle_list(mangling, &node->decorators);
    mangle_list(mangling, &node->arguments);
    Mangling inside = {mangling->typer, node->name};
    mangle_list(&inside, &node->type_parameters);
    mangle_list(&inside, &node->body);
}

static void mangle_names(const Mangling *mangling, Node *node) {
    const Name **name = node->kind == NODE_NameExpression  ? &NODE_AS(NameExpression, node)->name
                        : node->kind == NODE_Attribute     ? &NODE_AS(Attribute, node)->name
                        : node->kind == NODE_Parameter     ? &NODE_AS(Parameter, node)->name
                        : node->kind == NODE_TypeParameter ? &NODE_AS(TypeParameter, node)->name
                                                           : NULL;
    if (node->kind == NODE_Alias) {
        Alias *alias = NODE_AS(Alias, node);
        name = alias->as_name != NULL ? &alias->as_name : &alias->name;
    }
    if (name != NULL)
        *name = mangle(mangling->typer, mangling->class_name, *name);
}

static void mangle_node(Node **slot, void *context) {
    Mangling *mangling = context;
    Node *node = *slot;
    if (node->kind == NODE_ClassDef) {
        mangle_class(mangling, NODE_AS(ClassDef, node));
        return;
    }
    Mangling inside = *mangling;
    if (node->kind == NODE_CClassDef)
        inside.class_name = NULL;
    if (inside.class_name != NULL)
        mangle_names(&inside, node);
    node_each_child(node, mangle_node, &inside);
}

void mangle_private_names(Typer *typer, const NodeList *body) {
    Mangling mangling = {typer, NULL};
    mangle_list(&mangling, body);
}
