// What the command line and the `# distutils:` lines of a source say about C: how its headers are
// compiled, and what is linked.
//
// Takes Options and the settings of the module's header. Gives BuildSettings in which all of that
// stands once, for codegen and for the linker. The lines come after the command line, as if they
// stood at its end. An argument of the C compiler that would change what the module computes, and
// does not, is W0109.

#include "driver/internal.h"
#include <string.h>

typedef enum SettingUse {
    LIBRARIES,
    LIBRARY_DIRECTORIES,
    RUN_PATHS, // where the dynamic linker looks
    LINK_ARGUMENTS,
    SOURCES, // that are a part of the module
    INCLUDE_DIRECTORIES,
    DEFINITIONS,
    UNDEFINITIONS,
    COMPILE_ARGUMENTS,
    LANGUAGE,
    NOTHING
} SettingUse;

typedef struct SettingInfo {
    const char *name;
    SettingUse use;
} SettingInfo;

static const SettingInfo setting_infos[] = {
#define SETTING(name, USE) {#name, USE},
#include "driver/setting.def"
};
#define SETTING_COUNT (sizeof setting_infos / sizeof *setting_infos)

typedef struct Reading {
    Arena *arena;
    Diagnostics *diagnostics;
    BuildSettings *settings;
} Reading;

// --- Values --------------------------------------------------------------------------------------

static void add_word(Arena *arena, TextVector *list, const char *start, size_t length) {
    char quote = length ? start[0] : '\0';
    if (length > 1 && (quote == '\'' || quote == '"') && start[length - 1] == quote) {
        start++;
        length -= 2;
    }
    if (length)
        vector_push(arena, list, arena_copy_bytes(arena, start, length));
}

// Where the word ends that begins here: what stands in quotes is one.
static size_t word_length(const char *text, const char *separators) {
    size_t length = 0;
    for (char quote = '\0'; text[length]; length++) {
        char next = text[length];
        if (quote)
            quote = next == quote ? '\0' : quote;
        else if (next == '"' || next == '\'')
            quote = next;
        else if (strchr(separators, next))
            break;
    }
    return length;
}

// Reads `word word`, or `[word, word]`.
static TextVector read_list(Arena *arena, const char *text) {
    TextVector list = {0};
    const char *separators = *text == '[' ? "[], \t" : " \t";
    while (*text) {
        size_t length = word_length(text, separators);
        add_word(arena, &list, text, length);
        text += length + (text[length] != '\0');
    }
    return list;
}

// --- Arguments of the C compiler -----------------------------------------------------------------

static bool starts_with(const char *text, const char *prefix) {
    return !strncmp(text, prefix, strlen(prefix));
}

// Says if the argument may change what a header means. Warnings and optimization levels do not, and
// what is about C++ is for the module's C++ files.
static bool is_for_headers(const char *argument) {
    static const char *const prefixes[] = {
        "-D",         "-U",      "-I",       "-i",        "-std=c",   "-std=gnu",
        "-std=iso",   "-m",      "-pthread", "--sysroot", "-Wp,",     "-fsigned-char",
        "-funsigned", "-fshort", "-fpack",   "-fms-",     "-fplan9-", NULL};
    if (strstr(argument, "++") || starts_with(argument, "-mtune"))
        return false;
    for (const char *const *prefix = prefixes; *prefix; prefix++)
        if (starts_with(argument, *prefix))
            return true;
    return false;
}

// Those whose value may be the next argument.
static bool takes_next(const char *argument) {
    static const char *const options[] = {
        "-D", "-U", "-I", "-include", "-isystem", "-idirafter", "-iquote", "-imacros", NULL};
    for (const char *const *option = options; *option; option++)
        if (!strcmp(argument, *option))
            return true;
    return false;
}

static bool is_openmp(const char *argument) {
    return starts_with(argument, "-fopenmp") && strcmp(argument, "-fopenmp-simd") != 0;
}

