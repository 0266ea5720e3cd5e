// The shim's C text: the headers, then for each need a wrapper function or a constant,
// zi_shim_<hash>.
//
// Wrappers take and give 64-bit integers, floats and pointers only (structs go by address), so that
// no rule of the C ABI has to be known here; inside, values are cast to the declared types, since a
// macro may depend on them. #line directives name header or item, so that clang's errors can be
// traced back.
//
// With C++ headers it is C++: the wrappers are extern "C" functions, and what C converts silently
// goes through CPLUSPLUS_HELPERS.

#include "codegen/llvm/internal.h"
#include <string.h>

typedef struct TextWriter {
    Arena *arena;
    const IrModule *module;
    ShimNaming naming;
    VECTOR(char) text; // without a NUL
    bool is_cplusplus;
    // const IrStruct * of the module's own -> its name here
    const Map *own;
} TextWriter;

// A pointer or number that becomes what the parameter is: C++ converts neither to a type of ours
// that has no name here.
#define CPLUSPLUS_HELPERS                                                                          \
    "struct zi_pointer { void *value; template <class T> operator T *() const "                    \
    "{ return (T *)value; } };\n"                                                                  \
    "struct zi_number { long long value; template <class T> operator T() const "                   \
    "{ return (T)value; } };\n"

static void write_format(TextWriter *writer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void write_format(TextWriter *writer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_format_list(writer->arena, format, arguments);
    va_end(arguments);
    vector_append(writer->arena, &writer->text, text, strlen(text));
}

static const char *written_text(TextWriter *writer) {
    return arena_copy_bytes(writer->arena, writer->text.items, writer->text.count);
}

static const IrCType *innermost_element(const IrCType *type, uint32_t *dimensions) {
    for (*dimensions = 0; type->kind == IR_C_ARRAY; ++*dimensions)
        type = type->array.element;
    return type;
}

// A field of a header's struct that holds the struct, or an array of it, by value; or NULL.
static const IrField *find_holder(const IrModule *module, const IrStruct *structure,
                                  uint32_t *dimensions) {
    for (uint32_t i = 0; i < module->structs.count; i++) {
        const IrStruct *owner = module->structs.items[i];
        for (uint32_t j = 0; owner->is_extern && j < owner->field_count; j++) {
            const IrCType *held = innermost_element(owner->fields[j]->type, dimensions);
            if (held->kind == IR_C_STRUCT && held->structure == structure)
                return owner->fields[j];
        }
    }
    return NULL;
}

static const char *c_name_of_struct(const TextWriter *writer, const IrStruct *structure) {
    uint32_t dimensions;
    const IrField *holder = writer->naming == SHIM_STRUCTS_BY_FIELD
                                ? find_holder(writer->module, structure, &dimensions)
                                : NULL;
    if (holder == NULL) {
        const char *keyword = structure->is_typedef ? ""
                              : structure->is_union ? "union "
                                                    : "struct ";
        return arena_format(writer->arena, "%s%s", keyword, structure->c_name);
    }
    const char *place = arena_format(writer->arena, "((%s *)0)->%s",
                                     c_name_of_struct(writer, holder->structure), holder->c_name);
    for (uint32_t i = 0; i < dimensions; i++)
        place = arena_format(writer->arena, "%s[0]", place);
    return arena_format(writer->arena, "__typeof__(%s)", place);
}

// --- Types ---------------------------------------------------------------------------------------

static const char *c_integer_name(Arena *arena, const IrCType *type) {
    static const char *const names[] = {[1] = "char", [2] = "short", [4] = "int", [8] = "long"};
    if (type->integer.header != NULL)
        return type->integer.header->c_name;
    unsigned size = type->integer.bits / 8U;
    if (size > 8)
        return type->integer.is_signed ? "__int128" : "unsigned __int128";
    if (type->integer.is_plain_char)
        return "char";
    return arena_format(arena, "%s %s", type->integer.is_signed ? "signed" : "unsigned",
                        names[size]);
}

// The C spelling of a type for a cast, or NULL if it has none that a header could know.
static const char *c_type_name(const TextWriter *writer, const IrCType *type) {
    Arena *arena = writer->arena;
    switch (type->kind) {
    case IR_C_VOID:
        return "void";
    case IR_C_BINT:
        return "int";
    case IR_C_INTEGER:
        return c_integer_name(arena, type);
    case IR_C_FLOATING:
        return type->floating_bits == 32   ? "float"
               : type->floating_bits == 64 ? "double"
                                           : "long double";
    case IR_C_COMPLEX:
        return arena_format(arena, "%s _Complex", c_type_name(writer, type->element));
    case IR_C_STRUCT:
        return type->structure->is_extern ? c_name_of_struct(writer, type->structure)
               : writer->own != NULL      ? map_get(writer->own, type->structure)
                                          : NULL;
    case IR_C_POINTER: {
        const char *element = c_type_name(writer, type->element);
        return element == NULL ? NULL : arena_format(arena, "%s *", element);
    }
    case IR_C_CLASS:
        if (type->class_->object_struct != NULL)
            return arena_format(arena, "%s *",
                                c_name_of_struct(writer, type->class_->object_struct));
        return "PyObject *";
    case IR_C_OBJECT:
    case IR_C_BUILTIN:
        return "PyObject *";
    case IR_C_ENUM:
    case IR_C_FUNCTION:
    case IR_C_ARRAY:
    case IR_C_CTUPLE:
    case IR_C_MEMORYVIEW:
    case IR_C_TYPE_COUNT:
        break;
    }
    return NULL;
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
    case IR_BOOL:
    case IR_I8:
    case IR_I16:
    case IR_I32:
    case IR_I64:
        return "long long";
    case IR_DUAL:
    case IR_VIEW:
    case IR_KIND_COUNT:
        break;
    }
    internal_error("C headers know no %s", ir_kind_text(type.kind));
}

