// The lines that tracers are told of, in a section of the module's own that nothing refers to: who
// measures which lines are reached reads from there, without importing the module, which lines
// could be (python/zilant/coverage.py).
//
// The section holds a text: for each file its path and, in ascending order, the numbers of its
// lines, all ended by newlines; an empty line ends a file.

#include "codegen/llvm/internal.h"
#include <stdlib.h>
#include <string.h>

#define TRACED_LINES_SECTION ".zilant.lines"

static int compare_lines(const void *a, const void *b) {
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

const uint32_t *sort_lines(Arena *arena, const uint32_t *lines, uint32_t count, uint32_t *left) {
    uint32_t *sorted = ARENA_ARRAY(arena, uint32_t, count + 1);
    *left = 0;
    if (count == 0)
        return sorted;
    memcpy(sorted, lines, count * sizeof *lines);
    qsort(sorted, count, sizeof *sorted, compare_lines);
    for (uint32_t i = 0; i < count; i++)
        if (*left == 0 || sorted[i] != sorted[*left - 1])
            sorted[(*left)++] = sorted[i];
    return sorted;
}

typedef VECTOR(char) TextBuffer;

static void add_line(Arena *arena, TextBuffer *text, const char *line) {
    for (; *line != '\0'; line++)
        vector_push(arena, text, *line);
    vector_push(arena, text, '\n');
}

static void add_file(Arena *arena, TextBuffer *text, const IrTracedFile *file) {
    uint32_t count;
    const uint32_t *lines = sort_lines(arena, file->lines.items, file->lines.count, &count);
    add_line(arena, text, file->path);
    for (uint32_t i = 0; i < count; i++)
        add_line(arena, text, arena_format(arena, "%u", lines[i]));
    add_line(arena, text, "");
}

// Keeps the section from the linker, which drops what nobody refers to.
static void keep_global(Emitter *emitter, LLVMValueRef global) {
    LLVMTypeRef type = LLVMArrayType2(emitter->types.pointer, 1);
    LLVMValueRef used = LLVMAddGlobal(emitter->llvm, type, "llvm.used");
    LLVMSetInitializer(used, LLVMConstArray2(emitter->types.pointer, &global, 1));
    LLVMSetLinkage(used, LLVMAppendingLinkage);
    LLVMSetSection(used, "llvm.metadata");
}

void emit_traced_files(Emitter *emitter) {
    const IrModule *module = emitter->module;
    if (module->traced_files.count == 0)
        return;
    TextBuffer text = {0};
    for (uint32_t i = 0; i < module->traced_files.count; i++)
        add_file(emitter->arena, &text, &module->traced_files.items[i]);
    LLVMValueRef bytes = compat_const_bytes(emitter->context, text.items, text.count);
    LLVMValueRef global = const_global(emitter, "zi_traced_lines", bytes);
    LLVMSetAlignment(global, 1);
    LLVMSetSection(global, TRACED_LINES_SECTION);
    keep_global(emitter, global);
}
