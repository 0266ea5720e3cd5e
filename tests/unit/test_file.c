// Files, paths and processes: atomic writes that leave nothing behind, captured output, PATH.

#include "support/compilation.h"
#include "support/file.h"
#include "support/process.h"
#include <CUnit/CUnit.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/zilant-file-XXXXXX";
static Compilation *compilation;

static int make_folder(void) {
    compilation = compilation_create();
    return mkdtemp(folder) ? 0 : 1;
}

static int remove_folder(void) {
    compilation_destroy(compilation);
    return rmdir(folder); // fails if a test left something behind
}

static const char *in_folder(const char *name) {
    return path_join(compilation->arena, folder, name);
}

static bool write_text(const char *path, const char *text) {
    return file_write_atomic(compilation->arena, compilation->diagnostics, path, text,
                             strlen(text));
}

static void test_write_and_read(void) {
    const char *path = in_folder("a");
    CU_ASSERT(write_text(path, "one"));
    CU_ASSERT(write_text(path, "two!"));
    size_t length;
    int error;
    char *text = file_read(compilation->arena, path, 100, &length, &error);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    if (!text)
        return;
    CU_ASSERT_STRING_EQUAL(text, "two!");
    CU_ASSERT_EQUAL(length, 4);
    CU_ASSERT_PTR_NULL(file_read(compilation->arena, path, 3, &length, &error));
    CU_ASSERT_EQUAL(error, EFBIG);
    unlink(path);
}

static void test_new_file_has_ordinary_mode(void) {
    mode_t mask = umask(022);
    const char *path = in_folder("mode");
    CU_ASSERT(write_text(path, "x"));
    struct stat status;
    CU_ASSERT_EQUAL(stat(path, &status), 0);
    CU_ASSERT_EQUAL(status.st_mode & 0777, 0644);
    umask(mask);
    unlink(path);
}

static void test_failed_write_leaves_old_file(void) {
    const char *path = in_folder("full");
    CU_ASSERT(write_text(path, "old"));
    // A limit on the size of files stands in for a full disk.
    struct rlimit before, tight;
    getrlimit(RLIMIT_FSIZE, &before);
    tight = before;
    tight.rlim_cur = 1;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &tight);
    uint32_t errors = diag_error_count(compilation->diagnostics);
    CU_ASSERT_FALSE(write_text(path, "much too long"));
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
    CU_ASSERT_EQUAL(diag_error_count(compilation->diagnostics), errors + 1);
    size_t length;
    int error;
    CU_ASSERT_STRING_EQUAL(file_read(compilation->arena, path, 100, &length, &error), "old");
    unlink(path);
}

static void test_write_into_missing_folder(void) {
    CU_ASSERT_FALSE(write_text(in_folder("missing/x"), "x"));
    CU_ASSERT_FALSE(write_text(folder, "x")); // a directory is in the way
}

// Whatever is not a regular file stays what it is.
static void test_special_files_stay(void) {
    const char *fifo = in_folder("fifo"), *link = in_folder("link"), *pipe_link = in_folder("pipe");
    CU_ASSERT_EQUAL_FATAL(mkfifo(fifo, 0600), 0);
    CU_ASSERT_EQUAL_FATAL(symlink("fifo", pipe_link), 0);
    CU_ASSERT_EQUAL_FATAL(symlink("regular", link), 0);
    uint32_t errors = diag_error_count(compilation->diagnostics);
    CU_ASSERT_FALSE(write_text(fifo, "x"));
    CU_ASSERT_FALSE(write_text(pipe_link, "x"));
    CU_ASSERT_PTR_NULL(file_create_aside(compilation->arena, compilation->diagnostics, fifo));
    const char *target = in_folder("late");
    const char *aside = file_create_aside(compilation->arena, compilation->diagnostics, target);
    CU_ASSERT_PTR_NOT_NULL_FATAL(aside);
    CU_ASSERT_EQUAL(mkfifo(target, 0600), 0); // came after the first look
    CU_ASSERT_FALSE(file_commit(compilation->diagnostics, aside, target, false));
    CU_ASSERT_EQUAL(diag_error_count(compilation->diagnostics),
                    errors + 3); // one is the same twice
    struct stat status;
    CU_ASSERT(stat(pipe_link, &status) == 0 && S_ISFIFO(status.st_mode));
    CU_ASSERT(stat(target, &status) == 0 && S_ISFIFO(status.st_mode));
    // a link to nothing or to a regular file may be replaced
    CU_ASSERT(write_text(link, "x"));
    unlink(fifo), unlink(link), unlink(pipe_link), unlink(target);
}

