// The state of the light tokenizer, for token*.c alone.
#ifndef ZILANT_FRONTEND_TOKEN_INTERNAL_H
#define ZILANT_FRONTEND_TOKEN_INTERNAL_H

#include "frontend/syntax/token.h"

typedef struct Indentation {
    uint32_t column;      // tabs to multiples of eight
    uint32_t alternative; // tabs count one
} Indentation;

typedef struct Tokenizer {
    Lowering *lowering;
    const char *text;
    TokenVector *tokens;
    uint32_t place; // offset of the next character
    // of the open blocks, the module's first
    VECTOR(Indentation) indentations;
    // operators since the last comma or bracket
    uint32_t chain;
    VECTOR(uint32_t) chains;   // the same outside of each open bracket
    VECTOR(uint32_t) brackets; // places of the open ones
    // number of the logical line's first token
    uint32_t line_first;
    // where the last line began to be unreadable
    uint32_t hidden_from;
    bool gave_up; // E0008 has been reported
    // a physical line outside brackets begins here
    bool line_begins;
    // something in the logical line has been reported
    bool line_is_wrong;
} Tokenizer;

void token_push(Tokenizer *tokenizer, TokenKind kind, uint32_t start, uint32_t end);
// Reports a message about the current line; `argument` is for the format's %s.
Diagnostic *token_report(Tokenizer *tokenizer, DiagCode code, uint32_t start, uint32_t end,
                         const char *argument);
uint32_t token_line(const Tokenizer *tokenizer, uint32_t place);
// How long the name at that place is; 0 if there is none.
uint32_t token_name_length(const Tokenizer *tokenizer, uint32_t place);
// Reports characters that no name can hold.
void token_check_name(Tokenizer *tokenizer, uint32_t start, uint32_t end);
// Notes that the text between the offsets cannot be read. Brackets that may be closed in it count
// as closed.
void token_hide(Tokenizer *tokenizer, uint32_t start, uint32_t end);
// Reads a number or a string and returns true, or returns false.
bool token_read_literal(Tokenizer *tokenizer);

#endif
