// The command line: what is read from it, and what is refused.

#include "driver/options.h"
#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

static Compilation *compilation;
static Options options;

// Reads a command line whose words are separated by spaces.
static bool parse(const char *line) {
    compilation_destroy(compilation);
    compilation = compilation_create();
    char *text = arena_copy_string(compilation->arena, line);
    char *words[32] = {"zilant"};
    int count = 1;
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
        words[count++] = word;
    return options_parse(compilation, &options, count, words);
}

static int end(void) {
    compilation_destroy(compilation);
    compilation = NULL;
    return 0;
}

static void test_defaults(void) {
    CU_ASSERT_FATAL(parse("build a.pyx"));
    CU_ASSERT_EQUAL(options.command, COMMAND_BUILD);
    CU_ASSERT_EQUAL(options.operands.count, 1);
    CU_ASSERT_STRING_EQUAL(options.operands.items[0], "a.pyx");
    CU_ASSERT_EQUAL(options.optimization, 3);
    CU_ASSERT_PTR_NULL(options.output);
    CU_ASSERT_EQUAL(options.stop_stage.stage, STAGE_NONE);
}

static void test_verify_from_the_environment(void) {
    const char *value = getenv("ZILANT_VERIFY");
    char *saved = value != NULL ? strdup(value) : NULL;
    unsetenv("ZILANT_VERIFY");
    CU_ASSERT_FATAL(parse("build a.pyx"));
    CU_ASSERT_FALSE(options.verify);
    setenv("ZILANT_VERIFY", "1", 1);
    CU_ASSERT_FATAL(parse("build a.pyx"));
    CU_ASSERT(options.verify);
    CU_ASSERT_FATAL(parse("explain E0001")); // takes no --verify
    if (saved)
        setenv("ZILANT_VERIFY", saved, 1);
    else
        unsetenv("ZILANT_VERIFY");
    free(saved);
}

static void test_spellings(void) {
    CU_ASSERT_FATAL(parse("build -O2 -Ia -I b --include c --include=d -iO0 a.pyx -j4"));
    CU_ASSERT_EQUAL(options.optimization, 0);
    CU_ASSERT_EQUAL(options.jobs, 4);
    CU_ASSERT(options.in_place);
    CU_ASSERT_EQUAL_FATAL(options.include_directories.count, 4);
    CU_ASSERT_STRING_EQUAL(options.include_directories.items[3], "d");
}

static void test_end_of_options(void) {
    CU_ASSERT_FATAL(parse("check -- -i.pyx"));
    CU_ASSERT_STRING_EQUAL(options.operands.items[0], "-i.pyx");
}

static void test_dump_takes_a_stage(void) {
    CU_ASSERT_FATAL(parse("dump llvm-opt a.pyx"));
    CU_ASSERT_EQUAL(options.dump_stage.stage, STAGE_LLVM_OPTIMIZED);
    CU_ASSERT_EQUAL(options.stop_stage.stage, STAGE_LLVM_OPTIMIZED);
    CU_ASSERT_EQUAL(options.operands.count, 1);
    CU_ASSERT_FATAL(parse("dump ir:refcount a.pyx"));
    CU_ASSERT_EQUAL(options.dump_stage.stage, STAGE_IR);
    CU_ASSERT_STRING_EQUAL(options.dump_stage.pass, "refcount");
}

static void test_python_version(void) {
    CU_ASSERT_FATAL(parse("dump ast a.py --python-version=3.12"));
    CU_ASSERT_EQUAL(options.minor_version, 12);
    CU_ASSERT_FALSE(parse("dump ast a.py --python-version=2.7"));
    CU_ASSERT_FALSE(parse("dump ast a.py --python-version=3.x"));
}

static void test_processors(void) {
    CU_ASSERT(parse("build --cpu=native a.pyx"));
    CU_ASSERT(parse("build --cpu=x86-64-v3 a.pyx"));
    CU_ASSERT(parse("build --cpu haswell a.pyx"));
    CU_ASSERT(parse("build --cpu=x86-64,x86-64-v3 a.pyx"));
    CU_ASSERT(parse("build --cpu=haswell,x86-64-v4 a.pyx"));
    CU_ASSERT(parse("build --cpu=x86-64-v2,x86-64-v3,x86-64-v4 a.pyx"));
}

static void test_help_and_version_need_no_file(void) {
    CU_ASSERT(parse("--version"));
    CU_ASSERT(options.version);
    CU_ASSERT(parse("build --help"));
    CU_ASSERT(options.help);
    CU_ASSERT_EQUAL(options.command, COMMAND_BUILD);
}

static void test_refused(void) {
    static const char *const lines[] = {"",
                                        "frobnicate a.pyx",
                                        "a.pyx",
                                        "build",
                                        "build --frobnicate a.pyx",
                                        "build -q a.pyx",
                                        "build a.pyx -o",
                                        "build a.pyx --strict=yes",
                                        "build a.pyx -O1",
                                        "build a.pyx -O9",
                                        "build a.pyx -jx",
                                        "build a.pyx -j-1",
                                        "build -i -o x a.pyx",
                                        "build --module-name=m a.pyx b.pyx",
                                        "build --diagnostics=xml a.pyx",
                                        "build --sanitize=thread a.pyx",
                                        "build --cpu=bogus a.pyx",
                                        "build --cpu=x86-64-v9 a.pyx",
                                        "build --cpu=x86-64, a.pyx",
                                        "build --cpu=native,x86-64-v3 a.pyx",
                                        "build --cpu=x86-64,haswell a.pyx",
                                        "build --cpu=x86-64-v3,x86-64 a.pyx",
                                        "build --cpu=x86-64,x86-64-v4,x86-64-v3 a.pyx",
                                        "build --cpu=x86-64-v3,x86-64-v3 a.pyx",
                                        "build --cpu=x86-64,x86-64-v9 a.pyx",
                                        "dump asm --cpu= a.pyx",
                                        "build --stop-after=nowhere a.pyx",
                                        "check -o x a.pyx",
                                        "dump ast",
                                        "dump a.pyx",
                                        "dump ir: a.pyx",
                                        "dump ast a.pyx b.pyx",
                                        "explain",
                                        "explain E0001 -i"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        bool accepted = parse(lines[i]);
        CU_ASSERT_FALSE(accepted);
        CU_ASSERT_EQUAL(diag_error_count(compilation->diagnostics) == 0, accepted);
        if (accepted)
            printf("accepted: %s\n", lines[i]);
    }
}

void suite_options(void) {
    CU_pSuite suite = CU_add_suite("options", NULL, end);
    CU_add_test(suite, "--verify from the environment", test_verify_from_the_environment);
    CU_add_test(suite, "defaults", test_defaults);
    CU_add_test(suite, "spellings", test_spellings);
    CU_add_test(suite, "end of options", test_end_of_options);
    CU_add_test(suite, "dump takes a stage", test_dump_takes_a_stage);
    CU_add_test(suite, "Python version", test_python_version);
    CU_add_test(suite, "processors", test_processors);
    CU_add_test(suite, "help and version need no file", test_help_and_version_need_no_file);
    CU_add_test(suite, "refused", test_refused);
}
