// NAME_api.h: how C code of another extension module gets at the module's functions, variables and
// classes: import_NAME() imports the module and fetches what is `api`.
//
// Names and macros are Cython's, and so is what is fetched: capsules of `__pyx_capi__`, whose names
// are the declarations, and attributes of the module. Functions that do it are static and stand in
// guards of their own, since several such headers may be included.

#include "support/file.h"
#include "typer/header/internal.h"

// --- The functions that fetch --------------------------------------------------------------------

static const char capsule_text[] =
    "\n#ifndef ZI_HAVE_IMPORT_CAPSULE\n"
    "#define ZI_HAVE_IMPORT_CAPSULE\n"
    "static int zi_import_capsule(PyObject *module, const char *name, const char *older_name,\n"
    "                             void **address, const char *declaration, const char *kind) {\n"
    "  PyObject *table = PyObject_GetAttrString(module, \"__pyx_capi__\");\n"
    "  PyObject *capsule = table ? PyMapping_GetItemString(table, (char *)name) : 0;\n"
    "  if (!capsule && table && older_name) {\n"
    "    PyErr_Clear();\n"
    "    capsule = PyMapping_GetItemString(table, (char *)older_name);\n"
    "  }\n"
    "  Py_XDECREF(table);\n"
    "  if (!capsule) {\n"
    "    if (table && PyErr_ExceptionMatches(PyExc_KeyError))\n"
    "      PyErr_Format(PyExc_ImportError, \"%.200s does not export expected C %.8s %.200s\",\n"
    "                   PyModule_GetName(module), kind, name);\n"
    "    return -1;\n"
    "  }\n"
    "  if (!PyCapsule_IsValid(capsule, declaration)) {\n"
    "    PyErr_Format(PyExc_TypeError,\n"
    "                 \"C %.8s %.200s.%.200s has wrong signature (expected %.500s, got %.500s)\",\n"
    "                 kind, PyModule_GetName(module), name, declaration,\n"
    "                 PyCapsule_GetName(capsule));\n"
    "    Py_DECREF(capsule);\n"
    "    return -1;\n"
    "  }\n"
    "  *address = PyCapsule_GetPointer(capsule, declaration);\n"
    "  Py_DECREF(capsule);\n"
    "  return *address ? 0 : -1;\n"
    "}\n"
    "#endif\n";

static const char function_text[] =
    "\n#ifndef ZI_HAVE_IMPORT_FUNCTION\n"
    "#define ZI_HAVE_IMPORT_FUNCTION\n"
    "static int zi_import_function(PyObject *module, const char *name, const char *older_name,\n"
    "                              void (**function)(void), const char *declaration) {\n"
    "  union { void (*function)(void); void *address; } found;\n"
    "  if (zi_import_capsule(module, name, older_name, &found.address, declaration,\n"
    "                        \"function\") < 0)\n"
    "    return -1;\n"
    "  *function = found.function;\n"
    "  return 0;\n"
    "}\n"
    "#endif\n";

// Objects may be larger than the header knows, since the class may have grown at its end.
static const char type_text[] =
    "\n#ifndef ZI_HAVE_IMPORT_TYPE\n"
    "#define ZI_HAVE_IMPORT_TYPE\n"
    "static Py_ssize_t zi_size_of_objects(PyObject *type, const char *name) {\n"
    "  PyObject *value = PyObject_GetAttrString(type, name);\n"
    "  Py_ssize_t size = value ? PyLong_AsSsize_t(value) : -1;\n"
    "  Py_XDECREF(value);\n"
    "  return size;\n"
    "}\n"
    "static PyTypeObject *zi_import_type(PyObject *module, const char *module_name,\n"
    "                                    const char *name, Py_ssize_t size) {\n"
    "  Py_ssize_t basic_size, item_size;\n"
    "  PyObject *type = PyObject_GetAttrString(module, name);\n"
    "  if (!type)\n"
    "    return 0;\n"
    "  if (!PyType_Check(type)) {\n"
    "    PyErr_Format(PyExc_TypeError, \"%.200s.%.200s is not a type object\", module_name, "
    "name);\n"
    "    Py_DECREF(type);\n"
    "    return 0;\n"
    "  }\n"
    "  basic_size = zi_size_of_objects(type, \"__basicsize__\");\n"
    "  item_size = basic_size < 0 ? -1 : zi_size_of_objects(type, \"__itemsize__\");\n"
    "  if (item_size > 0 && item_size < (Py_ssize_t)sizeof(void *))\n"
    "    item_size = (Py_ssize_t)sizeof(void *);\n"
    "  if (item_size >= 0 && basic_size + item_size < size)\n"
    "    PyErr_Format(PyExc_ValueError,\n"
    "                 \"%.200s.%.200s size changed, may indicate binary incompatibility. \"\n"
    "                 \"Expected %zd from C header, got %zd from PyObject\",\n"
    "                 module_name, name, size, basic_size + item_size);\n"
    "  else if (item_size >= 0 && basic_size > size)\n"
    "    PyErr_WarnFormat(0, 0,\n"
    "                     \"%.200s.%.200s size changed, may indicate binary incompatibility. \"\n"
    "                     \"Expected %zd from C header, got %zd from PyObject\",\n"
    "                     module_name, name, size, basic_size);\n"
    "  if (PyErr_Occurred()) {\n"
    "    Py_DECREF(type);\n"
    "    return 0;\n"
    "  }\n"
    "  return (PyTypeObject *)type;\n"
    "}\n"
    "#endif\n";

