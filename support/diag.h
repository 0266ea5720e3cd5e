// Diagnostics: messages with a stable code, a place, labels, notes and help.
//
// They are collected, sorted by place and printed after each stage. Printing shows
//     file:line:column: error[E0203]: text
// the source line, carets and labels; colour on a terminal, plain in a pipe, or JSON lines.
// Follow-ups are kept silent: one message a code and place, and at most MAX_ERRORS a file.
#ifndef ZILANT_SUPPORT_DIAG_H
#define ZILANT_SUPPORT_DIAG_H

#include "support/arena.h"
#include "support/source.h"
#include <stdbool.h>
#include <stdio.h>

typedef enum Severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE } Severity;

// DIAG_E0203 and so on, from support/diag.def.
typedef enum DiagCode {
#define DIAG(code, severity, format) DIAG_##code,
#include "support/diag.def"
    DIAG_COUNT
} DiagCode;

typedef struct Diagnostic Diagnostic;
typedef struct Diagnostics Diagnostics;

typedef enum DiagFormat { DIAG_FORMAT_TEXT, DIAG_FORMAT_JSON } DiagFormat;

Diagnostics *diagnostics_create(Arena *arena, const SourceTable *sources);

// Reports a message; the format is the code's own in diag.def, the arguments follow it (printf
// style; names as `name->text`). Returns the message so that labels, notes and help can be added;
// never NULL.
Diagnostic *diag_report(Diagnostics *diagnostics, DiagCode code, Span span, ...);
Diagnostic *diag_add_label(Diagnostic *diagnostic, Span span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
Diagnostic *diag_add_note(Diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
// Help says what to do: "write `x is None`".
Diagnostic *diag_add_help(Diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

DiagCode diag_code(const Diagnostic *diagnostic);
Span diag_span(const Diagnostic *diagnostic);
const char *diag_text(const Diagnostic *diagnostic); // without code and place

uint32_t diag_error_count(const Diagnostics *diagnostics);
uint32_t diag_warning_count(const Diagnostics *diagnostics);
// How many messages wait for the next flush: a mark for diag_withdraw.
uint32_t diag_pending_count(const Diagnostics *diagnostics);
typedef bool DiagFilter(const Diagnostic *message, void *context);
// Takes back those of the messages since the mark that are unwanted. Asks in the order of places.
void diag_withdraw(Diagnostics *diagnostics, uint32_t mark, DiagFilter *is_unwanted, void *context);
// Prints what was reported since the last flush, sorted, and forgets it (the counts stay).
void diag_flush(Diagnostics *diagnostics, FILE *stream, DiagFormat format, bool color);
// Makes warnings of this code errors (--strict).
void diag_promote(Diagnostics *diagnostics, DiagCode code);
void diag_promote_warnings(Diagnostics *diagnostics); // all

const char *diag_code_text(DiagCode code); // "E0203"
bool diag_code_from_text(const char *text, DiagCode *code);
Severity diag_code_severity(DiagCode code);
const char *diag_code_format(DiagCode code);

// Prints that Zilant itself is at fault, at this place, asks for a report, and exits with
// status 70.
_Noreturn void internal_error_at(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
#define internal_error(...) internal_error_at(__FILE__, __LINE__, __VA_ARGS__)
#define zi_assert(condition)                                                                       \
    ((condition) ? (void)0 : internal_error("%s does not hold", #condition))

#endif
