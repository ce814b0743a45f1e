#!/usr/bin/env bash
# times.sh <highwater_postgresql_in_memory> [<series>]: prints the tables of the README. Without a number of series 100 000; a
# million take 30 GB of disk and half an hour.
. "$(dirname -- "${BASH_SOURCE[0]}")/server.sh"
in_memory=$1 series=${2:-100000}
options='-c shared_buffers=1GB -c work_mem=3GB -c max_parallel_workers=8 -c wal_level=minimal -c max_wal_senders=0
  -c max_wal_size=8GB -c jit=off -c autovacuum=off'
for server in 1 2 3; do start "$server"; done
for server in 1 2 3; do
  "${as[@]}" "$programs/pg_ctl" -D "$work/data$server" -w -l "$work/log$server" -m fast \
    -o "-p $server -c listen_addresses='' -c unix_socket_directories='$work' -c fsync=off ${options//$'\n'/ }" restart >/dev/null
done

# make <server> <from> <to>: the table t of these series, in their order
make() {
  sql -p "$1" -c "CREATE UNLOGGED TABLE t (series int, period text, value float8)" -c "INSERT INTO t SELECT s, period,
    ((s * 7919 + m * 104729) % 1000 + 1 + m) / 8.0::float8 FROM generate_series($2::bigint, $3 - 1) s,
    (SELECT m, to_char(DATE '2000-01-01' + make_interval(months => m), 'YYYY-MM') AS period FROM generate_series(0, 239) m ORDER BY m) months" \
    -c 'VACUUM ANALYZE t'
}
# seconds <server> <settings> <query> [<repetitions>]: the best of three, and what it gives
seconds() {
  local i best=''
  for i in $(seq "${4:-3}"); do
    sql -p "$1" -c "$2" -c '\timing on' -c "$3" >timed
    best=$(awk -v best="$best" '/^Time:/ { t = $2 / 1000; print (best == "" || t < best) ? t : best }' timed)
  done
  grep -v '^Time:' timed >given
  echo "$best"
}
same_given() { # <file>: to 13 digits, for sums depend on their order
  paste -d '|' given "$1" | awk -F '|' '{ n = NF / 2; for (i = 1; i <= n; ++i) { d = $i - $(n + i); if ($i != $(n + i) && (d == 0 || d * d > 1e-26 * $i * $i)) exit 1 } }' ||
    { echo "the answers differ: $(cat given "$1")" >&2; exit 1; }
}

# ---- the same questions by the server's own windows, over an index that has the rows in order
echo "| 2.4 million rows, one process | rows a second | time of the server's windows / ours |"
echo '|---|---|---|'
sql -c "CREATE TABLE w AS SELECT s AS series, (DATE '2000-01-01' + make_interval(months => m))::date AS period,
    ((s * 7919 + m * 104729) % 1000 + 1 + m) / 8.0::float8 AS value FROM generate_series(0, 9999) s, generate_series(0, 239) m" \
  -c "CREATE INDEX ON w (series, period) INCLUDE (value)"
sql -c "VACUUM ANALYZE w"
in_order='OVER (PARTITION BY series ORDER BY period)'
growth="value / lag(value, 12) $in_order - 1 AS g"
windows() { # <what> <ours> <theirs>: rows of numbers for each series, summed
  local ours theirs
  ours=$(seconds 1 'SET max_parallel_workers_per_gather = 0' "$2")
  cp given ours
  theirs=$(seconds 1 'SET max_parallel_workers_per_gather = 0' "$3")
  same_given ours
  awk -v what="$1" -v ours="$ours" -v theirs="$theirs" \
    'BEGIN { printf "| %s | %.1f million | %.1f |\n", what, 2.4 / ours, theirs / ours }'
}
months="extract(year FROM p) * 12 + extract(month FROM p)"
ours_month() { echo "split_part($1, '-', 1)::int * 12 + split_part($1, '-', 2)::int"; }
windows 'the record, its holder before, how many there were' \
  "SELECT sum((r).value), sum((r).previous_value), sum((r).index), sum($(ours_month '(r).period')), sum($(ours_month '(r).previous_period'))
    FROM (SELECT hw_record(period, value) r FROM w GROUP BY series) a" \
  "SELECT sum(v), sum(b), sum(n), sum(${months//p/r}), sum(${months//p/q}) FROM (SELECT series, max(value) v, max(before) b, count(*) n,
    max(period) r, max(holder) q FROM (SELECT *, lag(period) $in_order AS holder FROM (SELECT *, max(value) OVER (PARTITION BY series
    ORDER BY period ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM w) running
    WHERE before IS NULL OR value > before) records GROUP BY series) a"
windows 'latest growth on the year' 'SELECT sum(y) FROM (SELECT hw_yoy(period, value) y FROM w GROUP BY series) a' \
  "SELECT sum(g) FROM (SELECT $growth, lead(period) $in_order IS NULL AS last FROM w) a WHERE last"
windows 'streak of growth on the year' \
  'SELECT sum((k).length) FROM (SELECT hw_streak(period, value) k FROM w GROUP BY series) a' \
  "SELECT sum(length) FROM (SELECT max(n) - max(CASE WHEN g > 0 THEN 0 ELSE n END) AS length FROM (SELECT series, $growth,
    row_number() $in_order AS n FROM w) a GROUP BY series) b"
