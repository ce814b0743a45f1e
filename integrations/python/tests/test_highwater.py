"""What the module gives is what pandas gives for the same question, and bad input is an Error in words."""

import os
import pathlib
import unittest

import highwater as hw
import numpy as np
import pandas as pd
from highwater import _data

ROOT = pathlib.Path(__file__).resolve().parents[3]
DATA = ROOT / "examples" / "data"


def exports() -> pd.Series:
    frame = pd.read_csv(DATA / "pakistan_it_exports.csv")
    series = pd.Series(frame["value_usd_mn"].to_numpy(float), pd.PeriodIndex(frame["period"], freq="M"), name="exports")
    return series.sort_index()


def monthly(values, start="2020-01", name="x") -> pd.Series:
    return pd.Series(values, pd.period_range(start, periods=len(values), freq="M"), name=name)


def walk(periods=240, count=7, freq="M", missing=0.05) -> pd.DataFrame:
    rng = np.random.default_rng(20240711)
    values = 100 + np.cumsum(rng.integers(-5, 7, (periods, count)), axis=0).astype(float)
    values[rng.random((periods, count)) < missing] = np.nan
    index = pd.period_range("2001-03", periods=periods, freq=freq)
    return pd.DataFrame(values, index=index, columns=[f"s{i}" for i in range(count)])


def grown(frame, lag):
    """x[t] / x[t - lag] - 1 where the base is positive, as pandas computes it."""
    base = frame.shift(lag)
    return frame / base.where(base > 0) - 1


class Growth(unittest.TestCase):
    def test_is_that_of_pandas_bit_for_bit_at_every_frequency(self):
        for freq, lag in (("M", 12), ("Q-DEC", 4), ("A-DEC", 1)):
            with self.subTest(freq=freq):
                frame = walk(freq=freq)
                pd.testing.assert_frame_equal(
                    hw.growth.year_over_year(frame), grown(frame, lag), check_exact=True, check_names=False
                )
                pd.testing.assert_frame_equal(
                    hw.growth.over(frame, 5), grown(frame, 5), check_exact=True, check_names=False
                )
                pd.testing.assert_frame_equal(hw.growth.difference(frame, 2), frame.diff(2), check_exact=True)

    def test_of_a_series_is_that_of_its_column(self):
        frame = walk()
        whole = hw.growth.period_over_period(frame, parallel="threads")
        for name in frame:
            one = hw.growth.period_over_period(frame[name])
            pd.testing.assert_series_equal(one, whole[name], check_exact=True)

    def test_weeks_and_days_are_compared_by_label(self):
        days = pd.period_range("2023-01-01", "2024-12-31", freq="D")
        values = pd.Series(np.arange(1.0, len(days) + 1), days)
        growth = hw.growth.year_over_year(values)
        self.assertEqual(growth[pd.Period("2024-03-05", "D")], values["2024-03-05"] / values["2023-03-05"] - 1)
        self.assertTrue(np.isnan(growth[pd.Period("2024-02-29", "D")]))
        weeks = pd.period_range("2023-01-02", periods=104, freq="W-SUN")
        values = pd.Series(np.arange(1.0, 105.0), weeks)
        growth = hw.growth.year_over_year(values)
        self.assertEqual(growth.iloc[60], values.iloc[60] / values.iloc[8] - 1)

    def test_a_gap_is_missing_and_no_skipped_row(self):
        series = monthly(np.arange(1.0, 31.0))
        gap = series.drop(pd.Period("2021-02", "M"))
        growth = hw.growth.year_over_year(gap.sample(frac=1, random_state=1))  # in any order
        expected = series.copy()
        expected["2021-02"] = np.nan
        pd.testing.assert_series_equal(growth, grown(expected, 12), check_exact=True, check_names=False)

    def test_bases_that_are_not_positive(self):
        series = monthly([-4.0, -2.0])
        self.assertTrue(np.isnan(hw.growth.period_over_period(series).iloc[1]))
        self.assertEqual(hw.growth.period_over_period(series, base="absolute").iloc[1], 0.5)
        self.assertEqual(hw.growth.period_over_period(series, base="signed").iloc[1], -0.5)
        with self.assertRaisesRegex(hw.Error, "base is \"none\"; it must be one of positive, absolute, signed"):
            hw.growth.period_over_period(series, base="none")

    def test_arrays_come_back_as_arrays(self):
        frame = walk()
        table = hw.growth.year_over_year(frame.to_numpy(), first="2001-03")
        self.assertIsInstance(table, np.ndarray)
        np.testing.assert_array_equal(table, hw.growth.year_over_year(frame).to_numpy())
        rows = np.ascontiguousarray(frame.to_numpy())  # each period contiguous, not each series
        np.testing.assert_array_equal(hw.growth.year_over_year(rows, first=frame.index[0]), table)
        line = hw.growth.year_over_year(frame["s2"].to_numpy(), first=hw.Period.parse("2001-03"))
        np.testing.assert_array_equal(line, table[:, 2])
        backwards = frame.to_numpy()[::-1]
        np.testing.assert_array_equal(
            hw.growth.over(backwards, 1, first="2001-03"), hw.growth.over(backwards.copy(), 1, first="2001-03")
        )
        halves = hw.growth.year_over_year(np.array([1.0, 2.0, 3.0]), first="2024-S1")
        np.testing.assert_array_equal(halves, [np.nan, np.nan, 2.0])


