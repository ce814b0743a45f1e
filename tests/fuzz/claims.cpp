#include <vector>

#include "fuzz/input.hpp"
#include "highwater/claims/check.hpp"
#include "highwater/claims/diff.hpp"
#include "highwater/claims/release.hpp"

// Claims of every kind against a series and against each other: a verdict with its reason, or an Error.
namespace {

namespace hw = highwater;
using namespace highwater::claims;
using fuzz::Input;

std::int64_t count(Input& in) {
  return in.one_of<std::int64_t>({1, 2, 3, 12, 0, -1, 60, 1'000'000'000, std::numeric_limits<std::int64_t>::max(),
                                  std::numeric_limits<std::int64_t>::min()});
}

template <class T>
std::optional<T> maybe(Input& in, unsigned choices) {
  const unsigned chosen = in.below(choices + 1);
  if (chosen == 0) return std::nullopt;
  return static_cast<T>(chosen - 1);
}

Claim claim(Input& in, hw::Period first) {
  const auto period = [&in, first] {
    const unsigned steps = in.below(24);
    return steps < 20 ? first + steps : in.period(in.below(2) == 0 ? first.frequency() : in.frequency());
  };
  const hw::Period at = period();
  const double value = in.number(), resolution = in.one_of({0.0, 1.0, 0.01, 1e300, -1.0, hw::missing_value});
  const auto side = in.choice<hw::Side>(2);
  const auto balance = maybe<BalanceSide>(in, 2);
  const auto basis = maybe<hw::Basis>(in, 2);
  const auto measure = in.choice<ChangeKind>(3);
  std::optional<Printed> base;
  if (in.below(3) == 1) base = {in.number(), in.one_of({0.0, 1.0, 1e10})};
  switch (in.below(17)) {
    case 0:
      return NewRecord{at, value, resolution, side, balance};
    case 1:
      return PreviousRecord{at, period(), value, resolution, side};
    case 2:
      return Change{at, value, resolution, basis, measure, base};
    case 3:
      return BalanceChange{at, value, resolution, in.choice<BalanceSide>(2), in.choice<hw::Direction>(2), basis};
    case 4:
      return YearToDate{at, value, resolution};
    case 5:
      return YearToDateChange{at, value, resolution, measure, base};
    case 6:
      return TrailingMean{at, count(in), value, resolution, maybe<hw::Window>(in, 2)};
    case 7:
      return YearToDateMean{at, value, resolution, maybe<hw::Window>(in, 2)};
    case 8:
      return GrowthStreak{at,
                          count(in),
                          in.below(2) == 0 ? std::nullopt : std::optional(period()),
                          basis,
                          maybe<hw::Ties>(in, 2),
                          in.choice<hw::Direction>(2)};
    case 9:
      return UnmatchedSince{at, period(), side, balance};
    case 10:
      return RankInYear{at, count(in), side};
    case 11:
      return PerWorkingDay{at, value, resolution};
    case 12:
      return WorkingDayCount{at, count(in)};
    case 13:
      return Share{at, value, resolution, base};
    case 14:
      return TargetReachable{at, value};
    case 15:
      return OutOfScope{at, "net exports"};
    default:
      return Level{at, value, resolution};
  }
}

void must_be_whole(const Finding& finding) {
  fuzz::must(!to_text(finding).empty() && !finding.reason.empty(), "a finding has a reason");
  for (const Reading& reading : finding.readings)
    fuzz::must(!(reading.range.low > reading.range.high), "a range has its bounds in their order");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input in(data, size);
  const hw::Period first = in.period(in.frequency());
  CheckOptions options;
  options.indicator.resolution = in.one_of({0.0, 1.0, 0.1});
  options.indicator.fiscal_year = {static_cast<int>(1 + in.below(12)), in.choice<hw::FiscalLabel>(2)};
  options.indicator.measure = in.choice<hw::Measure>(5);
  if (in.below(2) == 1) options.working_days = hw::WorkingDays({.holidays = {hw::day(2000, 5, 1)}});
  std::vector<Claim> claims;
  bool fits = fuzz::answers([&] {
    for (unsigned i = 1 + in.below(5); i > 0; --i) claims.push_back(claim(in, first));
  });
  const std::vector<double> values = in.numbers(40);
  fits = fits && fuzz::answers([&] { static_cast<void>(hw::TimeSeries(first, values).last()); });
  if (!fits || values.empty()) return 0;
  const hw::TimeSeries series(first, values);
  for (const Claim& each : claims) {
    fuzz::must(!to_text(each).empty(), "a claim is a phrase");
    fuzz::answers([&] {
      const Finding finding = check(series, each, options);
      must_be_whole(finding);
      fuzz::must(diff({&finding, 1}, {&finding, 1}).size() == 1, "a finding differs from itself in nothing");
    });
  }
  fuzz::answers([&] {
    for (const Finding& finding : check_release(series, claims, options).findings) must_be_whole(finding);
  });
  return 0;
}
