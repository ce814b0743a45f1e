#include "highwater/io/csv.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <unordered_map>

#include "highwater/calendar/period_text.hpp"
#include "io/cells.hpp"
#include "io/csv_table.hpp"
#include "io/source_text.hpp"
#include "io/told_bytes.hpp"
#include "io/unwritten.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

enum class Wanted { series, panel };

// The columns that the options name: in a file with notes above, its header is the row that has them all.
std::vector<std::string> named_columns(const CsvOptions& options) {
  std::vector<std::string> names;
  const auto add = [&names](const Column& column) {
    if (column.has_name()) names.push_back(column.name());
  };
  if (options.layout != Layout::periods_across) add(options.period);
  if (options.value) add(*options.value);
  if (options.period_part) add(*options.period_part);
  if (options.flag) add(*options.flag);
  for (const Column& key : options.keys) add(key);
  for (const Only& only : options.only) add(only.column);
  return names;
}

bool allows(Notes notes, Notes where) { return notes == where || notes == Notes::around; }

CsvFormat format_of(const CsvOptions& options) {
  CsvFormat format{.options = "CsvOptions",
                   .header = options.header,
                   .delimiter = options.delimiter,
                   .decimal = options.decimal,
                   .thousands = options.thousands,
                   .comment = options.comment,
                   .missing = options.missing,
                   .marks = {options.flags, options.parentheses, options.percent},
                   .periods = {&options.period_format, options.month_names},
                   .encoding = options.encoding,
                   .limits = options.limits,
                   .split = options.split};
  if (allows(options.notes, Notes::above)) format.names = named_columns(options);
  return format;
}

/// What the columns of a table are, by their positions.
struct Columns {
  Columns(const CsvTable& table, const CsvOptions& options) {
    if (options.layout != Layout::periods_across) period = table.position(options.period);
    if (options.period_part) part = table.position(*options.period_part);
    if (options.flag) flag = table.position(*options.flag);
    for (const Column& key : options.keys) keys.push_back(table.position(key));
    for (const Only& only : options.only) filters.push_back({table.position(only.column), &only.text});
  }

  bool has(std::size_t column) const {
    return column == period || column == part || column == flag ||
           std::find(keys.begin(), keys.end(), column) != keys.end() ||
           std::any_of(filters.begin(), filters.end(), [column](const Filter& f) { return f.column == column; });
  }
  bool want_row(const CsvTable& table) const {
    return std::all_of(filters.begin(), filters.end(),
                       [&table](const Filter& f) { return table.text(f.column) == *f.text; });
  }
  WrittenPeriod label(const CsvTable& table, const CsvOptions& options) const {
    return part == no_column ? table.written(period)
                             : read_written_period(table.text(period), table.text(part),
                                                   {&options.period_format, options.month_names}, options.frequency);
  }

  struct Filter {
    std::size_t column;
    const std::string* text;
  };
  std::size_t period = no_column, part = no_column, flag = no_column;
  std::vector<std::size_t> keys;
  std::vector<Filter> filters;
  std::vector<std::size_t> values;     // without keys a series each, or, across, a period each
  std::vector<WrittenPeriod> periods;  // of `values`, if they stand in the header
};

/// The rows of a table, or of a part of it, read to their end.
class Rows {
 public:
  Rows(CsvTable& table, const CsvOptions& options, const Columns& columns, const detail::Work& work)
      : table_(table), options_(options), columns_(columns), told_(work, table.bytes_read()) {
    if (series_are_columns())
      for (const std::size_t column : columns.values) names.emplace_back(table.name(column));
    if (options.layout == Layout::rows)
      read_rows();
    else
      read_across();
  }

  /// Adds the rows of the part that follows.
  void append(Rows&& later, std::uint32_t lines_before) {
    std::vector<std::uint32_t> ids(later.names.size());
    for (std::size_t i = 0; i < ids.size(); ++i)
      ids[i] = series_are_columns() ? static_cast<std::uint32_t>(i) : series_named(later.names[i]);
    for (Kept& flag : later.flags) flags.push_back({flag.cell + cells.size(), std::move(flag.text)});
    if (!ids.empty()) cells.append(std::move(later.cells), lines_before, ids);
  }

  struct Kept {
    std::size_t cell;
    std::string text;
  };
  Cells cells;
  std::vector<std::string> names;  // of the series
  std::vector<Kept> flags;
  bool begun = false;  // a row of data was seen

