"""Record values of a series, and streaks: consecutive periods with a positive (or negative) value."""

from __future__ import annotations

from typing import Any, NamedTuple, Optional

import numpy as np
import pandas as pd

from . import _core, _data


class Streak(NamedTuple):
    """Consecutive periods. Of length 0, ``first`` is the period after the last of the data."""

    length: int
    first: Any
    bounded_by_missing: bool  # nothing was observed before it, so the true streak may be longer


def _records(series: _data.Given, side: str, ties: str, first: _data.First) -> pd.DataFrame:
    given = _data.take_one(series, first)
    found = _core.records_of(given.values, given.first, side, ties)[0]
    index = pd.Index([given.label(r.period) for r in found], name="period")
    if not found and given.calendar.frequency != "semiannual":
        index = given.index_of(given.first, 0)
    return pd.DataFrame(
        {
            "value": np.array([r.value for r in found], dtype=float),
            "previous_period": [given.label(r.previous_period) for r in found],
            "previous_value": np.array([r.previous_value for r in found], dtype=float),
            "margin": np.array([r.margin for r in found], dtype=float),
            "index": np.array([r.index for r in found], dtype=np.int64),
        },
        index=index,
    )


def highs(series: _data.Given, *, ties: str = "strict", first: _data.First = None) -> pd.DataFrame:
    """Every upper record ever set, oldest first: a value that is higher than all earlier ones.

    The first observation is the trivial record, index 1. With ``ties="weak"`` equalling the record is one too. A missing
    value is never a record and does not end one.
    """
    return _records(series, "high", ties, first)


def lows(series: _data.Given, *, ties: str = "strict", first: _data.First = None) -> pd.DataFrame:
    """Every lower record ever set, oldest first."""
    return _records(series, "low", ties, first)


def _streak(kind: str, series: _data.Given, direction: str, first: _data.First) -> Streak:
    given = _data.take_one(series, first)
    found = _core.streaks_of(kind, given.values, given.first, direction)[0]
    return Streak(found.length, given.label(found.first), found.bounded_by_missing)


def current_streak(series: _data.Given, *, direction: str = "rising", first: _data.First = None) -> Streak:
    """The streak of positive values (``falling``: negative ones) that goes on in the last period.

    Of growth it is a streak of growth: ``current_streak(growth.year_over_year(series))``.
    """
    return _streak("current", series, direction, first)


def longest_streak(series: _data.Given, *, direction: str = "rising", first: _data.First = None) -> Streak:
    """The longest such streak, the earliest of equals."""
    return _streak("longest", series, direction, first)


def highest_since(series: _data.Given, period: Any, *, first: _data.First = None) -> Optional[Any]:
    """The latest earlier period with a value at least as high as that of ``period``; None if there is none: ever."""
    given = _data.take_one(series, first)
    found = _core.highest_since(given.values, given.first, _data.period(period))
    return None if found is None else given.label(found)
