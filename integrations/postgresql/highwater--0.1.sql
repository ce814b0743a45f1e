-- Made known by CREATE EXTENSION highwater.
\echo Use "CREATE EXTENSION highwater" to load this file. \quit

CREATE TYPE hw_record AS (period text, value float8, previous_period text, previous_value float8, index bigint);
CREATE TYPE hw_streak AS (length bigint, first text, bounded_by_missing boolean);
CREATE TYPE hw_summary AS (latest text, value float8, growth_on_period float8, growth_on_year float8,
  trailing_mean float8, mean_before float8, year_to_date float8, fiscal_total float8, record_period text,
  record_value float8, records bigint, sets_record boolean, streak_on_period bigint, streak_on_year bigint);
CREATE TYPE hw_outlook AS (period text, point float8, lower float8, upper float8);

CREATE FUNCTION hw_combine(internal, internal) RETURNS internal
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION hw_serialize(internal) RETURNS bytea
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hw_deserialize(bytea, internal) RETURNS internal
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hw_add(internal, text, float8) RETURNS internal
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION hw_add(internal, text, float8, bigint) RETURNS internal
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION hw_add(internal, text, float8, text) RETURNS internal
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION hw_add(internal, text, float8, text, text, float8, float8) RETURNS internal
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION hw_record_final(internal) RETURNS hw_record
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE hw_record(period text, value float8) (
  SFUNC = hw_add, STYPE = internal, FINALFUNC = hw_record_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = hw_combine,
  SERIALFUNC = hw_serialize, DESERIALFUNC = hw_deserialize, PARALLEL = SAFE);
COMMENT ON AGGREGATE hw_record(text, float8) IS 'The record that stands.';

CREATE FUNCTION hw_streak_final(internal) RETURNS hw_streak
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE hw_streak(period text, value float8) (
  SFUNC = hw_add, STYPE = internal, FINALFUNC = hw_streak_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = hw_combine,
  SERIALFUNC = hw_serialize, DESERIALFUNC = hw_deserialize, PARALLEL = SAFE);
COMMENT ON AGGREGATE hw_streak(text, float8) IS 'The streak of growth on the year that goes on.';

CREATE FUNCTION hw_yoy_final(internal) RETURNS float8
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE hw_yoy(period text, value float8) (
  SFUNC = hw_add, STYPE = internal, FINALFUNC = hw_yoy_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = hw_combine,
  SERIALFUNC = hw_serialize, DESERIALFUNC = hw_deserialize, PARALLEL = SAFE);
COMMENT ON AGGREGATE hw_yoy(text, float8) IS 'Growth of the last period on the year, a fraction.';

CREATE FUNCTION hw_scan_final(internal) RETURNS hw_summary
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE hw_scan(period text, value float8) (
  SFUNC = hw_add, STYPE = internal, FINALFUNC = hw_scan_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = hw_combine,
  SERIALFUNC = hw_serialize, DESERIALFUNC = hw_deserialize, PARALLEL = SAFE);
COMMENT ON AGGREGATE hw_scan(text, float8) IS 'The latest observation, its growth, records, streaks, means and totals.';

CREATE FUNCTION hw_project_final(internal) RETURNS hw_outlook[]
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE hw_project(period text, value float8, horizon bigint) (
  SFUNC = hw_add, STYPE = internal, FINALFUNC = hw_project_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = hw_combine,
  SERIALFUNC = hw_serialize, DESERIALFUNC = hw_deserialize, PARALLEL = SAFE);
COMMENT ON AGGREGATE hw_project(text, float8, bigint) IS 'What is expected of the next periods, with 95 % intervals; unnest() makes rows of it.';

CREATE FUNCTION hw_check_final(internal) RETURNS text
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE hw_check(period text, value float8, about text, type text, figure float8, resolution float8) (
  SFUNC = hw_add, STYPE = internal, FINALFUNC = hw_check_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = hw_combine,
  SERIALFUNC = hw_serialize, DESERIALFUNC = hw_deserialize, PARALLEL = SAFE);
COMMENT ON AGGREGATE hw_check(text, float8, text, text, float8, float8) IS 'Whether a printed figure is true.';

CREATE FUNCTION hw_bulletin_final(internal) RETURNS text
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE hw_bulletin(period text, value float8, title text) (
  SFUNC = hw_add, STYPE = internal, FINALFUNC = hw_bulletin_final, FINALFUNC_MODIFY = READ_ONLY, COMBINEFUNC = hw_combine,
  SERIALFUNC = hw_serialize, DESERIALFUNC = hw_deserialize, PARALLEL = SAFE);
COMMENT ON AGGREGATE hw_bulletin(text, float8, text) IS 'What a release would say, in Markdown.';
