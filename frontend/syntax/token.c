// The light tokenizer: lines, indentation, brackets.
//
// Takes: a source. Gives: tokens, logical line by logical line. Reports what CPython's tokenizer
// would, and goes on after it: an unclosed bracket ends where a statement clearly begins, an
// unclosed string ends with its line. (Strings and numbers: token_literal.c.)

#include "frontend/syntax/token_internal.h"
#include "support/utf8.h"

// How often an unclosed bracket at the end of the file may be given up, to look at the lines in it.
#define RESTART_LIMIT 20
#define TAB_SIZE 8
// By how many columns a line may miss the level that it belongs to.
#define SLIP 2
// CPython's own limits. Cython has none for brackets; the grammar's is 1000.
#define PYTHON_BRACKET_LIMIT 200
#define CYTHON_BRACKET_LIMIT 900
#define BLOCK_LIMIT 100
// How many operators may follow one another: each nests the tree by one, which has a lower limit; a
// chain far beyond that would take tree-sitter minutes.
#define CHAIN_LIMIT 4000

// --- Keywords ------------------------------------------------------------------------------------
static const char *const keyword_texts[KEYWORD_COUNT] = {"",
#define X(word) #word,
                                                         KEYWORDS(X)
#undef X
};

KeywordKind keyword_find(const char *text, uint32_t length) {
    if (length < 2 || length > 8) {
        return KEYWORD_NONE;
    }
    for (int i = 1; i < KEYWORD_COUNT; i++) {
        if (keyword_texts[i][0] == text[0] && strncmp(keyword_texts[i], text, length) == 0 &&
            keyword_texts[i][length] == '\0') {
            return (KeywordKind)i;
        }
    }
    return KEYWORD_NONE;
}

// --- Tokens --------------------------------------------------------------------------------------
void token_push(Tokenizer *tokenizer, TokenKind kind, uint32_t start, uint32_t end) {
    Token token = {
        .kind = (uint8_t)kind, .depth = tokenizer->brackets.count, .start = start, .end = end};
    if (kind == TOKEN_NAME) {
        token.keyword = (uint8_t)keyword_find(tokenizer->text + start, end - start);
    }
    vector_push(tokenizer->lowering->scratch, tokenizer->tokens, token);
}

Diagnostic *token_report(Tokenizer *tokenizer, DiagCode code, uint32_t start, uint32_t end,
                         const char *argument) {
    tokenizer->line_is_wrong = true;
    Span span = span_of(tokenizer->lowering->source, start, end);
    return diag_report(tokenizer->lowering->diagnostics, code, span, argument);
}

uint32_t token_line(const Tokenizer *tokenizer, uint32_t place) {
    const Lowering *lowering = tokenizer->lowering;
    return source_line(lowering->compilation->sources, span_of(lowering->source, place, place));
}

// Gives up if there are more open brackets or blocks than the limit.
static void check_nesting(Tokenizer *tokenizer, uint32_t depth, int limit) {
    if (depth > (uint32_t)limit) {
        Span span = span_of(tokenizer->lowering->source, tokenizer->place, tokenizer->place + 1);
        diag_report(tokenizer->lowering->diagnostics, DIAG_E0008, span, limit);
        tokenizer->gave_up = true;
    }
}

// --- Brackets ------------------------------------------------------------------------------------
static char closing_of(char opening) { return opening == '(' ? ')' : opening == '[' ? ']' : '}'; }

// A string without an end, or the rest of a line, may hide the closing bracket.
static void report_unclosed(Tokenizer *tokenizer) {
    uint32_t place = vector_last(&tokenizer->brackets);
    if (tokenizer->hidden_from > place) {
        return;
    }
    char text[] = {tokenizer->text[place], '\0'};
    token_report(tokenizer, DIAG_E0102, place, place + 1, text);
}

void token_hide(Tokenizer *tokenizer, uint32_t start, uint32_t end) {
    const char *text = tokenizer->text;
    tokenizer->hidden_from = start;
    while (tokenizer->brackets.count > 0 &&
           memchr(text + start, closing_of(text[vector_last(&tokenizer->brackets)]), end - start) !=
               NULL) {
        tokenizer->brackets.count--;
    }
}

static void report_mismatch(Tokenizer *tokenizer, uint32_t opening, uint32_t closing) {
    Arena *scratch = tokenizer->lowering->scratch;
    uint32_t line = token_line(tokenizer, opening);
    const char *text = arena_format(scratch,
                                    "closing parenthesis '%c' does not match opening "
                                    "parenthesis '%c'",
                                    tokenizer->text[closing], tokenizer->text[opening]);
    if (line != token_line(tokenizer, closing)) {
        text = arena_format(scratch, "%s on line %u", text, line);
    }
    Diagnostic *message = token_report(tokenizer, DIAG_E0133, closing, closing + 1, text);
    diag_add_label(message, span_of(tokenizer->lowering->source, opening, opening + 1),
                   "opened here");
}

