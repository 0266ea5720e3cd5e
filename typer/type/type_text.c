// Texts of types, as messages and dumps show them: `const double[:, ::1]`, `int (*)(double) nogil`.

#include "typer/internal.h"
#include <string.h>

static const char *name_memoryview(Arena *arena, const Type *type) {
    const char *text = arena_format(arena, "%s[", type->memoryview.element->text);
    for (uint8_t i = 0; i < type->memoryview.dimensions; i++) {
        const char *axis = type->memoryview.packing[i] == AXIS_CONTIGUOUS ? "::1" : ":";
        if (type->memoryview.access[i] == AXIS_INDIRECT)
            axis = "::indirect";
        if (type->memoryview.access[i] == AXIS_GENERIC)
            axis = "::generic";
        text = arena_format(arena, "%s%s%s", text, i == 0 ? "" : ", ", axis);
    }
    return arena_format(arena, "%s]", text);
}

// ` except -1`; nothing for what a function without a clause has.
static const char *name_exception_value(Arena *arena, const Type *type) {
    const ExceptionSpec *exception = &type->function.exception;
    bool is_default =
        type_is_object(type->function.result) || type->function.result->kind == TYPE_MEMORYVIEW ||
        (exception->rule == EXCEPTION_RULE_MAYBE_VALUE &&
         (exception->integer_value == -1 || type->function.result->kind == TYPE_POINTER));
    if (is_default)
        return "";
    const char *mark = exception->rule == EXCEPTION_RULE_MAYBE_VALUE ? "?" : "";
    if (type->function.result->kind == TYPE_FLOATING) {
        return arena_format(arena, " except%s %g", mark, exception->real_value);
    }
    return arena_format(arena, " except%s %lld", mark, (long long)exception->integer_value);
}

static const char *name_function(Arena *arena, const Type *type) {
    const char *text = arena_format(arena, "%s (", type->function.result->text);
    for (uint32_t i = 0; i < type->function.count; i++) {
        text = arena_format(arena, "%s%s%s", text, i == 0 ? "" : ", ",
                            type->function.parameters[i].type->text);
    }
    if (type->function.is_variadic) {
        text = arena_format(arena, "%s%s...", text, type->function.count == 0 ? "" : ", ");
    }
    const char *rule = "";
    switch (type->function.exception.rule) {
    case EXCEPTION_RULE_NEVER:
        rule = " noexcept";
        break;
    case EXCEPTION_RULE_ALWAYS:
        rule = " except *";
        break;
    case EXCEPTION_RULE_VALUE:
    case EXCEPTION_RULE_MAYBE_VALUE:
        rule = name_exception_value(arena, type);
        break;
    case EXCEPTION_RULE_CPP:
        rule = " except +";
        break;
    case EXCEPTION_RULE_CPP_STAR:
        rule = " except +*";
        break;
    case EXCEPTION_RULE_DEFAULT:
        break;
    }
    return arena_format(arena, "%s)%s%s", text, rule, type->function.nogil ? " nogil" : "");
}

static const char *name_ctuple(Arena *arena, const Type *type) {
    const char *text = "(";
    for (uint32_t i = 0; i < type->members.count; i++) {
        text =
            arena_format(arena, "%s%s%s", text, i == 0 ? "" : ", ", type->members.items[i]->text);
    }
    return arena_format(arena, "%s)", text);
}

// `dict[str, int]`
static const char *name_container(Arena *arena, const Type *type) {
    const char *text = builtin_kind_name(type->builtin);
    for (uint32_t i = 0; i < type->content.count; i++)
        text =
            arena_format(arena, "%s%s%s", text, i == 0 ? "[" : ", ", type->content.items[i]->text);
    return arena_format(arena, type->is_uniform ? "%s, ...]" : "%s]", text);
}

static const char *name_pointer(Arena *arena, const Type *type) {
    const Type *element = type->element;
    return arena_format(arena, "%s%s*", element->text, element->kind == TYPE_POINTER ? "" : " ");
}

