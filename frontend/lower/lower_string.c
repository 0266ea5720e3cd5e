// Lowering of strings: implicit concatenation, bytes, characters, format and template strings.

#include "frontend/lower/string_decode.h"
#include <strings.h>

// How many formats may hold one another, as in CPython.
#define FORMAT_DEPTH_LIMIT 3

// A literal of one or more strings under construction. Text gathers in `bytes` until an
// interpolation or the end turns it into a StringLiteral.
typedef struct StringBuilder {
    Lowering *lowering;
    NodeVector values; // of a format string
    Bytes bytes;
    // where the text in `bytes` began and ended in the source
    uint32_t bytes_start;
    uint32_t bytes_end;
    bool is_format;
    bool is_template;
    bool is_bytes;
    bool is_char;
    int depth;   // of interpolations around
    bool is_raw; // of the string that is being read
} StringBuilder;

static StringLiteral *make_literal(StringBuilder *builder, Span span) {
    StringLiteral *literal = NODE_NEW(builder->lowering->arena, StringLiteral, span);
    literal->value = string_finish(builder->lowering, &builder->bytes);
    literal->kind = builder->is_char ? STRING_CHAR : builder->is_bytes ? STRING_BYTES : STRING_STR;
    return literal;
}

// Turns the text gathered so far into a value.
static void flush_text(StringBuilder *builder) {
    if (builder->bytes.count > 0) {
        Span span = span_of(builder->lowering->source, builder->bytes_start, builder->bytes_end);
        lower_push(builder->lowering, &builder->values, (Node *)make_literal(builder, span));
        builder->bytes = (Bytes){0};
    }
}

// Extends the place of the text gathered so far.
static void extend_place(StringBuilder *builder, uint32_t start, uint32_t end) {
    if (builder->bytes.count == 0) {
        builder->bytes_start = start;
    }
    builder->bytes_end = end;
}

static void add_text(StringBuilder *builder, StringPrefix prefix, uint32_t start, uint32_t end) {
    if (start >= end) {
        return;
    }
    extend_place(builder, start, end);
    string_decode(builder->lowering, prefix, start, end, &builder->bytes);
}

// --- Interpolations ------------------------------------------------------------------------------
static FormatConversion read_conversion(const StringBuilder *builder, const Syntax *syntax) {
    Lowering *lowering = builder->lowering;
    const char *letter = syntax_text(lowering, syntax) + 1;
    const char *end = syntax_text(lowering, syntax) + syntax_length(syntax);
    while (letter < end && (*letter == ' ' || *letter == '\t')) {
        letter++;
    }
    if (end - letter == 1) {
        switch (*letter) {
        case 's':
            return CONVERSION_STR;
        case 'r':
            return CONVERSION_REPR;
        case 'a':
            return CONVERSION_ASCII;
        default:
            break;
        }
    }
    diag_report(lowering->diagnostics, DIAG_E0123, syntax_span(lowering, syntax),
                string_format_name(builder->is_template),
                arena_copy_bytes(lowering->scratch, letter, (size_t)(end - letter)));
    return CONVERSION_NONE;
}

static void lower_interpolation(StringBuilder *builder, const Syntax *syntax);

// Adds the text and interpolations among the children of a string or format specifier, which covers
// the source from `place` to `end`.
static void add_content(StringBuilder *builder, StringPrefix prefix, const Syntax *syntax,
                        uint32_t place, uint32_t end) {
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        if (child->kind == SYNTAX_interpolation) {
            add_text(builder, prefix, place, child->start);
            lower_interpolation(builder, child);
            place = child->end;
        }
    }
    add_text(builder, prefix, place, end);
}

