/*
 * Aggregates over the rows of one series. A state keeps the rows, in whatever order and from however many workers they
 * come, in the memory context of the aggregate; the library sees them when a group is done.
 */
/* postgres.h has to be the first of all headers. */
/* clang-format off */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "datatype/timestamp.h"
#include "fmgr.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

#include "answers.h"
/* clang-format on */

PG_MODULE_MAGIC;

/* What follows period and value, the same in all rows of a group. */
typedef struct Argument {
  const char* name;
  Oid type;
} Argument;

typedef struct Aggregate {
  const char* name;
  Argument arguments[HW_ARGUMENTS + 1]; /* to the first without a name */
} Aggregate;

static const Aggregate aggregates[] = {
    [HW_RECORD] = {"hw_record", {{NULL, InvalidOid}}},
    [HW_STREAK] = {"hw_streak", {{NULL, InvalidOid}}},
    [HW_YOY] = {"hw_yoy", {{NULL, InvalidOid}}},
    [HW_SCAN] = {"hw_scan", {{NULL, InvalidOid}}},
    [HW_PROJECT] = {"hw_project", {{"horizon", INT8OID}}},
    [HW_CHECK] = {"hw_check",
                  {{"about", TEXTOID}, {"type", TEXTOID}, {"figure", FLOAT8OID}, {"resolution", FLOAT8OID}}},
    [HW_BULLETIN] = {"hw_bulletin", {{"title", TEXTOID}, {"unit", TEXTOID}}},
};

typedef struct State {
  enum hw_question question;
  bool days;
  int64 count; /* at least one */
  int64 capacity;
  struct hw_row* rows;
  union hw_argument arguments[HW_ARGUMENTS];
} State;

/* The library speaks UTF-8. */
static const char* to_server(const char* text, size_t length) {
  if (GetDatabaseEncoding() == PG_SQL_ASCII) return text;
  return pg_any_to_server(text, (int)length, PG_UTF8);
}
static const char* from_server(const char* text, size_t length) { return pg_server_to_any(text, (int)length, PG_UTF8); }

static void pg_attribute_noreturn() fail(enum hw_question question, const char* words) {
  ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
                  errmsg("%s: %s", aggregates[question].name, to_server(words, strlen(words)))));
}

static MemoryContext context_of(FunctionCallInfo fcinfo) {
  MemoryContext context;
  if (!AggCheckCallContext(fcinfo, &context)) elog(ERROR, "called outside of an aggregate");
  return context;
}

static State* make_state(MemoryContext context, enum hw_question question, bool days, int64 capacity) {
  State* state = MemoryContextAllocZero(context, sizeof(State));
  state->question = question;
  state->days = days;
  state->capacity = Max(capacity, 16);
  state->rows = MemoryContextAllocHuge(context, (Size)state->capacity * sizeof(struct hw_row));
  return state;
}

static void make_room(State* state, int64 more) {
  if (state->count + more <= state->capacity) return;
  state->capacity = Max(2 * state->capacity, state->count + more);
  state->rows = repalloc_huge(state->rows, (Size)state->capacity * sizeof(struct hw_row));
}

static union hw_argument argument_of(FunctionCallInfo fcinfo, int place, Oid type) {
  union hw_argument argument;
  if (type == INT8OID)
    argument.whole = PG_GETARG_INT64(place);
  else if (type == FLOAT8OID)
    argument.number = PG_GETARG_FLOAT8(place);
  else
    argument.text = text_to_cstring(PG_GETARG_TEXT_PP(place));
  return argument;
}

/* Keeps the arguments of the first row, in the context, and compares those of all others with them. */
static void take_arguments(State* state, const union hw_argument* arguments, bool first, MemoryContext context) {
  for (int i = 0; aggregates[state->question].arguments[i].name != NULL; ++i) {
    const Argument* argument = &aggregates[state->question].arguments[i];
    union hw_argument* kept = &state->arguments[i];
    bool same = true;
    if (first) {
      *kept = arguments[i];
      if (argument->type == TEXTOID) kept->text = MemoryContextStrdup(context, arguments[i].text);
    } else if (argument->type == INT8OID) {
      same = kept->whole == arguments[i].whole;
    } else if (argument->type == FLOAT8OID) {
      same = kept->number == arguments[i].number;
    } else {
      same = strcmp(kept->text, arguments[i].text) == 0;
    }
    if (!same) fail(state->question, psprintf("%s must be the same in all rows of a group", argument->name));
  }
}

