/*
 * The external scanner of the Zilant grammar.
 *
 * It gives the tokens that a context-free lexer cannot: line ends and indentation, comments,
 * strings (an f-string piece by piece), and the words and brackets whose meaning depends on what
 * follows them. Every decision looks ahead only: nothing that it returns false for has been
 * consumed. It never allocates after creation; its state fits the serialisation buffer. A parser
 * is for one file: the limits on nesting and recovery count from its creation.
 *
 * This file has lines, blocks, comments and the entry points; see scanner.h for the rest.
 */
#include "scanner.h"
#include "tree_sitter/alloc.h"

#include <string.h>

static uint16_t current_indent(const Scanner *scanner) {
    return scanner->indent_count > 0 ? scanner->indents[scanner->indent_count - 1] : 0;
}

/* Moves over blank space, lines and continuations. Gives the indentation of the line where it
 * stops, tabs to multiples of eight. False if a stray backslash is there. */
static bool pass_lines(TSLexer *lexer, bool *has_line_end, uint16_t *indent) {
    for (;;) {
        switch (lexer->lookahead) {
        case '\n':
            *has_line_end = true;
            *indent = 0;
            break;
        case ' ':
            *indent += *indent < UINT16_MAX;
            break;
        case '\t':
            *indent = *indent < UINT16_MAX - 8 ? (uint16_t)((*indent / 8 + 1) * 8) : *indent;
            break;
        case '\r':
        case '\f':
            *indent = 0;
            break;
        case '\\':
            skip(lexer);
            if (lexer->lookahead == '\r') {
                skip(lexer);
            }
            if (lexer->lookahead != '\n') {
                return false;
            }
            break;
        default:
            if (lexer->eof(lexer)) {
                *has_line_end = true;
                *indent = 0;
            }
            return true;
        }
        skip(lexer);
    }
}

/* Opens or closes a block if a line of this indentation does so here. */
static bool scan_block_border(Scanner *scanner, TSLexer *lexer, const bool *valid,
                              uint16_t indent) {
    if (valid[INDENT] && indent > current_indent(scanner) && scanner->indent_count < INDENT_LIMIT) {
        scanner->indents[scanner->indent_count++] = indent;
        lexer->result_symbol = INDENT;
        return true;
    }
    if (valid[DEDENT] && indent < current_indent(scanner)) {
        scanner->indent_count--;
        lexer->result_symbol = DEDENT;
        return true;
    }
    return false;
}

static bool finish_line(Scanner *scanner, TSLexer *lexer) {
    scanner->string_count = 0;
    scanner->bracket_depth = 0;
    scanner->chain_length = 0;
    lexer->result_symbol = NEWLINE;
    return true;
}

/* A comment behind code on its line. */
static bool scan_trailing_comment(TSLexer *lexer) {
    pass_line(lexer);
    lexer->mark_end(lexer);
    lexer->result_symbol = COMMENT;
    return true;
}

/* Comments on lines of their own, up to the next code, in one token: the runtime cannot hold more
 * than 65,535 tokens in a row under one node. */
static bool scan_comment_run(TSLexer *lexer) {
    while (lexer->lookahead == '#') {
        pass_line(lexer);
        lexer->mark_end(lexer);
        while (pass_blanks(lexer) || lexer->lookahead == '\n' || lexer->lookahead == '\r') {
            if (lexer->lookahead == '\n' || lexer->lookahead == '\r') {
                advance(lexer);
            }
        }
    }
    lexer->result_symbol = COMMENT;
    return true;
}

/* Comments on lines of their own. If they stand left of the open block, the code after them decides
 * whether the block ends before them. So that a long run is looked through once only, an empty
 * token records that the block goes on. */
static bool scan_comment_lines(Scanner *scanner, TSLexer *lexer, const bool *valid,
                               uint16_t indent) {
    bool is_left = valid[DEDENT] && indent < current_indent(scanner);
    if (scanner->is_run_known || !(is_left || valid[INDENT] || valid[NEWLINE])) {
        scanner->is_run_known = false;
        return scan_comment_run(lexer);
    }
    if (valid[NEWLINE] && !valid[INDENT]) {
        return finish_line(scanner, lexer);
    }
    bool has_line_end = true;
    while (lexer->lookahead == '#') {
        pass_line(lexer);
        if (!pass_lines(lexer, &has_line_end, &indent)) {
            break;
        }
    }
    if (scan_block_border(scanner, lexer, valid, indent)) {
        return true;
    }
    if (valid[NEWLINE] && !valid[ERROR_SENTINEL]) {
        return finish_line(scanner, lexer);
    }
    scanner->is_run_known = true;
    lexer->result_symbol = COMMENT_RUN;
    return valid[COMMENT_RUN];
}

/* Says if the source nests deeper than the runtime can unwind: it keeps what a syntax error
 * interrupts under one node, of 65,535 children at most. */
bool is_nested_too_deep(const Scanner *scanner) {
    return scanner->bracket_depth > BRACKET_LIMIT || scanner->chain_length > CHAIN_LIMIT ||
           scanner->sign_length > CHAIN_LIMIT;
}

