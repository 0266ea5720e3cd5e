// UTF-8 after table 3-7 of the Unicode standard.

#include "support/utf8.h"
#include <string.h>

// Says how many bytes a character that starts with `lead` has, and the range of its second byte.
static size_t lead_length(unsigned char lead, unsigned char *low, unsigned char *high) {
    *low = 0x80;
    *high = 0xbf;
    if (lead < 0x80)
        return 1;
    if (lead < 0xc2)
        return 0;
    if (lead < 0xe0)
        return 2;
    if (lead < 0xf0) {
        if (lead == 0xe0)
            *low = 0xa0;
        if (lead == 0xed)
            *high = 0x9f;
        return 3;
    }
    if (lead > 0xf4)
        return 0;
    if (lead == 0xf0)
        *low = 0x90;
    if (lead == 0xf4)
        *high = 0x8f;
    return 4;
}

size_t utf8_decode(const char *text, const char *end, uint32_t *character) {
    const unsigned char *bytes = (const unsigned char *)text;
    if (text >= end)
        return 0;
    unsigned char low, high;
    size_t length = lead_length(bytes[0], &low, &high);
    if (length == 0 || (size_t)(end - text) < length)
        return 0;
    if (length == 1) {
        *character = bytes[0];
        return 1;
    }
    if (bytes[1] < low || bytes[1] > high)
        return 0;
    uint32_t value = bytes[0] & (0xffU >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (bytes[i] & 0x3f);
    }
    *character = value;
    return length;
}

size_t utf8_encode(uint32_t character, char *text) {
    if (character < 0x80) {
        text[0] = (char)character;
        return 1;
    }
    size_t length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, character >>= 6)
        text[i] = (char)(0x80 | (character & 0x3f));
    text[0] = (char)((0xf00U >> length & 0xf0) | character);
    return length;
}

size_t utf8_valid_length(const char *text, size_t length) {
    const char *next = text, *end = text + length;
    while (next < end) {
        uint64_t word;
        if (end - next >= 8 && (memcpy(&word, next, 8), !(word & 0x8080808080808080ULL))) {
            next += 8;
            continue;
        }
        uint32_t character;
        size_t step = utf8_decode(next, end, &character);
        if (!step)
            break;
        next += step;
    }
    return (size_t)(next - text);
}

size_t utf8_count(const char *text, size_t length) {
    size_t continuations = 0, i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t word;
        memcpy(&word, text + i, 8);
        // A continuation byte is 10xxxxxx: its high bit is set and the next is not.
        uint64_t marks = (word >> 7) & (~word >> 6) & 0x0101010101010101ULL;
        continuations += (marks * 0x0101010101010101ULL) >> 56;
    }
    for (; i < length; i++)
        continuations += ((unsigned char)text[i] & 0xc0) == 0x80;
    return length - continuations;
}
