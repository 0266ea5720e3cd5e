// cimport: finding and reading .pxd files, and binding what they declare. Also the imports of the
// module `cython`, which exists for the compiler only.

#include "support/file.h"
#include "typer/internal.h"
#include <string.h>

// --- Finding files -------------------------------------------------------------------------------

// Declarations for a version of Cython and later ones, as `m.cython-30.pxd`: the newest up to the
// version whose language this is go before all others.
enum { OLDEST_VERSION = 20, OWN_VERSION = 33 };

static const char *find_declaration_file(Typer *typer, const char *base) {
    const char *file;
    for (int version = OWN_VERSION; version >= OLDEST_VERSION; version--) {
        file = arena_format(typer->arena, "%s.cython-%d.pxd", base, version);
        if (file_exists(file))
            return file;
    }
    file = arena_format(typer->arena, "%s.pxd", base);
    return file_exists(file) ? file : NULL;
}

static const char *try_declaration_file(Typer *typer, const char *directory, const char *relative) {
    Arena *arena = typer->arena;
    const char *base = path_join(arena, directory, relative);
    const char *file = find_declaration_file(typer, base);
    if (file != NULL)
        return file;
    file = path_join(arena, base, "__init__.pxd");
    return file_exists(file) ? file : NULL;
}

// The folder that holds the outermost package of the source file.
static const char *package_root(Typer *typer) {
    const char *directory = path_directory(typer->arena, typer->file->source->path);
    const char *name = typer->options->module_name;
    for (; name != NULL && strchr(name, '.') != NULL; name = strchr(name, '.') + 1) {
        directory = path_join(typer->arena, directory, "..");
    }
    return directory;
}

static const char *find_declarations(Typer *typer, const Name *module) {
    char *relative = arena_copy_string(typer->arena, module->text);
    for (char *dot = strchr(relative, '.'); dot != NULL; dot = strchr(dot, '.'))
        *dot = '/';
    const char *own = path_directory(typer->arena, typer->file->source->path);
    const char *file = try_declaration_file(typer, package_root(typer), relative);
    if (file == NULL)
        file = try_declaration_file(typer, own, relative);
    const char **directories = typer->options->include_directories;
    for (; file == NULL && directories != NULL && *directories != NULL; directories++) {
        file = try_declaration_file(typer, *directories, relative);
    }
    if (file == NULL && typer->options->declarations != NULL) {
        file = try_declaration_file(typer, typer->options->declarations, relative);
    }
    return file;
}

// --- Reading -------------------------------------------------------------------------------------
static ModuleSymbol *create_module(Typer *typer, const Name *name, Scope *scope) {
    const char *last = strrchr(name->text, '.');
    const Name *own = last != NULL ? intern(typer->compilation, last + 1) : name;
    ModuleSymbol *module = SYMBOL_NEW(typer, ModuleSymbol, SYMBOL_MODULE, own, NO_SPAN);
    module->module_name = name;
    module->scope =
        scope != NULL ? scope : scope_create(typer, SCOPE_MODULE, name, typer->builtins);
    module->symbol.type = type_module(typer->types, module);
    map_put(typer->arena, &typer->modules, name, module);
    return module;
}

// The package that a module of this name stands in: `a.b` of `a.b.c` and of `a.b.__init__`. What an
// __init__.pxd declares has the package's own name.
static const char *package_of(Typer *typer, const char *module, bool is_package) {
    const char *dot = strrchr(module, '.');
    if (is_package)
        return module;
    return dot == NULL ? "" : arena_copy_bytes(typer->arena, module, (size_t)(dot - module));
}