static void test_paths(void) {
    Arena *arena = compilation->arena;
    CU_ASSERT_STRING_EQUAL(path_join(arena, "a", "b"), "a/b");
    CU_ASSERT_STRING_EQUAL(path_join(arena, "a/", "b"), "a/b");
    CU_ASSERT_STRING_EQUAL(path_join(arena, "", "b"), "b");
    CU_ASSERT_STRING_EQUAL(path_join(arena, "a", "/b"), "/b");
    CU_ASSERT_STRING_EQUAL(path_directory(arena, "a/b/c"), "a/b");
    CU_ASSERT_STRING_EQUAL(path_directory(arena, "c"), ".");
    CU_ASSERT_STRING_EQUAL(path_directory(arena, "/c"), "/");
    CU_ASSERT_STRING_EQUAL(path_base_name("a/b.c"), "b.c");
    CU_ASSERT_STRING_EQUAL(path_stem(arena, "a/b.c.pyx"), "b.c");
    CU_ASSERT_STRING_EQUAL(path_stem(arena, ".hidden"), ".hidden");
    CU_ASSERT_STRING_EQUAL(path_stem(arena, "a.b/c"), "c");
    CU_ASSERT_STRING_EQUAL(module_import_name(arena, "a.b"), "a.b");
    CU_ASSERT_STRING_EQUAL(module_import_name(arena, "a.b.__init__"), "a.b");
    CU_ASSERT_STRING_EQUAL(module_import_name(arena, "__init__"), "__init__");
}

static void test_make_directories(void) {
    CU_ASSERT(file_make_directories(compilation->arena, in_folder("x/y/z")));
    CU_ASSERT(file_make_directories(compilation->arena, in_folder("x/y/z")));
    CU_ASSERT(file_is_directory(in_folder("x/y/z")));
    CU_ASSERT_FALSE(file_make_directories(compilation->arena, "/dev/null/x"));
    rmdir(in_folder("x/y/z"));
    rmdir(in_folder("x/y"));
    rmdir(in_folder("x"));
}

static void test_process_output(void) {
    const char *const arguments[] = {
        "/bin/sh", "-c", "echo out; echo err >&2; head -c 200000 /dev/zero; exit 3", NULL};
    ProcessResult result;
    CU_ASSERT_FALSE(process_run(compilation->arena, arguments, &result));
    CU_ASSERT_EQUAL(result.start_error, 0);
    CU_ASSERT_EQUAL(result.status, 3);
    CU_ASSERT_EQUAL(result.output_length, 200004);
    CU_ASSERT_STRING_EQUAL(result.errors, "err\n");
}

static void test_process_failures(void) {
    ProcessResult result;
    const char *const missing[] = {"/nonexistent/program", NULL};
    CU_ASSERT_FALSE(process_run(compilation->arena, missing, &result));
    CU_ASSERT_EQUAL(result.start_error, ENOENT);
    const char *const killed[] = {"/bin/sh", "-c", "kill -9 $$", NULL};
    CU_ASSERT_FALSE(process_run(compilation->arena, killed, &result));
    CU_ASSERT_EQUAL(result.status, 128 + 9);
}

static void test_find_program(void) {
    CU_ASSERT_PTR_NOT_NULL(process_find_program(compilation->arena, "sh"));
    CU_ASSERT_PTR_NULL(process_find_program(compilation->arena, "no-such-program"));
    CU_ASSERT_PTR_NULL(process_find_program(compilation->arena, folder));
    CU_ASSERT_STRING_EQUAL(process_find_program(compilation->arena, "/bin/sh"), "/bin/sh");
}

void suite_file(void) {
    CU_pSuite suite = CU_add_suite("file", make_folder, remove_folder);
    CU_add_test(suite, "write and read", test_write_and_read);
    CU_add_test(suite, "new file has ordinary mode", test_new_file_has_ordinary_mode);
    CU_add_test(suite, "failed write leaves old file", test_failed_write_leaves_old_file);
    CU_add_test(suite, "write into missing folder", test_write_into_missing_folder);
    CU_add_test(suite, "special files stay", test_special_files_stay);
    CU_add_test(suite, "paths", test_paths);
    CU_add_test(suite, "make directories", test_make_directories);
    CU_add_test(suite, "process output", test_process_output);
    CU_add_test(suite, "process failures", test_process_failures);
    CU_add_test(suite, "find program", test_find_program);
}
