#pragma once

#include <memory>
#include <type_traits>

#include "duckdb_c.h"

namespace highwater_duckdb {

/// Frees what DuckDB gave.
template <auto free>
struct Freed {
  template <class Handle>
  void operator()(Handle* handle) const {
    free(&handle);
  }
};
template <class Handle, auto free>
using Owned = std::unique_ptr<std::remove_pointer_t<Handle>, Freed<free>>;
using Type = Owned<duckdb_logical_type, duckdb_destroy_logical_type>;

}  // namespace highwater_duckdb
