// expect-ok
// The correct twins of the misuses in this folder.
#include <highwater/aggregate/fiscal.hpp>
#include <highwater/aggregate/trailing.hpp>
#include <highwater/calendar/working_days.hpp>
#include <highwater/growth/growth.hpp>
#include <highwater/records/records.hpp>
#include <highwater/series/eigen.hpp>
#include <span>
#include <vector>

namespace hw = highwater;

constexpr hw::Period leap_day = hw::day(2024, 2, 29);

int main() {
  const hw::TimeSeries series(hw::month(2024, 1), {1.0, 2.0});
  const hw::Panel panel({"a"}, hw::month(2024, 1), {1.0, 2.0});
  std::vector<double> memory{1.0, 2.0};

  const std::span<const double> values = series.values();
  const hw::SeriesView view = series, column = panel.series(0), named = panel.series("a");
  const hw::SeriesView borrowed(hw::month(2024, 1), memory);
  const hw::PanelView panel_view = panel.view();
  const auto map = hw::eigen_map(series);
  const auto panel_map = hw::eigen_map(panel);

  // Functions may be given temporaries, and so may loops.
  const hw::TimeSeries nested = hw::aggregate::trailing_mean(hw::growth::period_over_period(series), 2);
  for (const hw::Observation o : hw::growth::period_over_period(series))
    if (o.value > 10.0) return 1;

  hw::growth::period_over_period(series, {}, hw::into(memory));
  const auto highs = hw::records::highs(series, {.ties = hw::Ties::weak});
  const hw::TimeSeries mean = hw::aggregate::trailing_mean(panel.series(0), 2, {.window = hw::Window::before});
  const hw::TimeSeries growth = hw::growth::period_over_period(series, {.base = hw::BasePolicy::absolute});
  const hw::WorkingDays calendar({.weekend = {hw::Weekday::saturday, hw::Weekday::sunday}});
  const auto since = hw::records::highest_since(series, hw::month(2024, 2));
  return series[hw::month(2024, 2)] > 1.0 && leap_day == hw::day(2024, 2, 28) + 1 && !values.empty() && !view.empty() &&
                 !column.empty() && !named.empty() && !borrowed.empty() && panel_view.periods() == 2 &&
                 map.size() == 2 && panel_map.cols() == 1 && nested.size() == 2 && highs.size() == 2 && !since &&
                 calendar.count(hw::month(2024, 11)) == 21 && mean.size() == growth.size()
             ? 0
             : 1;
}
