#pragma once

// The functions of highwater in SQL.
extern "C" {

/// Makes hw_record, hw_streak, hw_yoy, hw_scan, hw_project, hw_check and hw_bulletin known to the database of this
/// duckdb_connection. Returns 0 if all are, as duckdb_state does; 1 also if they
/// were known before, to this or another connection, and then they stay.
int highwater_duckdb_register(struct _duckdb_connection* connection);
}
