// Profiles: how often the lines of a module ran, as modules that were built with `--instrument`
// write it (runtime/line_counts.c says how). The counts of all runs of a module are added up.

#include "codegen/ir/ir_profile.h"
#include "driver/internal.h"
#include "support/file.h"
#include <stdlib.h>
#include <string.h>

#define PROFILE_LIMIT ((size_t)1 << 30)

typedef struct ProfileReader {
    Compilation *compilation;
    const char *path;
    const IrModule *module;
    // the line to be read, of a text that ends with a NUL
    char *next;
    uint32_t line;
    uint64_t *counts;
    // runs of the module: of this source, of others; the latter's counts are not used
    uint32_t runs, other_runs;
    // the lines that are read are those of such a run
    bool is_counting;
} ProfileReader;

static bool refuse(const ProfileReader *reader) {
    diag_report(reader->compilation->diagnostics, DIAG_E0017, NO_SPAN, reader->path, reader->line);
    return false;
}

// `module NAME HASH`
static bool read_run(ProfileReader *reader, char *name) {
    char *space = strchr(name, ' '), *end;
    if (space == NULL)
        return refuse(reader);
    *space = '\0';
    uint64_t hash = strtoull(space + 1, &end, 16);
    if (end == space + 1 || *end != '\0')
        return refuse(reader);
    bool is_own = !strcmp(name, reader->module->name);
    reader->is_counting = is_own && hash == ir_profile_hash(reader->module->source);
    reader->runs += reader->is_counting;
    reader->other_runs += is_own && !reader->is_counting;
    return true;
}

// `LINE COUNT`
static bool read_count(ProfileReader *reader, const char *text) {
    char *end, *last;
    uint64_t line = strtoull(text, &end, 10);
    uint64_t count = strtoull(end, &last, 10);
    if (end == text || *end != ' ' || last == end || *last != '\0' || line == 0)
        return refuse(reader);
    if (!reader->is_counting)
        return true;
    if (line > reader->module->source->line_count)
        return refuse(reader);
    if (__builtin_add_overflow(reader->counts[line], count, &reader->counts[line]))
        reader->counts[line] = UINT64_MAX;
    return true;
}

static bool read_lines(ProfileReader *reader) {
    static const char word[] = "module ";
    while (*reader->next != '\0') {
        char *text = reader->next, *end = strchr(text, '\n');
        reader->line++;
        if (end == NULL)
            return refuse(reader); // the rest was not written
        *end = '\0';
        reader->next = end + 1;
        bool begins_run = !strncmp(text, word, strlen(word));
        if (!(begins_run ? read_run(reader, text + strlen(word)) : read_count(reader, text)))
            return false;
    }
    return true;
}

bool read_profile(const char *path, Compilation *compilation, IrModule *module) {
    Arena *arena = compilation->arena;
    size_t length = 0;
    int error = 0;
    char *text = file_read(arena, path, PROFILE_LIMIT, &length, &error);
    if (text == NULL) {
        diag_report(compilation->diagnostics, DIAG_E0001, NO_SPAN, path, strerror(error));
        return false;
    }
    uint32_t line_count = module->source->line_count;
    ProfileReader reader = {.compilation = compilation,
                            .path = path,
                            .module = module,
                            .next = text,
                            .counts = ARENA_ARRAY(arena, uint64_t, line_count + 1)};
    if (!read_lines(&reader))
        return false;
    if (reader.runs > 0)
        module->profile = ir_profile_create(arena, reader.counts, line_count);
    else
        diag_report(compilation->diagnostics, reader.other_runs > 0 ? DIAG_W0145 : DIAG_W0144,
                    NO_SPAN, path, module->name);
    return true;
}
