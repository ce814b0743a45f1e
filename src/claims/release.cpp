#include "highwater/claims/release.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "highwater/calendar/period_text.hpp"
#include "highwater/calendar/year_before.hpp"

namespace HIGHWATER_NAMESPACE::claims {
namespace {

/// What a type of claim says of growth: mom_pct, yoy_abs, mom_points.
struct ChangeType {
  Basis basis;
  ChangeKind measure;
};

std::optional<ChangeType> change_type(std::string_view type) {
  if (type == "ratio_pct_of_year_ago") return ChangeType{Basis::year, ChangeKind::ratio};
  if (type == "ratio_pct_of_period_ago") return ChangeType{Basis::period, ChangeKind::ratio};
  const std::string_view basis = type.substr(0, 4), measure = type.size() > 4 ? type.substr(4) : "";
  const bool on_year = basis == "yoy_", on_period = basis == "mom_" || basis == "qoq_" || basis == "pop_";
  if ((!on_year && !on_period) || (measure != "pct" && measure != "abs" && measure != "points")) return std::nullopt;
  return ChangeType{on_year ? Basis::year : Basis::period,
                    measure == "pct" ? ChangeKind::growth : ChangeKind::difference};
}

/// The number in trailing_12m_mean.
std::optional<std::int64_t> trailing_length(std::string_view type) {
  constexpr std::string_view before = "trailing_", after = "_mean";
  if (!type.starts_with(before) || !type.ends_with(after) || type.size() <= before.size() + after.size())
    return std::nullopt;
  const std::string_view middle = type.substr(before.size(), type.size() - before.size() - after.size());
  std::int64_t length = 0;
  const auto [end, code] = std::from_chars(middle.data(), middle.data() + middle.size(), length);
  const bool one_letter = end + 1 == middle.data() + middle.size();
  if (code != std::errc() || length < 1 || !one_letter ||
      std::string_view("mqsywd").find(*end) == std::string_view::npos)
    return std::nullopt;
  return length;
}

struct RankType {
  std::int64_t rank;
  Side side;
};

/// highest_in_fy, second_highest_in_fy ...
std::optional<RankType> rank_type(std::string_view type) {
  constexpr std::array<std::string_view, 10> ordinals = {"",       "second_",  "third_",  "fourth_", "fifth_",
                                                         "sixth_", "seventh_", "eighth_", "ninth_",  "tenth_"};
  for (std::size_t i = 0; i < ordinals.size(); ++i)
    for (const Side side : {Side::high, Side::low})
      if (type == std::string(ordinals[i]) + (side == Side::high ? "highest_in_fy" : "lowest_in_fy"))
        return RankType{static_cast<std::int64_t>(i) + 1, side};
  return std::nullopt;
}

/// mom_deficit_widened, yoy_surplus_narrowed ...
std::optional<BalanceChange> balance_change(std::string_view type, Period period) {
  for (const std::string_view basis : {"mom_", "qoq_", "pop_", "yoy_"})
    for (const BalanceSide side : {BalanceSide::deficit, BalanceSide::surplus})
      for (const Direction direction : {Direction::rising, Direction::falling})
        if (type == std::string(basis) + (side == BalanceSide::deficit ? "deficit" : "surplus") +
                        (direction == Direction::rising ? "_widened" : "_narrowed"))
          return BalanceChange{period, 0.0, 0.0, side, direction, basis == "yoy_" ? Basis::year : Basis::period};
  return std::nullopt;
}

/// What a type says of the size of a balance, before or after the word: record_deficit, smallest_surplus_since.
struct BalanceType {
  BalanceSide balance;
  Side side;
};
std::optional<BalanceType> balance_type(std::string_view type, std::string_view largest, std::string_view smallest,
                                        std::string_view after) {
  for (const BalanceSide balance : {BalanceSide::deficit, BalanceSide::surplus})
    for (const bool large : {true, false}) {
      const std::string_view before = large ? largest : smallest;
      const std::string name = balance == BalanceSide::deficit ? "deficit" : "surplus";
      if (!before.empty() && type == std::string(before) + name + std::string(after))
        return BalanceType{balance, (balance == BalanceSide::surplus) == large ? Side::high : Side::low};
    }
  return std::nullopt;
}

Error placed(const PrintedFigure& figure, std::size_t column, const std::string& what) {
  return Error(figure.place + (column == 0 ? "" : ": column " + std::to_string(column)) + ": " + what);
}

class RowReader {
 public:
  explicit RowReader(const PrintedFigure& row) : row_(row) {}

