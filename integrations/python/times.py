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
    """The record, its holder before and how many there were."""
    best = frame.cummax()
    records = frame.ne(best.shift()) & frame.eq(best)  # above all before, for these have no two equal values
    value = best.iloc[-1]
    before = frame.where(records & frame.ne(value))
    return value, frame.idxmax(), before.max(), before.idxmax(), records.sum()


def yoy_with_pandas():
    return frame.iloc[-1] / frame.iloc[-13] - 1


def streak_with_pandas():
    falls = ~(frame / frame.shift(12) - 1 > 0)
    return (~falls[::-1].cummax()).sum()


def scan_with_pandas():
    return (record_with_pandas(), streak_with_pandas(), yoy_with_pandas(), frame.iloc[-1] / frame.iloc[-2] - 1,
            frame[-12:].mean(), frame[-13:-1].mean(), frame[-12:].sum())  # fmt: skip


scanned = hw.scan(frame)
value, period, previous, previous_period, number = record_with_pandas()
for name, theirs in (
    ("record_value", value),
    ("record_period", period),
    ("previous_value", previous),
    ("previous_period", previous_period),
    ("records", number),
    ("growth_on_year", yoy_with_pandas()),
    ("streak_on_year", streak_with_pandas()),
):
    ours = scanned[name]
    assert (ours.eq(theirs) | (ours.isna() & theirs.isna())).all(), name
np.testing.assert_array_equal(hw.growth.year_over_year(frame), frame / frame.shift(12) - 1)

questions = (
    ("the record, its holder before, how many there were", record_with_pandas, lambda: hw.scan(frame)),
    ("streak of growth on the year", streak_with_pandas, lambda: hw.scan(frame)),
    ("both, latest growth, means and totals", scan_with_pandas, lambda: hw.scan(frame)),
    ("growth on the year of every period", lambda: frame / frame.shift(12) - 1, lambda: hw.growth.year_over_year(frame)),
    ("log change of every period", lambda: np.log(frame).diff(), lambda: hw.growth.log_change(frame)),
)
print(f"| {count} series of {periods} months | pandas | highwater | rows a second | ratio |\n|---|---|---|---|---|")
for name, pandas, ours in questions:
    first, second = (min(timeit.repeat(ask, number=1, repeat=5)) for ask in (pandas, ours))
    rows = count * periods / second / 1e6
    print(f"| {name} | {first * 1000:.0f} ms | {second * 1000:.0f} ms | {rows:.0f} million | {first / second:.1f} |")
