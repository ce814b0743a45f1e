# shellcheck shell=bash
# Sourced by the tests: servers in a temporary directory, where they end with the test. Their numbers name their sockets; no
# port is opened.
set -Eeuo pipefail
trap 'echo "failed at line $LINENO" >&2' ERR
programs=$(pg_config --bindir)
work=$(mktemp -d)
as=()
if [ "$(id -u)" -eq 0 ]; then # a server refuses to be root
  as=(runuser -u postgres --)
  chown postgres "$work"
fi
end() {
  local data
  for data in "$work"/data*; do
    "${as[@]}" "$programs/pg_ctl" -D "$data" -m immediate stop >/dev/null 2>&1 || true
  done
  rm -rf "$work"
}
trap end EXIT
cd "$work"
export PGHOST=$work PGPORT=1 PGUSER=owner PGDATABASE=postgres

# psql <argument...>, sql <argument...>: the second ends at an error. The first server is asked, unless -p names another.
psql() { "${as[@]}" "$programs/psql" -X -q -A -t "$@"; }
sql() { psql -v ON_ERROR_STOP=1 "$@"; }

# start <number>: a server that has the extension
start() {
  "${as[@]}" "$programs/initdb" -D "$work/data$1" -U owner -A trust -N >/dev/null
  "${as[@]}" "$programs/pg_ctl" -D "$work/data$1" -w -l "$work/log$1" \
    -o "-p $1 -c listen_addresses='' -c unix_socket_directories='$work' -c fsync=off" start >/dev/null
  sql -p "$1" -c 'CREATE EXTENSION highwater'
}
