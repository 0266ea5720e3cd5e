// NAME.h: what C code that is linked with the module, or embeds it, sees of it.
//
// Takes: a module whose declarations have been checked. Gives: the texts of NAME.h and, by
// api_header.c, of NAME_api.h; with names, macros and guards of Cython's, so that C code that is
// written for its headers compiles with these. NULL where nothing is `public` or `api`.
//
// A type object is a macro for what a pointer points to, since types are made when the module is
// imported.

#include "support/c_symbol.h"
#include "support/file.h"
#include "typer/header/internal.h"
#include <stdlib.h>
#include <string.h>

// --- Texts ---------------------------------------------------------------------------------------

void text_open(TextStream *text) {
    *text = (TextStream){0};
    text->stream = open_memstream(&text->text, &text->length);
    zi_assert(text->stream != NULL);
}

const char *text_take(Arena *arena, TextStream *text) {
    bool is_good = fclose(text->stream) == 0;
    zi_assert(is_good);
    const char *copy = arena_copy_bytes(arena, text->text, text->length);
    free(text->text);
    return copy;
}

// --- What C code sees ----------------------------------------------------------------------------

const char *name_with_module(const Typer *typer, const char *prefix) {
    const char *name = module_import_name(typer->arena, typer->module->scope->name->text);
    const char *text = "";
    for (const char *at = module_symbol(typer->arena, prefix, name); *at != '\0'; at++)
        text = arena_format(typer->arena, *at == '.' ? "%s__" : "%s%c", text, *at);
    return text;
}

static bool is_of_kind(const Symbol *symbol, Exposed kind) {
    switch (kind) {
    case EXPOSED_FUNCTION:
        return symbol->kind == SYMBOL_FUNCTION;
    case EXPOSED_VARIABLE:
        return symbol->kind == SYMBOL_C_GLOBAL;
    case EXPOSED_CLASS:
        return symbol->kind == SYMBOL_CLASS;
    }
    internal_error("C code sees nothing of kind %d", (int)kind);
}

SymbolVector exposed_symbols(const Typer *typer, Exposed kind, bool is_api) {
    const SymbolVector *all = &typer->module->scope->order;
    SymbolVector found = {0};
    for (uint32_t i = 0; i < all->count; i++) {
        Symbol *symbol = all->items[i];
        bool is_seen = (is_api ? symbol->is_api : symbol->is_public) && !symbol->is_extern &&
                       symbol->scope == typer->module->scope;
        if (is_seen && is_of_kind(symbol, kind))
            vector_push(typer->arena, &found, symbol);
    }
    return found;
}

const char *spell_exposed(Typer *typer, const Symbol *symbol, const char *entity) {
    const CDeclaration *declaration = map_get(&typer->c_declarations, symbol);
    if (declaration == NULL)
        return NULL;
    if (symbol->kind != SYMBOL_FUNCTION)
        return spell_c_variable(typer, declaration->base, declaration->declarator, entity);
    const FunctionSymbol *function = (const FunctionSymbol *)symbol;
    const Specialization *saved = typer->place.specialization;
    typer->place.specialization = function->specialization;
    const char *text =
        spell_c_function(typer, declaration->base, declaration->declarator, entity, function);
    typer->place.specialization = saved;
    return text;
}

// --- What C code could not use -------------------------------------------------------------------

static const char *exposure_of(const Symbol *symbol) {
    return symbol->is_public ? "public" : "api";
}

static void refuse(Typer *typer, const Symbol *symbol, const char *reason) {
    report(typer, DIAG_E0526, symbol->span, symbol->name->text, exposure_of(symbol), reason);
}

// The type's own declaration has to be seen by those that see the function's.
static bool is_private_type(const Type *type) {
    const Symbol *symbol = type->kind == TYPE_STRUCT      ? &type->struct_symbol->symbol
                           : type->kind == TYPE_ENUM      ? type->enum_symbol
                           : type->kind == TYPE_EXTENSION ? &type->class_symbol->symbol
                                                          : NULL;
    bool is_private = symbol != NULL && !symbol->is_public && !symbol->is_api && !symbol->is_extern;
    return is_private || type->kind == TYPE_CTUPLE;
}

static void check_type(Typer *typer, const Symbol *symbol, const Type *type) {
    if (is_private_type(type))
        refuse(typer, symbol,
               arena_format(typer->arena, "cannot have the private type '%s'", type->text));
}

static void check_function(Typer *typer, const Symbol *symbol) {
    const Type *type = symbol->type;
    if (type->kind != TYPE_FUNCTION)
        return;
    if (type->function.optional_count > 0)
        refuse(typer, symbol, "cannot have optional arguments");
    check_type(typer, symbol, type->function.result);
    for (uint32_t i = 0; i < type->function.count; i++)
        check_type(typer, symbol, type->function.parameters[i].type);
}

static void check_class(Typer *typer, const ClassSymbol *symbol) {
    if (symbol->object_struct_name == NULL || symbol->type_object_name == NULL)
        refuse(typer, &symbol->symbol, "needs names for C code: [object NAME, type NAME]");
}

void check_exposed(Typer *typer) {
    for (int is_api = 0; is_api < 2; is_api++) {
        const SymbolVector functions = exposed_symbols(typer, EXPOSED_FUNCTION, is_api);
        for (uint32_t i = 0; i < functions.count; i++)
            if (!is_api || !functions.items[i]->is_public)
                check_function(typer, functions.items[i]);
        const SymbolVector classes = exposed_symbols(typer, EXPOSED_CLASS, is_api);
        for (uint32_t i = 0; i < classes.count; i++)
            if (!is_api || !classes.items[i]->is_public)
                check_class(typer, (const ClassSymbol *)classes.items[i]);
    }
}

