#include <string>
#include <vector>

#include "fuzz/input.hpp"
#include "highwater/aggregate/convert.hpp"
#include "highwater/aggregate/expanding.hpp"
#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/records/drawdown.hpp"
#include "highwater/records/ranks.hpp"
#include "highwater/records/records.hpp"
#include "highwater/series/seasonal.hpp"

// A column of a panel gets the bits that the series alone gets, and no answer is infinite.
namespace {

namespace hw = highwater;

template <class Function>
void must_be_alike(const hw::Panel& panel, Function function) {
  std::vector<hw::TimeSeries> alone;
  const bool answered = fuzz::answers([&] {
    for (const hw::SeriesView series : panel) alone.push_back(function(series));
  });
  const bool together = fuzz::answers([&] {
    const hw::Panel all = function(panel);
    fuzz::must(answered, "a panel answers where its series do");
    for (std::size_t i = 0; i < alone.size(); ++i) {
      fuzz::must(fuzz::same_bits(alone[i], all.series(i)), "series equals panel");
      fuzz::must_be_finite_or_missing(alone[i]);
    }
  });
  fuzz::must(together == answered, "a panel answers where its series do");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input in(data, size);
  const hw::Period first = in.period(in.frequency());
  const auto n = static_cast<std::int64_t>(in.byte()) - 1;
  const auto base = in.choice<hw::BasePolicy>(3);
  const auto window = in.choice<hw::Window>(2);
  const auto min_count = static_cast<std::int64_t>(in.below(4));
  const auto to = in.frequency();
  const auto how = in.choice<hw::Summary>(4);
  const hw::FiscalYear fiscal{static_cast<int>(in.below(13)), in.choice<hw::FiscalLabel>(2)};
  const unsigned what = in.below(16);
  const std::size_t columns = 1 + in.below(9);
  std::vector<double> values = in.numbers(600);
  if (values.size() < columns) return 0;
  values.resize(values.size() / columns * columns);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < columns; ++i) names.push_back("s" + std::to_string(i));
  const hw::Panel panel(names, first, values);
  if (!fuzz::answers([&] { static_cast<void>(panel.series(0).last()); })) return 0;

  namespace aggregate = hw::aggregate;
  const aggregate::TrailingOptions trailing{.window = window, .min_count = min_count};
  must_be_alike(panel, [&](const auto& x) {
    switch (what) {
      case 0:
        return hw::growth::over(x, n, {.base = base});
      case 1:
        return hw::growth::year_over_year(x, {.base = base});
      case 2:
        return hw::growth::log_change(x, n);
      case 3:
        return hw::growth::annualised(x, n);
      case 4:
        return hw::growth::difference(x, n);
      case 5:
        return aggregate::trailing_mean(x, n, trailing);
      case 6:
        return aggregate::trailing_sum(x, n, trailing);
      case 7:
        return aggregate::trailing_max(x, n, trailing);
      case 8:
        return aggregate::trailing_median(x, n, trailing);
      case 9:
        return aggregate::trailing_standard_deviation(x, n, trailing);
      case 10:
        return aggregate::convert(x, to, how);
      case 11:
        return aggregate::fiscal_totals(x, fiscal);
      case 12:
        return aggregate::year_to_date(x, fiscal);
      case 13:
        return hw::records::running_high(x);
      case 14:
        return hw::records::drawdown(x);
      default:
        return hw::growth::period_over_period(x, {.base = base});
    }
  });
  return 0;
}
