// `zilant cython`: a stand-in for Cython's command line, for builds that call it (meson, CMake,
// make) and then compile what it writes.
//
// Takes Cython's arguments. Gives Options for a build whose outputs are C files: each holds the
// compiled module as assembly (c_file.c), and whatever compiles and links it makes the module. What
// that compiler would be told of C headers is read from compile_commands.json in the working
// folder, where the build has written it. An option that cannot be followed is E0009.

#include "driver/internal.h"
#include "support/file.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// The language that the options are of: what asks for a version wants to know this.
#define CYTHON_VERSION "3.3.0"

typedef enum CythonUse {
    HELP,
    VERSION,
    INCLUDE,
    OUTPUT,
    WORKING_FOLDER,
    DEPFILE,
    DIRECTIVES,
    COMPILE_TIME_ENV,
    WARNINGS_AS_ERRORS,
    SET_DIRECTIVES,
    CPLUSPLUS,
    MODULE_NAME,
    DEBUG,
    PYTHON,
    NOTHING,
    WITHOUT_EFFECT,
    REFUSED
} CythonUse;

typedef struct CythonOption {
    const char *name, *note;
    CythonUse use;
    char letter; // 0: none
    bool takes_value;
} CythonOption;

static const CythonOption cython_options[] = {
#define CYTHON_OPTION(letter, name, takes_value, USE, note) {name, note, USE, letter, takes_value},
#include "driver/cython_option.def"
};
#define CYTHON_OPTION_COUNT (sizeof cython_options / sizeof *cython_options)

typedef struct CythonReader {
    Compilation *compilation;
    Options *options;
    char **next; // ends with NULL
    bool writes_depfile, failed;
} CythonReader;

static void report(CythonReader *reader, const char *text) {
    reader->failed = true;
    diag_report(reader->compilation->diagnostics, DIAG_E0009, NO_SPAN, text);
}

// `name=value,name=value`
static void add_directives(CythonReader *reader, const char *text) {
    Arena *arena = reader->compilation->arena;
    while (*text) {
        size_t length = strcspn(text, ",");
        vector_push(arena, &reader->options->directives, arena_copy_bytes(arena, text, length));
        text += length + (text[length] != '\0');
    }
}

static void enter_folder(CythonReader *reader, const char *folder) {
    if (chdir(folder) != 0)
        report(reader, arena_format(reader->compilation->arena, "cannot work in '%s'", folder));
}

static void apply(CythonReader *reader, const CythonOption *option, const char *value) {
    Options *options = reader->options;
    Arena *arena = reader->compilation->arena;
    switch (option->use) {
    case HELP:
        options->help = true;
        break;
    case VERSION:
        options->version = true;
        break;
    case INCLUDE:
        vector_push(arena, &options->include_directories, value);
        break;
    case OUTPUT:
        options->output = value;
        break;
    case WORKING_FOLDER:
        enter_folder(reader, value);
        break;
    case DEPFILE:
        reader->writes_depfile = true;
        break;
    case DIRECTIVES:
        add_directives(reader, value);
        break;
    case COMPILE_TIME_ENV:
        vector_push(arena, &options->compile_time_env, value);
        break;
    case WARNINGS_AS_ERRORS:
        options->warnings_as_errors = true;
        break;
    case SET_DIRECTIVES:
        add_directives(reader, option->note);
        break;
    case CPLUSPLUS:
        options->language = "c++";
        break;
    case MODULE_NAME:
        options->module_name = value;
        break;
    case DEBUG:
        options->debug = true;
        break;
    case PYTHON:
        options->python = value;
        break;
    case NOTHING:
        break;
    case WITHOUT_EFFECT:
        diag_report(reader->compilation->diagnostics, DIAG_W0113, NO_SPAN, option->name,
                    option->note);
        break;
    case REFUSED:
        report(reader, arena_format(arena, "`zilant cython` does not take '--%s': %s", option->name,
                                    option->note));
        break;
    }
}

