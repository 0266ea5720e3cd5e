// Checks of the layout: blocks that are missing, too deep, or out of place; clauses without their
// statement.
//
// Takes: the tokens. Reports what CPython would, logical line by logical line, and marks the lines.

#include "frontend/syntax/token.h"

typedef struct LayoutReader {
    Lowering *lowering;
    TokenVector *tokens;
} LayoutReader;

static Span token_span(const LayoutReader *reader, const Token *token) {
    return span_of(reader->lowering->source, token->start, token->end);
}

static bool token_is(const LayoutReader *reader, const Token *token, const char *text) {
    uint32_t length = token->end - token->start;
    return strlen(text) == length &&
           memcmp(reader->lowering->source->text + token->start, text, length) == 0;
}

static uint32_t line_of(const LayoutReader *reader, const Token *token) {
    return source_line(reader->lowering->compilation->sources, token_span(reader, token));
}

// --- Missing and unexpected blocks ---------------------------------------------------------------
// What a header line opens, in CPython's words.
static const char *describe_header(const LayoutReader *reader, uint32_t first, uint32_t last) {
    const Token *tokens = reader->tokens->items;
    Arena *scratch = reader->lowering->scratch;
    uint32_t line = line_of(reader, &tokens[first]);
    const Token *word = &tokens[first + (tokens[first].keyword == KEYWORD_async)];
    bool has_brackets = false;
    for (uint32_t i = first; i < last; i++) {
        has_brackets |= token_is(reader, &tokens[i], "(");
    }
    bool is_cdef = token_is(reader, word, "cdef") || token_is(reader, word, "cpdef");
    if (word->keyword == KEYWORD_def || (is_cdef && has_brackets)) {
        return arena_format(scratch, "function definition on line %u", line);
    }
    if (word->keyword == KEYWORD_class || (is_cdef && token_is(reader, word + 1, "class"))) {
        return arena_format(scratch, "class definition on line %u", line);
    }
    if (is_cdef || token_is(reader, word, "ctypedef")) {
        return arena_format(scratch, "declaration on line %u", line);
    }
    bool is_star = word->keyword == KEYWORD_except && token_is(reader, word + 1, "*");
    return arena_format(scratch, "'%.*s%s' statement on line %u", (int)(word->end - word->start),
                        reader->lowering->source->text + word->start, is_star ? "*" : "", line);
}

static void report_missing_block(LayoutReader *reader, uint32_t first, uint32_t last,
                                 const Token *next) {
    while (next->kind == TOKEN_DEDENT) {
        next++;
    }
    Span span = token_span(reader, next->kind == TOKEN_END ? &reader->tokens->items[last] : next);
    Diagnostic *message = diag_report(reader->lowering->diagnostics, DIAG_E0103, span,
                                      describe_header(reader, first, last));
    diag_add_label(message, token_span(reader, &reader->tokens->items[first]),
                   "this needs a block");
}

static bool is_declaration_word(const LayoutReader *reader, const Token *token) {
    return token_is(reader, token, "cdef") || token_is(reader, token, "cpdef") ||
           token_is(reader, token, "ctypedef") || token_is(reader, token, "property");
}

// Says whether a line with that first word wants a block, so that its colon is what is missing. The
// diagnosing parser says so of Python's statements.
static bool is_header_word(const Token *word) {
    switch (word->keyword) {
    case KEYWORD_async:
    case KEYWORD_class:
    case KEYWORD_def:
    case KEYWORD_elif:
    case KEYWORD_else:
    case KEYWORD_except:
    case KEYWORD_finally:
    case KEYWORD_for:
    case KEYWORD_if:
    case KEYWORD_try:
    case KEYWORD_while:
    case KEYWORD_with:
        return true;
    default:
        return false;
    }
}

// Says whether a colon stands outside of brackets, so that statements follow it on the line.
static bool has_colon(const LayoutReader *reader, uint32_t first, uint32_t last) {
    for (uint32_t i = first; i < last; i++) {
        const Token *token = &reader->tokens->items[i];
        if (token->depth == 0 && token_is(reader, token, ":")) {
            return true;
        }
    }
    return false;
}

static void report_unexpected_block(LayoutReader *reader, uint32_t first, uint32_t last,
                                    const Token *next) {
    Token *tokens = reader->tokens->items;
    if (is_declaration_word(reader, &tokens[first])) {
        tokens[last].is_wrong = true;
        diag_report(reader->lowering->diagnostics, DIAG_E0101, token_span(reader, &tokens[last]),
                    ":");
    } else if (!is_header_word(&tokens[first]) || has_colon(reader, first, last)) {
        diag_report(reader->lowering->diagnostics, DIAG_E0105, token_span(reader, next + 1));
    }
}

