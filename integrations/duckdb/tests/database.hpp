#pragma once

#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "duckdb_c.h"
#include "highwater_duckdb.h"

/// A database in memory that has the functions, from the extension if the environment names it.
class Database {
 public:
  Database() {
    duckdb_config config = nullptr;
    duckdb_create_config(&config);
    duckdb_set_config(config, "allow_unsigned_extensions", "true");
    const duckdb_state opened = duckdb_open_ext(nullptr, &database_, config, nullptr);
    duckdb_destroy_config(&config);
    if (opened != DuckDBSuccess || duckdb_connect(database_, &connection_) != DuckDBSuccess)
      throw std::runtime_error("the database does not start");
    if (const char* const extension = std::getenv("HIGHWATER_EXTENSION"))
      query("LOAD '" + std::string(extension) + "'");
    else if (highwater_duckdb_register(connection_) != 0)
      throw std::runtime_error("the functions cannot be registered");
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() {
    duckdb_disconnect(&connection_);
    duckdb_close(&database_);
  }

  /// The cells of a result as text, "NULL" where there is nothing; doubles in the fewest digits that give them back.
  /// Errors: throws std::runtime_error with that of the engine.
  std::vector<std::vector<std::string>> query(const std::string& sql) {
    struct Result {
      duckdb_result value{};
      ~Result() { duckdb_destroy_result(&value); }
    } result;
    if (duckdb_query(connection_, sql.c_str(), &result.value) != DuckDBSuccess)
      throw std::runtime_error(duckdb_result_error(&result.value));
    std::vector<std::vector<std::string>> rows(duckdb_row_count(&result.value));
    for (idx_t row = 0; row < rows.size(); ++row)
      for (idx_t column = 0; column < duckdb_column_count(&result.value); ++column) {
        const std::unique_ptr<char, void (*)(void*)> text(duckdb_value_varchar(&result.value, column, row),
                                                          duckdb_free);
        rows[row].emplace_back(text ? text.get() : "NULL");
      }
    return rows;
  }

  /// The one cell of a result.
  std::string cell(const std::string& sql) { return query(sql).at(0).at(0); }

  /// The error of a query; empty if there is none.
  std::string error(const std::string& sql) {
    try {
      query(sql);
    } catch (const std::runtime_error& fault) {
      return fault.what();
    }
    return {};
  }

  duckdb_connection connection() const { return connection_; }

 private:
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
};
