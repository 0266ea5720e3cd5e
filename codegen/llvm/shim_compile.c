// Compiles a shim with clang to bitcode, or finds it in the cache.
//
// The cache has for each text (with flags and compiler) the list of files that it read, and the
// bitcode under a name that holds the hash of their contents: a changed header is a new entry.
// Entries come by rename, so that compilers running side by side never see half of one.

#include "codegen/llvm/internal.h"
#include "support/file.h"
#include "support/hash.h"
#include "support/process.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_ARGUMENTS 64
#define MAX_HEADER_BYTES ((size_t)64 * 1024 * 1024)

typedef struct ShimBuild {
    const Shim *shim;
    Arena *arena;
    const char *compiler;
    const char *arguments[MAX_ARGUMENTS];
    unsigned argument_count;
    // path of the cache's files without their ending
    const char *stem;
    bool is_temporary; // there is no cache
    bool may_retry;    // say nothing on errors of the text
} ShimBuild;

static void add_argument(ShimBuild *build, const char *argument) {
    zi_assert(build->argument_count < MAX_ARGUMENTS - 8);
    build->arguments[build->argument_count++] = argument;
}

static void add_arguments(ShimBuild *build) {
    static const char *const flags[] = {
        "-x",
        "c",
        "-std=gnu11",
        "-O1",
        "-DNDEBUG",
        "-fwrapv",
        "-w",
        "-fPIC",
        "-fno-strict-aliasing",
        "-fno-math-errno",
        "-ffp-contract=off",
        "-fno-caret-diagnostics",
        "-fno-color-diagnostics",
        "-emit-llvm",
        "-c",
    };
    const IrModule *module = build->shim->module;
    const CodegenOptions *options = build->shim->options;
    add_argument(build, build->compiler);
    for (unsigned i = 0; i < sizeof flags / sizeof *flags; i++)
        add_argument(build, flags[i]);
    if (module->source != NULL) {
        const char *folder = path_directory(build->arena, module->source->path);
        add_argument(build, "-I");
        add_argument(build, folder);
    }
    for (const char **next = options->include_directories; next != NULL && *next != NULL; next++) {
        if (build->argument_count > MAX_ARGUMENTS - 16)
            break;
        add_argument(build, "-I");
        add_argument(build, *next);
    }
    if (options->python.include != NULL) {
        add_argument(build, "-I");
        add_argument(build, options->python.include);
    }
}

static bool find_compiler(ShimBuild *build) {
    const char *wanted = build->shim->options->c_compiler;
    build->compiler = process_find_program(build->arena, wanted != NULL ? wanted : "clang-19");
    if (build->compiler == NULL && wanted == NULL)
        build->compiler = process_find_program(build->arena, "clang");
    if (build->compiler != NULL)
        return true;
    Diagnostic *message = diag_report(build->shim->diagnostics, DIAG_E0610, NO_SPAN,
                                      wanted != NULL ? wanted : "clang-19");
    diag_add_help(message, "install clang 19: on Debian and Ubuntu, `apt install clang-19`");
    return false;
}

// --- The cache -----------------------------------------------------------------------------------

static uint64_t hash_string(const char *text, uint64_t seed) {
    return hash_bytes(text, strlen(text) + 1, seed);
}

// Text, flags and the compiler's identity.
static uint64_t hash_of_request(const ShimBuild *build, const char *text) {
    uint64_t hash = hash_string(text, HASH_SEED);
    struct stat status;
    for (unsigned i = 0; i < build->argument_count; i++)
        hash = hash_string(build->arguments[i], hash);
    if (stat(build->compiler, &status) == 0)
        hash = hash_bytes(&status.st_mtime, sizeof status.st_mtime, hash);
    return hash;
}

static void choose_stem(ShimBuild *build, const char *text) {
    const char *folder = build->shim->options->cache_directory;
    build->is_temporary = folder == NULL || !file_make_directories(build->arena, folder);
    if (build->is_temporary) {
        folder = getenv("TMPDIR");
        if (folder == NULL || *folder == '\0')
            folder = "/tmp";
    }
    build->stem = arena_format(build->arena, "%s/shim-%016llx", folder,
                               (unsigned long long)hash_of_request(build, text));
}

// Takes the next file name out of a makefile rule's list; NULL at the end.
static const char *next_dependency(Arena *arena, const char **at) {
    const char *next = *at;
    while (*next == ' ' || *next == '\n' || (*next == '\\' && next[1] == '\n'))
        next++;
    if (*next == '\0')
        return NULL;
    char *name = arena_allocate(arena, strlen(next) + 1);
    size_t length = 0;
    for (; *next != '\0' && *next != ' ' && *next != '\n'; next++) {
        if (*next == '\\' && next[1] == '\n')
            break;
        bool is_escaped = (*next == '\\' && (next[1] == ' ' || next[1] == '#')) ||
                          (*next == '$' && next[1] == '$');
        next += is_escaped;
        name[length++] = *next;
    }
    *at = next;
    return name;
}

// The hash of the contents of all files that the list names; false if one is missing.
static bool hash_dependencies(Arena *arena, const char *list, uint64_t *hash) {
    const char *at = strchr(list, ':');
    *hash = HASH_SEED;
    if (at == NULL)
        return false;
    at++;
    for (const char *name; (name = next_dependency(arena, &at)) != NULL;) {
        size_t length;
        int error;
        char *bytes = file_read(arena, name, MAX_HEADER_BYTES, &length, &error);
        if (bytes == NULL)
            return false;
        *hash = hash_bytes(bytes, length, hash_string(name, *hash));
    }
    return true;
}

