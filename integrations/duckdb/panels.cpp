#include "panels.hpp"

#include <algorithm>
#include <exception>
#include <string_view>
#include <vector>

#include "owned.hpp"

namespace hw = highwater;

namespace highwater_duckdb {
namespace {

using Options = Owned<duckdb_arrow_options, duckdb_destroy_arrow_options>;
using Chunk = Owned<duckdb_data_chunk, duckdb_destroy_data_chunk>;
using Fault = Owned<duckdb_error_data, duckdb_destroy_error_data>;

class Result {
 public:
  Result() = default;
  Result(const Result&) = delete;
  Result& operator=(const Result&) = delete;
  ~Result() { duckdb_destroy_result(&value_); }
  duckdb_result* get() { return &value_; }

 private:
  duckdb_result value_{};
};

void run(duckdb_connection connection, const std::string& query, Result& result) {
  if (duckdb_query(connection, query.c_str(), result.get()) == DuckDBSuccess) return;
  const char* const words = duckdb_result_error(result.get());
  throw hw::Error("DuckDB: " + std::string(words == nullptr ? "the query failed" : words));
}

void require(duckdb_error_data error) {
  const Fault fault(error);
  if (fault && duckdb_error_data_has_error(error))
    throw hw::Error("DuckDB: " + std::string(duckdb_error_data_message(error)));
}

/// The chunks of a result as an Arrow stream, which borrows them.
class Chunks {
 public:
  explicit Chunks(Result& result) : result_(result), options_(duckdb_result_get_arrow_options(result.get())) {}
  ArrowArrayStream stream() {
    return {
        [](ArrowArrayStream* from, ArrowSchema* to) { return of(from).guarded([&](Chunks& it) { it.schema(to); }); },
        [](ArrowArrayStream* from, ArrowArray* to) { return of(from).guarded([&](Chunks& it) { it.next(to); }); },
        [](ArrowArrayStream* from) { return of(from).error_.c_str(); },
        [](ArrowArrayStream* from) { from->release = nullptr; }, this};
  }

 private:
  static Chunks& of(ArrowArrayStream* stream) { return *static_cast<Chunks*>(stream->private_data); }

  template <class Function>
  int guarded(const Function& function) noexcept {
    try {
      try {
        function(*this);
        return 0;
      } catch (const std::exception& fault) {
        error_ = fault.what();
      }
    } catch (...) {  // of the text of the error
      error_.clear();
    }
    return 1;
  }

  void schema(ArrowSchema* to) {
    std::vector<Type> types;
    std::vector<duckdb_logical_type> pointers;
    std::vector<const char*> names;
    for (idx_t i = 0; i < duckdb_column_count(result_.get()); ++i) {
      types.emplace_back(duckdb_column_logical_type(result_.get(), i));
      pointers.push_back(types.back().get());
      names.push_back(duckdb_column_name(result_.get(), i));
    }
    require(duckdb_to_arrow_schema(options_.get(), pointers.data(), names.data(), names.size(), to));
  }

  void next(ArrowArray* to) {
    const Chunk chunk(duckdb_fetch_chunk(*result_.get()));
    if (chunk && duckdb_data_chunk_get_size(chunk.get()) > 0)
      require(duckdb_data_chunk_to_arrow(options_.get(), chunk.get(), to));
    else
      to->release = nullptr;  // the end
  }

  Result& result_;
  Options options_;
  std::string error_;
};

std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (const char letter : name) text += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return text + '"';
}

/// A part of a panel, lent to Arrow.
struct Lent {
  ArrowSchema schema{};
  ArrowArray array{};
  explicit Lent(const hw::PanelView& panel) { hw::io::lend_arrow(panel, &schema, &array); }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  ~Lent() {
    if (schema.release != nullptr) schema.release(&schema);
    if (array.release != nullptr) array.release(&array);
  }
};

void append(duckdb_connection connection, const std::string& table, const hw::PanelView& panel) {
  duckdb_appender made = nullptr;
  const duckdb_state state = duckdb_appender_create(connection, nullptr, table.c_str(), &made);
  const Owned<duckdb_appender, duckdb_appender_destroy> appender(made);
  const auto expect = [&](duckdb_state is) {
    if (is == DuckDBSuccess) return;
    const char* const words = duckdb_appender_error(appender.get());
    throw hw::Error("DuckDB: " + std::string(words == nullptr ? "the table takes no rows" : words));
  };
  expect(state);
  constexpr std::size_t rows = 2048;  // of a chunk of the engine
  for (std::size_t begin = 0; begin < panel.periods(); begin += rows) {
    const auto at = [&](std::size_t row) { return panel.first() + static_cast<std::int64_t>(row); };
    Lent part(panel.slice(at(begin), at(std::min(begin + rows, panel.periods()) - 1)));
    duckdb_arrow_converted_schema converted = nullptr;
    require(duckdb_schema_from_arrow(connection, &part.schema, &converted));
    const Owned<duckdb_arrow_converted_schema, duckdb_destroy_arrow_converted_schema> types(converted);
    duckdb_data_chunk values = nullptr;
    require(duckdb_data_chunk_from_arrow(connection, &part.array, types.get(), &values));
    const Chunk chunk(values);
    expect(duckdb_append_data_chunk(appender.get(), chunk.get()));
  }
  expect(duckdb_appender_close(appender.get()));
}

}  // namespace

hw::Panel read_panel(duckdb_connection connection, const std::string& query, const hw::io::ArrowColumns& columns) {
  Result result;
  run(connection, query, result);
  Chunks chunks(result);
  ArrowArrayStream stream = chunks.stream();
  return hw::io::import_arrow_panel(&stream, columns);
}

void write_panel(duckdb_connection connection, const std::string& table, const hw::PanelView& panel) {
  std::string columns;
  {
    const Lent names(panel.periods() == 0 ? panel : panel.slice(panel.first(), panel.first()));
    for (std::int64_t i = 0; i < names.schema.n_children; ++i)
      columns += (i == 0 ? "" : ", ") + quoted(names.schema.children[i]->name) + (i == 0 ? " DATE" : " DOUBLE");
  }
  Result created;
  run(connection, "CREATE TABLE " + quoted(table) + " (" + columns + ')', created);
  try {
    append(connection, table, panel);
  } catch (...) {
    Result dropped;
    duckdb_query(connection, ("DROP TABLE " + quoted(table)).c_str(), dropped.get());
    throw;
  }
}

}  // namespace highwater_duckdb
