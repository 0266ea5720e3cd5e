// Compiles a shim with clang to bitcode, or finds it in the cache.
//
// The cache has for each text (with flags and compiler) the list of files that it read, and the
// bitcode by a key that goes on with their contents: a changed header is a new entry.

#include "codegen/llvm/internal.h"
#include "support/cache.h"
#include "support/file.h"
#include "support/process.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_HEADER_BYTES ((size_t)64 * 1024 * 1024)

typedef struct ShimBuild {
    Shim *shim;
    Arena *arena;
    const char *compiler;
    VECTOR(const char *) arguments;
    Cache cache;
    bool has_cache;
    bool may_retry; // say nothing on errors of the text
} ShimBuild;

static void add_argument(ShimBuild *build, const char *argument) {
    vector_push(build->arena, &build->arguments, argument);
}

static void add_directory(ShimBuild *build, const char *directory) {
    add_argument(build, "-I");
    add_argument(build, directory);
}

static void add_arguments(ShimBuild *build) {
    static const char *const flags[] = {
        "-O1",
        "-DNDEBUG",
        "-fwrapv",
        // This silences what is an error by default, too, so that has to be named.
        "-Wno-everything",
        "-Werror=implicit-function-declaration",
        "-Werror=implicit-int",
        "-Werror=int-conversion",
        "-Werror=incompatible-function-pointer-types",
        "-Werror=return-mismatch",
        // a static function without a body, which only the import would miss
        "-Werror=undefined-internal",
        "-ferror-limit=0",
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
    add_argument(build, "-x");
    add_argument(build, options->is_cplusplus ? "c++" : "c");
    add_argument(build, options->is_cplusplus ? "-std=gnu++17" : "-std=gnu11");
    for (unsigned i = 0; i < sizeof flags / sizeof *flags; i++)
        add_argument(build, flags[i]);
    if (module->source != NULL)
        add_directory(build, path_directory(build->arena, module->source->path));
    for (const char **next = options->include_directories; next != NULL && *next != NULL; next++)
        add_directory(build, *next);
    if (options->python.include != NULL)
        add_directory(build, options->python.include);
    for (const char **next = options->compile_arguments; next != NULL && *next != NULL; next++)
        add_argument(build, *next);
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

static CacheKey add_text(CacheKey key, const char *text) {
    return cache_key_add(key, text, strlen(text) + 1);
}

// Text, flags and the compiler's identity.
static CacheKey key_of_request(const ShimBuild *build, const char *text) {
    CacheKey key = add_text(CACHE_KEY_START, text);
    struct stat status;
    for (uint32_t i = 0; i < build->arguments.count; i++)
        key = add_text(key, build->arguments.items[i]);
    if (stat(build->compiler, &status) == 0)
        key = cache_key_add(key, &status.st_mtim, sizeof status.st_mtim);
    return key;
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

// Fills in the shim's files from the list.
static void note_files(ShimBuild *build, const char *list) {
    const char *at = strchr(list, ':');
    build->shim->files.count = 0;
    if (at == NULL)
        return;
    at++;
    for (const char *name; (name = next_dependency(build->arena, &at)) != NULL;)
        vector_push(build->arena, &build->shim->files, name);
}

// Goes on with the contents of the shim's files; false if one is missing.
static bool add_files(const ShimBuild *build, CacheKey *key) {
    Arena *scratch = arena_create();
    bool has_all = true;
    for (uint32_t i = 0; has_all && i < build->shim->files.count; i++) {
        const char *name = build->shim->files.items[i];
        size_t length;
        int error;
        char *bytes = file_read(scratch, name, MAX_HEADER_BYTES, &length, &error);
        has_all = bytes != NULL;
        if (has_all)
            *key = cache_key_add(add_text(*key, name), bytes, length);
    }
    arena_destroy(scratch);
    return has_all;
}

// The bitcode that belongs to the headers as they are now, or NULL.
static const char *find_bitcode(ShimBuild *build, CacheKey request, size_t *length) {
    if (!build->has_cache)
        return NULL;
    size_t list_length;
    CacheKey key = request;
    const char *list = cache_find(build->arena, &build->cache, request, &list_length);
    if (list == NULL)
        return NULL;
    note_files(build, list);
    return add_files(build, &key) ? cache_find(build->arena, &build->cache, key, length) : NULL;
}

static void keep_bitcode(const ShimBuild *build, CacheKey request, const char *list,
                         const char *bytes, size_t length) {
    CacheKey key = request;
    if (build->has_cache && add_files(build, &key)) {
        cache_keep(&build->cache, request, list, strlen(list));
        cache_keep(&build->cache, key, bytes, length);
    }
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
    if (item->use == SHIM_FIELD_OFFSET || item->use == SHIM_FIELD_SIZE ||
        item->use == SHIM_FIELD_SIGN || item->use == SHIM_FIELD_READ ||
        item->use == SHIM_FIELD_WRITE) {
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

// Nothing in C's language tells a bit-field from another: that its address cannot be taken does.
static void note_bit_fields(Shim *shim, const char *errors) {
    static const char mistake[] = "cannot compute offset of bit-field";
    uint32_t number;
    for (const char *line = errors, *end; *line != '\0'; line = *end == '\0' ? end : end + 1) {
        end = strchrnul(line, '\n');
        const char *found = strstr(line, mistake);
        if (found == NULL)
            return;
        if (found > end || !read_number_after(line, end, "zilant:item:", &number) ||
            number >= shim->items.count)
            continue;
        const ShimItem *item = shim->items.items[number];
        shim->has_new_bit_fields |= !item->is_bit_field;
        shim_note_bit_field(shim, item->entry);
    }
}

// --- Compiling -----------------------------------------------------------------------------------

static bool run_compiler(ShimBuild *build, const char *source, const char *list,
                         const char *bitcode) {
    const char *more[] = {"-MD", "-MF", list, "-o", bitcode, source, NULL};
    uint32_t count = build->arguments.count;
    for (unsigned i = 0; i < sizeof more / sizeof *more; i++)
        add_argument(build, more[i]);
    build->arguments.count = count;
    ProcessResult result;
    if (process_run(build->arena, build->arguments.items, &result))
        return true;
    note_bit_fields(build->shim, result.start_error == 0 ? result.errors : "");
    if (result.start_error != 0)
        diag_report(build->shim->diagnostics, DIAG_E0611, NO_SPAN, build->compiler,
                    strerror(result.start_error));
    else if (!build->may_retry)
        report_errors(build, result.errors);
    return false;
}

// A folder for the files that clang reads and writes; NULL after a diagnostic.
static const char *make_folder(const ShimBuild *build) {
    const char *parent = getenv("TMPDIR");
    if (parent == NULL || *parent == '\0')
        parent = "/tmp";
    char *folder = path_join(build->arena, parent, "zilant-shim-XXXXXX");
    if (mkdtemp(folder) != NULL)
        return folder;
    diag_report(build->shim->diagnostics, DIAG_E0007, NO_SPAN, folder, strerror(errno));
    return NULL;
}

// The list names the source, which is gone the next time: only what was included is kept.
static const char *without_source(Arena *arena, const char *list, const char *source) {
    const char *at = strstr(list, source);
    const char *rest = at == NULL ? list + strlen(list) : at + strlen(source);
    return arena_format(arena, ":%s", rest);
}

static const char *compile(ShimBuild *build, const char *folder, const char *text, CacheKey request,
                           size_t *length) {
    Arena *arena = build->arena;
    const char *source = path_join(arena, folder, "shim.c");
    const char *list = path_join(arena, folder, "shim.d");
    const char *bitcode = path_join(arena, folder, "shim.bc");
    size_t list_length;
    int error;
    const char *bytes = NULL;
    if (file_write_atomic(arena, build->shim->diagnostics, source, text, strlen(text)) &&
        run_compiler(build, source, list, bitcode))
        bytes = file_read(arena, bitcode, MAX_HEADER_BYTES, length, &error);
    const char *names =
        bytes == NULL ? NULL : file_read(arena, list, MAX_HEADER_BYTES, &list_length, &error);
    if (names != NULL) {
        names = without_source(arena, names, source);
        note_files(build, names);
        keep_bitcode(build, request, names, bytes, *length);
    }
    unlink(source);
    unlink(list);
    unlink(bitcode);
    return bytes;
}

const char *shim_compile(Shim *shim, const char *text, bool may_retry, size_t *length) {
    const char *cache = shim->options->cache_directory;
    ShimBuild build = {.shim = shim, .arena = shim->arena, .may_retry = may_retry};
    if (!find_compiler(&build))
        return NULL;
    build.has_cache = cache != NULL;
    if (build.has_cache)
        build.cache = cache_open(build.arena, cache);
    add_arguments(&build);
    CacheKey request = key_of_request(&build, text);
    const char *bytes = find_bitcode(&build, request, length);
    const char *folder = bytes == NULL ? make_folder(&build) : NULL;
    if (folder != NULL) {
        bytes = compile(&build, folder, text, request, length);
        rmdir(folder);
    }
    return bytes;
}
