// Types of subscripts: memoryviews, pointers and C arrays, C tuples, builtin sequences, and types
// in brackets.

#include "typer/check/internal.h"

NodeList *index_elements(Node **index, NodeList *single) {
    if (node_is(*index, NODE_TupleExpression))
        return &((TupleExpression *)*index)->elements;
    *single = (NodeList){index, 1};
    return single;
}

// --- Memoryviews ---------------------------------------------------------------------------------
static bool is_full_slice(const Node *index) {
    if (node_is(index, NODE_EllipsisLiteral))
        return true;
    if (!node_is(index, NODE_Slice))
        return false;
    const Slice *slice = (const Slice *)index;
    return slice->start == NULL && slice->stop == NULL && slice->step == NULL;
}

static bool is_slice_without_step(const Node *index) {
    return is_full_slice(index) ||
           (node_is(index, NODE_Slice) && ((const Slice *)index)->step == NULL);
}

static bool is_new_axis(const Node *index) { return node_is(index, NODE_NoneLiteral); }

static bool is_slice_like(const Node *index) {
    return node_is(index, NODE_Slice) || node_is(index, NODE_EllipsisLiteral) || is_new_axis(index);
}

static void check_slice_bounds(Typer *typer, Slice *slice) {
    const Type *extent = typer->common->ssize_t_;
    if (slice->start != NULL)
        check_value_as(typer, &slice->start, extent);
    if (slice->stop != NULL)
        check_value_as(typer, &slice->stop, extent);
    if (slice->step != NULL)
        check_value_as(typer, &slice->step, extent);
}

// An axis keeps its layout if it is taken whole; a part of it is still contiguous in itself.
static void keep_axis(Type *result, const Type *view, uint8_t axis, bool is_unit) {
    uint8_t at = result->memoryview.dimensions++;
    bool stays_unit = is_unit && view->memoryview.packing[axis] == AXIS_CONTIGUOUS;
    result->memoryview.packing[at] = stays_unit ? AXIS_CONTIGUOUS : AXIS_STRIDED;
    result->memoryview.access[at] = view->memoryview.access[axis];
}

// In C's order, leading indices and one leading part leave the rest contiguous.
static bool stays_c_contiguous(const NodeList *indices) {
    bool seen_slice = false;
    for (uint32_t i = 0; i < indices->count; i++) {
        const Node *index = indices->items[i];
        if (is_new_axis(index))
            return false;
        if (!is_slice_like(index)) {
            if (seen_slice)
                return false;
            continue;
        }
        if (seen_slice && !is_full_slice(index))
            return false;
        if (!is_slice_without_step(index))
            return false;
        seen_slice = true;
    }
    return true;
}

static uint32_t count_used_axes(const NodeList *indices) {
    uint32_t used = 0;
    for (uint32_t i = 0; i < indices->count; i++) {
        used +=
            !node_is(indices->items[i], NODE_EllipsisLiteral) && !is_new_axis(indices->items[i]);
    }
    return used;
}

// Of the view that the indices give.
static uint32_t count_result_axes(const Type *view, const NodeList *indices) {
    uint32_t count = view->memoryview.dimensions;
    for (uint32_t i = 0; i < indices->count; i++)
        count += is_new_axis(indices->items[i]) ? 1U : is_slice_like(indices->items[i]) ? 0U : -1U;
    return count;
}

