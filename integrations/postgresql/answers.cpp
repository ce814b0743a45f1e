#include "answers.h"

#include <deque>
#include <highwater/highwater.hpp>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "../answers.hpp"

namespace hw = highwater;
namespace answers = highwater_integrations;

namespace {

// What the last call gave. It outlives the call, because the server may leave by longjmp while it copies it; a server
// process has one thread.
std::string error;
std::vector<hw_cell> cells;
std::deque<std::string> texts;  // its strings stay where they are

template <class Function>
const char* words_of_error(const Function& function) noexcept {
  const char* words = nullptr;
  answers::guarded(function, [&words](const char* fault) {
    try {
      error = fault;
      words = error.c_str();
    } catch (...) {
      words = "memory has ended";
    }
  });
  return words;
}

void add(double value) {
  if (hw::is_missing(value))
    cells.push_back({.kind = hw_cell::HW_NULL, .number = 0.0, .whole = 0, .text = nullptr, .length = 0});
  else
    cells.push_back({.kind = hw_cell::HW_NUMBER, .number = value, .whole = 0, .text = nullptr, .length = 0});
}
void add(std::int64_t value) {
  cells.push_back({.kind = hw_cell::HW_WHOLE, .number = 0.0, .whole = value, .text = nullptr, .length = 0});
}
void add(bool value) {
  cells.push_back({.kind = hw_cell::HW_FLAG, .number = 0.0, .whole = value, .text = nullptr, .length = 0});
}
void add(std::string value) {
  const std::string& text = texts.emplace_back(std::move(value));
  cells.push_back({.kind = hw_cell::HW_TEXT, .number = 0.0, .whole = 0, .text = text.c_str(), .length = text.size()});
}
void add(hw::Period value) { add(to_string(value)); }
template <class Value>
void add(const std::optional<Value>& value) {
  value ? add(*value) : add(hw::missing_value);
}

// What becomes a table: a value or a tuple is a row, a list has many, and an empty optional none.
template <class Value>
hw_answer table(const Value& value) {
  add(value);
  return {cells.data(), 1, 1};
}
template <class... Fields>
hw_answer table(const std::tuple<Fields...>& row) {
  std::apply([](const auto&... fields) { (add(fields), ...); }, row);
  return {cells.data(), 1, sizeof...(Fields)};
}
template <class... Fields>
hw_answer table(const std::optional<std::tuple<Fields...>>& row) {
  return row ? table(*row) : hw_answer{nullptr, 0, sizeof...(Fields)};
}
template <class... Fields>
hw_answer table(const std::vector<std::tuple<Fields...>>& rows) {
  for (const auto& row : rows) table(row);
  return {cells.data(), rows.size(), sizeof...(Fields)};
}

hw::TimeSeries series_of(const hw_series& given) {
  std::vector<answers::Row> rows;
  rows.reserve(given.count);
  for (std::size_t i = 0; i < given.count; ++i)
    rows.push_back(
        {hw::Period(static_cast<hw::Frequency>(given.rows[i].frequency), given.rows[i].ordinal), given.rows[i].value});
  return answers::series_of(given.days ? answers::periods_of_days(std::move(rows)) : std::move(rows));
}

hw_answer ask(hw_question question, hw::SeriesView series, const hw_argument* arguments) {
  switch (question) {
    case HW_RECORD:
      return table(answers::record(series));
    case HW_STREAK:
      return table(answers::streak(series));
    case HW_YOY:
      return table(answers::year_over_year(series));
    case HW_SCAN:
      return table(answers::scan(series));
    case HW_PROJECT:
      return table(answers::project(series, arguments[0].whole));
    case HW_CHECK:
      return table(
          answers::check(series, arguments[0].text, arguments[1].text, arguments[2].number, arguments[3].number));
    case HW_BULLETIN:
      return table(answers::bulletin(series, {.title = arguments[0].text, .unit = arguments[1].text}));
  }
  throw hw::Error("there is no such question");
}

void write(hw::Period period, hw_row* row) {
  row->frequency = static_cast<std::int32_t>(period.frequency());
  row->ordinal = static_cast<std::int32_t>(period.ordinal());
}

}  // namespace

const char* hw_read_period(const char* text, size_t length, hw_row* row) noexcept {
  return words_of_error([&] { write(hw::parse_period({text, length}), row); });
}

const char* hw_read_day(int64_t day, hw_row* row) noexcept {
  return words_of_error([&] { write(hw::Period(hw::Frequency::daily, day), row); });
}

const char* hw_ask(hw_question question, const hw_series* series, const hw_argument* arguments,
                   hw_answer* answer) noexcept {
  return words_of_error([&] {
    cells.clear();
    texts.clear();
    *answer = ask(question, series_of(*series), arguments);
  });
}
