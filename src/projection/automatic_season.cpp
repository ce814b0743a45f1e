#include "projection/automatic_season.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include "core/seasonal.hpp"
#include "highwater/calendar/nesting.hpp"

namespace HIGHWATER_NAMESPACE::projection {
namespace {

constexpr std::size_t weeks_in_year = 52;

struct Indices {
  core::SeasonalFit fit;
  std::vector<double> of_season;
};

std::optional<Indices> estimate(std::span<const double> y, std::size_t first, core::SeasonalDemand demand,
                                SeasonalForm form) {
  core::SeasonalEstimator estimator(demand.seasons, y.size(), demand);
  std::vector<double> index(demand.seasons);
  const auto fit = estimator(y.data(), y.size(), first, form, index.data());
  if (!fit) return std::nullopt;
  return Indices{*fit, std::move(index)};
}

/// Monday is 0.
std::size_t day_of_week(Period day) {
  return static_cast<std::size_t>(civil::weekday_of_day(day.first_day().ordinal()));
}

Period week_of(Period day) { return containing(day, Frequency::weekly); }

/// Indices of the ISO weeks of the year, 53 of them. The rare week 53 is left out, so that all years are alike, and lies
/// half-way between its neighbours.
std::optional<Indices> weeks_of_year(std::span<const double> y, Period first, SeasonalForm form) {
  std::vector<double> regular;
  regular.reserve(y.size());
  for (std::size_t t = 0; t < y.size(); ++t)
    if ((first + static_cast<std::int64_t>(t)).number() <= static_cast<int>(weeks_in_year)) regular.push_back(y[t]);
  const auto number = static_cast<std::size_t>(first.number());
  auto found =
      estimate(regular, number > weeks_in_year ? 0 : number - 1, {weeks_in_year, 2 * weeks_in_year, 1.0}, form);
  if (found) found->of_season.push_back((found->of_season.front() + found->of_season.back()) / 2.0);
  return found;
}

/// Days of a week: 7, or 5 business days.
std::size_t days_of_week(Frequency frequency) { return frequency == Frequency::business_daily ? 5 : 7; }

/// Means of the weeks that lie within daily data.
std::vector<double> week_means(std::span<const double> y, std::size_t first, std::size_t days) {
  std::vector<double> means;
  for (std::size_t t = first; t + days <= y.size(); t += days) {
    double sum = 0.0, count = 0.0;
    for (std::size_t k = t; k < t + days; ++k) {
      if (y[k] != y[k]) continue;
      sum += y[k];
      count += 1.0;
    }
    means.push_back(count > 0.0 ? sum / count : core::not_a_number);
  }
  return means;
}

/// The index of a day: on the line between the middles of its week and the next, or the one before.
double index_of_day(const std::vector<double>& weeks, Period day) {
  const Period week = week_of(day);
  const std::size_t days = days_of_week(day.frequency());
  const auto from_middle = static_cast<std::int64_t>(day_of_week(day)) - static_cast<std::int64_t>(days / 2);
  const auto of = [&](Period at) { return weeks[static_cast<std::size_t>(at.number()) - 1]; };
  const double own = of(week);
  if (from_middle == 0) return own;
  const double part = std::abs(static_cast<double>(from_middle)) / static_cast<double>(days);
  return own + part * (of(week + (from_middle > 0 ? 1 : -1)) - own);
}

class SeasonFinder {
 public:
  SeasonFinder(std::span<const double> y, Period first, std::size_t ahead, SeasonalForm form)
      : y_(y), first_(first), form_(form) {
    result_.of_period.assign(y.size() + ahead, form == SeasonalForm::multiplicative ? 1.0 : 0.0);
  }

  AutomaticSeason find() {
    switch (first_.frequency()) {
      case Frequency::annual:
        break;
      case Frequency::weekly:
        use(weeks_of_year(y_, first_, form_), result_.shrinkage, result_.indices,
            [](const std::vector<double>& indices, Period week) {
              return indices[static_cast<std::size_t>(week.number()) - 1];
            });
        break;
      case Frequency::business_daily:
      case Frequency::daily:
        find_daily();
        break;
      default:
        find_regular();
    }
    return std::move(result_);
  }

 private:
  /// A year, and a third of one more, tells the seasons of quarters and months; two years those of half-years, of which
  /// there are too few to judge what is chance.
  void find_regular() {
    const auto seasons = static_cast<std::size_t>(periods_per_year(first_.frequency()));
    const std::size_t least = seasons < 4 ? 2 * seasons : seasons + (seasons + 2) / 3;
    const auto season = static_cast<std::size_t>(first_.number() - 1);
    use(estimate(y_, season, {seasons, least, seasons < 4 ? 2.0 : 1.0}, form_), result_.shrinkage, result_.indices,
        [](const std::vector<double>& indices, Period at) {
          return indices[static_cast<std::size_t>(at.number()) - 1];
        });
  }

  /// The weeks of the year are told from means of weeks, which the weekdays do not touch; then come the weekdays.
  void find_daily() {
    const std::size_t days = days_of_week(first_.frequency()), monday = (days - day_of_week(first_)) % days;
    const std::vector<double> means = week_means(y_, monday, days);
    std::vector<double> adjusted(y_.begin(), y_.end());
    use(weeks_of_year(means, week_of(first_ + static_cast<std::int64_t>(monday)), form_), result_.week_shrinkage,
        result_.week_indices, index_of_day);
    for (std::size_t t = 0; t < adjusted.size(); ++t) {
      const double index = result_.of_period[t];
      adjusted[t] = form_ == SeasonalForm::multiplicative ? adjusted[t] / index : adjusted[t] - index;
    }
    const bool year_is_used = result_.use == SeasonUse::used;
    use(estimate(adjusted, day_of_week(first_), core::usual_demand(days), form_), result_.shrinkage, result_.indices,
        [](const std::vector<double>& indices, Period day) { return indices[day_of_week(day)]; });
    if (year_is_used) result_.use = SeasonUse::used;
  }

  template <class IndexOf>
  void use(std::optional<Indices> found, double& shrinkage, std::vector<double>& indices, IndexOf index_of) {
    result_.use = SeasonUse::too_short;
    if (!found) return;
    shrinkage = found->fit.shrinkage;
    result_.use = shrinkage < 1.0 ? SeasonUse::used : SeasonUse::chance;
    if (result_.use == SeasonUse::chance) return;
    indices = std::move(found->of_season);
    result_.variance += found->fit.variance;
    Period at = first_;
    for (double& index : result_.of_period) {
      index = form_ == SeasonalForm::multiplicative ? index * index_of(indices, at) : index + index_of(indices, at);
      at = at + 1;
    }
  }

  std::span<const double> y_;
  Period first_;
  SeasonalForm form_;
  AutomaticSeason result_;
};

}  // namespace

AutomaticSeason find_season(std::span<const double> y, Period first, std::size_t ahead, SeasonalForm form) {
  return SeasonFinder(y, first, ahead, form).find();
}

}  // namespace HIGHWATER_NAMESPACE::projection