// An option whose value stands in the same argument (`value`) or in the next one.
static void read_option(CythonReader *reader, const CythonOption *option, const char *value) {
    if (option->takes_value && value == NULL)
        value = *reader->next ? *reader->next++ : NULL;
    if (option->takes_value && value == NULL)
        report(reader, arena_format(reader->compilation->arena, "option '--%s' needs a value",
                                    option->name));
    else
        apply(reader, option, value ? value : "");
}

static const CythonOption *find_option(const char *name, size_t length, char letter) {
    for (size_t i = 0; i < CYTHON_OPTION_COUNT; i++) {
        const CythonOption *option = &cython_options[i];
        if (name ? !strncmp(option->name, name, length) && !option->name[length]
                 : option->letter == letter)
            return option;
    }
    return NULL;
}

// -Werror and -Wextra are names with one dash.
static void read_argument(CythonReader *reader, const char *text) {
    const char *warning = !strcmp(text, "-Werror")   ? "warning-errors"
                          : !strcmp(text, "-Wextra") ? "warning-extra"
                                                     : NULL;
    const char *name = warning ? warning : text[1] == '-' ? text + 2 : NULL;
    size_t length = name ? strcspn(name, "=") : 0;
    const CythonOption *option = find_option(name, length, text[1]);
    if (option == NULL)
        report(reader, arena_format(reader->compilation->arena, "unknown option '%s'", text));
    else if (name != NULL)
        read_option(reader, option, name[length] ? name + length + 1 : NULL);
    else
        read_option(reader, option, text[2] ? text + 2 + (text[2] == '=') : NULL);
}

// What Cython would write: beside the source, unless it is told another name.
static void choose_c_file(CythonReader *reader) {
    Options *options = reader->options;
    Arena *arena = reader->compilation->arena;
    if (options->operands.count != 1) {
        report(reader, "the command is `zilant cython [OPTIONS] FILE`");
        return;
    }
    const char *source = options->operands.items[0];
    const char *name =
        arena_format(arena, "%s%s", path_stem(arena, source), options->language ? ".cpp" : ".c");
    if (options->output == NULL)
        options->output = path_join(arena, path_directory(arena, source), name);
    else if (file_is_directory(options->output))
        options->output = path_join(arena, options->output, name);
    if (reader->writes_depfile)
        options->depfile = arena_format(arena, "%s.dep", options->output);
    read_compile_command(arena, options->output, &options->compile_arguments);
}

bool cython_options_parse(Compilation *compilation, Options *options, char **arguments) {
    *options = (Options){.command = COMMAND_CYTHON, .optimization = 3, .jobs = -1};
    CythonReader reader = {.compilation = compilation, .options = options, .next = arguments};
    while (*reader.next) {
        const char *text = *reader.next++;
        if (text[0] == '-' && text[1])
            read_argument(&reader, text);
        else
            vector_push(compilation->arena, &options->operands, text);
    }
    options_choose_defaults(options);
    if (!reader.failed && !options->version && !options->help)
        choose_c_file(&reader);
    return !reader.failed;
}

// Prints the options of the table, and what becomes of those that are not followed.
void cython_print_help(FILE *stream) {
    fputs(
        "usage: zilant cython [OPTIONS] FILE\n\nWrites the C file that holds the compiled module. "
        "Options of Cython's, and --python:\n\n",
        stream);
    for (size_t i = 0; i < CYTHON_OPTION_COUNT; i++) {
        const CythonOption *option = &cython_options[i];
        const char *effect = option->use == NOTHING          ? "  (nothing to do)"
                             : option->use == SET_DIRECTIVES ? "  (-X "
                             : option->use == WITHOUT_EFFECT ? "  (no effect: "
                             : option->use == REFUSED        ? "  (an error: "
                                                             : "";
        char letter[] = {option->letter ? '-' : ' ', option->letter ? option->letter : ' ', 0};
        fprintf(stream, "  %s%s%s%s%s%s%s\n", letter, *option->name ? "  --" : "", option->name,
                option->takes_value ? " VALUE" : "", effect, option->note,
                *option->note ? ")" : "");
    }
}

int run_cython(Driver *driver) {
    if (driver->options.version) {
        puts("Cython version " CYTHON_VERSION " (Zilant " ZILANT_VERSION ")");
        return STATUS_OK;
    }
    return run_build(driver);
}
