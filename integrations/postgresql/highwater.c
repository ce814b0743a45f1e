/*
 * Aggregates over the rows of one series. A state keeps the rows, in whatever order and from however many workers they
 * come, in the memory context of the aggregate; the library sees them when a group is done.
 */
/* postgres.h has to be the first of all headers. */
/* clang-format off */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "answers.h"
/* clang-format on */

PG_MODULE_MAGIC;

typedef struct State {
  int64 count;
  int64 capacity;
  struct hw_row* rows;
  char* argument; /* after period and value, as text; NULL if there is none */
} State;

static void fail(void) {
  ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("highwater: %s", hw_text())));
}

static MemoryContext context_of(FunctionCallInfo fcinfo) {
  MemoryContext context;
  if (!AggCheckCallContext(fcinfo, &context)) elog(ERROR, "called outside of an aggregate");
  return context;
}

static State* make_state(MemoryContext context, int64 capacity) {
  State* state = MemoryContextAllocZero(context, sizeof(State));
  state->capacity = Max(capacity, 16);
  state->rows = MemoryContextAllocHuge(context, (Size)state->capacity * sizeof(struct hw_row));
  return state;
}

static void make_room(State* state, int64 more) {
  if (state->count + more <= state->capacity) return;
  state->capacity = Max(2 * state->capacity, state->count + more);
  state->rows = repalloc_huge(state->rows, (Size)state->capacity * sizeof(struct hw_row));
}

static void take_argument(MemoryContext context, State* state, const char* argument) {
  if (state->argument == NULL)
    state->argument = MemoryContextStrdup(context, argument);
  else if (strcmp(state->argument, argument) != 0)
    ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
                    errmsg("highwater: what follows period and value must be the same in all rows of a group")));
}

PG_FUNCTION_INFO_V1(hw_add);
Datum hw_add(PG_FUNCTION_ARGS) {
  MemoryContext context = context_of(fcinfo);
  State* state = PG_ARGISNULL(0) ? make_state(context, 16) : (State*)PG_GETARG_POINTER(0);
  struct hw_row row;
  text* period;

  row.value = PG_ARGISNULL(2) ? NAN : PG_GETARG_FLOAT8(2);
  for (int i = 3; i < PG_NARGS(); ++i)
    if (PG_ARGISNULL(i))
      ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("highwater: argument %d is NULL", i)));
  if (PG_NARGS() > 3) {
    if (PG_NARGS() == 7) /* of a check: period, type, figure, resolution */
      take_argument(context, state,
                    psprintf("%.17g\n%.17g\n%s\n%s", PG_GETARG_FLOAT8(5), PG_GETARG_FLOAT8(6),
                             text_to_cstring(PG_GETARG_TEXT_PP(3)), text_to_cstring(PG_GETARG_TEXT_PP(4))));
    else if (get_fn_expr_argtype(fcinfo->flinfo, 3) == INT8OID)
      take_argument(context, state, psprintf(INT64_FORMAT, PG_GETARG_INT64(3)));
    else
      take_argument(context, state, text_to_cstring(PG_GETARG_TEXT_PP(3)));
  }
  if (PG_ARGISNULL(1)) {
    if (!PG_ARGISNULL(2))
      ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("highwater: the period of a value is NULL")));
    PG_RETURN_POINTER(state); /* no observation, as of an outer join */
  }
  period = PG_GETARG_TEXT_PP(1);
  if (hw_read_period(VARDATA_ANY(period), VARSIZE_ANY_EXHDR(period), &row) != HW_ANSWER) fail();
  make_room(state, 1);
  state->rows[state->count++] = row;
  PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(hw_combine);
