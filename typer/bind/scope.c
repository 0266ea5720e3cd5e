// Scopes and symbols: declaring names, looking them up, and finding the name that was meant.

#include "typer/internal.h"
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
    symbol->index = scope->order.count;
    vector_push(typer->arena, &scope->order, symbol);
    map_put(typer->arena, &scope->symbols, symbol->name, symbol);
}

void scope_alias(Typer *typer, Scope *scope, const Name *name, Symbol *symbol) {
    map_put(typer->arena, &scope->symbols, name, symbol);
}

Symbol *scope_find(const Scope *scope, const Name *name) { return map_get(&scope->symbols, name); }

bool scope_is_class(const Scope *scope) {
    return scope->kind == SCOPE_PYTHON_CLASS || scope->kind == SCOPE_C_CLASS;
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
        if (start->hides_class && scope_is_class(start->parent))
            break;
        start = start->parent;
    }
    for (scope = start; scope != NULL; scope = scope->parent) {
        if (scope != start && scope_is_class(scope))
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

// --- Suggestions ---------------------------------------------------------------------------------
#define MAX_SUGGESTION_LENGTH 40

// How many letters must be added, removed, replaced or swapped to get from one name to the other.
static uint32_t edit_distance(const Name *a, const Name *b) {
    uint32_t rows[3][MAX_SUGGESTION_LENGTH + 1];
    for (uint32_t j = 0; j <= b->length; j++)
        rows[0][j] = j;
    for (uint32_t i = 1; i <= a->length; i++) {
        uint32_t *row = rows[i % 3];
        const uint32_t *above = rows[(i + 2) % 3];
        const uint32_t *above_two = rows[(i + 1) % 3];
        row[0] = i;
        for (uint32_t j = 1; j <= b->length; j++) {
            uint32_t best = above[j - 1] + (a->text[i - 1] != b->text[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            bool is_swap = i > 1 && j > 1 && a->text[i - 1] == b->text[j - 2] &&
                           a->text[i - 2] == b->text[j - 1];
            if (is_swap && above_two[j - 2] + 1 < best)
                best = above_two[j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[a->length % 3][b->length];
}

const char *scope_suggest(const Typer *typer, const Scope *scope, const Name *name) {
    (void)typer;
    if (name->length > MAX_SUGGESTION_LENGTH || name->length < 2)
        return NULL;
    const char *best = NULL;
    uint32_t best_distance = name->length / 3 + 1;
    for (; scope != NULL; scope = scope->parent) {
        for (uint32_t i = 0; i < scope->symbols.count; i++) {
            const Name *other = scope->symbols.entries[i].key;
            if (other == name || other->length > MAX_SUGGESTION_LENGTH || other->length < 2)
                continue;
            uint32_t gap = other->length > name->length ? other->length - name->length
                                                        : name->length - other->length;
            if (gap >= best_distance)
                continue;
            uint32_t distance = edit_distance(name, other);
            if (distance < best_distance) {
                best_distance = distance;
                best = other->text;
            }
        }
    }
    return best;
}
