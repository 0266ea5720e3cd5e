// explain: prints the page of a message.

#include "driver/internal.h"
#include "support/file.h"
#include <ctype.h>
#include <errno.h>
#include <string.h>

#define PAGE_LIMIT ((size_t)1024 * 1024)

// Returns the code in upper case.
static char *upper_case(Arena *arena, const char *text) {
    char *copy = arena_copy_string(arena, text);
    for (char *next = copy; *next; next++)
        *next = (char)toupper((unsigned char)*next);
    return copy;
}

int run_explain(Driver *driver) {
    Compilation *compilation = driver->compilation;
    Arena *arena = compilation->arena;
    const char *text = upper_case(arena, driver->options.operands.items[0]);
    DiagCode code;
    if (!diag_code_from_text(text, &code)) {
        diag_report(compilation->diagnostics, DIAG_E0009, NO_SPAN,
                    arena_format(arena, "there is no message '%s'", text));
        driver_flush(driver, compilation);
        return STATUS_USAGE;
    }
    size_t length;
    int error;
    const char *path = arena_format(arena, "%s/errors/%s.md", driver->share_directory, text);
    const char *page = file_read(arena, path, PAGE_LIMIT, &length, &error);
    if (page)
        fwrite(page, 1, length, stdout);
    else
        printf("%s: %s\n", text, diag_code_format(code));
    return STATUS_OK;
}
