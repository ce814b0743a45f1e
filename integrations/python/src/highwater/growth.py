"""Growth of a series, or of every series of a frame. All growth is a fraction: 0.034 is 3.4 %.

Lags are by calendar label: a month that was not observed is a missing value, never a skipped row. ``base`` says what is
done about a base that is not positive: positive (the growth is missing), absolute (divides by its size) or signed.
"""

from __future__ import annotations

from typing import Any

from . import _core, _data


def _grown(data: _data.Given, kind: str, lag: int, base: str, parallel: str, first: _data.First) -> Any:
    given = _data.take(data, first)
    out = given.room()
    _core.grow(kind, given.values, given.first, lag, base, parallel, out)
    return given.back(out)


def year_over_year(
    data: _data.Given, *, base: str = "positive", parallel: str = "one", first: _data.First = None
) -> Any:
    """Growth over the same period a year earlier.

    ISO weeks are compared with the week of that number, days with that date; week 53 and 29 February have no base.
    """
    return _grown(data, "year_over_year", 1, base, parallel, first)


def period_over_period(
    data: _data.Given, *, base: str = "positive", parallel: str = "one", first: _data.First = None
) -> Any:
    """Growth over the period before."""
    return _grown(data, "over", 1, base, parallel, first)


def over(
    data: _data.Given, lag: int, *, base: str = "positive", parallel: str = "one", first: _data.First = None
) -> Any:
    """Growth over a number of periods: x[t] / x[t - lag] - 1."""
    return _grown(data, "over", lag, base, parallel, first)


def difference(data: _data.Given, lag: int = 1, *, parallel: str = "one", first: _data.First = None) -> Any:
    """Absolute change over a number of periods, in the units of the data: x[t] - x[t - lag]."""
    return _grown(data, "difference", lag, "positive", parallel, first)


def log_change(data: _data.Given, lag: int = 1, *, parallel: str = "one", first: _data.First = None) -> Any:
    """Change of the natural logarithm over a number of periods; missing unless both values are positive."""
    return _grown(data, "log_change", lag, "positive", parallel, first)
