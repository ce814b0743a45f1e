# A shared highwater exports the functions that its public headers declare, and nothing else. They carry no macro for it:
# everything is compiled hidden but for what cmake/exports.hpp includes. tests/install/shared/exported.txt has the list.
if(WIN32)
  set_target_properties(highwater PROPERTIES WINDOWS_EXPORT_ALL_SYMBOLS ON)
  return()
endif()
set_target_properties(highwater PROPERTIES CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
target_compile_options(highwater PRIVATE "SHELL:-include ${PROJECT_SOURCE_DIR}/cmake/exports.hpp")
if(NOT APPLE)
  configure_file(cmake/highwater.map.in ${PROJECT_BINARY_DIR}/highwater.map @ONLY)
  target_link_options(highwater PRIVATE LINKER:--version-script=${PROJECT_BINARY_DIR}/highwater.map LINKER:--no-undefined)
  set_target_properties(highwater PROPERTIES LINK_DEPENDS ${PROJECT_BINARY_DIR}/highwater.map)
endif()
