#include "highwater/series/seasonal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "highwater/growth/growth.hpp"
#include "support/bits.hpp"
#include "support/golden.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
using hw::SeasonalForm;
using test_support::message_of;
using test_support::missing;
using test_support::RandomData;
using test_support::same_bits;
using Values = std::vector<double>;

namespace seasonal_test {

// ---- the estimator once more, as its description reads: in long double, with loops over years and seasons

using Real = long double;
const Real none = std::numeric_limits<Real>::quiet_NaN();

/// The value at position t, or the one on the line between the nearest that are there in steps of `step`.
Real bridged(const std::vector<Real>& x, int t, int step) {
  const int n = static_cast<int>(x.size());
  int before = t, after = t;
  while (before >= 0 && std::isnan(x[static_cast<std::size_t>(before)])) before -= step;
  while (after < n && std::isnan(x[static_cast<std::size_t>(after)])) after += step;
  if (before < 0) return x[static_cast<std::size_t>(after)];
  if (after >= n) return x[static_cast<std::size_t>(before)];
  const Real a = x[static_cast<std::size_t>(before)], b = x[static_cast<std::size_t>(after)];
  return before == after ? a : a + (b - a) * static_cast<Real>(t - before) / static_cast<Real>(after - before);
}

struct Reference {
  std::vector<Real> index;  // of the season of the first observation, of the next, ...
  Real shrinkage;
};

/// y starts and ends with an observation and is long enough.
Reference reference(const std::vector<Real>& y, int m, bool logs) {
  const int n = static_cast<int>(y.size());
  const auto at = [](auto& x, int t) -> auto& { return x[static_cast<std::size_t>(t)]; };
  std::vector<Real> z(y.size());
  for (int t = 0; t < n; ++t) at(z, t) = logs ? std::log(at(y, t)) : at(y, t);
  const auto weight = [&](int t) { return std::pow(Real(0.75), static_cast<Real>((n - 1 - t) / m)); };
  const auto indices = [&](const std::vector<Real>& out_of_trend, const std::vector<Real>& substitute) {
    std::vector<Real> index;
    for (int j = 0; j < m; ++j)
      for (const auto* x : {&out_of_trend, &substitute}) {
        Real sum = 0, weights = 0;
        for (int t = j; t < n; t += m)
          if (!std::isnan(at(*x, t))) sum += weight(t) * at(*x, t), weights += weight(t);
        if (weights == 0) continue;
        index.push_back(sum / weights);
        break;
      }
    const Real mean = std::accumulate(index.begin(), index.end(), Real(0)) / static_cast<Real>(m);
    for (Real& value : index) value -= mean;
    return index;
  };

  std::vector<Real> first(y.size(), none), first_bridged(y.size(), none);
  for (int t = m / 2; t < n - m / 2; ++t) {
    Real trend = (bridged(z, t - m / 2, m) + bridged(z, t + m / 2, m)) / 2;
    for (int k = -m / 2 + 1; k < m / 2; ++k) trend += bridged(z, t + k, m);
    at(first, t) = at(z, t) - trend / static_cast<Real>(m);
    at(first_bridged, t) = bridged(z, t, m) - trend / static_cast<Real>(m);
  }
  const std::vector<Real> provisional = indices(first, first_bridged);

  std::vector<Real> adjusted(y.size()), second(y.size());
  for (int t = 0; t < n; ++t) at(adjusted, t) = at(z, t) - at(provisional, t % m);
  const int reach = 3 * m / 4;
  for (int t = 0; t < n; ++t) {
    Real trend = 0, weights = 0;
    for (int k = -reach; k <= reach; ++k)
      if (t + k >= 0 && t + k < n) {
        const auto w = static_cast<Real>(reach + 1 - std::abs(k));
        trend += w * bridged(adjusted, t + k, 1);
        weights += w;
      }
    at(second, t) = at(z, t) - trend / weights;
  }
  Reference found{indices(second, second), 0};

  Real scatter = 0, freedom = 0, v = 0, a = 0;
  for (int j = 0; j < m; ++j) {
    Real count = 0, mean = 0, w = 0, ww = 0;
    for (int t = j; t < n; t += m)
      if (!std::isnan(at(second, t))) {
        count += 1;
        mean += at(second, t);
        w += weight(t);
        ww += weight(t) * weight(t);
      }
    mean /= count;
    for (int t = j; t < n; t += m)
      if (!std::isnan(at(second, t))) scatter += (at(second, t) - mean) * (at(second, t) - mean);
    freedom += count - 1;
    v += ww / (w * w) / static_cast<Real>(m);
    a += at(found.index, j) * at(found.index, j) / static_cast<Real>(m - 1);
  }
  v *= Real(1.6) * scatter / freedom;
  found.shrinkage = std::clamp(static_cast<Real>(m - 3) / static_cast<Real>(m - 1) * v / a, Real(0), Real(1));
  Real sum = 0;
  for (Real& value : found.index) {
    value *= 1 - found.shrinkage;
    if (logs) value = std::exp(value);
    sum += value;
  }
  if (logs)
    for (Real& value : found.index) value *= static_cast<Real>(m) / sum;
  return found;
}

/// The indices of a series against the reference; `tolerance` relative to the largest of them.
void expect_reference(hw::SeriesView series, SeasonalForm form, double tolerance) {
  const auto found = hw::seasonal_indices(series, {.form = form});
  ASSERT_TRUE(found);
  const int m = hw::periods_per_year(series.frequency());
  std::size_t begin = 0, end = series.size();
  while (hw::is_missing(series.values()[begin])) ++begin;
  while (hw::is_missing(series.values()[end - 1])) --end;
  const std::vector<Real> observed(series.values().begin() + static_cast<std::ptrdiff_t>(begin),
                                   series.values().begin() + static_cast<std::ptrdiff_t>(end));
  const Reference expected = reference(observed, m, found->form == SeasonalForm::multiplicative);
  Real largest = 0;
  for (const Real value : expected.index) largest = std::max(largest, std::abs(value));
  for (int j = 0; j < m; ++j)
    EXPECT_NEAR((*found)[series.period(begin) + j], static_cast<double>(expected.index[static_cast<std::size_t>(j)]),
                tolerance * static_cast<double>(largest))
        << "season " << j << " from the first observation";
  EXPECT_NEAR(found->shrinkage, static_cast<double>(expected.shrinkage), tolerance);
}

// ---- data

const hw::Period start = hw::month(1949, 1);

Values golden_values(const std::string& series) {
  Values values;
  const golden::Table table("projection_inputs.csv");
  for (const golden::Row& row : table.where("series", series)) values.push_back(row.number("value"));
  return values;
}
hw::TimeSeries air_passengers() { return {start, golden_values("AirPassengers")}; }
hw::TimeSeries gas() { return {hw::quarter(1960, 1), golden_values("UKgas")}; }

const Values pattern = {0.84, 0.80, 1.05, 1.00, 0.98, 1.10, 1.22, 1.20, 1.06, 0.92, 0.81, 1.02};  // mean 1

/// level * growth^t * the pattern, from January.
Values patterned(std::size_t n, double level, double growth) {
  Values values(n);
  for (std::size_t t = 0; t < n; ++t)
    values[t] = level * std::pow(growth, static_cast<double>(t)) * pattern[t % pattern.size()];
  return values;
}

/// An approximately normal number with mean 0 and standard deviation 1.
double noise(RandomData& random) {
  double sum = -6.0;
  for (int i = 0; i < 12; ++i) sum += random.uniform();
  return sum;
}

double furthest(const Values& a, const Values& b) {
  double distance = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) distance = std::max(distance, std::abs(a[i] - b[i]));
  return distance;
}