class Memory(unittest.TestCase):
    def test_what_lies_right_is_not_copied(self):
        frame = walk()
        frame = pd.DataFrame(np.asfortranarray(frame.to_numpy()), frame.index, frame.columns)
        self.assertTrue(np.shares_memory(_data.take(frame).values, frame.to_numpy()))
        self.assertTrue(np.shares_memory(_data.take(frame["s3"]).values, frame.to_numpy()))
        wide = np.asfortranarray(frame.to_numpy())
        self.assertTrue(np.shares_memory(_data.take(wide[:, ::2], "2001-03").values, wide))
        self.assertTrue(np.shares_memory(_data.take(wide[12:], "2002-03").values, wide))

    def test_nor_is_the_result(self):
        given = _data.take(walk())
        out = given.room()
        self.assertTrue(np.shares_memory(given.back(out).to_numpy(), out))

    def test_the_data_stay_as_they_are(self):
        frame = walk()
        before = frame.copy()
        hw.growth.year_over_year(frame)
        hw.scan(frame)
        pd.testing.assert_frame_equal(frame, before, check_exact=True)


class Records(unittest.TestCase):
    def test_are_those_of_cummax(self):
        series = walk()["s1"]
        best = series.cummax().ffill().shift()
        expected = series[(series > best) | (best.isna() & series.notna())]
        found = hw.records.highs(series)
        pd.testing.assert_series_equal(found["value"], expected, check_exact=True, check_names=False)
        self.assertEqual(list(found["index"]), list(range(1, len(expected) + 1)))
        self.assertEqual(list(found["previous_period"][1:]), list(found.index[:-1]))
        self.assertIs(found["previous_period"].iloc[0], pd.NaT)
        pd.testing.assert_series_equal(
            hw.records.lows(-series)["value"], -expected, check_exact=True, check_names=False
        )

    def test_of_real_exports(self):
        last = hw.records.highs(exports()).iloc[-1]
        self.assertEqual((str(last.name), last["value"], str(last["previous_period"]), last["margin"]),
                         ("2024-12", 348.0, "2024-05", 16.0))
        since = hw.records.highest_since(exports(), "2024-10")
        self.assertEqual(since, pd.Period("2024-05", "M"))
        streak = hw.records.current_streak(hw.growth.year_over_year(exports()))
        self.assertEqual((streak.length, streak.first), (15, pd.Period("2023-10", "M")))

    def test_ties_and_missing_values(self):
        series = monthly([np.nan, 2.0, 2.0, np.nan, 3.0])
        self.assertEqual(list(hw.records.highs(series)["value"]), [2.0, 3.0])
        self.assertEqual(list(hw.records.highs(series, ties="weak")["value"]), [2.0, 2.0, 3.0])
        self.assertEqual(len(hw.records.highs(monthly([np.nan, np.nan]))), 0)

    def test_streaks(self):
        streak = hw.records.longest_streak(monthly([-1.0, 1.0, 2.0, -1.0, 5.0]))
        self.assertEqual(streak, (2, pd.Period("2020-02", "M"), False))
        falling = hw.records.current_streak(monthly([1.0, -1.0, -2.0]), direction="falling")
        self.assertEqual(falling, (2, pd.Period("2020-02", "M"), False))


