// cimport: reading .pxd files, and binding what they declare. Also the imports of the module
// `cython`, which exists for the compiler only.
//
// A file is read once: whatever names lead to it, they mean the module that it was first read for.

#include "support/file.h"
#include "support/suggest.h"
#include "typer/internal.h"
#include <string.h>

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

// The package that a module of this name stands in: `a.b` of `a.b.c`, and of `a.b` itself if it is
// the package, whose file is __init__.
static const char *package_of(Typer *typer, const char *module, const char *path) {
    bool is_init = strncmp(path_base_name(path), "__init__.", strlen("__init__.")) == 0;
    const char *name = module_import_name(typer->arena, module);
    const char *dot = strrchr(name, '.');
    if (is_init)
        return name;
    return dot == NULL ? "" : arena_copy_bytes(typer->arena, name, (size_t)(dot - name));
}

// The directives of a .pxd file: those of the command line, and what its own header says. The
// source's header does not count, but for the language level.
static Directives directives_of_file(Typer *typer, const ParsedFile *file) {
    Directives directives = typer->options->directives;
    directives.language_level = typer->module->directives.language_level;
    apply_header(typer, file, &directives);
    return directives;
}

// Who cimports a cdef class has to know what it has.
static void check_classes_are_whole(Typer *typer, const Scope *scope) {
    for (uint32_t i = 0; i < scope->order.count; i++) {
        const Symbol *symbol = scope->order.items[i];
        bool is_whole = symbol->kind != SYMBOL_CLASS || symbol->is_extern ||
                        ((const ClassSymbol *)symbol)->bound != NULL;
        Diagnostic *message =
            is_whole ? NULL : report(typer, DIAG_E0517, symbol->span, symbol->name->text);
        if (message != NULL)
            diag_add_help(message, "declare its C attributes and cdef methods here; `pass` if it "
                                   "has none");
    }
}

static bool has_own_class(const Scope *scope) {
    for (uint32_t i = 0; i < scope->order.count; i++) {
        const Symbol *symbol = scope->order.items[i];
        if (symbol->kind == SYMBOL_CLASS && symbol->scope == scope && !symbol->is_extern)
            return true;
    }
    return false;
}

// (Those that are bundled declare no module's own.)
static void note_class_module(Typer *typer, const Scope *scope, const char *path) {
    const char *name = module_import_name(typer->arena, scope->name->text);
    const char *bundled = typer->options->declarations;
    bool is_bundled = bundled != NULL && strncmp(path, bundled, strlen(bundled)) == 0;
    if (scope != typer->module->scope && !is_bundled && has_own_class(scope))
        vector_push(typer->arena, &typer->module->class_modules, intern(typer->compilation, name));
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
    const char *package = typer->package, *asking = typer->path;
    typer->place = (Place){.scope = scope, .directives = directives_of_file(typer, file)};
    typer->in_declarations = true;
    typer->package = package_of(typer, scope->name->text, path);
    typer->path = path;
    mangle_private_names(typer, &file->module->body);
    bind_module(typer, scope, &file->module->body);
    check_classes_are_whole(typer, scope);
    note_class_module(typer, scope, path);
    typer->package = package;
    typer->path = asking;
    DeclarationFile read = {file, scope};
    vector_push(typer->arena, &typer->declaration_files, read);
    typer->in_declarations = was_in_declarations;
    typer->place = saved;
}

// What a file is known by, whatever path led to it.
static const Name *identity_of_file(Typer *typer, const char *path) {
    const char *resolved = path_resolve(typer->arena, path);
    return intern(typer->compilation, resolved != NULL ? resolved : path);
}

static ModuleSymbol *read_module(Typer *typer, const Name *name, const char *path, Span from) {
    const Name *identity = identity_of_file(typer, path);
    ModuleSymbol *module = map_get(&typer->declared_files, identity);
    if (module != NULL) {
        map_put(typer->arena, &typer->modules, name, module);
        return module;
    }
    module = map_get(&typer->modules, name); // made for a module in it
    if (module == NULL)
        module = create_module(typer, name, NULL);
    map_put(typer->arena, &typer->declared_files, identity, module);
    read_declarations(typer, module->scope, path, from);
    return module;
}

