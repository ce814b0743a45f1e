"""Prints the table of the README: the same answers from the same frame, by pandas and by highwater, best of five."""

import timeit

import highwater as hw
import numpy as np
import pandas as pd

periods, count = 240, 20_000
rng = np.random.default_rng(1)
values = np.exp(np.cumsum(rng.normal(0.003, 0.02, (count, periods)), axis=1)).T
frame = pd.DataFrame(values, index=pd.period_range("2005-01", periods=periods, freq="M"))


def record_with_pandas():
    return frame.max(), frame.idxmax()


def streak_with_pandas():
    falls = ~(frame / frame.shift(12) - 1 > 0)
    return (~falls[::-1].cummax()).sum()


def scan_with_pandas():
    return (record_with_pandas(), streak_with_pandas(), frame.pct_change().iloc[-1], frame.pct_change(12).iloc[-1],
            frame.rolling(12).mean().iloc[-1], frame[-12:].sum())  # fmt: skip


scanned = hw.scan(frame)
np.testing.assert_array_equal(scanned["record_value"], frame.max())
np.testing.assert_array_equal(scanned["streak_on_year"], streak_with_pandas())
np.testing.assert_array_equal(hw.growth.year_over_year(frame), frame / frame.shift(12) - 1)

questions = (
    ("year over year of every period", lambda: frame / frame.shift(12) - 1, lambda: hw.growth.year_over_year(frame)),
    ("log change of every period", lambda: np.log(frame).diff(), lambda: hw.growth.log_change(frame)),
    ("scan: growth, record, streaks, means, totals", scan_with_pandas, lambda: hw.scan(frame)),
)
print(f"| {count} series of {periods} months | pandas | highwater | ratio |\n|---|---|---|---|")
for name, pandas, ours in questions:
    first, second = (min(timeit.repeat(ask, number=1, repeat=5)) for ask in (pandas, ours))
    print(f"| {name} | {first * 1000:.0f} ms | {second * 1000:.0f} ms | {first / second:.1f} |")
