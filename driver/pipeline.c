// The pipeline: one file, from source to module.
//
//     load -> parse -> type -> build -> passes -> emit -> link
//     load -> read ------------------> passes -> emit -> link    for a file that holds IR (.ir)
//
// Every step is a function that returns whether to go on: it does not after errors, nor after the
// stage that the user wants to stop at. What a step reports is printed when the step is over.

#include "driver/internal.h"
#include "support/file.h"
#include "support/python_versions.h"
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// One file and what its stages have made.
typedef struct Pipeline {
    const Job *job;
    const Options *options;
    Compilation *compilation;
    Timer timer;
    const char **include_directories;
    const Source *source;
    ParsedFile *parsed;
    // where the lines begin in which the frontend has found an error
    VECTOR(uint32_t) wrong_lines;
    TypedModule *typed;
    IrModule *module;
    BuildSettings settings;
    CodegenOptions codegen;
    LoopRemarks remarks;
    // C headers that were read
    TextVector headers;
    // with what a first try has found out of them
    bool is_repeated;
} Pipeline;

static bool is_warning(const Diagnostic *message, void *context) {
    (void)context;
    return diag_code_severity(diag_code(message)) == SEVERITY_WARNING;
}

// Ends a step: prints what was reported, warnings once. Returns false if there were errors.
static bool end_step(Pipeline *pipeline, const char *name) {
    timer_end_stage(pipeline->compilation->arena, &pipeline->timer, name);
    if (pipeline->is_repeated)
        diag_withdraw(pipeline->compilation->diagnostics, 0, is_warning, NULL);
    driver_flush(pipeline->job->driver, pipeline->compilation);
    return diag_error_count(pipeline->compilation->diagnostics) == 0;
}

// Tells whether the user wants to see what this stage made.
static bool wants_dump(const Pipeline *pipeline, Stage stage) {
    return pipeline->options->dump_stage.stage == stage;
}

static bool stops_at(const Pipeline *pipeline, Stage stage) {
    return pipeline->options->stop_stage.stage == stage;
}

// Of the folders for headers and included files, the first that the user names.
enum { FIRST_GIVEN_DIRECTORY = 2 };

// Lists the folders for headers and included files: the source's own, the package's root, the
// user's.
static const char **list_include_directories(const Pipeline *pipeline) {
    Arena *arena = pipeline->compilation->arena;
    const TextVector *given = &pipeline->options->include_directories;
    TextVector list = {0};
    vector_push(arena, &list, path_directory(arena, pipeline->job->path));
    vector_push(arena, &list, pipeline->job->package_root);
    for (uint32_t i = 0; i < given->count; i++)
        vector_push(arena, &list, given->items[i]);
    vector_push(arena, &list, NULL);
    return list.items;
}

// The names of --interpret, ended by NULL.
static const char *const *list_interpreted(const Pipeline *pipeline) {
    TextVector list = {0};
    for (uint32_t i = 0; i < pipeline->options->interpret.count; i++)
        vector_push(pipeline->compilation->arena, &list, pipeline->options->interpret.items[i]);
    vector_push(pipeline->compilation->arena, &list, NULL);
    return list.items;
}

// Returns the minor version whose syntax counts.
static int choose_minor_version(const Driver *driver) {
    if (driver->options.minor_version)
        return driver->options.minor_version;
    return driver->python ? driver->python->minor : NEWEST_PYTHON_MINOR;
}

// --- One mistake, one message --------------------------------------------------------------------
static uint32_t line_of_message(const Pipeline *pipeline, const Diagnostic *message) {
    return source_line_start(pipeline->compilation->sources, diag_span(message));
}

static bool note_wrong_line(const Diagnostic *message, void *context) {
    Pipeline *pipeline = context;
    if (!is_warning(message, NULL))
        vector_push(pipeline->compilation->arena, &pipeline->wrong_lines,
                    line_of_message(pipeline, message));
    return false;
}

static bool is_on_wrong_line(const Diagnostic *message, void *context) {
    const Pipeline *pipeline = context;
    uint32_t line = line_of_message(pipeline, message);
    for (uint32_t i = 0; i < pipeline->wrong_lines.count; i++)
        if (pipeline->wrong_lines.items[i] == line)
            return true;
    return false;
}