// In Python 2 a name is looked for in the package of the file first.
static ModuleSymbol *load_sibling(Typer *typer, const Name *name, Span from) {
    if (typer->place.directives.language_level != 2 || typer->package[0] == '\0')
        return NULL;
    const char *text = arena_format(typer->arena, "%s.%s", typer->package, name->text);
    const Name *full = intern(typer->compilation, text);
    const char *path = find_declarations(typer, full);
    return path != NULL ? read_module(typer, full, path, from) : NULL;
}

// `cython.view`, whose declarations are read when a file first asks for something of cython; NULL
// if there are none.
ModuleSymbol *load_view_module(Typer *typer) {
    const Name *name = intern(typer->compilation, "cython.view");
    ModuleSymbol *module = map_get(&typer->modules, name);
    if (module != NULL || typer->options->declarations == NULL)
        return module;
    const char *path = path_join(typer->arena, typer->options->declarations, "cython/view.pxd");
    if (!file_exists(path))
        return NULL;
    module = read_module(typer, name, path, NO_SPAN);
    module->is_searched = true;
    scope_alias(typer, typer->cython->scope, module->symbol.name, &module->symbol);
    return module;
}

static ModuleSymbol *load_cython(Typer *typer) {
    load_view_module(typer);
    return typer->cython;
}

// Returns the module's declarations; NULL if there are none.
ModuleSymbol *load_module(Typer *typer, const Name *name, Span from) {
    ModuleSymbol *module = map_get(&typer->modules, name);
    if (module != NULL && module->is_searched)
        return module;
    if (strcmp(name->text, "cython") == 0)
        return load_cython(typer);
    const char *path = find_declarations(typer, name);
    if (path != NULL)
        module = read_module(typer, name, path, from);
    else if (module == NULL && is_package(typer, name))
        module = create_module(typer, name, NULL);
    if (module != NULL)
        module->is_searched = true;
    return module;
}

// All names in __builtins__.pxd are like that, and most others that are looked for are not.
static bool looks_like_c_type(const Name *name) {
    return strncmp(name->text, "Py_", strlen("Py_")) == 0 ||
           (name->length > 2 && strcmp(name->text + name->length - 2, "_t") == 0);
}

// A type that Cython's files may name without a cimport; NULL if there is none of that name.
Symbol *find_known_type(Typer *typer, const Name *name) {
    if (typer->module->is_pure_python || !looks_like_c_type(name) ||
        typer->options->declarations == NULL)
        return NULL;
    const Name *module_name = intern(typer->compilation, "__builtins__");
    const char *path = path_join(typer->arena, typer->options->declarations, "__builtins__.pxd");
    if (!file_exists(path))
        return NULL;
    return scope_find(read_module(typer, module_name, path, NO_SPAN)->scope, name);
}

// The .pxd of the source's module declares for it, without being asked.
void load_own_declarations(Typer *typer) {
    Scope *scope = typer->module->scope;
    const Source *source = typer->file->source;
    const Name *name =
        intern(typer->compilation, module_import_name(typer->arena, scope->name->text));
    typer->path = source->path;
    typer->package = package_of(typer, name->text, source->path);
    if (source->kind != SOURCE_PYX && source->kind != SOURCE_PY)
        return;
    const char *file = find_own_declarations(typer, name);
    if (file == NULL)
        return;
    if (typer->module->is_pure_python)
        declare_old_names(typer, typer->builtins);
    typer->module->is_pure_python = false;
    typer->module->evaluates_annotations = false;
    // What it cimports may cimport it.
    ModuleSymbol *module = create_module(typer, name, scope);
    module->is_searched = true;
    map_put(typer->arena, &typer->declared_files, identity_of_file(typer, file), module);
    read_declarations(typer, scope, file, NO_SPAN);
}

void report_missing_declarations(Typer *typer, const Name *name, Span span) {
    Diagnostic *diagnostic = report(typer, DIAG_E0304, span, name->text);
    if (diagnostic == NULL)
        return;
    diag_add_note(diagnostic,
                  "looked for %s.pxd beside the package of the file, in the folders of -I, where "
                  "the Python finds modules, and among the bundled declarations",
                  name->text);
    diag_add_help(diagnostic, "for a module of Python write `import %s`", name->text);
}

