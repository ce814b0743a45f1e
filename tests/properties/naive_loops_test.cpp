#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/summary.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/records/records.hpp"
#include "highwater/records/streaks.hpp"
#include "support/bits.hpp"
#include "support/random_data.hpp"

// Against the loop that one would write down from the definition.

namespace hw = highwater;
using test_support::RandomData;
using test_support::same_bits;

namespace naive_loops_test {

const hw::Period start = hw::month(1987, 5);

TEST(Records, AreThoseOfTheNaiveLoop) {
  RandomData random(101);
  for (const std::size_t size : test_support::sizes)
    for (const auto kind : test_support::kinds)
      for (const std::size_t gap : {0U, 2U, 30U}) {
        const std::vector<double> x = random.values(size, kind, gap);
        const hw::SeriesView series(start, x);
        for (const auto ties : {hw::Ties::strict, hw::Ties::weak}) {
          const std::vector<hw::Record> records = hw::records::highs(series, {.ties = ties});
          std::size_t k = 0;
          std::optional<std::size_t> holder;
          for (std::size_t t = 0; t < size; ++t) {
            if (std::isnan(x[t])) continue;
            if (holder && !(ties == hw::Ties::weak ? x[t] >= x[*holder] : x[t] > x[*holder])) continue;
            ASSERT_LT(k, records.size());
            EXPECT_EQ(records[k].period, series.period(t));
            EXPECT_TRUE(same_bits(records[k].value, x[t]));
            EXPECT_EQ(records[k].index, static_cast<std::int64_t>(k + 1));
            EXPECT_EQ(records[k].previous_period, holder ? std::optional(series.period(*holder)) : std::nullopt);
            EXPECT_TRUE(same_bits(records[k].previous_value, holder ? x[*holder] : hw::missing_value));
            holder = t;
            ++k;
          }
          EXPECT_EQ(k, records.size());
        }
      }
}

TEST(HighestSince, IsThatOfTheNaiveLoop) {
  RandomData random(102);
  for (const std::size_t size : {1U, 2U, 9U, 33U, 257U})
    for (const auto kind : test_support::kinds) {
      const std::vector<double> x = random.values(size, kind, 6);
      const hw::SeriesView series(start, x);
      for (std::size_t t = 0; t < size; ++t) {
        if (std::isnan(x[t])) continue;
        std::optional<hw::Period> high, low;
        for (std::size_t s = 0; s < t; ++s) {
          if (x[s] >= x[t]) high = series.period(s);
          if (x[s] <= x[t]) low = series.period(s);
        }
        EXPECT_EQ(hw::records::highest_since(series, series.period(t)), high);
        EXPECT_EQ(hw::records::lowest_since(series, series.period(t)), low);
      }
    }
}

TEST(Streaks, AreThoseOfTheNaiveLoop) {
  RandomData random(103);
  for (int trial = 0; trial < 2000; ++trial) {
    std::vector<double> x = random.values(random.below(120), test_support::Kind::coarse, trial % 3 == 0 ? 0 : 8);
    for (double& value : x) value += trial % 5;  // so that streaks may be long
    const hw::SeriesView series(start, x);

    std::size_t current = 0, longest = 0, longest_end = x.size();
    for (std::size_t t = 0; t < x.size(); ++t) {
      current = x[t] > 0.0 ? current + 1 : 0;
      if (current > longest) {
        longest = current;
        longest_end = t + 1;
      }
    }
    const auto expect = [&](const hw::Streak& streak, std::size_t length, std::size_t end) {
      const std::size_t begin = end - length;
      EXPECT_EQ(streak.length, static_cast<std::int64_t>(length));
      EXPECT_EQ(streak.first, series.period(begin));
      EXPECT_EQ(streak.bounded_by_missing, begin == 0 || std::isnan(x[begin - 1]));
    };
    expect(hw::records::current_streak(series), current, x.size());
    expect(hw::records::longest_streak(series), longest, longest_end);
  }
}

TEST(TrailingMean, IsWithinRoundingOfALongDoubleLoop) {
  RandomData random(104);
  for (const std::size_t size : {1U, 5U, 40U, 1100U, 2500U})
    for (const std::size_t n : {1U, 2U, 3U, 7U, 12U, 13U, 60U, 1023U, 1024U, 1025U, 2400U})
      for (const std::size_t skip : {0U, 1U}) {
        const std::vector<double> x = random.values(size, test_support::Kind::positive, size > 1000 ? 0 : 15);
        const hw::TimeSeries mean =
            hw::aggregate::trailing_mean(hw::SeriesView(start, x), static_cast<std::int64_t>(n),
                                         {.window = skip ? hw::Window::before : hw::Window::including});
        for (std::size_t t = 0; t < size; ++t) {
          if (t + 1 < n + skip) {
            EXPECT_TRUE(hw::is_missing(mean.values()[t]));
            continue;
          }
          long double sum = 0.0L;
          for (std::size_t s = t + 1 - n - skip; s + skip <= t; ++s) sum += x[s];
          const auto expected = static_cast<double>(sum / static_cast<long double>(n));
          if (std::isnan(expected)) {
            EXPECT_TRUE(hw::is_missing(mean.values()[t]));
          } else {  // sums by doubling: about log2(n) roundings, not n
            EXPECT_NEAR(mean.values()[t], expected, 14 * 1.2e-16 * expected) << n << " values at " << t;
          }
        }
      }
}

TEST(YearToDate, EndsEveryYearAtItsFiscalTotalBitForBit) {
  RandomData random(105);
  for (int first_month = 1; first_month <= 12; ++first_month)
    for (const std::size_t size : {0U, 1U, 11U, 12U, 13U, 24U, 100U, 1000U}) {
      const hw::FiscalYear fiscal{.first_month = first_month,
                                  .label = first_month % 2 ? hw::FiscalLabel::end_year : hw::FiscalLabel::start_year};
      const std::vector<double> x = random.values(size, test_support::Kind::wide, size % 2 ? 40 : 0);
      const hw::SeriesView series(start, x);
      const hw::TimeSeries to_date = hw::aggregate::year_to_date(series, fiscal);
      const hw::TimeSeries totals = hw::aggregate::fiscal_totals(series, fiscal);
      EXPECT_EQ(totals.fiscal_year(), fiscal);
      for (const auto& [year, total] : totals) {
        const hw::Period last = fiscal.last(year.year(), hw::Frequency::monthly);
        EXPECT_TRUE(same_bits(total, to_date[last])) << fiscal.name(year.year());
      }
    }
}

TEST(FiscalTotals, AreThoseOfTheNaiveLoop) {
  RandomData random(106);
  const hw::Period starts[] = {hw::month(2019, 12), hw::quarter(2019, 2), hw::half(2018, 2), hw::week(2019, 40),
                               hw::day(2019, 2, 27)};
  for (const hw::Period& first : starts)
    for (const int first_month : {1, 7}) {
      const hw::FiscalYear fiscal{.first_month = first_month};
      const std::vector<double> x = random.values(900, test_support::Kind::coarse, 100);  // sums of integers are exact
      const hw::SeriesView series(first, x);
      const hw::TimeSeries complete = hw::aggregate::fiscal_totals(series, fiscal);
      const hw::TimeSeries partial =
          hw::aggregate::fiscal_totals(series, fiscal, {.completeness = hw::Completeness::partial});
      EXPECT_EQ(complete.first(), hw::year(fiscal.of(first)));
      EXPECT_EQ(complete.last(), hw::year(fiscal.of(series.last())));
      for (const auto& [year, total] : complete) {
        double sum = 0.0;
        int seen = 0, expected = 0;
        const hw::Period last = fiscal.last(year.year(), first.frequency());
        for (hw::Period p = fiscal.first(year.year(), first.frequency()); p <= last; ++p, ++expected)
          if (const double value = series[p]; !std::isnan(value)) {
            sum += value;
            ++seen;
          }
        if (seen < expected) {
          EXPECT_TRUE(hw::is_missing(total)) << year;
        } else {
          EXPECT_EQ(total, sum) << year;
        }
        if (seen == 0) {
          EXPECT_TRUE(hw::is_missing(partial[year])) << year;
        } else {
          EXPECT_EQ(partial[year], sum) << year;
        }
      }
    }
}

TEST(MeanAndStandardDeviation, AreWithinRoundingOfALongDoubleLoop) {
  RandomData random(107);
  for (int trial = 0; trial < 500; ++trial) {
    const double offset = trial % 2 ? 1e7 : 0.0;
    std::vector<double> x = random.values(3 + random.below(300), test_support::Kind::signed_values, trial % 3 ? 0 : 4);
    long double sum = 0.0L, squares = 0.0L, n = 0.0L;
    for (double& value : x) {
      value += offset;
      if (std::isnan(value)) continue;
      sum += value;
      n += 1.0L;
    }
    for (const double value : x)
      if (!std::isnan(value)) squares += (value - sum / n) * (value - sum / n);
    const hw::SeriesView series(start, x);
    if (n < 2.0L) continue;
    EXPECT_NEAR(hw::aggregate::mean(series), static_cast<double>(sum / n), 1e-14 * (offset + 100.0));
    const auto sd = static_cast<double>(std::sqrt(squares / (n - 1.0L)));
    EXPECT_NEAR(hw::aggregate::standard_deviation(series), sd, 1e-13 * sd);
  }
}

}  // namespace naive_loops_test
