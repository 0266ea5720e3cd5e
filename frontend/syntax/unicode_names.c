// Characters by their Unicode names, for \N{...}.
//
// Takes: a name, in any case. Gives: the character. Names that Unicode makes by a rule are
// computed, the others are looked up by hash in a table made by scripts/generate-unicode-names.

#include "frontend/lower/string_decode.h"
#include <ctype.h>
#include <stdlib.h>

#define MAXIMUM_NAME_LENGTH 100
#define CHARACTER_BITS 21
#define HANGUL_BASE 0xac00

static const uint64_t name_table[] = {
#include "frontend/syntax/unicode_names.inc"
};

static uint64_t hash_name(const char *name) {
    uint64_t value = 0x9e3779b97f4a7c15u;
    for (; *name != '\0'; name++) {
        value = (value ^ (unsigned char)*name) * 0x100000001b3u;
    }
    value ^= value >> 32;
    return value * 0xd6e8feb86659fd93u;
}

static bool find_in_table(const char *name, uint32_t *character) {
    uint64_t wanted = hash_name(name) >> CHARACTER_BITS;
    size_t low = 0;
    size_t high = sizeof name_table / sizeof *name_table;
    while (low < high) {
        size_t middle = (low + high) / 2;
        uint64_t found = name_table[middle] >> CHARACTER_BITS;
        if (found == wanted) {
            *character = (uint32_t)(name_table[middle] & ((1u << CHARACTER_BITS) - 1));
            return true;
        }
        if (found < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return false;
}

// CJK UNIFIED IDEOGRAPH-4E00
static bool find_ideograph(const char *digits, uint32_t *character) {
    static const uint32_t ranges[][2] = {
        {0x3400, 0x4dbf},   {0x4e00, 0x9fff},   {0x20000, 0x2a6df}, {0x2a700, 0x2b739},
        {0x2b740, 0x2b81d}, {0x2b820, 0x2cea1}, {0x2ceb0, 0x2ebe0}, {0x2ebf0, 0x2ee5d},
        {0x30000, 0x3134a}, {0x31350, 0x323af},
    };
    size_t length = strspn(digits, "0123456789ABCDEF");
    if (digits[length] != '\0' || length < 4 || length > 5) {
        return false;
    }
    uint32_t code = (uint32_t)strtoul(digits, NULL, 16);
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (code >= ranges[i][0] && code <= ranges[i][1]) {
            *character = code;
            return true;
        }
    }
    return false;
}

// Finds the longest part that the text begins with; moves past it and returns its number, or -1.
static int take_part(const char **text, const char *const *parts, int count) {
    int best = -1;
    size_t best_length = 0;
    for (int i = 0; i < count; i++) {
        size_t length = strlen(parts[i]);
        if ((best < 0 || length > best_length) && strncmp(*text, parts[i], length) == 0) {
            best = i;
            best_length = length;
        }
    }
    *text += best_length;
    return best;
}

// HANGUL SYLLABLE GAG: a lead, a vowel and perhaps a tail
static bool find_hangul(const char *syllable, uint32_t *character) {
    static const char *const leads[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                        "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
    static const char *const vowels[] = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                         "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                         "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
    static const char *const tails[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                        "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                        "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
    int lead = take_part(&syllable, leads, 19);
    int vowel = take_part(&syllable, vowels, 21);
    int tail = take_part(&syllable, tails, 28);
    if (vowel < 0 || *syllable != '\0') {
        return false;
    }
    *character = HANGUL_BASE + (uint32_t)((lead * 21 + vowel) * 28 + tail);
    return true;
}

bool unicode_find_name(const char *name, size_t length, uint32_t *character) {
    static const char ideograph[] = "CJK UNIFIED IDEOGRAPH-";
    static const char hangul[] = "HANGUL SYLLABLE ";
    char upper[MAXIMUM_NAME_LENGTH + 1];
    if (length > MAXIMUM_NAME_LENGTH) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        upper[i] = (char)toupper((unsigned char)name[i]);
    }
    upper[length] = '\0';
    if (strncmp(upper, ideograph, sizeof ideograph - 1) == 0) {
        return find_ideograph(upper + sizeof ideograph - 1, character);
    }
    if (strncmp(upper, hangul, sizeof hangul - 1) == 0) {
        return find_hangul(upper + sizeof hangul - 1, character);
    }
    return find_in_table(upper, character);
}
