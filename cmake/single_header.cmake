# Writes the header-only part of highwater as one file, for a project that wants to copy it and nothing else:
#   cmake -D OUTPUT=highwater.hpp -P cmake/single_header.cmake
# Each header stands where it is first included. Headers of the standard library come first, each once.
cmake_minimum_required(VERSION 3.22)
if(NOT OUTPUT)
  message(FATAL_ERROR "Say where to write it: cmake -D OUTPUT=highwater.hpp -P ${CMAKE_CURRENT_LIST_FILE}")
endif()
get_filename_component(root ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)
set(included "")
set(system_includes "")

# Leaves in `expanded` the text of a header with that of the headers which it includes and which have not come yet.
function(expand header)
  list(APPEND included ${header})
  file(READ ${root}/include/${header} text)
  string(REPLACE "#pragma once\n" "" text "${text}")
  # In the umbrella: what needs the compiled library.
  string(REGEX REPLACE "(//[^\n]*\n)?#if defined\\(HIGHWATER_COMPILED\\)\n(#include \"[^\n]*\n)+#endif\n" "" text "${text}")
  set(result "")
  while(text MATCHES "#include ([<\"])([^>\"]+)[>\"]\n")
    set(line "${CMAKE_MATCH_0}")
    set(kind "${CMAKE_MATCH_1}")
    set(name "${CMAKE_MATCH_2}")
    string(FIND "${text}" "${line}" begin)
    string(LENGTH "${line}" length)
    string(SUBSTRING "${text}" 0 ${begin} before)
    math(EXPR end "${begin} + ${length}")
    string(SUBSTRING "${text}" ${end} -1 text)
    string(APPEND result "${before}")
    if(kind STREQUAL "<")
      list(APPEND system_includes ${name})
    elseif(NOT name IN_LIST included)
      expand(${name})
      string(APPEND result "${expanded}")
    endif()
  endwhile()
  string(APPEND result "${text}")
  set(expanded "${result}" PARENT_SCOPE)
  set(included "${included}" PARENT_SCOPE)
  set(system_includes "${system_includes}" PARENT_SCOPE)
endfunction()

expand(highwater/highwater.hpp)
list(REMOVE_DUPLICATES system_includes)
list(SORT system_includes)
list(TRANSFORM system_includes REPLACE "(.+)" "#include <\\1>")
list(JOIN system_includes "\n" system_includes)
string(REGEX REPLACE "\n\n\n+" "\n\n" expanded "${expanded}")

file(READ ${root}/LICENSE licence)
string(STRIP "${licence}" licence)
string(REPLACE "\n" "\n// " licence "// ${licence}")
string(REPLACE "// \n" "//\n" licence "${licence}")
file(WRITE ${OUTPUT} "// highwater in one file, without the compiled library. Compile with -std=c++20 -ffp-contract=off.
//
${licence}
#ifndef HIGHWATER_SINGLE_HEADER
#define HIGHWATER_SINGLE_HEADER

#if defined(HIGHWATER_COMPILED)
#error \"This file is highwater without the compiled library; with it, include the installed headers\"
#endif

${system_includes}
${expanded}
#endif
")