// Reads a .pxd into the scope, at a place of its own.
static void read_declarations(Typer *typer, Scope *scope, const char *path, Span from) {
    const Source *source = source_load(typer->compilation->sources, typer->diagnostics, path, from);
    if (source == NULL)
        return;
    FrontendOptions options = {.language_level = typer->module->directives.language_level,
                               .python_minor = typer->options->python_minor,
                               .include_directories = typer->options->include_directories};
    ParsedFile *file = parse_file(typer->compilation, source, &options);
    Place saved = typer->place;
    bool was_in_declarations = typer->in_declarations;
    typer->place = (Place){.scope = scope, .directives = typer->module->directives};
    typer->in_declarations = true;
    const char *package = typer->package;
    bool is_init = strcmp(path_stem(typer->arena, path), "__init__") == 0;
    typer->package = package_of(typer, scope->name->text, is_init && scope != typer->module->scope);
    bind_module(typer, scope, &file->module->body);
    typer->package = package;
    DeclarationFile read = {file, scope};
    vector_push(typer->arena, &typer->declaration_files, read);
    typer->in_declarations = was_in_declarations;
    typer->place = saved;
}

// Returns the module's declarations; NULL if there are none.
ModuleSymbol *load_module(Typer *typer, const Name *name, Span from) {
    ModuleSymbol *module = map_get(&typer->modules, name);
    if (module != NULL)
        return module;
    if (strcmp(name->text, "cython") == 0)
        return typer->cython;
    const char *path = find_declarations(typer, name);
    if (path == NULL)
        return NULL;
    module = create_module(typer, name, NULL);
    read_declarations(typer, module->scope, path, from);
    return module;
}

// The .pxd beside the source file declares for it, without being asked.
void load_own_declarations(Typer *typer) {
    typer->package = package_of(typer, typer->module->scope->name->text, false);
    const char *path = typer->file->source->path;
    if (typer->file->source->kind != SOURCE_PYX && typer->file->source->kind != SOURCE_PY)
        return;
    const char *directory = path_directory(typer->arena, path);
    const char *file = find_declaration_file(
        typer, path_join(typer->arena, directory, path_stem(typer->arena, path)));
    if (file != NULL) {
        typer->module->is_pure_python = false;
        typer->module->evaluates_annotations = false;
        // What it cimports may cimport it.
        create_module(typer, typer->module->scope->name, typer->module->scope);
        read_declarations(typer, typer->module->scope, file, NO_SPAN);
    }
}

static void report_missing(Typer *typer, const Name *name, Span span) {
    Diagnostic *diagnostic = report(typer, DIAG_E0304, span, name->text);
    if (diagnostic == NULL)
        return;
    diag_add_note(diagnostic,
                  "looked for %s.pxd beside the package of the source file, in the folders "
                  "of -I and among the bundled declarations",
                  name->text);
    diag_add_help(diagnostic, "for a module of Python write `import %s`", name->text);
}

// --- cimport -------------------------------------------------------------------------------------
// Makes the chain of modules for `cimport a.b.c`, which binds `a`.
static Symbol *bind_dotted_module(Typer *typer, const Name *name, ModuleSymbol *leaf) {
    const char *dot = strchr(name->text, '.');
    if (dot == NULL)
        return &leaf->symbol;
    const Name *first =
        name_intern(typer->compilation->names, name->text, (size_t)(dot - name->text));
    Symbol *existing = scope_find(typer->place.scope, first);
    ModuleSymbol *module = existing != NULL && existing->kind == SYMBOL_MODULE
                               ? (ModuleSymbol *)existing
                               : map_get(&typer->modules, first);
    if (module == NULL)
        module = create_module(typer, first, NULL);
    ModuleSymbol *top = module;
    while (dot != NULL) {
        const char *next = strchr(dot + 1, '.');
        size_t length = next != NULL ? (size_t)(next - name->text) : name->length;
        const Name *full = name_intern(typer->compilation->names, name->text, length);
        ModuleSymbol *child = next == NULL ? leaf : map_get(&typer->modules, full);
        if (child == NULL)
            child = create_module(typer, full, NULL);
        scope_alias(typer, module->scope, child->symbol.name, &child->symbol);
        module = child;
        dot = next;
    }
    return &top->symbol;
}

