#pragma once

#include <cstdint>
#include <highwater/highwater.hpp>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "duckdb_c.h"

namespace highwater_duckdb {

/// An argument after period and value, the same in all rows of a group.
using Argument = std::variant<std::int64_t, double, std::string>;

struct Field {
  const char* name;
  duckdb_type type;
};

/// An aggregate over the rows of one series: name(period, value, ...).
struct Function {
  const char* name;
  std::vector<Field> arguments;  // after period and value
  enum class Gives { value, fields, list_of_fields } gives;
  std::vector<Field> fields;  // of the result; of a plain value one
  /// Writes the answer for a series, which is not empty, into a row of the result.
  void (*answer)(highwater::SeriesView series, std::span<const Argument> arguments, duckdb_vector result, idx_t row);
};

/// All of them.
const std::vector<Function>& functions();

/// Makes a row of the result NULL, with all of its `fields` if it has any.
void write_null(const Function& function, duckdb_vector result, idx_t row);

}  // namespace highwater_duckdb
