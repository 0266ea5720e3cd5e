/*
 * Strings. A plain one is a single token with its prefix and quotes. An f-string or t-string comes
 * as its opening, texts, and its end; the grammar parses the fields in between, and the scanner's
 * stack of open strings says what the next text belongs to.
 */
#include "scanner.h"

#include <string.h>

/* Moves over the character that a backslash escapes; a line end of two bytes is one. */
static void pass_escaped(TSLexer *lexer) {
    if (lexer->lookahead == '\r') {
        advance(lexer);
        if (lexer->lookahead == '\n') {
            advance(lexer);
        }
    } else if (!lexer->eof(lexer)) {
        advance(lexer);
    }
}

/* Moves over the quotes at the lexer's place, three at most, and gives their number. Two are an
 * empty string. If `marks`, the token's end is marked where the opening quotes end. */
int pass_quotes(TSLexer *lexer, int32_t quote, bool marks) {
    int count = 0;
    while (count < 3 && lexer->lookahead == quote) {
        advance(lexer);
        count++;
        if (marks && count != 2) {
            lexer->mark_end(lexer);
        }
    }
    return count;
}

/* Moves past the end of a string whose opening quotes have been passed. One that is not closed
 * ends with its line, or, in triple quotes, with the file: the lowering sees the missing quote. */
void pass_string_body(TSLexer *lexer, int32_t quote, bool is_triple) {
    int matched = 0;
    while (!lexer->eof(lexer)) {
        int32_t c = lexer->lookahead;
        if (!is_triple && (c == '\n' || c == '\r')) {
            return;
        }
        advance(lexer);
        if (c != quote) {
            matched = 0;
            if (c == '\\') {
                pass_escaped(lexer);
            }
        } else if (++matched == 3 || !is_triple) {
            return;
        }
    }
}

/* Says if the word is the prefix of a string. */
bool is_string_prefix(const Word *word) {
    return word->length <= 3 && strspn(word->text, "rRbBuUfFtTcC") == word->length;
}

static bool is_format_prefix(const Word *prefix) { return strpbrk(prefix->text, "fFtT") != NULL; }

static uint8_t string_flags(int32_t quote, int quotes, const Word *prefix) {
    uint8_t flags = quote == '"' ? DOUBLE_QUOTE : SINGLE_QUOTE;
    flags |= quotes == 3 ? TRIPLE : 0;
    flags |= strpbrk(prefix->text, "rR") != NULL ? RAW : 0;
    return flags;
}

/* A whole plain string, or the opening of an f-string, whose prefix has been read. */
bool scan_string(Scanner *scanner, TSLexer *lexer, const Word *prefix) {
    int32_t quote = lexer->lookahead;
    bool is_format = is_format_prefix(prefix);
    if (is_format && scanner->string_count == STRING_LIMIT) {
        return false;
    }
    int count = pass_quotes(lexer, quote, is_format);
    if (!is_format) {
        if (count != 2) {
            pass_string_body(lexer, quote, count == 3);
        }
        lexer->mark_end(lexer);
        lexer->result_symbol = STRING;
        return true;
    }
    scanner->strings[scanner->string_count++] = string_flags(quote, count, prefix);
    lexer->result_symbol = STRING_START;
    return true;
}

/* Moves over a backslash in an f-string and what it escapes. Braces stay: `\{` opens a field. */
static void pass_format_escape(TSLexer *lexer, uint8_t flags) {
    advance(lexer);
    int32_t c = lexer->lookahead;
    if (c == '{' || c == '}') {
        return;
    }
    if ((flags & RAW) != 0) {
        if (is_quote(c) || c == '\\') {
            advance(lexer);
        }
        return;
    }
    pass_escaped(lexer);
    if (c == 'N' && lexer->lookahead == '{') {
        while (!is_line_end(lexer) && !is_quote(lexer->lookahead) && lexer->lookahead != '}') {
            advance(lexer);
        }
        if (lexer->lookahead == '}') {
            advance(lexer);
        }
    }
}

/* Moves over the closing quotes if they are all there. */
static bool pass_closing_quotes(TSLexer *lexer, uint8_t flags) {
    int32_t quote = (flags & DOUBLE_QUOTE) != 0 ? '"' : '\'';
    int wanted = (flags & TRIPLE) != 0 ? 3 : 1;
    int count = 0;
    while (count < wanted && lexer->lookahead == quote) {
        advance(lexer);
        count++;
    }
    return count == wanted;
}

static void pass_field(TSLexer *lexer, uint8_t flags, int level);

/* Moves past the text of an f-string and its closing quotes, or past a format specifier, whose
 * closing brace stays. `level` counts what is nested. */
