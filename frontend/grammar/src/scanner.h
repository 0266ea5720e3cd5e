/*
 * What the parts of the scanner share: its tokens, its state, and the steps over source text.
 */
#ifndef ZILANT_GRAMMAR_SCANNER_H
#define ZILANT_GRAMMAR_SCANNER_H

#include "tree_sitter/parser.h"

#include <stdbool.h>
#include <stdint.h>

/* In the order of `externals` in grammar.js. */
enum TokenType {
    NEWLINE,
    INDENT,
    DEDENT,
    COMMENT,
    STRING,
    STRING_START,
    STRING_CONTENT,
    STRING_END,
    FORMAT_CONTENT,
    CDEF,
    CPDEF,
    CTYPEDEF,
    CIMPORT,
    INCLUDE,
    DEFINE,
    IF_KEYWORD,
    ELIF_KEYWORD,
    ELSE_KEYWORD,
    PROPERTY,
    MATCH,
    TYPE,
    LAZY,
    PRINT,
    EXEC,
    EXTERN_FROM,
    MODIFIER,
    STRUCT_KIND,
    PACKED,
    ENUM,
    CPPCLASS,
    FUSED,
    C_INTEGER_TYPE,
    QUALIFIER,
    DECLARATOR_OPEN,
    OPERATOR_NAME,
    ABSTRACT_STAR,
    ABSTRACT_REFERENCE,
    NEW,
    AWAIT,
    ASYNC,
    FORMAT_COLON,
    ABSTRACT_OPEN,
    COMMENT_RUN,
    ERROR_SENTINEL,
};

enum {
    INDENT_LIMIT = 256,
    STRING_LIMIT = 200,
    WORD_LIMIT = 16,
    RECOVERY_LIMIT = 5000,
    BRACKET_LIMIT = 1000,
    CHAIN_LIMIT = 15000,
};

/* What the scanner knows about an f-string or t-string that is open. */
enum StringFlag {
    SINGLE_QUOTE = 1 << 0,
    DOUBLE_QUOTE = 1 << 1,
    TRIPLE = 1 << 2,
    RAW = 1 << 3,
};

typedef struct {
    uint16_t indents[INDENT_LIMIT]; /* widths of the open blocks, the module's 0 not included */
    uint16_t indent_count;
    uint8_t strings[STRING_LIMIT]; /* StringFlags of the open f-strings, innermost last */
    uint8_t string_count;
    bool is_run_known; /* the comments ahead are known to stay in the open block */
    /* Not part of the state: what has been asked for since the scanner was made. */
    uint32_t recovery_count; /* tokens in error recovery */
    uint32_t bracket_depth;
    uint32_t chain_length; /* tokens that nest to the right, since the last comma */
    uint32_t sign_length;  /* signs in a row */
} Scanner;

/* A word of the source, cut to WORD_LIMIT - 1 bytes (`length` is WORD_LIMIT then). */
typedef struct {
    char text[WORD_LIMIT];
    uint8_t length;
} Word;

static inline void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static inline void skip(TSLexer *lexer) { lexer->advance(lexer, true); }

static inline bool is_word_start(int32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c > 127;
}

static inline bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static inline bool is_word_part(int32_t c) { return is_word_start(c) || is_digit(c); }

static inline bool is_quote(int32_t c) { return c == '"' || c == '\''; }

static inline bool is_line_end(TSLexer *lexer) {
    return lexer->lookahead == '\n' || lexer->lookahead == '\r' || lexer->eof(lexer);
}

/* scanner.c */
bool is_nested_too_deep(const Scanner *scanner);

/* scanner_text.c: steps over text. None takes back what it has passed. */
Word read_word(TSLexer *lexer);
bool word_is(const Word *word, const char *text);
bool word_is_among(const Word *word, const char *list);
bool is_operator_word(const Word *word);
bool pass_blanks(TSLexer *lexer);
void pass_space(TSLexer *lexer);
void pass_line(TSLexer *lexer);
bool is_name_next(TSLexer *lexer);
bool is_block_head(TSLexer *lexer);

/* scanner_string.c: strings and the pieces of f-strings. */
int pass_quotes(TSLexer *lexer, int32_t quote, bool marks);
void pass_string_body(TSLexer *lexer, int32_t quote, bool is_triple);
bool is_string_prefix(const Word *word);
void pass_word_or_string(TSLexer *lexer);
bool scan_string(Scanner *scanner, TSLexer *lexer, const Word *prefix);
bool scan_string_content(Scanner *scanner, TSLexer *lexer);
bool scan_format_content(const Scanner *scanner, TSLexer *lexer);

/* scanner_word.c: words and punctuation whose meaning depends on what follows. */
bool scan_word(Scanner *scanner, TSLexer *lexer, const bool *valid);
bool scan_punctuation(Scanner *scanner, TSLexer *lexer, const bool *valid);

#endif
