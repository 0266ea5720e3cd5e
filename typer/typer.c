// The typer's phases in order: names are declared, uses resolved, locals inferred, expressions
// checked.

#include "typer/internal.h"
#include <string.h>

// --- Settings ------------------------------------------------------------------------------------
// A directive has one value in all of the header. (What is said of Cython's own trees adds up.)
static void refuse_other_value(Typer *typer, const ParsedFile *file, uint32_t index) {
    const HeaderDirective *directive = &file->directives[index];
    if (strncmp(directive->name->text, "test_", strlen("test_")) == 0)
        return;
    for (uint32_t i = 0; i < index; i++) {
        const HeaderDirective *earlier = &file->directives[i];
        if (earlier->is_distutils || earlier->name != directive->name ||
            strcmp(earlier->value, directive->value) == 0)
            continue;
        Diagnostic *message = report(typer, DIAG_E0425, directive->span, directive->name->text,
                                     directive->value, earlier->value);
        if (message != NULL)
            diag_add_label(message, earlier->span, "first set here");
        return;
    }
}

// What the file's header says wins over the options.
void apply_header(Typer *typer, const ParsedFile *file, Directives *directives) {
    if (file->language_level != 0)
        directives->language_level = file->language_level;
    for (uint32_t i = 0; i < file->directive_count; i++) {
        const HeaderDirective *directive = &file->directives[i];
        if (directive->is_distutils)
            continue;
        refuse_other_value(typer, file, i);
        if (directive_is_loose(directive->name->text, directive->value))
            report(typer, DIAG_E0505, directive->span, directive->name->text, directive->value);
        else
            directives_apply(directives, typer->diagnostics, directive->span, directive->name->text,
                             directive->value, DIAG_W0103);
    }
}

static bool name_is_cython(const Name *name) {
    return name != NULL && strncmp(name->text, "cython", 6) == 0 &&
           (name->text[6] == '\0' || name->text[6] == '.');
}

typedef struct ImportSearch {
    bool found;
    int depth;
} ImportSearch;

// Looks for an import of cython outside functions and classes.
static void find_cython_import(Node **slot, void *context) {
    ImportSearch *search = context;
    Node *node = *slot;
    if (node_is(node, NODE_Import)) {
        const Import *import = (const Import *)node;
        for (uint32_t i = 0; i < import->aliases.count; i++) {
            search->found |= name_is_cython(((const Alias *)import->aliases.items[i])->name);
        }
    } else if (node_is(node, NODE_ImportFrom)) {
        const ImportFrom *import = (const ImportFrom *)node;
        search->found |= import->level == 0 && name_is_cython(import->module);
    } else if ((node_is(node, NODE_If) || node_is(node, NODE_Try)) && search->depth < 8) {
        search->depth++;
        node_each_child(node, find_cython_import, search);
        search->depth--;
    }
}

static bool module_imports_cython(Module *tree) {
    ImportSearch search = {0};
    for (uint32_t i = 0; i < tree->body.count && !search.found; i++) {
        find_cython_import(&tree->body.items[i], &search);
    }
    return search.found;
}