Values indices_of(hw::SeriesView series, hw::SeasonalOptions options = {}) {
  return hw::seasonal_indices(series, options).value().of_season;
}
Values indices_of(const Values& values, hw::SeasonalOptions options = {}) {
  return indices_of(hw::SeriesView(start, values), options);
}

double standard_deviation(hw::SeriesView series) {
  double count = 0.0, sum = 0.0, squares = 0.0;
  for (const double x : series.values())
    if (!hw::is_missing(x)) count += 1.0, sum += x, squares += x * x;
  return std::sqrt((squares - sum * sum / count) / (count - 1.0));
}

// ---- the numbers

TEST(SeasonalIndices, AreThoseOfTheDescriptionForRealSeries) {
  expect_reference(air_passengers(), SeasonalForm::multiplicative, 1e-12);
  expect_reference(air_passengers(), SeasonalForm::additive, 1e-12);
  expect_reference(gas(), SeasonalForm::multiplicative, 1e-12);
  expect_reference(gas(), SeasonalForm::additive, 1e-12);
}

TEST(SeasonalIndices, AreThoseOfTheDescriptionForRandomSeriesWithAndWithoutGaps) {
  RandomData random(19);
  int compared = 0;
  for (const hw::Period first : {hw::month(2011, 3), hw::quarter(2011, 4), hw::half(2011, 2)}) {
    const auto m = static_cast<std::size_t>(hw::periods_per_year(first.frequency()));
    const std::size_t least = 2 * m + (m > 4 ? m / 2 : 0);
    for (const std::size_t n : {least, least + 1, 3 * m + 5, 8 * m, 20 * m + 1})
      for (const auto kind :
           {test_support::Kind::positive, test_support::Kind::signed_values, test_support::Kind::rising})
        for (const std::size_t gap : {0U, 10U, 4U}) {
          const Values values = random.values(n, kind, gap);
          const hw::SeriesView series(first, values);
          if (!hw::seasonal_indices(series)) continue;
          SCOPED_TRACE(std::string(hw::to_string(first.frequency())) + ", " + std::to_string(n) + " periods, gap " +
                       std::to_string(gap));
          expect_reference(series, SeasonalForm::automatic, 1e-10);
          expect_reference(series, SeasonalForm::additive, 1e-10);
          compared += 2;
        }
  }
  EXPECT_GT(compared, 150);
}

