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

# never <argument of grep...>: ends the test where grep finds something.
never() {
  if grep -E "$@" >&2; then exit 1; fi
}

# start <number> [<variable>=<value>...]: a server that has the extension
start() {
  "${as[@]}" "$programs/initdb" -D "$work/data$1" -U owner -A trust -N -E UTF8 --locale=C >/dev/null
  "${as[@]}" env "${@:2}" "$programs/pg_ctl" -D "$work/data$1" -w -l "$work/log$1" \
    -o "-p $1 -c listen_addresses='' -c unix_socket_directories='$work' -c fsync=off" start >/dev/null
  sql -p "$1" -c 'CREATE EXTENSION highwater'
}

# load <table> <folder of the test table>: its rows.csv, in an order of no meaning
load() {
  sql -c "CREATE TABLE $1 (series int, period text, value float8)"
  sql -c "COPY $1 FROM STDIN (FORMAT csv, HEADER, NULL '\N')" <"$2/rows.csv"
  sql -c "ANALYZE $1"
}

# load_expected <folder of the test table>: what the library says of the rows
load_expected() {
  sql -c "CREATE TABLE expected (series int, latest text, value float8, growth_on_period float8, growth_on_year float8,
    trailing_mean float8, year_to_date float8, record_period text, record_value float8, streak_on_year bigint,
    mean_before float8, fiscal_total float8, records bigint, sets_record boolean, streak_on_period bigint,
    previous_period text, previous_value float8, yoy float8, streak bigint, streak_first text, streak_bounded boolean)"
  sql -c "COPY expected FROM STDIN (FORMAT csv, HEADER)" <"$1/expected.csv"
  [ "$(sql -c 'SELECT count(*) FROM expected')" = 1000 ]
}

# answers <table> [<period>]: a query that gives the columns of `expected`, over periods that are text or days
answers() {
  local period=${2:-period}
  echo "SELECT series, (s).latest, (s).value, (s).growth_on_period, (s).growth_on_year, (s).trailing_mean, (s).year_to_date,
    (r).period, (r).value, (s).streak_on_year, (s).mean_before, (s).fiscal_total, (r).index, (s).sets_record,
    (s).streak_on_period, (r).previous_period, (r).previous_value, y, (k).length, (k).first, (k).bounded_by_missing
    FROM (SELECT series, hw_record($period, value) r, hw_yoy($period, value) y, hw_streak($period, value) k,
    hw_scan($period, value) s FROM $1 GROUP BY series) a
    WHERE (s).record_period = (r).period AND (s).record_value = (r).value AND (s).records = (r).index"
}

# same <table> <query> [<command before them>...]: the rows are the same bits; numbers are compared as text, in which no two
# doubles are equal.
same() {
  local table=$1 query=$2 command before=() differ
  shift 2
  for command in "$@"; do before+=(-c "$command"); done
  differ=$(sql "${before[@]}" -c "SELECT count(*) FROM ((SELECT e::text FROM $table e EXCEPT ALL SELECT a::text FROM ($query) a)
    UNION ALL (SELECT a::text FROM ($query) a EXCEPT ALL SELECT e::text FROM $table e)) d")
  [ "$differ" = 0 ] || { echo "$differ rows differ: $query" >&2; exit 1; }
}
