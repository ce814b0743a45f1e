#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "claims/checking.hpp"
#include "claims/claim_text.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/calendar/year_before.hpp"
#include "highwater/claims/release.hpp"

namespace HIGHWATER_NAMESPACE::claims {
namespace {

/// A weighted sum of periods, each of which stands in it once, that a claim puts between bounds.
struct Bound {
  std::vector<std::pair<Period, double>> terms;
  Interval range;
};
using Bounds = std::vector<Bound>;

/// What may still be done.
class Steps {
 public:
  explicit Steps(std::int64_t most) : most_(most), left_(most) {}

  void take(std::int64_t steps) {
    if (steps > left_)
      throw Error("the consequences of these claims take more than " + std::to_string(most_) +
                  " steps: draw those of fewer claims at a time, or raise CheckOptions::most_steps");
    left_ -= steps;
  }

 private:
  std::int64_t most_, left_;
};

constexpr double unbounded = std::numeric_limits<double>::infinity();
constexpr Interval not_negative{0.0, unbounded}, not_positive{-unbounded, 0.0};

/// Whether periods can be taken to be positive: growth is an inequality between them only then.
enum class Sign : std::uint8_t { positive, any };

Sign sign_of(std::span<const Claim> claims) {
  const auto negative = [](const Claim& claim) {
    return std::visit(
        [](const auto& c) {
          if constexpr (std::is_same_v<std::decay_t<decltype(c)>, BalanceChange>) return true;
          if constexpr (requires { c.side, c.balance; })
            if (c.balance) return true;
          if constexpr (requires { c.base; })
            return (c.base && c.base->value < 0.0) || (c.measure == ChangeKind::growth && c.value < -1.0);
          else if constexpr (requires { c.value; })
            return c.value < 0.0;
          else
            return false;
        },
        claim);
  };
  return std::any_of(claims.begin(), claims.end(), negative) ? Sign::any : Sign::positive;
}

/// The inequalities of a claim that leaves nothing open, one function a kind.
class Translator {
 public:
  Translator(FiscalYear year, Sign sign, const std::set<Period>& others, Steps& steps)
      : year_(year), sign_(sign), others_(others), steps_(steps) {}

  Bounds operator()(const Level& c) const { return {{{{c.period, 1.0}}, claimed(c)}}; }
  Bounds operator()(const YearToDate& c) const { return {sum(start(c.period), c.period, 1.0, claimed(c))}; }
  Bounds operator()(const TrailingMean& c) const {
    const Period last = c.window == Window::before ? c.period - 1 : c.period;
    return mean(last - (claimed_length(c.length, "a mean") - 1), last, claimed(c));
  }
  Bounds operator()(const YearToDateMean& c) const {
    return mean(start(c.period), c.window == Window::before ? c.period - 1 : c.period, claimed(c));
  }
  Bounds operator()(const Change& c) const {
    const std::optional<Period> base = c.basis == Basis::year ? year_before(c.period) : std::optional(c.period - 1);
    return base ? change(c, c.period, c.period, *base, *base) : Bounds{};
  }
  Bounds operator()(const BalanceChange& c) const {
    const std::optional<Period> base = c.basis == Basis::year ? year_before(c.period) : std::optional(c.period - 1);
    if (!base) return {};
    const bool falls = (c.balance == BalanceSide::deficit) == (c.direction == Direction::rising);
    return {{{{c.period, 1.0}, {*base, -1.0}}, falls ? -claimed(c) : claimed(c)},
            on_side(c.period, c.balance),
            on_side(*base, c.balance)};
  }
  Bounds operator()(const YearToDateChange& c) const {
    const std::optional<Period> base = year_before(c.period);
    return base ? change(c, start(c.period), c.period, start(*base), *base) : Bounds{};
  }
  Bounds operator()(const NewRecord& c) const {
    Bounds bounds = beats(c.period, c.period, c.side);
    if (c.balance) bounds.push_back(on_side(c.period, *c.balance));
    if (!is_missing(c.value)) bounds.push_back({{{c.period, 1.0}}, claimed(c)});
    return bounds;
  }
  Bounds operator()(const PreviousRecord& c) const {
    Bounds bounds = beats(c.holder, c.period, c.side);
    bounds.push_back(at_least(c.period, c.holder, c.side));
    bounds.push_back({{{c.holder, 1.0}}, claimed(c)});
    return bounds;
  }
  Bounds operator()(const UnmatchedSince& c) const {
    steps_.take(static_cast<std::int64_t>(others_.size()));
    Bounds bounds{at_least(c.since, c.period, c.side)};
    if (c.balance) bounds.push_back(on_side(c.period, *c.balance));
    for (const Period p : others_)
      if (c.since < p && p < c.period) bounds.push_back(at_least(c.period, p, c.side));
    return bounds;
  }
  Bounds operator()(const GrowthStreak& c) const {
    Bounds bounds;
    const Side side = c.direction == Direction::rising ? Side::high : Side::low;
    const std::int64_t length = claimed_length(c.length, "a streak");
    steps_.take(length);
    for (Period p = c.period - (length - 1); p <= c.period; ++p) {
      const std::optional<Period> base = c.basis == Basis::year ? year_before(p) : std::optional(p - 1);
      if (base) bounds.push_back(at_least(p, *base, side));
    }
    return bounds;
  }
  Bounds operator()(const Share& c) const {
    if (!c.whole) return {};
    const Interval whole = claimed_interval(c.whole->value, c.whole->resolution), share = claimed(c);
    return {{{{c.period, 1.0}}, {share.low * whole.low, share.high * whole.high, detail::ulps(whole)}}};
  }
  Bounds operator()(const RankInYear&) const { return {}; }
  Bounds operator()(const PerWorkingDay&) const { return {}; }
  Bounds operator()(const WorkingDayCount&) const { return {}; }
  Bounds operator()(const TargetReachable&) const { return {}; }
  Bounds operator()(const OutOfScope&) const { return {}; }

