// The directives in the comments at a file's head.
//
//     # cython: boundscheck=False, cdivision=True
//     # distutils: language = c++
//     # zilant: fastmath=reassoc,contract
//
// Takes: the source. Gives: ParsedFile.directives in their order, and the language level. They
// count only before the first line that is neither empty nor a comment.

#include "frontend/internal.h"

typedef VECTOR(HeaderDirective) DirectiveVector;

typedef struct HeaderReader {
    Compilation *compilation;
    const Source *source;
    DirectiveVector directives;
} HeaderReader;

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\r'; }

// Drops blanks at both ends of a part of the source.
static void trim(const char *text, uint32_t *start, uint32_t *end) {
    while (*start < *end && is_blank(text[*start])) {
        (*start)++;
    }
    while (*end > *start && is_blank(text[*end - 1])) {
        (*end)--;
    }
}

// Reads one `name=value`; the span covers both.
static void read_directive(HeaderReader *reader, const HeaderDirective *kind, uint32_t start,
                           uint32_t end) {
    const char *text = reader->source->text;
    const char *equals = memchr(text + start, '=', end - start);
    if (equals == NULL) {
        return;
    }
    uint32_t name_end = (uint32_t)(equals - text);
    uint32_t value_start = name_end + 1;
    trim(text, &start, &name_end);
    trim(text, &value_start, &end);
    HeaderDirective directive = *kind;
    directive.name = name_intern(reader->compilation->names, text + start, name_end - start);
    directive.value =
        arena_copy_bytes(reader->compilation->arena, text + value_start, end - value_start);
    directive.span = span_of(reader->source, start, end);
    vector_push(reader->compilation->arena, &reader->directives, directive);
}

// Reads `a=b, c=d`. A part without `=` belongs to the value before it: `fastmath=reassoc,contract`.
static void read_directive_list(HeaderReader *reader, const HeaderDirective *kind, uint32_t start,
                                uint32_t end) {
    const char *text = reader->source->text;
    while (start < end) {
        uint32_t part_end = start;
        uint32_t comma = start;
        do {
            part_end = comma;
            while (part_end < end && text[part_end] != ',') {
                part_end++;
            }
            comma = part_end + 1;
            const char *next_comma = comma < end ? memchr(text + comma, ',', end - comma) : NULL;
            uint32_t next_end = next_comma != NULL ? (uint32_t)(next_comma - text) : end;
            if (part_end >= end || memchr(text + comma, '=', next_end - comma) != NULL) {
                break;
            }
        } while (true);
        read_directive(reader, kind, start, part_end);
        start = comma;
    }
}

// Says whether the comment's text at `place` begins with `word:`, blanks allowed before the colon,
// and moves past it.
static bool take_kind(const char *text, uint32_t *place, uint32_t end, const char *word) {
    uint32_t length = (uint32_t)strlen(word);
    uint32_t next = *place + length;
    if (end - *place <= length || memcmp(text + *place, word, length) != 0) {
        return false;
    }
    while (next < end && is_blank(text[next])) {
        next++;
    }
    if (next >= end || text[next] != ':') {
        return false;
    }
    *place = next + 1;
    return true;
}

static void read_comment(HeaderReader *reader, uint32_t start, uint32_t end) {
    const char *text = reader->source->text;
    HeaderDirective kind = {0};
    while (start < end && text[start] == '#') {
        start++;
    }
    trim(text, &start, &end);
    if (take_kind(text, &start, end, "distutils")) {
        kind.is_distutils = true;
        read_directive(reader, &kind, start, end);
    } else if (take_kind(text, &start, end, "zilant")) {
        kind.is_zilant = true;
        read_directive_list(reader, &kind, start, end);
    } else if (take_kind(text, &start, end, "cython")) {
        read_directive_list(reader, &kind, start, end);
    }
}

static void set_language_level(ParsedFile *file) {
    for (uint32_t i = 0; i < file->directive_count; i++) {
        const HeaderDirective *directive = &file->directives[i];
        bool is_ours = !directive->is_distutils && !directive->is_zilant;
        if (is_ours && strcmp(directive->name->text, "language_level") == 0) {
            file->language_level = directive->value[0] == '2' ? 2 : 3;
        }
    }
}

void read_header_directives(Compilation *compilation, ParsedFile *file) {
    const Source *source = file->source;
    HeaderReader reader = {compilation, source, {0}};
    for (uint32_t line = 0; line < source->line_count; line++) {
        uint32_t start = source->line_starts[line];
        uint32_t end =
            line + 1 < source->line_count ? source->line_starts[line + 1] : source->length;
        while (end > start && strchr("\r\n", source->text[end - 1]) != NULL) {
            end--;
        }
        trim(source->text, &start, &end);
        if (start < end && source->text[start] != '#') {
            break;
        }
        read_comment(&reader, start, end);
    }
    file->directives = reader.directives.items;
    file->directive_count = reader.directives.count;
    set_language_level(file);
}
