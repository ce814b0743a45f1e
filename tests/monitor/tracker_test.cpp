#include "highwater/monitor/tracker.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/projection/smoothing.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace projection = highwater::projection;
using hw::Direction;
using hw::monitor::Tracker;
using hw::monitor::TrackerOptions;
using test_support::message_of;
using test_support::same_bits;

namespace tracker_test {

const hw::FiscalYear july{.first_month = 7};

struct Case {
  hw::Period first;
  TrackerOptions options;
};
const Case cases[] = {
    {hw::month(2011, 3), {.fiscal_year = july}},
    {hw::month(2012, 7), {.window = 3, .fiscal_year = july, .ties = hw::Ties::weak, .base = hw::BasePolicy::absolute}},
    {hw::quarter(1999, 1), {.window = 33}},
    {hw::year(1900), {.window = 1}},
    {hw::half(1950, 2), {.window = 2, .fiscal_year = july, .base = hw::BasePolicy::signed_base}},
    {hw::week(2020, 53), {.window = 5, .fiscal_year = july}},
    {hw::week(2014, 50), {.window = 60}},
    {hw::day(2020, 2, 29), {.window = 30, .fiscal_year = july}},
    {hw::day(2018, 12, 31), {.window = 400}},
};

void expect_same(const hw::Streak& a, const hw::Streak& b) {
  EXPECT_EQ(a.length, b.length);
  EXPECT_EQ(a.first, b.first);
  EXPECT_EQ(a.bounded_by_missing, b.bounded_by_missing);
}

void expect_same(const std::optional<hw::Record>& a, const std::optional<hw::Record>& b) {
  ASSERT_EQ(a.has_value(), b.has_value());
  if (!a) return;
  EXPECT_EQ(a->period, b->period);
  EXPECT_TRUE(same_bits(a->value, b->value));
  EXPECT_EQ(a->previous_period, b->previous_period);
  EXPECT_TRUE(same_bits(a->previous_value, b->previous_value));
  EXPECT_EQ(a->index, b->index);
}

void expect_close(const std::optional<projection::TrendFit>& a, const std::optional<projection::TrendFit>& b) {
  ASSERT_EQ(a.has_value(), b.has_value());
  if (!a) return;
  EXPECT_EQ(a->scale, b->scale);
  EXPECT_EQ(a->first, b->first);
  EXPECT_EQ(a->latest, b->latest);
  EXPECT_EQ(a->line.count, b->line.count);
  EXPECT_NEAR(a->line.slope, b->line.slope, 1e-13 * (std::sqrt(b->line.syy / b->line.sxx) + std::abs(b->line.slope)));
  EXPECT_NEAR(a->line.residual_squares, b->line.residual_squares, 1e-13 * b->line.syy);
  EXPECT_NEAR(a->adjustment, b->adjustment, 1e-12 * b->adjustment);
}

const hw::records::StreakOptions falling{.direction = Direction::falling};

/// The answers of a tracker against those of the functions on the series so far.
void expect_answers_of(hw::SeriesView series, const TrackerOptions& options, const Tracker& tracker) {
  const std::size_t last = series.size() - 1;
  const auto on_period = hw::growth::period_over_period(series, {.base = options.base});
  const auto on_year = hw::growth::year_over_year(series, {.base = options.base});
  EXPECT_EQ(tracker.next(), series.last() + 1);
  EXPECT_EQ(tracker.size(), static_cast<std::int64_t>(series.size()));
  EXPECT_TRUE(same_bits(tracker.latest(), series.values()[last]));
  EXPECT_TRUE(same_bits(tracker.growth_on_period(), on_period.values()[last]));
  EXPECT_TRUE(same_bits(tracker.growth_on_year(), on_year.values()[last]));
  expect_same(tracker.streak_on_period(), hw::records::current_streak(on_period));
  expect_same(tracker.streak_on_year(), hw::records::current_streak(on_year));
  expect_same(tracker.streak_on_period(falling), hw::records::current_streak(on_period, falling));
  expect_same(tracker.streak_on_year(falling), hw::records::current_streak(on_year, falling));
  const auto highs = hw::records::highs(series, {.ties = options.ties});
  const auto lows = hw::records::lows(series, {.ties = options.ties});
  ASSERT_EQ(tracker.highs().records().size(), highs.size());
  ASSERT_EQ(tracker.lows().records().size(), lows.size());
  if (!highs.empty()) {
    expect_same(tracker.highs().standing(), highs.back());
    expect_same(tracker.lows().standing(), lows.back());
    EXPECT_EQ(tracker.new_high().has_value(), highs.back().period == series.last());
    EXPECT_EQ(tracker.new_low().has_value(), lows.back().period == series.last());
  }
  for (const auto window : {hw::Window::including, hw::Window::before})
    EXPECT_TRUE(same_bits(tracker.trailing_mean(window),
                          hw::aggregate::trailing_mean(series, options.window, {.window = window})[series.last()]));
  EXPECT_TRUE(
      same_bits(tracker.year_to_date(), hw::aggregate::year_to_date(series, options.fiscal_year)[series.last()]));
  const hw::PanelView alone(series.first(), series.values(), series.size(), 1);
  expect_close(tracker.trend(projection::Linear{}), projection::fit(alone, projection::Linear{})[0]);
  for (const auto center : {projection::Center::median, projection::Center::mean})
    expect_close(tracker.trend(projection::Exponential{.center = center}),
                 projection::fit(alone, projection::Exponential{.center = center})[0]);
}

/// Two trackers that answer alike whatever comes next have the same state; trends alone may differ by rounding.
void expect_same_state(const Tracker& a, const Tracker& b, std::size_t trend_bytes) {
  const auto x = a.to_bytes(), y = b.to_bytes();
  ASSERT_EQ(x.size(), y.size());
  const std::size_t exact = x.size() - trend_bytes;
  EXPECT_TRUE(std::equal(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(exact), y.begin()));
}

template <class Check>
void for_many_series(Check check) {
  test_support::RandomData random(95);
  for (const Case& c : cases)
    for (const auto kind : test_support::kinds)
      for (const std::size_t gap : {0U, 6U}) {
        SCOPED_TRACE(to_string(c.first) + ", kind " + std::to_string(static_cast<int>(kind)));
        const std::size_t size = c.first.frequency() == hw::Frequency::daily ? 1200 : 230;
        check(random, c, random.values(size, kind, gap));
      }
}

TEST(Tracker, AnswersAfterEachPushAsTheFunctionsDoOfTheSeriesSoFar) {
  for_many_series([](auto& random, const Case& c, const std::vector<double>& x) {
    Tracker tracker(c.first, c.options);
    const std::size_t step = x.size() > 1000 ? 23 : 1;
    for (std::size_t t = 0; t < x.size(); ++t) {
      tracker.push(x[t]);
      if (t < 5 || t % step == random.below(step))
        expect_answers_of({c.first, std::span(x).first(t + 1)}, c.options, tracker);
    }
  });
}

TEST(Tracker, OfChunksMergesToThatOfTheWhole) {
  for_many_series([](auto& random, const Case& c, const std::vector<double>& x) {
    const Tracker whole(hw::SeriesView(c.first, x), c.options);
    for (int repeat = 0; repeat < 6; ++repeat) {
      const std::size_t chunks = 1 + random.below(5);
      std::vector<std::size_t> cuts{0, x.size()};
      for (std::size_t i = 1; i < chunks; ++i)
        cuts.push_back(repeat % 2 == 0 ? random.below(x.size() + 1) : random.below(20));
      std::sort(cuts.begin(), cuts.end());
      std::vector<Tracker> parts;
      for (std::size_t i = 0; i + 1 < cuts.size(); ++i)
        parts.emplace_back(hw::SeriesView(c.first + static_cast<std::int64_t>(cuts[i]),
                                          std::span(x).subspan(cuts[i], cuts[i + 1] - cuts[i])),
                           c.options);
      // In any order of merging: pairs of neighbours at random.
      while (parts.size() > 1) {
        const std::size_t i = random.below(parts.size() - 1);
        parts[i].merge(parts[i + 1]);
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      }
      expect_answers_of({c.first, x}, c.options, parts.front());
      // After the trends come the latest observation and a count, and the hash.
      expect_same_state(parts.front(), whole, 2 * 11 * 8 + 3 * 8);
    }
  });
}

TEST(Tracker, GoesOnFromItsBytesAsIfNothingHadHappened) {
  for_many_series([](auto& random, const Case& c, const std::vector<double>& x) {
    Tracker tracker(c.first, c.options);
    for (const double value : x) {
      if (random.below(60) == 0) {
        const auto bytes = tracker.to_bytes();
        tracker = Tracker::from_bytes(bytes);
        EXPECT_EQ(tracker.to_bytes(), bytes);
      }
      tracker.push(value);
    }
    expect_answers_of({c.first, x}, c.options, tracker);
  });
}

TEST(Tracker, SmoothsAsTheFitWithTheSameParametersDoes) {
  test_support::RandomData random(41);
  for (const double phi : {1.0, 0.9})
    for (const std::size_t gap : {0U, 5U}) {
      const std::vector<double> x = random.values(120, test_support::Kind::positive, gap);
      const projection::Holt model{.trend = phi < 1.0 ? projection::Trend::damped : projection::Trend::linear,
                                   .given = {.alpha = 0.4, .beta = 0.1, .phi = phi, .level = 300.0, .trend = 2.0}};
      const auto fitted = projection::fit(hw::SeriesView(hw::month(2011, 3), x), model);
      const auto& p = fitted.parameters();
      Tracker tracker(hw::month(2011, 3), {.holt = {{p.alpha, p.beta, p.phi, p.level, p.trend}}});
      for (std::size_t t = 0; t < x.size(); ++t) {
        if (t == 60) tracker = Tracker::from_bytes(tracker.to_bytes());
        if (!hw::is_missing(fitted.fitted()[t])) {
          EXPECT_TRUE(same_bits(tracker.holt_forecast(), fitted.fitted()[t])) << t;
        }
        tracker.push(x[t]);
      }
      const auto ahead = fitted.distribution(30).location;
      const auto waiting = static_cast<std::size_t>(tracker.next() - 1 - fitted.latest());
      for (std::size_t h = 1; waiting + h <= ahead.size(); ++h)
        EXPECT_TRUE(same_bits(tracker.holt_forecast(static_cast<std::int64_t>(h)), ahead[waiting + h - 1])) << h;
    }
}

TEST(Tracker, WithSmoothingMergesOnlyWhatItCanPush) {
  const TrackerOptions options{.holt = {{0.4, 0.1, 1.0, 10.0, 0.0}}};
  const std::vector<double> x(40, 12.0);
  Tracker whole(hw::SeriesView(hw::month(2011, 3), std::span(x).first(23)), options);
  Tracker merged(hw::SeriesView(hw::month(2011, 3), std::span(x).first(10)), options);
  merged.merge(Tracker(hw::SeriesView(hw::month(2012, 1), std::span(x).first(13)), options));
  EXPECT_EQ(merged.to_bytes(), whole.to_bytes());
  EXPECT_THROW(merged.merge(Tracker(hw::SeriesView(merged.next(), x), options)), hw::Error);
  EXPECT_EQ(merged.to_bytes(), whole.to_bytes());
  EXPECT_TRUE(hw::is_missing(Tracker(hw::month(2011, 3)).holt_forecast()));
  EXPECT_THROW(merged.holt_forecast(0), hw::Error);
  EXPECT_THROW(Tracker(hw::month(2011, 3), {.holt = {{1.5, 0.1, 1.0, 10.0, 0.0}}}), hw::Error);
  EXPECT_THROW(Tracker(hw::month(2011, 3), {.holt = {{0.5, 0.1, 1.0, hw::missing_value, 0.0}}}), hw::Error);
}

TEST(Tracker, OfNoPeriodsHasNoAnswers) {
  const Tracker tracker(hw::month(2024, 7));
  EXPECT_EQ(tracker.first(), hw::month(2024, 7));
  EXPECT_EQ(tracker.next(), hw::month(2024, 7));
  EXPECT_TRUE(hw::is_missing(tracker.latest()));
  EXPECT_TRUE(hw::is_missing(tracker.growth_on_period()));
  EXPECT_TRUE(hw::is_missing(tracker.growth_on_year()));
  EXPECT_TRUE(hw::is_missing(tracker.trailing_mean(hw::Window::before)));
  EXPECT_TRUE(hw::is_missing(tracker.year_to_date()));
  EXPECT_FALSE(tracker.new_high());
  EXPECT_FALSE(tracker.trend(projection::Linear{}));
  expect_same(tracker.streak_on_year(), {0, hw::month(2024, 7), true});
}

TEST(Tracker, ReadsAnnualSeriesInTheFiscalYearThatTheyCountIn) {
  const hw::TimeSeries totals(hw::year(2020), {1.0, 2.0, 3.0}, july);
  EXPECT_EQ(Tracker(totals, {.fiscal_year = july}).year_to_date(), 3.0);
  EXPECT_THROW(Tracker{totals}, hw::Error);
}

TEST(Tracker, ThatRefusesAValueIsAsItWas) {
  Tracker tracker(hw::month(9999, 11));
  tracker.push(1.0);
  const auto before = tracker.to_bytes();
  EXPECT_EQ(message_of([&] { return tracker.push(std::numeric_limits<double>::infinity()), 0; }),
            "the value of 9999-12 is infinite");
  EXPECT_THROW(tracker.push(2.0), hw::Error);  // there is no month after it
  EXPECT_EQ(tracker.to_bytes(), before);
}

TEST(Tracker, RefusesWhatDoesNotFit) {
  Tracker tracker(hw::month(2024, 1));
  const auto refusal = [&](const Tracker& later) { return message_of([&] { return tracker.merge(later), 0; }); };
  EXPECT_EQ(refusal(Tracker(hw::month(2024, 2))),
            "a tracker that ends before 2024-01 cannot be merged with one from 2024-02");
  EXPECT_EQ(refusal(Tracker(hw::month(2024, 1), {.window = 3})), "trackers with different options cannot be merged");
  const highwater::core::DampedTrend<double> holt{0.5, 0.1, 0.9, 100.0, 1.0};
  Tracker smoothing(hw::month(2024, 1), {.holt = holt});
  EXPECT_EQ(smoothing.holt()->level, 100.0);
  EXPECT_FALSE(tracker.holt());
  const auto refuses = [](Tracker& earlier, const TrackerOptions& options) {
    EXPECT_EQ(message_of([&] { return earlier.merge(Tracker(hw::month(2024, 1), options)), 0; }),
              "trackers with different options cannot be merged");
  };
  refuses(tracker, {.fiscal_year = july});
  refuses(tracker, {.ties = hw::Ties::weak});
  refuses(tracker, {.base = hw::BasePolicy::absolute});
  refuses(tracker, {.holt = holt});
  refuses(smoothing, {});
  for (double highwater::core::DampedTrend<double>::*const member :
       {&highwater::core::DampedTrend<double>::alpha, &highwater::core::DampedTrend<double>::beta,
        &highwater::core::DampedTrend<double>::phi, &highwater::core::DampedTrend<double>::level,
        &highwater::core::DampedTrend<double>::trend}) {
    highwater::core::DampedTrend<double> other = holt;
    other.*member /= 2.0;
    refuses(smoothing, {.holt = other});
  }
  smoothing.merge(Tracker(hw::month(2024, 1), {.holt = holt}));
  EXPECT_EQ(smoothing.holt()->trend, 1.0);
  EXPECT_THROW(Tracker(hw::month(2024, 1), {.holt = {{0.5, 0.1, 0.9, 100.0, hw::missing_value}}}), hw::Error);
  EXPECT_THROW(tracker.merge(Tracker(hw::year(2024))), hw::Error);
  EXPECT_THROW(Tracker(hw::month(2024, 1), {.window = 0}), hw::Error);
  EXPECT_THROW(Tracker(hw::month(2024, 1), {.window = 100'001}), hw::Error);
  EXPECT_THROW(Tracker(hw::year(2024), {.fiscal_year = {.first_month = 13}}), hw::Error);
  EXPECT_THROW(tracker.trend(projection::Exponential{.center = projection::Center::smearing}), hw::Error);
  EXPECT_THROW(tracker.trend(projection::Linear{.seasons = projection::Seasons::estimated}), hw::Error);
}

// ---- bytes that are not what to_bytes wrote

const std::optional<highwater::core::DampedTrend<double>> damped{{0.5, 0.1, 0.9, 100.0, 1.0}};

Tracker some_tracker(std::optional<highwater::core::DampedTrend<double>> holt = damped) {
  test_support::RandomData random(3);
  return Tracker(hw::SeriesView(hw::month(2015, 2), random.values(100, test_support::Kind::positive, 9)),
                 {.fiscal_year = july, .holt = holt});
}

/// FNV-1a of all but the last eight bytes, into those: damage that the hash cannot see.
void hash_again(std::vector<std::byte>& bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (std::size_t i = 0; i + 8 < bytes.size(); ++i)
    hash = (hash ^ static_cast<std::uint64_t>(bytes[i])) * 0x100000001b3U;
  for (std::size_t i = 0; i < 8; ++i) bytes[bytes.size() - 8 + i] = static_cast<std::byte>(hash >> (8 * i) & 0xff);
}

TEST(TrackerBytes, SayWhatIsWrongWithThem) {
  const auto refusal = [](const std::vector<std::byte>& bytes) {
    return message_of([&] { return Tracker::from_bytes(bytes); });
  };
  const std::vector<std::byte> good = some_tracker().to_bytes();
  std::vector<std::byte> bytes = good;
  bytes[7] = std::byte{2};
  EXPECT_EQ(refusal(bytes), "the bytes of a tracker have format version 2, and this library reads 1");
  bytes = good;
  bytes[100] ^= std::byte{1};
  EXPECT_EQ(refusal(bytes), "the bytes of a tracker are damaged or cut off: they do not agree with their hash");
  bytes = good;
  bytes[8] = std::byte{7};
  hash_again(bytes);
  EXPECT_EQ(refusal(bytes), "the bytes of a tracker make no sense: its frequency cannot be right");
  EXPECT_EQ(refusal({}), "these 0 bytes are not those of a tracker");
  EXPECT_EQ(refusal(std::vector<std::byte>(500, std::byte{'x'})), "these 500 bytes are not those of a tracker");
}

TEST(TrackerBytes, CutOffAnywhereAreRefused) {
  const std::vector<std::byte> good = some_tracker().to_bytes();
  for (std::size_t size = 0; size < good.size(); ++size) {
    std::vector<std::byte> bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_THROW(Tracker::from_bytes(bytes), hw::Error) << size;
    if (size < 8) continue;
    hash_again(bytes);
    EXPECT_THROW(Tracker::from_bytes(bytes), hw::Error) << size << ", hashed again";
  }
  std::vector<std::byte> longer = good;
  longer.insert(longer.end() - 8, std::byte{0});
  hash_again(longer);
  EXPECT_THROW(Tracker::from_bytes(longer), hw::Error);
}

TEST(TrackerBytes, WithAnyOneBitFlippedAreRefused) {
  const std::vector<std::byte> good = some_tracker().to_bytes();
  for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
    std::vector<std::byte> bytes = good;
    bytes[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
    EXPECT_THROW(Tracker::from_bytes(bytes), hw::Error) << bit;
  }
}

// Whoever can compute a hash can forge a state: it is refused, or is a tracker like any other that answers nonsense.
TEST(TrackerBytes, ForgedAreRefusedOrGiveATrackerThatWorks) {
  test_support::RandomData random(77);
  const std::vector<std::byte> smoothing = some_tracker().to_bytes(), merging = some_tracker({}).to_bytes();
  std::size_t refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::vector<std::byte> bytes = round % 4 == 0 ? smoothing : merging;
    for (std::size_t changes = 1 + random.below(4); changes > 0; --changes) {
      constexpr std::uint8_t extremes[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
      const std::size_t at = 8 + random.below(round % 2 == 0 ? 64 : bytes.size() - 16);
      bytes[at] = static_cast<std::byte>(random.below(2) == 0 ? extremes[random.below(5)] : random.below(256));
    }
    hash_again(bytes);
    try {
      Tracker tracker = Tracker::from_bytes(bytes);
      Tracker later(tracker.next(), tracker.options());
      for (int t = 0; t < 40; ++t) later.push(1.0 + t);
      for (int t = 0; t < 3; ++t) tracker.growth_on_year(), tracker.trailing_mean(), tracker.streak_on_year();
      tracker.trend(projection::Linear{});
      tracker.trend(projection::Exponential{});
      tracker.holt_forecast(3);
      tracker.merge(later);
      tracker.push(5.0);
      Tracker::from_bytes(tracker.to_bytes());
    } catch (const hw::Error&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 5000U);
  EXPECT_LT(refused, 20'000U);
}

}  // namespace tracker_test
