# The code and the output that the README shows are those of an example: every line of its cpp and text blocks must stand in
# examples/quickstart.cpp or in its expected output.
file(READ ${ROOT}/README.md readme)
file(READ ${ROOT}/examples/quickstart.cpp code)
file(READ ${ROOT}/examples/quickstart.expected.txt output)

function(require_block language content from)
  if(NOT readme MATCHES "```${language}\n([^`]+)```")
    message(FATAL_ERROR "README.md has no ${language} block")
  endif()
  string(FIND "${content}" "${CMAKE_MATCH_1}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "the ${language} block of README.md is not in ${from}:\n${CMAKE_MATCH_1}")
  endif()
endfunction()

require_block(cpp "${code}" examples/quickstart.cpp)
require_block(text "${output}" examples/quickstart.expected.txt)
