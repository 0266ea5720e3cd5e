// What the readers of the text form share: ir_read.c for a module's entries, ir_read_body.c for
// bodies, ir_read_token.c for words.
#ifndef ZILANT_CODEGEN_IR_IR_READ_H
#define ZILANT_CODEGEN_IR_IR_READ_H

#include "codegen/ir/internal.h"
#include <setjmp.h>

typedef struct Reader {
    IrModule *module;
    Arena *arena;         // the module's
    const Source *source; // of the text itself, for messages
    // stands for the source that the text speaks of: has its lines
    const Source *lines;
    const char *at;
    // const Name * -> entry, by their names in the text
    Map types, structs, classes, externs, globals, imports, callables, bodies;
    // of the body that is read: const Name * -> register
    NumberMap registers;
    IrBody *body;
    jmp_buf escape; // out of reading, after a message
} Reader;

// Reports what is wrong at the place and ends the reading.
_Noreturn void take_fail(Reader *reader, const char *what);

// --- Words ---------------------------------------------------------------------------------------
// All but end_line stay on the line; comments count as its end.
bool at_line_end(Reader *reader); // of the line
void end_line(Reader *reader);
// punctuation, or a prefix such as `base=`
bool accept(Reader *reader, const char *text);
bool accept_word(Reader *reader, const char *word); // followed by no letter
void expect(Reader *reader, const char *text);
// Up to a blank, comma, bracket or colon. `take_word` fails where none is.
const char *take_word(Reader *reader);
// a name of an entry: up to a blank or comma
const Name *take_name(Reader *reader);
Text take_text(Reader *reader); // in quotes
const char *take_string(Reader *reader);
int64_t take_integer(Reader *reader);
uint32_t take_number(Reader *reader);
double take_real(Reader *reader);
uint32_t take_constant_number(Reader *reader); // #5
Span take_line(Reader *reader);                // @12; NO_SPAN where there is none
// The word's place in a table, the longest match; fails with `what` if it is not there.
uint32_t take_choice(Reader *reader, const char *const *texts, uint32_t count, const char *what);

// --- Parts that entries and bodies have in common ------------------------------------------------
const IrCType *read_type_name(Reader *reader);    // <double>
IrType read_type(Reader *reader);                 // i64, aggregate<Point>
IrExceptionClause read_exception(Reader *reader); // after `exception=`
void *read_entry(Reader *reader, const Map *map, const char *what);
void *read_find(Reader *reader, const Map *map, const Name *name, const char *what);

// Reads a body from its head on; the module's functions have been declared.
void read_body(Reader *reader);
// Reads the head alone, and makes the body.
void read_head(Reader *reader);

#endif