// The slice that indices with a `:` among them, or too few of them, give.
const Type *memoryview_of_rank(Typer *typer, const Type *view, const NodeList *indices) {
    Type result = {.kind = TYPE_MEMORYVIEW};
    result.memoryview.element = view->memoryview.element;
    uint8_t dimensions = view->memoryview.dimensions;
    uint32_t missing = dimensions - count_used_axes(indices);
    uint8_t axis = 0;
    for (uint32_t i = 0; i < indices->count; i++) {
        const Node *index = indices->items[i];
        if (is_new_axis(index)) {
            result.memoryview.packing[result.memoryview.dimensions++] = AXIS_STRIDED;
        } else if (node_is(index, NODE_EllipsisLiteral)) {
            for (; missing > 0; missing--)
                keep_axis(&result, view, axis++, true);
        } else if (node_is(index, NODE_Slice)) {
            keep_axis(&result, view, axis++, is_slice_without_step(index));
        } else {
            axis++;
        }
    }
    while (axis < dimensions)
        keep_axis(&result, view, axis++, true);
    if (!view_is_direct(view))
        return type_memoryview(typer->types, &result);
    bool was_c = view->memoryview.packing[dimensions - 1] == AXIS_CONTIGUOUS;
    uint8_t last = (uint8_t)(result.memoryview.dimensions - 1);
    if (was_c && stays_c_contiguous(indices)) {
        for (uint8_t i = 0; i < last; i++)
            result.memoryview.packing[i] = AXIS_FOLLOW;
        result.memoryview.packing[last] = AXIS_CONTIGUOUS;
    } else if (view->memoryview.packing[0] == AXIS_CONTIGUOUS && dimensions > 1 &&
               result.memoryview.dimensions == dimensions && is_full_slice(indices->items[0])) {
        bool all_full = true;
        for (uint32_t i = 0; i + 1 < indices->count; i++)
            all_full &= is_full_slice(indices->items[i]);
        bool last_is_part = is_slice_without_step(indices->items[indices->count - 1]);
        for (uint8_t i = 1; all_full && last_is_part && i <= last; i++) {
            result.memoryview.packing[i] = AXIS_FOLLOW;
        }
    }
    return type_memoryview(typer->types, &result);
}

// Through a pointer an index leads to one place, so no axis before it may have been kept.
static bool leads_to_one_place(Typer *typer, const NodeList *indices, const Type *view) {
    uint32_t missing = view->memoryview.dimensions - count_used_axes(indices);
    uint32_t axis = 0;
    bool has_kept = false;
    for (uint32_t i = 0; i < indices->count; i++) {
        const Node *index = indices->items[i];
        bool is_kept = is_slice_like(index);
        if (!is_kept && has_kept && view->memoryview.access[axis] != AXIS_DIRECT) {
            report(typer, DIAG_E0585, index->span, axis);
            return false;
        }
        has_kept |= is_kept;
        axis += node_is(index, NODE_EllipsisLiteral) ? missing : !is_new_axis(index);
    }
    return true;
}

static const Type *check_memoryview_subscript(Typer *typer, Subscript *node, const Type *view) {
    NodeList single;
    NodeList *indices = index_elements(&node->index, &single);
    bool is_slice = false;
    for (uint32_t i = 0; i < indices->count; i++) {
        Node **index = &indices->items[i];
        is_slice |= is_slice_like(*index);
        if (node_is(*index, NODE_Slice)) {
            check_slice_bounds(typer, (Slice *)*index);
            (*index)->type = typer->common->builtin[BUILTIN_SLICE];
        } else if (is_slice_like(*index)) {
            check_value(typer, index);
        } else {
            check_value_as(typer, index, typer->common->ssize_t_);
        }
    }
    if (indices != &single)
        node->index->type = typer->common->builtin[BUILTIN_TUPLE];
    uint32_t used = count_used_axes(indices);
    if (used > view->memoryview.dimensions) {
        report(typer, DIAG_E0415, node->node.span, view->text,
               (unsigned)view->memoryview.dimensions, used);
        return typer->common->error;
    }
    if (!leads_to_one_place(typer, indices, view))
        return typer->common->error;
    if (count_result_axes(view, indices) > MEMORYVIEW_MAX_DIMENSIONS) {
        report(typer, DIAG_E0515, node->node.span, MEMORYVIEW_MAX_DIMENSIONS);
        return typer->common->error;
    }
    if (!is_slice && used == view->memoryview.dimensions)
        return view->memoryview.element;
    return memoryview_of_rank(typer, view, indices);
}