// The order in which floating point is computed is the source's: a directive asks for another.
static bool is_fast_math(const char *argument) {
    return !strcmp(argument, "-ffast-math") || !strcmp(argument, "-Ofast") ||
           starts_with(argument, "-fassociative-math") ||
           starts_with(argument, "-funsafe-math-optimizations");
}

static void add_compile_arguments(Reading *reading, const TextVector *arguments) {
    BuildSettings *settings = reading->settings;
    for (uint32_t i = 0; i < arguments->count; i++) {
        const char *argument = arguments->items[i];
        if (is_fast_math(argument)) {
            Diagnostic *message = diag_report(reading->diagnostics, DIAG_W0109, NO_SPAN, argument);
            diag_add_help(message, "write `# zilant: fastmath=reassoc,contract`");
        } else if (is_openmp(argument)) {
            settings->has_threads = true;
        } else if (starts_with(argument, "-march=")) {
            settings->march = argument + strlen("-march=");
        } else if (starts_with(argument, "-g")) {
            settings->shows_variables = strcmp(argument, "-g0") != 0;
        } else if (is_for_headers(argument)) {
            vector_push(reading->arena, &settings->compile_arguments, argument);
            if (takes_next(argument) && i + 1 < arguments->count)
                vector_push(reading->arena, &settings->compile_arguments, arguments->items[++i]);
        }
    }
}

// `NAME` or `NAME=VALUE`; a list of pairs, which setup.py would have, is read as such words too.
static void add_prefixed(Reading *reading, const char *prefix, const TextVector *words) {
    for (uint32_t i = 0; i < words->count; i++)
        vector_push(reading->arena, &reading->settings->compile_arguments,
                    arena_format(reading->arena, "%s%s", prefix, words->items[i]));
}

// --- Settings ------------------------------------------------------------------------------------

static void add_all(Arena *arena, TextVector *list, const TextVector *more) {
    for (uint32_t i = 0; i < more->count; i++)
        vector_push(arena, list, more->items[i]);
}

// The library of OpenMP is linked with whatever uses it.
static void add_link_arguments(Reading *reading, const TextVector *arguments) {
    for (uint32_t i = 0; i < arguments->count; i++)
        if (!is_openmp(arguments->items[i]))
            vector_push(reading->arena, &reading->settings->link_arguments, arguments->items[i]);
}

static void add_run_paths(Reading *reading, const TextVector *folders) {
    for (uint32_t i = 0; i < folders->count; i++)
        vector_push(reading->arena, &reading->settings->link_arguments,
                    arena_format(reading->arena, "-Wl,-rpath,%s", folders->items[i]));
}

static void apply(Reading *reading, SettingUse use, const char *value) {
    BuildSettings *settings = reading->settings;
    TextVector words = read_list(reading->arena, value);
    switch (use) {
    case LIBRARIES:
        add_all(reading->arena, &settings->libraries, &words);
        break;
    case LIBRARY_DIRECTORIES:
        add_all(reading->arena, &settings->library_directories, &words);
        break;
    case RUN_PATHS:
        add_run_paths(reading, &words);
        break;
    case LINK_ARGUMENTS:
        add_link_arguments(reading, &words);
        break;
    case SOURCES:
        add_all(reading->arena, &settings->sources, &words);
        break;
    case INCLUDE_DIRECTORIES:
        add_prefixed(reading, "-I", &words);
        break;
    case DEFINITIONS:
        add_prefixed(reading, "-D", &words);
        break;
    case UNDEFINITIONS:
        add_prefixed(reading, "-U", &words);
        break;
    case COMPILE_ARGUMENTS:
        add_compile_arguments(reading, &words);
        break;
    case LANGUAGE:
        settings->is_cplusplus |= !strcmp(value, "c++");
        break;
    case NOTHING:
        break;
    }
}

static const SettingInfo *find_setting(const char *name) {
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (!strcmp(setting_infos[i].name, name))
            return &setting_infos[i];
    return NULL;
}

bool settings_know(const char *name) { return find_setting(name) != NULL; }