static unsigned flag_of_feature(const Name *feature) {
#define FUTURE_FEATURE(name, FLAG)                                                                 \
    if (strcmp(feature->text, #name) == 0)                                                         \
        return ZI_FUTURE_##FLAG;
#include "frontend/future_feature.def"
    return ZI_FUTURE_NONE;
}

// What the module's statements `from __future__ import` ask for.
static void find_future_features(TypedModule *module) {
    const NodeList *body = &module->tree->body;
    module->future_features = ZI_FUTURE_NONE;
    for (uint32_t i = 0; i < body->count; i++) {
        if (!node_is(body->items[i], NODE_ImportFrom))
            continue;
        const ImportFrom *import = NODE_AS(ImportFrom, body->items[i]);
        for (uint32_t a = 0; import_is_future(import) && a < import->aliases.count; a++) {
            const Name *feature = NODE_AS(Alias, import->aliases.items[a])->name;
            module->future_features |= flag_of_feature(feature);
            const char *text = feature != NULL ? feature->text : "";
            module->imports_division |= strcmp(text, "division") == 0;
            module->imports_generator_stop |= strcmp(text, "generator_stop") == 0;
        }
    }
}

// --- Set-up --------------------------------------------------------------------------------------
static Typer *create_typer(Compilation *compilation, const ParsedFile *file,
                           const TyperOptions *options) {
    Typer *typer = ARENA_NEW(compilation->arena, Typer);
    typer->compilation = compilation;
    typer->arena = compilation->arena;
    typer->diagnostics = compilation->diagnostics;
    typer->types = type_table_create(compilation);
    typer->common = type_common(typer->types);
    typer->options = options;
    typer->file = file;
    typer->depth.limit = DEPTH_LIMIT;
    TypedModule *module = ARENA_NEW(compilation->arena, TypedModule);
    module->python_minor = options->python_minor;
    module->has_threads = options->has_threads;
    module->tracing = options->tracing;
    module->interpreted = options->interpreted;
    module->compilation = compilation;
    module->file = file;
    module->tree = file->module;
    module->name = options->module_name;
    module->types = typer->types;
    typer->module = module;
    return typer;
}

static void create_scopes(Typer *typer) {
    TypedModule *module = typer->module;
    bool is_py = typer->file->source->kind == SOURCE_PY;
    module->is_pure_python = is_py && !module_imports_cython(module->tree);
    find_future_features(module);
    bool has_values =
        module->is_pure_python && (module->future_features & ZI_FUTURE_ANNOTATIONS) == 0;
    module->defers_annotations = has_values && module->python_minor >= 14;
    module->evaluates_annotations = has_values && module->python_minor < 14;
    typer->builtins = create_builtin_scope(typer);
    typer->cython = create_cython_module(typer);
    const Name *name = intern(typer->compilation, module->name != NULL ? module->name : "module");
    module->scope = scope_create(typer, SCOPE_MODULE, name, typer->builtins);
    module->tree->scope = module->scope;
    typer->place.scope = module->scope;
    typer->place.directives = module->directives;
}

// After the docstring and what changes how the file is read.
static uint32_t first_statement(const NodeList *body) {
    uint32_t at = docstring_literal(body) != NULL ? 1 : 0;
    while (at < body->count && node_is(body->items[at], NODE_ImportFrom) &&
           import_is_future((const ImportFrom *)body->items[at]))
        at++;
    return at;
}

Node *new_name_of(Typer *typer, Symbol *symbol, Span span) {
    NameExpression *name = NODE_NEW(typer->arena, NameExpression, span);
    name->name = symbol->name;
    name->symbol = symbol;
    return &name->node;
}

void insert_first(Typer *typer, NodeList *body, Node *statement) {
    NodeList longer = {ARENA_ARRAY(typer->arena, Node *, body->count + 1), 0};
    uint32_t at = first_statement(body);
    for (uint32_t i = 0; i <= body->count; i++) {
        if (i == at)
            longer.items[longer.count++] = statement;
        if (i < body->count)
            longer.items[longer.count++] = body->items[i];
    }
    *body = longer;
}

void bind_module(Typer *typer, Scope *scope, NodeList *body) {
    typer->place.scope = scope;
    predeclare_statements(typer, body);
    bind_statements(typer, body);
}

// --- Bodies that come from .pxd files ------------------------------------------------------------
// A .pxd brings inline functions; nothing else in it has code.
static void resolve_declaration_files(Typer *typer) {
    Place saved = typer->place;
    for (uint32_t i = 0; i < typer->declaration_files.count; i++) {
        typer->place.scope = typer->declaration_files.items[i].scope;
        resolve_names(typer, &typer->declaration_files.items[i].parsed->module->body);
    }
    typer->place = saved;
}

static void check_declared_functions(Typer *typer) {
    for (uint32_t i = 0; i < typer->module->functions.count; i++) {
        FunctionSymbol *function = typer->module->functions.items[i];
        if (function->symbol.from_pxd && function->c.has_body)
            check_declared_function(typer, function);
    }
}

// What the .pxd beside the source promises must be there.
static void check_promises(Typer *typer) {
    for (uint32_t i = 0; i < typer->module->scope->order.count; i++) {
        Symbol *symbol = typer->module->scope->order.items[i];
        bool is_missing = symbol->kind == SYMBOL_CLASS && !symbol->is_extern &&
                          !((ClassSymbol *)symbol)->is_defined_here &&
                          symbol->scope == typer->module->scope;
        if (is_missing)
            report(typer, DIAG_E0517, symbol->span, symbol->name->text);
        if (symbol->kind != SYMBOL_FUNCTION || symbol->is_extern)
            continue;
        FunctionSymbol *function = (FunctionSymbol *)symbol;
        bool is_native = function->kind == FUNCTION_CDEF || function->kind == FUNCTION_CPDEF;
        if (is_native && !function->c.has_body)
            report(typer, DIAG_E0517, symbol->span, symbol->name->text);
    }
    for (uint32_t i = 0; i < typer->module->classes.count; i++) {
        ClassSymbol *owner = typer->module->classes.items[i];
        for (uint32_t j = 0; j < owner->methods.count; j++) {
            FunctionSymbol *method = owner->methods.items[j];
            if (method->kind != FUNCTION_DEF && !method->c.has_body) {
                report(typer, DIAG_E0517, method->symbol.span, method->symbol.name->text);
            }
        }
    }
}

TypedModule *type_file(Compilation *compilation, const ParsedFile *file,
                       const TyperOptions *options) {
    Typer *typer = create_typer(compilation, file, options);
    typer->module->directives = options->directives;
    apply_header(typer, file, &typer->module->directives);
    create_scopes(typer);
    define_compile_time_values(typer);
    load_own_declarations(typer);
    mangle_private_names(typer, &file->module->body);
    bind_module(typer, typer->module->scope, &file->module->body);
    define_declared_classes(typer, &file->module->body);
    defer_module_annotations(typer, file->module);
    bind_pending_bodies(typer);
    order_classes(typer);
    resolve_declaration_files(typer);
    add_import_of_api(typer, &file->module->body);
    resolve_names(typer, &file->module->body);
    resolve_annotate(typer, file->module->annotate);
    find_frame_callers(typer);
    check_promises(typer);
    check_exposed(typer);
    check_declared_functions(typer);
    check_statements(typer, &file->module->body);
    if (file->module->annotate != NULL)
        check_function_def(typer, &file->module->annotate);
    wrap_header_functions(typer);
    check_function_wrappers(typer);
    check_nogil(typer);
    check_flow(typer);
    if (diag_error_count(typer->diagnostics) == 0)
        make_c_headers(typer);
    return typer->module;
}
