#include "functions.hpp"

#include <optional>
#include <string_view>
#include <tuple>

#include "../answers.hpp"

namespace hw = highwater;
namespace answers = highwater_integrations;

namespace highwater_duckdb {
namespace {

void write_null(duckdb_vector to, idx_t row) {
  duckdb_vector_ensure_validity_writable(to);
  duckdb_validity_set_row_invalid(duckdb_vector_get_validity(to), row);
}
template <class Value>
void store(duckdb_vector to, idx_t row, Value value) {
  static_cast<Value*>(duckdb_vector_get_data(to))[row] = value;
}
void write(duckdb_vector to, idx_t row, double value) {
  hw::is_missing(value) ? write_null(to, row) : store(to, row, value);
}
void write(duckdb_vector to, idx_t row, std::int64_t value) { store(to, row, value); }
void write(duckdb_vector to, idx_t row, bool value) { store(to, row, value); }
void write(duckdb_vector to, idx_t row, std::string_view text) {
  duckdb_vector_assign_string_element_len(to, row, text.data(), text.size());
}
void write(duckdb_vector to, idx_t row, hw::Period period) { write(to, row, std::string_view(to_string(period))); }
template <class Value>
void write(duckdb_vector to, idx_t row, const std::optional<Value>& value) {
  value ? write(to, row, *value) : write_null(to, row);
}

/// Writes the fields of a row, in their order.
template <class... Values>
void write(duckdb_vector to, idx_t row, const std::tuple<Values...>& fields) {
  idx_t field = 0;
  std::apply([&](const auto&... values) { (write(duckdb_struct_vector_get_child(to, field++), row, values), ...); },
             fields);
}

template <class... Values>
void write(duckdb_vector to, idx_t row, const std::vector<std::tuple<Values...>>& list) {
  const idx_t begin = duckdb_list_vector_get_size(to);
  if (duckdb_list_vector_reserve(to, begin + list.size()) != DuckDBSuccess ||
      duckdb_list_vector_set_size(to, begin + list.size()) != DuckDBSuccess)
    throw hw::Error("a list of " + std::to_string(list.size()) + " rows has no place");
  store(to, row, duckdb_list_entry{begin, list.size()});
  const duckdb_vector rows = duckdb_list_vector_get_child(to);
  for (std::size_t i = 0; i < list.size(); ++i) write(rows, begin + i, list[i]);
}

using Arguments = std::span<const Argument>;

void record(hw::SeriesView series, Arguments, duckdb_vector to, idx_t row) {
  const auto answer = answers::record(series);
  answer ? write(to, row, *answer) : write_null(functions()[0], to, row);
}

void streak(hw::SeriesView series, Arguments, duckdb_vector to, idx_t row) { write(to, row, answers::streak(series)); }

void year_over_year(hw::SeriesView series, Arguments, duckdb_vector to, idx_t row) {
  write(to, row, answers::year_over_year(series));
}

void scan(hw::SeriesView series, Arguments, duckdb_vector to, idx_t row) { write(to, row, answers::scan(series)); }

void project(hw::SeriesView series, Arguments arguments, duckdb_vector to, idx_t row) {
  write(to, row, answers::project(series, std::get<std::int64_t>(arguments[0])));
}

void check(hw::SeriesView series, Arguments arguments, duckdb_vector to, idx_t row) {
  write(to, row,
        answers::check(series, std::get<std::string>(arguments[0]), std::get<std::string>(arguments[1]),
                       std::get<double>(arguments[2]), std::get<double>(arguments[3])));
}

void bulletin(hw::SeriesView series, Arguments arguments, duckdb_vector to, idx_t row) {
  write(to, row,
        std::string_view(answers::bulletin(
            series, {.title = std::get<std::string>(arguments[0]), .unit = std::get<std::string>(arguments[1])})));
}

constexpr duckdb_type text = DUCKDB_TYPE_VARCHAR, number = DUCKDB_TYPE_DOUBLE, whole = DUCKDB_TYPE_BIGINT,
                      flag = DUCKDB_TYPE_BOOLEAN;

}  // namespace

const std::vector<Function>& functions() {
  using enum Function::Gives;
  static const std::vector<Function> all = {
      {"hw_record",
       {},
       fields,
       {{"period", text}, {"value", number}, {"previous_period", text}, {"previous_value", number}, {"index", whole}},
       record},
      {"hw_streak", {}, fields, {{"length", whole}, {"first", text}, {"bounded_by_missing", flag}}, streak},
      {"hw_yoy", {}, value, {{"growth", number}}, year_over_year},
      {"hw_scan",
       {},
       fields,
       {{"latest", text},
        {"value", number},
        {"growth_on_period", number},
        {"growth_on_year", number},
        {"trailing_mean", number},
        {"mean_before", number},
        {"year_to_date", number},
        {"fiscal_total", number},
        {"record_period", text},
        {"record_value", number},
        {"records", whole},
        {"sets_record", flag},
        {"streak_on_period", whole},
        {"streak_on_year", whole}},
       scan},
      {"hw_project",
       {{"horizon", whole}},
       list_of_fields,
       {{"period", text}, {"point", number}, {"lower", number}, {"upper", number}},
       project},
      {"hw_check",
       {{"about", text}, {"type", text}, {"figure", number}, {"resolution", number}},
       list_of_fields,
       {{"claim", text}, {"verdict", text}, {"reason", text}},
       check},
      {"hw_bulletin", {{"title", text}, {"unit", text}}, value, {{"markdown", text}}, bulletin},
  };
  return all;
}

void write_null(const Function& function, duckdb_vector result, idx_t row) {
  write_null(result, row);
  if (function.gives != Function::Gives::fields) return;
  // A field that is taken out of NULL has to be NULL by itself.
  for (idx_t i = 0; i < function.fields.size(); ++i) write_null(duckdb_struct_vector_get_child(result, i), row);
}

}  // namespace highwater_duckdb
