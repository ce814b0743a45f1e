// What happens where memory ends: each allocation of a call fails once, and the call must leave things as it promises. And
// how much work a call is, counted in allocations.
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "highwater/bulletin/bulletin.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/io/arrow_panels.hpp"
#include "highwater/monitor/scan_batches.hpp"
#include "highwater/monitor/tracker.hpp"
#include "highwater/records/chain.hpp"
#include "support/long_stream.hpp"
#include "support/random_data.hpp"

namespace {
std::atomic<long> left{-1};  // allocations until the one that fails; negative: none does
std::atomic<long> made{0};   // allocations so far
std::atomic<long> held{0};   // bytes that are in use
std::atomic<long> most{0};   // and were at one time

constexpr std::size_t label = alignof(std::max_align_t);  // bytes before each block, which say its size

void note_size(long change) {
  const long now = held += change;
  if (now > most) most = now;  // one thread allocates
}
}  // namespace

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"  // new and delete are replaced together
#endif
void* operator new(std::size_t size) {
  ++made;
  if (left >= 0 && left-- == 0) throw std::bad_alloc();
  char* const memory = static_cast<char*>(std::malloc(size + label));
  if (memory == nullptr) throw std::bad_alloc();
  std::memcpy(memory, &size, sizeof(size));
  note_size(static_cast<long>(size));
  return memory + label;
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return operator new(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void operator delete(void* memory) noexcept {
  if (memory == nullptr) return;
  char* const block = static_cast<char*>(memory) - label;
  std::size_t size;
  std::memcpy(&size, block, sizeof(size));
  note_size(-static_cast<long>(size));
  std::free(block);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept { operator delete(memory); }
void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

namespace hw = highwater;
using hw::monitor::Tracker;

namespace {

/// Calls body() again and again, with its first, second, ... allocation failing, until none is left to fail; check() after
/// each call that throws. Gives the number of failures. A body that changes things throws whenever an allocation fails.
template <class Body, class Check>
long starve(const Body& body, const Check& check) {
  for (long failing = 0;; ++failing) {
    left = failing;
    try {
      body();
      if (left.exchange(-1) >= 0) return failing;  // no allocation was left to fail
    } catch (const std::bad_alloc&) {
      left = -1;
      check();
    }
  }
}

/// Bytes that a call has in use at its worst.
template <class Body>
long most_bytes_of(const Body& body) {
  const long before = held;
  most = before;
  body();
  return most - before;
}

template <class Body>
long allocations_of(const Body& body) {
  const long before = made;
  body();
  return made - before;
}

// Highs, lows, ties of both, gaps, more than two years: every way in which a tracker takes memory.
std::vector<double> eventful() {
  std::vector<double> values{10.0, 10.0, 11.0, 9.0, hw::missing_value, 12.0, 12.0, 8.0};
  for (int t = 0; t < 40; ++t) values.push_back(t % 2 == 0 ? 13.0 + t : 7.0 - t);
  return values;
}

TEST(Starved, APushThatFailsLeavesTheTrackerAsItWas) {
  for (const hw::Ties ties : {hw::Ties::strict, hw::Ties::weak}) {
    Tracker tracker(hw::month(2020, 5), {.fiscal_year = {.first_month = 7}, .ties = ties});
    Tracker fed = tracker;
    long failures = 0;
    for (const double value : eventful()) {
      const auto before = tracker.to_bytes();
      failures += starve([&] { tracker.push(value); }, [&] { EXPECT_EQ(tracker.to_bytes(), before); });
      fed.push(value);
      EXPECT_EQ(tracker.to_bytes(), fed.to_bytes());
    }
    EXPECT_GT(failures, 10);
  }
}

TEST(Starved, AMergeThatFailsLeavesTheTrackerAsItWas) {
  const std::vector<double> values = eventful();
  for (const std::size_t cut : {std::size_t{3}, std::size_t{20}, values.size() - 2}) {
    Tracker early(hw::month(2020, 5)), whole(hw::month(2020, 5));
    Tracker late(hw::month(2020, 5) + static_cast<std::int64_t>(cut));
    for (std::size_t t = 0; t < values.size(); ++t) {
      (t < cut ? early : late).push(values[t]);
      whole.push(values[t]);
    }
    const auto before = early.to_bytes();
    EXPECT_GT(starve([&] { early.merge(late); }, [&] { EXPECT_EQ(early.to_bytes(), before); }), 2);
    EXPECT_EQ(early.size(), whole.size());
    EXPECT_EQ(early.highs().records().size(), whole.highs().records().size());
    EXPECT_EQ(early.year_to_date(), whole.year_to_date());
  }
}

TEST(Starved, AChainOfRecordsThatFailsIsAsItWas) {
  hw::records::RecordChain chain(hw::month(2020, 1)), later(hw::month(2020, 4));
  for (const double value : {1.0, 2.0, 3.0}) {
    starve([&] { chain.push(value); },
           [&] { EXPECT_EQ(chain.records().size(), static_cast<std::size_t>(chain.next() - chain.first())); });
    later.push(value + 2.0);
  }
  EXPECT_EQ(chain.records().size(), 3U);
  EXPECT_GT(starve([&] { chain.merge(later); },
                   [&] {
                     EXPECT_EQ(chain.records().size(), 3U);
                     EXPECT_EQ(chain.next(), hw::month(2020, 4));
                   }),
            0);
  EXPECT_EQ(chain.records().size(), 5U);
}

TEST(Starved, ThreadsThatCannotBeStartedDoNotEndTheProgram) {
  std::vector<double> values = test_support::RandomData(7).values(30 * 40, test_support::Kind::positive, 0);
  const hw::Panel panel(std::vector<std::string>(40, "x"), hw::month(2020, 1), std::move(values));
  const hw::Panel alone = hw::growth::period_over_period(panel);
  const long failures = starve(
      [&] {
        const hw::Panel shared = hw::growth::period_over_period(panel, {.parallel = hw::Parallel::threads});
        const long rest = left.exchange(-1);  // what follows is the test's own
        for (std::size_t i = 0; i < shared.values().size(); ++i)
          EXPECT_TRUE(std::isnan(alone.values()[i]) || shared.values()[i] == alone.values()[i]);
        left = rest;
      },
      [] {});
  EXPECT_GT(failures, 3);
}

/// A bulletin of so many months whose only statement makes the same claim again and again.
hw::bulletin::Bulletin repeating(std::size_t months, const hw::claims::Claim& claim, std::size_t times) {
  std::vector<double> values;
  for (std::size_t t = 0; t < months; ++t)
    values.push_back(100.0 + static_cast<double>(t) + static_cast<double>(t * 7 % 11));
  hw::bulletin::Bulletin bulletin = hw::bulletin::compose(hw::TimeSeries(hw::month(2010, 7), values));
  bulletin.statements.resize(1);
  bulletin.statements.front().claims.assign(times, claim);
  return bulletin;
}

TEST(Cost, OfManyClaimsOfATargetIsThatOfOneProjection) {
  const hw::claims::Claim target = hw::claims::TargetReachable{hw::month(2015, 12), 3000.0};
  const auto one = repeating(60, target, 1), many = repeating(60, target, 101);
  const long first = allocations_of([&] { verify(one); }), all = allocations_of([&] { verify(many); });
  EXPECT_LT(all, 40 * first);
}

TEST(Cost, OfManyClaimsOfARecordIsThatOfLookingAtThePeriodsOnce) {
  const hw::claims::Claim record = hw::claims::NewRecord{hw::month(2012, 7)};
  const auto work = [&](std::size_t months, std::size_t times) {
    const auto bulletin = repeating(months, record, times);
    return allocations_of([&] { verify(bulletin); });
  };
  const long one = work(240, 1);
  EXPECT_LT(work(240, 101), one + 100 * 40);
  EXPECT_LT(work(2400, 1), 12 * one);
}

TEST(Cost, OfScanningBatchesIsTheMemoryOfOne) {
  std::vector<double> values;
  for (int t = 0; t < 60 * 50; ++t) values.push_back(100.0 + t % 37);
  const hw::Panel panel(std::vector<std::string>(50, "s"), hw::month(2010, 7), values);
  const auto work = [&](int batches) {
    return most_bytes_of([&] {
      int given = 0;
      std::size_t taken = 0;
      hw::monitor::scan_batches([&] { return given++ < batches ? std::optional(panel) : std::nullopt; },
                                [&](auto summaries, const hw::PanelView&) { taken += summaries.size(); });
      EXPECT_EQ(taken, 50U * static_cast<std::size_t>(batches));
    });
  };
  const long one = work(1);
  EXPECT_GT(one, 50 * 200);
  EXPECT_EQ(work(2), one);
  EXPECT_EQ(work(1000), one);
}

TEST(Cost, OfScanningAStreamIsTheMemoryOfAPanelAndAFewBytesASeries) {
  const auto work = [](std::size_t series) {
    std::vector<test_support::LongStream::Row> rows;
    for (std::size_t i = 0; i < series; ++i)
      for (int t = 0; t < 24; ++t)
        rows.push_back({"series " + std::to_string(10'000 + i), hw::day(2020 + t / 12, 1 + t % 12, 1), 1.0 + t});
    test_support::LongStream stream(std::move(rows), 100);
    return most_bytes_of([&] {
      std::size_t taken = 0;
      hw::monitor::scan_batches(
          hw::io::ArrowPanels(stream.stream(), {.keys = {"series"}, .values = {"value"}}, {.series = 50}),
          [&](auto summaries, const hw::PanelView&) { taken += summaries.size(); });
      EXPECT_EQ(taken, series);
    });
  };
  const long few = work(100), many = work(2100);
  EXPECT_LT(many - few, 2000 * 48);
  EXPECT_GT(2000L * 24 * 8, 3 * (many - few));  // their values alone would be many times as much
}

}  // namespace
