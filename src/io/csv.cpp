#include "highwater/io/csv.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "highwater/calendar/period_text.hpp"
#include "io/csv_table.hpp"
#include "io/periods/period_column.hpp"
#include "io/source_text.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

constexpr std::size_t no_column = static_cast<std::size_t>(-1);

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

/// A table read to its end: observations in the order of the file, and the names of their series.
class Reading {
 public:
  Reading(std::string_view text, const CsvOptions& options, std::string_view name, Wanted wanted)
      : options_(options),
        text_(text),
        name_(name),
        table_(text, name, format_of(options)),
        wanted_(wanted),
        work_(options.progress, text.size()) {
    if (options.layout != Layout::rows && options.header == Header::none)
      throw Error("CsvOptions: a layout with periods in the header needs Header::present");
    if (options.month_names.size() % 12 != 0)
      throw Error("CsvOptions: " + std::to_string(options.month_names.size()) + " names of months are not 12 or 24");
    period_ = options.layout == Layout::periods_across ? no_column : table_.position(options.period);
    part_ = options.period_part ? table_.position(*options.period_part) : no_column;
    flag_ = options.flag ? table_.position(*options.flag) : no_column;
    for (const Column& key : options.keys) keys_.push_back(table_.position(key));
    for (const Only& only : options.only) only_.push_back({table_.position(only.column), &only.text});
    observations_.reserve(text.size() / 32);  // of short rows there are more, of long ones fewer
    if (options.layout == Layout::rows)
      read_rows();
    else
      read_across();
    if (observations_.empty()) throw nothing_read();
    resolve(observations_, choice());
    table_.require_periods_in(options_.fiscal_year, observations_.front().period.frequency());
  }

  TimeSeries series() {
    if (names_.size() > 1) throw several_series();
    std::vector<double> values;
    const Period first = arrange(values);
    tell_flags({});
    work_.finish();
    return {first, std::move(values), options_.fiscal_year};
  }

  Panel panel() {
    require_different_names();
    std::vector<double> values;
    const Period first = arrange(values);
    tell_flags(names_);
    work_.finish();
    return {std::move(names_), first, std::move(values), options_.fiscal_year};
  }

 private:
  struct Filter {
    std::size_t column;
    const std::string* text;
  };

  bool is_taken(std::size_t column) const {
    return column == period_ || column == part_ || column == flag_ ||
           std::find(keys_.begin(), keys_.end(), column) != keys_.end() ||
           std::any_of(only_.begin(), only_.end(), [column](const Filter& f) { return f.column == column; });
  }
  bool is_wanted(const CsvTable& table) const {
    return std::all_of(only_.begin(), only_.end(),
                       [&table](const Filter& f) { return table.text(f.column) == *f.text; });
  }

  WrittenPeriod written(const CsvTable& table) const {
    return part_ == no_column
               ? table.written(period_)
               : read_written_period(table.text(period_), table.text(part_),
                                     {&options_.period_format, options_.month_names}, options_.frequency);
  }

  /// Tells the progress from time to time; the bytes that it knows of.
  std::size_t tell(const CsvTable& table, std::size_t told) const {
    constexpr std::size_t rarely = std::size_t{1} << 14;
    if (table.bytes_read() < told + rarely) return told;
    work_.step(table.bytes_read() - told);
    return table.bytes_read();
  }

  /// The next row of data; notes above and below are passed over if the options say so. Of periods in rows that are not
  /// wanted nothing is asked.
  bool next_row(WrittenPeriod& period) {
    while (table_.next_row_of_any_length()) {
      told_ = tell(table_, told_);
      const bool fits = table_.row_fits();
      if (fits && !is_wanted(table_)) {
        begun_ = true;
        continue;
      }
      const bool is_data = fits && !(period = read_period()).is_nothing();
      if (is_data && ended_at_ == 0) {
        begun_ = true;
        return true;
      }
      if (is_data)
        throw table_.error(ended_at_, "the row is no data, and line " + std::to_string(table_.line()) + " is");
      if (fits && period_ == no_column) continue;  // it has nothing that would be lost
      if (may_be_note() && (!begun_ || !looks_like_data(fits))) {
        if (begun_ && ended_at_ == 0) ended_at_ = table_.line();
        continue;
      }
      table_.require_fit();
      throw part_ == no_column ? table_.not_a_period(period_)
                               : table_.error(table_.line(), part_,
                                              quoted(table_.text(period_)) + " and " + quoted(table_.text(part_)) +
                                                  " are not a year and a part of it (M01, Q1, S1, January; a number "
                                                  "only if .frequency says what it counts)");
    }
    return false;
  }

