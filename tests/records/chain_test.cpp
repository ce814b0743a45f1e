#include "highwater/records/chain.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "support/bits.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace records = highwater::records;
using hw::Side;
using hw::Ties;
using records::RecordChain;
using test_support::message_of;
using test_support::same_bits;

namespace chain_test {

const hw::Period start = hw::month(2001, 1);

void expect_same_records(std::span<const hw::Record> a, std::span<const hw::Record> b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].period, b[i].period);
    EXPECT_TRUE(same_bits(a[i].value, b[i].value));
    EXPECT_EQ(a[i].previous_period, b[i].previous_period);
    EXPECT_TRUE(same_bits(a[i].previous_value, b[i].previous_value));
    EXPECT_EQ(a[i].index, b[i].index);
  }
}

template <class Check>
void for_many_series(Check check) {
  test_support::RandomData random(61);
  for (const std::size_t size : test_support::sizes)
    for (const auto kind : test_support::kinds)
      for (const std::size_t gap : {0U, 4U})
        for (const Side side : {Side::high, Side::low})
          for (const Ties ties : {Ties::strict, Ties::weak})
            check(random, random.values(size, kind, gap), side, records::Options{.ties = ties});
}

TEST(RecordChain, PushedValueByValueIsThatOfTheSeries) {
  for_many_series([](auto&, const std::vector<double>& x, Side side, records::Options options) {
    RecordChain chain(start, side, options);
    std::size_t set = 0;
    for (const double value : x) set += chain.push(value) ? 1U : 0U;
    const std::vector<hw::Record> expected = records::all(hw::SeriesView(start, x), side, options);
    EXPECT_EQ(set, expected.size());
    expect_same_records(chain.records(), expected);
    EXPECT_EQ(chain.next(), start + static_cast<std::int64_t>(x.size()));
  });
}

TEST(RecordChain, OfChunksMergesToThatOfTheWhole) {
  for_many_series([](auto& random, const std::vector<double>& x, Side side, records::Options options) {
    const std::size_t chunks = 1 + random.below(9);
    std::vector<std::size_t> cuts{0, x.size()};
    for (std::size_t i = 1; i < chunks; ++i) cuts.push_back(random.below(x.size() + 1));
    std::sort(cuts.begin(), cuts.end());
    std::vector<RecordChain> parts;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i)
      parts.emplace_back(hw::SeriesView(start + static_cast<std::int64_t>(cuts[i]),
                                        std::span(x).subspan(cuts[i], cuts[i + 1] - cuts[i])),
                         side, options);
    // In any order of merging: pairs of neighbours at random.
    while (parts.size() > 1) {
      const std::size_t i = random.below(parts.size() - 1);
      parts[i].merge(parts[i + 1]);
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
    expect_same_records(parts.front().records(), records::all(hw::SeriesView(start, x), side, options));
    EXPECT_EQ(parts.front().first(), start);
    EXPECT_EQ(parts.front().next(), start + static_cast<std::int64_t>(x.size()));
  });
}

TEST(RecordChain, SaysWhichRecordAValueSets) {
  RecordChain chain(hw::month(2024, 10));
  EXPECT_FALSE(chain.standing());
  EXPECT_EQ(chain.push(330.0)->index, 1);
  EXPECT_FALSE(chain.push(310.0));
  EXPECT_FALSE(chain.push(hw::missing_value));
  EXPECT_FALSE(chain.push(330.0));
  const auto record = chain.push(348.0);
  EXPECT_EQ(record->period, hw::month(2025, 2));
  EXPECT_EQ(record->margin(), 18.0);
  EXPECT_EQ(chain.standing()->value, 348.0);
}

TEST(RecordChain, SkipsPeriodsWithoutObservation) {
  RecordChain chain(start);
  chain.push(1.0);
  chain.skip(11);
  EXPECT_EQ(chain.push(2.0)->waiting_time(), 12);
  EXPECT_THROW(chain.skip(-1), hw::Error);
}

TEST(RecordChain, RefusesWhatDoesNotFit) {
  RecordChain chain(hw::SeriesView(start, {}));
  EXPECT_EQ(message_of([&] { return chain.push(std::numeric_limits<double>::infinity()); }),
            "the value of 2001-01 is infinite");
  EXPECT_EQ(message_of([&] {
              chain.merge(RecordChain(start + 1));
              return 0;
            }),
            "a chain of records that ends before 2001-01 cannot be merged with one from 2001-02");
  EXPECT_THROW(chain.merge(RecordChain(start, Side::low)), hw::Error);
  EXPECT_THROW(chain.merge(RecordChain(hw::year(2001))), hw::Error);
  EXPECT_THROW(chain.merge(RecordChain(start, Side::high, {.ties = Ties::weak})), hw::Error);
  EXPECT_THROW(RecordChain(start, Side::high, {.order = records::Order::backward}), hw::Error);
}

}  // namespace chain_test