/* A row: period, value and the arguments. */
static Datum add(FunctionCallInfo fcinfo, enum hw_question question, bool days) {
  MemoryContext context = context_of(fcinfo);
  State* state = PG_ARGISNULL(0) ? NULL : (State*)PG_GETARG_POINTER(0);
  union hw_argument arguments[HW_ARGUMENTS];
  struct hw_row row;
  const char* error;
  bool first = state == NULL;

  if (PG_ARGISNULL(1)) {
    if (!PG_ARGISNULL(2)) fail(question, "the period of a value is NULL");
    if (first) PG_RETURN_NULL();
    PG_RETURN_POINTER(state); /* no observation, as of an outer join */
  }
  row.value = PG_ARGISNULL(2) ? NAN : PG_GETARG_FLOAT8(2);
  if (days) {
    error = hw_read_day((int64)PG_GETARG_DATEADT(1) + POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE, &row);
  } else {
    text* period = PG_GETARG_TEXT_PP(1);
    const char* words = from_server(VARDATA_ANY(period), VARSIZE_ANY_EXHDR(period));
    error = hw_read_period(words, words == VARDATA_ANY(period) ? VARSIZE_ANY_EXHDR(period) : strlen(words), &row);
  }
  if (error != NULL) fail(question, error);
  for (int i = 0; aggregates[question].arguments[i].name != NULL; ++i) {
    if (PG_ARGISNULL(i + 3)) fail(question, psprintf("%s is NULL", aggregates[question].arguments[i].name));
    arguments[i] = argument_of(fcinfo, i + 3, aggregates[question].arguments[i].type);
  }
  if (first) state = make_state(context, question, days, 16);
  take_arguments(state, arguments, first, context);
  make_room(state, 1);
  state->rows[state->count++] = row;
  PG_RETURN_POINTER(state);
}

#define ADDS(name, question)                                                 \
  PG_FUNCTION_INFO_V1(name);                                                 \
  Datum name(PG_FUNCTION_ARGS) { return add(fcinfo, question, false); }      \
  PG_FUNCTION_INFO_V1(name##_day);                                           \
  Datum name##_day(PG_FUNCTION_ARGS) { return add(fcinfo, question, true); } \
  extern int highwater_needs_a_semicolon
ADDS(hw_record_add, HW_RECORD);
ADDS(hw_streak_add, HW_STREAK);
ADDS(hw_yoy_add, HW_YOY);
ADDS(hw_scan_add, HW_SCAN);
ADDS(hw_project_add, HW_PROJECT);
ADDS(hw_check_add, HW_CHECK);
ADDS(hw_bulletin_add, HW_BULLETIN);

PG_FUNCTION_INFO_V1(hw_combine);
Datum hw_combine(PG_FUNCTION_ARGS) {
  MemoryContext context = context_of(fcinfo);
  State* into = PG_ARGISNULL(0) ? NULL : (State*)PG_GETARG_POINTER(0);
  State* from = PG_ARGISNULL(1) ? NULL : (State*)PG_GETARG_POINTER(1);
  bool first = into == NULL;

  if (from == NULL) {
    if (first) PG_RETURN_NULL();
    PG_RETURN_POINTER(into);
  }
  if (first) into = make_state(context, from->question, from->days, from->count);
  take_arguments(into, from->arguments, first, context);
  make_room(into, from->count);
  memcpy(into->rows + into->count, from->rows, (Size)from->count * sizeof(struct hw_row));
  into->count += from->count;
  PG_RETURN_POINTER(into);
}

/* Between processes of one server: the question, the arguments, the rows. */
PG_FUNCTION_INFO_V1(hw_serialize);
Datum hw_serialize(PG_FUNCTION_ARGS) {
  State* state = (State*)PG_GETARG_POINTER(0);
  Size rows = (Size)state->count * sizeof(struct hw_row);
  StringInfoData bytes;

  if (rows > MaxAllocSize / 2)
    ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
                    errmsg("%s: a group of " INT64_FORMAT " rows is too large for a worker",
                           aggregates[state->question].name, state->count)));
  pq_begintypsend(&bytes);
  pq_sendbyte(&bytes, (uint8)state->question);
  pq_sendbyte(&bytes, state->days);
  for (int i = 0; aggregates[state->question].arguments[i].name != NULL; ++i) {
    switch (aggregates[state->question].arguments[i].type) {
      case INT8OID:
        pq_sendint64(&bytes, (uint64)state->arguments[i].whole);
        break;
      case FLOAT8OID:
        pq_sendfloat8(&bytes, state->arguments[i].number);
        break;
      default:
        pq_sendbytes(&bytes, state->arguments[i].text, (int)strlen(state->arguments[i].text) + 1);
    }
  }
  pq_sendint64(&bytes, (uint64)state->count);
  pq_sendbytes(&bytes, (const char*)state->rows, (int)rows);
  PG_RETURN_BYTEA_P(pq_endtypsend(&bytes));
}

