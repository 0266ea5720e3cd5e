// Archives of objects in the format of `ar`: so that the linker gets all of them in one file.
//
// Source: ar(5). Every member is taken (--whole-archive), so there is no symbol table, and names
// say nothing to the linker but what it calls a member in its messages.

#include "driver/internal.h"
#include <stdio.h>
#include <string.h>

static const char magic[] = "!<arch>\n";

// `name/`, dates and owners of 0, the mode, the size.
static bool write_member(FILE *stream, uint32_t number, const EmittedFile *file) {
    char head[61];
    snprintf(head, sizeof head, "%07u.o/      %-12d%-6d%-6d%-8s%-10zu`\n", number % 10000000, 0, 0,
             0, "100644", file->length);
    return fwrite(head, 1, 60, stream) == 60 &&
           fwrite(file->bytes, 1, file->length, stream) == file->length &&
           (file->length % 2 == 0 || fputc('\n', stream) != EOF);
}

bool write_archive(const Emission *emission, const char *path) {
    FILE *stream = fopen(path, "wb");
    if (stream == NULL)
        return false;
    bool good = fwrite(magic, 1, strlen(magic), stream) == strlen(magic);
    for (uint32_t i = 0; good && i < emission->files.count; i++)
        good = write_member(stream, i, &emission->files.items[i]);
    return fclose(stream) == 0 && good;
}
