# Eigen 3.4 and Eigen 5 both serve, but each turns down a request for the other, so take the one that is there and look at
# its version. Leaves in highwater_missing what to tell the user, if anything.
# Read by the build of highwater and, installed beside highwaterConfig.cmake, by every project that finds highwater.
set(highwater_missing "")
if(NOT TARGET Eigen3::Eigen)
  find_package(Eigen3 CONFIG QUIET)
  if(NOT Eigen3_FOUND OR Eigen3_VERSION VERSION_LESS 3.4)
    set(highwater_missing "highwater needs Eigen 3.4 or 5 (Debian and Ubuntu: libeigen3-dev)")
  endif()
endif()
