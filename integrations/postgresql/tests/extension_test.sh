#!/usr/bin/env bash
# extension_test.sh <folder of the test table>: the answers are those of the library, on a server of its own in a temporary
# directory, without a port.
. "$(dirname -- "${BASH_SOURCE[0]}")/server.sh"
start 1
load t "$1"
load_expected "$1"
sql -c "CREATE TABLE outlook (series int, period text, point float8, lower float8, upper float8)"
sql -c "COPY outlook FROM STDIN (FORMAT csv, HEADER)" <"$1/outlook.csv"

# The functions of the library bit for bit, by one process and by workers whose states are combined.
alone='SET max_parallel_workers_per_gather = 0'
workers="SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
  SET max_parallel_workers_per_gather = 2; SET enable_hashagg = on"
outlook="SELECT series, (unnest(hw_project(period, value, 3))).* FROM t WHERE series < 50 GROUP BY series"
for mode in "$alone" "$workers"; do
  same expected "$(answers t)" "$mode"
  same outlook "$outlook" "$mode"
done
sql -c "$workers" -c "EXPLAIN $(answers t)" >plan
grep -q 'Partial' plan && grep -q 'Gather' plan || { cat plan >&2; exit 1; }
# Days stand for the months that they start.
same expected "$(answers t "to_date(period, 'YYYY-MM')")"
# In a window, states are finished many times over.
[ "$(sql -c "SELECT bool_and((r).value = m) FROM (SELECT hw_record(period, value) OVER w r, max(value) OVER w m FROM t WHERE series = 1 WINDOW w AS (ORDER BY period)) a")" = t ]

# Claims that are true and false, and bulletins: in one process and in workers, and rows out of lists.
claims="SELECT claim, verdict FROM unnest((SELECT hw_check(p, v, '2024-03', 'level', f, 1) FROM (VALUES ('2024-03', 30::float8),
  ('2024-01', 10), ('2024-02', 20)) AS r(p, v))) WHERE reason <> ''"
[ "$(sql -c "${claims/f, 1/30, 1}" -c "${claims/f, 1/31, 1}" | cut -d '|' -f 2 | tr '\n' ' ')" = 'certain impossible ' ]
for mode in "$alone" "$workers"; do
  sql -c "$mode" -c "SELECT series, hw_check(period, value, '2019-12', 'level', 100, 1),
    hw_bulletin(period, value, 'Exports of ' || series, 'US\$ million') FROM t WHERE series < 20 GROUP BY series ORDER BY series" >"told ${#mode}"
done
cmp told*
[ "$(grep -c 'Exports of .*, December 2019' "told ${#alone}")" -ge 18 ] # the others have no value in December

# A server that does not speak UTF-8 is given its own letters, and asks in them.
sql -c "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0"
latin() { PGDATABASE=latin PGCLIENTENCODING=UTF8 sql "$@"; }
latin -c 'CREATE EXTENSION highwater' -c "SELECT hw_bulletin(p, v, 'Thé', 'kg') FROM (VALUES ('2024-01', 1::float8), ('2024-02', 3)) AS r(p, v)" |
  grep -q '^# Thé, February 2024'
(latin -c "SELECT hw_yoy('thé', 1)" 2>&1 || true) | grep -q 'hw_yoy: "thé" is not a period'
# It goes as it came, and is dumped by its name alone.
sql -c 'CREATE TABLE kept AS SELECT hw_project(period, value, 2) AS outlook FROM t WHERE series = 1'
"${as[@]}" "$programs/pg_dump" -s >dump
grep -q 'CREATE EXTENSION' dump
never 'CREATE (TYPE|FUNCTION|AGGREGATE)' dump
sql -c 'DROP EXTENSION highwater CASCADE' 2>/dev/null
[ "$(sql -c "SELECT count(*) FROM pg_proc WHERE proname LIKE 'hw\_%'" -c "SELECT count(*) FROM pg_type WHERE typname LIKE '%hw\_%'" | tr '\n' ' ')" = '0 0 ' ]
sql -c 'CREATE EXTENSION highwater' -c 'SELECT hw_yoy(period, value) IS NULL FROM t WHERE series = 1' >/dev/null
echo 'The extension answers as the library does.'