// --- cimport -------------------------------------------------------------------------------------
ModuleSymbol *module_with_variable(Typer *typer, const ModuleSymbol *module, Symbol *variable) {
    ModuleSymbol *both = ARENA_NEW(typer->arena, ModuleSymbol);
    *both = *module;
    both->variable = variable;
    both->symbol.type = type_module(typer->types, both);
    return both;
}

// Gives the symbol the name in the scope at hand. If the file imports a module under that name as
// well, it means both.
static void bind_cimported(Typer *typer, const Name *name, Symbol *symbol) {
    Scope *scope = typer->place.scope;
    Symbol *earlier = scope_find(scope, name);
    if (earlier != NULL && earlier->kind == SYMBOL_MODULE)
        earlier = ((ModuleSymbol *)earlier)->variable;
    bool is_variable = earlier != NULL && earlier->kind == SYMBOL_GLOBAL && earlier->scope == scope;
    if (symbol->kind == SYMBOL_MODULE && is_variable)
        symbol = &module_with_variable(typer, (ModuleSymbol *)symbol, earlier)->symbol;
    scope_alias(typer, scope, name, symbol);
}

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

static void note_cimported(Typer *typer, ModuleSymbol *module, Span span) {
    CimportedModule cimported = {module, span};
    if (!typer->in_declarations)
        vector_push(typer->arena, &typer->cimported, cimported);
}

// The module that a name below `cython.cimports` means, NULL for other names.
static const Name *cimports_name(Typer *typer, const Name *name) {
    static const char prefix[] = "cython.cimports.";
    if (strncmp(name->text, prefix, sizeof prefix - 1) != 0)
        return NULL;
    return intern(typer->compilation, name->text + sizeof prefix - 1);
}

// Whether a name of cython is a submodule.
static bool is_cython_part(const Symbol *symbol) {
    return symbol->kind == SYMBOL_CYTHON &&
           (symbol->constant == CYTHON_PARALLEL || symbol->constant == CYTHON_OPERATOR ||
            symbol->constant == CYTHON_DATACLASSES);
}

static const char *const cython_modules[] = {"cimports", "dataclasses", "operator", "parallel",
                                             "view"};

// `a` of `cython.a.b`; NULL for other names.
static const Name *part_of_cython(Typer *typer, const Name *name) {
    static const char prefix[] = "cython.";
    if (strncmp(name->text, prefix, sizeof prefix - 1) != 0)
        return NULL;
    const char *part = name->text + sizeof prefix - 1;
    return name_intern(typer->compilation->names, part, strcspn(part, "."));
}

// Reports a module that cython does not have, whether imported or cimported.
static bool refuse_module_of_cython(Typer *typer, const Name *name, Span span) {
    const Name *part = part_of_cython(typer, name);
    const Symbol *symbol = part != NULL ? scope_find(load_cython(typer)->scope, part) : NULL;
    bool is_cimports = part != NULL && strcmp(part->text, "cimports") == 0;
    bool is_module = symbol != NULL && (is_cython_part(symbol) || symbol->kind == SYMBOL_MODULE);
    if (part == NULL || is_cimports ||
        (is_module && strchr(name->text, '.') == strrchr(name->text, '.')))
        return false;
    Diagnostic *message = report(typer, DIAG_E0312, span, name->text);
    Suggestion suggestion = suggestion_start(part->text);
    for (size_t i = 0; i < sizeof cython_modules / sizeof *cython_modules; i++)
        suggestion_offer(&suggestion, cython_modules[i]);
    if (is_module && message != NULL)
        diag_add_help(message, "write `from cython.%s cimport ...`", part->text);
    else if (message != NULL && suggestion.best != NULL)
        diag_add_help(message, "did you mean 'cython.%s'?", suggestion.best);
    else if (message != NULL)
        diag_add_help(message, "write `import cython`, then `cython.%s`", part->text);
    return true;
}

