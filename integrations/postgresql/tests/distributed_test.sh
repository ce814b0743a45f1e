#!/usr/bin/env bash
# distributed_test.sh <folder of the test table>: three servers, a table partitioned by series over them. The aggregates run
# where the rows are, and the answers are those of the library and of one server, bit for bit.
. "$(dirname -- "${BASH_SOURCE[0]}")/server.sh"
servers='1 2 3'
for server in $servers; do start "$server"; done
load whole "$1"
load_expected "$1"
sql -c "CREATE EXTENSION postgres_fdw" \
  -c "CREATE TABLE exports (series int, period text, value float8) PARTITION BY RANGE (series)"
for server in $servers; do
  from=$(((server - 1) * 400)) to=$((server * 400))
  sql -p "$server" -c "CREATE TABLE shard (series int, period text, value float8)"
  sql -c "COPY (SELECT * FROM whole WHERE series >= $from AND series < $to) TO STDOUT" | sql -p "$server" -c "COPY shard FROM STDIN"
  sql -c "CREATE SERVER shard$server FOREIGN DATA WRAPPER postgres_fdw
      OPTIONS (host '$work', port '$server', dbname 'postgres', extensions 'highwater')" \
    -c "CREATE USER MAPPING FOR owner SERVER shard$server OPTIONS (user 'owner')" \
    -c "CREATE FOREIGN TABLE exports$server PARTITION OF exports FOR VALUES FROM ($from) TO ($to)
      SERVER shard$server OPTIONS (table_name 'shard')"
done
aggregated='(^|->  )((Partial|Finalize) )?(Hash|Group)?Aggregate' # a node of the plan
partitioned='SET enable_partitionwise_aggregate = on'

# explained <words> <query>: each server is asked for the words, and no aggregate is computed here.
explained() {
  sql -c "$partitioned" -c "EXPLAIN (VERBOSE, COSTS OFF) $2" >plan
  if [ "$(grep -c "Remote SQL: SELECT.*$1.*GROUP BY" plan)" -ne 3 ] || grep -qE "$aggregated" plan; then
    cat plan >&2
    exit 1
  fi
}
explained 'hw_record(period, value)' "$(answers exports)"
same expected "$(answers exports)" "$partitioned"
lists() {
  echo "SELECT series, hw_project(period, value, 2), hw_check(period, value, '2019-12', 'level', 100, 1),
    hw_bulletin(period, value, 'Exports', 'US\$ million') FROM $1 WHERE series % 100 = 0 GROUP BY series"
}
explained 'hw_bulletin(period, value, ' "$(lists exports)"
same "($(lists whole))" "$(lists exports)" "$partitioned"

# Groups whose rows lie on several servers are not pushed down: the rows meet here. Years out of the numbers of series.
across() { echo "SELECT period, (hw_record((series % 1000 + 1000)::text, value)).* FROM $1 GROUP BY period"; }
sql -c "$partitioned" -c "EXPLAIN (VERBOSE, COSTS OFF) $(across exports)" >plan
if ! grep -qE "$aggregated" plan || grep -q 'Remote SQL: .*hw_record' plan; then
  cat plan >&2
  exit 1
fi
same "($(across whole))" "$(across exports)" "$partitioned"
echo 'Three servers answer as one does.'
