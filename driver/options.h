// Options: what the command line says.
#ifndef ZILANT_DRIVER_OPTIONS_H
#define ZILANT_DRIVER_OPTIONS_H

#include "support/compilation.h"
#include <stdbool.h>
#include <stdio.h>

typedef VECTOR(const char *) TextVector;

typedef enum Command {
    COMMAND_NONE,
#define COMMAND(name, NAME, arguments, help) COMMAND_##NAME,
#include "driver/command.def"
    COMMAND_COUNT
} Command;

typedef enum Stage {
    STAGE_NONE,
#define STAGE(NAME, text, help) STAGE_##NAME,
#include "driver/stage.def"
    STAGE_COUNT
} Stage;

// A stage as the user names it; `pass` goes with STAGE_IR only and may be NULL.
typedef struct StageName {
    Stage stage;
    const char *pass;
} StageName;

// The order is that of the help. NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding)
typedef struct Options {
    Command command;
    // what is no option: files, a stage, a code
    TextVector operands;
#define OPTION_FLAG bool
#define OPTION_TEXT const char *
#define OPTION_WORD const char *
#define OPTION_LIST TextVector
#define OPTION_NUMBER int
#define OPTION(field, KIND, short, long, argument, commands, help) OPTION_##KIND field;
#include "driver/options.def"
#undef OPTION_FLAG
#undef OPTION_TEXT
#undef OPTION_WORD
#undef OPTION_LIST
#undef OPTION_NUMBER
    // Read from the texts above.
    StageName dump_stage, stop_stage;
    // of --python-version; 0 if it was not given
    int minor_version;
    bool use_json, use_color;
} Options;

// Reads the command line. Reports what is wrong with it and returns false then.
bool options_parse(Compilation *compilation, Options *options, int count, char **arguments);
// Fills in what the environment decides.
void options_choose_defaults(Options *options);
// Prints the help of a command, or of all for COMMAND_NONE.
void options_print_help(Command command, FILE *stream);
// Reads the name of a stage; false if there is none of that name.
bool stage_parse(const char *text, StageName *stage);
const char *command_name(Command command);
// What modules are for if nothing else is said; see CodegenOptions.
#define DEFAULT_PROCESSORS "x86-64,x86-64-v3"
// Is it `native`, or a processor that LLVM knows?
bool options_know_processor(const char *name);

#endif