 private:
  bool series_are_columns() const { return options_.layout == Layout::rows && columns_.keys.empty(); }

  /// The next row of data; notes above and below are passed over if the options say so. Of periods in rows that are not
  /// wanted nothing is asked.
  bool next_row(WrittenPeriod& period) {
    while (table_.next_row_of_any_length()) {
      told_.at(table_.bytes_read());
      const bool fits = table_.row_fits();
      if (fits && !columns_.want_row(table_)) {
        begun = true;
        continue;
      }
      const bool is_data = fits && !(period = read_period()).is_nothing();
      if (is_data && ended_at_ == 0) {
        begun = true;
        return true;
      }
      if (is_data)
        throw table_.error(ended_at_, "the row is no data, and line " + std::to_string(table_.line()) + " is");
      if (fits && columns_.period == no_column) continue;  // it has nothing that would be lost
      if (may_be_note() && (!begun || !looks_like_data(fits))) {
        if (begun && ended_at_ == 0) ended_at_ = table_.line();
        continue;
      }
      table_.require_fit();
      throw columns_.part == no_column
          ? table_.not_a_period(columns_.period)
          : table_.error(table_.line(), columns_.part,
                         quoted(table_.text(columns_.period)) + " and " + quoted(table_.text(columns_.part)) +
                             " are not a year and a part of it (M01, Q1, S1, January; a number "
                             "only if .frequency says what it counts)");
    }
    return false;
  }

  /// Whether a row that is no data was meant to be: its first cell is a period and fields are lacking or too many, or it
  /// has a number where the others have one, and a period that cannot be read.
  bool looks_like_data(bool fits) const {
    if (columns_.period == no_column) return false;
    if (!fits) {
      if (table_.row_size() <= columns_.period || table_.row_size() == 1) return false;
      const bool has_part = columns_.part == no_column || table_.row_size() > columns_.part;
      return !(has_part ? columns_.label(table_, options_) : table_.written(columns_.period)).is_nothing();
    }
    for (std::size_t i = 0; i < table_.columns(); ++i)
      if (i != columns_.period && i != columns_.part && table_.is_number(i)) return true;
    return false;
  }

  /// The period of a row. With periods across rows have none: they are data if any cell holds something. A row with
  /// nothing but its first cell is a note where there may be some, and otherwise a series of missing values.
  WrittenPeriod read_period() const {
    if (columns_.period != no_column) return columns_.label(table_, options_);
    for (std::size_t i = 1; i < table_.columns(); ++i)
      if (!table_.text(i).empty()) return year(0);
    return table_.text(0).empty() || may_be_note() ? WrittenPeriod() : year(0);
  }

  bool may_be_note() const { return allows(options_.notes, begun ? Notes::below : Notes::above); }

  std::uint32_t series_named(const std::string& name) {
    if (last_ < names.size() && names[last_] == name) return last_;
    const auto [at, is_new] = positions_.try_emplace(name, static_cast<std::uint32_t>(names.size()));
    if (is_new) names.push_back(name);
    return last_ = at->second;
  }

  std::uint32_t series_with_key(std::string_view key) {
    if (last_ < names.size() && names[last_] == key) return last_;
    return series_named(std::string(key));
  }

  std::uint32_t series_of_row() {
    if (columns_.keys.size() == 1) return series_with_key(table_.text(columns_.keys[0]));
    key_.clear();
    for (std::size_t i = 0; i < columns_.keys.size(); ++i) {
      if (i > 0) key_ += '.';
      key_ += table_.text(columns_.keys[i]);
    }
    return series_named(key_);
  }

  void add(WrittenPeriod period, std::uint32_t series, std::size_t column) {
    std::string_view flag;
    const double value = table_.number(column, flag);
    if (columns_.flag != no_column && options_.on_flag) flag = table_.text(columns_.flag);
    if (!flag.empty() && options_.on_flag) flags.push_back({cells.size(), std::string(flag)});
    cells.add(period, series, static_cast<std::uint32_t>(table_.line()), value);
  }

  void read_rows() {
    const PlainColumns plain = plain_columns();
    WrittenPeriod period;
    while (true) {
      if (plain.value != no_column && ended_at_ == 0) read_plain_rows(plain);
      if (!next_row(period)) return;
      const std::uint32_t series = series_are_columns() ? 0 : series_of_row();
      for (std::size_t i = 0; i < columns_.values.size(); ++i)
        add(period, series + static_cast<std::uint32_t>(i), columns_.values[i]);
    }
  }

