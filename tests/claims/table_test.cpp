#include "highwater/claims/table.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "highwater/io/csv.hpp"
#include "highwater/io/write.hpp"
#include "support/bits.hpp"

namespace hw = highwater;
namespace claims = highwater::claims;
using hw::Table;
using test_support::same_bits;

namespace table_test {

const hw::TimeSeries data(hw::month(2024, 1), {195.3, 201.7, 190.25, 212.5, hw::missing_value, 230.125});

std::vector<claims::Finding> findings() {
  const std::vector<claims::Claim> all = {claims::Level{hw::month(2024, 2), 202, 1},
                                          claims::Change{hw::month(2024, 4), 0.117, 0.001, hw::Basis::period},
                                          claims::NewRecord{hw::month(2024, 6), 230.1, 0.1},
                                          claims::GrowthStreak{hw::month(2024, 4), 1},
                                          claims::TrailingMean{hw::month(2024, 4), 3, 201, 1},
                                          claims::UnmatchedSince{hw::month(2024, 3), hw::month(2024, 1), hw::Side::low},
                                          claims::OutOfScope{hw::month(2024, 6), "net, of \"all\"\nexports"}};
  std::vector<claims::Finding> found;
  for (const claims::Claim& claim : all)
    found.push_back(claims::check(data, claim, {.indicator = {.resolution = 0.01}}));
  return found;
}

TEST(ClaimsTable, SaysOfEachClaimWhatWasStatedAndWhatTheBestReadingGives) {
  const std::vector<claims::Finding> found = findings();
  const Table table = claims::table(found);
  ASSERT_EQ(table.rows(), found.size());
  EXPECT_EQ(table.get<Table::Texts>("kind"), (Table::Texts{"level", "change", "new_record", "growth_streak",
                                                           "trailing_mean", "unmatched_since", "out_of_scope"}));
  EXPECT_EQ(table.get<Table::Texts>("claim")[1], "+11.7 % on the month");
  EXPECT_EQ(table.get<Table::Numbers>("claimed")[1], 0.117);
  EXPECT_EQ(table.get<Table::Numbers>("claimed")[3], 1.0);
  EXPECT_TRUE(hw::is_missing(table.get<Table::Numbers>("claimed")[5]));
  EXPECT_TRUE(hw::is_missing(table.get<Table::Numbers>("resolution")[5]));
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(table.get<Table::Periods>("period")[i], claims::period_of(found[i].claim));
    EXPECT_EQ(table.get<Table::Texts>("verdict")[i], claims::to_string(found[i].verdict));
    EXPECT_EQ(table.get<Table::Texts>("reason")[i], found[i].reason);
    if (found[i].readings.empty()) continue;
    EXPECT_TRUE(same_bits(table.get<Table::Numbers>("value")[i], found[i].readings.front().value)) << i;
    EXPECT_EQ(table.get<Table::Texts>("formula")[i], found[i].readings.front().formula);
  }
  EXPECT_EQ(table.get<Table::Numbers>("value")[0], 201.7);
}

TEST(ClaimsTable, StatesTheRankTheDaysAndTheTargetOfAClaim) {
  const hw::Period april = hw::month(2024, 4);
  const std::vector<claims::Finding> found = {claims::check(data, claims::RankInYear{april, 2}),
                                              claims::check(data, claims::WorkingDayCount{april, 21}),
                                              claims::check(data, claims::TargetReachable{hw::month(2024, 12), 2500})};
  const Table table = claims::table(found);
  EXPECT_EQ(table.get<Table::Numbers>("claimed"), (Table::Numbers{2.0, 21.0, 2500.0}));
  EXPECT_EQ(table.get<Table::Numbers>("resolution"), (Table::Numbers{0.0, 0.0, 0.0}));
}

TEST(ClaimsTable, WhatIsWrittenIsReadBackBitForBit) {
  const Table table = claims::table(findings());
  const std::string text = hw::io::to_csv(table);
  const auto& kinds = table.get<Table::Texts>("kind");
  std::size_t numbers = 0;
  for (const std::string column : {"claimed", "resolution", "value", "low", "high"})
    for (std::size_t i = 0; i < table.rows(); ++i) {
      const hw::TimeSeries back =
          hw::io::parse_csv(text, {.period = "period", .value = column, .only = {{"kind", kinds[i]}}, .frequency = {}});
      ASSERT_EQ(back.size(), 1U);
      EXPECT_EQ(back.first(), table.get<Table::Periods>("period")[i]);
      EXPECT_TRUE(same_bits(back.values()[0], table.get<Table::Numbers>(column)[i])) << column << ' ' << i;
      numbers += !hw::is_missing(back.values()[0]);
    }
  EXPECT_GE(numbers, 15U);
  EXPECT_NE(text.find("\"net, of \"\"all\"\"\nexports\""), std::string::npos);
}

}  // namespace table_test
