#!/usr/bin/env python3
"""Reads FILE, a table that benchmarks/io wrote, with whatever of pandas, polars and DuckDB is installed, on one thread as
far as each has a choice. Usage: read.py FILE. Labels stay text: pandas has no day after 2262. Debian: python3-pandas."""
import importlib
import os
import sys
import time

os.environ["POLARS_MAX_THREADS"] = "1"
path = sys.argv[1]


def read_duckdb(duckdb):
    connection = duckdb.connect(config={"threads": 1})
    return connection.execute("select * from read_csv_auto(?, types={'date': 'VARCHAR'})", [path]).fetchnumpy()["value"]


readers = {
    "pandas": lambda pandas: pandas.read_csv(path)["value"],
    "polars": lambda polars: polars.read_csv(path, schema_overrides={"date": polars.String})["value"],
    "duckdb": read_duckdb,
}
for name, read in readers.items():
    try:
        library = importlib.import_module(name)
    except ImportError:
        print(f"{name}: not installed")
        continue
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        values = len(read(library))
        best = min(best, time.perf_counter() - start)
    print(f"{name} {library.__version__}: {values} values in {best:.3f} s")
