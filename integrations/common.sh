# shellcheck shell=bash
# Sourced by the run of each room: finds what the room needs, and builds the library once for all rooms.
set -Eeuo pipefail
integrations=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=${integrations%/*}
build=$root/build/integrations

say() { printf '%s: %s\n' "${0#"$root"/}" "$*" >&2; }
trap 'say "failed at line $LINENO"' ERR

# skip <what>: ends the room, which integrations/run tells from a failure.
skip() {
  say "skipped, because $* is not installed"
  exit 77
}

# install_debian <package...>: nothing missing, nothing done, and no network needed. With HIGHWATER_INSTALL=no the room is
# skipped instead.
install_debian() {
  local package missing='' as_root=''
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=" $package"
  done
  [ -n "$missing" ] || return 0
  [ "${HIGHWATER_INSTALL:-}" != no ] || skip "${missing# }"
  [ "$(id -u)" -eq 0 ] || as_root=sudo
  say "installing$missing"
  $as_root apt-get update -q
  # shellcheck disable=SC2086  # a list of words
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}

# build_cmake <source> <build> <argument of cmake...>
build_cmake() {
  local source=$1 into=$2
  shift 2
  local launcher=()
  if command -v ccache >/dev/null; then launcher=(-D CMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
  cmake -S "$source" -B "$into" -G Ninja -D CMAKE_BUILD_TYPE=Release "${launcher[@]}" "$@" >"$into.log" ||
    { cat "$into.log" >&2; return 1; }
  cmake --build "$into"
}

# The library, fit for a shared object, installed where find_package(highwater) of each room looks. HIGHWATER_BUILD may name
# a directory where it is built already.
build_library() {
  local from=${HIGHWATER_BUILD:-$root/build/library}
  mkdir -p "$build"
  install_debian cmake ninja-build g++ libeigen3-dev libboost-dev libfast-float-dev nlohmann-json3-dev
  if [ -z "${HIGHWATER_BUILD:-}" ]; then
    build_cmake "$root" "$from" -D CMAKE_POSITION_INDEPENDENT_CODE=ON -D HIGHWATER_BUILD_TESTS=OFF \
      -D HIGHWATER_BUILD_EXAMPLES=OFF -D HIGHWATER_WARNINGS_AS_ERRORS=OFF
  elif ! grep -qE '^CMAKE_POSITION_INDEPENDENT_CODE:[A-Z]+=(ON|1)$' "$from/CMakeCache.txt"; then
    say "the library in $from cannot be a part of a shared object: configure it with CMAKE_POSITION_INDEPENDENT_CODE=ON"
    return 1
  fi
  cmake --install "$from" --prefix "$build/prefix" --component development >/dev/null
}

# The test table of all rooms, in $build/table.
build_table() {
  build_cmake "$integrations/table" "$build/table_program" -D "CMAKE_PREFIX_PATH=$build/prefix"
  [ "$build/table/refused.csv" -nt "$build/table_program/highwater_table" ] && return
  rm -rf "$build/table"
  mkdir -p "$build/table.part"
  "$build/table_program/highwater_table" "$build/table.part"
  mv "$build/table.part" "$build/table"
}

# build_shared: what all rooms need, once in a run of several.
build_shared() {
  [ -z "${highwater_shared:-}" ] || return 0
  build_library
  build_table
  export highwater_shared=yes
}

# build_room <room> <argument of cmake...>: builds the room with the library, below $build.
build_room() {
  local room=$1
  shift
  build_shared
  build_cmake "$integrations/$room" "$build/$room" -D "CMAKE_PREFIX_PATH=$build/prefix" \
    -D "HIGHWATER_TABLE=$build/table" --no-warn-unused-cli "$@"
}