// --- Wrappers ------------------------------------------------------------------------------------

static void write_parameter(TextWriter *writer, IrType type, uint32_t number) {
    write_format(writer, "%s%s a%u", number == 0 ? "" : ", ", wrapper_type(type), number);
}

// One argument of the wrapped call, in parentheses: a macro may look into it without any.
static void write_argument(TextWriter *writer, IrType type, uint32_t number) {
    const char *name = type.type == NULL ? NULL : c_type_name(writer, type.type);
    const char *comma = number == 0 ? "" : ", ";
    if (type.kind == IR_AGGREGATE)
        write_format(writer, "%s(*(%s *)a%u)", comma, name == NULL ? "char" : name, number);
    else if (name != NULL)
        write_format(writer, "%s((%s)a%u)", comma, name, number);
    else if (type.kind == IR_I32)
        write_format(writer, writer->is_cplusplus ? "%szi_number{a%u}" : "%s(int)a%u", comma,
                     number);
    else if (writer->is_cplusplus && (type.kind == IR_POINTER || type.kind == IR_OBJECT))
        write_format(writer, "%szi_pointer{a%u}", comma, number);
    else
        write_format(writer, "%sa%u", comma, number);
}

static const char *call_arguments(const TextWriter *outer, const IrSignature *signature) {
    TextWriter writer = {.arena = outer->arena,
                         .module = outer->module,
                         .naming = outer->naming,
                         .own = outer->own,
                         .is_cplusplus = outer->is_cplusplus};
    write_format(&writer, "(");
    for (uint32_t i = 0; i < signature->parameter_count; i++)
        write_argument(&writer, signature->parameters[i], i);
    write_format(&writer, ")");
    return written_text(&writer);
}

// Opens a wrapper whose result is of the type; an aggregate is written to `result`.
static void open_wrapper(TextWriter *writer, const ShimItem *item, IrType result) {
    bool is_aggregate = result.kind == IR_AGGREGATE;
    write_format(writer, "WRAPPER %s %s(", is_aggregate ? "void" : wrapper_type(result),
                 item->name);
}

