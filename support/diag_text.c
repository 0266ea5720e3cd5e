// Messages as text: the line that editors parse, the source line with carets, labels and remarks.
//
// Takes one message. Guarantees: what is printed is valid UTF-8 without control characters, carets
// stand under what they mean on a terminal that shows wide characters in two columns, and no line
// is longer than a window around the place.

#include "support/internal.h"
#include "support/utf8.h"
#include <locale.h>
#include <string.h>
#include <wchar.h>

#define WINDOW_COLUMNS 160 // of source shown at most
#define WINDOW_BEFORE 80   // of these, before the place
#define TAB_COLUMNS 4
#define REPLACEMENT 0xfffdU

typedef struct Style {
    const char *severity, *bold, *gutter, *help, *note, *end;
} Style;

// One printing: where to, how, and what was shown last.
typedef struct TextPrinter {
    FILE *stream;
    const SourceTable *sources;
    Style style;
    int gutter; // digits of the largest line number
    // What the latest source line shows, as offsets in the text of `source`.
    const Source *source;
    uint32_t line;
    uint32_t window_start, window_end;
    bool cut_before;
} TextPrinter;

static Style choose_style(Severity severity, bool color) {
    static const Style plain = {"", "", "", "", "", ""};
    static const char *const colors[] = {"\033[1;31m", "\033[1;33m", "\033[1;36m"};
    if (!color)
        return plain;
    return (Style){colors[severity], "\033[1m", "\033[34m", "\033[1;32m", "\033[1;36m", "\033[0m"};
}

// Tells whether a terminal would do something else with the character than show it: control
// characters, and those that change the direction of writing and so hide what code says.
static bool is_unprintable(uint32_t character) {
    return character < 0x20 || (character >= 0x7f && character < 0xa0) ||
           (character >= 0x202a && character <= 0x202e) ||
           (character >= 0x2066 && character <= 0x2069) || character == 0x2028 ||
           character == 0x2029 || character == 0xfeff;
}

// Reads one character; anything that is not valid counts as one U+FFFD a byte.
static size_t read_character(const char *text, const char *end, uint32_t *character) {
    size_t length = utf8_decode(text, end, character);
    if (length)
        return length;
    *character = REPLACEMENT;
    return 1;
}

// Returns how many columns the character takes: 0 for combining marks, 2 for East Asian wide ones.
static int character_columns(uint32_t character) {
    if (character == '\t')
        return TAB_COLUMNS;
    if (is_unprintable(character))
        return 1;
    int columns = wcwidth((wchar_t)character);
    return columns < 0 ? 1 : columns;
}

// Prints the bytes; whatever is unprintable becomes U+FFFD, tabs become spaces.
static void print_bytes(const char *text, const char *end, FILE *stream) {
    while (text < end) {
        uint32_t character;
        text += read_character(text, end, &character);
        if (character == '\t') {
            fprintf(stream, "%*s", TAB_COLUMNS, "");
            continue;
        }
        if (is_unprintable(character))
            character = REPLACEMENT;
        char bytes[4];
        fwrite(bytes, 1, utf8_encode(character, bytes), stream);
    }
}

void diag_print_clean(const char *text, FILE *stream) {
    // Line ends in messages are meant.
    for (;;) {
        size_t length = strcspn(text, "\n");
        print_bytes(text, text + length, stream);
        if (!text[length])
            return;
        putc('\n', stream);
        text += length + 1;
    }
}

// Returns the offset where the line's content ends, before its line end.
static uint32_t line_end(const Source *source, uint32_t line) {
    uint32_t end = line < source->line_count ? source->line_starts[line] : source->length;
    uint32_t start = source->line_starts[line - 1];
    while (end > start && (source->text[end - 1] == '\n' || source->text[end - 1] == '\r'))
        end--;
    return end;
}

// Returns the offset that lies at most `columns` before `place`, but not before `start`.
static uint32_t walk_back(const Source *source, uint32_t start, uint32_t place, int columns) {
    uint32_t next = place;
    while (next > start) {
        uint32_t before = next - 1;
        while (before > start && next - before < 4 &&
               ((unsigned char)source->text[before] & 0xc0) == 0x80)
            before--;
        uint32_t character;
        const char *text = source->text + before;
        if (read_character(text, source->text + next, &character) != next - before) {
            before = next - 1; // not a character: one byte
            character = REPLACEMENT;
        }
        columns -= character_columns(character);
        if (columns < 0)
            break;
        next = before;
    }
    return next;
}

