// String literals where C wants a character, a string or memory.
//
// Takes: a literal and the type of its place. Gives: whether it fits, and the bytes that it is
// there.

#include "typer/check/internal.h"
#include <string.h>

// How many characters a text of UTF-8 has.
static uint32_t count_characters(const Text *text) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < text->length; i++)
        count += ((unsigned char)text->bytes[i] & 0xC0) != 0x80;
    return count;
}

static bool is_ascii(const Text *text) {
    for (uint32_t i = 0; i < text->length; i++)
        if ((unsigned char)text->bytes[i] > 0x7F)
            return false;
    return true;
}

// As it is written, from its quote on. Empty: it has a prefix, or is in no source.
static Text written_text(const Typer *typer, const StringLiteral *literal) {
    Span span = literal->node.span;
    const Source *source = source_of_span(typer->compilation->sources, span);
    Text text = {"", 0};
    if (source != NULL)
        text = (Text){source->text + (span.start - source->base), span.end - span.start};
    bool has_prefix = text.length > 0 && text.bytes[0] != '\'' && text.bytes[0] != '"';
    return has_prefix ? (Text){"", 0} : text;
}

// Are all of its other characters than ASCII written as `\xff` or `\377`? Each is a byte in C.
static bool has_escaped_bytes(const Typer *typer, const StringLiteral *literal) {
    Text written = written_text(typer, literal);
    if (literal->kind != STRING_STR || written.length == 0 || !is_ascii(&written))
        return false;
    for (uint32_t i = 0; i + 1 < written.length; i++) {
        if (written.bytes[i] != '\\')
            continue;
        i++;
        if (strchr("uUN", written.bytes[i]) != NULL)
            return false;
    }
    return true;
}

// Characters up to U+00FF, as the bytes of the same numbers.
static Text escaped_bytes(const Typer *typer, const StringLiteral *literal) {
    char *bytes = ARENA_ARRAY(typer->arena, char, literal->value.length + 1);
    uint32_t length = 0;
    for (uint32_t i = 0; i < literal->value.length; i++) {
        unsigned char byte = (unsigned char)literal->value.bytes[i];
        if (byte > 0x7F) // two bytes of UTF-8
            byte = (unsigned char)(byte << 6 | (literal->value.bytes[++i] & 0x3F));
        bytes[length++] = (char)byte;
    }
    return (Text){bytes, length};
}

// At language level 2 a text without a prefix is bytes where C asks for them.
static bool may_be_bytes(const Typer *typer, const StringLiteral *literal) {
    return literal->kind == STRING_BYTES || is_ascii(&literal->value) ||
           has_escaped_bytes(typer, literal) ||
           (typer->place.directives.language_level == 2 && written_text(typer, literal).length > 0);
}

static uint32_t count_bytes(const Typer *typer, const StringLiteral *literal) {
    return has_escaped_bytes(typer, literal) ? count_characters(&literal->value)
                                             : literal->value.length;
}

static bool is_any_memory(const Type *type) {
    return type->kind == TYPE_POINTER && type->element->kind == TYPE_VOID;
}

bool string_literal_fits(const Typer *typer, const StringLiteral *literal, const Type *to) {
    if (literal->kind == STRING_CHAR)
        return false;
    if (to->kind == TYPE_ARRAY && type_is_c_string(to))
        return count_bytes(typer, literal) == to->array.length;
    if (type_is_c_string(to))
        return may_be_bytes(typer, literal);
    if (is_any_memory(to)) // a C string
        return literal->kind == STRING_BYTES ||
               (may_be_bytes(typer, literal) && written_text(typer, literal).length > 0);
    if (to->kind != TYPE_INTEGER)
        return false;
    if (to->integer.is_unicode)
        return literal->kind == STRING_STR && count_characters(&literal->value) == 1;
    return count_bytes(typer, literal) == 1;
}

const Type *type_of_characters(const Typer *typer, const StringLiteral *literal,
                               const Type *element) {
    const Type *array = type_array(typer->types, element, count_bytes(typer, literal));
    bool fits = type_is_c_string(array) && may_be_bytes(typer, literal) &&
                string_literal_fits(typer, literal, array);
    return fits ? array : typer->common->object;
}

bool become_c_text(const Typer *typer, StringLiteral *literal, const Type *to) {
    if (!string_literal_fits(typer, literal, to))
        return false;
    bool is_unicode = to->kind == TYPE_INTEGER && to->integer.is_unicode;
    bool has_other_bytes = !is_ascii(&literal->value) && has_escaped_bytes(typer, literal);
    if (!is_unicode && has_other_bytes)
        literal->value = escaped_bytes(typer, literal);
    if (has_other_bytes ? !is_unicode : is_any_memory(to))
        literal->kind = STRING_BYTES;
    return true;
}
