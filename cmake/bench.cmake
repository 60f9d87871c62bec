# bench/<name>_bench.c, with <name>_peer.c if there is one: programs that measure what no command
# line reaches. Built with everything else, so that they do not rot; run by ./run bench only.
file(GLOB benches RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS bench/*_bench.c)
foreach(bench IN LISTS benches)
  get_filename_component(target ${bench} NAME_WE)
  string(REPLACE "_bench" "" stem ${target})
  file(GLOB peers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bench/${stem}_peer.c)
  add_executable(${target} ${bench} ${peers})
  target_link_libraries(${target} PRIVATE test_support junheng_rooms junheng_flags)
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
endforeach()