// `import cython.cimports.a` names no module that could be bound: what is below `cython.cimports`
// is, by `as` or by `from`.
static bool refuse_cimports(Typer *typer, const Alias *alias) {
    bool is_package = strcmp(alias->name->text, "cython.cimports") == 0;
    bool is_below = cimports_name(typer, alias->name) != NULL;
    bool has_name = alias->as_name != NULL && strcmp(alias->as_name->text, "cython") != 0;
    if (!is_package && (!is_below || has_name))
        return false;
    Diagnostic *message = report(typer, DIAG_E0312, alias->node.span, alias->name->text);
    if (message != NULL)
        diag_add_help(message,
                      is_below ? "write `import %s as name`, or `from ... import ...`"
                               : "write `from %s.module import name`",
                      alias->name->text);
    return true;
}

static void bind_module_alias(Typer *typer, Alias *alias, const Name *name) {
    // cython.parallel, cython.view and their like
    bool is_cython_part = strncmp(name->text, "cython.", 7) == 0;
    ModuleSymbol *module = is_cython_part ? load_cython(typer) : NULL;
    if (module == NULL)
        module = load_sibling(typer, name, alias->node.span);
    if (module == NULL)
        module = load_module(typer, name, alias->node.span);
    if (module == NULL) {
        report_missing_declarations(typer, name, alias->node.span);
        return;
    }
    note_cimported(typer, module, alias->node.span);
    if (is_cython_part && alias->as_name != NULL) {
        Symbol *part = scope_find(module->scope, intern(typer->compilation, name->text + 7));
        if (part == NULL) {
            report_missing_declarations(typer, name, alias->node.span);
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
    bind_cimported(typer, bound, alias->symbol);
}

void bind_cimport(Typer *typer, Node **slot) {
    Cimport *node = NODE_AS(Cimport, *slot);
    for (uint32_t i = 0; i < node->aliases.count; i++) {
        Alias *alias = NODE_AS(Alias, node->aliases.items[i]);
        const Name *cimported = cimports_name(typer, alias->name);
        if (!refuse_cimports(typer, alias) &&
            !refuse_module_of_cython(typer, alias->name, alias->node.span))
            bind_module_alias(typer, alias, cimported != NULL ? cimported : alias->name);
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

Symbol *find_cimported_class(Typer *typer, const ImportFrom *import, const Name *name,
                             const Name *bound) {
    Symbol *symbol = scope_find(typer->place.scope, bound);
    if (symbol == NULL || symbol->kind != SYMBOL_CLASS || symbol->scope == typer->place.scope ||
        symbol->name != name)
        return NULL;
    const CClassDef *node = ((ClassSymbol *)symbol)->node;
    const char *declared = node->module_name != NULL ? node->module_name->text
                                                     : module_of_symbol(typer->arena, symbol);
    bool is_same = strcmp(absolute_name(typer, import->module, import->level)->text, declared) == 0;
    return is_same ? symbol : NULL;
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
    // Python's builtins, and types that need no cimport, are among the names of every module.
    if (symbol == NULL && module != NULL)
        symbol = scope_find(typer->builtins, alias->name);
    if (symbol == NULL && module != NULL)
        symbol = find_known_type(typer, alias->name);
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
        report_missing_declarations(typer, module_name, alias->node.span);
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
    bind_cimported(typer, alias->as_name != NULL ? alias->as_name : alias->name, symbol);
}

// All that cython.parallel has is known.
static bool refuse_name_of_part(Typer *typer, const Name *module, const Symbol *part,
                                const Alias *alias) {
    if (alias->symbol != part || part->constant != CYTHON_PARALLEL)
        return false;
    report(typer, DIAG_E0303, alias->node.span, module->text, alias->name->text);
    return true;
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
        if (refuse_name_of_part(typer, module, part, alias))
            continue;
        scope_alias(typer, typer->place.scope,
                    alias->as_name != NULL ? alias->as_name : alias->name, alias->symbol);
    }
    return true;
}

// Does a relative name stay inside of the packages around the file?
static bool stays_in_package(const Typer *typer, uint32_t level) {
    uint32_t depth = typer->package[0] != '\0';
    for (const char *dot = strchr(typer->package, '.'); dot != NULL; dot = strchr(dot + 1, '.'))
        depth++;
    return level <= depth;
}

static void bind_from(Typer *typer, const Name *module_name, uint32_t level, NodeList *aliases,
                      bool star, Span statement) {
    if (level == 0 && bind_cython_part(typer, module_name, aliases))
        return;
    Span span = aliases->count > 0 ? aliases->items[0]->span : statement;
    if (level > 0 && !stays_in_package(typer, level)) {
        report(typer, DIAG_E0313, span);
        return;
    }
    ModuleSymbol *module = level == 0 ? load_sibling(typer, module_name, span) : NULL;
    module_name = module != NULL ? module->module_name : absolute_name(typer, module_name, level);
    if (module == NULL)
        module = load_module(typer, module_name, span);
    if (module != NULL)
        note_cimported(typer, module, span);
    if (star && module != NULL)
        bind_all_names(typer, module);
    else if (star)
        report_missing_declarations(typer, module_name, span);
    for (uint32_t i = 0; i < aliases->count; i++) {
        bind_imported_name(typer, module, module_name, NODE_AS(Alias, aliases->items[i]));
    }
}

// `from cython.cimports import a`
static bool bind_cimports_package(Typer *typer, const Name *module, const NodeList *aliases) {
    if (strcmp(module->text, "cython.cimports") != 0)
        return false;
    for (uint32_t i = 0; i < aliases->count; i++) {
        Alias *alias = NODE_AS(Alias, aliases->items[i]);
        bind_module_alias(typer, alias, alias->name);
    }
    return true;
}

void bind_cimport_from(Typer *typer, Node **slot) {
    CimportFrom *node = NODE_AS(CimportFrom, *slot);
    bool is_absolute = node->level == 0;
    zi_assert(!is_absolute || node->module != NULL);
    if (is_absolute && (bind_cimports_package(typer, node->module, &node->aliases) ||
                        refuse_module_of_cython(typer, node->module, node->node.span)))
        return;
    const Name *cimported = is_absolute ? cimports_name(typer, node->module) : NULL;
    bind_from(typer, cimported != NULL ? cimported : node->module, node->level, &node->aliases,
              node->star, node->node.span);
}

// --- import of cython ----------------------------------------------------------------------------
// What it has is for the compiler; Python has nothing to import.
static bool is_parallel_module(Typer *typer, const Name *name) {
    const Name *part = part_of_cython(typer, name);
    const Symbol *symbol = part != NULL ? scope_find(typer->cython->scope, part) : NULL;
    return symbol != NULL && symbol->kind == SYMBOL_CYTHON && symbol->constant == CYTHON_PARALLEL;
}

bool bind_cython_import(Typer *typer, Import *node) {
    NodeList kept = {ARENA_ARRAY(typer->arena, Node *, node->aliases.count + 1), 0};
    for (uint32_t i = 0; i < node->aliases.count; i++) {
        Alias *alias = NODE_AS(Alias, node->aliases.items[i]);
        const Name *cimported = cimports_name(typer, alias->name);
        if (refuse_cimports(typer, alias) ||
            refuse_module_of_cython(typer, alias->name, alias->node.span))
            continue;
        if (cimported != NULL) {
            bind_module_alias(typer, alias, cimported);
        } else if (strcmp(alias->name->text, "cython") == 0) {
            const Name *name = alias->as_name != NULL ? alias->as_name : alias->name;
            alias->symbol = &load_cython(typer)->symbol;
            bind_cimported(typer, name, alias->symbol);
        } else if (is_parallel_module(typer, alias->name)) {
            bind_module_alias(typer, alias, alias->name);
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
        bind_from(typer, cimported, 0, &node->aliases, node->star, node->node.span);
        return true;
    }
    if (bind_cimports_package(typer, node->module, &node->aliases))
        return true;
    if (refuse_module_of_cython(typer, node->module, node->node.span))
        return true;
    if (strcmp(node->module->text, "cython") == 0) {
        bind_from(typer, node->module, 0, &node->aliases, node->star, node->node.span);
        return true;
    }
    return bind_cython_part(typer, node->module, &node->aliases);
}
