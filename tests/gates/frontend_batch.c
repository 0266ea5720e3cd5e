// Runs the frontend over many sources in one process, for the gates.
//
//   frontend_batch [--dump] [--repeat N] [--limit SECONDS]
//
// Takes requests from standard input, one after the other:
//     file MINOR LEVEL PATH\n                   a file on disk
//     text MINOR LEVEL NAME LENGTH\n<bytes>     a snippet; the name's ending says of what kind
// where MINOR is the 3.N whose rules hold and LEVEL the language level. Answers each with a line
//     STATUS ERRORS MICROSECONDS TREE_MICROSECONDS AST_BYTES SOURCE_BYTES MESSAGES DUMP\n
// followed by MESSAGES bytes of diagnostics (JSON lines) and DUMP bytes of the AST (with --dump).
// The status is `ok`, `errors`, `timeout` or `crash`; after a crash the messages are what it left
// on standard error. Times are processor time, those of the syntax tree alone are taken with
// --repeat only; of N runs the fastest counts.
//
// Guarantees: each source has a process of its own, so that nothing it does harms the others.

#include "frontend/frontend.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <tree_sitter/api.h>
#include <unistd.h>

enum { LINE_LENGTH = 8192, CHUNK_LENGTH = 65536 };

const TSLanguage *tree_sitter_zilant(void);

typedef struct Settings {
    bool dumps;
    int repeat; // 0: no measurement of the syntax tree
    double limit;
} Settings;

typedef struct Request {
    int python_minor;
    int language_level;
    char path[LINE_LENGTH];
    const char *text; // NULL for a file
    size_t length;
} Request;

typedef struct Answer {
    const char *status;
    uint32_t errors;
    double seconds;
    double tree_seconds;
    size_t ast_bytes;
    size_t source_bytes;
    char *messages;
    size_t messages_length;
    char *dump;
    size_t dump_length;
} Answer;

// The thread's clock: the process's own goes by whole ticks while a timer of the process is set.
static double processor_time(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// --- Answers -------------------------------------------------------------------------------------

static void write_all(const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            _exit(2);
        bytes += written;
        length -= (size_t)written;
    }
}

static void write_answer(const Answer *answer) {
    char line[256];
    int length = snprintf(line, sizeof line, "%s %u %.0f %.0f %zu %zu %zu %zu\n", answer->status,
                          answer->errors, answer->seconds * 1e6, answer->tree_seconds * 1e6,
                          answer->ast_bytes, answer->source_bytes, answer->messages_length,
                          answer->dump_length);
    write_all(line, (size_t)length);
    write_all(answer->messages, answer->messages_length);
    write_all(answer->dump, answer->dump_length);
}

// --- One source, in its own process --------------------------------------------------------------

static SourceKind kind_of_name(const char *name) {
    const char *ending = strrchr(name, '.');
    if (ending == NULL)
        return SOURCE_PY;
    return strcmp(ending, ".pyx") == 0   ? SOURCE_PYX
           : strcmp(ending, ".pxd") == 0 ? SOURCE_PXD
           : strcmp(ending, ".pxi") == 0 ? SOURCE_PXI
                                         : SOURCE_PY;
}

// Gives the source of the request, or NULL after a diagnostic.
static const Source *load_request(Compilation *compilation, const Request *request) {
    if (request->text == NULL)
        return source_load(compilation->sources, compilation->diagnostics, request->path, NO_SPAN);
    return source_add_text(compilation->sources, request->path, kind_of_name(request->path),
                           request->text, request->length);
}

// Runs the frontend once and measures it; the caller destroys the compilation.
static ParsedFile *run_frontend(const Request *request, Compilation *compilation, Answer *answer) {
    const Source *source = load_request(compilation, request);
    if (source == NULL)
        return NULL;
    FrontendOptions options = {request->language_level, request->python_minor, NULL};
    size_t used = arena_used(compilation->arena);
    double start = processor_time();
    ParsedFile *file = parse_file(compilation, source, &options);
    double seconds = processor_time() - start;
    answer->ast_bytes = arena_used(compilation->arena) - used;
    answer->source_bytes = source->length;
    if (answer->seconds == 0 || seconds < answer->seconds)
        answer->seconds = seconds;
    return file;
}

// Measures tree-sitter's own part.
static void measure_tree(const Source *source, Answer *answer) {
    double start = processor_time();
    TSParser *parser = ts_parser_new();
    ts_parser_set_language(parser, tree_sitter_zilant());
    ts_tree_delete(ts_parser_parse_string(parser, NULL, source->text, source->length));
    ts_parser_delete(parser);
    double seconds = processor_time() - start;
    if (answer->tree_seconds == 0 || seconds < answer->tree_seconds)
        answer->tree_seconds = seconds;
}