// --- Text ----------------------------------------------------------------------------------------

typedef struct ApiWriter {
    Typer *typer;
    FILE *stream;
    SymbolVector functions, variables, classes;
    const char *import; // the module's name
} ApiWriter;

static const char *pointer_to_type(const ApiWriter *writer, const ClassSymbol *symbol) {
    return mangle_c_name(writer->typer, "__pyx_ptype_", &symbol->symbol);
}

static void declare_classes(const ApiWriter *writer) {
    for (uint32_t i = 0; i < writer->classes.count; i++) {
        const ClassSymbol *symbol = (const ClassSymbol *)writer->classes.items[i];
        const char *pointer = pointer_to_type(writer, symbol),
                   *name = symbol->type_object_name->text;
        // NAME.h may have been included before
        fprintf(writer->stream, "%sstatic PyTypeObject *%s = 0;\n#undef %s\n#define %s (*%s)\n",
                i == 0 ? "\n" : "", pointer, name, name, pointer);
    }
}

// A version of a fused function has a name that C can spell.
static const FunctionSymbol *version_of(const Symbol *symbol) {
    const FunctionSymbol *function = (const FunctionSymbol *)symbol;
    return symbol->kind == SYMBOL_FUNCTION && function->version != NULL ? function : NULL;
}

static const char *name_in_c(const Symbol *symbol) {
    return version_of(symbol) != NULL ? symbol->c_name : symbol->name->text;
}

static const char *name_of_pointer(const ApiWriter *writer, const char *prefix,
                                   const Symbol *symbol) {
    Symbol named = {.scope = symbol->scope,
                    .name = intern(writer->typer->compilation, name_in_c(symbol))};
    return mangle_c_name(writer->typer, prefix, &named);
}

// Pointers to functions are called as such, pointers to variables are followed.
static void declare_pointers(const ApiWriter *writer, const SymbolVector *symbols,
                             const char *prefix, bool are_variables) {
    for (uint32_t i = 0; i < symbols->count; i++) {
        const Symbol *symbol = symbols->items[i];
        const char *name = name_of_pointer(writer, prefix, symbol);
        const char *text =
            spell_exposed(writer->typer, symbol, arena_format(writer->typer->arena, "*%s", name));
        fprintf(writer->stream,
                are_variables ? "%sstatic %s = 0;\n#define %s (*%s)\n"
                              : "%sstatic %s = 0;\n#define %s %s\n",
                i == 0 ? "\n" : "", text, name_in_c(symbol), name);
    }
}

// Writes the calls that fetch the symbols.
static void import_symbols(const ApiWriter *writer, const SymbolVector *symbols, const char *prefix,
                           bool are_variables) {
    for (uint32_t i = 0; i < symbols->count; i++) {
        const Symbol *symbol = symbols->items[i];
        const char *older = version_of(symbol) == NULL
                                ? "0"
                                : arena_format(writer->typer->arena, "\"%s\"", symbol->c_name);
        fprintf(writer->stream,
                are_variables
                    ? "  if (zi_import_capsule(module, \"%s\", %s, (void **)&%s, \"%s\", "
                      "\"variable\") < 0) goto bad;\n"
                    : "  if (zi_import_function(module, \"%s\", %s, (void (**)(void))&%s, \"%s\") "
                      "< 0) goto bad;\n",
                symbol->name->text, older, name_of_pointer(writer, prefix, symbol),
                symbol->capsule_name);
    }
}

