#!/usr/bin/env bash
# Proves both quickstart commands where nothing is installed: a minimal Debian in a temporary directory, made from the
# package source that this system is set up with. Run by hand, as root, on Debian or Ubuntu:
#   sudo tests/install/fresh_debian.sh
# shellcheck disable=SC2016  # what is in single quotes is expanded elsewhere
set -Eeuo pipefail
shopt -s inherit_errexit

suite=bookworm
project=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '\n==== %s\n' "$*"; }
fail() { printf '\nfresh_debian: %s\n' "$*" >&2; exit 1; }
trap 'printf "\nfresh_debian: failed in line %s\n" "$LINENO" >&2' ERR

[ "$(id -u)" -eq 0 ] || fail 'needs root, for chroot and mount'
command -v debootstrap >/dev/null || { apt-get update && apt-get install -y --no-install-recommends debootstrap; }

# The system's own package source and its settings, by apt's account of them.
mirror=$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' |
  sed -n "s/^$suite //p" | sed -n 1p)
mirror=${mirror:-http://deb.debian.org/debian}
http_proxy=$(apt-config dump --format '%v' Acquire::http::Proxy)
[ -z "$http_proxy" ] || export http_proxy

scratch=$(mktemp -d)
root=$scratch/debian
mkdir "$root"
clean_up() {
  if mountpoint -q "$root/proc"; then umount "$root/proc" || return; fi
  rm -rf --one-file-system "$scratch"
}
trap clean_up EXIT

say "a minimal Debian $suite from $mirror"
debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$scratch/debootstrap.log" ||
  { tail -n 20 "$scratch/debootstrap.log"; fail 'debootstrap failed'; }
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/resolv.conf"
printf 'Dpkg::Use-Pty "false";\n' >"$root/etc/apt/apt.conf.d/90no-terminal"
apt-config dump Acquire | grep -E '^Acquire::(https?::|Check-|Max-)' >"$root/etc/apt/apt.conf.d/90host" || true

mkdir "$root/opt/highwater"
tar -C "$project" --exclude=./build --exclude=./.git -cf - . | tar -C "$root/opt/highwater" --no-same-owner -xf -

inside() { # runs a command line inside, in a directory that is not the project's
  chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM="${TERM:-dumb}" \
    bash -c "cd / && $1" </dev/null
}
timed() { # timed <name> <command line>: its output also goes to a log
  local begin=$SECONDS
  say "$2"
  inside "$2" 2>&1 | tee "$scratch/$1.log"
  printf '%s: %d s\n' "$2" $((SECONDS - begin)) >>"$scratch/times"
}

inside '! command -v c++ && ! command -v g++ && ! command -v cmake && ! test -e /usr/include/eigen3' ||
  fail 'the new system is not as bare as it should be'

timed first /opt/highwater/quickstart
expected=$project/examples/press_release.expected.txt
head -n -4 "$scratch/first.log" | tail -n "$(wc -l <"$expected")" | diff -u "$expected" - ||
  fail 'the bulletin is not the last thing printed but for where its page and chart are and how to see them'

# Once more, through a link, with an apt-get that fails: nothing is missing, so it must not be called.
ln -s /opt/highwater/quickstart "$root/usr/local/bin/highwater-quickstart"
mkdir "$root/broken"
printf '#!/bin/sh\nexit 1\n' >"$root/broken/apt-get"
chmod +x "$root/broken/apt-get"
timed again 'PATH=/broken:$PATH /usr/local/bin/highwater-quickstart'

timed tests '/opt/highwater/quickstart test'
grep -q '^100% tests passed' "$scratch/tests.log" || fail 'not all tests passed'
timed tests_again 'PATH=/broken:$PATH /opt/highwater/quickstart test'

say 'both commands work on a bare Debian'
cat "$scratch/times"
