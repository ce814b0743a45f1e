"""The compiled part of highwater."""

from typing import Any, Optional

import numpy as np
from numpy.typing import NDArray

__version__: str
_Values = NDArray[np.float64]

class Error(ValueError):
    """An impossible request or broken data: what is wrong and where (name, period)."""

class Period:
    """One year, half-year, quarter, month, ISO week or day: a frequency and a running number."""

    def __init__(self, frequency: str, ordinal: int) -> None: ...
    @staticmethod
    def parse(text: str) -> Period:
        """Reads 2024, 2024-S2, 2024-Q4, 2024-12, 2024-W05 or 2024-12-31."""
    @property
    def frequency(self) -> str: ...
    @property
    def ordinal(self) -> int: ...
    def __add__(self, count: int) -> Period: ...
    def __sub__(self, other: Period) -> int: ...
    def __lt__(self, other: Period) -> bool: ...

class Record:
    period: Period
    value: float
    previous_period: Optional[Period]
    previous_value: float
    margin: float
    index: int

class Streak:
    length: int
    first: Period
    bounded_by_missing: bool

class Projection:
    model: str
    first: Period
    point: _Values
    lower: _Values
    upper: _Values

class Bulletin:
    period: Period
    sentences: list[str]
    def text(self) -> str: ...
    def markdown(self) -> str: ...
    def json(self) -> str: ...
    def html(self) -> str: ...

def require_finite(values: _Values, first: Period, names: list[str]) -> None: ...
def grow(
    kind: str, values: _Values, first: Period, lag: int, base: str, parallel: str, out: _Values
) -> None: ...
def records_of(values: _Values, first: Period, side: str, ties: str) -> list[list[Record]]: ...
def streaks_of(kind: str, values: _Values, first: Period, direction: str) -> list[Streak]: ...
def highest_since(values: _Values, first: Period, period: Period) -> Optional[Period]: ...
def scan(
    values: _Values,
    first: Period,
    own_month: int,
    window: int,
    measure: str,
    fiscal_month: int,
    side: str,
    ties: str,
    base: str,
    parallel: str,
) -> dict[str, Any]: ...
def project(
    values: _Values, first: Period, own_month: int, model: str, periods: int, coverage: float, parallel: str
) -> list[Optional[Projection]]: ...
def compose(
    values: _Values,
    first: Period,
    own_month: int,
    title: str,
    unit: str,
    measure: str,
    fiscal_month: int,
    resolution: float,
    target: Optional[float],
    coverage: float,
) -> Bulletin: ...
def align(
    names: list[str], columns: list[_Values], firsts: list[Period], own_months: list[int]
) -> tuple[Period, _Values]: ...
