#pragma once

// What is used of the C interface of DuckDB 1.5, whose names and layout are fixed by https://duckdb.org/docs/stable/clients/c/api.
#include <cstddef>
#include <cstdint>

extern "C" {

using idx_t = std::uint64_t;

enum duckdb_state { DuckDBSuccess = 0, DuckDBError = 1 };
enum duckdb_type {
  DUCKDB_TYPE_BOOLEAN = 1,
  DUCKDB_TYPE_BIGINT = 5,
  DUCKDB_TYPE_DOUBLE = 11,
  DUCKDB_TYPE_DATE = 13,
  DUCKDB_TYPE_VARCHAR = 17
};

using duckdb_database = struct _duckdb_database*;
using duckdb_config = struct _duckdb_config*;
using duckdb_connection = struct _duckdb_connection*;
using duckdb_appender = struct _duckdb_appender*;
using duckdb_arrow_options = struct _duckdb_arrow_options*;
using duckdb_arrow_converted_schema = struct _duckdb_arrow_converted_schema*;
using duckdb_error_data = struct _duckdb_error_data*;
using duckdb_logical_type = struct _duckdb_logical_type*;
using duckdb_data_chunk = struct _duckdb_data_chunk*;
using duckdb_vector = struct _duckdb_vector*;
using duckdb_function_info = struct _duckdb_function_info*;
using duckdb_aggregate_function = struct _duckdb_aggregate_function*;
using duckdb_aggregate_function_set = struct _duckdb_aggregate_function_set*;
using duckdb_aggregate_state = struct _duckdb_aggregate_state*;

struct duckdb_list_entry {
  std::uint64_t offset;
  std::uint64_t length;
};
struct duckdb_string_t {
  std::uint32_t length;
  char inlined[12];  // or four characters and a pointer to all; duckdb_string_t_data() knows
};
struct duckdb_result {
  idx_t deprecated_column_count;
  idx_t deprecated_row_count;
  idx_t deprecated_rows_changed;
  void* deprecated_columns;
  char* deprecated_error_message;
  void* internal_data;
};
}

// An extension is not linked to the engine: it gets a table of functions, in which each of these has its place for good.
#ifdef HIGHWATER_DUCKDB_EXTENSION
constexpr std::size_t duckdb_places = 242;
inline void* duckdb_table[duckdb_places];

template <std::size_t place, class Function>
struct duckdb_function_at;
template <std::size_t place, class Result, class... Parameters>
struct duckdb_function_at<place, Result(Parameters...)> {
  static_assert(place < duckdb_places);
  Result operator()(Parameters... arguments) const {
    return reinterpret_cast<Result (*)(Parameters...)>(duckdb_table[place])(arguments...);
  }
};
#define DUCKDB_FUNCTION(place, result, name, ...) \
  inline constexpr duckdb_function_at<place, result(__VA_ARGS__)> name {}
#else
#define DUCKDB_FUNCTION(place, result, name, ...) extern "C" result name(__VA_ARGS__)
#endif

// Connections.
DUCKDB_FUNCTION(3, duckdb_state, duckdb_connect, duckdb_database database, duckdb_connection* connection);
DUCKDB_FUNCTION(6, void, duckdb_disconnect, duckdb_connection* connection);

// Types.
DUCKDB_FUNCTION(156, duckdb_logical_type, duckdb_create_logical_type, duckdb_type type);
DUCKDB_FUNCTION(159, duckdb_logical_type, duckdb_create_list_type, duckdb_logical_type type);
DUCKDB_FUNCTION(163, duckdb_logical_type, duckdb_create_struct_type, duckdb_logical_type* types, const char** names,
                idx_t count);
DUCKDB_FUNCTION(184, void, duckdb_destroy_logical_type, duckdb_logical_type* type);

