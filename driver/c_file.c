// Writes the C file that stands for a compiled module: the objects as one, and that as assembly
// (codegen/llvm/assembly.c).

#include "driver/internal.h"
#include "support/c_symbol.h"
#include "support/file.h"
#include "support/process.h"
#include <stdlib.h>
#include <string.h>

#define OBJECT_LIMIT ((size_t)2 << 30)

static void keep_symbol(Arena *arena, TextVector *command, const char *name) {
    vector_push(arena, command, "-u");
    vector_push(arena, command, name);
}

// Joins the objects and what they use of the runtime in the file `joined`.
static bool join_objects(const Job *job, Compilation *compilation, const LinkInput *input,
                         const char *joined) {
    Arena *arena = compilation->arena;
    const char *linker = process_find_program(arena, "ld");
    if (linker == NULL) {
        diag_add_help(diag_report(compilation->diagnostics, DIAG_E0601, NO_SPAN, "ld"),
                      "install binutils");
        return false;
    }
    const char *start[] = {linker, "-r", "--force-group-allocation", "--gc-sections", "-o", joined};
    const char *end[] = {"--whole-archive", input->objects, "--no-whole-archive", input->runtime,
                         NULL};
    TextVector command = {0};
    vector_append(arena, &command, start, sizeof start / sizeof *start);
    keep_symbol(arena, &command, init_symbol(arena, job->module_name));
    for (uint32_t i = 0; i < input->exported.count; i++)
        keep_symbol(arena, &command, input->exported.items[i]);
    vector_append(arena, &command, end, sizeof end / sizeof *end);
    ProcessResult result;
    if (process_run(arena, command.items, &result))
        return true;
    link_report_failure(compilation->diagnostics, input, &result);
    return false;
}

bool write_c_file(const Job *job, Compilation *compilation, const LinkInput *input) {
    Arena *arena = compilation->arena;
    const char *joined = file_create_aside(arena, compilation->diagnostics, input->output);
    if (joined == NULL)
        return false;
    EmittedFile object = {.name = joined};
    size_t length;
    int error;
    if (join_objects(job, compilation, input, joined)) {
        object.bytes = file_read(arena, joined, OBJECT_LIMIT, &object.length, &error);
        if (object.bytes == NULL)
            diag_report(compilation->diagnostics, DIAG_E0001, NO_SPAN, joined, strerror(error));
    }
    file_discard(joined);
    if (object.bytes == NULL)
        return false;
    char *text = object_as_c(arena, &object, input->python, job->path, &length);
    if (text == NULL)
        internal_error("the object has a relocation that assembly has no name for");
    bool good = file_write_atomic(arena, compilation->diagnostics, input->output, text, length);
    free(text);
    return good;
}
