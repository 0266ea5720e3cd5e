// Words of the text form.

#include "codegen/ir/ir_read.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void take_fail(Reader *reader, const char *what) {
    uint32_t offset = (uint32_t)(reader->at - reader->source->text);
    Span span = span_of(reader->source, offset, offset + 1);
    diag_report(reader->module->compilation->diagnostics, DIAG_E0615, span, what);
    longjmp(reader->escape, 1);
}

static void skip_blanks(Reader *reader) {
    while (*reader->at == ' ')
        reader->at++;
}

bool at_line_end(Reader *reader) {
    skip_blanks(reader);
    return *reader->at == '\n' || *reader->at == '\0' || *reader->at == ';';
}

void end_line(Reader *reader) {
    if (!at_line_end(reader))
        take_fail(reader, "the line should end here");
    while (*reader->at == ';' || isspace((unsigned char)*reader->at)) {
        if (*reader->at == ';')
            while (*reader->at != '\n' && *reader->at != '\0')
                reader->at++;
        else
            reader->at++;
    }
}

bool accept(Reader *reader, const char *text) {
    skip_blanks(reader);
    size_t length = strlen(text);
    if (strncmp(reader->at, text, length) != 0)
        return false;
    reader->at += length;
    return true;
}

void expect(Reader *reader, const char *text) {
    if (!accept(reader, text))
        take_fail(reader, arena_format(reader->arena, "'%s' is missing", text));
}

static bool is_word(char c) {
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

bool accept_word(Reader *reader, const char *word) {
    const char *start = reader->at;
    if (accept(reader, word) && !is_word(*reader->at))
        return true;
    reader->at = start;
    return false;
}

static const char *read_span(Reader *reader, const char *end) {
    if (end == reader->at)
        take_fail(reader, "a word is missing");
    const char *word = arena_copy_bytes(reader->arena, reader->at, (size_t)(end - reader->at));
    reader->at = end;
    return word;
}

const char *take_word(Reader *reader) {
    skip_blanks(reader);
    const char *end = reader->at;
    while (is_word(*end))
        end++;
    return read_span(reader, end);
}

const Name *take_name(Reader *reader) {
    skip_blanks(reader);
    const char *end = reader->at;
    while (strchr(" ,(\n", *end) == NULL) // its NUL counts
        end++;
    return intern(reader->module->compilation, read_span(reader, end));
}

static unsigned hex_digit(Reader *reader, char c) {
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    if (c < 'a' || c > 'f')
        take_fail(reader, "two hexadecimal digits are missing");
    return (unsigned)(c - 'a') + 10;
}

// One character of a quoted text, from after a backslash.
static char read_escape(Reader *reader) {
    char c = *reader->at++;
    if (c == 'n')
        return '\n';
    if (c != 'x')
        return c;
    unsigned high = hex_digit(reader, reader->at[0]);
    unsigned low = hex_digit(reader, reader->at[1]);
    reader->at += 2;
    return (char)(high << 4 | low);
}

Text take_text(Reader *reader) {
    expect(reader, "'");
    const char *end = reader->at;
    while (*end != '\'' && *end != '\n' && *end != '\0')
        end += end[0] == '\\' && end[1] != '\0' ? 2 : 1;
    char *bytes = arena_allocate(reader->arena, (size_t)(end - reader->at) + 1);
    uint32_t length = 0;
    while (reader->at < end) {
        char c = *reader->at++;
        bytes[length++] = c == '\\' ? read_escape(reader) : c;
    }
    bytes[length] = '\0';
    expect(reader, "'");
    return (Text){bytes, length};
}

const char *take_string(Reader *reader) { return take_text(reader).bytes; }

int64_t take_integer(Reader *reader) {
    skip_blanks(reader);
    char *end;
    int64_t value = strtoll(reader->at, &end, 10);
    if (end == reader->at)
        take_fail(reader, "a number is missing");
    reader->at = end;
    return value;
}

uint32_t take_number(Reader *reader) {
    int64_t value = take_integer(reader);
    if (value < 0 || value > UINT32_MAX - 1)
        take_fail(reader, "the number is out of range");
    return (uint32_t)value;
}

double take_real(Reader *reader) {
    skip_blanks(reader);
    char *end;
    double value = strtod(reader->at, &end);
    if (end == reader->at)
        take_fail(reader, "a number is missing");
    reader->at = end;
    return value;
}

uint32_t take_constant_number(Reader *reader) {
    expect(reader, "#");
    return take_number(reader);
}

Span take_line(Reader *reader) {
    if (!accept(reader, "@"))
        return NO_SPAN;
    uint32_t line = take_number(reader);
    const Source *lines = reader->lines;
    if (line == 0 || line > lines->length)
        take_fail(reader, "there is no such line");
    return span_of(lines, line - 1, line);
}

uint32_t take_choice(Reader *reader, const char *const *texts, uint32_t count, const char *what) {
    skip_blanks(reader);
    uint32_t best = count;
    size_t length = 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t own = strlen(texts[i]);
        bool fits = own > length && strncmp(reader->at, texts[i], own) == 0;
        if (fits && !(is_word(texts[i][0]) && is_word(reader->at[own]))) {
            best = i;
            length = own;
        }
    }
    if (best == count)
        take_fail(reader, what);
    reader->at += length;
    return best;
}