// Vectors.
DUCKDB_FUNCTION(191, idx_t, duckdb_data_chunk_get_size, duckdb_data_chunk chunk);
DUCKDB_FUNCTION(190, duckdb_vector, duckdb_data_chunk_get_vector, duckdb_data_chunk chunk, idx_t column);
DUCKDB_FUNCTION(194, void*, duckdb_vector_get_data, duckdb_vector vector);
DUCKDB_FUNCTION(195, std::uint64_t*, duckdb_vector_get_validity, duckdb_vector vector);
DUCKDB_FUNCTION(196, void, duckdb_vector_ensure_validity_writable, duckdb_vector vector);
DUCKDB_FUNCTION(205, bool, duckdb_validity_row_is_valid, std::uint64_t* validity, idx_t row);
DUCKDB_FUNCTION(207, void, duckdb_validity_set_row_invalid, std::uint64_t* validity, idx_t row);
DUCKDB_FUNCTION(198, void, duckdb_vector_assign_string_element_len, duckdb_vector vector, idx_t row, const char* text,
                idx_t length);
DUCKDB_FUNCTION(28, std::uint32_t, duckdb_string_t_length, duckdb_string_t string);
DUCKDB_FUNCTION(29, const char*, duckdb_string_t_data, duckdb_string_t* string);
DUCKDB_FUNCTION(203, duckdb_vector, duckdb_struct_vector_get_child, duckdb_vector vector, idx_t index);
DUCKDB_FUNCTION(199, duckdb_vector, duckdb_list_vector_get_child, duckdb_vector vector);
DUCKDB_FUNCTION(200, idx_t, duckdb_list_vector_get_size, duckdb_vector vector);
DUCKDB_FUNCTION(201, duckdb_state, duckdb_list_vector_set_size, duckdb_vector vector, idx_t size);
DUCKDB_FUNCTION(202, duckdb_state, duckdb_list_vector_reserve, duckdb_vector vector, idx_t capacity);

// Aggregates.
using duckdb_aggregate_state_size = idx_t (*)(duckdb_function_info);
using duckdb_aggregate_init_t = void (*)(duckdb_function_info, duckdb_aggregate_state);
using duckdb_aggregate_destroy_t = void (*)(duckdb_aggregate_state*, idx_t);
using duckdb_aggregate_update_t = void (*)(duckdb_function_info, duckdb_data_chunk, duckdb_aggregate_state*);
using duckdb_aggregate_combine_t = void (*)(duckdb_function_info, duckdb_aggregate_state*, duckdb_aggregate_state*,
                                            idx_t);
using duckdb_aggregate_finalize_t = void (*)(duckdb_function_info, duckdb_aggregate_state*, duckdb_vector, idx_t,
                                             idx_t);

DUCKDB_FUNCTION(226, duckdb_aggregate_function, duckdb_create_aggregate_function);
DUCKDB_FUNCTION(227, void, duckdb_destroy_aggregate_function, duckdb_aggregate_function* function);
DUCKDB_FUNCTION(228, void, duckdb_aggregate_function_set_name, duckdb_aggregate_function function, const char* name);
DUCKDB_FUNCTION(229, void, duckdb_aggregate_function_add_parameter, duckdb_aggregate_function function,
                duckdb_logical_type type);
DUCKDB_FUNCTION(230, void, duckdb_aggregate_function_set_return_type, duckdb_aggregate_function function,
                duckdb_logical_type type);
DUCKDB_FUNCTION(231, void, duckdb_aggregate_function_set_functions, duckdb_aggregate_function function,
                duckdb_aggregate_state_size size, duckdb_aggregate_init_t init, duckdb_aggregate_update_t update,
                duckdb_aggregate_combine_t combine, duckdb_aggregate_finalize_t finalize);
DUCKDB_FUNCTION(232, void, duckdb_aggregate_function_set_destructor, duckdb_aggregate_function function,
                duckdb_aggregate_destroy_t destroy);
DUCKDB_FUNCTION(234, void, duckdb_aggregate_function_set_special_handling, duckdb_aggregate_function function);
DUCKDB_FUNCTION(235, void, duckdb_aggregate_function_set_extra_info, duckdb_aggregate_function function, void* info,
                void (*destroy)(void*));
