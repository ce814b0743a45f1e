// How DuckDB calls the functions. Rows come in any order and in several threads, and a state may be combined or finished
// more than once (windows do), so a state keeps the rows themselves. No exception may pass: each becomes an SQL error.
#include <exception>
#include <memory>
#include <new>
#include <optional>

#include "../answers.hpp"
#include "functions.hpp"
#include "highwater_duckdb.h"
#include "owned.hpp"

namespace hw = highwater;
namespace answers = highwater_integrations;

namespace highwater_duckdb {
namespace {

using answers::Row;  // that of a DATE is a day, until all rows say what the days stand for

struct Group {
  std::vector<Row> rows;
  std::vector<Argument> arguments;
};

/// What DuckDB keeps for a group; empty until there is a row.
struct State {
  Group* group;
};
State& state_of(duckdb_aggregate_state state) { return *reinterpret_cast<State*>(state); }

/// How the period is given.
enum class Labels { text, days };

/// What is registered with each overload.
struct Overload {
  const Function* function;
  Labels labels;
};
const Overload& overload_of(duckdb_function_info info) {
  return *static_cast<const Overload*>(duckdb_aggregate_function_get_extra_info(info));
}

/// Runs a callback; what it throws becomes the error of the query.
template <class Callback>
void guarded(duckdb_function_info info, const Callback& callback) noexcept {
  answers::guarded(callback, [info](const char* words) {
    const char* const name = overload_of(info).function->name;
    try {
      duckdb_aggregate_function_set_error(info, (std::string(name) + ": " + words).c_str());
    } catch (...) {
      duckdb_aggregate_function_set_error(info, name);
    }
  });
}

/// A column of arguments.
class Column {
 public:
  Column(duckdb_data_chunk chunk, idx_t column) {
    const duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, column);
    data_ = duckdb_vector_get_data(vector);
    validity_ = duckdb_vector_get_validity(vector);
  }
  bool is_null(idx_t row) const { return validity_ != nullptr && !duckdb_validity_row_is_valid(validity_, row); }
  template <class Value>
  Value at(idx_t row) const {
    return static_cast<const Value*>(data_)[row];
  }
  std::string_view text(idx_t row) const {
    auto* const string = static_cast<duckdb_string_t*>(data_) + row;
    return {duckdb_string_t_data(string), duckdb_string_t_length(*string)};
  }

 private:
  void* data_;
  std::uint64_t* validity_;
};

Argument argument_at(const Column& column, const Field& field, idx_t row) {
  if (column.is_null(row)) throw hw::Error(std::string(field.name) + " is NULL");
  if (field.type == DUCKDB_TYPE_BIGINT) return column.at<std::int64_t>(row);
  if (field.type == DUCKDB_TYPE_DOUBLE) return column.at<double>(row);
  return std::string(column.text(row));
}

void require_same(const std::vector<Argument>& a, const std::vector<Argument>& b, const Function& function) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i])
      throw hw::Error(std::string(function.arguments[i].name) + " must be the same in all rows of a group");
}

idx_t state_size(duckdb_function_info) { return sizeof(State); }
void init(duckdb_function_info, duckdb_aggregate_state state) { new (state) State{nullptr}; }
void destroy(duckdb_aggregate_state* states, idx_t count) {
  for (idx_t i = 0; i < count; ++i) {
    delete state_of(states[i]).group;
    state_of(states[i]).group = nullptr;
  }
}

void update(duckdb_function_info info, duckdb_data_chunk chunk, duckdb_aggregate_state* states) {
  guarded(info, [&] {
    const auto& [function, labels] = overload_of(info);
    const Column periods(chunk, 0), values(chunk, 1);
    std::vector<Column> others;
    for (idx_t i = 0; i < function->arguments.size(); ++i) others.emplace_back(chunk, i + 2);
    std::vector<Argument> arguments(others.size());
    const idx_t count = duckdb_data_chunk_get_size(chunk);
    for (idx_t row = 0; row < count; ++row) {
      const double value = values.is_null(row) ? hw::missing_value : values.at<double>(row);
      if (periods.is_null(row)) {
        if (values.is_null(row)) continue;  // no observation, as of an outer join
        throw hw::Error("the period of a value is NULL");
      }
      const hw::Period period = labels == Labels::text
                                    ? hw::parse_period(periods.text(row))
                                    : hw::Period(hw::Frequency::daily, periods.at<std::int32_t>(row));
      for (std::size_t i = 0; i < others.size(); ++i)
        arguments[i] = argument_at(others[i], function->arguments[i], row);
      Group*& group = state_of(states[row]).group;
      if (group == nullptr)
        group = new Group{{}, arguments};
      else
        require_same(group->arguments, arguments, *function);
      group->rows.push_back({period, value});
    }
  });
}

