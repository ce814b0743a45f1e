#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/io/arrow.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "highwater/calendar/frequency.hpp"
#include "highwater/io/limits.hpp"
#include "highwater/series/panel.hpp"
#include "highwater/series/time_series.hpp"

// The structures of the Arrow C data and stream interfaces, whose names and layout are fixed by
// https://arrow.apache.org/docs/format/CDataInterface.html, as is the macro that says they are there.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

extern "C" {
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  std::int64_t length;
  std::int64_t null_count;
  std::int64_t offset;
  std::int64_t n_buffers;
  std::int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
}
#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

extern "C" {
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
}
#endif

/// Series and panels to and from Arrow: pyarrow, pandas, polars, DuckDB, R and whatever else speaks its C data interface.
namespace HIGHWATER_NAMESPACE::io {

/// Gives a panel away as an Arrow record batch: a column of periods and one of doubles for each series.
///
/// `schema` and `array` are written, and released by whoever takes them. The values are not copied: they move into the batch, which frees them when it is released. What is missing is null. Periods
/// of weeks, days and longer are their first days (date32); `period` names their column.
/// Shape    T x N -> a struct array of T rows and 1 + N columns.
/// Errors   throws Error if a series has the name of the period's column. Then nothing was written.
void export_arrow(Panel panel, ArrowSchema* schema, ArrowArray* array, const std::string& period = "period");

/// The same of a series, in two columns.
void export_arrow(TimeSeries series, ArrowSchema* schema, ArrowArray* array, const std::string& value = "value",
                  const std::string& period = "period");

/// The same of memory that the caller lends, and keeps until `array` has been released; `schema` and `period` as above.
void lend_arrow(const PanelView& panel, ArrowSchema* schema, ArrowArray* array, const std::string& period = "period");

/// Which columns of an Arrow table are read, and how.
struct ArrowColumns {
  std::string period = {};  // the column of periods; empty: the only one of dates, times or a dictionary of text
  std::vector<std::string> keys =
      {};  // a long table: the columns that name a series, joined by " / "; empty: a wide one
  std::vector<std::string> values =
      {};  // a wide table: its series, by default all other columns; a long one: its one value
  std::optional<Frequency> frequency = {};  // of labels that are dates; empty: as frequency_of_days() finds it
  Limits limits = {};                       // of the values of the panel
};

/// Reads a record batch, a struct array, into a panel.
///
/// Periods are dates, timestamps or text; a day stands for the period that it lies in. Values are floating-point numbers,
/// integers, decimals or dictionaries of these. Rows may come in any order, and periods that have none are missing.
/// `schema` and `array` are taken over: both are released when the function returns or throws, and then have release == nullptr.
/// Cost     grows with rows x columns and the values of the panel; a text may have 1 000 000 bytes.
/// Shape    wide: T rows x N columns -> T x N; long: a row a series and period.
/// Missing  null and NaN are missing.
/// Errors   throws Error that names column and row: a type that is none of these; a period that is null, or there twice; an
///          infinite value; an integer or decimal that a double cannot hold exactly is rounded, which is not an error. Also if
///          columns are not there or could be meant twice, and for a structure that contradicts itself, as far as the
///          interface lets that be seen.
Panel import_arrow_panel(ArrowSchema* schema, ArrowArray* array, const ArrowColumns& columns = {});

/// The same of all batches of a stream, which is released too.
///
/// Errors   also throws Error with the words of the stream if it fails.
Panel import_arrow_panel(ArrowArrayStream* stream, const ArrowColumns& columns = {});

/// The only series of a record batch, of which `schema` and `array` are taken over; otherwise as import_arrow_panel().
///
/// Errors   also throws Error if there is another number of series than one.
TimeSeries import_arrow_series(ArrowSchema* schema, ArrowArray* array, const ArrowColumns& columns = {});

}  // namespace HIGHWATER_NAMESPACE::io
