// Directives: their defaults, and setting one by the text of a header line, an option or a
// decorator. Guarantees: what asks for something that Zilant does not do is never taken in silence.

#include "typer/directives.h"
#include "support/suggest.h"
#include <stddef.h>
#include <string.h>
#include <strings.h>

Directives directives_default(void) {
    Directives directives = {
#define DIRECTIVE_FLAG(field, default_value, help) .field = (default_value),
#define DIRECTIVE_PART(field, name, default_value, help) .field = (default_value),
#define DIRECTIVE_WARNING(field, name, default_value, help) .warn_##field = (default_value),
#define DIRECTIVE_SETTING(field, default_text, values, help)
#define DIRECTIVE_IDLE(name, default_text, values, effect, why)
#include "typer/directive.def"
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

// What None, True and False stand for where there are three choices.
typedef struct Choices {
    unsigned none, yes, no;
} Choices;

static bool choose(const char *value, Choices choices, unsigned *choice) {
    bool is_yes;
    if (strcmp(value, "None") == 0)
        *choice = choices.none;
    else if (parse_bool(value, &is_yes))
        *choice = is_yes ? choices.yes : choices.no;
    else
        return false;
    return true;
}

static bool set_infer_types(Directives *directives, const char *value) {
    return choose(value, (Choices){INFER_SAFE, INFER_ALL, INFER_NONE}, &directives->infer_types);
}

// None is what holds where nothing is said.
static bool set_cpow(Directives *directives, const char *value) {
    directives->cpow = false;
    directives->refuses_c_power = strcmp(value, "False") == 0;
    return strcmp(value, "None") == 0 || parse_bool(value, &directives->cpow);
}

static bool set_auto_pickle(Directives *directives, const char *value) {
    Choices choices = {AUTO_PICKLE_WHERE_SAFE, AUTO_PICKLE_ALWAYS, AUTO_PICKLE_NEVER};
    return choose(value, choices, &directives->auto_pickle);
}

static bool set_show_frames(Directives *directives, const char *value) {
    Choices choices = {SHOW_FRAMES_IN_PYTHON, SHOW_FRAMES_ALWAYS, SHOW_FRAMES_NEVER};
    return choose(value, choices, &directives->show_frames);
}

static bool set_embedsignature_format(Directives *directives, const char *value) {
    if (strcmp(value, "c") == 0)
        directives->embedsignature_format = SIGNATURE_AS_C;
    else if (strcmp(value, "python") == 0)
        directives->embedsignature_format = SIGNATURE_AS_PYTHON;
    else if (strcmp(value, "clinic") == 0)
        directives->embedsignature_format = SIGNATURE_AS_CLINIC;
    else
        return false;
    return true;
}

static bool set_c_string_type(Directives *directives, const char *value) {
    if (strcmp(value, "bytes") == 0)
        directives->c_string_type = C_STRING_BYTES;
    else if (strcmp(value, "bytearray") == 0)
        directives->c_string_type = C_STRING_BYTEARRAY;
    else if (strcmp(value, "str") == 0 || strcmp(value, "unicode") == 0)
        directives->c_string_type = C_STRING_STR;
    else
        return false;
    return true;
}

static bool set_c_string_encoding(Directives *directives, const char *value) {
    bool is_utf8 = strcasecmp(value, "utf8") == 0 || strcasecmp(value, "utf-8") == 0 ||
                   strcasecmp(value, "default") == 0;
    bool is_ascii = strcasecmp(value, "ascii") == 0 || strcasecmp(value, "us-ascii") == 0;
    const char *name = is_utf8 ? "utf-8" : is_ascii ? "ascii" : value;
    size_t size = strlen(name) + 1;
    if (size > ENCODING_NAME_SIZE)
        return false;
    memcpy(directives->c_string_encoding, name, size);
    directives->c_string_encodes = is_utf8 || is_ascii;
    return true;
}

#define FLAG_BIT(NAME, name, bit) (bit) |

static unsigned find_fast_math(const char *text, size_t length) {
#define FLAG_ENTRY(NAME, name, bit)                                                                \
    if (strlen(name) == length && memcmp(text, name, length) == 0)                                 \
        return (bit);
    FAST_MATH_FLAGS(FLAG_ENTRY)
#undef FLAG_ENTRY
    return 0;
}

// "reassoc,contract"; "none" or "False" for no liberties, "all" or "True" for every one.
static bool set_fastmath(Directives *directives, const char *value) {
    static const unsigned every = FAST_MATH_FLAGS(FLAG_BIT) 0;
    unsigned bits = 0;
    bool any = strcmp(value, "all") == 0;
    if (any || strcmp(value, "none") == 0 || parse_bool(value, &any)) {
        directives->fastmath = any ? every : 0;
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
    directives->fastmath = bits;
    return bits != 0;
}

// --- The table -----------------------------------------------------------------------------------
typedef enum DirectiveEffect { EFFECT_WORKS, EFFECT_NONE, EFFECT_MISSING } DirectiveEffect;

typedef struct DirectiveInfo {
    const char *name, *default_text, *values;
    DirectiveEffect effect;
    const char *why;                                        // of an idle one
    size_t offset;                                          // of a flag
    bool (*set)(Directives *directives, const char *value); // of a setting
} DirectiveInfo;

#define BOOL_TEXT_true "True"
#define BOOL_TEXT_false "False"
static const DirectiveInfo infos[] = {
#define DIRECTIVE_FLAG(field, default_value, help)                                                 \
    {#field, BOOL_TEXT_##default_value,   "True, False", EFFECT_WORKS,                             \
     NULL,   offsetof(Directives, field), NULL},
#define DIRECTIVE_PART(field, name, default_value, help)                                           \
    {name, BOOL_TEXT_##default_value,   "True, False", EFFECT_WORKS,                               \
     NULL, offsetof(Directives, field), NULL},
#define DIRECTIVE_WARNING(field, name, default_value, help)                                        \
    {name, BOOL_TEXT_##default_value,          "True, False", EFFECT_WORKS,                        \
     NULL, offsetof(Directives, warn_##field), NULL},
#define DIRECTIVE_SETTING(field, default_text, values, help)                                       \
    {#field, default_text, values, EFFECT_WORKS, NULL, 0, set_##field},
#define DIRECTIVE_SETTING_PART(field, name, default_text, values, help)                            \
    {name, default_text, values, EFFECT_WORKS, NULL, 0, set_##field},
#define DIRECTIVE_IDLE(name, default_text, values, effect, why)                                    \
    {name, default_text, values, EFFECT_##effect, why, 0, NULL},
#include "typer/directive.def"
};
const size_t directive_count = sizeof infos / sizeof *infos;

const char *const directive_names[] = {
#define DIRECTIVE_FLAG(field, default_value, help) #field,
#define DIRECTIVE_PART(field, name, default_value, help) name,
#define DIRECTIVE_WARNING(field, name, default_value, help) name,
#define DIRECTIVE_SETTING(field, default_text, values, help) #field,
#define DIRECTIVE_SETTING_PART(field, name, default_text, values, help) name,
#define DIRECTIVE_IDLE(name, default_text, values, effect, why) name,
#include "typer/directive.def"
};

static const DirectiveInfo *find_info(const char *name) {
    for (size_t i = 0; i < directive_count; i++) {
        if (strcmp(infos[i].name, name) == 0)
            return &infos[i];
    }
    return NULL;
}

// --- Idle ones -----------------------------------------------------------------------------------
static bool is_same_word(const char *word, size_t length, const char *value) {
    bool wanted, given;
    if (strlen(value) == length && memcmp(word, value, length) == 0)
        return true;
    bool is_true = length == 4 && memcmp(word, "True", 4) == 0;
    bool is_false = length == 5 && memcmp(word, "False", 5) == 0;
    wanted = is_true;
    return (is_true || is_false) && parse_bool(value, &given) && given == wanted;
}

static bool is_listed(const char *values, const char *value) {
    while (*values != '\0') {
        size_t length = strcspn(values, ",");
        if (is_same_word(values, length, value))
            return true;
        values += length;
        values += strspn(values, ", ");
    }
    return false;
}

static DirectiveResult set_idle(const DirectiveInfo *info, const char *value) {
    if (*info->values != '\0' && !is_listed(info->values, value))
        return DIRECTIVE_WRONG_VALUE;
    bool is_default = is_same_word(info->default_text, strlen(info->default_text), value);
    return info->effect == EFFECT_MISSING && !is_default ? DIRECTIVE_NO_EFFECT : DIRECTIVE_SET;
}

// --- Setting -------------------------------------------------------------------------------------
static DirectiveResult set_one(Directives *directives, const DirectiveInfo *info,
                               const char *value) {
    if (info->effect != EFFECT_WORKS)
        return set_idle(info, value);
    bool good = info->set != NULL ? info->set(directives, value)
                                  : parse_bool(value, (bool *)((char *)directives + info->offset));
    return good ? DIRECTIVE_SET : DIRECTIVE_WRONG_VALUE;
}

// `warn.all=True`: all that begin with "warn.".
static DirectiveResult set_group(Directives *directives, const char *name, const char *value) {
    static const char ending[] = ".all";
    size_t length = strlen(name);
    DirectiveResult result = DIRECTIVE_UNKNOWN;
    if (length < sizeof ending || strcmp(name + length - (sizeof ending - 1), ending) != 0)
        return result;
    for (size_t i = 0; i < directive_count; i++) {
        if (strncmp(infos[i].name, name, length - strlen("all")) != 0)
            continue;
        DirectiveResult one = set_one(directives, &infos[i], value);
        if (result == DIRECTIVE_UNKNOWN || one > result)
            result = one;
    }
    return result;
}

DirectiveResult directives_set(Directives *directives, const char *name, const char *value) {
    const DirectiveInfo *info = find_info(name);
    return info != NULL ? set_one(directives, info, value) : set_group(directives, name, value);
}

bool directive_is_loose(const char *name, const char *value) {
    const DirectiveInfo *info = find_info(name);
    bool given, is_flag = info != NULL && info->effect == EFFECT_WORKS && info->set == NULL;
    return is_flag && parse_bool(value, &given) && strcmp(value, "True") != 0 &&
           strcmp(value, "False") != 0;
}

static Diagnostic *report_unknown(Diagnostics *diagnostics, Span span, const char *name,
                                  DiagCode code) {
    Diagnostic *message = diag_report(diagnostics, code, span, name);
    Suggestion suggestion = suggestion_start(name);
    for (size_t i = 0; i < directive_count; i++)
        suggestion_offer(&suggestion, infos[i].name);
    if (suggestion.best != NULL)
        diag_add_help(message, "did you mean '%s'?", suggestion.best);
    else
        diag_add_help(message, "the user guide lists all directives under \"Directives\"");
    return message;
}

Diagnostic *directives_apply(Directives *directives, Diagnostics *diagnostics, Span span,
                             const char *name, const char *value, DiagCode unknown) {
    const DirectiveInfo *info = find_info(name);
    switch (directives_set(directives, name, value)) {
    case DIRECTIVE_SET:
        return NULL;
    case DIRECTIVE_NO_EFFECT:
        return diag_report(diagnostics, DIAG_W0102, span, name, value,
                           info != NULL ? info->why : "see the user guide's list");
    case DIRECTIVE_WRONG_VALUE: {
        Diagnostic *message = diag_report(diagnostics, DIAG_E0505, span, name, value);
        diag_add_help(message, "the values are: %s", info != NULL ? info->values : "True, False");
        return message;
    }
    case DIRECTIVE_UNKNOWN:
        return report_unknown(diagnostics, span, name, unknown);
    }
    return NULL;
}