// As Cython spells it; the versions of a fused function are named after it.
static const char *name_buffer(Arena *arena, const Type *type) {
    const Type *view = type->buffer.view;
    const Name *name = type->buffer.item_name;
    return arena_format(
        arena, "%s[%s,ndim=%u%s]", type_cython_text(arena, type->buffer.object),
        name != NULL ? name->text : type_cython_text(arena, view->memoryview.element),
        (unsigned)view->memoryview.dimensions, type->buffer.is_cast ? ",cast=True" : "");
}

// The sizes of an array, and of the arrays that it is one of: `[2][3]`.
static const char *name_sizes(Arena *arena, const Type *type) {
    const char *sizes = "";
    for (; type->kind == TYPE_ARRAY; type = type->array.element)
        sizes =
            type->array.header_length != NULL
                ? arena_format(arena, "%s[%s]", sizes, type->array.header_length->c_name)
                : arena_format(arena, "%s[%llu]", sizes, (unsigned long long)type->array.length);
    return sizes;
}

static const Type *innermost_element(const Type *type) {
    while (type->kind == TYPE_ARRAY)
        type = type->array.element;
    return type;
}

const char *type_make_text(Arena *arena, const Type *type) {
    switch (type->kind) {
    case TYPE_VOID:
        return "void";
    case TYPE_OBJECT:
        return "object";
    case TYPE_BINT:
        return "bint";
    case TYPE_FLOATING:
        return type->floating_bits == 32   ? "float"
               : type->floating_bits == 64 ? "double"
                                           : "long double";
    case TYPE_COMPLEX:
        return arena_format(arena, "%s complex", type->element->text);
    case TYPE_POINTER:
        return name_pointer(arena, type);
    case TYPE_ARRAY:
        return arena_format(arena, "%s%s", innermost_element(type)->text, name_sizes(arena, type));
    case TYPE_FUNCTION:
        return name_function(arena, type);
    case TYPE_CTUPLE:
        return name_ctuple(arena, type);
    // without content: named where it is made
    case TYPE_BUILTIN:
        return name_container(arena, type);
    case TYPE_MEMORYVIEW:
        return name_memoryview(arena, type);
    case TYPE_BUFFER:
        return name_buffer(arena, type);
    case TYPE_EXTENSION:
        return type->class_symbol->symbol.name->text;
    case TYPE_STRUCT:
        return type->struct_symbol->symbol.name->text;
    case TYPE_ENUM:
        return type->enum_symbol->name->text;
    case TYPE_TYPE:
        return arena_format(arena, "type '%s'", type->named->text);
    case TYPE_MODULE:
        return arena_format(arena, "module '%s'", type->module->module_name->text);
    case TYPE_NULL_POINTER:
        return "NULL";
    // named where they are made
    case TYPE_ERROR:
    case TYPE_INTEGER:
    case TYPE_FUSED:
    case TYPE_KIND_COUNT:
        break;
    }
    return "unknown";
}

const char *type_cython_text(Arena *arena, const Type *type) {
    if (type->kind == TYPE_OBJECT)
        return "Python object";
    const Type *array = type->kind == TYPE_POINTER ? type->element : type;
    if (array->kind == TYPE_ARRAY) {
        const Type *element = innermost_element(array);
        return arena_format(arena, "%s%s%s%s", type_cython_text(arena, element),
                            element->kind == TYPE_POINTER ? "" : " ", array == type ? "" : "(*)",
                            name_sizes(arena, array));
    }
    if (type->kind != TYPE_BUILTIN)
        return type->text;
    const char *text = builtin_kind_name(type->builtin);
    for (uint32_t i = 0; i < type->content.count; i++)
        text = arena_format(arena, "%s%s%s", text, i == 0 ? "[" : ",",
                            type_cython_text(arena, type->content.items[i]));
    const char *end = type->is_uniform ? ",...]" : type->content.count > 0 ? "]" : "";
    return arena_format(arena, "%s%s object", text, end);
}