 private:
  template <class Kind>
  static Interval claimed(const Kind& c) {
    return claimed_interval(c.value, c.resolution);
  }
  Period start(Period period) const { return year_.first(year_.of(period), period.frequency()); }

  Bound sum(Period from, Period to, double weight, Interval range) const {
    steps_.take(to - from + 1);
    Bound bound{{}, range};
    for (Period p = from; p <= to; ++p) bound.terms.emplace_back(p, weight);
    return bound;
  }
  Bounds mean(Period from, Period to, Interval range) const {
    if (to < from) return {};
    return {sum(from, to, 1.0 / static_cast<double>(to - from + 1), range)};
  }
  static Bound on_side(Period period, BalanceSide side) {
    return {{{period, 1.0}}, side == BalanceSide::deficit ? not_positive : not_negative};
  }
  static Bound at_least(Period better, Period worse, Side side) {
    return {{{better, 1.0}, {worse, -1.0}}, side == Side::high ? not_negative : not_positive};
  }
  /// A period against all others before some period.
  Bounds beats(Period best, Period before, Side side) const {
    steps_.take(static_cast<std::int64_t>(others_.size()));
    Bounds bounds;
    for (const Period p : others_)
      if (p != best && p < before) bounds.push_back(at_least(best, p, side));
    return bounds;
  }
  template <class Kind>
  Bounds change(const Kind& c, Period first, Period last, Period base_first, Period base_last) const {
    const auto against = [&](double factor, Interval range) {
      Bound bound = sum(first, last, 1.0, range);
      steps_.take(base_last - base_first + 1);
      for (Period p = base_first; p <= base_last; ++p) bound.terms.emplace_back(p, -factor);
      return bound;
    };
    Bounds bounds;
    if (c.measure == ChangeKind::difference) {
      bounds.push_back(against(1.0, claimed(c)));
    } else if (sign_ == Sign::positive) {
      const double plus = c.measure == ChangeKind::growth ? 1.0 : 0.0;
      bounds.push_back(against(claimed(c).low + plus, not_negative));
      bounds.push_back(against(claimed(c).high + plus, not_positive));
    }
    if (c.base) bounds.push_back(sum(base_first, base_last, 1.0, claimed_interval(c.base->value, c.base->resolution)));
    return bounds;
  }

