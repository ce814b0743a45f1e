#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "highwater/bulletin/bulletin.hpp"
#include "highwater/io/csv.hpp"

namespace hw = highwater;
using hw::bulletin::Bulletin;
using hw::bulletin::compose;
using hw::claims::Verdict;

using namespace hw::claims;

namespace json_test {

Bulletin release() {
  const hw::TimeSeries exports =
      hw::io::read_csv(std::string(HIGHWATER_EXAMPLE_DATA) + "/pakistan_it_exports.csv", {.value = "value_usd_mn"});
  return compose(exports, {.title = "IT exports", .unit = "US$", .fiscal_year = {.first_month = 7}},
                 {.target = 4000.0});
}

std::string message_of(const std::string& text) {
  try {
    hw::bulletin::parse_json(text);
  } catch (const hw::Error& error) {
    return error.what();
  }
  return "no error";
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  return text.replace(text.find(what), what.size(), with);
}

TEST(BulletinJson, IsReadBackToTheSameBulletin) {
  const std::string text = to_json(release());
  const Bulletin read = hw::bulletin::parse_json(text);
  EXPECT_EQ(to_json(read), text);
  EXPECT_EQ(to_text(read), to_text(release()));
  EXPECT_EQ(read.data, release().data);
  EXPECT_EQ(read.indicator.fiscal_year, release().indicator.fiscal_year);
}

TEST(BulletinJson, HoldsWhatAProgramNeedsToVerifyEachStatement) {
  const Bulletin read = hw::bulletin::parse_json(to_json(release()));
  const std::vector<hw::claims::Finding> findings = verify(read);
  ASSERT_EQ(findings.size(), 12U);
  for (const hw::claims::Finding& finding : findings)
    EXPECT_EQ(finding.verdict,
              hw::claims::kind_of(finding.claim) == "target_reachable" ? Verdict::possible : Verdict::certain)
        << to_text(finding);
}

TEST(BulletinJson, ThatWasTamperedWithIsFoundOut) {
  const std::string text = replaced(to_json(release()), "\"holder\": \"2024-05\"", "\"holder\": \"2024-10\"");
  EXPECT_EQ(verify(hw::bulletin::parse_json(text))[1].verdict, Verdict::impossible);
}

TEST(BulletinJson, KeepsEveryKindOfClaimAsItIs) {
  using namespace hw::bulletin;
  const hw::Period now = hw::month(2024, 12);
  Bulletin bulletin = release();
  bulletin.statements[0].claims = {
      Level{now, 348.0, 1.0},
      NewRecord{now, hw::missing_value, 0.0, hw::Side::low},
      PreviousRecord{now, now - 7, 332.0},
      Change{now, 0.12, 0.01, hw::Basis::period, ChangeKind::ratio, Printed{310.0, 1.0}},
      Change{now, -3.0},
      YearToDate{now, 1864.0},
      YearToDateChange{now, 0.28, 0.01, ChangeKind::growth, Printed{1455.0}},
      TrailingMean{now, 12, 298.9, 0.1, hw::Window::before},
      YearToDateMean{now, 310.0},
      GrowthStreak{now, 15, now - 14, hw::Basis::year, hw::Ties::weak, hw::Direction::falling},
      UnmatchedSince{now, now - 3},
      RankInYear{now, 2, hw::Side::low},
      PerWorkingDay{now, 16.6, 0.1},
      WorkingDayCount{now, 21},
      Share{now, 0.25, 0.01, Printed{1400.0}},
      TargetReachable{now + 6, 4000.0},
      OutOfScope{now, "net \"exports\""},
  };
  const std::string text = to_json(bulletin);
  const Bulletin read = parse_json(text);
  EXPECT_EQ(to_json(read), text);
  ASSERT_EQ(read.statements[0].claims.size(), bulletin.statements[0].claims.size());
  for (std::size_t i = 0; i < read.statements[0].claims.size(); ++i)
    EXPECT_EQ(read.statements[0].claims[i].index(), bulletin.statements[0].claims[i].index());
}

TEST(BulletinJson, SaysWhatIsWrongWithIt) {
  const std::string good = to_json(release());
  EXPECT_EQ(
      message_of("{\n  \"schema\": "),
      "bulletin JSON, line 2: syntax error while parsing value - unexpected end of input; expected '[', '{', or a "
      "literal");
  EXPECT_EQ(message_of("{}"), "bulletin JSON: schema is missing");
  EXPECT_EQ(message_of("{\"schema\": \"other\"}"), "bulletin JSON: schema is \"other\", not \"highwater.bulletin/1\"");
  EXPECT_EQ(message_of(replaced(good, "\"new_record\"", "\"hearsay\"")),
            "bulletin JSON: statements[0].claims[0] is of no known kind: \"hearsay\"");
  EXPECT_EQ(message_of(replaced(good, "\"holder\": \"2024-05\", ", "")),
            "bulletin JSON: statements[0].claims[1].holder is missing");
  EXPECT_EQ(message_of(replaced(good, "\"holder\": \"2024-05\"", "\"holder\": \"May\"")),
            "bulletin JSON: statements[0].claims[1].holder is not a period: \"May\"");
  EXPECT_EQ(message_of(replaced(good, "[ 196,", "[ \"many\",")),
            "bulletin JSON: data.values[0] is not a number: \"many\"");
  EXPECT_EQ(message_of(replaced(good, "[ 196,", "[ true,")), "bulletin JSON: data.values[0] is not a number: true");
  EXPECT_EQ(message_of(""),
            "bulletin JSON, line 1: syntax error while parsing value - unexpected end of input; expected "
            "'[', '{', or a literal");
}

TEST(BulletinJson, TakesNothingForWhatItIsNot) {
  const std::string good = to_json(release());
  EXPECT_EQ(message_of(replaced(good, "[ 196,", "[ \"196\",")),
            "bulletin JSON: data.values[0] is not a number: \"196\"");
  EXPECT_EQ(message_of(replaced(good, "[ 196,", "[ \"nan\",")),
            "bulletin JSON: data.values[0] is not a number: \"nan\"");
  EXPECT_EQ(message_of(replaced(good, "[ 196,", "[ 1e999,")),
            "bulletin JSON: a number is beyond the range of a double");
  EXPECT_EQ(message_of(replaced(good, "[ 196,", "[")),
            "bulletin JSON: data.resolution has 42 values for 41 of the data");
  EXPECT_EQ(message_of(replaced(good, "\"unit\": \"US$\"", "\"unit\": 5")), "bulletin JSON: unit is not a text: 5");
  EXPECT_EQ(message_of(replaced(good, "\"unit\": \"US$\"", "\"title\": \"Other\"")),
            "bulletin JSON: \"title\" stands twice in one object");
  EXPECT_EQ(message_of(replaced(good, "\"decimals\": 0", "\"decimals\": -2147483648")),
            "bulletin JSON: decimals is not a number of decimals: -2147483648");
  EXPECT_EQ(message_of(replaced(good, "\"decimals\": 0", "\"decimals\": 0.5")),
            "bulletin JSON: decimals is not a whole number: 0.5");
  EXPECT_EQ(message_of(replaced(good, "\"decimals\": 0", "\"decimals\": 99999999999")),
            "bulletin JSON: decimals is not a number of its kind: 99999999999");
  EXPECT_EQ(message_of(replaced(good, "\"decimals\": 0", "\"decimals\": 400")),
            "bulletin JSON: decimals is not a number of decimals: 400");
  EXPECT_EQ(message_of(replaced(good, "\"decimals\": 0", "\"decimals\": 18446744073709551615")),
            "bulletin JSON: decimals is not a whole number: 18446744073709551615");
  EXPECT_EQ(message_of(replaced(good, "\"first_month\": 7", "\"first_month\": 0")),
            "bulletin JSON: fiscal_year.first_month is not a month: 0");
  EXPECT_EQ(message_of(replaced(good, "\"period\": \"2024-12\"", "\"period\": \"2025-12\"")),
            "bulletin JSON: period is not one of the data: \"2025-12\"");
  EXPECT_EQ(message_of(replaced(good, "\"first_month\": 7", "\"first_month\": 13")),
            "bulletin JSON: fiscal_year.first_month is not a month: 13");
  EXPECT_EQ(message_of(std::string(100'000, '[')), "bulletin JSON: lists and objects stand in each other too deeply");
  EXPECT_EQ(message_of("[]"), "bulletin JSON: the whole is not an object: []");
}

TEST(BulletinJson,
     OfVeryManyObjectsIsReadToItsEnd) {  // which a reader that goes through a list again and again never sees
  std::string objects = "{}";
  for (int i = 0; i < 300'000; ++i) objects += ",{}";
  EXPECT_TRUE(message_of("[" + objects + "]").starts_with("bulletin JSON: the whole is not an object: [{},{},"));
}

TEST(BulletinJson, ThatIsWrongBehindALongTitleIsAnErrorAndNoMore) {
  // The title was freed twice.
  Bulletin bulletin = release();
  bulletin.indicator.title = std::string(1000, 'x');
  EXPECT_EQ(message_of(replaced(to_json(bulletin), "\"tone\": \"full\"", "\"tone\": \"" + std::string(50, 'x') + "\"")),
            "bulletin JSON: tone cannot be \"" + std::string(39, 'x') + "\u2026\"");
}

}  // namespace json_test