// --- Pointers and arrays -------------------------------------------------------------------------
// p[None:n] is p[:n].
static void drop_none(Node **bound) {
    if (*bound != NULL && node_is(*bound, NODE_NoneLiteral))
        *bound = NULL;
}

bool is_c_slice(const Node *node) {
    return node_is(node, NODE_Subscript) && node_is(((const Subscript *)node)->index, NODE_Slice) &&
           type_element(((const Subscript *)node)->value->type) != NULL;
}

bool is_bytearray_item(const Node *node) {
    if (!node_is(node, NODE_Subscript))
        return false;
    const Subscript *item = (const Subscript *)node;
    return type_is_builtin(item->value->type, BUILTIN_BYTEARRAY) && item->index->type != NULL &&
           item->index->type->kind == TYPE_INTEGER;
}

Node *whole_part_of(Typer *typer, Node *memory) {
    Subscript *part = NODE_NEW(typer->arena, Subscript, memory->span);
    part->value = memory;
    part->index = &NODE_NEW(typer->arena, Slice, memory->span)->node;
    return &part->node;
}

static bool is_number_from_zero(Typer *typer, Node *node, int64_t *number) {
    return constant_integer(typer, node, number) && *number >= 0;
}

// How many elements the part of C memory has; false: only the run tells.
static bool count_elements(Typer *typer, const Type *memory, const Slice *slice, int64_t *count) {
    bool has_length = memory->kind == TYPE_ARRAY && memory->array.header_length == NULL;
    int64_t start = 0, stop = has_length ? (int64_t)memory->array.length : -1;
    if (slice->step != NULL ||
        (slice->start != NULL && !is_number_from_zero(typer, slice->start, &start)) ||
        (slice->stop != NULL && !is_number_from_zero(typer, slice->stop, &stop)))
        return false;
    *count = stop - start;
    return !has_length || stop <= (int64_t)memory->array.length;
}

void become_members(Typer *typer, Node **slot, uint32_t count) {
    bool is_array = (*slot)->type->kind == TYPE_ARRAY;
    if (!is_array && !is_c_slice(*slot))
        return;
    const Type *memory = is_array ? (*slot)->type : ((Subscript *)*slot)->value->type;
    const Type *element = type_unqualified(typer->types, type_element(memory));
    const Slice whole = {.start = NULL};
    const Slice *slice = is_array ? &whole : (const Slice *)((const Subscript *)*slot)->index;
    int64_t found;
    if (type_is_object(element) || element->kind == TYPE_ARRAY ||
        !count_elements(typer, memory, slice, &found) || found != count)
        return;
    if (is_array) {
        *slot = whole_part_of(typer, *slot);
        check_value(typer, slot);
    }
    const Type **items = ARENA_ARRAY(typer->arena, const Type *, count);
    for (uint32_t i = 0; i < count; i++)
        items[i] = element;
    (*slot)->type = type_ctuple(typer->types, items, count);
}

void check_part_as_list(Typer *typer, Subscript *part) {
    const Type *element = type_element(part->value->type);
    if (type_conversion(element, typer->common->object) != CONVERT_IMPOSSIBLE)
        return;
    report(typer, DIAG_E0401, part->node.span, part->value->type->text, "list");
    part->node.type = typer->common->error;
}

static bool is_character(const Type *type) {
    return type->kind == TYPE_INTEGER && type->integer.is_char;
}

// Does a part of a string with a step, as `text[::2]`, need the object that the whole string is?
// Without its bounds, or a step whose direction is known, it is no part of C memory.
static bool needs_whole_text(Typer *typer, const Subscript *node, const Slice *slice) {
    int64_t step;
    if (slice->step == NULL || typer->assigned == &node->node)
        return false;
    if (!constant_integer(typer, slice->step, &step) || step == 0)
        return true;
    bool has_bounds = (slice->start != NULL || step > 0) && slice->stop != NULL;
    return node->value->type->kind != TYPE_ARRAY && !has_bounds;
}

