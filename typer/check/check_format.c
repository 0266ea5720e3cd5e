// `"%s: %r" % (a, b)`: CPython 3.11 and later compile it as an f-string.
//
// Takes: a BinaryExpression of plain Python. Gives: a JoinedString instead, if the format is a
// string literal, the right side is a display of as many elements as it has conversions, and these
// are all of the kinds %s, %r and %a. What can be seen of it: each element becomes text before the
// next one is evaluated.

#include "typer/check/internal.h"
#include <string.h>

enum { DIGITS_MAX = 3 };

// The format that is read, and where.
typedef struct FormatReader {
    const char *at, *end;
} FormatReader;

// One conversion, `%-5.3s`.
typedef struct ConversionText {
    FormatConversion conversion;
    bool is_left;
    int width, precision; // -1: none
} ConversionText;

// Digits, if there are any; false if there are more than CPython looks at.
static bool read_number(FormatReader *reader, int *number) {
    int digits = 0;
    for (; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9'; reader->at++) {
        *number = (digits == 0 ? 0 : *number * 10) + (*reader->at - '0');
        if (++digits >= DIGITS_MAX)
            return false;
    }
    return true;
}

// What follows the `%`; false if it is no conversion to text.
static bool read_conversion(FormatReader *reader, ConversionText *found) {
    *found = (ConversionText){.width = -1, .precision = -1};
    while (reader->at < reader->end && *reader->at != '\0' && strchr("-+ #0", *reader->at) != NULL)
        found->is_left |= *reader->at++ == '-';
    if (!read_number(reader, &found->width))
        return false;
    if (reader->at < reader->end && *reader->at == '.') {
        reader->at++;
        found->precision = 0;
        if (!read_number(reader, &found->precision))
            return false;
    }
    if (reader->at == reader->end)
        return false;
    switch (*reader->at++) {
    case 's':
        found->conversion = CONVERSION_STR;
        return true;
    case 'r':
        found->conversion = CONVERSION_REPR;
        return true;
    case 'a':
        found->conversion = CONVERSION_ASCII;
        return true;
    default:
        return false;
    }
}

static Node *new_text(Typer *typer, const char *bytes, uint32_t length, Span span) {
    StringLiteral *literal = NODE_NEW(typer->arena, StringLiteral, span);
    literal->kind = STRING_STR;
    literal->value = (Text){bytes, length};
    return &literal->node;
}

// The text up to the next conversion, with `%%` as `%`; NULL if there is none.
static Node *read_text(Typer *typer, FormatReader *reader, Span span) {
    char *bytes = ARENA_ARRAY(typer->arena, char, reader->end - reader->at + 1);
    uint32_t length = 0;
    while (reader->at < reader->end) {
        if (*reader->at == '%') {
            if (reader->at + 1 == reader->end || reader->at[1] != '%')
                break;
            reader->at++;
        }
        bytes[length++] = *reader->at++;
    }
    bytes[length] = '\0';
    return length == 0 ? NULL : new_text(typer, bytes, length, span);
}

static Node *new_format_spec(Typer *typer, const ConversionText *text, Span span) {
    const char *align = !text->is_left && text->width > 0 ? ">" : "";
    const char *width = text->width < 0 ? "" : arena_format(typer->arena, "%d", text->width);
    const char *precision =
        text->precision < 0 ? "" : arena_format(typer->arena, ".%d", text->precision);
    const char *spec = arena_format(typer->arena, "%s%s%s", align, width, precision);
    if (*spec == '\0')
        return NULL;
    JoinedString *joined = NODE_NEW(typer->arena, JoinedString, span);
    joined->values =
        node_list_of(typer->arena, new_text(typer, spec, (uint32_t)strlen(spec), span));
    return &joined->node;
}

static Node *new_formatted(Typer *typer, Node *value, const ConversionText *text) {
    FormattedValue *formatted = NODE_NEW(typer->arena, FormattedValue, value->span);
    formatted->value = value;
    formatted->conversion = text->conversion;
    formatted->format_spec = new_format_spec(typer, text, value->span);
    return &formatted->node;
}

// The parts of the f-string; false if the format does not fit or has other conversions.
static bool read_parts(Typer *typer, const StringLiteral *format, const NodeList *elements,
                       JoinedString *joined) {
    FormatReader reader = {format->value.bytes, format->value.bytes + format->value.length};
    uint32_t count = 0;
    joined->values.items = ARENA_ARRAY(typer->arena, Node *, elements->count * 2 + 1);
    for (;;) {
        Node *text = read_text(typer, &reader, format->node.span);
        if (text != NULL)
            joined->values.items[joined->values.count++] = text;
        if (reader.at == reader.end)
            return count == elements->count;
        reader.at++;
        ConversionText conversion;
        if (count == elements->count || !read_conversion(&reader, &conversion))
            return false;
        Node *element = elements->items[count++];
        joined->values.items[joined->values.count++] = new_formatted(typer, element, &conversion);
    }
}

// All constants: CPython computes the text when it compiles, so nothing is to be seen of how.
static bool has_variables(const NodeList *elements) {
    bool has = false;
    for (uint32_t i = 0; i < elements->count; i++) {
        if (node_is(elements->items[i], NODE_Starred))
            return false;
        has |= !node_is_literal(elements->items[i]);
    }
    return has;
}

Node *format_as_joined_string(Typer *typer, const BinaryExpression *node) {
    if (!typer->module->is_pure_python || typer->module->python_minor < 11 ||
        node->operator!= BINARY_MODULO || !node_is(node->left, NODE_StringLiteral) ||
        !node_is(node->right, NODE_TupleExpression))
        return NULL;
    const StringLiteral *format = NODE_AS(StringLiteral, node->left);
    const NodeList *elements = &NODE_AS(TupleExpression, node->right)->elements;
    if (format->kind != STRING_STR || !has_variables(elements))
        return NULL;
    JoinedString *joined = NODE_NEW(typer->arena, JoinedString, node->node.span);
    return read_parts(typer, format, elements, joined) ? &joined->node : NULL;
}
