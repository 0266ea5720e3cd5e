// The syntax tree: a copy of tree-sitter's tree that lowering can walk fast and safely.
//
// Takes: tree-sitter's tree. Gives: `Syntax` nodes with kinds and slots of our own enums (names are
// resolved once a tree, through two tables), without comments and line continuations. Guarantees:
// no recursion; no path in the copy is longer than the limit of depth; what was deeper has been
// reported.

#include "frontend/syntax/identifier.h"
#include "frontend/syntax/token.h"

// What tree-sitter calls the symbol of an ERROR node.
#define SYMBOL_ERROR ((TSSymbol) - 1)

// The depth of a syntax tree whose lowering, node by node, still fits on any stack.
#define SYNTAX_DEPTH_LIMIT DEPTH_LIMIT

static const char *const kind_names[SYNTAX_COUNT] = {
    "unknown",
    "token",
    "ERROR",
#define SYNTAX(FAMILY, name, handler) #name,
#define PART(name) #name,
#define SLOT(name)
#include "frontend/syntax/syntax.def"
};

static const char *const slot_names[SLOT_COUNT] = {
    "",
#define SYNTAX(FAMILY, name, handler)
#define PART(name)
#define SLOT(name) #name,
#include "frontend/syntax/syntax.def"
};

bool syntax_is_cython(const Syntax *syntax) {
    return syntax->kind >= SYNTAX_cast && syntax->kind <= SYNTAX_exception_clause;
}

// --- From the grammar's numbers to ours ----------------------------------------------------------
typedef struct SyntaxTables {
    uint16_t *kind_of_symbol;
    uint32_t symbol_count;
    uint16_t *slot_of_field; // a field's number counts from 1
} SyntaxTables;

// 0 if there is no such name.
static uint16_t find_name(NameTable *names, const NumberMap *numbers, const char *text) {
    uint64_t number = 0;
    number_map_get(numbers, name_intern_string(names, text), &number);
    return (uint16_t)number;
}

static void put_names(Arena *arena, NameTable *names, NumberMap *numbers, const char *const *texts,
                      uint32_t first, uint32_t count) {
    for (uint32_t i = first; i < count; i++) {
        number_map_put(arena, numbers, name_intern_string(names, texts[i]), i);
    }
}

static SyntaxTables make_tables(Arena *arena, const TSLanguage *language) {
    NameTable *names = name_table_create(arena);
    NumberMap kinds = {0};
    NumberMap slots = {0};
    put_names(arena, names, &kinds, kind_names, SYNTAX_ERROR + 1, SYNTAX_COUNT);
    put_names(arena, names, &slots, slot_names, 1, SLOT_COUNT);
    SyntaxTables tables;
    tables.symbol_count = ts_language_symbol_count(language);
    tables.kind_of_symbol = ARENA_ARRAY(arena, uint16_t, tables.symbol_count);
    for (uint32_t i = 0; i < tables.symbol_count; i++) {
        bool is_named = ts_language_symbol_type(language, (TSSymbol)i) == TSSymbolTypeRegular;
        tables.kind_of_symbol[i] =
            is_named ? find_name(names, &kinds, ts_language_symbol_name(language, (TSSymbol)i))
                     : SYNTAX_TOKEN;
    }
    uint32_t field_count = ts_language_field_count(language) + 1;
    tables.slot_of_field = ARENA_ARRAY(arena, uint16_t, field_count);
    for (uint32_t i = 1; i < field_count; i++) {
        tables.slot_of_field[i] =
            find_name(names, &slots, ts_language_field_name_for_id(language, (TSFieldId)i));
    }
    return tables;
}

// --- The copy ------------------------------------------------------------------------------------
typedef struct TreeCopier {
    Arena *arena;
    Compilation *compilation;
    const Source *source;
    SyntaxTables tables;
    TSTreeCursor cursor;
    bool depth_reported;
} TreeCopier;

static Syntax *copy_node(TreeCopier *copier, TSNode node) {
    Syntax *syntax = ARENA_NEW(copier->arena, Syntax);
    TSSymbol symbol = ts_node_symbol(node);
    syntax->kind =
        symbol < copier->tables.symbol_count ? copier->tables.kind_of_symbol[symbol] : SYNTAX_ERROR;
    syntax->slot = copier->tables.slot_of_field[ts_tree_cursor_current_field_id(&copier->cursor)];
    syntax->is_missing = ts_node_is_missing(node);
    syntax->has_error = ts_node_has_error(node);
    syntax->start = ts_node_start_byte(node);
    syntax->end = ts_node_end_byte(node);
    return syntax;
}

static void report_depth(TreeCopier *copier, TSNode node) {
    if (copier->depth_reported) {
        return;
    }
    copier->depth_reported = true;
    uint32_t start = ts_node_start_byte(node);
    diag_report(copier->compilation->diagnostics, DIAG_E0008,
                span_of(copier->source, start, start + 1), SYNTAX_DEPTH_LIMIT);
}

// Cuts off what is below the last node of the path: all nodes above it are broken then.
static void cut_off(TreeCopier *copier, Syntax *const *path, int depth, TSNode node) {
    report_depth(copier, node);
    for (int i = 0; i <= depth; i++) {
        path[i]->has_error = true;
    }
}

// A compound statement ends where its last block ends; tree-sitter's node may go on with a comment.
static void fix_end(Syntax *syntax) {
    const Syntax *last = NULL;
    const Syntax *last_named = NULL;
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        last = child;
        last_named = child->kind != SYNTAX_TOKEN ? child : last_named;
    }
    if (last_named == NULL) {
        return;
    }
    switch (last_named->slot) {
    case SLOT_body:
    case SLOT_alternative:
    case SLOT_handler:
    case SLOT_finalizer:
    case SLOT_case:
    case SLOT_definition:
    case SLOT_declaration:
        syntax->end = last_named->end;
        break;
    default:
        if (syntax->kind == SYNTAX_block || syntax->kind == SYNTAX_declaration_block) {
            syntax->end = last->end; // of a semicolon too
        }
    }
}

