// Made by CMake from the names of tests/unit/test_*.c: registers every suite and runs them all.
// Exit status 0 only if every suite was registered and every test passed.

#include <CUnit/Basic.h>

void suite_abi(void);
void suite_arena(void);
void suite_ast(void);
void suite_diag(void);
void suite_emit(void);
void suite_exceptions_pass(void);
void suite_file(void);
void suite_fuzz_corpus(void);
void suite_generator(void);
void suite_identifier(void);
void suite_ir(void);
void suite_layout(void);
void suite_lower(void);
void suite_map(void);
void suite_name(void);
void suite_options(void);
void suite_refcount(void);
void suite_shim(void);
void suite_source(void);
void suite_type(void);
void suite_typer(void);
void suite_unboxing(void);
void suite_verify(void);
void suite_versioning(void);

int main(void) {
    if (CU_initialize_registry() != CUE_SUCCESS) {
        return 2;
    }
    suite_abi();
    suite_arena();
    suite_ast();
    suite_diag();
    suite_emit();
    suite_exceptions_pass();
    suite_file();
    suite_fuzz_corpus();
    suite_generator();
    suite_identifier();
    suite_ir();
    suite_layout();
    suite_lower();
    suite_map();
    suite_name();
    suite_options();
    suite_refcount();
    suite_shim();
    suite_source();
    suite_type();
    suite_typer();
    suite_unboxing();
    suite_verify();
    suite_versioning();
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_ErrorCode error = CU_basic_run_tests();
    unsigned failed =
        CU_get_number_of_failures() + CU_get_number_of_suites_failed() + CU_get_number_of_tests_failed();
    unsigned run = CU_get_number_of_tests_run();
    CU_cleanup_registry();
    return error == CUE_SUCCESS && failed == 0 && run > 0 ? 0 : 1;
}
