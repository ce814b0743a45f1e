#include "highwater/records/history.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "highwater/io/vintages.hpp"

namespace hw = highwater;
using hw::day;
using hw::month;
using hw::Vintages;
using hw::records::AnnouncedRecord;
using hw::records::history;
using hw::records::Occasion;

namespace history_test {

// January 10, February 12 (a record), March 15 (a record); then February is raised to 16: March was none.
const std::vector<hw::Report> reports{{month(2024, 1), day(2024, 2, 1), 10.0},
                                      {month(2024, 2), day(2024, 3, 1), 12.0},
                                      {month(2024, 3), day(2024, 4, 1), 15.0},
                                      {month(2024, 2), day(2024, 5, 1), 16.0}};

TEST(RecordHistory, SaysWhichRecordsDidNotSurviveARevision) {
  const std::vector<AnnouncedRecord> announced = history(Vintages(reports));
  ASSERT_EQ(announced.size(), 2U);
  EXPECT_EQ(announced[0].record.period, month(2024, 2));
  EXPECT_EQ(announced[0].announced, day(2024, 3, 1));
  EXPECT_EQ(announced[0].record.value, 12.0);
  EXPECT_TRUE(announced[0].survives());
  EXPECT_FALSE(announced[0].beaten_by);

  EXPECT_EQ(announced[1].record.previous_value, 12.0);
  EXPECT_FALSE(announced[1].survives());
  EXPECT_EQ(announced[1].retraction->day, day(2024, 5, 1));
  EXPECT_EQ(announced[1].retraction->value, 15.0);
  EXPECT_EQ(announced[1].retraction->holder->period, month(2024, 2));
  EXPECT_EQ(announced[1].retraction->holder->value, 16.0);
}

TEST(RecordHistory, TellsARecordMadeByARevisionAndOneThatComesBack) {
  std::vector<hw::Report> more = reports;
  more.push_back({month(2024, 3), day(2024, 6, 1), 17.0});               // March is one again
  more.push_back({month(2024, 4), day(2024, 7, 1), 18.0});               // and is beaten
  more.push_back({month(2024, 4), day(2024, 8, 1), hw::missing_value});  // by what is withdrawn
  const std::vector<AnnouncedRecord> announced = history(Vintages(more));
  ASSERT_EQ(announced.size(), 4U);
  EXPECT_EQ(announced[2].record.period, month(2024, 3));
  EXPECT_EQ(announced[2].occasion, Occasion::revision);
  EXPECT_TRUE(announced[2].survives());
  EXPECT_FALSE(announced[2].beaten_by);
  EXPECT_EQ(announced[3].occasion, Occasion::first_release);
  EXPECT_EQ(announced[3].retraction->day, day(2024, 8, 1));
  EXPECT_TRUE(hw::is_missing(announced[3].retraction->value));
  EXPECT_FALSE(announced[3].retraction->holder);

  more.pop_back();
  EXPECT_EQ(history(Vintages(more))[2].beaten_by->period, month(2024, 4));
}

TEST(RecordHistory, OfALowIsThatOfTheMirroredSeries) {
  std::vector<hw::Report> mirrored = reports;
  for (hw::Report& report : mirrored) report.value = -report.value;
  const auto lows = history(Vintages(mirrored), hw::Side::low);
  ASSERT_EQ(lows.size(), 2U);
  EXPECT_EQ(lows[1].retraction->holder->value, -16.0);
}

TEST(RecordHistory, WithoutRevisionsAreTheRecordsAsTheyCame) {
  const std::vector<double> values{5.0, 3.0, 6.0, 6.0, hw::missing_value, 9.0, 8.0};
  std::vector<hw::Report> as_they_came;
  for (std::size_t t = 0; t < values.size(); ++t)
    if (!hw::is_missing(values[t]))
      as_they_came.push_back({month(2024, 1) + static_cast<std::int64_t>(t),
                              (month(2024, 2) + static_cast<std::int64_t>(t)).first_day(), values[t]});
  for (const hw::Ties ties : {hw::Ties::strict, hw::Ties::weak}) {
    const auto announced = history(Vintages(as_they_came), hw::Side::high, {.ties = ties});
    const auto records = hw::records::highs(hw::TimeSeries(month(2024, 1), values), {.ties = ties});
    ASSERT_EQ(announced.size() + 1, records.size());
    for (std::size_t i = 0; i < announced.size(); ++i) {
      EXPECT_EQ(announced[i].record.period, records[i + 1].period);
      EXPECT_EQ(announced[i].announced, (records[i + 1].period + 1).first_day());
      EXPECT_TRUE(announced[i].survives());
      EXPECT_EQ(announced[i].beaten_by.has_value(), i + 2 < records.size());
    }
  }
}

TEST(RecordHistory, OfPakistansExportsHasSevenMonthsThatStillAreRecords) {
  const Vintages vintages = hw::io::read_vintages(
      std::string(HIGHWATER_EXAMPLE_DATA) + "/pakistan_vintages.csv",
      {.value = "value_usd_mn",
       .resolution = "resolution",
       .leave_out = {{"note", {"ERROR", "GARBLED", "CONFLICT", "MISLABELLED"}}, {"definition", {"other"}}}});
  std::vector<std::string> surviving, retracted;
  for (const AnnouncedRecord& record : history(vintages))
    (record.survives() ? surviving : retracted).push_back(hw::to_string(record.record.period));
  EXPECT_EQ(surviving,
            (std::vector<std::string>{"2021-12", "2022-03", "2023-12", "2024-03", "2024-04", "2024-05", "2024-12"}));
  // Higher figures of earlier months were published later.
  EXPECT_EQ(retracted, (std::vector<std::string>{"2021-07", "2021-09", "2021-11"}));
}

TEST(RecordHistory, IsReadForwardOnly) {
  EXPECT_THROW(history(Vintages(reports), hw::Side::high, {.order = hw::records::Order::backward}), hw::Error);
  EXPECT_TRUE(history(Vintages()).empty());
}

}  // namespace history_test
