// Names of modules in identifiers of C, as Python and Cython make them.

#include "support/c_symbol.h"
#include "support/diag.h"
#include "support/file.h"
#include "support/utf8.h"
#include <string.h>

// Punycode's numbers (RFC 3492).
enum { BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700, FIRST_BIAS = 72, FIRST = 128 };

static uint32_t adapt_bias(uint32_t delta, uint32_t count, bool is_first) {
    delta = is_first ? delta / DAMP : delta / 2;
    delta += delta / count;
    uint32_t steps = 0;
    for (; delta > (BASE - T_MIN) * T_MAX / 2; steps += BASE)
        delta /= BASE - T_MIN;
    return steps + ((BASE - T_MIN + 1) * delta / (delta + SKEW));
}

static char punycode_digit(uint32_t digit) {
    return (char)(digit < 26 ? 'a' + digit : '0' + digit - 26);
}

// Writes one number of variable length.
static size_t write_delta(char *target, uint32_t delta, uint32_t bias) {
    size_t length = 0;
    for (uint32_t k = BASE;; k += BASE) {
        uint32_t threshold = k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
        if (delta < threshold)
            break;
        target[length++] = punycode_digit(threshold + ((delta - threshold) % (BASE - threshold)));
        delta = (delta - threshold) / (BASE - threshold);
    }
    target[length++] = punycode_digit(delta);
    return length;
}

static uint32_t decode_name(Arena *arena, const char *name, uint32_t **characters) {
    const char *end = name + strlen(name);
    uint32_t count = 0;
    *characters = ARENA_ARRAY(arena, uint32_t, strlen(name) + 1);
    while (name < end) {
        size_t length = utf8_decode(name, end, &(*characters)[count]);
        zi_assert(length > 0);
        name += length;
        count++;
    }
    return count;
}

static uint32_t next_character(const uint32_t *characters, uint32_t count, uint32_t from) {
    uint32_t next = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++)
        if (characters[i] >= from && characters[i] < next)
            next = characters[i];
    return next;
}

// As Python's import does it: punycode with '_' for '-'.
static char *punycode(Arena *arena, const char *name) {
    uint32_t *characters;
    uint32_t count = decode_name(arena, name, &characters);
    char *text = arena_allocate(arena, ((size_t)count * 8) + 16);
    size_t length = 0;
    for (uint32_t i = 0; i < count; i++)
        if (characters[i] < FIRST)
            text[length++] = (char)characters[i];
    uint32_t basic = (uint32_t)length, done = basic;
    uint32_t current = FIRST, delta = 0, bias = FIRST_BIAS;
    if (basic > 0)
        text[length++] = '_';
    while (done < count) {
        uint32_t next = next_character(characters, count, current);
        delta += (next - current) * (done + 1);
        for (uint32_t i = 0; i < count; i++) {
            delta += characters[i] < next;
            if (characters[i] != next)
                continue;
            length += write_delta(text + length, delta, bias);
            bias = adapt_bias(delta, done + 1, done == basic);
            delta = 0;
            done++;
        }
        delta++;
        current = next + 1;
    }
    return text;
}

static bool is_ascii(const char *text) {
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= FIRST)
            return false;
    return true;
}

const char *module_symbol(Arena *arena, const char *prefix, const char *name) {
    return is_ascii(name) ? arena_format(arena, "%s_%s", prefix, name)
                          : arena_format(arena, "%sU_%s", prefix, punycode(arena, name));
}

const char *init_symbol(Arena *arena, const char *module_name) {
    return module_symbol(arena, "PyInit", module_last_name(arena, module_name));
}
