/*
 * Steps of the scanner over source text: words, blanks, lines. They look ahead only; the caller
 * has marked where its token ends.
 */
#include "scanner.h"

#include <string.h>

/* Reads the word at the lexer's place. */
Word read_word(TSLexer *lexer) {
    Word word = {.length = 0};
    while (is_word_part(lexer->lookahead)) {
        if (word.length < WORD_LIMIT) {
            word.text[word.length] = lexer->lookahead < 128 ? (char)lexer->lookahead : '?';
            word.length++;
        }
        advance(lexer);
    }
    word.text[word.length < WORD_LIMIT ? word.length : WORD_LIMIT - 1] = '\0';
    return word;
}

bool word_is(const Word *word, const char *text) {
    return word->length < WORD_LIMIT && strcmp(word->text, text) == 0;
}

/* Says if the word is one of `list`, whose words are each followed by one space. */
bool word_is_among(const Word *word, const char *list) {
    if (word->length >= WORD_LIMIT || word->length == 0) {
        return false;
    }
    for (const char *at = list; *at != '\0';) {
        const char *end = strchr(at, ' ');
        if ((size_t)(end - at) == word->length && memcmp(at, word->text, word->length) == 0) {
            return true;
        }
        at = end + 1;
    }
    return false;
}

/* Says if no operand can begin with this word: `print in x` is an expression. */
bool is_operator_word(const Word *word) {
    return word_is_among(word, "and as else for from if import in is not or ");
}

/* Moves over blanks and continued lines. Says if there were any. */
bool pass_blanks(TSLexer *lexer) {
    bool moved = false;
    for (;;) {
        int32_t c = lexer->lookahead;
        if (c == ' ' || c == '\t' || c == '\f') {
            advance(lexer);
        } else if (c == '\\') {
            advance(lexer);
            if (lexer->lookahead == '\r') {
                advance(lexer);
            }
            if (lexer->lookahead != '\n') {
                return moved;
            }
            advance(lexer);
        } else {
            return moved;
        }
        moved = true;
    }
}

/* Moves over blanks and line ends, for places inside brackets. */
void pass_space(TSLexer *lexer) {
    while (pass_blanks(lexer) || lexer->lookahead == '\n' || lexer->lookahead == '\r') {
        if (lexer->lookahead == '\n' || lexer->lookahead == '\r') {
            advance(lexer);
        }
    }
}

/* Blanks and then a word that can begin an operand or a type. */
bool is_name_next(TSLexer *lexer) {
    if (!pass_blanks(lexer) || !is_word_start(lexer->lookahead)) {
        return false;
    }
    Word next = read_word(lexer);
    return !is_operator_word(&next);
}

void pass_line(TSLexer *lexer) {
    while (!is_line_end(lexer)) {
        advance(lexer);
    }
}

/* Says if the logical line that the lexer is in ends with a colon, as the head of a block does. */
bool is_block_head(TSLexer *lexer) {
    int depth = 0;
    int32_t last = 0;
    while (!lexer->eof(lexer)) {
        pass_blanks(lexer);
        int32_t c = lexer->lookahead;
        if (c == '#') {
            while (!is_line_end(lexer)) {
                advance(lexer);
            }
        } else if (c == '\n' || c == '\r') {
            if (depth <= 0) {
                break;
            }
            advance(lexer);
        } else if (is_quote(c) || is_word_part(c)) {
            pass_word_or_string(lexer);
            last = c;
        } else {
            depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
            last = c;
            advance(lexer);
        }
    }
    return last == ':';
}
