#!/usr/bin/env bash
# Makes the Debian packages, asks lintian of them, installs them, uses them, and removes them. Run by hand, as root, on Debian
# or Ubuntu where highwater is not installed:
#   sudo tests/install/deb.sh
set -Eeuo pipefail
project=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
build=$project/build/deb

fail() { printf '\ndeb: %s\n' "$*" >&2; exit 1; }
trap 'printf "\ndeb: failed in line %s\n" "$LINENO" >&2' ERR

[ "$(id -u)" -eq 0 ] || fail 'needs root, for apt-get'
if [ -e /usr/include/highwater ] || [ -e /usr/bin/highwater ]; then fail 'highwater is installed here'; fi
for tool in lintian dpkg-shlibdeps file fakeroot; do
  command -v "$tool" >/dev/null || apt-get install -y --no-install-recommends lintian dpkg-dev file fakeroot
done

launcher=()
if command -v ccache >/dev/null; then launcher=(-D CMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
rm -f "$build"/*.deb
cmake -S "$project" -B "$build" -G Ninja -D CMAKE_BUILD_TYPE=Release -D CMAKE_INSTALL_PREFIX=/usr "${launcher[@]}" \
  -D HIGHWATER_BUILD_PROGRAM=ON -D HIGHWATER_BUILD_TESTS=OFF -D HIGHWATER_BUILD_EXAMPLES=OFF >"$build.log" ||
  { cat "$build.log"; fail 'configuring failed'; }
cmake --build "$build"
(cd "$build" && cpack)

version=$(sed -n 's/^#define HIGHWATER_VERSION_[A-Z]* \([0-9]*\)$/\1/p' "$project/include/highwater/version.hpp" | paste -sd.)
for package in libhighwater-dev highwater; do
  [ -f "$build/${package}_$version-1_$(dpkg --print-architecture).deb" ] || fail "no $package of version $version"
done
# A package that is not uploaded has no bug report that it closes.
lintian --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs "$build"/*.deb

export DEBIAN_FRONTEND=noninteractive
apt-get install -y --no-install-recommends "$build"/*.deb
remove() { apt-get remove -y libhighwater-dev highwater >/dev/null; }
trap remove EXIT
highwater describe "$project/examples/data/pakistan_it_exports.csv"
bash -n /usr/share/bash-completion/completions/highwater
zcat /usr/share/man/man1/highwater.1.gz | grep -q '^\.TH' || fail 'no page of the manual'
cmake -S "$project/tests/install/find_package" -B "$build/user" -G Ninja -D CMAKE_BUILD_TYPE=Debug \
  -D HIGHWATER_SOURCE="$project" >/dev/null
cmake --build "$build/user" --target compiled header_only
"$build/user/compiled"
"$build/user/header_only"

remove
trap - EXIT
if [ -e /usr/include/highwater ] || [ -e /usr/bin/highwater ] || [ -e /usr/share/doc/libhighwater-dev ]; then
  fail 'removing left something behind'
fi
printf '\nBoth packages are made, installed, used and removed.\n'