// format_specifier: ':' (string_content | interpolation)*
static Node *lower_format_specifier(const StringBuilder *outer, const Syntax *syntax) {
    StringBuilder builder = {.lowering = outer->lowering,
                             .is_template = outer->is_template,
                             .is_raw = outer->is_raw,
                             .depth = outer->depth + 1};
    StringPrefix prefix = {
        .is_format = true, .is_template = outer->is_template, .is_raw = outer->is_raw};
    JoinedString *joined = NODE_NEW(builder.lowering->arena, JoinedString,
                                    span_of(builder.lowering->source, syntax->start, syntax->end));
    add_content(&builder, prefix, syntax, syntax->start + 1, syntax->end);
    flush_text(&builder);
    joined->values = lower_finish_list(builder.lowering, &builder.values);
    return (Node *)joined;
}

// --- The text of fields --------------------------------------------------------------------------
// Says if a place is inside of a string below the node.
static bool is_in_string(const Syntax *syntax, uint32_t place) {
    if (place < syntax->start || place >= syntax->end) {
        return false;
    }
    if (syntax->kind == SYNTAX_string || syntax->kind == SYNTAX_interpolated_string) {
        return true;
    }
    const Syntax *child = syntax->first;
    while (child != NULL && !is_in_string(child, place)) {
        child = child->next;
    }
    return child != NULL;
}

// Where the next comment of a field begins, up to `end`, which is given if there is none.
static uint32_t find_comment(const Lowering *lowering, const Syntax *value, uint32_t start,
                             uint32_t end) {
    const char *text = lowering->source->text;
    while (start < end && (text[start] != '#' || is_in_string(value, start))) {
        start++;
    }
    return start;
}

static uint32_t end_of_line(const Lowering *lowering, uint32_t place) {
    return place + (uint32_t)strcspn(lowering->source->text + place, "\r\n");
}

// Where what follows the `=` of `f"{x = }"` ends: blanks and comments, since Python 3.14 a
// backslash at the end of a line as well.
static uint32_t end_of_debug_text(const Lowering *lowering, const Syntax *interpolation,
                                  const Syntax *equals) {
    const char *text = lowering->source->text;
    const char *blanks = lowering->options->python_minor >= 14 ? " \t\r\n#\\" : " \t\r\n#";
    uint32_t end = equals->end;
    while (strchr(blanks, text[end]) != NULL && end < interpolation->end) {
        end = text[end] == '#' ? end_of_line(lowering, end) : end + 1;
    }
    return end;
}

// `f"{x = }"`: the source text up to what follows the `=`, spaces included, comments left out.
static void add_debug_text(StringBuilder *builder, const Syntax *interpolation,
                           const Syntax *equals) {
    const Lowering *lowering = builder->lowering;
    const Syntax *value = syntax_child(interpolation, SLOT_value);
    StringPrefix as_it_is = {.is_raw = true};
    uint32_t end = end_of_debug_text(lowering, interpolation, equals);
    for (uint32_t start = interpolation->start + 1; start < end;) {
        uint32_t comment = find_comment(lowering, value, start, end);
        add_text(builder, as_it_is, start, comment);
        start = comment < end ? end_of_line(lowering, comment) : end;
    }
}

// What a template tells of a field's expression: its text with the blanks around it, comments left
// out.
static Text read_field_text(Lowering *lowering, const Syntax *interpolation) {
    const Syntax *value = syntax_child(interpolation, SLOT_value);
    uint32_t end = value->next != NULL ? value->next->start : interpolation->end - 1;
    uint32_t start = interpolation->start + 1;
    char *bytes = ARENA_ARRAY(lowering->arena, char, end - start + 1);
    uint32_t length = 0;
    while (start < end) {
        uint32_t comment = find_comment(lowering, value, start, end);
        memcpy(bytes + length, lowering->source->text + start, comment - start);
        length += comment - start;
        start = comment < end ? end_of_line(lowering, comment) : end;
    }
    return (Text){bytes, length};
}