// Runs again to find the fastest times.
static void repeat_measurement(const Request *request, const Settings *settings,
                               const Source *source, Answer *answer) {
    for (int i = 0; i < settings->repeat; i++) {
        measure_tree(source, answer);
        Compilation *again = compilation_create();
        run_frontend(request, again, answer);
        compilation_destroy(again);
    }
}

// Answers the request.
static void answer_request(const Request *request, const Settings *settings) {
    Answer answer = {0};
    Compilation *compilation = compilation_create();
    ParsedFile *file = run_frontend(request, compilation, &answer);
    if (file != NULL && settings->repeat > 0)
        repeat_measurement(request, settings, file->source, &answer);
    answer.errors = diag_error_count(compilation->diagnostics);
    answer.status = answer.errors > 0 ? "errors" : "ok";
    FILE *messages = open_memstream(&answer.messages, &answer.messages_length);
    diag_flush(compilation->diagnostics, messages, DIAG_FORMAT_JSON, false);
    fclose(messages);
    FILE *dump = open_memstream(&answer.dump, &answer.dump_length);
    if (settings->dumps && file != NULL)
        dump_ast(compilation, file->module, dump);
    fclose(dump);
    compilation_destroy(compilation);
    setitimer(ITIMER_PROF, &(struct itimerval){0}, NULL);
    write_answer(&answer);
    free(answer.messages);
    free(answer.dump);
}

static void start_timer(double seconds) {
    struct itimerval timer = {0};
    timer.it_value.tv_sec = (time_t)seconds;
    timer.it_value.tv_usec = (suseconds_t)((seconds - (double)(time_t)seconds) * 1e6);
    setitimer(ITIMER_PROF, &timer, NULL);
}

// --- The process that reads the requests ---------------------------------------------------------

// Answers for a source whose process did not come to its end.
static void answer_failure(int status, int errors_file) {
    char text[CHUNK_LENGTH];
    ssize_t length = pread(errors_file, text, sizeof text, 0);
    if (length <= 0)
        length =
            snprintf(text, sizeof text, "ended by %s %d", WIFSIGNALED(status) ? "signal" : "status",
                     WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    bool is_timeout = WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF;
    write_answer(&(Answer){.status = is_timeout ? "timeout" : "crash",
                           .messages = text,
                           .messages_length = (size_t)length});
}

static void run_request(const Request *request, const Settings *settings, int errors_file) {
    if (ftruncate(errors_file, 0) != 0 || lseek(errors_file, 0, SEEK_SET) != 0)
        exit(2);
    pid_t child = fork();
    if (child == 0) {
        dup2(errors_file, STDERR_FILENO);
        start_timer(settings->limit);
        answer_request(request, settings);
        _exit(0);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (status != 0)
        answer_failure(status, errors_file);
}

// Reads the next request; false at the end of the input.
static bool read_request(Arena *arena, Request *request) {
    char line[LINE_LENGTH];
    if (fgets(line, sizeof line, stdin) == NULL)
        return false;
    *request = (Request){0};
    char kind[8];
    int path = 0;
    if (sscanf(line, "%7s %d %d %n", kind, &request->python_minor, &request->language_level,
               &path) < 3 ||
        path == 0) {
        fprintf(stderr, "frontend_batch: bad request: %s", line);
        exit(2);
    }
    snprintf(request->path, sizeof request->path, "%.*s", (int)strcspn(line + path, "\n"),
             line + path);
    if (strcmp(kind, "text") != 0)
        return true;
    char *space = strrchr(request->path, ' ');
    if (space == NULL)
        exit(2);
    *space = '\0';
    request->length = strtoul(space + 1, NULL, 10);
    char *text = arena_allocate(arena, request->length + 1);
    request->text = text;
    return fread(text, 1, request->length, stdin) == request->length;
}

int main(int argc, char **argv) {
    Settings settings = {.limit = 60};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--dump") == 0)
            settings.dumps = true;
        else if (strcmp(argv[i], "--repeat") == 0 && i + 1 < argc)
            settings.repeat = atoi(argv[++i]);
        else if (strcmp(argv[i], "--limit") == 0 && i + 1 < argc)
            settings.limit = strtod(argv[++i], NULL);
        else
            return fprintf(stderr, "frontend_batch: unknown argument %s\n", argv[i]), 2;
    }
    int errors_file = memfd_create("errors", MFD_CLOEXEC);
    Arena *arena = arena_create();
    static Request request;
    while (read_request(arena, &request)) {
        run_request(&request, &settings, errors_file);
        arena_reset(arena);
    }
    arena_destroy(arena);
    return 0;
}
