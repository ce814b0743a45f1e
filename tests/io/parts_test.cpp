// A text that is read in parts gives what it gives in one piece: the same series, flags and errors.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "highwater/calendar/period_text.hpp"
#include "highwater/io/csv.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
namespace io = highwater::io;
using test_support::message_of;
using test_support::same_bits;

namespace parts_test {

/// Runs the parts from the last to the first, and counts them.
struct Backwards {
  std::size_t* most_parts;
  void operator()(std::size_t parts, const hw::Parallel::Part& part) const {
    *most_parts = std::max(*most_parts, parts);
    for (std::size_t i = parts; i-- > 0;) part(i);
  }
};

/// Whether names may hold quotes and line ends.
enum class Names { plain, odd };

/// 230 series of 300 months below each other, 2.5 MB; with a note mark beside each 1000th value.
std::string long_table(Names names = Names::plain) {
  std::string text = "series,filler,month,value\n";
  const hw::Period first = hw::month(2000, 1);
  for (int series = 0; series < 230; ++series)
    for (int i = 0; i < 300; ++i) {
      std::string name = "S" + std::to_string(series);
      if (names == Names::odd) name = series % 3 == 0 ? "\"a \"\"" + name + "\"\"\nand more\"" : "\"" + name + ", b\"";
      const int value = series * 1000 + i;
      text += name + ",0123456789," + to_string(first + i) + "," +
              (i % 7 == 6 ? std::string() : std::to_string(value) + ".25" + (value % 1000 == 0 ? " p" : "")) + "\n";
    }
  return text;
}

io::CsvOptions options_of_long_table() {
  return {.period = "month", .value = "value", .keys = {"series"}, .flags = io::Flags::beside_numbers};
}

/// The panel read in parts, which there have to be.
hw::Panel in_parts(const std::string& text, io::CsvOptions options) {
  std::size_t parts = 0;
  const Backwards backwards{&parts};
  options.parallel = backwards;
  hw::Panel panel = io::parse_panel(text, options);
  EXPECT_GT(parts, 1U);
  return panel;
}

void expect_same(const hw::Panel& a, const hw::Panel& b) {
  ASSERT_TRUE(std::equal(a.names().begin(), a.names().end(), b.names().begin(), b.names().end()));
  ASSERT_EQ(a.first(), b.first());
  EXPECT_TRUE(same_bits(a.values(), b.values()));
}

TEST(Parts, OfALongTableGiveTheWhole) {
  const std::string text = long_table();
  const hw::Panel whole = io::parse_panel(text, options_of_long_table());
  EXPECT_EQ(whole.series_count(), 230U);
  EXPECT_EQ(whole.series("S229").at(hw::month(2000, 2)), 229001.25);
  expect_same(in_parts(text, options_of_long_table()), whole);
}

TEST(Parts, AreNotCutInsideQuotes) {
  const std::string text = long_table(Names::odd);
  expect_same(in_parts(text, options_of_long_table()), io::parse_panel(text, options_of_long_table()));
}

TEST(Parts, OfAWideTableWithoutAHeaderGiveTheWhole) {
  std::string text;
  for (int i = 0; i < 200'000; ++i)
    text += to_string(hw::day(1600, 1, 1) + i) + ";" + std::to_string(i) + ";" + std::to_string(-i) + "\n";
  const io::CsvOptions options{.header = io::Header::none, .delimiter = ';', .frequency = hw::Frequency::daily};
  const io::CsvOptions one_column{
      .value = 2, .header = io::Header::none, .delimiter = ';', .frequency = hw::Frequency::daily};
  EXPECT_EQ(io::parse_csv(text, one_column).size(), 200'000U);
  expect_same(in_parts(text, one_column), io::parse_panel(text, one_column));
  EXPECT_EQ(message_of([&] { in_parts(text, options); }), message_of([&] { io::parse_panel(text, options); }));
}

TEST(Parts, TellTheSameFlags) {
  const std::string text = long_table();
  const auto told = [&text](hw::Parallel parallel) {
    std::string flags;
    io::CsvOptions options = options_of_long_table();
    options.on_flag = [&flags](const io::Flag& flag) {
      flags += flag.series + " " + to_string(flag.period) + " " + flag.text + "\n";
    };
    options.parallel = parallel;
    io::parse_panel(text, options);
    return flags;
  };
  std::size_t parts = 0;
  const Backwards backwards{&parts};
  const std::string flags = told({});
  EXPECT_NE(flags.find("S229 2000-01 p\n"), std::string::npos);
  EXPECT_EQ(told(backwards), flags);
  EXPECT_GT(parts, 1U);
}

TEST(Parts, GiveTheFirstErrorOfTheFileWithItsLine) {
  const std::vector<std::function<void(std::string&)>> faults = {
      [](std::string& text) { text.replace(text.rfind(".25"), 3, ".x5"); },
      [](std::string& text) { text.replace(text.rfind("2024-12"), 7, "2024-13"); },
      [](std::string& text) { text += "S0,0123456789,2000-01,1\n"; },
      [](std::string& text) { text += "S0,0123456789,2025-Q1,1\n"; },
      [](std::string& text) { text += "S0,0123456789\n"; },
      [](std::string& text) { text += "\"S0,0123456789,2000-01,1\n"; },
      [](std::string& text) {
        text.insert(text.find('\n', text.size() / 2), ",");
        text += "S0\n";
      },
      [](std::string& text) { text.replace(text.size() / 2, 1, 1, '\0'); }};
  for (const auto& damage : faults) {
    std::string text = long_table();
    damage(text);
    const std::string message = message_of([&] { io::parse_panel(text, options_of_long_table()); });
    EXPECT_NE(message, "");
    std::size_t parts = 0;
    const Backwards backwards{&parts};
    io::CsvOptions options = options_of_long_table();
    options.parallel = backwards;
    EXPECT_EQ(message_of([&] { io::parse_panel(text, options); }), message);
  }
}

TEST(Parts, TellTheirProgressAndCanBeStopped) {
  const std::string text = long_table();
  double last = 0.0;
  auto follow = [&last](double done) {
    EXPECT_GE(done, last);
    last = done;
  };
  io::CsvOptions options = options_of_long_table();
  options.parallel = hw::Parallel::threads;
  options.progress = follow;
  io::parse_panel(text, options);
  EXPECT_EQ(last, 1.0);
  auto stop = [](double done) { return done > 0.3 ? hw::Progress::Next::stop : hw::Progress::Next::go_on; };
  options.progress = stop;
  EXPECT_THROW(io::parse_panel(text, options), hw::Stopped);
}

}  // namespace parts_test
