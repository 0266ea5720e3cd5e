// C types in NAME.h: those that C code sees, and what others are made of.
//
// Takes: symbols of types. Gives: definitions in an order that C compilers accept. Structs and
// classes of other modules are declared only, since their own headers define them.

#include "typer/header/internal.h"
#include <string.h>

static void define_symbol(TypeWriter *writer, const Symbol *symbol);
static void define_tuple(TypeWriter *writer, const NamedTuple *tuple);

TypeWriter *type_writer_create(Typer *typer) {
    TypeWriter *writer = ARENA_NEW(typer->arena, TypeWriter);
    writer->typer = typer;
    text_open(&writer->builtins);
    text_open(&writer->forward);
    text_open(&writer->enums);
    text_open(&writer->definitions);
    typer->named = &writer->named;
    return writer;
}

const char *take_types(TypeWriter *writer) {
    Arena *arena = writer->typer->arena;
    writer->typer->named = NULL;
    const char *builtins = text_take(arena, &writer->builtins);
    const char *forward = text_take(arena, &writer->forward);
    const char *enums = text_take(arena, &writer->enums);
    return arena_format(arena, "%s%s%s%s", builtins, forward, enums,
                        text_take(arena, &writer->definitions));
}

static bool is_first(const TypeWriter *writer, Map *map, const void *key) {
    if (map_has(map, key))
        return false;
    map_put(writer->typer->arena, map, key, (void *)(uintptr_t)writer);
    return true;
}

static bool is_visible(const Symbol *symbol) { return symbol->is_public || symbol->is_api; }

static bool is_own(const TypeWriter *writer, const Symbol *symbol) {
    return !symbol->is_extern && symbol->scope == writer->typer->module->scope;
}

// --- Declarations --------------------------------------------------------------------------------

static const StructSymbol *struct_of(const Symbol *symbol) {
    bool is_struct = symbol->kind == SYMBOL_TYPE && symbol->type != NULL &&
                     symbol->type->kind == TYPE_STRUCT &&
                     node_is(symbol->declaration, NODE_CStructDef);
    return is_struct ? (const StructSymbol *)symbol : NULL;
}

static void declare_struct(TypeWriter *writer, const StructSymbol *symbol) {
    const char *keyword = symbol->is_union ? "union" : "struct";
    const char *name = spell_c_type_name(writer->typer, &symbol->symbol);
    fprintf(writer->forward.stream, "%s %s;\n", keyword, name);
    if (symbol->is_typedef)
        fprintf(writer->forward.stream, "typedef %s %s %s;\n", keyword, name, name);
}

static void declare_class(TypeWriter *writer, const ClassSymbol *symbol) {
    fprintf(writer->forward.stream, "%s;\n", spell_c_object_struct(writer->typer, symbol));
}

// What is behind a pointer need not be more than declared.
static void declare_symbol(TypeWriter *writer, const Symbol *symbol) {
    if (symbol->is_extern || !is_first(writer, &writer->seen, symbol))
        return;
    if (symbol->kind == SYMBOL_CLASS)
        declare_class(writer, (const ClassSymbol *)symbol);
    else if (struct_of(symbol) != NULL)
        declare_struct(writer, struct_of(symbol));
    else if (is_own(writer, symbol))
        define_symbol(writer, symbol);
}

// `typedef double _Complex __pyx_t_double_complex`, if no other header has it.
static void define_complex(TypeWriter *writer, const Type *type) {
    if (!is_first(writer, &writer->seen, type))
        return;
    Typer *typer = writer->typer;
    const char *name = spell_c_type(typer, type, "");
    const char *real = spell_c_type(typer, type->element, "");
    fprintf(writer->builtins.stream,
            "#ifndef ZI_HAVE_%s\n#define ZI_HAVE_%s\n#ifdef __cplusplus\n#include <complex>\n"
            "typedef ::std::complex< %s > %s;\n#else\ntypedef %s _Complex %s;\n#endif\n#endif\n",
            name, name, real, name, real, name);
}

// Takes what has been named since the list had `first` symbols.
static void write_named_from(TypeWriter *writer, uint32_t first) {
    for (uint32_t i = 0; i < writer->named.tuples.count; i++)
        define_tuple(writer, &writer->named.tuples.items[i]);
    for (uint32_t i = first; i < writer->named.symbols.count; i++)
        declare_symbol(writer, writer->named.symbols.items[i]);
    for (uint32_t i = 0; i < writer->named.complexes.count; i++)
        define_complex(writer, writer->named.complexes.items[i]);
}

// The words of zi_view in abi/struct.def.
enum { VIEW_WORDS = 2 + (3 * ZI_MAX_DIMENSIONS) };