static void import_classes(const ApiWriter *writer) {
    for (uint32_t i = 0; i < writer->classes.count; i++) {
        const ClassSymbol *symbol = (const ClassSymbol *)writer->classes.items[i];
        const char *pointer = pointer_to_type(writer, symbol);
        fprintf(writer->stream,
                "  Py_XDECREF((PyObject *)%s);\n"
                "  %s = zi_import_type(module, \"%s\", \"%s\", (Py_ssize_t)sizeof(%s));\n"
                "  if (!%s) goto bad;\n",
                pointer, pointer, writer->import, symbol->symbol.name->text,
                spell_c_object_struct(writer->typer, symbol), pointer);
    }
}

static void write_import(const ApiWriter *writer) {
    FILE *stream = writer->stream;
    fprintf(stream,
            "\nstatic int %s(void) {\n"
            "  PyObject *module = PyImport_ImportModule(\"%s\");\n"
            "  if (!module) goto bad;\n",
            name_with_module(writer->typer, "import"), writer->import);
    import_symbols(writer, &writer->functions, "__pyx_api_f_", false);
    import_symbols(writer, &writer->variables, "__pyx_api_vp_", true);
    import_classes(writer);
    fputs("  Py_DECREF(module);\n  return 0;\nbad:\n  Py_XDECREF(module);\n  return -1;\n}\n",
          stream);
}

// What has no capsule cannot be fetched.
static SymbolVector exchanged(Typer *typer, Exposed kind) {
    const SymbolVector all = exposed_symbols(typer, kind, true);
    SymbolVector found = {0};
    for (uint32_t i = 0; i < all.count; i++) {
        Symbol *symbol = all.items[i];
        if (symbol->capsule_name != NULL && map_has(&typer->c_declarations, symbol))
            vector_push(typer->arena, &found, symbol);
        else
            report(typer, DIAG_W0104, symbol->span, "api",
                   arena_format(typer->arena, "'%s', whose type has no name in C",
                                symbol->name->text));
    }
    return found;
}

static const char *name_of_header(const ApiWriter *writer) {
    const char *given = writer->typer->options->header_name;
    Arena *arena = writer->typer->arena;
    return given != NULL ? given
                         : arena_format(arena, "%s.h", module_last_name(arena, writer->import));
}

static void write_api_header(const ApiWriter *writer, bool has_header) {
    FILE *stream = writer->stream;
    const char *guard = name_with_module(writer->typer, "__PYX_HAVE_API_");
    fprintf(stream,
            C_HEADER_MARK "\n\n#ifndef %s\n#define %s\n"
                          "#ifdef __MINGW64__\n#define MS_WIN64\n#endif\n#include \"Python.h\"\n",
            guard, guard);
    if (has_header)
        fprintf(stream, "#include \"%s\"\n", name_of_header(writer));
    declare_classes(writer);
    declare_pointers(writer, &writer->functions, "__pyx_api_f_", false);
    declare_pointers(writer, &writer->variables, "__pyx_api_vp_", true);
    if (writer->functions.count > 0 || writer->variables.count > 0)
        fputs(capsule_text, stream);
    if (writer->functions.count > 0)
        fputs(function_text, stream);
    if (writer->classes.count > 0)
        fputs(type_text, stream);
    write_import(writer);
    fprintf(stream, "\n#endif /* !%s */\n", guard);
}

const char *make_api_header(Typer *typer, bool has_header) {
    ApiWriter writer = {.typer = typer,
                        .functions = exchanged(typer, EXPOSED_FUNCTION),
                        .variables = exchanged(typer, EXPOSED_VARIABLE),
                        .classes = exposed_symbols(typer, EXPOSED_CLASS, true)};
    if (writer.functions.count + writer.variables.count + writer.classes.count == 0)
        return NULL;
    writer.import = module_import_name(typer->arena, typer->module->scope->name->text);
    TextStream text;
    text_open(&text);
    writer.stream = text.stream;
    write_api_header(&writer, has_header);
    return text_take(typer->arena, &text);
}
