// Options: one pass over the command line by the table in options.def.
//
// Takes argv. Gives Options in which every text has been checked as far as that needs no file. What
// is wrong is E0009; the caller exits with status 2 then.

#include "driver/options.h"
#include "codegen/codegen.h"
#include "support/suggest.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    ANY = ~0,
#define COMMAND(name, NAME, arguments, help) NAME = 1 << COMMAND_##NAME,
#include "driver/command.def"
};

typedef enum OptionKind { FLAG, TEXT, WORD, LIST, NUMBER } OptionKind;

typedef struct OptionInfo {
    size_t offset; // of its field
    OptionKind kind;
    char letter; // 0: none
    const char *name;
    const char *argument; // NULL: none
    int commands;
    const char *help;
} OptionInfo;

static const OptionInfo option_infos[] = {
#define OPTION(field, KIND, letter, name, argument, commands, help)                                \
    {offsetof(Options, field), KIND, letter, name, argument, commands, help},
#include "driver/options.def"
};
#define OPTION_COUNT (sizeof option_infos / sizeof *option_infos)

static const struct {
    const char *name, *arguments, *help;
} command_infos[COMMAND_COUNT] = {
    {NULL, NULL, NULL},
#define COMMAND(name, NAME, arguments, help) {#name, arguments, help},
#include "driver/command.def"
};

static const struct {
    const char *name, *help;
} stage_infos[STAGE_COUNT] = {
    {NULL, NULL},
#define STAGE(NAME, text, help) {text, help},
#include "driver/stage.def"
};

// The state of one reading.
typedef struct Reader {
    Compilation *compilation;
    Options *options;
    char **next; // ends with NULL
    bool failed;
} Reader;

// Reports a fault of the command line.
static Diagnostic *report(Reader *reader, const char *text) {
    reader->failed = true;
    return diag_report(reader->compilation->diagnostics, DIAG_E0009, NO_SPAN, text);
}

const char *command_name(Command command) { return command_infos[command].name; }

bool stage_parse(const char *text, StageName *stage) {
    for (int i = STAGE_NONE + 1; i < STAGE_COUNT; i++) {
        *stage = (StageName){(Stage)i, NULL};
        if (!strcmp(stage_infos[i].name, text))
            return true;
    }
    *stage = (StageName){STAGE_IR, text + 3};
    return !strncmp(text, "ir:", 3) && text[3];
}

static const OptionInfo *find_by_letter(char letter) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (option_infos[i].letter == letter)
            return &option_infos[i];
    return NULL;
}

static const OptionInfo *find_by_name(const char *name, size_t length) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (!strncmp(option_infos[i].name, name, length) && !option_infos[i].name[length])
            return &option_infos[i];
    return NULL;
}

// Puts the value into the option's field.
static void store(Reader *reader, const OptionInfo *info, const char *value) {
    Arena *arena = reader->compilation->arena;
    void *field = (char *)reader->options + info->offset;
    switch (info->kind) {
    case FLAG:
        *(bool *)field = true;
        break;
    case TEXT:
    case WORD:
        *(const char **)field = value;
        break;
    case LIST:
        vector_push(arena, (TextVector *)field, value);
        break;
    case NUMBER: {
        zi_assert(value);
        char *end;
        long number = strtol(value, &end, 10);
        if (end == value || *end || number < 0 || number > INT_MAX)
            report(reader, arena_format(arena, "option '--%s' takes a number, not '%s'", info->name,
                                        value));
        else
            *(int *)field = (int)number;
    }
    }
}

// Stores an option whose value stands in the same argument (`value`) or in the next one.
static void read_value(Reader *reader, const OptionInfo *info, const char *value) {
    Arena *arena = reader->compilation->arena;
    if (!info->argument) {
        if (value)
            report(reader, arena_format(arena, "option '--%s' takes no value", info->name));
        else
            store(reader, info, NULL);
        return;
    }
    if (!value && info->kind == WORD)
        value = "";
    else if (!value)
        value = *reader->next ? *reader->next++ : NULL;
    if (value)
        store(reader, info, value);
    else
        report(reader,
               arena_format(arena, "option '--%s' needs a value (%s)", info->name, info->argument));
}

// Reads --name, --name=value or --name value.
static void read_long(Reader *reader, const char *text) {
    const char *name = text + 2;
    size_t length = strcspn(name, "=");
    const OptionInfo *info = find_by_name(name, length);
    if (!info) {
        Diagnostic *message =
            report(reader, arena_format(reader->compilation->arena, "unknown option '%.*s'",
                                        (int)(length + 2), text));
        diag_add_help(message, "`zilant --help` lists the options");
        return;
    }
    read_value(reader, info, name[length] ? name + length + 1 : NULL);
}

