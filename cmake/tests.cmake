# Tests: tests/<room>/<file>_test.c is one cmocka program and the CTest test <room>/<file>;
# tests/<folder>/<file>.sh likewise. A name ending in _slow_test.c or _slow.sh gets the label
# `slow`. A test whose text names JH_TEST_PG runs against a fresh PostgreSQL database.
pkg_check_modules(cmocka REQUIRED IMPORTED_TARGET cmocka)
pkg_check_modules(gmp REQUIRED GLOBAL IMPORTED_TARGET gmp) # exact numbers, as the oracle
set(PG ${CMAKE_SOURCE_DIR}/tests/support/pg_cluster.sh)
set(PG_DIR ${CMAKE_BINARY_DIR}/pg)
add_test(NAME pg/start COMMAND ${PG} start ${PG_DIR})
add_test(NAME pg/stop COMMAND ${PG} stop ${PG_DIR})
set_tests_properties(pg/start PROPERTIES FIXTURES_SETUP pg TIMEOUT 120)
set_tests_properties(pg/stop PROPERTIES FIXTURES_CLEANUP pg TIMEOUT 60)

set(TEST_ENV
  "SOURCE_DIR=${CMAKE_SOURCE_DIR}" "BUILD_DIR=${CMAKE_BINARY_DIR}"
  "JUNHENG=${CMAKE_BINARY_DIR}/junheng" "TOOLS_DIR=${CMAKE_BINARY_DIR}/tools"
  "ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1" "UBSAN_OPTIONS=print_stacktrace=1"
  "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/leaks.supp:print_suppressions=0"
  "TZ=Asia/Shanghai" "LC_ALL=C.UTF-8")

# junheng_test(name source command…): registers it with everything that tests share.
function(junheng_test name source)
  file(STRINGS ${source} asks_pg REGEX "JH_TEST_PG" LIMIT_COUNT 1)
  if(asks_pg)
    add_test(NAME ${name} COMMAND ${PG} with ${PG_DIR} ${ARGN})
    set_tests_properties(${name} PROPERTIES FIXTURES_REQUIRED pg)
  else()
    add_test(NAME ${name} COMMAND ${ARGN})
  endif()
  set_tests_properties(${name} PROPERTIES ENVIRONMENT "${TEST_ENV}" TIMEOUT 120
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  if(name MATCHES "_slow$")
    set_tests_properties(${name} PROPERTIES LABELS slow TIMEOUT 900 COST 900)
  endif()
endfunction()

# The limits of length hold for the whole project, at every landing.
add_test(NAME house/sizes COMMAND sh tools/sizes.sh WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})

file(GLOB support CONFIGURE_DEPENDS tests/support/*.c)
list(FILTER support EXCLUDE REGEX "/(fuzz_replay|verify_trial)\\.c$")
add_library(test_support STATIC ${support})
add_dependencies(test_support generated)
target_include_directories(test_support PUBLIC ${CMAKE_SOURCE_DIR})
target_link_libraries(test_support PUBLIC junheng_rooms PkgConfig::cmocka PkgConfig::gmp
  PRIVATE junheng_flags)

# junheng-verify's check, many times in one process. It shares nothing with the program, as ever.
add_library(verify_trial STATIC tests/support/verify_trial.c)
target_include_directories(verify_trial PUBLIC ${CMAKE_SOURCE_DIR})
target_link_libraries(verify_trial PUBLIC verify PRIVATE junheng_flags)
add_executable(mutate_plan tests/cli/mutate_plan.c)
target_link_libraries(mutate_plan PRIVATE verify_trial junheng_flags)
set_target_properties(mutate_plan PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)

if(NOT JH_FUZZ)
  file(GLOB tests RELATIVE ${CMAKE_SOURCE_DIR}/tests CONFIGURE_DEPENDS tests/*/*_test.c)
  foreach(test IN LISTS tests)
    string(REGEX REPLACE "_test\\.c$" "" name ${test})
    string(REPLACE "/" "_" target "test_${name}")
    add_executable(${target} tests/${test})
    target_link_libraries(${target} PRIVATE test_support junheng_flags)
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    junheng_test(${name} tests/${test} $<TARGET_FILE:${target}>)
  endforeach()

  file(GLOB scripts RELATIVE ${CMAKE_SOURCE_DIR}/tests CONFIGURE_DEPENDS tests/*/*.sh)
  list(FILTER scripts EXCLUDE REGEX "^support/")
  if(NOT TARGET junheng)
    list(FILTER scripts EXCLUDE REGEX "^cli/")
  endif()
  foreach(script IN LISTS scripts)
    string(REGEX REPLACE "\\.sh$" "" name ${script})
    junheng_test(${name} tests/${script} bash ${CMAKE_SOURCE_DIR}/tests/${script})
  endforeach()
endif()

# Fuzz targets: with libFuzzer under JH_FUZZ; otherwise each replays its corpus as a plain test.
file(GLOB fuzzers RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS tests/fuzz/*_fuzz.c)
foreach(fuzzer IN LISTS fuzzers)
  get_filename_component(target ${fuzzer} NAME_WE)
  string(REGEX REPLACE "_fuzz$" "" name ${target})
  if(JH_FUZZ)
    add_executable(${target} ${fuzzer})
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  else()
    add_executable(${target} ${fuzzer} tests/support/fuzz_replay.c)
  endif()
  # libFuzzer's entry point has no header of its own.
  set_source_files_properties(${fuzzer} PROPERTIES COMPILE_OPTIONS -Wno-missing-prototypes)
  if(name STREQUAL verify)
    target_link_libraries(${target} PRIVATE verify_trial)
  endif()
  target_link_libraries(${target} PRIVATE test_support junheng_flags)
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
  if(NOT JH_FUZZ)
    junheng_test(fuzz/${name} ${fuzzer} ${target} tests/fuzz/corpus/${name})
  endif()
endforeach()
