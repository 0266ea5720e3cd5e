// A light tokenizer of Python and Cython, for what the grammar leaves open: indentation, brackets,
// strings, numbers; and, in files that do not parse, the tokens from which the message is found.
// Private to this folder.
#ifndef ZILANT_FRONTEND_TOKEN_H
#define ZILANT_FRONTEND_TOKEN_H

#include "frontend/internal.h"

typedef enum TokenKind {
    TOKEN_NAME, // keywords too
    TOKEN_NUMBER,
    // with prefix and quotes; an f-string with all that is in it
    TOKEN_STRING,
    TOKEN_OPERATOR,
    TOKEN_NEWLINE, // the end of a logical line
    TOKEN_INDENT,
    TOKEN_DEDENT,
    TOKEN_END
} TokenKind;

typedef struct Token {
    uint8_t kind;
    uint8_t keyword; // a Keyword for names
    bool is_wrong;   // has been reported
    uint32_t depth;  // brackets that are open before it
    uint32_t start;  // offsets in the source's text
    uint32_t end;
} Token;

typedef struct TokenVector {
    Token *items; // as in a VECTOR
    uint32_t count;
    uint32_t capacity;
} TokenVector;

#define KEYWORDS(X)                                                                                \
    X(False) X(None) X(True) X(and) X(as) X(assert) X(async) X(await) X(break) X(class)            \
    X(continue) X(def) X(del) X(elif) X(else) X(except) X(finally) X(for) X(from) X(global) X(if)  \
    X(import) X(in) X(is) X(lambda) X(nonlocal) X(not) X(or) X(pass) X(raise) X(return) X(try)     \
    X(while) X(with) X(yield)

typedef enum KeywordKind {
    KEYWORD_NONE,
#define X(word) KEYWORD_##word,
    KEYWORDS(X)
#undef X
        KEYWORD_COUNT
} KeywordKind;

// Which keyword of Python 3 the text is, or KEYWORD_NONE.
KeywordKind keyword_find(const char *text, uint32_t length);

// Takes the source apart and reports what is wrong with its lines, brackets, strings and numbers.
// What is reported has `is_wrong` set; the last token is a TOKEN_END.
bool tokenize(Lowering *lowering, TokenVector *tokens);

// line_end.c: reports lines that the tree joins with the next one.
void check_line_ends(Lowering *lowering, TokenVector *tokens, const Syntax *module);
// layout.c: reports missing and unexpected blocks, and clauses that belong to nothing.
void check_layout(Lowering *lowering, TokenVector *tokens);
// consequence.c: withdraws the messages since the mark that follow from others before them.
void withdraw_consequences(Lowering *lowering, const TokenVector *tokens, uint32_t mark);

// Lines about which something was reported: global offsets of their starts, sorted.
typedef struct WrongLines {
    Lowering *lowering;
    uint32_t *items; // as in a VECTOR
    uint32_t count;
    uint32_t capacity;
} WrongLines;

// The lines of the messages since the mark; and taking back the messages since a later mark that
// are on them, or in their block, just below.
WrongLines note_wrong_lines(Lowering *lowering, uint32_t mark);
void withdraw_beside(Lowering *lowering, WrongLines *wrong, uint32_t mark);

#endif
