// Names of modules and of what is written for them.
//
// Takes the path of a source. A folder that holds an __init__ file is a package; the module's name
// goes up through all of them, as Python would import it.

#include "driver/internal.h"
#include "support/file.h"
#include "support/utf8.h"
#include <ctype.h>
#include <errno.h>
#include <string.h>

// Tells whether the text is a dotted name; characters beyond ASCII are left to Python to judge.
static bool is_dotted_name(const char *text) {
    bool at_start = true;
    for (const char *next = text; *next; next++) {
        unsigned char byte = (unsigned char)*next;
        if (byte == '.') {
            if (at_start)
                return false;
            at_start = true;
            continue;
        }
        if (byte < 0x80 && !isalpha(byte) && byte != '_' && (at_start || !isdigit(byte)))
            return false;
        at_start = false;
    }
    return !at_start && utf8_valid_length(text, strlen(text)) == strlen(text);
}

// Returns the directory of the path without links and dots, or as it is if that does not exist.
static char *folder_of(Arena *arena, const char *path) {
    char *folder = path_directory(arena, path);
    char *resolved = path_resolve(arena, folder);
    return resolved ? resolved : folder;
}

bool job_name_module(Compilation *compilation, Job *job, bool needed) {
    Arena *arena = compilation->arena;
    const char *stem = path_stem(arena, job->path);
    const char *name = stem;
    char *folder = folder_of(arena, job->path);
    while (file_is_package(arena, folder) && strcmp(folder, "/") != 0) {
        name = arena_format(arena, "%s.%s", path_base_name(folder), name);
        folder = path_directory(arena, folder);
    }
    job->package_root = folder;
    const char *wanted = job->driver->options.module_name;
    job->module_name = wanted ? wanted : name;
    if (is_dotted_name(job->module_name) && (wanted || !strchr(stem, '.')))
        return true;
    bool is_file = file_exists(job->path) && !file_is_directory(job->path);
    if (!is_file || !(needed || wanted))
        return false;
    Diagnostic *message =
        diag_report(compilation->diagnostics, DIAG_E0014, NO_SPAN, wanted ? wanted : stem);
    if (!wanted)
        diag_add_help(message, "rename '%s', or give its name with --module-name=NAME", job->path);
    return false;
}

// Returns the module's place below a folder that packages lie in: "pkg/sub/name" and the suffix.
static char *place_of_module(Arena *arena, const Job *job) {
    char *place = arena_copy_string(arena, job->module_name);
    for (char *next = place; *next; next++)
        if (*next == '.')
            *next = '/';
    return arena_format(arena, "%s%s", place, job->driver->python->extension_suffix);
}

bool job_choose_output(Compilation *compilation, Job *job) {
    Arena *arena = compilation->arena;
    const Options *options = &job->driver->options;
    const char *place = place_of_module(arena, job);
    const char *output = options->output;
    if (options->in_place) {
        job->output = path_join(arena, path_directory(arena, job->path), path_base_name(place));
        return file_check_target(compilation->diagnostics, job->output);
    }
    size_t length = output ? strlen(output) : 0;
    if (length && output[length - 1] != '/' && !file_is_directory(output))
        job->output = output;
    else
        job->output = path_join(arena, output ? output : "", place);
    const char *folder = path_directory(arena, job->output);
    if (file_make_directories(arena, folder))
        return file_check_target(compilation->diagnostics, job->output);
    diag_report(compilation->diagnostics, DIAG_E0007, NO_SPAN, job->output, strerror(errno));
    return false;
}
