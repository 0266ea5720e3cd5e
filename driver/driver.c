// The driver: reads the command line, prepares what all files share, and runs the command.

#include "codegen/passes/pass.h"
#include "driver/internal.h"
#include "support/cache.h"
#include "support/file.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void driver_flush(const Driver *driver, Compilation *compilation) {
    // What was printed before comes before, also where both go to the same place.
    fflush(stdout);
    diag_flush(compilation->diagnostics, stderr,
               driver->options.use_json ? DIAG_FORMAT_JSON : DIAG_FORMAT_TEXT,
               driver->options.use_color);
    fflush(stderr);
}

// Finds the executable's folder and, relative to it, the data.
static void find_data(Driver *driver) {
    Arena *arena = driver->compilation->arena;
    const char *program = path_resolve(arena, "/proc/self/exe");
    zi_assert(program);
    driver->program_directory = path_directory(arena, program);
    driver->share_directory =
        path_join(arena, path_directory(arena, driver->program_directory), "share/zilant");
}

// Returns the folder that things may be kept in between runs, or NULL.
static const char *find_cache_directory(Arena *arena) {
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (cache && cache[0] == '/')
        return path_join(arena, cache, "zilant");
    return home && home[0] == '/' ? path_join(arena, home, ".cache/zilant") : NULL;
}

// Reads the -X options.
static void read_directives(Driver *driver) {
    Compilation *compilation = driver->compilation;
    driver->directives = directives_default();
    for (uint32_t i = 0; i < driver->options.directives.count; i++) {
        const char *text = driver->options.directives.items[i];
        size_t length = strcspn(text, "=");
        const char *name = arena_copy_bytes(compilation->arena, text, length);
        const char *value = text[length] ? text + length + 1 : "True";
        Diagnostic *message = directives_apply(&driver->directives, compilation->diagnostics,
                                               NO_SPAN, name, value, DIAG_E0504);
        if (message)
            diag_add_note(message, "in option '-X %s'", text);
    }
}

// Checks that there is a pass of the name after "ir:".
static void check_pass(Compilation *compilation, const char *pass) {
    const char *names = "";
    for (unsigned i = 0; i < pass_count; i++) {
        if (!pass || !strcmp(pass_infos[i].name, pass))
            return;
        names =
            arena_format(compilation->arena, "%s%s%s", names, i ? ", " : "", pass_infos[i].name);
    }
    const char *text = arena_format(compilation->arena, "unknown pass '%s'", pass);
    diag_add_help(diag_report(compilation->diagnostics, DIAG_E0009, NO_SPAN, text),
                  "the passes are %s", names);
}

// Tells whether the command goes as far as LLVM, which needs the runtime of a Python.
static bool needs_runtime(const Options *options) {
    StageName stop = options->stop_stage;
    return options->command != COMMAND_CHECK && (stop.stage == STAGE_NONE || stop.stage > STAGE_IR);
}

// Finds the Python and checks that there is a runtime for it, where the command needs them.
static void prepare_python(Driver *driver) {
    Compilation *compilation = driver->compilation;
    const Options *options = &driver->options;
    bool needed = needs_runtime(options) || options->command == COMMAND_BUILD ||
                  options->command == COMMAND_CYTHON;
    driver->cache_directory = find_cache_directory(compilation->arena);
    driver->python =
        python_environment_find(compilation, options->python, driver->program_directory,
                                driver->cache_directory, needed || options->python != NULL);
    if (!driver->python || !needs_runtime(options))
        return;
    const char *runtime = arena_format(compilation->arena, "%s/runtime/%s.bc",
                                       driver->share_directory, driver->python->tag);
    if (file_exists(runtime))
        return;
    Diagnostic *message =
        diag_report(compilation->diagnostics, DIAG_E0603, NO_SPAN, driver->python->tag);
    diag_add_note(message, "the Python is %s", driver->python->program);
    diag_add_help(message, "build Zilant again while this Python and its headers are installed");
}

