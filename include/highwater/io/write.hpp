#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/io/write.hpp needs the compiled library: link highwater::highwater"
#endif

#include <iosfwd>
#include <string>

#include "highwater/series/panel.hpp"
#include "highwater/series/series_view.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// How a table is written. Its columns are `period`, and `value` or one a series, with `delimiter` between them.
struct WriteOptions {
  std::string period = "period";
  std::string value = "value";
  char delimiter = ',';
};

/// Writes a series as CSV: a row a period, each number in the fewest digits that read_csv() reads back to the same bits.
///
/// The frequency of what has one label in common with another (business days) and the fiscal year are not in the text:
/// who reads it says them, `{.frequency = ..., .fiscal_year = ...}`.
/// Missing  an empty cell.
/// Errors   throws Error if the series is empty, or the delimiter is one that read_csv() refuses; the stream says itself
///          whether it was written.
void write_csv(std::ostream& out, SeriesView series, const WriteOptions& options = {});

/// The same of a panel, as read_panel() reads it: a column a series, under its name, quoted where it needs to be.
///
/// Errors   also if a series has no name.
void write_csv(std::ostream& out, PanelView panel, const WriteOptions& options = {});

/// The same as text.
std::string to_csv(SeriesView series, const WriteOptions& options = {});
std::string to_csv(PanelView panel, const WriteOptions& options = {});

}  // namespace HIGHWATER_NAMESPACE::io
