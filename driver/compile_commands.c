// compile_commands.json: how a build compiles a C file that it has us write.
//
// Takes the path of the C file. Gives the arguments of its compiler, read from the file
// compile_commands.json in the working folder, which meson and CMake write; none if there is no
// such file, or nothing about the C file in it.
//
// (The format is that of Clang's JSON compilation database: objects with "directory", "file" and
// "command", a line for a shell, or "arguments", a list.)

#include "driver/internal.h"
#include "support/file.h"
#include <string.h>

#define DATABASE_NAME "compile_commands.json"
#define DATABASE_LIMIT ((size_t)256 << 20)

typedef struct Entry {
    const char *file, *directory, *command;
    TextVector arguments;
} Entry;

typedef struct JsonReader {
    Arena *arena;
    const char *next;
} JsonReader;

// --- JSON, as far as the database has it ---------------------------------------------------------

static void skip_blanks(JsonReader *reader) { reader->next += strspn(reader->next, " \t\r\n,:"); }

// Reads a string; NULL if there is none. Characters by number stay as they are: paths have them
// seldom, and then nothing is found.
static const char *read_string(JsonReader *reader) {
    skip_blanks(reader);
    if (*reader->next != '"')
        return NULL;
    const char *at = ++reader->next;
    char *text = arena_allocate(reader->arena, strcspn(at, "\n") + 1), *end = text;
    for (; *at && *at != '"' && *at != '\n'; at++) {
        bool is_escaped = *at == '\\' && (at[1] == '"' || at[1] == '\\' || at[1] == '/');
        at += is_escaped;
        *end++ = *at;
    }
    *end = '\0';
    reader->next = at + (*at == '"');
    return text;
}

static TextVector read_list(JsonReader *reader) {
    TextVector list = {0};
    for (const char *text; (text = read_string(reader)) != NULL;)
        vector_push(reader->arena, &list, text);
    skip_blanks(reader);
    reader->next += *reader->next == ']';
    return list;
}

static bool read_entry(JsonReader *reader, Entry *entry) {
    *entry = (Entry){0};
    reader->next += strcspn(reader->next, "{");
    if (*reader->next++ != '{')
        return false;
    for (const char *key; (key = read_string(reader)) != NULL;) {
        skip_blanks(reader);
        if (*reader->next == '[') {
            reader->next++;
            entry->arguments = read_list(reader);
            continue;
        }
        const char *value = read_string(reader);
        if (value == NULL)
            return false;
        if (!strcmp(key, "file"))
            entry->file = value;
        else if (!strcmp(key, "directory"))
            entry->directory = value;
        else if (!strcmp(key, "command"))
            entry->command = value;
    }
    return entry->file != NULL;
}

// --- The entry of a file -------------------------------------------------------------------------

// The file itself need not be there yet.
static const char *full_path(Arena *arena, const char *directory, const char *path) {
    const char *joined = directory ? path_join(arena, directory, path) : path;
    const char *folder = path_resolve(arena, path_directory(arena, joined));
    return folder ? path_join(arena, folder, path_base_name(joined)) : joined;
}

// Takes a line for a shell apart, as far as quotes and backslashes go.
static TextVector split_command(Arena *arena, const char *line) {
    TextVector words = {0};
    while (*(line += strspn(line, " \t"))) {
        char *word = arena_allocate(arena, strlen(line) + 1), *end = word;
        for (char quote = '\0'; *line && (quote || (*line != ' ' && *line != '\t')); line++) {
            if (*line == quote)
                quote = '\0';
            else if (!quote && (*line == '"' || *line == '\''))
                quote = *line;
            else
                *end++ = *line == '\\' && quote != '\'' && line[1] ? *++line : *line;
        }
        *end = '\0';
        vector_push(arena, &words, word);
    }
    return words;
}

void read_compile_command(Arena *arena, const char *c_file, TextVector *arguments) {
    size_t length;
    int error;
    Entry entry;
    JsonReader reader = {arena, file_read(arena, DATABASE_NAME, DATABASE_LIMIT, &length, &error)};
    const char *wanted = full_path(arena, NULL, c_file);
    while (reader.next != NULL && read_entry(&reader, &entry)) {
        if (strcmp(full_path(arena, entry.directory, entry.file), wanted) != 0)
            continue;
        TextVector words = entry.command ? split_command(arena, entry.command) : entry.arguments;
        for (uint32_t i = 1; i < words.count; i++)
            vector_push(arena, arguments, words.items[i]);
        return;
    }
}