class Scan(unittest.TestCase):
    def test_has_what_each_function_has_of_the_latest_observation(self):
        frame = walk()
        frame.iloc[-3:, 4] = np.nan  # ends early
        frame["none"] = np.nan
        rows = hw.scan(frame, fiscal_year=7, parallel="threads")
        self.assertEqual(list(rows.index), list(frame.columns))
        for name in frame.columns[:-1]:
            series = frame[name].loc[: frame[name].last_valid_index()]
            row = rows.loc[name]
            self.assertEqual(row["latest"], series.index[-1])
            self.assertEqual(row["value"], series.iloc[-1])
            np.testing.assert_array_equal(row["growth_on_year"], grown(series, 12).iloc[-1])
            np.testing.assert_array_equal(row["growth_on_period"], grown(series, 1).iloc[-1])
            highs = hw.records.highs(series)
            self.assertEqual(row["record_period"], highs.index[-1])
            self.assertEqual(row["record_value"], series.max())
            self.assertEqual(row["records"], len(highs))
            streak = hw.records.current_streak(hw.growth.year_over_year(series))
            self.assertEqual(row["streak_on_year"], streak.length)
            mean = series.rolling(12).mean().iloc[-1]  # pandas rounds differently
            np.testing.assert_allclose(row["trailing_mean"], mean, rtol=1e-12, equal_nan=True)
            year = series[series.index >= pd.Period(f"{series.index[-1].year - (series.index[-1].month < 7)}-07", "M")]
            np.testing.assert_array_equal(row["year_to_date"], year.sum(skipna=False))
        self.assertIs(rows.loc["none", "latest"], pd.NaT)
        self.assertTrue(np.isnan(rows.loc["none", "value"]))

    def test_of_series_with_their_own_periods(self):
        rows = hw.scan({"a": monthly([1.0, 2.0]), "b": monthly([5.0, 4.0, 3.0], "2021-06")})
        self.assertEqual([str(p) for p in rows["latest"]], ["2020-02", "2021-08"])
        self.assertEqual(list(rows["record_value"]), [2.0, 5.0])

    def test_of_half_years_has_their_texts(self):
        rows = hw.scan(np.array([[1.0, np.nan], [2.0, np.nan]], order="F"), first="2024-S1")
        self.assertEqual(rows.loc[0, "latest"], "2024-S2")
        self.assertIsNone(rows.loc[1, "latest"])

    def test_of_fiscal_years(self):
        series = pd.Series([1.0, 3.0, 2.0], pd.period_range("2022", periods=3, freq="A-JUN"), name="fy")
        row = hw.scan(series, fiscal_year=7).loc["fy"]
        self.assertEqual(row["latest"], pd.Period("2024", "A-JUN"))
        self.assertEqual(row["record_period"], pd.Period("2023", "A-JUN"))


class Project(unittest.TestCase):
    def test_has_intervals_after_the_latest_observation(self):
        found = hw.project(exports(), periods=6, coverage=0.8)
        last = exports().index[-1]
        self.assertEqual(list(found.index), [last + i for i in range(1, 7)])
        self.assertTrue((found["lower"] < found["point"]).all() and (found["point"] < found["upper"]).all())
        wider = hw.project(exports(), periods=6, coverage=0.95)
        self.assertTrue((wider["upper"] > found["upper"]).all())
        pd.testing.assert_series_equal(wider["point"], found["point"], check_exact=True)

    def test_a_straight_line_goes_on(self):
        found = hw.project(monthly(np.arange(10.0)), periods=3, model="linear")
        np.testing.assert_allclose(found["point"], [10.0, 11.0, 12.0], rtol=1e-12)

    def test_of_a_frame_is_that_of_each_series(self):
        frame = walk()
        frame["short"] = np.nan
        frame.iloc[-1, -1] = 1.0
        found = hw.project(frame, periods=4, parallel="threads")
        pd.testing.assert_frame_equal(
            found["s2"].dropna(), hw.project(frame["s2"], periods=4), check_exact=True, check_names=False
        )
        self.assertTrue(found["short"].isna().all(axis=None))

    def test_errors_are_in_words(self):
        with self.assertRaisesRegex(hw.Error, "model is \"guess\"; it must be one of automatic"):
            hw.project(exports(), model="guess")
        with self.assertRaises(hw.Error):
            hw.project(exports(), coverage=1.5)
        with self.assertRaises(hw.Error):
            hw.project(monthly([1.0]), model="linear")


