#include "highwater/core/sweeps/across.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "highwater/core/kernels/block_summary.hpp"
#include "highwater/core/kernels/peak.hpp"
#include "highwater/core/kernels/window.hpp"
#include "highwater/core/operations.hpp"
#include "support/bits.hpp"
#include "support/random_data.hpp"

namespace core = highwater::core;
using core::StandingRecord;
using highwater::Side;
using highwater::Ties;
using test_support::same_bits;

namespace across_test {

/// Calls body(columns) for panels of all kinds, of more columns than a register has and of fewer.
template <class Body>
void for_panels(Body body) {
  test_support::RandomData random(17);
  for (const std::size_t rows : {1U, 2U, 3U, 4U, 5U, 12U, 31U, 63U, 64U, 65U, 128U, 131U})
    for (const std::size_t columns : {1U, 2U, 3U, 4U, 5U, 8U, 11U})
      for (const auto kind : test_support::kinds)
        for (const std::size_t gap : {0U, 20U}) {
          SCOPED_TRACE(std::to_string(rows) + " x " + std::to_string(columns));
          const std::size_t stride = rows + (columns % 2) * 50;
          std::vector<double> memory;
          for (std::size_t j = 0; j < columns; ++j) {
            for (const double x : random.values(rows, kind, gap)) memory.push_back(x);
            memory.resize((j + 1) * stride, 1e99);
          }
          body(core::Columns{memory.data(), rows, columns, stride});
        }
}

/// What operation(result) gives for each column, which must not touch what lies behind.
template <class Operation>
std::vector<double> results(std::size_t columns, Operation operation) {
  std::vector<double> result(columns + 1, 7.0);
  operation(result.data());
  EXPECT_EQ(result.back(), 7.0);
  return result;
}

TEST(LatestMeans, AreTheLastTrailingMeansToTheBit) {
  for_panels([](core::Columns in) {
    std::vector<double> trailing(in.rows * in.columns);
    for (const std::size_t n : {1U, 2U, 3U, 7U, 12U, 13U, 60U, 64U, 127U}) {
      if (n > in.rows) break;
      core::trailing_mean(in, {trailing.data(), in.rows, in.columns, in.rows}, {n, 0}, n);
      const auto means = results(in.columns, [&](double* to) { core::latest_means(in, n, to); });
      for (std::size_t j = 0; j < in.columns; ++j)
        EXPECT_TRUE(same_bits(means[j], trailing[(j + 1) * in.rows - 1])) << n;
    }
  });
}

TEST(Totals, AreWhatIsThereAtTheEndOfTheYear) {
  for_panels([](core::Columns in) {
    std::vector<double> to_date(in.rows * in.columns);
    const std::size_t bounds[] = {0, in.rows};
    core::year_to_date(in, {to_date.data(), in.rows, in.columns, in.rows}, {bounds, 0, 1});
    const auto totals = results(in.columns, [&](double* to) { core::totals(in, to); });
    for (std::size_t j = 0; j < in.columns; ++j) EXPECT_TRUE(same_bits(totals[j], to_date[(j + 1) * in.rows - 1]));
  });
}

TEST(StandingRecords, AreTheLastThatAVisitSees) {
  for_panels([](core::Columns in) {
    for (const Side side : {Side::high, Side::low})
      for (const Ties ties : {Ties::strict, Ties::weak}) {
        std::vector<StandingRecord> found(in.columns + 1);
        core::standing_records(in, side, ties, found.data());
        EXPECT_EQ(found.back().count, 0);
        for (std::size_t j = 0; j < in.columns; ++j) {
          StandingRecord last;
          core::visit_records(in.column(j), in.rows, side, ties, [&](std::size_t t) {
            last = {last.count + 1, t, last.position};
          });
          EXPECT_EQ(found[j].count, last.count);
          EXPECT_EQ(found[j].position, last.position);
          EXPECT_EQ(found[j].previous, last.previous);
        }
      }
  });
}

TEST(Across, OfNoPeriodsGivesNothingAndReadsNothing) {
  const core::Columns in{nullptr, 0, 3, 8};
  core::across<core::NativeLane>(in, [](const auto& neighbours, std::size_t) {
    neighbours.visit(0, 0, [](auto) { ADD_FAILURE() << "there is nothing to visit"; });
  });
}

#if defined(__GNUC__)
TEST(Across, GivesTheBitsOfOneColumnAtATime) {
  using Record = core::Peak<double, Side::low, Ties::weak>;
  using Mean = core::BlockSummary<double, highwater::Summary::mean>;
  using Window = core::WindowMoments<double>;
  const auto squares = [](auto window) { return window.squares; };
  for_panels([&](core::Columns in) {
    const auto means = results(in.columns, [&](double* to) { core::fold_across<double>(in, Mean{}, to); });
    EXPECT_TRUE(
        same_bits(results(in.columns, [&](double* to) { core::fold_across<core::Pack<2>>(in, Mean{}, to); }), means));
    EXPECT_TRUE(same_bits(results(in.columns, [&](double* to) { core::fold_across(in, Mean{}, to); }), means));

    const auto windows =
        results(in.columns, [&](double* to) { core::window_across<Window, double>(in, in.rows, to, squares); });
    EXPECT_TRUE(same_bits(
        results(in.columns, [&](double* to) { core::window_across<Window, core::Pack<2>>(in, in.rows, to, squares); }),
        windows));
    EXPECT_TRUE(same_bits(
        results(in.columns, [&](double* to) { core::window_across<Window>(in, in.rows, to, squares); }), windows));

    std::vector<StandingRecord> one(in.columns), two(in.columns), native(in.columns);
    core::records_across<double>(in, Record{}, one.data());
    core::records_across<core::Pack<2>>(in, Record{}, two.data());
    core::records_across(in, Record{}, native.data());
    for (std::size_t j = 0; j < in.columns; ++j)
      for (const StandingRecord& other : {two[j], native[j]}) {
        EXPECT_EQ(other.count, one[j].count);
        EXPECT_EQ(other.position, one[j].position);
        EXPECT_EQ(other.previous, one[j].previous);
      }
  });
}
#endif

}  // namespace across_test