// --- Fields --------------------------------------------------------------------------------------
// The colon of a lambda would begin the format.
static void check_lambda(const StringBuilder *builder, const Syntax *value) {
    Lowering *lowering = builder->lowering;
    const Syntax *lambda = value->kind == SYNTAX_expression_list
                               ? syntax_child_of_kind(value, SYNTAX_lambda)
                           : value->kind == SYNTAX_lambda ? value
                                                          : NULL;
    if (lambda != NULL) {
        diag_report(lowering->diagnostics, DIAG_E0138, syntax_span(lowering, lambda),
                    arena_format(lowering->scratch,
                                 "%s: lambda expressions are not allowed without parentheses",
                                 string_format_name(builder->is_template)));
    }
}

// interpolation: '{' value ['='] [conversion] [format] '}'
static void lower_interpolation(StringBuilder *builder, const Syntax *syntax) {
    Lowering *lowering = builder->lowering;
    const Syntax *expression = syntax_child(syntax, SLOT_value);
    const Syntax *conversion = syntax_child(syntax, SLOT_conversion);
    const Syntax *specifier = syntax_child(syntax, SLOT_format);
    const Syntax *equals = syntax_child(syntax, SLOT_debug);
    if (equals != NULL) {
        add_debug_text(builder, syntax, equals);
    }
    flush_text(builder);
    check_lambda(builder, expression);
    if (builder->depth == FORMAT_DEPTH_LIMIT) {
        diag_report(lowering->diagnostics, DIAG_E0138, syntax_span(lowering, syntax),
                    arena_format(lowering->scratch, "%s: expressions nested too deeply",
                                 string_format_name(builder->is_template)));
    }
    FormattedValue *value = LOWER_NEW(lowering, FormattedValue, syntax);
    value->value = lower_expression(lowering, expression);
    if (conversion != NULL) {
        value->conversion = read_conversion(builder, conversion);
    } else if (equals != NULL && specifier == NULL) {
        value->conversion = CONVERSION_REPR;
    }
    if (specifier != NULL) {
        value->format_spec = lower_format_specifier(builder, specifier);
    }
    // the fields of a specifier are formatted
    if (builder->is_template && builder->depth == 0) {
        value->source_text = read_field_text(lowering, syntax);
    }
    lower_push(lowering, &builder->values, (Node *)value);
}

// --- Strings -------------------------------------------------------------------------------------

// Where the text of a string without interpolations begins and ends.
static void find_text(const Lowering *lowering, const Syntax *syntax, uint32_t *start,
                      uint32_t *end) {
    const char *text = syntax_text(lowering, syntax);
    uint32_t quote = (uint32_t)strcspn(text, "'\"");
    bool is_triple = syntax_length(syntax) - quote >= 6 && text[quote + 1] == text[quote] &&
                     text[quote + 2] == text[quote];
    uint32_t width = is_triple ? 3 : 1;
    *start = syntax->start + quote + width;
    *end = syntax->end - width;
}

// Which letters may stand before a string.
static void check_prefix(Lowering *lowering, const Syntax *syntax) {
    static const char *const prefixes[] = {"",   "r",  "b",  "u", "f",  "t",  "br", "rb", "fr",
                                           "rf", "tr", "rt", "c", "cr", "rc", "ur", "ru"};
    const char *text = syntax_text(lowering, syntax);
    uint32_t length = (uint32_t)strcspn(text, "'\"");
    bool is_python = lowering->source->kind == SOURCE_PY;
    size_t count = sizeof prefixes / sizeof *prefixes - (is_python ? 5 : 0);
    for (size_t i = 0; i < count; i++) {
        if (strlen(prefixes[i]) == length && strncasecmp(prefixes[i], text, length) == 0) {
            return;
        }
    }
    diag_report(lowering->diagnostics, DIAG_E0137, syntax_span(lowering, syntax),
                arena_copy_bytes(lowering->scratch, text, length));
}

