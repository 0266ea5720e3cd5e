// Fuzzes the frontend: whatever the source, it ends without a fault, a leak or an overflow.
//
// The first byte of the input says what the source is: its two lowest bits the kind (.py, .pyx,
// .pxd, .pxi), the third language level 2, the fourth the rules of Python 3.9 in place of the
// newest. So `0` and `1` begin a .py and a .pyx file. The rest is the source. Its tree and its
// messages are printed as well.

#include "frontend/frontend.h"
#include "support/python_versions.h"
#include "support/utf8.h"
#include "tests/fuzz/fuzz.h"
#include <stdio.h>
#include <string.h>

static void run_frontend(const FrontendOptions *options, SourceKind kind, const char *text,
                         size_t length, FILE *output) {
    static const char *const names[] = {"fuzz.py", "fuzz.pyx", "fuzz.pxd", "fuzz.pxi"};
    Compilation *compilation = compilation_create();
    const Source *source = source_add_text(compilation->sources, names[kind], kind, text, length);
    ParsedFile *file = parse_file(compilation, source, options);
    dump_ast(compilation, file->module, output);
    const Module *module = file->module;
    for (uint32_t i = 0; i < module->body.count; i++) {
        if (node_is(module->body.items[i], NODE_ExpressionStatement))
            fputs(unparse_expression(compilation->arena,
                                     NODE_AS(ExpressionStatement, module->body.items[i])->value),
                  output);
    }
    diag_flush(compilation->diagnostics, output, DIAG_FORMAT_TEXT, true);
    compilation_destroy(compilation);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    // What a source promises to hold: valid UTF-8 without null bytes.
    if (size == 0 || memchr(data, 0, size) != NULL ||
        utf8_valid_length((const char *)data, size) != size)
        return -1;
    static const SourceKind kinds[] = {SOURCE_PY, SOURCE_PYX, SOURCE_PXD, SOURCE_PXI};
    FrontendOptions options = {
        .language_level = data[0] & 4 ? 2 : 3,
        .python_minor = data[0] & 8 ? OLDEST_PYTHON_MINOR : NEWEST_PYTHON_MINOR,
    };
    FILE *output = fopen("/dev/null", "w");
    if (output == NULL)
        return -1;
    run_frontend(&options, kinds[data[0] & 3], (const char *)data + 1, size - 1, output);
    fclose(output);
    return 0;
}
