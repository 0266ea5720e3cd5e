// Values of names for DEF and IF that the command line gives: -E NAME=VALUE,NAME=VALUE, as
// Cython's.
//
// Takes the texts. Gives the names and their values as literals, which is how the typer reads them:
// True, False and None, numbers, and all else as a str. `--compile-time-literal` has a literal
// itself.

#include "driver/internal.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *trim(Arena *arena, const char *text, size_t length) {
    while (length > 0 && (*text == ' ' || *text == '\t'))
        text++, length--;
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        length--;
    return arena_copy_bytes(arena, text, length);
}

static bool is_name(const char *text) {
    size_t length = strlen(text);
    return length > 0 && strchr("0123456789", *text) == NULL &&
           strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") ==
               length;
}

static bool is_real(const char *text) {
    char *end;
    strtod(text, &end);
    return *text != '\0' && *end == '\0' && strpbrk(text, "xXpP") == NULL;
}

// A str in quotes; what could end them is written by its number.
static const char *quote(Arena *arena, const char *text) {
    const char *quoted = "";
    for (; *text != '\0'; text++)
        quoted = (unsigned char)*text < ' ' || *text == '\'' || *text == '\\'
                     ? arena_format(arena, "%s\\x%02x", quoted, (unsigned char)*text)
                     : arena_format(arena, "%s%c", quoted, *text);
    return arena_format(arena, "'%s'", quoted);
}

static const char *literal_of_real(Arena *arena, double value) {
    if (isnan(value))
        return "(1e999 - 1e999)";
    if (isinf(value))
        return value > 0 ? "1e999" : "-1e999";
    const char *digits = arena_format(arena, "%.17g", value);
    return strpbrk(digits, ".e") ? digits : arena_format(arena, "%s.0", digits);
}

static const char *literal_of(Arena *arena, const char *value) {
    static const char *const words[] = {"True", "False", "None"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(value, words[i]))
            return value;
    if (*value != '\0' && strspn(value, "0123456789") == strlen(value)) {
        // no literal of Python's begins with it
        while (*value == '0' && value[1] != '\0')
            value++;
        return value;
    }
    return is_real(value) ? literal_of_real(arena, strtod(value, NULL)) : quote(arena, value);
}

static void add_value(Driver *driver, const char *text, size_t length, bool is_literal) {
    Arena *arena = driver->compilation->arena;
    const char *equals = memchr(text, '=', length);
    size_t end = equals != NULL ? (size_t)(equals - text) : length;
    const char *name = trim(arena, text, end);
    if (equals == NULL || !is_name(name)) {
        diag_report(driver->compilation->diagnostics, DIAG_E0009, NO_SPAN,
                    arena_format(arena, "option '-E' takes NAME=VALUE, not '%s'",
                                 trim(arena, text, length)));
        return;
    }
    const char *value = trim(arena, equals + 1, length - end - 1);
    CompileTimeValue given = {name, is_literal ? value : literal_of(arena, value)};
    vector_push(arena, &driver->compile_time_values, given);
}

void read_compile_time_env(Driver *driver) {
    const Options *options = &driver->options;
    for (uint32_t i = 0; i < options->compile_time_env.count; i++) {
        const char *text = options->compile_time_env.items[i];
        while (*text != '\0') {
            size_t length = strcspn(text, ",");
            if (strspn(text, " \t") < length)
                add_value(driver, text, length, false);
            text += length + (text[length] != '\0');
        }
    }
    for (uint32_t i = 0; i < options->compile_time_literals.count; i++) {
        const char *text = options->compile_time_literals.items[i];
        add_value(driver, text, strlen(text), true);
    }
}