class Bulletin(unittest.TestCase):
    def test_speaks_and_shows_itself(self):
        made = hw.bulletin(exports(), title="IT <exports>", unit="US$ million", fiscal_year=7, target=4000.0)
        self.assertTrue(str(made).startswith("IT <exports>"))
        self.assertTrue(any("highest ever" in s or "record" in s for s in made.sentences), made.sentences)
        page = made._repr_html_()
        self.assertTrue(page.startswith("<iframe") and page.endswith("</iframe>"))
        self.assertNotIn("<svg", page)  # escaped as an attribute, so that it stays in its frame
        self.assertIn("&lt;svg", page)
        self.assertIn("<svg", made.html())
        self.assertIn("IT", made.markdown())
        self.assertEqual(str(made.period), "2024-12")

    def test_takes_its_title_from_the_series(self):
        self.assertTrue(str(hw.bulletin(exports())).startswith("exports"))


class SharedTable(unittest.TestCase):
    """The data and answers that all rooms are compared with."""

    def setUp(self):
        self.folder = pathlib.Path(os.environ["HIGHWATER_TABLE"])
        parts = [self.read(f"panel{i}.csv", "period") for i in range(5)]
        self.frame = pd.concat(parts, axis=1).set_axis(pd.PeriodIndex(parts[0].index, freq="M"))
        self.expected = self.read("expected.csv", "series")

    def read(self, name, index):
        return pd.read_csv(self.folder / name, index_col=index, float_precision="round_trip")

    def same(self, found, column):
        expected = self.expected[column]
        if expected.dtype == object:
            found = pd.Series(found).map(str).where(pd.notna(found), np.nan)
        np.testing.assert_array_equal(np.asarray(found), expected.to_numpy(), column)

    def test_scan(self):
        rows = hw.scan(self.frame, parallel="threads")
        self.assertEqual(len(rows), 1000)
        columns = [name for name in self.expected if name in rows]
        self.assertEqual(len(columns), 16)
        for name in columns:
            self.same(rows[name], name)

    def test_growth_records_and_streaks(self):
        growth = hw.growth.year_over_year(self.frame)
        self.same(growth.iloc[-1], "yoy")
        streaks = [hw.records.current_streak(growth[name]) for name in growth]
        self.same([streak.length for streak in streaks], "streak")
        self.same([streak.first for streak in streaks], "streak_first")
        self.same([streak.bounded_by_missing for streak in streaks], "streak_bounded")
        records = [hw.records.highs(self.frame[name]).iloc[-1] for name in self.frame]
        self.same([record.name for record in records], "record_period")
        self.same([record["value"] for record in records], "record_value")
        self.same([record["previous_period"] for record in records], "previous_period")
        self.same([record["previous_value"] for record in records], "previous_value")
        self.same([record["index"] for record in records], "records")

    def test_projections(self):
        expected = self.read("outlook.csv", "series")
        found = hw.project(self.frame.iloc[:, :50], periods=3)
        self.assertEqual(len(expected), 150)
        for name in self.frame.columns[:50]:
            ours, theirs = found[name].dropna(), expected.loc[int(name)]
            self.assertEqual([str(period) for period in ours.index], list(theirs["period"]))
            np.testing.assert_array_equal(ours.to_numpy(), theirs[["point", "lower", "upper"]].to_numpy())


