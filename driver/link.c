// Linking: makes a shared library of the module's object.
//
// The linker is called directly, which takes a tenth of the time of a compiler driver: gold where
// it is, which reads many small objects in two thirds of the time of ld, or ld. Only where a module
// names libraries, link arguments or C++ does the compiler driver link, because it knows where its
// libraries are. The result is written aside and renamed: a failure leaves nothing
// behind.

#include "driver/internal.h"
#include "support/file.h"
#include "support/process.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define OBJECT_LIMIT ((size_t)2 << 30)

// The command line that links.
typedef struct LinkCommand {
    Arena *arena;
    TextVector arguments;
    bool by_driver; // linker options go through -Wl
    bool is_gold;
} LinkCommand;

static void add(LinkCommand *command, const char *argument) {
    vector_push(command->arena, &command->arguments, argument);
}

// Adds options of the linker itself: one or more, separated by commas.
static void add_linker_options(LinkCommand *command, const char *list) {
    if (command->by_driver) {
        add(command, arena_format(command->arena, "-Wl,%s", list));
        return;
    }
    while (*list) {
        size_t length = strcspn(list, ",");
        add(command, arena_copy_bytes(command->arena, list, length));
        list += length + (list[length] == ',');
    }
}

// Libraries that code refers to without the user's word, by what their symbols begin with.
static const struct {
    const char *prefix, *argument;
} implied_libraries[] = {
    {"GOMP_", "-l:libgomp.so.1"},
    {"zi_parallel_", "-l:libgomp.so.1"},
    {"omp_", "-l:libgomp.so.1"},
    {"_ZGV", "-l:libmvec.so.1"},
};

// The string table of an object says what it refers to.
static void add_implied_libraries(LinkCommand *command, const char *objects) {
    size_t length;
    int error;
    const char *bytes = file_read(command->arena, objects, OBJECT_LIMIT, &length, &error);
    const char *last = NULL;
    for (size_t i = 0; bytes && i < sizeof implied_libraries / sizeof *implied_libraries; i++) {
        const char *prefix = implied_libraries[i].prefix;
        const char *wanted = arena_format(command->arena, "%c%s", '\0', prefix);
        const char *argument = implied_libraries[i].argument;
        if (argument == last || !memmem(bytes, length, wanted, strlen(prefix) + 1))
            continue;
        add(command, argument);
        last = argument;
    }
}

// Adds the words of a variable such as CC="gcc -pthread"; false if it is not set.
static bool add_words(LinkCommand *command, const char *variable) {
    const char *text = getenv(variable);
    bool any = false;
    while (text && *text) {
        size_t length = strcspn(text, " \t");
        if (length) {
            const char *word = arena_copy_bytes(command->arena, text, length);
            const char *program = any ? word : process_find_program(command->arena, word);
            add(command, program ? program : word);
            any = true;
        }
        text += length + (text[length] != '\0');
    }
    return any;
}

// Begins the command with the linker; false after a diagnostic if there is none.
static bool add_program(LinkCommand *command, Diagnostics *diagnostics, bool is_cplusplus) {
    static const char *const linkers[] = {"ld.gold", "ld", NULL};
    static const char *const c_drivers[] = {"cc", "gcc", "clang", "clang-19", NULL};
    static const char *const cplusplus_drivers[] = {"c++", "g++", "clang++", "clang++-19", NULL};
    const char *const *names = !command->by_driver ? linkers
                               : is_cplusplus      ? cplusplus_drivers
                                                   : c_drivers;
    if (command->by_driver && add_words(command, is_cplusplus ? "CXX" : "CC"))
        return true;
    for (const char *const *name = names; *name; name++) {
        const char *program = process_find_program(command->arena, *name);
        if (!program)
            continue;
        add(command, program);
        command->is_gold = *name == linkers[0];
        return true;
    }
    Diagnostic *message =
        diag_report(diagnostics, DIAG_E0601, NO_SPAN, command->by_driver ? *names : "ld");
    diag_add_help(message, "install %s", command->by_driver ? "gcc or clang" : "binutils");
    return false;
}

static void add_list(LinkCommand *command, const char *prefix, const TextVector *list) {
    for (uint32_t i = 0; i < list->count; i++)
        add(command, arena_format(command->arena, "%s%s", prefix, list->items[i]));
}

