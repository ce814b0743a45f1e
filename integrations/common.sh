# shellcheck shell=bash
# Sourced by the run of each room: finds what the room needs, and builds the library once for all rooms.
set -Eeuo pipefail
integrations=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=${integrations%/*}
build=$root/build/integrations

say() { printf '%s: %s\n' "${0#"$root"/}" "$*" >&2; }
trap 'say "failed at line $LINENO"' ERR

# install_debian <package...>: nothing missing, nothing done, and no network needed.
install_debian() {
  local package missing='' as_root=''
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=" $package"
  done
  [ -n "$missing" ] || return 0
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

# The library, static and fit for a shared object, installed where find_package(highwater) of each room looks.
build_library() {
  mkdir -p "$build"
  install_debian cmake ninja-build g++ libeigen3-dev libboost-dev libfast-float-dev nlohmann-json3-dev
  build_cmake "$root" "$root/build/library" -D CMAKE_POSITION_INDEPENDENT_CODE=ON -D HIGHWATER_BUILD_TESTS=OFF \
    -D HIGHWATER_BUILD_EXAMPLES=OFF -D HIGHWATER_WARNINGS_AS_ERRORS=OFF
  cmake --install "$root/build/library" --prefix "$build/prefix" >/dev/null
}

# build_room <room> <argument of cmake...>: builds the room with the library, below $build.
build_room() {
  local room=$1
  shift
  build_library
  build_cmake "$integrations/$room" "$build/$room" -D "CMAKE_PREFIX_PATH=$build/prefix" "$@"
}
