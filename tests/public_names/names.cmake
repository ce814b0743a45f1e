# The names that a user can complete after `highwater::` and in each namespace below, as clang completes them, one a line:
#   cmake -D CLANG=clang++ -D "FLAGS=-Iinclude ..." -D WORK=build/names -D EXPECTED=tests/public_names/expected.txt -P names.cmake
# compares them with EXPECTED; with -D WRITE=ON it writes that file. `core` and `detail` are the library's own.
cmake_minimum_required(VERSION 3.22)
separate_arguments(FLAGS NATIVE_COMMAND "${FLAGS}")

file(WRITE ${WORK}/all.hpp "#include <highwater/highwater.hpp>\n#include <highwater/series/eigen.hpp>\n")
execute_process(COMMAND ${CLANG} -std=c++20 ${FLAGS} -x c++-header ${WORK}/all.hpp -o ${WORK}/all.pch
                COMMAND_ERROR_IS_FATAL ANY)

set(spaces highwater)
set(names "")
while(spaces)
  list(POP_FRONT spaces space)
  set(code "auto completed = ${space}::")
  string(LENGTH "${code}x" column)
  file(WRITE ${WORK}/completed.cpp "${code}\n;\n")
  execute_process(COMMAND ${CLANG} -std=c++20 ${FLAGS} -include-pch ${WORK}/all.pch -fsyntax-only
                          -Xclang -code-completion-at=${WORK}/completed.cpp:1:${column} ${WORK}/completed.cpp
                  OUTPUT_VARIABLE output ERROR_QUIET)  # an unfinished program is an error
  string(REGEX REPLACE "[][;]" " " output "${output}")
  string(REGEX MATCHALL "COMPLETION: [A-Za-z_0-9]+ : [^\n]*" lines "${output}")
  foreach(line IN LISTS lines)
    string(REGEX MATCH "^COMPLETION: ([A-Za-z_0-9]+) : (.*)$" line "${line}")
    set(name ${CMAKE_MATCH_1})
    set(what "${CMAKE_MATCH_2}")
    if(name MATCHES "^(core|detail|operator|(compiled|headers)_[0-9_]+)$")
      continue()
    elseif(name STREQUAL what AND name MATCHES "^[a-z]")  # a namespace; types are written Large
      list(APPEND spaces ${space}::${name})
    else()
      list(APPEND names ${space}::${name})
    endif()
  endforeach()
endwhile()
list(REMOVE_DUPLICATES names)
list(SORT names)
list(LENGTH names count)
if(count LESS 100)
  message(FATAL_ERROR "${CLANG} completed only ${count} names: ${names}")
endif()

if(WRITE)
  list(JOIN names "\n" text)
  file(WRITE ${EXPECTED} "${text}\n")
  message("${count} names written to ${EXPECTED}")
  return()
endif()
file(STRINGS ${EXPECTED} expected)
set(added ${names})
set(gone ${expected})
list(REMOVE_ITEM added ${expected})
list(REMOVE_ITEM gone ${names})
if(added OR gone)
  list(JOIN added "\n  + " added)
  list(JOIN gone "\n  - " gone)
  message(FATAL_ERROR "The public names are not those of ${EXPECTED}:\n  + ${added}\n  - ${gone}\n"
                      "A helper belongs into highwater::detail. If this is what users call, build the target write_public_names.")
endif()
message("${count} public names, as written down")
