"""What pandas and numpy hand over, as columns of doubles from a first period on; and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Union

import numpy as np
import pandas as pd

from . import _core
from ._core import Error, Period

Given = Union[pd.Series, pd.DataFrame, Mapping[Any, pd.Series], np.ndarray]
First = Union[str, Period, pd.Period, None]

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_FIRST_OF_1970 = {"annual": 1970, "quarterly": 1970 * 4, "monthly": 1970 * 12, "weekly": 0, "daily": 0}
# pandas counts from 1970 too, and weeks from the one that ends on a Sunday.
_WEEK_OF_1970 = pd.Period("1970-01-01", "W-SUN").ordinal


@dataclass(frozen=True)
class Calendar:
    """A frequency, and the month in which the fiscal year of annual and quarterly periods starts."""

    frequency: str
    first_month: int = 1

    @staticmethod
    def of(freq: Any) -> Calendar:
        """That of a pandas frequency. Weeks are those of ISO 8601, from Monday to Sunday."""
        text = freq.freqstr.upper()
        kind, _, anchor = text.partition("-")
        if kind in ("A", "Y", "Q", "YE", "QE") and anchor in _MONTHS:
            frequency = "quarterly" if kind.startswith("Q") else "annual"
            return Calendar(frequency, (_MONTHS.index(anchor) + 1) % 12 + 1)
        if text in ("M", "ME"):
            return Calendar("monthly")
        if text == "W-SUN":
            return Calendar("weekly")
        if text == "D":
            return Calendar("daily")
        raise Error(
            f'periods of the frequency "{freq.freqstr}" are not known; use A, Q, M, W-SUN or D, as in series.asfreq("M")'
        )

    @property
    def freq(self) -> str:
        """The pandas frequency. Half-years have none."""
        end = _MONTHS[(self.first_month - 2) % 12]
        known = {"annual": f"A-{end}", "quarterly": f"Q-{end}", "monthly": "M", "weekly": "W-SUN", "daily": "D"}
        return known[self.frequency]

    @property
    def shift(self) -> int:
        """What an ordinal of the library is ahead of that of pandas."""
        return _FIRST_OF_1970[self.frequency] - (_WEEK_OF_1970 if self.frequency == "weekly" else 0)

    def label(self, period: Optional[Period]) -> Any:
        """The pandas Period; the text of a half-year."""
        if self.frequency == "semiannual":
            return None if period is None else str(period)
        return pd.NaT if period is None else pd.Period(ordinal=period.ordinal - self.shift, freq=self.freq)

    def labels(self, ordinals: np.ndarray) -> Any:
        """The same of many ordinals of the library; the least integer is none."""
        none = np.iinfo(np.int64).min
        if self.frequency == "semiannual":
            return [None if o == none else str(Period(self.frequency, int(o))) for o in ordinals]
        return pd.arrays.PeriodArray(np.where(ordinals == none, none, ordinals - self.shift), freq=self.freq)

    def index_of(self, first: Period, count: int) -> pd.Index:
        if self.frequency == "semiannual":
            return pd.Index([str(first + i) for i in range(count)], name="period")
        return pd.period_range(self.label(first), periods=count, freq=self.freq, name="period")


@dataclass(frozen=True)
class Taken:
    """Columns of doubles, and what is needed to give a result back in the same form."""

    values: np.ndarray  # periods x series, each column contiguous
    first: Period
    calendar: Calendar
    names: list[Any]
    form: str  # vector or array (numpy, of one or two dimensions), series or frame (pandas)
    columns: Optional[pd.Index] = None  # of a frame
    index_name: Any = "period"

    @property
    def first_month(self) -> int:
        return self.calendar.first_month

    @property
    def several(self) -> bool:
        return self.form in ("frame", "array")

    def label(self, period: Optional[Period]) -> Any:
        return self.calendar.label(period)

    def index_of(self, first: Period, count: int) -> pd.Index:
        return self.calendar.index_of(first, count)

    def room(self) -> np.ndarray:
        """Memory for a result of the same shape."""
        return np.empty(self.values.shape, order="F")

    def back(self, values: np.ndarray) -> Any:
        """A result over the same periods, in the form of the data and without a copy."""
        if self.form == "vector":
            return values[:, 0]
        if self.form == "array":
            return values
        index = self.index_of(self.first, len(values)).rename(self.index_name)
        if self.form == "series":
            return pd.Series(values[:, 0], index=index, name=self.names[0], copy=False)
        return pd.DataFrame(values, index=index, columns=self.columns, copy=False)


def period(given: Any) -> Period:
    """A period from its text, from pandas, or as it is."""
    if isinstance(given, Period):
        return given
    if isinstance(given, pd.Period):
        calendar = Calendar.of(given.freq)
        return Period(calendar.frequency, given.ordinal + calendar.shift)
    if isinstance(given, str):
        return Period.parse(given)
    raise Error(f"{given!r} is not a period: give its text, as \"2024-01\", or a pandas Period")


def _doubles(values: Any, what: str) -> np.ndarray:
    """As float64; None and pandas.NA become NaN."""
    if isinstance(values, np.ndarray) and values.dtype == np.float64:
        return values
    try:
        if hasattr(values, "to_numpy"):
            return values.to_numpy(dtype=np.float64, na_value=np.nan)
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as fault:
        raise Error(f"{what} cannot be read as numbers: {fault}") from None


def _columns(values: np.ndarray) -> np.ndarray:
    """Two dimensions, each column contiguous: as it is if it is so, else a copy."""
    if values.ndim == 1:
        values = values.reshape(-1, 1)
    rows, count = values.shape
    along, across = values.strides
    aligned = values.flags.aligned and values.dtype.isnative
    if aligned and (rows < 2 or along == 8) and (count < 2 or (across >= 8 * rows and across % 8 == 0)):
        return values
    return np.require(values, dtype=np.float64, requirements=["F", "A"])


def _ordinals(index: pd.Index) -> tuple[Calendar, np.ndarray]:
    """The frequency of an index, and the ordinals of its periods."""
    if not isinstance(index, pd.PeriodIndex):
        if len(index) and all(isinstance(label, pd.Period) for label in index):
            periods = [period(label) for label in index]
            for later in periods:
                later < periods[0]  # of two frequencies: the library says which
            raise Error("the periods of the index belong to different years; use one frequency, as with asfreq()")
        raise Error(
            f"the index is a {type(index).__name__}; a series has a PeriodIndex, as from series.to_period(\"M\")"
        )
    calendar = Calendar.of(index.freq)
    if len(index) == 0:
        raise Error("the data are empty: they have no first period")
    if index.hasnans:
        raise Error(f"row {int(np.argmax(index.isna()))} of the index has no period (NaT)")
    return calendar, index.asi8 + calendar.shift


def _in_order(values: np.ndarray, ordinals: np.ndarray, calendar: Calendar) -> tuple[Period, np.ndarray]:
    """Values over every period from the first to the last. Not copied if they are so already."""
    steps = np.diff(ordinals)
    if np.all(steps == 1):
        return Period(calendar.frequency, int(ordinals[0])), values
    order = np.argsort(ordinals, kind="stable")
    ordered = ordinals[order]
    again = np.flatnonzero(np.diff(ordered) == 0)
    if len(again):
        twice = Period(calendar.frequency, int(ordered[again[0]]))
        raise Error(f"the index has {twice} more than once; a period has one value")
    filled = np.full((int(ordered[-1] - ordered[0]) + 1, values.shape[1]), np.nan, order="F")
    filled[ordinals - ordered[0]] = values
    return Period(calendar.frequency, int(ordered[0])), filled


def take(data: Given, first: First = None) -> Taken:
    """The data as columns of doubles. Raises Error if there is no period for each row, one twice, or an infinite value."""
    taken = _take(data, first)
    labelled = [] if taken.form in ("vector", "array") or taken.names == [None] else [str(n) for n in taken.names]
    _core.require_finite(taken.values, taken.first, labelled)
    return taken


def take_one(data: Given, first: First = None) -> Taken:
    """The same of a single series."""
    taken = take(data, first)
    if taken.values.shape[1] != 1:
        raise Error(f"one series is needed and {taken.values.shape[1]} were given; choose one, as in frame[\"exports\"]")
    return taken


def _take(data: Given, first: First) -> Taken:
    if isinstance(data, np.ndarray):
        if first is None:
            raise Error("an array has no periods: give the first, as in first=\"2024-01\"")
        if data.ndim not in (1, 2):
            raise Error(f"an array of {data.ndim} dimensions is no series (1) and no panel (2)")
        values = _columns(_doubles(data, "the array"))
        month = Calendar.of(first.freq).first_month if isinstance(first, pd.Period) else 1
        start = period(first)
        form = "vector" if data.ndim == 1 else "array"
        return Taken(values, start, Calendar(start.frequency, month), list(range(values.shape[1])), form)
    if first is not None:
        raise Error("first= is for arrays; a Series and a DataFrame have their periods in their index")
    if isinstance(data, pd.Series):
        calendar, ordinals = _ordinals(data.index)
        what = "the values" if data.name is None else f"the values of \"{data.name}\""
        native = data.dtype == np.float64 and isinstance(data.dtype, np.dtype)
        values = _columns(data.to_numpy() if native else _doubles(data, what))
        start, values = _in_order(values, ordinals, calendar)
        return Taken(values, start, calendar, [data.name], "series", None, data.index.name)
    if isinstance(data, pd.DataFrame):
        calendar, ordinals = _ordinals(data.index)
        if all(isinstance(kind, np.dtype) and kind == np.float64 for kind in data.dtypes):
            values = _columns(data.to_numpy())
        else:
            values = np.empty(data.shape, order="F")
            for i, name in enumerate(data.columns):
                values[:, i] = _doubles(data.iloc[:, i], f"the values of \"{name}\"")
        start, values = _in_order(values, ordinals, calendar)
        return Taken(values, start, calendar, list(data.columns), "frame", data.columns, data.index.name)
    if isinstance(data, Mapping):
        if not data:
            raise Error("no series were given")
        parts = [_take(series, None) for series in data.values()]
        names = list(data)
        start, values = _core.align(
            [str(name) for name in names],
            [part.values for part in parts],
            [part.first for part in parts],
            [part.first_month for part in parts],
        )
        return Taken(values, start, parts[0].calendar, names, "frame", pd.Index(names))
    raise Error(f"{type(data).__name__} is not a Series, a DataFrame, a dict of Series or a numpy array")
