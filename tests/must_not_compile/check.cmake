# Compiles SOURCE with COMPILER and FLAGS and compares what happens with the source's first line.
cmake_minimum_required(VERSION 3.22)

file(READ ${SOURCE} text)
if(text MATCHES "^// expect: ([^\n]+)\n")
  set(expected "${CMAKE_MATCH_1}")
elseif(NOT text MATCHES "^// expect-ok\n")
  message(FATAL_ERROR "The first line of ${SOURCE} is neither `// expect: <regex>` nor `// expect-ok`")
endif()

separate_arguments(FLAGS NATIVE_COMMAND "${FLAGS}")
execute_process(
  COMMAND ${COMPILER} -std=c++20 -fsyntax-only -Wall -Wextra -Werror ${FLAGS} ${SOURCE}
  RESULT_VARIABLE status
  ERROR_VARIABLE output)

if(DEFINED expected)
  if(status EQUAL 0)
    message(FATAL_ERROR "${SOURCE} compiles and should not")
  elseif(NOT output MATCHES "${expected}")
    message("${output}")
    message(FATAL_ERROR "${SOURCE} is turned down, but not with a message that matches\n  ${expected}")
  endif()
elseif(NOT status EQUAL 0)
  message("${output}")
  message(FATAL_ERROR "${SOURCE} should compile")
endif()
