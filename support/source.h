// Sources and spans. Every file that a compilation reads gets a range of one global offset space,
// so that a Span of two numbers says both the file and the place in it.
//
// The text of a source is UTF-8 without a byte order mark, decoded from what the file's encoding
// cookie says, lines as in the file, followed by a NUL. Offsets count bytes, lines count from 1,
// columns count characters from 1.
#ifndef ZILANT_SUPPORT_SOURCE_H
#define ZILANT_SUPPORT_SOURCE_H

#include "support/arena.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Span {
    // global offset of the first byte; 0 in both means "no place"
    uint32_t start;
    uint32_t end; // global offset after the last byte
} Span;

#define NO_SPAN ((Span){0, 0})

typedef enum SourceKind {
    SOURCE_PY,
    SOURCE_PYX,
    SOURCE_PXD,
    SOURCE_PXI,
    SOURCE_VIRTUAL
} SourceKind;

typedef struct Source {
    const char *path; // as the user gave it
    SourceKind kind;
    const char *text;
    uint32_t length;
    uint32_t base;         // global offset of text[0]; never 0
    uint32_t *line_starts; // offsets in text
    uint32_t line_count;
} Source;

typedef struct Position {
    const Source *source;
    uint32_t line;   // from 1
    uint32_t column; // from 1, in characters
} Position;

typedef struct SourceTable SourceTable;
struct Diagnostics;

SourceTable *source_table_create(Arena *arena);
// Reads and decodes the file. Reports what is wrong (missing, unreadable, a directory, too large,
// bad encoding, NUL bytes) and returns NULL then. `from` is the place that asked for the file, or
// NO_SPAN. The same path gives the same source.
const Source *source_load(SourceTable *table, struct Diagnostics *diagnostics, const char *path,
                          Span from);
// Adds text that comes from no file (tests, runtime-made snippets).
const Source *source_add_text(SourceTable *table, const char *path, SourceKind kind,
                              const char *text, size_t length);
// All that have been loaded or added, in that order.
uint32_t source_count(const SourceTable *table);
const Source *source_at(const SourceTable *table, uint32_t number);
// Returns the source that holds the span, NULL for NO_SPAN.
const Source *source_of_span(const SourceTable *table, Span span);
Position source_position(const SourceTable *table, uint32_t global_offset);
uint32_t source_line(const SourceTable *table, Span span); // line of the start; 0 for NO_SPAN
// Returns the global offset at which that line begins; 0 for NO_SPAN.
uint32_t source_line_start(const SourceTable *table, Span span);

static inline Span span_of(const Source *source, uint32_t start, uint32_t end) {
    return (Span){source->base + start, source->base + end};
}
static inline Span span_join(Span first, Span last) { return (Span){first.start, last.end}; }

#endif