// The processor that `-march=` names; what the command line says wins.
static void choose_cpu(Reading *reading) {
    const char *name = reading->settings->march;
    if (name == NULL || reading->settings->cpu != NULL)
        return;
    if (options_know_processor(name))
        reading->settings->cpu = name;
    else
        diag_report(reading->diagnostics, DIAG_W0109, NO_SPAN,
                    arena_format(reading->arena, "-march=%s", name));
}

BuildSettings settings_choose(const Options *options, const IrModule *module) {
    BuildSettings settings = {.cpu = options->cpu,
                              .is_cplusplus =
                                  options->language && !strcmp(options->language, "c++"),
                              .libraries = options->libraries,
                              .library_directories = options->library_directories,
                              .has_threads = options->feature != NULL};
    Reading reading = {module->arena, module->compilation->diagnostics, &settings};
    add_prefixed(&reading, "-D", &options->definitions);
    add_prefixed(&reading, "-U", &options->undefinitions);
    add_compile_arguments(&reading, &options->compile_arguments);
    add_link_arguments(&reading, &options->link_arguments);
    for (uint32_t i = 0; i < module->link_settings.count; i++) {
        const IrLinkSetting *line = &module->link_settings.items[i];
        const SettingInfo *info = find_setting(line->name);
        if (strcmp(line->name, IR_HEADER_DIRECTORY) == 0)
            vector_push(module->arena, &settings.compile_arguments,
                        arena_format(module->arena, "-I%s", line->value));
        else if (info != NULL)
            apply(&reading, info->use, line->value);
    }
    choose_cpu(&reading);
    return settings;
}

// --- Cython's macros about profilers and tracers -------------------------------------------------

static void note_macro(TracingMacros *tracing, const char *definition) {
    size_t length = strcspn(definition, "=");
    bool is_zero = strcmp(definition + length, "=0") == 0;
    static const struct {
        const char *name;
        size_t field;
        bool is_set_by_zero;
    } macros[] = {
        {"CYTHON_PROFILE", offsetof(TracingMacros, hides_functions), true},
        {"CYTHON_TRACE", offsetof(TracingMacros, hides_lines), true},
        {"CYTHON_TRACE_NOGIL", offsetof(TracingMacros, shows_nogil), false},
    };
    for (size_t i = 0; i < sizeof macros / sizeof *macros; i++)
        if (strlen(macros[i].name) == length && !strncmp(macros[i].name, definition, length))
            *(bool *)((char *)tracing + macros[i].field) = is_zero == macros[i].is_set_by_zero;
}

TracingMacros settings_find_tracing(Arena *arena, const Options *options, const ParsedFile *file) {
    TracingMacros tracing = {0};
    for (uint32_t i = 0; i < options->definitions.count; i++)
        note_macro(&tracing, options->definitions.items[i]);
    for (uint32_t i = 0; !options->ignore_distutils && i < file->directive_count; i++) {
        const HeaderDirective *line = &file->directives[i];
        const SettingInfo *info = line->is_distutils ? find_setting(line->name->text) : NULL;
        if (info == NULL || info->use != DEFINITIONS)
            continue;
        TextVector words = read_list(arena, line->value);
        for (uint32_t k = 0; k < words.count; k++)
            note_macro(&tracing, words.items[k]);
    }
    return tracing;
}

// --- OpenMP --------------------------------------------------------------------------------------

static bool asks_for_openmp(const TextVector *arguments) {
    for (uint32_t i = 0; i < arguments->count; i++)
        if (is_openmp(arguments->items[i]))
            return true;
    return false;
}

bool settings_have_threads(Arena *arena, const Options *options, const ParsedFile *file) {
    if (options->feature != NULL || asks_for_openmp(&options->compile_arguments))
        return true;
    for (uint32_t i = 0; !options->ignore_distutils && i < file->directive_count; i++) {
        const HeaderDirective *line = &file->directives[i];
        const SettingInfo *info = line->is_distutils ? find_setting(line->name->text) : NULL;
        TextVector words = read_list(arena, line->value);
        if (info != NULL && info->use == COMPILE_ARGUMENTS && asks_for_openmp(&words))
            return true;
    }
    return false;
}