class BadInput(unittest.TestCase):
    def refused(self, data, words, **options):
        for ask in (hw.growth.year_over_year, hw.scan, hw.records.highs, hw.project, hw.bulletin):
            with self.subTest(ask=ask.__name__), self.assertRaisesRegex(hw.Error, words):
                ask(data, **options)

    def test_a_period_twice(self):
        twice = pd.PeriodIndex(["2024-01", "2024-02", "2024-01"], freq="M")
        self.refused(pd.Series([1.0, 2.0, 3.0], twice), "2024-01 more than once")

    def test_infinite_values(self):
        self.refused(monthly([1.0, np.inf]), "the value of \"x\" in 2020-02 is infinite")
        self.refused(monthly([1.0, -np.inf], name=None), "the value of 2020-02 is infinite")
        self.refused(np.array([1.0, np.inf]), "the value of 2020-02 is infinite", first="2020-01")

    def test_empty(self):
        self.refused(monthly(np.array([])), "the data are empty: they have no first period")

    def test_none_and_na_are_missing(self):
        expected = hw.growth.over(monthly([1.0, np.nan, 3.0, 6.0]), 1)
        for values in (np.array([1, None, 3, 6], dtype=object), pd.array([1, None, 3, 6], dtype="Int64"),
                       pd.array([1.0, pd.NA, 3.0, 6.0], dtype="Float64")):  # fmt: skip
            pd.testing.assert_series_equal(hw.growth.over(monthly(values), 1), expected, check_exact=True)

    def test_whole_numbers_and_single_precision_are_converted(self):
        for dtype in (np.int64, np.float32, np.uint8, ">f8"):
            values = np.array([1, 2, 3], dtype=dtype)
            np.testing.assert_array_equal(hw.growth.over(values, 1, first="2020"), [np.nan, 1.0, 0.5])

    def test_text_is_no_number(self):
        self.refused(monthly(["1", "two"]), "the values of \"x\" cannot be read as numbers")

    def test_mixed_frequencies(self):
        mixed = pd.Index([pd.Period("2024-01", "M"), pd.Period("2024Q2", "Q")], dtype=object)
        self.refused(pd.Series([1.0, 2.0], mixed), "quarterly period cannot be compared with a monthly one")
        quarter = pd.Series([1.0], pd.period_range("2024Q1", periods=1, freq="Q"))
        with self.assertRaisesRegex(hw.Error, "monthly and quarterly series cannot be aligned"):
            hw.scan({"a": monthly([1.0]), "b": quarter})
        with self.assertRaisesRegex(hw.Error, "2024-Q1 is quarterly and the series is monthly"):
            hw.records.highest_since(monthly([1.0]), "2024-Q1")

    def test_an_index_without_periods(self):
        self.refused(pd.Series([1.0, 2.0]), "the index is a RangeIndex; a series has a PeriodIndex")
        dates = pd.Series([1.0, 2.0], pd.to_datetime(["2024-01-01", "2024-02-01"]))
        self.refused(dates, r"to_period\(\"M\"\)")
        self.refused(monthly([1.0]).set_axis(pd.PeriodIndex(["NaT"], freq="M")), "row 0 of the index has no period")
        self.refused(pd.Series([1.0], pd.period_range("2024", periods=1, freq="B")), "frequency \"B\" are not known")
        self.refused(np.array([1.0]), "an array has no periods")
        self.refused(np.array([1.0]), "\"2024-13\" is not a period", first="2024-13")
        self.refused([1.0, 2.0], "list is not a Series")

    def test_more_than_one_series(self):
        for ask in (hw.records.highs, hw.bulletin):
            with self.assertRaisesRegex(hw.Error, "one series is needed and 7 were given"):
                ask(walk())

    def test_an_error_is_a_value_error(self):
        self.assertTrue(issubclass(hw.Error, ValueError))


class Readme(unittest.TestCase):
    def test_runs(self):
        text = (ROOT / "integrations" / "python" / "README.md").read_text()
        code = text.split("```python\n")[1].split("```")[0].replace("examples/data", str(DATA))
        names = {}
        exec(code, names)
        pd.testing.assert_series_equal(names["exports"].astype(float), exports(), check_names=False, check_exact=True)


class Periods(unittest.TestCase):
    def test_go_to_pandas_and_back(self):
        for text, freq in (("1969", "A-DEC"), ("2024", "A-JUN"), ("2024Q3", "Q-DEC"), ("2024Q3", "Q-JUN"),
                           ("1899-12", "M"), ("2024-02-29", "W-SUN"), ("1969-12-31", "D")):  # fmt: skip
            with self.subTest(text=text, freq=freq):
                given = pd.Period(text, freq)
                calendar = _data.Calendar.of(given.freq)
                self.assertEqual(calendar.label(_data.period(given)), given)
                self.assertEqual(calendar.freq, given.freqstr)
        self.assertEqual(str(_data.period(pd.Period("2024-12-31", "W-SUN"))), "2025-W01")
        self.assertEqual(str(_data.period(pd.Period("2024Q3", "Q-JUN"))), "2024-Q3")


if __name__ == "__main__":
    unittest.main()
