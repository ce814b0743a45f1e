#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "highwater/aggregate/convert.hpp"
#include "highwater/aggregate/expanding.hpp"
#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/summary.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/records/records.hpp"
#include "highwater/records/streaks.hpp"
#include "highwater/series/missing.hpp"
#include "support/golden.hpp"

// Growth, rolling means, running records, totals and streaks against pandas 1.5.3 on eight series. Where definitions
// differ the test names the difference and says how many cells it concerns; every other cell is compared.

namespace hw = highwater;
using hw::TimeSeries;

namespace growth_golden_test {

constexpr double relative = 1e-12;

struct GoldenSeries {
  TimeSeries data;
  std::vector<golden::Row> rows;
};

const std::map<std::string, GoldenSeries>& all_series() {
  static const golden::Table table("growth_pandas.csv");
  static const std::map<std::string, GoldenSeries> series = [] {
    std::map<std::string, GoldenSeries> read;
    for (const std::string& name : table.distinct("series")) {
      std::vector<golden::Row> rows = table.where("series", name);
      std::vector<double> values;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        values.push_back(rows[i].number("value"));
        EXPECT_EQ(hw::parse_period(rows[i].text("period")) - hw::parse_period(rows[0].text("period")),
                  static_cast<std::int64_t>(i));
      }
      TimeSeries data(hw::parse_period(rows[0].text("period")), values);
      read.emplace(name, GoldenSeries{std::move(data), std::move(rows)});
    }
    return read;
  }();
  return series;
}

std::int64_t year_of(const TimeSeries& data) { return hw::periods_per_year(data.frequency()); }

struct Count {
  int numbers = 0;     // number against number
  int missing = 0;     // missing against missing
  int deviations = 0;  // cells where the definitions differ
  friend bool operator==(const Count&, const Count&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Count& c) {
    return out << c.numbers << " numbers, " << c.missing << " missing, " << c.deviations << " deviations";
  }
};

using Function = std::function<TimeSeries(const TimeSeries&)>;
/// What highwater gives instead, where its definition differs; empty elsewhere.
using Deviation = std::function<std::optional<double>(const GoldenSeries&, std::size_t, double)>;

const Deviation no_deviation = [](const GoldenSeries&, std::size_t, double) { return std::nullopt; };

/// pandas: growth from a zero base is infinite, and so is the logarithm of zero. highwater: undefined, hence missing.
const Deviation infinite_is_missing = [](const GoldenSeries&, std::size_t, double golden) {
  return std::isinf(golden) ? std::optional(hw::missing_value) : std::nullopt;
};

Count compare(const std::string& column, const Function& function, double rel, double abs, const Deviation& deviation) {
  Count count;
  for (const auto& [name, series] : all_series()) {
    const TimeSeries result = function(series.data);
    EXPECT_EQ(result.size(), series.rows.size());
    for (std::size_t t = 0; t < result.size(); ++t) {
      double expected = series.rows[t].number(column);
      if (const auto instead = deviation(series, t, expected)) {
        expected = *instead;
        ++count.deviations;
      } else {
        ++(std::isnan(expected) ? count.missing : count.numbers);
      }
      EXPECT_TRUE(golden::agree(result.values()[t], expected, rel, abs))
          << column << " of " << name << " in " << result.period(t) << ": " << result.values()[t] << " instead of "
          << expected;
    }
  }
  return count;
}

TEST(GrowthGolden, HasEightSeries) {
  std::size_t values = 0;
  for (const auto& [name, series] : all_series()) values += series.rows.size();
  EXPECT_EQ(all_series().size(), 8U);
  EXPECT_EQ(values, 1345U);
}

TEST(GrowthGolden, PeriodOverPeriodAgreesWithPandas) {
  const auto f = [](const TimeSeries& x) { return hw::growth::period_over_period(x); };
  EXPECT_EQ(compare("pct1", f, relative, 0.0, infinite_is_missing), (Count{1311, 27, 7}));
}

TEST(GrowthGolden, YearOverYearAgreesWithPandas) {
  const auto f = [](const TimeSeries& x) { return hw::growth::year_over_year(x); };
  EXPECT_EQ(compare("pct_m", f, relative, 0.0, infinite_is_missing), (Count{1258, 80, 7}));
}

