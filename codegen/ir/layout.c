// C's rules of layout: members in order, each at its alignment; packed structs without padding;
// unions at offset 0; arrays as often as they say; structs of headers as the oracle says.

#include "codegen/ir/layout.h"

static const Layout unknown = {0, 0};

static uint64_t align_up(uint64_t offset, uint64_t alignment) {
    return alignment == 0 ? offset : (offset + alignment - 1) / alignment * alignment;
}

uint64_t layout_append(Layout *whole, Layout member) {
    uint64_t offset = align_up(whole->size, member.alignment);
    whole->size = offset + member.size;
    if (member.alignment > whole->alignment)
        whole->alignment = member.alignment;
    return offset;
}

Layout layout_padded(Layout whole) {
    return (Layout){align_up(whole.size, whole.alignment), whole.alignment};
}

static Layout scalar(uint64_t size) { return (Layout){size, size}; }

static bool is_known(Layout layout) { return layout.alignment != 0; }

// --- Members -------------------------------------------------------------------------------------

// What struct and C tuple have in common. A member of a packed struct may lie anywhere.
typedef struct Members {
    uint32_t count;
    bool is_union, is_packed;
} Members;

static Members members_of(const IrCType *type) {
    if (type->kind == IR_C_STRUCT) {
        const IrStruct *structure = type->structure;
        return (Members){structure->field_count, structure->is_union, structure->is_packed};
    }
    return (Members){.count = type->members.count};
}

static const IrCType *member_type(const IrCType *type, uint32_t index) {
    return type->kind == IR_C_STRUCT ? type->structure->fields[index]->type
                                     : type->members.items[index];
}

static void overlay(Layout *whole, Layout member) {
    whole->size = member.size > whole->size ? member.size : whole->size;
    whole->alignment = member.alignment > whole->alignment ? member.alignment : whole->alignment;
}

// Lays out members up to `end`, which is not among them; returns the offset of the last one.
static bool place_members(const LayoutOracle *oracle, const IrCType *type, uint32_t end,
                          Layout *whole, uint64_t *offset) {
    Members members = members_of(type);
    *whole = (Layout){.alignment = 1};
    *offset = 0;
    for (uint32_t i = 0; i < end; i++) {
        Layout member = layout_of(oracle, member_type(type, i));
        if (!is_known(member))
            return false;
        if (members.is_packed)
            member.alignment = 1;
        if (members.is_union)
            overlay(whole, member);
        else
            *offset = layout_append(whole, member);
    }
    return true;
}

static Layout layout_of_members(const LayoutOracle *oracle, const IrCType *type) {
    Layout whole;
    uint64_t last;
    bool good = place_members(oracle, type, members_of(type).count, &whole, &last);
    return good ? layout_padded(whole) : unknown;
}

static Layout layout_of_struct(const LayoutOracle *oracle, const IrCType *type) {
    const IrStruct *structure = type->structure;
    if (structure->is_extern)
        return oracle->header_struct == NULL ? unknown
                                             : oracle->header_struct(oracle->context, structure);
    return structure->is_complete ? layout_of_members(oracle, type) : unknown;
}

bool layout_of_member(const LayoutOracle *oracle, const IrCType *type, uint32_t index,
                      uint64_t *offset) {
    if (type->kind == IR_C_COMPLEX) {
        *offset = index * layout_of(oracle, type->element).size;
        return true;
    }
    if (type->kind == IR_C_STRUCT && type->structure->is_extern)
        return oracle->header_field != NULL &&
               oracle->header_field(oracle->context, type->structure->fields[index], offset);
    Layout whole;
    return place_members(oracle, type, index + 1, &whole, offset);
}

bool layout_of_field(const LayoutOracle *oracle, const IrField *field, uint64_t *offset) {
    IrCType owner = {.kind = IR_C_STRUCT, .structure = (IrStruct *)field->structure};
    return layout_of_member(oracle, &owner, field->index, offset);
}

// --- Types ---------------------------------------------------------------------------------------

static Layout layout_of_integer(const LayoutOracle *oracle, const IrCType *type) {
    const IrExtern *header = type->integer.header;
    uint64_t size = header == NULL || oracle->header_integer == NULL
                        ? 0
                        : oracle->header_integer(oracle->context, header);
    return scalar(size != 0 ? size : type->integer.bits / 8);
}

static Layout repeated(Layout element, uint64_t count) {
    return (Layout){element.size * count, element.alignment};
}

uint64_t length_of_array(const LayoutOracle *oracle, const IrCType *type) {
    const IrExtern *header = type->array.header;
    return header == NULL ? type->array.length : oracle->header_length(oracle->context, header);
}

Layout layout_of(const LayoutOracle *oracle, const IrCType *type) {
    switch (type->kind) {
    case IR_C_VOID: // for arithmetic on `void *`
        return scalar(1);
    case IR_C_BINT:
    case IR_C_ENUM:
        return scalar(4);
    case IR_C_INTEGER:
        return layout_of_integer(oracle, type);
    case IR_C_FLOATING: // of a long double, 10 bytes count
        return scalar(type->floating_bits == 80 ? 16 : type->floating_bits / 8);
    case IR_C_COMPLEX:
        return repeated(layout_of(oracle, type->element), 2);
    case IR_C_ARRAY:
        if (type->array.header != NULL && oracle->header_length == NULL)
            break;
        return repeated(layout_of(oracle, type->array.element), length_of_array(oracle, type));
    case IR_C_STRUCT:
        return layout_of_struct(oracle, type);
    case IR_C_CTUPLE:
        return layout_of_members(oracle, type);
    case IR_C_MEMORYVIEW:
        return oracle->view;
    case IR_C_OBJECT:
    case IR_C_BUILTIN:
    case IR_C_CLASS:
    case IR_C_POINTER:
    case IR_C_FUNCTION:
        return scalar(8);
    case IR_C_TYPE_COUNT:
        break;
    }
    return unknown; // these have no values
}

// --- Frames --------------------------------------------------------------------------------------

Layout layout_of_raw_value(const LayoutOracle *oracle, IrType type) {
    switch (type.kind) {
    case IR_VOID:
    case IR_OBJECT:
    case IR_KIND_COUNT:
        return (Layout){0, 1};
    case IR_BOOL:
    case IR_I8:
        return scalar(1);
    case IR_I16:
        return scalar(2);
    case IR_I32:
    case IR_F32:
        return scalar(4);
    case IR_I64:
    case IR_F64:
    case IR_POINTER:
    case IR_DUAL:
        return scalar(8);
    case IR_I128:
    case IR_F80:
        return scalar(16);
    case IR_VIEW:
        return repeated(scalar(8), 1 + ((uint64_t)type.type->memoryview.dimensions *
                                        (ir_view_is_indirect(type.type) ? 3 : 2)));
    case IR_AGGREGATE:
        return layout_of(oracle, type.type);
    }
    return unknown;
}

uint64_t layout_of_frame(const LayoutOracle *oracle, const IrTypeVector *values, uint64_t start,
                         uint64_t *offsets) {
    Layout whole = {.size = start, .alignment = 1};
    for (uint32_t i = 0; i < values->count; i++) {
        Layout value = layout_of_raw_value(oracle, values->items[i]);
        if (value.alignment > FRAME_ALIGNMENT)
            value.alignment = FRAME_ALIGNMENT;
        offsets[i] = layout_append(&whole, value);
    }
    return (align_up(whole.size, 8) - start) / 8;
}