// C files of the module are compiled on the way.
static void add_sources(LinkCommand *command, const LinkInput *input) {
    if (input->settings->sources.count == 0)
        return;
    add(command, "-fPIC");
    add(command, "-O2");
    if (input->python->include)
        add(command, arena_format(command->arena, "-I%s", input->python->include));
    add(command, arena_format(command->arena, "-I%s", input->header_directory));
    add_list(command, "", &input->settings->compile_arguments);
    if (input->settings->has_threads)
        add(command, "-fopenmp");
    add_list(command, "", &input->settings->sources);
}

// Adds the lists that the user gave.
static void add_users_choices(LinkCommand *command, const LinkInput *input) {
    const BuildSettings *settings = input->settings;
    add_sources(command, input);
    add_list(command, "-L", &settings->library_directories);
    add_list(command, "", &settings->link_arguments);
    add_list(command, "-l", &settings->libraries);
}

// Reports why linking failed. A full disk is no fault of the linker.
void link_report_failure(Diagnostics *diagnostics, const LinkInput *input,
                         const ProcessResult *result) {
    static const int disk_errors[] = {ENOSPC, EFBIG, EDQUOT, EROFS, EIO};
    for (size_t i = 0; i < sizeof disk_errors / sizeof *disk_errors; i++) {
        const char *text = strerror(disk_errors[i]);
        if (!strstr(result->errors, text))
            continue;
        diag_report(diagnostics, DIAG_E0007, NO_SPAN, input->output, text);
        return;
    }
    if (result->start_error) {
        diag_report(diagnostics, DIAG_E0602, NO_SPAN, input->output, strerror(result->start_error));
        return;
    }
    Diagnostic *message = diag_report(diagnostics, DIAG_E0602, NO_SPAN, input->output,
                                      "this is what the linker says");
    diag_add_note(message, "%s", *result->errors ? result->errors : "nothing");
}

// What a program that is linked with the module looks for: the file by its usual name.
static const char *library_name(const Job *job, Arena *arena, const LinkInput *input) {
    if (input->exported.count == 0)
        return job->module_name;
    return arena_format(arena, "%s%s", module_last_name(arena, job->module_name),
                        job->driver->python->extension_suffix);
}

bool link_module(const Job *job, Compilation *compilation, const LinkInput *input) {
    Arena *arena = compilation->arena;
    LinkCommand command = {.arena = arena};
    const BuildSettings *settings = input->settings;
    command.by_driver = settings->is_cplusplus || settings->libraries.count ||
                        settings->library_directories.count || settings->link_arguments.count ||
                        settings->sources.count;
    if (!add_program(&command, compilation->diagnostics, settings->is_cplusplus))
        return false;
    const char *aside = file_create_aside(arena, compilation->diagnostics, input->output);
    if (!aside)
        return false;
    if (strlen(aside) < sizeof job->share->aside)
        memcpy(job->share->aside, aside, strlen(aside) + 1);
    add(&command, "-shared");
    // Lines are told in half the room so; debuggers and profilers have long read it.
    add_linker_options(&command, "--eh-frame-hdr,-z,relro,-z,now,--build-id,--gc-sections,"
                                 "--hash-style=gnu,--compress-debug-sections=zlib");
    // gold knows no such option and does no other; it would put the name that it writes to into the
    // file.
    if (command.is_gold) {
        add(&command, "-soname");
        add(&command, library_name(job, arena, input));
    } else {
        add_linker_options(&command, "-z,noseparate-code");
    }
    add(&command, "-o");
    add(&command, aside);
    add_linker_options(&command, "--whole-archive");
    add(&command, input->objects);
    add_linker_options(&command, "--no-whole-archive");
    add(&command, input->runtime);
    add_users_choices(&command, input);
    add_linker_options(&command, "--as-needed");
    add(&command, "-l:libm.so.6");
    add_implied_libraries(&command, input->objects);
    add(&command, NULL);
    ProcessResult result;
    bool linked = process_run(arena, command.arguments.items, &result);
    if (linked) {
        linked = file_commit(compilation->diagnostics, aside, input->output, true);
    } else {
        file_discard(aside);
        link_report_failure(compilation->diagnostics, input, &result);
    }
    job->share->aside[0] = '\0';
    return linked;
}
