# Install rules: a package that find_package(highwater) finds wherever its directory is moved to.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/highwater)

install(TARGETS highwater_headers EXPORT highwaterTargets)
if(HIGHWATER_COMPILED_LIBRARY)
  install(TARGETS highwater EXPORT highwaterTargets)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/highwater DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.hpp")
install(EXPORT highwaterTargets NAMESPACE highwater:: DESTINATION ${package_dir})

configure_package_config_file(cmake/highwaterConfig.cmake.in ${PROJECT_BINARY_DIR}/highwaterConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
# While the version is 0.x, a new minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/highwaterConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/highwaterConfig.cmake ${PROJECT_BINARY_DIR}/highwaterConfigVersion.cmake
              cmake/highwaterEigen.cmake
        DESTINATION ${package_dir})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
