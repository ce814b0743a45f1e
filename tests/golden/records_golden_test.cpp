#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "highwater/records/record_tests.hpp"
#include "highwater/records/records.hpp"
#include "highwater/records/significance.hpp"
#include "support/golden.hpp"

// Record times, values, counts, laws and tests against R's RecordTest 2.2.0 on twelve series and both directions of time.

namespace hw = highwater;

namespace records_golden_test {

/// A series by position: t = 1 is the first value.
std::map<std::string, std::vector<double>> inputs() {
  std::map<std::string, std::vector<double>> read;
  const golden::Table table("records_inputs.csv");
  for (const golden::Row& row : table.rows()) read[row.text("series")].push_back(row.number("value"));
  return read;
}

std::vector<hw::Record> records_of(const std::vector<double>& values, const golden::Row& asked) {
  const auto order = asked.text("direction") == "backward" ? hw::records::Order::backward : hw::records::Order::forward;
  const hw::Side side = asked.text("side") == "upper" ? hw::Side::high : hw::Side::low;
  const hw::Ties ties = asked.text("ties") == "strict" ? hw::Ties::strict : hw::Ties::weak;
  return hw::records::all(hw::SeriesView(hw::day(1900, 1, 1), values), side, {.ties = ties, .order = order});
}

/// RecordTest counts missing values that lead a series as records. Events of that kind, by series and question.
bool is_leading_missing(const golden::Row& event) { return std::isnan(event.number("value")); }

using Key = std::tuple<std::string, std::string, std::string, std::string>;
Key key_of(const golden::Row& row) {
  return {row.text("series"), row.text("direction"), row.text("side"), row.text("ties")};
}

TEST(RecordsGolden, TimesAndValuesAgreeWithRecordTest) {
  const auto series = inputs();
  const golden::Table table("records_r.csv");
  std::map<Key, std::vector<golden::Row>> events;
  int compared = 0, leading_missing = 0;
  for (const golden::Row& row : table.rows()) {
    if (is_leading_missing(row))
      ++leading_missing;
    else
      events[key_of(row)].push_back(row);
  }
  EXPECT_EQ(series.size(), 12U);
  EXPECT_EQ(events.size(), 12U * 8U);
  for (const auto& [key, expected] : events) {
    const std::vector<double>& values = series.at(std::get<0>(key));
    const std::vector<hw::Record> found = records_of(values, expected[0]);
    const bool backward = expected[0].text("direction") == "backward";
    ASSERT_EQ(found.size(), expected.size()) << testing::PrintToString(key);
    for (std::size_t k = 0; k < found.size(); ++k, ++compared) {
      const std::int64_t from_start = found[k].period - hw::day(1900, 1, 1);
      const std::int64_t t = backward ? static_cast<std::int64_t>(values.size()) - from_start : from_start + 1;
      EXPECT_EQ(t, static_cast<int>(expected[k].number("t"))) << testing::PrintToString(key);
      EXPECT_EQ(found[k].value, expected[k].number("value")) << testing::PrintToString(key);
    }
  }
  EXPECT_EQ(compared, 1222);
  EXPECT_EQ(leading_missing, 6);
}

TEST(RecordsGolden, CountsAgreeWithRecordTest) {
  const auto series = inputs();
  const golden::Table table("record_counts_r.csv"), events("records_r.csv");
  std::map<Key, int> leading_missing;
  for (const golden::Row& row : events.rows()) leading_missing[key_of(row)] += is_leading_missing(row) ? 1 : 0;
  int compared = 0;
  for (const golden::Row& row : table.rows()) {
    const auto found = static_cast<int>(records_of(series.at(row.text("series")), row).size());
    EXPECT_EQ(found + leading_missing.at(key_of(row)), static_cast<int>(row.number("N")));
    ++compared;
  }
  EXPECT_EQ(compared, 96);
}

TEST(RecordsGolden, ExpectedNumbersAndVariancesAgreeWithRecordTest) {
  const auto series = inputs();
  const golden::Table table("record_counts_r.csv");
  int compared = 0;
  for (const golden::Row& row : table.rows()) {
    // RecordTest counts the two missing values that lead this series as observations; only what was observed counts.
    if (row.text("series") == "nan_lead") continue;
    const hw::records::RecordLaw law = hw::records::record_law(
        hw::SeriesView(hw::day(1900, 1, 1), series.at(row.text("series"))), {.null = hw::Null::iid});
    EXPECT_TRUE(golden::agree(law.expected, row.number("expected_iid"), 1e-13));
    EXPECT_TRUE(golden::agree(law.variance, row.number("variance_iid"), 1e-13));
    ++compared;
  }
  EXPECT_EQ(compared, 88);
}

TEST(RecordsGolden, ALeadingMissingValueIsNoRecordAndNoObservation) {
  const auto series = inputs();
  const std::vector<double>& values = series.at("nan_lead");
  ASSERT_TRUE(std::isnan(values[0]));
  const hw::SeriesView view(hw::day(1900, 1, 1), values);
  EXPECT_EQ(hw::records::highs(view).at(0).period, view.period(2));
  const auto found = hw::records::significance(view);
  EXPECT_EQ(found.records, 4);  // RecordTest: 5
  EXPECT_EQ(found.observations, static_cast<std::int64_t>(std::count_if(values.begin(), values.end(),
                                                                        [](double x) { return !std::isnan(x); })));
}

TEST(RecordsGolden, TheExactLawOfTheNumberOfRecordsAgreesWithPoisbinom) {
  const golden::Table table("record_law_r.csv");
  int compared = 0;
  for (const golden::Row& row : table.rows()) {
    const auto law = hw::records::record_law(hw::Null::iid, static_cast<std::int64_t>(row.number("T")));
    EXPECT_NEAR(law.count_probability.at(static_cast<std::size_t>(row.number("k"))), row.number("pmf"), 1e-14);
    ++compared;
  }
  EXPECT_EQ(compared, 75);
}

TEST(RecordsGolden, NumberAndFosterStuartTestsAgreeWithRecordTest) {
  using hw::records::Alternative, hw::records::RecordWeights, hw::records::Reference;
  const auto series = inputs();
  const golden::Table table("record_tests_r.csv");
  int compared = 0, exact = 0;
  for (const golden::Row& row : table.rows()) {
    const hw::SeriesView view(hw::day(1900, 1, 1), series.at(row.text("series")));
    const auto order = row.text("direction") == "backward" ? hw::records::Order::backward : hw::records::Order::forward;
    const auto alternative = row.text("alternative") == "greater" ? Alternative::greater : Alternative::less;
    const auto weights = row.text("weights") == "1" ? RecordWeights::equal : RecordWeights::linear;
    const bool is_exact = row.text("distribution") == "poisson-binomial";
    const auto reference = is_exact                        ? Reference::exact
                           : row.text("correct") == "TRUE" ? Reference::corrected
                                                           : Reference::normal;
    hw::records::TestResult found{};
    if (row.text("test") == "N")
      found = hw::records::number_of_records_test(
          view, {row.text("side") == "upper" ? hw::Side::high : hw::Side::low, order, alternative, weights, reference});
    else if (row.text("test") == "d")
      found = hw::records::foster_stuart_d_test(view, {order, alternative, weights, reference});
    else
      found = hw::records::foster_stuart_s_test(view, {order, alternative, weights, reference});
    const auto where = [&] { return row.text("series") + " " + row.text("test") + " " + row.text("statistic"); };
    EXPECT_NEAR(is_exact ? found.statistic : found.z, row.number("statistic"), 1e-10) << where();
    // Below 1e-14 the exact p-values of RecordTest are noise of an FFT.
    EXPECT_TRUE(golden::agree(found.p_value, row.number("p_value"), 1e-9, is_exact ? 1e-14 : 1e-300)) << where();
    if (!is_exact) {
      EXPECT_TRUE(golden::agree(found.expected, row.number("expected"), 1e-10, 1e-10)) << where();
      EXPECT_TRUE(golden::agree(found.variance, row.number("variance"), 1e-10)) << where();
    }
    ++compared;
    exact += is_exact ? 1 : 0;
  }
  EXPECT_EQ(compared, 416);
  EXPECT_EQ(exact, 72);
}

}  // namespace records_golden_test
