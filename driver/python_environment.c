// The Python that modules are built for: finds it, runs it once, and remembers what it said.
//
// Guarantees: a Python is used only if it ran. What it said is kept under a key of path, time and
// size of the program; programs that are scripts (version managers' shims) choose anew each time,
// so what they say is not kept. It is asked again when a folder of its search path has changed:
// what is installed there may add to the path.

#include "driver/python_environment.h"
#include "support/cache.h"
#include "support/file.h"
#include "support/process.h"
#include "support/python_versions.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// Stands before the folders on which the Python finds modules; other code may print before it.
#define PATH_MARK "zilant: search path"

// What the Python is asked; the answers come in the order of PythonAnswer.
static const char question[] =
    "import sys, sysconfig\n"
    "variable = sysconfig.get_config_var\n"
    "flags = getattr(sys, 'abiflags', '')\n"
    "print(sys.implementation.name, sys.version_info[0], sys.version_info[1],\n"
    "      '%s-%d%d%s' % (sys.implementation.name, *sys.version_info[:2], flags),\n"
    "      variable('EXT_SUFFIX'), sysconfig.get_path('include'),\n"
    "      int(bool(variable('Py_DEBUG'))), int(bool(variable('Py_GIL_DISABLED'))), sep='\\n',\n"
    "      flush=True)\n"
    "import os, site\n"
    "sys.path[:0] = filter(None, os.environ.get('PYTHONPATH', '').split(os.pathsep))\n"
    "site.main()\n"
    "if sys.prefix == sys.base_prefix and 'PYTHONNOUSERSITE' not in os.environ:\n"
    "    site.addsitedir(site.getusersitepackages())\n"
    "print('" PATH_MARK "', *filter(os.path.isdir, sys.path), sep='\\n')\n";

typedef enum PythonAnswer {
    ANSWER_IMPLEMENTATION,
    ANSWER_MAJOR,
    ANSWER_MINOR,
    ANSWER_TAG,
    ANSWER_SUFFIX,
    ANSWER_INCLUDE,
    ANSWER_DEBUG,
    ANSWER_FREE_THREADED,
    ANSWER_COUNT
} PythonAnswer;

// One search.
typedef struct Search {
    Compilation *compilation;
    const char *cache_directory;
    const char *failure; // why the latest program was not usable
} Search;

// Reads the folders after the mark, one a line.
static const char **read_search_path(Arena *arena, const char *text) {
    VECTOR(const char *) path = {0};
    const char *mark = strstr(text, PATH_MARK "\n");
    text = mark != NULL ? mark + strlen(PATH_MARK "\n") : "";
    for (size_t length; text[length = strcspn(text, "\n")] == '\n'; text += length + 1)
        vector_push(arena, &path, arena_copy_bytes(arena, text, length));
    vector_push(arena, &path, NULL);
    return path.items;
}

// Reads the answers, one a line; NULL if they are not complete.
static PythonEnvironment *read_answers(Arena *arena, const char *program, const char *text) {
    const char *answers[ANSWER_COUNT];
    for (int i = 0; i < ANSWER_COUNT; i++) {
        size_t length = strcspn(text, "\n");
        if (text[length] != '\n')
            return NULL;
        answers[i] = arena_copy_bytes(arena, text, length);
        text += length + 1;
    }
    PythonEnvironment *python = ARENA_NEW(arena, PythonEnvironment);
    python->program = arena_copy_string(arena, program);
    python->implementation = answers[ANSWER_IMPLEMENTATION];
    python->major = (int)strtol(answers[ANSWER_MAJOR], NULL, 10);
    python->minor = (int)strtol(answers[ANSWER_MINOR], NULL, 10);
    python->tag = answers[ANSWER_TAG];
    python->extension_suffix = answers[ANSWER_SUFFIX];
    python->include = answers[ANSWER_INCLUDE];
    python->is_debug = answers[ANSWER_DEBUG][0] == '1';
    python->is_free_threaded = answers[ANSWER_FREE_THREADED][0] == '1';
    python->search_path = read_search_path(arena, text);
    return python;
}

// Finds the key of what this program said; false if it is not to be kept.
static bool find_key(const Search *search, const char *program, CacheKey *key) {
    Arena *arena = search->compilation->arena;
    struct stat status;
    if (!search->cache_directory || stat(program, &status) < 0)
        return false;
    FILE *file = fopen(program, "rbe");
    char magic[2] = "#!";
    bool is_script = !file || fread(magic, 1, 2, file) != 2 || !memcmp(magic, "#!", 2);
    if (file)
        fclose(file);
    char *path = is_script ? NULL : path_resolve(arena, path_directory(arena, program));
    if (!path)
        return false;
    path = path_join(arena, path, path_base_name(program));
    const char *identity =
        arena_format(arena, "%s %lld.%09ld %lld", path, (long long)status.st_mtim.tv_sec,
                     status.st_mtim.tv_nsec, (long long)status.st_size);
    *key = cache_key_add(CACHE_KEY_START, identity, strlen(identity));
    *key = cache_key_add(*key, question, sizeof question);
    const char *python_path = getenv("PYTHONPATH");
    if (python_path != NULL)
        *key = cache_key_add(*key, python_path, strlen(python_path));
    return true;
}

