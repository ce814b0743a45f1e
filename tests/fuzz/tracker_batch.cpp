#include <algorithm>
#include <vector>

#include "fuzz/input.hpp"
#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/monitor/tracker.hpp"
#include "highwater/records/records.hpp"

// A tracker that is pushed, or merged from two, answers as the functions do of the whole series.
namespace {

namespace hw = highwater;
using fuzz::must;
using hw::monitor::Tracker;

bool same(const hw::Streak& a, const hw::Streak& b) {
  return a.length == b.length && a.first == b.first && a.bounded_by_missing == b.bounded_by_missing;
}
bool same(std::span<const hw::Record> a, std::span<const hw::Record> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const hw::Record& x, const hw::Record& y) {
    return x.period == y.period && fuzz::same_bits(x.value, y.value) && x.previous_period == y.previous_period;
  });
}

void must_answer_as(hw::SeriesView series, const Tracker& tracker) {
  const hw::monitor::TrackerOptions& options = tracker.options();
  const hw::Period last = series.last();
  const auto on_period = hw::growth::period_over_period(series, {.base = options.base});
  const auto on_year = hw::growth::year_over_year(series, {.base = options.base});
  must(fuzz::same_bits(tracker.growth_on_period(), on_period[last]), "growth on the period, pushed as in batch");
  must(fuzz::same_bits(tracker.growth_on_year(), on_year[last]), "growth on the year, pushed as in batch");
  must(same(tracker.streak_on_period(), hw::records::current_streak(on_period)), "streaks on the period");
  must(same(tracker.streak_on_year(), hw::records::current_streak(on_year)), "streaks on the year");
  must(same(tracker.highs().records(), hw::records::highs(series, {.ties = options.ties})), "records");
  must(same(tracker.lows().records(), hw::records::lows(series, {.ties = options.ties})), "low records");
  for (const auto window : {hw::Window::including, hw::Window::before})
    must(fuzz::same_bits(tracker.trailing_mean(window),
                         hw::aggregate::trailing_mean(series, options.window, {.window = window})[last]),
         "the trailing mean, pushed as in batch");
  must(fuzz::same_bits(tracker.year_to_date(), hw::aggregate::year_to_date(series, options.fiscal_year)[last]),
       "the fiscal year so far, pushed as in batch");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input in(data, size);
  const hw::Period first = in.period(in.frequency());
  hw::monitor::TrackerOptions options;
  options.window = 1 + in.below(40);
  options.fiscal_year = {static_cast<int>(1 + in.below(12)), in.choice<hw::FiscalLabel>(2)};
  options.ties = in.choice<hw::Ties>(2);
  options.base = in.choice<hw::BasePolicy>(3);
  const std::size_t cut = in.byte();
  const std::vector<double> values = in.numbers(800);
  if (values.empty()) return 0;
  fuzz::answers([&] {
    const hw::TimeSeries series(first, values);
    Tracker whole(first, options), part(first, options);
    for (const double value : values) whole.push(value);
    must_answer_as(series, whole);
    must_answer_as(series, Tracker::from_bytes(whole.to_bytes()));
    const std::size_t head = std::min(cut, values.size());
    for (std::size_t i = 0; i < head; ++i) part.push(values[i]);
    Tracker later(part.next(), options);
    for (std::size_t i = head; i < values.size(); ++i) later.push(values[i]);
    part.merge(later);
    must_answer_as(series, part);
  });
  return 0;
}
