// Typing pieces of source text for unit tests.

#include "tests/unit/typer_support.h"
#include <string.h>

static SourceKind kind_of_path(const char *path) {
    const char *ending = strrchr(path, '.');
    return ending != NULL && strcmp(ending, ".py") == 0 ? SOURCE_PY : SOURCE_PYX;
}

Typed type_text(const char *path, const char *text) {
    Typed typed = {.compilation = compilation_create()};
    Compilation *compilation = typed.compilation;
    const Source *source =
        source_add_text(compilation->sources, path, kind_of_path(path), text, strlen(text));
    FrontendOptions frontend = {.language_level = 3, .python_minor = 11};
    ParsedFile *file = parse_file(compilation, source, &frontend);
    TyperOptions options = {.module_name = "sample",
                            .declarations = ZILANT_SOURCE_DIR "/declarations",
                            .directives = directives_default(),
                            .python_minor = 11};
    typed.module = type_file(compilation, file, &options);
    typed.errors = diag_error_count(compilation->diagnostics);
    typed.warnings = diag_warning_count(compilation->diagnostics);
    return typed;
}

void release_typed(Typed *typed) { compilation_destroy(typed->compilation); }

FunctionSymbol *find_function(const Typed *typed, const char *qualified_name) {
    for (uint32_t i = 0; i < typed->module->functions.count; i++) {
        FunctionSymbol *function = typed->module->functions.items[i];
        if (strcmp(function->qualified_name, qualified_name) == 0)
            return function;
    }
    return NULL;
}

Symbol *find_local(const Typed *typed, const char *function, const char *name) {
    const FunctionSymbol *found = find_function(typed, function);
    return found != NULL ? scope_find(found->scope, intern(typed->compilation, name)) : NULL;
}

const char *local_type(const Typed *typed, const char *function, const char *name) {
    const Symbol *symbol = find_local(typed, function, name);
    return symbol != NULL && symbol->type != NULL ? symbol->type->text : "";
}

const char *global_type(const Typed *typed, const char *name) {
    const Symbol *symbol = scope_find(typed->module->scope, intern(typed->compilation, name));
    return symbol != NULL && symbol->type != NULL ? symbol->type->text : "";
}