void write_named_types(TypeWriter *writer) {
    write_named_from(writer, 0);
    // C code may hand on a memoryview, and knows nothing of what is in it.
    if (writer->named.has_views)
        fprintf(writer->builtins.stream,
                "#ifndef ZI_HAVE_VIEW\n#define ZI_HAVE_VIEW\n"
                "typedef struct { void *words[%d]; } zi_view;\n#endif\n",
                VIEW_WORDS);
}

// --- Fields --------------------------------------------------------------------------------------

// A field of such a type needs the definition of it: the symbol, or NULL.
static const Symbol *held_by_value(const Type *type) {
    while (type->kind == TYPE_ARRAY)
        type = type->array.element;
    return type->kind == TYPE_STRUCT ? &type->struct_symbol->symbol : NULL;
}

static void define_held(TypeWriter *writer, const Type *type) {
    const Symbol *held = held_by_value(type);
    if (held != NULL && is_own(writer, held))
        define_symbol(writer, held);
    for (uint32_t i = 0; type->kind == TYPE_CTUPLE && i < type->members.count; i++)
        define_held(writer, type->members.items[i]);
}

static const char *spell_field(Typer *typer, const Type *type, const char *name) {
    if (type->kind != TYPE_CTUPLE)
        return spell_c_type(typer, type, name);
    const char *text = "struct {";
    for (uint32_t i = 0; i < type->members.count; i++) {
        const char *member =
            spell_field(typer, type->members.items[i], arena_format(typer->arena, "f%u", i));
        if (member == NULL)
            return NULL;
        text = arena_format(typer->arena, "%s %s;", text, member);
    }
    return arena_format(typer->arena, "%s } %s", text, name);
}

static void define_tuple(TypeWriter *writer, const NamedTuple *tuple) {
    if (!is_first(writer, &writer->seen, tuple->type))
        return;
    define_held(writer, tuple->type);
    const char *text = spell_field(writer->typer, tuple->type, tuple->name);
    if (text != NULL)
        fprintf(writer->definitions.stream,
                "\n#ifndef ZI_HAVE_%s\n#define ZI_HAVE_%s\ntypedef %s;\n#endif\n", tuple->name,
                tuple->name, text);
}

// The lines between the braces.
static const char *spell_fields(TypeWriter *writer, const SymbolVector *fields) {
    Typer *typer = writer->typer;
    const char *text = "";
    for (uint32_t i = 0; i < fields->count; i++) {
        const Symbol *field = fields->items[i];
        define_held(writer, field->type);
        const char *name = field->c_name != NULL ? field->c_name : field->name->text;
        const char *line = spell_field(typer, field->type, name);
        if (line == NULL) {
            report(typer, DIAG_W0104, field->span, "public",
                   arena_format(typer->arena, "'%s', whose type has no name in C", name));
            line = arena_format(typer->arena, "/* %s: no type of C */ char %s[]", name, name);
        }
        text = arena_format(typer->arena, "%s  %s;\n", text, line);
    }
    return text;
}

// --- Definitions ---------------------------------------------------------------------------------

static void define_struct(TypeWriter *writer, const StructSymbol *symbol) {
    if (!symbol->is_complete)
        return;
    uint32_t first = writer->named.symbols.count;
    const char *fields = spell_fields(writer, &symbol->fields);
    write_named_from(writer, first);
    const char *keyword = symbol->is_union ? "union" : "struct";
    const char *name = spell_c_type_name(writer->typer, &symbol->symbol);
    if (symbol->is_packed)
        fprintf(
            writer->definitions.stream,
            "\n#if !defined(__GNUC__)\n#pragma pack(push, 1)\n%s %s {\n%s};\n#pragma pack(pop)\n"
            "#else\n%s __attribute__((__packed__)) %s {\n%s};\n#endif\n",
            keyword, name, fields, keyword, name, fields);
    else
        fprintf(writer->definitions.stream, "\n%s %s {\n%s};\n", keyword, name, fields);
}

// The number, or the C text of what a header knows; NULL: there is none.
static const char *spell_item_value(Typer *typer, const Symbol *item) {
    if (item->constant_known)
        return arena_format(typer->arena, "%lld", (long long)item->constant);
    const Symbol *value =
        item->constant_node == NULL ? NULL : header_length(typer, item->constant_node);
    return value == NULL ? NULL : value->c_name;
}

static void define_enum(TypeWriter *writer, const EnumSymbol *symbol) {
    Typer *typer = writer->typer;
    const CEnumDef *node = NODE_AS(CEnumDef, symbol->symbol.declaration);
    const char *name = node->name == NULL ? "" : spell_c_type_name(typer, &symbol->symbol);
    const char *text = "";
    for (uint32_t i = 0; i < symbol->items.count; i++) {
        const Symbol *item = symbol->items.items[i];
        const char *value = spell_item_value(typer, item);
        const char *own = item->c_name != NULL          ? item->c_name
                          : is_visible(&symbol->symbol) ? item->name->text
                                                        : mangle_c_name(typer, "__pyx_e_", item);
        if (value == NULL)
            report(typer, DIAG_W0104, item->span, "public",
                   arena_format(typer->arena, "'%s', whose value has no text in C", own));
        else
            text = arena_format(typer->arena, "%s  %s = %s,\n", text, own, value);
    }
    if (*text != '\0')
        fprintf(writer->enums.stream, "\nenum %s{\n%.*s\n};\n",
                *name == '\0' ? "" : arena_format(typer->arena, "%s ", name), (int)strlen(text) - 2,
                text);
    if (node->is_typedef && *name != '\0')
        fprintf(writer->enums.stream, "typedef enum %s %s;\n", name, name);
}

