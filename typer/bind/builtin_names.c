// Python's builtins: their scope, and what is known of the values that they give.

#include "typer/internal.h"
#include <string.h>

static const struct {
    const char *name;
    int minor;
} builtin_names[] = {
#define BUILTIN_NAME(name, minor) {name, minor},
#include "typer/bind/builtin_name.def"
#undef BUILTIN_NAME
};

// Names that are good in Cython's files, and what they are where Python has no builtin of that
// name: those of Python 2, and what was to be built in later.
static const struct {
    const char *name, *meaning;
} old_names[] = {
    {"unicode", "str"},      {"basestring", "str"}, {"long", "int"},        {"unichr", "chr"},
    {"getattr3", "getattr"}, {"xrange", "range"},   {"frozendict", "dict"},
};

// Builtins of Python 2 that Python 3 has in a module, where the builder finds them.
static const char *const moved_names[] = {"intern", "reload"};

// What only some platforms have: looked up when it is used, as in Cython.
static const char *const platform_names[] = {"WindowsError"};

// Builtins of Python 2 that language level 2 still gives a meaning.
static const char *const level_two_names[] = {"raw_input", "reduce",   "cmp",  "buffer",
                                              "coerce",    "execfile", "apply"};

static void declare_builtin(Typer *typer, Scope *scope, const char *text) {
    const Name *name = intern(typer->compilation, text);
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_BUILTIN, name, NO_SPAN);
    if (builtin_type_of_name(typer, name) != NULL) {
        symbol->type = typer->common->builtin[BUILTIN_TYPE];
    }
    scope_declare(typer, scope, symbol);
}

void declare_old_names(Typer *typer, Scope *builtins) {
    for (size_t i = 0; i < sizeof moved_names / sizeof moved_names[0]; i++)
        if (scope_find(builtins, intern(typer->compilation, moved_names[i])) == NULL)
            declare_builtin(typer, builtins, moved_names[i]);
    for (size_t i = 0; i < sizeof old_names / sizeof old_names[0]; i++) {
        const Name *name = intern(typer->compilation, old_names[i].name);
        const Name *meaning = intern(typer->compilation, old_names[i].meaning);
        if (scope_find(builtins, name) == NULL)
            scope_alias(typer, builtins, name, scope_find(builtins, meaning));
    }
}

Scope *create_builtin_scope(Typer *typer) {
    Scope *scope = scope_create(typer, SCOPE_BUILTIN, intern(typer->compilation, "builtins"), NULL);
    for (size_t i = 0; i < sizeof builtin_names / sizeof builtin_names[0]; i++) {
        if (builtin_names[i].minor <= typer->options->python_minor) {
            declare_builtin(typer, scope, builtin_names[i].name);
        }
    }
    if (typer->module->directives.language_level == 2) {
        for (size_t i = 0; i < sizeof level_two_names / sizeof level_two_names[0]; i++) {
            declare_builtin(typer, scope, level_two_names[i]);
        }
    }
    for (size_t i = 0; i < sizeof platform_names / sizeof platform_names[0]; i++)
        declare_builtin(typer, scope, platform_names[i]);
    if (!typer->module->is_pure_python)
        declare_old_names(typer, scope);
    return scope;
}

const Type *builtin_type_of_name(const Typer *typer, const Name *name) {
    for (int i = 0; i < BUILTIN_KIND_COUNT; i++) {
        if (strcmp(builtin_kind_name((BuiltinKind)i), name->text) == 0)
            return typer->common->builtin[i];
    }
    bool is_os_error =
        strcmp(name->text, "IOError") == 0 || strcmp(name->text, "EnvironmentError") == 0;
    if (is_os_error) // by its names of old
        return typer->common->builtin[BUILTIN_OS_ERROR];
    if (strcmp(name->text, "object") == 0)
        return typer->common->object;
    return NULL;
}