// A line that differs when a folder of the search path has changed.
static const char *stamp_of_path(Arena *arena, const char *answers) {
    CacheKey key = CACHE_KEY_START;
    struct stat status;
    for (const char **folder = read_search_path(arena, answers); *folder != NULL; folder++)
        if (stat(*folder, &status) == 0)
            key = cache_key_add(key, &status.st_mtim, sizeof status.st_mtim);
    return arena_format(arena, "%016llx%016llx\n", (unsigned long long)key.halves[0],
                        (unsigned long long)key.halves[1]);
}

// Returns what was kept of this program, or NULL.
static PythonEnvironment *read_kept(const Search *search, const char *program) {
    Arena *arena = search->compilation->arena;
    CacheKey key;
    size_t length;
    if (!find_key(search, program, &key))
        return NULL;
    Cache cache = cache_open(arena, search->cache_directory);
    const char *text = cache_find(arena, &cache, key, &length);
    const char *answers = text ? strchr(text, '\n') : NULL;
    if (!answers)
        return NULL;
    answers++;
    const char *stamp = stamp_of_path(arena, answers);
    bool is_current = strncmp(text, stamp, strlen(stamp)) == 0;
    return is_current ? read_answers(arena, program, answers) : NULL;
}

// Keeps what the program said.
static void keep(const Search *search, const char *program, const char *answers) {
    CacheKey key;
    if (!find_key(search, program, &key))
        return;
    Arena *arena = search->compilation->arena;
    Cache cache = cache_open(arena, search->cache_directory);
    const char *text = arena_format(arena, "%s%s", stamp_of_path(arena, answers), answers);
    cache_keep(&cache, key, text, strlen(text));
}

// Asks the program, or what was kept of it. Returns NULL and says why if it is no working Python.
static PythonEnvironment *ask(Search *search, const char *program) {
    Arena *arena = search->compilation->arena;
    PythonEnvironment *python = read_kept(search, program);
    if (python)
        return python;
    const char *const arguments[] = {program, "-I", "-S", "-c", question, NULL};
    ProcessResult result;
    if (!process_run(arena, arguments, &result)) {
        const char *said = result.errors;
        search->failure = result.start_error ? strerror(result.start_error)
                          : *said            ? arena_copy_bytes(arena, said, strcspn(said, "\n"))
                                  : arena_format(arena, "it ended with status %d", result.status);
        return NULL;
    }
    python = read_answers(arena, program, result.output);
    if (python)
        keep(search, program, result.output);
    else
        search->failure = "it did not answer as a Python does";
    return python;
}

// Tells whether modules can be built for this Python.
static bool is_supported(const PythonEnvironment *python) {
    return !strcmp(python->implementation, "cpython") && python->major == 3 &&
           python->minor >= OLDEST_PYTHON_MINOR && python->minor <= NEWEST_PYTHON_MINOR;
}

// Returns the program if it exists, works and is supported.
static PythonEnvironment *try_program(Search *search, const char *program) {
    if (!program)
        return NULL;
    PythonEnvironment *python = ask(search, program);
    return python && is_supported(python) ? python : NULL;
}

// Tries all programs of the names that a Python goes by in a list of folders.
static PythonEnvironment *try_folders(Search *search, const char *folders) {
    static const char *const names[] = {"python3", "python"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *rest = folders, *program;
        while ((program = process_find_next(search->compilation->arena, names[i], &rest))) {
            PythonEnvironment *python = try_program(search, program);
            if (python)
                return python;
        }
    }
    return NULL;
}

// Uses the Python that the user asked for and no other.
static PythonEnvironment *use_wanted(Search *search, const char *wanted, bool report) {
    Diagnostics *diagnostics = search->compilation->diagnostics;
    const char *program = process_find_program(search->compilation->arena, wanted);
    search->failure = "there is no such program";
    PythonEnvironment *python = program ? ask(search, program) : NULL;
    if (python && is_supported(python))
        return python;
    if (report && python)
        diag_report(diagnostics, DIAG_E0013, NO_SPAN, wanted, python->implementation, python->major,
                    python->minor);
    else if (report)
        diag_report(diagnostics, DIAG_E0011, NO_SPAN, wanted, search->failure);
    return NULL;
}

const PythonEnvironment *python_environment_find(Compilation *compilation, const char *wanted,
                                                 const char *program_directory,
                                                 const char *cache_directory, bool report) {
    Search search = {.compilation = compilation, .cache_directory = cache_directory};
    if (wanted)
        return use_wanted(&search, wanted, report);
    PythonEnvironment *python = try_folders(&search, program_directory);
    const char *virtual = getenv("VIRTUAL_ENV");
    if (!python && virtual && *virtual)
        python = try_folders(&search, path_join(compilation->arena, virtual, "bin"));
    if (!python)
        python = try_folders(&search, getenv("PATH"));
    if (!python && report)
        diag_add_help(diag_report(compilation->diagnostics, DIAG_E0012, NO_SPAN),
                      "install one, or name it with --python=PYTHON");
    return python;
}
