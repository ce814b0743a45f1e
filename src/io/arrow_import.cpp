#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "highwater/calendar/frequency_of_days.hpp"
#include "highwater/calendar/nesting.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/io/arrow.hpp"
#include "highwater/io/arrow_panels.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

/// What was taken over, released once however the function ends.
template <class Structure>
class Taken {
 public:
  explicit Taken(Structure* structure) : structure_(structure) {}
  Taken(const Taken&) = delete;
  Taken& operator=(const Taken&) = delete;
  ~Taken() {
    if (structure_ != nullptr && structure_->release != nullptr) structure_->release(structure_);
  }

 private:
  Structure* structure_;
};

constexpr std::size_t most_rows = std::size_t{1} << 40U;

enum class Kind : std::uint8_t { nothing, number, days, instants, text };

/// What a format string says of a column.
struct Type {
  Kind kind;
  char code = ' ';           // as in the format: 'g' for doubles
  double unit = 1.0;         // of decimals: 10^-scale
  std::int64_t per_day = 1;  // of instants and of dates in milliseconds
  std::size_t width = 0;     // bytes of a value; 0: none of its own
  bool large = false;        // text with offsets of 64 bits
};

[[noreturn]] void refuse(const std::string& column, const std::string& what) {
  throw Error("the Arrow column \"" + column + "\" " + what);
}

std::size_t width_of(char code) {
  switch (code) {
    case 'c':
    case 'C':
      return 1;
    case 's':
    case 'S':
    case 'e':
      return 2;
    case 'i':
    case 'I':
    case 'f':
      return 4;
    default:
      return 8;
  }
}

Type type_of(std::string_view format, const std::string& column) {
  if (format.size() == 1) {
    if (format == "n") return {Kind::nothing};
    if (std::string_view("cCsSiIlLefg").find(format[0]) != std::string_view::npos)
      return {Kind::number, format[0], 1.0, 1, width_of(format[0])};
    if (format == "u" || format == "U") return {Kind::text, format[0], 1.0, 1, 0, format == "U"};
  }
  if (format == "tdD") return {Kind::days, 'i', 1.0, 1, 4};
  if (format == "tdm") return {Kind::instants, 'l', 1.0, 86'400'000, 8};
  if (format.starts_with("ts") && format.size() >= 4 && format[3] == ':') {
    constexpr std::string_view units = "smun";
    if (const std::size_t unit = units.find(format[2]); unit != std::string_view::npos) {
      constexpr std::int64_t per_day[] = {86'400, 86'400'000, 86'400'000'000, 86'400'000'000'000};
      return {Kind::instants, 'l', 1.0, per_day[unit], 8};
    }
  }
  if (format.starts_with("d:")) {  // d:precision,scale[,bits]
    int numbers[3] = {0, 0, 128};
    std::size_t at = 2, count = 0;
    for (; count < 3 && at < format.size(); ++count, ++at) {
      const bool negative = format[at] == '-';
      if (negative) ++at;
      int value = 0;
      for (; at < format.size() && format[at] >= '0' && format[at] <= '9' && value < 1000; ++at)
        value = value * 10 + (format[at] - '0');
      numbers[count] = negative ? -value : value;
      if (at < format.size() && format[at] != ',') count = 3;
    }
    constexpr int largest_scale = 300;  // of whose power of ten there is a double
    if ((count == 2 || count == 3) && at > format.size() && std::abs(numbers[1]) <= largest_scale &&
        numbers[2] % 8 == 0 && numbers[2] >= 32 && numbers[2] <= 256)
      return {Kind::number, 'd', std::pow(10.0, -numbers[1]), 1, static_cast<std::size_t>(numbers[2] / 8)};
  }
  refuse(column,
         "has the type \"" + std::string(format) + "\", which is neither a number nor a date, a timestamp or text");
}

template <class T>
T at(const void* values, std::size_t i) {
  T value;
  std::memcpy(&value, static_cast<const char*>(values) + i * sizeof(T), sizeof(T));
  return value;
}

