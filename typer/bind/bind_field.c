// Attributes of cdef classes that are written as Python writes variables: `x: cython.int`, and
// `x = cython.declare(cython.int)` of pure mode.
//
// As in Cython, an annotated name without a value is a C attribute; with one it is an attribute of
// the class, but in a dataclass, whose fields have defaults.

#include "typer/bind/dataclass.h"
#include <string.h>

// --- Modifiers -----------------------------------------------------------------------------------
static VariableModifier modifier_named(const char *name) {
    return strcmp(name, "typing.ClassVar") == 0       ? MODIFIER_CLASS
           : strcmp(name, "dataclasses.InitVar") == 0 ? MODIFIER_INIT
                                                      : MODIFIER_NONE;
}

VariableModifier modifier_of(Typer *typer, const Node *generic) {
    return modifier_named(imported_name(typer, generic));
}

// `cdef InitVar[int] x`, `cdef dataclasses.InitVar[int] x`
VariableModifier modifier_of_declaration(Typer *typer, const Node *base) {
    return modifier_named(imported_generic(typer, base));
}

const char *imported_generic(Typer *typer, const Node *base) {
    const Node *generic =
        node_is(base, NODE_CBaseTemplate) ? ((const CBaseTemplate *)base)->base : NULL;
    if (!node_is(generic, NODE_CBaseName) || ((const CBaseName *)generic)->name == NULL)
        return "";
    const char *dotted = ((const CBaseName *)generic)->name->text;
    size_t first = strcspn(dotted, ".");
    NameExpression name = {.node = {.kind = NODE_NameExpression},
                           .name = name_intern(typer->compilation->names, dotted, first)};
    const char *owner = imported_name(typer, &name.node);
    return arena_format(typer->arena, "%s%s", owner, dotted + first);
}

// --- Declaring -----------------------------------------------------------------------------------
void declare_class_field(Typer *typer, const Name *name, const Type *type, CVisibility visibility,
                         Span span) {
    const Symbol *declared = scope_find(typer->place.scope, name);
    if (declared != NULL && declared->kind == SYMBOL_FIELD && declared->from_pxd)
        return;
    Symbol *field = declare_typed_variable(typer, name, type, span);
    if (field->kind == SYMBOL_FIELD)
        field->visibility = visibility;
}

void note_init_variable(Typer *typer, Symbol *field, Span span) {
    ClassSymbol *owner = typer->place.class_symbol;
    if (typer->place.scope->kind != SCOPE_C_CLASS || owner->dataclass == NULL)
        report(typer, DIAG_E0525, span, "InitVar", "outside of a dataclass");
    else if (field->kind == SYMBOL_FIELD)
        dataclass_field(typer, owner->dataclass, field)->is_init_variable = true;
}

// --- Annotations ---------------------------------------------------------------------------------
typedef struct Annotation {
    VariableModifier modifier;
    const Type *type; // NULL: none that Zilant knows
} Annotation;

static Annotation read_annotation(Typer *typer, const Node *node) {
    Annotation annotation = {MODIFIER_NONE, NULL};
    const Subscript *subscript = (const Subscript *)node;
    if (node_is(node, NODE_Subscript))
        annotation.modifier = modifier_of(typer, subscript->value);
    if (annotation.modifier != MODIFIER_NONE)
        node = subscript->index;
    bool allows_none;
    if (annotations_are_types(typer) && !node_is(node, NODE_StringLiteral))
        annotation.type = resolve_annotation(typer, node, &allows_none);
    if (annotation.type != NULL && annotation.type->kind == TYPE_VOID)
        annotation.type = NULL;
    return annotation;
}

// What Python sees of a dataclass's field.
static CVisibility annotated_visibility(const Typer *typer, const ClassSymbol *owner,
                                        const Type *type) {
    if (owner->dataclass == NULL || !becomes_object(typer, type))
        return VISIBILITY_PRIVATE;
    return owner->dataclass->settings.frozen ? VISIBILITY_READONLY : VISIBILITY_PUBLIC;
}

static bool redeclares(Typer *typer, const ClassSymbol *owner, const Name *name, Span span) {
    const Symbol *inherited = owner->base != NULL ? class_find_member(owner->base, name) : NULL;
    if (inherited == NULL || inherited->kind != SYMBOL_FIELD)
        return false;
    Diagnostic *message =
        owner->dataclass != NULL ? report(typer, DIAG_E0555, span, name->text) : NULL;
    if (message != NULL)
        diag_add_label(message, inherited->span, "first declared here");
    return true;
}

static void declare_annotated(Typer *typer, const AnnotatedAssign *node,
                              const Annotation *annotation) {
    ClassSymbol *owner = typer->place.class_symbol;
    const Name *name = ((const NameExpression *)node->target)->name;
    const Type *type = annotation->type != NULL ? annotation->type : typer->common->object;
    Symbol *symbol = scope_find(owner->scope, name);
    if (symbol == NULL && !redeclares(typer, owner, name, node->target->span)) {
        declare_class_field(typer, name, type, annotated_visibility(typer, owner, type),
                            node->target->span);
        symbol = scope_find(owner->scope, name);
    }
    if (annotation->modifier == MODIFIER_INIT && symbol != NULL)
        note_init_variable(typer, symbol, node->annotation->span);
    if (owner->dataclass != NULL && symbol != NULL && symbol->kind == SYMBOL_FIELD)
        dataclass_field(typer, owner->dataclass, symbol)->annotation = node->annotation;
}

// An annotation of an attribute of the class does not make it a C attribute.
static void check_class_annotation(Typer *typer, const AnnotatedAssign *node,
                                   const Annotation *annotation) {
    const Type *type = annotation->type;
    bool is_c = type != NULL && !type_is_object(type) && !type_is_error(type) &&
                type->kind != TYPE_BINT && !node_is(node->annotation, NODE_NameExpression);
    if (is_c && annotation->modifier == MODIFIER_NONE)
        report(typer, DIAG_W0120, node->annotation->span,
               ((const NameExpression *)node->target)->name->text);
}

bool bind_annotated_field(Typer *typer, Node **slot) {
    AnnotatedAssign *node = (AnnotatedAssign *)*slot;
    if (typer->place.scope->kind != SCOPE_C_CLASS || !node_is(node->target, NODE_NameExpression))
        return false;
    drop_empty_declaration(typer, &node->value);
    Annotation annotation = read_annotation(typer, node->annotation);
    bool is_dataclass = typer->place.class_symbol->dataclass != NULL;
    bool is_field = annotation.modifier != MODIFIER_CLASS && (is_dataclass || node->value == NULL);
    if (is_field)
        declare_annotated(typer, node, &annotation);
    else if (node->value != NULL)
        check_class_annotation(typer, node, &annotation);
    if (node->value == NULL)
        *slot = (Node *)NODE_NEW(typer->arena, Pass, node->node.span);
    return node->value == NULL ||
           (is_field && take_field_default(typer, node->target, node->value, slot));
}