static void pass_format_text(TSLexer *lexer, uint8_t flags, bool is_specifier, int level) {
    int32_t quote = (flags & DOUBLE_QUOTE) != 0 ? '"' : '\'';
    bool is_single = (flags & TRIPLE) == 0;
    while (!lexer->eof(lexer)) {
        int32_t c = lexer->lookahead;
        if ((is_single && is_line_end(lexer)) || (is_specifier && c == '}')) {
            return;
        }
        if (c == '\\') {
            pass_format_escape(lexer, flags);
        } else if (c == '{') {
            advance(lexer);
            if (!is_specifier && lexer->lookahead == '{') {
                advance(lexer);
            } else if (level < STRING_LIMIT) {
                pass_field(lexer, flags, level + 1);
            }
        } else if (c == quote && !is_specifier) {
            if (pass_closing_quotes(lexer, flags)) {
                return;
            }
        } else if (c == quote && is_single) {
            return;
        } else {
            advance(lexer);
        }
    }
}

/* Moves past a string whose prefix has been read, and all that is nested in it. */
static void pass_nested_string(TSLexer *lexer, const Word *prefix, int level) {
    int32_t quote = lexer->lookahead;
    int count = pass_quotes(lexer, quote, false);
    if (count == 2) {
        return;
    }
    if (is_format_prefix(prefix)) {
        pass_format_text(lexer, string_flags(quote, count, prefix), false, level);
    } else {
        pass_string_body(lexer, quote, count == 3);
    }
}

/* Moves past a word, or the string that it is the prefix of. */
static void pass_nested_word(TSLexer *lexer, int level) {
    Word word = read_word(lexer);
    if (is_quote(lexer->lookahead) && is_string_prefix(&word)) {
        pass_nested_string(lexer, &word, level);
    }
}

void pass_word_or_string(TSLexer *lexer) { pass_nested_word(lexer, 0); }

/* Moves past a field of an f-string and its closing brace, if there is one. */
static void pass_field(TSLexer *lexer, uint8_t flags, int level) {
    int depth = 0;
    while (!lexer->eof(lexer)) {
        int32_t c = lexer->lookahead;
        if (c == '#') {
            pass_line(lexer);
        } else if (is_quote(c) || is_word_part(c)) {
            pass_nested_word(lexer, level);
        } else {
            advance(lexer);
            if (c == ':' && depth == 0) {
                pass_format_text(lexer, flags, true, level);
                if (lexer->lookahead != '}') {
                    return;
                }
            } else if (c == '}' && depth <= 0) {
                return;
            }
            depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
        }
    }
}

/* Ends the text before the lexer's place, which has been marked, if there is any. */
static bool finish_text(TSLexer *lexer, bool has_text, enum TokenType type) {
    lexer->result_symbol = (TSSymbol)type;
    return has_text;
}

/* Text of an f-string up to a field or the closing quotes, or those quotes. An f-string that is
 * not closed on its line gets an empty end. */
bool scan_string_content(Scanner *scanner, TSLexer *lexer) {
    if (scanner->string_count == 0) {
        return false;
    }
    uint8_t flags = scanner->strings[scanner->string_count - 1];
    int32_t quote = (flags & DOUBLE_QUOTE) != 0 ? '"' : '\'';
    bool has_text = false;
    for (;; has_text = true) {
        lexer->mark_end(lexer);
        int32_t c = lexer->lookahead;
        bool is_end = lexer->eof(lexer) || ((flags & TRIPLE) == 0 && (c == '\n' || c == '\r'));
        if (!is_end && c == '{') {
            advance(lexer);
            if (lexer->lookahead != '{') {
                scanner->bracket_depth += !has_text;
                return finish_text(lexer, has_text, STRING_CONTENT);
            }
            advance(lexer);
        } else if (!is_end && c == '\\') {
            pass_format_escape(lexer, flags);
        } else if (is_end || c == quote) {
            if (!is_end && !pass_closing_quotes(lexer, flags)) {
                continue;
            }
            if (!has_text) {
                lexer->mark_end(lexer);
                scanner->string_count--;
                lexer->result_symbol = STRING_END;
                return true;
            }
            return finish_text(lexer, has_text, STRING_CONTENT);
        } else {
            advance(lexer);
        }
    }
}

/* Text of a format specifier up to a nested field, the closing brace or the string's end. */
bool scan_format_content(const Scanner *scanner, TSLexer *lexer) {
    if (scanner->string_count == 0) {
        return false;
    }
    uint8_t flags = scanner->strings[scanner->string_count - 1];
    int32_t quote = (flags & DOUBLE_QUOTE) != 0 ? '"' : '\'';
    bool has_text = false;
    for (;; has_text = true) {
        lexer->mark_end(lexer);
        int32_t c = lexer->lookahead;
        bool is_single = (flags & TRIPLE) == 0;
        if (c == '{' || c == '}' || lexer->eof(lexer) ||
            (is_single && (c == '\n' || c == '\r' || c == quote))) {
            return finish_text(lexer, has_text, FORMAT_CONTENT);
        }
        if (c == '\\') {
            pass_format_escape(lexer, flags);
        } else if (c == quote) {
            if (pass_closing_quotes(lexer, flags)) {
                return finish_text(lexer, has_text, FORMAT_CONTENT);
            }
        } else {
            advance(lexer);
        }
    }
}