double half_precision(std::uint16_t bits) {
  const int exponent = (bits >> 10) & 31, fraction = bits & 1023;
  const double size = exponent == 31  ? (fraction == 0 ? core::infinity : missing_value)
                      : exponent == 0 ? std::ldexp(fraction, -24)
                                      : std::ldexp(1024 + fraction, exponent - 25);
  return (bits >> 15) != 0 ? -size : size;
}

/// A decimal integer of some bytes in two's complement, the least significant first, as the nearest double to within one
/// unit in its last place.
double wide_integer(const void* values, std::size_t i, std::size_t width) {
  std::uint8_t bytes[32];
  std::memcpy(bytes, static_cast<const char*>(values) + i * width, width);
  const bool negative = (bytes[width - 1] & 0x80U) != 0;
  unsigned carry = negative ? 1 : 0;
  for (std::size_t k = 0; negative && k < width; ++k) {
    const unsigned flipped = (~bytes[k] & 0xFFU) + carry;
    bytes[k] = static_cast<std::uint8_t>(flipped);
    carry = flipped >> 8;
  }
  double size = 0.0;
  for (std::size_t k = width; k-- > 0;) size = size * 256.0 + bytes[k];
  return negative ? -size : size;
}

/// A column of a batch, looked at with suspicion: what an access needs was checked when it was made.
class ArrowColumn {
 public:
  /// `indexed_by`: the name of the column whose dictionary this is.
  ArrowColumn(const ArrowSchema& schema, const ArrowArray& array, std::size_t begin, std::size_t rows,
              const std::string* indexed_by = nullptr)
      : name_(indexed_by != nullptr    ? *indexed_by
              : schema.name == nullptr ? ""
                                       : schema.name) {
    if (schema.format == nullptr) refuse(name_, "has no type");
    if (array.release == nullptr) refuse(name_, "has been released");
    if (array.offset < 0 || array.length < 0) refuse(name_, "has a negative length or offset");
    const auto offset = static_cast<std::size_t>(array.offset), length = static_cast<std::size_t>(array.length);
    if (length > most_rows || offset > most_rows || begin + rows > length)
      refuse(name_, "has " + std::to_string(length) + " values for " + std::to_string(begin + rows) + " rows");
    begin_ = offset + begin;
    const bool indexed = schema.dictionary != nullptr;
    type_ = type_of(schema.format, name_);
    if (type_.kind == Kind::nothing) return;
    const std::int64_t buffers = type_.kind == Kind::text ? 3 : 2;
    if (array.n_buffers != buffers || array.buffers == nullptr)
      refuse(name_, "has " + std::to_string(array.buffers == nullptr ? 0 : array.n_buffers) + " buffers instead of " +
                        std::to_string(buffers));
    validity_ = array.null_count == 0 ? nullptr : static_cast<const std::uint8_t*>(array.buffers[0]);
    values_ = array.buffers[1];
    text_ = buffers == 3 ? static_cast<const char*>(array.buffers[2]) : nullptr;
    if (rows > 0 && values_ == nullptr) refuse(name_, "has no values");
    if (indexed) {
      if (indexed_by != nullptr) refuse(name_, "is a dictionary of dictionaries");
      if (type_.kind != Kind::number || std::string_view("cCsSiIlL").find(type_.code) == std::string_view::npos)
        refuse(name_, "has a dictionary whose indices are not integers");
      if (array.dictionary == nullptr) refuse(name_, "lacks its dictionary");
      entries_count_ = static_cast<std::size_t>(std::max<std::int64_t>(array.dictionary->length, 0));
      entries_.emplace_back(*schema.dictionary, *array.dictionary, 0, entries_count_, &name_);
    }
  }

  const std::string& name() const { return name_; }
  Kind kind() const { return entries_.empty() ? type_.kind : entries_.front().kind(); }

  bool is_null(std::size_t row) const {
    if (type_.kind == Kind::nothing) return true;
    if (validity_ != nullptr && (validity_[(begin_ + row) / 8] >> ((begin_ + row) % 8) & 1U) == 0) return true;
    return !entries_.empty() && entries_.front().is_null(entry(row));
  }

