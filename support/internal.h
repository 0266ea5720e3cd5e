// What the files of support share with one another and with nobody else.
#ifndef ZILANT_SUPPORT_INTERNAL_H
#define ZILANT_SUPPORT_INTERNAL_H

#include "support/diag.h"
#include "support/source.h"
#include "support/vector.h"

// --- Sources -------------------------------------------------------------------------------------

// What decoding gives. On failure `problem` is the code to report at byte `offset` of the raw
// bytes.
typedef struct DecodedText {
    const char *text; // NULL on failure
    size_t length;
    // E0004 (bad byte), E0005 (NUL byte), E0006 (unknown encoding), E0010
    DiagCode problem;
    size_t offset; // where, in the raw bytes
    size_t extent; // how many raw bytes the problem covers
    const char *encoding;
} DecodedText;

// Turns the raw bytes of a file into UTF-8 as its byte order mark and coding cookie say.
DecodedText decode_source_text(Arena *arena, const char *bytes, size_t length, bool is_cython);

// --- Diagnostics ---------------------------------------------------------------------------------

typedef struct DiagLabel {
    Span span;
    const char *text;
} DiagLabel;

typedef struct DiagRemark {
    bool is_help; // or a note
    const char *text;
} DiagRemark;

struct Diagnostic {
    Arena *arena;
    DiagCode code;
    Severity severity;
    Span span;
    const char *message;
    VECTOR(DiagLabel) labels;
    VECTOR(DiagRemark) remarks;
    // of being reported, so that sorting is stable
    uint32_t order;
};

// Prints one message as text.
void diag_print_text(const Diagnostic *message, const SourceTable *sources, FILE *stream,
                     bool color);
// Prints one message as one line of JSON.
void diag_print_json(const Diagnostic *message, const SourceTable *sources, FILE *stream);
// Prints text to a terminal or file: whatever is not valid or would move the cursor becomes U+FFFD.
void diag_print_clean(const char *text, FILE *stream);
const char *diag_severity_text(Severity severity);

#endif
