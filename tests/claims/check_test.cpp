#include "highwater/claims/check.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "highwater/series/time_series.hpp"

namespace hw = highwater;
using hw::claims::check;
using hw::claims::Finding;
using hw::claims::Verdict;

namespace check_test {

constexpr double nan = hw::missing_value;

// May 332, June 298, October 330, November 310, December 348.
hw::TimeSeries exports() { return {hw::month(2024, 5), {332, 298, 286, 298, 292, 330, 310, 348}}; }

Finding ask(const hw::TimeSeries& series, hw::Period holder, double value, double resolution = 0.0) {
  return check(series, hw::claims::PreviousRecord{
                           .period = hw::month(2024, 12), .holder = holder, .value = value, .resolution = resolution});
}

TEST(PreviousRecord, OfThePressIsImpossibleBecauseMayWasHigher) {
  const Finding finding = ask(exports(), hw::month(2024, 10), 330);
  EXPECT_EQ(finding.verdict, Verdict::impossible);
  EXPECT_EQ(to_text(finding), "impossible: the record before 2024-12 was 332 in 2024-05, not 330 in 2024-10");
  ASSERT_EQ(finding.readings.at(0).evidence.size(), 3U);
  EXPECT_EQ(finding.readings[0].evidence[1].first, hw::month(2024, 5));
  EXPECT_EQ(finding.readings[0].evidence[1].value, 332.0);
}

TEST(PreviousRecord, IsCertainIfHolderAndValueAgree) {
  EXPECT_EQ(ask(exports(), hw::month(2024, 5), 332).verdict, Verdict::certain);
}

TEST(PreviousRecord, IsImpossibleIfTheHolderOrTheFigureIsWrong) {
  EXPECT_EQ(ask(exports(), hw::month(2024, 10), 332).verdict, Verdict::impossible);
  EXPECT_EQ(ask(exports(), hw::month(2024, 5), 331).verdict, Verdict::impossible);
  EXPECT_EQ(ask(exports(), hw::month(2024, 5), 340).verdict, Verdict::impossible);
}

TEST(PreviousRecord, MayBeRounded) {
  const hw::TimeSeries series(hw::month(2024, 10), {331.6, 310, 348});
  EXPECT_EQ(ask(series, hw::month(2024, 10), 332, 1).verdict, Verdict::certain);
  EXPECT_EQ(ask(series, hw::month(2024, 10), 331, 1).verdict, Verdict::impossible);
  EXPECT_EQ(ask(series, hw::month(2024, 10), 332).verdict, Verdict::impossible);
}

TEST(PreviousRecord, IsImpossibleIfThePeriodDidNotBeatIt) {
  const hw::TimeSeries series(hw::month(2024, 10), {330, 310, 330});
  EXPECT_EQ(ask(series, hw::month(2024, 10), 330).verdict, Verdict::impossible);
}

TEST(PreviousRecord, ThatIsSharedIsHeldByEach) {
  const hw::TimeSeries series(hw::month(2024, 9), {330, 330, 310, 348});
  EXPECT_EQ(ask(series, hw::month(2024, 9), 330).verdict, Verdict::certain);
  EXPECT_EQ(ask(series, hw::month(2024, 10), 330).verdict, Verdict::certain);
}

TEST(PreviousRecord, IsOnlyPossibleIfAnEarlierValueIsMissing) {
  const hw::TimeSeries series(hw::month(2024, 9), {nan, 330, 310, 348});
  EXPECT_EQ(ask(series, hw::month(2024, 10), 330).verdict, Verdict::possible);
  EXPECT_EQ(ask(series, hw::month(2024, 11), 310).verdict, Verdict::impossible);
}

TEST(PreviousRecord, IsUnknownIfWhatItSpeaksOfIsMissing) {
  const hw::TimeSeries no_holder(hw::month(2024, 10), {nan, 310, 348}), no_period(hw::month(2024, 10), {330, 310, nan});
  EXPECT_EQ(ask(no_holder, hw::month(2024, 10), 330).verdict, Verdict::unknown);
  EXPECT_EQ(ask(no_period, hw::month(2024, 10), 330).verdict, Verdict::unknown);
  EXPECT_EQ(ask(no_period, hw::month(2024, 11), 310).verdict, Verdict::impossible);
  const hw::TimeSeries nothing(hw::month(2024, 11), {nan, 348});
  EXPECT_EQ(ask(nothing, hw::month(2024, 11), 330).verdict, Verdict::unknown);
}

TEST(PreviousRecord, RejectsClaimsThatMakeNoSense) {
  EXPECT_THROW(ask(exports(), hw::month(2024, 12), 330), hw::Error);
  EXPECT_THROW(ask(exports(), hw::month(2023, 1), 330), hw::Error);
  EXPECT_THROW(ask(exports(), hw::month(2024, 10), 330, -1.0), hw::Error);
  EXPECT_THROW(ask(exports(), hw::quarter(2024, 3), 330), hw::Error);
}

TEST(Finding, IsWrittenAsItsText) {
  const Finding finding = ask(exports(), hw::month(2024, 10), 330);
  std::ostringstream out;
  out << finding << " | " << finding.verdict;
  EXPECT_EQ(out.str(), to_text(finding) + " | impossible");
}

}  // namespace check_test