static void define_typedef(TypeWriter *writer, const Symbol *symbol) {
    const CTypedef *node = NODE_AS(CTypedef, symbol->declaration);
    Typer *typer = writer->typer;
    define_held(writer, symbol->type);
    uint32_t first = writer->named.symbols.count;
    const char *text =
        spell_c_variable(typer, node->base, node->declarator, spell_c_type_name(typer, symbol));
    write_named_from(writer, first);
    if (text != NULL)
        fprintf(writer->definitions.stream, "\ntypedef %s;\n", text);
    else if (is_visible(symbol))
        report(typer, DIAG_W0104, symbol->span, symbol->is_public ? "public" : "api",
               arena_format(typer->arena, "'%s', whose type has no name in C", symbol->name->text));
}

// The struct of a builtin type's objects: that of PyList_Type is PyListObject.
static const char *spell_builtin_struct(const Typer *typer, BuiltinKind kind) {
    static const char *const type_objects[] = {
#define BUILTIN_TYPE(KIND, name, c_name, PARENT, exact, BASE, size, container) c_name,
#include "primitives/builtin_type.def"
#undef BUILTIN_TYPE
    };
    if (builtin_extends(kind, BUILTIN_BASE_EXCEPTION))
        return "PyBaseExceptionObject";
    if (kind == BUILTIN_TYPE)
        return "PyHeapTypeObject";
    if (kind == BUILTIN_FROZENSET)
        return "PySetObject";
    const char *name = type_objects[kind];
    return arena_format(typer->arena, "%.*sObject", (int)strcspn(name, "_"), name);
}

static const char *spell_class_head(TypeWriter *writer, const ClassSymbol *symbol) {
    Typer *typer = writer->typer;
    const ClassSymbol *base = symbol->base;
    if (base != NULL && is_own(writer, &base->symbol))
        define_symbol(writer, &base->symbol);
    const char *text =
        base != NULL
            ? arena_format(typer->arena, "  %s __pyx_base;\n", spell_c_object_struct(typer, base))
        : symbol->builtin_base != NULL
            ? arena_format(typer->arena, "  %s __pyx_base;\n",
                           spell_builtin_struct(typer, symbol->builtin_base->builtin))
            : "  PyObject_HEAD\n";
    bool opens_vtable = symbol->has_vtable && (base == NULL || !base->has_vtable);
    if (!opens_vtable)
        return text;
    return arena_format(typer->arena, "%s  struct %s *__pyx_vtab;\n", text,
                        mangle_c_name(typer, "__pyx_vtabstruct_", &symbol->symbol));
}

static void define_class(TypeWriter *writer, const ClassSymbol *symbol) {
    if (!symbol->is_defined_here)
        return;
    uint32_t first = writer->named.symbols.count;
    const char *head = spell_class_head(writer, symbol);
    const char *fields = spell_fields(writer, &symbol->fields);
    write_named_from(writer, first);
    const char *name = spell_c_object_struct(writer->typer, symbol);
    fprintf(writer->definitions.stream, "\n%s {\n%s%s};\n", name, head, fields);
    if (symbol->node->is_typedef && symbol->object_struct_name != NULL)
        fprintf(writer->definitions.stream, "typedef %s %s;\n", name,
                symbol->object_struct_name->text);
}

static void define_symbol(TypeWriter *writer, const Symbol *symbol) {
    declare_symbol(writer, symbol);
    if (!is_first(writer, &writer->defined, symbol))
        return;
    if (symbol->kind == SYMBOL_CLASS)
        define_class(writer, (const ClassSymbol *)symbol);
    else if (struct_of(symbol) != NULL)
        define_struct(writer, struct_of(symbol));
    else if (node_is(symbol->declaration, NODE_CEnumDef))
        define_enum(writer, (const EnumSymbol *)symbol);
    else if (node_is(symbol->declaration, NODE_CTypedef))
        define_typedef(writer, symbol);
}

void write_visible_types(TypeWriter *writer) {
    const Typer *typer = writer->typer;
    for (uint32_t i = 0; i < typer->visible_types.count; i++) {
        const Symbol *symbol = typer->visible_types.items[i];
        define_symbol(writer, symbol);
    }
}
