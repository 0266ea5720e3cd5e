// Directives: their defaults, and setting one by the text of a header line, an option or a
// decorator.

#include "typer/directives.h"
#include <stddef.h>
#include <string.h>

Directives directives_default(void) {
    Directives directives = {
#define DIRECTIVE(name, default_value) .name = (default_value),
#include "typer/directive.def"
#undef DIRECTIVE
    };
    directives.language_level = 3;
    directives.infer_types = INFER_SAFE;
    return directives;
}

static bool parse_bool(const char *value, bool *result) {
    *result = strcmp(value, "True") == 0 || strcmp(value, "true") == 0 || strcmp(value, "1") == 0;
    return *result || strcmp(value, "False") == 0 || strcmp(value, "false") == 0 ||
           strcmp(value, "0") == 0;
}

static bool set_language_level(Directives *directives, const char *value) {
    if (strcmp(value, "2") == 0) {
        directives->language_level = 2;
    } else if (strcmp(value, "3") == 0 || strcmp(value, "3str") == 0) {
        directives->language_level = 3;
    } else {
        return false;
    }
    return true;
}

static bool set_infer_types(Directives *directives, const char *value) {
    bool all;
    if (strcmp(value, "None") == 0) {
        directives->infer_types = INFER_SAFE;
    } else if (parse_bool(value, &all)) {
        directives->infer_types = all ? INFER_ALL : INFER_NONE;
    } else {
        return false;
    }
    return true;
}

static unsigned find_fast_math(const char *text, size_t length) {
#define FLAG_ENTRY(NAME, name, bit)                                                                \
    if (strlen(name) == length && memcmp(text, name, length) == 0)                                 \
        return (bit);
    FAST_MATH_FLAGS(FLAG_ENTRY)
#undef FLAG_ENTRY
    return 0;
}

// "reassoc,contract"; "none" or "False" for no liberties.
static bool set_fast_math(Directives *directives, const char *value) {
    unsigned bits = 0;
    bool none;
    if (strcmp(value, "none") == 0 || (parse_bool(value, &none) && !none)) {
        directives->fast_math = 0;
        return true;
    }
    while (*value != '\0') {
        size_t length = strcspn(value, ",");
        const char *next = value + length + (value[length] == ',');
        while (*value == ' ')
            value++, length--;
        while (length > 0 && value[length - 1] == ' ')
            length--;
        unsigned bit = find_fast_math(value, length);
        if (bit == 0)
            return false;
        bits |= bit;
        value = next;
    }
    directives->fast_math = bits;
    return bits != 0;
}

// Directives of Cython that change nothing in what Zilant makes: accepted with any value.
static bool is_without_effect(const char *name) {
    static const char *const names[] = {
        "emit_code_comments",
        "type_version_tag",
        "unraisable_tracebacks",
        "remove_unreachable",
        "show_performance_hints",
        "cdivision_warnings",
        "ccomplex",
        "fast_gil",
        "fast_getattr",
        "np_pythran",
        "cpp_locals",
        "old_style_globals",
        "formal_grammar",
        "auto_pickle",
        "set_initial_path",
        "subinterpreters_compatible",
        "callspec",
        "c_compile_guard",
        "c_string_type",
        "c_string_encoding",
        "cpow",
        "preliminary_late_includes_cy28",
        "test_assert_path_exists",
        "test_fail_if_path_exists",
        "test_assert_c_code_has",
        "test_fail_if_c_code_has",
        "py2_import",
        "embedsignature.format",
        "overflowcheck.fold",
        "infer_types.verbose",
        "typing",
        "control_flow.dot_output",
        "control_flow.dot_annotate_defs",
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return strncmp(name, "warn.", 5) == 0 || strncmp(name, "optimize.", 9) == 0;
}

static const struct {
    const char *name;
    size_t offset;
} flags[] = {
#define DIRECTIVE(name, default_value) {#name, offsetof(Directives, name)},
#include "typer/directive.def"
#undef DIRECTIVE
};

static bool *find_flag(Directives *directives, const char *name) {
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (strcmp(flags[i].name, name) == 0)
            return (bool *)((char *)directives + flags[i].offset);
    }
    return NULL;
}

bool directives_set(Directives *directives, const char *name, const char *value) {
    if (strcmp(name, "language_level") == 0)
        return set_language_level(directives, value);
    if (strcmp(name, "infer_types") == 0)
        return set_infer_types(directives, value);
    if (strcmp(name, "fastmath") == 0)
        return set_fast_math(directives, value);
    bool *flag = find_flag(directives, name);
    return flag != NULL ? parse_bool(value, flag) : is_without_effect(name);
}

bool directive_is_known(const char *name) {
    Directives directives;
    return strcmp(name, "language_level") == 0 || strcmp(name, "infer_types") == 0 ||
           strcmp(name, "fastmath") == 0 || find_flag(&directives, name) != NULL ||
           is_without_effect(name);
}