TEST(SeasonalIndices, OfTwoYearsOfQuartersByHand) {
  // 10 20 30 20 14 24 34 24. Pass 1: the trend of quarters 3 to 6 is 20.5 21.5 22.5 23.5, the distances are
  // 9.5 -1.5 -8.5 0.5, of mean 0. Adjusted by them the series is 18.5 19.5 ... 25.5.
  // Pass 2, weights 4 3 2 1 to either side: where they are cut off the trend is above this line by
  // (3 + 4 + 3) / 10 = 1, (-3 + 3 + 4 + 3) / 13 = 7/13 and (-4 - 3 + 3 + 4 + 3) / 15 = 1/5 in the first three quarters,
  // below it by as much in the last three. So the distances are the indices of pass 1 and
  // -1 -7/13 -1/5 0 | 0 1/5 7/13 1, which are weighted 3 : 4.
  const Values line = {-3.0 / 7.0, (-3.0 * 7.0 / 13.0 + 4.0 / 5.0) / 7.0, (-3.0 / 5.0 + 4.0 * 7.0 / 13.0) / 7.0,
                       4.0 / 7.0};
  const double mean = (line[0] + line[1] + line[2] + line[3]) / 4.0;
  const Values whole = {-8.5 + line[0] - mean, 0.5 + line[1] - mean, 9.5 + line[2] - mean, -1.5 + line[3] - mean};
  // Of two values the sum of squares is half their squared difference: (1 + (48/65)^2 + (48/65)^2 + 1) / 2.
  const double scatter = 1.0 + (48.0 / 65.0) * (48.0 / 65.0);
  const double variance = 1.6 * scatter / 4.0 * (9.0 / 16.0 + 1.0) / (49.0 / 16.0);
  const double strength = (whole[0] * whole[0] + whole[1] * whole[1] + whole[2] * whole[2] + whole[3] * whole[3]) / 3.0;
  const double shrinkage = variance / strength / 3.0;

  const auto found =
      hw::seasonal_indices(hw::TimeSeries(hw::quarter(2022, 1), {10.0, 20.0, 30.0, 20.0, 14.0, 24.0, 34.0, 24.0}),
                           {.form = SeasonalForm::additive});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->shrinkage, shrinkage, 1e-14);
  for (std::size_t j = 0; j < 4; ++j) EXPECT_NEAR(found->of_season[j], (1.0 - shrinkage) * whole[j], 1e-13) << j;
}