static void bind_module_alias(Typer *typer, Alias *alias, const Name *name) {
    // cython.parallel, cython.view and their like
    bool is_cython_part = strncmp(name->text, "cython.", 7) == 0;
    ModuleSymbol *module =
        is_cython_part ? typer->cython : load_module(typer, name, alias->node.span);
    if (module == NULL) {
        report_missing(typer, name, alias->node.span);
        return;
    }
    if (is_cython_part && alias->as_name != NULL) {
        Symbol *part = scope_find(module->scope, intern(typer->compilation, name->text + 7));
        if (part == NULL) {
            report_missing(typer, name, alias->node.span);
            return;
        }
        alias->symbol = part;
    } else if (alias->as_name != NULL || is_cython_part) {
        alias->symbol = &module->symbol;
    } else {
        alias->symbol = bind_dotted_module(typer, name, module);
    }
    const Name *bound = alias->as_name != NULL ? alias->as_name
                        : is_cython_part       ? intern(typer->compilation, "cython")
                                               : alias->symbol->name;
    scope_alias(typer, typer->place.scope, bound, alias->symbol);
}

void bind_cimport(Typer *typer, Node **slot) {
    Cimport *node = NODE_AS(Cimport, *slot);
    for (uint32_t i = 0; i < node->aliases.count; i++) {
        Alias *alias = NODE_AS(Alias, node->aliases.items[i]);
        bind_module_alias(typer, alias, alias->name);
    }
}

// The module's full name for `from ..a cimport b`.
static const Name *absolute_name(Typer *typer, const Name *module, uint32_t level) {
    if (level == 0)
        return module;
    const char *package = typer->package;
    size_t length = strlen(package);
    for (uint32_t i = 1; i < level; i++) {
        while (length > 0 && package[length - 1] != '.')
            length--;
        if (length > 0)
            length--; // the dot
    }
    const char *tail = module != NULL ? module->text : "";
    const char *text = arena_format(typer->arena, "%.*s%s%s", (int)length, package,
                                    length > 0 && tail[0] != '\0' ? "." : "", tail);
    return intern(typer->compilation, text);
}

static void bind_all_names(Typer *typer, const ModuleSymbol *module) {
    for (uint32_t i = 0; i < module->scope->symbols.count; i++) {
        const MapEntry *entry = &module->scope->symbols.entries[i];
        if (scope_find(typer->place.scope, entry->key) == NULL && entry->value != NULL) {
            scope_alias(typer, typer->place.scope, entry->key, entry->value);
        }
    }
}

static void bind_imported_name(Typer *typer, ModuleSymbol *module, const Name *module_name,
                               Alias *alias) {
    Symbol *symbol = module != NULL ? scope_find(module->scope, alias->name) : NULL;
    if (symbol == NULL) {
        const char *dot = module_name->length > 0 ? "." : "";
        const char *full =
            arena_format(typer->arena, "%s%s%s", module_name->text, dot, alias->name->text);
        ModuleSymbol *child =
            load_module(typer, intern(typer->compilation, full), alias->node.span);
        if (child != NULL)
            symbol = &child->symbol;
    }
    if (symbol == NULL && module == NULL) {
        report_missing(typer, module_name, alias->node.span);
        return;
    }
    if (symbol == NULL) {
        Diagnostic *diagnostic =
            report(typer, DIAG_E0303, alias->node.span, module_name->text, alias->name->text);
        const char *suggestion = scope_suggest(typer, module->scope, alias->name);
        if (diagnostic != NULL && suggestion != NULL) {
            diag_add_help(diagnostic, "did you mean '%s'?", suggestion);
        }
        return;
    }
    alias->symbol = symbol;
    scope_alias(typer, typer->place.scope, alias->as_name != NULL ? alias->as_name : alias->name,
                symbol);
}