  double number(std::size_t row) const {
    if (is_null(row)) return missing_value;
    if (!entries_.empty()) return entries_.front().number(entry(row));
    const std::size_t i = begin_ + row;
    switch (type_.code) {
      case 'g':
        return at<double>(values_, i);
      case 'f':
        return static_cast<double>(at<float>(values_, i));
      case 'e':
        return half_precision(at<std::uint16_t>(values_, i));
      case 'd':
        return type_.unit >= 1.0 ? wide_integer(values_, i, type_.width) * type_.unit
                                 : wide_integer(values_, i, type_.width) / std::round(1.0 / type_.unit);
      case 'L':
        return static_cast<double>(at<std::uint64_t>(values_, i));
      default:
        return static_cast<double>(integer(i));
    }
  }

  std::string_view text(std::size_t row) const {
    if (!entries_.empty()) return entries_.front().text(entry(row));
    const std::size_t i = begin_ + row;
    const std::int64_t from = type_.large ? at<std::int64_t>(values_, i) : at<std::int32_t>(values_, i);
    const std::int64_t to = type_.large ? at<std::int64_t>(values_, i + 1) : at<std::int32_t>(values_, i + 1);
    constexpr std::int64_t longest = 1'000'000;
    if (from < 0 || to < from || to - from > longest || (text_ == nullptr && to > from))
      refuse(name_, "has a text of impossible length in row " + std::to_string(row + 1));
    return to == from ? std::string_view() : std::string_view(text_ + from, static_cast<std::size_t>(to - from));
  }

  /// The day of a date or a timestamp.
  Period day(std::size_t row) const {
    if (!entries_.empty()) return entries_.front().day(entry(row));
    const std::int64_t value = integer(begin_ + row);
    const std::int64_t days = detail::floor_divide(value, type_.per_day);
    constexpr std::int64_t far = 10'000'000;
    if (days < -far || days > far) refuse(name_, "has a date beyond the year 9999 in row " + std::to_string(row + 1));
    return {Frequency::daily, days};
  }

 private:
  std::int64_t integer(std::size_t i) const {
    switch (type_.code) {
      case 'c':
        return at<std::int8_t>(values_, i);
      case 'C':
        return at<std::uint8_t>(values_, i);
      case 's':
        return at<std::int16_t>(values_, i);
      case 'S':
        return at<std::uint16_t>(values_, i);
      case 'i':
        return at<std::int32_t>(values_, i);
      case 'I':
        return at<std::uint32_t>(values_, i);
      default:
        return at<std::int64_t>(values_, i);
    }
  }
  std::size_t entry(std::size_t row) const {
    const std::int64_t index = integer(begin_ + row);
    if (index < 0 || static_cast<std::uint64_t>(index) >= entries_count_)
      refuse(name_, "has the index " + std::to_string(index) + " into a dictionary of " +
                        std::to_string(entries_count_) + " in row " + std::to_string(row + 1));
    return static_cast<std::size_t>(index);
  }

  std::string name_;
  Type type_{Kind::nothing};
  std::size_t begin_ = 0;
  const std::uint8_t* validity_ = nullptr;
  const void* values_ = nullptr;
  const char* text_ = nullptr;
  std::vector<ArrowColumn> entries_;  // the dictionary, if there is one
  std::size_t entries_count_ = 0;
};

/// The columns of a batch.
std::vector<ArrowColumn> columns_in(const ArrowSchema& schema, const ArrowArray& array) {
  if (schema.format == nullptr || std::string_view(schema.format) != "+s")
    throw Error("an Arrow record batch is a struct, and this is \"" +
                std::string(schema.format == nullptr ? "" : schema.format) + "\"");
  if (array.release == nullptr) throw Error("the Arrow record batch has been released");
  if (array.length < 0 || array.offset < 0) throw Error("the Arrow record batch has a negative length or offset");
  if (schema.n_children < 0 || schema.n_children > 1'000'000 || schema.n_children != array.n_children)
    throw Error("the Arrow record batch has " + std::to_string(array.n_children) + " columns and its schema " +
                std::to_string(schema.n_children));
  if (schema.n_children > 0 && (schema.children == nullptr || array.children == nullptr))
    throw Error("the Arrow record batch lacks its columns");
  if (array.null_count > 0 && array.n_buffers == 1 && array.buffers != nullptr && array.buffers[0] != nullptr)
    throw Error("the Arrow record batch has rows that are null as a whole");
  std::vector<ArrowColumn> columns;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    if (schema.children[i] == nullptr || array.children[i] == nullptr)
      throw Error("the Arrow record batch lacks column " + std::to_string(i + 1));
    columns.emplace_back(*schema.children[i], *array.children[i], static_cast<std::size_t>(array.offset),
                         static_cast<std::size_t>(array.length));
  }
  return columns;
}

