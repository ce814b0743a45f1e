#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "highwater/io/csv.hpp"

namespace hw = highwater;
using hw::Panel;
using hw::io::CsvOptions;
using hw::io::Layout;

namespace random_tables_test {

class Source {
 public:
  explicit Source(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t limit) { return random_() % limit; }
  bool sometimes() { return below(2) == 0; }
  std::mt19937& engine() { return random_; }

 private:
  std::mt19937 random_;
};

const char* const month_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// The period in a form of those in which its frequency is written, always the same in a table.
std::string written(hw::Period period, std::size_t form) {
  const std::string y = std::to_string(period.year()), n = std::to_string(period.number()), plain = to_string(period);
  switch (period.frequency()) {
    case hw::Frequency::quarterly:
      return std::vector<std::string>{plain, y + "Q" + n, "Q" + n + " " + y, y + ":Q" + n, y + "Q0" + n}[form % 5];
    case hw::Frequency::monthly: {
      const std::string two = plain.substr(5), name = month_names[period.number() - 1];
      return std::vector<std::string>{plain,   y + "M" + two, y + " " + name, name + "-" + y.substr(2),
                                      y + two, two + "/" + y, name + " " + y}[form % 7];
    }
    case hw::Frequency::semiannual:
      return std::vector<std::string>{plain, y + "H" + n, "H" + n + " " + y}[form % 3];
    case hw::Frequency::weekly:
      return std::vector<std::string>{plain, y + " W" + n}[form % 2];
    case hw::Frequency::annual:
      return std::vector<std::string>{plain, y + " [YR" + y + "]"}[form % 2];
    default: {
      const hw::civil::Date date = period.date();
      const std::string d = std::to_string(date.day), m = month_names[date.month - 1];
      return std::vector<std::string>{plain, d + "-" + m + "-" + y, plain + "T00:00:00"}[form % 3];
    }
  }
}

// The n-th part of a year as its column or cell names it.
std::string part_of_year(hw::Frequency frequency, int n, std::size_t form) {
  const std::string number = std::to_string(n), two = (n < 10 ? "0" : "") + number;
  switch (frequency) {
    case hw::Frequency::semiannual:
      return std::vector<std::string>{"S" + number, "H" + number, "HALF" + number, "S" + two}[form % 4];
    case hw::Frequency::quarterly:
      return std::vector<std::string>{"Q" + number, "Q" + two, "Qtr" + number}[form % 3];
    default:
      return std::vector<std::string>{"M" + two, month_names[n - 1]}[form % 2];
  }
}

// Eighths are exact in decimal and in binary.
std::string written(double value, const CsvOptions& options, Source& source) {
  if (hw::is_missing(value)) return options.missing[source.below(options.missing.size())];
  std::ostringstream out;
  out.precision(15);
  out << value;
  std::string text = out.str();
  std::replace(text.begin(), text.end(), '.', options.decimal);
  std::size_t end = text.find(options.decimal);
  if (end == std::string::npos) end = text.size();
  const std::size_t begin = text[0] == '-' ? 1 : 0;
  if (options.thousands != '\0' && source.sometimes())
    for (std::size_t at = end; at > begin + 3; at -= 3) text.insert(at - 3, 1, options.thousands);
  if (options.flags == hw::io::Flags::beside_numbers && source.sometimes()) text += " p";
  return "\"" + text + "\"";
}

std::size_t whole_years(const Panel& panel) {
  return static_cast<std::size_t>((panel.series(0).last().year() - panel.first().year() + 1) *
                                  hw::periods_per_year(panel.first().frequency()));
}

TEST(RandomTables, AreReadBackToThePanelThatTheyWereWrittenFrom) {
  const std::vector<hw::Period> starts = {
      hw::year(1950),     hw::half(1990, 2),     hw::quarter(2008, 3),          hw::month(2003, 11),
      hw::week(2019, 50), hw::day(2023, 12, 20), hw::business_day(2023, 12, 20)};
  for (unsigned seed = 0; seed < 1500; ++seed) {
    Source source(seed);
    const hw::Period first = starts[source.below(starts.size())];
    const std::size_t periods = 3 + source.below(20), count = 1 + source.below(5), form = source.below(100);
    std::vector<double> values(periods * count);
    for (double& value : values)
      value = source.below(5) == 0 ? hw::missing_value : (static_cast<double>(source.below(100'000'000)) - 3e7) / 8;
    std::vector<std::string> names;
    for (std::size_t j = 0; j < count; ++j) names.push_back("S" + std::to_string(j));
    const Panel panel(names, first, values);

    CsvOptions options{.delimiter = std::string(",;\t")[source.below(3)]};
    if (options.delimiter != ',' && source.sometimes()) options.decimal = ',';
    if (source.sometimes()) options.thousands = options.decimal == ',' ? '.' : source.sometimes() ? ' ' : '\'';
    if (source.sometimes()) options.missing = {"", "..", ":"};
    if (source.sometimes()) options.flags = hw::io::Flags::beside_numbers;
    options.frequency = first.frequency();
    const bool notes = source.sometimes();
    const std::string mark(1, options.delimiter);
    std::string text = source.sometimes() ? "\xEF\xBB\xBF" : "";
    const std::string end = source.sometimes() ? "\r\n" : "\n";
    const bool has_parts = first.frequency() == hw::Frequency::semiannual ||
                           first.frequency() == hw::Frequency::quarterly || first.frequency() == hw::Frequency::monthly;
    const std::size_t layout = source.below(has_parts ? 5 : 3);
    if (notes) {
      options.notes = hw::io::Notes::around;
      text += "A title" + end + end;
    }
    std::vector<std::string> rows;
    if (layout == 0) {  // a column a series
      options.period = "when";
      text += "when";
      for (const std::string& name : names) text += mark + name;
      for (std::size_t i = 0; i < periods; ++i) {
        rows.push_back(written(first + static_cast<std::int64_t>(i), form));
        for (std::size_t j = 0; j < count; ++j)
          rows.back() += mark + written(panel.series(j).values()[i], options, source);
      }
    } else if (layout == 1) {  // long
      options.period = "when";
      options.value = "what";
      options.keys = {"who"};
      text += "note" + mark + "who" + mark + "what" + mark + "when";
      for (std::size_t j = 0; j < count; ++j)
        for (std::size_t i = 0; i < periods; ++i)
          rows.push_back("5" + mark + names[j] + mark + written(panel.series(j).values()[i], options, source) + mark +
                         written(first + static_cast<std::int64_t>(i), form));
    } else if (layout == 3) {  // long, the year and its part in two columns
      options.period = "year";
      options.period_part = "part";
      options.value = "what";
      options.keys = {"who"};
      text += "who" + mark + "part" + mark + "year" + mark + "what";
      for (std::size_t j = 0; j < count; ++j)
        for (std::size_t i = 0; i < periods; ++i) {
          const hw::Period period = first + static_cast<std::int64_t>(i);
          rows.push_back(names[j] + mark + part_of_year(period.frequency(), period.number(), form) + mark +
                         std::to_string(period.year()) + mark + written(panel.series(j).values()[i], options, source));
        }
    } else if (layout == 4) {  // a year a row
      options.layout = Layout::parts_across;
      options.period = "year";
      options.keys = {"who"};
      options.other_frequencies = hw::io::OtherFrequencies::leave_out;
      text += "who" + mark + "year";
      const int parts = hw::periods_per_year(first.frequency());
      for (int n = 1; n <= parts; ++n) text += mark + part_of_year(first.frequency(), n, form);
      text += mark + "Annual";
      for (std::size_t j = 0; j < count; ++j)
        for (int y = first.year(); y <= panel.series(0).last().year(); ++y) {
          rows.push_back(names[j] + mark + std::to_string(y));
          for (int n = 1; n <= parts; ++n) {
            const hw::Period period(first.frequency(), hw::year(y).ordinal() * parts + n - 1);
            const bool inside = period >= first && period <= panel.series(0).last();
            rows.back() += mark + written(inside ? panel.series(j)[period] : hw::missing_value, options, source);
          }
          rows.back() += mark + "1";
        }
    } else {
      options.layout = Layout::periods_across;
      options.keys = {"who"};
      text += "who" + mark + "unit";
      for (std::size_t i = 0; i < periods; ++i) text += mark + written(first + static_cast<std::int64_t>(i), form);
      for (std::size_t j = 0; j < count; ++j) {
        rows.push_back(names[j] + mark + "index");
        for (std::size_t i = 0; i < periods; ++i)
          rows.back() += mark + written(panel.series(j).values()[i], options, source);
      }
    }
    if (layout == 0) std::shuffle(rows.begin(), rows.end(), source.engine());
    text += end;
    for (const std::string& row : rows) text += row + end;
    if (notes) text += end + "Source: an office" + end;

    // A year a row holds whole years: what it has beyond the panel is missing.
    const Panel read = hw::io::parse_panel(text, options);
    ASSERT_EQ(std::vector(read.names().begin(), read.names().end()), names) << text;
    for (std::size_t j = 0; j < count; ++j)
      ASSERT_EQ(hw::TimeSeries(read.series(j).slice(panel.first(), panel.series(0).last())),
                hw::TimeSeries(panel.series(j)))
          << "seed " << seed << '\n'
          << text;
    ASSERT_EQ(read.series(0).size(), layout == 4 ? whole_years(panel) : periods) << text;
  }
}

}  // namespace random_tables_test
