#!/usr/bin/env bash
# Compiles the C++20 module with clang++-19 and a program that imports it, against the library in a build directory:
#   tests/install/module.sh build/test
# By hand, because the CMake that the project asks for does not know modules.
set -Eeuo pipefail
project=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
library=$(cd -P -- "${1:?usage: module.sh BUILD_DIRECTORY}" && pwd)/libhighwater.a
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

flags=(-std=c++20 -ffp-contract=off)
cmake -D OUTPUT=highwater.cppm -P "$project/cmake/module.cmake"
clang++-19 "${flags[@]}" -DHIGHWATER_COMPILED=1 "-I$project/include" --precompile highwater.cppm -o highwater.pcm
clang++-19 "${flags[@]}" -c highwater.pcm -o highwater.o
clang++-19 "${flags[@]}" -fmodule-file=highwater=highwater.pcm -c "$project/tests/install/module/main.cpp" -o main.o
clang++-19 main.o highwater.o "$library" -pthread -o main
./main
printf '\nThe module is compiled, imported, linked and run.\n'
