// What an object has to be for a typed memoryview: constant data of each type that is asked for.
//
// Takes: the C type of a view. Gives: a zi_view_info, with a line for each number in its items if
// those are structs, which runtime/buffer_format.c compares with what a buffer says.

#include "codegen/llvm/internal.h"

static enum zi_item_class item_class_of(const Emitter *emitter, const IrCType *element) {
    switch (element->kind) {
    case IR_C_FLOATING:
        return ZI_ITEM_FLOAT;
    case IR_C_COMPLEX:
        return ZI_ITEM_COMPLEX;
    case IR_C_STRUCT:
    case IR_C_ARRAY:
        return ZI_ITEM_STRUCT;
    case IR_C_POINTER:
    case IR_C_FUNCTION:
        return ZI_ITEM_POINTER;
    case IR_C_BINT:
    case IR_C_ENUM:
        return ZI_ITEM_SIGNED;
    case IR_C_INTEGER:
        if (element->integer.is_plain_char)
            return ZI_ITEM_CHAR; // signed or not: both are text
        return type_is_signed(emitter, element) ? ZI_ITEM_SIGNED : ZI_ITEM_UNSIGNED;
    case IR_C_OBJECT:
    case IR_C_BUILTIN:
    case IR_C_CLASS:
    case IR_C_VOID:
    case IR_C_CTUPLE:
    case IR_C_MEMORYVIEW:
    case IR_C_TYPE_COUNT:
        break;
    }
    return ZI_ITEM_OBJECT;
}

static enum zi_packing packing_of(const IrCType *type, uint32_t flags) {
    if ((flags & IR_FLAG_FORTRAN) != 0)
        return ZI_PACKING_FORTRAN;
    uint32_t last = type->memoryview.dimensions - 1U;
    if (type->memoryview.packing[last] == AXIS_CONTIGUOUS)
        return ZI_PACKING_C;
    return type->memoryview.packing[0] == AXIS_CONTIGUOUS ? ZI_PACKING_FORTRAN : ZI_PACKING_STRIDED;
}

static uint32_t bits_of_axis(const IrCType *type, uint32_t axis) {
    uint8_t packing = type->memoryview.packing[axis], access = type->memoryview.access[axis];
    return (packing == AXIS_CONTIGUOUS ? ZI_AXIS_CONTIGUOUS : 0) |
           (packing == AXIS_FOLLOW ? ZI_AXIS_FOLLOW : 0) |
           (access == AXIS_INDIRECT ? ZI_AXIS_INDIRECT : 0) |
           (access == AXIS_GENERIC ? ZI_AXIS_GENERIC : 0);
}

static uint32_t axes_of(const IrCType *type) {
    uint32_t axes = 0;
    for (uint32_t i = 0; i < type->memoryview.dimensions; i++)
        axes |= bits_of_axis(type, i) << (i * ZI_AXIS_BITS);
    return axes;
}

// As messages call it, and Cython.
static const char *name_of(const IrCType *element) {
    return ir_c_type_is_object(element) ? "Python object" : element->text;
}

// --- Fields --------------------------------------------------------------------------------------

typedef struct FieldList {
    Emitter *emitter;
    LLVMValueRef *items; // NULL: they are only counted
    uint32_t count;
} FieldList;

typedef struct ItemField {
    const IrCType *type;
    const char *place, *path; // as zi_item_field has them
    uint64_t offset;
    uint32_t part_count;
} ItemField;

// Of a C array its elements, and how many there are on each axis.
static const IrCType *read_lengths(Emitter *emitter, const IrCType *type, LLVMValueRef *lengths,
                                   uint32_t *dimensions) {
    LayoutOracle oracle = layout_oracle(emitter);
    for (uint32_t i = 0; i < ZI_MAX_DIMENSIONS; i++)
        lengths[i] = const_i32(emitter, 0);
    for (*dimensions = 0; type->kind == IR_C_ARRAY && *dimensions < ZI_MAX_DIMENSIONS;
         type = type->array.element)
        lengths[(*dimensions)++] = const_i32(emitter, (int64_t)length_of_array(&oracle, type));
    return type;
}

static void add_field(FieldList *list, const ItemField *field) {
    uint32_t index = list->count++;
    if (list->items == NULL)
        return;
    Emitter *emitter = list->emitter;
    LLVMValueRef lengths[ZI_MAX_DIMENSIONS];
    uint32_t dimensions;
    const IrCType *type = read_lengths(emitter, field->type, lengths, &dimensions);
    bool is_complex = field->part_count > 0;
    ItemFieldFields fields = {
        .type_name = const_string(emitter, name_of(type)),
        .place = const_string(emitter, field->place),
        .path = const_string(emitter, field->path),
        .item_class =
            const_i32(emitter, is_complex ? ZI_ITEM_COMPLEX : item_class_of(emitter, type)),
        .size = const_i32(emitter, (int64_t)layout_of_type(emitter, type).size),
        .offset = const_i32(emitter, (int64_t)field->offset),
        .part_count = const_i32(emitter, field->part_count),
        .dimensions = const_i32(emitter, dimensions),
        .lengths = LLVMConstArray2(emitter->types.i32, lengths, ZI_MAX_DIMENSIONS),
    };
    list->items[index] = abi_const_item_field(&emitter->abi, NULL, &fields);
}