static const Type *check_object_index(Typer *typer, Subscript *node, const Type *owner);

static const Type *check_c_index(Typer *typer, Subscript *node, const Type *element) {
    if (!node_is(node->index, NODE_Slice)) {
        check_value_as(typer, &node->index, typer->common->ssize_t_);
        return element;
    }
    Slice *slice = (Slice *)node->index;
    drop_none(&slice->start);
    drop_none(&slice->stop);
    drop_none(&slice->step);
    if (is_character(element) && needs_whole_text(typer, node, slice)) {
        const Type *text = string_object_type(typer);
        (void)replace_with_cast(typer, &node->value, text, node->value, false);
        return check_object_index(typer, node, check_value(typer, &node->value));
    }
    check_slice_bounds(typer, slice);
    node->index->type = typer->common->builtin[BUILTIN_SLICE];
    if (is_character(element))
        return string_object_type(typer);
    node->node.type = typer->common->builtin[BUILTIN_LIST];
    if (typer->iterated != &node->node && typer->assigned != &node->node)
        check_part_as_list(typer, node);
    return node->node.type;
}

static const Type *check_ctuple_index(Typer *typer, Subscript *node, const Type *tuple) {
    check_value(typer, &node->index);
    int64_t index;
    if (!constant_integer(typer, node->index, &index)) {
        convert_value(typer, &node->index, typer->common->object);
        return typer->common->object;
    }
    int64_t count = tuple->members.count;
    if (index < 0)
        index += count;
    if (index < 0 || index >= count) {
        report(typer, DIAG_E0415, node->node.span, tuple->text, (unsigned)count, (unsigned)index);
        return typer->common->error;
    }
    return tuple->members.items[index];
}

// --- Objects -------------------------------------------------------------------------------------
// A part of an exact sequence is one of its kind; other elements may be anything.
static const Type *type_of_object_index(Typer *typer, const Type *owner, const Node *index) {
    bool is_slice = node_is(index, NODE_Slice);
    if (owner->kind == TYPE_BUILTIN && owner->content.count > 0)
        return is_slice ? content_slice(typer, owner) : content_item(typer, owner, index);
    bool keeps_type =
        type_is_builtin(owner, BUILTIN_LIST) || type_is_builtin(owner, BUILTIN_TUPLE) ||
        type_is_builtin(owner, BUILTIN_BYTES) || type_is_builtin(owner, BUILTIN_BYTEARRAY) ||
        type_is_builtin(owner, BUILTIN_STR);
    if (is_slice && keeps_type)
        return owner;
    const Type *item = primitive_item_type(typer, owner, index);
    if (item != NULL)
        return item;
    return type_is_builtin(owner, BUILTIN_STR) ? owner : typer->common->object;
}

// A C type as an object is its name, by which the versions of a fused function are found.
static void become_type_name(Typer *typer, Node **slot) {
    if (!node_is(*slot, NODE_NameExpression) && !node_is(*slot, NODE_Attribute))
        return;
    const Type *type = check_value(typer, slot);
    if (type->kind != TYPE_TYPE || type_is_object(type->named))
        return;
    *slot = node_of_text(typer, type->named->text, (*slot)->span);
}

static const Type *check_object_index(Typer *typer, Subscript *node, const Type *owner) {
    convert_value(typer, &node->value, owner); // what is in a display
    NodeList single;
    NodeList *indices = index_elements(&node->index, &single);
    for (uint32_t i = 0; i < indices->count; i++)
        become_type_name(typer, &indices->items[i]);
    check_value(typer, &node->index);
    convert_value(typer, &node->index, typer->common->object);
    if (type_conversion(owner, typer->common->object) == CONVERT_IMPOSSIBLE) {
        report(typer, DIAG_E0407, node->node.span, owner->text);
        return typer->common->error;
    }
    return type_of_object_index(typer, owner, node->index);
}

