#!/usr/bin/env bash
# Compares the interface of the shared library with that of an earlier commit, the last tag unless one is named. Run by hand;
# needs abidiff (Debian: abigail-tools):
#   tests/install/abi.sh [COMMIT]
# It fails if programs that were linked with the earlier library would break, although the name of the library is the same.
set -Eeuo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

earlier=${1:-$(git describe --tags --abbrev=0 2>/dev/null || true)}
[ -n "$earlier" ] || { echo 'abi: there is no tag yet, so nothing to compare with; name a commit' >&2; exit 2; }
command -v abidiff >/dev/null || { echo 'abi: needs abidiff (Debian: abigail-tools)' >&2; exit 2; }

scratch=$(mktemp -d)
trap 'git worktree remove --force "$scratch/source"; rm -rf "$scratch"' EXIT
git worktree add --detach "$scratch/source" "$earlier"

launcher=()
if command -v ccache >/dev/null; then launcher=(-D CMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
make_library() { # make_library <source> <build>: with what abidiff reads of types
  cmake -S "$1" -B "$2" -G Ninja -D CMAKE_BUILD_TYPE=Debug -D CMAKE_CXX_FLAGS_DEBUG='-O0 -g' -D BUILD_SHARED_LIBS=ON \
    "${launcher[@]}" -D HIGHWATER_BUILD_TESTS=OFF -D HIGHWATER_BUILD_EXAMPLES=OFF >/dev/null
  cmake --build "$2" --target highwater
}
make_library "$scratch/source" "$scratch/build"
make_library . build/abi
name() { readelf --dynamic "$1" | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p'; }
before=$scratch/build/libhighwater.so after=build/abi/libhighwater.so
if [ "$(name "$before")" != "$(name "$after")" ]; then
  printf '%s is now %s: programs have to be built anew anyway.\n' "$(name "$before")" "$(name "$after")"
  exit 0
fi
status=0
abidiff --headers-dir1 "$scratch/source/include" --headers-dir2 include --drop-private-types "$before" "$after" || status=$?
[ $((status & 8)) -eq 0 ] || { printf '\nIncompatible with %s.\n' "$earlier"; exit 1; }
[ $((status & 3)) -eq 0 ] || exit "$status"
printf '\nNothing known to break with %s.\n' "$earlier"
