// Messages as JSON: one object a line, the same keys in every object.

#include "support/internal.h"
#include "support/utf8.h"
#include <string.h>

// Prints a JSON string; bytes that are not valid UTF-8 become U+FFFD.
static void print_string(const char *text, FILE *stream) {
    const char *end = text + strlen(text);
    putc('"', stream);
    while (text < end) {
        uint32_t character;
        size_t length = utf8_decode(text, end, &character);
        if (!length)
            fputs("\\ufffd", stream);
        else if (character == '"' || character == '\\')
            fprintf(stream, "\\%c", (char)character);
        else if (character == '\n')
            fputs("\\n", stream);
        else if (character < 0x20 || character == 0x7f)
            fprintf(stream, "\\u%04x", (unsigned)character);
        else
            fwrite(text, 1, length, stream);
        text += length ? length : 1;
    }
    putc('"', stream);
}

// Prints the five keys of a place; null and 0 if there is none.
static void print_place(Span span, const SourceTable *sources, FILE *stream) {
    Position start = source_position(sources, span.start);
    Position end = source_position(sources, span.end > span.start ? span.end : span.start);
    fputs("\"file\": ", stream);
    if (start.source)
        print_string(start.source->path, stream);
    else
        fputs("null", stream);
    fprintf(stream, ", \"line\": %u, \"column\": %u, \"end_line\": %u, \"end_column\": %u",
            start.line, start.column, end.line, end.column);
}

// Prints the notes or the help texts as an array.
static void print_remarks(const Diagnostic *message, bool help, FILE *stream) {
    const char *separator = "";
    putc('[', stream);
    for (uint32_t i = 0; i < message->remarks.count; i++) {
        if (message->remarks.items[i].is_help != help)
            continue;
        fputs(separator, stream);
        print_string(message->remarks.items[i].text, stream);
        separator = ", ";
    }
    putc(']', stream);
}

void diag_print_json(const Diagnostic *message, const SourceTable *sources, FILE *stream) {
    fprintf(stream,
            "{\"code\": \"%s\", \"severity\": \"%s\", \"message\": ", diag_code_text(message->code),
            diag_severity_text(message->severity));
    print_string(message->message, stream);
    fputs(", ", stream);
    print_place(message->span, sources, stream);
    fputs(", \"labels\": [", stream);
    for (uint32_t i = 0; i < message->labels.count; i++) {
        fputs(i ? ", {" : "{", stream);
        print_place(message->labels.items[i].span, sources, stream);
        fputs(", \"text\": ", stream);
        print_string(message->labels.items[i].text, stream);
        putc('}', stream);
    }
    fputs("], \"notes\": ", stream);
    print_remarks(message, false, stream);
    fputs(", \"help\": ", stream);
    print_remarks(message, true, stream);
    fputs("}\n", stream);
}
