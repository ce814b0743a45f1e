// highwater_table <folder>: writes the test table of all rooms, data and what the functions of the library say of them.
//
//   rows.csv      series, period, value     1000 series of 240 months, in an order of no meaning; \N is NULL
//   panel[0-4].csv                          the same, 200 series in each, a column a series, in order
//   expected.csv                            a row for each series; an empty field is missing
//   outlook.csv   series, period, point, lower, upper    three periods of the first 50 series
//   fuzz.csv      g, n, period, value, about   10 000 rows of groups with flaws of all kinds; \N is NULL
//   refused.csv   g, function, words, answer   what each function says of each group: an error, or text
//
// Numbers are written in the fewest digits that give them back.
#include <array>
#include <cstdint>
#include <exception>
#include <fstream>
#include <highwater/highwater.hpp>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../answers.hpp"
#include "../test_series.hpp"
#include "../text.hpp"

namespace hw = highwater;
namespace answers = highwater_integrations;

namespace {

constexpr int series_count = 1000, files = 5;

std::string text(double value) { return answers::text(value, {}); }
std::string text(bool value) { return value ? "true" : "false"; }
std::string text(std::int64_t value) { return std::to_string(value); }
std::string text(hw::Period period) { return to_string(period); }
std::string text(const std::optional<hw::Period>& period) { return period ? text(*period) : std::string(); }

std::string quoted(std::string_view words) {
  std::string field = "\"";
  for (const char c : words) field += c == '"' ? std::string("\"\"") : std::string(1, c);
  return field + '"';
}

std::ofstream open(const std::string& path) {
  std::ofstream file(path, std::ios::binary);
  file.exceptions(std::ios::failbit | std::ios::badbit);
  return file;
}

/// Numbers that look drawn, the same on every machine.
class Draws {
 public:
  std::size_t below(std::size_t count) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state_ >> 33) % count;
  }

 private:
  std::uint64_t state_ = 20240711;
};

void write_rows(const std::string& folder) {
  std::vector<int> order(static_cast<std::size_t>(series_count) * answers::test_months);
  std::iota(order.begin(), order.end(), 0);
  Draws draws;
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[draws.below(i)]);
  std::ofstream file = open(folder + "/rows.csv");
  file << "series,period,value\n";
  for (const int row : order) {
    const int series = row / answers::test_months, month = row % answers::test_months;
    file << series << ',' << hw::month(2000, 1) + month << ','
         << answers::text(answers::test_value(series, month), "\\N") << '\n';
  }
}

void write_panel(const std::string& folder, int part) {
  std::ofstream file = open(folder + "/panel" + std::to_string(part) + ".csv");
  const int first = part * series_count / files, end = (part + 1) * series_count / files;
  file << "period";
  for (int series = first; series < end; ++series) file << ',' << series;
  for (int month = 0; month < answers::test_months; ++month) {
    file << '\n' << hw::month(2000, 1) + month;
    for (int series = first; series < end; ++series) file << ',' << text(answers::test_value(series, month));
  }
  file << '\n';
}

/// Each number by the function that is named like it.
void write_expected(const std::string& folder) {
  std::ofstream file = open(folder + "/expected.csv");
  file << "series,latest,value,growth_on_period,growth_on_year,trailing_mean,year_to_date,record_period,record_value,"
          "streak_on_year,mean_before,fiscal_total,records,sets_record,streak_on_period,previous_period,previous_value,"
          "yoy,streak,streak_first,streak_bounded\n";
  for (int number = 0; number < series_count; ++number) {
    const hw::TimeSeries whole = answers::test_series(number);
    hw::Period latest = whole.last();
    while (hw::is_missing(whole[latest])) --latest;
    const hw::SeriesView series = hw::SeriesView(whole).slice(whole.first(), latest);
    const hw::TimeSeries on_period = hw::growth::period_over_period(series),
                         on_year = hw::growth::year_over_year(series);
    const hw::Record record = hw::records::highs(series).back();
    const hw::TimeSeries growth = hw::growth::year_over_year(whole);
    const hw::Streak streak = hw::records::current_streak(growth);
    const std::string fields[] = {
        std::to_string(number),
        text(latest),
        text(whole[latest]),
        text(on_period[latest]),
        text(on_year[latest]),
        text(hw::aggregate::trailing_mean(series, 12)[latest]),
        text(hw::aggregate::year_to_date(series, {})[latest]),
        text(record.period),
        text(record.value),
        text(hw::records::current_streak(on_year).length),
        text(hw::aggregate::trailing_mean(series, 12, {.window = hw::Window::before})[latest]),
        text(hw::monitor::scan(series).fiscal_total),
        text(record.index),
        text(record.period == latest),
        text(hw::records::current_streak(on_period).length),
        text(record.previous_period),
        text(record.previous_value),
        text(growth[whole.last()]),
        text(streak.length),
        text(streak.first),
        text(streak.bounded_by_missing)};
    for (std::size_t i = 0; i < std::size(fields); ++i) file << (i == 0 ? "" : ",") << fields[i];
    file << '\n';
  }
}

void write_outlook(const std::string& folder) {
  std::ofstream file = open(folder + "/outlook.csv");
  file << "series,period,point,lower,upper\n";
  for (int number = 0; number < 50; ++number) {
    const hw::Projection outlook =
        hw::projection::project(answers::test_series(number), hw::projection::Automatic{}, {.periods = 3});
    for (std::size_t i = 0; i < outlook.point.size(); ++i)
      file << number << ',' << outlook.point.period(i) << ',' << text(outlook.point.values()[i]) << ','
           << text(outlook.lower.values()[i]) << ',' << text(outlook.upper.values()[i]) << '\n';
  }
}

