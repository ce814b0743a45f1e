#include "highwater/io/write.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "highwater/io/csv.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using hw::Panel;
using hw::TimeSeries;
using test_support::message_of;

namespace write_test {

constexpr double missing = hw::missing_value;

// Finite doubles of all sizes, and missing values.
std::vector<double> random_doubles(std::mt19937_64& random, std::size_t count) {
  std::vector<double> values;
  while (values.size() < count) {
    const auto value = std::bit_cast<double>(random());
    if (std::isinf(value)) continue;
    values.push_back(std::isnan(value) || random() % 8 == 0 ? missing : value);
  }
  return values;
}

void expect_same_bits(std::span<const double> a, std::span<const double> b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i])) {
      EXPECT_TRUE(std::isnan(b[i])) << i;
      continue;
    }
    EXPECT_EQ(std::bit_cast<std::uint64_t>(a[i]), std::bit_cast<std::uint64_t>(b[i])) << i;
  }
}

TEST(WriteCsv, ASeriesIsARowAPeriod) {
  const TimeSeries series(hw::month(2024, 11), {0.1, missing, -1e300});
  EXPECT_EQ(hw::io::to_csv(series), "period,value\n2024-11,0.1\n2024-12,\n2025-01,-1e+300\n");
  std::ostringstream out;
  hw::io::write_csv(out, hw::SeriesView(series), {.period = "month", .value = "US$; mn", .delimiter = ';'});
  EXPECT_EQ(out.str(), "month;\"US$; mn\"\n2024-11;0.1\n2024-12;\n2025-01;-1e+300\n");
}

TEST(WriteCsv, WhatIsWrittenIsReadBackBitForBit) {
  std::mt19937_64 random(15);
  for (const hw::Period first : {hw::year(1900), hw::half(1900, 2), hw::quarter(1900, 3), hw::month(1900, 12),
                                 hw::week(1900, 52), hw::day(1900, 2, 27)}) {
    std::vector<double> values = random_doubles(random, 300);
    values[0] = -0.0;
    values[1] = std::numeric_limits<double>::denorm_min();
    values[2] = std::numeric_limits<double>::max();
    const TimeSeries series(first, values);
    const TimeSeries back = hw::io::parse_csv(hw::io::to_csv(series), {.frequency = first.frequency()});
    EXPECT_EQ(back.first(), first);
    expect_same_bits(series.values(), back.values());

    const Panel panel({"plain", "with, comma", "with \"quotes\"", " blanks ", "two\nlines", "2024"}, first,
                      random_doubles(random, 6 * 100));
    const Panel read = hw::io::parse_panel(hw::io::to_csv(panel), {.frequency = first.frequency()});
    EXPECT_EQ(read.first(), first);
    EXPECT_EQ(std::vector(read.names().begin(), read.names().end()),
              std::vector(panel.names().begin(), panel.names().end()));
    expect_same_bits(panel.values(), read.values());
  }
}

TEST(WriteCsv, FiscalYearsAreReadBackByTheirNames) {
  const hw::FiscalYear july{.first_month = 7};
  const TimeSeries totals(hw::year(2023), {2600, 3223}, july);
  EXPECT_EQ(hw::io::parse_csv(hw::io::to_csv(totals), {.fiscal_year = july}), totals);
}

TEST(WriteCsv, WhatCouldNotBeReadBackIsAnError) {
  EXPECT_EQ(message_of([] { return hw::io::to_csv(TimeSeries(hw::year(2024), {})); }),
            "an empty series cannot be written: nothing could be read back");
  EXPECT_EQ(message_of([] { return hw::io::to_csv(Panel({""}, hw::year(2024), {1})); }),
            "a series without a name cannot be written");
  EXPECT_EQ(message_of([] { return hw::io::to_csv(TimeSeries(hw::year(2024), {1}), {.delimiter = '4'}); }),
            "WriteOptions: the delimiter cannot be \"4\"");
}

}  // namespace write_test
