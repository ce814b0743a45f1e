# The layer check reports exactly the bad lines of layers_fixture: those whose comment begins with what is wrong.
cmake_minimum_required(VERSION 3.22)

set(fixture ${CMAKE_CURRENT_LIST_DIR}/layers_fixture)
file(GLOB_RECURSE files RELATIVE ${fixture} ${fixture}/*.hpp ${fixture}/*.cpp)
set(expected "")
foreach(file IN LISTS files)
  file(READ ${fixture}/${file} lines)
  string(REGEX REPLACE "[][;\\\\]" " " lines "${lines}")
  string(REPLACE "\n" ";" lines "${lines}")
  set(number 0)
  foreach(line IN LISTS lines)
    math(EXPR number "${number} + 1")
    if(line MATCHES "// (upwards|sideways|hides its layer|in a folder that is no layer)")
      list(APPEND expected ${file}:${number})
    endif()
  endforeach()
endforeach()

execute_process(
  COMMAND ${CMAKE_COMMAND} -D ROOT=${fixture} -P ${CMAKE_CURRENT_LIST_DIR}/layers.cmake
  RESULT_VARIABLE status
  ERROR_VARIABLE output)
string(REGEX MATCHALL "(include|src)/[a-z_/]+\\.[hc]pp:[0-9]+" reported "${output}")

list(SORT expected)
list(SORT reported)
if(status EQUAL 0 OR NOT reported STREQUAL expected)
  message(FATAL_ERROR "The layer check reported\n  ${reported}\nand should have reported\n  ${expected}\n${output}")
endif()