// Copies the children of the node that the cursor stands on, and theirs. `path[depth]` is the
// parent of the next node, `tails[depth]` is where that node goes.
static void copy_children(TreeCopier *copier, Syntax *root) {
    Syntax *path[SYNTAX_DEPTH_LIMIT] = {root};
    Syntax **tails[SYNTAX_DEPTH_LIMIT] = {&root->first};
    TSTreeCursor *cursor = &copier->cursor;
    int depth = 0;
    if (!ts_tree_cursor_goto_first_child(cursor)) {
        return;
    }
    for (;;) {
        TSNode node = ts_tree_cursor_current_node(cursor);
        if (!ts_node_is_extra(node) || ts_node_symbol(node) == SYMBOL_ERROR) {
            Syntax *syntax = copy_node(copier, node);
            *tails[depth] = syntax;
            tails[depth] = &syntax->next;
            if (depth + 1 == SYNTAX_DEPTH_LIMIT) {
                cut_off(copier, path, depth, node);
            } else if (ts_tree_cursor_goto_first_child(cursor)) {
                path[++depth] = syntax;
                tails[depth] = &syntax->first;
                continue;
            }
        }
        while (!ts_tree_cursor_goto_next_sibling(cursor)) {
            ts_tree_cursor_goto_parent(cursor);
            fix_end(path[depth]);
            if (depth-- == 0) {
                return;
            }
        }
    }
}

Syntax *syntax_copy_tree(Arena *arena, Compilation *compilation, const Source *source,
                         const TSTree *tree, bool *is_cut) {
    TSNode root = ts_tree_root_node(tree);
    TreeCopier copier = {arena,
                         compilation,
                         source,
                         make_tables(arena, ts_tree_language(tree)),
                         ts_tree_cursor_new(root),
                         false};
    Syntax *syntax = copy_node(&copier, root);
    copy_children(&copier, syntax);
    ts_tree_cursor_delete(&copier.cursor);
    *is_cut = copier.depth_reported;
    return syntax;
}

// --- Access --------------------------------------------------------------------------------------
const Syntax *syntax_child(const Syntax *syntax, SyntaxSlot slot) {
    const Syntax *child = syntax->first;
    while (child != NULL && child->slot != slot) {
        child = child->next;
    }
    return child;
}

static const Syntax *skip_tokens(const Syntax *syntax) {
    while (syntax != NULL && syntax->kind == SYNTAX_TOKEN) {
        syntax = syntax->next;
    }
    return syntax;
}

const Syntax *syntax_first_named(const Syntax *syntax) { return skip_tokens(syntax->first); }

const Syntax *syntax_next_named(const Syntax *syntax) { return skip_tokens(syntax->next); }

const Syntax *syntax_child_of_kind(const Syntax *syntax, SyntaxKind kind) {
    const Syntax *child = syntax->first;
    while (child != NULL && child->kind != kind) {
        child = child->next;
    }
    return child;
}

const Syntax *syntax_last_child(const Syntax *syntax) {
    const Syntax *child = syntax->first;
    while (child != NULL && child->next != NULL) {
        child = child->next;
    }
    return child;
}

bool syntax_is(const Lowering *lowering, const Syntax *syntax, const char *text) {
    uint32_t length = syntax_length(syntax);
    return strlen(text) == length && memcmp(syntax_text(lowering, syntax), text, length) == 0;
}

const Syntax *syntax_token(const Lowering *lowering, const Syntax *syntax, const char *text) {
    const Syntax *child = syntax->first;
    while (child != NULL && (child->kind != SYNTAX_TOKEN || !syntax_is(lowering, child, text))) {
        child = child->next;
    }
    return child;
}

bool reads_python2(const Lowering *lowering) {
    return lowering->language_level == 2 || lowering->source->kind != SOURCE_PY;
}

static const Name *intern_name(const Lowering *lowering, const Syntax *syntax) {
    return identifier_intern(lowering->scratch, lowering->compilation->names,
                             syntax_text(lowering, syntax), syntax_length(syntax));
}

const Name *syntax_name(const Lowering *lowering, const Syntax *syntax) {
    KeywordKind keyword = keyword_find(syntax_text(lowering, syntax), syntax_length(syntax));
    bool is_soft = (keyword == KEYWORD_async || keyword == KEYWORD_await) &&
                   lowering->source->kind != SOURCE_PY;
    bool is_clause = keyword == KEYWORD_else || keyword == KEYWORD_elif ||
                     keyword == KEYWORD_except || keyword == KEYWORD_finally;
    if (keyword != KEYWORD_NONE && !is_soft && !syntax->has_error &&
        !(is_clause && lowering->is_broken)) {
        diag_report(lowering->diagnostics, DIAG_E0129, syntax_span(lowering, syntax),
                    arena_copy_bytes(lowering->scratch, syntax_text(lowering, syntax),
                                     syntax_length(syntax)));
    }
    return intern_name(lowering, syntax);
}

const Name *syntax_member_name(const Lowering *lowering, const Syntax *syntax) {
    KeywordKind keyword = keyword_find(syntax_text(lowering, syntax), syntax_length(syntax));
    bool is_name_to_cython = keyword == KEYWORD_as || keyword == KEYWORD_None ||
                             keyword == KEYWORD_True || keyword == KEYWORD_False;
    return is_name_to_cython && lowering->source->kind != SOURCE_PY ? intern_name(lowering, syntax)
                                                                    : syntax_name(lowering, syntax);
}
