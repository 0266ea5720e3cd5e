// Scopes and symbols: declaring names, looking them up, and finding the name that was meant.

#include "support/suggest.h"
#include "typer/internal.h"
#include <stdlib.h>
#include <string.h>

Scope *scope_create(Typer *typer, ScopeKind kind, const Name *name, Scope *parent) {
    Scope *scope = ARENA_NEW(typer->arena, Scope);
    scope->kind = kind;
    scope->name = name;
    scope->parent = parent;
    return scope;
}

void *symbol_create(Typer *typer, size_t size, SymbolKind kind, const Name *name, Span span) {
    zi_assert(size >= sizeof(Symbol));
    Symbol *symbol = arena_allocate(typer->arena, size);
    symbol->kind = kind;
    symbol->name = name;
    symbol->type = typer->common->object;
    symbol->span = span;
    symbol->from_pxd = typer->in_declarations;
    return symbol;
}

void scope_declare(Typer *typer, Scope *scope, Symbol *symbol) {
    symbol->scope = scope;
    if (symbol->view != NULL)
        symbol->view->scope = scope;
    symbol->index = scope->order.count;
    vector_push(typer->arena, &scope->order, symbol);
    map_put(typer->arena, &scope->symbols, symbol->name, symbol);
}

void scope_alias(Typer *typer, Scope *scope, const Name *name, Symbol *symbol) {
    map_put(typer->arena, &scope->symbols, name, symbol);
}

Symbol *scope_find(const Scope *scope, const Name *name) { return map_get(&scope->symbols, name); }

static int compare_names(const void *left, const void *right) {
    const Symbol *first = *(const Symbol *const *)left;
    const Symbol *second = *(const Symbol *const *)right;
    return strcmp(first->name->text, second->name->text);
}

void symbols_sort_by_name(SymbolVector *symbols) {
    if (symbols->count > 0)
        qsort(symbols->items, symbols->count, sizeof *symbols->items, compare_names);
}

bool symbol_is_of_cdef_class(const Symbol *symbol) {
    return symbol->scope != NULL && symbol->scope->kind == SCOPE_C_CLASS;
}

bool scope_is_class(const Scope *scope) {
    return scope->kind == SCOPE_PYTHON_CLASS || scope->kind == SCOPE_C_CLASS;
}

Scope *seen_class(const Scope *scope) {
    if (!scope->sees_class)
        return NULL;
    while (scope->sees_class)
        scope = scope->parent;
    return (Scope *)scope;
}

Symbol *scope_look_up(const Scope *scope, const Name *name) {
    const Scope *start = scope;
    // What stands directly in a class body sees the class's names. In Cython a comprehension there
    // does too; in plain Python only its first iterable does, which is resolved in the class's
    // scope.
    while (start->kind == SCOPE_COMPREHENSION && start->parent != NULL) {
        Symbol *symbol = scope_find(start, name);
        if (symbol != NULL)
            return symbol;
        if (start->hides_class && (scope_is_class(start->parent) || start->parent->sees_class))
            break;
        start = start->parent;
    }
    for (scope = start; scope != NULL; scope = scope->parent) {
        bool is_seen = scope == start || scope == seen_class(start);
        if (scope_is_class(scope) && !is_seen)
            continue;
        Symbol *symbol = scope_find(scope, name);
        if (symbol != NULL)
            return symbol;
    }
    return NULL;
}

// Makes the symbol of a variable that a statement binds, unless the scope has one of that name.
Symbol *scope_declare_variable(Typer *typer, Scope *scope, const Name *name, Span span) {
    Symbol *symbol = scope_find(scope, name);
    if (symbol != NULL)
        return symbol;
    SymbolKind kind = SYMBOL_LOCAL;
    if (scope->kind == SCOPE_MODULE)
        kind = SYMBOL_GLOBAL;
    if (scope_is_class(scope))
        kind = SYMBOL_CLASS_ATTRIBUTE;
    symbol = SYMBOL_NEW(typer, Symbol, kind, name, span);
    scope_declare(typer, scope, symbol);
    return symbol;
}

bool is_item_of_enum_in(const Symbol *symbol, const Scope *scope) {
    return symbol->kind == SYMBOL_CONSTANT && symbol->scope->parent == scope;
}

Symbol *find_earlier_symbol(const Scope *scope, const Name *name) {
    Symbol *symbol = scope_find(scope, name);
    bool is_own = symbol != NULL && (symbol->scope == scope ||
                                     (!symbol->is_extern && is_item_of_enum_in(symbol, scope)));
    return is_own ? symbol : NULL;
}

void report_earlier(Typer *typer, const Symbol *earlier, const Name *name, Span span) {
    Diagnostic *message = report(typer, DIAG_E0302, span, name->text);
    if (message != NULL)
        diag_add_label(message, earlier->span, "first declared here");
}

// The variable of a class body that its namespace does not hold, in a cell for functions inside.
Symbol *scope_hidden_cell(Typer *typer, Scope *scope, const char *text) {
    const Name *name = intern(typer->compilation, text);
    Symbol *symbol = scope_find(scope, name);
    if (symbol != NULL && symbol->kind == SYMBOL_LOCAL)
        return symbol;
    symbol = SYMBOL_NEW(typer, Symbol, SYMBOL_LOCAL, name, NO_SPAN);
    symbol->is_declared = true;
    scope_declare(typer, scope, symbol);
    return symbol;
}

// --- Suggestions ---------------------------------------------------------------------------------

const char *scope_suggest(const Typer *typer, const Scope *scope, const Name *name) {
    (void)typer;
    Suggestion suggestion = suggestion_start(name->text);
    for (; scope != NULL; scope = scope->parent) {
        for (uint32_t i = 0; i < scope->symbols.count; i++) {
            const Name *other = scope->symbols.entries[i].key;
            if (*other->text != '.') // the compiler's own
                suggestion_offer(&suggestion, other->text);
        }
    }
    return suggestion.best;
}