// Reads -x, -xvalue, -x value, or several flags -xy.
static void read_short(Reader *reader, const char *text) {
    for (const char *letter = text + 1; *letter; letter++) {
        const OptionInfo *info = find_by_letter(*letter);
        if (!info) {
            Diagnostic *message = report(
                reader, arena_format(reader->compilation->arena, "unknown option '%s'", text));
            diag_add_help(message, "`zilant --help` lists the options");
            return;
        }
        if (info->argument) {
            read_value(reader, info, letter[1] ? letter + 1 : NULL);
            return;
        }
        store(reader, info, NULL);
    }
}

// Reads the command; what looks like a file gets the advice to build it.
static void read_command(Reader *reader, const char *text) {
    for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        if (strcmp(command_infos[i].name, text) != 0)
            continue;
        reader->options->command = (Command)i;
        return;
    }
    Arena *arena = reader->compilation->arena;
    Diagnostic *message = report(reader, arena_format(arena, "unknown command '%s'", text));
    if (strchr(text, '.')) {
        diag_add_help(message, "write `zilant build %s`", text);
        return;
    }
    const char *names = command_infos[COMMAND_NONE + 1].name;
    for (int i = COMMAND_NONE + 2; i < COMMAND_COUNT; i++)
        names = arena_format(arena, "%s%s%s", names, i + 1 < COMMAND_COUNT ? ", " : " and ",
                             command_infos[i].name);
    diag_add_help(message, "the commands are %s", names);
}

// Tells whether the option was given.
static bool is_set(const Options *options, const OptionInfo *info) {
    const void *field = (const char *)options + info->offset;
    switch (info->kind) {
    case FLAG:
        return *(const bool *)field;
    case TEXT:
    case WORD:
        return *(const char *const *)field != NULL;
    case LIST:
        return ((const TextVector *)field)->count != 0;
    case NUMBER:
        return *(const int *)field >= 0;
    }
    return false;
}

// Checks that the command takes the options that were given.
static void check_options_fit(Reader *reader) {
    const Options *options = reader->options;
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const OptionInfo *info = &option_infos[i];
        if (is_set(options, info) && !(info->commands & 1 << options->command))
            report(reader, arena_format(reader->compilation->arena,
                                        "`zilant %s` does not take option '--%s'",
                                        command_name(options->command), info->name));
    }
}

// Checks that a text is one of the words in `list`, which ends with NULL.
static void check_word(Reader *reader, const char *name, const char *value,
                       const char *const *list) {
    if (!value)
        return;
    const char *choices = "";
    for (int i = 0; list[i]; i++) {
        if (!strcmp(list[i], value))
            return;
        choices = arena_format(reader->compilation->arena, "%s%s%s", choices,
                               !i            ? ""
                               : list[i + 1] ? ", "
                                             : " or ",
                               list[i]);
    }
    report(reader, arena_format(reader->compilation->arena, "option '--%s' takes %s, not '%s'",
                                name, choices, value));
}

// Reads a stage's name.
static void check_stage(Reader *reader, const char *text, StageName *stage) {
    if (!text || stage_parse(text, stage))
        return;
    Arena *arena = reader->compilation->arena;
    Diagnostic *message = report(reader, arena_format(arena, "unknown stage '%s'", text));
    const char *names = stage_infos[STAGE_NONE + 1].name;
    for (int i = STAGE_NONE + 2; i < STAGE_COUNT; i++)
        names = arena_format(arena, "%s%s%s", names, i + 1 < STAGE_COUNT ? ", " : " and ",
                             stage_infos[i].name);
    diag_add_help(message, "the stages are %s; ir:PASS is the ir after a pass", names);
}

// Reads --python-version.
static void check_python_version(Reader *reader) {
    const char *text = reader->options->python_version;
    if (!text)
        return;
    char *end = NULL;
    long minor = strncmp(text, "3.", 2) ? 0 : strtol(text + 2, &end, 10);
    if (minor < 1 || minor > 99 || *end)
        report(reader,
               arena_format(reader->compilation->arena,
                            "option '--python-version' takes a version such as 3.11, not '%s'",
                            text));
    else
        reader->options->minor_version = (int)minor;
}

static const char *const processors[] = {
#define PROCESSOR(name) name,
#include "processor.def"
};
#define PROCESSOR_COUNT (sizeof processors / sizeof *processors)

