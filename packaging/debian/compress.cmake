# Run by cpack before a package is made: Debian wants pages of the manual and changelogs compressed, without a time.
file(GLOB_RECURSE files ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*.1
     ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/changelog.Debian)
foreach(file IN LISTS files)
  execute_process(COMMAND gzip -9n ${file} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