// --- The header ----------------------------------------------------------------------------------

// The header of another module may have defined it.
static const char linkage_text[] = "#ifdef CYTHON_EXTERN_C\n"
                                   "    #undef __PYX_EXTERN_C\n"
                                   "    #define __PYX_EXTERN_C CYTHON_EXTERN_C\n"
                                   "#elif !defined(__PYX_EXTERN_C)\n"
                                   "  #ifdef __cplusplus\n"
                                   "    #define __PYX_EXTERN_C extern \"C\"\n"
                                   "  #else\n"
                                   "    #define __PYX_EXTERN_C extern\n"
                                   "  #endif\n"
                                   "#endif\n\n"
                                   "#ifndef DL_IMPORT\n"
                                   "  #define DL_IMPORT(_T) _T\n"
                                   "#endif\n";

// The name of the pointer is ours, since for Cython it is the type object that C code sees.
static void write_classes(Typer *typer, FILE *stream) {
    const SymbolVector symbols = exposed_symbols(typer, EXPOSED_CLASS, false);
    for (uint32_t i = 0; i < symbols.count; i++) {
        ClassSymbol *symbol = (ClassSymbol *)symbols.items[i];
        symbol->type_pointer_name = mangle_c_name(typer, "__zi_ptype_", &symbol->symbol);
        fprintf(stream, "\n__PYX_EXTERN_C DL_IMPORT(PyTypeObject) *%s;\n#define %s (*%s)\n",
                symbol->type_pointer_name, symbol->type_object_name->text,
                symbol->type_pointer_name);
    }
}

static void write_declarations(Typer *typer, FILE *stream, Exposed kind) {
    const SymbolVector symbols = exposed_symbols(typer, kind, false);
    for (uint32_t i = 0; i < symbols.count; i++) {
        Symbol *symbol = symbols.items[i];
        const char *text = spell_exposed(
            typer, symbol, symbol->c_name != NULL ? symbol->c_name : symbol->name->text);
        symbol->is_public = text != NULL;
        if (text != NULL)
            fprintf(stream, "%s__PYX_EXTERN_C %s;\n", i == 0 ? "\n" : "", text);
        else
            report(typer, DIAG_W0104, symbol->span, "public",
                   arena_format(typer->arena, "'%s', whose type has no name in C",
                                symbol->name->text));
    }
}

// Calling the function by which Python imports the module makes no module.
static void write_init(const Typer *typer, FILE *stream) {
    const char *module = typer->module->scope->name->text;
    const char *name = init_symbol(typer->arena, module);
    const char *advice = arena_format(
        typer->arena, "Use PyImport_AppendInittab(\\\"%s\\\", %s) instead of calling %s directly.",
        module_last_name(typer->arena, module), name, name);
    fprintf(stream,
            "PyMODINIT_FUNC %s(void);\n\n"
            "#if defined(__GNUC__) || defined(__clang__) || defined(_MSC_VER) "
            "|| (defined(__cplusplus) && __cplusplus >= 201402L)\n"
            "#if defined(__cplusplus) && __cplusplus >= 201402L\n"
            "[[deprecated(\"%s\")]] inline\n"
            "#elif defined(__GNUC__) || defined(__clang__)\n"
            "__attribute__ ((__deprecated__(\"%s\"), __unused__)) __inline__\n"
            "#elif defined(_MSC_VER)\n"
            "__declspec(deprecated(\"%s\")) __inline\n"
            "#endif\n",
            name, advice, advice, advice);
    fprintf(stream,
            "static PyObject* __PYX_WARN_IF_%s_INIT_CALLED(PyObject* res) {\n"
            "  return res;\n"
            "}\n"
            "#define %s() __PYX_WARN_IF_%s_INIT_CALLED(%s())\n"
            "#endif\n",
            name, name, name, name);
}

static const char *make_declarations(Typer *typer) {
    TextStream text;
    text_open(&text);
    write_classes(typer, text.stream);
    write_declarations(typer, text.stream, EXPOSED_FUNCTION);
    write_declarations(typer, text.stream, EXPOSED_VARIABLE);
    return text_take(typer->arena, &text);
}

// NAME_api.h includes NAME.h for the types.
static void name_types_of_api(Typer *typer) {
    static const Exposed kinds[] = {EXPOSED_FUNCTION, EXPOSED_VARIABLE};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const SymbolVector symbols = exposed_symbols(typer, kinds[i], true);
        for (uint32_t j = 0; j < symbols.count; j++)
            (void)spell_exposed(typer, symbols.items[j], "");
    }
}

static const char *make_header(Typer *typer) {
    TypeWriter *writer = type_writer_create(typer);
    write_visible_types(writer);
    const char *declarations = make_declarations(typer);
    name_types_of_api(typer);
    write_named_types(writer);
    const char *types = take_types(writer);
    if (*types == '\0' && *declarations == '\0')
        return NULL;
    const char *guard = name_with_module(typer, "__PYX_HAVE_");
    const char *api_guard = name_with_module(typer, "__PYX_HAVE_API_");
    TextStream text;
    text_open(&text);
    fprintf(text.stream,
            C_HEADER_MARK "\n\n#ifndef %s\n#define %s\n\n#include \"Python.h\"\n\n%s"
                          "\n#ifndef %s\n\n%s%s\n#endif /* !%s */\n\n",
            guard, guard, types, api_guard, linkage_text, declarations, api_guard);
    write_init(typer, text.stream);
    fprintf(text.stream, "\n#endif /* !%s */\n", guard);
    return text_take(typer->arena, &text);
}

void make_c_headers(Typer *typer) {
    typer->module->c_header = make_header(typer);
    typer->module->api_header = make_api_header(typer, typer->module->c_header != NULL);
}
