# Compiler flags: `junheng_warnings` for everything that is ours, `junheng_flags` (warnings and
# instrumentation) for the product and its tests. The host tools in tools/ stay uninstrumented.
add_library(junheng_warnings INTERFACE)
target_compile_options(junheng_warnings INTERFACE
  -Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes
  -Wmissing-prototypes -Wwrite-strings -Wpointer-arith -Wundef -Wvla)

add_library(junheng_flags INTERFACE)
target_link_libraries(junheng_flags INTERFACE junheng_warnings)
target_compile_definitions(junheng_flags INTERFACE
  _GNU_SOURCE # memmem, asprintf: Debian's libc
  JH_VERSION="${PROJECT_VERSION}")
# No fused multiply-add: a figure must have the same bits on every processor.
target_compile_options(junheng_flags INTERFACE -ffp-contract=off -fno-omit-frame-pointer)

if(JH_SANITIZE)
  # gcc's flow analysis sees phantoms in instrumented code, so only the plain build is strict.
  target_compile_options(junheng_flags INTERFACE
    -fsanitize=${JH_SANITIZE} -fno-sanitize-recover=all -O1)
  target_link_options(junheng_flags INTERFACE -fsanitize=${JH_SANITIZE})
  target_compile_definitions(junheng_flags INTERFACE JH_SANITIZED=1)
else()
  target_compile_options(junheng_warnings INTERFACE -Werror)
  target_compile_options(junheng_flags INTERFACE -fstack-protector-strong)
  if(NOT JH_COVERAGE AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    target_compile_options(junheng_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  endif()
endif()

if(JH_COVERAGE)
  target_compile_options(junheng_flags INTERFACE --coverage -O0)
  target_link_options(junheng_flags INTERFACE --coverage)
endif()

if(JH_FUZZ)
  if(NOT CMAKE_C_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "JH_FUZZ needs clang: CC=clang cmake -DJH_FUZZ=ON …, or ./run fuzz")
  endif()
  target_compile_options(junheng_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
