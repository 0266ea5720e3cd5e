# The data of the compiler in <build>/share/zilant: the runtime for each Python found, as bitcode of what
# is inlined (runtime/cpython-311.bc), an object of all (runtime/cpython-311.o) and the same with
# AddressSanitizer's checks (runtime/cpython-311.address.o); the declaration files
# (declarations/); the pages of the messages (errors/).

set(share_directory "${CMAKE_BINARY_DIR}/share/zilant")

if(ZILANT_SHARE_FROM)
    file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/share")
    file(CREATE_LINK "${ZILANT_SHARE_FROM}" "${share_directory}" SYMBOLIC)
    return()
endif()

add_custom_target(data ALL)

# zilant_remove_stale(folder file...): deletes what an earlier configuration left in share/zilant/<folder>.
function(zilant_remove_stale folder)
    file(GLOB_RECURSE present RELATIVE "${share_directory}/${folder}" "${share_directory}/${folder}/*")
    list(REMOVE_ITEM present ${ARGN})
    list(TRANSFORM present PREPEND "${share_directory}/${folder}/")
    if(present)
        file(REMOVE ${present})
    endif()
endfunction()

# zilant_copy_folder(name folder): keeps share/zilant/<name> equal to <folder>/<name>.
function(zilant_copy_folder name folder)
    set(source "${CMAKE_SOURCE_DIR}/${folder}/${name}")
    file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE "${source}" "${source}/*")
    zilant_remove_stale(${name} ${files})
    set(copies "")
    foreach(file IN LISTS files)
        set(copy "${share_directory}/${name}/${file}")
        add_custom_command(OUTPUT "${copy}" DEPENDS "${source}/${file}"
            COMMAND ${CMAKE_COMMAND} -E copy "${source}/${file}" "${copy}" VERBATIM)
        list(APPEND copies "${copy}")
    endforeach()
    add_custom_target(data_${name} DEPENDS ${copies})
    add_dependencies(data data_${name})
endfunction()

zilant_copy_folder(declarations .)
zilant_copy_folder(errors docs)

file(GLOB runtime_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/runtime/*.c")
if(NOT runtime_sources)
    return()
endif()
if(NOT LLVM_CLANG OR NOT LLVM_LINK)
    message(FATAL_ERROR "clang 19 or llvm-link 19 is missing. `make build` installs them where it "
        "can; the Debian and Ubuntu packages are clang-19 and llvm-19.")
endif()

add_executable(split_runtime runtime/tools/split.c)
target_link_libraries(split_runtime PRIVATE llvm zilant_options)
# Of the compiler, only what it knows of the runtime.
add_executable(check_abi runtime/tools/check_abi.c codegen/llvm/abi_struct.c codegen/llvm/abi_check.c
    codegen/ir/runtime_signature.c)
target_link_libraries(check_abi PRIVATE zilant_support llvm zilant_options)
set_target_properties(split_runtime check_abi PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tools")

# Small code, because every module carries what it uses: fast paths are inlined and optimised there, where
# the target is known (so no vectorising here). The files that hold fast paths are not squeezed as hard.
set(runtime_fast_files attribute call gil instance iterate name number number_dual object unpack)
set(runtime_object_flags -fPIC -ffunction-sections -fdata-sections -fno-plt
    -fno-asynchronous-unwind-tables)
set(runtime_flags -std=gnu11 ${runtime_object_flags} -DNDEBUG -fwrapv -fno-strict-aliasing
    -fno-math-errno -ffp-contract=off -fvisibility=hidden
    -fno-vectorize -fno-slp-vectorize -mllvm -unroll-runtime=false
    -Wall -Wextra -Wno-unused-parameter)

# zilant_add_runtime(tag include): bitcode and object of all runtime files for one Python.
function(zilant_add_runtime tag include)
    set(folder "${CMAKE_BINARY_DIR}/runtime/${tag}")
    file(MAKE_DIRECTORY "${folder}")
    set(parts "")
    foreach(source IN LISTS runtime_sources)
        get_filename_component(stem "${source}" NAME_WE)
        set(part "${folder}/${stem}.bc")
        set(level -Oz)
        if(stem IN_LIST runtime_fast_files)
            set(level -Os)
        endif()
        add_custom_command(OUTPUT "${part}"
            COMMAND ${LLVM_CLANG} ${level} ${runtime_flags} -isystem "${include}" -isystem "${include}/internal"
                -I "${CMAKE_SOURCE_DIR}" -MD -MF "${part}.d" -MT "${part}"
                -emit-llvm -c "${source}" -o "${part}"
            DEPENDS "${source}" DEPFILE "${part}.d"
            COMMENT "Compiling runtime/${stem}.c for ${tag}" VERBATIM)
        list(APPEND parts "${part}")
    endforeach()
    set(linked "${folder}/linked.bc")
    set(whole "${folder}/whole.bc")
    set(checked "${folder}/abi.checked")
    set(address "${folder}/address.bc")
    set(inlined "${share_directory}/runtime/${tag}.bc")
    set(object "${share_directory}/runtime/${tag}.o")
    set(address_object "${share_directory}/runtime/${tag}.address.o")
    set(compile_object ${LLVM_CLANG} -Os ${runtime_object_flags} -Wno-override-module -c -x ir)
    add_custom_command(OUTPUT "${inlined}" "${object}" "${address_object}"
        COMMAND ${CMAKE_COMMAND} -E make_directory "${share_directory}/runtime"
        COMMAND ${LLVM_LINK} -o "${linked}" ${parts}
        COMMAND split_runtime "${linked}" "${whole}" "${address}" "${inlined}"
        COMMAND ${compile_object} "${whole}" -o "${object}"
        COMMAND ${compile_object} "${address}" -o "${address_object}"
        DEPENDS split_runtime ${parts}
        COMMENT "Splitting the runtime for ${tag}" VERBATIM)
    add_custom_command(OUTPUT "${checked}"
        COMMAND check_abi "${inlined}"
        COMMAND ${CMAKE_COMMAND} -E touch "${checked}"
        DEPENDS check_abi "${inlined}"
        COMMENT "Checking the ABI of the runtime for ${tag}" VERBATIM)
    add_custom_target(runtime_${tag} ALL DEPENDS "${inlined}" "${object}" "${address_object}"
        "${checked}")
    add_dependencies(data runtime_${tag})
endfunction()

execute_process(COMMAND "${CMAKE_SOURCE_DIR}/scripts/find-pythons" ${ZILANT_PYTHON}
    OUTPUT_VARIABLE found_pythons OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "\n" ";" found_pythons "${found_pythons}")
set(runtime_files "")
foreach(line IN LISTS found_pythons)
    string(REPLACE "\t" ";" fields "${line}")
    list(GET fields 0 tag)
    list(GET fields 1 include)
    list(GET fields 2 program)
    list(GET fields 3 version)
    if(include STREQUAL "-")
        message(STATUS "Python ${version} (${program}): skipped, it has no headers")
    else()
        message(STATUS "Python ${version} (${program}): runtime/${tag}.bc")
        zilant_add_runtime(${tag} "${include}")
        list(APPEND runtime_files ${tag}.bc ${tag}.o ${tag}.address.o)
    endif()
endforeach()
zilant_remove_stale(runtime ${runtime_files})
