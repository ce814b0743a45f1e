#include "answers.h"

#include <charconv>
#include <cstdlib>
#include <highwater/highwater.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "../answers.hpp"
#include "../text.hpp"

namespace hw = highwater;
namespace answers = highwater_integrations;

namespace {

std::string last;  // a server process has one thread

/// Runs what sets `last` to an answer; what it throws becomes the error.
template <class Function>
hw_outcome guarded(const Function& function) noexcept {
  hw_outcome outcome = HW_ERROR;
  answers::guarded([&] { outcome = function(); },
                   [](const char* words) {
                     try {
                       last = words;
                     } catch (...) {
                       last.clear();
                     }
                   });
  return outcome;
}

/// Missing is nothing, which is NULL in a row.
std::string text(double value) { return answers::text(value, {}); }
std::string text(std::int64_t value) { return std::to_string(value); }
std::string text(bool value) { return value ? "t" : "f"; }
std::string text(hw::Period period) { return to_string(period); }
template <class... Fields>
std::string text(const std::tuple<Fields...>& fields);
template <class Value>
std::string text(const std::optional<Value>& value) {
  return value ? text(*value) : std::string();
}

template <class... Fields>
std::string text(const std::tuple<Fields...>& fields) {
  std::string row;
  std::apply([&](const auto&... field) { ((row += (row.empty() ? '(' : ','), row += text(field)), ...); }, fields);
  return row + ')';
}
template <class... Fields>
std::string text(const std::vector<std::tuple<Fields...>>& rows) {
  std::string list;
  for (const auto& row : rows) list += (list.empty() ? "\"" : ",\"") + text(row) + '"';
  return '{' + list + '}';
}

hw::TimeSeries series_of(std::span<const hw_row> given) {
  std::vector<answers::Row> rows;
  rows.reserve(given.size());
  for (const hw_row& row : given)
    rows.push_back({hw::Period(static_cast<hw::Frequency>(row.frequency), row.ordinal), row.value});
  return answers::series_of(std::move(rows));
}

std::int64_t number(std::string_view printed) {
  std::int64_t value = 0;
  std::from_chars(printed.data(), printed.data() + printed.size(), value);  // the server printed it
  return value;
}

/// A line for each claim. The argument has a line each for figure, resolution, period and type.
std::string check(const hw::TimeSeries& series, const char* argument) {
  char* after = nullptr;
  const double figure = std::strtod(argument, &after);  // a server process has the numbers of the C locale
  const double resolution = std::strtod(after, &after);
  const std::string_view rest = after + 1;
  const std::size_t end = rest.find('\n');
  std::string lines;
  for (const auto& [claim, verdict, reason] :
       answers::check(series, std::string(rest.substr(0, end)), std::string(rest.substr(end + 1)), figure, resolution))
    lines += (lines.empty() ? "" : "\n") + verdict + ": " + reason;
  return lines;
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
      case HW_RECORD:
        last = text(answers::record(series));
        break;
      case HW_STREAK:
        last = text(answers::streak(series));
        break;
      case HW_YOY:
        last = text(answers::year_over_year(series));
        break;
      case HW_SCAN:
        last = text(answers::scan(series));
        break;
      case HW_PROJECT:
        last = text(answers::project(series, number(argument)));
        break;
      case HW_CHECK:
        last = check(series, argument);
        break;
      case HW_BULLETIN:
        last = answers::bulletin(series, {.title = argument});
        break;
    }
    return last.empty() ? HW_NULL : HW_ANSWER;
  });
}

const char* hw_text(void) { return last.c_str(); }
