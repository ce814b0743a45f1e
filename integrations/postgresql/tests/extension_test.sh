#!/usr/bin/env bash
# extension_test.sh <highwater_postgresql_expected>: a server of its own in a temporary directory, without a port.
. "$(dirname -- "${BASH_SOURCE[0]}")/server.sh"
start 1

sql -c "
CREATE TABLE t AS SELECT s AS series, to_char(DATE '2000-01-01' + make_interval(months => m), 'YYYY-MM') AS period,
  CASE WHEN (s * 31 + m) % 17 = 0 THEN NULL ELSE ((s * 7919 + m * 104729) % 1000 + 1 + m) / 8.0::float8 END AS value
  FROM generate_series(0, 499) s, generate_series(0, 239) m ORDER BY md5((s * 1000 + m)::text);
ANALYZE t;
CREATE TABLE expected (series int, record_period text, record_value float8, records bigint, growth float8, streak bigint,
  mean float8, to_date float8, outlook_period text, point float8, lower float8, upper float8)"
"$1" | sql -c "COPY expected FROM STDIN"

# The functions of the library bit for bit, by one process and by workers whose states are combined.
answers="SELECT series, (r).period, (r).value, (r).index, y, (k).length, (s).trailing_mean, (s).year_to_date, (p[3]).period,
  (p[3]).point, (p[3]).lower, (p[3]).upper FROM (SELECT series, hw_record(period, value) r, hw_yoy(period, value) y,
  hw_streak(period, value) k, hw_scan(period, value) s, hw_project(period, value, 3) p FROM t GROUP BY series) a"
workers="SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
  SET max_parallel_workers_per_gather = 2; SET enable_hashagg = on;"
for mode in "SET max_parallel_workers_per_gather = 0;" "$workers"; do
  [ "$(sql -c "$mode" -c "SELECT count(*) FROM expected")" = 500 ]
  differ=$(sql -c "$mode" -c "SELECT count(*) FROM ((TABLE expected EXCEPT ALL ($answers)) UNION ALL (($answers) EXCEPT ALL TABLE expected)) d")
  [ "$differ" = 0 ] || { echo "$differ rows differ under $mode" >&2; exit 1; }
done
sql -c "$workers" -c "EXPLAIN SELECT series, hw_yoy(period, value) FROM t GROUP BY series" >plan
grep -q 'Partial' plan && grep -q 'Gather' plan || { cat plan >&2; exit 1; }
# In a window, states are finished many times over.
[ "$(sql -c "SELECT max((r).value) = max(value) FROM (SELECT value, hw_record(period, value) OVER (ORDER BY period) r FROM t WHERE series = 1) a")" = t ]
sql -c "SELECT hw_bulletin(period, value, 'Exports') FROM t WHERE series = 3" | grep -q '^# Exports, December 2019'
[ "$(sql -c "SELECT (unnest(hw_project(period, value, 3))).* FROM t WHERE series = 3" | cut -d '|' -f 1 | tr '\n' ' ')" = '2020-01 2020-02 2020-03 ' ]

# A claim that is true and one that is not, in one process and in workers.
claims="SELECT hw_check(p, v, '2024-03', 'level', 30, 1) || '; ' || hw_check(p, v, '2024-03', 'level', 31, 1)
  FROM (VALUES ('2024-03', 30::float8), ('2024-01', 10), ('2024-02', 20)) AS r(p, v)"
sql -c "$claims" | grep -q '^certain: .*; impossible: '
for mode in "SET max_parallel_workers_per_gather = 0;" "$workers"; do
  sql -c "$mode" -c "SELECT series, hw_check(period, value, '2019-12', 'level', 100, 1) FROM t GROUP BY series ORDER BY series"
done >checked
[ "$(wc -l <checked)" = 1000 ] && [ "$(sort checked | uniq -c | awk '$1 != 2' | wc -l)" = 0 ]