TEST(GrowthGolden, OfValuesCarriedForwardIsWhatPandasGivesByDefault) {
  const auto carried = [](const TimeSeries& x) { return hw::missing::carry_forward(x).data; };
  const auto monthly = [&](const TimeSeries& x) { return hw::growth::period_over_period(carried(x)); };
  const auto yearly = [&](const TimeSeries& x) { return hw::growth::year_over_year(carried(x)); };
  EXPECT_EQ(compare("pct1_pad", monthly, relative, 0.0, infinite_is_missing), (Count{1327, 11, 7}));
  EXPECT_EQ(compare("pct_m_pad", yearly, relative, 0.0, infinite_is_missing), (Count{1277, 61, 7}));
}

TEST(GrowthGolden, DifferencesAgreeWithPandas) {
  const auto over_one = [](const TimeSeries& x) { return hw::growth::difference(x); };
  const auto over_year = [](const TimeSeries& x) { return hw::growth::difference(x, year_of(x)); };
  EXPECT_EQ(compare("diff1", over_one, relative, 0.0, no_deviation), (Count{1319, 26, 0}));
  EXPECT_EQ(compare("diff_m", over_year, relative, 0.0, no_deviation), (Count{1266, 79, 0}));
}

TEST(GrowthGolden, LogChangesAgreeWithPandas) {
  const auto over_one = [](const TimeSeries& x) { return hw::growth::log_change(x); };
  const auto over_year = [](const TimeSeries& x) { return hw::growth::log_change(x, year_of(x)); };
  EXPECT_EQ(compare("logdiff1", over_one, 0.0, 1e-14, infinite_is_missing), (Count{1303, 27, 15}));
  EXPECT_EQ(compare("logdiff_m", over_year, 0.0, 1e-14, infinite_is_missing), (Count{1250, 80, 15}));
}

TEST(GrowthGolden, AnnualisedRatesAgreeWithPandas) {
  const auto monthly = [](const TimeSeries& x) { return hw::growth::annualised(x); };
  EXPECT_EQ(compare("annualised1", monthly, relative, 1e-15, infinite_is_missing), (Count{1311, 27, 7}));
  const auto three_on_three = [](const TimeSeries& x) {
    return hw::growth::annualised(hw::aggregate::trailing_mean(x, 3), 3);
  };
  EXPECT_EQ(compare("pct3m_on_3m_annualised", three_on_three, relative, 1e-15, infinite_is_missing),
            (Count{1268, 77, 0}));
}

TEST(GrowthGolden, TrailingStatisticsAgreeWithPandas) {
  const auto window = [](const TimeSeries& x) { return x.frequency() == hw::Frequency::annual ? 2 : year_of(x); };
  const auto mean = [&](const TimeSeries& x) { return hw::aggregate::trailing_mean(x, window(x)); };
  const auto sum = [&](const TimeSeries& x) { return hw::aggregate::trailing_sum(x, window(x)); };
  const auto mean_of_three = [](const TimeSeries& x) { return hw::aggregate::trailing_mean(x, 3); };
  // pandas updates its deviations from window to window and so drifts: 1e-10.
  const auto deviation = [&](const TimeSeries& x) { return hw::aggregate::trailing_standard_deviation(x, window(x)); };
  const auto of_what_is_there = [&](const TimeSeries& x) {
    return hw::aggregate::trailing_mean(x, window(x), {.min_count = 1});
  };
  EXPECT_EQ(compare("roll_std", deviation, 1e-10, 0.0, no_deviation), (Count{1256, 89, 0}));
  EXPECT_EQ(compare("roll_mean_minp1", of_what_is_there, relative, 0.0, no_deviation), (Count{1343, 2, 0}));
  EXPECT_EQ(compare("roll_mean", mean, relative, 0.0, no_deviation), (Count{1256, 89, 0}));
  EXPECT_EQ(compare("roll_sum", sum, relative, 0.0, no_deviation), (Count{1256, 89, 0}));
  EXPECT_EQ(compare("roll3_mean", mean_of_three, relative, 0.0, no_deviation), (Count{1306, 39, 0}));
}

TEST(GrowthGolden, TheMeanOfEverythingSoFarAgreesWithPandas) {
  const auto mean_so_far = [](const TimeSeries& x) { return hw::aggregate::expanding_mean(x); };
  EXPECT_EQ(compare("expanding_mean", mean_so_far, relative, 0.0, no_deviation), (Count{1343, 2, 0}));
}