void combine(duckdb_function_info info, duckdb_aggregate_state* sources, duckdb_aggregate_state* targets, idx_t count) {
  guarded(info, [&] {
    for (idx_t i = 0; i < count; ++i) {
      const Group* const from = state_of(sources[i]).group;
      Group*& to = state_of(targets[i]).group;
      if (from == nullptr) continue;
      if (to == nullptr) {
        to = new Group(*from);
      } else {
        require_same(to->arguments, from->arguments, *overload_of(info).function);
        to->rows.insert(to->rows.end(), from->rows.begin(), from->rows.end());
      }
    }
  });
}

void finalize(duckdb_function_info info, duckdb_aggregate_state* states, duckdb_vector result, idx_t count,
              idx_t offset) {
  guarded(info, [&] {
    const auto& [function, labels] = overload_of(info);
    for (idx_t i = 0; i < count; ++i) {
      const Group* const group = state_of(states[i]).group;
      if (group == nullptr)
        write_null(*function, result, offset + i);
      else
        function->answer(
            answers::series_of(labels == Labels::days ? answers::periods_of_days(group->rows) : group->rows),
            group->arguments, result, offset + i);
    }
  });
}

Type type_of(const Function& function) {
  std::vector<Type> types;
  std::vector<duckdb_logical_type> members;
  std::vector<const char*> names;
  for (const Field& field : function.fields) {
    types.emplace_back(duckdb_create_logical_type(field.type));
    members.push_back(types.back().get());
    names.push_back(field.name);
  }
  if (function.gives == Function::Gives::value) return std::move(types.front());
  Type fields(duckdb_create_struct_type(members.data(), names.data(), names.size()));
  return function.gives == Function::Gives::fields ? std::move(fields) : Type(duckdb_create_list_type(fields.get()));
}

duckdb_state add(const Function& function, Labels labels, duckdb_aggregate_function_set set) {
  const Owned<duckdb_aggregate_function, duckdb_destroy_aggregate_function> made(duckdb_create_aggregate_function());
  duckdb_aggregate_function_set_name(made.get(), function.name);
  std::vector<duckdb_type> parameters{labels == Labels::text ? DUCKDB_TYPE_VARCHAR : DUCKDB_TYPE_DATE,
                                      DUCKDB_TYPE_DOUBLE};
  for (const Field& argument : function.arguments) parameters.push_back(argument.type);
  for (const duckdb_type parameter : parameters)
    duckdb_aggregate_function_add_parameter(made.get(), Type(duckdb_create_logical_type(parameter)).get());
  duckdb_aggregate_function_set_return_type(made.get(), type_of(function).get());
  duckdb_aggregate_function_set_functions(made.get(), state_size, init, update, combine, finalize);
  duckdb_aggregate_function_set_destructor(made.get(), destroy);
  duckdb_aggregate_function_set_special_handling(made.get());  // NULL comes to update()
  duckdb_aggregate_function_set_extra_info(made.get(), new Overload{&function, labels},
                                           [](void* info) { delete static_cast<Overload*>(info); });
  return duckdb_add_aggregate_function_to_set(set, made.get());
}

}  // namespace
}  // namespace highwater_duckdb

int highwater_duckdb_register(duckdb_connection connection) {
  using namespace highwater_duckdb;
  try {
    for (const Function& function : functions()) {
      const Owned<duckdb_aggregate_function_set, duckdb_destroy_aggregate_function_set> set(
          duckdb_create_aggregate_function_set(function.name));
      for (const Labels labels : {Labels::text, Labels::days})
        if (add(function, labels, set.get()) != DuckDBSuccess) return DuckDBError;
      if (duckdb_register_aggregate_function_set(connection, set.get()) != DuckDBSuccess) return DuckDBError;
    }
    return DuckDBSuccess;
  } catch (const std::exception&) {
    return DuckDBError;
  }
}
