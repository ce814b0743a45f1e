#ifndef HIGHWATER_POSTGRESQL_ANSWERS_H
#define HIGHWATER_POSTGRESQL_ANSWERS_H

/* Between the server, which is C and leaves by longjmp, and the library, which is C++ and throws: neither passes here. */
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hw_row {
  int32_t frequency;
  int32_t ordinal;
  double value; /* NaN: missing */
};

enum hw_question { HW_RECORD, HW_STREAK, HW_YOY, HW_SCAN, HW_PROJECT, HW_CHECK, HW_BULLETIN };
enum hw_outcome { HW_ANSWER, HW_NULL, HW_ERROR };

/* Reads the period of a row. */
enum hw_outcome hw_read_period(const char* text, size_t length, struct hw_row* row);

/* Answers for the rows of one series, in any order. The argument is what comes after period and value, NULL if nothing
   does; of a check four lines: figure, resolution, period, type. */
enum hw_outcome hw_answer(enum hw_question question, const struct hw_row* rows, size_t count, const char* argument);

/* The last answer as the server reads values of its type, or the last error; valid until the next call. */
const char* hw_text(void);

#ifdef __cplusplus
}
#endif
#endif
