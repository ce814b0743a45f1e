// What the functions of the library say of the series that the test makes in SQL, as rows for COPY.
#include <cstdio>
#include <highwater/highwater.hpp>
#include <string>

#include "../../test_series.hpp"
#include "../../text.hpp"

namespace hw = highwater;

namespace {

std::string text(double value) { return highwater_integrations::text(value, "\\N"); }

}  // namespace

int main() {
  for (int number = 0; number < 500; ++number) {
    const hw::TimeSeries series = highwater_integrations::test_series(number);
    const hw::Record record = hw::records::highs(series).back();
    const hw::TimeSeries growth = hw::growth::year_over_year(series);
    const hw::monitor::SeriesSummary now = hw::monitor::scan(series);
    const hw::Projection outlook = hw::projection::project(series, hw::projection::Automatic{}, {.periods = 3});
    const std::string fields[] = {std::to_string(number),
                                  to_string(record.period),
                                  text(record.value),
                                  std::to_string(record.index),
                                  text(growth[series.last()]),
                                  std::to_string(hw::records::current_streak(growth).length),
                                  text(now.trailing_mean),
                                  text(now.year_to_date),
                                  to_string(outlook.point.last()),
                                  text(outlook.point.values()[2]),
                                  text(outlook.lower.values()[2]),
                                  text(outlook.upper.values()[2])};
    for (std::size_t i = 0; i < std::size(fields); ++i) std::printf("%s%s", i == 0 ? "" : "\t", fields[i].c_str());
    std::puts("");
  }
}
