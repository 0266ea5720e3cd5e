// Files and paths: reading, writing without half-written results, and taking paths apart.
#ifndef ZILANT_SUPPORT_FILE_H
#define ZILANT_SUPPORT_FILE_H

#include "support/arena.h"
#include "support/diag.h"
#include <stdbool.h>
#include <stddef.h>

// Reads the whole file into the arena and adds a NUL. Returns NULL and an errno value in `error` if
// that fails: EISDIR for a directory, EFBIG for more than `limit` bytes.
char *file_read(Arena *arena, const char *path, size_t limit, size_t *length, int *error);

// Says whether a file may be written there: where nothing is, or a regular file. Reports E0015 for
// a directory, a device, a fifo, a socket, and for links to those. What writes files asks by
// itself.
bool file_check_target(Diagnostics *diagnostics, const char *target);
// Writes the file aside and then renames it, so that nobody ever sees half of it. Reports E0007 and
// leaves no trace if that fails (a full disk, no permission).
bool file_write_atomic(Arena *arena, Diagnostics *diagnostics, const char *path, const void *bytes,
                       size_t length);
// For files that another program writes: makes an empty file in the target's folder and returns its
// path; NULL after a diagnostic. Give it to file_commit or file_discard.
const char *file_create_aside(Arena *arena, Diagnostics *diagnostics, const char *target);
// Gives the file the permissions of an ordinary new one (and makes it executable if asked) and
// moves it to its place. Reports E0007 and removes the file if that fails.
bool file_commit(Diagnostics *diagnostics, const char *aside, const char *target, bool executable);
void file_discard(const char *aside);

// The path as a program that runs elsewhere finds it: absolute.
const char *path_from_here(Arena *arena, const char *path);

// Writes all bytes to the open file; false with errno set if that fails.
bool file_write_all(int file, const char *bytes, size_t length);

bool file_exists(const char *path); // of any kind
bool file_is_directory(const char *path);
bool file_is_package(Arena *arena, const char *directory); // of Python: it has an __init__ file
// or a link to one; others may wait for somebody to write
bool file_is_regular(const char *path);
// Makes the directory and those above it; false with errno set if that fails.
bool file_make_directories(Arena *arena, const char *path);

// Returns "directory/name", or `name` alone if it is absolute or the directory is empty.
char *path_join(Arena *arena, const char *directory, const char *name);
// Returns what is before the last '/': "." if there is none, "/" for the root.
char *path_directory(Arena *arena, const char *path);
const char *path_base_name(const char *path); // after the last '/'
// Returns the base name without its last ending: "a/b.c.pyx" gives "b.c".
char *path_stem(Arena *arena, const char *path);
// Returns the name under which Python imports the module: `pkg.__init__` is the module `pkg`.
const char *module_import_name(Arena *arena, const char *name);
// Returns the last part of that name: `m` of `pkg.m`.
const char *module_last_name(Arena *arena, const char *name);
// Returns the path with all links resolved, or NULL if it does not exist.
char *path_resolve(Arena *arena, const char *path);

#endif
