// The module `cython`: its scope, and recognising its names in expressions before names are
// resolved.

#include "typer/internal.h"
#include <string.h>

static const char *const cython_names[] = {
#define CYTHON_NAME(NAME, text) text,
#include "typer/bind/cython_name.def"
#undef CYTHON_NAME
};

static void declare_cython_type(Typer *typer, Scope *scope, const char *text, const Type *type) {
    const Name *name = intern(typer->compilation, text);
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_TYPE, name, NO_SPAN);
    symbol->type = type;
    scope_declare(typer, scope, symbol);
}

static void declare_cython_name(Typer *typer, Scope *scope, const char *text, int meaning) {
    const Name *name = intern(typer->compilation, text);
    Symbol *symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_CYTHON, name, NO_SPAN);
    symbol->constant = meaning;
    scope_declare(typer, scope, symbol);
}

static void declare_with_pointers(Typer *typer, Scope *scope, const char *name, const Type *type) {
    const char *prefix = "";
    for (int depth = 0; depth <= 3; depth++) {
        const char *gap = depth > 0 ? "_" : "";
        declare_cython_type(typer, scope, arena_format(typer->arena, "%s%s%s", prefix, gap, name),
                            type);
        prefix = arena_format(typer->arena, "%sp", prefix);
        type = type_pointer(typer->types, type);
    }
}

// cython.int, cython.p_int, cython.pp_int, cython.p_const_int and so on.
static void declare_types_with_pointers(Typer *typer, Scope *scope) {
    const CommonTypes *common = typer->common;
    const struct {
        const char *name;
        const Type *type;
    } types[] = {
        {"char", common->char_},
        {"schar", common->schar},
        {"uchar", common->uchar},
        {"short", common->short_},
        {"ushort", common->ushort},
        {"int", common->int_},
        {"uint", common->uint},
        {"sshort", common->short_},
        {"sint", common->int_},
        {"slong", common->long_},
        {"slonglong", common->longlong},
        {"long", common->long_},
        {"ulong", common->ulong},
        {"longlong", common->longlong},
        {"ulonglong", common->ulonglong},
        {"size_t", common->size_t_},
        {"Py_ssize_t", common->ssize_t_},
        {"ssize_t", common->ssize_t_},
        {"Py_UCS4", common->ucs4},
        {"Py_UNICODE", common->py_unicode},
        {"float", common->float_},
        {"double", common->double_},
        {"longdouble", common->longdouble},
        {"bint", common->bint},
        {"void", common->void_},
        {"floatcomplex", common->float_complex},
        {"doublecomplex", common->double_complex},
        {"longdoublecomplex", type_complex(typer->types, common->longdouble)},
        {"complex", common->double_complex},
        {"Py_hash_t", type_known_integer(typer->types, intern(typer->compilation, "Py_hash_t"))},
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        declare_with_pointers(typer, scope, types[i].name, types[i].type);
        declare_with_pointers(typer, scope, arena_format(typer->arena, "const_%s", types[i].name),
                              type_const(typer->types, types[i].type));
    }
}

// The size of a lock is that of what Cython puts there: a pointer, or a byte where Python has
// PyMutex.
static void declare_lock(Typer *typer, Scope *scope, const char *name, const Type *content) {
    const char *full = arena_format(typer->arena, "cython.%s", name);
    StructSymbol *lock =
        SYMBOL_NEW(typer, StructSymbol, SYMBOL_TYPE, intern(typer->compilation, full), NO_SPAN);
    lock->symbol.type = type_struct(typer->types, lock);
    lock->symbol.c_name = arena_format(typer->arena, "zi_%s", name);
    lock->has_body = lock->is_complete = lock->is_lock = true;
    Symbol *field =
        SYMBOL_NEW(typer, Symbol, SYMBOL_FIELD, intern(typer->compilation, "zi_state"), NO_SPAN);
    field->type = content;
    field->c_name = "state";
    vector_push(typer->arena, &lock->fields, field);
    declare_cython_type(typer, scope, name, lock->symbol.type);
}

