# CMake generated Testfile for 
# Source directory: /tmp/wt/nodes
# Build directory: /tmp/wt/nodes/build-asan
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[unit_tests]=] "/tmp/wt/nodes/build-asan/bin/unit_tests")
set_tests_properties([=[unit_tests]=] PROPERTIES  _BACKTRACE_TRIPLES "/tmp/wt/nodes/cmake/Tests.cmake;40;add_test;/tmp/wt/nodes/cmake/Tests.cmake;0;;/tmp/wt/nodes/CMakeLists.txt;60;include;/tmp/wt/nodes/CMakeLists.txt;0;")
add_test([=[version]=] "/tmp/wt/nodes/build-asan/bin/zilant" "--version")
set_tests_properties([=[version]=] PROPERTIES  PASS_REGULAR_EXPRESSION "0.1.0" _BACKTRACE_TRIPLES "/tmp/wt/nodes/cmake/Tests.cmake;62;add_test;/tmp/wt/nodes/cmake/Tests.cmake;0;;/tmp/wt/nodes/CMakeLists.txt;60;include;/tmp/wt/nodes/CMakeLists.txt;0;")
