# The kernels, compiled once for each instruction set that dispatch.cpp chooses from at run time. Always optimised, whatever
# the build type: a wrapper that is not inlined would be a weak symbol, and the linker might take that of another level.
# At the library's level, -O3, or -O1 under sanitizers, none is left.
function(highwater_level level)
  add_library(highwater_${level} OBJECT src/core/level.cpp)
  target_compile_features(highwater_${level} PRIVATE cxx_std_20)
  target_include_directories(highwater_${level} PRIVATE include src)
  target_compile_definitions(highwater_${level} PRIVATE HIGHWATER_COMPILED=1 HIGHWATER_LEVEL=${level}_operations)
  if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(highwater_${level} PRIVATE ${highwater_optimisation} -ffp-contract=off -fno-math-errno
                                                       -fno-exceptions ${ARGN})
  endif()
  set_target_properties(highwater_${level} PROPERTIES UNITY_BUILD OFF
                                                      POSITION_INDEPENDENT_CODE "${highwater_level_pic}"
                                                      CXX_VISIBILITY_PRESET hidden)
  highwater_warnings(highwater_${level})
  target_sources(highwater PRIVATE $<TARGET_OBJECTS:highwater_${level}>)
endfunction()

set(highwater_level_pic ${CMAKE_POSITION_INDEPENDENT_CODE})
if(highwater_library_type STREQUAL "SHARED_LIBRARY")
  set(highwater_level_pic ON)
endif()

highwater_level(baseline)
# g++ for Windows does not align what it keeps on the stack of wide registers, so that AVX would crash there.
if(HIGHWATER_LEVELS
   AND CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$" AND CMAKE_CXX_COMPILER_ID MATCHES "^(GNU|Clang|AppleClang)$"
   AND NOT MINGW)
  highwater_level(avx2 -mavx2)
  highwater_level(avx512 -mavx512f -mavx512dq -mavx512vl)
  target_compile_definitions(highwater PRIVATE HIGHWATER_HAS_LEVELS)
endif()