/// pandas leaves the running record missing at a gap; in highwater it goes on standing.
Deviation carried_over_gaps(std::function<double(double, double)> better) {
  return [better](const GoldenSeries& series, std::size_t t, double golden) -> std::optional<double> {
    double standing = hw::missing_value;
    for (std::size_t i = 0; i < t; ++i) {
      const double value = series.data.values()[i];
      if (!std::isnan(value)) standing = std::isnan(standing) ? value : better(standing, value);
    }
    if (!std::isnan(golden) || std::isnan(standing)) return std::nullopt;
    return standing;
  };
}

TEST(GrowthGolden, RunningHighsAndLowsAgreeWithPandas) {
  const auto high = [](const TimeSeries& x) { return hw::records::running_high(x); };
  const auto low = [](const TimeSeries& x) { return hw::records::running_low(x); };
  const auto larger = [](double a, double b) { return a < b ? b : a; };
  const auto smaller = [](double a, double b) { return b < a ? b : a; };
  EXPECT_EQ(compare("cummax", high, 0.0, 0.0, carried_over_gaps(larger)), (Count{1332, 2, 11}));
  EXPECT_EQ(compare("cummin", low, 0.0, 0.0, carried_over_gaps(smaller)), (Count{1332, 2, 11}));
}

TEST(GrowthGolden, RecordFlagsAgreeWithPandas) {
  const auto flags = [](const TimeSeries& x, const std::vector<hw::Record>& records) {
    std::vector<double> found(x.values().begin(), x.values().end());
    for (double& value : found) value = std::isnan(value) ? value : 0.0;
    for (const hw::Record& record : records) found[x.index_of(record.period)] = 1.0;
    return TimeSeries(x.first(), found);
  };
  const auto high = [&](const TimeSeries& x) { return flags(x, hw::records::highs(x)); };
  const auto low = [&](const TimeSeries& x) { return flags(x, hw::records::lows(x)); };
  EXPECT_EQ(compare("is_record_high", high, 0.0, 0.0, no_deviation), (Count{1332, 13, 0}));
  EXPECT_EQ(compare("is_record_low", low, 0.0, 0.0, no_deviation), (Count{1332, 13, 0}));
}

/// pandas adds up what is there; in highwater a year is missing from its first gap on, and when its start was not
/// observed.
Deviation complete_so_far(hw::FiscalYear fiscal) {
  return [fiscal](const GoldenSeries& series, std::size_t t, double golden) -> std::optional<double> {
    if (std::isnan(golden)) return std::nullopt;
    const hw::Period start = fiscal.first(fiscal.of(series.data.period(t)), series.data.frequency());
    for (hw::Period p = start; p <= series.data.period(t); ++p)
      if (std::isnan(series.data[p])) return hw::missing_value;
    return std::nullopt;
  };
}

TEST(GrowthGolden, YearsToDateAgreeWithPandasWhereTheYearIsCompleteSoFar) {
  // pandas has no year to date of annual series.
  const auto to_date = [](hw::FiscalYear fiscal) {
    return [fiscal](const TimeSeries& x) {
      if (x.frequency() != hw::Frequency::annual) return hw::aggregate::year_to_date(x, fiscal);
      return TimeSeries(x.first(), std::vector<double>(x.size(), hw::missing_value));
    };
  };
  const hw::FiscalYear calendar, july{.first_month = 7};
  EXPECT_EQ(compare("ytd_calendar", to_date(calendar), relative, 0.0, complete_so_far(calendar)),
            (Count{1186, 137, 22}));
  EXPECT_EQ(compare("ytd_fy_jul", to_date(july), relative, 0.0, complete_so_far(july)), (Count{1162, 137, 46}));

  const auto on_the_year = [&](const TimeSeries& x) { return hw::growth::year_over_year(to_date(july)(x)); };
  const Deviation both_complete = [&](const GoldenSeries& series, std::size_t t, double golden) {
    const auto here = complete_so_far(july)(series, t, golden), none = std::optional<double>();
    const auto lag = static_cast<std::size_t>(year_of(series.data));
    return here || t < lag ? here : std::isnan(golden) ? none : complete_so_far(july)(series, t - lag, golden);
  };
  EXPECT_EQ(compare("ytd_fy_jul_yoy", on_the_year, relative, 1e-15, both_complete), (Count{1082, 220, 43}));
}

