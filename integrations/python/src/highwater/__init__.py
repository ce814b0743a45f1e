"""Indicator time series: growth, records, streaks, projection, and the sentences of a release.

Data are a pandas Series or DataFrame with a PeriodIndex, a dict of such Series, or a numpy array, periods down and series
across, with ``first=`` as its first period ("2024-01"). A missing value is NaN, None or pandas.NA. What comes back has the
kind of what was given, over every period from the first to the last.

Where the layout allows, nothing is copied: float64, periods in order without a gap, each series contiguous.

What cannot be done raises ``Error``, a ValueError, with the words of the library.
"""

from __future__ import annotations

import html
import numpy as np
import pandas as pd

from . import _core, _data, growth, records
from ._core import Error, Period, __version__

__all__ = ["Bulletin", "Error", "Period", "__version__", "bulletin", "growth", "project", "records", "scan"]


def scan(
    data: _data.Given,
    *,
    window: int = 12,
    measure: str = "flow",
    fiscal_year: int = 1,
    side: str = "high",
    ties: str = "strict",
    base: str = "positive",
    parallel: str = "one",
    first: _data.First = None,
) -> pd.DataFrame:
    """A row for each series: its latest observation, growth, records, streaks, trailing means and fiscal totals.

    A series that ends early is summarised as of its own latest observation. ``fiscal_year`` is the first month of the
    fiscal year; ``window`` the periods of the trailing means. ``parallel="threads"`` shares the series out.

    ``measure`` is flow, stock, index, rate or balance: of rates and balances growth is the difference, in their units.
    Growth is a fraction: 0.034 is 3.4 %. What does not exist is NaN, NaT or None.
    """
    given = _data.take(data, first)
    columns = _core.scan(
        given.values, given.first, given.first_month, window, measure, fiscal_year, side, ties, base, parallel
    )
    for name in ("latest", "record_period", "previous_period"):
        columns[name] = given.calendar.labels(columns[name])
    return pd.DataFrame(columns, index=given.names)


def project(
    data: _data.Given,
    *,
    periods: int = 12,
    model: str = "automatic",
    coverage: float = 0.95,
    parallel: str = "one",
    first: _data.First = None,
) -> pd.DataFrame:
    """What is expected of the periods after the latest observation: columns point, lower and upper.

    ``lower`` to ``upper`` is the prediction interval of each period by itself, with this coverage. Models: automatic,
    linear, exponential, theta, drift, seasonal_naive, holt, holt_winters. Of several series the columns have two levels,
    the name and these three; a series that cannot be projected is missing, and if none can be, Error says why.
    """
    given = _data.take(data, first)
    found = _core.project(given.values, given.first, given.first_month, model, periods, coverage, parallel)
    made = [one for one in found if one]
    start = min((one.first for one in made), default=given.first)
    values = np.full((max((one.first - start for one in made), default=-periods) + periods, 3 * len(found)), np.nan)
    for i, one in enumerate(found):
        if one:
            rows = slice(one.first - start, one.first - start + periods)
            values[rows, 3 * i : 3 * i + 3] = np.column_stack((one.point, one.lower, one.upper))
    parts = ["point", "lower", "upper"]
    columns = pd.MultiIndex.from_product([given.names, parts]) if given.several else pd.Index(parts)
    result = pd.DataFrame(values, given.index_of(start, len(values)), columns)
    result.attrs = {"models": [one.model if one else None for one in found], "coverage": coverage}
    return result


class Bulletin:
    """What is worth saying of the latest observation of a series. Made by ``bulletin()``.

    In a notebook it shows itself as a page with charts.
    """

    def __init__(self, made: _core.Bulletin) -> None:
        self._made = made

    @property
    def period(self) -> Period:
        """Of the latest observation."""
        return self._made.period

    @property
    def sentences(self) -> list[str]:
        """The most newsworthy first."""
        return self._made.sentences

    def text(self) -> str:
        """As plain text: a title, then each sentence with its evidence."""
        return self._made.text()

    def markdown(self) -> str:
        """As Markdown."""
        return self._made.markdown()

    def json(self) -> str:
        """As JSON, with the data and what each statement claims."""
        return self._made.json()

    def html(self) -> str:
        """As an HTML page by itself."""
        return self._made.html()

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        # In a frame of its own, so that neither the notebook nor the page changes how the other looks.
        page = html.escape(self.html(), quote=True)
        return f'<iframe sandbox srcdoc="{page}" style="width:100%;height:40em;border:0"></iframe>'

    def _repr_markdown_(self) -> str:
        return self.markdown()


def bulletin(
    series: _data.Given,
    *,
    title: str | None = None,
    unit: str = "",
    measure: str = "flow",
    fiscal_year: int = 1,
    resolution: float = 0.0,
    target: float | None = None,
    coverage: float = 0.95,
    first: _data.First = None,
) -> Bulletin:
    """Finds what is worth saying of the latest observation of one series.

    ``title`` is the name of the series if it is left out. ``measure`` is flow, stock, index, rate or balance;
    ``resolution`` the unit to which the values are rounded, 0 if they are exact; ``target`` is for the fiscal year, which
    starts in the month ``fiscal_year``.
    """
    given = _data.take_one(series, first)
    name = str(given.names[0]) if given.names[0] is not None else "Series"
    return Bulletin(
        _core.compose(
            given.values, given.first, given.first_month, name if title is None else title, unit, measure, fiscal_year,
            resolution, target, coverage,
        )  # fmt: skip
    )
