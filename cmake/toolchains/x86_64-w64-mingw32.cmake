# Windows from another machine, by MinGW (Debian and Ubuntu: g++-mingw-w64-x86-64-posix).
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix) # that GoogleTest looks for
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