static void write_body(TextWriter *writer, IrType result, const char *expression) {
    if (result.kind == IR_AGGREGATE) {
        const char *name = c_type_name(writer, result.type);
        if (name == NULL)
            name = "char";
        // an initializer, because a macro may be one: `{0}`
        write_format(writer, "{ %s zi_value = %s; *(%s *)result = zi_value; }\n", name, expression,
                     name);
    } else if (result.kind == IR_VOID) {
        write_format(writer, "{ %s; }\n", expression);
    } else if (result.kind == IR_POINTER || result.kind == IR_OBJECT) {
        write_format(writer, "{ return (void *)(%s); }\n", expression);
    } else if (writer->is_cplusplus) { // what is of an `enum class` as well
        write_format(writer, "{ return (%s)(%s); }\n", wrapper_type(result), expression);
    } else {
        write_format(writer, "{ return %s; }\n", expression);
    }
}

static void write_call(TextWriter *writer, const ShimItem *item) {
    const IrExtern *external = item->entry;
    const IrSignature *signature = external->type->signature;
    IrType result = signature->result;
    open_wrapper(writer, item, result);
    for (uint32_t i = 0; i < signature->parameter_count; i++)
        write_parameter(writer, signature->parameters[i], i);
    bool has_parameters = signature->parameter_count > 0;
    if (result.kind == IR_AGGREGATE)
        write_format(writer, "%svoid *result", has_parameters ? ", " : "");
    else if (!has_parameters)
        write_format(writer, "void");
    write_format(writer, ") ");
    write_body(
        writer, result,
        arena_format(writer->arena, "%s%s", external->c_name, call_arguments(writer, signature)));
}

static void write_value(TextWriter *writer, const ShimItem *item) {
    const IrExtern *external = item->entry;
    IrType result = type_of_variable(external);
    open_wrapper(writer, item, result);
    write_format(writer, "%s) ", result.kind == IR_AGGREGATE ? "void *result" : "void");
    write_body(writer, result, external->c_name);
}

// The value goes through the declared type to that of the variable, as an assignment in C's own
// text would, which from C++ asks for a cast.
static void write_store(TextWriter *writer, const ShimItem *item) {
    const IrExtern *external = item->entry;
    IrType type = type_of_variable(external);
    write_format(writer, "WRAPPER void %s(", item->name);
    write_parameter(writer, type, 0);
    write_format(writer, ") { %s = (__typeof__(%s))", external->c_name, external->c_name);
    write_argument(writer, type, 0);
    write_format(writer, "; }\n");
}

// --- Structs of the module's own -----------------------------------------------------------------

// Macros are expanded behind these definitions, so that they can look into what they are given.
typedef struct OwnStructs {
    TextWriter *writer;
    Map names; // const IrStruct * -> its name
    VECTOR(const IrStruct *) found;
    Map defined; // const IrStruct * -> itself
} OwnStructs;

// Finds the structs that the type leads to.
static void find_own_structs(OwnStructs *own, const IrCType *type) {
    uint32_t dimensions;
    while (type->kind == IR_C_POINTER || type->kind == IR_C_ARRAY)
        type = type->kind == IR_C_POINTER ? type->element : innermost_element(type, &dimensions);
    if (type->kind != IR_C_STRUCT || type->structure->is_extern ||
        map_get(&own->names, type->structure) != NULL)
        return;
    const IrStruct *structure = type->structure;
    Arena *arena = own->writer->arena;
    const char *keyword = structure->is_union ? "union" : "struct";
    const char *name = arena_format(arena, "%s zi_own_%u", keyword, own->found.count);
    map_put(arena, &own->names, structure, (void *)name);
    vector_push(arena, &own->found, structure);
    write_format(own->writer, "%s;\n", name);
    for (uint32_t i = 0; i < structure->field_count; i++)
        find_own_structs(own, structure->fields[i]->type);
}

