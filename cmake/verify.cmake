# junheng-verify: the second opinion on a plan. None of the program's rooms is linked into it.
pkg_check_modules(verify_gmp REQUIRED IMPORTED_TARGET gmp)
pkg_check_modules(verify_crypto REQUIRED IMPORTED_TARGET libcrypto)
file(GLOB verify_sources CONFIGURE_DEPENDS tools/verify/*.c)
add_executable(junheng-verify ${verify_sources})
target_link_libraries(junheng-verify PRIVATE PkgConfig::verify_gmp PkgConfig::verify_crypto
  junheng_flags)