bool options_know_processor(const char *name) {
    for (size_t i = 0; i < PROCESSOR_COUNT; i++)
        if (!strcmp(processors[i], name))
            return true;
    return !strcmp(name, "native");
}

// Checks that LLVM knows the processor: it would abort otherwise.
static void check_processor(Reader *reader, const char *wanted) {
    if (options_know_processor(wanted))
        return;
    Suggestion suggestion = suggestion_start(wanted);
    const char *names = "";
    for (size_t i = 0; i < PROCESSOR_COUNT; i++)
        suggestion_offer(&suggestion, processors[i]);
    for (size_t i = 0; i < PROCESSOR_COUNT; i++)
        names = arena_format(reader->compilation->arena, "%s, %s", names, processors[i]);
    Diagnostic *message =
        report(reader, arena_format(reader->compilation->arena,
                                    "option '--cpu' takes a processor, not '%s'", wanted));
    if (suggestion.best)
        diag_add_help(message, "did you mean '%s'?", suggestion.best);
    diag_add_help(message, "the processors are native%s", names);
}

// Levels stand for themselves: each is above the one before, and above any processor.
static void check_level(Reader *reader, const char *name, const char *before) {
    Arena *arena = reader->compilation->arena;
    bool is_level = cpu_level_of(name) > 0 && options_know_processor(name);
    bool is_higher = cpu_level_of(name) > cpu_level_of(before);
    if (is_level && is_higher && strcmp(before, "native") != 0)
        return;
    Diagnostic *message = report(
        reader, is_level ? arena_format(arena, "option '--cpu' has '%s' after '%s'", name, before)
                         : arena_format(arena,
                                        "option '--cpu' takes a level of x86-64 after a "
                                        "comma, not '%s'",
                                        name));
    diag_add_help(message,
                  "name a processor that runs all of the module, then levels for loops over "
                  "memoryviews, the lowest first, as in '" DEFAULT_PROCESSORS "'");
}

static void check_processors(Reader *reader) {
    Arena *arena = reader->compilation->arena;
    const char *list = reader->options->cpu, *before = NULL;
    while (list != NULL) {
        size_t length = strcspn(list, ",");
        const char *name = arena_copy_bytes(arena, list, length);
        if (before == NULL)
            check_processor(reader, name);
        else
            check_level(reader, name, before);
        before = name;
        list = list[length] == ',' ? list + length + 1 : NULL;
    }
}

// Decides about color: as asked, else on a terminal unless the user's environment says no.
static bool choose_color(const Options *options) {
    if (options->color && strcmp(options->color, "auto") != 0)
        return !strcmp(options->color, "always");
    const char *forbidden = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && !(forbidden && *forbidden) &&
           !(terminal && !strcmp(terminal, "dumb"));
}

void options_choose_defaults(Options *options) {
    options->use_color = choose_color(options);
    // What builds through setup.py cannot give options: the tests set this.
    const char *verify = getenv("ZILANT_VERIFY");
    options->verify = options->verify || (verify && !strcmp(verify, "1"));
}

// Checks the values, and fills in what is read from them.
static void check_values(Reader *reader) {
    static const char *const formats[] = {"text", "json", NULL};
    static const char *const colors[] = {"auto", "always", "never", NULL};
    static const char *const sanitizers[] = {"address", NULL};
    static const char *const features[] = {"openmp", NULL};
    static const char *const languages[] = {"c", "c++", NULL};
    static const char *const reports[] = {"remarks", NULL};
    Options *options = reader->options;
    check_word(reader, "diagnostics", options->diagnostics, formats);
    check_word(reader, "color", options->color, colors);
    check_word(reader, "sanitize", options->sanitize, sanitizers);
    check_word(reader, "feature", options->feature, features);
    check_word(reader, "language", options->language, languages);
    bool is_plain = options->report == NULL || *options->report == '\0';
    check_word(reader, "report", is_plain ? NULL : options->report, reports);
    if (!is_plain && options->command == COMMAND_CHECK)
        report(reader, "`zilant check` makes no code that '--report=remarks' could speak of");
    check_processors(reader);
    check_stage(reader, options->dump, &options->dump_stage);
    check_stage(reader, options->stop_after, &options->stop_stage);
    check_python_version(reader);
    if (options->optimization == 1 || options->optimization > 3)
        report(reader, "option '-O' takes 0, 2 or 3");
    options->use_json = options->diagnostics && !strcmp(options->diagnostics, "json");
    options_choose_defaults(options);
}

