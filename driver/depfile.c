// Depfiles: which files a job has read, as a rule for make or ninja.
//
//     out/fast.so: pkg/fast.pyx pkg/fast.pxd /usr/include/math.h
//
// Takes: the sources that were loaded, the C headers, and the profile. The target is the output, or
// the source where none is written. (The format is that of GNU make, as gcc -MD writes it.)

#include "driver/internal.h"
#include "support/file.h"
#include <stdlib.h>
#include <string.h>

// The text with a backslash before what make would take for something else.
static const char *quote(Arena *arena, const char *path) {
    char *quoted = arena_allocate(arena, 2 * strlen(path) + 1), *next = quoted;
    for (; *path; path++) {
        if (*path == ' ' || *path == '#' || *path == '\\')
            *next++ = '\\';
        if (*path == '$')
            *next++ = '$';
        *next++ = *path;
    }
    *next = '\0';
    return quoted;
}

bool write_depfile(const Job *job, Compilation *compilation, const TextVector *headers) {
    Arena *arena = compilation->arena;
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    zi_assert(stream);
    fprintf(stream, "%s:", quote(arena, job->output ? job->output : job->path));
    for (uint32_t i = 0; i < source_count(compilation->sources); i++) {
        const Source *source = source_at(compilation->sources, i);
        if (source->kind != SOURCE_VIRTUAL)
            fprintf(stream, " \\\n  %s", quote(arena, source->path));
    }
    if (job->driver->options.profile != NULL)
        fprintf(stream, " \\\n  %s", quote(arena, job->driver->options.profile));
    for (uint32_t i = 0; i < headers->count; i++)
        fprintf(stream, " \\\n  %s", quote(arena, headers->items[i]));
    fputc('\n', stream);
    bool good =
        fclose(stream) == 0 && file_write_atomic(arena, compilation->diagnostics,
                                                 job->driver->options.depfile, text, length);
    free(text);
    return good;
}