TEST(GrowthGolden, FiscalAndQuarterlySummariesAgreeWithPandas) {
  const std::map<std::string, int> first_months{{"A-DEC", 1}, {"A-MAR", 4}, {"A-JUN", 7}, {"A-SEP", 10}};
  const golden::Table table("fiscal_sums_pandas.csv");
  int strict = 0, incomplete = 0, partial = 0, quarters = 0, empty_years = 0, without_last = 0;
  for (const golden::Row& row : table.rows()) {
    const std::string rule = row.text("rule");
    const bool quarterly = rule == "Q-DEC";
    quarters += quarterly ? 1 : 0;
    const hw::FiscalYear fiscal{.first_month = quarterly ? 1 : first_months.at(rule)};
    const TimeSeries& data = all_series().at(row.text("series")).data;
    const hw::Period year = hw::parse_period(row.text("label"));
    const auto converted = [&](hw::Summary summary, hw::Completeness completeness) {
      return hw::aggregate::convert(data, year.frequency(), summary, fiscal, {.completeness = completeness});
    };
    const TimeSeries complete = converted(hw::Summary::sum, hw::Completeness::complete);
    const TimeSeries observed = converted(hw::Summary::sum, hw::Completeness::partial);
    const TimeSeries mean = converted(hw::Summary::mean, hw::Completeness::partial);
    const TimeSeries last = converted(hw::Summary::last, hw::Completeness::partial);
    ASSERT_TRUE(complete.contains(year));

    const double sum = row.number("sum_strict");
    ++(std::isnan(sum) ? incomplete : strict);
    EXPECT_TRUE(golden::agree(complete[year], sum, relative)) << row.text("series") << ' ' << rule << ' ' << year;
    EXPECT_TRUE(golden::agree(mean[year], row.number("mean_skipna"), relative)) << row.text("series") << ' ' << year;
    // Deviation: there the last period is taken even if nothing was observed in it.
    if (std::isnan(row.number("last")))
      ++without_last;
    else
      EXPECT_EQ(last[year], row.number("last")) << row.text("series") << ' ' << year;
    ++(row.number("n_nonmissing") > 0.0 ? partial : empty_years);
    EXPECT_TRUE(golden::agree(observed[year], row.number("sum_skipna"), relative))
        << row.text("series") << ' ' << rule << ' ' << year;
  }
  EXPECT_EQ(strict, 875);
  EXPECT_EQ(incomplete, 66);
  EXPECT_EQ(partial, 939);
  EXPECT_EQ(empty_years, 2);
  EXPECT_EQ(quarters, 300);
  EXPECT_EQ(without_last, 15);
}

TEST(GrowthGolden, CompoundRatesAgreeWithPandas) {
  const golden::Table table("cagr_streaks_pandas.csv");
  ASSERT_EQ(table.rows().size(), 8U);
  for (const golden::Row& row : table.rows()) {
    const TimeSeries& data = all_series().at(row.text("series")).data;
    std::vector<hw::Period> observed;
    for (const auto& [period, value] : data)
      if (!hw::is_missing(value)) observed.push_back(period);
    EXPECT_EQ(data[observed.front()], row.number("first"));
    EXPECT_EQ(data[observed.back()], row.number("last"));
    EXPECT_TRUE(
        golden::agree(hw::growth::compound_rate(data, observed.front(), observed.back()), row.number("cagr"), relative))
        << row.text("series");
  }
}

TEST(GrowthGolden, StreaksAndRecordCountsAgreeWithPandas) {
  const golden::Table table("cagr_streaks_pandas.csv");
  for (const golden::Row& row : table.rows()) {
    const std::string name = row.text("series");
    const TimeSeries& data = all_series().at(name).data;
    // Deviation: to pandas a rise from zero is growth (infinite). The differences show the same rises as numbers.
    const bool has_zeros = name == "discoveries";
    const TimeSeries change = has_zeros ? hw::growth::difference(data) : hw::growth::period_over_period(data);
    const TimeSeries yoy = has_zeros ? hw::growth::difference(data, year_of(data)) : hw::growth::year_over_year(data);
    const auto equals = [&](const char* column, std::int64_t length) {
      EXPECT_EQ(static_cast<double>(length), row.number(column)) << name << ' ' << column;
    };
    equals("longest_up_streak", hw::records::longest_streak(change).length);
    equals("current_up_streak", hw::records::current_streak(change).length);
    equals("longest_yoy_up_streak", hw::records::longest_streak(yoy).length);
    equals("current_yoy_up_streak", hw::records::current_streak(yoy).length);
    const auto highs = hw::records::highs(data);
    equals("n_record_highs", static_cast<std::int64_t>(highs.size()));
    EXPECT_EQ(highs.back().period, hw::parse_period(row.text("last_record_high_period"))) << name;
  }
}

}  // namespace growth_golden_test
