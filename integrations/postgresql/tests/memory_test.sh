#!/usr/bin/env bash
# memory_test.sh <folder of the test table> <module that lets allocations fail>: memory that ends is an SQL error, and none is
# left behind.
. "$(dirname -- "${BASH_SOURCE[0]}")/server.sh"
cp "$2" failing.so
start 1 "LD_PRELOAD=$work/failing.so"
load t "$1"
calls="hw_record(period, value)
hw_streak(period, value)
hw_yoy(period, value)
hw_scan(period, value)
hw_project(period, value, 3)
hw_check(period, value, '2001-12', 'yoy_pct', 5, 1)
hw_bulletin(period, value, 'A title that is longer than a short string', 'US\$ million')"

# Allocations of C++ that fail one after the other, in each function, in one process that lives through all of it and then
# answers as before. All of them for what allocates little, 60 for what allocates much. (One or two may be refused without
# harm: a sort then does without its buffer.)
sql -c "CREATE FUNCTION fail_at(bigint) RETURNS bigint AS '$work/failing', 'fail_at' LANGUAGE C STRICT" \
  -c 'CREATE TABLE calls (call text)'
sql -c 'COPY calls FROM STDIN' <<<"$calls"
sql >said <<'SQL'
SELECT pg_backend_pid() AS process, fail_at(0) AS none \gset
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE failed AS SELECT call, 0::bigint AS allocations, 0 AS tried, 0 AS failed FROM calls;
DO $$
DECLARE
  asked record;
  query text;
  before text;
  after text;
  allocations bigint;
  place bigint;
BEGIN
  FOR asked IN TABLE calls LOOP
    query := format('SELECT (%s)::text FROM t WHERE series = 3', asked.call);
    EXECUTE query INTO before;
    PERFORM fail_at(0);
    EXECUTE query INTO before;
    allocations := fail_at(0);
    place := 1;
    WHILE place <= allocations LOOP
      BEGIN
        PERFORM fail_at(place);
        EXECUTE query INTO after;
        PERFORM fail_at(0);
        IF after <> before THEN RAISE 'another answer of %: %', query, after; END IF;
      EXCEPTION WHEN OTHERS THEN
        PERFORM fail_at(0);
        IF SQLERRM <> split_part(asked.call, '(', 1) || ': memory has ended' THEN RAISE; END IF;
        UPDATE failed SET failed = failed.failed + 1 WHERE call = asked.call;
      END;
      UPDATE failed SET tried = tried + 1, allocations = place WHERE call = asked.call;
      place := place + 1 + allocations / 60;
    END LOOP;
    EXECUTE query INTO after;
    IF after <> before THEN RAISE 'another answer of %: %', query, after; END IF;
  END LOOP;
END $$;
SELECT call, tried, failed FROM failed WHERE failed < tried - 2 OR tried < 5;
SELECT count(*) FROM failed;
SELECT pg_backend_pid() = :process;
SQL
[ "$(tr '\n' ' ' <said)" = '7 t ' ] || { cat said >&2; exit 1; }

# A process whose address space is bounded while a group of 200 000 rows is asked for: the server's own allocations fail, or
# the library's, or there is enough.
sql -c "CREATE TABLE days AS SELECT DATE '1500-01-01' + i AS p, 1.0::float8 AS v FROM generate_series(0, 199999) i"
{
  echo "SET max_parallel_workers_per_gather = 0; SELECT hw_yoy(p, v) FROM days; SELECT pg_backend_pid() AS process \\gset"
  echo '\setenv BACKEND :process'
  for megabytes in 0 1 2 3 4 5 6 8 10 12 16 20 24 32 64; do
    echo '\! prlimit --pid "$BACKEND" --as=$(($(cut -d " " -f 1 "/proc/$BACKEND/statm") * 4096 + '"$megabytes"' * 1048576)):'
    echo "SELECT hw_yoy(p, v) FROM days;"
    echo '\! prlimit --pid "$BACKEND" --as=unlimited:'
  done
  echo "SELECT hw_yoy(p, v) FROM days; SELECT pg_backend_pid() = :process;"
} >bounded.sql
psql -f bounded.sql >said 2>&1
for words in 'ERROR:  out of memory' 'ERROR:  hw_yoy: memory has ended'; do
  grep -q "$words" said || { cat said >&2; exit 1; }
done
sed -E '/ERROR:  (out of memory|hw_yoy: memory has ended)/d' said >others
never 'ERROR|FATAL|PANIC|closed' others
[ "$(tail -n 2 said | tr '\n' ' ')" = '0 t ' ]

# Answers and errors leave no memory behind: pages of the process and bytes of its contexts, before and after 1000 rounds.
rounds() {
  echo "DO \$\$ BEGIN FOR n IN 1..$1 LOOP
    PERFORM $(tr '\n' ',' <<<"$calls" | sed 's/,$//') FROM few GROUP BY series;
    BEGIN PERFORM hw_scan(period, 'inf') FROM few; EXCEPTION WHEN OTHERS THEN END;
    BEGIN PERFORM hw_bulletin(period, value, period, '') FROM few; EXCEPTION WHEN OTHERS THEN END;
  END LOOP; END \$\$"
}
used="SELECT split_part(pg_read_file('/proc/self/statm'), ' ', 2)::bigint * 4096 AS pages, sum(total_bytes)::bigint AS contexts FROM pg_backend_memory_contexts"
sql >memory <<SQL
CREATE TEMP TABLE few AS SELECT series, period, value FROM t WHERE series = 2 AND period < '2002-01';
$(rounds 50);
$used;
$(rounds 1000);
$used;
SQL
awk -F '|' 'NR == 1 { pages = $1; contexts = $2 } END { exit !(NR == 2 && pages > 0 && $1 - pages < 2e6 && $2 - contexts < 1e5) }' memory ||
  { cat memory >&2; exit 1; }
never 'PANIC|terminated by signal' log1
echo "Memory that ends is an error, and none is left behind: $(tr '\n' ' ' <memory)"