  FiscalYear year_;
  Sign sign_;
  const std::set<Period>& others_;
  Steps& steps_;
};

/// A claim that leaves nothing open.
struct Stated {
  std::string name;  // empty if there is no other way
  Claim claim;
};

std::vector<Stated> readings_of(const Claim& claim) {
  std::vector<Stated> readings;
  const auto each = [&readings](auto kind, auto member, auto values, auto name) {
    for (const auto value : values) {
      kind.*member = value;
      readings.push_back({name(value), kind});
    }
  };
  const std::vector<Window> windows{Window::including, Window::before};
  const std::vector<Basis> bases{Basis::year, Basis::period};
  const auto window_name = [](Window w) {
    return std::string(w == Window::including ? "including the period" : "before it");
  };
  const auto basis_name = [&claim](Basis b) { return basis_text(b, period_of(claim).frequency()); };
  if (const auto* const mean = std::get_if<TrailingMean>(&claim); mean && !mean->window)
    each(*mean, &TrailingMean::window, windows, window_name);
  else if (const auto* const to_date = std::get_if<YearToDateMean>(&claim); to_date && !to_date->window)
    each(*to_date, &YearToDateMean::window, windows, window_name);
  else if (const auto* const change = std::get_if<Change>(&claim); change && !change->basis)
    each(*change, &Change::basis, bases, basis_name);
  else if (const auto* const moved = std::get_if<BalanceChange>(&claim); moved && !moved->basis)
    each(*moved, &BalanceChange::basis, bases, basis_name);
  else if (const auto* const streak = std::get_if<GrowthStreak>(&claim); streak && !streak->basis)
    each(*streak, &GrowthStreak::basis, bases, basis_name);
  else
    readings.push_back({"", claim});
  return readings;
}

Interval with_noise(Interval a) {
  a.noise = 1e3 * detail::ulps(a);  // of long chains of operations
  return a;
}

/// Periods by number, in order, each with what is left of it.
using Domains = std::vector<Interval>;

/// A bound of periods by number.
struct Row {
  std::vector<std::pair<std::size_t, double>> terms;
  Interval range;
};
using Rows = std::vector<Row>;

/// Leaves each term of a row what the others cannot take.
class Narrowing {
 public:
  /// False if nothing is left of a period.
  bool narrow(const Row& row, Domains& domains, bool& moved) {
    const std::size_t n = row.terms.size();
    after_.assign(n + 1, Interval{0.0, 0.0});
    for (std::size_t i = n; i-- > 0;) after_[i] = after_[i + 1] + share(row.terms[i], domains);
    Interval before{0.0, 0.0};
    for (std::size_t i = 0; i < n; ++i) {
      const auto& [period, weight] = row.terms[i];
      if (weight != 0.0) {
        const Interval left = with_noise((1.0 / weight) * (row.range - (before + after_[i + 1])));
        Interval& domain = domains[period];
        if (!overlap(domain, left)) return false;
        const Interval narrowed = with_noise(intersection(domain, left));
        const double step = 1e-9 * std::max(1.0, std::abs(std::isfinite(narrowed.high) ? narrowed.high : narrowed.low));
        if (narrowed.low > domain.low + step || narrowed.high < domain.high - step) {
          domain = narrowed;
          moved = true;
        }
      }
      before = before + share(row.terms[i], domains);
    }
    return true;
  }

 private:
  static Interval share(const std::pair<std::size_t, double>& term, const Domains& domains) {
    return term.second == 0.0 ? Interval{0.0, 0.0} : term.second * domains[term.first];
  }
  std::vector<Interval> after_;
};

/// Claims with their inequalities, some of which are in force.
class System {
 public:
  System(std::span<const Claim> claims, const CheckOptions& options)
      : sign_(sign_of(claims)), steps_(options.most_steps) {
    // Records are about all periods that any claim is about.
    std::set<Period> found, others;
    std::vector<std::vector<Bounds>> readings;
    for (int pass = 0; pass < 2; ++pass) {
      readings.clear();
      for (const Claim& claim : claims) {
        readings.emplace_back();
        for (const Stated& stated : readings_of(claim)) {
          readings.back().push_back(
              std::visit(Translator(options.indicator.fiscal_year, sign_, others, steps_), stated.claim));
          for (const Bound& bound : readings.back().back())
            for (const auto& [period, weight] : bound.terms) found.insert(period);
        }
      }
      others = found;
    }
    periods_.assign(found.begin(), found.end());
    for (const std::vector<Bounds>& claim : readings) {
      readings_.emplace_back();
      for (const Bounds& bounds : claim) readings_.back().push_back(rows_of(bounds));
    }
  }

  bool is_open(std::size_t claim) const { return readings_[claim].size() > 1; }
  const Rows& rows(std::size_t claim, std::size_t reading = 0) const { return readings_[claim][reading]; }
  const std::vector<Period>& periods() const noexcept { return periods_; }