// The path of the bitcode that belongs to the headers as they are now, or NULL without a list.
static const char *bitcode_path(ShimBuild *build, const char *list_path) {
    if (!file_is_regular(list_path))
        return NULL;
    size_t length;
    int error;
    uint64_t hash;
    Arena *scratch = arena_create();
    const char *list = file_read(scratch, list_path, MAX_HEADER_BYTES, &length, &error);
    bool known = list != NULL && hash_dependencies(scratch, list, &hash);
    arena_destroy(scratch);
    return known
               ? arena_format(build->arena, "%s-%016llx.bc", build->stem, (unsigned long long)hash)
               : NULL;
}

static LLVMMemoryBufferRef read_bitcode(const char *path) {
    LLVMMemoryBufferRef buffer = NULL;
    char *message = NULL;
    if (!file_is_regular(path))
        return NULL;
    if (LLVMCreateMemoryBufferWithContentsOfFile(path, &buffer, &message)) {
        LLVMDisposeMessage(message);
        return NULL;
    }
    return buffer;
}

// --- Errors --------------------------------------------------------------------------------------

// Reads the number after `prefix` in the text; false if it is not there.
static bool read_number_after(const char *text, const char *end, const char *prefix,
                              uint32_t *number) {
    const char *at = strstr(text, prefix);
    if (at == NULL || at >= end)
        return false;
    *number = (uint32_t)strtoul(at + strlen(prefix), NULL, 10);
    return true;
}

static Span span_of_item(const ShimItem *item, const char **what) {
    if (item->use == SHIM_STRUCT_SIZE || item->use == SHIM_STRUCT_ALIGN) {
        const IrStruct *structure = item->entry;
        *what = structure->name;
        return structure->span;
    }
    if (item->use == SHIM_FIELD_OFFSET) {
        const IrField *field = item->entry;
        *what = field->name;
        return field->span;
    }
    const IrExtern *external = item->entry;
    *what = external->name;
    return external->span;
}

// Which declaration clang speaks of: the place is in the error's own line, or in the line above
// that says from where the header was included.
static Span span_of_error(const Shim *shim, const char *errors, const char *end,
                          const char **what) {
    uint32_t number;
    if (read_number_after(errors, end, "zilant:item:", &number) && number < shim->items.count) {
        return span_of_item(shim->items.items[number], what);
    }
    if (read_number_after(errors, end, "zilant:header:", &number) && number < shim->headers.count) {
        const IrHeader *header = shim->headers.items[number];
        *what = header->name == NULL ? "*" : header->name;
        return header->span;
    }
    return NO_SPAN;
}

static void report_errors(const ShimBuild *build, const char *errors) {
    const Shim *shim = build->shim;
    const char *error = strstr(errors, "error: ");
    const char *end = error == NULL ? errors + strlen(errors) : strchr(error, '\n');
    if (end == NULL)
        end = error + strlen(error);
    const char *text = error == NULL ? errors : error + strlen("error: ");
    const char *message = arena_copy_bytes(shim->arena, text, (size_t)(end - text));
    const char *what = "C header";
    Span span = span_of_error(shim, errors, end, &what);
    diag_report(shim->diagnostics, DIAG_E0611, span, what, message);
}

// --- Compiling -----------------------------------------------------------------------------------

static bool run_compiler(ShimBuild *build, const char *source, const char *list,
                         const char *bitcode) {
    const char *more[] = {"-MD", "-MF", list, "-o", bitcode, source, NULL};
    for (unsigned i = 0; i < sizeof more / sizeof *more; i++)
        build->arguments[build->argument_count + i] = more[i];
    ProcessResult result;
    if (process_run(build->arena, build->arguments, &result))
        return true;
    if (result.start_error != 0)
        diag_report(build->shim->diagnostics, DIAG_E0611, NO_SPAN, build->compiler,
                    strerror(result.start_error));
    else if (!build->may_retry)
        report_errors(build, result.errors);
    return false;
}

// Compiles aside and moves list and bitcode to their places; returns the bitcode.
static LLVMMemoryBufferRef compile(ShimBuild *build, const char *source, const char *list) {
    Diagnostics *diagnostics = build->shim->diagnostics;
    const char *list_aside = file_create_aside(build->arena, diagnostics, list);
    const char *bitcode_aside = file_create_aside(build->arena, diagnostics, source);
    if (list_aside == NULL || bitcode_aside == NULL ||
        !run_compiler(build, source, list_aside, bitcode_aside)) {
        if (list_aside != NULL)
            file_discard(list_aside);
        if (bitcode_aside != NULL)
            file_discard(bitcode_aside);
        return NULL;
    }
    LLVMMemoryBufferRef buffer = read_bitcode(bitcode_aside);
    const char *bitcode = build->is_temporary ? NULL : bitcode_path(build, list_aside);
    if (bitcode != NULL && file_commit(diagnostics, bitcode_aside, bitcode, false)) {
        file_commit(diagnostics, list_aside, list, false);
    } else {
        file_discard(bitcode_aside);
        file_discard(list_aside);
    }
    return buffer;
}

LLVMMemoryBufferRef shim_compile(const Shim *shim, const char *text, bool may_retry) {
    ShimBuild build = {.shim = shim, .arena = shim->arena, .may_retry = may_retry};
    if (!find_compiler(&build))
        return NULL;
    add_arguments(&build);
    choose_stem(&build, text);
    const char *source = arena_format(build.arena, "%s.c", build.stem);
    const char *list = arena_format(build.arena, "%s.d", build.stem);
    const char *known = build.is_temporary ? NULL : bitcode_path(&build, list);
    LLVMMemoryBufferRef buffer = known == NULL ? NULL : read_bitcode(known);
    if (buffer != NULL ||
        !file_write_atomic(build.arena, shim->diagnostics, source, text, strlen(text)))
        return buffer;
    buffer = compile(&build, source, list);
    if (build.is_temporary)
        file_discard(source);
    return buffer;
}