sql -c 'DROP TABLE w'

# ---- many series, on one server and on three
make 1 0 "$series"
question() { echo "SELECT count(*), sum((s).growth_on_year), sum((s).record_value) FROM (SELECT hw_scan(period, value) s FROM $1 GROUP BY series) a"; }
read -r memory on_year high < <("$in_memory" "$series")
echo "$series|$on_year|$high" >expected
rows=$((series * 240))
line() { # <where> <seconds>
  awk -v where="$1" -v seconds="$2" -v rows="$rows" -v memory="$memory" \
    'BEGIN { printf "| %s | %.1f | %.2f million | %.0f |\n", where, seconds, rows / seconds / 1e6, seconds / memory }'
}
times=$((series > 200000 ? 1 : 3))
printf '\n| hw_scan of %s series of 240 months | seconds | rows a second | time / that of the scan in memory |\n|---|---|---|---|\n' "$series"
line 'monitor::scan in memory, one thread' "$memory"
plain='SELECT count(*), sum(y), sum(h) FROM (SELECT sum(value) y, max(value) h, max(period) p FROM t GROUP BY series) a'
line 'one process, `sum(value)`, `max(value)` and `max(period)` instead' "$(seconds 1 'SET max_parallel_workers_per_gather = 0' "$plain" "$times")"
for workers in 0 1 2; do
  before="SET max_parallel_workers_per_gather = $workers"
  took=$(seconds 1 "$before" "$(question t)" "$times")
  same_given expected
  line "one server, $workers workers" "$took"
  sql -c "$before" -c "EXPLAIN (COSTS OFF) $(question t)" >"plan$workers"
done
sql -c 'CREATE EXTENSION postgres_fdw' -c 'CREATE TABLE exports (series int, period text, value float8) PARTITION BY RANGE (series)'
for server in 1 2 3; do
  from=$(((server - 1) * series / 3)) to=$((server * series / 3))
  [ "$server" -ne 1 ] || sql -c 'ALTER TABLE t RENAME TO whole'
  make "$server" "$from" "$to"
  sql -c "CREATE SERVER shard$server FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$work', port '$server',
      dbname 'postgres', extensions 'highwater', async_capable 'true', fetch_size '10000')" \
    -c "CREATE USER MAPPING FOR owner SERVER shard$server OPTIONS (user 'owner')" \
    -c "CREATE FOREIGN TABLE exports$server PARTITION OF exports FOR VALUES FROM ($from) TO ($to)
      SERVER shard$server OPTIONS (table_name 't')"
done
for server in 1 2 3; do sql -p "$server" -c 'ALTER SYSTEM SET max_parallel_workers_per_gather = 0' -c 'SELECT pg_reload_conf()' >/dev/null; done
before='SET enable_partitionwise_aggregate = on'
took=$(seconds 1 "$before" "$(question exports)" "$times")
same_given expected
line 'three servers, a process each' "$took"
sql -c "$before" -c "EXPLAIN (COSTS OFF) $(question exports)" >plan3
if [ -n "${PLANS:-}" ]; then tail -n 20 plan? >&2; fi