// --- Stages --------------------------------------------------------------------------------------
// Loads and parses. The trees are printed even if there are errors in the source. Where a rule
// beyond the grammar is broken, the typer still looks for other mistakes.
static bool run_frontend(Pipeline *pipeline) {
    Compilation *compilation = pipeline->compilation;
    const Driver *driver = pipeline->job->driver;
    pipeline->source =
        source_load(compilation->sources, compilation->diagnostics, pipeline->job->path, NO_SPAN);
    if (!end_step(pipeline, "load"))
        return false;
    FrontendOptions options = {.language_level = driver->directives.language_level,
                               .python_minor = choose_minor_version(driver),
                               .include_directories = pipeline->include_directories};
    pipeline->parsed = parse_file(compilation, pipeline->source, &options);
    if (wants_dump(pipeline, STAGE_CST))
        dump_cst(compilation, pipeline->source, stdout);
    if (wants_dump(pipeline, STAGE_AST))
        dump_ast(compilation, pipeline->parsed->module, stdout);
    diag_withdraw(compilation->diagnostics, 0, note_wrong_line, pipeline);
    bool good = end_step(pipeline, "parse") || pipeline->parsed->is_whole;
    return good && !stops_at(pipeline, STAGE_CST) && !stops_at(pipeline, STAGE_AST);
}

static bool run_typer(Pipeline *pipeline) {
    const Driver *driver = pipeline->job->driver;
    TyperOptions options = {
        .module_name = pipeline->job->module_name,
        .include_directories = pipeline->include_directories,
        .declaration_directories = pipeline->include_directories + FIRST_GIVEN_DIRECTORY,
        .search_path = driver->python ? driver->python->search_path : NULL,
        .header_name = arena_format(pipeline->compilation->arena, "%s.h",
                                    header_name(pipeline->job, pipeline->compilation->arena)),
        .declarations =
            path_join(pipeline->compilation->arena, driver->share_directory, "declarations"),
        .directives = driver->directives,
        .compile_time_values = driver->compile_time_values,
        .python_minor = choose_minor_version(driver),
        .has_threads = settings_have_threads(pipeline->compilation->arena, pipeline->options,
                                             pipeline->parsed),
        .tracing = settings_find_tracing(pipeline->compilation->arena, pipeline->options,
                                         pipeline->parsed),
        .interpreted = list_interpreted(pipeline)};
    pipeline->typed = type_file(pipeline->compilation, pipeline->parsed, &options);
    if (diag_error_count(pipeline->compilation->diagnostics) > 0)
        diag_withdraw(pipeline->compilation->diagnostics, 0, is_on_wrong_line, pipeline);
    if (!end_step(pipeline, "type"))
        return false;
    if (wants_dump(pipeline, STAGE_SCOPES))
        dump_scopes(pipeline->typed, stdout);
    if (wants_dump(pipeline, STAGE_TYPES))
        dump_types(pipeline->typed, stdout);
    return !stops_at(pipeline, STAGE_SCOPES) && !stops_at(pipeline, STAGE_TYPES);
}

// What the source's header says to those that compile C and link the module, and where headers are.
static void note_settings(Pipeline *pipeline) {
    IrModule *module = pipeline->module;
    for (uint32_t i = 0; i < pipeline->typed->header_directories.count; i++) {
        IrLinkSetting setting = {IR_HEADER_DIRECTORY, pipeline->typed->header_directories.items[i]};
        vector_push(module->arena, &module->link_settings, setting);
    }
    bool is_read = !pipeline->options->ignore_distutils;
    for (uint32_t i = 0; is_read && i < pipeline->parsed->directive_count; i++) {
        const HeaderDirective *directive = &pipeline->parsed->directives[i];
        IrLinkSetting setting = {directive->name->text, directive->value};
        if (!directive->is_distutils)
            continue;
        if (settings_know(setting.name))
            vector_push(module->arena, &module->link_settings, setting);
        else
            diag_report(pipeline->compilation->diagnostics, DIAG_W0108, directive->span,
                        setting.name);
    }
}

// Writes the headers for C code, which may be all that is wanted.
static bool run_headers(Pipeline *pipeline) {
    if (pipeline->job->output == NULL)
        return true;
    write_c_headers(pipeline->job, pipeline->compilation, pipeline->typed);
    return end_step(pipeline, "headers") && !pipeline->options->headers_only;
}

// What runs have counted, and whether this build is to count.
static void take_profile(Pipeline *pipeline) {
    const Options *options = pipeline->options;
    Arena *arena = pipeline->compilation->arena;
    if (options->instrument != NULL)
        pipeline->module->counts_path = path_from_here(arena, options->instrument);
    if (options->profile != NULL)
        read_profile(options->profile, pipeline->compilation, pipeline->module);
}

static bool run_builder(Pipeline *pipeline) {
    pipeline->module = build_module(pipeline->typed);
    note_settings(pipeline);
    take_profile(pipeline);
    return end_step(pipeline, "build");
}

