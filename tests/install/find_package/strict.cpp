// The templates of highwater under the warnings of a strict user: what is not called is not compiled.
#include <cmath>
#include <cstddef>
#include <functional>
#include <highwater/calendar/chrono.hpp>
#include <highwater/calendar/format.hpp>
#include <highwater/highwater.hpp>
#include <highwater/series/eigen.hpp>
#include <iostream>
#include <vector>

namespace hw = highwater;

namespace {

std::vector<double> numbers(std::size_t count) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(100.0 + static_cast<double>(i * 37 % 23));
  return values;
}

/// What gives a value per period, of a series or a panel.
template <class Data>
void call_each(const Data& data) {
  const hw::FiscalYear fiscal{.first_month = 7};
  std::cout << sizeof(hw::growth::period_over_period(data, {.base = hw::BasePolicy::absolute}))
            << sizeof(hw::growth::year_over_year(data)) << sizeof(hw::growth::over(data, 3))
            << sizeof(hw::growth::annualised(data)) << sizeof(hw::growth::difference(data))
            << sizeof(hw::growth::log_change(data)) << sizeof(hw::growth::base_effect(data))
            << sizeof(hw::growth::momentum(data)) << sizeof(hw::growth::carry_over(data))
            << sizeof(hw::growth::contribution(data, hw::SeriesView(hw::month(2010, 1), numbers(120))))
            << sizeof(hw::growth::per_working_day(data, hw::WorkingDays()));
  std::cout << sizeof(hw::records::running_high(data)) << sizeof(hw::records::running_low(data))
            << sizeof(hw::records::high_indicators(data)) << sizeof(hw::records::ranks(data))
            << sizeof(hw::records::highest_for(data)) << sizeof(hw::records::drawdown(data))
            << hw::records::highs(data).size() << sizeof(hw::records::current_streak(data))
            << sizeof(hw::records::longest_streak(data, [](double value) { return value > 110.0; }))
            << hw::records::streaks(data, {.direction = hw::Direction::falling}).size();
  for (const std::int64_t n : {3, 20})
    std::cout << sizeof(hw::aggregate::trailing_sum(data, n)) << sizeof(hw::aggregate::trailing_mean(data, n))
              << sizeof(hw::aggregate::trailing_min(data, n)) << sizeof(hw::aggregate::trailing_max(data, n))
              << sizeof(hw::aggregate::trailing_median(data, n))
              << sizeof(hw::aggregate::trailing_standard_deviation(data, n));
  std::cout << sizeof(hw::aggregate::expanding_sum(data)) << sizeof(hw::aggregate::expanding_mean(data))
            << sizeof(hw::aggregate::expanding_median(data))
            << sizeof(hw::aggregate::expanding_standard_deviation(data))
            << sizeof(hw::aggregate::year_to_date(data, fiscal)) << sizeof(hw::aggregate::fiscal_totals(data, fiscal))
            << sizeof(hw::aggregate::convert(data, hw::Frequency::quarterly, hw::Summary::mean));
  std::cout << sizeof(hw::missing::interpolate(data)) << sizeof(hw::missing::carry_forward(data)) << sizeof(data + data)
            << sizeof(2.0 * data - 1.0) << sizeof(1.0 / data) << sizeof(-data) << sizeof(hw::lag(data, 1));
}

int call_all() {
  const hw::TimeSeries series(hw::month(2010, 1), numbers(120));
  const hw::Panel panel({"a", "b", "c"}, hw::month(2010, 1), numbers(360));
  call_each(series);
  call_each(panel);

  const hw::Period last = series.last();
  std::cout << series << hw::records::current_streak(series) << hw::records::highs(series).back()
            << hw::records::highest_since(series, last).value_or(last) << hw::aggregate::mean(series)
            << hw::projection::fit(series, hw::projection::Exponential{}).point(last)
            << hw::align({"a", "b"}, {{series, series}}).periods() << hw::eigen_map(panel).sum()
            << hw::eigen_map(series).mean() << hw::day(hw::to_sys_days(last.last_day()))
            << std::hash<hw::Period>{}(last);
  double sum = 0.0;
  for (const hw::SeriesView member : panel)
    for (const auto& [period, value] : member) sum += value * period.number();
#if defined(__cpp_lib_format)
  std::cout << std::format("{:>9}", last);
#endif
#if defined(HIGHWATER_COMPILED)
  const auto outlook = hw::projection::project(series, hw::projection::Exponential{}, {.periods = 6});
  std::cout << hw::claims::check(series, hw::claims::NewRecord{.period = last}) << hw::seasonally_adjusted(series)
            << hw::projection::backtest(series, hw::projection::Linear{}).forecasts.size() << outlook.point;
#endif
  return std::isfinite(sum) ? 0 : 1;
}

}  // namespace

int main() { return call_all(); }