DUCKDB_FUNCTION(236, void*, duckdb_aggregate_function_get_extra_info, duckdb_function_info info);
DUCKDB_FUNCTION(237, void, duckdb_aggregate_function_set_error, duckdb_function_info info, const char* error);
DUCKDB_FUNCTION(238, duckdb_aggregate_function_set, duckdb_create_aggregate_function_set, const char* name);
DUCKDB_FUNCTION(239, void, duckdb_destroy_aggregate_function_set, duckdb_aggregate_function_set* set);
DUCKDB_FUNCTION(240, duckdb_state, duckdb_add_aggregate_function_to_set, duckdb_aggregate_function_set set,
                duckdb_aggregate_function function);
DUCKDB_FUNCTION(241, duckdb_state, duckdb_register_aggregate_function_set, duckdb_connection connection,
                duckdb_aggregate_function_set set);

#undef DUCKDB_FUNCTION

// Of databases that a program opens itself.
extern "C" {
duckdb_state duckdb_create_config(duckdb_config* config);
duckdb_state duckdb_set_config(duckdb_config config, const char* name, const char* option);
void duckdb_destroy_config(duckdb_config* config);
duckdb_state duckdb_open_ext(const char* path, duckdb_database* database, duckdb_config config, char** error);
duckdb_state duckdb_open(const char* path, duckdb_database* database);
void duckdb_close(duckdb_database* database);
duckdb_state duckdb_query(duckdb_connection connection, const char* query, duckdb_result* result);
void duckdb_destroy_result(duckdb_result* result);
duckdb_logical_type duckdb_column_logical_type(duckdb_result* result, idx_t column);
duckdb_data_chunk duckdb_fetch_chunk(duckdb_result result);
void duckdb_destroy_data_chunk(duckdb_data_chunk* chunk);
const char* duckdb_result_error(duckdb_result* result);
const char* duckdb_column_name(duckdb_result* result, idx_t column);
idx_t duckdb_column_count(duckdb_result* result);
idx_t duckdb_row_count(duckdb_result* result);
char* duckdb_value_varchar(duckdb_result* result, idx_t column, idx_t row);
void duckdb_free(void* memory);

duckdb_state duckdb_appender_create(duckdb_connection connection, const char* schema, const char* table,
                                    duckdb_appender* appender);
const char* duckdb_appender_error(duckdb_appender appender);
duckdb_state duckdb_append_data_chunk(duckdb_appender appender, duckdb_data_chunk chunk);
duckdb_state duckdb_appender_close(duckdb_appender appender);
duckdb_state duckdb_appender_destroy(duckdb_appender* appender);

duckdb_arrow_options duckdb_result_get_arrow_options(duckdb_result* result);
void duckdb_destroy_arrow_options(duckdb_arrow_options* options);
duckdb_error_data duckdb_to_arrow_schema(duckdb_arrow_options options, duckdb_logical_type* types, const char** names,
                                         idx_t count, struct ArrowSchema* schema);
duckdb_error_data duckdb_data_chunk_to_arrow(duckdb_arrow_options options, duckdb_data_chunk chunk,
                                             struct ArrowArray* array);
duckdb_error_data duckdb_schema_from_arrow(duckdb_connection connection, struct ArrowSchema* schema,
                                           duckdb_arrow_converted_schema* types);
duckdb_error_data duckdb_data_chunk_from_arrow(duckdb_connection connection, struct ArrowArray* array,
                                               duckdb_arrow_converted_schema types, duckdb_data_chunk* chunk);
void duckdb_destroy_arrow_converted_schema(duckdb_arrow_converted_schema* types);
bool duckdb_error_data_has_error(duckdb_error_data error);
const char* duckdb_error_data_message(duckdb_error_data error);
void duckdb_destroy_error_data(duckdb_error_data* error);
}
