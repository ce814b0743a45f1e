-- Made known by CREATE EXTENSION highwater.
\echo Use "CREATE EXTENSION highwater" to load this file. \quit

CREATE TYPE hw_record AS (period text, value float8, previous_period text, previous_value float8, index bigint);
CREATE TYPE hw_streak AS (length bigint, first text, bounded_by_missing boolean);
CREATE TYPE hw_summary AS (latest text, value float8, growth_on_period float8, growth_on_year float8,
  trailing_mean float8, mean_before float8, year_to_date float8, fiscal_total float8, record_period text,
  record_value float8, records bigint, sets_record boolean, streak_on_period bigint, streak_on_year bigint);
CREATE TYPE hw_outlook AS (period text, point float8, lower float8, upper float8);
CREATE TYPE hw_finding AS (claim text, verdict text, reason text);
-- Arrays do not belong to an extension by themselves, and postgres_fdw sends only what belongs to it to another server.
ALTER EXTENSION highwater ADD TYPE hw_outlook[];
ALTER EXTENSION highwater ADD TYPE hw_finding[];

CREATE FUNCTION hw_combine(internal, internal) RETURNS internal
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION hw_serialize(internal) RETURNS bytea
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hw_deserialize(bytea, internal) RETURNS internal
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

-- Each aggregate over periods that are text, and over days.
DO $make$
DECLARE
  made record;
  label record;
BEGIN
  FOR made IN VALUES
    ('hw_record', '', 'hw_record', 'The record that stands.'),
    ('hw_streak', '', 'hw_streak', 'The streak of growth on the year that goes on.'),
    ('hw_yoy', '', 'float8', 'Growth of the last period on the year, a fraction.'),
    ('hw_scan', '', 'hw_summary', 'The latest observation, its growth, records, streaks, means and totals.'),
    ('hw_project', ', horizon bigint', 'hw_outlook[]',
      'What is expected of the next periods, with 95 % intervals; unnest() makes rows of it.'),
    ('hw_check', ', about text, type text, figure float8, resolution float8', 'hw_finding[]',
      'What the data say of each claim of a printed figure; unnest() makes rows of it.'),
    ('hw_bulletin', ', title text, unit text', 'text', 'What a release would say, in Markdown.')
  LOOP
    EXECUTE format($sql$CREATE FUNCTION %s_final(internal) RETURNS %s
      AS 'MODULE_PATHNAME', 'hw_final' LANGUAGE C IMMUTABLE PARALLEL SAFE$sql$, made.column1, made.column3);
    FOR label IN VALUES ('text', ''), ('date', '_day') LOOP
      EXECUTE format($sql$CREATE FUNCTION %s_add(state internal, period %s, value float8%s) RETURNS internal
        AS 'MODULE_PATHNAME', '%1$s_add%4$s' LANGUAGE C IMMUTABLE PARALLEL SAFE$sql$,
        made.column1, label.column1, made.column2, label.column2);
      EXECUTE format($sql$CREATE AGGREGATE %s(period %s, value float8%s) (SFUNC = %1$s_add, STYPE = internal,
        FINALFUNC = %1$s_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = hw_combine, SERIALFUNC = hw_serialize,
        DESERIALFUNC = hw_deserialize, PARALLEL = SAFE)$sql$, made.column1, label.column1, made.column2);
      EXECUTE format('COMMENT ON AGGREGATE %s(period %s, value float8%s) IS %L',
        made.column1, label.column1, made.column2, made.column4);
    END LOOP;
  END LOOP;
END
$make$;