/* hw_combine copies what it keeps, so the state need not outlive the call of that. */
PG_FUNCTION_INFO_V1(hw_deserialize);
Datum hw_deserialize(PG_FUNCTION_ARGS) {
  bytea* given = PG_GETARG_BYTEA_PP(0);
  StringInfoData bytes;
  State* state;
  enum hw_question question;
  bool days;

  context_of(fcinfo);
  bytes.data = VARDATA_ANY(given);
  bytes.len = bytes.maxlen = (int)VARSIZE_ANY_EXHDR(given);
  bytes.cursor = 0;
  question = (enum hw_question)pq_getmsgbyte(&bytes);
  days = pq_getmsgbyte(&bytes) != 0;
  state = make_state(CurrentMemoryContext, question, days, 0);
  for (int i = 0; aggregates[question].arguments[i].name != NULL; ++i) {
    switch (aggregates[question].arguments[i].type) {
      case INT8OID:
        state->arguments[i].whole = pq_getmsgint64(&bytes);
        break;
      case FLOAT8OID:
        state->arguments[i].number = pq_getmsgfloat8(&bytes);
        break;
      default:
        state->arguments[i].text = bytes.data + bytes.cursor;
        bytes.cursor += (int)strlen(state->arguments[i].text) + 1;
    }
  }
  state->count = pq_getmsgint64(&bytes);
  make_room(state, 0);
  pq_copymsgbytes(&bytes, (char*)state->rows, (int)((Size)state->count * sizeof(struct hw_row)));
  pq_getmsgend(&bytes);
  PG_RETURN_POINTER(state);
}

/* The type that the function returns, found once in a query. */
typedef struct Returned {
  TupleDesc fields; /* NULL: a value */
  Oid element;      /* of an array; InvalidOid: no array */
} Returned;

static const Returned* returned_by(FunctionCallInfo fcinfo) {
  Returned* returned = fcinfo->flinfo->fn_extra;
  Oid type;
  MemoryContext before;

  if (returned != NULL) return returned;
  type = get_func_rettype(fcinfo->flinfo->fn_oid);
  before = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
  returned = palloc0(sizeof(Returned));
  returned->element = get_element_type(type);
  if (OidIsValid(returned->element)) type = returned->element;
  if (type_is_rowtype(type)) returned->fields = lookup_rowtype_tupdesc_copy(type, -1);
  MemoryContextSwitchTo(before);
  fcinfo->flinfo->fn_extra = returned;
  return returned;
}

static Datum datum_of(const struct hw_cell* cell) {
  const char* words;
  switch (cell->kind) {
    case HW_NUMBER:
      return Float8GetDatum(cell->number);
    case HW_WHOLE:
      return Int64GetDatum(cell->whole);
    case HW_FLAG:
      return BoolGetDatum(cell->whole != 0);
    case HW_TEXT:
      words = to_server(cell->text, cell->length);
      return PointerGetDatum(words == cell->text ? cstring_to_text_with_len(cell->text, (int)cell->length)
                                                 : cstring_to_text(words));
    default:
      return (Datum)0;
  }
}

static Datum row_of(const struct hw_cell* cells, TupleDesc fields) {
  Datum values[MaxTupleAttributeNumber];
  bool nulls[MaxTupleAttributeNumber];
  for (int i = 0; i < fields->natts; ++i) {
    values[i] = datum_of(&cells[i]);
    nulls[i] = cells[i].kind == HW_NULL;
  }
  return HeapTupleGetDatum(heap_form_tuple(fields, values, nulls));
}

PG_FUNCTION_INFO_V1(hw_final);
Datum hw_final(PG_FUNCTION_ARGS) {
  State* state = PG_ARGISNULL(0) ? NULL : (State*)PG_GETARG_POINTER(0);
  const Returned* returned;
  union hw_argument arguments[HW_ARGUMENTS];
  struct hw_series series;
  struct hw_answer answer;
  const char* error;
  Datum* rows;

  context_of(fcinfo);
  if (state == NULL) PG_RETURN_NULL();
  for (int i = 0; i < HW_ARGUMENTS; ++i) {
    arguments[i] = state->arguments[i];
    if (aggregates[state->question].arguments[i].name == NULL) break;
    if (aggregates[state->question].arguments[i].type == TEXTOID)
      arguments[i].text = from_server(arguments[i].text, strlen(arguments[i].text));
  }
  returned = returned_by(fcinfo);
  series.rows = state->rows;
  series.count = (size_t)state->count;
  series.days = state->days;
  error = hw_ask(state->question, &series, arguments, &answer);
  if (error != NULL) fail(state->question, error);
  if (returned->fields != NULL && (size_t)returned->fields->natts != answer.columns)
    elog(ERROR, "%s gives %zu fields", aggregates[state->question].name, answer.columns);
  if (!OidIsValid(returned->element)) {
    if (answer.rows == 0) PG_RETURN_NULL();
    if (returned->fields != NULL) PG_RETURN_DATUM(row_of(answer.cells, returned->fields));
    if (answer.cells->kind == HW_NULL) PG_RETURN_NULL();
    PG_RETURN_DATUM(datum_of(answer.cells));
  }
  if (answer.rows == 0) PG_RETURN_ARRAYTYPE_P(construct_empty_array(returned->element));
  rows = palloc(answer.rows * sizeof(Datum));
  for (size_t i = 0; i < answer.rows; ++i) rows[i] = row_of(answer.cells + i * answer.columns, returned->fields);
  PG_RETURN_ARRAYTYPE_P(construct_array(rows, (int)answer.rows, returned->element, -1, false, TYPALIGN_DOUBLE));
}
