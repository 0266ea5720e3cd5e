// The light tokenizer: names, numbers and strings.

#include "frontend/syntax/identifier.h"
#include "frontend/syntax/token_internal.h"
#include "support/utf8.h"
#include <ctype.h>

// How deep strings may nest in the braces of format strings.
#define FORMAT_DEPTH_LIMIT 100

// --- Names ---------------------------------------------------------------------------------------
static bool is_name_start(char c) {
    return isalpha((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name_part(char c) { return is_name_start(c) || isdigit((unsigned char)c); }

uint32_t token_name_length(const Tokenizer *tokenizer, uint32_t place) {
    uint32_t end = place;
    if (is_name_start(tokenizer->text[place])) {
        while (is_name_part(tokenizer->text[end])) {
            end++;
        }
    }
    return end - place;
}

static bool is_printable(uint32_t character) {
    return character > 0xa0 && character != 0xad && !(character >= 0x2000 && character <= 0x200f) &&
           !(character >= 0x2028 && character <= 0x202f) &&
           !(character >= 0x205f && character <= 0x206f) && character != 0x3000 &&
           character != 0xfeff;
}

void token_check_name(Tokenizer *tokenizer, uint32_t start, uint32_t end) {
    const char *text = tokenizer->text;
    for (uint32_t place = start; place < end;) {
        uint32_t character = 0;
        uint32_t length = (uint32_t)utf8_decode(text + place, text + end, &character);
        bool is_allowed =
            place == start ? identifier_can_start(character) : identifier_can_continue(character);
        if (length > 1 && !is_allowed) {
            Arena *scratch = tokenizer->lowering->scratch;
            const char *message =
                is_printable(character)
                    ? arena_format(scratch, "invalid character '%.*s' (U+%04X)", (int)length,
                                   text + place, character)
                    : arena_format(scratch, "invalid non-printable character U+%04X", character);
            token_report(tokenizer, DIAG_E0131, place, place + length, message);
            return;
        }
        place += length > 0 ? length : 1;
    }
}

// --- Numbers -------------------------------------------------------------------------------------
static void report_number(Tokenizer *tokenizer, uint32_t start, uint32_t end, const char *what) {
    token_report(tokenizer, DIAG_E0130, start, end, what);
}

// Passes digits of a base with single underscores between them. False if an underscore is out of
// place.
static bool pass_digits(Tokenizer *tokenizer, const char *digits) {
    const char *text = tokenizer->text;
    bool has_digit = false;
    while (true) {
        char c = text[tokenizer->place];
        if (c != '\0' && strchr(digits, c) != NULL) {
            has_digit = true;
            tokenizer->place++;
        } else if (c == '_' && text[tokenizer->place + 1] != '\0' &&
                   strchr(digits, text[tokenizer->place + 1]) != NULL) {
            tokenizer->place++;
        } else {
            return has_digit && c != '_';
        }
    }
}

// C's suffixes, and Python 2's L.
static void pass_suffix(Tokenizer *tokenizer) {
    const Lowering *lowering = tokenizer->lowering;
    if (lowering->source->kind != SOURCE_PY || lowering->language_level == 2) {
        tokenizer->place += (uint32_t)strspn(tokenizer->text + tokenizer->place, "uUlL");
    }
}

// Behind a number, a name may follow only if it is the keyword of an operator: `1if x else y`.
static bool is_number_end(const Tokenizer *tokenizer) {
    uint32_t length = token_name_length(tokenizer, tokenizer->place);
    if (length == 0) {
        return true;
    }
    const char *text = tokenizer->text + tokenizer->place;
    static const char *const allowed[] = {"and", "else", "for", "if", "in", "is", "not", "or"};
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
        if (strlen(allowed[i]) <= length && strncmp(text, allowed[i], strlen(allowed[i])) == 0) {
            return true;
        }
    }
    return false;
}

static void finish_number(Tokenizer *tokenizer, uint32_t start, bool is_good, const char *what) {
    if (!is_good || !is_number_end(tokenizer)) {
        uint32_t end = tokenizer->place;
        while (is_name_part(tokenizer->text[end])) {
            end++;
        }
        report_number(tokenizer, start, end, what);
        tokenizer->place = end;
    } else if (token_name_length(tokenizer, tokenizer->place) > 0) {
        Span span = span_of(tokenizer->lowering->source, start, tokenizer->place);
        diag_report(tokenizer->lowering->diagnostics, DIAG_W0206, span, what);
    }
    token_push(tokenizer, TOKEN_NUMBER, start, tokenizer->place);
}

static void read_based_number(Tokenizer *tokenizer, uint32_t start, const char *digits,
                              const char *what) {
    tokenizer->place += 2;
    tokenizer->place += tokenizer->text[tokenizer->place] == '_';
    bool is_good = pass_digits(tokenizer, digits);
    char digit = tokenizer->text[tokenizer->place];
    if (is_good && isdigit((unsigned char)digit)) {
        token_report(tokenizer, DIAG_E0136, tokenizer->place, tokenizer->place + 1,
                     arena_format(tokenizer->lowering->scratch, "invalid digit '%c' in %s literal",
                                  digit, what));
        tokenizer->place += (uint32_t)strspn(tokenizer->text + tokenizer->place, "0123456789");
    }
    pass_suffix(tokenizer);
    finish_number(tokenizer, start, is_good, what);
}

static bool pass_exponent(Tokenizer *tokenizer) {
    const char *text = tokenizer->text + tokenizer->place;
    if ((*text | 0x20) != 'e') {
        return true;
    }
    uint32_t sign = text[1] == '+' || text[1] == '-';
    if (!isdigit((unsigned char)text[1 + sign])) {
        // a name follows: the end is wrong, unless it is `else`
        return true;
    }
    tokenizer->place += 1 + sign;
    return pass_digits(tokenizer, "0123456789");
}

static void read_decimal_number(Tokenizer *tokenizer, uint32_t start) {
    bool is_good = true;
    if (isdigit((unsigned char)tokenizer->text[start])) {
        is_good = pass_digits(tokenizer, "0123456789");
    }
    bool is_integer = true;
    if (tokenizer->text[tokenizer->place] == '.') {
        is_integer = false;
        tokenizer->place++;
        if (isdigit((unsigned char)tokenizer->text[tokenizer->place])) {
            is_good &= pass_digits(tokenizer, "0123456789");
        }
    }
    uint32_t before = tokenizer->place;
    is_good &= pass_exponent(tokenizer);
    is_integer &= tokenizer->place == before;
    if ((tokenizer->text[tokenizer->place] | 0x20) == 'j') {
        tokenizer->place++;
        finish_number(tokenizer, start, is_good, "imaginary");
        return;
    }
    if (is_integer) {
        pass_suffix(tokenizer);
    }
    finish_number(tokenizer, start, is_good, "decimal");
}

static void read_number(Tokenizer *tokenizer) {
    uint32_t start = tokenizer->place;
    const char *text = tokenizer->text + start;
    char base = text[0] == '0' ? (char)(text[1] | 0x20) : '\0';
    if (base == 'x') {
        read_based_number(tokenizer, start, "0123456789abcdefABCDEF", "hexadecimal");
    } else if (base == 'o') {
        read_based_number(tokenizer, start, "01234567", "octal");
    } else if (base == 'b') {
        read_based_number(tokenizer, start, "01", "binary");
    } else {
        read_decimal_number(tokenizer, start);
    }
}

// --- Strings -------------------------------------------------------------------------------------
// How many letters of a string prefix stand at the place; -1 if no string begins there.
static int prefix_length(const char *text) {
    int length = 0;
    while (length < 3 && text[length] != '\0' && strchr("rRbBuUfFtTcC", text[length]) != NULL) {
        length++;
    }
    return text[length] == '\'' || text[length] == '"' ? length : -1;
}

typedef struct Quotes {
    char quote;
    uint32_t width; // 1 or 3
    bool is_format;
    bool is_template;
    bool is_raw;
} Quotes;

static Quotes read_quotes(const char *text, uint32_t prefix) {
    Quotes quotes = {.quote = text[prefix], .width = 1};
    if (text[prefix + 1] == quotes.quote && text[prefix + 2] == quotes.quote) {
        quotes.width = 3;
    }
    for (uint32_t i = 0; i < prefix; i++) {
        quotes.is_format |= strchr("fFtT", text[i]) != NULL;
        quotes.is_template |= strchr("tT", text[i]) != NULL;
        quotes.is_raw |= strchr("rR", text[i]) != NULL;
    }
    return quotes;
}

static bool is_closing(const char *text, const Quotes *quotes) {
    return text[0] == quotes->quote &&
           (quotes->width == 1 || (text[1] == quotes->quote && text[2] == quotes->quote));
}

// How many characters a backslash and what it hides take. A brace stays one after a backslash.
static uint32_t escape_length(const char *text, const Quotes *quotes) {
    if (quotes->is_format && (text[1] == '{' || text[1] == '}')) {
        return 1;
    }
    if (quotes->is_format && !quotes->is_raw && text[1] == 'N' && text[2] == '{') {
        return (uint32_t)strcspn(text, "}\r\n");
    }
    return text[1] == '\r' && text[2] == '\n' ? 3 : 2;
}

enum { ALL_CLOSED = UINT32_MAX };

// A walk over one string and those inside its braces. It never goes back, so that its time is
// linear: the first string without an end ends the walk.
typedef struct StringScan {
    const char *text;
    uint32_t length;
    // where the string without an end begins, or ALL_CLOSED
    uint32_t unclosed;
} StringScan;

static uint32_t skip_string(StringScan *scan, uint32_t place, int depth);

// Passes what is between the braces of a format string, from after the opening one. Stops after
// the closing one, or where the string around it must end.
static uint32_t skip_replacement(StringScan *scan, uint32_t place, const Quotes *quotes,
                                 int depth) {
    const char *text = scan->text;
    uint32_t brackets = 0;
    bool in_specifier = false;
    while (place < scan->length && scan->unclosed == ALL_CLOSED) {
        char c = text[place];
        if (in_specifier && quotes->width == 1 && (c == '\n' || c == '\r')) {
            return place;
        }
        if (in_specifier && is_closing(text + place, quotes)) {
            return place;
        }
        if (!in_specifier && prefix_length(text + place) >= 0 && !is_name_part(text[place - 1])) {
            place = skip_string(scan, place, depth + 1);
            continue;
        }
        if (c == '{' && in_specifier) {
            place = skip_replacement(scan, place + 1, quotes, depth);
            continue;
        }
        if (c == '}' && brackets == 0) {
            return place + 1;
        }
        if (!in_specifier && c == '#') {
            place += (uint32_t)strcspn(text + place, "\r\n");
            continue;
        }
        if (!in_specifier && strchr("([{", c) != NULL) {
            brackets++;
        } else if (!in_specifier && strchr(")]}", c) != NULL) {
            brackets -= brackets > 0;
        } else if (c == ':' && brackets == 0) {
            in_specifier = true;
        }
        place++;
    }
    return place;
}

// Passes a string from its prefix on. One without an end is noted in `scan`; it takes the rest of
// its line, or of the file.
static uint32_t skip_string(StringScan *scan, uint32_t place, int depth) {
    const char *text = scan->text;
    uint32_t start = place;
    uint32_t prefix = (uint32_t)prefix_length(text + place);
    Quotes quotes = read_quotes(text + place, prefix);
    place += prefix + quotes.width;
    while (place < scan->length) {
        char c = text[place];
        if (is_closing(text + place, &quotes)) {
            return place + quotes.width;
        }
        if (c == '\\') {
            place += escape_length(text + place, &quotes);
            continue;
        }
        if (quotes.width == 1 && (c == '\n' || c == '\r')) {
            break;
        } else if (quotes.is_format && c == '{' && text[place + 1] == '{') {
            place++;
        } else if (quotes.is_format && c == '{' && depth < FORMAT_DEPTH_LIMIT) {
            place = skip_replacement(scan, place + 1, &quotes, depth);
            if (scan->unclosed != ALL_CLOSED) {
                return place;
            }
            continue;
        }
        place++;
    }
    scan->unclosed = start;
    return quotes.width == 1 ? start + (uint32_t)strcspn(text + start, "\r\n") : scan->length;
}

static void report_unclosed(Tokenizer *tokenizer, uint32_t start, uint32_t end) {
    uint32_t prefix = (uint32_t)prefix_length(tokenizer->text + start);
    Quotes quotes = read_quotes(tokenizer->text + start, prefix);
    const char *text =
        arena_format(tokenizer->lowering->scratch, "%s%sstring literal (detected at line %u)",
                     quotes.width == 3 ? "triple-quoted " : "",
                     quotes.is_template ? "t-"
                     : quotes.is_format ? "f-"
                                        : "",
                     token_line(tokenizer, end));
    token_report(tokenizer, DIAG_E0106, start, start + prefix + quotes.width, text);
}

static void read_string(Tokenizer *tokenizer) {
    uint32_t start = tokenizer->place;
    StringScan scan = {tokenizer->text, tokenizer->lowering->source->length, ALL_CLOSED};
    uint32_t end = skip_string(&scan, start, 0);
    token_push(tokenizer, TOKEN_STRING, start, end);
    tokenizer->place = end;
    if (scan.unclosed != ALL_CLOSED) {
        token_hide(tokenizer, start, end);
        report_unclosed(tokenizer, scan.unclosed, end);
    }
}

bool token_read_literal(Tokenizer *tokenizer) {
    const char *text = tokenizer->text + tokenizer->place;
    if (isdigit((unsigned char)text[0]) || (text[0] == '.' && isdigit((unsigned char)text[1]))) {
        read_number(tokenizer);
        return true;
    }
    if (prefix_length(text) >= 0) {
        read_string(tokenizer);
        return true;
    }
    return false;
}
