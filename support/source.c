// Sources: loading files, and turning offsets into lines and columns.
//
// Takes paths and bytes. Gives sources with UTF-8 text and a line table. Guarantees: a source that
// is returned holds valid UTF-8 without NUL bytes; whatever is wrong with a file is a diagnostic.

#include "support/source.h"
#include "support/diag.h"
#include "support/file.h"
#include "support/internal.h"
#include "support/utf8.h"
#include <errno.h>
#include <string.h>

// One file may not fill the space of offsets that all files share.
#define SOURCE_LIMIT ((size_t)1 << 30)

struct SourceTable {
    Arena *arena;
    VECTOR(Source *) sources; // in the order of their bases
    // false: the file was read, but its text is not valid
    VECTOR(bool) usable;
    uint32_t next_base;
};

SourceTable *source_table_create(Arena *arena) {
    SourceTable *table = ARENA_NEW(arena, SourceTable);
    table->arena = arena;
    table->next_base = 1;
    return table;
}

uint32_t source_count(const SourceTable *table) { return table->sources.count; }

const Source *source_at(const SourceTable *table, uint32_t number) {
    return table->sources.items[number];
}

// Says what kind of source the path's ending stands for; anything unknown is Python.
static SourceKind kind_of_path(const char *path) {
    const char *ending = strrchr(path, '.');
    if (!ending)
        return SOURCE_PY;
    if (!strcmp(ending, ".pyx"))
        return SOURCE_PYX;
    if (!strcmp(ending, ".pxd"))
        return SOURCE_PXD;
    if (!strcmp(ending, ".pxi"))
        return SOURCE_PXI;
    return SOURCE_PY;
}

// Tells whether a line ends at this byte; "\r\n" ends at its second byte.
static bool is_line_end(const char *text, size_t length, size_t i) {
    return text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
}

// Fills in where the lines start. What follows the last line end is a line too, even if empty.
static void index_lines(Arena *arena, Source *source) {
    uint32_t count = 1;
    for (uint32_t i = 0; i < source->length; i++)
        count += is_line_end(source->text, source->length, i);
    source->line_starts = ARENA_ARRAY(arena, uint32_t, count);
    source->line_count = count;
    uint32_t line = 1;
    for (uint32_t i = 0; i < source->length; i++)
        if (is_line_end(source->text, source->length, i))
            source->line_starts[line++] = i + 1;
}

// Adds a source whose text is in the arena already; NULL if the offset space is full.
static Source *add_source(SourceTable *table, const char *path, SourceKind kind, const char *text,
                          size_t length, bool usable) {
    if (length >= UINT32_MAX - table->next_base - 1)
        return NULL;
    Source *source = ARENA_NEW(table->arena, Source);
    source->path = arena_copy_string(table->arena, path);
    source->kind = kind;
    source->text = text;
    source->length = (uint32_t)length;
    source->base = table->next_base;
    // The end of the text is a place too, so bases are one more than a length apart.
    table->next_base += (uint32_t)length + 1;
    index_lines(table->arena, source);
    vector_push(table->arena, &table->sources, source);
    vector_push(table->arena, &table->usable, usable);
    return source;
}

const Source *source_add_text(SourceTable *table, const char *path, SourceKind kind,
                              const char *text, size_t length) {
    char *copy = arena_copy_bytes(table->arena, text, length);
    const Source *source = add_source(table, path, kind, copy, length, true);
    zi_assert(source);
    return source;
}

// Reports why the file could not be read.
static void report_unreadable(Diagnostics *diagnostics, const char *path, Span from, int error) {
    if (error == EISDIR)
        diag_report(diagnostics, DIAG_E0002, from, path);
    else if (error == EFBIG)
        diag_report(diagnostics, DIAG_E0003, from, path, "at most 1 GiB can be compiled");
    else
        diag_report(diagnostics, DIAG_E0001, from, path, strerror(error));
}