// ---- what must hold

TEST(SeasonalIndices, RecoverAPatternThatNothingDisturbs) {
  for (const std::size_t n : {30U, 36U, 47U, 120U}) {
    const auto found = hw::seasonal_indices(hw::TimeSeries(start, patterned(n, 250.0, 1.0)));
    ASSERT_TRUE(found);
    EXPECT_LT(furthest(found->of_season, pattern), 1e-14) << n;
    EXPECT_LT(found->shrinkage, 1e-20) << n;
  }
  // The trend is cut off at the ends and lags there, by a part of a year's growth: the last months look high.
  const Values rising = indices_of(patterned(120, 250.0, 1.002));
  EXPECT_LT(furthest(rising, pattern), 0.002);
  EXPECT_LT(furthest(indices_of(patterned(120, 250.0, 1.01)), pattern), 0.01);
}

TEST(SeasonalIndices, HaveMeanOneOrSumZero) {
  RandomData random(7);
  for (const std::size_t n : {30U, 77U, 240U}) {
    const Values values = random.values(n, test_support::Kind::positive, 0);
    const Values factors = indices_of(values), indices = indices_of(values, {.form = SeasonalForm::additive});
    EXPECT_NEAR(std::accumulate(factors.begin(), factors.end(), 0.0), 12.0, 1e-14);
    EXPECT_NEAR(std::accumulate(indices.begin(), indices.end(), 0.0), 0.0, 1e-12);
  }
}

TEST(SeasonalIndices, OfAConstantSeriesAreExactlyNone) {
  for (const double level : {0.1, 1.0, 299.0, 1e300}) {
    const Values values(40, level);
    EXPECT_EQ(indices_of(values), Values(12, 1.0)) << level;
    EXPECT_EQ(indices_of(values, {.form = SeasonalForm::additive}), Values(12, 0.0)) << level;
    EXPECT_EQ(hw::seasonal_indices(hw::SeriesView(start, values))->shrinkage, 1.0);
    EXPECT_TRUE(same_bits(hw::seasonally_adjusted(hw::SeriesView(start, values)), hw::SeriesView(start, values)));
  }
}

TEST(SeasonalIndices, OfNoiseAreDrawnMostOfTheWayToNone) {
  RandomData random(101);
  double shrinkage = 0.0, scatter = 0.0;
  const int runs = 200;
  for (int run = 0; run < runs; ++run) {
    Values values(120);
    for (double& x : values) x = 100.0 + 5.0 * noise(random);
    const auto found = hw::seasonal_indices(hw::SeriesView(start, values), {.form = SeasonalForm::additive});
    shrinkage += found->shrinkage / runs;
    for (const double index : found->of_season) scatter += index * index / 12.0 / runs;
  }
  EXPECT_GT(shrinkage, 0.75);
  EXPECT_LT(std::sqrt(scatter), 0.2 * 5.0);  // unshrunk: sqrt of about 1 / 7 of the noise
}

TEST(SeasonalIndices, OfTwoHalfYearsAreNeverShrunk) {
  EXPECT_EQ(hw::seasonal_indices(hw::TimeSeries(hw::half(2020, 1), {5.0, 7.0, 6.0, 5.0, 8.0}))->shrinkage, 0.0);
}

TEST(SeasonalIndices, AreLittleShrunkWhereTheSeasonIsStrong) {
  EXPECT_LT(hw::seasonal_indices(air_passengers())->shrinkage, 0.02);
  EXPECT_LT(hw::seasonal_indices(gas())->shrinkage, 0.02);
}