static bool holds_ir(const char *path) {
    const char *ending = strrchr(path, '.');
    return ending != NULL && strcmp(ending, ".ir") == 0;
}

// What comes from a file may break any rule of the IR.
static void check_bodies(const IrModule *module) {
    for (uint32_t i = 0; i < module->bodies.count; i++) {
        const IrBody *body = module->bodies.items[i];
        const char *fault = ir_find_fault(module->arena, module, body);
        if (fault != NULL)
            diag_report(module->compilation->diagnostics, DIAG_E0615, body->span, fault);
    }
}

// Reads the IR that `zilant dump ir` wrote. The file's name is the module's.
static bool run_reader(Pipeline *pipeline) {
    Compilation *compilation = pipeline->compilation;
    pipeline->source =
        source_load(compilation->sources, compilation->diagnostics, pipeline->job->path, NO_SPAN);
    if (!end_step(pipeline, "load"))
        return false;
    pipeline->module = ir_read_module(compilation, pipeline->source);
    if (pipeline->module != NULL) {
        pipeline->module->name = pipeline->job->module_name;
        check_bodies(pipeline->module);
    }
    return end_step(pipeline, "read");
}

// Makes the IR of the file.
static bool run_front(Pipeline *pipeline) {
    if (holds_ir(pipeline->job->path))
        return run_reader(pipeline);
    return run_frontend(pipeline) && run_typer(pipeline) && run_headers(pipeline) &&
           run_builder(pipeline);
}

// Runs the passes, up to the one that the user wants to see.
static bool run_middle(Pipeline *pipeline) {
    const Options *options = pipeline->options;
    pipeline->module->shows_variables |= options->debug;
    bool dumps = wants_dump(pipeline, STAGE_IR), stops = stops_at(pipeline, STAGE_IR);
    const char *dumped_pass = dumps ? options->dump_stage.pass : NULL;
    if (dumps && !dumped_pass)
        ir_dump_module(pipeline->module, stdout);
    const char *last_pass = stops ? options->stop_stage.pass : NULL;
    if (stops && !last_pass)
        return false;
    // Passes change the module in place, so the one that is printed is the last that runs. Emission
    // runs those that look at one body.
    if (dumped_pass || last_pass || options->command == COMMAND_CHECK)
        run_passes(pipeline->module, dumped_pass ? dumped_pass : last_pass, options->verify);
    else
        run_module_passes(pipeline->module, options->verify);
    bool good = end_step(pipeline, "passes");
    if (dumped_pass && good)
        ir_dump_bodies(pipeline->module, stdout);
    if (options->report && !pipeline->is_repeated)
        print_report(pipeline->job, pipeline->module, stdout);
    return good && !stops && !dumped_pass && options->command != COMMAND_CHECK;
}

// <omp.h> of the library that modules are linked with, whichever one clang would find.
static void add_openmp_header(const Pipeline *pipeline, TextVector *arguments) {
    Arena *arena = pipeline->compilation->arena;
    const char *share = pipeline->job->driver->share_directory;
    vector_push(arena, arguments, "-isystem");
    vector_push(arena, arguments, path_join(arena, share, "declarations/headers"));
    if (pipeline->settings.has_threads)
        vector_push(arena, arguments, "-D_OPENMP=201511");
}

static bool wants_remarks(const Options *options) {
    return options->report != NULL && strcmp(options->report, "remarks") == 0;
}

// The name of a part in the cache says nothing of remarks or of a profile.
static bool has_parts_to_keep(const Options *options) {
    return !options->no_cache && !wants_remarks(options) && options->profile == NULL;
}

// Says what codegen needs to know.
static void choose_codegen(Pipeline *pipeline) {
    const Driver *driver = pipeline->job->driver;
    const Options *options = pipeline->options;
    const PythonEnvironment *python = driver->python;
    Arena *arena = pipeline->compilation->arena;
    pipeline->settings = settings_choose(options, pipeline->module);
    pipeline->module->shows_variables |= pipeline->settings.shows_variables;
    TextVector compile_arguments = pipeline->settings.compile_arguments;
    add_openmp_header(pipeline, &compile_arguments);
    vector_push(arena, &compile_arguments, NULL);
    pipeline->remarks.arena = arena;
    pipeline->codegen = (CodegenOptions){
        .optimization = options->optimization,
        .cpu = pipeline->settings.cpu ? pipeline->settings.cpu : DEFAULT_PROCESSORS,
        .sanitize_address = options->sanitize != NULL,
        .runtime_directory = path_join(arena, driver->share_directory, "runtime"),
        .include_directories = pipeline->include_directories,
        .compile_arguments = compile_arguments.items,
        .is_cplusplus = pipeline->settings.is_cplusplus,
        .cache_directory = has_parts_to_keep(options) ? driver->cache_directory : NULL,
        .remarks = wants_remarks(options) ? &pipeline->remarks : NULL,
        .verify = options->verify,
        .cores = pipeline->job->cores,
        .python = {.minor = python->minor,
                   .tag = python->tag,
                   .include = python->include,
                   .is_debug = python->is_debug,
                   .is_free_threaded = python->is_free_threaded},
        .debug_info = true};
}