// As a member's type; NULL: it cannot be written here.
static const char *member_type(const TextWriter *writer, const IrCType *type) {
    if (type->kind == IR_C_ENUM)
        return "int";
    const char *name = c_type_name(writer, type);
    bool is_address = type->kind == IR_C_POINTER || type->kind == IR_C_FUNCTION;
    return name == NULL && is_address ? "void *" : name;
}

static bool define_own_struct(OwnStructs *own, const IrStruct *structure);

// Can all members be written? Structs among them are defined first.
static bool define_members(OwnStructs *own, const IrStruct *structure) {
    uint32_t dimensions;
    for (uint32_t i = 0; i < structure->field_count; i++) {
        const IrCType *type = innermost_element(structure->fields[i]->type, &dimensions);
        bool is_own = type->kind == IR_C_STRUCT && !type->structure->is_extern;
        if (member_type(own->writer, type) == NULL ||
            (is_own && !define_own_struct(own, type->structure)))
            return false;
    }
    return true;
}

static void write_member(TextWriter *writer, const IrField *field) {
    uint32_t dimensions;
    const IrCType *type = innermost_element(field->type, &dimensions);
    write_format(writer, " %s %s", member_type(writer, type), field->c_name);
    for (type = field->type; type->kind == IR_C_ARRAY; type = type->array.element) {
        if (type->array.header != NULL)
            write_format(writer, "[%s]", type->array.header->c_name);
        else
            write_format(writer, "[%llu]", (unsigned long long)type->array.length);
    }
    write_format(writer, ";");
}

static bool define_own_struct(OwnStructs *own, const IrStruct *structure) {
    if (map_get(&own->defined, structure) != NULL)
        return true;
    if (!define_members(own, structure))
        return false;
    map_put(own->writer->arena, &own->defined, structure, (void *)structure);
    write_format(own->writer, "%s {", (const char *)map_get(&own->names, structure));
    for (uint32_t i = 0; i < structure->field_count; i++)
        write_member(own->writer, structure->fields[i]);
    write_format(own->writer, " }%s;\n", structure->is_packed ? " __attribute__((packed))" : "");
    return true;
}

static void write_own_structs(TextWriter *writer, const Shim *shim, OwnStructs *own) {
    for (uint32_t i = 0; i < shim->items.count; i++) {
        const ShimItem *item = shim->items.items[i];
        if (item->use != SHIM_CALL)
            continue;
        const IrSignature *signature = ((const IrExtern *)item->entry)->type->signature;
        if (signature->result.type != NULL)
            find_own_structs(own, signature->result.type);
        for (uint32_t j = 0; j < signature->parameter_count; j++)
            if (signature->parameters[j].type != NULL)
                find_own_structs(own, signature->parameters[j].type);
    }
    writer->own = &own->names;
    for (uint32_t i = 0; i < own->found.count; i++)
        define_own_struct(own, own->found.items[i]);
}

// --- Items and headers ---------------------------------------------------------------------------

static void write_constant(TextWriter *writer, const ShimItem *item, const char *expression) {
    write_format(writer, "extern const unsigned long %s = %s;\n", item->name, expression);
}

// A typedef that stands for a complex number is as wide as a real one may be.
static void write_floating_size(TextWriter *writer, const ShimItem *item, const char *name) {
    const char *format = writer->is_cplusplus
                             ? "sizeof(%s)"
                             : "sizeof(%1$s) + _Generic(*(%1$s *)0, float _Complex: %2$d, "
                               "double _Complex: %2$d, long double _Complex: %2$d, default: 0)";
    write_constant(writer, item, arena_format(writer->arena, format, name, SHIM_IS_COMPLEX));
}

