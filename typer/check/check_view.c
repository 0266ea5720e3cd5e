// Types of what a memoryview is asked: its attributes and methods; and of views of C memory.
//
// Takes: attributes of memoryviews, casts with lengths. Gives: C types for what needs no object, as
// primitives/view_attribute.def lists it; all else is asked of the view's object.

#include "typer/check/internal.h"
#include <string.h>

// --- Attributes ----------------------------------------------------------------------------------
ViewAttribute view_attribute_of(const Node *node) {
    static const char *const names[] = {
#define VIEW_ATTRIBUTE(name, NAME, GROUP) [VIEW_##NAME] = name,
#include "primitives/view_attribute.def"
#undef VIEW_ATTRIBUTE
    };
    const Attribute *attribute = node_is(node, NODE_Attribute) ? (const Attribute *)node : NULL;
    const Type *owner = attribute != NULL ? attribute->value->type : NULL;
    if (owner == NULL || owner->kind != TYPE_MEMORYVIEW)
        return VIEW_OTHER;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(attribute->name->text, names[i]) == 0)
            return (ViewAttribute)i;
    }
    return VIEW_OTHER;
}

ViewAttributeGroup view_attribute_group(ViewAttribute attribute) {
    static const ViewAttributeGroup groups[] = {
#define VIEW_ATTRIBUTE(name, NAME, GROUP) [VIEW_##NAME] = VIEW_GROUP_##GROUP,
#include "primitives/view_attribute.def"
#undef VIEW_ATTRIBUTE
        [VIEW_OTHER] = VIEW_GROUP_OTHER,
    };
    return groups[attribute];
}

static const Type *transpose(Typer *typer, const Type *view) {
    Type transposed = *view;
    uint8_t count = view->memoryview.dimensions;
    for (uint8_t i = 0; i < count; i++) {
        transposed.memoryview.packing[i] = view->memoryview.packing[count - 1 - i];
        transposed.memoryview.access[i] = view->memoryview.access[count - 1 - i];
    }
    return type_memoryview(typer->types, &transposed);
}

// The type of a contiguous copy: the last axis is contiguous in C's order, the first in Fortran's.
static const Type *contiguous_copy(Typer *typer, const Type *view, bool is_fortran) {
    Type copy = *view;
    copy.memoryview.element = type_unqualified(typer->types, view->memoryview.element);
    uint8_t count = view->memoryview.dimensions;
    for (uint8_t i = 0; i < count; i++) {
        bool is_unit = i == (is_fortran ? 0 : count - 1);
        copy.memoryview.packing[i] = is_unit ? AXIS_CONTIGUOUS : AXIS_FOLLOW;
        copy.memoryview.access[i] = AXIS_DIRECT;
    }
    return type_memoryview(typer->types, &copy);
}

// Copying items that are objects counts references.
const Type *check_view_method(Typer *typer, Attribute *node) {
    ViewAttribute method = view_attribute_of(&node->node);
    const Type *view = node->value->type;
    bool copies = method == VIEW_COPY || method == VIEW_COPY_FORTRAN;
    Type signature = {.kind = TYPE_FUNCTION};
    signature.function.result =
        copies ? contiguous_copy(typer, view, method == VIEW_COPY_FORTRAN) : typer->common->bint;
    signature.function.exception.rule = EXCEPTION_RULE_VALUE;
    signature.function.nogil = !copies || !type_is_object(view->memoryview.element);
    node->node.type = type_function(typer->types, &signature);
    return node->node.type;
}

const Type *check_view_attribute(Typer *typer, const Attribute *node, const Type *view) {
    ViewAttribute attribute = view_attribute_of(&node->node);
    switch (view_attribute_group(attribute)) {
    case VIEW_GROUP_EXTENTS:
        return type_array(typer->types, typer->common->ssize_t_, view->memoryview.dimensions);
    case VIEW_GROUP_ADDRESS:
        return typer->common->char_pointer;
    case VIEW_GROUP_PART:
        return transpose(typer, view);
    case VIEW_GROUP_METHOD: // of the object, if nothing calls it
    case VIEW_GROUP_NUMBER:
    case VIEW_GROUP_OTHER:
        break;
    }
    return typer->common->object;
}

// The numbers of all axes are a tuple as an object; one number is a C number if that is wanted.
void convert_view_attribute(Typer *typer, Node *node, const Type *to) {
    ViewAttributeGroup group = view_attribute_group(view_attribute_of(node));
    if (group == VIEW_GROUP_EXTENTS && to->kind == TYPE_OBJECT)
        node->type = typer->common->builtin[BUILTIN_TUPLE];
    else if (group == VIEW_GROUP_NUMBER && type_is_numeric(to))
        node->type = typer->common->ssize_t_;
}

// --- Buffers -------------------------------------------------------------------------------------
static bool has_buffer(const Type *type) {
    return type->kind != TYPE_BUILTIN || type_is_builtin(type, BUILTIN_BYTES) ||
           type_is_builtin(type, BUILTIN_BYTEARRAY) || type_is_builtin(type, BUILTIN_MEMORYVIEW);
}

static bool is_display(const Node *node) {
    return node_is(node, NODE_ListExpression) || node_is(node, NODE_TupleExpression) ||
           node_is(node, NODE_SetExpression) || node_is(node, NODE_DictExpression) ||
           node_is_literal(node);
}

// (A class that extends the type may give its objects one.)
bool may_have_buffer(Typer *typer, const Node *value, const Type *to) {
    bool is_none = node_is(value, NODE_NoneLiteral);
    if (to->kind != TYPE_MEMORYVIEW || has_buffer(value->type) || is_none)
        return true;
    if (!is_display(value))
        report(typer, DIAG_W0136, value->span, value->type->text, to->text);
    return !is_display(value);
}

// --- Views of C memory ---------------------------------------------------------------------------
// Is the memory of such items, or of raw ones; has an array as many axes as the view?
static bool is_memory_of_view(const Type *memory, const Type *view) {
    const Type *element = memory;
    if (memory->kind == TYPE_NULL_POINTER)
        return true;
    for (uint8_t i = 0; memory->kind == TYPE_ARRAY && i < view->memoryview.dimensions; i++) {
        if (element->kind != TYPE_ARRAY)
            return false;
        element = element->array.element;
    }
    if (memory->kind == TYPE_POINTER)
        element = memory->element;
    bool is_raw = memory->kind == TYPE_POINTER && element->kind == TYPE_VOID;
    return element != memory && (is_raw || same_declared_type(element, view->memoryview.element));
}

const Type *check_view_of_memory(Typer *typer, Cast *node, const Type *from, const Type *view) {
    for (uint32_t i = 0; i < node->lengths.count; i++)
        check_value_as(typer, &node->lengths.items[i], typer->common->ssize_t_);
    if (type_is_error(view))
        return view;
    bool has_lengths = node->lengths.count > 0 ? view->memoryview.dimensions == node->lengths.count
                                               : from->kind == TYPE_ARRAY;
    bool fits = has_lengths && view_is_direct(view) && is_memory_of_view(from, view);
    const ModuleSymbol *module = fits ? load_view_module(typer) : NULL;
    const Symbol *array =
        module != NULL ? scope_find(module->scope, intern(typer->compilation, "array")) : NULL;
    if (array != NULL)
        return array->type;
    report(typer, DIAG_E0418, node->node.span, from->text, view->text);
    return typer->common->error;
}
