// Decoding of string literals.
//
// Takes: the source text between the quotes. Gives: the value, as UTF-8 in which surrogates stand
// like other characters (WTF-8) for str, as bytes for the others. Reports wrong escapes and goes
// on.

#include "frontend/lower/string_decode.h"
#include "support/utf8.h"
#include <ctype.h>

#define MAXIMUM_CHARACTER 0x10ffff

typedef struct Decoder {
    Lowering *lowering;
    StringPrefix prefix;
    Bytes *bytes;
    const char *text; // of the source
    uint32_t place;   // offset of the next byte
    uint32_t end;
} Decoder;

StringPrefix string_read_prefix(const char *text, uint32_t length) {
    StringPrefix prefix = {0};
    for (uint32_t i = 0; i < length && text[i] != '\'' && text[i] != '"'; i++) {
        switch (tolower((unsigned char)text[i])) {
        case 'r':
            prefix.is_raw = true;
            break;
        case 'u':
            prefix.is_unicode = true;
            break;
        case 'b':
            prefix.is_bytes = true;
            break;
        case 'c':
            prefix.is_bytes = prefix.is_char = true;
            break;
        case 't':
            prefix.is_template = prefix.is_format = true;
            break;
        case 'f':
            prefix.is_format = true;
            break;
        default:
            break;
        }
    }
    return prefix;
}

const char *string_format_name(bool is_template) { return is_template ? "t-string" : "f-string"; }

static void put_byte(Decoder *decoder, char byte) {
    vector_push(decoder->lowering->scratch, decoder->bytes, byte);
}

static void put_character(Decoder *decoder, uint32_t character) {
    if (decoder->prefix.is_bytes) {
        put_byte(decoder, (char)character);
        return;
    }
    char encoded[4];
    size_t length = utf8_encode(character, encoded);
    for (size_t i = 0; i < length; i++) {
        put_byte(decoder, encoded[i]);
    }
}

static Span escape_span(const Decoder *decoder, uint32_t start) {
    return span_of(decoder->lowering->source, start, decoder->place);
}

// --- Escapes -------------------------------------------------------------------------------------
// Reads `count` hexadecimal digits of the escape that starts at `start`.
static void decode_hexadecimal(Decoder *decoder, uint32_t start, uint32_t count) {
    uint32_t value = 0;
    uint32_t read = 0;
    while (read < count && decoder->place < decoder->end &&
           isxdigit((unsigned char)decoder->text[decoder->place])) {
        char digit = decoder->text[decoder->place++];
        value = value * 16 + (isdigit((unsigned char)digit)
                                  ? (uint32_t)(digit - '0')
                                  : (uint32_t)(tolower((unsigned char)digit) - 'a' + 10));
        read++;
    }
    if (read < count) {
        diag_report(decoder->lowering->diagnostics, DIAG_E0117, escape_span(decoder, start),
                    decoder->text[start + 1], (int)count);
    } else if (value > MAXIMUM_CHARACTER) {
        diag_report(decoder->lowering->diagnostics, DIAG_E0118, escape_span(decoder, start));
    } else {
        put_character(decoder, value);
    }
}

// Warns of an escape without a meaning; `kind` is "" or "octal ". A character beyond ASCII is none.
static void warn_of_escape(Decoder *decoder, uint32_t start, uint32_t length, const char *kind) {
    const char *text = decoder->text + start;
    if (decoder->lowering->language_level > 2 && (unsigned char)text[1] < 0x80) {
        diag_report(decoder->lowering->diagnostics, DIAG_W0201, escape_span(decoder, start), kind,
                    arena_copy_bytes(decoder->lowering->scratch, text, length));
    }
}

static void decode_octal(Decoder *decoder, uint32_t start, char first) {
    uint32_t value = (uint32_t)(first - '0');
    for (int i = 0; i < 2 && decoder->place < decoder->end; i++) {
        char digit = decoder->text[decoder->place];
        if (digit < '0' || digit > '7') {
            break;
        }
        value = value * 8 + (uint32_t)(digit - '0');
        decoder->place++;
    }
    if (value > 0377) {
        warn_of_escape(decoder, start, decoder->place - start, "octal ");
    }
    put_character(decoder, value);
}

// \N{name}
static void decode_name(Decoder *decoder, uint32_t start) {
    const char *name = decoder->text + decoder->place + 1;
    const char *close = NULL;
    if (decoder->place < decoder->end && name[-1] == '{') {
        close = memchr(name, '}', decoder->end - decoder->place - 1);
    }
    if (close == NULL) {
        diag_report(decoder->lowering->diagnostics, DIAG_E0119, escape_span(decoder, start));
        return;
    }
    decoder->place = (uint32_t)(close - decoder->text) + 1;
    uint32_t character;
    if (unicode_find_name(name, (size_t)(close - name), &character)) {
        put_character(decoder, character);
    } else {
        diag_report(decoder->lowering->diagnostics, DIAG_E0120, escape_span(decoder, start),
                    arena_copy_bytes(decoder->lowering->scratch, name, (size_t)(close - name)));
    }
}

