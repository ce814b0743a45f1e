#pragma once

#include <highwater/highwater.hpp>
#include <string>

#include "duckdb_c.h"

namespace highwater_duckdb {

/// Reads the rows of a query into a panel: `read_panel(connection, "FROM 'exports.parquet'")`.
///
/// The engine hands its chunks over as Arrow, and they are read as by io::import_arrow_panel().
/// Errors   throws Error with the words of the engine if it refuses the query, and as import_arrow_panel().
highwater::Panel read_panel(duckdb_connection connection, const std::string& query,
                            const highwater::io::ArrowColumns& columns = {});

/// Makes a table of a panel: `period`, a DATE that is the first day of the period, and a DOUBLE for each series, NULL
/// where it is missing. The engine reads the values where they are, and copies them once, into its table.
///
/// Errors   throws Error with the words of the engine, as where the table is there already, or if a series is named as
///          the column of periods is. Then there is no new table.
void write_panel(duckdb_connection connection, const std::string& table, const highwater::PanelView& panel);

}  // namespace highwater_duckdb
