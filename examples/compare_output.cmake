# Runs PROGRAM with ARGUMENTS, which is to end with STATUS (0 unless said otherwise), writes its output and its errors to ACTUAL and
# compares that with EXPECTED.
cmake_minimum_required(VERSION 3.22)

if(NOT DEFINED STATUS)
  set(STATUS 0)
endif()

execute_process(
  COMMAND ${PROGRAM} ${ARGUMENTS}
  OUTPUT_FILE ${ACTUAL}
  ERROR_VARIABLE errors
  RESULT_VARIABLE status)
file(APPEND ${ACTUAL} "${errors}")
if(NOT status EQUAL STATUS)
  message(FATAL_ERROR "${PROGRAM} ended with ${status}")
endif()

execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${EXPECTED} ${ACTUAL} RESULT_VARIABLE different ERROR_QUIET)
if(different)
  find_program(diff diff)
  if(diff)
    execute_process(COMMAND ${diff} -u ${EXPECTED} ${ACTUAL})
  endif()
  message(FATAL_ERROR "The output differs; if it is what it should be:  cp ${ACTUAL} ${EXPECTED}")
endif()
