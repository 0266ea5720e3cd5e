// Types of memoryviews as written in declarations: which elements they may have, what each axis
// says.

#include "typer/internal.h"
#include <string.h>

// A word of cython.view, whatever a file calls it.
static bool read_axis_word(Typer *typer, const Node *word, uint8_t *packing, uint8_t *access) {
    const Symbol *symbol = find_expression_symbol(typer, word);
    const ModuleSymbol *view = load_view_module(typer);
    if (symbol == NULL || view == NULL || scope_find(view->scope, symbol->name) != symbol)
        return false;
    const struct {
        const char *name;
        AxisPacking packing;
        AxisAccess access;
    } names[] = {
        {"strided", AXIS_STRIDED, AXIS_DIRECT},
        {"contiguous", AXIS_CONTIGUOUS, AXIS_DIRECT},
        {"indirect", AXIS_STRIDED, AXIS_INDIRECT},
        {"generic", AXIS_STRIDED, AXIS_GENERIC},
        {"indirect_contiguous", AXIS_CONTIGUOUS, AXIS_INDIRECT},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(symbol->name->text, names[i].name) == 0) {
            *packing = (uint8_t)names[i].packing;
            *access = (uint8_t)names[i].access;
            return true;
        }
    }
    return false;
}

// `:`, `::1`, `::view.strided`
static bool read_axis(Typer *typer, const Node *axis, uint8_t *packing, uint8_t *access) {
    *packing = AXIS_STRIDED;
    *access = AXIS_DIRECT;
    if (!node_is(axis, NODE_Slice))
        return false;
    const Slice *slice = (const Slice *)axis;
    if (slice->start != NULL || slice->stop != NULL)
        return false;
    if (slice->step == NULL)
        return true;
    if (node_is(slice->step, NODE_Attribute) || node_is(slice->step, NODE_NameExpression))
        return read_axis_word(typer, slice->step, packing, access);
    int64_t step;
    *packing = AXIS_CONTIGUOUS;
    return constant_integer(typer, slice->step, &step) && step == 1;
}

// The first axis that is said to be contiguous and cannot be: only one of those with the elements,
// the last one or the first one behind pointers. The number of axes if there is none.
static uint8_t find_wrong_contiguity(const Type *view) {
    uint8_t count = view->memoryview.dimensions, first = 0;
    for (uint8_t i = 0; i < count; i++) {
        if (view->memoryview.access[i] == AXIS_INDIRECT)
            first = (uint8_t)(i + 1);
    }
    bool has_contiguous = false;
    for (uint8_t i = 0; i < count; i++) {
        bool is_element_axis = view->memoryview.access[i] != AXIS_INDIRECT;
        if (view->memoryview.packing[i] != AXIS_CONTIGUOUS)
            continue;
        if (has_contiguous || (is_element_axis && i != first && i != count - 1))
            return i;
        has_contiguous = is_element_axis;
    }
    return count;
}

bool view_is_direct(const Type *view) {
    for (uint8_t i = 0; i < view->memoryview.dimensions; i++)
        if (view->memoryview.access[i] != AXIS_DIRECT)
            return false;
    return true;
}

// One contiguous axis makes all others follow from it.
static void spread_contiguity(Type *view) {
    uint8_t last = (uint8_t)(view->memoryview.dimensions - 1);
    bool is_c = view->memoryview.packing[last] == AXIS_CONTIGUOUS;
    bool is_fortran = last > 0 && view->memoryview.packing[0] == AXIS_CONTIGUOUS;
    if (!view_is_direct(view))
        return;
    if (is_c)
        memset(view->memoryview.packing, AXIS_FOLLOW, last);
    if (is_fortran)
        memset(view->memoryview.packing + 1, AXIS_FOLLOW, last);
}

static bool can_be_field(const Type *type);

// What a buffer's format can describe.
static bool is_plain_struct(const Type *type) {
    const StructSymbol *symbol = type->kind == TYPE_STRUCT ? type_struct_symbol(type) : NULL;
    if (symbol == NULL || symbol->is_union || !symbol->has_body)
        return false;
    for (uint32_t i = 0; i < symbol->fields.count; i++) {
        const Type *field = symbol->fields.items[i]->type;
        if (field == NULL || !can_be_field(field))
            return false;
    }
    return true;
}

// (No format tells of complex integers.)
static bool can_be_field(const Type *type) {
    uint32_t axes = 0;
    for (; type->kind == TYPE_ARRAY && axes <= MEMORYVIEW_MAX_DIMENSIONS; axes++)
        type = type->array.element;
    bool is_number = type_is_numeric(type) &&
                     !(type->kind == TYPE_COMPLEX && type->element->kind != TYPE_FLOATING);
    return axes <= MEMORYVIEW_MAX_DIMENSIONS &&
           (type_is_error(type) || is_number || type_is_object(type) ||
            type->kind == TYPE_POINTER || is_plain_struct(type));
}

const Type *make_memoryview(Typer *typer, const Type *element, Type *view, Span span) {
    if (type_is_error(element))
        return element;
    if (!can_be_field(element) && element->kind != TYPE_FUSED) {
        report(typer, DIAG_E0514, span, element->text);
        return typer->common->error;
    }
    view->memoryview.element = element;
    spread_contiguity(view);
    return type_memoryview(typer->types, view);
}

const Type *resolve_memoryview(Typer *typer, const Type *element, const NodeList *axes, Span span) {
    Type view = {.kind = TYPE_MEMORYVIEW};
    if (axes->count == 0 || axes->count > MEMORYVIEW_MAX_DIMENSIONS) {
        report(typer, DIAG_E0515, span, MEMORYVIEW_MAX_DIMENSIONS);
        return typer->common->error;
    }
    view.memoryview.dimensions = (uint8_t)axes->count;
    for (uint32_t i = 0; i < axes->count; i++) {
        if (!read_axis(typer, axes->items[i], &view.memoryview.packing[i],
                       &view.memoryview.access[i])) {
            report(typer, DIAG_E0516, axes->items[i]->span);
            return typer->common->error;
        }
    }
    uint8_t wrong = find_wrong_contiguity(&view);
    if (wrong < axes->count) {
        report(typer, DIAG_E0586, axes->items[wrong]->span, (unsigned)wrong);
        return typer->common->error;
    }
    return make_memoryview(typer, element, &view, span);
}