std::string listed(const std::vector<ArrowColumn>& columns) {
  constexpr std::size_t shown = 20;
  std::string text;
  for (std::size_t i = 0; i < std::min(shown, columns.size()); ++i)
    text += (i == 0 ? "\"" : ", \"") + columns[i].name() + "\"";
  return columns.empty() ? "none" : text + (columns.size() > shown ? ", ..." : "");
}

std::size_t position_of(const std::vector<ArrowColumn>& columns, const std::string& name) {
  std::size_t found = columns.size();
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].name() == name) {
      if (found != columns.size()) throw Error("two Arrow columns are named \"" + name + "\"");
      found = i;
    }
  if (found == columns.size()) throw Error("there is no Arrow column \"" + name + "\"; there are: " + listed(columns));
  return found;
}

/// Where what is asked for stands.
struct Places {
  std::size_t period;
  std::vector<std::size_t> keys, values;
};

Places places_in(const std::vector<ArrowColumn>& columns, const ArrowColumns& asked) {
  Places places{};
  if (!asked.period.empty()) {
    places.period = position_of(columns, asked.period);
  } else {
    std::vector<std::size_t> dates, texts;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const bool key = std::find(asked.keys.begin(), asked.keys.end(), columns[i].name()) != asked.keys.end();
      if (columns[i].kind() == Kind::days || columns[i].kind() == Kind::instants) dates.push_back(i);
      if (columns[i].kind() == Kind::text && !key) texts.push_back(i);
    }
    const std::vector<std::size_t>& candidates = dates.empty() ? texts : dates;
    if (candidates.size() != 1)
      throw Error(
          std::string(candidates.empty() ? "no" : "more than one") +
          " Arrow column could be the periods: name one in ArrowColumns::period; there are: " + listed(columns));
    places.period = candidates[0];
  }
  for (const std::string& key : asked.keys) places.keys.push_back(position_of(columns, key));
  for (const std::string& value : asked.values) places.values.push_back(position_of(columns, value));
  if (places.values.empty())
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (i != places.period && std::find(places.keys.begin(), places.keys.end(), i) == places.keys.end())
        places.values.push_back(i);
  if (!places.keys.empty() && places.values.size() != 1)
    throw Error("a long table has one column of values, and " + std::to_string(places.values.size()) +
                " could be meant: name it in ArrowColumns::values; there are: " + listed(columns));
  for (const std::size_t value : places.values)
    if (columns[value].kind() != Kind::number && columns[value].kind() != Kind::nothing)
      refuse(columns[value].name(),
             "does not hold numbers: leave it out by naming those that do in ArrowColumns::values");
  return places;
}

/// All rows of some batches, before their periods are known: first labels and numbers, then the panel.
class Reader {
 public:
  /// `rows`: how many rows were read before, by others.
  explicit Reader(const ArrowColumns& asked, std::size_t rows = 0) : asked_(asked), rows_before_(rows) {}

  void add(const ArrowSchema& schema, const ArrowArray& array) {
    const std::vector<ArrowColumn> columns = columns_in(schema, array);
    const Places places = places_in(columns, asked_);
    if (asked_.keys.empty() && names_.empty())
      for (std::size_t v = 0; v < places.values.size(); ++v)
        if (const std::string& name = columns[places.values[v]].name(); series_of(name) != v)
          throw Error("two Arrow columns are named \"" + name + "\"");
    for (std::size_t row = 0; row < static_cast<std::size_t>(array.length); ++row)
      add_row(columns, places, row, asked_.keys.empty() ? "" : key_of(columns, places, row));
  }