// Makes a file in memory and returns its path; it needs no removing.
static const char *open_memory_file(Pipeline *pipeline, const char *name) {
    int file = memfd_create(name, 0); // the linker inherits it
    zi_assert(file >= 0);
    return arena_format(pipeline->compilation->arena, "/proc/self/fd/%d", file);
}

// Emits the module at this stage; false after a diagnostic.
static bool emit(Pipeline *pipeline, EmitStage stage, Emission *emission) {
    if (emit_module(pipeline->module, &pipeline->codegen, stage, emission))
        return true;
    if (diag_error_count(pipeline->compilation->diagnostics) == 0 &&
        pipeline->compilation->found_numbers.count == 0)
        internal_error("emission failed without saying why");
    return false;
}

// Prints the module as LLVM sees it or as assembly, one group after another.
static void dump_emitted(Pipeline *pipeline, EmitStage stage) {
    Emission emission = {0};
    if (!emit(pipeline, stage, &emission))
        return;
    for (uint32_t i = 0; i < emission.files.count; i++)
        fwrite(emission.files.items[i].bytes, 1, emission.files.items[i].length, stdout);
}

// Prints the stages of emission that the user wants to see, and tells whether to go on.
static bool run_emission_dumps(Pipeline *pipeline) {
    static const struct {
        Stage stage;
        EmitStage emitted;
    } dumps[] = {{STAGE_LLVM, EMIT_LLVM},
                 {STAGE_LLVM_OPTIMIZED, EMIT_LLVM_OPTIMIZED},
                 {STAGE_ASSEMBLY, EMIT_ASSEMBLY}};
    bool goes_on = true;
    for (size_t i = 0; i < sizeof dumps / sizeof *dumps; i++) {
        if (wants_dump(pipeline, dumps[i].stage))
            dump_emitted(pipeline, dumps[i].emitted);
        if (stops_at(pipeline, dumps[i].stage))
            goes_on = false;
    }
    driver_flush(pipeline->job->driver, pipeline->compilation);
    return goes_on && diag_error_count(pipeline->compilation->diagnostics) == 0;
}

// How long it all took; what threads did is added up.
static void note_times(Pipeline *pipeline, const Emission *emission) {
    Arena *arena = pipeline->compilation->arena;
    const EmitTimes *times = &emission->times;
    timer_add(arena, &pipeline->timer, "header shim", times->shim);
    timer_add(arena, &pipeline->timer, "cached objects", times->search);
    timer_add(arena, &pipeline->timer, "body passes", times->passes);
    timer_add(arena, &pipeline->timer, "groups", times->groups);
    timer_add_part(arena, &pipeline->timer, "emit", times->emit);
    timer_add_part(arena, &pipeline->timer, "link runtime", times->link_runtime);
    timer_add_part(arena, &pipeline->timer, "optimize", times->optimize);
    timer_add_part(arena, &pipeline->timer, "object", times->object);
    timer_add_part(arena, &pipeline->timer, "data", times->data);
    timer_start(&pipeline->timer);
}

// Emits the objects into a file in memory and returns its path; NULL after errors.
static const char *run_emission(Pipeline *pipeline) {
    Emission emission = {0};
    bool good = emit(pipeline, EMIT_OBJECT, &emission);
    for (uint32_t i = 0; i < emission.headers.count; i++)
        vector_push(pipeline->compilation->arena, &pipeline->headers, emission.headers.items[i]);
    note_times(pipeline, &emission);
    if (good && pipeline->codegen.remarks != NULL)
        print_loop_report(pipeline->job, &pipeline->remarks, stdout);
    const char *path = good ? open_memory_file(pipeline, "objects") : NULL;
    if (path && !write_archive(&emission, path)) {
        diag_report(pipeline->compilation->diagnostics, DIAG_E0007, NO_SPAN, path, strerror(errno));
        path = NULL;
    }
    driver_flush(pipeline->job->driver, pipeline->compilation);
    return path;
}

