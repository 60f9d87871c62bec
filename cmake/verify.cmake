# junheng-verify: the second opinion on a plan. None of the program's rooms is linked into it.
pkg_check_modules(verify_gmp REQUIRED IMPORTED_TARGET gmp)
pkg_check_modules(verify_crypto REQUIRED IMPORTED_TARGET libcrypto)
file(GLOB verify_sources CONFIGURE_DEPENDS tools/verify/*.c)
list(FILTER verify_sources EXCLUDE REGEX "/main\\.c$")
add_library(verify STATIC ${verify_sources}) # without main: who tries many documents brings its own
target_include_directories(verify PUBLIC tools/verify)
target_link_libraries(verify PUBLIC PkgConfig::verify_gmp PRIVATE PkgConfig::verify_crypto
  junheng_flags)
add_executable(junheng-verify tools/verify/main.c)
target_link_libraries(junheng-verify PRIVATE verify junheng_flags)
