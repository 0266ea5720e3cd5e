// Formats of C values, as the struct module and PEP 3118 write them.
//
// Takes: the type of the items of a view of C memory. Gives: what its buffer says of them.

#include "codegen/builder/internal.h"

// (2,3)d
static const char *format_of_array(Arena *arena, const Type *array) {
    const char *lengths = "";
    for (; array->kind == TYPE_ARRAY; array = array->array.element) {
        if (array->array.header_length != NULL)
            return NULL;
        lengths = arena_format(arena, "%s%s%u", lengths, *lengths == '\0' ? "" : ",",
                               (unsigned)array->array.length);
    }
    const char *element = format_of_items(arena, array);
    return element == NULL ? NULL : arena_format(arena, "(%s)%s", lengths, element);
}

// Is there a struct in the type, or is it one, that is packed or is not?
static bool holds_struct(const Type *type, bool is_packed) {
    while (type->kind == TYPE_ARRAY)
        type = type->array.element;
    if (type->kind != TYPE_STRUCT)
        return false;
    bool holds = type->struct_symbol->is_packed == is_packed;
    for (uint32_t i = 0; !holds && i < type->struct_symbol->fields.count; i++)
        holds = holds_struct(type->struct_symbol->fields.items[i]->type, is_packed);
    return holds;
}

// T{i:count:d:weight:}: each field at its alignment; ^T{^i:count:^d:weight:}, where the one before
// ends. Only the header knows where those of its structs are, and no format says that fields are
// aligned in a struct which is not.
static const char *format_of_struct(Arena *arena, const Type *type) {
    const StructSymbol *structure = type->struct_symbol;
    bool is_packed = structure->is_packed;
    if (structure->symbol.is_extern || structure->is_union ||
        (is_packed && holds_struct(type, false)))
        return NULL;
    const char *mode = is_packed ? "^" : holds_struct(type, true) ? "@" : "";
    const char *text = arena_format(arena, "%sT{", mode);
    for (uint32_t i = 0; i < structure->fields.count; i++) {
        const Symbol *field = structure->fields.items[i];
        const char *format = format_of_items(arena, field->type);
        if (format == NULL)
            return NULL;
        text = arena_format(arena, "%s%s%s:%s:", text, mode, format, field->name->text);
    }
    return arena_format(arena, "%s}", text);
}

const char *format_of_items(Arena *arena, const Type *element) {
    static const char *const integers[2][4] = {{"B", "H", "I", "Q"}, {"b", "h", "i", "q"}};
    switch (element->kind) {
    case TYPE_BINT:
        return "i";
    case TYPE_ENUM:
        return format_of_items(arena, enum_integer(element));
    case TYPE_INTEGER: {
        unsigned bits = element->integer.bits;
        unsigned size = bits == 8 ? 0 : bits == 16 ? 1 : bits == 32 ? 2 : 3;
        return bits > 64 ? NULL : integers[element->integer.is_signed][size];
    }
    case TYPE_FLOATING:
        return element->floating_bits == 32 ? "f" : element->floating_bits == 64 ? "d" : "g";
    case TYPE_COMPLEX:
        return element->element->kind != TYPE_FLOATING ? NULL
               : element->element->floating_bits == 32 ? "Zf"
               : element->element->floating_bits == 64 ? "Zd"
                                                       : "Zg";
    case TYPE_OBJECT:
    case TYPE_BUILTIN:
    case TYPE_EXTENSION:
        return "O";
    case TYPE_ARRAY:
        return format_of_array(arena, element);
    case TYPE_STRUCT:
        return format_of_struct(arena, element);
    case TYPE_ERROR:
    case TYPE_VOID:
    case TYPE_POINTER:
    case TYPE_FUNCTION:
    case TYPE_CTUPLE:
    case TYPE_MEMORYVIEW:
    case TYPE_BUFFER:
    case TYPE_FUSED:
    case TYPE_TYPE:
    case TYPE_MODULE:
    case TYPE_NULL_POINTER:
    case TYPE_KIND_COUNT:
        break;
    }
    return NULL;
}