static void close_bracket(Tokenizer *tokenizer) {
    uint32_t place = tokenizer->place;
    char text[] = {tokenizer->text[place], '\0'};
    if (tokenizer->brackets.count == 0) {
        token_report(tokenizer, DIAG_E0108, place, place + 1, text);
        return;
    }
    uint32_t opening = vector_last(&tokenizer->brackets);
    tokenizer->brackets.count--;
    if (closing_of(tokenizer->text[opening]) != text[0]) {
        report_mismatch(tokenizer, opening, place);
        bool closes_next =
            tokenizer->brackets.count > 0 &&
            closing_of(tokenizer->text[vector_last(&tokenizer->brackets)]) == text[0];
        tokenizer->brackets.count -= closes_next;
    }
}

// Says whether the line that begins at `place` begins a statement, though a bracket is open: with a
// word that no expression holds.
static bool begins_statement(const Tokenizer *tokenizer, uint32_t place) {
    const char *text = tokenizer->text + place;
    uint32_t length = token_name_length(tokenizer, place);
    switch ((unsigned)keyword_find(text, length)) {
    case KEYWORD_assert:
    case KEYWORD_break:
    case KEYWORD_class:
    case KEYWORD_continue:
    case KEYWORD_def:
    case KEYWORD_del:
    case KEYWORD_global:
    case KEYWORD_import:
    case KEYWORD_nonlocal:
    case KEYWORD_pass:
    case KEYWORD_raise:
    case KEYWORD_return:
    case KEYWORD_try:
    case KEYWORD_while:
    case KEYWORD_with:
        return true;
    default:
        break;
    }
    bool is_cdef = length == 4 && memcmp(text, "cdef", 4) == 0;
    bool is_cpdef = length == 5 && memcmp(text, "cpdef", 5) == 0;
    bool is_ctypedef = length == 8 && memcmp(text, "ctypedef", 8) == 0;
    return (is_cdef || is_cpdef || is_ctypedef) && text[length] == ' ' &&
           token_name_length(tokenizer, place + length + 1) > 0;
}

// --- Lines and indentation -----------------------------------------------------------------------
static void end_line(Tokenizer *tokenizer) {
    TokenVector *tokens = tokenizer->tokens;
    if (tokens->count > tokenizer->line_first) {
        uint32_t end = vector_last(tokens).end;
        token_push(tokenizer, TOKEN_NEWLINE, end, end);
        vector_last(tokens).is_wrong = tokenizer->line_is_wrong;
    }
    tokenizer->line_is_wrong = false;
    tokenizer->line_first = tokens->count;
    tokenizer->chain = 0;
    tokenizer->chains.count = 0;
}

typedef struct Column {
    uint32_t column;      // tabs to multiples of eight
    uint32_t alternative; // tabs count one
} Column;

// How long the end of a line after a backslash is; 0 if there is none.
static uint32_t continuation_length(const char *text) {
    if (text[0] != '\\' || (text[1] != '\n' && text[1] != '\r')) {
        return 0;
    }
    return text[1] == '\r' && text[2] == '\n' ? 3 : 2;
}

// Measures the blanks before a line's first token. A line that holds a backslash alone goes on, but
// its own indentation counts if it has any.
static Column measure_indentation(Tokenizer *tokenizer) {
    Column column = {0, 0};
    Column first = {0, 0};
    for (;; tokenizer->place++) {
        char c = tokenizer->text[tokenizer->place];
        uint32_t continuation = continuation_length(tokenizer->text + tokenizer->place);
        if (continuation > 0) {
            first = first.column > 0 ? first : column;
            tokenizer->place += continuation - 1;
            continue;
        }
        if (c == ' ') {
            column.column++;
            column.alternative++;
        } else if (c == '\t') {
            column.column = (column.column / TAB_SIZE + 1) * TAB_SIZE;
            column.alternative++;
        } else if (c == '\f') {
            column = (Column){0, 0};
        } else {
            return first.column > 0 ? first : column;
        }
    }
}

static void report_tabs(Tokenizer *tokenizer) {
    token_report(tokenizer, DIAG_E0107, tokenizer->place, tokenizer->place, NULL);
}

