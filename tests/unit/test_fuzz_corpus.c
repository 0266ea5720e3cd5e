// Runs what fuzzing found once more: each file of tests/fuzz/corpus is a minimal input that did
// harm.

#include "support/arena.h"
#include "support/file.h"
#include "tests/fuzz/fuzz.h"
#include <CUnit/CUnit.h>
#include <dirent.h>

#define CORPUS ZILANT_SOURCE_DIR "/tests/fuzz/corpus"

static void test_findings(void) {
    Arena *arena = arena_create();
    DIR *folder = opendir(CORPUS);
    CU_ASSERT_PTR_NOT_NULL_FATAL(folder);
    int count = 0;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        size_t length = 0;
        int error = 0;
        const char *path = path_join(arena, CORPUS, entry->d_name);
        const char *bytes = file_read(arena, path, SIZE_MAX, &length, &error);
        CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
        CU_ASSERT_EQUAL(LLVMFuzzerTestOneInput((const uint8_t *)bytes, length), 0);
        count++;
    }
    closedir(folder);
    CU_ASSERT(count > 0);
    arena_destroy(arena);
}

void suite_fuzz_corpus(void) {
    CU_pSuite suite = CU_add_suite("fuzz corpus", NULL, NULL);
    CU_add_test(suite, "what fuzzing found does no harm", test_findings);
}