TEST(SeasonalIndices, FollowTheScaleAndTheShiftOfTheData) {
  const hw::TimeSeries air = air_passengers();
  const Values factors = indices_of(air), indices = indices_of(air, {.form = SeasonalForm::additive});
  Values scaled(air.values().begin(), air.values().end()), shifted = scaled;
  for (double& x : scaled) x *= 1e6 / 7.0;
  for (double& x : shifted) x -= 1000.0;
  EXPECT_LT(furthest(indices_of(scaled), factors), 1e-13);
  Values expected = indices;
  for (double& x : expected) x *= 1e6 / 7.0;
  EXPECT_LT(furthest(indices_of(scaled, {.form = SeasonalForm::additive}), expected), 1e-6);
  EXPECT_TRUE(same_bits(indices_of(shifted), indices)) << "whole numbers are shifted without rounding";
}

TEST(SeasonalIndices, AreAdditiveOnceAValueIsNotPositive) {
  Values values = patterned(60, 250.0, 1.0);
  EXPECT_EQ(hw::seasonal_indices(hw::SeriesView(start, values))->form, SeasonalForm::multiplicative);
  for (const double odd : {0.0, -1.0}) {
    values[17] = odd;
    EXPECT_EQ(hw::seasonal_indices(hw::SeriesView(start, values))->form, SeasonalForm::additive);
    EXPECT_THROW(hw::seasonal_indices(hw::SeriesView(start, values), {.form = SeasonalForm::multiplicative}),
                 hw::Error);
  }
}

TEST(SeasonalIndices, BelongToTheCalendarWhereverTheSeriesStarts) {
  const hw::TimeSeries air = air_passengers();
  const auto found = hw::seasonal_indices(hw::SeriesView(air).slice(hw::month(1950, 6), hw::month(1960, 12)));
  ASSERT_TRUE(found);
  EXPECT_LT(furthest(found->of_season, indices_of(air)), 0.01);
  EXPECT_EQ((*found)[hw::month(2030, 7)], found->of_season[6]);
  EXPECT_EQ(std::max_element(found->of_season.begin(), found->of_season.end()) - found->of_season.begin(), 6);  // July
  EXPECT_THROW((*found)[hw::quarter(2030, 3)], hw::Error);
}

// ---- gaps

TEST(SeasonalIndices, RecoverAPatternFromWhatIsLeftOfIt) {
  RandomData random(23);
  for (int run = 0; run < 50; ++run) {
    Values values = patterned(180, 250.0, 1.0);
    for (double& x : values)
      if (random.below(4) == 0) x = missing;
    EXPECT_LT(furthest(indices_of(values), pattern), 1e-13);
  }
}

TEST(SeasonalIndices, MoveLittleWhenAFewValuesAreMissing) {
  const hw::TimeSeries air = air_passengers();
  const Values whole = indices_of(air);
  RandomData random(29);
  for (int run = 0; run < 40; ++run) {
    Values values(air.values().begin(), air.values().end());
    for (int i = 0; i < 4; ++i) values[random.below(values.size())] = missing;
    EXPECT_LT(furthest(indices_of(values), whole), 0.025);  // of 0.8 to 1.24
  }
}

TEST(SeasonalIndices, StayCloseWhenAWholeYearIsMissing) {
  const hw::TimeSeries air = air_passengers();
  const Values whole = indices_of(air);
  for (std::size_t from = 1; from + 12 < air.size(); ++from) {
    Values values(air.values().begin(), air.values().end());
    std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(from), 12, missing);
    EXPECT_LT(furthest(indices_of(values), whole), 0.03) << from;
  }
}

TEST(SeasonalIndices, AreNotPulledByAStrongMonthThatIsMissingEveryOtherYear) {
  Values values = patterned(96, 250.0, 1.0);
  for (std::size_t t = 6; t < values.size(); t += 24) values[t] = missing;  // July
  EXPECT_LT(furthest(indices_of(values), pattern), 1e-13);
}

