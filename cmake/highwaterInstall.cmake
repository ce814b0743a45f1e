# Install rules: a package that find_package(highwater) finds wherever its directory is moved to.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/highwater)

install(TARGETS highwater_headers EXPORT highwaterTargets COMPONENT development)
if(HIGHWATER_COMPILED_LIBRARY)
  install(TARGETS highwater EXPORT highwaterTargets
          ARCHIVE COMPONENT development
          LIBRARY COMPONENT runtime NAMELINK_COMPONENT development
          RUNTIME COMPONENT runtime)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/highwater DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development
        FILES_MATCHING PATTERN "*.hpp")
install(EXPORT highwaterTargets NAMESPACE highwater:: DESTINATION ${package_dir} COMPONENT development)

configure_package_config_file(cmake/highwaterConfig.cmake.in ${PROJECT_BINARY_DIR}/highwaterConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
# While the version is 0.x, a new minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/highwaterConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/highwaterConfig.cmake ${PROJECT_BINARY_DIR}/highwaterConfigVersion.cmake
              cmake/highwaterEigen.cmake
        DESTINATION ${package_dir} COMPONENT development)

# The same for pkg-config; the files find their directory by themselves too.
file(RELATIVE_PATH highwater_pc_up /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" highwater_pc_up "${highwater_pc_up}")
set(pc_names highwater-headers)
if(HIGHWATER_COMPILED_LIBRARY)
  list(APPEND pc_names highwater)
endif()
foreach(name IN LISTS pc_names)
  configure_file(cmake/${name}.pc.in ${PROJECT_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endforeach()
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT licence)

if(PROJECT_IS_TOP_LEVEL AND HIGHWATER_COMPILED_LIBRARY AND NOT BUILD_SHARED_LIBS)
  include(cmake/highwaterDebian.cmake)
endif()