// Looks at the logical line of the tokens `first` to `last`, a TOKEN_NEWLINE.
static void check_block(LayoutReader *reader, uint32_t first, uint32_t last) {
    Token *tokens = reader->tokens->items;
    const Token *next = &tokens[last + 1];
    bool opens = token_is(reader, &tokens[last - 1], ":");
    if (opens && next->kind != TOKEN_INDENT && !tokens[last].is_wrong) {
        report_missing_block(reader, first, last, next);
        tokens[last].is_wrong = true;
    }
    if (!opens && next->kind == TOKEN_INDENT && !tokens[last].is_wrong) {
        report_unexpected_block(reader, first, last, next);
    }
}

// --- Clauses -------------------------------------------------------------------------------------
// What stood last at each level of indentation: a keyword, `@` counting as KEYWORD_as.
typedef VECTOR(KeywordKind) LevelVector;

static bool clause_fits(KeywordKind before, KeywordKind clause) {
    switch ((unsigned)clause) {
    case KEYWORD_elif:
        return before == KEYWORD_if || before == KEYWORD_elif;
    case KEYWORD_else:
        return before == KEYWORD_if || before == KEYWORD_elif || before == KEYWORD_for ||
               before == KEYWORD_while || before == KEYWORD_except;
    case KEYWORD_except:
        return before == KEYWORD_try || before == KEYWORD_except;
    case KEYWORD_finally:
        return before == KEYWORD_try || before == KEYWORD_except || before == KEYWORD_else;
    default:
        return before != KEYWORD_try && before != KEYWORD_as;
    }
}

static void check_clause(LayoutReader *reader, KeywordKind *before, uint32_t first, uint32_t last) {
    Token *tokens = reader->tokens->items;
    const Token *word = &tokens[first];
    KeywordKind keyword = (KeywordKind)word->keyword;
    bool is_decorator = token_is(reader, word, "@");
    bool is_definition = keyword == KEYWORD_def || keyword == KEYWORD_class ||
                         keyword == KEYWORD_async || is_decorator ||
                         is_declaration_word(reader, word) ||
                         reader->lowering->source->kind != SOURCE_PY;
    bool fits = clause_fits(*before, keyword) || (*before == KEYWORD_as && is_definition);
    if (!fits && !tokens[last].is_wrong) {
        if (*before == KEYWORD_try && keyword != KEYWORD_elif && keyword != KEYWORD_else) {
            diag_report(reader->lowering->diagnostics, DIAG_E0135, token_span(reader, word),
                        "expected 'except' or 'finally' block");
        } else {
            diag_report(reader->lowering->diagnostics, DIAG_E0100, token_span(reader, word));
        }
        tokens[last].is_wrong = true;
    }
    *before = is_decorator               ? KEYWORD_as
              : keyword == KEYWORD_async ? (KeywordKind)word[1].keyword
                                         : keyword;
}

// At the end of a block.
static void check_open_try(LayoutReader *reader, KeywordKind before, const Token *next) {
    if (before != KEYWORD_try && before != KEYWORD_as) {
        return;
    }
    while (next->kind == TOKEN_DEDENT) {
        next++;
    }
    diag_report(reader->lowering->diagnostics, DIAG_E0135, token_span(reader, next),
                before == KEYWORD_try ? "expected 'except' or 'finally' block"
                                      : "unexpected unindent");
}

void check_layout(Lowering *lowering, TokenVector *tokens) {
    LayoutReader reader = {lowering, tokens};
    LevelVector levels = {0};
    vector_push(lowering->scratch, &levels, KEYWORD_NONE);
    uint32_t first = 0;
    if (tokens->items[0].kind == TOKEN_INDENT) {
        diag_report(lowering->diagnostics, DIAG_E0105, token_span(&reader, &tokens->items[1]));
    }
    for (uint32_t i = 0; i < tokens->count; i++) {
        const Token *token = &tokens->items[i];
        if (token->kind == TOKEN_INDENT) {
            vector_push(lowering->scratch, &levels, KEYWORD_NONE);
        } else if (token->kind == TOKEN_DEDENT || token->kind == TOKEN_END) {
            check_open_try(&reader, vector_last(&levels), token);
            levels.count -= levels.count > 1;
        } else if (token->kind != TOKEN_NEWLINE) {
            continue;
        } else {
            check_block(&reader, first, i);
            check_clause(&reader, &vector_last(&levels), first, i);
        }
        first = i + 1;
    }
}