// Numbers alone are compared: other types may have no size, or names that C alone knows.
static void write_variable_size(TextWriter *writer, const ShimItem *item) {
    const IrExtern *external = item->entry;
    uint32_t dimensions;
    (void)innermost_element(external->type, &dimensions);
    const char *place = external->c_name;
    for (uint32_t i = 0; i < dimensions; i++)
        place = arena_format(writer->arena, "%s[0]", place);
    enum { REAL_CLASS = 8 }; // of gcc's typeclass.h
    write_constant(writer, item,
                   arena_format(writer->arena,
                                "sizeof(%s) + (__builtin_classify_type(%s) == %d ? %d : 0)", place,
                                place, REAL_CLASS, SHIM_IS_FLOATING));
}

static void write_extern(TextWriter *writer, const ShimItem *item) {
    const char *name = ((const IrExtern *)item->entry)->c_name;
    if (item->use == SHIM_CALL)
        write_call(writer, item);
    else if (item->use == SHIM_VALUE)
        write_value(writer, item);
    else if (item->use == SHIM_STORE)
        write_store(writer, item);
    else if (item->use == SHIM_VARIABLE_SIZE)
        write_variable_size(writer, item);
    else if (item->use == SHIM_ADDRESS)
        write_format(writer, "WRAPPER void *%s(void) { return (void *)&%s; }\n", item->name, name);
    else if (item->use == SHIM_STATEMENT)
        write_format(writer, "WRAPPER void %s(void) { (void)(%s); }\n", item->name, name);
    else if (item->use == SHIM_LENGTH)
        write_constant(writer, item, name);
    else if (item->use == SHIM_ENUM_ITEM)
        write_constant(writer, item,
                       arena_format(writer->arena,
                                    "__builtin_choose_expr(__builtin_constant_p(%s), %s, 0)", name,
                                    name));
    else if (item->use == SHIM_FLOATING_SIZE)
        write_floating_size(writer, item, name);
    else if (item->use == SHIM_INTEGER_SIZE)
        write_constant(writer, item, arena_format(writer->arena, "sizeof(%s)", name));
    else
        write_constant(writer, item, arena_format(writer->arena, "((%s)-1 < (%s)1)", name, name));
}

static void write_struct_size(TextWriter *writer, const ShimItem *item, const char *operator) {
    const char *name = c_name_of_struct(writer, item->entry);
    write_constant(writer, item, arena_format(writer->arena, "%s(%s)", operator, name));
}

// A function that takes the struct: the C compiler's form of it says how.
static void write_struct_pass(TextWriter *writer, const ShimItem *item) {
    write_format(writer, "void %s(%s a0) { (void)a0; }\n", item->name,
                 c_name_of_struct(writer, item->entry));
}

static void write_offset(TextWriter *writer, const ShimItem *item) {
    const IrField *field = item->entry;
    const char *owner = c_name_of_struct(writer, field->structure);
    write_constant(writer, item,
                   arena_format(writer->arena, "__builtin_offsetof(%s, %s)", owner, field->c_name));
}

static void write_field_number(TextWriter *writer, const ShimItem *item) {
    const IrField *field = item->entry;
    const char *owner = c_name_of_struct(writer, field->structure);
    const char *place = arena_format(writer->arena, "(((%s *)0)->%s)", owner, field->c_name);
    const char *sign = "_Generic(%s, %s: 2, unsigned char: 0, unsigned short: 0, "
                       "unsigned int: 0, unsigned long: 0, unsigned long long: 0, default: 1)";
    write_constant(
        writer, item,
        item->use == SHIM_FIELD_SIZE
            ? arena_format(writer->arena, "sizeof%s", place)
            : arena_format(writer->arena, sign, place, writer->is_cplusplus ? "bool" : "_Bool"));
}

// What reads or writes a bit-field, from and to the widest integer.
static void write_bit_field(TextWriter *writer, const ShimItem *item) {
    const IrField *field = item->entry;
    const char *owner = c_name_of_struct(writer, field->structure);
    bool is_read = item->use == SHIM_FIELD_READ;
    write_format(writer,
                 is_read ? "WRAPPER long long %s(void *a0) { return ((%s *)a0)->%s; }\n"
                         : "WRAPPER void %s(void *a0, long long a1) { ((%s *)a0)->%s = a1; }\n",
                 item->name, owner, field->c_name);
}

