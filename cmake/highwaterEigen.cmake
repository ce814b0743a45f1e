# Eigen 3.4 and Eigen 5 both serve, but each turns down a request for the other, so ask twice.
# Read by the build of highwater and, installed beside highwaterConfig.cmake, by every project that finds highwater.
if(NOT TARGET Eigen3::Eigen)
  find_package(Eigen3 3.4 CONFIG QUIET)
  if(NOT Eigen3_FOUND)
    find_package(Eigen3 5 CONFIG QUIET)
  endif()
endif()