  std::vector<Claim> claims(double base_resolution) const {
    const std::string_view type = row_.type;
    const Period period = row_.period;
    const double value = row_.value, resolution = row_.resolution;
    const auto in_per_cent = [](double figure, ChangeKind measure) {
      return measure == ChangeKind::difference ? figure : figure / 100.0;
    };
    std::optional<Printed> base;
    if (row_.compare_value) base = Printed{*row_.compare_value, base_resolution};

    if (type.starts_with("net_") || type.starts_with("revision_")) return {OutOfScope{period, row_.type}};
    if (type == "level") return beside({Level{period, value, resolution}}, base);
    if (type == "record_high" || type == "record_low") {
      const Side side = type == "record_high" ? Side::high : Side::low;
      std::vector<Claim> claims{NewRecord{period, value, resolution, side}};
      if (base && row_.compare_period)
        claims.emplace_back(PreviousRecord{period, *row_.compare_period, base->value, resolution_beside(*base), side});
      return claims;
    }
    if (type == "deficit" || type == "surplus")
      return beside({Level{period, type == "deficit" ? -value : value, resolution}}, base);
    if (const auto record = balance_type(type, "record_", "", "")) {
      const double signed_value = record->balance == BalanceSide::deficit ? -value : value;
      return {NewRecord{period, signed_value, resolution, record->side, record->balance}};
    }
    if (const auto since = balance_type(type, "largest_", "smallest_", "_since"))
      return {UnmatchedSince{period, compared(), since->side, since->balance}};
    if (auto change = balance_change(type, period)) {
      require_base(change->basis == Basis::year ? year_before(period) : std::optional(period - 1));
      change->value = value;
      change->resolution = resolution;
      return {*change};
    }
    if (type == "previous_record") return {PreviousRecord{period, compared(), value, resolution}};
    if (const auto change = change_type(type)) {
      require_base(change->basis == Basis::year ? year_before(period) : std::optional(period - 1));
      return {Change{period, in_per_cent(value, change->measure), in_per_cent(resolution, change->measure),
                     change->basis, change->measure, base}};
    }
    if (type == "ytd_yoy_pct" || type == "ytd_yoy_abs" || type == "ytd_yoy_points") {
      require_base(year_before(period));
      const ChangeKind measure = type == "ytd_yoy_pct" ? ChangeKind::growth : ChangeKind::difference;
      return {YearToDateChange{period, in_per_cent(value, measure), in_per_cent(resolution, measure), measure, base}};
    }
    if (type == "ytd_level") {
      std::vector<Claim> claims{YearToDate{period, value, resolution}};
      if (base && row_.compare_period)
        claims.emplace_back(YearToDate{*row_.compare_period, base->value, resolution_beside(*base)});
      return claims;
    }
    if (const auto length = trailing_length(type)) return {TrailingMean{period, *length, value, resolution}};
    if (type == "fytd_mean") return {YearToDateMean{period, value, resolution}};
    if (type == "streak" || type == "streak_yoy" || type == "streak_mom") {
      GrowthStreak streak{period, count(), row_.compare_period};
      if (type != "streak") streak.basis = type == "streak_yoy" ? Basis::year : Basis::period;
      return {streak};
    }
    if (type == "highest_since" || type == "lowest_since")
      return beside({UnmatchedSince{period, compared(), type == "highest_since" ? Side::high : Side::low}}, base);
    if (const auto rank = rank_type(type)) return beside({RankInYear{period, rank->rank, rank->side}}, base);
    if (type == "per_day") return {PerWorkingDay{period, value, resolution}};
    if (type == "working_days") return {WorkingDayCount{period, count()}};
    if (type == "share_pct") return {Share{period, value / 100.0, resolution / 100.0, base}};
    if (type == "target_fy_total" || type == "target_fy_mean" || type == "target_fy_end")
      return {TargetReachable{period, value}};
    return {OutOfScope{period, "the type \"" + row_.type + "\" cannot be read"}};
  }

 private:
  /// A figure printed beside one in the same unit was rounded as that was, unless its digits say otherwise.
  double resolution_beside(const Printed& other) const {
    const bool alike = std::abs(std::remainder(other.value, row_.resolution)) <= 1e-9 * row_.resolution;
    return alike ? std::max(row_.resolution, other.resolution) : other.resolution;
  }

  /// The claims, and that of the period and the figure printed beside.
  std::vector<Claim> beside(std::vector<Claim> claims, const std::optional<Printed>& other) const {
    if (other && row_.compare_period)
      claims.emplace_back(Level{*row_.compare_period, other->value, resolution_beside(*other)});
    return claims;
  }

  Error fail(std::size_t column, const std::string& what) const {
    return placed(row_, column, "the claim \"" + row_.type + "\" " + what);
  }

  Period compared() const {
    if (!row_.compare_period) throw fail(row_.columns.compare_period, "needs a period to compare with");
    return *row_.compare_period;
  }
  void require_base(std::optional<Period> base) const {
    if (row_.compare_period && row_.compare_period != base)
      throw fail(row_.columns.compare_period, "of " + to_string(row_.period) + " compares with " +
                                                  (base ? to_string(*base) : std::string("nothing")) + ", not with " +
                                                  to_string(*row_.compare_period));
  }
  std::int64_t count() const {
    if (!(row_.value >= 0.0 && row_.value <= 1e6) || row_.value != std::floor(row_.value))
      throw fail(row_.columns.value, "is not a whole number of periods or days");
    return static_cast<std::int64_t>(row_.value);
  }

  const PrintedFigure& row_;
};

}  // namespace

std::vector<Claim> claims_of(const PrintedFigure& row) { return RowReader(row).claims(row.compare_resolution); }

std::vector<Claim> claims_of(const PrintedFigure& row, const Vintages& vintages, const CheckOptions& options) {
  double resolution = row.compare_resolution;
  const auto learn_from = [&](const Vintages& reports) {
    for (const Report& report : reports.reports(*row.compare_period))
      if (report.value == *row.compare_value) resolution = std::max(resolution, report.resolution);
  };
  if (row.compare_period && row.compare_value) {
    if (!row.type.starts_with("ytd_"))
      learn_from(vintages);
    else if (options.year_to_date)
      learn_from(*options.year_to_date);
  }
  return RowReader(row).claims(resolution);
}

std::vector<Finding> check_figure(const Vintages& vintages, const PrintedFigure& figure, const CheckOptions& options) {
  std::vector<Finding> findings;
  for (const Claim& claim : claims_of(figure, vintages, options)) try {
      findings.push_back(check(vintages, claim, figure.published, options));
    } catch (const Error& error) {
      throw placed(figure, findings.empty() ? figure.columns.period : figure.columns.compare_period, error.what());
    }
  return findings;
}

}  // namespace HIGHWATER_NAMESPACE::claims