// Returns the offset at most `columns` after `place`, but not after `end`.
static uint32_t walk_forward(const Source *source, uint32_t place, uint32_t end, int columns) {
    while (place < end) {
        uint32_t character;
        size_t length = read_character(source->text + place, source->text + end, &character);
        columns -= character_columns(character);
        if (columns < 0)
            break;
        place += (uint32_t)length;
    }
    return place;
}

// Returns how many columns the bytes from `start` to `end` take.
static int count_columns(const Source *source, uint32_t start, uint32_t end) {
    int columns = 0;
    while (start < end) {
        uint32_t character;
        start += (uint32_t)read_character(source->text + start, source->text + end, &character);
        columns += character_columns(character);
    }
    return columns;
}

// Chooses what to show of the line: all of it, or a window around `place`.
static void choose_window(TextPrinter *printer, uint32_t place) {
    const Source *source = printer->source;
    uint32_t start = source->line_starts[printer->line - 1];
    uint32_t end = line_end(source, printer->line);
    if (place > end)
        place = end;
    printer->window_start = start;
    printer->window_end = walk_forward(source, start, end, WINDOW_COLUMNS);
    if (printer->window_end < end) {
        printer->window_start = walk_back(source, start, place, WINDOW_BEFORE);
        printer->window_end = walk_forward(source, printer->window_start, end, WINDOW_COLUMNS);
    }
    printer->cut_before = printer->window_start > start;
}

// Prints the line number, or the empty gutter for line 0.
static void print_gutter(TextPrinter *printer, uint32_t line) {
    fputs(printer->style.gutter, printer->stream);
    if (line)
        fprintf(printer->stream, " %*u |", printer->gutter, line);
    else
        fprintf(printer->stream, " %*s |", printer->gutter, "");
    fputs(printer->style.end, printer->stream);
}

// Prints the source line that holds `place`, unless it was the latest one printed and shows it.
static void print_source_line(TextPrinter *printer, const Source *source, uint32_t line,
                              uint32_t place) {
    if (printer->source == source && printer->line == line && place >= printer->window_start &&
        place <= printer->window_end)
        return;
    if (printer->source && printer->source == source && line > printer->line + 1)
        fprintf(printer->stream, "%*s...\n", printer->gutter, "");
    printer->source = source;
    printer->line = line;
    choose_window(printer, place);
    print_gutter(printer, line);
    // An empty line gets no space at its end.
    if (printer->window_end > printer->window_start)
        putc(' ', printer->stream);
    if (printer->cut_before)
        fputs("…", printer->stream);
    print_bytes(source->text + printer->window_start, source->text + printer->window_end,
                printer->stream);
    if (printer->window_end < line_end(source, line))
        fputs("…", printer->stream);
    putc('\n', printer->stream);
}

// Prints the row of marks under the latest source line: the part of the span that is on it.
static void print_marks(TextPrinter *printer, uint32_t start, uint32_t end, char mark,
                        const char *color, const char *text) {
    const Source *source = printer->source;
    if (start > printer->window_end)
        start = printer->window_end;
    if (end > printer->window_end)
        end = printer->window_end;
    int before = count_columns(source, printer->window_start, start) + printer->cut_before;
    int columns = end > start ? count_columns(source, start, end) : 0;
    print_gutter(printer, 0);
    fprintf(printer->stream, " %*s%s", before, "", color);
    for (int i = 0; i < (columns ? columns : 1); i++)
        putc(mark, printer->stream);
    if (text) {
        putc(' ', printer->stream);
        diag_print_clean(text, printer->stream);
    }
    fprintf(printer->stream, "%s\n", printer->style.end);
}

// Prints the line of a span with marks under it. A span over several lines is marked to the end of
// its first one.
static void print_excerpt(TextPrinter *printer, Span span, char mark, const char *color,
                          const char *text) {
    Position position = source_position(printer->sources, span.start);
    const Source *source = position.source;
    if (!source)
        return;
    if (printer->source && printer->source != source) {
        fprintf(printer->stream, "%*s--> ", printer->gutter + 1, "");
        diag_print_clean(source->path, printer->stream);
        fprintf(printer->stream, ":%u:%u\n", position.line, position.column);
    }
    uint32_t start = span.start - source->base;
    uint32_t end = span.end < span.start ? start : span.end - source->base;
    print_source_line(printer, source, position.line, start);
    print_marks(printer, start, end, mark, color, text);
}

