#include "answers.h"

#include <algorithm>
#include <charconv>
#include <exception>
#include <highwater/highwater.hpp>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hw = highwater;

namespace {

std::string last;  // a server process has one thread

/// Runs what sets `last` to an answer; what it throws becomes the error.
template <class Function>
hw_outcome guarded(const Function& function) noexcept {
  try {
    try {
      return function();
    } catch (const std::bad_alloc&) {
      last = "memory has ended";
    } catch (const std::exception& fault) {
      last = fault.what();
    }
  } catch (...) {  // of the text of the error
    last.clear();
  }
  return HW_ERROR;
}

/// In the fewest digits that give the number back; nothing, which is NULL in a row, if it is missing.
std::string text(double value) {
  if (hw::is_missing(value)) return {};
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}
std::string text(std::int64_t value) { return std::to_string(value); }
std::string text(bool value) { return value ? "t" : "f"; }
std::string text(hw::Period period) { return to_string(period); }
template <class Value>
std::string text(const std::optional<Value>& value) {
  return value ? text(*value) : std::string();
}

template <class... Fields>
std::string row_of(const Fields&... fields) {
  std::string row;
  ((row += (row.empty() ? '(' : ','), row += text(fields)), ...);
  return row + ')';
}

/// The rows as a series: in their order, missing in between.
hw::TimeSeries series_of(std::span<const hw_row> given) {
  struct Row {
    hw::Period period;
    double value;
  };
  std::vector<Row> rows;
  rows.reserve(given.size());
  for (const hw_row& row : given)
    rows.push_back({hw::Period(static_cast<hw::Frequency>(row.frequency), row.ordinal), row.value});
  const auto earlier = [](const Row& a, const Row& b) { return a.period < b.period; };
  for (const Row& row : rows) (void)earlier(row, rows.front());  // throws, if of two frequencies
  if (!std::is_sorted(rows.begin(), rows.end(), earlier)) std::sort(rows.begin(), rows.end(), earlier);
  hw::TimeSeries series(rows.front().period, {});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0 && rows[i].period == rows[i - 1].period)
      throw hw::Error(to_string(rows[i].period) + " comes more than once in a group; a period has one value");
    series.append(rows[i].period, rows[i].value);
  }
  return series;
}

std::string scan(const hw::TimeSeries& series) {
  using enum hw::monitor::Parts;
  const hw::monitor::SeriesSummary now =
      hw::monitor::scan(series, {.parts = growth | records | streaks | trailing | fiscal});
  const std::optional<hw::Record> standing = now.record();
  const auto length = [](const std::optional<hw::Streak>& run) { return run ? run->length : std::int64_t{0}; };
  return row_of(now.latest(), now.value, now.growth_on_period, now.growth_on_year, now.trailing_mean, now.mean_before,
                now.year_to_date, now.fiscal_total, standing ? std::optional(standing->period) : std::nullopt,
                standing ? standing->value : hw::missing_value, standing ? standing->index : std::int64_t{0},
                now.sets_record(), length(now.streak_on_period()), length(now.streak_on_year()));
}

std::string project(const hw::TimeSeries& series, std::string_view horizon) {
  std::int64_t periods = 0;
  std::from_chars(horizon.data(), horizon.data() + horizon.size(), periods);  // the server printed it
  const hw::Projection outlook = hw::projection::project(series, hw::projection::Automatic{}, {.periods = periods});
  std::string rows;
  for (std::size_t i = 0; i < outlook.point.size(); ++i)
    rows += (i == 0 ? "\"" : ",\"") +
            row_of(outlook.point.period(i), outlook.point.values()[i], outlook.lower.values()[i],
                   outlook.upper.values()[i]) +
            '"';
  return '{' + rows + '}';
}

}  // namespace

hw_outcome hw_read_period(const char* text, size_t length, hw_row* row) {
  return guarded([&] {
    const hw::Period period = hw::parse_period({text, length});
    row->frequency = static_cast<std::int32_t>(period.frequency());
    row->ordinal = static_cast<std::int32_t>(period.ordinal());
    return HW_ANSWER;
  });
}

hw_outcome hw_answer(hw_question question, const hw_row* rows, size_t count, const char* argument) {
  return guarded([&] {
    if (count == 0) return HW_NULL;
    const hw::TimeSeries series = series_of({rows, count});
    switch (question) {
      case HW_RECORD: {
        const std::vector<hw::Record> highs = hw::records::highs(series);
        if (highs.empty()) return HW_NULL;
        const hw::Record& record = highs.back();
        last = row_of(record.period, record.value, record.previous_period, record.previous_value, record.index);
        break;
      }
      case HW_STREAK: {
        const hw::Streak now = hw::records::current_streak(hw::growth::year_over_year(series));
        last = row_of(now.length, now.first, now.bounded_by_missing);
        break;
      }
      case HW_YOY: {
        const double growth = hw::growth::year_over_year(series)[series.last()];
        if (hw::is_missing(growth)) return HW_NULL;
        last = text(growth);
        break;
      }
      case HW_SCAN:
        last = scan(series);
        break;
      case HW_PROJECT:
        last = project(series, argument);
        break;
      case HW_BULLETIN:
        last = to_markdown(hw::bulletin::compose(series, {.title = argument}));
        break;
    }
    return HW_ANSWER;
  });
}

const char* hw_text(void) { return last.c_str(); }