Datum hw_combine(PG_FUNCTION_ARGS) {
  MemoryContext context = context_of(fcinfo);
  State* into = PG_ARGISNULL(0) ? NULL : (State*)PG_GETARG_POINTER(0);
  State* from = PG_ARGISNULL(1) ? NULL : (State*)PG_GETARG_POINTER(1);

  if (from == NULL) {
    if (into == NULL) PG_RETURN_NULL();
    PG_RETURN_POINTER(into);
  }
  if (into == NULL) into = make_state(context, from->count);
  if (from->argument != NULL) take_argument(context, into, from->argument);
  make_room(into, from->count);
  memcpy(into->rows + into->count, from->rows, (Size)from->count * sizeof(struct hw_row));
  into->count += from->count;
  PG_RETURN_POINTER(into);
}

/* Between processes of one server: the argument with its end, then the rows. */
PG_FUNCTION_INFO_V1(hw_serialize);
Datum hw_serialize(PG_FUNCTION_ARGS) {
  State* state = (State*)PG_GETARG_POINTER(0);
  Size argument = state->argument == NULL ? 0 : strlen(state->argument) + 1;
  Size rows = (Size)state->count * sizeof(struct hw_row);
  bytea* bytes;
  char* to;

  if (rows + argument > MaxAllocSize - VARHDRSZ - sizeof(int64))
    ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
                    errmsg("highwater: a group of " INT64_FORMAT " rows is too large for a worker", state->count)));
  bytes = palloc(VARHDRSZ + sizeof(int64) + argument + rows);
  SET_VARSIZE(bytes, VARHDRSZ + sizeof(int64) + argument + rows);
  to = VARDATA(bytes);
  memcpy(to, &state->count, sizeof(int64));
  memcpy(to + sizeof(int64), state->rows, rows);
  if (argument > 0) memcpy(to + sizeof(int64) + rows, state->argument, argument);
  PG_RETURN_BYTEA_P(bytes);
}

PG_FUNCTION_INFO_V1(hw_deserialize);
Datum hw_deserialize(PG_FUNCTION_ARGS) {
  bytea* bytes = PG_GETARG_BYTEA_PP(0);
  const char* from = VARDATA_ANY(bytes);
  Size size = VARSIZE_ANY_EXHDR(bytes);
  State* state;
  Size rows;
  int64 count;

  memcpy(&count, from, sizeof(int64));
  rows = (Size)count * sizeof(struct hw_row);
  state = make_state(context_of(fcinfo), count);
  state->count = count;
  memcpy(state->rows, from + sizeof(int64), rows);
  if (size > sizeof(int64) + rows) state->argument = pstrdup(from + sizeof(int64) + rows);
  PG_RETURN_POINTER(state);
}

/* The answer, by the input function of the type that the function returns. */
static Datum answer(FunctionCallInfo fcinfo, enum hw_question question) {
  State* state = PG_ARGISNULL(0) ? NULL : (State*)PG_GETARG_POINTER(0);
  enum hw_outcome outcome;
  Oid input, parameter;

  if (state == NULL) PG_RETURN_NULL();
  outcome = hw_answer(question, state->rows, (size_t)state->count, state->argument);
  if (outcome == HW_ERROR) fail();
  if (outcome == HW_NULL) PG_RETURN_NULL();
  getTypeInputInfo(get_func_rettype(fcinfo->flinfo->fn_oid), &input, &parameter);
  PG_RETURN_DATUM(OidInputFunctionCall(input, pstrdup(hw_text()), parameter, -1));
}

#define ANSWERS(name, question)                                     \
  PG_FUNCTION_INFO_V1(name);                                        \
  Datum name(PG_FUNCTION_ARGS) { return answer(fcinfo, question); } \
  extern int highwater_needs_a_semicolon
ANSWERS(hw_record_final, HW_RECORD);
ANSWERS(hw_streak_final, HW_STREAK);
ANSWERS(hw_yoy_final, HW_YOY);
ANSWERS(hw_scan_final, HW_SCAN);
ANSWERS(hw_project_final, HW_PROJECT);
ANSWERS(hw_check_final, HW_CHECK);
ANSWERS(hw_bulletin_final, HW_BULLETIN);
