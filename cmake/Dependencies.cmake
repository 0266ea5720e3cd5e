# The libraries that the compiler links: LLVM 19 through its C API, and tree-sitter.
# Gives the interface targets `llvm` and `tree_sitter`, and the programs LLVM_CLANG and LLVM_LINK.

find_program(LLVM_CONFIG NAMES llvm-config-19 llvm-config HINTS /usr/lib/llvm-19/bin)
if(LLVM_CONFIG)
    execute_process(COMMAND ${LLVM_CONFIG} --version --includedir --libdir --bindir
        OUTPUT_VARIABLE llvm_answer OUTPUT_STRIP_TRAILING_WHITESPACE)
    string(REPLACE "\n" ";" llvm_answer "${llvm_answer}")
    list(GET llvm_answer 0 llvm_version)
    list(GET llvm_answer 1 llvm_include)
    list(GET llvm_answer 2 llvm_libraries)
    list(GET llvm_answer 3 llvm_programs)
    find_library(LLVM_LIBRARY NAMES LLVM-19 LLVM HINTS ${llvm_libraries} NO_DEFAULT_PATH)
endif()
if(NOT LLVM_LIBRARY OR NOT llvm_version MATCHES "^19\\."
        OR NOT EXISTS "${llvm_include}/llvm-c/Core.h")
    message(FATAL_ERROR "LLVM 19 with its C API is missing. `make build` installs it where it can; "
        "the Debian and Ubuntu package is llvm-19-dev.")
endif()

# LLVM is linked from its archives where they are: the relocations of the shared library take longer
# (13 ms at each start) than all else that a small build does, and the wheel then asks for no LLVM.
set(llvm_components x86codegen x86asmparser passes irreader bitwriter linker)
execute_process(COMMAND ${LLVM_CONFIG} --link-static --libs ${llvm_components}
    OUTPUT_VARIABLE llvm_archives OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET
    RESULT_VARIABLE llvm_without_archives)
execute_process(COMMAND ${CMAKE_C_COMPILER} -print-file-name=libstdc++.a
    OUTPUT_VARIABLE CPLUSPLUS_ARCHIVE OUTPUT_STRIP_TRAILING_WHITESPACE)
# What the archives themselves need.
find_library(ZLIB_LIBRARY NAMES libz.a z)
find_library(ZSTD_LIBRARY NAMES libzstd.a zstd)
add_library(llvm INTERFACE)
target_include_directories(llvm SYSTEM INTERFACE ${llvm_include})
if(llvm_without_archives OR NOT ZLIB_LIBRARY OR NOT ZSTD_LIBRARY OR NOT EXISTS "${CPLUSPLUS_ARCHIVE}")
    target_link_libraries(llvm INTERFACE ${LLVM_LIBRARY})
else()
    string(REPLACE " " ";" llvm_archives "${llvm_archives}")
    target_link_directories(llvm INTERFACE ${llvm_libraries})
    target_link_libraries(llvm INTERFACE ${llvm_archives} ${ZLIB_LIBRARY} ${ZSTD_LIBRARY}
        ${CPLUSPLUS_ARCHIVE} m)
endif()

find_path(TREE_SITTER_INCLUDE tree_sitter/api.h)
# The static library starts faster and leaves the wheel with one shared library less to find.
find_library(TREE_SITTER_LIBRARY NAMES libtree-sitter.a tree-sitter)
if(NOT TREE_SITTER_INCLUDE OR NOT TREE_SITTER_LIBRARY)
    message(FATAL_ERROR "tree-sitter's library is missing. `make build` installs it where it can; "
        "the Debian and Ubuntu package is libtree-sitter-dev.")
endif()
add_library(tree_sitter INTERFACE)
target_include_directories(tree_sitter SYSTEM INTERFACE ${TREE_SITTER_INCLUDE})
target_link_libraries(tree_sitter INTERFACE ${TREE_SITTER_LIBRARY})

# clang must not be newer than the libLLVM that reads its bitcode, hence the exact version.
find_program(LLVM_CLANG NAMES clang-19 HINTS ${llvm_programs})
find_program(LLVM_LINK NAMES llvm-link-19 llvm-link HINTS ${llvm_programs})
