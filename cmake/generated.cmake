# Files made from the project's own languages: sentences (texts/), SQL (schema/) and embedded
# files (standards/, assets/, command help). They exist only in the build folder.
# Each step ends with a stamp; the tools leave a file alone when its content did not change, so
# that rewording a sentence recompiles one file.
set(GEN ${CMAKE_BINARY_DIR}/gen)
file(MAKE_DIRECTORY ${GEN}/base ${GEN}/store)

add_library(gen STATIC tools/gen.c)
target_link_libraries(gen PRIVATE junheng_warnings)
foreach(tool textgen sqlgen embed)
  add_executable(${tool} tools/${tool}.c)
  target_link_libraries(${tool} PRIVATE gen junheng_warnings)
  set_target_properties(${tool} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tools)
endforeach()

# junheng_generate(tool header source files…): paths relative to the project. What stands in
# <tool>_more is handed to the tool as well, and <tool>_waits is waited for.
function(junheng_generate tool header source)
  add_custom_command(
    OUTPUT ${GEN}/${tool}.stamp
    BYPRODUCTS ${GEN}/${header} ${GEN}/${source}
    COMMAND ${tool} ${GEN}/${header} ${GEN}/${source} ${ARGN} ${${tool}_more}
    COMMAND ${CMAKE_COMMAND} -E touch ${GEN}/${tool}.stamp
    DEPENDS ${tool} ${ARGN} ${${tool}_waits}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    COMMENT "Making ${header}" VERBATIM)
endfunction()

file(GLOB texts RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS texts/*/*.po)
file(GLOB_RECURSE sql RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS schema/*.sql)
file(GLOB embedded RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS
  standards/*.std docs/guide/commands/*/*.md)
file(GLOB_RECURSE assets RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS assets/*)

# The browser client: built by npm from web/ into build-client/, which all kinds of build share;
# beside every file the same packed by gzip, as it is sent. When build-client/ is there and made of
# the same sources, no npm is needed. Nothing of it is committed.
option(JH_CLIENT "carry the browser client of `junheng serve` (needs npm to build it)" ON)
if(JH_CLIENT)
  file(GLOB_RECURSE client RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS
    web/src/* web/public/* web/*.json web/*.html web/*.ts)
  list(FILTER client EXCLUDE REGEX "node_modules")
  add_custom_command(
    OUTPUT ${GEN}/client.stamp
    COMMAND sh ${CMAKE_SOURCE_DIR}/tools/client.sh
    COMMAND ${CMAKE_COMMAND} -E touch ${GEN}/client.stamp
    DEPENDS tools/client.sh ${client}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    COMMENT "Making the browser client" VERBATIM)
  set(embed_more web=${CMAKE_SOURCE_DIR}/build-client/site)
  set(embed_waits ${GEN}/client.stamp)
endif()

junheng_generate(textgen base/say_ids.h say_table.c ${texts})
junheng_generate(sqlgen store/queries.h queries.c ${sql})
junheng_generate(embed base/embedded.h embedded.c ${embedded} ${assets})
add_custom_target(generated DEPENDS ${GEN}/textgen.stamp ${GEN}/sqlgen.stamp ${GEN}/embed.stamp)
set_source_files_properties(${GEN}/say_table.c ${GEN}/queries.c ${GEN}/embedded.c
  PROPERTIES GENERATED ON)
