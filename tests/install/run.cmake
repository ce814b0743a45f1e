# Arguments: BUILD and SOURCE (of highwater), SCRATCH (a directory of ours), COMPILER, GENERATOR, EMBED_COMPILED_LIBRARY.
cmake_minimum_required(VERSION 3.22)

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
endfunction()

function(configure project)
  run(${CMAKE_COMMAND} -S ${SOURCE}/tests/install/${project} -B ${SCRATCH}/${project} -G ${GENERATOR}
      -D CMAKE_BUILD_TYPE=Release -D CMAKE_CXX_COMPILER=${COMPILER} -D HIGHWATER_SOURCE=${SOURCE} ${ARGN})
endfunction()

function(build_and_test project)
  run(${CMAKE_COMMAND} --build ${SCRATCH}/${project})
  run(${CMAKE_CTEST_COMMAND} --test-dir ${SCRATCH}/${project} --output-on-failure --no-tests=error)
endfunction()

# Installed here, moved there: nothing in the package may remember where it was made.
file(REMOVE_RECURSE ${SCRATCH})
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${SCRATCH}/here)
file(RENAME ${SCRATCH}/here ${SCRATCH}/there)
file(GLOB_RECURSE package_files ${SCRATCH}/there/*.cmake ${SCRATCH}/there/*.pc)
foreach(package_file IN LISTS package_files)
  file(READ ${package_file} text)
  foreach(forbidden IN ITEMS ${BUILD} ${SOURCE}/ ${SCRATCH}/here Boost)
    string(FIND "${text}" ${forbidden} position)
    if(NOT position EQUAL -1)
      message(FATAL_ERROR "${package_file} mentions ${forbidden}")
    endif()
  endforeach()
endforeach()

configure(find_package -D CMAKE_PREFIX_PATH=${SCRATCH}/there)
build_and_test(find_package)

# A program that mixes the two modes does not link.
execute_process(
  COMMAND ${CMAKE_COMMAND} --build ${SCRATCH}/find_package --target mixed_modes
  RESULT_VARIABLE status
  OUTPUT_VARIABLE output
  ERROR_VARIABLE output)
if(status EQUAL 0 OR NOT output MATCHES "undefined (reference|symbol)[^\n]*latest")
  message(FATAL_ERROR "Header-only and compiled code in one program should fail to link:\n${output}")
endif()

# pkg-config, where there is one.
find_program(pkg_config pkg-config)
if(pkg_config)
  file(GLOB_RECURSE pc ${SCRATCH}/there/highwater.pc)
  get_filename_component(pc_directory ${pc} DIRECTORY)
  foreach(program IN ITEMS "highwater;compiled" "highwater-headers;header_only")
    list(POP_FRONT program package)
    execute_process(COMMAND ${CMAKE_COMMAND} -E env PKG_CONFIG_PATH=${pc_directory} ${pkg_config} --cflags --libs ${package}
                    OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    separate_arguments(flags UNIX_COMMAND "${flags}")
    run(${COMPILER} -std=c++20 ${SOURCE}/tests/install/find_package/${program}.cpp ${flags} -o ${SCRATCH}/${program})
    run(${SCRATCH}/${program})
  endforeach()
endif()

foreach(project IN ITEMS fetch_content single_header)
  configure(${project} -D CMAKE_BUILD_TYPE=Debug -D HIGHWATER_COMPILED_LIBRARY=OFF)
  build_and_test(${project})
endforeach()

# Embedded, the compiled library is a shared one, which is then installed and used as well. A preset compiles each level.
configure(add_subdirectory -D CMAKE_BUILD_TYPE=Debug -D CMAKE_UNITY_BUILD=ON -D HIGHWATER_LEVELS=OFF -D HIGHWATER_COMPILED_LIBRARY=${EMBED_COMPILED_LIBRARY}
          -D BUILD_SHARED_LIBS=ON -D HIGHWATER_INSTALL=ON)
build_and_test(add_subdirectory)
if(EMBED_COMPILED_LIBRARY)
  run(${CMAKE_COMMAND} --install ${SCRATCH}/add_subdirectory --prefix ${SCRATCH}/shared)
  run(${CMAKE_COMMAND} -S ${SOURCE}/tests/install/shared -B ${SCRATCH}/shared_user -G ${GENERATOR}
      -D CMAKE_BUILD_TYPE=Debug -D CMAKE_CXX_COMPILER=${COMPILER} -D CMAKE_PREFIX_PATH=${SCRATCH}/shared)
  build_and_test(shared_user)
endif()
