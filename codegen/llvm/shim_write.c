// The shim's C text: the headers, then for each need a wrapper function or a constant,
// zi_shim_<number>.
//
// Wrappers take and give 64-bit integers, floats and pointers only (structs go by address), so that
// no rule of the C ABI has to be known here; inside, values are cast to the declared types, since a
// macro may depend on them. #line directives name header or item, so that clang's errors can be
// traced back.

#include "codegen/llvm/internal.h"
#include <string.h>

typedef struct TextWriter {
    Arena *arena;
    char *bytes;
    size_t length, room;
} TextWriter;

static void write_format(TextWriter *writer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void write_format(TextWriter *writer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_format_list(writer->arena, format, arguments);
    va_end(arguments);
    size_t length = strlen(text);
    if (writer->length + length + 1 > writer->room) {
        size_t room = (writer->length + length + 1) * 2;
        writer->bytes = arena_grow(writer->arena, writer->bytes, writer->room, room);
        writer->room = room;
    }
    memcpy(writer->bytes + writer->length, text, length + 1);
    writer->length += length;
}

static const char *c_name_of(const Symbol *symbol) {
    return symbol->c_name != NULL ? symbol->c_name : symbol->name->text;
}

static const char *c_name_of_struct(Arena *arena, const StructSymbol *symbol) {
    const char *keyword = symbol->is_typedef ? "" : symbol->is_union ? "union " : "struct ";
    return arena_format(arena, "%s%s", keyword, c_name_of(&symbol->symbol));
}

// --- Types ---------------------------------------------------------------------------------------

static const char *c_integer_name(Arena *arena, const Type *type) {
    static const char *const names[] = {[1] = "char", [2] = "short", [4] = "int", [8] = "long"};
    if (type->integer.header_symbol != NULL)
        return c_name_of(type->integer.header_symbol);
    unsigned size = type->integer.bits / 8U;
    if (size > 8)
        return type->integer.is_signed ? "__int128" : "unsigned __int128";
    if (type->integer.is_char && strcmp(type->text, "char") == 0)
        return "char";
    return arena_format(arena, "%s %s", type->integer.is_signed ? "signed" : "unsigned",
                        names[size]);
}

// The C spelling of a type for a cast, or NULL if it has none that a header could know.
static const char *c_type_name(Arena *arena, const Type *type) {
    switch (type->kind) {
    case TYPE_VOID:
        return "void";
    case TYPE_BINT:
        return "int";
    case TYPE_INTEGER:
        return c_integer_name(arena, type);
    case TYPE_FLOATING:
        return type->floating_bits == 32   ? "float"
               : type->floating_bits == 64 ? "double"
                                           : "long double";
    case TYPE_COMPLEX:
        return type->element->floating_bits == 32 ? "float _Complex" : "double _Complex";
    case TYPE_STRUCT:
        return type->struct_symbol->symbol.is_extern ? c_name_of_struct(arena, type->struct_symbol)
                                                     : NULL;
    case TYPE_POINTER: {
        const char *element = c_type_name(arena, type->element);
        return element == NULL ? NULL : arena_format(arena, "%s *", element);
    }
    case TYPE_OBJECT:
    case TYPE_BUILTIN:
    case TYPE_EXTENSION:
        return "PyObject *";
    default:
        return NULL;
    }
}

// What a wrapper passes a value of the type as.
static const char *wrapper_type(IrType type) {
    switch (type.kind) {
    case IR_VOID:
        return "void";
    case IR_F32:
        return "float";
    case IR_F64:
        return "double";
    case IR_F80:
        return "long double";
    case IR_I128:
        return "__int128";
    case IR_POINTER:
    case IR_OBJECT:
    case IR_AGGREGATE:
        return "void *";
    default:
        return "long long";
    }
}

// --- Wrappers ------------------------------------------------------------------------------------

static void write_parameter(TextWriter *writer, IrType type, uint32_t number) {
    write_format(writer, "%s%s a%u", number == 0 ? "" : ", ", wrapper_type(type), number);
}

// One argument of the wrapped call.
static void write_argument(TextWriter *writer, IrType type, uint32_t number) {
    const char *name = type.type == NULL ? NULL : c_type_name(writer->arena, type.type);
    const char *comma = number == 0 ? "" : ", ";
    if (type.kind == IR_AGGREGATE)
        write_format(writer, "%s*(%s *)a%u", comma, name == NULL ? "char" : name, number);
    else if (name != NULL)
        write_format(writer, "%s(%s)a%u", comma, name, number);
    else if (type.kind == IR_I32)
        write_format(writer, "%s(int)a%u", comma, number);
    else
        write_format(writer, "%sa%u", comma, number);
}

static const char *call_arguments(Arena *arena, const ShimItem *item, const Type *signature) {
    TextWriter writer = {.arena = arena};
    write_format(&writer, "(");
    uint32_t declared = signature->function.count;
    for (uint32_t i = 0; i < declared; i++)
        write_argument(&writer, ir_type_of(signature->function.parameters[i].type), i);
    for (uint32_t i = 0; i < item->extra_count; i++)
        write_argument(&writer, item->extra[i], declared + i);
    write_format(&writer, ")");
    return writer.bytes;
}

// Opens a wrapper whose result is of the type; an aggregate is written to `result`.
static void open_wrapper(TextWriter *writer, const ShimItem *item, IrType result) {
    bool is_aggregate = result.kind == IR_AGGREGATE;
    write_format(writer, "WRAPPER %s zi_shim_%u(", is_aggregate ? "void" : wrapper_type(result),
                 item->number);
}

static void write_body(TextWriter *writer, IrType result, const char *expression) {
    if (result.kind == IR_AGGREGATE) {
        const char *name = c_type_name(writer->arena, result.type);
        write_format(writer, "{ *(%s *)result = %s; }\n", name == NULL ? "char" : name, expression);
    } else if (result.kind == IR_VOID) {
        write_format(writer, "{ %s; }\n", expression);
    } else if (result.kind == IR_POINTER || result.kind == IR_OBJECT) {
        write_format(writer, "{ return (void *)(%s); }\n", expression);
    } else {
        write_format(writer, "{ return %s; }\n", expression);
    }
}

static void write_call(TextWriter *writer, const ShimItem *item) {
    const Type *signature = item->symbol->type;
    if (signature->kind == TYPE_POINTER)
        signature = signature->element;
    IrType result = ir_type_of(signature->function.result);
    open_wrapper(writer, item, result);
    uint32_t declared = signature->function.count;
    for (uint32_t i = 0; i < declared; i++)
        write_parameter(writer, ir_type_of(signature->function.parameters[i].type), i);
    for (uint32_t i = 0; i < item->extra_count; i++)
        write_parameter(writer, item->extra[i], declared + i);
    bool has_parameters = declared + item->extra_count > 0;
    if (result.kind == IR_AGGREGATE)
        write_format(writer, "%svoid *result", has_parameters ? ", " : "");
    else if (!has_parameters)
        write_format(writer, "void");
    write_format(writer, ") ");
    write_body(writer, result,
               arena_format(writer->arena, "%s%s", c_name_of(item->symbol),
                            call_arguments(writer->arena, item, signature)));
}

static void write_value(TextWriter *writer, const ShimItem *item) {
    IrType result = ir_type_of(item->symbol->type);
    open_wrapper(writer, item, result);
    write_format(writer, "%s) ", result.kind == IR_AGGREGATE ? "void *result" : "void");
    write_body(writer, result, c_name_of(item->symbol));
}

// --- Items and headers ---------------------------------------------------------------------------

static void write_constant(TextWriter *writer, const ShimItem *item, const char *expression) {
    write_format(writer, "const unsigned long zi_shim_%u = %s;\n", item->number, expression);
}

static void write_item(TextWriter *writer, const ShimItem *item) {
    Arena *arena = writer->arena;
    const char *name = c_name_of(item->symbol);
    write_format(writer, "#line 1 \"zilant:item:%u\"\n", item->number);
    switch (item->use) {
    case SHIM_CALL:
        write_call(writer, item);
        break;
    case SHIM_VALUE:
        write_value(writer, item);
        break;
    case SHIM_ADDRESS:
        write_format(writer, "WRAPPER void *zi_shim_%u(void) { return (void *)&%s; }\n",
                     item->number, name);
        break;
    case SHIM_STRUCT_SIZE:
    case SHIM_STRUCT_ALIGN: {
        const StructSymbol *symbol = (const StructSymbol *)item->symbol;
        write_constant(writer, item,
                       arena_format(arena, "%s(%s)",
                                    item->use == SHIM_STRUCT_SIZE ? "sizeof" : "_Alignof",
                                    c_name_of_struct(arena, symbol)));
        break;
    }
    case SHIM_FIELD_OFFSET:
        write_constant(writer, item,
                       arena_format(arena, "__builtin_offsetof(%s, %s)",
                                    c_name_of_struct(arena, item->owner), name));
        break;
    case SHIM_INTEGER_SIZE:
        write_constant(writer, item, arena_format(arena, "sizeof(%s)", name));
        break;
    case SHIM_INTEGER_SIGN:
        write_constant(writer, item, arena_format(arena, "((%s)-1 < (%s)1)", name, name));
        break;
    }
}

static void write_header(TextWriter *writer, const ExternHeader *header, uint32_t number) {
    if (header->verbatim.length > 0)
        write_format(writer, "#line 1 \"zilant:header:%u\"\n%s\n", number, header->verbatim.bytes);
    if (header->name == NULL)
        return;
    write_format(writer, "#line 1 \"zilant:header:%u\"\n", number);
    write_format(writer, header->angle_brackets ? "#include <%s>\n" : "#include \"%s\"\n",
                 header->name->text);
}

const char *shim_write(Emitter *emitter, bool with_python) {
    const Shim *shim = emitter->shim;
    TextWriter writer = {.arena = emitter->arena};
    if (with_python)
        write_format(&writer, "#define PY_SSIZE_T_CLEAN\n#include <Python.h>\n");
    for (uint32_t i = 0; i < shim->headers.count; i++)
        write_header(&writer, shim->headers.items[i], i);
    write_format(&writer, "#undef WRAPPER\n#define WRAPPER __attribute__((always_inline))\n");
    for (uint32_t i = 0; i < shim->items.count; i++)
        write_item(&writer, shim->items.items[i]);
    return writer.bytes;
}