// Reports what is wrong with the text, at its place: the raw bytes become a source for that.
static void report_undecodable(SourceTable *table, Diagnostics *diagnostics, const char *path,
                               const char *bytes, size_t length, const DecodedText *decoded) {
    // Columns are counted without the byte order mark, as editors do.
    size_t mark = length >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3) ? 3 : 0;
    Source *source =
        add_source(table, path, kind_of_path(path), bytes + mark, length - mark, false);
    Span span = NO_SPAN;
    if (source) {
        uint32_t start = (uint32_t)(decoded->offset - mark);
        span = span_of(source, start, start + (uint32_t)decoded->extent);
    }
    switch ((unsigned)decoded->problem) {
    case DIAG_E0004: {
        unsigned byte = (unsigned char)bytes[decoded->offset];
        Diagnostic *message =
            diag_report(diagnostics, DIAG_E0004, span, path, decoded->encoding, byte);
        if (decoded->offset == 0 && (byte == 0xff || byte == 0xfe))
            diag_add_help(message, "the file looks like UTF-16; save it as UTF-8");
        else if (!strcmp(decoded->encoding, "utf-8"))
            diag_add_help(message,
                          "save the file as UTF-8, or name its encoding in the first line: "
                          "# -*- coding: latin-1 -*-");
        break;
    }
    case DIAG_E0005:
        diag_report(diagnostics, DIAG_E0005, span);
        break;
    default:
        diag_report(diagnostics, decoded->problem, span, decoded->encoding);
    }
}

const Source *source_load(SourceTable *table, Diagnostics *diagnostics, const char *path,
                          Span from) {
    for (uint32_t i = 0; i < table->sources.count; i++)
        if (table->sources.items[i]->kind != SOURCE_VIRTUAL &&
            !strcmp(table->sources.items[i]->path, path))
            return table->usable.items[i] ? table->sources.items[i] : NULL;
    size_t length;
    int error;
    char *bytes = file_read(table->arena, path, SOURCE_LIMIT, &length, &error);
    if (!bytes) {
        report_unreadable(diagnostics, path, from, error);
        return NULL;
    }
    bool is_cython = kind_of_path(path) != SOURCE_PY;
    DecodedText decoded = decode_source_text(table->arena, bytes, length, is_cython);
    if (!decoded.text) {
        report_undecodable(table, diagnostics, path, bytes, length, &decoded);
        return NULL;
    }
    Source *source =
        add_source(table, path, kind_of_path(path), decoded.text, decoded.length, true);
    if (!source)
        diag_report(diagnostics, DIAG_E0003, from, path, "all files together exceed 4 GiB");
    return source;
}

// Returns the last source whose base is not after the offset.
static const Source *find_source(const SourceTable *table, uint32_t global_offset) {
    if (global_offset == 0 || global_offset >= table->next_base)
        return NULL;
    uint32_t low = 0, high = table->sources.count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (table->sources.items[middle]->base <= global_offset)
            low = middle;
        else
            high = middle;
    }
    return table->sources.count ? table->sources.items[low] : NULL;
}

const Source *source_of_span(const SourceTable *table, Span span) {
    return find_source(table, span.start);
}

// Returns the number of the line, from 0, that the offset lies in.
static uint32_t find_line(const Source *source, uint32_t offset) {
    uint32_t low = 0, high = source->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

Position source_position(const SourceTable *table, uint32_t global_offset) {
    const Source *source = find_source(table, global_offset);
    if (!source)
        return (Position){NULL, 0, 0};
    uint32_t offset = global_offset - source->base;
    uint32_t line = find_line(source, offset);
    uint32_t start = source->line_starts[line];
    uint32_t column = (uint32_t)utf8_count(source->text + start, offset - start);
    return (Position){source, line + 1, column + 1};
}

uint32_t source_line(const SourceTable *table, Span span) {
    const Source *source = find_source(table, span.start);
    return source ? find_line(source, span.start - source->base) + 1 : 0;
}

uint32_t source_line_start(const SourceTable *table, Span span) {
    const Source *source = find_source(table, span.start);
    return source ? source->base + source->line_starts[find_line(source, span.start - source->base)]
                  : 0;
}
