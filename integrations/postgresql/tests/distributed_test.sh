#!/usr/bin/env bash
# Three servers, a table partitioned by series over them: the aggregates run where the rows are, and the answers are those
# of one server, bit for bit.
. "$(dirname -- "${BASH_SOURCE[0]}")/server.sh"
servers='1 2 3'
for server in $servers; do start "$server"; done
rows="SELECT s AS series, to_char(DATE '2000-01-01' + make_interval(months => m), 'YYYY-MM') AS period,
  ((s * 7919 + m * 104729) % 1000 + 1 + m) / 7.0::float8 AS value FROM generate_series(0, 299) s, generate_series(0, 119) m"
sql -c "CREATE EXTENSION postgres_fdw" -c "CREATE TABLE whole AS $rows" \
  -c "CREATE TABLE exports (series int, period text, value float8) PARTITION BY RANGE (series)"
for server in $servers; do
  from=$(((server - 1) * 100)) to=$((server * 100))
  sql -p "$server" -c "CREATE TABLE shard AS SELECT * FROM ($rows) r WHERE series >= $from AND series < $to ORDER BY md5(period)"
  sql -c "CREATE SERVER shard$server FOREIGN DATA WRAPPER postgres_fdw
      OPTIONS (host '$work', port '$server', dbname 'postgres', extensions 'highwater')" \
    -c "CREATE USER MAPPING FOR owner SERVER shard$server OPTIONS (user 'owner')" \
    -c "CREATE FOREIGN TABLE exports$server PARTITION OF exports FOR VALUES FROM ($from) TO ($to)
      SERVER shard$server OPTIONS (table_name 'shard')"
done
ask() { echo "SELECT series, hw_record(period, value) r, hw_yoy(period, value) y, hw_scan(period, value) s FROM $1 GROUP BY series"; }
partitioned='SET enable_partitionwise_aggregate = on'
sql -c "$partitioned" -c "EXPLAIN (VERBOSE, COSTS OFF) $(ask exports)" >plan
# Each server is asked for the aggregate, and none is computed here.
if [ "$(grep -c 'Remote SQL: SELECT.*hw_record(period, value).*GROUP BY' plan)" -ne 3 ] || grep -qE '(Hash|Group)Aggregate' plan; then
  cat plan >&2
  exit 1
fi
differ=$(sql -c "$partitioned" -c "SELECT count(*) FROM ($(ask exports)) a FULL JOIN ($(ask whole)) b USING (series)
  WHERE (a.r, a.y, a.s)::text IS DISTINCT FROM (b.r, b.y, b.s)::text")
[ "$differ" = 0 ] || { echo "$differ series differ" >&2; exit 1; }
echo 'Three servers answer as one does.'