// `cython.double[:]`, `list[int]`: types stay types.
static const Type *check_type_index(Typer *typer, Subscript *node) {
    if (enum_is_python(node->value->type->named)) {
        check_object(typer, &node->index);
        return typer->common->object;
    }
    const Type *type = resolve_type_expression(typer, &node->node);
    if (type != NULL)
        return type_named(typer->types, type);
    report(typer, DIAG_E0407, node->node.span, node->value->type->text);
    return typer->common->error;
}

// --- wraparound=False ----------------------------------------------------------------------------
static bool is_negative(const Node *index) {
    return node_is(index, NODE_UnaryExpression) &&
           ((const UnaryExpression *)index)
               ->operator== UNARY_NEGATE &&
           node_is(((const UnaryExpression *)index)->operand, NODE_IntLiteral);
}

static void warn_negative(Typer *typer, const Node *index) {
    if (is_negative(index))
        report(typer, DIAG_W0309, index->span);
}

static void warn_negative_indices(Typer *typer, Subscript *node) {
    NodeList single;
    const NodeList *indices = index_elements(&node->index, &single);
    for (uint32_t i = 0; i < indices->count; i++) {
        const Node *index = indices->items[i];
        warn_negative(typer, index);
        if (node_is(index, NODE_Slice)) {
            warn_negative(typer, ((const Slice *)index)->start);
            warn_negative(typer, ((const Slice *)index)->stop);
        }
    }
}

// Is a negative index out of bounds there? Pointers have no bounds.
static bool may_wrap_around(const Type *owner) {
    return type_is_object(owner) ? !type_is_builtin(owner, BUILTIN_DICT)
                                 : owner->kind == TYPE_MEMORYVIEW || owner->kind == TYPE_ARRAY;
}

const Type *check_subscript(Typer *typer, Node **slot) {
    Subscript *node = (Subscript *)*slot;
    check_buffer_element(typer, node);
    const Type *owner = check_value(typer, &node->value);
    FunctionSymbol *fused = fused_function(node->value);
    if (fused != NULL && fused->kind != FUNCTION_DEF) {
        const Type *version = check_fused_index(typer, slot, fused);
        if (version != NULL)
            return version;
        convert_value(typer, &node->value, typer->common->object);
        return check_object_index(typer, node, typer->common->object);
    }
    if (!typer->place.directives.wraparound && may_wrap_around(owner))
        warn_negative_indices(typer, node);
    switch (owner->kind) {
    case TYPE_ERROR:
        check_value(typer, &node->index);
        return owner;
    case TYPE_MEMORYVIEW:
        return check_memoryview_subscript(typer, node, owner);
    case TYPE_POINTER:
        if (owner->element->kind == TYPE_VOID)
            break;
        return check_c_index(typer, node, owner->element);
    case TYPE_ARRAY:
        return check_c_index(typer, node, owner->array.element);
    case TYPE_CTUPLE:
        return check_ctuple_index(typer, node, owner);
    case TYPE_TYPE:
        return check_type_index(typer, node);
    case TYPE_BINT:
    case TYPE_INTEGER:
    case TYPE_FLOATING:
    case TYPE_COMPLEX:
    case TYPE_ENUM:
    case TYPE_FUNCTION:
    case TYPE_STRUCT:
        break;
    case TYPE_VOID:
    case TYPE_OBJECT:
    case TYPE_BUILTIN:
    case TYPE_EXTENSION:
    case TYPE_BUFFER:
    case TYPE_FUSED:
    case TYPE_MODULE:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        return check_object_index(typer, node, owner);
    }
    if (owner->kind == TYPE_INTEGER && owner->integer.is_unicode) // a text of one character
        return check_object_index(typer, node, typer->common->builtin[BUILTIN_STR]);
    if (typer->module->is_pure_python) { // a TypeError when it runs
        convert_value(typer, &node->value, typer->common->object);
        return check_object_index(typer, node, typer->common->object);
    }
    report(typer, DIAG_E0407, node->node.span, owner->text);
    return typer->common->error;
}
