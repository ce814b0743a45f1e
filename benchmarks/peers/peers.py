#!/usr/bin/env python3
"""The work of benchmarks/core on the panel that it wrote into FOLDER, in numpy, pandas and bottleneck, each where it is
installed. Usage: peers.py FOLDER (see run). A line for each: operation, tool, nanoseconds per value, series measured, and
whether the first series came out as ours. Debian: python3-numpy python3-pandas python3-bottleneck."""
import statistics
import sys
import time

import numpy as np

try:
    import bottleneck as bn
except ImportError:
    bn = None
try:
    import pandas as pd
except ImportError:
    pd = None

folder = sys.argv[1]
# One row a series: contiguous in time, as a column of highwater's panel is.
x = np.fromfile(f"{folder}/panel").reshape(-1, 240)
series = len(x)


def measure(operation, tool, work, data, repeats):
    """`work` gives a row a series, or a number a series; pandas a column a series."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        result = work(data)
        times.append((time.perf_counter() - start) / np.size(data) * 1e9)
    result = np.asarray(result, dtype=float)
    if tool == "pandas" and result.ndim == 2:
        result = result.T
    ours = np.fromfile(f"{folder}/{operation}")
    ours = ours.reshape((-1,) + result.shape[1:])
    same = np.allclose(result[: len(ours)], ours[: len(result)], rtol=1e-9, atol=1e-12, equal_nan=True)
    print(operation, tool, f"{statistics.median(times):.3f}", len(result), "same" if same else "DIFFERENT", sep="\t", flush=True)


# ---- numpy: results into memory that is there already, where it takes it
y = np.full_like(x, np.nan)
sums = np.empty_like(x)
t = np.arange(240) - 119.5


def growth(x):
    late, base = x[:, 12:], x[:, :-12]
    np.divide(late, base, out=y[:, 12:], where=base > 0)
    np.subtract(y[:, 12:], 1, out=y[:, 12:])
    return y


def indicators(x):
    high = np.maximum.accumulate(x, axis=1, out=y)
    flags = np.empty(x.shape, bool)
    flags[:, 0] = True
    np.greater(x[:, 1:], high[:, :-1], out=flags[:, 1:])
    return flags


def trailing_mean(x):
    np.cumsum(x, axis=1, out=sums)
    y[:, :11] = np.nan
    y[:, 11] = sums[:, 11]
    np.subtract(sums[:, 12:], sums[:, :-12], out=y[:, 12:])
    np.divide(y[:, 11:], 12, out=y[:, 11:])
    return y


def streak(x):
    broken = ~(x[:, 12:] > x[:, :-12])[:, ::-1]
    return np.where(broken.any(axis=1), broken.argmax(axis=1), 228)


def trend(x):
    return x @ t / (t @ t)


for operation, work in {
    "year_over_year": growth,
    "running_high": lambda x: np.maximum.accumulate(x, axis=1, out=y),
    "record_indicators": indicators,
    "trailing_mean_12": trailing_mean,
    "fiscal_totals": lambda x: x.reshape(series, 20, 12).sum(axis=2),
    "current_streak": streak,
    "linear_trend": trend,
    "log_linear_trend": lambda x: trend(np.log(x, out=y)),
}.items():
    measure(operation, "numpy", work, x, 5)
del y, sums

# ---- bottleneck
if bn:
    measure("trailing_mean_12", "bottleneck", lambda x: bn.move_mean(x, 12, axis=1), x, 5)

# ---- pandas: a column a series, which its frames keep contiguous
if pd:
    frame = pd.DataFrame(x.T)
    some = frame.iloc[:, :10000].copy()
    years = np.arange(240) // 12
    measure("year_over_year", "pandas", lambda f: f.pct_change(12, fill_method=None), frame, 3)
    measure("running_high", "pandas", lambda f: f.cummax(), frame, 3)
    measure("record_indicators", "pandas", lambda f: ~(f <= f.cummax().shift()), frame, 3)
    measure("trailing_mean_12", "pandas", lambda f: f.rolling(12).mean(), some, 3)
    measure("fiscal_totals", "pandas", lambda f: f.groupby(years).sum(), frame, 3)
    measure("current_streak", "pandas", lambda f: (f > f.shift(12)).iloc[::-1].astype("int8").cummin().sum(), frame, 3)