// The escapes of one letter: pairs of the letter and what it stands for.
static const char simple_escapes[] = "\\\\''\"\"a\ab\bf\fn\nr\rt\tv\v";

static bool decode_simple_escape(Decoder *decoder, char letter) {
    for (const char *pair = simple_escapes; *pair != '\0'; pair += 2) {
        if (*pair == letter) {
            put_byte(decoder, pair[1]);
            return true;
        }
    }
    return false;
}

static void decode_escape(Decoder *decoder) {
    uint32_t start = decoder->place++;
    if (decoder->place >= decoder->end) { // a field of a format string follows
        put_byte(decoder, '\\');
        warn_of_escape(decoder, start, 2, "");
        return;
    }
    char letter = decoder->text[decoder->place++];
    if (decode_simple_escape(decoder, letter)) {
        return;
    }
    if (letter == '\n') {
        return;
    }
    if (letter == '\r') {
        decoder->place += decoder->place < decoder->end && decoder->text[decoder->place] == '\n';
    } else if (letter >= '0' && letter <= '7') {
        decode_octal(decoder, start, letter);
    } else if (letter == 'x') {
        decode_hexadecimal(decoder, start, 2);
    } else if (letter == 'u' && !decoder->prefix.is_bytes) {
        decode_hexadecimal(decoder, start, 4);
    } else if (letter == 'U' && !decoder->prefix.is_bytes) {
        decode_hexadecimal(decoder, start, 8);
    } else if (letter == 'N' && !decoder->prefix.is_bytes) {
        decode_name(decoder, start);
    } else { // not an escape: the backslash stays
        put_byte(decoder, '\\');
        decoder->place--;
        warn_of_escape(decoder, start, 2, "");
    }
}

// In Python 2 a raw unicode string has \u and \U still, where the backslash is not escaped itself.
static bool decode_raw_unicode(Decoder *decoder) {
    bool is_unicode =
        decoder->prefix.is_unicode || (decoder->lowering->has_unicode_literals &&
                                       !decoder->prefix.is_bytes && !decoder->prefix.is_format);
    if (decoder->lowering->language_level > 2 || !is_unicode || decoder->place + 1 >= decoder->end)
        return false;
    char letter = decoder->text[decoder->place + 1];
    if (letter == '\\') {
        put_byte(decoder, '\\');
        put_byte(decoder, '\\');
        decoder->place += 2;
    } else if (letter == 'u' || letter == 'U') {
        decode_escape(decoder);
    } else {
        return false;
    }
    return true;
}

// --- The text between escapes --------------------------------------------------------------------
static void decode_brace(Decoder *decoder, char brace) {
    uint32_t start = decoder->place++;
    put_byte(decoder, brace);
    if (decoder->place < decoder->end && decoder->text[decoder->place] == brace) {
        decoder->place++;
    } else if (brace == '}') {
        diag_report(decoder->lowering->diagnostics, DIAG_E0121, escape_span(decoder, start),
                    string_format_name(decoder->prefix.is_template));
    }
}

static void decode_non_ascii(Decoder *decoder) {
    uint32_t start = decoder->place;
    while (decoder->place < decoder->end && (unsigned char)decoder->text[decoder->place] >= 0x80) {
        put_byte(decoder, decoder->text[decoder->place++]);
    }
    if (decoder->prefix.is_bytes && decoder->lowering->language_level > 2) {
        diag_report(decoder->lowering->diagnostics, DIAG_E0122, escape_span(decoder, start));
    }
}

void string_decode(Lowering *lowering, StringPrefix prefix, uint32_t start, uint32_t end,
                   Bytes *bytes) {
    Decoder decoder = {lowering, prefix, bytes, lowering->source->text, start, end};
    while (decoder.place < end) {
        char byte = decoder.text[decoder.place];
        if (byte == '\\' && !prefix.is_raw) {
            decode_escape(&decoder);
        } else if (byte == '\\' && decode_raw_unicode(&decoder)) {
            continue;
        } else if (byte == '\r') {
            decoder.place +=
                1 + (decoder.place + 1 < end && decoder.text[decoder.place + 1] == '\n');
            put_byte(&decoder, '\n');
        } else if (prefix.is_format && (byte == '{' || byte == '}')) {
            decode_brace(&decoder, byte);
        } else if ((unsigned char)byte >= 0x80) {
            decode_non_ascii(&decoder);
        } else {
            put_byte(&decoder, byte);
            decoder.place++;
        }
    }
}

Text string_finish(Lowering *lowering, const Bytes *bytes) {
    return (Text){
        arena_copy_bytes(lowering->arena, bytes->count > 0 ? bytes->items : "", bytes->count),
        bytes->count};
}
