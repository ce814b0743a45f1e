"""Prints the table of the README: the same answers from the same frame, by pandas and by highwater, compared, and best of five."""

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


def streak_with_pandas():
    falls = ~(frame / frame.shift(12) - 1 > 0)
    return (~falls[::-1].cummax()).sum()


def scan_with_pandas():
    return (*record_with_pandas(), streak_with_pandas(), frame.iloc[-1] / frame.iloc[-13] - 1,
            frame.iloc[-1] / frame.iloc[-2] - 1, frame[-12:].mean(), frame[-13:-1].mean(), frame[-12:].sum())  # fmt: skip


def scanned(*columns):
    rows = hw.scan(frame)
    return tuple(rows[name] for name in columns)


questions = (
    (
        "the record, its holder before, how many there were",
        record_with_pandas,
        lambda: scanned("record_value", "record_period", "previous_value", "previous_period", "records"),
    ),
    ("streak of growth on the year", lambda: (streak_with_pandas(),), lambda: scanned("streak_on_year")),
    (
        "both, latest growth, means and totals",
        scan_with_pandas,
        lambda: scanned("record_value", "record_period", "previous_value", "previous_period", "records",
                        "streak_on_year", "growth_on_year", "growth_on_period", "trailing_mean", "mean_before",
                        "year_to_date"),
    ),
    (
        "growth on the year of every period",
        lambda: (frame / frame.shift(12) - 1,),
        lambda: (hw.growth.year_over_year(frame),),
    ),
    ("log change of every period", lambda: (np.log(frame).diff(),), lambda: (hw.growth.log_change(frame),)),
)  # fmt: skip


def difference(theirs, ours) -> float:
    """The largest of any two numbers, relative to what they are. Periods, and what is missing, have to be the same."""
    largest = 0.0
    assert len(theirs) == len(ours)
    for a, b in zip(theirs, ours):
        assert (a.isna() == b.isna()).all(axis=None)
        if a.ndim == 1 and not pd.api.types.is_numeric_dtype(a.dtype):
            assert (a.astype(object).eq(b.astype(object)) | a.isna()).all()
        else:
            x, y = a.to_numpy(float), b.to_numpy(float)
            largest = max(largest, float(np.nanmax(np.abs(x - y) / np.maximum(np.abs(x), 1.0))))
    return largest


print(f"| {count} series of {periods} months | pandas | highwater | rows a second | ratio | largest difference |")
print("|---|---|---|---|---|---|")
for name, pandas, ours in questions:
    apart = difference(pandas(), ours())
    first, second = (min(timeit.repeat(ask, number=1, repeat=5)) for ask in (pandas, ours))
    cells = (name, f"{first * 1000:.0f} ms", f"{second * 1000:.0f} ms", f"{count * periods / second / 1e6:.0f} million",
             f"{first / second:.1f}", f"{apart:.0e}" if apart else "0")  # fmt: skip
    print("| " + " | ".join(cells) + " |")
