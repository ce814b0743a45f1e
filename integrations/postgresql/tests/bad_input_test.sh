#!/usr/bin/env bash
# bad_input_test.sh <folder of the test table>: bad rows are SQL errors in the words of the library, and the process that
# had them goes on.
. "$(dirname -- "${BASH_SOURCE[0]}")/server.sh"
start 1

# refused <words> <rows> [<call>]
refused() {
  local out
  out=$(psql 2>&1 <<SQL
SELECT ${3:-hw_yoy(p, v)} FROM (VALUES $2) AS r(p, v);
SELECT 'goes on';
SQL
  )
  case $out in
    *"ERROR:  $1"*'goes on'*) ;;
    *) echo "$2: $out" >&2; exit 1 ;;
  esac
}
for call in 'hw_record(p, v)' 'hw_yoy(p, v)' 'hw_streak(p, v)' 'hw_scan(p, v)' 'hw_project(p, v, 3)' "hw_check(p, v, '2024-01', 'level', 1, 1)" \
  "hw_bulletin(p, v, 't', 'u')"; do
  name=${call%%(*}
  refused "$name: 2024-01 comes more than once" "('2024-01', 1.0::float8), ('2024-01', 2.0)" "$call"
  refused "$name: the value of 2024-02 is infinite" "('2024-01', 1.0::float8), ('2024-02', 'inf')" "$call"
  refused "$name: a quarterly period cannot be compared with a monthly one" "('2024-01', 1.0::float8), ('2024-Q2', 2.0)" "$call"
  refused "$name: \"2024-13\" is not a period" "('2024-13', 1.0::float8)" "$call"
  refused "$name: the period of a value is NULL" "(NULL, 1.0::float8)" "$call"
  refused "$name: a daily period lies outside the years 0 to 9999" "('infinity'::date, 1.0::float8)" "$call"
  refused "$name: one or two dates could stand for days" "(DATE '2024-01-01', 1.0::float8)" "$call"
done
refused 'hw_project: horizon must be the same in all rows of a group' "('2024-01', 1.0::float8), ('2024-02', 2.0)" 'hw_project(p, v, v::bigint)'
refused 'hw_project: horizon is NULL' "('2024-01', 1.0::float8)" 'hw_project(p, v, NULL::bigint)'
refused 'hw_check: resolution is NULL' "('2024-01', 1.0::float8)" "hw_check(p, v, '2024-01', 'level', 1, NULL)"
refused 'hw_check: figure must be the same in all rows of a group' "('2024-01', 1.0::float8), ('2024-02', 2.0)" "hw_check(p, v, '2024-01', 'level', v, 1)"
refused 'hw_check: "May" is not a period' "('2024-01', 1.0::float8)" "hw_check(p, v, 'May', 'level', 1, 1)"
refused 'hw_bulletin: unit must be the same in all rows of a group' "('2024-01', 1.0::float8), ('2024-02', 2.0)" "hw_bulletin(p, v, 't', p)"

# Nothing is NULL.
sql -c "CREATE TABLE t AS SELECT '2024-01' AS period, 1.0::float8 AS value"
[ "$(sql -c "SELECT hw_yoy(period, value) IS NULL AND hw_record(period, value) IS NULL AND hw_project(period, value, 3) IS NULL FROM t WHERE false")" = t ]
[ "$(sql -c "SELECT hw_record(period, NULL) IS NULL FROM t")" = t ]
[ "$(sql -c "SELECT (hw_record(p, v)).value FROM (VALUES (NULL, NULL::float8), ('2024-01', 3)) AS r(p, v)")" = 3 ]

# 10 000 rows with infinite, huge and tiny values, NULL, broken periods, two frequencies and duplicates: each function says
# of each group what the library says, and one process lives through all of it.
sql -c "CREATE TABLE fuzz (g int, n int, period text, value float8, about text);
  CREATE TABLE refused (g int, function text, words text, answer text)"
sql -c "COPY fuzz FROM STDIN (FORMAT csv, HEADER, NULL '\N')" <"$1/fuzz.csv"
sql -c "COPY refused FROM STDIN (FORMAT csv, HEADER, NULL '\N')" <"$1/refused.csv"
sql >said <<'SQL'
SELECT pg_backend_pid() AS process \gset
SET max_parallel_workers_per_gather = 0;
DO $$
DECLARE
  asked record;
  words text;
  told text;
BEGIN
  FOR asked IN SELECT * FROM refused JOIN (VALUES ('hw_record', 'hw_record(period, value)'), ('hw_streak', 'hw_streak(period, value)'),
    ('hw_yoy', 'hw_yoy(period, value)'), ('hw_scan', 'hw_scan(period, value)'), ('hw_project', 'hw_project(period, value, 2)'),
    ('hw_check', $c$(SELECT string_agg(claim || ': ' || verdict || ': ' || reason, chr(10))
      FROM unnest(hw_check(period, value, about, 'level', 7, 1)))$c$),
    ('hw_bulletin', $c$hw_bulletin(period, value, '"T", t\', 'u')$c$)) AS calls(function, call) USING (function)
  LOOP
    words := NULL;
    told := NULL;
    BEGIN
      EXECUTE format('SELECT %s FROM (SELECT * FROM fuzz WHERE g = %s ORDER BY n) ordered', asked.call, asked.g) INTO told;
    EXCEPTION WHEN OTHERS THEN
      words := SQLERRM;
    END;
    IF words IS DISTINCT FROM asked.function || ': ' || asked.words OR told <> asked.answer OR (told IS NULL AND asked.answer IS NOT NULL) THEN
      RAISE 'group %, %: % and not %; % and not %', asked.g, asked.function, words, asked.words, told, asked.answer;
    END IF;
  END LOOP;
END $$;
SELECT count(*) > 1000 AND count(words) > 500 AND count(*) - count(words) > 500 AND count(answer) > 100 FROM refused;
SELECT count(*) = 10000 FROM fuzz;
SELECT pg_backend_pid() = :process;
SQL
[ "$(tr '\n' ' ' <said)" = 't t t ' ] || { cat said >&2; exit 1; }
# All groups at once, in workers.
for call in 'hw_record(period, value)' "hw_bulletin(period, value, 't', 'u')"; do
  psql -c "SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0" \
    -c "SELECT g, $call FROM fuzz GROUP BY g" >/dev/null 2>error || true
  grep -q "ERROR:  ${call%%(*}: " error
done
never 'PANIC|terminated by signal' log1
echo 'Bad rows are errors in words, and the server goes on.'
