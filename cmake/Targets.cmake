# The options that every C file of ours is compiled with, and the functions that make libraries out
# of folders. A folder without files gives an interface library, so a part may still be empty.

add_library(zilant_options INTERFACE)
target_include_directories(zilant_options INTERFACE ${CMAKE_SOURCE_DIR})
# The empty value lets a file that needs GNU's functions say so itself.
target_compile_definitions(zilant_options INTERFACE
    _GNU_SOURCE= ZILANT_VERSION="${PROJECT_VERSION}")
target_compile_options(zilant_options INTERFACE
    -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes
    # A switch over an enum names every member, a default beside them or not: a new one does not
    # compile until each switch says what becomes of it. The long tables (nodes, operations,
    # keywords, names of the module cython) are asked after one or a few of their members; their
    # kinds are stored as plain numbers, and a default says that it is none of these.
    -Werror=switch -Werror=switch-enum)
if(ZILANT_WERROR)
    target_compile_options(zilant_options INTERFACE -Werror)
endif()
if(ZILANT_SANITIZE)
    set(sanitize_flags -fsanitize=address,undefined -fno-sanitize-recover=all
        -fno-omit-frame-pointer)
    target_compile_options(zilant_options INTERFACE ${sanitize_flags})
    target_link_options(zilant_options INTERFACE -fsanitize=address,undefined)
endif()

# zilant_add_library(name folder [EXCLUDE file]): a static library of every .c file below `folder`;
# sets <name>_scope to the keyword for target_link_libraries(). Generated grammar files are left out.
function(zilant_add_library name folder)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "EXCLUDE" "")
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/*.c")
    list(FILTER sources EXCLUDE REGEX "/frontend/grammar/")
    if(arg_EXCLUDE)
        list(REMOVE_ITEM sources "${CMAKE_SOURCE_DIR}/${folder}/${arg_EXCLUDE}")
    endif()
    file(GLOB grammar_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/grammar/src/*.c")
    if(sources OR grammar_sources)
        add_library(${name} STATIC ${sources})
        set_target_properties(${name} PROPERTIES LINKER_LANGUAGE C)
        set(scope PUBLIC)
    else()
        add_library(${name} INTERFACE)
        set(scope INTERFACE)
    endif()
    target_link_libraries(${name} ${scope} zilant_options)
    set(${name}_scope ${scope} PARENT_SCOPE)
endfunction()

# zilant_add_grammar(name folder): adds the generated parser and its scanner to library `name`.
# The parser is optimised in every build and free of our warnings; its tables need no sanitizer.
function(zilant_add_grammar name folder)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/*.c")
    if(NOT sources)
        return()
    endif()
    target_sources(${name} PRIVATE ${sources})
    set_property(SOURCE ${sources} APPEND PROPERTY INCLUDE_DIRECTORIES "${CMAKE_SOURCE_DIR}/${folder}")
    set_property(SOURCE ${sources} APPEND PROPERTY COMPILE_OPTIONS -O2 -w)
    if(ZILANT_SANITIZE)
        set_property(SOURCE "${CMAKE_SOURCE_DIR}/${folder}/parser.c"
            APPEND PROPERTY COMPILE_OPTIONS -fno-sanitize=all)
    endif()
endfunction()