static bool could_be_complex(const IrStruct *structure) {
    if (structure->field_count != 2)
        return false;
    const IrCType *first = structure->fields[0]->type, *second = structure->fields[1]->type;
    return first->kind == IR_C_FLOATING && second->kind == IR_C_FLOATING &&
           first->floating_bits == second->floating_bits;
}

static bool is_array_of_structs(const IrCType *type) {
    if (type->kind != IR_C_ARRAY)
        return false;
    while (type->kind == IR_C_ARRAY)
        type = type->array.element;
    return type->kind == IR_C_STRUCT;
}

static void add_fields_of(FieldList *list, const ItemField *whole);

// Each of the structs has its fields.
static void add_structs(FieldList *list, const ItemField *array) {
    LayoutOracle oracle = layout_oracle(list->emitter);
    uint64_t length = length_of_array(&oracle, array->type);
    ItemField element = {.type = array->type->array.element, .place = array->place};
    uint64_t size = layout_of_type(list->emitter, element.type).size;
    for (uint64_t i = 0; i < length; i++) {
        element.offset = array->offset + i * size;
        add_fields_of(list, &element);
    }
}

static void add_fields_of(FieldList *list, const ItemField *whole) {
    if (is_array_of_structs(whole->type)) {
        add_structs(list, whole);
        return;
    }
    if (whole->type->kind != IR_C_STRUCT) {
        add_field(list, whole);
        return;
    }
    const IrStruct *structure = whole->type->structure;
    if (could_be_complex(structure)) {
        ItemField number = *whole;
        number.part_count = 2;
        add_field(list, &number);
    }
    LayoutOracle oracle = layout_oracle(list->emitter);
    for (uint32_t i = 0; i < structure->field_count; i++) {
        uint64_t offset = 0;
        layout_of_member(&oracle, whole->type, i, &offset);
        const char *name = structure->fields[i]->name;
        Arena *arena = list->emitter->arena;
        ItemField field = {
            .type = structure->fields[i]->type,
            .place = arena_format(arena, "%s.%s", whole->type->text, name),
            .path = whole->path != NULL ? arena_format(arena, "%s.%s", whole->path, name) : name,
            .offset = whole->offset + offset,
        };
        add_fields_of(list, &field);
    }
}

static LLVMValueRef item_fields(Emitter *emitter, const IrCType *element, uint32_t *count) {
    FieldList list = {.emitter = emitter};
    ItemField whole = {.type = element};
    *count = 0;
    if (element->kind != IR_C_STRUCT && element->kind != IR_C_ARRAY)
        return LLVMConstNull(emitter->types.pointer);
    add_fields_of(&list, &whole);
    list.items = ARENA_ARRAY(emitter->arena, LLVMValueRef, list.count + 1);
    list.count = 0;
    add_fields_of(&list, &whole);
    *count = list.count;
    LLVMTypeRef type = emitter->abi.structs[ABI_item_field];
    return const_global(emitter, "zi_item_fields", LLVMConstArray2(type, list.items, list.count));
}

LLVMValueRef view_info(Emitter *emitter, const IrCType *type, uint32_t flags) {
    const IrCType *element = type->memoryview.element;
    const char *name = type->memoryview.item_name;
    if (name == NULL)
        name = name_of(element);
    uint32_t field_count;
    LLVMValueRef item_fields_of_element = item_fields(emitter, element, &field_count);
    ViewInfoFields fields = {
        .item_name = const_string(emitter, name),
        .format = const_string(emitter, format_of_item(emitter, element)),
        .dimensions = const_i32(emitter, type->memoryview.dimensions),
        .item_size = const_i32(emitter, (int64_t)layout_of_type(emitter, element).size),
        .item_class = const_i32(
            emitter, (flags & IR_FLAG_CAST) != 0 ? ZI_ITEM_ANY : item_class_of(emitter, element)),
        .writable = const_i32(emitter, (flags & IR_FLAG_WRITABLE) != 0),
        .packing = const_i32(emitter, packing_of(type, flags)),
        .axes = const_i32(emitter, axes_of(type)),
        .field_count = const_i64(emitter, field_count),
        .fields = item_fields_of_element,
    };
    return const_global(emitter, "zi_view_info", abi_const_view_info(&emitter->abi, NULL, &fields));
}