static void write_item(TextWriter *writer, const ShimItem *item) {
    write_format(writer, "#line 1 \"zilant:item:%u\"\n", item->number);
    if (item->is_bit_field) {
        write_constant(writer, item, "0");
        return;
    }
    switch (item->use) {
    case SHIM_STRUCT_SIZE:
        write_struct_size(writer, item, "sizeof");
        break;
    case SHIM_STRUCT_ALIGN:
        write_struct_size(writer, item, "_Alignof");
        break;
    case SHIM_STRUCT_PASS:
        write_struct_pass(writer, item);
        break;
    case SHIM_FIELD_OFFSET:
        write_offset(writer, item);
        break;
    case SHIM_FIELD_SIZE:
    case SHIM_FIELD_SIGN:
        write_field_number(writer, item);
        break;
    case SHIM_FIELD_READ:
    case SHIM_FIELD_WRITE:
        write_bit_field(writer, item);
        break;
    case SHIM_CALL:
    case SHIM_VALUE:
    case SHIM_STORE:
    case SHIM_ADDRESS:
    case SHIM_VARIABLE_SIZE:
    case SHIM_STATEMENT:
    case SHIM_INTEGER_SIZE:
    case SHIM_INTEGER_SIGN:
    case SHIM_FLOATING_SIZE:
    case SHIM_LENGTH:
    case SHIM_ENUM_ITEM:
        write_extern(writer, item);
        break;
    }
}

static bool is_same_header(const IrHeader *one, const IrHeader *other) {
    return one == other ||
           (one->name != NULL && other->name != NULL && strcmp(one->name, other->name) == 0 &&
            one->angle_brackets == other->angle_brackets);
}

// As in Cython's C: a header is included where it is named first, and the C code of all blocks that
// name it comes behind.
static void write_header(TextWriter *writer, const Shim *shim, uint32_t number) {
    const IrHeader *header = shim->headers.items[number];
    for (uint32_t i = 0; i < number; i++)
        if (is_same_header(shim->headers.items[i], header))
            return;
    if (header->name != NULL)
        write_format(writer, "#line 1 \"zilant:header:%u\"\n#include %c%s%c\n", number,
                     header->angle_brackets ? '<' : '"', header->name,
                     header->angle_brackets ? '>' : '"');
    for (uint32_t i = number; i < shim->headers.count; i++) {
        const IrHeader *block = shim->headers.items[i];
        if (is_same_header(header, block) && block->verbatim.length > 0)
            write_format(writer, "#line 1 \"zilant:header:%u\"\n%s\n", i, block->verbatim.bytes);
    }
}

// What C code that is written for Cython finds defined: X(name with parameters, replacement).
#define CYTHON_MACROS(X)                                                                           \
    X(CYTHON_INLINE, "inline")                                                                     \
    X(CYTHON_SMALL_CODE, "__attribute__((cold))")                                                  \
    X(CYTHON_RESTRICT, "__restrict")                                                               \
    X(CYTHON_UNUSED, "__attribute__((unused))")                                                    \
    X(CYTHON_NCP_UNUSED, "")                                                                       \
    X(CYTHON_USED, "__attribute__((used))")                                                        \
    X(CYTHON_FALLTHROUGH, "__attribute__((fallthrough))")                                          \
    X(CYTHON_COMPILING_IN_CPYTHON, "1")                                                            \
    X(CYTHON_COMPILING_IN_PYPY, "0")                                                               \
    X(CYTHON_COMPILING_IN_GRAAL, "0")                                                              \
    X(CYTHON_COMPILING_IN_LIMITED_API, "0")                                                        \
    X(CYTHON_PEP489_MULTI_PHASE_INIT, "1")                                                         \
    X(CYTHON_HEX_VERSION, "0x030300F0")

