// Identifiers beyond ASCII: which characters they hold, and the form that makes two of them one
// name.
//
// Takes: UTF-8. Gives: what Unicode's tables say (made by scripts/generate-identifiers), and names
// in normalisation form NFKC, as CPython interns them: `ﬁ` and `fi` are one name.

#include "frontend/syntax/identifier.h"
#include "support/utf8.h"
#include "support/vector.h"

#include "frontend/syntax/identifier.inc"

#define COUNT(array) (sizeof(array) / sizeof *(array))

// Hangul syllables: 19 leading consonants, 21 vowels, 27 trailing consonants or none.
enum {
    HANGUL_BASE = 0xac00,
    LEADING_BASE = 0x1100,
    VOWEL_BASE = 0x1161,
    TRAILING_BASE = 0x11a7,
    LEADING_COUNT = 19,
    VOWEL_COUNT = 21,
    TRAILING_COUNT = 28,
    SYLLABLE_COUNT = LEADING_COUNT * VOWEL_COUNT * TRAILING_COUNT
};

typedef VECTOR(uint32_t) CharacterVector;

// --- Tables --------------------------------------------------------------------------------------
// Returns how many of the sorted numbers are at most `wanted`.
static size_t count_up_to(const uint32_t *numbers, size_t count, uint32_t wanted) {
    size_t low = 0;
    while (low < count) {
        size_t middle = (low + count) / 2;
        if (numbers[middle] <= wanted) {
            low = middle + 1;
        } else {
            count = middle;
        }
    }
    return low;
}

bool identifier_can_start(uint32_t character) {
    return count_up_to(start_borders, COUNT(start_borders), character) % 2 == 1;
}

bool identifier_can_continue(uint32_t character) {
    return count_up_to(continue_borders, COUNT(continue_borders), character) % 2 == 1;
}

// Where marks on one letter stand in the order of marks; 0 for what is no mark.
static uint32_t combining_class(uint32_t character) {
    size_t place = count_up_to(combining, COUNT(combining), character << 8 | 0xff);
    bool is_found = place > 0 && combining[place - 1] >> 8 == character;
    return is_found ? combining[place - 1] & 0xff : 0;
}

// --- Taking apart --------------------------------------------------------------------------------
static void push_hangul(Arena *arena, CharacterVector *parts, uint32_t syllable) {
    vector_push(arena, parts, LEADING_BASE + syllable / (VOWEL_COUNT * TRAILING_COUNT));
    vector_push(arena, parts, VOWEL_BASE + syllable / TRAILING_COUNT % VOWEL_COUNT);
    if (syllable % TRAILING_COUNT != 0) {
        vector_push(arena, parts, TRAILING_BASE + syllable % TRAILING_COUNT);
    }
}

static void push_parts(Arena *arena, CharacterVector *parts, uint32_t character) {
    if (character - HANGUL_BASE < SYLLABLE_COUNT) {
        push_hangul(arena, parts, character - HANGUL_BASE);
        return;
    }
    size_t place = count_up_to(decomposed, COUNT(decomposed), character);
    if (place == 0 || decomposed[place - 1] != character) {
        vector_push(arena, parts, character);
        return;
    }
    uint32_t where = decomposition_places[place - 1];
    for (uint32_t i = 0; i < (where & 0xff); i++) {
        vector_push(arena, parts, decomposition_parts[(where >> 8) + i]);
    }
}

// Brings the marks on each letter into their order.
static void sort_marks(CharacterVector *parts) {
    for (uint32_t i = 1; i < parts->count; i++) {
        uint32_t character = parts->items[i];
        uint32_t class = combining_class(character);
        uint32_t place = i;
        while (class != 0 && place > 0 && combining_class(parts->items[place - 1]) > class) {
            parts->items[place] = parts->items[place - 1];
            place--;
        }
        parts->items[place] = character;
    }
}

// --- Putting together ----------------------------------------------------------------------------
// Returns the character that the two make, or 0.
static uint32_t compose(uint32_t first, uint32_t second) {
    if (first - LEADING_BASE < LEADING_COUNT && second - VOWEL_BASE < VOWEL_COUNT) {
        uint32_t vowels = (first - LEADING_BASE) * VOWEL_COUNT + (second - VOWEL_BASE);
        return HANGUL_BASE + vowels * TRAILING_COUNT;
    }
    if (first - HANGUL_BASE < SYLLABLE_COUNT && (first - HANGUL_BASE) % TRAILING_COUNT == 0 &&
        second - TRAILING_BASE - 1 < TRAILING_COUNT - 1) {
        return first + (second - TRAILING_BASE);
    }
    uint64_t wanted = (uint64_t)first << 32 | second;
    size_t low = 0;
    size_t high = COUNT(composition_pairs);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (composition_pairs[middle] < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < COUNT(composition_pairs) && composition_pairs[low] == wanted ? compositions[low]
                                                                              : 0;
}

// Puts together each letter and the marks that nothing of their own class separates from it.
static void compose_all(CharacterVector *parts) {
    uint32_t count = 0;
    uint32_t starter = UINT32_MAX; // index of the last letter
    uint32_t last_class = 0;
    for (uint32_t i = 0; i < parts->count; i++) {
        uint32_t character = parts->items[i];
        uint32_t class = combining_class(character);
        bool is_blocked = starter == UINT32_MAX || (count > starter + 1 && last_class >= class);
        uint32_t composed = is_blocked ? 0 : compose(parts->items[starter], character);
        if (composed != 0) {
            parts->items[starter] = composed;
            continue;
        }
        if (class == 0) {
            starter = count;
        }
        last_class = class;
        parts->items[count++] = character;
    }
    parts->count = count;
}

// --- Names ---------------------------------------------------------------------------------------
static bool is_ascii(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

const Name *identifier_intern(Arena *scratch, NameTable *names, const char *text, size_t length) {
    if (is_ascii(text, length)) {
        return name_intern(names, text, length);
    }
    CharacterVector parts = {0};
    for (size_t place = 0; place < length;) {
        uint32_t character = 0;
        size_t width = utf8_decode(text + place, text + length, &character);
        if (width == 0) {
            return name_intern(names, text, length);
        }
        push_parts(scratch, &parts, character);
        place += width;
    }
    sort_marks(&parts);
    compose_all(&parts);
    char *bytes = ARENA_ARRAY(scratch, char, (size_t)parts.count * 4 + 1);
    size_t count = 0;
    for (uint32_t i = 0; i < parts.count; i++) {
        count += utf8_encode(parts.items[i], bytes + count);
    }
    return name_intern(names, bytes, count);
}