// string: a token; interpolated_string: string_start (string_content | interpolation)* string_end
static void add_string(StringBuilder *builder, const Syntax *syntax) {
    const char *text = syntax_text(builder->lowering, syntax);
    StringPrefix prefix = string_read_prefix(text, syntax_length(syntax));
    check_prefix(builder->lowering, syntax);
    builder->is_raw = prefix.is_raw;
    if (syntax->kind == SYNTAX_string) {
        uint32_t start;
        uint32_t end;
        find_text(builder->lowering, syntax, &start, &end);
        // the quotes belong to the text between two interpolations
        if (start < end) {
            extend_place(builder, syntax->start, syntax->end);
            string_decode(builder->lowering, prefix, start, end, &builder->bytes);
        }
    } else {
        const Syntax *closing = syntax_last_child(syntax);
        add_content(builder, prefix, syntax, syntax->first->end, closing->start);
    }
}

// Says which kind the whole literal is, and refuses mixtures.
static void read_prefixes(StringBuilder *builder, const Syntax *first, Span span) {
    bool has_text = false;
    bool has_others = false; // than templates
    for (const Syntax *part = first; part != NULL; part = syntax_next_named(part)) {
        StringPrefix prefix =
            string_read_prefix(syntax_text(builder->lowering, part), syntax_length(part));
        builder->is_format |= prefix.is_format;
        builder->is_bytes |= prefix.is_bytes;
        builder->is_char |= prefix.is_char;
        builder->is_template |= prefix.is_template;
        has_text |= !prefix.is_bytes && !prefix.is_template;
        has_others |= !prefix.is_template;
    }
    if (builder->is_bytes && has_text) {
        diag_report(builder->lowering->diagnostics, DIAG_E0124, span,
                    "bytes and nonbytes literals");
    } else if (builder->is_template && has_others) {
        diag_report(builder->lowering->diagnostics, DIAG_E0124, span,
                    "t-string literals with string or bytes literals");
    }
}

static void check_template_version(const Lowering *lowering, Span span) {
    if (lowering->options->python_minor < 14) {
        Diagnostic *message = diag_report(lowering->diagnostics, DIAG_E0229, span);
        diag_add_note(message, "the module is for Python 3.%d", lowering->options->python_minor);
    }
}

static Node *build_string(Lowering *lowering, const Syntax *syntax, const Syntax *first) {
    StringBuilder builder = {.lowering = lowering};
    Span span = syntax_span(lowering, syntax);
    read_prefixes(&builder, first, span);
    for (const Syntax *part = first; part != NULL; part = syntax_next_named(part)) {
        add_string(&builder, part);
    }
    if (!builder.is_format) {
        if (builder.is_char && builder.bytes.count != 1) {
            diag_report(lowering->diagnostics, DIAG_E0125, span);
        }
        return (Node *)make_literal(&builder, span);
    }
    flush_text(&builder);
    JoinedString *joined = NODE_NEW(lowering->arena, JoinedString, span);
    joined->values = lower_finish_list(lowering, &builder.values);
    joined->is_template = builder.is_template;
    if (joined->is_template) {
        check_template_version(lowering, span);
    }
    return (Node *)joined;
}

// string | interpolated_string
Node *lower_string(Lowering *lowering, const Syntax *syntax) {
    // its siblings are no parts of the literal
    Syntax alone = *syntax;
    alone.next = NULL;
    return build_string(lowering, syntax, &alone);
}

// concatenated_string: (string | interpolated_string)+
Node *lower_concatenated_string(Lowering *lowering, const Syntax *syntax) {
    return build_string(lowering, syntax, syntax_first_named(syntax));
}

Text lower_string_text(Lowering *lowering, const Syntax *syntax) {
    Node *string = lower_expression(lowering, syntax);
    return node_is(string, NODE_StringLiteral) ? NODE_AS(StringLiteral, string)->value
                                               : (Text){"", 0};
}

const Name *lower_string_name(Lowering *lowering, const Syntax *syntax) {
    if (syntax == NULL) {
        return NULL;
    }
    Text text = lower_string_text(lowering, syntax);
    return name_intern(lowering->compilation->names, text.bytes, text.length);
}