// Orders the labels of one message by place, those of the message's own file first.
static bool label_precedes(const TextPrinter *printer, const Source *home, const DiagLabel *first,
                           const DiagLabel *second) {
    bool first_home = source_of_span(printer->sources, first->span) == home;
    bool second_home = source_of_span(printer->sources, second->span) == home;
    if (first_home != second_home)
        return first_home;
    return first->span.start < second->span.start;
}

// Prints the excerpts: the message's own place is a label like the others, sorted in among them.
static void print_excerpts(TextPrinter *printer, const Diagnostic *message, const Source *home) {
    uint32_t count = message->labels.count + 1;
    DiagLabel *labels = ARENA_ARRAY(message->arena, DiagLabel, count);
    uint32_t sorted = 0;
    for (uint32_t i = 0; i < count; i++) {
        DiagLabel label = i ? message->labels.items[i - 1] : (DiagLabel){message->span, NULL};
        uint32_t place = sorted++;
        for (; place > 0 && label_precedes(printer, home, &label, &labels[place - 1]); place--)
            labels[place] = labels[place - 1];
        labels[place] = label;
    }
    for (uint32_t i = 0; i < count; i++) {
        bool own = labels[i].text == NULL;
        print_excerpt(printer, labels[i].span, own ? '^' : '-',
                      own ? printer->style.severity : printer->style.gutter, labels[i].text);
    }
}

// Returns how many digits the largest line number of the message has.
static int gutter_width(const Diagnostic *message, const SourceTable *sources) {
    uint32_t largest = source_line(sources, message->span);
    for (uint32_t i = 0; i < message->labels.count; i++) {
        uint32_t line = source_line(sources, message->labels.items[i].span);
        if (line > largest)
            largest = line;
    }
    return snprintf(NULL, 0, "%u", largest);
}

// Prints the line that editors parse.
static void print_headline(TextPrinter *printer, const Diagnostic *message) {
    Position position = source_position(printer->sources, message->span.start);
    const Style *style = &printer->style;
    fputs(style->bold, printer->stream);
    if (position.source) {
        diag_print_clean(position.source->path, printer->stream);
        fprintf(printer->stream, ":%u:%u: ", position.line, position.column);
    } else {
        fputs("zilant: ", printer->stream);
    }
    fprintf(printer->stream, "%s%s%s[%s]%s%s: ", style->end, style->severity,
            diag_severity_text(message->severity), diag_code_text(message->code), style->end,
            style->bold);
    diag_print_clean(message->message, printer->stream);
    fprintf(printer->stream, "%s\n", style->end);
}

// Prints a note or help; all its lines begin in the same column.
static void print_remark(TextPrinter *printer, const DiagRemark *remark) {
    const Style *style = &printer->style;
    fprintf(printer->stream, " %*s %s=%s %s%s:%s ", printer->gutter, "", style->gutter, style->end,
            remark->is_help ? style->help : style->note, remark->is_help ? "help" : "note",
            style->end);
    for (const char *text = remark->text;;) {
        size_t length = strcspn(text, "\n");
        print_bytes(text, text + length, printer->stream);
        putc('\n', printer->stream);
        text += length + strspn(text + length, "\n");
        if (!*text)
            return;
        fprintf(printer->stream, " %*s         ", printer->gutter, "");
    }
}

static void print_message(TextPrinter *printer, const Diagnostic *message) {
    print_headline(printer, message);
    const Source *home = source_of_span(printer->sources, message->span);
    if (home)
        print_excerpts(printer, message, home);
    for (uint32_t i = 0; i < message->remarks.count; i++)
        print_remark(printer, &message->remarks.items[i]);
}

void diag_print_text(const Diagnostic *message, const SourceTable *sources, FILE *stream,
                     bool color) {
    TextPrinter printer = {.stream = stream,
                           .sources = sources,
                           .style = choose_style(message->severity, color),
                           .gutter = gutter_width(message, sources)};
    // wcwidth answers for the locale; where this one is missing, every character counts as one
    // column.
    locale_t unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t before = unicode ? uselocale(unicode) : (locale_t)0;
    print_message(&printer, message);
    if (unicode) {
        uselocale(before);
        freelocale(unicode);
    }
}