/* Error recovery looks at one token after the other, in several versions of the past, and keeps
 * them all under one node. Past a limit the rest of the file is given up in one token. */
static bool give_up(TSLexer *lexer) {
    if (lexer->eof(lexer)) {
        return false;
    }
    while (!lexer->eof(lexer)) {
        advance(lexer);
    }
    lexer->mark_end(lexer);
    lexer->result_symbol = COMMENT;
    return true;
}

static bool scan_token(Scanner *scanner, TSLexer *lexer, const bool *valid) {
    bool is_recovering = valid[ERROR_SENTINEL];
    if (is_recovering && ++scanner->recovery_count > RECOVERY_LIMIT) {
        return give_up(lexer);
    }
    if (!is_recovering && valid[STRING_END]) {
        return scan_string_content(scanner, lexer);
    }
    if (!is_recovering && valid[FORMAT_CONTENT]) {
        return scan_format_content(scanner, lexer);
    }
    bool has_line_end = false;
    uint16_t indent = 0;
    lexer->mark_end(lexer);
    if (!pass_lines(lexer, &has_line_end, &indent)) {
        return false;
    }
    int32_t c = lexer->lookahead;
    if (c == '#') {
        return has_line_end ? scan_comment_lines(scanner, lexer, valid, indent)
                            : scan_trailing_comment(lexer);
    }
    scanner->is_run_known = false;
    if (has_line_end) {
        if (scan_block_border(scanner, lexer, valid, indent)) {
            return true;
        }
        if (valid[NEWLINE] && !is_recovering) {
            return finish_line(scanner, lexer);
        }
    }
    if (is_quote(c) && valid[STRING]) {
        Word no_prefix = {.length = 0};
        return scan_string(scanner, lexer, &no_prefix);
    }
    bool is_token = is_word_start(c) ? scan_word(scanner, lexer, valid)
                                     : scan_punctuation(scanner, lexer, valid);
    return is_token || (is_nested_too_deep(scanner) && !is_recovering && give_up(lexer));
}

/* -------------------------------------------------------------- what tree-sitter calls */

void *tree_sitter_zilant_external_scanner_create(void);
void tree_sitter_zilant_external_scanner_destroy(void *payload);
bool tree_sitter_zilant_external_scanner_scan(void *payload, TSLexer *lexer,
                                                const bool *valid_symbols);
unsigned tree_sitter_zilant_external_scanner_serialize(void *payload, char *buffer);
void tree_sitter_zilant_external_scanner_deserialize(void *payload, const char *buffer,
                                                       unsigned length);

void *tree_sitter_zilant_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_zilant_external_scanner_destroy(void *payload) { ts_free(payload); }

bool tree_sitter_zilant_external_scanner_scan(void *payload, TSLexer *lexer,
                                                const bool *valid_symbols) {
    return scan_token(payload, lexer, valid_symbols);
}

static unsigned write_number(char *buffer, unsigned at, uint16_t value) {
    while (value >= 128) {
        buffer[at++] = (char)(value | 128);
        value >>= 7;
    }
    buffer[at++] = (char)value;
    return at;
}

static unsigned read_number(const char *buffer, unsigned at, uint16_t *value) {
    unsigned shift = 0;
    *value = 0;
    while (((uint8_t)buffer[at] & 128) != 0) {
        *value |= (uint16_t)(((uint8_t)buffer[at++] & 127) << shift);
        shift += 7;
    }
    *value |= (uint16_t)((uint8_t)buffer[at++] << shift);
    return at;
}

/* Widths are stored as differences, in a byte each: 256 levels fit the buffer of 1,024 bytes. The
 * state at the module's level, which most tokens have, takes no byte at all. */
unsigned tree_sitter_zilant_external_scanner_serialize(void *payload, char *buffer) {
    const Scanner *scanner = payload;
    if (scanner->indent_count == 0 && scanner->string_count == 0 && !scanner->is_run_known) {
        return 0;
    }
    unsigned at = 0;
    buffer[at++] = (char)scanner->is_run_known;
    buffer[at++] = (char)scanner->string_count;
    memcpy(buffer + at, scanner->strings, scanner->string_count);
    at += scanner->string_count;
    uint16_t last = 0;
    for (uint16_t i = 0; i < scanner->indent_count; i++) {
        at = write_number(buffer, at, (uint16_t)(scanner->indents[i] - last));
        last = scanner->indents[i];
    }
    return at;
}

void tree_sitter_zilant_external_scanner_deserialize(void *payload, const char *buffer,
                                                       unsigned length) {
    Scanner *scanner = payload;
    scanner->indent_count = 0;
    scanner->string_count = 0;
    scanner->is_run_known = false;
    if (length == 0) {
        return;
    }
    unsigned at = 0;
    scanner->is_run_known = buffer[at++] != 0;
    scanner->string_count = (uint8_t)buffer[at++];
    memcpy(scanner->strings, buffer + at, scanner->string_count);
    at += scanner->string_count;
    uint16_t last = 0;
    while (at < length) {
        uint16_t difference = 0;
        at = read_number(buffer, at, &difference);
        last = (uint16_t)(last + difference);
        scanner->indents[scanner->indent_count++] = last;
    }
}