// Reports a file whose output another one has already. Two modules of one name cannot both be kept.
static void check_outputs_differ(Compilation *compilation, const Job *jobs, uint32_t count) {
    Map seen = {0};
    for (uint32_t i = 0; i < count; i++) {
        if (!jobs[i].output)
            continue;
        const Name *output = intern(compilation, jobs[i].output);
        const char *other = map_get(&seen, output);
        if (other)
            diag_report(compilation->diagnostics, DIAG_E0009, NO_SPAN,
                        arena_format(compilation->arena, "'%s' and '%s' would both become '%s'",
                                     other, jobs[i].path, jobs[i].output));
        map_put(compilation->arena, &seen, output, (void *)jobs[i].path);
    }
}

// Compiles all files of the command line.
static int run_files(Driver *driver, bool writes) {
    Compilation *compilation = driver->compilation;
    const TextVector *files = &driver->options.operands;
    read_directives(driver);
    read_compile_time_env(driver);
    check_pass(compilation, driver->options.dump_stage.pass);
    check_pass(compilation, driver->options.stop_stage.pass);
    if (diag_error_count(compilation->diagnostics)) {
        driver_flush(driver, compilation);
        return STATUS_USAGE;
    }
    prepare_python(driver);
    Job *jobs = ARENA_ARRAY(compilation->arena, Job, files->count);
    for (uint32_t i = 0; i < files->count; i++) {
        jobs[i] = (Job){.driver = driver, .path = files->items[i]};
        if (job_name_module(compilation, &jobs[i], writes) && writes && driver->python)
            job_choose_output(compilation, &jobs[i]);
    }
    check_outputs_differ(compilation, jobs, files->count);
    driver_flush(driver, compilation);
    if (diag_error_count(compilation->diagnostics))
        return STATUS_ERRORS;
    return run_jobs(driver, jobs, files->count);
}

int run_build(Driver *driver) {
    return run_files(driver, driver->options.stop_stage.stage == STAGE_NONE);
}

int run_check(Driver *driver) { return run_files(driver, false); }

// What is kept is what earlier builds have made, and can be made again.
int run_cache(Driver *driver) {
    Arena *arena = driver->compilation->arena;
    const char *folder = find_cache_directory(arena);
    if (!folder) {
        puts("there is no cache: neither XDG_CACHE_HOME nor HOME names a folder");
        return STATUS_OK;
    }
    Cache cache = cache_open(arena, folder);
    bool clears = driver->options.clear;
    CacheUsage usage = clears ? cache_clear(&cache) : cache_measure(&cache);
    printf("%s%s: %llu entries, %.1f MB%s\n", clears ? "removed from " : "", cache.folder,
           (unsigned long long)usage.entries, (double)usage.bytes / 1e6,
           clears ? "" : arena_format(arena, " of at most %.0f MB", (double)cache.limit / 1e6));
    return STATUS_OK;
}

int run_dump(Driver *driver) {
    driver->options.verify = true;
    return run_files(driver, false);
}

// Runs what the command line asks for.
static int run_command(Driver *driver) {
    switch (driver->options.command) {
#define COMMAND(name, NAME, arguments, help)                                                       \
    case COMMAND_##NAME:                                                                           \
        return run_##name(driver);
#include "driver/command.def"
    case COMMAND_NONE:
    case COMMAND_COUNT:
        break;
    }
    internal_error("no command");
}

// Makes sure that everything printed has arrived.
static int finish_output(int status) {
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fprintf(stderr, "zilant: cannot write the output: %s\n", strerror(errno));
    return STATUS_ERRORS;
}

int run_driver(int count, char **arguments) {
    Driver driver = {.compilation = compilation_create()};
    // a write that is too large is an error like others
    signal(SIGXFSZ, SIG_IGN);
    int status = STATUS_OK;
    bool is_cython = count > 1 && !strcmp(arguments[1], command_name(COMMAND_CYTHON));
    bool good = is_cython ? cython_options_parse(driver.compilation, &driver.options, arguments + 2)
                          : options_parse(driver.compilation, &driver.options, count, arguments);
    if (!good) {
        driver_flush(&driver, driver.compilation);
        status = STATUS_USAGE;
    } else if (driver.options.version && !is_cython) {
        puts("zilant " ZILANT_VERSION);
    } else if (driver.options.help && is_cython) {
        cython_print_help(stdout);
    } else if (driver.options.help) {
        options_print_help(driver.options.command, stdout);
    } else {
        find_data(&driver);
        status = run_command(&driver);
    }
    status = finish_output(status);
    compilation_destroy(driver.compilation);
    return status;
}
