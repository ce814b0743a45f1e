#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/io/write.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <iosfwd>
#include <string>

#include "highwater/series/panel.hpp"
#include "highwater/series/series_view.hpp"
#include "highwater/series/table.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// Whether the names of the columns are written first. A table that goes on with the rows of another has them already.
enum class HeaderRow : std::uint8_t { written, left_out };

/// How a table is written. The columns of a series or panel are `period`, and `value` or one a series; those of a Table have
/// names of their own. `delimiter` stands between them.
struct WriteOptions {
  std::string period = "period";
  std::string value = "value";
  char delimiter = ',';
  HeaderRow header = HeaderRow::written;
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

/// The same of results: projection::table(), claims::table(), monitor::table(). Without rows it is a header.
///
/// read_csv() reads a column of numbers with its periods back, and read_panel() one a series, if `keys` name the series.
/// Errors   throws Error if the table has no columns, a number is infinite, or for the delimiter.
void write_csv(std::ostream& out, const Table& table, const WriteOptions& options = {});

/// The same as a file, which has all of it or is as it was before: what is written stands beside it until it is whole.
/// What is no file, as a pipe, is written into.
///
/// Errors   also if it cannot be written, with the reason.
void write_csv(const std::string& path, SeriesView series, const WriteOptions& options = {});
void write_csv(const std::string& path, PanelView panel, const WriteOptions& options = {});
void write_csv(const std::string& path, const Table& table, const WriteOptions& options = {});

/// The same as text.
std::string to_csv(SeriesView series, const WriteOptions& options = {});
std::string to_csv(PanelView panel, const WriteOptions& options = {});
std::string to_csv(const Table& table, const WriteOptions& options = {});

}  // namespace HIGHWATER_NAMESPACE::io
