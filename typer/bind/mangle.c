// Private names: inside a class `C`, `__name` means `_C__name`, unless it ends in two underscores.
//
// Takes: the AST as written. Guarantees: names, attributes, parameters, imported names and members
// of cdef classes in it are the ones that Python uses. Functions and classes keep their written
// name, which is their `__name__`; what they are bound to is private_name().

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

// In Cython's language a function of a class may name what the module has under the private name.
static bool is_of_module(const Typer *typer, const Name *name) {
    return !typer->module->is_pure_python && map_get(&typer->private_globals, name) != NULL;
}

static const Scope *class_around(const Typer *typer) {
    const Scope *scope = typer->place.scope;
    while (scope != NULL && !scope_is_class(scope))
        scope = scope->parent;
    return scope;
}

const Name *private_name(Typer *typer, const Name *name) {
    const Scope *scope = class_around(typer);
    if (scope == NULL || (scope != typer->place.scope && is_of_module(typer, name)))
        return name;
    return mangle(typer, scope->name, name);
}

const Name *private_name_in(Typer *typer, const ClassSymbol *owner, const Name *name) {
    return mangle(typer, owner->symbol.name, written_name(typer, name));
}

const Name *written_name(Typer *typer, const Name *name) {
    const Scope *scope = class_around(typer);
    if (scope == NULL || name->text[0] != '_')
        return name;
    const char *stripped = scope->name->text + strspn(scope->name->text, "_");
    size_t length = strlen(stripped);
    const char *rest = name->text + 1 + length;
    bool is_mangled =
        length > 0 && strncmp(name->text + 1, stripped, length) == 0 && strncmp(rest, "__", 2) == 0;
    return is_mangled ? intern(typer->compilation, rest) : name;
}

const Name *name_of_module(Typer *typer, const Name *name) {
    const Name *written = written_name(typer, name);
    return written != name && is_of_module(typer, written) ? written : NULL;
}

const Name *name_of_private_local(Typer *typer, const Name *name) {
    const Scope *scope = class_around(typer);
    if (scope == NULL || !is_private(name))
        return name;
    const Name *mangled = mangle(typer, scope->name, name);
    const Symbol *local = scope_look_up(typer->place.scope, mangled);
    return local != NULL && local->kind == SYMBOL_LOCAL ? mangled : name;
}

typedef struct Mangling {
    Typer *typer;
    const Name *class_name; // of the innermost class, or NULL
    bool in_function;       // of that class
} Mangling;

static void mangle_node(Node **slot, void *context);

static void mangle_list(Mangling *mangling, const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        mangle_node(&list->items[i], mangling);
}

static void mangle_class(Mangling *mangling, ClassDef *node) {
    mangle_list(mangling, &node->decorators);
    mangle_list(mangling, &node->arguments);
    Mangling inside = {mangling->typer, node->name, false};
    mangle_list(&inside, &node->type_parameters);
    mangle_list(&inside, &node->body);
}

static void mangle_c_class(Mangling *mangling, CClassDef *node) {
    mangle_list(mangling, &node->decorators);
    mangle_list(mangling, &node->bases);
    Mangling inside = {mangling->typer, node->name, false};
    mangle_list(&inside, &node->body);
}

// The name that the node has or binds, in place; or NULL.
static const Name **name_of(Node *node) {
    switch (node->kind) {
    case NODE_NameExpression:
        return &NODE_AS(NameExpression, node)->name;
    case NODE_Attribute:
        return &NODE_AS(Attribute, node)->name;
    case NODE_Parameter:
        return &NODE_AS(Parameter, node)->name;
    case NODE_TypeParameter:
        return &NODE_AS(TypeParameter, node)->name;
    case NODE_DeclaratorName:
        return &NODE_AS(DeclaratorName, node)->name;
    case NODE_PropertyDef:
        return &NODE_AS(PropertyDef, node)->name;
    case NODE_AsPattern:
        return &NODE_AS(AsPattern, node)->name;
    case NODE_StarPattern:
        return &NODE_AS(StarPattern, node)->name;
    case NODE_MappingPattern:
        return &NODE_AS(MappingPattern, node)->rest;
    case NODE_Alias: {
        Alias *alias = NODE_AS(Alias, node);
        return alias->as_name != NULL ? &alias->as_name : &alias->name;
    }
    default:
        return NULL;
    }
}

static void mangle_names(const Mangling *mangling, Node *node) {
    const Name **name = name_of(node);
    if (name == NULL)
        return;
    if (node->kind == NODE_TypeParameter)
        NODE_AS(TypeParameter, node)->written = *name;
    bool is_member = node->kind == NODE_Attribute || !mangling->in_function;
    if (is_member || !is_of_module(mangling->typer, *name))
        *name = mangle(mangling->typer, mangling->class_name, *name);
}

static bool is_function(const Node *node) {
    return node->kind == NODE_FunctionDef || node->kind == NODE_Lambda ||
           node->kind == NODE_CFunctionDef;
}

static void mangle_node(Node **slot, void *context) {
    Mangling *mangling = context;
    Node *node = *slot;
    if (node->kind == NODE_ClassDef) {
        mangle_class(mangling, NODE_AS(ClassDef, node));
        return;
    }
    if (node->kind == NODE_CClassDef) {
        mangle_c_class(mangling, NODE_AS(CClassDef, node));
        return;
    }
    Mangling inside = *mangling;
    if (inside.class_name != NULL)
        mangle_names(&inside, node);
    if (node->kind == NODE_CFunctionDef && inside.class_name != NULL)
        mangle_names(&inside, &declarator_core(NODE_AS(CFunctionDef, node)->declarator)->node);
    inside.in_function |= is_function(node);
    node_each_child(node, mangle_node, &inside);
}

// The name of what has a scope or members of its own; NULL for other nodes.
static const Name *name_of_definition(const Node *node) {
    switch (node->kind) {
    case NODE_FunctionDef:
        return ((const FunctionDef *)node)->name;
    case NODE_ClassDef:
        return ((const ClassDef *)node)->name;
    case NODE_CFunctionDef:
        return declarator_core(((const CFunctionDef *)node)->declarator)->name;
    case NODE_CClassDef:
        return ((const CClassDef *)node)->name;
    case NODE_CStructDef:
        return ((const CStructDef *)node)->name;
    default:
        return NULL;
    }
}

static const Name *name_at_module_level(Node *node) {
    const Name **place = name_of(node);
    if (node->kind == NODE_CEnumDef)
        return NODE_AS(CEnumDef, node)->name;
    if (node->kind == NODE_CEnumItem)
        return NODE_AS(CEnumItem, node)->name;
    return place == NULL || node->kind == NODE_Attribute ? NULL : *place;
}

// Notes the private names that the module itself has.
static void note_globals(Node **slot, void *context) {
    Typer *typer = context;
    Node *node = *slot;
    const Name *definition = name_of_definition(node);
    const Name *name = definition != NULL ? definition : name_at_module_level(node);
    if (is_private(name))
        map_put(typer->arena, &typer->private_globals, name, node);
    if (definition == NULL)
        node_each_child(node, note_globals, typer);
}

void mangle_private_names(Typer *typer, const NodeList *body) {
    for (uint32_t i = 0; i < body->count; i++)
        note_globals(&body->items[i], typer);
    Mangling mangling = {typer, NULL, false};
    mangle_list(&mangling, body);
}
