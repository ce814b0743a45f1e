// What LOAD calls: the way in of an extension that is not linked to the engine.
#include <algorithm>

#include "duckdb_c.h"
#include "highwater_duckdb.h"

extern "C" {
using duckdb_extension_info = struct _duckdb_extension_info*;
struct duckdb_extension_access {
  void (*set_error)(duckdb_extension_info info, const char* error);
  duckdb_database* (*get_database)(duckdb_extension_info info);
  void* const* (*get_api)(duckdb_extension_info info, const char* version);
};

[[gnu::visibility("default")]] bool highwater_init_c_api(duckdb_extension_info info,
                                                         const duckdb_extension_access* access) {
  void* const* const given = access->get_api(info, "v1.2.0");
  if (given == nullptr) return false;  // an older engine, which says so
  static const bool taken = (std::copy_n(given, duckdb_places, duckdb_table), true);
  const duckdb_database* const database = access->get_database(info);
  duckdb_connection connection = nullptr;
  if (!taken || database == nullptr || duckdb_connect(*database, &connection) != DuckDBSuccess) {
    access->set_error(info, "highwater: there is no connection to the database");
    return false;
  }
  const bool known = highwater_duckdb_register(connection) == 0;
  duckdb_disconnect(&connection);
  if (!known) access->set_error(info, "highwater: its functions are there already");
  return known;
}
}
