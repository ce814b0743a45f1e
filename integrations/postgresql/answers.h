#ifndef HIGHWATER_POSTGRESQL_ANSWERS_H
#define HIGHWATER_POSTGRESQL_ANSWERS_H

/* Between the server, which is C and leaves by longjmp, and the library, which is C++ and throws: neither passes here. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#define HW_NOEXCEPT noexcept
#else
#define HW_NOEXCEPT
#endif

struct hw_row {
  int32_t frequency;
  int32_t ordinal;
  double value; /* NaN: missing */
};

enum hw_question { HW_RECORD, HW_STREAK, HW_YOY, HW_SCAN, HW_PROJECT, HW_CHECK, HW_BULLETIN };
enum { HW_ARGUMENTS = 4 }; /* of a question after period and value, at most */

union hw_argument {
  int64_t whole;
  double number;
  const char* text;
};

struct hw_series {
  const struct hw_row* rows; /* in any order */
  size_t count;
  bool days; /* their periods are days, which may stand for longer periods */
};

struct hw_cell {
  enum hw_kind { HW_NULL, HW_NUMBER, HW_WHOLE, HW_FLAG, HW_TEXT } kind;
  double number;
  int64_t whole; /* of a flag 0 or 1 */
  const char* text;
  size_t length;
};

/* A row after the other. No row: the answer is NULL, unless the question asks for a list. */
struct hw_answer {
  const struct hw_cell* cells;
  size_t rows, columns;
};

/* Each returns NULL, or the words of what went wrong. What they give is valid until the next call. */

/* Reads the period of a row from its text, or from days since 1970-01-01. */
const char* hw_read_period(const char* text, size_t length, struct hw_row* row) HW_NOEXCEPT;
const char* hw_read_day(int64_t day, struct hw_row* row) HW_NOEXCEPT;

/* Answers for the rows of one series. */
const char* hw_ask(enum hw_question question, const struct hw_series* series, const union hw_argument* arguments,
                   struct hw_answer* answer) HW_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