  /// One row, of the series with this key.
  void add_row(const std::vector<ArrowColumn>& columns, const Places& places, std::size_t row, const std::string& key) {
    const Period label = label_of(columns[places.period], row);
    if (labels_.empty() || !(labels_.back() == label)) days_only_ = days_only_ && label.frequency() == Frequency::daily;
    for (std::size_t v = 0; v < places.values.size(); ++v) {
      const ArrowColumn& column = columns[places.values[v]];
      const double value = column.number(row);
      if (std::isinf(value)) refuse(column.name(), "has an infinite value in row " + shown(labels_.size()));
      cells_.push_back({labels_.size(), asked_.keys.empty() ? v : series_of(key), value});
    }
    labels_.push_back(label);
  }

  /// The name of a series in a long table.
  static std::string key_of(const std::vector<ArrowColumn>& columns, const Places& places, std::size_t row) {
    std::string name;
    for (std::size_t k = 0; k < places.keys.size(); ++k) {
      const ArrowColumn& key = columns[places.keys[k]];
      if (k > 0) name += " / ";
      if (key.is_null(row)) continue;
      if (key.kind() == Kind::text)
        name += key.text(row);
      else if (key.kind() == Kind::number)
        name += plain_integer(key, row);
      else
        refuse(key.name(), "is neither text nor a whole number, and so names no series");
    }
    return name;
  }

  std::size_t rows() const noexcept { return labels_.size(); }
  std::size_t series_count() const noexcept { return names_.size(); }

  /// `from` and `to`: its periods, if they are not those of the rows.
  Panel panel(const std::optional<Period>& from = {}, const std::optional<Period>& to = {}) const {
    if (labels_.empty()) throw Error("the Arrow table has no rows");
    if (names_.empty()) throw Error("the Arrow table has a column of periods and none of values");
    std::vector<Period> periods = labels_;
    if (days_only_) to_periods(periods);
    for (const Period period : periods)
      if (period.frequency() != periods.front().frequency())
        throw Error("the Arrow table mixes " + std::string(to_string(periods.front().frequency())) + " and " +
                    std::string(to_string(period.frequency())) + " periods: " + to_string(periods.front()) + ", " +
                    to_string(period));
    const auto [earliest, latest] = std::minmax_element(periods.begin(), periods.end());
    for (const auto& end : {from, to})
      if (end && end->frequency() != earliest->frequency())
        throw Error("the Arrow table is " + std::string(to_string(earliest->frequency())) + ", and " + to_string(*end) +
                    " of ArrowPanelOptions is " + std::string(to_string(end->frequency())));
    const auto outside = [&](auto at) {
      return Error("the Arrow table has " + to_string(*at) + " in row " +
                   shown(static_cast<std::size_t>(at - periods.begin())) +
                   ", which lies outside ArrowPanelOptions::first to last");
    };
    if (from && *earliest < *from) throw outside(earliest);
    if (to && *to < *latest) throw outside(latest);
    const Period first = from.value_or(*earliest), last = to.value_or(*latest);
    const auto count = static_cast<std::size_t>(last - first) + 1;
    if (count > asked_.limits.values / names_.size())
      throw Error("the Arrow table spans " + std::to_string(count) + " periods of " + std::to_string(names_.size()) +
                  " series, and ArrowColumns::limits allows " + std::to_string(asked_.limits.values) + " values");
    std::vector<double> values(count * names_.size(), missing_value);
    std::vector<bool> taken(values.size());
    for (const Cell& cell : cells_) {
      const std::size_t place = cell.series * count + static_cast<std::size_t>(periods[cell.row] - first);
      if (taken[place])
        throw Error("the Arrow table has " + to_string(periods[cell.row]) + " of \"" + names_[cell.series] +
                    "\" twice, the second time in row " + shown(cell.row));
      taken[place] = true;
      values[place] = cell.value;
    }
    return Panel(names_, first, std::move(values));
  }

 private:
  struct Cell {
    std::size_t row, series;
    double value;
  };

  /// A row of this reader, as errors count it.
  std::string shown(std::size_t row) const { return std::to_string(rows_before_ + row + 1); }

