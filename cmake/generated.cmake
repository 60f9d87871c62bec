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

# junheng_generate(TOOL OUTPUTS header source INPUTS files…): paths relative to the project.
function(junheng_generate tool header source)
  add_custom_command(
    OUTPUT ${GEN}/${tool}.stamp
    BYPRODUCTS ${GEN}/${header} ${GEN}/${source}
    COMMAND ${tool} ${GEN}/${header} ${GEN}/${source} ${ARGN}
    COMMAND ${CMAKE_COMMAND} -E touch ${GEN}/${tool}.stamp
    DEPENDS ${tool} ${ARGN}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    COMMENT "Making ${header}" VERBATIM)
endfunction()

file(GLOB texts RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS texts/*/*.po)
file(GLOB_RECURSE sql RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS schema/*.sql)
file(GLOB embedded RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS
  standards/*.std docs/guide/commands/*/*.md)
file(GLOB_RECURSE assets RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS assets/*)
junheng_generate(textgen base/say_ids.h say_table.c ${texts})
junheng_generate(sqlgen store/queries.h queries.c ${sql})
junheng_generate(embed base/embedded.h embedded.c ${embedded} ${assets})
add_custom_target(generated DEPENDS ${GEN}/textgen.stamp ${GEN}/sqlgen.stamp ${GEN}/embed.stamp)
set_source_files_properties(${GEN}/say_table.c ${GEN}/queries.c ${GEN}/embedded.c
  PROPERTIES GENERATED ON)