static void open_block(Tokenizer *tokenizer, Column column) {
    Indentation indentation = {column.column, column.alternative};
    const Indentation *outer = &vector_last(&tokenizer->indentations);
    if (column.alternative <= outer->alternative) {
        report_tabs(tokenizer);
    }
    vector_push(tokenizer->lowering->scratch, &tokenizer->indentations, indentation);
    token_push(tokenizer, TOKEN_INDENT, tokenizer->place, tokenizer->place);
    tokenizer->line_first = tokenizer->tokens->count;
    check_nesting(tokenizer, tokenizer->indentations.count, BLOCK_LIMIT);
}

// Says whether a column between two levels was meant to be that of the inner or the outer one.
static bool is_slip(uint32_t column, uint32_t level) {
    return column > level ? column - level <= SLIP : level - column <= SLIP;
}

// Closes the blocks that are deeper. A line beside a level belongs to it; one far from any opens
// its own.
static void close_blocks(Tokenizer *tokenizer, Column column) {
    while (column.column < vector_last(&tokenizer->indentations).column) {
        const Indentation *inner = &vector_last(&tokenizer->indentations);
        if (column.column > inner[-1].column && is_slip(column.column, inner->column)) {
            break;
        }
        tokenizer->indentations.count--;
        token_push(tokenizer, TOKEN_DEDENT, tokenizer->place, tokenizer->place);
    }
    tokenizer->line_first = tokenizer->tokens->count;
    if (column.column != vector_last(&tokenizer->indentations).column) {
        uint32_t end =
            tokenizer->place + (uint32_t)strcspn(tokenizer->text + tokenizer->place, "\r\n");
        token_report(tokenizer, DIAG_E0104, tokenizer->place, end, NULL);
        if (column.column > vector_last(&tokenizer->indentations).column &&
            !is_slip(column.column, vector_last(&tokenizer->indentations).column)) {
            Indentation indentation = {column.column, column.alternative};
            vector_push(tokenizer->lowering->scratch, &tokenizer->indentations, indentation);
        }
    } else if (column.alternative != vector_last(&tokenizer->indentations).alternative) {
        report_tabs(tokenizer);
    }
}

static bool is_line_end(char c) { return c == '\n' || c == '\r' || c == '\0'; }

// At the start of a line: opens and closes blocks. Lines that are empty or hold a comment do not
// count.
static void start_line(Tokenizer *tokenizer) {
    tokenizer->line_begins = false;
    Column column = measure_indentation(tokenizer);
    char c = tokenizer->text[tokenizer->place];
    if (c == '#' || is_line_end(c)) {
        return;
    }
    const Indentation *current = &vector_last(&tokenizer->indentations);
    if (column.column > current->column) {
        open_block(tokenizer, column);
    } else if (column.column < current->column) {
        close_blocks(tokenizer, column);
    } else if (column.alternative != current->alternative) {
        report_tabs(tokenizer);
    }
}

// Behind the end of a physical line.
static void pass_line_end(Tokenizer *tokenizer) {
    const char *text = tokenizer->text;
    if (tokenizer->brackets.count == 0) {
        end_line(tokenizer);
    }
    tokenizer->place += 1 + (text[tokenizer->place] == '\r' && text[tokenizer->place + 1] == '\n');
    if (tokenizer->brackets.count == 0) {
        tokenizer->line_begins = true;
        return;
    }
    uint32_t first = tokenizer->place + (uint32_t)strspn(text + tokenizer->place, " \t\f");
    if (begins_statement(tokenizer, first)) {
        report_unclosed(tokenizer);
        tokenizer->brackets.count = 0;
        end_line(tokenizer);
        tokenizer->line_begins = true;
    }
}

static void pass_backslash(Tokenizer *tokenizer) {
    uint32_t place = tokenizer->place;
    const char *text = tokenizer->text;
    if (text[place + 1] == '\r' || text[place + 1] == '\n') {
        tokenizer->place += 2 + (text[place + 1] == '\r' && text[place + 2] == '\n');
        if (tokenizer->place >= tokenizer->lowering->source->length) {
            token_report(tokenizer, DIAG_E0132, place, place + 1, NULL);
        }
        return;
    }
    token_report(tokenizer, text[place + 1] == '\0' ? DIAG_E0132 : DIAG_E0109, place, place + 1,
                 NULL);
    tokenizer->place += 1 + (uint32_t)strcspn(text + place + 1, "\r\n");
    token_hide(tokenizer, place, tokenizer->place);
}

// --- Operators -----------------------------------------------------------------------------------
static uint32_t operator_length(const char *text) {
    static const char *const long_operators[] = {
        "**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "<=", ">=", "==", "!=",
        "<>",  "->",  "+=",  "-=",  "*=",  "/=", "%=", "&=", "|=", "^=", "@=", ":="};
    for (size_t i = 0; i < sizeof long_operators / sizeof *long_operators; i++) {
        size_t length = strlen(long_operators[i]);
        if (strncmp(text, long_operators[i], length) == 0) {
            return (uint32_t)length;
        }
    }
    return 1;
}