  Period label_of(const ArrowColumn& labels, std::size_t row) const {
    if (labels.is_null(row)) refuse(labels.name(), "has no period in row " + shown(labels_.size()));
    if (labels.kind() == Kind::days || labels.kind() == Kind::instants) return labels.day(row);
    if (labels.kind() != Kind::text) refuse(labels.name(), "is not one of dates, timestamps or text");
    const std::string_view text = labels.text(row);
    if (const auto period = try_parse_period(text)) return *period;
    refuse(labels.name(), "has \"" + std::string(text.substr(0, 40)) + "\" in row " + shown(labels_.size()) +
                              ", which is not a period");
  }

  static std::string plain_integer(const ArrowColumn& key, std::size_t row) {
    const double value = key.number(row);
    if (!(std::abs(value) <= 0x1p53) || value != std::floor(value))
      refuse(key.name(), "is neither text nor a whole number, and so names no series");
    return std::to_string(static_cast<std::int64_t>(value));
  }

  std::size_t series_of(const std::string& name) {
    if (!names_.empty() && names_[latest_] == name) return latest_;  // most long tables go on with the same series
    const auto [known, is_new] = position_.try_emplace(name, names_.size());
    if (is_new) names_.push_back(name);
    return latest_ = known->second;
  }

  /// Labels that are days into periods of the frequency that was asked for, or found.
  void to_periods(std::vector<Period>& labels) const {
    std::vector<Period> distinct = labels;
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    const Frequency frequency = asked_.frequency ? *asked_.frequency : frequency_of_days(distinct);
    for (std::size_t row = 0; row < labels.size(); ++row) {
      try {
        labels[row] = containing(labels[row], frequency);
      } catch (const Error& error) {
        throw Error("the Arrow table in row " + shown(row) + ": " + error.what());
      }
    }
  }

  const ArrowColumns& asked_;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t, std::less<>> position_;
  std::vector<Period> labels_;
  std::vector<Cell> cells_;
  std::size_t rows_before_, latest_ = 0;
  bool days_only_ = true;
};

/// A stream that was taken over, batch by batch.
class Stream {
 public:
  /// Takes the stream over: it moves here, and the caller's structure is marked as released.
  explicit Stream(ArrowArrayStream* stream) {
    if (stream == nullptr || stream->release == nullptr) throw Error("the Arrow stream has been released");
    stream_ = *stream;
    stream->release = nullptr;
    try {
      if (const int code = stream_.get_schema(&stream_, &schema_); code != 0) {
        schema_ = {};  // whatever was left there
        fail(code);
      }
      if (schema_.release == nullptr) throw Error("the Arrow stream gave no schema");
    } catch (...) {
      release();
      throw;
    }
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { release(); }

  /// Goes to the next batch; false: there is none, and the stream is not asked again.
  bool next() {
    release(batch_);
    if (ended_) return false;
    if (const int code = stream_.get_next(&stream_, &batch_); code != 0) {
      batch_ = {};
      fail(code);
    }
    ended_ = batch_.release == nullptr;
    return !ended_;
  }
  const ArrowSchema& schema() const noexcept { return schema_; }
  const ArrowArray& batch() const noexcept { return batch_; }

 private:
  [[noreturn]] void fail(int code) {
    const char* const words = stream_.get_last_error == nullptr ? nullptr : stream_.get_last_error(&stream_);
    throw Error("the Arrow stream failed with error " + std::to_string(code) + ": " +
                (words == nullptr ? "it says nothing more" : words));
  }
  template <class Structure>
  static void release(Structure& structure) {
    if (structure.release != nullptr) structure.release(&structure);
    structure = {};
  }
  void release() {
    release(batch_);
    release(schema_);
    release(stream_);
  }

  ArrowArrayStream stream_{};
  ArrowSchema schema_{};
  ArrowArray batch_{};
  bool ended_ = false;
};

}  // namespace

/// Between two panels: a batch that was read up to a row, which begins another series.
struct ArrowPanels::State {
  State(ArrowArrayStream* taken, ArrowColumns columns_asked, ArrowPanelOptions how)
      : stream(taken), asked(std::move(columns_asked)), options(how) {
    if (asked.keys.empty())
      throw Error(
          "an Arrow stream is cut into panels by the columns that name its series: say which in ArrowColumns::keys. A "
          "wide table has all of its series in every batch: import_arrow_panel() reads it whole");
    if (options.series == 0) throw Error("ArrowPanelOptions::series: a panel needs at least one series");
    if (options.first && options.last && *options.last < *options.first)
      throw Error("ArrowPanelOptions: the last period, " + to_string(*options.last) + ", comes before the first, " +
                  to_string(*options.first));
    for (const auto& end : {options.first, options.last})
      if (end && !asked.frequency) asked.frequency = end->frequency();
  }

