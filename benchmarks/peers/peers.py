#!/usr/bin/env python3
"""The work of benchmarks/core on a panel of 240 periods x SERIES (default 100000) in numpy, pandas and bottleneck, each
where it is installed: nanoseconds per value, median of five. Debian: python3-numpy python3-pandas python3-bottleneck."""
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

series = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
rng = np.random.default_rng(1)
# One row a series: contiguous in time, as a column of highwater's panel is.
x = np.exp(5 + np.cumsum(0.005 + 0.05 * rng.standard_normal((series, 240)), axis=1))
t = np.arange(240) - 119.5


def numpy_growth():
    y = np.full_like(x, np.nan)
    np.divide(x[:, 12:], x[:, :-12], out=y[:, 12:], where=x[:, :-12] > 0)
    return y - 1


def numpy_indicators():
    high = np.maximum.accumulate(x, axis=1)
    return np.concatenate([np.ones((series, 1), bool), x[:, 1:] > high[:, :-1]], axis=1)


def numpy_streak():
    broken = ~(x[:, 12:] > x[:, :-12])[:, ::-1]
    return np.where(broken.any(axis=1), broken.argmax(axis=1), 228)


def trend(y):
    return y @ t / (t @ t)


work = {
    "year_over_year": {"numpy": numpy_growth},
    "running_high": {"numpy": lambda: np.maximum.accumulate(x, axis=1)},
    "record_indicators": {"numpy": numpy_indicators},
    "trailing_mean_12": {},
    "fiscal_totals": {"numpy": lambda: x.reshape(series, 20, 12).sum(axis=2)},
    "current_streak": {"numpy": numpy_streak},
    "linear_trend": {"numpy": lambda: trend(x)},
    "log_linear_trend": {"numpy": lambda: trend(np.log(x))},
}
if bn:
    work["trailing_mean_12"]["bottleneck"] = lambda: bn.move_mean(x, 12, axis=1)
if pd:
    frame = pd.DataFrame(x.T)
    work["year_over_year"]["pandas"] = lambda: frame.pct_change(12)
    work["running_high"]["pandas"] = lambda: frame.cummax()
    work["trailing_mean_12"]["pandas"] = lambda: frame.rolling(12).mean()
    work["fiscal_totals"]["pandas"] = lambda: frame.groupby(np.arange(240) // 12).sum()

names = ["numpy", "bottleneck", "pandas"]
print(f"{'operation':20}" + "".join(f"{n:>12}" for n in names))
for operation, tools in work.items():
    line = f"{operation:20}"
    for name in names:
        if name not in tools:
            line += f"{'':>12}"
            continue
        times = []
        for _ in range(5 if name != "pandas" else 1):
            start = time.perf_counter()
            tools[name]()
            times.append((time.perf_counter() - start) / x.size * 1e9)
        line += f"{statistics.median(times):12.2f}"
    print(line, flush=True)
