// A parser of single logical lines that only finds out where and how a line is wrong. Private to
// this folder. It knows Python; of Cython it knows what looks like Python.
#ifndef ZILANT_FRONTEND_DIAGNOSE_H
#define ZILANT_FRONTEND_DIAGNOSE_H

#include "frontend/syntax/token.h"

// What is wrong with a line: the first thing found.
typedef struct Fault {
    DiagCode code;
    uint32_t start; // offsets in the source
    uint32_t end;
    const char *argument; // of the code's format, may be NULL
} Fault;

typedef struct Diagnoser {
    Lowering *lowering;
    const char *text;
    const Token *tokens; // of the whole file
    uint32_t next;       // number of the next token
    uint32_t last;       // number of the line's TOKEN_NEWLINE
    int depth;
    bool failed;
    Fault fault;
} Diagnoser;

// Looks for a fault in the line; false if none was found, `fault` is left alone then.
bool diagnose_line(Lowering *lowering, const Token *tokens, uint32_t first, uint32_t last,
                   Fault *fault);

// diagnose_expression.c
void diagnose_expression(Diagnoser *diagnoser);
void diagnose_named_expression(Diagnoser *diagnoser); // with `:=`
void diagnose_expressions(Diagnoser *diagnoser);      // a, *b, c
void diagnose_targets(Diagnoser *diagnoser);          // of for: no comparison
void diagnose_primary(Diagnoser *diagnoser);
void diagnose_arguments(Diagnoser *diagnoser); // from '(' to ')'
void diagnose_parameters(Diagnoser *diagnoser, const char *closing, bool annotated);

// diagnose.c: the tokens
const Token *diagnose_peek(const Diagnoser *diagnoser);
bool diagnose_at(const Diagnoser *diagnoser, const char *text);
bool diagnose_at_keyword(const Diagnoser *diagnoser, KeywordKind keyword);
bool diagnose_at_name(const Diagnoser *diagnoser); // a name that is no keyword
bool diagnose_at_expression(const Diagnoser *diagnoser);
bool diagnose_at_end(const Diagnoser *diagnoser); // of the line
bool diagnose_accept(Diagnoser *diagnoser, const char *text);
bool diagnose_accept_keyword(Diagnoser *diagnoser, KeywordKind keyword);
void diagnose_expect(Diagnoser *diagnoser, const char *text);
void diagnose_expect_name(Diagnoser *diagnoser);
void diagnose_fail(Diagnoser *diagnoser); // invalid syntax at the next token
void diagnose_fail_with(Diagnoser *diagnoser, DiagCode code, uint32_t start, uint32_t end,
                        const char *argument);

#endif
