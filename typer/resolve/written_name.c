// What the source calls a type. A typedef is the type that it stands for, as far as the typer goes;
// its name counts where people read of types: cython.typeof, the choices of fused functions, what
// is said of buffers.

#include "typer/internal.h"
#include <string.h>

// What a name, a dotted one, or what C's syntax has for these means; NULL: it is something else.
static const Symbol *symbol_of_written(Typer *typer, const Node *written) {
    if (node_is(written, NODE_NameExpression) || node_is(written, NODE_Attribute))
        return find_expression_symbol(typer, written);
    if (node_is(written, NODE_CType)) {
        const CType *type = (const CType *)written;
        return node_is(type->declarator, NODE_DeclaratorName) ? symbol_of_written(typer, type->base)
                                                              : NULL;
    }
    const CBaseName *base = (const CBaseName *)written;
    bool is_name = node_is(written, NODE_CBaseName) && base->name != NULL && !base->is_complex;
    // Words of C and what is known without a cimport are no typedefs of the source.
    bool is_own = is_name && (strchr(base->name->text, '.') != NULL ||
                              scope_look_up(typer->place.scope, base->name) != NULL);
    return is_own ? find_dotted_symbol(typer, base->name) : NULL;
}

static bool is_qualified_written(const Node *written) {
    if (node_is(written, NODE_CType))
        written = ((const CType *)written)->base;
    const CBaseName *name = (const CBaseName *)written;
    return node_is(written, NODE_CBaseName) && (name->is_const || name->is_volatile);
}

// (In Cython complex types have no other names.)
static bool is_typedef(const Symbol *symbol) {
    return symbol != NULL && symbol->kind == SYMBOL_TYPE && symbol->declaration != NULL &&
           node_is(symbol->declaration, NODE_CTypedef) && symbol->type != NULL &&
           symbol->type->kind != TYPE_COMPLEX;
}

// The member that a name of a fused type means here, or NULL.
static const FusedItem *chosen_item(const Typer *typer, const Symbol *symbol) {
    bool is_fused = symbol != NULL && symbol->kind == SYMBOL_TYPE && symbol->type != NULL &&
                    symbol->type->kind == TYPE_FUSED;
    return is_fused ? type_chosen_item(symbol->type, typer->place.specialization) : NULL;
}

const Symbol *typedef_of_item(Typer *typer, const Node *written) {
    const Symbol *symbol = is_qualified_written(written) ? NULL : symbol_of_written(typer, written);
    const FusedItem *item = chosen_item(typer, symbol);
    if (item != NULL)
        return item->typedef_symbol;
    return is_typedef(symbol) ? symbol : NULL;
}

static const char *name_of_symbol(const Typer *typer, const Symbol *symbol) {
    const FusedItem *item = chosen_item(typer, symbol);
    if (item != NULL)
        return item->text;
    return is_typedef(symbol) ? symbol->name->text : NULL;
}

// `size_t[:, ::1]`: the axes are the type's.
static const char *name_of_view(Typer *typer, const CBaseMemoryview *written, const Type *type) {
    const char *element = type->kind == TYPE_MEMORYVIEW
                              ? written_type_name(typer, written->base, type->memoryview.element)
                              : NULL;
    if (element == NULL)
        return NULL;
    const char *axes = type->text + strlen(type->memoryview.element->text);
    return arena_format(typer->arena, "%s%s", element, axes);
}

// `byte [4]`, of `byte[4] name` and `byte name[4]`: what it is an array of, and the lengths.
static const char *name_of_array(Typer *typer, const Node *base, const Node *declarator,
                                 const Type *type) {
    const Type *element = type;
    while (element->kind == TYPE_ARRAY)
        element = element->array.element;
    while (node_is(declarator, NODE_DeclaratorArray))
        declarator = ((const DeclaratorArray *)declarator)->inner;
    while (node_is(base, NODE_CBaseTemplate))
        base = ((const CBaseTemplate *)base)->base;
    const char *name = declared_type_name(typer, base, declarator, element);
    const char *lengths = type_cython_text(typer->arena, type) + strlen(element->text);
    return name != NULL ? arena_format(typer->arena, "%s%s", name, lengths) : NULL;
}

// `size_t *`: what is pointed to, and a star for each step.
const char *declared_type_name(Typer *typer, const Node *base, const Node *declarator,
                               const Type *type) {
    const char *stars = "";
    const char *function = function_type_text(typer, base, declarator);
    if (function != NULL)
        return function;
    if (type->kind == TYPE_ARRAY)
        return name_of_array(typer, base, declarator, type);
    for (; node_is(declarator, NODE_DeclaratorPointer) && type->kind == TYPE_POINTER;
         declarator = ((const DeclaratorPointer *)declarator)->inner, type = type->element) {
        const DeclaratorPointer *pointer = (const DeclaratorPointer *)declarator;
        if (pointer->is_const || pointer->is_volatile)
            return NULL;
        stars = arena_format(typer->arena, "*%s", stars);
    }
    bool is_plain = declarator == NULL || node_is(declarator, NODE_DeclaratorName);
    const char *element = is_plain ? written_type_name(typer, base, type) : NULL;
    bool has_stars = element != NULL && *stars != '\0';
    return has_stars ? arena_format(typer->arena, "%s %s", element, stars) : element;
}

const char *written_type_name(Typer *typer, const Node *written, const Type *type) {
    if (type->kind == TYPE_BUFFER || type_is_error(type))
        return NULL;
    if (node_is(written, NODE_CBaseMemoryview))
        return name_of_view(typer, (const CBaseMemoryview *)written, type);
    if (node_is(written, NODE_CType)) {
        const CType *whole = (const CType *)written;
        return declared_type_name(typer, whole->base, whole->declarator, type);
    }
    const char *name = name_of_symbol(typer, symbol_of_written(typer, written));
    if (!is_qualified_written(written))
        return name;
    return name == NULL ? type->text
                        : arena_format(typer->arena, "%s%s%s", type->is_const ? "const " : "",
                                       type->is_volatile ? "volatile " : "", name);
}