static TextVector list_exported(const Pipeline *pipeline) {
    const IrModule *module = pipeline->module;
    TextVector symbols = {0};
    for (uint32_t i = 0; i < module->bodies.count; i++)
        if (module->bodies.items[i]->c_symbol != NULL)
            vector_push(module->arena, &symbols, module->bodies.items[i]->c_symbol);
    for (uint32_t i = 0; i < module->globals.count; i++)
        if (module->globals.items[i]->c_symbol != NULL)
            vector_push(module->arena, &symbols, module->globals.items[i]->c_symbol);
    return symbols;
}

static LinkInput choose_link_input(const Pipeline *pipeline, const char *objects) {
    return (LinkInput){
        .objects = objects,
        .runtime = arena_format(pipeline->compilation->arena, "%s/%s%s.o",
                                pipeline->codegen.runtime_directory, pipeline->codegen.python.tag,
                                pipeline->options->sanitize ? ".address" : ""),
        .output = pipeline->job->output,
        .header_directory = header_directory(pipeline->job, pipeline->compilation->arena),
        .exported = list_exported(pipeline),
        .python = &pipeline->codegen.python,
        .settings = &pipeline->settings};
}

// IR that is printed is that of the widths which the headers say.
static bool has_widths(Pipeline *pipeline) {
    bool is_printed = wants_dump(pipeline, STAGE_IR) && pipeline->job->driver->python != NULL &&
                      pipeline->module->headers.count > 0;
    if (!is_printed)
        return true;
    choose_codegen(pipeline);
    bool good = check_headers(pipeline->module, &pipeline->codegen);
    driver_flush(pipeline->job->driver, pipeline->compilation);
    return good;
}

// Runs all stages; errors have been printed when it returns.
static void run_stages(Pipeline *pipeline) {
    if (!run_front(pipeline) || !has_widths(pipeline) || !run_middle(pipeline))
        return;
    choose_codegen(pipeline);
    if (!run_emission_dumps(pipeline))
        return;
    timer_start(&pipeline->timer);
    const char *objects = run_emission(pipeline);
    if (!objects)
        return;
    LinkInput input = choose_link_input(pipeline, objects);
    if (pipeline->options->command == COMMAND_CYTHON)
        write_c_file(pipeline->job, pipeline->compilation, &input);
    else
        link_module(pipeline->job, pipeline->compilation, &input);
    end_step(pipeline, "link");
}

// Files were read even if there are errors in them.
static void note_dependencies(const Pipeline *pipeline) {
    if (!pipeline->options->depfile)
        return;
    write_depfile(pipeline->job, pipeline->compilation, &pipeline->headers);
    driver_flush(pipeline->job->driver, pipeline->compilation);
}

static void run_pipeline(Pipeline *pipeline) {
    if (pipeline->options->strict)
        diag_promote(pipeline->compilation->diagnostics, DIAG_W0001);
    if (pipeline->options->warnings_as_errors)
        diag_promote_warnings(pipeline->compilation->diagnostics);
    pipeline->include_directories = list_include_directories(pipeline);
    timer_start(&pipeline->timer);
    run_stages(pipeline);
    note_dependencies(pipeline);
    if (pipeline->options->time_passes)
        timer_print(&pipeline->timer, pipeline->job->path, stderr);
}

// The text of IR says widths itself.
static void report_found_numbers(Pipeline *pipeline) {
    Compilation *compilation = pipeline->compilation;
    if (compilation->found_numbers.count > 0)
        diag_report(compilation->diagnostics, DIAG_E0613, NO_SPAN,
                    "a number type that is of another width in the header than the text says");
    driver_flush(pipeline->job->driver, compilation);
}

static void close_pipeline(Pipeline *pipeline) {
    if (pipeline->module != NULL)
        ir_module_destroy(pipeline->module);
    compilation_destroy(pipeline->compilation);
}

int compile_file(const Job *job) {
    Pipeline first = {
        .job = job, .options = &job->driver->options, .compilation = compilation_create()};
    run_pipeline(&first);
    bool failed = diag_error_count(first.compilation->diagnostics) > 0;
    // Types are chosen before the headers are asked.
    if (!failed && first.compilation->found_numbers.count > 0) {
        Pipeline second = {.job = job,
                           .options = first.options,
                           .compilation = compilation_create(),
                           .is_repeated = true};
        second.compilation->known_numbers = first.compilation->found_numbers;
        run_pipeline(&second);
        report_found_numbers(&second);
        failed = diag_error_count(second.compilation->diagnostics) > 0;
        close_pipeline(&second);
    }
    close_pipeline(&first);
    return failed ? STATUS_ERRORS : STATUS_OK;
}