// Checks what the command works on. `dump STAGE FILE` becomes an option and a file.
static void check_operands(Reader *reader) {
    Options *options = reader->options;
    uint32_t count = options->operands.count;
    uint32_t wanted = options->command == COMMAND_DUMP    ? 2
                      : options->command == COMMAND_CACHE ? 0
                                                          : 1;
    bool several = options->command == COMMAND_BUILD || options->command == COMMAND_CHECK;
    if (count < wanted || (!several && count > wanted)) {
        report(reader,
               arena_format(reader->compilation->arena, "the command is `zilant %s [OPTIONS] %s`",
                            command_name(options->command),
                            command_infos[options->command].arguments));
        return;
    }
    if (options->command == COMMAND_DUMP) {
        check_stage(reader, options->operands.items[0], &options->dump_stage);
        options->stop_stage = options->dump_stage;
        options->operands.items++;
        options->operands.count--;
        options->operands.capacity--;
    }
    if (options->module_name && options->operands.count > 1)
        report(reader, "option '--module-name' takes one file only");
    if (options->depfile && options->operands.count > 1)
        report(reader, "option '--depfile' takes one file only");
    if (options->output && options->in_place)
        report(reader, "options '-o' and '-i' do not go together");
}

// Reads all arguments; the first operand is the command. "--" ends the options.
static void read_arguments(Reader *reader) {
    bool only_operands = false;
    while (*reader->next) {
        const char *text = *reader->next++;
        if (!only_operands && !strcmp(text, "--"))
            only_operands = true;
        else if (!only_operands && text[0] == '-' && text[1] == '-')
            read_long(reader, text);
        else if (!only_operands && text[0] == '-' && text[1])
            read_short(reader, text);
        else if (reader->options->command == COMMAND_NONE && !reader->failed)
            read_command(reader, text);
        else
            vector_push(reader->compilation->arena, &reader->options->operands, text);
    }
}

bool options_parse(Compilation *compilation, Options *options, int count, char **arguments) {
    *options = (Options){.optimization = -1, .jobs = -1};
    Reader reader = {.compilation = compilation,
                     .options = options,
                     .next = arguments + (count > 0)}; // the first is our own name
    read_arguments(&reader);
    if (!reader.failed && (options->help || options->version))
        return true;
    if (!reader.failed && options->command == COMMAND_NONE)
        diag_add_help(report(&reader, "no command was given"), "`zilant --help` lists them");
    if (!reader.failed)
        check_options_fit(&reader);
    check_values(&reader);
    if (!reader.failed)
        check_operands(&reader);
    if (options->optimization < 0)
        options->optimization = 3;
    return !reader.failed;
}

// Prints one option: its spellings, and the help in a second column.
static void print_option(const OptionInfo *info, FILE *stream) {
    char spelling[80];
    int length = info->letter ? snprintf(spelling, sizeof spelling, "-%c, ", info->letter)
                              : snprintf(spelling, sizeof spelling, "    ");
    snprintf(spelling + length, sizeof spelling - (size_t)length,
             !info->argument      ? "--%s"
             : info->kind == WORD ? "--%s[=%s]"
                                  : "--%s=%s",
             info->name, info->argument);
    fprintf(stream, "  %-32s %s\n", spelling, info->help);
}

// Prints what all commands have in common.
static void print_overview(FILE *stream) {
    fputs("usage: zilant COMMAND [OPTIONS] ...\n\n"
          "Compiles .pyx and .py files to extension modules for CPython.\n\ncommands:\n",
          stream);
    for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        fprintf(stream, "  %-8s %-12s %s\n", command_infos[i].name, command_infos[i].arguments,
                command_infos[i].help);
    fputs("\noptions:\n", stream);
}

void options_print_help(Command command, FILE *stream) {
    if (command == COMMAND_NONE)
        print_overview(stream);
    else
        fprintf(stream, "usage: zilant %s [OPTIONS] %s\n\n%c%s.\n\noptions:\n",
                command_infos[command].name, command_infos[command].arguments,
                command_infos[command].help[0] - 'a' + 'A', command_infos[command].help + 1);
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (command == COMMAND_NONE || option_infos[i].commands & 1 << command)
            print_option(&option_infos[i], stream);
    if (command != COMMAND_NONE && command != COMMAND_DUMP)
        return;
    fputs("\nstages:\n", stream);
    for (int i = STAGE_NONE + 1; i < STAGE_COUNT; i++)
        fprintf(stream, "  %-10s %s\n", stage_infos[i].name, stage_infos[i].help);
}
