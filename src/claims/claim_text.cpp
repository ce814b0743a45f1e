#include "claims/claim_text.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "claims/wording.hpp"
#include "highwater/calendar/period_text.hpp"

namespace HIGHWATER_NAMESPACE::claims {
using namespace wording;
namespace {

int decimals_for(double resolution) {
  int decimals = 0;
  for (double unit = 1.0; resolution > 0.0 && unit > resolution * 1.000001 && decimals < 9; unit /= 10.0) ++decimals;
  return decimals;
}

std::string without_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string fixed_in(Unit unit, double value, int decimals) {
  return unit == Unit::fraction ? fixed_per_cent(value, decimals) : fixed(value, decimals);
}

std::string number_text(double value, double resolution, Unit unit) {
  if (resolution == 0.0 && unit == Unit::data) return without_zeros(fixed(value, 6));
  const int decimals =
      unit == Unit::fraction ? std::max(1, decimals_for(100.0 * resolution)) : decimals_for(resolution);
  return without_zeros(fixed_in(unit, value, decimals + 1));
}

const char* mark(Unit unit) { return unit == Unit::fraction ? " %" : ""; }

/// The claim without its period.
struct Phrase {
  Frequency frequency;

  static std::string window(const std::optional<Window>& window) {
    return !window ? "" : *window == Window::including ? ", this one included" : ", this one not included";
  }
  std::string change(double value, double resolution, ChangeKind measure, std::optional<Basis> basis) const {
    const std::string text = claimed_text(value, resolution, unit_of(measure));
    if (measure == ChangeKind::ratio)
      return text + " of the " +
             (basis ? (*basis == Basis::year ? "year" : period_noun(frequency)) + " before" : "base");
    return (value > 0.0 ? "+" : "") + text + (basis ? " " + basis_text(*basis, frequency) : ", basis not stated");
  }
  static std::string against(const std::optional<Printed>& base) {
    return base ? ", from " + claimed_text(base->value, base->resolution, Unit::data) : "";
  }

  std::string operator()(const Level& c) const { return claimed_text(c.value, c.resolution, Unit::data); }
  std::string operator()(const NewRecord& c) const {
    return side_text(c.side, c.balance) + " ever" +
           (is_missing(c.value) ? "" : ", " + claimed_text(c.value, c.resolution, Unit::data));
  }
  std::string operator()(const PreviousRecord& c) const {
    return "beat the record of " + claimed_text(c.value, c.resolution, Unit::data) + " in " + to_string(c.holder);
  }
  std::string operator()(const Change& c) const {
    return change(c.value, c.resolution, c.measure, c.basis) + against(c.base);
  }
  std::string operator()(const YearToDate& c) const {
    return "fiscal year to date " + claimed_text(c.value, c.resolution, Unit::data);
  }
  std::string operator()(const YearToDateChange& c) const {
    return "fiscal year to date " + change(c.value, c.resolution, c.measure, Basis::year) + against(c.base);
  }
  std::string operator()(const TrailingMean& c) const {
    return "mean of " + counted(c.length, frequency) + " " + claimed_text(c.value, c.resolution, Unit::data) +
           window(c.window);
  }
  std::string operator()(const YearToDateMean& c) const {
    return "mean of the fiscal year to date " + claimed_text(c.value, c.resolution, Unit::data) + window(c.window);
  }
  std::string operator()(const GrowthStreak& c) const {
    return counted(c.length, frequency) + (c.direction == Direction::rising ? " of growth" : " of decline") +
           " in a row" + (c.basis ? " " + basis_text(*c.basis, frequency) : "") +
           (c.first ? ", since " + to_string(*c.first) : "");
  }
  std::string operator()(const BalanceChange& c) const {
    return "the " + balance_text(c.balance) + (c.direction == Direction::rising ? " widened by " : " narrowed by ") +
           claimed_text(c.value, c.resolution, Unit::data) +
           (c.basis ? " " + basis_text(*c.basis, frequency) : ", basis not stated");
  }
  std::string operator()(const UnmatchedSince& c) const {
    return side_text(c.side, c.balance) + " since " + to_string(c.since);
  }
  std::string operator()(const RankInYear& c) const {
    return (c.rank == 1 ? "" : ordinal(c.rank) + " ") + side_text(c.side) + " of the fiscal year";
  }
  std::string operator()(const PerWorkingDay& c) const {
    return claimed_text(c.value, c.resolution, Unit::data) + " a working day";
  }
  std::string operator()(const WorkingDayCount& c) const { return std::to_string(c.days) + " working days"; }
  std::string operator()(const Share& c) const {
    return claimed_text(c.value, c.resolution, Unit::fraction) + " of the whole" +
           (c.whole ? ", " + claimed_text(c.whole->value, c.whole->resolution, Unit::data) : "");
  }
  std::string operator()(const TargetReachable& c) const { return "fiscal year could reach " + plain(c.value); }
  std::string operator()(const OutOfScope& c) const { return c.what; }
};

}  // namespace

std::string claimed_text(double value, double resolution, Unit unit) {
  if (resolution == 0.0) return unit == Unit::fraction ? without_zeros(fixed_per_cent(value, 6)) + " %" : plain(value);
  return fixed_in(unit, value, decimals_for(unit == Unit::fraction ? 100.0 * resolution : resolution)) + mark(unit);
}

std::string computed_text(double value, double resolution, Unit unit) {
  return number_text(value, resolution, unit) + mark(unit);
}

std::string range_text(Interval range, double resolution, Unit unit) {
  const std::string low = number_text(range.low, resolution, unit), high = number_text(range.high, resolution, unit);
  return low == high ? "" : "(" + low + " to " + high + mark(unit) + ")";
}

Unit unit_of(ChangeKind measure) noexcept { return measure == ChangeKind::difference ? Unit::data : Unit::fraction; }

std::string basis_text(Basis basis, Frequency frequency) {
  return "on the " + (basis == Basis::year ? "year" : step_noun(frequency));
}

std::string measure_text(Measure measure) {
  constexpr const char* names[] = {"a flow", "a stock", "an index", "a rate", "a balance"};
  return names[static_cast<std::size_t>(measure)];
}

std::string balance_text(BalanceSide balance) { return balance == BalanceSide::deficit ? "deficit" : "surplus"; }

std::string side_text(Side side, std::optional<BalanceSide> balance) {
  if (!balance) return side == Side::high ? "highest" : "lowest";
  const bool larger = (side == Side::low) == (*balance == BalanceSide::deficit);
  return (larger ? "largest " : "smallest ") + balance_text(*balance);
}

std::string to_text(const Claim& claim) {
  const Period period = period_of(claim);
  return to_string(period) + ": " + std::visit(Phrase{period.frequency()}, claim);
}

}  // namespace HIGHWATER_NAMESPACE::claims
