// Runs SQL with the functions of highwater and prints what the last statement gives:  highwater_sql "SELECT ..." ...
#include <cstdio>
#include <memory>

#include "duckdb_c.h"
#include "highwater_duckdb.h"

int main(int argc, char** argv) {
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  if (duckdb_open(nullptr, &database) != DuckDBSuccess || duckdb_connect(database, &connection) != DuckDBSuccess ||
      highwater_duckdb_register(connection) != 0) {
    std::fputs("the database does not start\n", stderr);
    return 1;
  }
  int status = 0;
  for (int i = 1; i < argc && status == 0; ++i) {
    duckdb_result result;
    if (duckdb_query(connection, argv[i], &result) != DuckDBSuccess) {
      std::fprintf(stderr, "%s\n", duckdb_result_error(&result));
      status = 1;
    } else if (i == argc - 1) {
      const idx_t columns = duckdb_column_count(&result);
      for (idx_t row = 0; row < duckdb_row_count(&result); ++row)
        for (idx_t column = 0; column < columns; ++column) {
          const std::unique_ptr<char, void (*)(void*)> text(duckdb_value_varchar(&result, column, row), duckdb_free);
          std::printf("%s%c", text ? text.get() : "NULL", column + 1 == columns ? '\n' : '\t');
        }
    }
    duckdb_destroy_result(&result);
  }
  duckdb_disconnect(&connection);
  duckdb_close(&database);
  return status;
}