  /// The columns of plain rows; without a value where there is more to a row.
  PlainColumns plain_columns() const {
    const std::size_t key = columns_.keys.empty() ? no_column : columns_.keys.front();
    const bool is_plain = columns_.values.size() == 1 && columns_.keys.size() <= 1 && columns_.filters.empty() &&
                          columns_.part == no_column && columns_.flag == no_column &&
                          columns_.values.front() != columns_.period && columns_.values.front() != key &&
                          columns_.period != key;
    return {columns_.period, is_plain ? columns_.values.front() : no_column, key};
  }

  void read_plain_rows(const PlainColumns& columns) {
    constexpr std::size_t many = 256;
    std::array<WrittenPeriod, many> periods;
    std::array<std::uint32_t, many> series;
    std::array<double, many> values;
    const bool keyed = columns.key != no_column;
    const std::size_t start = table_.bytes_read();
    PlainRow row;
    for (bool more = true; more;) {
      std::size_t count = 0;
      for (; count < many && (more = table_.next_plain_row(columns, row)); ++count) {
        told_.at(table_.bytes_read());
        periods[count] = row.period;
        values[count] = row.value;
        if (keyed) series[count] = series_with_key(row.key);
      }
      if (count == 0) return;
      if (cells.empty()) cells.expect(count * (table_.bytes_left() / (table_.bytes_read() - start) + 1));
      begun = true;
      cells.add_lines(std::span(periods).first(count), std::span(series).first(keyed ? count : 0),
                      static_cast<std::uint32_t>(table_.line() + 1 - count), std::span(values).first(count));
    }
  }

  void read_across() {
    const bool parts = options_.layout == Layout::parts_across;
    const PeriodRules rules{&options_.period_format, options_.month_names};
    WrittenPeriod row;
    while (next_row(row)) {
      if (parts && !(row.kind() == WrittenPeriod::Kind::period && row.frequency() == Frequency::annual))
        throw table_.error(table_.line(), columns_.period, quoted(table_.text(columns_.period)) + " is not a year");
      const std::uint32_t series = series_of_row();
      for (std::size_t i = 0; i < columns_.values.size(); ++i) {
        const std::size_t column = columns_.values[i];
        const WrittenPeriod period =
            parts ? read_written_period(table_.text(columns_.period), table_.name(column), rules, options_.frequency)
                  : columns_.periods[i];
        if (parts && options_.frequency && options_.other_frequencies == OtherFrequencies::leave_out &&
            period.frequency() != *options_.frequency)
          continue;
        add(period, series, column);
      }
    }
  }

  CsvTable& table_;
  const CsvOptions& options_;
  const Columns& columns_;
  ToldBytes told_;
  std::size_t ended_at_ = 0;  // the line of the first note below; 0 if there was none
  std::unordered_map<std::string, std::uint32_t> positions_;
  std::uint32_t last_ = 0;
  std::string key_;
};

/// A table read to its end, and what its labels mean.
class Reading {
 public:
  /// `owned`: the text, if it may go when it has been read; results need its memory.
  Reading(std::string_view text, const CsvOptions& options, std::string_view name, Wanted wanted,
          SourceText* owned = nullptr)
      : options_(options),
        text_(text),
        name_(name),
        table_(text, name, format_of(options)),
        work_(options.progress, text.size()),
        columns_(checked(table_), options) {
    if (options.layout == Layout::rows)
      find_values(wanted);
    else
      find_values_across();
    Rows rows = read_in_parts();
    cells_ = std::move(rows.cells);
    names_ = std::move(rows.names);
    flags_ = std::move(rows.flags);
    if (owned != nullptr) {
      table_.forget_text();
      text_ = {};
      *owned = SourceText();
    }
    if (cells_.empty()) throw nothing_read(rows.begun);
    labels_.emplace(cells_, choice());
    table_.require_periods_in(options_.fiscal_year, labels_->frequency());
  }

  TimeSeries series() {
    if (names_.size() > 1) throw several_series();
    std::vector<double> values = arrange();
    tell_flags({});
    work_.finish();
    return {first_period(), std::move(values), options_.fiscal_year};
  }

  Panel panel() {
    require_different_names();
    std::vector<double> values = arrange();
    tell_flags(names_);
    work_.finish();
    return {std::move(names_), first_period(), std::move(values), options_.fiscal_year};
  }