TEST(SeasonalIndices, DoNotSeeWhatIsMissingAtTheEnds) {
  const hw::TimeSeries air = air_passengers();
  Values padded(5, missing);
  padded.insert(padded.end(), air.values().begin(), air.values().end());
  padded.insert(padded.end(), 9, missing);
  EXPECT_TRUE(same_bits(indices_of(hw::SeriesView(start - 5, padded)), indices_of(air)));
}

// ---- too little, and other frequencies

TEST(SeasonalIndices, NeedTwoYearsAndAHalfOfMonthsAndTwoYearsOfQuartersOrHalves) {
  const Values values = patterned(30, 250.0, 1.0);
  const auto of_first = [&](hw::Period first, std::size_t n) {
    return hw::seasonal_indices(hw::SeriesView(first, std::span(values).first(n))).has_value();
  };
  EXPECT_TRUE(of_first(hw::month(2020, 5), 30));
  EXPECT_FALSE(of_first(hw::month(2020, 5), 29));
  EXPECT_TRUE(of_first(hw::quarter(2020, 3), 8));
  EXPECT_FALSE(of_first(hw::quarter(2020, 3), 7));
  EXPECT_TRUE(of_first(hw::half(2020, 2), 4));
  EXPECT_FALSE(of_first(hw::half(2020, 2), 3));
  EXPECT_FALSE(of_first(hw::month(2020, 5), 0));
  EXPECT_FALSE(of_first(hw::year(2020), 30));
}

TEST(SeasonalIndices, NeedTwoObservationsOfEverySeasonAndCountOnlyWhatIsObserved) {
  Values values = patterned(36, 250.0, 1.0);
  values[14] = missing;
  EXPECT_LT(furthest(indices_of(values), pattern), 1e-13);
  values[26] = missing;  // March is now seen once
  EXPECT_FALSE(hw::seasonal_indices(hw::SeriesView(start, values)));

  values = patterned(36, 250.0, 1.0);
  for (const std::size_t t : {1U, 3U, 5U, 20U, 22U, 24U}) values[t] = missing;  // 30 are left
  EXPECT_TRUE(hw::seasonal_indices(hw::SeriesView(start, values)));
  values[14] = missing;
  EXPECT_FALSE(hw::seasonal_indices(hw::SeriesView(start, values)));
  EXPECT_FALSE(hw::seasonal_indices(hw::SeriesView(start, Values(50, missing))));

  // The fourth month is seen in the first and in the last half-year only, where there is no mean over a year.
  values = patterned(31, 250.0, 1.0);
  values[15] = missing;
  EXPECT_LT(furthest(indices_of(values), pattern), 1e-13);
}

TEST(SeasonalIndices, OfWeeksAndDaysAreAnError) {
  const Values values(200, 1.0);
  EXPECT_THROW(hw::seasonal_indices(hw::SeriesView(hw::week(2020, 1), values)), hw::Error);
  EXPECT_THROW(hw::seasonally_adjusted(hw::SeriesView(hw::day(2020, 1, 1), values)), hw::Error);
}

TEST(SeasonalIndices, AreNeverInfinite) {
  Values values(48, 1e-308);
  for (std::size_t t = 3; t < values.size(); t += 12) values[t] = 1e308;
  EXPECT_DOUBLE_EQ(indices_of(values)[3], 12.0) << "April is all of the year";
  for (const auto form : {SeasonalForm::multiplicative, SeasonalForm::additive}) {
    for (const double index : indices_of(values, {.form = form})) EXPECT_FALSE(std::isinf(index));
    for (const auto [period, x] : hw::seasonally_adjusted(hw::SeriesView(start, values), {.form = form}))
      EXPECT_FALSE(std::isinf(x)) << period;
  }
}

// ---- adjustment