  /// Whether a row that is no data was meant to be: its first cell is a period and fields are lacking or too many, or it
  /// has a number where the others have one, and a period that cannot be read.
  bool looks_like_data(bool fits) const {
    if (period_ == no_column) return false;
    if (!fits) return table_.row_size() > period_ && table_.row_size() > 1 && !written(table_).is_nothing();
    for (std::size_t i = 0; i < table_.columns(); ++i)
      if (i != period_ && i != part_ && table_.is_number(i)) return true;
    return false;
  }

  /// The period of a row. With periods across rows have none: they are data if any cell holds something. A row with
  /// nothing but its first cell is a note where there may be some, and otherwise a series of missing values.
  WrittenPeriod read_period() const {
    if (period_ != no_column) return written(table_);
    for (std::size_t i = 1; i < table_.columns(); ++i)
      if (!table_.text(i).empty()) return year(0);
    return table_.text(0).empty() || may_be_note() ? WrittenPeriod() : year(0);
  }

  bool may_be_note() const { return allows(options_.notes, begun_ ? Notes::below : Notes::above); }

  std::uint32_t series_named(const std::string& name) {
    if (!names_.empty() && last_ < names_.size() && names_[last_] == name) return last_;
    const auto [at, is_new] = positions_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.push_back(name);
    return last_ = at->second;
  }

