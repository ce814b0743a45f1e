#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "highwater/calendar/period.hpp"
#include "highwater/error.hpp"

namespace HIGHWATER_NAMESPACE {

/// Results as columns of one length: texts, numbers or periods, each column with a name. What projections, scans and
/// findings are written as: io::to_csv(monitor::table(...)).
///
/// Missing  a number that is NaN, and a period that is empty.
class Table {
 public:
  using Texts = std::vector<std::string>;
  using Numbers = std::vector<double>;
  using Periods = std::vector<std::optional<Period>>;

  struct Column {
    std::string name;
    std::variant<Texts, Numbers, Periods> cells;

    std::size_t size() const {
      return std::visit([](const auto& cells_of_a_kind) { return cells_of_a_kind.size(); }, cells);
    }
  };

  /// Adds a column on the right.
  ///
  /// Errors   throws Error if it has no name or that of another column, or has more or fewer cells than the others.
  Table& add(Column column) {
    if (column.name.empty()) throw Error("a column of a table needs a name");
    if (find(column.name) != nullptr) throw Error("a table cannot have two columns \"" + column.name + "\"");
    if (!columns_.empty() && column.size() != rows())
      throw Error("the column \"" + column.name + "\" has " + std::to_string(column.size()) + " cells in a table of " +
                  std::to_string(rows()) + " rows");
    columns_.push_back(std::move(column));
    return *this;
  }

  std::size_t rows() const { return columns_.empty() ? 0 : columns_.front().size(); }
  std::span<const Column> columns() const& noexcept HIGHWATER_LIFETIMEBOUND { return columns_; }
  std::span<const Column> columns() const&& = delete;

  /// The cells of a column, as in table.get<Table::Numbers>("value"). Errors: throws Error if it has no such column, or
  /// one of another kind.
  template <class Cells>
  const Cells& get(const std::string& name) const& HIGHWATER_LIFETIMEBOUND {
    const Column* const column = find(name);
    if (column == nullptr) throw Error("the table has no column \"" + name + "\"");
    if (const auto* const cells = std::get_if<Cells>(&column->cells)) return *cells;
    throw Error("the column \"" + name + "\" of the table holds cells of another kind");
  }

 private:
  const Column* find(const std::string& name) const {
    const auto at =
        std::find_if(columns_.begin(), columns_.end(), [&](const Column& column) { return column.name == name; });
    return at == columns_.end() ? nullptr : &*at;
  }

  std::vector<Column> columns_;
};

}  // namespace HIGHWATER_NAMESPACE
