// Diagnostics: collecting, filtering, sorting. Printing one message is in diag_text.c and
// diag_json.c.
//
// Guarantees: a code is reported at a place only once, even across flushes; the order of output
// depends on places alone, never on addresses.

#include "support/diag.h"
#include "support/hash.h"
#include "support/internal.h"
#include "support/map.h"
#include "support/python_versions.h"
#include <stdlib.h>
#include <string.h>

#define MAX_ERRORS 100 // that are printed in one run
// messages between two flushes; all others are only counted
#define MAX_KEPT 10000

struct Diagnostics {
    Arena *arena;
    const SourceTable *sources;
    VECTOR(Diagnostic *) pending;
    // what was reported: the key is a hash of code and place
    Map seen;
    bool promoted[DIAG_COUNT];
    uint32_t errors;
    uint32_t warnings;
    uint32_t printed_errors;
    uint32_t hidden; // since the last flush
};

static const struct {
    const char *code;
    Severity severity;
    const char *format;
} codes[DIAG_COUNT] = {
#define DIAG(code, severity, format) {#code, SEVERITY_##severity, format},
#include "support/diag.def"
};

Diagnostics *diagnostics_create(Arena *arena, const SourceTable *sources) {
    Diagnostics *diagnostics = ARENA_NEW(arena, Diagnostics);
    diagnostics->arena = arena;
    diagnostics->sources = sources;
    return diagnostics;
}

// Tells whether this code was reported at this place before, and remembers it. Without a place the
// text decides.
static bool is_repeated(Diagnostics *diagnostics, const Diagnostic *message) {
    uint64_t hash = hash_number((uint64_t)message->code << 32 | message->span.start);
    if (message->span.end == 0)
        hash = hash_bytes(message->message, strlen(message->message), hash);
    const void *key = (const void *)(uintptr_t)hash;
    if (map_has(&diagnostics->seen, key))
        return true;
    map_put(diagnostics->arena, &diagnostics->seen, key, NULL);
    return false;
}

Diagnostic *diag_report(Diagnostics *diagnostics, DiagCode code, Span span, ...) {
    Diagnostic *message = ARENA_NEW(diagnostics->arena, Diagnostic);
    message->arena = diagnostics->arena;
    message->code = code;
    message->severity = diagnostics->promoted[code] ? SEVERITY_ERROR : codes[code].severity;
    message->span = span;
    va_list arguments;
    va_start(arguments, span);
    message->message = arena_format_list(diagnostics->arena, codes[code].format, arguments);
    va_end(arguments);
    if (is_repeated(diagnostics, message))
        return message;
    diagnostics->errors += message->severity == SEVERITY_ERROR;
    diagnostics->warnings += message->severity == SEVERITY_WARNING;
    message->order = diagnostics->pending.count;
    if (diagnostics->pending.count < MAX_KEPT)
        vector_push(diagnostics->arena, &diagnostics->pending, message);
    else
        diagnostics->hidden += message->severity == SEVERITY_ERROR;
    return message;
}

Diagnostic *diag_add_label(Diagnostic *diagnostic, Span span, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    DiagLabel label = {span, arena_format_list(diagnostic->arena, format, arguments)};
    va_end(arguments);
    vector_push(diagnostic->arena, &diagnostic->labels, label);
    return diagnostic;
}

// Adds a note or help.
static Diagnostic *add_remark(Diagnostic *diagnostic, bool is_help, const char *text) {
    DiagRemark remark = {is_help, text};
    vector_push(diagnostic->arena, &diagnostic->remarks, remark);
    return diagnostic;
}

Diagnostic *diag_add_note(Diagnostic *diagnostic, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_format_list(diagnostic->arena, format, arguments);
    va_end(arguments);
    return add_remark(diagnostic, false, text);
}

Diagnostic *diag_add_help(Diagnostic *diagnostic, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_format_list(diagnostic->arena, format, arguments);
    va_end(arguments);
    return add_remark(diagnostic, true, text);
}

DiagCode diag_code(const Diagnostic *diagnostic) { return diagnostic->code; }

Span diag_span(const Diagnostic *diagnostic) { return diagnostic->span; }

const char *diag_text(const Diagnostic *diagnostic) { return diagnostic->message; }

