// What the files of the driver share: one run of the program, one file of it, and the steps.
#ifndef ZILANT_DRIVER_INTERNAL_H
#define ZILANT_DRIVER_INTERNAL_H

#include "codegen/builder/builder.h"
#include "driver/options.h"
#include "driver/python_environment.h"
#include "support/compilation.h"
#include "support/process.h"

// What main() exits with.
enum { STATUS_OK = 0, STATUS_ERRORS = 1, STATUS_USAGE = 2, STATUS_INTERNAL = 70 };

// One run of the program.
typedef struct Driver {
    // for what is no file's own: the command line, the Python
    Compilation *compilation;
    Options options;
    const char *program_directory; // where the executable lies
    const char *share_directory;   // its data
    // may not exist yet; NULL if there is no place for one
    const char *cache_directory;
    Directives directives; // from -X
    CompileTimeValues compile_time_values;
    // NULL if the command can do without and none was found
    const PythonEnvironment *python;
} Driver;

// compile_time_env.c: reads the options -E and --compile-time-literal.
void read_compile_time_env(Driver *driver);

// What the processes of one job share, so that the first can clean up after the other was killed.
typedef struct JobShare {
    // a file that is to be removed then, or ""
    char aside[4096];
} JobShare;

// One file to compile.
typedef struct Job {
    Driver *driver;
    const char *path;        // the source
    const char *module_name; // dotted
    // the folder that holds the module's outermost package
    const char *package_root;
    const char *output; // NULL if nothing is to be written
    JobShare *share;
    CoreBudget *cores; // shared by all jobs
} Job;

// --- driver.c ------------------------------------------------------------------------------------
int run_driver(int count, char **arguments);

// One for each command: returns the exit status.
#define COMMAND(name, NAME, arguments, help) int run_##name(Driver *driver);
#include "driver/command.def"

// Prints what was reported so far, as the options say.
void driver_flush(const Driver *driver, Compilation *compilation);

// --- module_path.c: names of modules and of what is written --------------------------------------
// Fills in name and package root from the path, as packages and --module-name say. Returns false if
// what the path gives is no module's name, and reports it if the name will be `needed`. What is no
// file is left for loading to report.
bool job_name_module(Compilation *compilation, Job *job, bool needed);
// Fills in the output. Reports and returns false if its folder cannot be made.
bool job_choose_output(Compilation *compilation, Job *job);

// --- jobs.c --------------------------------------------------------------------------------------
// Runs every job in a process of its own, as many at once as the options say, and prints what they
// say in their order. Returns the worst exit status.
int run_jobs(const Driver *driver, Job *jobs, uint32_t count);

// --- pipeline.c ----------------------------------------------------------------------------------
// Takes one file through all stages. Returns the exit status.
int compile_file(const Job *job);

// --- settings.c ----------------------------------------------------------------------------------
typedef struct BuildSettings {
    // as for CodegenOptions; NULL: DEFAULT_PROCESSORS
    const char *cpu;
    const char *march; // of the last -march=, or NULL
    // for clang, where headers are compiled
    TextVector compile_arguments;
    TextVector libraries, library_directories, link_arguments;
    // C and C++ files that belong to the module
    TextVector sources;
    bool is_cplusplus;
    bool shows_variables; // to debuggers
    bool has_threads;     // OpenMP is on
} BuildSettings;
// Of the command line and the module's `# distutils:` lines.
BuildSettings settings_choose(const Options *options, const IrModule *module);
// Do the command line and the lines of the file ask for OpenMP?
bool settings_have_threads(Arena *arena, const Options *options, const ParsedFile *file);
// What they define of Cython's macros about profilers and tracers.
TracingMacros settings_find_tracing(Arena *arena, const Options *options, const ParsedFile *file);
// Is there such a setting for a `# distutils:` line?
bool settings_know(const char *name);

// --- profile.c -----------------------------------------------------------------------------------
// Reads what runs of the module have counted and gives it to the module; warns if there is nothing
// of it, or of other versions of its source alone. Reports and returns false if the file cannot be
// read or is damaged.
bool read_profile(const char *path, Compilation *compilation, IrModule *module);

// --- depfile.c -----------------------------------------------------------------------------------
// Writes the rule that says which files the job has read. Reports and returns false if it cannot.
bool write_depfile(const Job *job, Compilation *compilation, const TextVector *headers);

// --- c_header.c ----------------------------------------------------------------------------------
// Where the module's headers for C code go, and what they are called without their endings.
const char *header_directory(const Job *job, Arena *arena);
const char *header_name(const Job *job, Arena *arena);
// Writes those that the module has. Reports and returns false if it cannot.
bool write_c_headers(const Job *job, Compilation *compilation, const TypedModule *module);

// --- link.c --------------------------------------------------------------------------------------
typedef struct LinkInput {
    const char *objects; // path of an archive
    // path of the runtime's object: the linker takes what is referred to
    const char *runtime;
    const char *output;
    const char *header_directory; // of the module's own headers
    // symbols of the functions and variables that C code sees
    TextVector exported;
    const TargetPython *python;
    const BuildSettings *settings;
} LinkInput;
// Makes a shared library of the objects. Reports and returns false if it cannot, leaving nothing
// behind.
bool link_module(const Job *job, Compilation *compilation, const LinkInput *input);
// Reports why the linker has failed.
void link_report_failure(Diagnostics *diagnostics, const LinkInput *input,
                         const ProcessResult *result);

// --- c_file.c ------------------------------------------------------------------------------------
// Writes the objects as a C file. Reports and returns false if it cannot.
bool write_c_file(const Job *job, Compilation *compilation, const LinkInput *input);

// --- cython_command.c ----------------------------------------------------------------------------
// Reads what follows `cython` on the command line, up to a NULL. Reports what is wrong with it and
// returns false then.
bool cython_options_parse(Compilation *compilation, Options *options, char **arguments);
void cython_print_help(FILE *stream);

// --- compile_commands.c --------------------------------------------------------------------------
// Adds the arguments with which the build compiles the C file, if it says so.
void read_compile_command(Arena *arena, const char *c_file, TextVector *arguments);

// --- archive.c -----------------------------------------------------------------------------------
// Writes all objects into one file; false with errno set if that fails.
bool write_archive(const Emission *emission, const char *path);

// --- report.c ------------------------------------------------------------------------------------
// Prints which functions are native and which are not, and why.
void print_report(const Job *job, const IrModule *module, FILE *stream);

// --- loop_report.c -------------------------------------------------------------------------------
// Sorts the remarks.
void print_loop_report(const Job *job, LoopRemarks *remarks, FILE *stream);

// --- timing.c ------------------------------------------------------------------------------------
typedef struct Timing {
    const char *stage;
    double seconds;
    // of the stage before, of several threads together
    bool is_part;
} Timing;
typedef struct Timer {
    double started; // the stage that runs now
    VECTOR(Timing) timings;
} Timer;
void timer_start(Timer *timer);
// Ends the stage that began at the start or at the end of the one before.
void timer_end_stage(Arena *arena, Timer *timer, const char *stage);
void timer_add(Arena *arena, Timer *timer, const char *stage, double seconds);
void timer_add_part(Arena *arena, Timer *timer, const char *stage, double seconds);
void timer_print(const Timer *timer, const char *path, FILE *stream);

#endif
