// Formats of the items of memoryviews, as the struct module and PEP 3118 write them.
//
// Takes: the C type of an item, whose layout may be a header's. Gives: what the buffer of C memory
// says of its items.

#include "codegen/llvm/internal.h"

enum { WIDE_INTEGER = 16 };

static const char *format_of(Emitter *emitter, const IrCType *type, bool is_natural);

// (2,3)d
static const char *format_of_array(Emitter *emitter, const IrCType *array, bool is_natural) {
    LayoutOracle oracle = layout_oracle(emitter);
    Arena *arena = emitter->arena;
    const char *lengths = "";
    for (; array->kind == IR_C_ARRAY; array = array->array.element)
        lengths = arena_format(arena, "%s%s%llu", lengths, *lengths == '\0' ? "" : ",",
                               (unsigned long long)length_of_array(&oracle, array));
    return arena_format(arena, "(%s)%s", lengths, format_of(emitter, array, is_natural));
}

static bool is_integer(const IrCType *type) {
    return type->kind == IR_C_INTEGER || type->kind == IR_C_ENUM || type->kind == IR_C_BINT;
}

// Readers align the items of a format, and a struct in it by its first one.
static uint64_t start_of_items(const LayoutOracle *oracle, const IrCType *type, uint64_t end) {
    while (type->kind == IR_C_ARRAY ||
           (type->kind == IR_C_STRUCT && type->structure->field_count > 0))
        type = type->kind == IR_C_ARRAY ? type->array.element : type->structure->fields[0]->type;
    Layout before = {.size = end};
    return layout_append(&before, layout_of(oracle, type));
}

// Does each field lie where its alignment puts it, in the structs inside as well? (Of a wide
// integer the format tells no alignment.)
static bool lies_naturally(Emitter *emitter, const IrCType *type) {
    while (type->kind == IR_C_ARRAY)
        type = type->array.element;
    if (type->kind != IR_C_STRUCT)
        return layout_of_type(emitter, type).size < WIDE_INTEGER || !is_integer(type);
    LayoutOracle oracle = layout_oracle(emitter);
    Layout whole = {.alignment = 1};
    for (uint32_t i = 0; i < type->structure->field_count; i++) {
        const IrCType *field = type->structure->fields[i]->type;
        uint64_t offset = 0;
        layout_of_member(&oracle, type, i, &offset);
        if (!lies_naturally(emitter, field) ||
            start_of_items(&oracle, field, whole.size) != offset ||
            layout_append(&whole, layout_of(&oracle, field)) != offset)
            return false;
    }
    return layout_padded(whole).size == layout_of(&oracle, type).size;
}

static const char *add_padding(Arena *arena, const char *text, uint64_t size) {
    return size == 0 ? text : arena_format(arena, "%s%llux", text, (unsigned long long)size);
}

// T{i:count:d:weight:}: each field at its alignment; else ^T{^i:count:3x^d:weight:}, where the one
// before ends, with all padding written out.
static const char *format_of_struct(Emitter *emitter, const IrCType *type, bool is_natural) {
    LayoutOracle oracle = layout_oracle(emitter);
    Arena *arena = emitter->arena;
    const char *text = is_natural ? "T{" : "^T{";
    uint64_t end = 0;
    for (uint32_t i = 0; i < type->structure->field_count; i++) {
        const IrField *field = type->structure->fields[i];
        uint64_t offset = 0;
        layout_of_member(&oracle, type, i, &offset);
        text = add_padding(arena, text, is_natural ? 0 : offset - end);
        text = arena_format(arena, "%s%s:%s:", text, format_of(emitter, field->type, is_natural),
                            field->name);
        end = offset + layout_of(&oracle, field->type).size;
    }
    text = add_padding(arena, text, is_natural ? 0 : layout_of(&oracle, type).size - end);
    return arena_format(arena, "%s}", text);
}

// (No letter stands for WIDE_INTEGER bytes.)
static const char *format_of_integer(uint64_t size, bool is_signed) {
    switch (size) {
    case 1:
        return is_signed ? "b" : "B";
    case 2:
        return is_signed ? "h" : "H";
    case 4:
        return is_signed ? "i" : "I";
    case 8:
        return is_signed ? "q" : "Q";
    default:
        return "16s";
    }
}

static const char *format_of_floating(uint8_t bits) {
    return bits == 32 ? "f" : bits == 64 ? "d" : "g";
}

static const char *format_of_value(Emitter *emitter, const IrCType *type) {
    switch (type->kind) {
    case IR_C_BINT:
    case IR_C_ENUM:
    case IR_C_INTEGER:
        if (type->kind == IR_C_INTEGER && type->integer.is_plain_char)
            return "c";
        return format_of_integer(layout_of_type(emitter, type).size, type_is_signed(emitter, type));
    case IR_C_FLOATING:
        return format_of_floating(type->floating_bits);
    case IR_C_COMPLEX:
        return arena_format(emitter->arena, "Z%s",
                            format_of_floating(type->element->floating_bits));
    case IR_C_POINTER:
    case IR_C_FUNCTION:
        return "P";
    case IR_C_ARRAY:
    case IR_C_STRUCT:
    case IR_C_OBJECT:
    case IR_C_BUILTIN:
    case IR_C_CLASS:
    case IR_C_VOID:
    case IR_C_CTUPLE:
    case IR_C_MEMORYVIEW:
    case IR_C_TYPE_COUNT:
        break;
    }
    return "O";
}

static const char *format_of(Emitter *emitter, const IrCType *type, bool is_natural) {
    if (type->kind == IR_C_ARRAY)
        return format_of_array(emitter, type, is_natural);
    if (type->kind == IR_C_STRUCT)
        return format_of_struct(emitter, type, is_natural);
    const char *format = format_of_value(emitter, type);
    return is_natural ? format : arena_format(emitter->arena, "^%s", format);
}

const char *format_of_item(Emitter *emitter, const IrCType *item) {
    bool is_natural = is_integer(item) || lies_naturally(emitter, item);
    return format_of(emitter, item, is_natural);
}