// Whether a name of cython is a submodule.
static bool is_cython_part(const Symbol *symbol) {
    return symbol->kind == SYMBOL_CYTHON &&
           (symbol->constant == CYTHON_PARALLEL || symbol->constant == CYTHON_VIEW ||
            symbol->constant == CYTHON_OPERATOR || symbol->constant == CYTHON_DATACLASSES);
}

// `from cython.operator cimport dereference`: the names of cython's own submodules.
static bool bind_cython_part(Typer *typer, const Name *module, NodeList *aliases) {
    if (strncmp(module->text, "cython.", 7) != 0)
        return false;
    Symbol *part = scope_find(typer->cython->scope, intern(typer->compilation, module->text + 7));
    if (part == NULL || !is_cython_part(part))
        return false;
    for (uint32_t i = 0; i < aliases->count; i++) {
        Alias *alias = NODE_AS(Alias, aliases->items[i]);
        alias->symbol = find_in_cython_part(typer, part, alias->name);
        scope_alias(typer, typer->place.scope,
                    alias->as_name != NULL ? alias->as_name : alias->name, alias->symbol);
    }
    return true;
}

static void bind_from(Typer *typer, const Name *module_name, NodeList *aliases, bool star) {
    if (bind_cython_part(typer, module_name, aliases))
        return;
    Span span = aliases->count > 0 ? aliases->items[0]->span : NO_SPAN;
    ModuleSymbol *module = load_module(typer, module_name, span);
    if (star && module != NULL)
        bind_all_names(typer, module);
    for (uint32_t i = 0; i < aliases->count; i++) {
        bind_imported_name(typer, module, module_name, NODE_AS(Alias, aliases->items[i]));
    }
}

void bind_cimport_from(Typer *typer, Node **slot) {
    CimportFrom *node = NODE_AS(CimportFrom, *slot);
    bind_from(typer, absolute_name(typer, node->module, node->level), &node->aliases, node->star);
}

// --- import of cython ----------------------------------------------------------------------------
static const Name *cimports_name(Typer *typer, const Name *name) {
    static const char prefix[] = "cython.cimports.";
    if (strncmp(name->text, prefix, sizeof prefix - 1) != 0)
        return NULL;
    return intern(typer->compilation, name->text + sizeof prefix - 1);
}

bool bind_cython_import(Typer *typer, Import *node) {
    NodeList kept = {ARENA_ARRAY(typer->arena, Node *, node->aliases.count + 1), 0};
    for (uint32_t i = 0; i < node->aliases.count; i++) {
        Alias *alias = NODE_AS(Alias, node->aliases.items[i]);
        const Name *cimported = cimports_name(typer, alias->name);
        if (cimported != NULL) {
            bind_module_alias(typer, alias, cimported);
        } else if (strcmp(alias->name->text, "cython") == 0) {
            const Name *name = alias->as_name != NULL ? alias->as_name : alias->name;
            alias->symbol = &typer->cython->symbol;
            scope_alias(typer, typer->place.scope, name, alias->symbol);
        } else {
            kept.items[kept.count++] = (Node *)alias;
        }
    }
    node->aliases = kept;
    return kept.count == 0;
}

bool bind_cython_import_from(Typer *typer, ImportFrom *node) {
    if (node->module == NULL || node->level != 0)
        return false;
    const Name *cimported = cimports_name(typer, node->module);
    if (cimported != NULL) {
        bind_from(typer, cimported, &node->aliases, node->star);
        return true;
    }
    if (strcmp(node->module->text, "cython.cimports") == 0) {
        for (uint32_t i = 0; i < node->aliases.count; i++) {
            Alias *alias = NODE_AS(Alias, node->aliases.items[i]);
            bind_module_alias(typer, alias, alias->name);
        }
        return true;
    }
    if (strcmp(node->module->text, "cython") == 0) {
        bind_from(typer, node->module, &node->aliases, node->star);
        return true;
    }
    return bind_cython_part(typer, node->module, &node->aliases);
}