# refused <words> <rows> [<call>]: an SQL error in the words of the library, and the process that had it goes on.
refused() {
  local out
  out=$(psql 2>&1 <<SQL
SELECT ${3:-hw_yoy(p, v)} FROM (VALUES $2) AS r(p, v);
SELECT 'goes on';
SQL
  )
  case $out in
    *"ERROR:  highwater: "*"$1"*'goes on'*) ;;
    *) echo "$2: $out" >&2; exit 1 ;;
  esac
}
for call in 'hw_record(p, v)' 'hw_yoy(p, v)' 'hw_streak(p, v)' 'hw_scan(p, v)' 'hw_project(p, v, 3)' "hw_check(p, v, '2024-01', 'level', 1, 1)" \
  "hw_bulletin(p, v, 't')"; do
  refused '2024-01 comes more than once' "('2024-01', 1.0::float8), ('2024-01', 2.0)" "$call"
  refused 'the value of 2024-02 is infinite' "('2024-01', 1.0::float8), ('2024-02', 'inf')" "$call"
  refused 'a quarterly period cannot be compared with a monthly one' "('2024-01', 1.0::float8), ('2024-Q2', 2.0)" "$call"
  refused '"2024-13" is not a period' "('2024-13', 1.0::float8)" "$call"
  refused 'the period of a value is NULL' "(NULL, 1.0::float8)" "$call"
done
refused 'must be the same in all rows' "('2024-01', 1.0::float8), ('2024-02', 2.0)" 'hw_project(p, v, v::bigint)'
refused 'argument 6 is NULL' "('2024-01', 1.0::float8)" "hw_check(p, v, '2024-01', 'level', 1, NULL)"
refused 'must be the same in all rows' "('2024-01', 1.0::float8), ('2024-02', 2.0)" "hw_check(p, v, '2024-01', 'level', v, 1)"
refused '"May" is not a period' "('2024-01', 1.0::float8)" "hw_check(p, v, 'May', 'level', 1, 1)"
refused 'argument 3 is NULL' "('2024-01', 1.0::float8)" 'hw_project(p, v, NULL::bigint)'
[ "$(sql -c "SELECT hw_yoy(period, value) IS NULL AND hw_record(period, value) IS NULL FROM t WHERE false")" = t ]
[ "$(sql -c "SELECT (hw_record(p, v)).value FROM (VALUES (NULL, NULL::float8), ('2024-01', 3)) AS r(p, v)")" = 3 ]

# Broken periods, infinite values and NULL by the thousand: some groups are refused, and the server stays.
sql -c "CREATE TABLE fuzz AS SELECT CASE WHEN i < 9000 THEN i / 20 ELSE 450 + (i - 9000) / 2 END AS g,
  (ARRAY['2024-01', '2024-Q' || i % 5, '2024', '', NULL, '2024-W5' || i % 5, '20' || i % 100, 'x'])[1 + abs(hashint4(i)) % 8] AS p,
  (ARRAY['inf', 'nan', NULL, '1e308', '-1e-320', '7'])[1 + abs(hashint4(i + 7)) % 6]::float8 AS v FROM generate_series(0, 9999) i"
sql -c "DO \$\$ DECLARE refused int := 0; BEGIN
  FOR n IN 0..949 LOOP
    BEGIN PERFORM hw_scan(p, v), hw_record(p, v) FROM fuzz WHERE g = n;
    EXCEPTION WHEN OTHERS THEN
      IF SQLERRM NOT LIKE 'highwater: %' THEN RAISE; END IF;
      refused := refused + 1;
    END;
  END LOOP;
  IF refused < 450 OR refused = 950 THEN RAISE 'refused %', refused; END IF;
END \$\$"
# Answers and errors leave no memory behind: pages of the process and bytes of its contexts, before and after 100 rounds.
rounds() {
  echo "DO \$\$ BEGIN FOR n IN 1..$1 LOOP
    PERFORM hw_scan(period, value), hw_project(period, value, 3), hw_record(period, value) FROM t WHERE series < 20 GROUP BY series;
    BEGIN PERFORM hw_scan(p, v) FROM fuzz WHERE g = n; EXCEPTION WHEN OTHERS THEN END;
  END LOOP; END \$\$"
}
used="SELECT split_part(pg_read_file('/proc/self/statm'), ' ', 2)::bigint * 4096 AS pages, sum(total_bytes)::bigint AS contexts FROM pg_backend_memory_contexts"
sql >"$work/memory" <<SQL
$(rounds 20);
$used;
$(rounds 100);
$used;
SQL
awk -F '|' 'NR == 1 { pages = $1; contexts = $2 } END { exit !(NR == 2 && pages > 0 && $1 - pages < 1e6 && $2 - contexts < 1e5) }' "$work/memory" ||
  { cat "$work/memory" >&2; exit 1; }
if grep -E 'PANIC|terminated by signal' "$work/log1" >&2; then exit 1; fi
echo 'The extension answers as the library does.'
