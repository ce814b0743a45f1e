#!/usr/bin/env bash
# Builds highwater for other machines, with their compilers on this one: ARM64 Linux, where a sample of the tests is run by
# qemu, and Windows by MinGW, where the library and the program have to compile and link. By hand, on Debian:
#   tests/install/cross.sh [arm64] [windows]
set -Eeuo pipefail
project=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
build=$project/build/cross
[ $# -gt 0 ] || set -- arm64 windows

trap 'printf "\ncross: failed in line %s\n" "$LINENO" >&2' ERR
need() { command -v "$1" >/dev/null || { printf 'cross: install %s\n' "$2" >&2; exit 2; }; }

# Libraries that are headers alone serve any machine; what else lies beside them in /usr/include is this machine's.
mkdir -p "$build/include"
for library in boost eigen3 fast_float nlohmann CLI; do ln -sfn "/usr/include/$library" "$build/include/$library"; done

build_for() { # build_for <name> <toolchain> <target...>
  local name=$1 toolchain=$2 launcher=()
  shift 2
  if command -v ccache >/dev/null; then launcher=(-D CMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
  cmake -S "$project" -B "$build/$name" -G Ninja -D CMAKE_TOOLCHAIN_FILE="$project/cmake/toolchains/$toolchain.cmake" \
    -D CMAKE_BUILD_TYPE=Debug -D CMAKE_CXX_FLAGS_DEBUG=-O0 -D CMAKE_UNITY_BUILD=ON "${launcher[@]}" -D HIGHWATER_BUILD_PROGRAM=ON \
    -D HIGHWATER_BUILD_EXAMPLES=OFF -D HIGHWATER_INSTALL=OFF -D HIGHWATER_GOOGLETEST_SOURCE=/usr/src/googletest \
    -D Boost_NO_BOOST_CMAKE=ON -D Boost_INCLUDE_DIR="$build/include" \
    -D HIGHWATER_FAST_FLOAT_INCLUDE_DIR="$build/include" -D HIGHWATER_NLOHMANN_JSON_INCLUDE_DIR="$build/include" \
    -D HIGHWATER_CLI11_INCLUDE_DIR="$build/include" >"$build/$name.log" || { cat "$build/$name.log" >&2; return 1; }
  cmake --build "$build/$name" --target "$@"
}

for machine in "$@"; do
  printf '\n==== %s\n' "$machine"
  case $machine in
    arm64)
      need aarch64-linux-gnu-g++ g++-aarch64-linux-gnu
      need qemu-aarch64 qemu-user
      build_for arm64 aarch64-linux-gnu highwater_program highwater_core_test highwater_growth_test highwater_records_test \
        highwater_results_compiled highwater_results_headers
      # The same bits as on x86: levels compares them with what is written down.
      ctest --test-dir "$build/arm64" --output-on-failure --no-tests=error -R '^(core|growth|records)\.|^levels\.(headers|baseline)$'
      ;;
    windows)
      need x86_64-w64-mingw32-g++-posix g++-mingw-w64-x86-64-posix
      build_for windows x86_64-w64-mingw32 highwater_program
      ;;
    *) printf 'cross: %s is not known\n' "$machine" >&2; exit 2 ;;
  esac
done
printf '\nBuilt for %s.\n' "$*"
