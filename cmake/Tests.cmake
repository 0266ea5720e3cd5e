# Unit tests and the checkers of the grammar. tests/unit/test_<name>.c defines `void suite_<name>(void)`,
# which adds its CUnit suite; the main file that calls them all is made from the file names.

if(NOT BUILD_TESTING)
    return()
endif()

file(GLOB unit_tests CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/unit/test_*.c")
file(GLOB unit_helpers CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/unit/*.c")
if(unit_tests)
    find_path(CUNIT_INCLUDE CUnit/Basic.h)
    find_library(CUNIT_LIBRARY NAMES cunit)
    if(NOT CUNIT_INCLUDE OR NOT CUNIT_LIBRARY)
        message(FATAL_ERROR "CUnit is missing. `make test` installs it where it can; the Debian and "
            "Ubuntu package is libcunit1-dev. To build without tests: -DBUILD_TESTING=OFF.")
    endif()

    set(SUITE_DECLARATIONS "")
    set(SUITE_CALLS "")
    foreach(file IN LISTS unit_tests)
        get_filename_component(stem "${file}" NAME_WE)
        string(REGEX REPLACE "^test_" "" suite "${stem}")
        string(APPEND SUITE_DECLARATIONS "void suite_${suite}(void);\n")
        string(APPEND SUITE_CALLS "    suite_${suite}();\n")
    endforeach()
    configure_file(cmake/unit_main.c.in "${CMAKE_BINARY_DIR}/generated/unit_main.c" @ONLY)

    # What fuzzing found is run again as a unit test.
    list(APPEND unit_helpers "${CMAKE_SOURCE_DIR}/tests/fuzz/fuzz_frontend.c")
    # What the compiler packs the runtime unpacks.
    add_executable(unit_tests ${unit_helpers} runtime/unpack.c "${CMAKE_BINARY_DIR}/generated/unit_main.c")
    target_include_directories(unit_tests SYSTEM PRIVATE ${CUNIT_INCLUDE})
    # A suite function is declared in the generated main file alone.
    set_source_files_properties(${unit_tests} PROPERTIES COMPILE_OPTIONS -Wno-missing-prototypes)
    if(TARGET zilant_driver)
        target_link_libraries(unit_tests PRIVATE zilant_driver)
    endif()
    target_link_libraries(unit_tests PRIVATE zilant_codegen zilant_options ${CUNIT_LIBRARY})
    target_compile_definitions(unit_tests PRIVATE ZILANT_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        ZILANT_BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_test(NAME unit_tests COMMAND unit_tests)
endif()

# Each tests/grammar/<name>.c and tests/gates/<name>.c is a program of that name that reads sources.
file(GLOB frontend_checkers CONFIGURE_DEPENDS
    "${CMAKE_SOURCE_DIR}/tests/grammar/*.c" "${CMAKE_SOURCE_DIR}/tests/gates/*.c")
foreach(file IN LISTS frontend_checkers)
    get_filename_component(name "${file}" NAME_WE)
    add_executable(${name} "${file}")
    target_link_libraries(${name} PRIVATE zilant_frontend zilant_options)
endforeach()

# The libFuzzer target, for scripts/fuzz: with clang and ZILANT_SANITIZE.
option(ZILANT_FUZZ "Build fuzz_frontend and instrument the compiler for it" OFF)
if(ZILANT_FUZZ)
    target_compile_options(zilant_options INTERFACE -fsanitize=fuzzer-no-link)
    add_executable(fuzz_frontend tests/fuzz/fuzz_frontend.c)
    target_link_libraries(fuzz_frontend PRIVATE zilant_frontend zilant_options)
    target_link_options(fuzz_frontend PRIVATE -fsanitize=fuzzer)
endif()

if(TARGET zilant)
    add_test(NAME version COMMAND zilant --version)
    set_tests_properties(version PROPERTIES PASS_REGULAR_EXPRESSION "${PROJECT_VERSION}")
endif()
