// Processes: posix_spawn with both outputs read at once, so that neither can block the other.

#include "support/process.h"
#include "support/file.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define FIRST_ROOM ((size_t)4096)

typedef struct Capture {
    // the reading end; -1 when the writer has closed it
    int file;
    char *bytes;
    size_t length;
    size_t room;
} Capture;

// Makes a pipe whose ends are closed in children.
static bool open_pipe(int ends[2]) {
    if (pipe(ends) < 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

// Starts the program with its outputs going into the two files; returns an errno value.
static int start_program(const char *const *arguments, int output, int errors, pid_t *child) {
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error)
        return error;
    error = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (!error)
        error = posix_spawn_file_actions_adddup2(&actions, output, 1);
    if (!error)
        error = posix_spawn_file_actions_adddup2(&actions, errors, 2);
    if (!error)
        error = posix_spawn(child, arguments[0], &actions, NULL, (char *const *)arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

// Reads what is there; closes the file at its end.
static void read_some(Arena *arena, Capture *capture) {
    if (capture->length == capture->room) {
        size_t more = capture->room ? capture->room * 2 : FIRST_ROOM;
        capture->bytes = arena_grow(arena, capture->bytes, capture->room, more);
        capture->room = more;
    }
    ssize_t got =
        read(capture->file, capture->bytes + capture->length, capture->room - capture->length);
    if (got > 0) {
        capture->length += (size_t)got;
    } else if (got == 0 || errno != EINTR) {
        close(capture->file);
        capture->file = -1;
    }
}

// Reads both until both are closed.
static void read_both(Arena *arena, Capture captures[2]) {
    while (captures[0].file >= 0 || captures[1].file >= 0) {
        // A negative file is left out by poll.
        struct pollfd polled[2] = {{.fd = captures[0].file, .events = POLLIN},
                                   {.fd = captures[1].file, .events = POLLIN}};
        if (poll(polled, 2, -1) < 0 && errno != EINTR)
            break;
        for (int i = 0; i < 2; i++)
            if (captures[i].file >= 0 && polled[i].revents)
                read_some(arena, &captures[i]);
    }
}

// Waits for the child and returns its status as a shell would give it.
static int wait_for(pid_t child) {
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return 127;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Returns the captured bytes with a NUL after them.
static char *capture_text(Arena *arena, Capture *capture) {
    char *text = arena_grow(arena, capture->bytes, capture->room, capture->room + 1);
    text[capture->length] = '\0';
    return text;
}

bool process_run(Arena *arena, const char *const *arguments, ProcessResult *result) {
    *result = (ProcessResult){.output = arena_copy_string(arena, ""),
                              .errors = arena_copy_string(arena, "")};
    int output[2], errors[2];
    if (!open_pipe(output)) {
        result->start_error = errno;
        return false;
    }
    if (!open_pipe(errors)) {
        result->start_error = errno;
        close(output[0]);
        close(output[1]);
        return false;
    }
    pid_t child;
    result->start_error = start_program(arguments, output[1], errors[1], &child);
    close(output[1]);
    close(errors[1]);
    if (result->start_error) {
        close(output[0]);
        close(errors[0]);
        return false;
    }
    Capture captures[2] = {{.file = output[0]}, {.file = errors[0]}};
    read_both(arena, captures);
    result->status = wait_for(child);
    result->output = capture_text(arena, &captures[0]);
    result->output_length = captures[0].length;
    result->errors = capture_text(arena, &captures[1]);
    result->errors_length = captures[1].length;
    return result->status == 0;
}

static bool is_executable_file(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0;
}

const char *process_find_next(Arena *arena, const char *name, const char **folders) {
    const char *next = *folders;
    const char *found = NULL;
    while (!found && next && *next) {
        size_t length = strcspn(next, ":");
        // An empty entry means the current directory in PATH: looking there is never what is
        // wanted.
        if (length) {
            char *path = path_join(arena, arena_copy_bytes(arena, next, length), name);
            if (is_executable_file(path))
                found = path;
        }
        next += length;
        if (*next)
            next++;
    }
    *folders = next;
    return found;
}

const char *process_find_program(Arena *arena, const char *name) {
    if (strchr(name, '/'))
        return is_executable_file(name) ? arena_copy_string(arena, name) : NULL;
    const char *folders = getenv("PATH");
    return process_find_next(arena, name, &folders);
}