// Follows the chain of operators at a sign.
static void count_chain(Tokenizer *tokenizer, char sign) {
    if (strchr("([{", sign) != NULL) {
        vector_push(tokenizer->lowering->scratch, &tokenizer->chains, tokenizer->chain);
        tokenizer->chain = 0;
    } else if (strchr(")]}", sign) != NULL) {
        tokenizer->chain = tokenizer->chains.count > 0 ? vector_pop(&tokenizer->chains) + 1 : 0;
    } else if (sign == ',' || sign == ';' || sign == '=') {
        tokenizer->chain = 0;
    } else if (sign != ':') {
        tokenizer->chain++;
    }
    check_nesting(tokenizer, tokenizer->chain, CHAIN_LIMIT);
}

static void read_operator(Tokenizer *tokenizer) {
    char c = tokenizer->text[tokenizer->place];
    uint32_t start = tokenizer->place;
    if (strchr(")]}", c) != NULL) {
        close_bracket(tokenizer);
    }
    uint32_t length = operator_length(tokenizer->text + start);
    token_push(tokenizer, TOKEN_OPERATOR, start, start + length);
    tokenizer->place += length;
    count_chain(tokenizer, c);
    if (strchr("([{", c) != NULL) {
        bool is_python = tokenizer->lowering->source->kind == SOURCE_PY;
        vector_push(tokenizer->lowering->scratch, &tokenizer->brackets, start);
        check_nesting(tokenizer, tokenizer->brackets.count,
                      is_python ? PYTHON_BRACKET_LIMIT : CYTHON_BRACKET_LIMIT);
    }
}

// --- The loop ------------------------------------------------------------------------------------
static void read_token(Tokenizer *tokenizer) {
    char c = tokenizer->text[tokenizer->place];
    if (c == ' ' || c == '\t' || c == '\f') {
        tokenizer->place++;
    } else if (c == '#') {
        tokenizer->place += (uint32_t)strcspn(tokenizer->text + tokenizer->place, "\r\n");
    } else if (c == '\n' || c == '\r') {
        pass_line_end(tokenizer);
    } else if (c == '\\') {
        pass_backslash(tokenizer);
    } else if (token_read_literal(tokenizer)) {
        return;
    } else if (token_name_length(tokenizer, tokenizer->place) > 0) {
        uint32_t end = tokenizer->place + token_name_length(tokenizer, tokenizer->place);
        token_push(tokenizer, TOKEN_NAME, tokenizer->place, end);
        tokenizer->chain += vector_last(tokenizer->tokens).keyword != KEYWORD_NONE;
        check_nesting(tokenizer, tokenizer->chain, CHAIN_LIMIT);
        token_check_name(tokenizer, tokenizer->place, end);
        tokenizer->place = end;
    } else {
        read_operator(tokenizer);
    }
}

// At the end of the file with a bracket open: goes back to after the line that opened the first
// one.
static bool restart(Tokenizer *tokenizer, int *restarts) {
    if (tokenizer->brackets.count == 0) {
        return false;
    }
    report_unclosed(tokenizer);
    uint32_t place = tokenizer->brackets.items[0];
    tokenizer->brackets.count = 0;
    tokenizer->hidden_from = 0;
    if ((*restarts)++ >= RESTART_LIMIT) {
        return false;
    }
    while (vector_last(tokenizer->tokens).start > place) {
        tokenizer->tokens->count--;
    }
    tokenizer->place = place + (uint32_t)strcspn(tokenizer->text + place, "\r\n");
    return true;
}

bool tokenize(Lowering *lowering, TokenVector *tokens) {
    Tokenizer tokenizer = {.lowering = lowering,
                           .text = lowering->source->text,
                           .tokens = tokens,
                           .line_begins = true};
    vector_push(lowering->scratch, &tokenizer.indentations, ((Indentation){0, 0}));
    int restarts = 0;
    do {
        while (tokenizer.place < lowering->source->length && !tokenizer.gave_up) {
            if (tokenizer.line_begins) {
                start_line(&tokenizer);
            } else {
                read_token(&tokenizer);
            }
        }
    } while (!tokenizer.gave_up && restart(&tokenizer, &restarts));
    end_line(&tokenizer);
    while (tokenizer.indentations.count-- > 1) {
        token_push(&tokenizer, TOKEN_DEDENT, tokenizer.place, tokenizer.place);
    }
    token_push(&tokenizer, TOKEN_END, tokenizer.place, tokenizer.place);
    return !tokenizer.gave_up;
}