static void declare_fused_types(Typer *typer, Scope *scope) {
    const CommonTypes *common = typer->common;
    const Type *types[] = {common->short_,        common->int_,    common->long_,
                           common->float_,        common->double_, common->float_complex,
                           common->double_complex};
    const struct {
        const char *name;
        uint32_t first, count;
    } fused[] = {{"integral", 0, 3}, {"floating", 3, 2}, {"numeric", 0, 7}};
    for (size_t i = 0; i < sizeof fused / sizeof fused[0]; i++) {
        const Name *name = intern(typer->compilation, fused[i].name);
        FusedItemVector items = {0};
        for (uint32_t j = 0; j < fused[i].count; j++)
            vector_push(typer->arena, &items, ((FusedItem){.type = types[fused[i].first + j]}));
        declare_cython_type(typer, scope, fused[i].name, type_fuse(typer->types, name, &items));
    }
}

ModuleSymbol *create_cython_module(Typer *typer) {
    const Name *name = intern(typer->compilation, "cython");
    ModuleSymbol *module = SYMBOL_NEW(typer, ModuleSymbol, SYMBOL_MODULE, name, NO_SPAN);
    module->module_name = name;
    module->scope = scope_create(typer, SCOPE_MODULE, name, NULL);
    module->symbol.type = type_module(typer->types, module);
    declare_types_with_pointers(typer, module->scope);
    declare_cython_type(typer, module->scope, "object", typer->common->object);
    for (int i = 0; i < BUILTIN_KIND_COUNT; i++) {
        const Type *type = typer->common->builtin[i];
        const char *text = builtin_kind_name((BuiltinKind)i);
        if (scope_find(module->scope, intern(typer->compilation, text)) == NULL) {
            declare_cython_type(typer, module->scope, text, type);
        }
    }
    declare_cython_type(typer, module->scope, "unicode", typer->common->builtin[BUILTIN_STR]);
    declare_fused_types(typer, module->scope);
    bool has_mutex = typer->options->python_minor >= 13;
    declare_lock(typer, module->scope, "pymutex",
                 has_mutex ? typer->common->uchar : typer->common->void_pointer);
    declare_lock(typer, module->scope, "pythread_type_lock", typer->common->void_pointer);
    for (size_t i = 0; i < directive_count; i++) {
        declare_cython_name(typer, module->scope, directive_names[i], CYTHON_DIRECTIVE);
    }
    for (int i = 0; i < CYTHON_DIRECTIVE; i++) {
        declare_cython_name(typer, module->scope, cython_names[i], i);
    }
    return module;
}

// The dotted path below `cython` that the expression names: "" for cython itself, "warn.unused" for
// `cython.warn.unused`; NULL if it is about something else.
static const char *path_in_cython(Typer *typer, const Node *expression) {
    if (node_is(expression, NODE_NameExpression)) {
        const NameExpression *name = (const NameExpression *)expression;
        const Symbol *symbol =
            name->symbol != NULL ? name->symbol : scope_look_up(typer->place.scope, name->name);
        if (symbol != NULL && symbol->kind == SYMBOL_MODULE &&
            ((const ModuleSymbol *)symbol)->scope == typer->cython->scope)
            return "";
        bool is_part = symbol != NULL && symbol->scope == typer->cython->scope;
        return is_part ? symbol->name->text : NULL;
    }
    if (!node_is(expression, NODE_Attribute))
        return NULL;
    const Attribute *attribute = (const Attribute *)expression;
    const char *path = path_in_cython(typer, attribute->value);
    if (path == NULL || *path == '\0')
        return path == NULL ? NULL : attribute->name->text;
    return arena_format(typer->arena, "%s.%s", path, attribute->name->text);
}

Symbol *find_cython_symbol(Typer *typer, const Node *expression) {
    const char *path = path_in_cython(typer, expression);
    if (path == NULL)
        return NULL;
    return *path == '\0' ? &typer->cython->symbol
                         : scope_find(typer->cython->scope, intern(typer->compilation, path));
}

Symbol *critical_section_symbol(Typer *typer) {
    return scope_find(typer->cython->scope, intern(typer->compilation, "critical_section"));
}

// A name that cython_name.def does not have means its submodule: a use of it is reported as not
// supported.
Symbol *find_in_cython_part(Typer *typer, const Symbol *part, const Name *name) {
    const char *path = arena_format(typer->arena, "%s.%s", part->name->text, name->text);
    Symbol *symbol = scope_find(typer->cython->scope, intern(typer->compilation, path));
    return symbol != NULL ? symbol : (Symbol *)(uintptr_t)part;
}

bool is_cython_name(Typer *typer, const Node *expression, CythonName name) {
    const Symbol *symbol = find_cython_symbol(typer, expression);
    return symbol != NULL && symbol->kind == SYMBOL_CYTHON && symbol->constant == (int64_t)name;
}