  /// Narrows every period down by every inequality until nothing moves; empty if nothing is left of one.
  std::optional<Domains> solve(const std::vector<std::size_t>& claims, const Rows& extra = {}) {
    Domains domains(periods_.size(), sign_ == Sign::positive ? not_negative : Interval{});
    Narrowing narrowing;
    bool moved = true;
    const auto narrow = [&](const Rows& rows) {
      for (const Row& row : rows) {
        steps_.take(static_cast<std::int64_t>(row.terms.size()));
        if (!narrowing.narrow(row, domains, moved)) return false;
      }
      return true;
    };
    for (int round = 0; moved && round < 500; ++round) {
      moved = false;
      if (!narrow(extra)) return std::nullopt;
      for (const std::size_t claim : claims)
        if (!narrow(rows(claim))) return std::nullopt;
    }
    return domains;
  }
  /// Of claims that allow nothing, together with `extra`, a part of which none can be spared.
  std::vector<std::size_t> core(std::vector<std::size_t> claims, const Rows& extra = {}) {
    for (std::size_t i = claims.size(); i-- > 0;) {
      std::vector<std::size_t> rest = claims;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      if (!solve(rest, extra)) claims = std::move(rest);
    }
    return claims;
  }

 private:
  Rows rows_of(const Bounds& bounds) const {
    Rows rows;
    for (const Bound& bound : bounds) {
      Row row{{}, bound.range};
      for (const auto& [period, weight] : bound.terms) {
        const auto at = std::lower_bound(periods_.begin(), periods_.end(), period);
        row.terms.emplace_back(static_cast<std::size_t>(at - periods_.begin()), weight);
      }
      rows.push_back(std::move(row));
    }
    return rows;
  }

  Sign sign_;
  Steps steps_;
  std::vector<Period> periods_;  // that any claim is about
  std::vector<std::vector<Rows>> readings_;
};

}  // namespace

Consequences consequences(std::span<const Claim> claims, const CheckOptions& options) {
  System system(claims, options);
  Consequences found;
  std::vector<std::size_t> active;
  for (std::size_t i = 0; i < claims.size(); ++i)
    if (!system.is_open(i)) active.push_back(i);

  std::optional<Domains> domains;
  while (!(domains = system.solve(active))) {
    const std::vector<std::size_t> core = system.core(active);
    found.contradictions.push_back({core});
    active.erase(std::find(active.begin(), active.end(), core.back()));
  }
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (!system.is_open(i)) continue;
    const std::vector<Stated> readings = readings_of(claims[i]);
    std::vector<Contradiction> excluded;
    for (std::size_t r = 0; r < readings.size(); ++r) {
      const Rows& rows = system.rows(i, r);
      if (system.solve(active, rows)) continue;
      Contradiction contradiction{system.core(active, rows), readings[r].name};
      contradiction.claims.push_back(i);
      excluded.push_back(std::move(contradiction));
    }
    std::vector<Contradiction>& list = excluded.size() == readings.size() ? found.contradictions : found.excluded;
    list.insert(list.end(), excluded.begin(), excluded.end());
  }
  std::set<Period> stated;
  for (const Claim& claim : claims)
    if (std::holds_alternative<Level>(claim)) stated.insert(period_of(claim));
  for (std::size_t i = 0; i < domains->size(); ++i) {
    const Period period = system.periods()[i];
    const Interval range = (*domains)[i];
    if (stated.count(period) == 0 && range.low != 0.0 && std::isfinite(range.low) && std::isfinite(range.high))
      found.implied.push_back({period, range});
  }
  return found;
}

ReleaseFindings check_release(SeriesView series, std::span<const Claim> claims, const CheckOptions& options) {
  ReleaseFindings release{{}, consequences(claims, options)};
  const Facts facts(series, options);
  for (const Claim& claim : claims) release.findings.push_back(check_claim(facts, claim));
  return release;
}

ReleaseFindings check_release(const Vintages& vintages, std::span<const Claim> claims, Period as_of,
                              const CheckOptions& options) {
  ReleaseFindings release{{}, consequences(claims, options)};
  const Facts facts(vintages, as_of, options);
  for (const Claim& claim : claims) release.findings.push_back(check_claim(facts, claim));
  return release;
}

}  // namespace HIGHWATER_NAMESPACE::claims
