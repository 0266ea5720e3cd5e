// Files and paths: thin and careful layers over POSIX.
//
// Guarantees: every write is checked, the last one at close; a failed write leaves nothing behind.
// Only regular files are ever replaced: never a device, a fifo, a socket or a folder, nor a link to
// one.

#include "support/file.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_READ ((size_t)64 * 1024)

// Reads until the end into memory that grows; false with errno set if that fails.
static bool read_rest(Arena *arena, int file, size_t limit, size_t room, char **bytes,
                      size_t *length) {
    *bytes = arena_allocate(arena, room + 1);
    *length = 0;
    for (;;) {
        if (*length == room) {
            size_t more = room < FIRST_READ ? FIRST_READ : room * 2;
            *bytes = arena_grow(arena, *bytes, room + 1, more + 1);
            room = more;
        }
        ssize_t got = read(file, *bytes + *length, room - *length);
        if (got == 0)
            break;
        if (got < 0) {
            if (errno == EINTR)
                continue;
            return false;
        }
        *length += (size_t)got;
        if (*length > limit) {
            errno = EFBIG;
            return false;
        }
    }
    (*bytes)[*length] = '\0';
    return true;
}

char *file_read(Arena *arena, const char *path, size_t limit, size_t *length, int *error) {
    char *bytes = NULL;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (file < 0 || fstat(file, &status) < 0) {
        *error = errno;
        goto done;
    }
    *error = 0;
    if (S_ISDIR(status.st_mode))
        *error = EISDIR;
    else if (S_ISREG(status.st_mode) && (uint64_t)status.st_size > limit)
        *error = EFBIG;
    if (*error)
        goto done;
    // One byte more than the size, so that the end shows without growing.
    size_t room = S_ISREG(status.st_mode) ? (size_t)status.st_size + 1 : FIRST_READ;
    if (!read_rest(arena, file, limit, room, &bytes, length)) {
        *error = errno;
        bytes = NULL;
    }
done:
    if (file >= 0)
        close(file);
    return bytes;
}

bool file_write_all(int file, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return false;
        }
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static const char *describe_kind(mode_t mode) {
    switch (mode & S_IFMT) {
    case S_IFDIR:
        return "a directory";
    case S_IFCHR:
    case S_IFBLK:
        return "a device";
    case S_IFIFO:
        return "a fifo";
    case S_IFSOCK:
        return "a socket";
    default:
        return "no regular file";
    }
}

bool file_check_target(Diagnostics *diagnostics, const char *target) {
    struct stat status;
    if (stat(target, &status) < 0 || S_ISREG(status.st_mode))
        return true;
    Diagnostic *message =
        diag_report(diagnostics, DIAG_E0015, NO_SPAN, target, describe_kind(status.st_mode));
    diag_add_help(message, "name a new file or a regular one; `zilant check` writes nothing");
    return false;
}

// Makes a file of a new name beside the target and opens it; -1 after a diagnostic.
static int open_aside(Arena *arena, Diagnostics *diagnostics, const char *target, char **aside) {
    if (!file_check_target(diagnostics, target))
        return -1;
    char *name = arena_format(arena, ".%s.XXXXXX", path_base_name(target));
    *aside = path_join(arena, path_directory(arena, target), name);
    int file = mkstemp(*aside);
    if (file < 0) {
        diag_report(diagnostics, DIAG_E0007, NO_SPAN, target, strerror(errno));
        return -1;
    }
    fcntl(file, F_SETFD, FD_CLOEXEC);
    return file;
}

bool file_write_atomic(Arena *arena, Diagnostics *diagnostics, const char *path, const void *bytes,
                       size_t length) {
    char *aside;
    int file = open_aside(arena, diagnostics, path, &aside);
    if (file < 0)
        return false;
    bool written = file_write_all(file, bytes, length);
    int error = errno;
    if (close(file) < 0 && written) {
        written = false;
        error = errno;
    }
    if (!written) {
        file_discard(aside);
        diag_report(diagnostics, DIAG_E0007, NO_SPAN, path, strerror(error));
        return false;
    }
    return file_commit(diagnostics, aside, path, false);
}

const char *file_create_aside(Arena *arena, Diagnostics *diagnostics, const char *target) {
    char *aside;
    int file = open_aside(arena, diagnostics, target, &aside);
    if (file < 0)
        return NULL;
    close(file);
    return aside;
}

bool file_commit(Diagnostics *diagnostics, const char *aside, const char *target, bool executable) {
    if (!file_check_target(diagnostics, target)) { // it may have changed since
        file_discard(aside);
        return false;
    }
    mode_t mask = umask(0); // it cannot be read alone
    umask(mask);
    if (chmod(aside, (executable ? 0777 : 0666) & ~mask) == 0 && rename(aside, target) == 0)
        return true;
    diag_report(diagnostics, DIAG_E0007, NO_SPAN, target, strerror(errno));
    file_discard(aside);
    return false;
}

void file_discard(const char *aside) { unlink(aside); }

bool file_exists(const char *path) {
    struct stat status;
    return stat(path, &status) == 0;
}

bool file_is_package(Arena *arena, const char *directory) {
    static const char *const names[] = {"__init__.py", "__init__.pyx", "__init__.pxd"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (file_exists(path_join(arena, directory, names[i])))
            return true;
    return false;
}

bool file_is_directory(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool file_is_regular(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

bool file_make_directories(Arena *arena, const char *path) {
    char *copy = arena_copy_string(arena, path);
    for (char *next = copy + 1; *copy; next++) {
        if (*next != '/' && *next != '\0')
            continue;
        char end = *next;
        *next = '\0';
        if (mkdir(copy, 0777) < 0 && !file_is_directory(copy))
            return false;
        *next = end;
        if (!end)
            break;
    }
    return true;
}

char *path_join(Arena *arena, const char *directory, const char *name) {
    if (name[0] == '/' || directory[0] == '\0')
        return arena_copy_string(arena, name);
    const char *between = directory[strlen(directory) - 1] == '/' ? "" : "/";
    return arena_format(arena, "%s%s%s", directory, between, name);
}

char *path_directory(Arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash)
        return arena_copy_string(arena, ".");
    return arena_copy_bytes(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

const char *path_base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *path_stem(Arena *arena, const char *path) {
    const char *base = path_base_name(path);
    const char *ending = strrchr(base, '.');
    size_t length = ending && ending != base ? (size_t)(ending - base) : strlen(base);
    return arena_copy_bytes(arena, base, length);
}

const char *module_import_name(Arena *arena, const char *name) {
    static const char ending[] = ".__init__";
    size_t length = strlen(name), tail = strlen(ending);
    bool is_package = length > tail && strcmp(name + length - tail, ending) == 0;
    return is_package ? arena_copy_bytes(arena, name, length - tail) : name;
}

const char *module_last_name(Arena *arena, const char *name) {
    const char *import = module_import_name(arena, name);
    const char *dot = strrchr(import, '.');
    return dot == NULL ? import : dot + 1;
}

char *path_resolve(Arena *arena, const char *path) {
    char resolved[PATH_MAX];
    return realpath(path, resolved) ? arena_copy_string(arena, resolved) : NULL;
}

const char *path_from_here(Arena *arena, const char *path) {
    char here[PATH_MAX];
    return path[0] != '/' && getcwd(here, sizeof here) ? path_join(arena, here, path) : path;
}
