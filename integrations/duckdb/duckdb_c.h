#pragma once

// What is used of the C interface of DuckDB 1.5, whose names and layout are fixed by https://duckdb.org/docs/stable/clients/c/api.
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
using duckdb_connection = struct _duckdb_connection*;
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

// Databases, queries and their results, for the program and the tests.
duckdb_state duckdb_open(const char* path, duckdb_database* database);
void duckdb_close(duckdb_database* database);
duckdb_state duckdb_connect(duckdb_database database, duckdb_connection* connection);
void duckdb_disconnect(duckdb_connection* connection);
duckdb_state duckdb_query(duckdb_connection connection, const char* query, duckdb_result* result);
void duckdb_destroy_result(duckdb_result* result);
const char* duckdb_result_error(duckdb_result* result);
const char* duckdb_column_name(duckdb_result* result, idx_t column);
idx_t duckdb_column_count(duckdb_result* result);
idx_t duckdb_row_count(duckdb_result* result);
char* duckdb_value_varchar(duckdb_result* result, idx_t column, idx_t row);
void duckdb_free(void* memory);

// Types.
duckdb_logical_type duckdb_create_logical_type(duckdb_type type);
duckdb_logical_type duckdb_create_list_type(duckdb_logical_type type);
duckdb_logical_type duckdb_create_struct_type(duckdb_logical_type* types, const char** names, idx_t count);
void duckdb_destroy_logical_type(duckdb_logical_type* type);

// Vectors.
idx_t duckdb_data_chunk_get_size(duckdb_data_chunk chunk);
duckdb_vector duckdb_data_chunk_get_vector(duckdb_data_chunk chunk, idx_t column);
void* duckdb_vector_get_data(duckdb_vector vector);
std::uint64_t* duckdb_vector_get_validity(duckdb_vector vector);
void duckdb_vector_ensure_validity_writable(duckdb_vector vector);
bool duckdb_validity_row_is_valid(std::uint64_t* validity, idx_t row);
void duckdb_validity_set_row_invalid(std::uint64_t* validity, idx_t row);
void duckdb_vector_assign_string_element_len(duckdb_vector vector, idx_t row, const char* text, idx_t length);
std::uint32_t duckdb_string_t_length(duckdb_string_t string);
const char* duckdb_string_t_data(duckdb_string_t* string);
duckdb_vector duckdb_struct_vector_get_child(duckdb_vector vector, idx_t index);
duckdb_vector duckdb_list_vector_get_child(duckdb_vector vector);
idx_t duckdb_list_vector_get_size(duckdb_vector vector);
duckdb_state duckdb_list_vector_set_size(duckdb_vector vector, idx_t size);
duckdb_state duckdb_list_vector_reserve(duckdb_vector vector, idx_t capacity);

// Aggregates.
using duckdb_aggregate_state_size = idx_t (*)(duckdb_function_info);
using duckdb_aggregate_init_t = void (*)(duckdb_function_info, duckdb_aggregate_state);
using duckdb_aggregate_destroy_t = void (*)(duckdb_aggregate_state*, idx_t);
using duckdb_aggregate_update_t = void (*)(duckdb_function_info, duckdb_data_chunk, duckdb_aggregate_state*);
using duckdb_aggregate_combine_t = void (*)(duckdb_function_info, duckdb_aggregate_state*, duckdb_aggregate_state*,
                                            idx_t);
using duckdb_aggregate_finalize_t = void (*)(duckdb_function_info, duckdb_aggregate_state*, duckdb_vector, idx_t,
                                             idx_t);

duckdb_aggregate_function duckdb_create_aggregate_function();
void duckdb_destroy_aggregate_function(duckdb_aggregate_function* function);
void duckdb_aggregate_function_set_name(duckdb_aggregate_function function, const char* name);
void duckdb_aggregate_function_add_parameter(duckdb_aggregate_function function, duckdb_logical_type type);
void duckdb_aggregate_function_set_return_type(duckdb_aggregate_function function, duckdb_logical_type type);
void duckdb_aggregate_function_set_functions(duckdb_aggregate_function function, duckdb_aggregate_state_size size,
                                             duckdb_aggregate_init_t init, duckdb_aggregate_update_t update,
                                             duckdb_aggregate_combine_t combine, duckdb_aggregate_finalize_t finalize);
void duckdb_aggregate_function_set_destructor(duckdb_aggregate_function function, duckdb_aggregate_destroy_t destroy);
void duckdb_aggregate_function_set_special_handling(duckdb_aggregate_function function);
void duckdb_aggregate_function_set_extra_info(duckdb_aggregate_function function, void* info, void (*destroy)(void*));
void* duckdb_aggregate_function_get_extra_info(duckdb_function_info info);
void duckdb_aggregate_function_set_error(duckdb_function_info info, const char* error);
duckdb_aggregate_function_set duckdb_create_aggregate_function_set(const char* name);
void duckdb_destroy_aggregate_function_set(duckdb_aggregate_function_set* set);
duckdb_state duckdb_add_aggregate_function_to_set(duckdb_aggregate_function_set set,
                                                  duckdb_aggregate_function function);
duckdb_state duckdb_register_aggregate_function_set(duckdb_connection connection, duckdb_aggregate_function_set set);
}