TEST(SeasonallyAdjusted, IsTheValueWithoutItsIndex) {
  hw::TimeSeries air = air_passengers();
  Values values(air.values().begin(), air.values().end());
  values[40] = missing;
  const hw::TimeSeries series(start, values);
  const auto factors = hw::seasonal_indices(series),
             indices = hw::seasonal_indices(series, {.form = SeasonalForm::additive});
  const hw::TimeSeries divided = hw::seasonally_adjusted(series),
                       lowered = hw::seasonally_adjusted(series, {.form = SeasonalForm::additive});
  ASSERT_EQ(divided.size(), series.size());
  for (const auto [period, value] : series) {
    EXPECT_TRUE(test_support::same_bits(divided[period], value / (*factors)[period])) << period;
    EXPECT_TRUE(test_support::same_bits(lowered[period], value - (*indices)[period])) << period;
  }
  EXPECT_TRUE(hw::is_missing(divided[series.period(40)]));
}

TEST(SeasonallyAdjusted, MakesGrowthOnThePeriodReadable) {
  const hw::TimeSeries air = air_passengers();
  const double raw = standard_deviation(hw::growth::period_over_period(air)),
               adjusted = standard_deviation(hw::growth::period_over_period(hw::seasonally_adjusted(air)));
  EXPECT_NEAR(raw, 0.1076, 0.00005);
  EXPECT_LT(adjusted, 0.042);
}

TEST(SeasonallyAdjusted, OfAnnualDataIsTheData) {
  const hw::TimeSeries years(hw::year(2000), {3.0, missing, -1.0});
  EXPECT_TRUE(same_bits(hw::seasonally_adjusted(years), years));
}

TEST(SeasonallyAdjusted, OfASeriesTooShortForIndicesIsAnError) {
  const Values values = patterned(20, 250.0, 1.0);
  EXPECT_EQ(
      message_of([&] { return hw::seasonally_adjusted(hw::TimeSeries(start, values)); }),
      "the series is too short to tell a season: it has 20 values, of one season only 1, and it takes 30, of each "
      "season 2");
  const hw::Panel panel({"long", "short"}, start, [] {
    Values both = patterned(36, 250.0, 1.0), second(36, missing);
    std::copy_n(both.begin(), 20, second.begin() + 16);
    both.insert(both.end(), second.begin(), second.end());
    return both;
  }());
  EXPECT_EQ(
      message_of([&] { return hw::seasonally_adjusted(panel); }),
      "the series \"short\" is too short to tell a season: it has 20 values, of one season only 1, and it takes 30, "
      "of each season 2");
  EXPECT_TRUE(hw::seasonally_adjusted(hw::TimeSeries(start, {})).empty());
}

/// The sum of each year of 12 from the first January.
Values year_sums(const hw::TimeSeries& series, std::size_t begin = 0) {
  Values sums;
  for (std::size_t t = begin; t + 12 <= series.size(); t += 12) {
    sums.push_back(0.0);
    for (std::size_t k = t; k < t + 12; ++k) sums.back() += series.values()[k];
  }
  return sums;
}

TEST(SeasonallyAdjusted, KeepsTheTotalsOfYearsIfAsked) {
  const hw::TimeSeries air = air_passengers();
  for (const auto form : {SeasonalForm::multiplicative, SeasonalForm::additive}) {
    const hw::TimeSeries loose = hw::seasonally_adjusted(air, {.form = form}),
                         kept = hw::seasonally_adjusted(air, {.form = form, .years = hw::YearTotals::kept});
    const Values of_data = year_sums(air), of_kept = year_sums(kept);
    EXPECT_EQ(of_data[0], 1520.0);
    ASSERT_EQ(of_kept.size(), 12U);
    for (std::size_t i = 0; i < 12; ++i) EXPECT_NEAR(of_kept[i] / of_data[i], 1.0, 1e-13) << i;
    // Without a step between the years: what was changed changes slowly.
    const auto change = [&](std::size_t t) {
      return form == SeasonalForm::additive ? (kept.values()[t] - loose.values()[t]) / 280.0
                                            : kept.values()[t] / loose.values()[t] - 1.0;
    };
    for (std::size_t t = 1; t < air.size(); ++t) EXPECT_LT(std::abs(change(t) - change(t - 1)), 0.0025) << t;
  }
  EXPECT_NEAR(year_sums(hw::seasonally_adjusted(air))[0], 1528.3, 0.05);
}

