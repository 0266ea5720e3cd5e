# What `cmake --install` puts where. A wheel's builder names the folders for scripts and data and
# takes the Python package itself; any other installation has bin/, share/zilant/ and, when
# ZILANT_PYTHON is set, the package in that Python's site-packages with metadata that pip understands.

if(SKBUILD)
    set(program_destination "${SKBUILD_SCRIPTS_DIR}")
    set(share_destination "${SKBUILD_DATA_DIR}/share/zilant")
else()
    set(program_destination bin)
    set(share_destination share/zilant)
endif()

if(TARGET zilant)
    install(TARGETS zilant RUNTIME DESTINATION "${program_destination}")
endif()
if(NOT ZILANT_SHARE_FROM)
    foreach(folder IN ITEMS runtime declarations include errors)
        install(DIRECTORY "${share_directory}/${folder}" DESTINATION "${share_destination}" OPTIONAL)
    endforeach()
endif()

if(SKBUILD OR NOT ZILANT_PYTHON)
    return()
endif()

execute_process(
    COMMAND "${ZILANT_PYTHON}" -c "import os, sys, sysconfig; \
print(os.path.relpath(sysconfig.get_path('purelib'), sys.prefix))"
    OUTPUT_VARIABLE site_packages OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set(metadata "zilant-${PROJECT_VERSION}.dist-info")
set(metadata_source "${CMAKE_BINARY_DIR}/generated/${metadata}")
file(WRITE "${metadata_source}/METADATA"
    "Metadata-Version: 2.1\nName: zilant\nVersion: ${PROJECT_VERSION}\n")
file(WRITE "${metadata_source}/INSTALLER" "cmake\n")

# A module that was renamed must not stay importable.
install(CODE "file(GLOB stale \"\${CMAKE_INSTALL_PREFIX}/${site_packages}/zilant\"
    \"\${CMAKE_INSTALL_PREFIX}/${site_packages}/zilant-*.dist-info\")
if(stale)
    file(REMOVE_RECURSE \${stale})
endif()")
install(DIRECTORY "${CMAKE_SOURCE_DIR}/python/zilant" DESTINATION "${site_packages}" OPTIONAL
    PATTERN __pycache__ EXCLUDE)
install(DIRECTORY "${metadata_source}" DESTINATION "${site_packages}")
# The list of installed files lets pip remove or replace this installation.
install(CODE "set(site \"\${CMAKE_INSTALL_PREFIX}/${site_packages}\")
set(record \"${metadata}/RECORD,,\\n\")
foreach(file IN LISTS CMAKE_INSTALL_MANIFEST_FILES)
    file(RELATIVE_PATH file \"\${site}\" \"\${file}\")
    string(APPEND record \"\${file},,\\n\")
endforeach()
file(WRITE \"\${site}/${metadata}/RECORD\" \"\${record}\")")