uint32_t diag_error_count(const Diagnostics *diagnostics) { return diagnostics->errors; }

uint32_t diag_warning_count(const Diagnostics *diagnostics) { return diagnostics->warnings; }

void diag_promote(Diagnostics *diagnostics, DiagCode code) { diagnostics->promoted[code] = true; }

void diag_promote_warnings(Diagnostics *diagnostics) {
    for (int code = 0; code < DIAG_COUNT; code++)
        diagnostics->promoted[code] |= diag_code_severity((DiagCode)code) == SEVERITY_WARNING;
}

// Orders by place, then by time. Places grow with the order in which files were read.
static int compare_messages(const void *left, const void *right) {
    const Diagnostic *first = *(Diagnostic *const *)left;
    const Diagnostic *second = *(Diagnostic *const *)right;
    if (first->span.start != second->span.start)
        return first->span.start < second->span.start ? -1 : 1;
    return first->order < second->order ? -1 : first->order > second->order;
}

uint32_t diag_pending_count(const Diagnostics *diagnostics) { return diagnostics->pending.count; }

void diag_withdraw(Diagnostics *diagnostics, uint32_t mark, DiagFilter *is_unwanted,
                   void *context) {
    uint32_t count = diagnostics->pending.count;
    Diagnostic **messages = diagnostics->pending.items;
    if (mark == count)
        return;
    qsort(messages + mark, count - mark, sizeof(Diagnostic *), compare_messages);
    uint32_t kept = mark;
    for (uint32_t i = mark; i < count; i++) {
        if (is_unwanted(messages[i], context)) {
            diagnostics->errors -= messages[i]->severity == SEVERITY_ERROR;
            diagnostics->warnings -= messages[i]->severity == SEVERITY_WARNING;
            continue;
        }
        messages[i]->order = kept;
        messages[kept++] = messages[i];
    }
    diagnostics->pending.count = kept;
}

// Says how many errors are not shown.
static void print_hidden(uint32_t count, FILE *stream, DiagFormat format) {
    const char *plural = count == 1 ? "" : "s";
    if (format == DIAG_FORMAT_JSON)
        fprintf(stream,
                "{\"code\": null, \"severity\": \"note\", "
                "\"message\": \"%u more error%s not shown\"}\n",
                count, plural);
    else
        fprintf(stream, "zilant: %u more error%s not shown\n", count, plural);
}

void diag_flush(Diagnostics *diagnostics, FILE *stream, DiagFormat format, bool color) {
    if (diagnostics->pending.count)
        qsort(diagnostics->pending.items, diagnostics->pending.count, sizeof(Diagnostic *),
              compare_messages);
    for (uint32_t i = 0; i < diagnostics->pending.count; i++) {
        const Diagnostic *message = diagnostics->pending.items[i];
        if (message->severity == SEVERITY_ERROR) {
            if (diagnostics->printed_errors == MAX_ERRORS) {
                diagnostics->hidden++;
                continue;
            }
            diagnostics->printed_errors++;
        }
        if (format == DIAG_FORMAT_JSON)
            diag_print_json(message, diagnostics->sources, stream);
        else
            diag_print_text(message, diagnostics->sources, stream, color);
    }
    if (diagnostics->hidden)
        print_hidden(diagnostics->hidden, stream, format);
    diagnostics->hidden = 0;
    diagnostics->pending.count = 0;
}

const char *diag_code_text(DiagCode code) { return codes[code].code; }

bool diag_code_from_text(const char *text, DiagCode *code) {
    for (int i = 0; i < DIAG_COUNT; i++) {
        if (strcmp(codes[i].code, text) != 0)
            continue;
        *code = (DiagCode)i;
        return true;
    }
    return false;
}

Severity diag_code_severity(DiagCode code) { return codes[code].severity; }

const char *diag_code_format(DiagCode code) { return codes[code].format; }

const char *diag_severity_text(Severity severity) {
    static const char *const texts[] = {"error", "warning", "note"};
    return texts[severity];
}

_Noreturn void internal_error_at(const char *file, int line, const char *format, ...) {
    fflush(NULL);
    fputs("zilant: internal error: ", stderr);
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr,
            " (%s:%d)\n"
            "This is a fault in Zilant, not in your code. Please report it together with the file "
            "that was being compiled.\n",
            file, line);
    exit(70);
}