  std::uint32_t series_of_row(const std::vector<std::size_t>& keys) {
    key_.clear();
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (i > 0) key_ += '.';
      key_ += table_.text(keys[i]);
    }
    return series_named(key_);
  }

  void add(WrittenPeriod period, std::uint32_t series, std::size_t column) {
    std::string_view flag;
    const double value = table_.number(column, flag);
    if (flag_ != no_column && options_.on_flag) flag = table_.text(flag_);
    const auto position = static_cast<std::uint32_t>(observations_.size());
    observations_.push_back({period, series, static_cast<std::uint32_t>(table_.line()), position, value});
    if (!flag.empty() && options_.on_flag) flags_.push_back({position, std::string(flag)});
  }

  void read_rows() {
    if (part_ == no_column && !allows(options_.notes, Notes::above)) {
      if (table_.has_header() && table_.columns() > period_ + 1) require_no_periods_across();
      table_.require_header_above(period_);
    }
    const std::vector<std::size_t> values = value_columns();
    if (!keys_.empty() && values.size() > 1) throw several_values(values);
    std::vector<std::uint32_t> ids;
    if (keys_.empty())
      for (const std::size_t column : values) {
        ids.push_back(static_cast<std::uint32_t>(names_.size()));
        names_.emplace_back(table_.name(column));
      }
    WrittenPeriod period;
    while (next_row(period)) {
      if (!keys_.empty()) {
        add(period, series_of_row(keys_), values.front());
        continue;
      }
      for (std::size_t i = 0; i < values.size(); ++i) add(period, ids[i], values[i]);
    }
  }

  // A header such as Country,2022,2023 belongs to another layout.
  void require_no_periods_across() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < table_.columns(); ++i)
      count += read_written_period(table_.name(i), {}).is_nothing() ? 0 : 1;
    if (count > 1)
      throw table_.error(table_.first_line(), "the header holds periods: say .layout = Layout::periods_across");
  }

  std::vector<std::size_t> value_columns() {
    if (options_.value) {
      const std::size_t column = table_.position(*options_.value);
      if (column == period_)
        throw table_.error("column " + std::to_string(column + 1) + " cannot be both the period and the value");
      return {column};
    }
    std::vector<std::size_t> free;
    for (std::size_t i = 0; i < table_.columns(); ++i)
      if (!is_taken(i) && !(table_.has_header() && table_.name(i).empty())) free.push_back(i);
    if (free.empty() && table_.columns() == 1) static_cast<void>(table_.position(Column(1)));  // throws
    if (free.empty()) throw table_.error(table_.first_line(), "no column is left for the values: name it with .value");
    if (free.size() == 1 || (wanted_ == Wanted::panel && keys_.empty())) return free;
    std::vector<std::size_t> numbers = columns_with_numbers(free);
    if (numbers.size() == 1) return numbers;
    throw several_values(numbers.empty() ? free : numbers);
  }

  /// Of these columns those that hold a number in any row of data that is wanted.
  std::vector<std::size_t> columns_with_numbers(const std::vector<std::size_t>& columns) const {
    CsvTable table(text_, name_, format_of(options_));
    work_.expect(text_.size());
    std::size_t told = 0;
    std::vector<std::size_t> open = columns, numbers;
    while (!open.empty() && table.next_row_of_any_length()) {
      told = tell(table, told);
      if (!table.row_fits() || !is_wanted(table) || written(table).is_nothing()) continue;
      std::erase_if(open, [&](std::size_t column) {
        const bool number = !table.is_missing(column) && table.is_number(column);
        if (number) numbers.push_back(column);
        return number;
      });
    }
    work_.step(text_.size() - std::min(told, text_.size()));
    std::sort(numbers.begin(), numbers.end());
    return numbers;
  }

  void read_across() {
    const bool parts = options_.layout == Layout::parts_across;
    const PeriodRules rules{&options_.period_format, options_.month_names};
    std::vector<std::size_t> columns;
    std::vector<std::string_view> names;
    std::vector<WrittenPeriod> periods;
    for (std::size_t i = 0; i < table_.columns(); ++i) {
      const WrittenPeriod period = parts ? read_written_period("2000", table_.name(i), rules, options_.frequency)
                                         : read_written_period(table_.name(i), rules);
      if (period.is_nothing() || is_taken(i)) continue;
      columns.push_back(i);
      periods.push_back(period);
    }
    if (columns.empty())
      throw table_.error(table_.first_line(),
                         parts ? "no column is a part of a year (Jan, M01, Q1, H1)" : "no column is a period");
    std::vector<std::size_t> keys = keys_;
    if (keys.empty() && !parts)
      for (std::size_t i = 0; i < table_.columns(); ++i)
        if (!table_.name(i).empty() && !std::binary_search(columns.begin(), columns.end(), i)) keys.push_back(i);
    WrittenPeriod row;
    while (next_row(row)) {
      if (parts && !(row.kind() == WrittenPeriod::Kind::period && row.frequency() == Frequency::annual))
        throw table_.error(table_.line(), period_, quoted(table_.text(period_)) + " is not a year");
      const std::uint32_t series = series_of_row(keys);
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const WrittenPeriod period =
            parts ? read_written_period(table_.text(period_), table_.name(columns[i]), rules, options_.frequency)
                  : periods[i];
        if (parts && options_.frequency && options_.other_frequencies == OtherFrequencies::leave_out &&
            period.frequency() != *options_.frequency)
          continue;
        add(period, series, columns[i]);
      }
    }
  }

  PeriodChoice choice() const {
    return {.form = options_.period_format.form(),
            .fiscal_year = options_.fiscal_year,
            .frequency = options_.frequency,
            .others = options_.other_frequencies,
            .error = [this](const Observation& cell, const std::string& what) {
              return period_ == no_column ? table_.error(table_.first_line(), what)
                                          : table_.error(cell.line, period_, what);
            }};
  }

  /// One column of values a series, and the first period.
  Period arrange(std::vector<double>& values) const {
    const auto [first, last] = std::minmax_element(
        observations_.begin(), observations_.end(),
        [](const Observation& a, const Observation& b) { return a.period.ordinal() < b.period.ordinal(); });
    const std::int64_t from = first->period.ordinal();
    const auto periods = static_cast<std::size_t>(last->period.ordinal() - from) + 1;
    const std::size_t series = names_.empty() ? 1 : names_.size();
    if (periods > options_.limits.values / series)
      throw table_.error("spans " + std::to_string(periods) + " periods of " + std::to_string(series) +
                         " series, and .limits allows " + std::to_string(options_.limits.values) + " values");
    if (series > 1 && periods * series > 64 * observations_.size() + 10'000'000)
      throw table_.error("holds " + std::to_string(observations_.size()) + " values, and a panel from " +
                         to_string(first->period.period()) + " (line " + std::to_string(first->line) + ") to " +
                         to_string(last->period.period()) + " (line " + std::to_string(last->line) + ") would have " +
                         std::to_string(periods * series) + ": is a year mistyped?");
    values.assign(periods * series, missing_value);
    std::vector<bool> seen(values.size());
    for (const Observation& cell : observations_) {
      const std::size_t i = cell.series * periods + static_cast<std::size_t>(cell.period.ordinal() - from);
      if (seen[i]) throw given_already(cell);
      seen[i] = true;
      values[i] = cell.value;
    }
    return first->period.period();
  }

  Error given_already(const Observation& again) const {
    const auto before = std::find_if(observations_.begin(), observations_.end(), [&](const Observation& cell) {
      return cell.series == again.series && cell.period == again.period;
    });
    const std::string what =
        to_string(again.period.period()) + " was given in line " + std::to_string(before->line) + " already";
    if (period_ == no_column) return table_.error(again.line, what);
    return table_.error(again.line, period_, what);
  }

  /// Flags were noted by the position of their observation; where resolve() took some away, theirs are gone as well.
  void tell_flags(const std::vector<std::string>& names) const {
    std::size_t at = 0;
    for (const Kept& flag : flags_) {
      while (at < observations_.size() && observations_[at].position < flag.position) ++at;
      if (at == observations_.size()) return;
      if (observations_[at].position == flag.position)
        options_.on_flag({names.empty() ? std::string() : names[observations_[at].series],
                          observations_[at].period.period(), flag.text});
    }
  }

  void require_different_names() const {
    std::vector<std::string_view> names(names_.begin(), names_.end());
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end()) throw table_.error("two series would have the name " + quoted(*twice));
  }

  Error nothing_read() const {
    if (!only_.empty()) {
      std::string filters;
      for (const Only& only : options_.only) filters += (filters.empty() ? "" : ", ") + quoted(only.text);
      return table_.error("no row has " + filters + " where .only asks for it");
    }
    return table_.error(begun_ ? "has no values" : "has a header and no other row");
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

  struct Kept {
    std::uint32_t position;
    std::string text;
  };

  const CsvOptions& options_;
  std::string_view text_;
  std::string_view name_;
  CsvTable table_;
  Wanted wanted_;
  std::size_t period_ = no_column, part_ = no_column, flag_ = no_column;
  std::vector<std::size_t> keys_;
  std::vector<Filter> only_;
  bool begun_ = false;        // a row of data was seen
  std::size_t ended_at_ = 0;  // the line of the first note below; 0 if there was none
  std::vector<Observation> observations_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint32_t> positions_;
  std::uint32_t last_ = 0;
  std::string key_;
  std::vector<Kept> flags_;
  detail::Work work_;  // by bytes
  std::size_t told_ = 0;
};

}  // namespace

TimeSeries parse_csv(std::string_view text, const CsvOptions& options, std::string_view name) {
  return Reading(text, options, name, Wanted::series).series();
}

TimeSeries read_csv(const std::string& path, const CsvOptions& options) {
  return parse_csv(read_file(path, options.limits), options, path);
}

TimeSeries read_csv(std::istream& stream, const CsvOptions& options, std::string_view name) {
  return parse_csv(read_stream(stream, name, options.limits), options, name);
}

Panel parse_panel(std::string_view text, const CsvOptions& options, std::string_view name) {
  return Reading(text, options, name, Wanted::panel).panel();
}

Panel read_panel(const std::string& path, const CsvOptions& options) {
  return parse_panel(read_file(path, options.limits), options, path);
}

Panel read_panel(std::istream& stream, const CsvOptions& options, std::string_view name) {
  return parse_panel(read_stream(stream, name, options.limits), options, name);
}

}  // namespace HIGHWATER_NAMESPACE::io
