# shellcheck shell=bash
# Sourced by ./quickstart and .ci/run: finds what a build needs and is missing and, where there is apt-get, installs it.
# Plain enough for the bash 3.2 of macOS.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

has_command() { command -v "$1" >/dev/null 2>&1; }

has_compiler() {
  if [ -n "${CXX:-}" ]; then
    has_command "${CXX%% *}" || { say "CXX is '$CXX', which is not there"; exit 1; }
  else
    has_command c++ || has_command g++ || has_command clang++
  fi
}

# A header below any include directory that CMake would look in too.
has_header() {
  local prefix IFS=':'
  for prefix in ${CMAKE_PREFIX_PATH:-} /usr/local /usr /opt/homebrew; do
    [ -f "$prefix/include/$1" ] && return 0
  done
  return 1
}

# The libraries that the sanitizers of clang++ are linked with.
has_sanitizers() {
  has_command clang++ || return 1
  local found
  found=$(find "$(clang++ -print-resource-dir)/lib" -name 'libclang_rt.asan*' -print -quit 2>/dev/null)
  [ -n "$found" ]
}

# libc++ of that version of LLVM.
has_libcxx() { [ -f "/usr/lib/llvm-$1/include/c++/v1/vector" ] && [ -e "/usr/lib/llvm-$1/lib/libc++abi.a" ]; }

# need <apt> <dnf> <pacman> <brew> <check...>: notes the package under its four names if the check fails.
need() {
  local apt=$1 dnf=$2 pacman=$3 brew=$4
  shift 4
  "$@" && return
  missing_apt+=" $apt" missing_dnf+=" $dnf" missing_pacman+=" $pacman" missing_brew+=" $brew"
}

# What builds the pages of docs/, and nothing of the library.
need_for_docs() {
  need doxygen doxygen doxygen doxygen has_command doxygen
  need python3-sphinx python3-sphinx python-sphinx sphinx-doc has_command sphinx-build
  need python3-breathe python3-breathe python-breathe breathe has_sphinx_module breathe
  need python3-myst-parser python3-myst-parser python-myst-parser myst-parser has_sphinx_module myst_parser
  need furo python3-furo python-furo furo has_sphinx_module furo
}

# A module of the Python that runs sphinx-build, which need not be the first on the path.
has_sphinx_module() {
  has_command sphinx-build || return 1
  local interpreter
  interpreter=$(sed -n '1s/^#! *//p' "$(command -v sphinx-build)")
  # shellcheck disable=SC2086  # it may be "/usr/bin/env python3"
  $interpreter -c "import $1" 2>/dev/null
}

# install_packages quickstart|test|docs|ci: nothing missing, nothing done, and no network needed.
install_packages() {
  missing_apt='' missing_dnf='' missing_pacman='' missing_brew=''
  case $1 in docs | ci) need_for_docs ;; esac
  [ "$1" = docs ] || need_for_builds "$1"
  [ -n "$missing_apt" ] || return 0
  install_missing
}

need_for_builds() {
  need cmake cmake cmake cmake has_command cmake
  need ninja-build ninja-build ninja ninja has_command ninja
  need g++ gcc-c++ gcc gcc has_compiler
  need libeigen3-dev eigen3-devel eigen eigen has_header eigen3/Eigen/Core
  need libboost-dev boost-devel boost boost has_header boost/math/distributions/students_t.hpp
  need libfast-float-dev fast_float-devel fast_float fast_float has_header fast_float/fast_float.h
  need nlohmann-json3-dev json-devel nlohmann-json nlohmann-json has_header nlohmann/json.hpp
  if [ "$1" != quickstart ]; then
    need libgtest-dev gtest-devel gtest googletest has_header gtest/gtest.h
    need libcli11-dev cli11-devel cli11 cli11 has_header CLI/CLI.hpp
  fi
  if [ "$1" = ci ]; then
    need clang clang clang llvm has_command clang++
    need llvm llvm llvm llvm has_command llvm-cov
    need lld lld lld lld has_command ld.lld
    need clang-format clang-tools-extra clang llvm has_command clang-format
    need clang-tidy clang-tools-extra clang llvm has_command clang-tidy
    need libclang-rt-14-dev compiler-rt compiler-rt llvm has_sanitizers
    need clang-19 clang clang llvm has_command clang++-19
    need libc++-19-dev libcxx-devel libc++ llvm has_libcxx 19
    need libc++abi-19-dev libcxxabi-devel libc++abi llvm has_libcxx 19
    need googletest gtest-devel gtest googletest test -f /usr/src/googletest/googletest/src/gtest-all.cc
    need libbenchmark-dev google-benchmark-devel benchmark google-benchmark has_header benchmark/benchmark.h
  fi
}

install_missing() {
  if ! has_command apt-get; then
    if has_command dnf; then say "first install what is missing:  sudo dnf install$missing_dnf"
    elif has_command pacman; then say "first install what is missing:  sudo pacman -S$missing_pacman"
    elif has_command brew; then say "first install what is missing:  brew install$missing_brew"
    else say "first install what is missing (by their Debian names):$missing_apt"; fi
    exit 1
  fi

  local as_root=''
  if [ "$(id -u)" -ne 0 ]; then
    has_command sudo || { say "first run as root:  apt-get install$missing_apt"; exit 1; }
    as_root=sudo
  fi
  say "installing with ${as_root:+sudo }apt-get:$missing_apt"
  $as_root apt-get update
  # shellcheck disable=SC2086  # a list of words
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing_apt
}