struct FuzzedRow {
  std::optional<std::string> period;
  std::optional<double> value;
};
struct FuzzedGroup {
  hw::Period about;  // the last month, unless the group is wild
  std::vector<FuzzedRow> rows;
};

/// One group in three is of months and nearly clean, one of months with a flaw here and there, and one is wild.
std::vector<FuzzedGroup> fuzzed() {
  constexpr std::size_t count = 10'000;
  Draws draws;
  const auto value = [&draws](std::size_t flaws) -> std::optional<double> {
    const double infinite = std::numeric_limits<double>::infinity();
    const std::array<std::optional<double>, 7> odd = {infinite, -infinite, hw::missing_value, std::nullopt, 1e308,
                                                      -1e-320,  -0.0};
    if (draws.below(1000) < flaws) return odd[draws.below(odd.size())];
    return static_cast<double>(draws.below(400)) / 8.0;
  };
  const auto period = [&draws]() -> std::optional<std::string> {
    const std::string digit = std::to_string(draws.below(10)), year = "20" + digit + std::to_string(draws.below(10));
    const std::array<std::optional<std::string>, 14> odd = {year + "-0" + digit,
                                                            year + "-" + digit,
                                                            year + "-1" + digit,
                                                            year + "-Q" + digit,
                                                            year + "-S" + digit,
                                                            year + "-W5" + digit,
                                                            year + "-02-3" + digit,
                                                            year,
                                                            "",
                                                            std::nullopt,
                                                            "99999-01",
                                                            std::string(300, '9'),
                                                            "\"x\", 'y'; \\ %s",
                                                            "\xc3\xa9t\xc3\xa9 " + year};
    return odd[draws.below(odd.size())];
  };
  std::vector<FuzzedGroup> groups;
  for (std::size_t rows = 0; rows < count;) {
    const std::size_t size = std::min(1 + draws.below(70), count - rows), kind = draws.below(3);
    const hw::Period first = hw::month(1000, 1) + static_cast<std::int64_t>(draws.below(9000));
    FuzzedGroup& group = groups.emplace_back(FuzzedGroup{first + static_cast<std::int64_t>(size - 1), {}});
    for (hw::Period month = first; month <= group.about; ++month) {
      std::optional<std::string> label = to_string(month);
      if (kind == 2 || (kind == 1 && draws.below(200) == 0)) label = period();
      group.rows.push_back({std::move(label), value(kind == 0 ? 4 : 40)});
    }
    rows += size;
  }
  return groups;
}

hw::TimeSeries series_of(const std::vector<FuzzedRow>& group) {
  std::vector<answers::Row> rows;
  for (const auto& [period, value] : group) {
    if (period)
      rows.push_back({hw::parse_period(*period), value.value_or(hw::missing_value)});
    else if (value)
      throw hw::Error("the period of a value is NULL");
  }
  if (rows.empty()) throw std::logic_error("a group of NULL alone has no words");
  return answers::series_of(rows);
}

/// What a function answers, as text; empty where that is compared elsewhere.
std::string answer(std::size_t function, hw::SeriesView series, hw::Period about) {
  std::string words;
  switch (function) {
    case 0:
      (void)answers::record(series);
      break;
    case 1:
      (void)answers::streak(series);
      break;
    case 2:
      (void)answers::year_over_year(series);
      break;
    case 3:
      (void)answers::scan(series);
      break;
    case 4:
      (void)answers::project(series, 2);
      break;
    case 5:
      for (const auto& [claim, verdict, reason] : answers::check(series, to_string(about), "level", 7.0, 1.0))
        words += (words.empty() ? "" : "\n") + claim + ": " + verdict + ": " + reason;
      break;
    default:
      words = answers::bulletin(series, {.title = "\"T\", t\\", .unit = "u"});
  }
  return words;
}

void write_fuzz(const std::string& folder) {
  const char* const functions[] = {"hw_record",  "hw_streak", "hw_yoy",     "hw_scan",
                                   "hw_project", "hw_check",  "hw_bulletin"};
  const std::vector<FuzzedGroup> groups = fuzzed();
  std::ofstream rows = open(folder + "/fuzz.csv"), refused = open(folder + "/refused.csv");
  rows << "g,n,period,value,about\n";
  refused << "g,function,words,answer\n";
  for (std::size_t g = 0; g < groups.size(); ++g) {
    int n = 0;
    for (const auto& [period, value] : groups[g].rows)
      rows << g << ',' << n++ << ',' << (period ? quoted(*period) : "\\N") << ','
           << (value ? hw::is_missing(*value) ? "nan" : text(*value) : "\\N") << ',' << groups[g].about << '\n';
    for (std::size_t function = 0; function < std::size(functions); ++function) {
      refused << g << ',' << functions[function] << ',';
      try {
        const std::string words = answer(function, series_of(groups[g].rows), groups[g].about);
        refused << "\\N," << (words.empty() ? "\\N" : quoted(words)) << '\n';
      } catch (const hw::Error& error) {
        refused << quoted(error.what()) << ",\\N\n";
      }
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string folder = argv[1];
  write_rows(folder);
  for (int part = 0; part < files; ++part) write_panel(folder, part);
  write_expected(folder);
  write_outlook(folder);
  write_fuzz(folder);
}