 private:
  const CsvTable& checked(const CsvTable& table) const {
    if (options_.layout != Layout::rows && options_.header == Header::none)
      throw Error("CsvOptions: a layout with periods in the header needs Header::present");
    if (options_.month_names.size() % 12 != 0)
      throw Error("CsvOptions: " + std::to_string(options_.month_names.size()) + " names of months are not 12 or 24");
    return table;
  }

  // ---- columns

  void find_values(Wanted wanted) {
    if (columns_.part == no_column && !allows(options_.notes, Notes::above)) {
      if (table_.has_header() && table_.columns() > columns_.period + 1) require_no_periods_across();
      table_.require_header_above(columns_.period);
    }
    columns_.values = value_columns(wanted);
    if (!columns_.keys.empty() && columns_.values.size() > 1) throw several_values(columns_.values);
  }

  // A header such as Country,2022,2023 belongs to another layout.
  void require_no_periods_across() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < table_.columns(); ++i)
      count += read_written_period(table_.name(i), {}).is_nothing() ? 0 : 1;
    if (count > 1)
      throw table_.error(table_.first_line(), "the header holds periods: say .layout = Layout::periods_across");
  }

  std::vector<std::size_t> value_columns(Wanted wanted) const {
    if (options_.value) {
      const std::size_t column = table_.position(*options_.value);
      if (column == columns_.period)
        throw table_.error("column " + std::to_string(column + 1) + " cannot be both the period and the value");
      return {column};
    }
    std::vector<std::size_t> free;
    for (std::size_t i = 0; i < table_.columns(); ++i)
      if (!columns_.has(i) && !(table_.has_header() && table_.name(i).empty())) free.push_back(i);
    if (free.empty() && table_.columns() == 1) static_cast<void>(table_.position(Column(1)));  // throws
    if (free.empty()) throw table_.error(table_.first_line(), "no column is left for the values: name it with .value");
    if (free.size() == 1 || (wanted == Wanted::panel && columns_.keys.empty())) return free;
    std::vector<std::size_t> numbers = columns_with_numbers(free);
    if (numbers.size() == 1) return numbers;
    throw several_values(numbers.empty() ? free : numbers);
  }

  /// Of these columns those that hold a number in any row of data that is wanted.
  std::vector<std::size_t> columns_with_numbers(const std::vector<std::size_t>& columns) const {
    CsvTable table(text_, name_, format_of(options_));
    work_.expect(text_.size());
    ToldBytes told(work_);
    std::vector<std::size_t> open = columns, numbers;
    while (!open.empty() && table.next_row_of_any_length()) {
      told.at(table.bytes_read());
      if (!table.row_fits() || !columns_.want_row(table) || columns_.label(table, options_).is_nothing()) continue;
      std::erase_if(open, [&](std::size_t column) {
        const bool number = !table.is_missing(column) && table.is_number(column);
        if (number) numbers.push_back(column);
        return number;
      });
    }
    told.all(text_.size());
    std::sort(numbers.begin(), numbers.end());
    return numbers;
  }

  void find_values_across() {
    const bool parts = options_.layout == Layout::parts_across;
    const PeriodRules rules{&options_.period_format, options_.month_names};
    for (std::size_t i = 0; i < table_.columns(); ++i) {
      const WrittenPeriod period = parts ? read_written_period("2000", table_.name(i), rules, options_.frequency)
                                         : read_written_period(table_.name(i), rules);
      if (period.is_nothing() || columns_.has(i)) continue;
      columns_.values.push_back(i);
      columns_.periods.push_back(period);
    }
    if (columns_.values.empty())
      throw table_.error(table_.first_line(),
                         parts ? "no column is a part of a year (Jan, M01, Q1, H1)" : "no column is a period");
    if (!columns_.keys.empty() || parts) return;
    for (std::size_t i = 0; i < table_.columns(); ++i)
      if (!table_.name(i).empty() && !std::binary_search(columns_.values.begin(), columns_.values.end(), i))
        columns_.keys.push_back(i);
  }

  // ---- rows

  /// All rows. Of what goes wrong in a part nothing is told but that all are to be read in one piece, which finds the
  /// first fault of the file and knows its line.
  Rows read_in_parts() {
    constexpr std::size_t least = std::size_t{1} << 20;  // bytes of a part
    const bool one_piece = !options_.parallel || options_.notes != Notes::none || options_.period_format.reader();
    const std::vector<std::size_t> cuts = one_piece ? std::vector<std::size_t>() : table_.row_starts(least);
    if (cuts.size() > 2) try {
        std::vector<std::optional<CsvTable>> tables(cuts.size() - 1);
        std::vector<std::optional<Rows>> parts(tables.size());
        options_.parallel.share(parts.size(), [&](std::size_t begin, std::size_t count) {
          for (std::size_t i = begin; i < begin + count; ++i) {
            tables[i].emplace(table_, cuts[i], cuts[i + 1]);
            parts[i].emplace(*tables[i], options_, columns_, work_);
          }
        });
        std::size_t lines = tables.front()->lines_read();
        for (std::size_t i = 1; i < parts.size(); ++i) {
          parts.front()->append(std::move(*parts[i]), static_cast<std::uint32_t>(lines));
          parts[i].reset();
          lines += tables[i]->lines_read();
        }
        if (!parts.front()->cells.empty()) return std::move(*parts.front());
      } catch (const Stopped&) {
        throw;
      } catch (const Error&) {
      }
    return {table_, options_, columns_, work_};
  }

  Error nothing_read(bool begun) const {
    if (!options_.only.empty()) {
      std::string filters;
      for (const Only& only : options_.only) filters += (filters.empty() ? "" : ", ") + quoted(only.text);
      return table_.error("no row has " + filters + " where .only asks for it");
    }
    return table_.error(begun ? "has no values" : "has a header and no other row");
  }

  // ---- cells

  PeriodChoice choice() const {
    return {.form = options_.period_format.form(),
            .fiscal_year = options_.fiscal_year,
            .frequency = options_.frequency,
            .others = options_.other_frequencies,
            .error = [this](const Observation& cell, const std::string& what) {
              return columns_.period == no_column ? table_.error(table_.first_line(), what)
                                                  : table_.error(cell.line, columns_.period, what);
            }};
  }

  Period first_period() const { return {labels_->frequency(), labels_->first()}; }
  std::string text_of(std::int64_t ordinal) const { return to_string(Period(labels_->frequency(), ordinal)); }

  /// One column of values a series.
  std::vector<double> arrange() const {
    const std::int64_t first = labels_->first();
    const auto periods = static_cast<std::size_t>(labels_->last() - first) + 1;
    const std::size_t series = names_.empty() ? 1 : names_.size();
    require_within_limits(periods, series);
    std::vector<double> values;
    values.reserve(in_large_pages<double>(periods * series));
    ask_for_large_pages(values.data(), values.capacity() * sizeof(double));
    if (labels_->in_order() && cells_.size() == periods) {  // each period once
      cells_.each_block([&values](const auto&, const auto&, std::span<const double> block) {
        values.insert(values.end(), block.begin(), block.end());
      });
      return values;
    }
    values.assign(periods * series, missing_value);
    std::vector<bool> missing;  // which were given as missing; empty as long as there is none
    bool twice = false;
    cells_.each_until([&](std::size_t, WrittenPeriod label, std::uint32_t of_series, double value) {
      const std::int64_t ordinal = labels_->ordinal(label);
      if (ordinal == Labels::left_out) return true;
      const std::size_t i = of_series * periods + static_cast<std::size_t>(ordinal - first);
      twice = !is_missing(values[i]) || (!missing.empty() && missing[i]);
      if (is_missing(value)) {
        if (missing.empty()) missing.resize(values.size());
        missing[i] = true;
      }
      values[i] = value;
      return !twice;
    });
    if (twice) throw given_already(periods, series);
    return values;
  }

  void require_within_limits(std::size_t periods, std::size_t series) const {
    if (periods > options_.limits.values / series)
      throw table_.error("spans " + std::to_string(periods) + " periods of " + std::to_string(series) +
                         " series, and .limits allows " + std::to_string(options_.limits.values) + " values");
    if (series == 1 || periods * series <= 64 * cells_.size() + 10'000'000) return;
    std::size_t first = 0, last = 0;  // cells
    cells_.each_label([&](std::size_t cell, WrittenPeriod label) {
      if (labels_->ordinal(label) == labels_->first()) first = cell;
      if (labels_->ordinal(label) == labels_->last()) last = cell;
    });
    throw table_.error("holds " + std::to_string(cells_.size()) + " values, and a panel from " +
                       text_of(labels_->first()) + " (line " + std::to_string(cells_.line(first)) + ") to " +
                       text_of(labels_->last()) + " (line " + std::to_string(cells_.line(last)) + ") would have " +
                       std::to_string(periods * series) + ": is a year mistyped?");
  }

  /// The first cell that says again what another one has said.
  Error given_already(std::size_t periods, std::size_t series) const {
    std::vector<bool> seen(periods * series);
    std::size_t again = 0, before = 0;
    std::uint32_t its_series = 0;
    std::int64_t its_ordinal = 0;
    cells_.each_until([&](std::size_t cell, WrittenPeriod label, std::uint32_t of_series, double) {
      const std::int64_t ordinal = labels_->ordinal(label);
      if (ordinal == Labels::left_out) return true;
      const std::size_t i = of_series * periods + static_cast<std::size_t>(ordinal - labels_->first());
      again = cell;
      its_series = of_series;
      its_ordinal = ordinal;
      const bool twice = seen[i];
      seen[i] = true;
      return !twice;
    });
    cells_.each_until([&](std::size_t cell, WrittenPeriod label, std::uint32_t of_series, double) {
      before = cell;
      return of_series != its_series || labels_->ordinal(label) != its_ordinal;
    });
    const std::string what =
        text_of(its_ordinal) + " was given in line " + std::to_string(cells_.line(before)) + " already";
    return columns_.period == no_column ? table_.error(cells_.line(again), what)
                                        : table_.error(cells_.line(again), columns_.period, what);
  }

  void tell_flags(const std::vector<std::string>& names) const {
    auto flag = flags_.begin();
    cells_.each_until([&](std::size_t cell, WrittenPeriod label, std::uint32_t series, double) {
      if (flag == flags_.end()) return false;
      if (flag->cell != cell) return true;
      if (const std::int64_t ordinal = labels_->ordinal(label); ordinal != Labels::left_out)
        options_.on_flag(
            {names.empty() ? std::string() : names[series], Period(labels_->frequency(), ordinal), flag->text});
      ++flag;
      return true;
    });
  }

  void require_different_names() const {
    std::vector<std::string_view> names(names_.begin(), names_.end());
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end()) throw table_.error("two series would have the name " + quoted(*twice));
  }

  Error several_values(const std::vector<std::size_t>& columns) const {
    constexpr std::size_t shown = 20;
    std::string list;
    for (std::size_t i = 0; i < std::min(shown, columns.size()); ++i)
      list += (i == 0 ? "" : ", ") +
              (table_.has_header() ? quoted(table_.name(columns[i])) : "position " + std::to_string(columns[i]));
    if (columns.size() > shown) list += ", ...";
    return table_.error(table_.first_line(),
                        "more than one column could hold the values: " + list + "; name one with .value");
  }

  Error several_series() const {
    constexpr std::size_t shown = 5;
    std::string list;
    for (std::size_t i = 0; i < std::min(shown, names_.size()); ++i) list += (i == 0 ? "" : ", ") + quoted(names_[i]);
    return table_.error("holds " + std::to_string(names_.size()) + " series (" + list +
                        (names_.size() > shown ? ", ..." : "") + "): choose one with .only, or read a panel");
  }

  const CsvOptions& options_;
  std::string_view text_;
  std::string_view name_;
  CsvTable table_;
  detail::Work work_;  // by bytes
  Columns columns_;
  Cells cells_;
  std::vector<std::string> names_;  // of the series
  std::vector<Rows::Kept> flags_;
  std::optional<Labels> labels_;
};

}  // namespace

TimeSeries parse_csv(std::string_view text, const CsvOptions& options, std::string_view name) {
  return Reading(text, options, name, Wanted::series).series();
}

TimeSeries read_csv(const std::string& path, const CsvOptions& options) {
  SourceText text = read_file(path, options.limits);
  return Reading(text, options, path, Wanted::series, &text).series();
}

TimeSeries read_csv(std::istream& stream, const CsvOptions& options, std::string_view name) {
  SourceText text = read_stream(stream, name, options.limits);
  return Reading(text, options, name, Wanted::series, &text).series();
}

Panel parse_panel(std::string_view text, const CsvOptions& options, std::string_view name) {
  return Reading(text, options, name, Wanted::panel).panel();
}

Panel read_panel(const std::string& path, const CsvOptions& options) {
  SourceText text = read_file(path, options.limits);
  return Reading(text, options, path, Wanted::panel, &text).panel();
}

Panel read_panel(std::istream& stream, const CsvOptions& options, std::string_view name) {
  SourceText text = read_stream(stream, name, options.limits);
  return Reading(text, options, name, Wanted::panel, &text).panel();
}

}  // namespace HIGHWATER_NAMESPACE::io