TEST(SeasonallyAdjusted, KeepsTheTotalsOfCompleteYearsAlone) {
  const hw::TimeSeries air = air_passengers();
  Values values(air.values().begin() + 5, air.values().end() - 2);  // from June to October
  values[50] = missing;                                             // in 1953
  const hw::TimeSeries series(start + 5, values);
  const hw::TimeSeries loose = hw::seasonally_adjusted(series),
                       kept = hw::seasonally_adjusted(series, {.years = hw::YearTotals::kept});
  const Values of_data = year_sums(series, 7), of_kept = year_sums(kept, 7);
  ASSERT_EQ(of_data.size(), 10U);
  for (std::size_t i = 0; i < 10; ++i) {
    if (i == 3)
      EXPECT_TRUE(hw::is_missing(of_kept[i]));
    else
      EXPECT_NEAR(of_kept[i] / of_data[i], 1.0, 1e-13) << i;
  }
  const auto ratio = [&](std::size_t t) { return kept.values()[t] / loose.values()[t]; };
  for (std::size_t t = 1; t < 7; ++t) EXPECT_NEAR(ratio(t), ratio(0), 1e-13);
  EXPECT_NEAR(ratio(values.size() - 1), ratio(values.size() - 9), 1e-13);
}

TEST(SeasonallyAdjusted, KeptTotalsChangeAsLittleAsCanBe) {
  // Two years of quarters beside each other and indices that add: the corrections against a search of their own.
  const hw::TimeSeries series(hw::quarter(2000, 1),
                              {10.0, 14.0, 9.0, 12.0, 13.0, 15.5, 11.0, 16.0, 15.0, 20.0, 13.5, 18.0});
  const hw::TimeSeries loose = hw::seasonally_adjusted(series, {.form = SeasonalForm::additive}),
                       kept = hw::seasonally_adjusted(series,
                                                      {.form = SeasonalForm::additive, .years = hw::YearTotals::kept});
  Values c;
  for (std::size_t t = 0; t < 12; ++t) c.push_back(kept.values()[t] - loose.values()[t]);
  const auto roughness = [](const Values& x) {
    double sum = 0.0;
    for (std::size_t t = 1; t < x.size(); ++t) sum += (x[t] - x[t - 1]) * (x[t] - x[t - 1]);
    return sum;
  };
  for (std::size_t a = 0; a < 12; ++a)
    for (std::size_t b = a / 4 * 4; b < a; ++b)
      for (const double by : {-0.01, 0.01}) {  // moved within a year, whose sum stays
        Values other = c;
        other[a] += by;
        other[b] -= by;
        EXPECT_GT(roughness(other), roughness(c)) << a << ' ' << b;
      }
}

TEST(SeasonalIndices, OfLargeAndSmallNumbersAreThoseInOtherUnits) {
  const hw::TimeSeries air = air_passengers();
  for (const double unit : {0x1p-1000, 0x1p-600, 0x1p660, 0x1p1000}) {
    Values values;
    for (const double value : air.values()) values.push_back(value * unit);
    const Values found = indices_of(values, {.form = SeasonalForm::additive}),
                 plain = indices_of(air, {.form = SeasonalForm::additive});
    for (std::size_t j = 0; j < 12; ++j) EXPECT_NEAR(found[j] / unit, plain[j], 1e-10) << unit;
  }
}

TEST(SeasonallyAdjusted, NamesThePeriodThatHasNoFactor) {
  Values values = patterned(36, 250.0, 1.0);
  values[3] = 0.0;
  try {
    hw::seasonally_adjusted(hw::Panel({"a"}, start, values), {.form = SeasonalForm::multiplicative});
    FAIL();
  } catch (const hw::Error& error) {
    EXPECT_NE(std::string(error.what()).find("1949-04"), std::string::npos) << error.what();
  }
}

}  // namespace seasonal_test