  /// Stands at a row that is still to be read; false: there is none.
  bool at_row() {
    while (row == rows_in_batch) {
      if (!stream.next()) return false;
      columns = columns_in(stream.schema(), stream.batch());
      places = places_in(columns, asked);
      row = 0;
      rows_in_batch = static_cast<std::size_t>(stream.batch().length);
    }
    return true;
  }

  std::optional<Panel> next() {
    Reader reader(asked, rows_read);
    for (; at_row(); ++row) {
      std::string key = Reader::key_of(columns, places, row);
      if (rows_read + reader.rows() == 0 || key != latest) {
        if (reader.series_count() == options.series) break;
        if (!known.insert(std::hash<std::string>{}(key)).second)
          throw Error("the Arrow stream has \"" + key + "\" again in row " +
                      std::to_string(rows_read + reader.rows() + 1) +
                      ", after rows of another series: sort it by the columns of ArrowColumns::keys");
        latest = std::move(key);
      }
      reader.add_row(columns, places, row, latest);
    }
    if (reader.rows() == 0) return std::nullopt;
    rows_read += reader.rows();
    Panel panel = reader.panel(options.first, options.last);
    const Frequency found = panel.first().frequency();
    if (frequency && found != *frequency)
      throw Error("the Arrow stream is " + std::string(to_string(*frequency)) + " at first, and " +
                  std::string(to_string(found)) + " up to row " + std::to_string(rows_read));
    frequency = found;
    if (!asked.frequency) asked.frequency = found;  // for labels that are days
    return panel;
  }

  Stream stream;
  ArrowColumns asked;
  ArrowPanelOptions options;
  std::vector<ArrowColumn> columns;
  Places places{};
  std::size_t row = 0, rows_in_batch = 0, rows_read = 0;
  std::string latest;                     // series
  std::unordered_set<std::size_t> known;  // hashes of the names of series
  std::optional<Frequency> frequency;
};

ArrowPanels::ArrowPanels(ArrowArrayStream* stream, ArrowColumns columns, ArrowPanelOptions options)
    : state_(std::make_unique<State>(stream, std::move(columns), options)) {}
ArrowPanels::ArrowPanels(ArrowPanels&&) noexcept = default;
ArrowPanels& ArrowPanels::operator=(ArrowPanels&&) noexcept = default;
ArrowPanels::~ArrowPanels() = default;

std::optional<Panel> ArrowPanels::operator()() {
  if (!state_) return std::nullopt;
  try {
    std::optional<Panel> panel = state_->next();
    if (!panel) state_.reset();
    return panel;
  } catch (...) {
    state_.reset();
    throw;
  }
}

Panel import_arrow_panel(ArrowSchema* schema, ArrowArray* array, const ArrowColumns& columns) {
  const Taken<ArrowArray> values(array);
  const Taken<ArrowSchema> types(schema);
  if (schema == nullptr || schema->release == nullptr) throw Error("the Arrow schema has been released");
  if (array == nullptr) throw Error("there is no Arrow array");
  Reader reader(columns);
  reader.add(*schema, *array);
  return reader.panel();
}

Panel import_arrow_panel(ArrowArrayStream* stream, const ArrowColumns& columns) {
  Stream source(stream);
  Reader reader(columns);
  while (source.next()) reader.add(source.schema(), source.batch());
  return reader.panel();
}

TimeSeries import_arrow_series(ArrowSchema* schema, ArrowArray* array, const ArrowColumns& columns) {
  const Panel panel = import_arrow_panel(schema, array, columns);
  if (panel.series_count() != 1)
    throw Error("one series was asked of an Arrow table of " + std::to_string(panel.series_count()) +
                ": name it in ArrowColumns::values");
  return TimeSeries(panel.series(0));
}

}  // namespace HIGHWATER_NAMESPACE::io
