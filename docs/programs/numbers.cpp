// What the numbers mean.
//   numbers FILE
#include <highwater/highwater.hpp>
#include <iostream>

namespace hw = highwater;

namespace {

void show(hw::SeriesView series) {
  for (const double value : series.values()) std::cout << value << ' ';
  std::cout << '\n';
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) return 2;
  const hw::TimeSeries exports = hw::io::read_csv(argv[1], {.value = "value_usd_mn"});

  std::cout << "== missing\n";
  //! [missing]
  const hw::TimeSeries x(hw::month(2024, 1), {4, hw::missing_value, 5, 6});
  show(hw::growth::period_over_period(x));  // March has no growth: February is not January
  show(hw::aggregate::trailing_mean(x, 2));
  show(hw::aggregate::trailing_mean(x, 2, {.min_count = 1}));
  show(hw::records::running_high(x));
  show(hw::missing::interpolate(x).data);  // for those who ask
  //! [missing]

  std::cout << "== bases\n";
  //! [bases]
  const hw::TimeSeries balance(hw::month(2024, 1), {-10, -5, 0, 5});
  show(hw::growth::over(balance, 1));  // no base is positive
  show(hw::growth::over(balance, 1, {.base = hw::BasePolicy::absolute}));
  show(hw::growth::difference(balance));
  //! [bases]

  std::cout << "== windows\n";
  //! [windows]
  const hw::Period december = hw::month(2024, 12);
  std::cout << hw::aggregate::trailing_mean(exports, 12)[december] << " with December, "
            << hw::aggregate::trailing_mean(exports, 12, {.window = hw::Window::before})[december] << " before it\n";
  //! [windows]

  std::cout << "== labels\n";
  //! [labels]
  const hw::TimeSeries later(hw::month(2024, 3), {1, 1, 1});
  const hw::TimeSeries sum = x + later;  // by label: January to May
  std::cout << sum.first() << " to " << sum.last() << ": ";
  show(sum);
  //! [labels]

  std::cout << "== surprise\n";
  //! [surprise]
  for (const hw::Null null : {hw::Null::iid, hw::Null::random_walk, hw::Null::trend}) {
    const auto found = hw::records::significance(exports, {.null = null});
    std::cout << found.records << " records where " << found.expected << " are expected: p = " << found.at_least
              << "; the next month sets one with " << found.next << '\n';
  }
  //! [surprise]

  std::cout << "== latest\n";
  //! [latest]
  const auto latest = hw::records::latest_significance(exports).value();
  std::cout << "rank " << latest.rank.observed << " of " << latest.observations << ": p = " << latest.rank.probability
            << "; best of " << latest.unmatched.observed << " months: p = " << latest.unmatched.probability << '\n';
  //! [latest]

  std::cout << "== rounding\n";
  //! [rounding]
  using namespace hw::claims;
  const auto growth = ratio(rounded(348.0, 1.0), rounded(310.0, 1.0));  // 347.5 to 348.5 over 309.5 to 310.5
  std::cout << 100.0 * (growth->low - 1.0) << " % to " << 100.0 * (growth->high - 1.0) << " %\n";
  //! [rounding]

  std::cout << "== seasons\n";
  //! [seasons]
  if (const auto seasons = hw::seasonal_indices(exports))
    std::cout << "December is " << (*seasons)[december] << " of a mean month, drawn to 1 by " << seasons->shrinkage
              << '\n';
  //! [seasons]

  std::cout << "== explain\n";
  //! [explain]
  std::cout << hw::projection::explain(exports, hw::projection::Automatic{}, 6).in_words() << '\n';
  //! [explain]
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