static void write_cython_macros(TextWriter *writer) {
#define WRITE(name, replacement)                                                                   \
    write_format(writer, "#ifndef %s\n#define %s %s\n#endif\n", #name, #name, replacement);
    CYTHON_MACROS(WRITE)
#undef WRITE
    write_format(writer, "#ifndef CYTHON_UNUSED_VAR\n#define CYTHON_UNUSED_VAR(x) ((void)(x))\n"
                         "#define CYTHON_MAYBE_UNUSED_VAR(x) ((void)(x))\n#endif\n"
                         "#ifndef DL_EXPORT\n#define DL_EXPORT(type) type\n#endif\n"
                         "#ifndef DL_IMPORT\n#define DL_IMPORT(type) type\n#endif\n");
}

// Functions and macros of Python's C API that Cython's C has with __Pyx_ before their names, for
// other Pythons, and that packages' C code calls by those.
#define CYTHON_API_NAMES(X)                                                                        \
    X(PyUnicode_KIND)                                                                              \
    X(PyUnicode_DATA)                                                                              \
    X(PyUnicode_READ)                                                                              \
    X(PyUnicode_READ_CHAR)                                                                         \
    X(PyUnicode_WRITE)                                                                             \
    X(PyUnicode_GET_LENGTH)                                                                        \
    X(PyUnicode_MAX_CHAR_VALUE)                                                                    \
    X(PyUnicode_Concat)                                                                            \
    X(PyBytes_GET_SIZE)                                                                            \
    X(PyByteArray_GET_SIZE)                                                                        \
    X(PyTuple_GET_SIZE)                                                                            \
    X(PyTuple_GET_ITEM)                                                                            \
    X(PyTuple_SET_ITEM)                                                                            \
    X(PyList_GET_SIZE)                                                                             \
    X(PyList_GET_ITEM)                                                                             \
    X(PyList_SET_ITEM)                                                                             \
    X(PySet_GET_SIZE)                                                                              \
    X(PyDict_GET_SIZE)                                                                             \
    X(PyAnySet_Check)                                                                              \
    X(PySequence_ITEM)                                                                             \
    X(PySequence_SIZE)                                                                             \
    X(PyType_GetFlags)                                                                             \
    X(PyType_HasFeature)

static void write_api_names(TextWriter *writer) {
#define WRITE(name) write_format(writer, "#define __Pyx_%s %s\n", #name, #name);
    CYTHON_API_NAMES(WRITE)
#undef WRITE
    write_format(writer, "#define __Pyx_Py_Is(x, y) ((x) == (y))\n"
                         "#define __Pyx_Py_IsNone(x) ((x) == Py_None)\n"
                         "#define __Pyx_Py_IsTrue(x) ((x) == Py_True)\n"
                         "#define __Pyx_Py_IsFalse(x) ((x) == Py_False)\n"
                         "#define __Pyx_NewRef(x) (Py_INCREF(x), (PyObject *)(x))\n");
}

const char *shim_write(const Shim *shim, bool with_python, ShimNaming naming) {
    TextWriter writer = {.arena = shim->arena,
                         .module = shim->module,
                         .naming = naming,
                         .is_cplusplus = shim->options->is_cplusplus};
    if (with_python)
        write_format(&writer, "#define PY_SSIZE_T_CLEAN\n#include <Python.h>\n");
    write_cython_macros(&writer);
    if (with_python)
        write_api_names(&writer);
    for (uint32_t i = 0; i < shim->headers.count; i++)
        write_header(&writer, shim, i);
    write_format(&writer, "#undef WRAPPER\n#define WRAPPER __attribute__((always_inline))\n");
    OwnStructs own = {.writer = &writer};
    if (writer.is_cplusplus)
        write_format(&writer, "%s", CPLUSPLUS_HELPERS "extern \"C\" {\n");
    else
        write_own_structs(&writer, shim, &own);
    for (uint32_t i = 0; i < shim->items.count; i++)
        write_item(&writer, shim->items.items[i]);
    if (writer.is_cplusplus)
        write_format(&writer, "}\n");
    return written_text(&writer);
}
